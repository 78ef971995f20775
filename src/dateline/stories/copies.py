"""Whether two texts are one: the exact comparison that confirms what the fingerprints suggest.

A copy is a text that for the greater part of the shorter of the two is the other one: with
furniture, trimmed, retitled, lightly edited, corrected, or joined with a second text. Two articles
that quote the same words are none. Neither are two fillings of one form ("the Secretary spoke today
with …"), for which one outlet is asked for more than two; nor the statement that is read out in a
long briefing, for which the longer text counts too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from dateline.stories.words import Hashes, Mask, shingles, text_hashes, widened, words_of

RUN = 4
"""Words in a row that two texts must have in common to count as shared."""

# So many words are shared → so large a part of the shorter text they must be. The less there is,
# the more likely it is a quotation, a line about rights, or a form.
Least = tuple[tuple[int, float], ...]
LEAST: Least = ((150, 0.5), (100, 0.6), (40, 0.7), (20, 0.85))
LEAST_OF_ONE_OUTLET: Least = ((300, 0.5), (200, 0.6), (100, 0.85), (20, 0.95))

DAYS = 3
# A copy appears within so many days; what is further apart must share more, and of its names
# no more than so many for each shared word may stand where the other has others.
LEAST_LATER: Least = ((300, 0.75), (20, 0.95))
SWAPS = 1 / 200
LONGEST_SWAP = 15

OF_LONGER = 0.2
"""So large a part of the longer text must be shared too …"""
LEAD = 0.05
"""… or this, where it opens with it: a beginning with "read more" below."""


@dataclass(frozen=True)
class Source:
    """Who brought a text, and when, where that is known."""

    outlet: str | None = None
    day: date | None = None


@dataclass(frozen=True)
class Text(Source):
    """A text made ready to be compared."""

    text: str = ""
    hashes: Hashes = field(default_factory=lambda: np.empty(0, dtype=np.uint64))
    runs: Hashes = field(default_factory=lambda: np.empty(0, dtype=np.uint64))

    def __len__(self) -> int:
        return len(self.hashes)


@dataclass(frozen=True)
class Shared:
    """What two texts share: so many words of the shorter one; which part of it that is, and of the
    longer one; and whether the longer one opens with it."""

    words: int
    of_shorter: float
    of_longer: float
    leads: bool


def source_of(outlet: str | None = None, published: str | None = None) -> Source:
    """The source of a text; of `published`, an ISO date or time, the day is used."""
    return Source(outlet.lower() if outlet else None, _day(published))


def text_of(text: str, outlet: str | None = None, published: str | None = None) -> Text:
    """`text` made ready, with its source."""
    hashes = text_hashes(text)
    source = source_of(outlet, published)
    return Text(source.outlet, source.day, text, hashes, shingles(hashes, RUN))


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None  # a month or a year


def copies(one: Text, other: Text) -> bool:
    """Whether two texts are one."""
    found = shared(one, other)
    tables = [LEAST]
    if of_one_outlet(one, other):
        tables.append(LEAST_OF_ONE_OUTLET)
    later = apart(one, other)
    if later:
        tables.append(LEAST_LATER)
    for table in tables:
        least = next((part for words, part in table if found.words >= words), None)
        if least is None or found.of_shorter < least:
            return False
    if found.of_longer < (LEAD if found.leads else OF_LONGER):
        return False
    return not later or _swaps(one, other) <= SWAPS * found.words


def of_one_outlet(one: Source, other: Source) -> bool:
    """Whether one outlet brought both, as far as is known."""
    return one.outlet is not None and one.outlet == other.outlet


def apart(one: Source, other: Source) -> bool:
    """Whether more days lie between them than between copies, as far as is known."""
    return bool(one.day and other.day and abs((one.day - other.day).days) > DAYS)


def shared(one: Text, other: Text) -> Shared:
    """What two texts share."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    words = int(covered_by(short, long.runs).sum())
    if words < LEAST[-1][0]:
        return Shared(words, words / max(len(short), 1), 0.0, False)
    covered = covered_by(long, short.runs)
    total = int(covered.sum())
    opening = int(covered[: len(short) * 3 // 2 + 50].sum())
    return Shared(words, words / len(short), total / len(long), opening >= 0.8 * total)


def covered_by(text: Text, runs: Hashes) -> Mask:
    """Which words of a text lie in one of these runs."""
    return widened(np.isin(text.runs, runs), RUN, len(text))


def _swaps(one: Text, other: Text) -> int:
    """At how many places of the shorter text the longer one has other names or numbers."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    places: dict[int, list[int]] = {}
    for place, run in enumerate(long.runs.tolist()):
        places.setdefault(run, []).append(place + RUN)
    short_words, long_words = words_of(short.text), words_of(long.text)
    count = 0
    for start, end in gaps(covered_by(short, long.runs)):
        if end - start > LONGEST_SWAP or start < RUN or end + RUN > len(short):
            continue
        lefts = places.get(int(short.runs[start - RUN]), [])
        rights = [place - RUN for place in places.get(int(short.runs[end]), [])]
        between = [(right - left, left) for left in lefts for right in rights]
        size, left = min((b for b in between if 0 <= b[0] <= LONGEST_SWAP), default=(-1, 0))
        ours, theirs = _names(short_words[start:end]), _names(long_words[left : left + size])
        count += size >= 0 and bool(ours - theirs and theirs - ours)
    return count


def _names(words: list[str]) -> set[str]:
    return {w for w in words if w[0].isupper() or w[0].isdigit()}


def gaps(covered: Mask) -> list[tuple[int, int]]:
    """The runs of words that are not covered: the first, and the one after the last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([True], covered, [True])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]
