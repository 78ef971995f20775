"""Of what kind the counted are: dead, injured, arrested …, from the words that they hang on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.mentions.sizes.counted import (
    LISTS,
    ROLES,
    alone,
    is_person,
    may_be_person,
    partners,
    some_of,
    top_of,
    verbs_of,
)
from dateline.mentions.sizes.tolls import kind_above, toll_kind
from dateline.mentions.sizes.words import (
    ADJECTIVES,
    DOES,
    DOES_WITH,
    DONE_IN,
    DONE_TO,
    GRAVEST,
    NOUNS,
    STATES,
    UNDER,
    noun_kind,
)

if TYPE_CHECKING:
    from dateline.language.words import Token

_ARMS = frozenset({"missiles", "weapons"})
_BY_ITSELF = frozenset({"dead", "injured", "casualties"})
_NOT_ALONE = frozenset({"release", "seize", "snatch", "strike", "beat", "burn", "dispatch"})
_SUBJECT, _PASSIVE, _OBJECT = ROLES
_SAID_OF = frozenset({"acomp", "attr", "oprd", "xcomp", "ccomp", "advcl"})
_OF_ANY = frozenset({"dead", "injured"})
_OF_ANYBODY = _OF_ANY | {"arrested"}
_TAKE = frozenset({"claim", "take", "cost", "lose"})
_HURT = frozenset({"injury", "wound", "burn", "fracture"})


def kind_of(number: Token, counted: Token) -> str | None:
    """The kind of what a number counts, or None where it is no size."""
    noun = noun_kind(counted, number)
    if noun in _ARMS:
        return noun if _is_arm(counted) else None
    if noun == "dead" and counted.lemma_.lower() == "body" and not _is_corpse(counted):
        return None
    if some_of(number, counted):
        # "Nine of the dead" is a part of what was counted.
        noun = None
    if noun in _BY_ITSELF and counted.i != number.i:
        return noun
    maybe = noun is not None or alone(counted, number) or may_be_person(counted)
    above = kind_above(number, counted)
    said = {*_by_adjectives(counted, number), *_by_relations(number, counted)} if maybe else set()
    if above is not None:
        said.add(above)
    if "hospital" in said:
        return "injured"
    for kind in GRAVEST:
        if kind in said:
            return kind
    return above or toll_kind(number, counted) or noun


def _is_arm(noun: Token) -> bool:
    """No rocket that carries satellites, and nothing that only bears the name."""
    if noun.pos_ == "PROPN" and noun.i and not noun.is_sent_start and noun.text[:1].isupper():
        return False
    if noun.dep_ == "compound":
        return False
    if noun.lemma_.lower() != "rocket":
        return True
    named = any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in noun.children)
    return not named and LISTS["space"].isdisjoint(t.lemma_.lower() for t in noun.sent)


def _is_corpse(body: Token) -> bool:
    near = {body.head.lemma_.lower(), *(c.lemma_.lower() for c in body.children)}
    if body.tag_ != "NNS":
        return False
    return bool(near & {"find", "recover", "pull", "retrieve", "identify", "discover", "count", "exhume", "dead",
                        "bury", "of", "unearth", "see"})  # fmt: skip


def _by_adjectives(noun: Token, number: Token) -> Iterator[str]:
    """What words beside a noun say of it; of what may be a thing only that it is dead or hurt."""
    person = alone(noun, number) or is_person(noun) or noun.lower_ in ADJECTIVES
    for kind in _adjectives(noun) if not some_of(number, noun) else ():
        if (person and not (kind == "released" and alone(noun, number))) or kind in _OF_ANY:
            yield kind


def _adjectives(noun: Token) -> Iterator[str]:
    if noun.lower_ in ADJECTIVES and noun.pos_ in ("ADJ", "NOUN", "VERB"):
        yield ADJECTIVES[noun.lower_]
    for child in noun.children:
        if child.dep_ in ("amod", "acl", "acomp", "oprd") and child.lower_ in ADJECTIVES:
            yield ADJECTIVES[child.lower_]
        elif child.dep_ == "prep":
            objects = [c.lemma_.lower() for c in child.children if c.dep_ == "pobj"]
            if child.lower_ == "with" and not _HURT.isdisjoint(objects):
                yield "injured"
            elif child.lower_ in ("in", "on", "under"):
                yield from (STATES[o] for o in objects if o in STATES)
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    if after is not None and after.dep_ == "advmod" and after.i + 1 < len(noun.doc):
        after = after.nbor(1)
    if after is not None and after.lower_ in ADJECTIVES and after.dep_ != "amod":
        if not any(c.dep_ == "dobj" for c in after.children):
            yield ADJECTIVES[after.lower_]


def _by_relations(number: Token, counted: Token) -> Iterator[str]:
    """What the verbs say that the counted are subject or object of."""
    lone = alone(counted, number)
    # "One of the researchers who died": what is said of all is not said of one.
    heads = [counted] if not some_of(number, counted) else []
    if number.i != counted.i and number.head.i != counted.i:
        # "149 of the survivors were …": the number is the head of its phrase.
        heads.append(top_of(number))
    if counted.dep_ == "pobj" and counted.head.head.lemma_.lower() in LISTS["bare"]:
        # "Killed a total of 346 people."
        heads.append(counted.head.head)
    known = NOUNS.get(counted.lemma_.lower()) in GRAVEST
    # A name that is counted is a people's: "thousands of Rohingya fled".
    people = counted.pos_ == "PROPN" and counted.ent_type_ in ("", "NORP", "PERSON")
    named = lone or (counted.pos_ == "PROPN" and not is_person(counted))
    person = known or lone or is_person(counted)
    for head in heads:
        for verb, role in verbs_of(head):
            kind = _of_verb(verb, role)
            kind = _mended(kind, verb, counted)
            if verb.lemma_ in ("draw", "attract") and role == _OBJECT:
                kind = "crowd" if _is_gathering(verb) else None
            if kind is None or (named and verb.lemma_ in _NOT_ALONE):
                continue
            whoever = kind in _OF_ANYBODY or verb.lemma_ in LISTS["of_people"]
            if person or whoever or (people and kind == "displaced"):
                yield kind


def _mended(kind: str | None, verb: Token, counted: Token) -> str | None:
    """What verb and noun say together: "cost 80 lives", "lost 500 men", "ordered six envoys to leave"."""
    lemma = counted.lemma_.lower()
    if lemma == "life":
        return "dead" if verb.lemma_ in _TAKE else None
    if verb.lemma_ == "lose" and (NOUNS.get(lemma) == "troops" or lemma in LISTS["forces"]):
        return "dead"
    if kind == "released" and not LISTS["no_prison"].isdisjoint(partners(verb)):
        return None
    if kind == "crowd" and verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_ in LISTS["made"]:
        return None
    if kind == "displaced" and verb.lemma_ in ("order", "tell") and lemma in LISTS["envoys"]:
        return "expelled"
    return kind


def _is_gathering(verb: Token) -> bool:
    """ "The rally drew 4,000 people"."""
    subjects = (c.lemma_.lower() for c in verb.children if c.dep_ == "nsubj")
    return any(UNDER.get(s) == "crowd" or s in LISTS["occasions"] for s in subjects)


def kinds_of_verbs(counted: Token) -> set[str | None]:
    """The kinds of all verbs that a noun is subject or object of."""
    return {_of_verb(verb, role) for verb, role in verbs_of(counted)}


def _of_verb(verb: Token, role: str) -> str | None:
    lemma = verb.lemma_.lower()
    near = partners(verb)
    if "hospital" in near and lemma in ("release", "discharge", "evacuate"):
        return "hospital"
    if role != _SUBJECT:
        for other in near:
            if kind := DONE_IN.get(f"{lemma} {other}"):
                return kind
        if kind := DONE_TO.get(lemma):
            return kind
    else:
        for other in near:
            if kind := DOES_WITH.get(f"{lemma} {other}"):
                return kind
        if kind := DOES.get(lemma):
            return kind
    for child in verb.children:
        if child.lower_ not in ADJECTIVES or any(c.dep_ == "dobj" for c in child.children):
            continue
        if child.dep_ in ("acomp", "attr", "oprd", "xcomp") and role != _OBJECT:
            return ADJECTIVES[child.lower_]
        if child.dep_ in _SAID_OF and lemma in (
            "leave",
            "find",
            "declare",
            "pronounce",
            "see",
            "have",
        ):
            return ADJECTIVES[child.lower_]
    # "Are still missing" may be taken for a verb.
    bare = verb.tag_ == "VBG" and not any(c.dep_ == "dobj" for c in verb.children)
    if verb.lower_ in ADJECTIVES and (role == _PASSIVE or (bare and role == _SUBJECT)):
        return ADJECTIVES[verb.lower_]
    return None
