"""What one actor does and what is done to it: types, the newest rows, and with whom."""

from __future__ import annotations

from typing import NamedTuple

from dateline.desk import Desk
from dateline.web import rows
from dateline.web.actors import first_names
from dateline.web.columns import Columns, columns_of
from dateline.web.rows import Row

_EVENTS = (
    'SELECT DISTINCT e.id, a."role" FROM event_actors_all a JOIN events e '
    "ON e.id = a.event_id AND e.run_id = a.run_id WHERE a.actor_id = $1"
)


class Acting(NamedTuple):
    """`types`: type, rows in which the actor acts, and in which it is acted on, the most frequent
    first; the `newest` rows; `partners`: id, name, and rows that both are in."""

    types: list[tuple[str, int, int]]
    newest: list[Row]
    partners: list[tuple[str, str, int]]


def of(desk: Desk, id_: str, newest: int, partners: int) -> Acting:
    """What an actor of this id does, with so many of the newest rows and of its partners."""
    columns = columns_of(desk)
    if columns is not None:
        return _of_numbers(desk, columns, id_, newest, partners)
    types = desk.sql(
        f'SELECT e."type", count(DISTINCT e.id) FILTER (x."role" = \'source\') AS does, '
        f"count(DISTINCT e.id) FILTER (x.\"role\" = 'target') AS gets FROM ({_EVENTS}) x "
        "JOIN events e USING (id) GROUP BY 1 ORDER BY does + gets DESC, 1",
        [id_],
    ).fetchall()
    ids = desk.sql(
        f"SELECT id FROM events WHERE id IN (SELECT id FROM ({_EVENTS})) ORDER BY "
        'when_earliest DESC NULLS LAST, published DESC NULLS LAST, article_id, "position" '
        f"LIMIT {newest:d}",
        [id_],
    ).fetchall()
    with_whom = desk.sql(
        'SELECT o.actor_id, min(coalesce(o."name", o."text")) AS n, '
        "count(DISTINCT o.event_id) AS c FROM event_actors_all o "
        f"WHERE o.event_id IN (SELECT id FROM ({_EVENTS})) AND o.actor_id <> $1 "
        f"GROUP BY 1 ORDER BY c DESC, o.actor_id LIMIT {partners:d}",
        [id_],
    ).fetchall()
    return Acting(types, rows.of_ids(desk, [i for (i,) in ids]), with_whom)


def _of_numbers(desk: Desk, columns: Columns, id_: str, newest: int, partners: int) -> Acting:
    shown = columns.mask(desk, {})
    does, gets = (columns.column(n).having(id_, columns.size) & shown for n in ("does", "gets"))
    kinds = columns.column("type")
    acts, bears = kinds.counted(does), kinds.counted(gets)
    types = [(t, acts.get(t, 0), bears.get(t, 0)) for t in {*acts, *bears}]
    either = does | gets
    others = columns.column("actor").most(either, partners + 1)
    others.pop(id_, None)
    known = list(others.items())[:partners]
    names = first_names(desk, [i for i, _ in known])
    return Acting(
        sorted(types, key=lambda t: (-t[1] - t[2], t[0])),
        rows.of_numbers(desk, columns.slice_of(either, "-date", 0, newest)),
        [(i, names[i], n) for i, n in known],
    )
