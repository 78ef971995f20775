"""Who acts on whom: the actors that are most connected, and what passes between them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from dateline.analysis.counting import Counted, Wanted, count, country, source_of
from dateline.analysis.plain import cut
from dateline.desk import Desk
from dateline.errors import UsageError
from dateline.knowledge import codes
from dateline.records import Record

if TYPE_CHECKING:
    import altair as alt

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
    edges = _edges(counted)
    nodes = _nodes(edges)
    # Both ways together, for two that talk to each other are one tie.
    ties: dict[frozenset[str], float] = {}
    for edge in edges:
        tie = frozenset((edge.source, edge.target))
        ties[tie] = ties.get(tie, 0.0) + edge.expected
    kept = {n.id for n in nodes[:top]}
    if centre is not None:
        kept.add(next((n.id for n in nodes if _same(n.id, centre)), centre))
    shown = [
        e for e in edges
        if {e.source, e.target} <= kept and ties[frozenset((e.source, e.target))] >= min_events
    ]  # fmt: skip
    linked = {end for e in shown for end in (e.source, e.target)}
    notes = list(counted.notes)
    if of == "names":
        notes.append("Actors without a name of their own (“we”, “the spokesman”) are not shown")
    left = len(nodes) - len(linked)
    if left:
        notes.append(f"{left:,} less connected actors are not shown")
    return Network(
        of=of, around=centre, first=str(counted.first), last=str(counted.last),
        events=counted.events, articles=counted.articles, desk=source_of(desk), runs=counted.runs,
        nodes=[n for n in nodes if n.id in linked], edges=shown, notes=notes,
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


def _edges(counted: Counted) -> list[Edge]:
    """The edges, the strongest first."""
    import numpy as np
    import pyarrow as pa

    def coded(name: str) -> tuple[Any, Any]:
        column = counted.table[name]
        if not pa.types.is_dictionary(column.type):
            column = column.dictionary_encode()
        whole = column.combine_chunks()
        one = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
        return np.asarray(one.indices).astype(np.int64), one.dictionary

    p, score, quad = (
        np.asarray(counted.table[name]) for name in ("confidence", "goldstein", "quad")
    )
    (source, sources), (target, targets) = coded("source"), coded("target")
    ways, way = np.unique(source * len(targets) + target, return_inverse=True)
    ends = [
        of.take(pa.array(at)).to_pylist()
        for of, at in ((sources, ways // len(targets)), (targets, ways % len(targets)))
    ]
    known = ~np.isnan(score)
    scored = np.where(known, p, 0.0)

    def summed(weights: Any) -> list[float]:
        found: list[float] = np.bincount(way, weights, len(ways)).tolist()
        return found

    edges = [
        Edge(
            source=one,
            target=other,
            events=n,
            expected=round(expected, 6),
            goldstein=round(worth / of, 6) + 0 if of else None,
            conflict=round(conflict / expected, 6) if expected else 0.0,
        )
        for one, other, n, expected, of, worth, conflict in zip(
            *ends, np.bincount(way, minlength=len(ways)).tolist(), summed(p), summed(scored),
            summed(scored * np.where(known, score, 0.0)), summed(np.where(quad >= 3, p, 0.0)), strict=True,
        )
    ]  # fmt: skip
    return sorted(edges, key=lambda e: (-e.expected, e.source, e.target))


def _nodes(edges: list[Edge]) -> list[Node]:
    """All actors, the most active first."""
    out: dict[str, float] = {}
    into: dict[str, float] = {}
    for edge in edges:
        out[edge.source] = out.get(edge.source, 0.0) + edge.expected
        into[edge.target] = into.get(edge.target, 0.0) + edge.expected
    made = [
        Node(
            id=name, label=_label(name), out=round(out.get(name, 0.0), 6),
            into=round(into.get(name, 0.0), 6),
        )
        for name in {**out, **into}
    ]  # fmt: skip
    return sorted(made, key=lambda n: (-(n.out + n.into), n.id))


def _label(name: str) -> str:
    if len(name) == 3 and name.isupper():
        return codes.country_name(name, date.today()) or name
    return cut(name, 60)
