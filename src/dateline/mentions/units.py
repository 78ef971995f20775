"""The pieces that actors are made of: names from the gazetteer, agents, and names only NER knows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from dateline.knowledge.agents import Agent, agent_ending, is_last_word
from dateline.knowledge.folding import fold
from dateline.knowledge.gazetteer import Hit, find_names, names
from dateline.knowledge.tables import Entity, Person, toml
from dateline.mentions.common_names import hinted, may_be_meant
from dateline.mentions.senses import bearers, has_senses, meant, pattern

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Kind = Literal["geo", "org", "person", "agent", "region"]

GEO = frozenset(("state", "adjective", "people", "capital", "seat", "region"))
NAME_TAGS = frozenset(("NNP", "NNPS"))
NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
PLURAL_TAGS = frozenset(("NNS", "NNPS"))
HONORIFICS = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. sir lord lady dame gen gen. gen. col col. lt lt. maj maj. capt "
    "capt. adm adm. sgt sgt. sen sen. rep rep. gov gov. rev rev. prof prof. sheikh sayyed".split()
)
# Titles written short, before a name.
SHORT_TITLES = {
    "gen.": ("general", "MIL"), "gen": ("general", "MIL"), "col.": ("colonel", "MIL"),
    "lt.": ("lieutenant", "MIL"), "maj.": ("major", "MIL"), "adm.": ("admiral", "MIL"),
    "sen.": ("senator", "LEG"), "rep.": ("representative", "LEG"), "gov.": ("governor", "GOV"),
}  # fmt: skip


# The outlet's country, the states that the text names, and all that its names speak for: what decides
# between bearers of a name.
Near = tuple[str | None, frozenset[str], frozenset[str]]


_SURNAMES_KEY = "dateline.surnames"
AROUND = "dateline.around"
"""Where the countries that a text speaks for are kept, in `Doc.user_data`."""


@dataclass(slots=True)
class Unit:
    """One piece: tokens `i` to `j` (exclusive), characters `start` to `end`."""

    i: int
    j: int
    start: int
    end: int
    kind: Kind
    entity: Entity | None = None
    person: Person | None = None
    candidates: tuple[Person, ...] = ()
    agent: Agent | None = None
    adjective: bool = False
    ner: str = ""
    plural: bool = False
    of: Entity | None = None
    open: tuple[str, ...] = ()  # what a name may stand for that the text leaves open


@lru_cache(maxsize=1)
def _ambiguous() -> dict[str, Any]:
    table: dict[str, Any] = toml("words.toml")["ambiguous"]
    return table


def _is_state_here(name: str, text: str) -> bool:
    """Whether a name borne by a state and by something else is the state's in this text."""
    row = _ambiguous().get(name)
    if row is None:
        return True
    against = sum(word in text for word in row["against"])
    favour = sum(word in text for word in row["favour"])
    return against == 0 or favour > against


class _Grid:
    """From characters to tokens."""

    def __init__(self, doc: Doc) -> None:
        self.starts = [t.idx for t in doc]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)


def _is_name_part(doc: Doc, i: int, j: int) -> bool:
    """Whether tokens i to j are part of a longer capitalised personal name ("Chad Smith")."""
    if j <= i or doc[i].ent_type_ != "PERSON":
        return False
    # By walking from the token: `Span.ents` looks through the whole text at each call.
    start, end = i, i + 1
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    if end < j or end - start <= j - i:
        return False
    rest = [t for t in doc[start:end] if not i <= t.i < j]
    if any(is_last_word(singular(t)) for t in rest):
        return False  # "Delhi Police" is nobody's name
    return all(t.tag_ in NAME_TAGS or t.is_punct for t in rest)


def _alone(doc: Doc, i: int, j: int) -> bool:
    """Whether a surname stands for itself: no other name word touches it."""
    # "Zelenskyy thanked …": at the start of a sentence the tagger takes rare names for other words.
    first = doc[i].is_sent_start and len(doc[i]) > 5 and doc[i].text.istitle()
    # "simply Trump getting his way": a capital inside a sentence.
    first = first or (not doc[i].is_sent_start and doc[i].text.istitle())
    if (
        doc[i].tag_ not in NAME_TAGS
        and not first
        and not (
            doc[i].tag_ == "NN"
            and doc[i].text[0].isupper()
            and doc[i].dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "dative")
            and (doc[i].ent_type_ or not doc[i].is_sent_start)
        )
    ):
        return False
    if j < len(doc) and doc[j].tag_ in NAME_TAGS and doc[j].text[0].isupper() and doc[j].is_alpha:
        return is_last_word(doc[j].lower_)
    if i:
        before = doc[i - 1]
        initial = len(before) == 2 and before.text[1] == "."  # "Rick J. Olmo"
        if before.tag_ in NAME_TAGS and (before.is_alpha or initial) and before.text[0].isupper():
            word = before.lower_
            return (
                word in HONORIFICS or is_last_word(word) or before.ent_type_ not in ("PERSON", "")
            )
    return True


