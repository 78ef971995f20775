"""From operators and attributions around a trigger to one status, and what it makes of the type.

PLOVER folds the future into its types (a future meeting is AGREE), a demand is the speaker's
REQUEST, and a refusal of cooperation is REJECT; all such turns are made here, in one place.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding.attribution.cues import cue_class
from dateline.coding.attribution.voices import ASKING
from dateline.coding.contradicted import is_taken_back
from dateline.coding.operators import Operator, is_to_infinitive, operator_of
from dateline.coding.performing import done_by_saying
from dateline.coding.roles import ActorIndex, who
from dateline.coding.status import first_status
from dateline.coding.syntax import is_verbal, surface_subject
from dateline.coding.tense import came_to_it
from dateline.coding.wordlists import word_list
from dateline.language import text_of
from dateline.records import Actor, Attribution, Span

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

# The labels of transcripts that name nobody who vouches for anything.
NOBODY = frozenset({"question", "q", "operator"})
MEDIA = frozenset({"agency", "state_media", "outlet", "network", "syndicator", "document"})

# What stands under these is not told as done, so that nobody need take it back.
IF = frozenset({"if", "unless", "whether"})
THIS = frozenset({"this", "that", "these", "those"})
FIRST = frozenset({"i", "we", "my", "our"})
STILL_OPEN = frozenset({"hypothetical", "plan", "future", "would", "necessity", "any"})
IMMINENT = frozenset({"about", "poised", "set"})
NO_WORDS = frozenset({"never", "nothing", "nobody", "none", "neither"})
REMOVED = frozenset(
    {"negative", "hypothetical", "plan", "future", "would", "necessity", "presupposed", "any"}
)


class Statement(NamedTuple):
    """How the text puts an event: its status, `ahead` (it lies in the future), `demanded` (by the
    speaker of the attribution), `background`, and the words that say so."""

    status: str
    ahead: bool
    demanded: bool
    background: bool
    refused: bool
    attribution: Attribution | None
    cue_tokens: tuple[Token, ...]


def around(span: Span, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions on whose word `span` stands, innermost (shortest content) first.

    One without voices only names its content ("condemned the raid") and vouches for nothing.
    """
    holding = [
        (min(c.end - c.start for c in a.content if c.covers(span)), i, a)
        for i, a in enumerate(attributions)
        if a.voices
        and (a.kind == "direct" or a.voices[0].name.lower() not in NOBODY)
        and any(c.covers(span) for c in a.content)
    ]
    return [a for _, _, a in sorted(holding, key=lambda h: (h[0], h[1]))]


def speakers(attribution: Attribution, doc: Doc, index: ActorIndex) -> list[Actor]:
    """The actors on whose word an attribution is."""
    if attribution.source is None:
        return []
    span = doc.char_span(attribution.source.start, attribution.source.end, alignment_mode="expand")
    if span is None:
        return []
    return index.on(span.root) or [a for t in span for a in index.on(t)]


