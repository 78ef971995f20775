"""Who acts on whom, as numbers in memory: what series and networks count of a prepared copy.

Pairs are unfolded once, when the copy is made; a question then only picks among them. It is what
`dateline.analysis` asks for as `Ready`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from dateline.analysis.dyads import DAYS, PERIODS, unfolded
from dateline.analysis.periods import articles_read, published
from dateline.analysis.ready import NEVER, Entries, Events, Ways, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dateline.desk import Desk
    from dateline.web.columns import Column, Columns, Mask, Numbers

_OF: tuple[Literal["countries", "names"], ...] = ("countries", "names")


class _Unfolded(NamedTuple):
    """Pairs in the order of the days and ids of their events: the place of the event in that order, and that of
    the pair among the `ways`; `words` are the names of these in small letters."""

    rows: Numbers
    way: Numbers
    ways: Ways
    words: list[str]


class Pairs:
    """The pairs of one prepared copy."""

    def __init__(self, desk: Desk, columns: Columns) -> None:
        import numpy as np

        self._columns = columns
        self._published = published(desk)
        self._articles = {by: dict(desk.sql(articles_read(by, None)).fetchall()) for by in PERIODS}
        days = desk.sql(f"SELECT {DAYS} FROM served e ORDER BY rowid").to_arrow_table()
        day, last_day = (
            days[name].cast("int32").fill_null(NEVER).to_numpy() for name in ("day", "last_day")
        )
        turn = np.empty(columns.size, dtype=np.int32)
        turn[columns.rows_by("id")] = np.arange(columns.size, dtype=np.int32)
        # The number of each event in the order of days and ids, and the place of each number in that order.
        self._number = np.lexsort((turn, day)).astype(np.int32)
        self._place = np.empty(columns.size, dtype=np.int32)
        self._place[self._number] = np.arange(columns.size, dtype=np.int32)
        article = desk.sql("SELECT article_id AS v FROM served ORDER BY rowid").to_arrow_table()
        quad, status, run = (columns.column(n) for n in ("quad", "status", "run"))
        confidence, goldstein = (columns.column(n) for n in ("confidence", "goldstein"))
        by = self._number
        self._events = Events(
            day[by], np.where(last_day == NEVER, day, last_day)[by],
            confidence.codes[by], _values(confidence), goldstein.codes[by], _values(goldstein),
            np.array([int(v) for v in quad.values], dtype=np.int8)[quad.codes[by]],
            status.codes[by], status.values,
            article["v"].combine_chunks().dictionary_encode().indices.to_numpy()[by],
            run.codes[by], run.values,
        )  # fmt: skip
        self._pairs = {of: _unfolded(desk, of, self._place) for of in _OF}

    def published(self) -> tuple[date | None, date | None]:
        """See `Ready`."""
        return self._published

    def articles(self, by: str) -> dict[date, int]:
        """See `Ready`."""
        return self._articles[by]

    def entries(
        self,
        desk: Desk,
        of: Literal["countries", "names"],
        pairs: Sequence[tuple[str, str]] | None,
        around: str | None,
        filters: dict[str, Any],
    ) -> Entries | None:
        """See `Ready`."""
        import numpy as np

        every = self._pairs[of]
        source, target = every.ways.source, every.ways.target
        ways = np.ones(len(source), dtype=bool)
        if pairs is not None:
            ways[:] = False
            for one, other in pairs:
                ways |= _is(source, every.words, one) & _is(target, every.words, other)
        if around is not None:
            ways &= _is(source, every.words, around) | _is(target, every.words, around)
        which = self._columns.mask(desk, filters)[self._number][every.rows]
        at = np.flatnonzero(which if ways.all() else which & ways[every.way])
        return Entries(self._events, every.rows[at], every.ways, every.way[at])

    def of_rows(self, ways: Sequence[tuple[Mask, str, str]]) -> Entries:
        """The events of some masks as entries with the same two sides each."""
        import numpy as np
        import pyarrow as pa

        names = list(dict.fromkeys(side for _, *sides in ways for side in sides))
        rows = [self._place[mask.nonzero()[0]] for mask, *_ in ways]
        way = np.repeat(np.arange(len(ways)), [len(mine) for mine in rows])
        every = np.concatenate(rows)
        # An event of two ways stands twice, the first way first.
        by = np.argsort(every, kind="stable")
        sources, targets = (
            np.array([names.index(sides[end]) for _, *sides in ways]) for end in (0, 1)
        )
        told = Ways(pa.array(names, pa.string()), sources, targets)
        return Entries(self._events, every[by], told, way[by])

    def words(self, desk: Desk, rows: Sequence[int]) -> list[Words]:
        """See `Ready`."""
        if not len(rows):
            return []
        numbers = self._number[rows].tolist()
        found = desk.sql(
            'SELECT rowid, id, "type", status, voices[1], outlets[1], sentence FROM served '
            "WHERE rowid IN (SELECT unnest($1::BIGINT[]))",
            [sorted(set(numbers))],
        ).fetchall()
        told = {row[0]: Words(*row[1:]) for row in found}
        return [told[number] for number in numbers]


def _is(codes: Numbers, words: list[str], name: str) -> NDArray[np.bool_]:
    import numpy as np

    word = name.lower()
    places = [at for at, known in enumerate(words) if known == word]
    if len(places) == 1:
        one: NDArray[np.bool_] = codes == places[0]
        return one
    return np.isin(codes, places)


def _values(column: Column) -> NDArray[np.float64]:
    """The numbers of a column, with none beyond the last."""
    import numpy as np

    return np.array([*column.values, np.nan])


def _unfolded(desk: Desk, of: Literal["countries", "names"], place: Numbers) -> _Unfolded:
    """The pairs of all events, whose places in their order are told."""
    import numpy as np
    import pyarrow as pa

    table = desk.sql(
        f"SELECT n, source, target FROM ({unfolded('SELECT rowid AS n, * FROM served', of)})"
    ).to_arrow_table()
    rows = table["n"].to_numpy()
    sides = pa.chunked_array([*table["source"].chunks, *table["target"].chunks], pa.string())
    coded = sides.combine_chunks().dictionary_encode()
    codes = coded.indices.to_numpy()
    names = len(coded.dictionary)
    pairs = codes[: len(rows)].astype(np.int64) * names + codes[len(rows) :]
    ways, way = np.unique(pairs, return_inverse=True)
    way = way.astype(np.min_scalar_type(len(ways)))
    rows = place[rows]
    by = np.lexsort((way, rows))
    words = [
        word
        for (word,) in desk.sql(
            "SELECT lower(unnest($1::VARCHAR[]))", [coded.dictionary.to_pylist()]
        ).fetchall()
    ]
    least = np.min_scalar_type(names)
    told = Ways(
        coded.dictionary,
        (ways // max(1, names)).astype(least),
        (ways % max(1, names)).astype(least),
    )
    return _Unfolded(rows[by], way[by], told, words)
