"""Two countries over time, for people: a table with small bars, then the shifts and their events."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from dateline.cli.table import console
from dateline.cli.text import clean

if TYPE_CHECKING:
    from dateline.analysis.related import Behind, Period, Relations, Shift

WIDTH = 12
"""Letters of a bar."""
NARROW = 6
"""Letters of a bar in a window of less than `WIDE` letters."""
WIDE = 100
FOLDED = 3
"""So many periods of nothing in a row become one line."""
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LENGTH = {"day": 10, "week": 10, "month": 7, "year": 4}


def print_relations(found: Relations) -> None:
    """The series each way, the shifts, and what was left out."""
    from rich.padding import Padding
    from rich.text import Text

    out = console(sys.stdout)
    for pair in found.directions():
        name = " → ".join(found.name(code) for code in pair)
        out.print(Text(f"{clean(name)}: {_title(found)}", style="bold"))
        periods = [p for p in found.periods if (p.source, p.target) == pair]
        out.print(_table(found, periods, wide=out.width >= WIDE))
        out.print("")
    for line, style, deep in _shifts(found):
        out.print(Padding(Text(line, style=style), (0, 0, 0, deep), expand=False))
    for note in found.notes:
        out.print(Text(clean(note), style="dim"))


def _title(found: Relations) -> str:
    from dateline.analysis.measures import MEASURES

    measure = MEASURES[found.measure]
    return f"{measure.title.lower()} by {found.by} ({measure.unit.format(by=found.by)})"


def _table(found: Relations, periods: list[Period], wide: bool) -> object:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    length = WIDTH if wide else NARROW
    table = Table(
        box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), collapse_padding=not wide
    )
    table.add_column(found.by, no_wrap=True)
    table.add_column("", no_wrap=True)
    for name in ("value", f"{found.level} %", "rows", "Goldstein", "conflict", "articles"):
        table.add_column(name, justify="right", no_wrap=True)
    values = [abs(p.value) for p in periods if p.value is not None]
    most = max(values, default=0.0)
    signed = any((p.value or 0) < 0 for p in periods)
    steps = {(s.source, s.target, s.period): s for s in found.shifts}
    for why, run in _runs(periods):
        shifted = any((p.source, p.target, p.period) in steps for p in run)
        if why and len(run) >= FOLDED and not shifted:
            told = f"… {len(run):,} {found.by}s"
            table.add_row(Text(told, style="dim"), Text(why, style="dim"))
            continue
        for p in run:
            step = steps.get((p.source, p.target, p.period))
            mark = "" if step is None else " ▲" if step.after > step.before else " ▼"
            table.add_row(
                p.period[: _LENGTH[found.by]] + mark,
                bar(p.value, most, signed, length),
                shown(found, p.value) if p.read else "-",
                f"{shown(found, p.low)} to {shown(found, p.high)}" if p.low is not None else "",
                f"{p.events:,}",
                "" if p.goldstein is None else f"{p.goldstein:+.1f}",
                "" if p.conflict is None else f"{p.conflict:.0%}",
                f"{p.articles:,}",
            )
    return table


def _runs(periods: list[Period]) -> Iterator[tuple[str, list[Period]]]:
    """Periods in their order, those of nothing together, with why there is nothing."""

    def why(p: Period) -> str:
        if not p.read:
            return "not read"
        return "" if p.events else "no events"

    for told, run in groupby(periods, key=why):
        yield told, list(run)


def shown(found: Relations, value: float | None) -> str:
    """A figure of the measure."""
    if value is None:
        return ""
    return f"{value:.0%}" if found.measure == "share-conflict" else f"{value:.1f}"


def bar(value: float | None, most: float, signed: bool, width: int = WIDTH) -> str:
    """A bar as long as the value, of `width` letters for `most`; where values have signs, those
    below 0 go to the left of the middle."""
    if value is None or not most:
        return ""
    if not signed:
        return _blocks(value / most * width)
    half = width // 2
    length = round(abs(value) / most * half)
    if value < 0:
        return " " * (half - length) + "█" * length + "│"
    return " " * half + "│" + "█" * length


def _blocks(length: float) -> str:
    eighths = round(length * 8)
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def _shifts(found: Relations) -> Iterator[tuple[str, str, int]]:
    """The lines of the shifts, each with its style and how far it is set in."""
    how = (
        f"optimal partitioning, penalty {found.strength:g}·σ²·ln n, {found.shortest} "
        f"{found.by}{'s' * (found.shortest != 1)} at least between two"
    )
    yield (f"Shifts ({how})" if found.shifts else f"No shift ({how})"), "bold", 0
    for s in found.shifts:
        yield _step(found, s), "", 0
        for e in s.events:
            yield from _event(e)
    yield "", "", 0


def _step(found: Relations, s: Shift) -> str:
    gap = (
        f", after {s.gap} {found.by}{'s' * (s.gap != 1)} of which nothing was read" if s.gap else ""
    )
    return (
        f"{'▲' if s.after > s.before else '▼'} {s.source} → {s.target}, "
        f"{s.period[: _LENGTH[found.by]]}: mean {shown(found, s.before)} → {shown(found, s.after)}{gap}"
    )


def _event(e: Behind) -> Iterator[tuple[str, str, int]]:
    part = f"{e.contribution:+.2f}" + (" before the shift" if e.side == "before" else "")
    word = f" · on the word of {e.voice}" if e.voice else ""
    yield clean(f"{e.day}  {e.type} {e.status} {e.confidence:.2f}  {part}{word}"), "cyan", 2
    yield clean(e.sentence), "", 6
    yield clean(e.event_id), "dim", 6
