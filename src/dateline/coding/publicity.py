"""Whether a text speaks of politics often enough for what nobody political is known to do in it.

"We thank our partners" is a row of a ministry's text, and none of a shop's: where the words name nobody
with a part in politics, the text says which it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.roles import BY_THE_STATE, is_political, public_kind
from dateline.coding.turns import Coded

LONG = 10
"""So many sentences tell what a text is about."""


def in_public(rows: Sequence[Coded], length: int) -> list[Coded]:
    """The rows of a text of `length` sentences, without those in which nobody is known to have a part in
    politics, where these are not fewer than the others."""
    public = [_is_public(row) for row in rows]
    if length < LONG or 2 * sum(public) > len(rows):
        return list(rows)
    return [r for r, known in zip(rows, public, strict=True) if known or r.draft.match.frame.own]


def _is_public(row: Coded) -> bool:
    kind = public_kind(row.type, row.about)
    return row.mode in BY_THE_STATE or is_political(kind, [*row.sources, *row.targets])
