"""The slots of the lexicon, filled from the parse: "object", "prep:with", "object.prep:to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.coding.syntax import (
    NOMINAL,
    is_verbal,
    modifiers_of,
    object_,
    pobj,
    subject,
    support_of,
    surface_subject,
    with_conjuncts,
)

if TYPE_CHECKING:
    from dateline.language.words import Token


def prep(token: Token, preposition: str) -> list[Token]:
    """Objects of a preposition on the trigger, or on what the parser hung it to instead."""
    found = pobj(token, preposition) or _doers_after(token, preposition)
    if found:
        return with_conjuncts(found)
    places = [
        c for c in token.children if c.dep_ in {"dobj", "obj", "prt", "acomp", "attr", "advmod"}
    ]
    if preposition == "with" and not places and is_verbal(token):
        # "met and had talks **with** Chad": the second verb's company is the first one's.
        joined = [c for c in token.children if c.dep_ == "conj" and is_verbal(c)]
        own = {"nsubj", "nsubjpass"}
        joined = [c for c in joined if not any(g.dep_ in own for g in c.children)]
        with_both = [p for c in joined for p in prep(c, "with")]
        if with_both:
            return with_both
    support = None if is_verbal(token) else support_of(token)
    if support is not None:
        places.append(support[0])
    verb = token.head
    if token.dep_ in {"dobj", "obj"} and is_verbal(verb):
        places.append(verb)  # "signed a pact on Monday with Chad"
    if preposition not in {"of", "by"}:
        places += _modified_by(token)
    if preposition != "of":
        # "held talks in Geneva with Iran": the parser may hang "with" on Geneva.
        places += [
            p
            for c in token.children
            if c.dep_ in {"prep", "dative"}
            for p in c.children
            if p.dep_ == "pobj"
        ]
    for place in places:
        found = [p for p in pobj(place, preposition) if p.i != token.i]
        if place.i == verb.i:
            found = [p for p in found if p.i > token.i]
        if found:
            return with_conjuncts(found)
    return []


def _doers_after(token: Token, preposition: str) -> list[Token]:
    """ "works **with partners to** curb smuggling": the parser may take them for the infinitive's subject,
    and the preposition for its mark."""
    clauses = [c for c in token.children if c.dep_ in {"advcl", "ccomp"} and _is_infinitive(c)]
    return [
        who
        for clause in clauses
        if any(c.dep_ == "mark" and c.lower_ == preposition for c in clause.children)
        for who in clause.children
        if who.dep_ == "nsubj"
    ]


def _modified_by(act: Token) -> list[Token]:
    """ "a bombing and shelling **offensive** against": the noun that a noun before it tells more of."""
    node = act
    while node.dep_ == "conj" and node.head.pos_ in NOMINAL and node.head.i < node.i:
        node = node.head
    if act.pos_ == "PROPN" or node.dep_ not in {"compound", "amod", "nmod"}:
        return []
    return [node.head] if node.head.pos_ == "NOUN" and node.head.i > act.i else []


def indirect(token: Token) -> list[Token]:
    """The one to whom something is given: "gave Ukraine tanks", "gave tanks to Ukraine"."""
    found = []
    for child in token.children:
        if child.dep_ == "dative":
            found += (
                [child]
                if child.pos_ in NOMINAL
                else [c for c in child.children if c.dep_ == "pobj"]
            )
    objects = [c for c in token.children if c.dep_ in {"dobj", "obj"} and c.i > token.i]
    if not found and len(objects) > 1:
        found = objects[:1]
    return with_conjuncts(found) or prep(token, "to")


def complement(token: Token, kind: str) -> list[Token]:
    """The infinitive or gerund (`xcomp`) or the that-clause (`ccomp`) that a word governs."""
    labels = {"xcomp", "oprd"} if kind == "xcomp" else {"ccomp"}
    found = [c for c in token.children if c.dep_ in labels]
    if kind == "xcomp":
        # "urged Iran to halt" parses as a clause with Iran as its subject.
        found += [c for c in token.children if c.dep_ == "ccomp" and _is_infinitive(c)]
        if token.pos_ in NOMINAL:
            found += [c for c in token.children if c.dep_ == "acl" and _is_infinitive(c)]
        for child in token.children:
            if child.dep_ in {"dobj", "dative"} and child.pos_ in NOMINAL:
                found += [c for c in child.children if c.dep_ == "acl" and _is_infinitive(c)]
        if not found:
            # "called on Iran to free them", "sent soldiers to help": read as a purpose.
            found = [
                c
                for c in token.children
                if c.dep_ in {"advcl", "relcl"} and _is_infinitive(c) and c.i > token.i
            ]
    elif token.pos_ in NOMINAL:
        found += [c for c in token.children if c.dep_ == "acl" and not _is_infinitive(c)]
    return found


def speaker(token: Token) -> list[Token]:
    """Who says the clause that the word stands in: "Oslo said that the raid was shameful"."""
    node = token
    while node.head.i != node.i and node.dep_ != "relcl":
        if node.dep_ in {"ccomp", "parataxis"} and is_verbal(node.head):
            return with_conjuncts(surface_subject(node.head))
        node = node.head
    return []


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def slot(token: Token, path: str) -> list[Token]:
    """The tokens that fill a slot of the lexicon ("object", "prep:with", "object.prep:to")."""
    step, _, rest = path.partition(".")
    found = _step(token, step)
    if not rest:
        return found
    return [t for f in found for t in slot(f, rest)]


def _step(token: Token, step: str) -> list[Token]:
    if step.startswith("prep:"):
        return prep(token, step[5:])
    if step == "subject":
        return subject(token)
    if step == "object":
        return object_(token)
    if step == "iobj":
        return indirect(token)
    if step == "speaker":
        return speaker(token)
    if step == "poss":
        return with_conjuncts([c for c in token.children if c.dep_ == "poss"])
    if step == "mod":
        return modifiers_of(token)
    return complement(token, step)
