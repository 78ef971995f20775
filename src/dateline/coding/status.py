"""What kind of statement an event is: DESIGN's seven values, read off the path to the root.

From the trigger upward each word that governs it may be an *operator*: it negates, plans, expects,
denies, makes hypothetical or necessary, or reports. `operators_over` lists them from the inside
out; `decide` joins them with the attributions around the trigger into one status.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding.syntax import (
    NOMINAL,
    SUBJECTS,
    is_passive,
    is_verbal,
    subject,
    support_of,
    surface_subject,
)
from dateline.coding.wordlists import word_list

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from spacy.tokens import Token

FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
POSSIBLE = frozenset({"may", "might", "could", "can", "ca"})
NECESSARY = frozenset({"must", "should", "ought"})
CONDITION = frozenset({"if", "unless", "whether", "lest", "should"})
WISHES = frozenset(
    {
        "wish",
        "want",
        "like",
        "let",
        "pleased",
        "please",
        "hope",
        "honor",
        "honour",
        "proud",
        "privilege",
        "pleasure",
    }
)
MAX_CLIMB = 25


class Operator(NamedTuple):
    """One word above (or on) the trigger that changes what kind of statement it is.

    `kind` is plan, future, would, expect, hypothetical, necessity, negative, deny, alleged or past;
    `holder` whoever plans, expects or denies (tokens, may be empty).
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


def operators_over(trigger: Token) -> list[Operator]:
    """The operators on the path from `trigger` to its root, innermost first."""
    return list(_climb(trigger))


def _climb(trigger: Token) -> Iterator[Operator]:
    node = trigger
    if not is_verbal(node):
        yield from _on_noun(node)
        support = support_of(node)
        if support is not None:
            verb = support[0]
            kind = operator_of("adj" if verb.pos_ == "ADJ" else "verb", verb.lemma_)
            if kind in {"plan", "negative", "deny", "expect"} and verb.dep_ != "acl":
                yield Operator(kind, verb, tuple(surface_subject(verb)))
            node = verb
    mood = True
    for _ in range(MAX_CLIMB):
        if mood and (is_verbal(node) or node.pos_ == "AUX"):
            yield from _on_verb(node)
        head = node.head
        if head.i == node.i or node.dep_ in {"relcl", "parataxis"}:
            if any(c.lower_ == "when" for c in node.children):
                yield from _past_above(head)  # "under former President X, when they …"
            return
        if node.dep_ == "advcl":
            if _is_purpose(node):
                yield Operator("plan", node, ())
            elif not any(c.dep_ == "mark" for c in node.children) and is_verbal(head):
                # A bare participle shares its main clause's time and mood.
                node = head
                continue
            yield from _past_above(head)
            return
        if node.dep_ == "conj":
            # A joined verb shares the mood of the first one, unless it has its own subject or mood.
            own = is_verbal(node) and any(
                c.dep_ in SUBJECTS or c.dep_ in {"aux", "auxpass", "neg"} for c in node.children
            )
            node = head
            mood = not own
            continue
        mood = True
        if _ends_with_semicolon(node):
            return  # "The council approves the text; Paris abstains" is two sentences
        governor, through = _governor(node)
        if governor is None:
            return
        if _performs(governor, node):
            return
        yield from _governed(governor, node, through)
        if _presupposes(governor, node, through):
            yield from _past_above(governor)
            return
        if not is_verbal(governor) and governor.pos_ in NOMINAL:
            yield from _on_noun(governor)
        node = governor


def _performs(wish: Token, act: Token) -> bool:
    """ "I would like to thank", "we wish to express": the words that wish to do it do it."""
    return (
        act.dep_ == "xcomp"
        and act.lemma_.lower() in word_list("performatives")
        and (wish.lemma_.lower() in WISHES or _is_pleasure(wish))
        and any(t.lower_ in {"i", "we", "my", "our"} for t in surface_subject(act))
    )


def _is_pleasure(verb: Token) -> bool:
    return verb.lemma_ == "be" and any(
        c.dep_ == "attr" and c.lemma_.lower() in WISHES for c in verb.children
    )


def _ends_with_semicolon(clause: Token) -> bool:
    after = clause.right_edge.i + 1
    return clause.dep_ == "ccomp" and after < len(clause.doc) and clause.doc[after].text == ";"


