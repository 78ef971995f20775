"""The series of two countries as a chart: a line and a point a period, a band for its interval,
rules where it shifts, and what nobody read left grey."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dateline.analysis.charts.look import WIDTH, Theme, framed, theme_of, titled
from dateline.analysis.charts.ticks import FORMATS, following, ticks
from dateline.analysis.measures import MEASURES
from dateline.analysis.plain import counted_in_words

if TYPE_CHECKING:
    import altair as alt

    from dateline.analysis.related import Relations, Shift

HEIGHT = 300
LANE = 15
"""The height of a line of labels over the chart."""
LETTER = 6.3
"""How wide a letter of a label is, about."""
MANY = 400
"""Of more periods than these no single points are drawn."""


def chart(found: Relations, theme: str = "light") -> alt.VConcatChart:
    """The chart of the relations of two countries."""
    import altair as alt

    look = theme_of(theme)
    measure, share = MEASURES[found.measure], found.measure == "share-conflict"
    rows = _rows(found)
    points = len(rows) <= MANY
    axis = alt.Axis(tickCount=6, domain=False, **({"format": "%"} if share else {}))
    unit = measure.unit.format(by=found.by)
    scale = alt.Scale(domain=[0, 1]) if share else alt.Scale(zero=True)
    where, how = ticks(found.by, _days(found))
    x = alt.X(
        "period:T",
        title=None,
        scale=alt.Scale(type="utc", domain=_domain(found)),
        axis=alt.Axis(
            values=where, format=how, grid=False, labelOverlap=True, labelFlush=True,
        ),
    )  # fmt: skip
    names = [_direction(found, pair) for pair in found.directions()]
    of = {
        "domain": names,
        "color": list(look.sides[: len(names)]),
        "dash": [[1, 0], [6, 4]][: len(names)],
        "shape": ["circle", "square"][: len(names)],
    }
    legend = (
        alt.Legend(
            title=None, orient="bottom", offset=8, columnPadding=24, direction="horizontal",
            symbolOpacity=1,
            **({"symbolStrokeWidth": 0} if points else {"symbolType": "stroke", "symbolSize": 300}),
        )
        if len(names) > 1
        else None
    )  # fmt: skip
    color = alt.Color(
        "direction:N", scale=alt.Scale(domain=of["domain"], range=of["color"]), legend=legend
    )
    dash = alt.StrokeDash(
        "direction:N", scale=alt.Scale(domain=of["domain"], range=of["dash"]), legend=legend
    )
    shape = alt.Shape(
        "direction:N", scale=alt.Scale(domain=of["domain"], range=of["shape"]), legend=legend
    )
    base = alt.Chart(alt.Data(values=rows)).encode(x=x, color=color)
    y = alt.Y("value:Q", title=unit, axis=axis, scale=scale)
    told = [
        alt.Tooltip("direction:N", title="who"),
        alt.Tooltip("label:N", title="when"),
        alt.Tooltip("told:N", title="value"),
        alt.Tooltip("events:Q", title="rows"),
        alt.Tooltip("articles:Q", title="articles read"),
    ]
    gaps: Any = {"invalid": "break-paths-show-path-domains"}
    layers = [
        *_unread(found, look),
        base.mark_area(opacity=0.16, line=False, **gaps).encode(
            y=alt.Y("low:Q", title=unit), y2="high:Q"
        ),
        base.transform_filter("datum.alone && isValid(datum.low)")
        .mark_rule(opacity=0.45, strokeWidth=3, aria=False)
        .encode(y="low:Q", y2="high:Q"),
        base.mark_line(strokeWidth=1.8, strokeJoin="round", **gaps).encode(y=y, strokeDash=dash),
    ]
    if points:
        layers.append(
            base.transform_filter("isValid(datum.value)")
            .mark_point(filled=True, size=34, opacity=1)
            .encode(y=y, shape=shape, tooltip=told)
        )
    if any((r["low"] or 0) < 0 for r in rows):
        layers.append(
            alt.Chart(alt.Data(values=[{"y": 0}]))
            .mark_rule(color=look.faint, strokeWidth=1, aria=False)
            .encode(y="y:Q")
        )
    layers += _shift_layers(found)
    body = alt.layer(*layers).properties(
        width=WIDTH,
        height=HEIGHT,
        title=titled(
            f"{found.source_name} {'→' if found.directed else 'and'} {found.target_name}",
            [subtitle(found)],
            look,
        ),
    )
    return framed(body, footer(found), described(found), look)


def subtitle(found: Relations) -> str:
    """What the chart shows, and what its band is."""
    measure = MEASURES[found.measure]
    return f"{measure.title} by {found.by}; the band is the {found.level} % interval {measure.band}"


def footer(found: Relations) -> list[str]:
    """The source, and what was left out."""
    runs = ", ".join(r[:8] for r in found.runs[:3]) + (" …" if len(found.runs) > 3 else "")
    shifts = (
        f"{'Shifts' if found.shifts else 'No shift was found'}: optimal partitioning, penalty "
        f"{found.strength:g}·σ²·ln n, segments of {counted_in_words(found.shortest, found.by)} or more."
    )
    return [
        f"Source: Dateline desk {found.desk}, run {runs}; {counted_in_words(found.events, 'event')} of "
        f"{counted_in_words(found.articles, 'article')}, {found.first} to {found.last}.",
        *([shifts] if found.sought else []),
        *(f"{note}." for note in found.notes),
    ]


def described(found: Relations) -> str:
    """The chart in words, for those who do not see it."""
    shifts = "; ".join(
        f"{s.source} → {s.target} shifts on {s.period} from {s.before:.2f} to {s.after:.2f}"
        for s in found.shifts
    )
    return f"{subtitle(found)}, {found.first} to {found.last}. {shifts or 'No shift was found'}."


def _direction(found: Relations, pair: tuple[str, str]) -> str:
    return " → ".join(found.name(code) for code in pair)


def _days(found: Relations) -> list[date]:
    one = found.directions()[0]
    return [date.fromisoformat(p.period) for p in found.periods if (p.source, p.target) == one]


def _domain(found: Relations) -> list[str]:
    """From half a period before the first to half a period after the last."""
    days = _days(found)
    half = (following(found.by, days[0]) - days[0]) / 2
    return [_noon(days[0], half), _noon(days[-1], -half)]


def _rows(found: Relations) -> list[dict[str, Any]]:
    made = []
    for pair in found.directions():
        mine = [p for p in found.periods if (p.source, p.target) == pair]
        there = [False, *(p.value is not None and p.low is not None for p in mine), False]
        for at, p in enumerate(mine, 1):
            made.append(
                {
                    "direction": _direction(found, pair),
                    "period": p.period,
                    "label": date.fromisoformat(p.period).strftime(FORMATS[found.by]),
                    "value": p.value,
                    "low": p.low,
                    "high": p.high,
                    # A band of one period has no width.
                    "alone": there[at] and not there[at - 1] and not there[at + 1],
                    "told": _told(found, p.value)
                    + (
                        f" ({_told(found, p.low)} to {_told(found, p.high)})"
                        if p.low is not None
                        else ""
                    ),
                    "events": p.events,
                    "articles": p.articles,
                }
            )
    return made


def _told(found: Relations, value: float | None) -> str:
    if value is None:
        return "none"
    told = f"{value:.0%}" if found.measure == "share-conflict" else f"{value:.1f}"
    return told.replace("-", "−")  # as the axes write it


def _unread(found: Relations, look: Theme) -> list[Any]:
    """Grey areas over the periods of which no article was read."""
    import altair as alt

    one = found.directions()[0]
    spans: list[list[date]] = []
    for p in found.periods:
        if (p.source, p.target) != one or p.read:
            continue
        first = date.fromisoformat(p.period)
        if spans and spans[-1][1] == first:
            spans[-1][1] = following(found.by, first)
        else:
            spans.append([first, following(found.by, first)])
    if not spans:
        return []
    # A point stands on the first day of its period: the area ends midway between two points.
    half = {day: (following(found.by, day) - day) / 2 for span in spans for day in span}
    values = [{"from": _noon(a, half[a]), "to": _noon(b, half[b])} for a, b in spans]
    areas = alt.Chart(alt.Data(values=values)).encode(x="from:T", x2="to:T")
    # Marks that are not read out: what Vega says of them depends on where the reader's clock is.
    return [areas.mark_rect(color=look.unread, aria=False)]


def _noon(day: date, before: timedelta) -> str:
    return (datetime(day.year, day.month, day.day) - before).isoformat() + "Z"


def _shift_layers(found: Relations) -> list[Any]:
    """Rules and labels of the shifts."""
    import altair as alt

    if not found.shifts:
        return []
    values, lanes = _placed(found)
    base = alt.Chart(alt.Data(values=values)).encode(
        x="period:T",
        color=alt.Color("direction:N", scale=alt.Scale(), legend=None),
    )
    # Rules of both directions in one period stand side by side.
    layers = [
        base.transform_filter(f"datum.first == {'true' if first else 'false'}")
        .mark_rule(strokeWidth=1.2, strokeDash=[2, 3], xOffset=0 if first else 2.5, aria=False)
        .encode(y=alt.value(-4), y2=alt.value(HEIGHT))
        for first in (True, False)
    ]
    for align in ("left", "right"):
        for lane in range(lanes):
            layers.append(
                base.transform_filter(f"datum.lane == {lane} && datum.align == '{align}'")
                .mark_text(
                    align=align, dx=3 if align == "left" else -3, baseline="bottom", fontSize=11
                )
                .encode(y=alt.value(-4 - LANE * lane), text="text:N", description="text:N")
            )
    return layers


def _placed(found: Relations) -> tuple[list[dict[str, Any]], int]:
    """The labels of the shifts, each in the lowest line that has room for it."""
    first, last = (date.fromisoformat(d[:10]) for d in _domain(found))
    taken: dict[int, list[tuple[float, float]]] = {}
    values = []
    for s in sorted(found.shifts, key=lambda s: (s.period, s.source)):
        day = date.fromisoformat(s.period)
        at = WIDTH * (day - first).days / max(1, (last - first).days)
        text = _label(found, s)
        wide = LETTER * len(text) + 8
        sides = {"left": (at, at + wide), "right": (at - wide, at)}
        inside = [side for side, (start, end) in sides.items() if start >= 0 and end <= WIDTH]
        # In the lowest line that has room on one side of the rule.
        lane, align = next(
            (i, side)
            for i in range(len(found.shifts))
            for side in inside or ["left" if at < WIDTH / 2 else "right"]
            if all(sides[side][1] <= a or b <= sides[side][0] for a, b in taken.get(i, ()))
        )
        taken.setdefault(lane, []).append(sides[align])
        values.append(
            {
                "period": s.period,
                "direction": _direction(found, (s.source, s.target)),
                "first": s.source == found.source,
                "text": text,
                "lane": lane,
                "align": align,
            }
        )
    return values, len(taken)


def _label(found: Relations, shift: Shift) -> str:
    mark = "▲" if shift.after > shift.before else "▼"
    when = date.fromisoformat(shift.period).strftime(FORMATS[found.by])
    who = f"{shift.source}→{shift.target} " if not found.directed else ""
    gap = " after a gap" if shift.gap else ""
    return f"{mark} {who}{when}: {_told(found, shift.before)} → {_told(found, shift.after)}{gap}"
