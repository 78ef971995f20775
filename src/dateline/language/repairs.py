"""Mend what the small English parser gets wrong again and again in news prose.

Each repair is a rule on the finished parse that moves one branch: it looks for a shape that cannot
be right and hangs the branch where it belongs. All later stages then see the mended tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

# Nouns that are completed by an infinitive: "a deal to expand cooperation".
TAKES_INFINITIVE = frozenset(
    "agreement deal pact accord treaty plan decision bid effort attempt move proposal offer promise "
    "pledge call demand request threat plot scheme push drive campaign vow desire wish willingness "
    "readiness intention initiative resolution design order contract licence license permission right "
    "mandate law bill decree motion vote opportunity".split()
)
SUSPICION = frozenset({"accuse", "suspect", "convict", "acquit", "warn", "charge"})
WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
NAMES = frozenset({"PERSON", "GPE", "ORG", "NORP", "LOC"})
LOOSE = frozenset({"npadvmod", "advmod", "dep", "intj", "nmod", "meta", "nsubj"})


def repair(doc: Doc) -> Doc:
    """The same document with its known misparses mended in place."""
    for mends in _mends():
        for token in doc:
            mend = mends.get(token.dep_)
            if mend is not None:
                mend(token)
    return doc


def _joined_to_main_verb(verb: Token) -> None:
    """ "stressed that the road remains shut and urged Oslo to act": the past tense is the main verb's."""
    clause = verb.head
    if verb.tag_ != "VBD" or clause.dep_ != "ccomp" or _subjects(verb):
        return
    above = clause.head
    if above.tag_ == "VBD" and above.i < clause.i and clause.tag_ in {"VBZ", "VBP", "VB"}:
        verb.hang(above)


def _under_secretary(token: Token) -> None:
    """ "Under Secretary Okello will visit Togo": no preposition stands there."""
    if token.text != "Under":
        return
    title = next((c for c in token.children if c.dep_ == "pobj"), None)
    verb = token.head
    if title is None or not title.text.startswith("Secretary") and title.pos_ != "PROPN":
        return
    if token.nbor(1).text != "Secretary" or _subjects(verb) or verb.i < token.i:
        return
    title.hang(verb)
    title.dep_ = "nsubj"
    token.hang(title)
    token.dep_ = "compound"


def _subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]


def _name_list(token: Token) -> None:
    """ "Biden, Kishida and Yoon met": the first name is read as an adverb of "met"."""
    if token.i < 2:
        return
    if not any(c.dep_ == "conj" for c in token.children):
        return
    left = token.left_edge
    if left.i < 2 or left.nbor(-1).text != ",":
        return
    first = left.nbor(-2)
    while first.dep_ in {"compound", "flat"} and first.head.i > first.i:
        first = first.head
    if first.i >= left.i or first.pos_ != "PROPN" or first.head.i != token.head.i:
        return
    if first.dep_ not in LOOSE or first.ent_type_ in {"DATE", "TIME"}:
        return
    verb, label = token.head, token.dep_
    first.dep_ = label
    first.hang(verb)
    token.hang(first)
    token.dep_ = "conj"


def _list_for_apposition(token: Token) -> None:
    """ "Taiwan's president, Japan's premier and the Philippine president spoke": a list of three."""
    if token.head.dep_ not in {"nsubj", "nsubjpass"}:
        return
    joined = any(c.dep_ == "conj" for c in token.children)
    end = token.right_edge.i + 1
    closed = end < len(token.doc) and token.doc[end].text in {",", "—", "–", ")"}
    if joined and not closed and token.left_edge.nbor(-1).text == ",":
        token.dep_ = "conj"


def _weekday_and_name(name: Token) -> None:
    """ "on Friday Beijing condemned …": the name is the subject, the day alone goes with "on"."""
    prep, verb = name.head, name.head.head
    if name.ent_type_ not in NAMES or prep.lower_ != "on":
        return
    days = [c for c in name.children if c.dep_ == "compound" and c.text in WEEKDAYS]
    if not days or verb.i < name.i or verb.pos_ != "VERB" or _subjects(verb):
        return
    days[0].hang(prep)
    days[0].dep_ = "pobj"
    name.hang(verb)
    name.dep_ = "nsubj"


def _noun_for_verb(token: Token) -> None:
    """ "Diplomats in Bogota fear that …": a noun with a subject and a clause is a verb."""
    if token.tag_ not in {"NN", "NNS"}:
        return
    labels = {c.dep_ for c in token.children}
    clause = any(
        c.dep_ in {"ccomp", "acl"} and any(m.lower_ == "that" for m in c.children)
        for c in token.children
    )
    if "nsubj" in labels and clause and "det" not in labels and "cop" not in labels:
        token.pos_ = "VERB"
        token.tag_ = "VBP"


