"""What kind of statement an event is: DESIGN's seven values, read off the path to the root.

From the trigger upward each word that governs it may be an *operator*: it negates, plans, expects,
denies, makes hypothetical or necessary, or reports. `operators_over` lists them from the inside
out; `statements` joins them with the attributions around the trigger into one status.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.coding.clauses import (
    came_to_nothing,
    goes_with,
    is_content,
    is_idle_purpose,
    is_participle,
    is_set_there,
    kept_by_participle,
    must_come_first,
    opened_by_condition,
    opened_by_nor,
    opens_with_when,
    picks_out,
    takes_up_mood,
)
from dateline.coding.eras import is_era, past_above, past_around, past_on
from dateline.coding.governors import governed, governor
from dateline.coding.on_nouns import on_noun
from dateline.coding.operators import (
    MAX_CLIMB,
    Operator,
    is_to_infinitive,
    on_verb,
    operator_of,
    said_before,
    verb_kind,
)
from dateline.coding.performing import performs, tells
from dateline.coding.presupposing import is_bare, is_new, presupposes
from dateline.coding.rules_of_law import laid_down
from dateline.coding.syntax import NOMINAL, is_verbal, support_of, surface_subject
from dateline.coding.tense import tells_of_the_past, tells_of_the_present
from dateline.coding.wordlists import word_list

if TYPE_CHECKING:
    from dateline.language.words import Token

# What is not said of an act that is told as past: nobody plans what was.
AHEAD_ONLY = frozenset({"plan", "future", "would", "necessity"})
FINITE_TAGS = frozenset({"MD", "VBD", "VBZ", "VBP"})
# What is not said of an act that is taken for granted: "any comment on the raid".
OF_WHAT_IS_NEW = AHEAD_ONLY | {"hypothetical", "any", "expect"}
OPEN_ENDED = AHEAD_ONLY | {"hypothetical"}


def operators_over(trigger: Token) -> list[Operator]:
    """The operators on the path from `trigger` to its root, innermost first."""
    return list(_climb(trigger))


def _climb(trigger: Token) -> Iterator[Operator]:
    node = trigger
    yield from past_around(node)
    if not is_verbal(node):
        yield from on_noun(node)
        if is_era(node):
            yield Operator("past", node)
        support = support_of(node)
        if support is not None:
            verb = support[0]
            kind = operator_of("adj", verb.lemma_) if verb.pos_ == "ADJ" else verb_kind(verb)
            if kind == "plan" and node.lemma_.lower() in word_list("offered_in_words"):
                kind = None  # "offered its congratulations"
            if verb.lemma_ == "commit":
                kind = None  # "committed an attack": they did
            if kind in {"plan", "negative", "deny", "expect"} and verb.dep_ != "acl":
                yield Operator(kind, verb, tuple(surface_subject(verb)))
            elif verb.head.i != trigger.i:
                above, through = governor(trigger)
                if above is not None and above.i == verb.i:
                    yield from governed(above, trigger, through)
            if verb.head.i == trigger.i:
                yield from on_verb(verb)  # "the raid carried out on Monday"
                yield from past_on(verb)
            else:
                node = verb
    yield from said_before(trigger)
    if nor := opened_by_nor(trigger):
        yield Operator("negative", nor)
    if condition := opened_by_condition(trigger):
        yield Operator("hypothetical", condition)
    yield from _upward(node, trigger)


def _upward(node: Token, trigger: Token) -> Iterator[Operator]:
    mood, told, ahead = True, False, False
    for _ in range(MAX_CLIMB):
        if is_verbal(node) or node.pos_ == "AUX":
            told = told or tells_of_the_past(node)
            found = [o for o in on_verb(node) if mood or _is_condition(o)]
            if _points_out(node, trigger):
                found = [o for o in found if o.kind != "negative"]
            if mood and not told:
                found += laid_down(node)
            if node.i != trigger.i and (undone := came_to_nothing(node)):
                yield Operator("hypothetical", undone)
            yield from (o for o in found if _holds(o, told, ahead))
            if mood and not ahead:
                yield from past_on(node)
        head = node.head
        content = node.dep_ == "relcl" and (is_content(node, head) or is_to_infinitive(node))
        if not content and node.dep_ == "relcl" and picks_out(node, head):
            # "believed to have led raids that killed": what only picks out shares the fate.
            yield from _beyond(node, head)
            return
        if is_participle(node):
            if is_new(head) and not any(c.lower_ == "ever" for c in node.children):
                yield from kept_by_participle(node, operators_over(head))
            else:
                yield from past_above(head)
            return
        if not content and (head.i == node.i or node.dep_ in {"relcl", "parataxis"}):
            if any(c.lower_ == "when" for c in node.children):
                yield from past_above(head)  # "under former President X, when they …"
            return
        if (first := goes_with(node)) is not None:
            node, mood = first, True
            continue
        if node.dep_ == "advcl":
            if is_to_infinitive(node):
                if not is_idle_purpose(node):
                    yield Operator("plan", node, ())
                # "may send troops to attack", not "what we can do to help"
                mood = not (head.lemma_ in {"do", "take"} and head.dep_ == "relcl")
                node = head
                continue
            if must_come_first(node):
                above_it = operators_over(head)
                if node.lemma_ in word_list("meeting") and opens_with_when(node):
                    yield from (o for o in above_it if o.kind in {"future", "plan"})
                else:
                    yield from _as_open(above_it)
            elif takes_up_mood(node):
                # A bare participle shares its main clause's time and mood.
                node = head
                continue
            yield from past_above(head)
            return
        if node.dep_ == "conj":
            if not is_verbal(node) and not is_verbal(head):
                yield from on_noun(head)  # "no arrests or charges"
            if condition := _condition_before(node):
                yield condition
            # A joined verb shares the mood of the first one, unless it has its own.
            mood = not _has_own_mood(node)
            node = _finite_over(head) if _is_finite(node) and not _is_finite(head) else head
            continue
        mood = True
        if _stands_alone(node):
            return  # "The council approves the text; Paris abstains" is two sentences
        above, through = governor(node)
        if above is None or performs(above, node) or tells(above, node):
            return
        if through in word_list("before_it") and tells_of_the_present(node):
            yield from _as_open(operators_over(above))
            return  # "will sign after Togo withdraws"
        ahead = ahead or is_set_there(node, through)
        known = not ahead and presupposes(above, node, through)
        for operator in governed(above, node, through):
            taken = known and not is_verbal(node) and not is_new(node)
            taken = taken and node.dep_ not in {"nsubj", "nsubjpass"}
            taken = taken and operator.kind in OF_WHAT_IS_NEW
            if _holds(operator, told, ahead) and not taken:
                yield operator
        if known:
            yield Operator("presupposed", above)
            yield from past_above(above)
            return
        if not is_verbal(above) and above.pos_ in NOMINAL:
            yield from on_noun(above)
            bare = through == "of" and is_bare(node) and above.lemma_ not in word_list("doses")
            if bare and not is_new(above) and node.i == trigger.i:
                # "raised the odds of war": the odds are known, the war is not.
                above, through = governor(above)
                if above is None:
                    return
        node = above


def _points_out(verb: Token, trigger: Token) -> bool:
    """ "It was not Ghana **but** Togo that struck": who it was is told, and that somebody did."""
    if verb.lemma_ != "be" or trigger.i == verb.i:
        return False
    named = [c for c in verb.children if c.dep_ == "attr"]
    return any(c.lower_ == "but" for n in named for c in n.children) and not any(
        n.i == trigger.i or n.is_ancestor(trigger) for n in named
    )


def _as_open(operators: Iterable[Operator]) -> Iterator[Operator]:
    """What must come first is as open as what is to follow."""
    for operator in operators:
        if operator.kind in OPEN_ENDED:
            yield Operator("hypothetical", operator.token)


def _holds(operator: Operator, told: bool, ahead: bool) -> bool:
    """Whether an operator reaches an act that is told as past, or that is only the occasion of another."""
    if told and operator.kind in AHEAD_ONLY:
        return False
    return not ahead or operator.kind in {"future", "plan", "expect"}


def _is_condition(operator: Operator) -> bool:
    """ "if X strikes and Y answers": a condition holds for all that it opens."""
    return (
        operator.kind == "hypothetical"
        and operator.token.dep_ in {"mark", "aux"}
        and (operator.token.tag_ != "MD" or operator.token.lower_ in {"should", "were"})
    )


def _has_own_mood(verb: Token) -> bool:
    """Whether a joined verb stands on its own: subject, auxiliary or another tense."""
    if not is_verbal(verb):
        return False
    if any(c.dep_ in {"nsubj", "nsubjpass", "csubj", "aux", "auxpass"} for c in verb.children):
        return True
    if verb.tag_ in {"VBD", "VBZ"} and verb.head.tag_ in {"VB", "VBN", "VBG"}:
        return True  # "did not vote or opposed the law"
    return any(c.dep_ == "neg" and c.lower_ != "nor" for c in verb.children)


def _condition_before(verb: Token) -> Operator | None:
    """ "It waits, but if Togo leaves, that is good **and we pay**": the condition of the clause right before,
    where both are joined to a third."""
    before = [c for c in verb.head.children if c.dep_ == "conj" and c.i < verb.i]
    joined = verb.doc[before[-1].i : verb.i] if before else ()
    if not any(t.lower_ == "and" and t.dep_ == "cc" for t in joined):
        return None
    return next((o for o in on_verb(before[-1]) if _is_condition(o)), None)


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in {"VBD", "VBZ", "VBP"} or verb.pos_ not in {"VERB", "AUX"}


def _finite_over(verb: Token) -> Token:
    """ "failed to *pay* and **closed**": what closed is joined to the failing, not to the paying."""
    node = verb
    while node.dep_ in {"xcomp", "advcl"} and not any(c.tag_ in FINITE_TAGS for c in node.children):
        node = node.head
        if _is_finite(node):
            return node
    return verb


def _beyond(clause: Token, noun: Token) -> Iterator[Operator]:
    """The operators over the noun that a relative clause picks out. What the clause tells as past
    stays so under a plan, not under a belief; what it tells as present is as open as the rest ("those
    who riot will be jailed")."""
    if noun.lower_ in {"anyone", "anybody", "whoever"}:
        yield Operator("any", noun)  # "will go after anyone who riots"
    above = operators_over(noun)
    past = clause.tag_ == "VBD" or any(c.lower_ in {"had", "have", "has"} for c in clause.children)
    if tells_of_the_present(clause) and not past:
        yield from _as_open(o for o in above if o.kind == "future")
    for operator in above:
        if operator.kind in {"expect", "any", "alleged"} or (
            not past and operator.kind not in {"past", "presupposed", "deny", "negative"}
        ):
            yield operator


def _stands_alone(clause: Token) -> bool:
    after = clause.right_edge.i + 1
    joined = clause.dep_ == "ccomp" and after < len(clause.doc)
    return joined and after <= clause.head.i and clause.doc[after].text in {";", ":"}


STATUS_ORDER = ("hypothetical", "denied", "negated", "planned", "expected", "claim", "fact")


def first_status(statuses: Iterable[str]) -> str:
    """The first of DESIGN's seven values, in its order of precedence, that applies."""
    found = set(statuses)
    return next((s for s in STATUS_ORDER if s in found), "fact")
