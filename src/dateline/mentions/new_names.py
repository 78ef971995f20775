"""Pieces that no table has: names that the recogniser saw, or that a title or a role gives away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from dateline.knowledge.agents import is_last_word
from dateline.mentions.pieces import HONORIFICS, NAME_TAGS, PARTICLES, THINGS, Kind, Unit
from dateline.mentions.things import named_like_a_thing

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token


def _rest_of_name(doc: Doc, i: int, j: int, taken: bytearray) -> int:
    """Where a name ends that the recogniser cut: "Carlos Julián" + "Bermeo Casas", "Ali" + "bin Said"."""
    while j < len(doc) and j - i < 6 and j > i and not taken[j] and not doc[j].is_sent_start:
        token = doc[j]
        if token.text == "-" and j + 1 < len(doc) and not taken[j + 1] and doc[j + 1].is_alpha and (
            doc[j - 1].idx + len(doc[j - 1].text) == token.idx and doc[j + 1].idx == token.idx + 1
            and doc[j + 1].is_lower
        ):  # fmt: skip
            j += 2  # "Mei Hoi" + "-kwan"
            continue
        if token.lower_ in PARTICLES and j + 1 < len(doc) and doc[j + 1].text[0].isupper() and (
            doc[j + 1].tag_ in NAME_TAGS and not taken[j + 1]
        ):  # fmt: skip
            j += 2
            continue
        last = doc[j - 1]
        same = last.dep_ == "compound" and last.head.i >= j
        if not (same and token.tag_ in NAME_TAGS and token.text[0].isupper() and token.is_alpha):
            break
        if is_last_word(token.lower_) or token.lower_ in THINGS:
            break
        j += 1
    return j


# The last word of what is no actor: "the UN Charter", "the NATO Summit".
_BEFORE_A_FIELD = frozenset(("and", "&", ",", "of", "for", "sustainable", "foreign"))
FIELDS = frozenset(
    "development trade affairs security justice defence defense commerce industry culture energy environment "
    "education health finance tourism sports planning cooperation resources integration migration labor labour "
    "agriculture fisheries transport communications sustainable foreign public social economy mines "
    "water housing youth women religious natural interior science technology information".split()
)
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
        before.j, before.end = j, doc[j - 1].idx + len(doc[j - 1].text)
        if not firm:
            name = doc.said(before.i, j)
            before.entity = msgspec.structs.replace(before.entity, id="", name=name)
    return True


def _wears_a_role(doc: Doc, i: int, j: int, roles: set[int]) -> bool:
    """ "Ola Trem, the Kenyan minister": a role after the comma makes two or three words a person's name."""
    words = doc[i:j]
    if not 2 <= len(words) <= 3 or j + 2 >= len(doc) or doc[j].text != ",":
        return False
    if not all(t.tag_ in NAME_TAGS and t.is_alpha and t.is_title for t in words):
        return False
    if any(is_last_word(t.lower_) or t.lower_ in THINGS for t in words):
        return False
    if doc[j + 1].lower_ not in ("the", "a", "an", "its") or doc[i - 1 if i else 0].lower_ == "the":
        return False
    role = next((k for k in range(j + 2, min(j + 7, len(doc))) if k in roles), None)
    return role is not None and all(t.tag_ in _BEFORE_A_ROLE for t in doc[j + 2 : role])


_BEFORE_A_ROLE = frozenset(("JJ", "NN", "NNP", "NNPS", "POS", "VBN", "HYPH", "CD"))


