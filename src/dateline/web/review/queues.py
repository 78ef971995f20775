"""A queue of rows to judge. All that makes it stands in its address, so that a paper can cite it.

`/review/rows?order=random&seed=7&size=200&type=ACCUSE`: a random sample of the rows that the filters
let through: those whose ids, hashed with the seed, come first. The same desk gives everybody the same
sample, and a row more in the desk changes one row of it at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from dateline.desk import Desk
from dateline.desk.asking import SORTS, asked_of, where
from dateline.desk.asking import order as sorted_by
from dateline.errors import UsageError
from dateline.people.evidence import CODED, coded
from dateline.web.columns import columns_of
from dateline.web.drawing import drawn, least
from dateline.web.filters import View, filters_of, number_of
from dateline.web.rows import told

if TYPE_CHECKING:
    from dateline.web.columns import Columns, Mask

ORDERS = {
    "random": "a random sample",
    "unsure": "the least sure first",
    "listed": "as in the table",
}
SIZE = 100
MAX_SIZE = 5_000
_NAMES = ("order", "seed", "size", "sort", "at", "mended")
"""What the address of a queue may say besides its filters; `mended` is a row one has just mended."""


class Queue(NamedTuple):
    """Which rows, in which order; `seed` is a word or number of the user's own."""

    filters: dict[str, Any]
    order: str = "random"
    seed: str = "1"
    size: int = SIZE
    sort: str = "-date"

    @property
    def query(self) -> str:
        """The queue as the query of an address; the same queue always gives the same one."""
        return urlencode(self.pairs())

    def pairs(self) -> list[tuple[str, str]]:
        """Name and value of each part of the query."""
        own = [("order", self.order), ("size", str(self.size))]
        if self.order == "random":
            own.insert(1, ("seed", self.seed))
        if self.order == "listed":
            own.append(("sort", self.sort))
        return own + View(filters=self.filters).pairs()

    def at(self, number: int) -> str:
        """The address of its row of this number, from 1."""
        return f"/review/rows?{self.query}&at={number}"

    @property
    def view(self) -> View:
        """Its filters as a view of the table."""
        return View(filters=self.filters)

    @property
    def words(self) -> str:
        """What it is, in words."""
        if self.order == "random":
            return f"a random sample of {self.size:,}, seed {self.seed}"
        return f"{ORDERS[self.order]}, {self.size:,} rows at most"


class Item(NamedTuple):
    """A row of a queue: enough to know by what judgements it is meant."""

    id: str
    article_id: str
    trigger_start: int
    trigger_end: int
    type: str
    status: str
    run_id: str
    coded: str


def queue_of(pairs: Iterable[tuple[str, str]]) -> tuple[Queue, int | None]:
    """The queue of an address, and the number of the row that is asked for. Raises `UsageError`."""
    listed = [(n, v.strip()) for n, v in pairs if v.strip()]
    filters = filters_of(listed, besides=_NAMES)
    own = {n: v for n, v in listed if n in _NAMES}
    order = own.get("order", "random")
    if order not in ORDERS:
        raise UsageError(f"there is no order {order[:20]!r}", cure=f"one of {', '.join(ORDERS)}")
    seed = own.get("seed", "1")
    if len(seed) > 40 or not seed.isprintable():
        raise UsageError("the seed is too long", cure="at most 40 characters")
    sort = own.get("sort", "-date")
    if sort not in SORTS:
        raise UsageError(f"cannot sort by {sort[:20]!r}", cure=f"one of {', '.join(SORTS)}")
    size = number_of("size", own.get("size", str(SIZE)), MAX_SIZE)
    at = number_of("at", own["at"], MAX_SIZE) if "at" in own else None
    return Queue(filters, order, seed, size, sort), at


def items(desk: Desk, queue: Queue) -> list[Item]:
    """The rows of a queue, in its order."""
    ids = _ids(desk, queue)
    found = told(desk, ids, [*Item._fields[:-1], *CODED])
    return [
        Item._make([*(found[i][name] for name in Item._fields[:-1]), coded(found[i])])
        for i in ids
        if i in found
    ]


def _ids(desk: Desk, queue: Queue) -> list[str]:
    """The ids of the rows of a queue, in its order."""
    columns = columns_of(desk)
    if columns is not None:
        numbers = _numbers(columns, columns.mask(desk, queue.filters), queue)
        if numbers is not None:
            return columns.ids_of(numbers)
    rows = where(asked_of(**queue.filters))
    bound = list(rows.parameters)
    if queue.order == "random":
        bound.append(queue.seed)
        by = f"md5(${len(bound)} || ' ' || id), id"
    elif queue.order == "unsure":
        by = "confidence, id"
    else:
        by = sorted_by(queue.sort)
    found = desk.sql(
        f"SELECT id FROM {rows.view} WHERE {rows.condition} ORDER BY {by} LIMIT {queue.size:d}",
        bound or None,
    ).fetchall()
    return [id_ for (id_,) in found]


def _numbers(columns: Columns, mask: Mask, queue: Queue) -> Sequence[int] | None:
    """The same as numbers of rows of a prepared copy, of which the filters let through those of a mask; None where
    SQL is to be asked."""
    if queue.order == "listed":
        return columns.slice_of(mask, queue.sort, 0, queue.size)
    if queue.order == "random":
        return drawn(columns.ids, mask.nonzero()[0], queue.seed, queue.size)
    by_id = columns.rows_by("id")
    sure = columns.column("confidence").codes
    numbers = by_id[mask[by_id]]
    numbers = numbers[least(sure[numbers], queue.size)]
    found: list[int] = numbers[sure[numbers].argsort(kind="stable")][: queue.size].tolist()
    return found


def remembered(database: Any, queue: Queue) -> list[Item]:
    """The rows of a queue, remembered until the desk changes."""
    found: list[Item] = database.remembered(_key(queue), lambda desk: items(desk, queue))
    return found


def _key(queue: Queue) -> tuple[str, str]:
    return "queue", queue.query


OFFERED = Queue({})
"""The sample that `/review` offers."""
WARM = [(_key(OFFERED), lambda desk: items(desk, OFFERED))]
