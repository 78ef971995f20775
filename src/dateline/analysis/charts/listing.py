"""What stands under a chart in a page: the shifts with their events, and the figures as a table,
also for those who do not see the chart. Everything is escaped: names and sentences are of pages."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dateline.analysis.plain import plain

if TYPE_CHECKING:
    from dateline.analysis.networking import Network
    from dateline.analysis.related import Behind, Relations

STYLE = (
    "main {{ max-width: 50rem; padding: 0 1rem 2rem; color: {ink}; font: 14px/1.45 {font}; }} "
    "table {{ border-collapse: collapse; font-variant-numeric: tabular-nums; }} "
    "th, td {{ padding: .2rem .7rem; text-align: right; border-bottom: 1px solid {grid}; }} "
    "th:first-child, td:first-child, th:nth-child(2), td:nth-child(2) {{ text-align: left; }} "
    "th {{ font-weight: normal; color: {faint}; }} h2 {{ font-size: 16px; }} h3 {{ font-size: 14px; }} "
    "li {{ margin: .5rem 0; }} small {{ color: {faint}; }} summary {{ cursor: pointer; }}"
)


def of_relations(found: Relations) -> str:
    """The shifts, the events behind them, and the figures of all periods."""
    parts = []
    if found.shifts:
        parts.append("<h2>Shifts</h2>")
    for s in found.shifts:
        gap = f", after {s.gap} {found.by}s of which nothing was read" if s.gap else ""
        title = (
            f"{found.name(s.source)} → {found.name(s.target)}, {s.period}: "
            f"{_number(s.before)} → {_number(s.after)}{gap}"
        )
        parts.append(f"<h3>{_text(title)}</h3>")
        if s.events:
            parts.append(f"<ul>{''.join(map(_event, s.events))}</ul>")
    names = (
        "source",
        "period",
        found.measure,
        f"{found.level} % from",
        "to",
        "rows",
        "articles read",
    )
    rows = (
        (p.source, p.period, p.value, p.low, p.high, p.events, p.articles) for p in found.periods
    )
    return "".join([*parts, _table("The figures", names, rows)])


def of_network(found: Network) -> str:
    """The edges."""
    names = ("source", "target", "expected events", "rows", "mean Goldstein score", "conflict")
    rows = (
        (e.source, e.target, e.expected, e.events, e.goldstein, e.conflict) for e in found.edges
    )
    return _table("The figures", names, rows)


def _event(e: Behind) -> str:
    ended = ", before the shift" if e.side == "before" else ""
    voice = f", on the word of {e.voice}" if e.voice else ""
    told = f"{e.day} · {e.type} · {e.status} · {_number(e.confidence)}{voice}{ended} · {e.event_id}"
    return f"<li>{_text(e.sentence)}<br><small>{_text(told)}</small></li>"


def _table(title: str, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> str:
    def lines() -> Iterator[str]:
        for row in rows:
            yield "<tr>" + "".join(f"<td>{_text(_number(v))}</td>" for v in row) + "</tr>"

    head = "".join(f'<th scope="col">{_text(n)}</th>' for n in names)
    return (
        f"<details><summary>{_text(title)}</summary><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(lines())}</tbody></table></details>"
    )


def _number(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.2f}".replace("-", "−") if isinstance(value, float) else str(value)


def _text(value: str) -> str:
    return html.escape(plain(value))
