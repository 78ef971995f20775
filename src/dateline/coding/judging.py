"""What the model makes of a sentence: which readings are rows, of which type, and between whom.

The lexicon proposes readings with a type and parties by its frames; the model finds further
triggers, gives each reading probabilities of the types, and each word's share in either party.
What comes out weighs both. A reading's score is the probability that it is a row (logistic, fitted
by `training.model.calibrate` on labelled sentences that the model has not seen).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding import ontology
from dateline.coding.charges import is_anothers_charge
from dateline.coding.contents import Content
from dateline.coding.drafts import Draft, no_event_words
from dateline.coding.frames import Match
from dateline.coding.keeping import AT_HOME, PRIVATE, stays_at_home
from dateline.coding.lexicon import Frame
from dateline.coding.operators import is_to_infinitive, verb_kind
from dateline.coding.roles import BY_THE_STATE, ActorIndex, Roles, is_political, public_kind
from dateline.coding.sides import parties, share_of
from dateline.coding.status_at import status_at
from dateline.coding.syntax import is_verbal
from dateline.coding.topical import REPORTING
from dateline.coding.turns import SPEECH_ACTS, Coded, Found, code_draft
from dateline.coding.typing.model import NONE, Model, Part, TriggerReading
from dateline.coding.wordlists import word_list
from dateline.records import Actor, Span

if TYPE_CHECKING:
    from dateline.language.words import Span as SpacySpan
    from dateline.language.words import Token

ASKED_FROM = 0.25
"""A word's share in a trigger from which the model is asked about it, frame or not."""
ADDED_SHARE = 0.4
"""A word that no frame has is not asked about where its share in a trigger is less: of 230 such, none
became a row …"""
DROPPED_SHARE = 0.1
"""… and nor did any of 890 readings that the rules drop, at shares less than this."""
QUIET_FROM = 12
"""So many sentences make a text in which the rules keep nothing a quiet one …"""
QUIET_TO = 2
"""… if they propose no more readings than these."""
FRAME_WEIGHT = 1.5
"""How much a frame's own type counts against the model's (added to a logarithm)."""
FIRM_WEIGHT = 4.5
"""The same for a frame whose reading the rules keep."""
KEPT_FROM = 0.35
"""The score from which a reading that the rules keep is a row …"""
NARROW = 4
NARROW_FROM = 0.25
"""… where the row of the lexicon asks for two things beside its word ("placed a **wreath** at a **tomb**"):
ceremonies are told in a manner that the model has not learned …"""
DOUBTED_FROM = 0.5
DOUBT = 0.6
"""… where the model doubts it (its share of `none` is more than that) …"""
KEPT_FROM_WHERE = {"planned": 0.32, "claim": 0.18, "demanded": 0.18, "expected": 0.18}
"""… where it is told as a plan, as to come, a claim or a demand of somebody public inside something else (the score
has learned from labels of single sentences, which pass over some of those) …"""
ADDED_FROM = 0.55
"""… where no rule has it …"""
REVIVED_FROM = 0.6
"""… where the rules drop it, and where nobody political is known to take part …"""
SPOKEN_FROM = 0.7
"""… but not where the rules keep what "they" or "the participants" do where politics is spoken of …"""
BY_A_THING_FROM = 0.75
"""… and where its own clause says that a thing does it ("the situation calls for …")."""
SELDOM_TOLD = frozenset({"ASSAULT", "CONSULT"})
"""Types whose mode is often not told: the model's is taken where it is sure."""
SURE = 0.8
OF_DEEDS = frozenset({"ACCUSE", "SUPPORT"})
"""What is said of a deed that is an event by itself."""
_SPEAKERS = frozenset({"we", "i"})
SAYINGS = REPORTING | {
    "ask",
    "call",
    "conclude",
    "describe",
    "explain",
    "find",
    "tell",
    "think",
    "wonder",
}
_IN_BUSINESS = frozenset({"BUS", "MNC", "AGR", "UNK"})


class Candidate(NamedTuple):
    """One reading of a sentence before the verdict; `draft` and `coded` are the rules', if any."""

    head: Token
    span: Span
    share: float
    draft: Draft | None
    coded: Coded | None
    reading: TriggerReading


class Verdict(NamedTuple):
    """A reading with its final type and parties, and `score`, the probability that it is a row."""

    candidate: Candidate
    type: str
    mode: str | None
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    scores: dict[str, float]
    score: float


class Judged(NamedTuple):
    """A reading, its verdict, whether it becomes a row, and why not if it does not."""

    candidate: Candidate
    verdict: Verdict
    coded: Coded | None
    kept: bool
    why: str


