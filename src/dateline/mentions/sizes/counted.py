"""What a number counts: its noun, and the verbs that this noun is subject or object of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.mentions.sizes.tables import table

if TYPE_CHECKING:
    from dateline.language.words import Token

LISTS: dict[str, frozenset[str]] = {k: frozenset(v) for k, v in table("kinds")["lists"].items()}
_ENDS = tuple(sorted(LISTS["person_ends"]))
_INSIDE = frozenset({"nummod", "quantmod", "compound", "det", "amod", "advmod", "nmod", "predet"})
_KNOWN = frozenset({"the", "these", "those"})
_ALONG = frozenset({"along", "together"})
_DONE_TO = frozenset(word for words in table("kinds")["done_to"].values() for word in words)
_NOUN = frozenset({"NOUN", "PROPN", "ADJ"})
_SUBJECT, _PASSIVE, _OBJECT = "subject", "passive", "object"
ROLES = (_SUBJECT, _PASSIVE, _OBJECT)
"""The counted act, are acted upon in the passive, or are the object."""


def counted_by(number: Token, end: int) -> Token:
    """The noun that a number counts, or the number itself where it stands alone.

    `end` is the first token after the words of the number.
    """
    doc = number.doc
    # "tens of thousands of people" hangs together in many ways; the words say it plainly.
    if end + 1 < len(doc) and doc[end].lower_ == ",":
        end += 1
    if end + 1 < len(doc) and doc[end].lower_ == "of":
        after = doc[end + 1]
        while after.i + 1 < len(doc) and after.dep_ in _INSIDE | {"poss", "case"}:
            after = after.nbor(1)
        if after.pos_ in _NOUN or after.tag_ == "VBN":
            return after
    token = number
    for _ in range(4):
        if token.dep_ not in _INSIDE or token.head.i == token.i:
            break
        if token.head.pos_ == "VERB" or token.head.lower_ in LISTS["weekdays"]:
            # "Two injured": the number leans on the participle.
            break
        token = token.head
    if token.lower_ in ("ex", "non") and token.i + 2 < len(doc) and doc[token.i + 1].text == "-":
        # "Two ex-ministers" is four words to the pipeline.
        return doc[token.i + 2]
    if token.i == number.i or token.pos_ in ("NUM", "ADJ", "ADV") or token.lemma_ in LISTS["bare"]:
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for noun in child.children:
                    if noun.dep_ == "pobj" and noun.lower_ not in ("whom", "which", "them"):
                        return noun
    return token


def top_of(number: Token) -> Token:
    """The head of the words of a number."""
    token = number
    for _ in range(3):
        if (
            token.dep_ not in ("nummod", "quantmod", "compound", "advmod")
            or token.head.pos_ == "VERB"
        ):
            break
        token = token.head
    return token


def alone(counted: Token, number: Token) -> bool:
    """Whether no noun says what is counted: "killed seven", "hundreds", "three more"."""
    return (
        counted.i == number.i
        or counted.pos_ == "NUM"
        or counted.lower_ in ("more", "others", "other", "another")
        or counted.lemma_.lower() in LISTS["bare"]
    )


def some_of(number: Token, counted: Token) -> bool:
    """Whether the number is of those known already: "two of the protesters", "one of his men"."""
    of = counted.head
    if not number.i < of.i < counted.i or counted.dep_ != "pobj" or of.lower_ != "of":
        return False
    return any(c.dep_ == "poss" or c.lower_ in _KNOWN for c in counted.children)


def is_person(noun: Token) -> bool:
    """Whether a noun names people by what is known of it."""
    lemma = noun.lemma_.lower().rpartition("-")[2]
    if lemma in LISTS["people"] or lemma.rstrip("s") in LISTS["people"]:
        return True
    if lemma in LISTS["not_people"]:
        return False
    return noun.ent_type_ == "NORP" or (lemma.endswith(_ENDS) and len(lemma) > 4)


def may_be_person(noun: Token) -> bool:
    """Whether a noun is not known to name something else."""
    return noun.lemma_.lower() not in LISTS["not_people"] or is_person(noun)


def verbs_of(noun: Token) -> Iterator[tuple[Token, str]]:
    """The verbs that a noun is subject or object of, with its role, the nearest first."""
    seen: set[tuple[int, str]] = set()
    for verb, role in _verbs(noun):
        for one in _with_others(verb, role):
            if (one[0].i, one[1]) not in seen:
                seen.add((one[0].i, one[1]))
                yield one


def _verbs(noun: Token) -> Iterator[tuple[Token, str]]:
    for child in noun.children:
        if child.dep_ == "acl":
            yield child, _SUBJECT if child.tag_ == "VBG" else _PASSIVE
            if child.tag_ == "VBN" and not any(c.dep_ == "agent" for c in child.children):
                # "15,000 people registered": a past tense that looks like a participle.
                yield child, _SUBJECT
        elif child.dep_ == "relcl":
            yield child, _role_in_clause(child)
    token = noun
    for _ in range(4):
        if token.dep_ != "conj" or token.head.pos_ == "VERB":
            break
        token = token.head
    if token.dep_ == "pobj" and token.head.lower_ == "including":
        # "Foreigners, including two envoys, were arrested."
        token = token.head.head
    verb = token.head
    own = (c for c in noun.children if c.dep_ in ("acl", "relcl"))
    if token.i != noun.i and any(c.lemma_.lower() in _DONE_TO for c in own):
        # "Killed 12 people and 30 injured": what is said of the second holds for it alone.
        return
    if token.dep_ == "pobj" and token.head.dep_ == "prep" and token.head.head.lower_ in _ALONG:
        # "Pardoned him along with 30 prisoners."
        verb = token.head.head.head
        if verb.pos_ == "VERB":
            yield verb, _OBJECT if any(c.dep_ == "dobj" for c in verb.children) else _SUBJECT
        return
    if token.dep_ == "nsubj":
        # "Two wounded": a participle without a helping verb and without an object.
        bare = verb.tag_ == "VBN" and not any(
            c.dep_ in ("dobj", "aux", "auxpass") for c in verb.children
        )
        told = verb.dep_ == "ccomp" and verb.head.lemma_ in LISTS["hand_on_object"]
        if bare or (told and not any(c.dep_ in ("dobj", "aux") for c in verb.children)):
            yield verb, _PASSIVE
        yield verb, _SUBJECT
    elif token.dep_ == "nsubjpass":
        yield verb, _PASSIVE
    elif token.dep_ == "dobj" or (token.dep_ == "npadvmod" and verb.i < token.i):
        yield verb, _OBJECT
    elif token.dep_ == "ROOT" and noun.i + 1 < len(noun.doc):
        after = noun.nbor(1)
        if after.tag_ == "VBN":
            yield after, _PASSIVE


def _role_in_clause(verb: Token) -> str:
    for child in verb.children:
        if child.dep_ == "nsubjpass" and child.tag_ in ("WP", "WDT"):
            return _PASSIVE
        if child.dep_ == "nsubj" and child.tag_ in ("WP", "WDT"):
            return _SUBJECT
    return _OBJECT if verb.tag_ != "VBG" else _SUBJECT


def _with_others(verb: Token, role: str) -> Iterator[tuple[Token, str]]:
    """A verb with those that share its subject, or to which it hands its subject or object on."""
    yield verb, role
    for child in verb.children:
        if child.dep_ == "xcomp":
            if verb.lemma_ in LISTS["hand_on_object" if role == _OBJECT else "hand_on_subject"]:
                yield child, _by_form(child, _SUBJECT)
        elif child.dep_ == "conj" and child.pos_ == "VERB" and role != _OBJECT:
            if not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children):
                yield child, _PASSIVE if role == _PASSIVE and child.tag_ == "VBN" else _SUBJECT
        elif child.dep_ == "conj" and child.pos_ == "VERB":
            # "Killed or injured 20 people": one object for both.
            if not any(c.dep_ in ("dobj", "nsubj", "nsubjpass") for c in child.children):
                yield child, _OBJECT
    if role == _OBJECT and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        if not any(c.dep_ in ("dobj", "nsubjpass") for c in verb.head.children):
            yield verb.head, _OBJECT


def _by_form(verb: Token, role: str) -> str:
    return _PASSIVE if any(c.dep_ == "auxpass" for c in verb.children) else role


def partners(verb: Token) -> set[str]:
    """The lemmas that stand with a verb: its object, what it is said to be, nouns after prepositions."""
    found: set[str] = set()
    for child in verb.children:
        if child.dep_ in (
            "dobj",
            "acomp",
            "attr",
            "oprd",
            "xcomp",
            "advmod",
            "prt",
            "dative",
            "npadvmod",
        ):
            found.add(child.lemma_.lower())
            found.update(_after_preposition(child))
            found.update(c.lemma_.lower() for c in child.children if c.dep_ == "conj")
        elif child.dep_ in ("prep", "dative"):
            found.update(_objects(child))
    return found


def _after_preposition(noun: Token) -> Iterator[str]:
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ != "of":
            yield from _objects(child)


def _objects(preposition: Token) -> Iterator[str]:
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            yield child.lemma_.lower()
            yield from (c.lemma_.lower() for c in child.conjuncts)
            for inner in child.children:
                if inner.dep_ == "prep":
                    yield from (c.lemma_.lower() for c in inner.children if c.dep_ == "pobj")
        elif child.dep_ == "prep":
            yield from _objects(child)