_PARTICLES = frozenset("bin ibn al el de da dos van von der den ben ould abu abd".split())


def _longer_name(doc: Doc, i: int, j: int) -> Unit | None:
    """A name that goes on after what the table knows: "Crown Prince Mohammed" + "bin Nayef"."""
    for k in range(j + 2, j + 6):
        for start in range(i, j):
            named = names().get(fold(doc[start:k].text))
            if named is not None and named.person is not None:
                end = doc[k - 1].idx + len(doc[k - 1])
                return Unit(start, k, doc[start].idx, end, "person", person=named.person)
        if k >= len(doc) or doc[k].tag_ not in NAME_TAGS:
            break
    return None


_THINGS = frozenset(
    "airport international stadium street avenue road bridge university college hospital prize "
    "award foundation institute school square park memorial museum library building tower hotel "
    "highway boulevard center centre mosque cathedral church theatre theater arena academy "
    "presidential hall barracks base camp cup trophy medal order stadium island county city "
    "complex palace mausoleum scholarship act doctrine plan".split()
)


def _names_a_thing(doc: Doc, j: int) -> bool:
    """ "Indira Gandhi Airport": the name of a person before what is called after them."""
    if j >= len(doc):
        return False
    after = doc[j]
    return after.tag_ in NAME_TAGS and after.lower_ in _THINGS and after.text[0].isupper()


# Acronyms that in a line of capitals are plain words: "THE VOTE IS OVER".
_WORK = frozenset(("Labour", "Labor"))
_WORDS_IN_CAPITALS = frozenset("IS WHO CAN SO AS IT OR IN AN PM ALL ANY".split())


def _in_capitals(doc: Doc, i: int) -> bool:
    """Whether the words on both sides are in capitals too."""
    beside = [doc[k] for k in (i - 1, i + 1) if 0 <= k < len(doc) and doc[k].is_alpha]
    return bool(beside) and all(t.text.isupper() for t in beside)


def _surnames_here(doc: Doc) -> frozenset[str]:
    """The last words of the names of persons that the recogniser saw whole: "Omar Amman"."""
    return frozenset(
        doc[e.end - 1].text for e in doc.ents
        if e.label_ == "PERSON" and e.end - e.start > 1 and doc[e.end - 1].tag_ in NAME_TAGS
    )  # fmt: skip


def _named_unit(doc: Doc, hit: Hit, grid: _Grid, text: str, home: Near) -> Unit | None:
    named = hit.named
    text_here = text[hit.start : hit.start + 4]
    if text_here in ("the ", "The "):
        hit = hit._replace(start=hit.start + 4)
    i, j = grid.span(hit.start, hit.end)
    if j <= i:
        return None
    entity = named.entity
    if named.person is not None or named.alone:
        if _names_a_thing(doc, j):
            return None
        if j + 1 < len(doc) and doc[j].lower_ in _PARTICLES and doc[j + 1].tag_ in NAME_TAGS:
            return _longer_name(doc, i, j)
    if named.person is not None:
        if not may_be_meant(named.person, home[2], home[0]):
            return None
        end = hit.end
        if j - i >= 2 and j < len(doc) and doc[j].ent_type_ == "PERSON" and doc[j].ent_iob_ == "I":
            # "Mohamed Abdullahi Mohamed" + "Farmajo": the recogniser saw the name whole.
            while j < len(doc) and doc[j].ent_iob_ == "I" and doc[j].tag_ in NAME_TAGS:
                end, j = doc[j].idx + len(doc[j]), j + 1
        return Unit(i, j, hit.start, end, "person", person=named.person)
    if named.alone and (entity is None or entity.kind == "block"):
        if not _alone(doc, i, j):
            return None
        who = named.alone[0] if len(named.alone) == 1 else None
        return Unit(i, j, hit.start, hit.end, "person", person=who, candidates=named.alone)
    if entity is None or entity.kind == "block":
        return None
    name = text[hit.start : hit.end]
    if has_senses(name):
        return _with_sense(doc, i, j, name, text, home)
    if name in _WORDS_IN_CAPITALS and _in_capitals(doc, i):
        return None
    if name in _WORK and j < len(doc) and doc[j].tag_ in NOUN_TAGS:
        if not is_last_word(singular(doc[j])):
            return None  # "Labour costs", "Labor Day"; but "Labour lawmakers"
    geo = entity.kind in GEO and entity.kind != "seat"
    if entity.kind in ("capital", "region") and j - i == 1 and entity.country not in home[1]:
        surnames: frozenset[str] | None = doc.user_data.get(_SURNAMES_KEY)
        if surnames is None:
            surnames = doc.user_data[_SURNAMES_KEY] = _surnames_here(doc)
        if name in surnames:
            return None  # "Amman", after "Omar Amman", is the man
    if geo and (
        not _is_state_here(name, text)
        or (
            j - i == 1
            and entity.kind in ("state", "capital", "region")
            and _is_name_part(doc, i, j)
        )
    ):
        return None
    if geo and entity.kind in ("state", "capital") and _within_place(doc, j, text, hit.end):
        return None
    kind: Kind = "region" if entity.kind == "region" else "geo" if geo else "org"
    if entity.kind == "seat":
        kind = "org"
    plural = doc[j - 1].tag_ in PLURAL_TAGS and entity.kind in ("people", "group", "party")
    # A bare group of letters inside a longer capitalised name is that name's.
    if kind == "org" and j - i == 1 and name.isupper() is False and _inside_name(doc, i, entity):
        return None
    return Unit(
        i, j, hit.start, hit.end, kind, entity=entity, adjective=named.adjective, plural=plural
    )