def judge(
    sentence: SpacySpan,
    drafts: Sequence[Draft],
    found: Found,
    index: ActorIndex,
    model: Model,
    stopped: Collection[int] = (),
    quiet: bool = False,
) -> list[Judged]:
    """Every reading of a sentence with what becomes of it, in reading order.

    `stopped` are tokens for which a user's own rows say that they are no event; `quiet` is told of a
    text in which the rules keep nothing (`is_quiet`).
    """
    here = index.within(sentence)
    may_be_added_to = not quiet and _may_be_added_to(sentence, here)
    if not drafts and not may_be_added_to:
        return []
    result = []
    prose = _is_prose(sentence)
    if not prose and not any(d.dropped is None for d in drafts):
        return []  # what is asked below would be passed over
    silenced = no_event_words(sentence)
    for candidate in candidates(sentence, drafts, found, index, model, may_be_added_to):
        if candidate.head.i in stopped or not (prose or _is_firm(candidate)):
            continue
        if candidate.draft is None and candidate.head.i in silenced:
            continue  # "closed its shops": a row of ours knows the sense
        decided = verdict(candidate, sentence, here)
        # Capitals hide the names: what the rules find there needs the same score as the model's.
        coded, why = None, _why_not(decided, ADDED_FROM if sentence.text.isupper() else 0.0)
        if not why:
            coded = as_coded(decided, found, index, sentence)
            why = "" if coded is not None else "its statement leaves no event"
        result.append(Judged(candidate, decided, coded, not why, why))
    return _each_once(result)


def _each_once(judged: Sequence[Judged]) -> list[Judged]:
    """Of readings with one type and the same parties, the rules' or else the likeliest stays."""
    best: list[Judged] = []
    echoes: dict[int, str] = {}
    for one in sorted(judged, key=lambda j: (not _is_firm(j.candidate), -j.verdict.score)):
        if not one.kept:
            continue
        if not _is_firm(one.candidate) and any(_tells(other, one) for other in best):
            echoes[id(one)] = "another word of the sentence tells the same"
        else:
            best.append(one)
    return [j._replace(kept=False, why=echoes[id(j)]) if id(j) in echoes else j for j in judged]


def _tells(first: Judged, added: Judged) -> bool:
    """Whether a reading tells already what the model adds: the same act, or the act that its word
    only introduces ("intends to **cancel**", "said it was **ready**")."""
    if _same(first.verdict, added.verdict):
        return True
    node = first.candidate.head
    while node.dep_ in {"xcomp", "ccomp", "acomp", "conj", "pcomp", "prep", "dobj"}:
        if node.dep_ == "conj" and any(c.dep_ == "nsubj" for c in node.children):
            break  # "asked for time, but Chad declined"
        if node.dep_ == "dobj" and added.verdict.type in OF_DEEDS:
            break  # "called the **raid** barbaric"
        node = node.head
        if node.i == added.candidate.head.i:
            return True
    return False


def _same(one: Verdict, other: Verdict) -> bool:
    return (
        one.type == other.type
        and _meet(one.sources, other.sources)
        and (_meet(one.targets, other.targets) or not one.targets or not other.targets)
    )


def _meet(some: Sequence[Actor], others: Sequence[Actor]) -> bool:
    """Whether two sides have a mention in common, or are both empty."""
    if not some or not others:
        return not some and not others
    return any(a.start < b.end and b.start < a.end for a in some for b in others)


def _is_firm(candidate: Candidate) -> bool:
    """Whether the rules keep the reading."""
    return candidate.draft is not None and candidate.draft.dropped is None


def _is_own(candidate: Candidate) -> bool:
    """Whether a row of the user's own proposes the reading."""
    return candidate.draft is not None and candidate.draft.match.frame.own


def _why_not(decided: Verdict, least: float) -> str:
    parties = [*decided.sources, *decided.targets]
    if not parties:
        return "no party takes part"
    needed = max(least, _needed(decided.candidate))
    if _is_own(decided.candidate) and _is_firm(decided.candidate):
        return ""
    if decided.score < needed:
        return f"its score is {decided.score:.2f}, a row needs {needed:.2f}"
    coded = decided.candidate.coded
    kind = public_kind(decided.type, coded.about if coded is not None else None)
    open_to_all = decided.mode in BY_THE_STATE or is_political(kind, parties)
    named = decided.score >= REVIVED_FROM and any(_may_be_political(a) for a in parties)
    spoken = _is_firm(decided.candidate) and decided.score >= SPOKEN_FROM
    if not open_to_all and not named and not spoken:
        return PRIVATE
    if _is_mere_guess(decided):
        return "its word only guesses what happened"
    if _is_mere_saying(decided):
        return "its word only says something of private people"
    if _is_mere_warning(decided):
        return "who warns has no power to do it"
    if is_anothers_charge(decided.candidate.head, decided.sources, decided.targets):
        return "it is what somebody else is held for"
    if _is_no_protest(decided):
        return "no word of its sentence speaks of protest"
    draft = decided.candidate.draft
    left_out = draft is not None and draft.dropped == AT_HOME
    visit = decided.mode == "visit"
    if left_out or stays_at_home(decided.type, decided.sources, decided.targets, visit):
        return AT_HOME
    return ""