def state(
    head: Token,
    trigger: Span,
    operators: Sequence[Operator],
    attributions: Sequence[Attribution],
    sources: Sequence[Actor],
    doc: Doc,
    index: ActorIndex,
    deny_cue: frozenset[int],
    speaks_of_itself: bool = False,
) -> Statement:
    """One statement about the event at `trigger`, done by `sources`.

    `speaks_of_itself` says that the doer is a pronoun: without a better reading the speaker
    himself ("Clinton said he will not"). `deny_cue` holds the first characters of the cues that
    deny. Operators beyond the innermost attribution's cue speak of the saying and not of the
    event, except where they deny it.
    """
    holding = around(trigger, attributions)
    if _blames(head):
        holding = [a for a in holding if a.cue is None or a.cue.start not in deny_cue]
    inner = holding[0] if holding else None
    operators = _without_pairs(operators)
    if _is_told_of(head):
        operators = [o for o in operators if o.kind not in STILL_OPEN]
    inside = [o for o in operators if _inside(o, inner, operators)]
    kinds = {o.kind for o in inside}
    if head.lemma_.lower() in word_list("charges"):
        kinds.discard("deny")  # "denied the allegations": they were made
    own_word = (
        inner is None
        or _speaks_of_himself(head, holding)
        or _vouches_for_itself(inner, sources, doc, index, speaks_of_itself)
    )
    says_it_himself = own_word
    own_word = own_word or (inner is not None and _speaks_for_his_side(inner, sources, doc, index))
    indirect = inner is not None and not _quotes(inner, [o for o in inside if o.kind == "would"])
    if "expect" not in kinds:
        indirect = indirect and not _is_said_now(inner, doc)
    ahead = "future" in kinds or ("would" in kinds and indirect)
    if inner is not None and inner.cue is not None:
        # "agreed on a truce": the words that plan are the speaker's own.
        own_word = own_word or any(
            o.kind == "plan" and inner.cue.start <= o.token.idx < inner.cue.end for o in inside
        )
    # What is feared or expected to come is nobody's plan.
    planned = "plan" in kinds or (ahead and "expect" not in kinds)
    negated = "negative" in kinds
    if negated and _is_to_be_kept_off(inside):
        kinds.add("hypothetical")
    found: list[str] = []
    if inner is not None and not (
        done_by_saying(head, inside, says_it_himself)
        or (says_it_himself and _is_renewed(head, inner, kinds))
    ):
        if not _is_granted(head, holding, kinds):
            found.append("claim")
        if (
            (
                "presupposed" not in kinds
                and any(_denies(a, head, operators, deny_cue) for a in holding)
            )
            or (not kinds & REMOVED and is_taken_back(head, sources, index))
            or (
                negated
                and not ahead
                and "necessity" not in kinds
                and _says_not(inner, inside)
                and not _is_resolved(inner, inside)
            )
        ):
            found.append("denied")
    if "alleged" in kinds:
        found.append("claim")
    if "deny" in kinds:
        found.append("denied")
    if "hypothetical" in kinds or ("any" in kinds and not negated and "denied" not in found):
        found.append("hypothetical")
    if "would" in kinds and not indirect and "expect" not in kinds:
        found.append("hypothetical")
    if planned and "plan" in kinds and not own_word and not ahead:
        if any(o.kind == "plan" and o.token.lower_ in IMMINENT for o in inside):
            found.append("expected")  # "warned that Togo was about to strike"
        # else a plan that another only alleges is that other's claim
    elif planned and own_word:
        found.append("planned")
    elif planned:
        found.append("expected")
    if "expect" in kinds:
        found.append("expected")
    if negated:
        found.append("negated")
    demanded = "necessity" in kinds and inner is not None
    if any(o.kind == "hypothetical" and o.token.lower_ in IF for o in operators if o not in inside):
        found.append("hypothetical")  # "if the court agrees that"
    if "necessity" in kinds and (inner is None or negated):
        found.append("hypothetical")  # "must leave", "said that it must not be fought"
    cues = tuple(o.token for o in inside if o.kind not in {"past", "presupposed"})
    return Statement(
        status=first_status(found),
        ahead=planned or ahead or ("expect" in kinds and _looks_ahead(inside)),
        demanded=demanded and not negated,
        background=any(o.kind == "past" and not _is_reported(o, inner) for o in inside),
        refused=negated and planned and own_word and _is_refusal(inside),
        attribution=inner,
        cue_tokens=cues,
    )


def _is_refusal(operators: Sequence[Operator]) -> bool:
    """Whether what is negated is a will: "does not plan to", not "made no attempt to", "shows no sign that"."""
    if any(o.kind in {"hypothetical", "expect"} for o in operators):
        return False
    return any(
        o.kind == "future" or (o.kind == "plan" and o.token.lemma_ not in word_list("trying"))
        for o in operators
    )


WISHING = frozenset({"ensure", "guarantee", "hope", "want", "wish", "aim", "seek"})


def _is_to_be_kept_off(operators: Sequence[Operator]) -> bool:
    """ "to ensure that it can**not** strike", "to end it **without** bloodshed": wanted, and not told."""
    at = next(i for i, o in enumerate(operators) if o.kind == "negative")
    without = operators[at].token.lower_ == "without"
    return any(
        o.kind == "plan" and (o.token.lemma_ in WISHING or (without and is_to_infinitive(o.token)))
        for o in operators[at + 1 :]
    )


def _is_told_of(head: Token) -> bool:
    """ "It would be one of the raids **that have shaken** Togo": what a relative clause tells as past was."""
    if is_verbal(head):
        return False
    for clause in head.children:
        if clause.dep_ != "relcl" or not came_to_it(clause):
            continue
        if any(c.dep_ == "nsubj" and c.lower_ in {"that", "which"} for c in clause.children):
            return operator_of("verb", clause.lemma_) not in {
                "plan",
                "expect",
                "hypothetical",
                "negative",
            }
    return False