def _states_named(hits: list[Hit]) -> frozenset[str]:
    """The states that a text names beyond doubt."""
    found = set()
    for hit in hits:
        entity = hit.named.entity
        if entity is not None and entity.kind in ("state", "adjective", "people") and (
            not has_senses(entity.name)
        ):  # fmt: skip
            found.add(entity.country)
    return frozenset(found)


def _with_sense(doc: Doc, i: int, j: int, name: str, text: str, home: Near) -> Unit | None:
    """The unit of a name with several bearers."""
    if _is_name_part(doc, i, j):
        return None
    start, end = doc[i].idx, doc[j - 1].idx + len(doc[j - 1])
    entity = meant(name, text, home[0], home[1])
    if entity is None:
        return Unit(i, j, start, end, "org", open=tuple(bearers(name)))
    if entity.kind in ("state", "capital") and _within_place(doc, j, text, end):
        return None
    kind: Kind = "region" if entity.kind == "region" else "geo"
    plural = doc[j - 1].tag_ in PLURAL_TAGS and entity.kind == "people"
    adjective = entity.kind == "adjective"
    return Unit(i, j, start, end, kind, entity=entity, adjective=adjective, plural=plural)


def _inside_name(doc: Doc, i: int, entity: Entity) -> bool:
    return entity.kind in ("firm", "people") and _is_name_part(doc, i, i + 1)


def _within_place(doc: Doc, j: int, text: str, end: int) -> bool:
    """ "Paris, Texas": a name followed by the state or province it lies in."""
    if text[end : end + 2] != ", " or j + 1 >= len(doc):
        return False
    following = doc[j + 1]
    if following.tag_ not in NAME_TAGS or following.text == "U.S.":
        return False
    for size in (2, 1):
        word = doc[j + 1 : j + 1 + size].text
        named = names().get(word)
        if named is not None and named.entity is not None:
            return named.entity.kind == "region" and named.entity.country == "USA"
    return False


def singular(token: Token) -> str:
    """The lower-case singular of a noun; the tagger's lemma, mended where it is a proper noun."""
    word: str = token.lemma_.lower() if token.tag_ in ("NN", "NNS") else token.lower_
    if token.tag_ == "NNPS" or (token.tag_ == "NNP" and not is_last_word(word)):
        for ending, rest in (("men", "man"), ("women", "woman"), ("ies", "y"), ("s", "")):
            if word.endswith(ending) and is_last_word(word[: -len(ending)] + rest):
                return word[: -len(ending)] + rest
    return word


_OF_GENERALS = frozenset(("attorneys", "governors", "secretaries", "solicitors"))
_AFTER_HYPHEN = frozenset(("general", "elect", "designate", "large"))
_ONE_ONLY = frozenset(("speaker", "secretary", "general staff", "diet", "assembly"))
_LETTERS = frozenset(("ngo", "mp", "ceo", "idp", "mep"))
_ALWAYS_MANY = frozenset(("police", "people", "infantry", "gendarmerie"))


# Titles and callings that are surnames as well.
_SURNAMES = frozenset(
    "king queen prince bishop pope judge dean major marshal sheriff abbot pastor cardinal monk priest "
    "driver farmer baker sailor shepherd miner page fisher cook mason carpenter porter gardener "
    "cleaner duke baron knight squire archer rector vicar deacon parish winner forester logger ranger "
    "warden peer painter".split()
)