def _is_mere_guess(decided: Verdict) -> bool:
    """ "The police **must** have opened fire": no demand, which the model takes it for."""
    head = decided.candidate.head
    return (
        decided.candidate.draft is None
        and head.tag_ == "MD"
        and any(c.dep_ == "aux" and c.lower_ == "have" for c in head.head.children)
    )


def _is_mere_saying(decided: Verdict) -> bool:
    """ "The mayor **said** the victims were friends": what the model takes for blame, by a word that only
    says, and of nobody with a part in politics."""
    return (
        decided.candidate.draft is None
        and decided.type == "ACCUSE"
        and decided.candidate.head.lemma_.lower() in SAYINGS
        and bool(decided.targets)
        and not is_political(decided.type, decided.targets)
    )


def _is_mere_warning(decided: Verdict) -> bool:
    """ "Nurses **warned** that the virus spreads": what the model takes for a threat, of people who have no
    force to threaten with."""
    return (
        decided.candidate.draft is None
        and decided.type == "THREATEN"
        and decided.candidate.head.lemma_.lower() in {"warn", "caution", "warning"}
        and not is_political("REQUEST", decided.sources)
    )


def _is_no_protest(decided: Verdict) -> bool:
    """ "Villagers bundled up and ate noodle soup": what the model takes for a protest."""
    if decided.candidate.draft is not None or decided.type != "PROTEST":
        return False
    words = word_list("protest_words")
    return not any(t.lemma_.lower() in words for t in decided.candidate.head.sent)


def _may_be_added_to(sentence: SpacySpan, here: Sequence[Actor]) -> bool:
    """Whether the model may find an event in a sentence for which the rules propose none: not where
    private people alone are told of. Of 1,300 such sentences none held a row."""
    if any(_may_be_political(a) or any(s != "UNK" for s in a.sectors) for a in here):
        return True
    return bool(here) and any(t.lower_ in _SPEAKERS for t in sentence)


def _may_be_political(actor: Actor) -> bool:
    """Whether a party belongs to a country ("the people of France"; not a firm) or speaks itself ("we")."""
    if actor.sectors and _IN_BUSINESS.issuperset(actor.sectors):
        return False
    return actor.country is not None or actor.text.lower() in _SPEAKERS


def _needed(candidate: Candidate) -> float:
    """The score that makes a reading a row."""
    if candidate.draft is None:
        return ADDED_FROM
    if candidate.coded is None or not _is_firm(candidate):
        return BY_A_THING_FROM if candidate.draft.roles.empty_source else REVIVED_FROM
    if candidate.draft.match.rank[0] >= NARROW:
        return NARROW_FROM
    least = DOUBTED_FROM if candidate.reading.types.types[NONE] > DOUBT else KEPT_FROM
    if not any(a.country is not None and "CVL" not in a.sectors for a in candidate.coded.sources):
        return least
    told = (candidate.coded.status, *candidate.coded.rules)
    return min(KEPT_FROM_WHERE.get(how, least) for how in told)


def candidates(
    sentence: SpacySpan,
    drafts: Sequence[Draft],
    found: Found,
    index: ActorIndex,
    model: Model,
    may_be_added_to: bool = True,
) -> list[Candidate]:
    """The readings of a sentence, in reading order; where the rules propose none and none may be added
    to it, the model is not asked."""
    proposed = _proposed(drafts, found, index)
    if not proposed and not may_be_added_to:
        return []
    start = sentence.start_char
    tokens = model.tokens(sentence.text)
    parts = model.triggers(tokens, may_be_brief(proposed))
    by_head = {d.match.head.i: d for d in drafts}
    answered = {w.i for d in drafts for w in d.match.words}
    result: list[Candidate] = []
    for draft, coded in proposed:
        span = Span(coded.span.start - start, coded.span.end - start)
        share = share_of(parts, [span])
        if share < DROPPED_SHARE and draft.dropped is not None and not draft.match.frame.own:
            continue
        result.append(
            Candidate(
                draft.match.head, coded.span, share, draft, coded, model.reading(tokens, span)
            )
        )
    for words in _triggers(sentence, parts):
        head = words.root
        if head.i in by_head or answered & {t.i for t in words}:
            continue
        span = Span(words.start_char - start, words.end_char - start)
        share = share_of(parts, [span])
        if share < ADDED_SHARE:
            continue
        result.append(
            Candidate(
                head,
                Span(words.start_char, words.end_char),
                share,
                None,
                None,
                model.reading(tokens, span),
            )
        )
    return sorted(result, key=lambda c: c.span.start)


