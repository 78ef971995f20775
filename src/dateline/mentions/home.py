"""Who is meant by a bare title in a government's or state medium's own words.

A foreign ministry's release says "the Secretary", "Deputy Minister Okello", "the Department", and a
state agency says "the Party", "the workers of the mill", without naming the country: it is the
writer's own. So a mention that nothing in the text gives a country takes that of the outlet, if the
outlet is a state's: a host such as `state.gov` or `mfa.gov.pl`, or state media (`credits.toml`).
Of other outlets nothing follows: a paper writes about the world.

Where the sentence speaks of another state ("Ana Roca, a judge in Managua", "refugees in Europe")
the mention may as well be that state's, and stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.articles.sources import host_of
from dateline.knowledge.context import current
from dateline.knowledge.folding import fold
from dateline.knowledge.tables import rows
from dateline.language import text_of
from dateline.mentions.antecedents import NO_STATES
from dateline.mentions.clauses import sentence_numbers
from dateline.mentions.drafts import Draft
from dateline.mentions.korean import is_korean
from dateline.mentions.pieces import NAME_TAGS
from dateline.mentions.topic import FOES, cannot_be, says_elsewhere
from dateline.records import Article

if TYPE_CHECKING:
    from dateline.language.words import Doc

# Second-level names that governments keep to themselves, before a country's two letters.
_OF_STATES = re.compile(r"(?:^|\.)(?:gov|govt|gouv|gob|gub|gc|gv|go|mil|mod|mfa|guv)\.([a-z]{2})$")
_OWN = {"gov": "USA", "mil": "USA", "europa.eu": "EUR", "un.org": "UNO", "nato.int": "IGO"}
_RESOLVED_BY = "outlet"
_SURE = 0.7

# A government speaks of its own officers by title; private people in its releases may be anybody's.
_OFFICERS = frozenset("GOV MIL LEG JUD COP SPY".split())
_INDEFINITE = frozenset("a an some any other another many several few no these those all".split())
# Organisations with officers, parliaments and parties of their own.
_WITH_OFFICERS = frozenset(("IGO", "UNO", "EUR"))
_LETTERS = frozenset(("message", "letter", "telegram", "cable"))
_ENVOYS = frozenset(
    "ambassador envoy attache attaché consul chargé charge embassy consulate".split()
)
# What a state medium calls its own state's only.
_OURS = frozenset(("party", "general secretary", "supreme leader"))
# Titles of a ministry's own ranks, where it writes them with a capital.
_OF_THE_HOUSE = frozenset(
    "undersecretary under assistant deputy department administration spokesperson bureau".split()
)
_SEVERAL = frozenset("two both three respective".split())
_ELSEWHERE = frozenset(
    "foreign counterpart counterparts international local other global world".split()
)


def home_of(article: Article) -> tuple[str, bool] | None:
    """The country that a state-run outlet speaks for, and whether it is a news medium; else None."""
    state, names = signs_of_home(article)
    if state is not None:
        return state, False
    for name in names:
        named = current().names.get(fold(name))
        if named is not None and named.entity is not None and len(named.entity.country) == 3:
            return named.entity.country, True
    return None


def signs_of_home(article: Article) -> tuple[str | None, list[str]]:
    """What tells an outlet's home: the state whose host it is, and the names of state media to look up."""
    host: str = host_of(article.url) or ""
    for ending, country in _OWN.items():
        if host == ending or host.endswith(f".{ending}"):
            return country, []
    found = _OF_STATES.search(host)
    if found:
        state = _by_letters().get("gb" if found[1] == "uk" else found[1])
        if state:
            return state, []
    first = article.credits[0] if article.credits else None
    names = [first.name] if first is not None and first.kind == "state_media" else []
    if not host and not article.outlet and article.dateline and article.dateline.agency:
        if any(c.kind == "state_media" for c in article.credits):
            names.append(article.dateline.agency)
    return None, names


def _by_letters() -> dict[str, str]:
    return {r["iso2"].lower(): r["country"] for _, r in rows("states.csv") if r["iso2"]}


@dataclass(slots=True)
class Home:
    """The country that an outlet speaks for, whether it is a medium, and where others are named.

    `rows` has, for each sentence of the text (`numbers` is that of each token), the countries that
    the text itself names in it.
    """

    country: str
    media: bool
    numbers: list[int]
    rows: list[list[tuple[int, str]]]
    letter: tuple[int, Draft] | None = None  # from which word on whose message is quoted

    def elsewhere(self, draft: Draft, back: int = 0) -> bool:
        """Whether the sentence (or one `back`) names other states and, up to the mention, not home."""
        n = self.numbers[draft.root] - back
        row = self.rows[n] if 0 <= n < len(self.rows) else []
        before = [country for i, country in row if back or i < draft.i]
        if before:
            return before[-1] != self.country
        return bool(row) and all(country != self.country for _, country in row)


def at_home(doc: Doc, drafts: list[Draft], home: tuple[str, bool] | None) -> Home | None:
    """The outlet's country with the countries that `drafts` name, sentence by sentence."""
    if home is None:
        return None
    numbers = sentence_numbers(doc)
    rows: list[list[tuple[int, str]]] = [[] for _ in range(numbers[-1] + 1 if numbers else 0)]
    for d in sorted(drafts, key=lambda d: d.i):
        named = (d.country, *(x.country for x in d.same_as))
        rows[numbers[d.root]] += [
            (d.i, c) for c in named if c and (c not in NO_STATES or c in _WITH_OFFICERS)
        ]
    return Home(home[0], home[1], numbers, rows, _letter(doc, drafts, home[0]))


