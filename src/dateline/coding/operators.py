"""The words that change what kind of statement something is, and those that stand on a verb or noun.

The lists are data (`tables/operators.toml`); an `Operator` is one such word as found in a text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding.syntax import surface_subject

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from dateline.language.words import Token

FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
POSSIBLE = frozenset({"may", "might", "could", "can", "ca"})
NECESSARY = frozenset({"must", "should", "ought"})
CONDITION = frozenset({"if", "unless", "whether", "lest", "should"})
UNTIL = frozenset({"once", "until", "till"})
INVERTED = frozenset({"had", "should", "were"})
OF_DEGREE = frozenset({"complete", "double", "exhaust", "halve", "match", "quadruple", "triple"})
"""What was nearly done of these was done for the greater part: "nearly doubled its aid"."""
SEEMING = frozenset({"act", "be", "behave", "feel", "look", "seem", "sound"})
HARDLY = frozenset({"hardly", "scarcely"})
NOTHING = frozenset({"nobody", "none", "neither", "nothing", "few"})
MAX_CLIMB = 25


class Operator(NamedTuple):
    """One word above (or on) the trigger that changes what kind of statement it is.

    `kind` is plan, future, would, expect, hypothetical, necessity, negative, deny, alleged, any, past
    or presupposed (the words take it for granted whatever is said of it); `holder` whoever plans,
    expects or denies (tokens, may be empty).
    """

    kind: str
    token: Token
    holder: tuple[Token, ...] = ()


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    """Part of speech → lemma → kind."""
    text = (files("dateline.coding") / "tables" / "operators.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = {}
    for kind, words in tomllib.loads(text).items():
        for pos, lemmas in words.items():
            for lemma in lemmas:
                table.setdefault(pos, {}).setdefault(lemma, kind)
    return table


def operator_of(pos: str, lemma: str) -> str | None:
    """The kind of operator that a word is, or None."""
    return _tables().get(pos, {}).get(lemma.lower())


def words_of(kind: str, pos: str) -> list[str]:
    """All words of one kind and part of speech."""
    return [lemma for lemma, found in _tables().get(pos, {}).items() if found == kind]


def verb_kind(verb: Token) -> str | None:
    """The kind of a verb with its particle: "call off" negates, "call" asks."""
    for child in verb.children:
        if child.dep_ in {"prt", "advmod"} and child.i - verb.i in {1, 2}:
            if kind := operator_of("phrasal", f"{verb.lemma_} {child.lower_}"):
                return kind
    return operator_of("verb", verb.lemma_)


def on_verb(verb: Token) -> Iterator[Operator]:
    """The operators that stand on a verb: its modals, negation, adverbs and conditions."""
    for child in verb.children:
        word = child.text.lower()
        if child.dep_ == "neg" or (child.dep_ == "advmod" and (word == "never" or word in HARDLY)):
            if not _until(verb) and not _not_only(child):
                yield Operator("negative", child)
        elif word == "neither" and child.i < verb.i and child.dep_ in {"preconj", "cc", "advmod"}:
            yield Operator("negative", child)  # "neither sent troops nor paid"
        elif word == "longer" and any(c.lower_ == "no" for c in child.children):
            yield Operator("negative", child)
        elif child.dep_ == "aux" and child.tag_ == "MD":
            if word in FUTURE:
                yield Operator("future", child, tuple(surface_subject(verb)))
            elif word == "would" and _tells_on(verb):
                continue  # "would later win"
            elif word in {"would", "'d", "’d"} and _was_said(verb) and not _has_perfect(verb):
                yield Operator("future", child, tuple(surface_subject(verb)))
            elif word in {"would", "'d", "’d"} and _has_perfect(verb):
                yield Operator("hypothetical", child)  # "would have fallen": it did not
            elif word in {"would", "'d", "’d"}:
                yield Operator("would", child, tuple(surface_subject(verb)))
            elif word in {"can", "could", "may", "might"} and _is_end(verb):
                yield Operator(
                    "plan", child, tuple(surface_subject(verb))
                )  # "so that they can leave"
            elif word in POSSIBLE:
                if not _only_says_not(verb, word):
                    yield Operator("hypothetical", child)
            elif word in NECESSARY:
                # "should have left": it did not; "must have left": so one thinks
                past = "expect" if word == "must" else "hypothetical"
                yield Operator(past if _has_perfect(verb) else "necessity", child)
        elif word in UNTIL and child.dep_ in {"mark", "advmod"} and _is_ahead(verb):
            yield Operator("hypothetical", child)  # "until they leave"
        elif child.dep_ == "mark" and _as_it_were(child):
            yield Operator("hypothetical", child)
        elif child.dep_ == "mark" and word in CONDITION:
            if not _is_idle(verb):
                yield Operator("hypothetical", child)
        elif child.dep_ == "advcl" and (mark := _if_of(child)) and not _is_plain_past(verb):
            yield Operator("hypothetical", mark)  # "if it rains, they will march"
        elif child.dep_ == "aux" and verb.dep_ in {"advcl", "ccomp"} and _is_inverted(child):
            yield Operator("hypothetical", child)
        elif child.dep_ == "advmod" and (kind := operator_of("adverb", word)) and kind != "past":
            if kind != "negative" or verb.lemma_ not in OF_DEGREE:
                yield Operator(kind, child)
        elif child.dep_ in {"nsubj", "nsubjpass", "dobj"} and _negative_subject(child):
            yield Operator("negative", child)
    if how := _asked_how(verb):
        yield Operator("hypothetical", how)
    if to := _headline_to(verb):
        yield Operator("plan", to, tuple(surface_subject(verb)))
    if never := _at_no_time(verb):
        yield Operator("negative", never)
    if nor := _nor_before(verb) or _opening_nor(verb):
        yield Operator("negative", nor)
    if (
        (verb.dep_ in {"ROOT", "ccomp", "conj"} or _is_behind_a_tag(verb))
        and _is_question(verb)
        and not _is_told(verb)
        and not _asks_why(verb)
    ):
        yield Operator("hypothetical", verb)


def _as_it_were(mark: Token) -> bool:
    """ "It is **like** they struck us", "as **though** they had struck": so it feels."""
    if mark.lower_ == "though":
        return mark.i > 0 and mark.nbor(-1).lower_ == "as"
    return mark.lower_ == "like" and mark.head.head.lemma_ in SEEMING


def _asked_how(verb: Token) -> Token | None:
    """ "how **to** share the water", "whether to leave": what is still to be found out."""
    if not is_to_infinitive(verb) or verb.tag_ != "VB":
        return None
    return next((c for c in verb.lefts if c.lower_ in {"how", "whether", "when", "where"}), None)


def _headline_to(verb: Token) -> Token | None:
    """ "Ghana **to** send troops": in a headline the infinitive is the future."""
    if verb.dep_ != "ROOT" or not any(
        c.dep_ in {"nsubj", "dep"} and c.pos_ in {"NOUN", "PROPN"} and c.i < verb.i
        for c in verb.children
    ):
        return None
    if any(c.dep_ == "mark" or c.tag_ in {"MD", "VBZ", "VBD", "VBP"} for c in verb.children):
        return None
    return next((c for c in verb.children if c.dep_ == "aux" and c.tag_ == "TO"), None)


def _is_end(verb: Token) -> bool:
    """ "**so that** aid can reach them", "**in order that**": the end that something serves."""
    if verb.dep_ != "advcl" or any(c.dep_ == "neg" for c in verb.children):
        return False
    first = [t.lower_ for t in verb.doc[verb.left_edge.i : verb.left_edge.i + 2]]
    return first[:1] == ["so"] or any(
        c.lower_ == "so" and c.dep_ in {"mark", "advmod"} for c in verb.lefts
    )


def _only_says_not(verb: Token, modal: str) -> bool:
    """Whether a modal leaves nothing open: "could **not** leave", "can expect"."""
    if modal in {"may", "might"}:
        return False
    if operator_of("verb", verb.lemma_) == "expect":
        return True
    return not _is_question(verb) and any(
        c.dep_ == "neg"
        or c.lower_ == "never"
        or (c.dep_ in {"nsubj", "nsubjpass"} and _negative_subject(c))
        for c in verb.children
    )


def _nor_before(verb: Token) -> Token | None:
    """ "has not paid, **nor** has it replied"."""
    if verb.dep_ != "conj":
        return None
    joined = (*verb.head.children, *verb.children)
    return next((c for c in joined if c.lower_ == "nor" and verb.head.i < c.i < verb.i), None)


def _at_no_time(verb: Token) -> Token | None:
    """ "At **no** time did they strike"."""
    for prep in verb.lefts:
        for noun in prep.children if prep.dep_ == "prep" else ():
            if noun.lemma_ in {"time", "circumstance", "way", "account", "point", "case"}:
                return next((c for c in noun.children if c.lower_ == "no"), None)
    return None


def _opening_nor(verb: Token) -> Token | None:
    """ "**Nor** did it reply"."""
    return next((c for c in verb.lefts if c.lower_ == "nor" and c.i == verb.left_edge.i), None)


def _is_ahead(verb: Token) -> bool:
    return verb.dep_ == "advcl" and verb.tag_ in {"VBZ", "VBP"}


def _not_only(word: Token) -> bool:
    """ "**not only** struck but": it struck; "is **not the first** to strike": it did."""
    after = [t.lower_ for t in word.doc[word.i + 1 : word.i + 3]]
    if after[:1] == ["the"]:
        return after[1:] in (["only"], ["first"], ["last"])
    return after[:1] in (["only"], ["just"], ["merely"], ["simply"], ["solely"])


def _until(verb: Token) -> bool:
    """ "did not sign until May": it did then."""
    return any(c.lower_ == "did" for c in verb.children) and any(
        t.lower_ in {"until", "till"} and t.i > verb.i
        for c in verb.children
        for t in (c, *c.children)
    )


def _was_said(verb: Token) -> bool:
    """ "We said that we **would** leave": the future of what was said."""
    above = verb.head
    return (
        verb.dep_ == "ccomp"
        and above.tag_ == "VBD"
        and above.lemma_ in {"say", "promise", "tell", "announce", "pledge"}
    )


def _tells_on(verb: Token) -> bool:
    """ "would **later** win", "would go on to win": the future of a past that is told."""
    return any(c.lower_ in {"later", "eventually", "subsequently"} for c in verb.children) or (
        verb.lemma_ == "go" and any(c.lower_ == "on" for c in verb.children)
    )


def _has_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"have", "'ve"} for c in verb.children)


def _if_of(clause: Token) -> Token | None:
    """The "if" or "unless" that opens a clause; "even if" and "as if" set no condition."""
    for child in clause.children:
        if child.dep_ == "mark" and child.lower_ in {"if", "unless"}:
            before = child.nbor(-1).lower_ if child.i > child.sent.start else ""
            if _is_idle(clause):
                return None
            return None if before in {"even", "as"} else child
    return next((c for c in clause.children if c.dep_ == "aux" and _is_inverted(c)), None)


def _is_idle(clause: Token) -> bool:
    """ "if I may", "if I am not mistaken", "if you will": said for manners, and no condition."""
    subjects = {c.lower_ for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}}
    if not subjects & {"i", "we", "you"}:
        return False
    if clause.lemma_.lower() in {"mistaken", "mistake", "recall", "remember", "wrong"}:
        return True
    last = clause.right_edge
    return last.i - clause.left_edge.i <= 3 and clause.lemma_ in {
        "may",
        "can",
        "could",
        "will",
        "might",
        "like",
    }


def _is_inverted(aux: Token) -> bool:
    """ "Had they struck", "should it fail": the auxiliary opens the clause, before its subject."""
    return (
        aux.lower_ in INVERTED
        and aux.i == aux.head.left_edge.i
        and any(c.dep_ in {"nsubj", "nsubjpass"} and c.i > aux.i for c in aux.head.children)
    )


def _is_plain_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" and not any(c.tag_ == "MD" for c in verb.children)


def _negative_subject(token: Token) -> bool:
    """ "**no** soldier struck"; in "Togo, not Benin, struck" and "not Benin but Togo struck" it is another."""
    if any(c.dep_ == "cc" and c.lower_ == "but" for c in token.children):
        return False  # "not only Benin but also Togo"
    return token.text.lower() in NOTHING or any(
        (
            c.dep_ in {"det", "neg", "preconj"}
            and c.i < token.i
            and c.lower_ in {"no", "neither", "not"}
        )
        or c.lower_ in HARDLY
        or (c.dep_ == "nummod" and any(g.lower_ == "not" for g in c.children))
        for c in token.children
    )


def said_before(word: Token) -> Iterator[Operator]:
    """The operator that the words right before a phrase are: "rather than", "in case of"."""
    first = word.left_edge
    before = " ".join(t.lower_ for t in word.doc[max(first.sent.start, first.i - 4) : first.i])
    for phrase, kind in _tables().get("before", {}).items():
        if before == phrase or before.endswith(f" {phrase}"):
            yield Operator(kind, first.nbor(-1))


def is_to_infinitive(verb: Token) -> bool:
    """Whether a verb stands in the infinitive with "to"."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def _is_behind_a_tag(verb: Token) -> bool:
    """ "Interviewer: **Did** they leave?", which the parser hangs on the name."""
    tag = verb.head
    return tag.dep_ == "ROOT" and tag.pos_ != "VERB" and tag.nbor(1).text == ":"


def _is_question(verb: Token) -> bool:
    words = [t for t in verb.sent if not t.is_space and not t.is_quote]
    return bool(words) and words[-1].text == "?"


def _asks_why(verb: Token) -> bool:
    """ "**Why** did they leave?": they did."""
    if any(c.tag_ == "MD" for c in verb.children):
        return False
    return any(c.lower_ == "why" and c.i < verb.i for c in verb.children)


def _is_told(clause: Token) -> bool:
    """ "… the envoy, who said that they **are** ready?": a clause that somebody was told of asks nothing."""
    return (
        clause.dep_ == "ccomp"
        and clause.i > clause.head.i
        and clause.head.dep_ not in {"ROOT", "conj", "ccomp"}
        and clause.head.tag_ == "VBD"
    )


def is_past_perfect(verb: Token) -> bool:
    """ "had struck"."""
    return any(c.dep_ == "aux" and c.text.lower() in {"had", "'d"} for c in verb.children) and (
        verb.tag_ == "VBN"
    )
