"""Persons named again by a part of their name: a surname, a given name, a name cut short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge.agents import is_last_word
from dateline.knowledge.folding import fold
from dateline.mentions.antecedents import gender
from dateline.mentions.clauses import SUBJECTS
from dateline.mentions.drafts import Draft
from dateline.mentions.given_names import TITLES, is_everyday, short_forms
from dateline.mentions.naming import copy_to
from dateline.mentions.pieces import NAME_TAGS

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

_FAMILY_FIRST = frozenset(("CHN", "KOR", "PRK", "TWN", "VNM", "HKG", "KHM"))
_PARTICLES = frozenset("al bin de van von le ben el la der den da di dos".split())
_ENDINGS = frozenset(("Jr.", "Sr.", "Jr", "Sr", "III", "II"))
_BY = "coreference:surname"


def _key(word: str) -> str:
    return fold(word).casefold()


def _words(doc: Doc, draft: Draft) -> list[str]:
    """The words of a person's name as the text has them."""
    if draft.chain is not None:
        head = draft.chain.head
        return [t.text for t in doc[head.i : head.j] if not t.is_punct and not t.is_space]
    return (draft.name or "").split()


# Father's and mother's surname, and the first of the two is the one that is used alone.
_TWO_SURNAMES = frozenset(
    "ARG BOL CHL COL CRI CUB DOM ECU ESP GTM HND MEX NIC PAN PER PRY SLV URY VEN".split()
)


def _surnames(words: list[str], country: str | None) -> set[str]:
    while len(words) > 2 and words[-1] in _ENDINGS:
        words = words[:-1]
    if len(words) < 2:
        return set()
    if country in _FAMILY_FIRST:
        # "Carrie Lam": an English given name may stand first, as in Hong Kong and Taiwan.
        either = country in ("HKG", "TWN") and len(words) == 2
        return {_key(words[0]), _key(words[1])} if either else {_key(words[0])}
    if country == "MMR":
        return set()
    found = {_key(words[-1])}
    for start in range(1, len(words) - 1):
        # "Luis Alberto Gil Castillo" is "Gil Castillo" or "Gil"; "Ursula von der Leyen" "von der Leyen".
        if words[start].lower() in _PARTICLES:
            found.add(_key(" ".join(words[start:])))
    if len(words) > 3 and country in _TWO_SURNAMES:
        found |= {_key(" ".join(words[-2:])), _key(words[-2])}
    if "-" in words[-1]:
        found.add(_key(words[-1].split("-", 1)[1]))
    return found


class _Persons:
    """Everybody named in full so far."""

    def __init__(self) -> None:
        self.by_surname: dict[str, list[Draft]] = {}
        self.by_given: dict[str, list[Draft]] = {}
        self.by_middle: dict[str, list[Draft]] = {}
        self.established: dict[str, Draft] = {}

    def note(self, draft: Draft, words: list[str]) -> None:
        if len(words) < 2:
            return
        names = {tuple(words), tuple((draft.name or "").split())}
        for name in names:
            for surname in _surnames(list(name), draft.country):
                _put(self.by_surname, surname, draft)
        for given in (words[0], *short_forms(words[0])):
            _put(self.by_given, _key(given), draft)
        if draft.country not in _FAMILY_FIRST:
            # "Faki" of "Moussa Faki Mahamat": which of the names is the one in use differs.
            for word in words[1:-1]:
                if len(word) > 3 and word.lower() not in _PARTICLES:
                    _put(self.by_middle, _key(word), draft)
        for start in range(1, len(words) - 1):
            _put(self.by_surname, _key(" ".join(words[start:])), draft)

    def note_given(self, draft: Draft) -> None:
        """ "António" after "Secretary-General Guterres": the tables tell the given name."""
        words = (draft.name or "").split()
        rare = draft.country not in _FAMILY_FIRST and not is_everyday(words[0]) if words else False
        if rare and len(words) > 1 and draft.actor_id and _titled(draft):
            _put(self.by_given, _key(words[0]), draft)

    def bearers(self, text: str, sex: str, given: bool) -> list[Draft]:
        """Those whom a short name may mean; one only where one is established by it."""
        key = _key(text)
        found = self.by_surname.get(key, [])
        if not found and given:
            found = self.by_given.get(key, []) or self.by_middle.get(key, [])
        found = [d for d in found if not sex or gender(d) in ("", sex)] or found
        known = self.established.get(f"{sex}{key}")
        return [known] if len(found) > 1 and known is not None else found

    def settle(self, text: str, sex: str, draft: Draft) -> None:
        self.established.setdefault(f"{sex}{_key(text)}", draft)
        self.established.setdefault(_key(text), draft)


def _put(table: dict[str, list[Draft]], key: str, draft: Draft) -> None:
    others = [o for o in table.get(key, []) if o.name != draft.name]
    table[key] = [*others[-5:], draft]


