"""The status of one word, event or not: what the words around it say of whatever it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dateline.coding.ahead import lies_ahead
from dateline.coding.background import hangs_on_old, long_ago
from dateline.coding.roles import ActorIndex
from dateline.coding.statements import state
from dateline.coding.status import operators_over
from dateline.coding.syntax import subject
from dateline.coding.timing import event_when
from dateline.coding.turns import Found, denials
from dateline.coding.vouching import attributions_for
from dateline.records import Span

if TYPE_CHECKING:
    from dateline.language.words import Token


class Answer(NamedTuple):
    """One of DESIGN's seven values, and whether the word names something before the day's news."""

    status: str
    background: bool


def status_at(head: Token, found: Found, index: ActorIndex) -> Answer:
    """The status of what `head` names, as if it were an event's trigger."""
    doers = subject(head)
    span = Span(head.idx, head.idx + len(head.text))
    statement = state(
        head,
        span,
        operators_over(head),
        attributions_for(head, span, found),
        [a for t in doers for a in index.on(t)],
        found.doc,
        index,
        denials(found),
        any(t.pos_ == "PRON" and t.tag_ != "EX" for t in doers),
    )
    status = statement.status
    if statement.demanded and status in {"fact", "claim"}:
        status = "hypothetical"  # "said that Togo must withdraw"
    if status in {"fact", "claim"} and lies_ahead(head, found.doc, found.times, found.article):
        status = "planned"
    when = event_when(head, found.doc, found.times, found.article)
    old = long_ago(when, found.article) or hangs_on_old(head, frozenset(), found)
    return Answer(status, statement.background or old)
