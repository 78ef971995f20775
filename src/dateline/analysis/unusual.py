"""Which pairs of countries are out of their usual range in the newest days of a desk.

The newest window of so many days is held against the windows of the same length before it. For a
pair and a quad class with S rows in earlier windows, in which A texts were read, and n rows now, in
a texts:

- **Bunches.** One text tells several rows, so rows come in bunches of some size f, and the variance
  of their number is f times its mean. f is the largest of: Pearson's χ² of the earlier windows over
  their number less one, with S/A rows expected a text; the median of that over all pairs of the
  class with at least `TOLD` rows; Σm²/Σm over the stories of now, which tell m rows each; and 1. A
  pair that is often loud has a large f, and so a wide range, and one long text makes no loud week.
- **What is usual.** S/f bunches in A texts leave the rate uncertain (a gamma distribution with
  Jeffreys' prior), so the number of bunches in a texts is negative binomial; that of rows is taken
  to be the negative binomial of the same mean and variance, f times and f² times as large. Its
  middle 80 per cent are the usual range. (A. Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6;
  P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd ed., 6.2.)
- **How many are looked at.** A pair is out of its range where its two-sided tail passes the
  procedure of Benjamini and Hochberg at 5 per cent among all pairs and classes that have a row, and
  where at least `FEWEST` rows of at least two stories stand behind it, or were to be expected.
  (Controlling the false discovery rate, JRSS B 57, 1995.)

Counted are rows told as having happened (fact, claim) and as news, by the day on which their
article was published: it is what was read that is compared, not what happened.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import log
from typing import TYPE_CHECKING, Any

from dateline.analysis.dyads import STATUSES
from dateline.desk import Desk
from dateline.errors import UsageError
from dateline.records import Record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOWS = {7: 52, 30: 24, 90: 12}
"""Days of a window → so many earlier windows are looked at, at most."""
LEAST_WINDOWS = 6
"""So many earlier windows with texts it takes at least."""
FEWEST = 5
TOLD = 10
FALSE = 0.05
"""The share of those shown that may be there by chance."""
TAIL = 0.1
"""Cut off at each end of the usual range."""


class Pair(Record, frozen=True):
    """Two countries out of their usual range: so many rows of a quad class, where `low` to `high`
    are usual; `chance` is that of a number so far out."""

    one: str
    other: str
    quad: int
    rows: int
    stories: int
    low: int
    high: int
    expected: float
    chance: float

    @property
    def more(self) -> bool:
        """Whether there are more rows than usual, and not fewer."""
        return self.rows > self.high


class Unusual(Record, frozen=True):
    """The newest window, how many earlier `windows` and texts it was held against, how many pairs
    and classes were `looked` at, and those out of their range, the least likely first. `windows` is
    0 where there is too little to compare."""

    days: int
    since: str
    until: str
    texts: int
    windows: int
    earlier_texts: int
    looked: int
    pairs: list[Pair]


def unusual(desk: Desk, days: int = 7, until: date | None = None) -> Unusual:
    """Pairs out of their usual range in the newest window of 7, 30 or 90 `days`, which ends at
    `until` (default: the newest day on which an article was published)."""
    if days not in WINDOWS:
        raise UsageError(f"no window of {days} days", cure="7, 30 or 90")
    last = until or _newest(desk)
    if last is None:
        return Unusual(days, "", "", 0, 0, 0, 0, [])
    texts = _texts(desk, last, days)
    now, earlier = texts.pop(0, 0), texts
    told: dict[str, Any] = {
        "days": days,
        "since": (last - timedelta(days=days - 1)).isoformat(),
        "until": last.isoformat(),
        "texts": now,
    }
    if not now or len(earlier) < LEAST_WINDOWS:
        return Unusual(**told, windows=0, earlier_texts=sum(earlier.values()), looked=0, pairs=[])
    cells = _cells(desk, last, days, {0: now, **earlier})
    return Unusual(
        **told, windows=len(earlier), earlier_texts=sum(earlier.values()), looked=len(cells),
        pairs=_out_of_range(cells, now, sum(earlier.values()), len(earlier)),
    )  # fmt: skip


_DAY = "try_cast(left({}, 10) AS DATE)"


def _newest(desk: Desk) -> date | None:
    ((last,),) = desk.sql(
        f"SELECT max({_DAY.format('published')}) FROM articles WHERE length(published) >= 10"
    ).fetchall()
    found: date | None = last
    return found


def _bounds(last: date, days: int) -> tuple[str, str]:
    """What the published day of an article in any of the windows is at least, and is less than."""
    first = last - timedelta(days=days * (WINDOWS[days] + 1) - 1)
    return first.isoformat(), last.isoformat() + "~"


def _texts(desk: Desk, last: date, days: int) -> dict[int, int]:
    """Window (0 is the newest) → stories that were first read in it."""
    low, high = _bounds(last, days)
    return dict(
        desk.sql(
            f"SELECT date_diff('day', {_DAY.format('first_seen')}, $1::DATE) // $2 AS w, count(*) "
            "FROM stories WHERE first_seen >= $3 AND first_seen < $4 AND length(first_seen) >= 10 "
            "GROUP BY w HAVING w IS NOT NULL",
            [last, days, low, high],
        ).fetchall()
    )


# A cell is a pair and a class: rows and stories now, and Σ m² over these; rows before, and Σ n²/a
# over the windows before.
_CELLS = """
WITH told AS (
    SELECT id, story_id, quad, date_diff('day', {day}, $1::DATE) // $2 AS w,
        unnest(list_distinct(source_countries)) AS s, target_countries AS others
    FROM events WHERE published >= $3 AND published < $4 AND length(published) >= 10
    AND status IN ({statuses}) AND NOT background
    AND len(source_countries) > 0 AND len(target_countries) > 0
),
pairs AS (
    SELECT DISTINCT id, story_id, quad, w, least(s, t) AS one, greatest(s, t) AS other
    FROM (SELECT * EXCLUDE (others), unnest(list_distinct(others)) AS t FROM told)
    WHERE length(s) = 3 AND length(t) = 3 AND s <> t
),
bunched AS (
    SELECT one, other, quad, w, count(*) AS m FROM pairs GROUP BY one, other, quad, w, story_id
),
counted AS (
    SELECT one, other, quad, w, sum(m) AS n, count(*) AS stories, sum(m * m) AS squares
    FROM bunched GROUP BY one, other, quad, w
)
SELECT one, other, quad,
    coalesce(sum(n) FILTER (c.w = 0), 0)::BIGINT, coalesce(sum(stories) FILTER (c.w = 0), 0)::BIGINT,
    coalesce(sum(squares) FILTER (c.w = 0), 0)::BIGINT,
    coalesce(sum(n) FILTER (c.w > 0), 0)::BIGINT, coalesce(sum(n * n / a) FILTER (c.w > 0), 0)::DOUBLE