def may_be_brief(proposed: Sequence[tuple[Draft, Coded]]) -> bool:
    """Whether it does for a sentence if the model's first layers see that it holds no trigger: where the
    rules keep no reading. Of 4,180 such sentences, 234 of them with a row, half are passed over so, and
    none with a row."""
    return not any(d.dropped is None or d.match.frame.own for d, _ in proposed)


def is_quiet(drafts: Sequence[Sequence[Draft]], found: Found, index: ActorIndex) -> bool:
    """Whether a text, by its sentences' drafts, is of some length, and the rules keep nothing and
    propose next to nothing in it.

    There the model is not asked for what they may have missed: on saved pages of the web such texts
    have nothing to do with politics. Of 400 questions about 26 such texts none led to a row.
    """
    every = [d for here in drafts for d in here]
    if len(drafts) + found.left_out < QUIET_FROM or any(d.dropped is None for d in every):
        return False
    return len(_proposed(every, found, index)) <= QUIET_TO


def _proposed(
    drafts: Sequence[Draft], found: Found, index: ActorIndex
) -> list[tuple[Draft, Coded]]:
    """The drafts that are readings, with what the rules make of them."""
    return [
        (draft, coded)
        for draft in drafts
        if draft.consumed_by is None and (coded := code_draft(draft, found, index)) is not None
    ]


def _is_prose(sentence: SpacySpan) -> bool:
    """Not a table or list (without a verb), and not all in capitals."""
    return not sentence.text.isupper() and any(t.pos_ in {"VERB", "AUX"} for t in sentence)


def _triggers(sentence: SpacySpan, parts: Sequence[Part]) -> Iterator[SpacySpan]:
    """The runs of words that the model takes for triggers."""
    if all(p.share < ASKED_FROM for p in parts):
        return
    start = sentence.start_char
    run: list[Token] = []
    shares = [share_of(parts, [Span(t.idx - start, t.idx - start + len(t.text))]) for t in sentence]
    for token, share in zip(sentence, shares, strict=True):
        if share >= ASKED_FROM and not token.is_space:
            run.append(token)
            continue
        if run:
            yield sentence.doc.span(run[0].i, run[-1].i + 1)
        run = []
    if run:
        yield sentence.doc.span(run[0].i, run[-1].i + 1)


def verdict(candidate: Candidate, sentence: SpacySpan, actors: Collection[Actor]) -> Verdict:
    """The final type, parties and score of a reading."""
    types = candidate.reading.types.types
    own = candidate.coded.type if candidate.coded is not None else None
    weight = {k: math.log(v + 1e-6) for k, v in types.items() if k != NONE}
    if own is not None and candidate.coded is not None:
        # The model reads "does not intend to cancel" as a refusal; the rules know what is negated.
        # What a user's own row says stands.
        told = candidate.coded.status in {"negated", "denied"} and _is_firm(candidate)
        if told or _is_own(candidate):
            weight = {own: weight[own]}
        weight[own] += FIRM_WEIGHT if _is_firm(candidate) else FRAME_WEIGHT
    kind = max(weight, key=lambda k: weight[k])
    total = sum(math.exp(v) for v in weight.values())
    scores = {k: math.exp(v) / total for k, v in weight.items()}
    same = candidate.coded is not None and kind == own
    if same and candidate.coded is not None:
        mode = candidate.coded.mode
    else:
        mode, share = candidate.reading.types.best_mode(kind)
        mode = mode if share >= SURE or kind not in SELDOM_TOLD else None
    sources, targets = parties(candidate.reading, candidate.coded, sentence, actors, candidate.head)
    return Verdict(
        candidate, kind, mode, sources, targets, scores,
        score(candidate, kind, scores[kind], bool(sources), bool(targets)),
    )  # fmt: skip


WEIGHTS = {
    "bias": -4.021,
    "types": 0.243,
    "trigger": 0.246,
    "kept": 1.107,
    "dropped": 1.37,
    "same": -0.931,
    "sure": 1.617,
    "source": 1.562,
    "target": 0.194,
    "passive": 1.32,
}
OFTEN_PASSIVE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
"""Types told without their doer: "was arrested", "were killed", "was sentenced"."""