def _the_house(doc: Doc, token: Token) -> bool:
    """ "the House voted": the chamber, not a building and not a part of a longer name."""
    before = doc[token.i - 1] if token.i else None
    if token.text != "House" or before is None:
        return False
    told = before.lower_ in ("the", "u.s.", "us", "full", "entire") or before.tag_ == "POS"
    led = before.lower_ in ("led", "controlled", "run", "held", "dominated")
    if not (told or led or before.lower_.endswith(("-led", "-controlled", "-run", "-held"))):
        return False
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return after is None or not (
        after.text[0].isupper() or after.lower_ == "of" or after.text == "-"
    )


def _is_a_surname(doc: Doc, token: Token, word: str) -> bool:
    """ "Rodney King", "King and Weeks": a title's word that is somebody's name."""
    if word not in _SURNAMES or token.tag_ not in NAME_TAGS or token.text.isupper():
        return False
    before = doc[token.i - 1] if token.i else None
    if token.ent_type_ == "PERSON" and token.ent_iob_ == "I" and before is not None:
        # The last word of a name: "Steve Peers"; but "Dr. General …" goes on.
        ends = token.i + 1 >= len(doc) or doc[token.i + 1].ent_iob_ != "I"
        title = before.lower_ in HONORIFICS or is_last_word(before.lower_)
        if ends and not title and before.tag_ in NAME_TAGS:
            return True
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if after is not None and (after.tag_ in NAME_TAGS or after.lower_ in ("of", "for", "-")):
        return False
    if before is not None and (
        before.tag_ in ("DT", "PRP$", "POS", "JJ", "CD") or before.tag_ in NAME_TAGS
    ):
        return False
    return not token.is_sent_start or (after is not None and after.lower_ == "and")


_CONDITIONS = frozenset(
    "emergency affairs mind war health alert siege calamity disaster art play shock flux limbo chaos "
    "crisis readiness alarm panic confusion decay disrepair paralysis exception peace nature being".split()
)


def _condition(doc: Doc, token: Token) -> bool:
    """ "a state of emergency", "the State of the Union": no state that acts."""
    after = [t.lower_ for t in doc[token.i + 1 : token.i + 4]]
    if not after or after[0] != "of":
        return False
    rest = [w for w in after[1:] if w not in ("the", "high", "national")]
    return after[1:] == ["the", "union"] or bool(rest) and rest[0] in _CONDITIONS


def _member_of(doc: Doc, token: Token) -> bool:
    """ "Ana Roca, member of the National Assembly": one of a body, said of somebody."""
    after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    return token.lower_ == "member" and after == "of" and token.dep_ in ("appos", "attr")


# Crowds whose word is an adjective in the names of bodies: "the National Ports Agency".
_ADJECTIVES = frozenset(
    "national public foreign military student press media family child veteran worker consumer voter "
    "youth community minority immigrant refugee woman civilian local".split()
)


def _begins_a_name(doc: Doc, token: Token, word: str) -> bool:
    """Whether the word only begins a longer name that the recogniser saw whole."""
    if word not in _ADJECTIVES or token.tag_ not in NAME_TAGS or token.ent_type_ != "ORG":
        return False
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return after is not None and after.ent_iob_ == "I" and after.tag_ in NAME_TAGS


def _agent_units(doc: Doc, taken: bytearray) -> list[Unit]:
    found: list[Unit] = []
    for token in reversed(doc):
        if taken[token.i]:
            continue
        if token.tag_ not in NOUN_TAGS and not (
            token.lower_ in _AFTER_HYPHEN and token.i > 1
            and (doc[token.i - 1].text == "-" or doc[token.i - 1].lower_ in _OF_GENERALS)
        ):  # fmt: skip
            continue
        word = singular(token)
        if not is_last_word(word):
            if not is_last_word(token.lower_):
                continue
            word = token.lower_
        first = max(token.sent.start, token.i - 6)
        # "the House Speaker" where "House" is taken: the shorter phrase is left.
        for k in range(token.i - 1, first - 1, -1):
            if taken[k]:
                first = k + 1
                break
        before = [t.lower_ for t in doc[first : token.i]]
        agent = agent_ending(word, before)
        if agent is not None and agent.words == ("house",) and not _the_house(doc, token):
            continue
        if agent is not None and len(agent.words) == 1 and (
            _is_a_surname(doc, token, word) or _begins_a_name(doc, token, word)
        ):  # fmt: skip
            continue
        if word == "state" and agent is not None and _condition(doc, token):
            continue
        if agent is None or (word in _LETTERS and not token.text[:2].isupper()):
            continue
        if token.tag_ in NAME_TAGS and token.i + 2 < len(doc) and doc[token.i + 1].tag_ == "POS" and (
            doc[token.i + 2].tag_ in NAME_TAGS
        ):  # fmt: skip
            continue  # "the People's Committee", "a Workers' Party"
        i = token.i - len(agent.words) + 1
        if any(taken[k] for k in range(i, token.i + 1)):
            continue
        plural = token.lower_ != agent.words[-1] or word in _ALWAYS_MANY
        if agent.plural_only and not plural and not _member_of(doc, token):
            continue
        if plural and agent.text in _ONE_ONLY:
            continue
        end = token.idx + len(token)
        for k in range(i, token.i + 1):
            taken[k] = 1
        found.append(Unit(i, token.i + 1, doc[i].idx, end, "agent", agent=agent, plural=plural))
    return found


