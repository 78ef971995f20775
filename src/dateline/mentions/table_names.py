"""Pieces that the gazetteer knows: states, bodies and persons, where the text means them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dateline.knowledge.agents import is_last_word
from dateline.knowledge.folding import fold
from dateline.knowledge.gazetteer import Hit, names
from dateline.knowledge.tables import Entity, toml
from dateline.mentions.common_names import may_be_meant
from dateline.mentions.pieces import (
    GEO,
    HONORIFICS,
    NAME_TAGS,
    NOUN_TAGS,
    PARTICLES,
    PLURAL_TAGS,
    SURNAMES_KEY,
    THINGS,
    Kind,
    Near,
    Unit,
    singular,
)
from dateline.mentions.senses import bearers, has_senses, meant, stands_for_state
from dateline.mentions.things import named_like_a_thing

if TYPE_CHECKING:
    from dateline.language.words import Doc


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


class Grid:
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
    first = doc[i].is_sent_start and len(doc[i].text) > 5 and doc[i].text.istitle()
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
        initial = len(before.text) == 2 and before.text[1] == "."  # "Rick J. Olmo"
        if before.tag_ in NAME_TAGS and (before.is_alpha or initial) and before.text[0].isupper():
            word = before.lower_
            return (
                word in HONORIFICS or is_last_word(word) or before.ent_type_ not in ("PERSON", "")
            )
    return True


def _longer_name(doc: Doc, i: int, j: int) -> Unit | None:
    """A name that goes on after what the table knows: "Crown Prince Mohammed" + "bin Nayef"."""
    for k in range(j + 2, j + 6):
        for start in range(i, j):
            named = names().get(fold(doc.said(start, k)))
            if named is not None and named.person is not None:
                end = doc[k - 1].idx + len(doc[k - 1].text)
                return Unit(start, k, doc[start].idx, end, "person", person=named.person)
        if k >= len(doc) or doc[k].tag_ not in NAME_TAGS:
            break
    return None


def _names_a_thing(doc: Doc, j: int) -> bool:
    """ "Indira Gandhi Airport", "the Ana Roca Silk Mill": a person's name before what is called after them."""
    for k in range(j, min(j + 3, len(doc))):
        after = doc[k]
        if after.tag_ not in NAME_TAGS or not after.text[0].isupper() or after.is_sent_start:
            return False
        if after.lower_ in THINGS:
            return True
    return False


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


def named_unit(doc: Doc, hit: Hit, grid: Grid, text: str, home: Near) -> Unit | None:
    named = hit.named
    text_here = text[hit.start : hit.start + 4]
    if text_here in ("the ", "The "):
        hit = hit._replace(start=hit.start + 4)
    i, j = grid.span(hit.start, hit.end)
    if j <= i:
        return None
    entity = named.entity
    if named.person is not None or named.alone:
        if _names_a_thing(doc, j) or named_like_a_thing(doc, i):
            return None
        if j + 1 < len(doc) and doc[j].lower_ in PARTICLES and doc[j + 1].tag_ in NAME_TAGS:
            return _longer_name(doc, i, j)
    if named.person is not None:
        if not may_be_meant(named.person, home[2], home[0]):
            return None
        end = hit.end
        if j - i >= 2 and j < len(doc) and doc[j].ent_type_ == "PERSON" and doc[j].ent_iob_ == "I":
            # "Mohamed Abdullahi Mohamed" + "Farmajo": the recogniser saw the name whole.
            while j < len(doc) and doc[j].ent_iob_ == "I" and doc[j].tag_ in NAME_TAGS:
                end, j = doc[j].idx + len(doc[j].text), j + 1
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
        return with_sense(doc, i, j, name, text, home)
    if name in _WORDS_IN_CAPITALS and _in_capitals(doc, i):
        return None
    if name in _WORK and j < len(doc) and doc[j].tag_ in NOUN_TAGS:
        if not is_last_word(singular(doc[j])):
            return None  # "Labour costs", "Labor Day"; but "Labour lawmakers"
    if entity.kind == "media" and j < len(doc) and doc[j].text in _CALLED_AFTER_MEDIA:
        return None  # "the Lancet Commission" is another body
    geo = entity.kind in GEO and entity.kind != "seat"
    if entity.kind in ("capital", "region") and j - i == 1 and entity.country not in home[1]:
        surnames: frozenset[str] | None = doc.user_data.get(SURNAMES_KEY)
        if surnames is None:
            surnames = doc.user_data[SURNAMES_KEY] = _surnames_here(doc)
        if name in surnames:
            return None  # "Amman", after "Omar Amman", is the man
    if (
        geo
        and j - i == 1
        and entity.kind in ("adjective", "people")
        and _al_name(text, hit.start, name)
    ):
        if text[hit.start - 1] == "-" or doc[i].dep_ not in ("amod", "compound", "nmod"):
            return None  # "Ali al-Sahrawi", and later "Sahrawi"
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
    if entity.kind == "igo" and _one_of_its_members(doc, j):
        return None
    plural = doc[j - 1].tag_ in PLURAL_TAGS and entity.kind in ("people", "group", "party")
    if (
        plural
        and entity.kind == "party"
        and j - i == 1
        and i
        and doc[i - 1].text in _OF_OTHER_PARTIES
    ):
        return None  # "the Socialist Democrats' Union", of whichever state
    # A bare group of letters inside a longer capitalised name is that name's.
    if kind == "org" and j - i == 1 and name.isupper() is False and _inside_name(doc, i, entity):
        return None
    return Unit(
        i, j, hit.start, hit.end, kind, entity=entity, adjective=named.adjective, plural=plural
    )