def ner_units(
    doc: Doc, taken: bytearray, blocked: bytearray, agents: list[Unit], named: list[Unit]
) -> list[Unit]:
    by_end = {u.j: u for u in (*named, *agents)}
    bodies = {u.i for u in agents if u.agent and u.agent.kind != "person"}
    roles = {u.i for u in agents if u.agent and u.agent.kind == "person" and not u.plural}
    titles = {
        u.j
        for u in agents
        if u.agent and not u.plural and doc[u.i].text[0].isupper()
        and (u.agent.kind == "person" or u.agent.kind == "people" and u.agent.sectors == ("MIL",))
        and u.agent.words[-1] not in ("official", "leadership", "authority", "delegation", "team")
    }  # fmt: skip
    worn = {u.j for u in agents if u.agent and u.agent.kind in ("person", "people") and u.plural}
    found: list[Unit] = []
    for ent in doc.ents:
        if ent.label_ not in ("PERSON", "ORG"):
            continue
        i, j = ent.start, ent.end
        while i < j and (taken[i] or doc[i].lower_ in ("the", "a", "an") or doc[i].is_punct):
            i += 1
        # "the Ports Emergency Centre (PEC": what is in brackets is its short name.
        j = next((k for k in range(i + 1, j) if doc[k].text == "("), j)
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
        if ent.label_ == "PERSON" and i and doc[i - 1].lower_ in _BEFORE_A_FIELD:
            # "Minister of Ports and Sustainable Development Ana Roca"
            while j - i > 2 and doc[i].lower_ in FIELDS:
                i += 1
        if j <= i or any(taken[k] or blocked[k] for k in range(i, j)):
            continue
        if i >= 2 and doc[i - 1].text in "-–" and taken[i - 2]:
            continue  # "the Sharif-Zardari government": the second half of a pair
        words = doc[i:j]
        if not any(t.tag_ in NAME_TAGS for t in words) or not words[0].text[0].isupper():
            continue
        if len(words) == 1 and (words[0].is_sent_start and words[0].tag_ not in NAME_TAGS):
            continue
        if (
            ent.label_ == "ORG"
            and j < ent.end
            and j in bodies
            and not any(is_last_word(doc[k].lower_) for k in range(i, j))
        ):
            continue  # "Capital" of "Capital Bank": a part of the body's name, and nobody by itself
        if ent.label_ == "ORG" and i > ent.start and _rest_of_body(doc, i, j, by_end.get(i)):
            taken[i:j] = b"\1" * (j - i)
            continue
        if named_like_a_thing(doc, i):
            continue
        start, end = words[0].idx, words[-1].idx + len(words[-1].text)
        kind: Kind = "person" if ent.label_ == "PERSON" else "org"
        if kind == "org" and i in titles and 2 <= j - i <= 4 and not is_last_word(words[-1].lower_):
            if all(t.tag_ in NAME_TAGS and t.is_alpha and not t.is_upper for t in words):
                kind = "person"  # "Minister for Ports Ama Adu": a name follows a title
        if kind == "org" and i in worn and 2 <= j - i <= 3 and not (
            is_last_word(words[-1].lower_) or words[-1].lower_ in THINGS
        ) and all(t.tag_ == "NNP" and t.is_alpha and t.is_title for t in words):  # fmt: skip
            kind = "person"  # "officers Ana Roca and Jo Adu"
        if kind == "org" and _wears_a_role(doc, i, j, roles):
            kind = "person"
        if kind == "org" and i and j - i <= 3 and doc[i - 1].lower_ in HONORIFICS:
            kind = "person"  # "Lord Arden", "Mr. Trem"
        if kind == "person" and words[-1].text in _PLACE_WORDS and len(words) > 1:
            kind = "org"  # "Chollima District"
        if kind == "person" and len(words) > 4:
            continue
        found.append(Unit(i, j, start, end, kind, ner=ent.label_))
        for k in range(i, j):
            taken[k] = 1
    return found


_PLACE_WORDS = frozenset("District County Province Municipality City Township".split())


# Those who take up a state's cause, or study it, from wherever they are.
_FRIENDS = frozenset(("friends", "students", "lovers"))
_CAUSES = frozenset("campaign society lobby caucus project desk solidarity".split())
_CAUSES_OF_TWO = frozenset(
    "study group|analysts network|research network|working group|policy forum|action network".split(
        "|"
    )
)


def named_for(doc: Doc, found: list[Unit], taken: bytearray) -> list[Unit]:
    """ "the Kenya Solidarity Network", "the Togo Project": a name that begins with a state's, of
    people who may be of any state."""
    made: list[Unit] = []
    for geo in [u for u in found if u.kind == "geo" and not u.adjective]:
        j = geo.j
        while j < len(doc) and j - geo.j < 4 and not taken[j] and _name_token(doc[j]):
            j += 1
        words = [t.lower_ for t in doc[geo.j : j]]
        for_it = words and (
            words[0] in _CAUSES or words[-1] in ("campaign", "project")
            or " ".join(words[-2:]) in _CAUSES_OF_TWO
        )  # fmt: skip
        if for_it and (geo.i == 0 or doc[geo.i - 1].text not in ("-", "–")):
            end = doc[j - 1].idx + len(doc[j - 1].text)
            made.append(Unit(geo.i, j, geo.start, end, "org", ner="ORG"))
            found.remove(geo)
            taken[geo.i : j] = b"\1" * (j - geo.i)
    return made


def named_after(doc: Doc, found: list[Unit], taken: bytearray) -> list[Unit]:
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
        of = None if doc[link.i - 1].lower_ in _FRIENDS else geo.entity
        made.append(Unit(i, geo.j, doc[i].idx, geo.end, "org", ner="ORG", entity=None, of=of))
        found.remove(geo)
        for k in range(i, geo.j):
            taken[k] = 1
    return made


_NOT_NAMES = frozenset(
    "GPE LOC FAC DATE TIME EVENT WORK_OF_ART LAW PRODUCT LANGUAGE MONEY NORP CARDINAL QUANTITY".split()
)


def runs(doc: Doc, taken: bytearray, agents: list[Unit]) -> list[Unit]:
    """Names that NER missed: capitalised words after a title, or before ", the … minister"."""
    found: list[Unit] = []
    titles = {
        u.j: u
        for u in agents
        if u.agent and u.agent.kind in ("person", "people") and not u.plural
        and (not u.agent.weak or doc[u.j - 1].is_lower)
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
        title = titles[i].agent if told else None
        if title is not None and title.weak:
            told = k - i >= 2  # "a Kenyan scholar" + "Ana Lind"
        if not told and k - i >= 2 and k + 1 < len(doc) and doc[k].text == ",":
            told = any(k < n <= k + 6 for n in beside) and doc[k + 1].lower_ in (
                "the",
                "a",
                "an",
                "its",
            )
        if told:
            found.append(
                Unit(i, k, doc[i].idx, doc[k - 1].idx + len(doc[k - 1].text), "person", ner="RUN")
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