FROM counted c JOIN (SELECT unnest($5::BIGINT[]) AS w, unnest($6::DOUBLE[]) AS a) r ON r.w = c.w
GROUP BY one, other, quad ORDER BY one, other, quad
"""


def _cells(desk: Desk, last: date, days: int, texts: dict[int, int]) -> list[tuple[Any, ...]]:
    statuses = ", ".join(f"'{s}'" for s in STATUSES)
    found: list[tuple[Any, ...]] = desk.sql(
        _CELLS.format(day=_DAY.format("published"), statuses=statuses),
        [last, days, *_bounds(last, days), list(texts), [float(n) for n in texts.values()]],
    ).fetchall()
    return found


def _out_of_range(cells: list[tuple[Any, ...]], now: int, earlier: int, windows: int) -> list[Pair]:
    """The pairs that pass, the least likely first."""
    sizes = bunches(cells, earlier, windows)
    found = []
    for (one, other, quad, n, stories, _, past, _), size in zip(cells, sizes, strict=True):
        expected = size * (past / size + 0.5) * now / earlier
        if max(n, expected) < FEWEST or (n > expected and stories < 2):
            continue
        low, high, chance = usual(n, past, now / earlier, size)
        if not low <= n <= high:
            found.append(Pair(one, other, quad, n, stories, low, high, round(expected, 2), chance))
    found.sort(key=lambda p: (p.chance, -p.rows, p.one, p.other, p.quad))
    passed = 0
    for rank, pair in enumerate(found, 1):
        if pair.chance <= FALSE * rank / len(cells):
            passed = rank
    return found[:passed]


def bunches(cells: list[tuple[Any, ...]], earlier: int, windows: int) -> list[float]:
    """How many rows come together, for each cell."""
    from statistics import median

    own = [
        (quad, past, (q * earlier / past - past) / (windows - 1) if past else 0.0)
        for _, _, quad, _, _, _, past, q in cells
    ]
    common = {
        quad: median([f for q, past, f in own if q == quad and past >= TOLD] or [1.0])
        for quad in {q for q, _, _ in own}
    }
    told = (squares / n if n else 0.0 for _, _, _, n, _, squares, _, _ in cells)
    return [max(1.0, common[quad], f, now) for (quad, _, f), now in zip(own, told, strict=True)]


def usual(rows: int, past: float, share: float, size: float) -> tuple[int, int, float]:
    """The usual range, and the two-sided chance of a number as far out as `rows`.

    `past` rows were told in earlier texts, of which those now are so large a `share`; rows come in
    bunches of `size`.
    """
    import numpy as np

    shape = past / size + 0.5
    bunch = shape * share
    mean, variance = size * bunch, size * size * (bunch + bunch * bunch / shape)
    most = int(max(rows, mean + 12 * variance**0.5)) + 2
    below = np.cumsum(_chances(mean, variance, most))
    low = int(np.searchsorted(below, TAIL))
    high = int(np.searchsorted(below, 1 - TAIL))
    under = float(below[rows])
    # The far tail is summed by itself: 1 less what lies below would be rounded to 0.
    over = float(_chances(mean, variance, most)[rows:].sum()) if rows else 1.0
    return low, high, min(1.0, 2 * min(under, over))


def _chances(mean: float, variance: float, most: int) -> NDArray[np.float64]:
    """The chances of 0, 1 … `most` rows: negative binomial of this mean and variance."""
    import numpy as np

    k = mean * mean / (variance - mean)
    rest = mean / (k + mean)
    i = np.arange(most, dtype=np.float64)
    steps = np.concatenate([[k * log(1 - rest)], np.log((i + k) / (i + 1)) + log(rest)])
    return np.asarray(np.exp(np.cumsum(steps)), dtype=np.float64)