def _front_name(token: Token) -> None:
    """ "Yoon, though, has …": a name before a finite verb without subject is its subject."""
    if token.ent_type_ not in NAMES:
        return
    verb = token.head
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBD", "VBZ", "VBP", "MD"}
        for c in verb.children
    )
    if (
        token.i < verb.i
        and finite
        and not _subjects(verb)
        and verb.dep_ in {"ROOT", "conj", "ccomp"}
    ):
        token.dep_ = "nsubj"


def _infinitive_of_noun(verb: Token) -> None:
    """ "denounced a deal between A and B to expand cooperation": the deal expands, not the critic."""
    if not any(c.tag_ == "TO" for c in verb.children):
        return
    for noun in _objects(verb.head):
        if noun.lemma_.lower() in TAKES_INFINITIVE and verb.head.i < noun.i < verb.i:
            between = verb.doc[noun.i + 1 : verb.left_edge.i]
            if not any(t.text in {";", "—", ":"} for t in between):
                verb.hang(noun)
                verb.dep_ = "acl"
                return


def _infinitive_as_relative(verb: Token) -> None:
    """ "a design to encircle": an infinitive without a relative pronoun completes its noun."""
    if any(c.tag_ == "TO" for c in verb.children):
        if not any(c.tag_ in {"WP", "WDT", "WRB"} for c in verb.subtree) and not _subjects(verb):
            verb.dep_ = "acl"


def _relative_object(pronoun: Token) -> None:
    """ "the talks that they broke off in January": "that" is what they broke off."""
    prep = pronoun.head
    if pronoun.lower_ not in {"that", "which"} or prep.i < pronoun.i:
        return
    verb = prep.head
    if verb.dep_ == "relcl" and any(c.dep_ == "pobj" and c.i > prep.i for c in prep.children):
        pronoun.hang(verb)
        pronoun.dep_ = "dobj"


def _objects(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in {"dobj", "obj"}:
            yield child
        elif child.dep_ == "prep":
            yield from (c for c in child.children if c.dep_ == "pobj")
        elif child.dep_ in {"oprd", "attr"}:
            # "calling it part of a plot to form a bloc"
            yield from (g for p in child.children if p.dep_ == "prep" for g in p.children)


def _gerund_of_suspicion(prep: Token) -> None:
    """ "is suspected by officials of planning": "of" goes with the verb and not with officials."""
    noun = prep.head
    if prep.lower_ != "of" or noun.dep_ != "pobj":
        return
    verb = noun.head.head
    if noun.head.dep_ == "agent" and verb.lemma_ in SUSPICION:
        if any(c.dep_ == "pcomp" for c in prep.children):
            prep.hang(verb)


def _participle_of_main_clause(verb: Token) -> None:
    """ "condemned an accord to deepen ties, describing it as …": the main clause's subject does."""
    if verb.tag_ != "VBG":
        return
    if verb.left_edge.i == 0 or verb.left_edge.nbor(-1).text not in {",", "—", "–", "-"}:
        return
    below = verb.head
    if below.pos_ != "VERB" or below.dep_ != "acl" or below.i > verb.i:
        return
    main = below.head
    while main.pos_ not in {"VERB", "AUX"} and main.head.i != main.i:
        main = main.head
    if main.pos_ == "VERB" and main.i < below.i and _subjects(main):
        verb.hang(main)
        verb.dep_ = "advcl"


@cache
def _mends() -> tuple[dict[str, Callable[[Token], None]], ...]:
    """Of each walk through the text, by a word's relation, what may be wrong with such a word."""
    return (
        {"nsubj": _name_list, "nsubjpass": _name_list, "appos": _list_for_apposition,
         "pobj": _weekday_and_name},
        {"ROOT": _noun_for_verb, "ccomp": _noun_for_verb, "conj": _noun_for_verb,
         "npadvmod": _front_name, "advmod": _front_name, "dep": _front_name, "intj": _front_name,
         "advcl": _infinitive_of_noun, "xcomp": _infinitive_of_noun,
         "relcl": _infinitive_as_relative, "pobj": _relative_object, "prep": _gerund_of_suspicion},
        {"advcl": _participle_of_main_clause, "xcomp": _participle_of_main_clause,
         "acl": _participle_of_main_clause, "conj": _joined_to_main_verb, "prep": _under_secretary},
    )  # fmt: skip