def _governor(node: Token) -> tuple[Token | None, str]:
    """The next word up that may be an operator, and the preposition passed on the way."""
    head = node.head
    through = ""
    while head.dep_ in {"prep", "agent", "pcomp"} or head.pos_ == "ADP":
        through = head.text.lower()
        if head.head.i == head.i:
            return None, through
        head = head.head
    return head, through


def _governed(governor: Token, node: Token, through: str) -> Iterator[Operator]:
    if through in {"without", "barring"} or (through == "of" and _has_word(node, "instead")):
        yield Operator("negative", governor, ())
        return
    if through in {"despite", "after", "since", "during"}:
        return
    if is_verbal(governor):
        yield from _verb_operator(governor, node, through)
    elif governor.pos_ in {"ADJ", "ADV"}:
        kind = operator_of("adj", governor.lemma_) or operator_of("adj", governor.text)
        if kind:
            yield Operator(kind, governor, tuple(surface_subject(governor.head)))
    elif governor.pos_ in NOMINAL:
        kind = operator_of("noun", governor.lemma_)
        arg = node.dep_ in {"acl", "ccomp", "pcomp", "xcomp"} or through in {
            "of",
            "for",
            "to",
            "about",
        }
        if kind and (
            arg or (node.dep_ in {"pobj"} and through in {"of", "for", "about", "against"})
        ):
            yield Operator(kind, governor, _noun_holder(governor))


def _noun_holder(noun: Token) -> tuple[Token, ...]:
    return tuple(subject(noun))


def _verb_operator(verb: Token, node: Token, through: str) -> Iterator[Operator]:
    lemma = verb.lemma_.lower()
    holder = tuple(surface_subject(verb))
    if node.dep_ in {"nsubj", "nsubjpass", "csubj"}:
        if operator_of("verb", lemma) in {"negative", "plan", "expect", "deny"} and is_passive(
            verb
        ):
            yield Operator(str(operator_of("verb", lemma)), verb, ())
        return
    if lemma == "go" and verb.tag_ == "VBG" and node.dep_ == "xcomp":
        yield Operator("future", verb, holder)
        return
    if lemma == "be" and node.dep_ == "xcomp" and _is_to_infinitive(node):
        yield Operator("future", verb, holder)
        return
    kind = operator_of("verb", lemma)
    if kind is None or kind == "occur":
        return
    clausal = node.dep_ in {"xcomp", "ccomp", "pcomp", "advcl", "oprd"} or through in {
        "from",
        "of",
        "to",
    }
    if kind == "necessity" and not (clausal and (lemma != "have" or _is_to_infinitive(node))):
        return
    if (
        lemma in {"set", "look", "move", "rule", "hope"}
        and not clausal
        and through not in {"for", "out"}
    ):
        return
    if kind == "plan" and node.dep_ == "ccomp" and not _is_to_infinitive(node):
        return  # "agreed that it was late"; a clause that lies ahead has its own "will"
    if (
        kind == "plan"
        and node.dep_ == "dobj"
        and lemma in {"order", "offer", "set", "approve", "move"}
    ):
        return
    if kind == "hypothetical" and not clausal and lemma in {"discuss", "ask", "question", "allow"}:
        return
    if kind == "hypothetical" and lemma in {"allow", "permit", "enable"} and _own_past(verb):
        return
    if kind == "expect" and node.dep_ == "dobj" and lemma in {"think", "appear", "seem"}:
        return
    if kind == "negative" and node.dep_ in {"prep", "pobj"} and through not in {"from", "of", "to"}:
        return
    if is_passive(verb) and kind in {"plan", "expect"}:
        # "is believed by some to be": the holder is the agent, not the subject.
        agents = [
            p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"
        ]
        holder = tuple(agents) if kind == "expect" else ()
    yield Operator(kind, verb, holder)


def _own_past(verb: Token) -> bool:
    return verb.tag_ in {"VBD", "VBN"} and not any(c.tag_ == "MD" for c in verb.children)


