"""Who acts on whom: the actors that are most connected, and what passes between them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from dateline.analysis.counting import Counted, Wanted, count, country, source_of
from dateline.analysis.plain import cut
from dateline.analysis.ready import Ways
from dateline.desk import Desk
from dateline.errors import UsageError
from dateline.knowledge import codes
from dateline.records import Record

if TYPE_CHECKING:
    import altair as alt
    import pyarrow as pa

MOST = 100
"""So many actors a network may have."""

KINDS = ("countries", "names")


class Node(Record, frozen=True):
    """An actor: a country's code, or a name, with its `label`; the expected number of events in
    which it is source (`out`) and target (`into`), with all others of the desk."""

    id: str
    label: str
    out: float
    into: float


class Edge(Record, frozen=True):
    """What one does to another: rows, expected number of events, mean Goldstein score and share of
    conflict, each row weighing as much as it is sure."""

    source: str
    target: str
    events: int
    expected: float
    goldstein: float | None
    conflict: float


class Network(Record, frozen=True):
    """The actors that are most connected, the most active first, and the edges between them."""

    of: str
    around: str | None
    first: str
    last: str
    events: int
    articles: int
    desk: str
    runs: list[str]
    nodes: list[Node]
    edges: list[Edge]
    notes: list[str]

    def page(self, theme: str = "light") -> str:
        """A page with the chart, and the edges as a table."""
        from dateline.analysis.charts.listing import of_network
        from dateline.analysis.charts.rendering import rendered

        return rendered(self.chart(theme), "html", of_network(self)).decode()

    def chart(self, theme: str = "light") -> alt.VConcatChart:
        """The network as an Altair chart, `light` or `dark`."""
        from dateline.analysis.charts.network import chart

        return chart(self, theme)


def network(
    desk: Desk,
    around: str | None = None,
    *,
    of: Literal["countries", "names"] = "countries",
    top: int = 20,
    min_events: float = 1.0,
    since: str | None = None,
    until: str | None = None,
    all_statuses: bool = False,
    **filters: Any,
) -> Network:
    """The network of actors.

    Args:
        around: only this country (or name) and those that it has to do with.
        of: `countries`, or the `names` of actors.
        top: so many actors, the most active; at most 100.
        min_events: an edge has at least so many expected events, both ways together.
        since, until: first and last day, month or year; default: when the articles were published.
        all_statuses: count also what is denied, planned, expected, hypothetical or negated.
        filters: as in `desk.events`.

    Raises `UsageError` for a wrong argument, `NothingToShow` where no event is counted.
    """
    if of not in KINDS:
        raise UsageError(f"no network of {of!r}", cure=f"one of {', '.join(KINDS)}")
    if not 2 <= top <= MOST:
        raise UsageError(f"a network has 2 to {MOST} actors")
    centre = _centre(around, of)
    counted = count(
        desk, _wanted(centre, of), by=None, since=since, until=until, all_statuses=all_statuses,
        **filters,
    )  # fmt: skip
    sums = _sums(counted)
    actors = _actors(sums)
    kept = set(sums.names.take(actors.order[:top]).to_pylist())
    if centre is not None:
        kept |= {n for n in sums.names.to_pylist() if _same(n, centre)} or {centre}
    shown = _edges(sums, kept, min_events)
    linked = {end for e in shown for end in (e.source, e.target)}
    notes = list(counted.notes)
    if of == "names":
        notes.append("Actors without a name of their own (“we”, “the spokesman”) are not shown")
    left = len(actors.order) - len(linked)
    if left:
        notes.append(f"{left:,} less connected actors are not shown")
    return Network(
        of=of, around=centre, first=str(counted.first), last=str(counted.last),
        events=counted.events, articles=counted.articles, desk=source_of(desk), runs=counted.runs,
        nodes=_nodes(sums, actors, linked), edges=shown, notes=notes,
    )  # fmt: skip


def _centre(around: str | None, of: str) -> str | None:
    if around is None:
        return None
    return country(around) if of == "countries" else around.strip()


def _wanted(centre: str | None, of: Literal["countries", "names"]) -> Wanted:
    if centre is None:
        return Wanted(of=of)
    quoted = "'" + centre.lower().replace("'", "''") + "'"
    sides = f"list_concat(e.source_{of}, e.target_{of})"
    return Wanted(
        f"lower(source) = {quoted} OR lower(target) = {quoted}",
        f"list_contains(list_transform({sides}, lambda x: lower(x)), {quoted})",
        of,
        around=centre,
    )


def _same(one: str, other: str) -> bool:
    return one.lower() == other.lower()


class _Sums(NamedTuple):
    """What passes between actors, one entry a direction: the places of both ends in `names`, rows, and sums
    over them of the confidence, of that of rows with a Goldstein score, of the scores, and of conflict."""

    names: pa.Array
    source: Any
    target: Any
    rows: Any
    expected: Any
    scored: Any
    score: Any
    conflict: Any


def _sums(counted: Counted) -> _Sums:
    import numpy as np

    entries = counted.entries
    ways, way = _ways(counted.table) if entries is None else (entries.ways, entries.way)
    p, score, quad = (
        np.asarray(counted.table[name]) for name in ("confidence", "goldstein", "quad")
    )
    known = ~np.isnan(score)
    scored = np.where(known, p, 0.0)
    rows = np.bincount(way, minlength=len(ways.source))
    there = rows.nonzero()[0]

    def summed(weights: Any) -> Any:
        return np.bincount(way, weights, len(rows))[there]

    source, target = (side[there].astype(np.int64) for side in (ways.source, ways.target))
    return _Sums(
        ways.names, source, target, rows[there], summed(p), summed(scored),
        summed(scored * np.where(known, score, 0.0)), summed(np.where(quad >= 3, p, 0.0)),
    )  # fmt: skip


def _ways(table: pa.Table) -> tuple[Ways, Any]:
    """Who acts on whom in a table, and the place of each of its rows among these pairs."""
    import numpy as np
    import pyarrow as pa

    sides = [table[name].dictionary_encode().unify_dictionaries() for name in ("source", "target")]
    coded = [side.combine_chunks() for side in sides]
    # Both sides by the places of one list.
    names = pa.concat_arrays([side.dictionary for side in coded]).unique()
    source, target = (_places(names, s.dictionary)[np.asarray(s.indices)] for s in coded)
    pairs, way = np.unique(source * len(names) + target, return_inverse=True)
    return Ways(names, pairs // len(names), pairs % len(names)), way


def _places(names: pa.Array, some: pa.Array) -> Any:
    import numpy as np
    import pyarrow.compute as pc

    return np.asarray(pc.index_in(some, names)).astype(np.int64)


def _edges(sums: _Sums, kept: set[str], least: float) -> list[Edge]:
    """The edges between some actors that are at least so strong both ways together, the strongest first."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    among = np.asarray(pc.is_in(sums.names, pa.array(sorted(kept), pa.string())))
    chosen = np.flatnonzero(among[sums.source] & among[sums.target])
    ends = [
        sums.names.take(pa.array(side[chosen])).to_pylist() for side in (sums.source, sums.target)
    ]
    figures = (column[chosen].tolist() for column in sums[3:])
    edges = [
        Edge(
            source=source,
            target=target,
            events=rows,
            expected=round(expected, 6),
            goldstein=round(score / scored, 6) + 0 if scored else None,
            conflict=round(conflict / expected, 6) if expected else 0.0,
        )
        for source, target, rows, expected, scored, score, conflict in zip(
            *ends, *figures, strict=True
        )
    ]
    # Both ways together, for two that talk to each other are one tie.
    ties: dict[frozenset[str], float] = {}
    for edge in edges:
        tie = frozenset((edge.source, edge.target))
        ties[tie] = ties.get(tie, 0.0) + edge.expected
    strong = [e for e in edges if ties[frozenset((e.source, e.target))] >= least]
    return sorted(strong, key=lambda e: (-e.expected, e.source, e.target))


