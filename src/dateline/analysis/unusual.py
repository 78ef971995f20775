"""Which pairs of countries are out of their usual range in the newest days of a desk.

The newest window of so many days is held against the windows of the same length before it, as the
outlets that are read now told them: a feed that has ended makes no silence. For a pair and a quad
class with S rows in A earlier texts, and n rows in a texts now:

- **What is to be expected.** Of each outlet its earlier rows, times its texts now over its texts
  before; of outlets that were not read before S/A a text.
- **Bunches.** One text tells several rows, and what is told one day is told again the next, so rows
  come in bunches of some size f: the variance of their number is f times its mean. f is the largest
  of: Σm²/Σm over the stories of now, and over all, which tell m rows each; Pearson's χ² of the earlier
  windows over their number less one, without the loudest tenth of them, that a rise which has begun
  does not hide what follows; the median of that over all pairs of the class with at least `TOLD`
  rows; and 1. A pair that is often loud has a large f, and so a wide range, and one long text makes
  no loud week.
- **What is usual.** S/f bunches leave the rate uncertain (a gamma distribution with
  Jeffreys' prior), so the number of bunches now is negative binomial; that of rows is taken
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

from collections import Counter
from datetime import date, timedelta
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from dateline.analysis.dyads import STATUSES
from dateline.desk import Desk
from dateline.errors import UsageError
from dateline.knowledge.codes import country_name
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
"""The share of those that are `sure` which may be there by chance."""
SINGLE, FILL = 0.01, 5
"""Where fewer than `FILL` are sure, others are told whose own chance is no more than this."""
TAIL = 0.1
"""Cut off at each end of the usual range."""


class Pair(Record, frozen=True):
    """Two countries out of their usual range: so many rows of a quad class, where `low` to `high`
    are usual; `chance` is that of a number so far out. `sure`: also for how many are looked at."""

    one: str
    other: str
    quad: int
    rows: int
    stories: int
    low: int
    high: int
    expected: float
    chance: float
    sure: bool

    @property
    def more(self) -> bool:
        """Whether there are more rows than usual, and not fewer."""
        return self.rows > self.high


class Unusual(Record, frozen=True):
    """The newest window, how many earlier `windows` and texts of the same outlets it was held against, how many pairs
    and classes were `looked` at, and those out of their range, the least likely first: they are
    `sure`, or may be there by chance. `windows` is
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
    read = _read(desk, last, days)
    earlier = sum(read.windows.values())
    told: dict[str, Any] = {
        "days": days,
        "since": (last - timedelta(days=days - 1)).isoformat(),
        "until": last.isoformat(),
        "texts": read.now,
        "earlier_texts": earlier,
    }
    if not read.now or len(read.windows) < LEAST_WINDOWS:
        return Unusual(**told, windows=0, looked=0, pairs=[])
    cells = _cells(desk, last, days, read)
    return Unusual(
        **told, windows=len(read.windows), looked=len(cells), pairs=_out_of_range(cells, read)
    )


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


class _Read(NamedTuple):
    """What was read of the outlets that have texts in the newest window: so many texts `now`, and
    in each of the `windows` before; `ratios`: outlet → its texts now over those before, 0 for one
    that was not read before; `new`: so many texts of such outlets."""

    now: int
    windows: dict[int, int]
    ratios: dict[str, float]
    new: int


def _read(desk: Desk, last: date, days: int) -> _Read:
    """The stories of each window, by their first outlet."""
    low, high = _bounds(last, days)
    found = desk.sql(
        f"SELECT coalesce(outlets[1], ''), date_diff('day', {_DAY.format('first_seen')}, $1::DATE) // $2 "
        "AS w, count(*) FROM stories WHERE first_seen >= $3 AND first_seen < $4 "
        "AND length(first_seen) >= 10 GROUP BY ALL HAVING w IS NOT NULL",
        [last, days, low, high],
    ).fetchall()
    now = {outlet: n for outlet, w, n in found if w == 0}
    before: Counter[str] = Counter()
    windows: Counter[int] = Counter()
    for outlet, w, n in found:
        if w > 0 and outlet in now:
            before[outlet] += n
            windows[w] += n
    ratios = {o: n / before[o] if before[o] else 0.0 for o, n in now.items()}
    new = sum(n for o, n in now.items() if not before[o])
    return _Read(sum(now.values()), dict(windows), ratios, new)


class _Cell(NamedTuple):
    """A pair and a class: rows and stories now, and Σ m² over the rows of each; rows before, Σ m², and
    as many rows as they lead to expect of the same outlets now. Of the windows before without the
    loudest: texts, rows, and Σ n²/a."""

    one: str
    other: str
    quad: int
    rows: int
    stories: int
    squares: int
    past: int
    past_squares: int
    expected: float
    texts: float
    steady: int
    spread: float