def name_surnames(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Resolve short names to the full names before them; returns drafts for words not yet seen."""
    persons = _Persons()
    by_token = {k: d for d in drafts for k in range(d.i, d.j)}
    found: list[Draft] = []
    done: set[int] = set()
    for token in doc:
        there = by_token.get(token.i)
        if there is not None:
            if id(there) in done or token.i != there.j - 1:
                continue
            done.add(id(there))
            if there.what in ("person", "org"):
                _read(doc, persons, there)
            continue
        if not (persons.by_surname or persons.by_given) or not _may_be_name(token):
            continue
        sex = _sex(doc, token.i)
        given = token.ent_type_ == "PERSON" or token.dep_ in SUBJECTS or _addressed(doc, token)
        bearers = persons.bearers(token.text, sex, given) if len(token.text) > 1 else []
        if not bearers or _touches_name(doc, token):
            continue
        draft = Draft(
            token.i, token.i + 1, token.idx, token.idx + len(token.text), token.i, "person",
            name=token.text,
        )  # fmt: skip
        _take(draft, bearers, persons, token.text, sex)
        found.append(draft)
    return found


def _addressed(doc: Doc, token: Token) -> bool:
    """ "thank you, Yoshiko, for": a name between commas."""
    return (
        token.tag_ in NAME_TAGS
        and not is_everyday(token.text)
        and 0 < token.i < len(doc) - 1
        and doc[token.i - 1].text == ","
        and doc[token.i + 1].text in (",", ".", "!", "?")
        and token.text.istitle()
    )


def _may_be_name(token: Token) -> bool:
    if token.tag_ in NAME_TAGS or token.ent_type_ == "PERSON":
        return True
    # A name is often tagged as a common noun: "Sanders" as a plural, others at the sentence's start.
    if token.tag_ not in ("NN", "NNS") or not token.is_title:
        return False
    return token.dep_ in SUBJECTS or token.dep_ == "poss" or not token.is_sent_start


def _read(doc: Doc, persons: _Persons, draft: Draft) -> None:
    """Resolve one mention, or learn its full name."""
    words = _words(doc, draft) if draft.what == "person" else (draft.name or "").split()
    text = " ".join(words)
    sex = _sex(doc, draft.i)
    if draft.what == "org":
        # The recogniser takes many surnames for organisations.
        known = draft.actor_id or draft.country or draft.sectors or len(words) != 1
        given = doc[draft.root].dep_ in SUBJECTS or _after_a_title(doc, draft.i)
        bearers = [] if known else persons.bearers(text, sex, given)
        if bearers and doc[draft.i].tag_ in NAME_TAGS and not _before_the(doc, draft.i):
            draft.what = "person"
            _take(draft, bearers, persons, text, sex)
        return
    if len(words) == 1:
        persons.note_given(draft)
        bearers = persons.bearers(text, sex, draft.actor_id is None)
        if draft.actor_id is None:
            if bearers:
                _take(draft, bearers, persons, text, sex)
        elif bearers and draft.by.startswith("name") and not _titled(draft):
            # "Assad" after "Omar Assad" is not the president.
            if all(b.actor_id != draft.actor_id for b in bearers) and len(bearers) == 1:
                draft.sectors, draft.office, draft.country = [], None, None
                _take(draft, bearers, persons, text, sex)
        return
    if draft.actor_id is None:
        bearers = persons.bearers(text, sex, False)
        if len(bearers) == 1 and bearers[0].name != draft.name:
            _take(draft, bearers, persons, text, sex)
            return
    persons.note(draft, words)


def _after_a_title(doc: Doc, i: int) -> bool:
    """ "Chairperson Faki": a title with a capital stands right before."""
    return i > 0 and doc[i - 1].text[0].isupper() and is_last_word(doc[i - 1].lower_)


def _before_the(doc: Doc, i: int) -> bool:
    return i > 0 and doc[i - 1].lower_ in ("the", "a", "an")


def _sex(doc: Doc, i: int) -> str:
    for k in (i, i - 1):
        if k >= 0 and doc[k].lower_ in TITLES:
            return TITLES[doc[k].lower_]
    return ""


def _touches_name(doc: Doc, token: Token) -> bool:
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    before = doc[token.i - 1] if token.i else None
    if (
        after is not None
        and after.tag_ in NAME_TAGS
        and after.dep_ != "nsubj"
        and token.dep_ == "compound"
    ):
        return True
    return before is not None and before.tag_ in NAME_TAGS and before.dep_ == "compound" and (
        before.head.i == token.i and before.ent_type_ == "PERSON")  # fmt: skip


def _take(draft: Draft, bearers: list[Draft], persons: _Persons, text: str, sex: str) -> None:
    office, sectors, country = draft.office, draft.sectors, draft.country
    if len(bearers) == 1:
        source = bearers[0]
        copy_to(draft, source, _BY, 0.9)
        if office and sectors and not source.sectors:
            draft.office, draft.sectors = office, sectors
        if not draft.country:
            draft.country = country
        persons.settle(text, sex, source)
        return
    # Two people of one name: the country may be common to both, the person is not known.
    countries = {b.country for b in bearers}
    if len(countries) == 1 and None not in countries:
        draft.country = bearers[0].country
        draft.by, draft.confidence = f"{_BY}, one of several", 0.5


def _titled(draft: Draft) -> bool:
    """Whether a title stands in the mention itself."""
    return draft.chain is not None and len(draft.chain.units) > 1