class _Actors(NamedTuple):
    """The places of all actors that have an event, the most active first; and of each name what it does and
    what is done to it."""

    order: Any
    out: Any
    into: Any


def _actors(sums: _Sums) -> _Actors:
    import numpy as np
    import pyarrow.compute as pc

    size = len(sums.names)
    expected = np.round(sums.expected, 6)
    out, into = (
        np.round(np.bincount(side, expected, size), 6) for side in (sums.source, sums.target)
    )
    rank = np.empty(size, dtype=np.int64)
    rank[np.asarray(pc.array_sort_indices(sums.names))] = np.arange(size)
    there = np.unique(np.concatenate([sums.source, sums.target]))
    by = np.lexsort((rank[there], -np.round(out + into, 6)[there]))
    return _Actors(there[by], out, into)


def _nodes(sums: _Sums, actors: _Actors, linked: set[str]) -> list[Node]:
    """The actors of these names, the most active first."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    among = np.asarray(pc.is_in(sums.names, pa.array(sorted(linked), pa.string())))
    order = actors.order[among[actors.order]]
    return [
        Node(id=name, label=_label(name), out=out, into=into)
        for name, out, into in zip(
            sums.names.take(order).to_pylist(), actors.out[order].tolist(), actors.into[order].tolist(),
            strict=True,
        )
    ]  # fmt: skip


def _label(name: str) -> str:
    if len(name) == 3 and name.isupper():
        return codes.country_name(name, date.today()) or name
    return cut(name, 60)