def _rest_of_name(doc: Doc, i: int, j: int, taken: bytearray) -> int:
    """Where a name ends that the recogniser cut: "Carlos Julián" + "Bermeo Casas", "Ali" + "bin Said"."""
    while j < len(doc) and j - i < 6 and j > i and not taken[j] and not doc[j].is_sent_start:
        token = doc[j]
        if token.lower_ in _PARTICLES and j + 1 < len(doc) and doc[j + 1].text[0].isupper() and (
            doc[j + 1].tag_ in NAME_TAGS and not taken[j + 1]
        ):  # fmt: skip
            j += 2
            continue
        last = doc[j - 1]
        same = last.dep_ == "compound" and last.head.i >= j
        if not (same and token.tag_ in NAME_TAGS and token.text[0].isupper() and token.is_alpha):
            break
        if is_last_word(token.lower_) or token.lower_ in _THINGS:
            break
        j += 1
    return j


# The last word of what is no actor: "the UN Charter", "the NATO Summit".
_DOCUMENTS = frozenset(
    "charter summit convention treaty act report day award week conference accord agreement protocol "
    "declaration resolution plan strategy budget forum index survey list journal prize medal".split()
)


_LEGAL_FORMS = frozenset("llc inc ltd plc corp co group holdings ag sa gmbh nv se spa".split())


def _rest_of_body(doc: Doc, i: int, j: int, before: Unit | None) -> bool:
    """Whether `i` to `j` only go on a name known so far: "the Home Guard" + "Training Command".

    The piece before is made longer then, and stands for a part of the body and not for the body.
    """
    if before is None or before.kind not in ("org", "agent") or doc[j - 1].lower_ in ("-", "–"):
        return False
    if before.agent is not None:
        if before.agent.kind not in ("body", "group") or before.plural:
            return False
    elif before.entity is None or before.entity.kind in ("seat", "media"):
        return False
    firm = before.entity is not None and before.entity.kind == "firm"
    if firm and doc[j - 1].lower_.rstrip(".") not in _LEGAL_FORMS:
        return False
    if doc[j - 1].lower_ in _DOCUMENTS:
        return True
    if before.entity is not None:
        before.j, before.end = j, doc[j - 1].idx + len(doc[j - 1])
        if not firm:
            name = doc[before.i : j].text
            before.entity = msgspec.structs.replace(before.entity, id="", name=name)
    return True


def _wears_a_role(doc: Doc, i: int, j: int, roles: set[int]) -> bool:
    """ "Ola Trem, the Kenyan minister": a role after the comma makes two or three words a person's name."""
    words = doc[i:j]
    if not 2 <= len(words) <= 3 or j + 2 >= len(doc) or doc[j].text != ",":
        return False
    if not all(t.tag_ in NAME_TAGS and t.is_alpha and t.is_title for t in words):
        return False
    if any(is_last_word(t.lower_) or t.lower_ in _THINGS for t in words):
        return False
    if doc[j + 1].lower_ not in ("the", "a", "an", "its") or doc[i - 1 if i else 0].lower_ == "the":
        return False
    role = next((k for k in range(j + 2, min(j + 7, len(doc))) if k in roles), None)
    return role is not None and all(t.tag_ in _BEFORE_A_ROLE for t in doc[j + 2 : role])


_BEFORE_A_ROLE = frozenset(("JJ", "NN", "NNP", "NNPS", "POS", "VBN", "HYPH", "CD"))


