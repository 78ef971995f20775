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
from dateline.analysis.ready import NEVER, Entries, Words

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from dateline.desk import Desk
    from dateline.web.columns import Column, Columns, Mask, Numbers

_OF: tuple[Literal["countries", "names"], ...] = ("countries", "names")


class _Unfolded(NamedTuple):
    """Pairs in the order of the days and ids of their events: the number of the event, and the places of both
    sides among `names`, which are sorted; `words` are these in small letters."""

    rows: Numbers
    source: Numbers
    target: Numbers
    names: pa.Array
    words: list[str]


class Pairs:
    """The pairs of one prepared copy."""

    def __init__(self, desk: Desk, columns: Columns) -> None:
        import numpy as np

        self._columns = columns
        self._published = published(desk)
        self._articles = {by: dict(desk.sql(articles_read(by, None)).fetchall()) for by in PERIODS}
        days = desk.sql(f"SELECT {DAYS} FROM served e ORDER BY rowid").to_arrow_table()
        self._day, self._last_day = (
            days[name].cast("int32").fill_null(NEVER).to_numpy() for name in ("day", "last_day")
        )
        article = desk.sql("SELECT article_id AS v FROM served ORDER BY rowid").to_arrow_table()
        self._article = article["v"].combine_chunks().dictionary_encode().indices.to_numpy()
        self._confidence, self._goldstein = (
            _values(columns.column(n)) for n in ("confidence", "goldstein")
        )
        quad = columns.column("quad")
        self._quad = np.array([int(v) for v in quad.values], dtype=np.int8)[quad.codes]
        turn = np.empty(columns.size, dtype=np.int32)
        turn[columns.rows_by("id")] = np.arange(columns.size, dtype=np.int32)
        # The place of each event in the order of days and ids.
        self._place = np.empty(columns.size, dtype=np.int32)
        self._place[np.lexsort((turn, self._day))] = np.arange(columns.size, dtype=np.int32)
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
        which = self._columns.mask(desk, filters)[every.rows]
        if pairs is not None:
            sides = np.zeros(len(which), dtype=bool)
            for one, other in pairs:
                sides |= _is(every.source, every.words, one) & _is(every.target, every.words, other)
            which &= sides
        if around is not None:
            which &= _is(every.source, every.words, around) | _is(every.target, every.words, around)
        at = np.flatnonzero(which)
        return self._told(every.rows[at], every.source[at], every.target[at], every.names)

    def of_rows(self, ways: Sequence[tuple[Mask, str, str]]) -> Entries:
        """The events of some masks as entries with the same two sides each."""
        import numpy as np
        import pyarrow as pa

        names = list(dict.fromkeys(side for _, *sides in ways for side in sides))
        rows, sources, targets = [], [], []
        for mask, one, other in ways:
            mine = mask.nonzero()[0].astype(np.int32)
            rows.append(mine)
            sources.append(np.full(len(mine), names.index(one), dtype=np.int32))
            targets.append(np.full(len(mine), names.index(other), dtype=np.int32))
        every = np.concatenate(rows)
        # An event of two ways stands twice, the first way first.
        by = np.argsort(self._place[every], kind="stable")
        return self._told(
            every[by],
            np.concatenate(sources)[by],
            np.concatenate(targets)[by],
            pa.array(names, pa.string()),
        )

    def words(self, desk: Desk, rows: Sequence[int]) -> list[Words]:
        """See `Ready`."""
        if not len(rows):
            return []
        found = desk.sql(
            'SELECT rowid, id, "type", status, voices[1], outlets[1], sentence FROM served '
            "WHERE rowid IN (SELECT unnest($1::BIGINT[]))",
            [sorted(set(rows))],
        ).fetchall()
        told = {row[0]: Words(*row[1:]) for row in found}
        return [told[row] for row in rows]

    def _told(self, rows: Numbers, source: Numbers, target: Numbers, names: pa.Array) -> Entries:
        status, run = self._columns.column("status"), self._columns.column("run")
        return Entries(
            rows, source, target, names, self._day[rows], self._last_day[rows],
            self._confidence[rows], self._goldstein[rows], self._quad[rows], status.codes[rows],
            status.values, self._article[rows], run.codes[rows], run.values,
        )  # fmt: skip


def _is(codes: Numbers, words: list[str], name: str) -> NDArray[np.bool_]:
    import numpy as np

    word = name.lower()
    places = [at for at, known in enumerate(words) if known == word]
    if len(places) == 1:
        one: NDArray[np.bool_] = codes == places[0]
        return one
    return np.isin(codes, places)


def _values(column: Column) -> NDArray[np.float64]:
    import numpy as np

    return np.array([*column.values, np.nan])[column.codes]


def _unfolded(desk: Desk, of: Literal["countries", "names"], place: Numbers) -> _Unfolded:
    """The pairs of all events, whose places in their order are told."""
    import numpy as np
    import pyarrow as pa

    table = desk.sql(
        f"SELECT n, source, target FROM ({unfolded('SELECT rowid AS n, * FROM served', of)})"
    ).to_arrow_table()
    rows = table["n"].to_numpy().astype(np.int32)
    sides = pa.chunked_array([*table["source"].chunks, *table["target"].chunks], pa.string())
    coded = sides.combine_chunks().dictionary_encode()
    codes = coded.indices.to_numpy().astype(np.min_scalar_type(len(coded.dictionary)))
    source, target = codes[: len(rows)], codes[len(rows) :]
    by = np.lexsort((target, source, place[rows]))
    words = [
        word
        for (word,) in desk.sql(
            "SELECT lower(unnest($1::VARCHAR[]))", [coded.dictionary.to_pylist()]
        ).fetchall()
    ]
    return _Unfolded(rows[by], source[by], target[by], coded.dictionary, words)