def _is_granted(head: Token, holding: Sequence[Attribution], kinds: Set[str]) -> bool:
    """ "told lawmakers that **his request** was improper": in indirect speech, what a noun names as known
    by its owner or a "this" is the writer's word as well."""
    if "presupposed" not in kinds or is_verbal(head):
        return False
    named = any(c.dep_ == "poss" or c.lower_ in THIS for c in head.children)
    verb = next((t for t in head.ancestors if is_verbal(t)), head)
    told = not any(c.tag_ == "MD" for c in verb.children)
    return named and told and all(_reports(a, head) for a in holding)


def _reports(attribution: Attribution, word: Token) -> bool:
    """Whether an attribution is indirect speech, its verb above the word and before it."""
    cue = attribution.cue
    return (
        attribution.kind == "indirect"
        and cue is not None
        and cue.end <= word.idx
        and any(cue.start <= t.idx < cue.end and is_verbal(t) for t in word.ancestors)
    )


def _denies(
    attribution: Attribution, head: Token, operators: Sequence[Operator], deny_cue: frozenset[int]
) -> bool:
    """Whether an attribution denies its content and the word in it: "denied the raid", not "denied the
    farmers entry after the raid"."""
    cue = attribution.cue
    if cue is None or cue.start not in deny_cue:
        return False
    if not any(cue.start <= t.idx < cue.end for t in head.ancestors):
        return True
    return any(o.kind == "deny" and cue.start <= o.token.idx < cue.end for o in operators)


def _blames(head: Token) -> bool:
    """ "was accused of bribery, which he denied", "denied the allegation": what is denied is the bribery,
    and not that somebody accused him."""
    info = cue_class(head.lemma_.lower())
    return (info is not None and info.cls == "accuse") or head.lemma_.lower() in word_list(
        "charges"
    )


def _quotes(attribution: Attribution, operators: Sequence[Operator]) -> bool:
    """Whether words stand in the speaker's own mouth: "it would fail", not "said it would fail"."""
    return attribution.kind == "direct" and bool(operators)


def _without_pairs(operators: Sequence[Operator]) -> list[Operator]:
    """ "did not deny", "never refused": two that undo each other are left out; of "was not able to",
    "no chance of" the "not" is left."""
    undone = {
        i
        for o in operators
        if o.kind == "negative"
        for p in operators
        if o.token.dep_ in {"neg", "det"} or o.token.lower_ == "never"
        if (p.kind in {"negative", "deny"} or p.token.lemma_ == "doubt")
        and p is not o
        and o.token.head.i == p.token.i
        if _undoes(p.token)
        for i in (id(o), id(p))
    }
    undone |= {
        id(p)
        for o in operators
        if o.kind == "negative"
        for p in operators
        if p.kind == "hypothetical" and p.token.lemma_ in word_list("possibility")
        if p.token.i in {o.token.head.i, o.token.i} or o.token.head.i == p.token.head.i
    }
    return [o for o in operators if id(o) not in undone]


def _undoes(word: Token) -> bool:
    """Whether a word negates by what it means: "deny", "refuse"."""
    if word.lemma_ == "doubt":
        return True
    return any(operator_of(pos, word.lemma_) in {"negative", "deny"} for pos in ("verb", "noun"))


def _is_renewed(head: Token, attribution: Attribution, kinds: Set[str]) -> bool:
    """ "reaffirms **its condemnation** of the raid": he condemns it by saying so."""
    cue = attribution.cue
    own = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in head.children)
    return (
        own
        and head.dep_ == "dobj"
        and cue is not None
        and cue.start <= head.head.idx < cue.end
        and head.head.tag_ in {"VBP", "VBZ", "VBD"}
        and kinds <= {"presupposed", "past"}
    )


def _is_resolved(attribution: Attribution, operators: Sequence[Operator]) -> bool:
    """ "agreed not to strike": the words that say so plan it, and contradict nobody."""
    cue = attribution.cue
    return cue is not None and any(
        o.kind == "plan" and cue.start <= o.token.idx < cue.end for o in operators
    )


def _says_not(attribution: Attribution, operators: Sequence[Operator]) -> bool:
    """Whether a speaker, and not the news that carries him, says that something is not so:
    "said that it had **not** fired", not "said that it **failed** to fire"."""
    if attribution.source is None or attribution.voices[0].kind in MEDIA:
        return False
    if attribution.voices[0].name.lower() in ASKING:
        return False  # "QUESTION: You have not answered"
    if any(o.token.dep_ == "neg" and o.token.head.dep_ == "pcomp" for o in operators):
        return False  # "criticised Togo for not paying"
    return any(
        o.kind == "negative" and (o.token.dep_ in {"neg", "det"} or o.token.lower_ in NO_WORDS)
        for o in operators
    )