def _ner_units(
    doc: Doc, taken: bytearray, blocked: bytearray, agents: list[Unit], named: list[Unit]
) -> list[Unit]:
    by_end = {u.j: u for u in (*named, *agents)}
    roles = {u.i for u in agents if u.agent and u.agent.kind == "person" and not u.plural}
    titles = {
        u.j
        for u in agents
        if u.agent and u.agent.kind == "person" and not u.plural and doc[u.i].text[0].isupper()
        and u.agent.words[-1] not in ("official", "leadership", "authority", "delegation", "team")
    }  # fmt: skip
    found: list[Unit] = []
    for ent in doc.ents:
        if ent.label_ not in ("PERSON", "ORG"):
            continue
        i, j = ent.start, ent.end
        while i < j and (taken[i] or doc[i].lower_ in ("the", "a", "an") or doc[i].is_punct):
            i += 1
        while j > i and (taken[j - 1] or doc[j - 1].tag_ == "POS" or doc[j - 1].is_punct
                         or doc[j - 1].is_space):  # fmt: skip
            j -= 1
        while j > i and doc[j - 1].tag_ in ("IN", "CC", "DT"):
            j -= 1
        if ent.label_ == "PERSON":
            while i < j and (doc[i].lower_ in HONORIFICS or doc[i].text in ("H", "E", "H.E.")):
                i += 1
            j = _rest_of_name(doc, i, j, taken)
        while i > 0 and ent.label_ == "PERSON" and j > i and not taken[i - 1] and (
            _name_token(doc[i - 1]) and doc[i - 1].dep_ == "compound" and not doc[i].is_sent_start
        ):  # fmt: skip
            i -= 1
        if j <= i or any(taken[k] or blocked[k] for k in range(i, j)):
            continue
        if i >= 2 and doc[i - 1].text in "-–" and taken[i - 2]:
            continue  # "the Sharif-Zardari government": the second half of a pair
        words = doc[i:j]
        if not any(t.tag_ in NAME_TAGS for t in words) or not words[0].text[0].isupper():
            continue
        if len(words) == 1 and (words[0].is_sent_start and words[0].tag_ not in NAME_TAGS):
            continue
        if ent.label_ == "ORG" and i > ent.start and _rest_of_body(doc, i, j, by_end.get(i)):
            taken[i:j] = b"\1" * (j - i)
            continue
        start, end = words[0].idx, words[-1].idx + len(words[-1])
        kind: Kind = "person" if ent.label_ == "PERSON" else "org"
        if kind == "org" and i in titles and 2 <= j - i <= 4 and not is_last_word(words[-1].lower_):
            if all(t.tag_ in NAME_TAGS and t.is_alpha and not t.is_upper for t in words):
                kind = "person"  # "Minister for Ports Ama Adu": a name follows a title
        if kind == "org" and _wears_a_role(doc, i, j, roles):
            kind = "person"
        if kind == "person" and len(words) > 4:
            continue
        found.append(Unit(i, j, start, end, kind, ner=ent.label_))
        for k in range(i, j):
            taken[k] = 1
    return found


_WITH_PORTFOLIO = frozenset(
    "ministry minister department office bureau directorate secretary secretariat committee "
    "commission agency council administration undersecretary commissioner subcommittee court "
    "institute academy university college school authority board director adviser advisor "
    "counselor counsellor official representative coordinator inspector centre center division".split()
)
_OFFICES = frozenset(("office", "bureau", "agency", "commission", "directorate", "division"))
_OF_FIELD = frozenset(("of", "for", "on", "to"))
_INSIDE = frozenset(("and", "of", "the", "for", "&", ",", "in", "on"))
_NOT_FIELDS = frozenset(("PERSON", "GPE", "DATE", "TIME"))


def _with_portfolio(words: tuple[str, ...]) -> bool:
    # "Assistant Secretary of State for Population, Refugees, and Migration"
    return words[-1] in _WITH_PORTFOLIO or words[-3:] == ("secretary", "of", "state")


def _with_office(words: tuple[str, ...]) -> bool:
    return bool(_WITH_PORTFOLIO & set(words)) or "minister" in words


def _hangs_on(doc: Doc, i: int, prep: int) -> bool:
    token = doc[i]
    for _ in range(7):
        if token.i == prep:
            return True
        token = token.head
    return False


def _field_in_capitals(doc: Doc, unit: Unit) -> bool:
    """ "vice-minister of Foreign Trade": the title in small letters, its field not."""
    words = unit.agent.words if unit.agent is not None else ()
    if "minister" not in words or doc[unit.j + 1].ent_type_ in _NOT_FIELDS:
        return False
    after = ("of", "for") if words[-1] == "minister" else ("and", ",", "&")
    field = words[-1] == "minister" or doc[unit.j - 1].text[0].isupper()
    return field and doc[unit.j].lower_ in after and doc[unit.j + 1].text[0].isupper()


