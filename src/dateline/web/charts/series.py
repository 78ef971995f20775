"""A series in Vega-Lite, as wide as its place: lines with points, a band for the interval, rules
with numbers where it shifts. What a colour says, dash and shape say too."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateline.analysis import Relations
from dateline.analysis.charts.ticks import FORMATS, following, ticks
from dateline.analysis.measures import MEASURES
from dateline.analysis.related import Shift
from dateline.web.charts.look import CONFIG, SCHEMA
from dateline.web.words import plain

HEIGHT = 280
MANY = 240
"""Of more periods than these no single points are drawn."""
CROWDED = 1_500
"""Of more periods than these only those with rows have points."""
EMPTY = " && datum.n > 0"
_COLOURS = ("@source", "@target")
_SHAPES = ("circle", "square")
_DASHES = ([1, 0], [6, 4])

Spec = dict[str, Any]


def spec(found: Relations) -> Spec:
    """The chart of a series."""
    names = [direction(found, pair) for pair in found.directions()]
    rows = _rows(found)
    share = found.measure == "share-conflict"
    days = [date.fromisoformat(p.period) for p in found.periods if p.source == found.source]
    where, how = ticks(found.by, days)
    x = {
        "field": "at", "type": "temporal", "title": None, "scale": {"type": "utc", "domain": _span(found, days)},
        "axis": {"values": where, "format": how, "grid": False, "labelOverlap": "greedy", "labelFlush": True},
    }  # fmt: skip
    y = {
        "type": "quantitative",
        "title": MEASURES[found.measure].unit.format(by=found.by),
        "scale": {"domain": [0, 1]} if share else {"zero": True},
        "axis": {"tickCount": 5, "domain": False, **({"format": "%"} if share else {})},
    }

    def by(values: Any) -> Spec:
        return {
            "field": "who", "type": "nominal", "scale": {"domain": names, "range": list(values)[: len(names)]},
            "legend": None,
        }  # fmt: skip

    base = {"x": x, "color": by(_COLOURS)}
    gaps = {"invalid": "break-paths-show-path-domains"}
    layers: list[Spec] = [
        {
            "data": {"name": "unread"},
            "mark": {"type": "rect", "color": "@unread"},
            "encoding": {"x": {"field": "from", "type": "temporal"}, "x2": {"field": "to"}},
        },
        {
            "mark": {"type": "area", "opacity": 0.16, "line": False, **gaps},
            "encoding": {**base, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "line", "strokeWidth": 1.8, "strokeJoin": "round", **gaps},
            "encoding": {**base, "y": {**y, "field": "value"}, "strokeDash": by(_DASHES)},
        },
        {
            "transform": [{"filter": f"isValid(datum.value){EMPTY if len(rows) > CROWDED else ''}"}],
            "mark": {"type": "point", "filled": True, "size": 34 if len(rows) <= MANY else 8,
                     "opacity": 1},
            "encoding": {
                **base,
                "y": {**y, "field": "value"},
                "shape": by(_SHAPES),
                "tooltip": [
                    {"field": "who", "title": "who"},
                    {"field": "when", "title": "when"},
                    {"field": "told", "title": "value"},
                    {"field": "n", "title": "rows"},
                    {"field": "read", "title": "articles read"},
                ],
            },
        },
    ]  # fmt: skip
    if any(r["alone"] for r in rows):
        band = {"mark": {"type": "rule", "opacity": 0.45, "strokeWidth": 3}}
        ends = {**base, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
        layers.insert(2, {"transform": [{"filter": "datum.alone"}], **band, "encoding": ends})
    if any((r["low"] or 0) < 0 for r in rows):
        zero = {"datum": 0, "type": "quantitative"}
        layers.append({"mark": {"type": "rule", "color": "@soft"}, "encoding": {"y": zero}})
    if found.shifts:
        layers += _shifts(by(_COLOURS))
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": HEIGHT,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "datasets": {"series": rows, "unread": _unread(found, days), "shifts": _marks(found)},
        "data": {"name": "series"},
        "layer": layers,
        "config": CONFIG,
    }


def direction(found: Relations, pair: tuple[str, str]) -> str:
    """A direction in words."""
    return plain(" → ".join(found.name(code) for code in pair))


def told(found: Relations, value: float | None) -> str:
    """A value of the measure in words."""
    if value is None:
        return "none"
    words = f"{value:.0%}" if found.measure == "share-conflict" else f"{value:.1f}"
    return words.replace("-", "−")


def numbered(found: Relations) -> list[tuple[int, Shift]]:
    """The shifts with the numbers that they have in chart and list."""
    in_turn = sorted(found.shifts, key=lambda s: (s.period, s.source != found.source))
    return list(enumerate(in_turn, 1))


def _shifts(color: Spec) -> list[Spec]:
    """A rule for each shift, and its number over it; two of one period stand side by side, and of two that
    are near each other one number is higher."""
    encoding = {"x": {"field": "at", "type": "temporal"}, "color": color}
    made: list[Spec] = []
    for second in (False, True):
        data = {"name": "shifts"}
        only = [
            [{"filter": f"datum.{which} == {'true' if second else 'false'}"}]
            for which in ("beside", "raised")
        ]
        rule = {"type": "rule", "strokeDash": [2, 3], "strokeWidth": 1.4, "xOffset": 3 * second}
        made.append(
            {"data": data, "transform": only[0], "mark": rule,
             "encoding": {**encoding, "y": {"value": -4}, "y2": {"value": HEIGHT}}}
        )  # fmt: skip
        text = {"type": "text", "baseline": "bottom", "fontWeight": "bold", "fontSize": 12}
        made.append(
            {
                "data": data,
                "transform": only[1],
                "mark": text,
                "encoding": {
                    **encoding,
                    "y": {"value": -20 if second else -6},
                    "text": {"field": "label"},
                    "tooltip": [{"field": "told", "title": "shift"}],
                },
            }
        )
    return made


def _marks(found: Relations) -> list[Spec]:
    taken = {(s.period, s.source) for s in found.shifts}
    return [
        {
            "at": s.period,
            "who": direction(found, (s.source, s.target)),
            "beside": (s.period, found.source) in taken and s.source != found.source,
            "raised": up,
            "label": f"{'▲' if s.after > s.before else '▼'}{n}",
            "told": f"{told(found, s.before)} → {told(found, s.after)}",
        }
        for (n, s), up in zip(numbered(found), _raised(found), strict=True)
    ]


_NEAR = 0.03
"""Numbers of shifts that are nearer than this part of the whole time would lie on each other."""


def _raised(found: Relations) -> list[bool]:
    """Whether the number of each shift stands higher than the one before it, which is near."""
    days = sorted(p.period for p in found.periods)
    near = (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])) * _NEAR
    made: list[bool] = []
    last: date | None = None
    for _, shift in numbered(found):
        day = date.fromisoformat(shift.period)
        made.append(last is not None and day - last <= near and not made[-1])
        last = day
    return made


def _rows(found: Relations) -> list[Spec]:
    made = []
    for pair in found.directions():
        mine = [p for p in found.periods if (p.source, p.target) == pair]
        there = [False, *(p.value is not None and p.low is not None for p in mine), False]
        who = direction(found, pair)
        for at, p in enumerate(mine, 1):
            band = f" ({told(found, p.low)} to {told(found, p.high)})" if p.low is not None else ""
            made.append(
                {
                    "who": who, "at": p.period, "value": p.value, "low": p.low, "high": p.high,
                    # A band of one period has no width.
                    "alone": there[at] and not there[at - 1] and not there[at + 1],
                    "when": date.fromisoformat(p.period).strftime(FORMATS[found.by]),
                    "told": told(found, p.value) + band, "n": p.events, "read": p.articles,
                }
            )  # fmt: skip
    return made


def _half(by: str, day: date, after: bool) -> str:
    """Half a period before or after the first day of one, where a point stands."""
    from datetime import datetime, timedelta

    half: timedelta = (following(by, day) - day) / 2
    noon = datetime(day.year, day.month, day.day) + (half if after else -half)
    return noon.isoformat() + "Z"


def _span(found: Relations, days: list[date]) -> list[str]:
    return [_half(found.by, days[0], False), _half(found.by, days[-1], True)]


def _unread(found: Relations, days: list[date]) -> list[Spec]:
    """The spans of which no article was read."""
    read = [p.read for p in found.periods if p.source == found.source]
    spans: list[list[date]] = []
    for day, known in zip(days, read, strict=True):
        if not known and spans and following(found.by, spans[-1][1]) == day:
            spans[-1][1] = day
        elif not known:
            spans.append([day, day])
    return [
        {"from": _half(found.by, first, False), "to": _half(found.by, last, True)}
        for first, last in spans
    ]
