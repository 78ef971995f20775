"""Which attributions may hold for a word: on whose word it stands, and where the writer speaks himself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.coding.attribution.cues import cue_class
from dateline.coding.attribution.quotes import SpanIndex
from dateline.coding.clauses import is_of_a_moment
from dateline.coding.governors import withholds
from dateline.coding.syntax import is_verbal
from dateline.coding.wordlists import word_list
from dateline.records import Attribution, Span

if TYPE_CHECKING:
    from dateline.coding.turns import Found
    from dateline.language.words import Doc, Token

CONTRAST = frozenset({"while", "whereas", "though", "although"})
# "described the raid as a crime": what is named so is the writer's.
NAMING = frozenset(
    {"describe", "call", "brand", "label", "dub", "term", "characterise", "characterize", "portray", "depict",
     "denounce", "paint", "cast", "frame"}
)  # fmt: skip
# What is only undertaken, asked or thought of vouches for nothing that is told on the way.
NOT_ASSERTING = frozenset(
    {"plan", "promise", "order", "ask", "threaten", "want", "praise", "support", "oppose"}
)
PHASES = frozenset({"begin", "start", "continue", "keep", "go", "resume"})


def attributions_for(head: Token, span: Span, found: Found) -> Sequence[Attribution]:
    """The attributions that hold `span` and may hold for its word.

    What is told in an apposition ("offered an inquiry, a proposal that Ecuador rejected") or beside the
    saying (", accusing Togo") is the writer's word, unless it stands in quotation marks.
    """
    # Most of a text's attributions lie elsewhere: nothing is asked of the parse for them.
    numbers = {number for _, number in _contents(found).covering(span)}
    holding = [found.attributions[n] for n in sorted(numbers)]
    if all(a.kind == "direct" for a in holding):
        return holding
    own = _own_clause(head)
    if own is None:
        return [a for a in holding if a.kind == "direct"]
    beside = _is_said_beside(head)
    return [
        a
        for a in holding
        if a.kind == "direct"
        or not (_passes_by(a, head, own, found.doc) or (beside and _holds_both(a, head)))
    ]


def _contents(found: Found) -> SpanIndex:
    """What is said, by the number of its attribution; kept, for each draft of the text asks."""
    kept = found.doc.user_data.get(_KEPT)
    if kept is None or kept[0] is not found.attributions:
        spans = ((c, n) for n, a in enumerate(found.attributions) for c in a.content)
        kept = found.doc.user_data[_KEPT] = (found.attributions, SpanIndex(spans))
    index: SpanIndex = kept[1]
    return index


_KEPT = "dateline.contents"


def _is_said_beside(verb: Token) -> bool:
    """ "said the law was "a sham" **and accused** Togo", "said the talks were over **and accused** Togo": a joined
    verb of saying, which nobody does in the clause before it, is told by the writer."""
    first = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or cue_class(verb.lemma_.lower()) is None:
        return False
    if any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        return False
    quoted = any(t.is_quote for t in verb.doc[max(verb.sent.start, verb.i - 2) : verb.i])
    return quoted or (first.lemma_ == "be" and first.dep_ == "ccomp")


def _holds_both(attribution: Attribution, verb: Token) -> bool:
    """Whether an attribution has a joined verb and the one before it in what is said."""
    first = verb.head
    return any(c.start <= first.idx and verb.idx < c.end for c in attribution.content)


def _own_clause(head: Token) -> Token | None:
    """The clause up to which a word is told in one breath; None where only quotations hold."""
    node = head
    while node.head.i != node.i and node.dep_ != "relcl" and not _is_contrast(node):
        node = node.head
    if _is_contrast(node) or (node.dep_ == "relcl" and node.head.dep_ == "appos"):
        return None
    return None if is_of_a_moment(node) else node


def _passes_by(attribution: Attribution, head: Token, own: Token, doc: Doc) -> bool:
    """Whether an attribution's content, though it covers the word, does not assert it."""
    cue = attribution.cue
    if cue is None:
        return False
    if own.dep_ == "relcl":
        # "proposed a text that was vetoed": only what is proposed stands on the proposer's word.
        above = own.head
        while above.head.i != above.i and not is_verbal(above):
            above = above.head
        if cue.start <= above.idx < cue.end:
            return True
    verb = _cue_word(attribution, doc)
    if verb is None:
        return False
    path = list(_path(head, verb))
    if not path:
        return False
    under = path[-1]
    info = cue_class(verb.lemma_.lower())
    if own.dep_ == "relcl" and info is not None and info.cls in NOT_ASSERTING:
        return True  # "promised to punish those who struck"
    if under.dep_ == "advcl" and under.tag_ == "VBG" and _is_bare(under):
        return True  # "said the talks were over, accusing Togo"
    if under.dep_ == "xcomp" and under.tag_ == "VBG" and verb.lemma_ in PHASES:
        return True  # "began shelling"
    if verb.lemma_.lower() in word_list("concerns") and not any(is_verbal(t) for t in path):
        return True  # "concern about the arrests"
    if under.dep_ in {"dobj", "nsubjpass"} and verb.lemma_ in NAMING:
        return any(c.lower_ == "as" or c.dep_ == "oprd" for c in verb.children)
    if under.dep_ in {"nsubj", "nsubjpass"}:
        return info is not None and info.cls == "seem"  # "the charges appear to be"
    return info is not None and info.cls == "deny" and withholds(verb)


def _cue_word(attribution: Attribution, doc: Doc) -> Token | None:
    """The verb of a cue."""
    if attribution.cue is None or attribution.cue.end <= attribution.cue.start:
        return None
    span = doc.char_span(attribution.cue.start, attribution.cue.end, alignment_mode="expand")
    return None if span is None else next((t for t in span if t.pos_ == "VERB"), span.root)


def _path(word: Token, verb: Token) -> Iterator[Token]:
    """The words from `word` up to the one right under `verb`; none where it does not stand under it."""
    nodes = []
    while word.i != verb.i:
        nodes.append(word)
        if word.head.i == word.i:
            return
        word = word.head
    yield from nodes


def _is_bare(participle: Token) -> bool:
    return not any(c.dep_ in {"mark", "nsubj", "nsubjpass"} for c in participle.children)


def _is_contrast(clause: Token) -> bool:
    """ "Rome said it would go, while Paris refused": the second clause is the writer's."""
    if clause.dep_ != "advcl" or clause.left_edge.i == clause.sent.start:
        return False
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
    return bool(marks & CONTRAST) and clause.left_edge.nbor(-1).text == ","