def features(
    candidate: Candidate, kind: str, sure: float, source: bool, target: bool
) -> dict[str, float]:
    """What speaks for a reading of a type, by the names of `WEIGHTS`; `sure` is the type's share."""
    none = candidate.reading.types.types[NONE]
    draft = candidate.draft
    return {
        "bias": 1.0,
        "types": _logit(1 - none),
        "trigger": _logit(candidate.share),
        "kept": float(_is_firm(candidate)),
        "dropped": float(draft is not None and not _is_firm(candidate)),
        "same": float(candidate.coded is not None and candidate.coded.type == kind),
        "sure": sure,
        "source": float(source),
        "target": float(target),
        "passive": float(not source and kind in OFTEN_PASSIVE),
    }


def score(candidate: Candidate, kind: str, sure: float, source: bool, target: bool) -> float:
    """The probability that a reading is a row."""
    found = features(candidate, kind, sure, source, target)
    return 1 / (1 + math.exp(-sum(WEIGHTS[k] * v for k, v in found.items())))


def _logit(share: float) -> float:
    share = min(max(share, 0.005), 0.995)
    return math.log(share / (1 - share))


def _told_in(candidate: Candidate, found: Found) -> Token:
    """The word of a trigger that names the act: of "plan to attack" the "attack"."""
    words = found.doc.char_span(candidate.span.start, candidate.span.end, alignment_mode="expand")
    inside = [t for t in words or () if t.tag_ == "VB" and candidate.head.is_ancestor(t)]
    return inside[-1] if inside else _act_under(candidate.head)


LEADING = frozenset({"plan", "expect", "hypothetical", "negative"})


def _act_under(head: Token) -> Token:
    """The act that a trigger only leads to: of "stopped short of attacking", "was set to attack"."""
    if not is_verbal(head) or verb_kind(head) not in LEADING:
        return head
    for child in head.children:
        if child.dep_ in {"xcomp", "advcl"} and is_to_infinitive(child):
            return child
        for prep in (child, *child.children):
            if prep.dep_ == "prep" and (act := [c for c in prep.children if c.dep_ == "pcomp"]):
                return act[0]
    return head


def as_coded(
    verdict: Verdict, found: Found, index: ActorIndex, sentence: SpacySpan
) -> Coded | None:
    """The reading with its statement, as the rules' readings have it."""
    candidate = verdict.candidate
    kind, mode = verdict.type, verdict.mode
    sources, targets = list(verdict.sources), list(verdict.targets)
    ruled = candidate.coded
    if ruled is not None:
        if ruled.type == kind:
            return ruled._replace(
                sources=tuple(sources), targets=tuple(targets), mode=mode,
                score=verdict.score, scores=verdict.scores,
            )  # fmt: skip
        # "Does not plan to endorse": the refusal took place; what was refused did not.
        told = ruled.statement.status if "refused" in ruled.rules else ruled.status
        if ruled.type in SPEECH_ACTS and kind not in SPEECH_ACTS:
            act = _act_under(candidate.head)  # "stopped short of expelling", as an expulsion
            told = told if act.i == candidate.head.i else status_at(act, found, index).status
        return ruled._replace(
            type=kind, mode=mode, about=None, status=told, cameo=ontology.cameo_of(kind, mode),
            sources=tuple(sources), targets=tuple(targets), rules=(*ruled.rules, "model"),
            score=verdict.score, scores=verdict.scores,
        )  # fmt: skip
    head = _told_in(candidate, found) if kind not in SPEECH_ACTS else candidate.head
    frame = Frame(id="model", type=kind, mode=mode, cameo=ontology.cameo_of(kind, mode))
    match = Match(frame, head, (head,), (), (-1, 0, 0))
    roles = Roles(tuple(sources), tuple(targets), (), ())
    draft = Draft(match, sentence, roles, Content((), None), kind, mode, None, sources, targets)
    coded = code_draft(draft, found, index)
    if coded is None:
        return None
    # "Will not approve": the refusal is what the words tell, and it took place.
    words = found.doc.char_span(candidate.span.start, candidate.span.end, alignment_mode="expand")
    refused = kind == "REJECT" and any(t.dep_ == "neg" for t in words or ())
    status = "fact" if refused and coded.status == "negated" else coded.status
    return coded._replace(
        span=candidate.span, type=kind, mode=mode, about=None, status=status,
        cameo=ontology.cameo_of(kind, mode), sources=tuple(sources), targets=tuple(targets),
        rules=tuple(r for r in coded.rules if r == "alleged"),
        score=verdict.score, scores=verdict.scores,
    )  # fmt: skip