def _take_portfolios(doc: Doc, agents: list[Unit], taken: bytearray) -> None:
    """ "the Ministry of Mines and Steel", "Under Secretary for Arms Control": the field belongs in."""
    # "Public" in "Bureau of Public Works" is no crowd.
    mere = {k: u for u in agents if u.agent and u.agent.kind in ("people", "group")
            for k in range(u.i, u.j)}  # fmt: skip
    gone: set[int] = set()
    for unit in sorted(agents, key=lambda u: u.i):
        if id(unit) in gone or unit.agent is None or unit.plural:
            continue
        k = unit.j
        if k + 1 >= len(doc) or not (
            doc[unit.i].text[0].isupper() or _field_in_capitals(doc, unit)
        ):
            continue
        body, words = unit.agent.kind != "person", unit.agent.words
        if _with_portfolio(words) and doc[k].lower_ in _OF_FIELD:
            prep = k
            end = k = k + 1
        elif {"of", "for"} & set(words) and _with_office(words) and (
            doc[k].lower_ in (",", "and", "&")
        ):  # fmt: skip
            # "the Ministry of Trade" + ", Industry and Energy"
            prep = next(t.i for t in doc[unit.i : unit.j] if t.lower_ in ("of", "for"))
            end = k
        else:
            continue
        while (
            k < len(doc)
            and k - unit.j < 10
            and (not taken[k] or k in mere)
            and not doc[k].is_sent_start
        ):
            token = doc[k]
            if token.text[0].isupper() and token.is_alpha and (
                token.ent_type_ not in _NOT_FIELDS and token.pos_ in ("PROPN", "NOUN", "ADJ", "VERB")
                and (_hangs_on(doc, k, prep) or (body and token.ent_iob_ == "I"))
            ):  # fmt: skip
                end = k + 1
            elif token.lower_ not in _INSIDE:
                break
            k += 1
        # A list that only shares its last comma is not one field: "the Ministry of Health, Oxfam".
        while end > unit.j and any(t.text == "," for t in doc[unit.j : end]) and (
            doc[end - 1].i == end - 1 and "and" not in [t.lower_ for t in doc[unit.j : end]]
        ):  # fmt: skip
            end = next(t.i for t in doc[unit.j : end] if t.text == ",")
        if end <= unit.j + 1 or doc[end - 1].ent_type_ == "PERSON":
            continue
        gone |= {id(mere[n]) for n in range(unit.j, end) if n in mere}
        unit.j, unit.end = end, doc[end - 1].idx + len(doc[end - 1])
        if unit.agent.kind == "group":
            # "the Bureau of Mines", "the Committee for Ports": no mere group.
            office = unit.agent.words[-1] in _OFFICES
            unit.agent = unit.agent._replace(kind="body", sectors=("GOV",) if office else ())
        for n in range(unit.i, end):
            taken[n] = 1
    agents[:] = [u for u in agents if id(u) not in gone]


def _named_after(doc: Doc, found: list[Unit], taken: bytearray) -> list[Unit]:
    """ "the National Front of Togo": the recogniser saw one name that ends in that of a state."""
    by_end = {u.j: u for u in found if u.kind in ("geo", "region") and not u.adjective}
    made: list[Unit] = []
    for ent in doc.ents:
        geo = by_end.get(ent.end)
        if ent.label_ != "ORG" or geo is None or geo.i - ent.start < 2 or taken[geo.i - 1]:
            continue
        i = ent.start + (doc[ent.start].lower_ in ("the", "a"))
        link = doc[geo.i - 2 if doc[geo.i - 1].lower_ == "the" else geo.i - 1]
        if link.lower_ not in ("of", "de", "du", "da", "do") or i >= link.i:
            continue
        if any(taken[k] for k in range(i, geo.i)) or not doc[i].text[0].isupper():
            continue
        made.append(
            Unit(i, geo.j, doc[i].idx, geo.end, "org", ner="ORG", entity=None, of=geo.entity)
        )
        found.remove(geo)
        for k in range(i, geo.j):
            taken[k] = 1
    return made


_NOT_NAMES = frozenset(
    "GPE LOC FAC DATE TIME EVENT WORK_OF_ART LAW PRODUCT LANGUAGE MONEY NORP CARDINAL QUANTITY".split()
)