_CELLS = """
WITH told AS (
    SELECT hash(id) AS id, hash(story_id) AS story, quad, ratio, date_diff('day', {day}, $1::DATE) // $2 AS w,
        unnest(list_distinct(source_countries)) AS s, target_countries AS others
    FROM events JOIN (SELECT unnest($7::VARCHAR[]) AS outlet, unnest($8::DOUBLE[]) AS ratio) o
    ON o.outlet = coalesce(outlets[1], '')
    WHERE published >= $3 AND published < $4 AND length(published) >= 10
    AND status IN ({statuses}) AND NOT background
    AND len(source_countries) > 0 AND len(target_countries) > 0
),
pairs AS (
    SELECT DISTINCT id, story, quad, ratio, w, least(s, t) || greatest(s, t) AS sides
    FROM (SELECT * EXCLUDE (others), unnest(list_distinct(others)) AS t FROM told)
    WHERE length(s) = 3 AND length(t) = 3 AND s <> t
),
bunched AS (
    SELECT sides, quad, w, count(*) AS m, sum(ratio) AS r
    FROM pairs GROUP BY sides, quad, w, story
),
counted AS (
    SELECT sides, quad, w, sum(m) AS n, count(*) AS stories, sum(m * m) AS squares, sum(r) AS r
    FROM bunched GROUP BY sides, quad, w
),
windowed AS MATERIALIZED (
    SELECT c.*, a FROM counted c
    JOIN (SELECT unnest($5::BIGINT[]) AS w, unnest($6::DOUBLE[]) AS a) r ON r.w = c.w
),
cells AS MATERIALIZED (
    SELECT sides, quad,
        coalesce(sum(n) FILTER (w = 0), 0)::BIGINT AS now,
        coalesce(sum(stories) FILTER (w = 0), 0)::BIGINT AS stories,
        coalesce(sum(squares) FILTER (w = 0), 0)::BIGINT AS now_squares,
        coalesce(sum(n) FILTER (w > 0), 0)::BIGINT AS past,
        coalesce(sum(squares) FILTER (w > 0), 0)::BIGINT AS past_squares,
        coalesce(sum(r) FILTER (w > 0), 0)::DOUBLE AS expected,
        coalesce(sum(n * n / a) FILTER (w > 0), 0)::DOUBLE AS spread
    FROM windowed GROUP BY sides, quad
),
loud AS (
    SELECT sides, quad, sum(n) AS n, sum(a) AS a, sum(n * n / a) AS spread FROM (
        SELECT *, row_number() OVER (PARTITION BY sides, quad ORDER BY n / a DESC, w) AS loudness
        FROM windowed SEMI JOIN (FROM cells WHERE past >= {told}) USING (sides, quad) WHERE w > 0
    ) WHERE loudness <= {loudest} GROUP BY sides, quad
)
SELECT left(sides, 3), right(sides, 3), quad, now, stories, now_squares, past, past_squares, expected,
    $9::DOUBLE - coalesce(l.a, 0), past - coalesce(l.n, 0)::BIGINT, c.spread - coalesce(l.spread, 0)
FROM cells c LEFT JOIN loud l USING (sides, quad) ORDER BY sides, quad
"""


def _cells(desk: Desk, last: date, days: int, read: _Read) -> list[_Cell]:
    statuses = ", ".join(f"'{s}'" for s in STATUSES)
    windows = {0: read.now, **read.windows}
    found = desk.sql(
        _CELLS.format(day=_DAY.format("published"), statuses=statuses, loudest=_loudest(read), told=TOLD),
        [
            last, days, *_bounds(last, days), list(windows), [float(n) for n in windows.values()],
            list(read.ratios), list(read.ratios.values()), sum(read.windows.values()),
        ],
    ).fetchall()  # fmt: skip
    return [_Cell(*row) for row in found if country_name(row[0]) and country_name(row[1])]


def _out_of_range(cells: list[_Cell], read: _Read) -> list[Pair]:
    """The pairs that pass, the least likely first."""
    earlier = sum(read.windows.values())
    sizes = bunches(cells, len(read.windows) - _loudest(read))
    out = []
    for cell, size in zip(cells, sizes, strict=True):
        share = read.now / earlier
        if cell.past:
            share = cell.expected / cell.past + read.new / earlier
        expected = (cell.past + 0.5 * size) * share
        n = cell.rows
        if max(n, expected) < FEWEST or (n > expected and cell.stories < 2) or not share:
            continue
        low, high, chance = usual(n, cell.past, share, size)
        if not low <= n <= high:
            out.append(
                Pair(cell.one, cell.other, cell.quad, n, cell.stories, low, high,
                     round(expected, 2), chance, False)
            )  # fmt: skip
    out.sort(key=lambda p: (p.chance, -p.rows, p.one, p.other, p.quad))
    passed = 0
    for rank, pair in enumerate(out, 1):
        if pair.chance <= FALSE * rank / len(cells):
            passed = rank
    perhaps = [p for p in out[passed:] if p.chance <= SINGLE][: max(0, FILL - passed)]
    return [msgspec.structs.replace(p, sure=True) for p in out[:passed]] + perhaps


def _loudest(read: _Read) -> int:
    """A tenth of the windows before, at least one."""
    return -(-len(read.windows) // 10)


def bunches(cells: list[_Cell], windows: int) -> list[float]:
    """How many rows come together, for each cell, where so many `windows` are steady."""
    from statistics import median

    own = [
        max(0.0, c.spread * c.texts / c.steady - c.steady) / (windows - 1)
        if c.steady and c.past >= TOLD
        else 0.0
        for c in cells
    ]
    told = [(c.quad, f) for c, f in zip(cells, own, strict=True) if c.past >= TOLD]
    common = {
        quad: median([f for q, f in told if q == quad] or [1.0]) for quad in {c.quad for c in cells}
    }
    return [
        max(
            1.0, common[c.quad], f, c.squares / c.rows if c.rows else 0.0,
            (c.squares + c.past_squares) / (c.rows + c.past),
        )
        for c, f in zip(cells, own, strict=True)
    ]  # fmt: skip


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