def _letter(doc: Doc, drafts: list[Draft], home: str) -> tuple[int, Draft] | None:
    """Where the words of another state's head begin, and who sent them.

    "… received a message from … The message says: …"
    """
    senders = [d for d in drafts if d.country and d.country != home
               and d.i and doc[d.i - 1].lower_ == "from"]  # fmt: skip
    if not senders:
        return None
    for token in doc:
        before = {t.lower_ for t in doc[max(0, token.i - 6) : token.i]} if token.text == ":" else ()
        if not (_LETTERS & set(before) and {"says", "said", "reads", "read"} & set(before)):
            continue
        sender = max((d for d in senders if d.i < token.i), key=lambda d: d.i, default=None)
        received = any(t.lower_ in ("received", "receives") for t in doc[: token.i])
        if sender is not None and received:
            return token.i, sender
    return None


def settle(doc: Doc, drafts: list[Draft], home: Home | None) -> None:
    """Give mentions that the text leaves without a country the one that the outlet speaks for."""
    if home is None:
        return
    for draft in drafts:
        if draft.drop or draft.country or draft.same_as or draft.behind or draft.stranger:
            continue
        if cannot_be(home.country, draft.office or draft.noun) or _other_head(draft):
            continue
        if _speaks_for_home(doc, draft, home.country, home.media) and not _another_s(
            doc, draft, home
        ):
            draft.country, draft.country_by = home.country, _RESOLVED_BY
            if draft.what == "org" and doc[draft.j - 1].lower_ in _PARTS_OF_A_STATE:
                draft.sectors = draft.sectors or ["GOV"]
            if draft.what == "person" and not draft.sectors and not home.media and not draft.office:
                draft.sectors = ["GOV"]
            if draft.by in ("unresolved", "agent", "office"):
                draft.by = _RESOLVED_BY
            draft.confidence = max(min(draft.confidence or _SURE, _SURE), 0.5)


def _another_s(doc: Doc, draft: Draft, home: Home) -> bool:
    """Whether what is said near by makes it likely that somebody of another state is meant."""
    if home.letter is not None and draft.i > home.letter[0]:
        return True
    if draft.what == "person" and not draft.office:
        return False
    if draft.noun in _OURS or doc[draft.i - 1 if draft.i else 0].lower_ == "our":
        return False
    title = set((draft.office or draft.noun).lower().split())
    titled = doc[draft.root].text[:1].isupper() and not draft.plural and _OF_THE_HOUSE & title
    if titled and (draft.what == "agent" or not home.media and "secretary" in title):
        return False
    # A state medium calls foreign envoys by their bare title too, the day's host being named before.
    envoy = bool(_ENVOYS & (title | set(draft.noun.replace("-", " ").split())))
    crowd = envoy or draft.plural or draft.kind in ("people", "group")
    return home.elsewhere(draft) or (home.media and crowd and home.elsewhere(draft, 1))


# Whoever leads the outlet's own state is known to the tables.
_HEADS = frozenset(("president", "vice president", "king", "queen", "emir", "sultan"))


def _other_head(draft: Draft) -> bool:
    """ "President Trem", whom the tables do not know as the outlet's own: a guest."""
    return draft.what == "person" and not draft.actor_id and (draft.office or "").lower() in _HEADS


_QUESTIONS = 2


def _takes_questions(doc: Doc, draft: Draft) -> bool:
    """ "MS BELL:" between "QUESTION:" and "QUESTION:"."""
    if draft.j >= len(doc) or doc[draft.j].text != ":" or not doc[draft.root].text.isupper():
        return False
    if doc[draft.i].lower_.rstrip(".") not in ("mr", "ms", "mrs"):
        return False
    return text_of(doc).count("QUESTION:") >= _QUESTIONS


# What a state's own medium calls by a name that no table has: its mills, farms, teams and committees.
_INSTITUTIONS = frozenset(
    "mill factory mine farm complex committee team academy nursery university college hospital institute "
    "station bureau commission agency battalion plant works house theatre museum school union association "
    "federation society company corporation center centre office department enterprise brigade "
    "district county province municipality city secretariat administration laboratory kindergarten "
    "sanatorium library club troupe orchestra".split()
)


_PARTS_OF_A_STATE = frozenset("district county province municipality city".split())


def _institution(doc: Doc, draft: Draft) -> bool:
    """ "the Jikdong Youth Coal Mine": an institution's name of two words or more, which no table has."""
    if draft.actor_id or draft.candidates or draft.j - draft.i < 2 or draft.plural:
        return False
    last = doc[draft.j - 1]
    return last.tag_ in NAME_TAGS and last.lower_ in _INSTITUTIONS


def _speaks_for_home(doc: Doc, draft: Draft, home: str, media: bool) -> bool:
    said = [t.lower_ for t in doc[draft.i : draft.j]]
    words = set(said)
    if draft.noun in FOES:
        return False
    before = doc[draft.i - 1].lower_ if draft.i else ""
    after = {t.lower_ for t in doc[draft.j : draft.j + 4]}
    if says_elsewhere(draft, said, _ELSEWHERE) or (words | after) & _SEVERAL:
        return False
    if draft.what == "person" and not draft.office:
        if media and home == "PRK" and is_korean((draft.said or draft.name or "").split()):
            return True
        # A spokesman who takes questions, in a transcript of the ministry's own.
        return not media and _takes_questions(doc, draft)
    if draft.what == "person":
        return bool(draft.office) and (media or bool(set(draft.sectors) & _OFFICERS))
    if draft.what in ("org", "group"):
        return media and _institution(doc, draft)
    if draft.what == "agent":
        if media:
            return before not in ("foreign", "their") and "REB" not in draft.sectors
        titled = doc[draft.root].text[:1].isupper()
        return titled and not draft.plural and before not in _INDEFINITE and bool(
            set(draft.sectors) & _OFFICERS
        )  # fmt: skip
    return False