def _on_verb(verb: Token) -> Iterator[Operator]:
    for child in verb.children:
        word = child.text.lower()
        if child.dep_ == "neg" or (
            child.dep_ == "advmod" and word in {"never", "hardly", "scarcely"}
        ):
            yield Operator("negative", child)
        elif child.dep_ == "aux" and child.tag_ == "MD":
            if word in FUTURE:
                yield Operator("future", child, tuple(surface_subject(verb)))
            elif word == "would" or word == "'d":
                yield Operator("would", child, tuple(surface_subject(verb)))
            elif word in POSSIBLE:
                yield Operator("hypothetical", child)
            elif word in NECESSARY:
                yield Operator("necessity", child)
        elif child.dep_ == "mark" and word in CONDITION:
            yield Operator("hypothetical", child)
        elif child.dep_ == "advmod" and (kind := operator_of("adverb", word)):
            yield Operator(kind, child)
        elif child.dep_ in {"nsubj", "nsubjpass", "dobj"} and _negative_subject(child):
            yield Operator("negative", child)
    if verb.dep_ in {"ROOT", "ccomp"} and _is_question(verb):
        yield Operator("hypothetical", verb)
    if _is_past_perfect(verb):
        yield Operator("past", verb)
    yield from _eras_of(verb)


def _era_over(prep: Token) -> Iterator[Operator]:
    """ "under previous President X": an era that is over."""
    for obj in prep.children:
        if obj.dep_ == "pobj" and any(
            operator_of("modifier", t.text) == "past"
            for t in obj.subtree
            if t.dep_ in {"amod", "compound", "nmod"}
        ):
            yield Operator("past", obj)


def _past_above(governor: Token) -> Iterator[Operator]:
    """Eras that the clause around a nominal act speaks of."""
    node = governor
    for _ in range(MAX_CLIMB):
        if is_verbal(node):
            yield from _eras_of(node)
            return
        if node.head.i == node.i:
            return
        node = node.head


def _eras_of(verb: Token) -> Iterator[Operator]:
    """The eras named in a verb's own clause, wherever the parser hung them."""
    for token in verb.subtree:
        if token.lower_ in {"under", "during"} and _clause_of(token).i == verb.i:
            yield from _era_over(token)


def _clause_of(token: Token) -> Token:
    node = token
    while not is_verbal(node) and node.head.i != node.i:
        node = node.head
    return node


def _negative_subject(token: Token) -> bool:
    return token.text.lower() in {"nobody", "none", "neither", "nothing"} or any(
        c.dep_ in {"det", "neg", "preconj"} and c.text.lower() in {"no", "neither", "not"}
        for c in token.children
    )


def _on_noun(noun: Token) -> Iterator[Operator]:
    for child in noun.children:
        word = child.text.lower()
        if child.dep_ == "det" and word in {"no", "neither"}:
            yield Operator("negative", child)
        elif child.dep_ in {"amod", "compound"}:
            kind = operator_of("modifier", word)
            if kind:
                yield Operator(kind, child)


def _is_purpose(verb: Token) -> bool:
    return _is_to_infinitive(verb)


def _is_to_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def _is_question(verb: Token) -> bool:
    words = [t for t in verb.sent if not t.is_space and not t.is_quote]
    return bool(words) and words[-1].text == "?"


def _is_past_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.text.lower() in {"had", "'d"} for c in verb.children) and (
        verb.tag_ == "VBN"
    )


def _has_word(node: Token, word: str) -> bool:
    return any(t.text.lower() == word for t in node.head.children)


def _presupposes(governor: Token, node: Token, through: str) -> bool:
    """Whether what governs the node no longer says anything about whether it took place.

    A nominal act as the subject, object or adjunct of an ordinary verb ("condemned the attack",
    "the attack shocked") took place whatever the verb's mood is.
    """
    if node.dep_ in {"xcomp", "ccomp", "pcomp", "acl", "oprd", "acomp", "attr"}:
        return False
    if is_verbal(governor):
        kind = operator_of("verb", governor.lemma_)
        if node.dep_ in {"nsubj", "nsubjpass"}:
            return kind != "occur" and not (kind and is_passive(governor))
        return kind is None or kind == "occur" or through != ""
    return False


STATUS_ORDER = ("hypothetical", "denied", "negated", "planned", "expected", "claim", "fact")


def first_status(statuses: Iterable[str]) -> str:
    """The first of DESIGN's seven values, in its order of precedence, that applies."""
    found = set(statuses)
    return next((s for s in STATUS_ORDER if s in found), "fact")