def _is_said_now(attribution: Attribution | None, doc: Doc) -> bool:
    """ "**thinks** it would fail": of what is said in the present "would" is no future of the past."""
    cue = attribution.cue if attribution is not None else None
    span = doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue is not None else None
    if span is None or not len(span) or operator_of("verb", span.root.lemma_) == "expect":
        return False
    return span.root.tag_ in {"VBZ", "VBP"} or span.root.lemma_ == "doubt"


def _is_reported(operator: Operator, attribution: Attribution | None) -> bool:
    """ "said that it had fired": the pluperfect only reports a past tense."""
    return attribution is not None and operator.token.pos_ in {"VERB", "AUX"}


def _looks_ahead(operators: Sequence[Operator]) -> bool:
    """Whether an expectation is of something to come: "is expected to visit", not "is believed
    to be preparing" or "is thought to have struck"."""
    return any(o.kind == "expect" and o.token.lemma_ in AHEAD_VERBS for o in operators)


AHEAD_VERBS = frozenset(
    {"expect", "predict", "forecast", "foresee", "anticipate", "likely", "project", "bound", "fear"}
)


def _inside(
    operator: Operator, attribution: Attribution | None, operators: Sequence[Operator]
) -> bool:
    """Whether an operator speaks of the event, and not of the saying."""
    if attribution is None:
        return True
    at = operator.token.idx
    if any(c.start <= at < c.end for c in attribution.content):
        return True
    cue = attribution.cue
    if cue is None:
        return False
    if operator.kind == "deny" and attribution.source is None and not cue.start <= at < cue.end:
        return True  # "refuted reports that"
    if operator.kind == "negative" and _is_yet(operator, operators):
        return True  # "have yet to agree on a truce"
    if not cue.start <= at < cue.end:
        return False
    # The cue itself may be the operator: "is believed to be preparing", "denied having shelled".
    if operator.kind == "negative":
        return any(
            o.kind in {"expect", "plan"} and o.token.i == operator.token.head.i for o in operators
        )  # "are not expected to"
    return operator.kind in {"expect", "deny", "plan", "alleged", "hypothetical"}


def _is_yet(operator: Operator, operators: Sequence[Operator]) -> bool:
    verb = operator.token
    return any(c.lower_ == "yet" for c in verb.children) and any(
        o.kind == "plan" and o.token.head.i == verb.i for o in operators
    )


def _speaks_of_himself(head: Token, holding: Sequence[Attribution]) -> bool:
    """ "We will send doctors": in somebody's own words the first person is he who speaks."""
    doers = [*surface_subject(head), *(c for c in head.children if c.dep_ == "poss")]
    spoken = any(a.kind != "indirect" for a in holding)
    return spoken and any(t.lower_ in FIRST for t in doers)


def _speaks_for_his_side(
    attribution: Attribution, sources: Sequence[Actor], doc: Doc, index: ActorIndex
) -> bool:
    """In a transcript a speaker tells the plans of his own house ("MS ROE: The minister will travel"),
    unless the doers are known to be another country's; who only asks does not."""
    cue = attribution.cue
    if attribution.kind != "direct" or cue is None or text_of(doc)[cue.start : cue.end] != ":":
        return False
    if attribution.voices[0].name.lower() in ASKING:
        return False
    own = {a.country for a in speakers(attribution, doc, index) if a.country}
    return not own or not any(s.country and s.country not in own for s in sources)


def _vouches_for_itself(
    attribution: Attribution,
    sources: Sequence[Actor],
    doc: Doc,
    index: ActorIndex,
    speaks_of_itself: bool,
) -> bool:
    """Whether the one who speaks is the one who acts, or only a carrier of news."""
    said_by = speakers(attribution, doc, index)
    if attribution.voices and attribution.voices[0].kind in MEDIA:
        return True
    if not said_by or not sources:
        return attribution.source is None or speaks_of_itself
    names = {who(a) for a in said_by}
    return any(who(s) in names for s in sources) or (
        all(_is_unnamed_organ(a) for a in said_by) and any(_is_unnamed_organ(s) for s in sources)
    )


def _is_unnamed_organ(actor: Actor) -> bool:
    """ "The minister said the army will": organs of a state that the text leaves unnamed are one side."""
    return actor.country is None and bool(
        {"GOV", "MIL", "COP", "JUD", "LEG", "SPY"} & set(actor.sectors)
    )