def _runs(doc: Doc, taken: bytearray, agents: list[Unit]) -> list[Unit]:
    """Names that NER missed: capitalised words after a title, or before ", the … minister"."""
    found: list[Unit] = []
    titles = {
        u.j: u
        for u in agents
        if u.agent and u.agent.kind in ("person", "people") and not u.plural and not u.agent.weak
        and u.agent.words[-1] not in ("police", "force", "service", "company", "group", "party")
    }  # fmt: skip
    beside = {u.i for u in agents if u.agent and u.agent.kind == "person"}
    k = 0
    while k < len(doc):
        if taken[k] or not _name_token(doc[k]):
            k += 1
            continue
        i = k
        while k < len(doc) and k - i < 4 and not taken[k] and (
            _name_token(doc[k]) or k > i and _ends_a_name(doc[k - 1], doc[k])
        ) and (k == i or not doc[k].is_sent_start):  # fmt: skip
            k += 1
        told = i in titles and doc[i - 1].lower_ not in ("official", "leadership")
        if not told and k - i >= 2 and k + 1 < len(doc) and doc[k].text == ",":
            told = any(k < n <= k + 6 for n in beside) and doc[k + 1].lower_ in (
                "the",
                "a",
                "an",
                "its",
            )
        if told:
            found.append(
                Unit(i, k, doc[i].idx, doc[k - 1].idx + len(doc[k - 1]), "person", ner="RUN")
            )
            for n in range(i, k):
                taken[n] = 1
    return found


def _ends_a_name(first: Token, last: Token) -> bool:
    """ "Ana" + "Cole", where the recogniser took the surname for a product's or a work's."""
    return (
        last.ent_type_ in ("PRODUCT", "WORK_OF_ART", "EVENT", "LAW")
        and last.tag_ in NAME_TAGS
        and first.dep_ == "compound"
        and first.head.i == last.i
    )


def _name_token(token: Token) -> bool:
    return (
        token.tag_ in NAME_TAGS
        and token.text[0].isupper()
        and token.ent_type_ not in _NOT_NAMES
        and token.lower_ not in HONORIFICS
    )


def find_units(doc: Doc, skip: tuple[int, int], home: str | None = None) -> list[Unit]:
    """All pieces of a text in order, none overlapping; nothing inside `skip` (the dateline).

    `home` is the country that the outlet speaks for, if it is a state's.
    """
    text = doc.text
    grid = _Grid(doc)
    taken = bytearray(len(doc))
    blocked = bytearray(len(doc))
    found: list[Unit] = []
    hits = find_names(text)
    around = hinted(hits)
    doc.user_data[AROUND] = around
    near: Near = (home, _states_named(hits), around)
    for hit in hits:
        if skip[0] <= hit.start < skip[1]:
            continue
        unit = _named_unit(doc, hit, grid, text, near)
        if unit is None:
            if hit.named.entity is not None and hit.named.entity.kind == "block":
                i, j = grid.span(hit.start, hit.end)
                for k in range(i, j):
                    blocked[k] = 1
            continue
        last = found[-1] if found else None
        # "U.S.-Bangladesh" may be one token that holds two names.
        shared = last is not None and last.j - 1 == unit.i and last.end <= unit.start
        if any(taken[k] for k in range(unit.i + shared, unit.j)):
            continue
        found.append(unit)
        for k in range(unit.i, unit.j):
            taken[k] = 1
    for k in range(len(doc)):
        if blocked[k]:
            taken[k] = 1
    for found_name in pattern().finditer(text):
        i, j = grid.span(found_name.start(), found_name.end())
        if skip[0] <= found_name.start() < skip[1] or j != i + 1 or taken[i]:
            continue
        shared_unit = _with_sense(doc, i, j, found_name[0], text, near)
        if shared_unit is not None and doc[i].text == found_name[0]:
            found.append(shared_unit)
            taken[i] = 1
    agents = _agent_units(doc, taken)
    _take_portfolios(doc, agents, taken)
    found.extend(_named_after(doc, found, taken))
    found.extend(agents)
    found.extend(_ner_units(doc, taken, blocked, agents, found))
    found.extend(_runs(doc, taken, agents))
    found = [u for u in found if not skip[0] <= u.start < skip[1]]
    found.sort(key=lambda u: u.start)
    return _without_deputies(found)


def _without_deputies(units: list[Unit]) -> list[Unit]:
    """ "the deputy Kenyan foreign minister" is one: a deputy right before a name is a modifier."""
    return [
        u
        for k, u in enumerate(units)
        if not (
            u.agent is not None
            and u.agent.words[-1] == "deputy"
            and not u.plural
            and k + 2 < len(units)
            and units[k + 1].entity is not None
            and units[k + 1].i == u.j
            and units[k + 2].agent is not None
            and units[k + 2].i == units[k + 1].j
        )
    ]
