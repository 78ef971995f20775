"""What kind of statement an event is: DESIGN's seven values, read off the path to the root.

From the trigger upward each word that governs it may be an *operator*: it negates, plans, expects,
denies, makes hypothetical or necessary, or reports. `operators_over` lists them from the inside
out; `decide` joins them with the attributions around the trigger into one status.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.coding.operators import (
    MAX_CLIMB,
    Operator,
    is_to_infinitive,
    on_noun,
    on_verb,
    operator_of,
    past_above,
    said_before,
)
from dateline.coding.presupposing import is_new, presupposes
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

if TYPE_CHECKING:
    from spacy.tokens import Token

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


# What they ask for, or hold out, is not there yet.
ASKING = frozenset(
    {"urge", "demand", "call", "request", "appeal", "beg", "press", "invite", "encourage", "advise",
     "recommend", "warn", "threaten"}
)  # fmt: skip
# "an invasion plan", "a coup plot": what a compound says is planned.
COMPOUND_PLANS = frozenset({"plan", "plot", "bid", "proposal"})


def operators_over(trigger: Token) -> list[Operator]:
    """The operators on the path from `trigger` to its root, innermost first."""
    return list(_climb(trigger))


def _climb(trigger: Token) -> Iterator[Operator]:
    node = trigger
    if not is_verbal(node):
        yield from on_noun(node)
        support = support_of(node)
        if support is not None:
            verb = support[0]
            kind = operator_of("adj" if verb.pos_ == "ADJ" else "verb", verb.lemma_)
            if kind in {"plan", "negative", "deny", "expect"} and verb.dep_ != "acl":
                yield Operator(kind, verb, tuple(surface_subject(verb)))
            if verb.head.i == trigger.i:
                yield from on_verb(verb)  # "the raid carried out on Monday"
            else:
                node = verb
    yield from said_before(trigger)
    mood = True
    for _ in range(MAX_CLIMB):
        if mood and (is_verbal(node) or node.pos_ == "AUX"):
            yield from on_verb(node)
        head = node.head
        content = node.dep_ == "relcl" and _is_content(node, head)
        if not content and node.dep_ == "relcl" and _picks_out(node, head):
            # "believed to have led raids that killed": what only picks out shares the fate.
            yield from _beyond(node, head)
            return
        if _is_participle(node):
            if is_new(head):
                yield from (o for o in _climb(head) if o.kind not in {"presupposed", "deny"})
            else:
                yield from past_above(head)
            return
        if not content and (head.i == node.i or node.dep_ in {"relcl", "parataxis"}):
            if any(c.lower_ == "when" for c in node.children):
                yield from past_above(head)  # "under former President X, when they …"
            return
        if node.dep_ == "advcl":
            if _is_purpose(node):
                yield Operator("plan", node, ())
                node = head  # "may send troops to attack"
                continue
            if not any(c.dep_ == "mark" for c in node.children) and is_verbal(head):
                # A bare participle shares its main clause's time and mood.
                node = head
                continue
            yield from past_above(head)
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
        if presupposes(governor, node, through):
            yield Operator("presupposed", governor)
            yield from past_above(governor)
            return
        if not is_verbal(governor) and governor.pos_ in NOMINAL:
            yield from on_noun(governor)
        node = governor


def _is_participle(verb: Token) -> bool:
    """ "the accounts *closed*", not "the claim that they *closed* them"."""
    return (
        verb.dep_ == "acl"
        and verb.tag_ in {"VBN", "VBG"}
        and not any(c.dep_ in SUBJECTS or c.dep_ == "mark" for c in verb.children)
    )


def _called(verb: Token) -> str | None:
    """ "It is **possible** that": the operator that is said of a clause."""
    for word in verb.children:
        if word.dep_ == "acomp" and (kind := operator_of("adj", word.lemma_)):
            return kind
    return None


def _is_content(clause: Token, noun: Token) -> bool:
    """ "claims that genocide has occurred", which the parser may take for a relative clause."""
    return operator_of("noun", noun.lemma_) in {"alleged", "expect", "deny"} and any(
        c.dep_ in SUBJECTS and c.lower_ != "that" for c in clause.children
    )


def _picks_out(clause: Token, noun: Token) -> bool:
    """Whether a relative clause only says which of several: no comma, and the noun is new."""
    return clause.left_edge.i > 0 and clause.left_edge.nbor(-1).text != "," and is_new(noun)


def _beyond(clause: Token, noun: Token) -> Iterator[Operator]:
    """The operators over the noun that a relative clause picks out. What the clause tells as past
    stays so under a plan, not under a belief."""
    past = clause.tag_ == "VBD" or any(c.lower_ in {"had", "have", "has"} for c in clause.children)
    for operator in _climb(noun):
        if operator.kind in {"expect", "any", "alleged"} or (
            not past and operator.kind not in {"past", "presupposed", "deny"}
        ):
            yield operator


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
    if through == "about" and is_to_infinitive(node):
        yield Operator("plan", governor, tuple(surface_subject(governor)))  # "is about to sign"
        return
    if through == "with" and governor.lemma_ == "do" and governor.head.lower_ == "nothing":
        yield Operator("negative", governor.head)  # "had nothing to do with the raid"
        return
    if through in {"despite", "after", "since", "during"}:
        return
    if is_verbal(governor):
        yield from _verb_operator(governor, node, through)
    elif governor.pos_ in {"ADJ", "ADV"}:
        kind = operator_of("adj", governor.lemma_) or operator_of("adj", governor.text)
        if is_to_infinitive(node) and any(c.lower_ == "too" for c in governor.children):
            kind = "negative"  # "too weak to strike"
        if kind:
            yield Operator(kind, governor, tuple(surface_subject(governor.head)))
    elif governor.pos_ in NOMINAL:
        yield from _noun_operator(governor, node, through)


def _noun_operator(governor: Token, node: Token, through: str) -> Iterator[Operator]:
    kind = operator_of("noun", governor.lemma_)
    if node.dep_ in {"compound", "nmod"}:
        if kind in {"hypothetical", "expect"} or governor.lemma_ in COMPOUND_PLANS:
            yield Operator(str(kind), governor)  # "war fears", "coup plot"
        return
    if kind == "alleged" and _is_called_false(governor):
        kind = "deny"
    if any(c.dep_ == "det" and c.lower_ == "any" for c in governor.children):
        yield Operator("any", governor)  # "any attempt to strike"
    if node.dep_ in {"acl", "ccomp", "pcomp", "xcomp", "relcl"} or through in {
        "of", "for", "to", "about", "against",
    }:  # fmt: skip
        if kind:
            yield Operator(kind, governor, _noun_holder(governor))


def _is_called_false(noun: Token) -> bool:
    """ "the baseless claim that", "the claim that … is untrue"."""
    if any(c.dep_ == "amod" and operator_of("modifier", c.text) == "deny" for c in noun.children):
        return True
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ != "be":
        return False
    denied = any(c.dep_ == "neg" for c in verb.children)
    said_of = [c.text for c in verb.children if c.dep_ in {"acomp", "attr"}]
    return any((operator_of("modifier", w) == "deny") != (denied and w == "true") for w in said_of)


def _noun_holder(noun: Token) -> tuple[Token, ...]:
    return tuple(subject(noun))


def _verb_operator(verb: Token, node: Token, through: str) -> Iterator[Operator]:
    lemma = verb.lemma_.lower()
    holder = tuple(surface_subject(verb))
    if node.dep_ == "csubj" and not _own_past(verb):
        yield Operator("hypothetical", verb)  # "ending the war will help"
    if (
        node.dep_ == "nsubj"
        and lemma == "be"
        and any(c.dep_ == "xcomp" and is_to_infinitive(c) for c in verb.children)
    ):
        yield Operator("future", verb, ())  # "the talks are to be held"
        return
    if node.dep_ in {"nsubj", "nsubjpass", "csubj"}:
        if operator_of("verb", lemma) in {"negative", "plan", "expect", "deny"} and is_passive(
            verb
        ):
            yield Operator(str(operator_of("verb", lemma)), verb, ())
        return
    if lemma == "go" and verb.tag_ == "VBG" and node.dep_ == "xcomp":
        yield Operator("future", verb, holder)
        return
    if lemma == "be" and node.dep_ in {"ccomp", "advcl"} and (kind := _called(verb)):
        yield Operator(kind, verb, ())
        return
    if lemma == "be" and node.dep_ in {"attr", "xcomp", "ccomp"}:
        # "their fear is war", "the aim is to end it"
        for named in holder:
            if named.pos_ in NOMINAL and (kind := operator_of("noun", named.lemma_)):
                yield Operator(kind, named, _noun_holder(named))
                return
    if lemma == "be" and node.dep_ == "xcomp" and is_to_infinitive(node):
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
    if kind == "necessity" and not (clausal and (lemma != "have" or is_to_infinitive(node))):
        return
    if lemma in ASKING and not (
        clausal or through in {"for", "on"} or lemma in {"demand", "threaten"}
    ):
        return  # "called the raid a crime"
    if lemma in ASKING and node.dep_ == "ccomp" and node.tag_ != "VB":
        return  # "warned that rebels had struck"
    if kind == "hypothetical" and node.dep_ == "dobj" and not is_new(node) and lemma not in ASKING:
        return  # "considered the raid a crime"
    ruled_out = lemma == "rule" and any(c.dep_ == "prt" for c in verb.children)
    if (
        lemma in {"set", "look", "move", "rule", "hope"}
        and not clausal
        and not ruled_out
        and through not in {"for", "out"}
    ):
        return
    if kind == "deny" and not (clausal or node.dep_ == "dobj"):
        return  # "denied them entry with sanctions"
    if kind == "plan" and node.dep_ == "ccomp" and not is_to_infinitive(node):
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


def _is_purpose(verb: Token) -> bool:
    return is_to_infinitive(verb)


def _has_word(node: Token, word: str) -> bool:
    return any(t.text.lower() == word for t in node.head.children)


STATUS_ORDER = ("hypothetical", "denied", "negated", "planned", "expected", "claim", "fact")


def first_status(statuses: Iterable[str]) -> str:
    """The first of DESIGN's seven values, in its order of precedence, that applies."""
    found = set(statuses)
    return next((s for s in STATUS_ORDER if s in found), "fact")