_CALLED_AFTER_MEDIA = frozenset(("Commission", "Foundation", "Institute", "Fund"))
_OF_OTHER_PARTIES = frozenset(
    "Liberal Social Socialist Christian National Free Centre Center".split()
)
_ONE_OF_THEM = frozenset(("member", "ally", "partner", "aspirant"))


def _one_of_its_members(doc: Doc, j: int) -> bool:
    """ "a NATO member", "a valued NATO Ally": one state, and not the organisation."""
    if j >= len(doc) or doc[j].lower_ not in _ONE_OF_THEM or doc[j].tag_ not in ("NN", "NNP"):
        return False
    return j + 1 >= len(doc) or doc[j + 1].tag_ not in NOUN_TAGS


def _al_name(text: str, start: int, name: str) -> bool:
    """Whether a people's name is here, or elsewhere in the text, a surname with the Arabic article."""
    if text[max(0, start - 3) : start].lower() in ("al-", "el-"):
        return True
    return name in _al_surnames(text)


@lru_cache(maxsize=8)
def _al_surnames(text: str) -> frozenset[str]:
    return frozenset(_AL.findall(text))


_AL = re.compile(r"\b[Aa]l-([A-Z]\w+)")


def states_named(hits: list[Hit]) -> frozenset[str]:
    """The states that a text names beyond doubt."""
    found = set()
    for hit in hits:
        entity = hit.named.entity
        if entity is not None and entity.kind in ("state", "adjective", "people") and (
            not has_senses(entity.name)
        ):  # fmt: skip
            found.add(entity.country)
    return frozenset(found)


_COMMAS = frozenset((",", "and", "or"))


def _among_states(doc: Doc, i: int, j: int, name: str) -> Entity | None:
    """ "Moldova, Georgia and Ukraine": in a list of states a name that a state bears is that state's."""
    sides = [doc[max(0, i - 4) : i], doc[j : j + 4]]
    before = [t for t in sides[0] if t.lower_ != "the"]
    after = [t for t in sides[1] if t.lower_ != "the"]
    while after and after[0].text == "," and after[1:2] and after[1].lower_ == "and":
        after = after[1:]
    if before[-2:-1] and before[-1].lower_ == "and" and before[-2].text == ",":
        before.pop()
    beside: list[Entity | None] = []
    if len(before) > 1 and before[-1].lower_ in _COMMAS:
        beside.append(_named_entity(before[-2].text))
    if len(after) > 1 and after[0].lower_ in _COMMAS and after[1].tag_ in NAME_TAGS:
        beside.append(
            _named_entity(after[1].text) or _named_entity(doc.said(after[1].i, after[1].i + 2))
        )
    known = [e for e in beside if e is not None]
    if known and all(e.kind == "region" and e.country == "USA" for e in known):
        return Entity("", name, "USA", (), "region") if "(USA)" in str(bearers(name)) else None
    if not known or any(e.kind != "state" or e.country == "USA" for e in known):
        return None
    return stands_for_state(name)


def _named_entity(name: str) -> Entity | None:
    named = names().get(fold(name))
    return named.entity if named is not None else None


def with_sense(doc: Doc, i: int, j: int, name: str, text: str, home: Near) -> Unit | None:
    """The unit of a name with several bearers."""
    if _is_name_part(doc, i, j):
        return None
    start, end = doc[i].idx, doc[j - 1].idx + len(doc[j - 1].text)
    entity = _among_states(doc, i, j, name) or meant(name, text, home[0], home[1])
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
        word = doc.said(j + 1, j + 1 + size)
        named = names().get(word)
        if named is not None and named.entity is not None:
            return named.entity.kind == "region" and named.entity.country == "USA"
    return False
