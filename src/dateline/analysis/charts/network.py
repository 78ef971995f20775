"""A network as a chart: actors on a circle, those that have most to do with each other as
neighbours; a line's width says how much passes, its colour and dash of what kind."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.analysis.charts.look import WIDTH, framed, theme_of, titled
from dateline.analysis.plain import counted_in_words, cut, plain

if TYPE_CHECKING:
    import altair as alt

    from dateline.analysis.networking import Network

HEIGHT = 600
RADIUS = 0.64
"""Of the circle, where 1 is the upper edge of the picture; the names need the rest."""
LABEL = 28
DRAWN = 500
"""So many ties are drawn, the strongest: of thousands nobody sees one, and drawing them takes minutes."""
STEPS = 12
"""A line is a curve of so many pieces."""
EVEN = 1.0
"""A mean Goldstein score nearer to 0 than this is neither conflict nor cooperation."""

KINDS = ("conflict (mean below −1)", "balanced", "cooperation (mean above 1)")
_UNKNOWN = KINDS[1]


class Tie(NamedTuple):
    """What passes between two, both ways together."""

    one: str
    two: str
    expected: float
    score: float | None


def chart(found: Network, theme: str = "light") -> alt.VConcatChart:
    """The chart of a network."""
    import altair as alt

    look = theme_of(theme)
    ties = ties_of(found)
    at = angles(found, ties)
    wide = WIDTH / HEIGHT
    across = alt.Scale(domain=[-wide, wide], nice=False, zero=False)
    upward = alt.Scale(domain=[-1, 1], nice=False, zero=False)
    x, y = alt.X("x:Q", scale=across, axis=None), alt.Y("y:Q", scale=upward, axis=None)
    kinds = alt.Scale(domain=list(KINDS), range=list(look.scores))
    dashes = alt.Scale(domain=list(KINDS), range=[[5, 3], [1, 2], [1, 0]])
    legend = alt.Legend(title="mean Goldstein score", orient="bottom", symbolType="stroke",
                        symbolSize=420, columnPadding=20, symbolOpacity=1, symbolStrokeWidth=3)  # fmt: skip
    lines = (
        alt.Chart(alt.Data(values=curves(ties[-DRAWN:], at)))
        .mark_line(opacity=0.75, strokeCap="butt")
        .encode(
            x=x,
            y=y,
            order="step:Q",
            detail="tie:N",
            color=alt.Color("kind:N", scale=kinds, legend=legend),
            strokeDash=alt.StrokeDash("kind:N", scale=dashes, legend=legend),
            strokeWidth=alt.StrokeWidth(
                "expected:Q",
                scale=alt.Scale(type="sqrt", range=[0.8, 9], zero=True),
                legend=alt.Legend(
                    title="expected events, both ways", orient="bottom", symbolType="stroke",
                    symbolSize=420, columnPadding=20, symbolStrokeColor=look.faint,
                    tickCount=3, format="~s",
                ),
            ),
            tooltip=[
                alt.Tooltip("told:N", title="between"),
                alt.Tooltip("expected:Q", format=".1f", title="expected events"),
                alt.Tooltip("score:Q", format=".1f", title="mean Goldstein score"),
            ],
        )
    )  # fmt: skip
    points = alt.Chart(alt.Data(values=points_of(found, at)))
    discs = points.mark_circle(
        color=look.ink, opacity=1, stroke=look.paper, strokeWidth=1.5
    ).encode(
        x=x,
        y=y,
        size=alt.Size("activity:Q", scale=alt.Scale(range=[40, 620], zero=True), legend=None),
        tooltip=[
            alt.Tooltip("label:N", title="who"),
            alt.Tooltip("out:Q", format=".1f", title="as source"),
            alt.Tooltip("into:Q", format=".1f", title="as target"),
        ],
    )
    names = [
        points.transform_filter(f"datum.left == {'true' if left else 'false'}")
        .mark_text(align="right" if left else "left", baseline="middle", fontSize=12)
        .encode(
            x=alt.X("tx:Q", scale=across, axis=None),
            y=alt.Y("ty:Q", scale=upward, axis=None),
            text="short:N",
            angle=alt.Angle("angle:Q", scale=None),
        )
        for left in (False, True)
    ]
    body = alt.layer(lines, discs, *names).properties(
        width=WIDTH,
        height=HEIGHT,
        title=titled(title_of(found), [subtitle(found)], look),
    )
    return framed(body, footer(found, ties), described(found, ties), look)


def angles(found: Network, ties: Sequence[Tie]) -> dict[str, float]:
    """Where each actor stands on the circle, in radians: the same network always looks the same."""
    order = ordered([n.id for n in found.nodes], {(t.one, t.two): t.expected for t in ties})
    return {name: 2 * math.pi * i / len(order) - math.pi / 2 for i, name in enumerate(order)}


def ordered(names: Sequence[str], ties: dict[tuple[str, str], float]) -> list[str]:
    """The names in an order in which those with strong ties are neighbours: from the first, each
    time the one with the strongest tie to either end of what is laid, put at that end."""
    weight: dict[frozenset[str], float] = {}
    for (one, two), strength in ties.items():
        weight[frozenset((one, two))] = weight.get(frozenset((one, two)), 0.0) + strength
    laid, rest = list(names[:1]), list(names[1:])
    while rest:
        best, at_end = max(
            ((name, end) for name in rest for end in (True, False)),
            # Of equals the one that comes first, at the end.
            key=lambda c: (
                weight.get(frozenset((c[0], laid[-1] if c[1] else laid[0])), 0.0),
                -rest.index(c[0]),
                c[1],
            ),
        )
        rest.remove(best)
        laid.insert(len(laid) if at_end else 0, best)
    return laid


def ties_of(found: Network) -> list[Tie]:
    """What passes between two, both ways together; the weakest first, that strong ones lie on top."""
    sums: dict[tuple[str, str], list[float]] = {}
    for e in found.edges:
        one, two = sorted((e.source, e.target))
        of = sums.setdefault((one, two), [0.0, 0.0, 0.0])
        of[0] += e.expected
        if e.goldstein is not None:
            of[1] += e.expected
            of[2] += e.expected * e.goldstein
    made = [Tie(*pair, n, total / w if w else None) for pair, (n, w, total) in sums.items()]
    return sorted(made, key=lambda t: (t.expected, t.one, t.two))


def kind_of(score: float | None) -> str:
    """The kind of a mean score, of `KINDS`."""
    if score is None or abs(score) <= EVEN:
        return _UNKNOWN
    return KINDS[0] if score < 0 else KINDS[2]


def curves(ties: list[Tie], at: dict[str, float]) -> list[dict[str, Any]]:
    """Each tie as a curve that bends towards the middle, so that those along the rim keep apart."""
    rows = []
    for i, tie in enumerate(ties):
        (ax, ay), (bx, by) = (_on_circle(at[end]) for end in (tie.one, tie.two))
        for step in range(STEPS + 1):
            t = step / STEPS
            near, far = (1 - t) ** 2, t**2
            middle = 2 * t * (1 - t) * 0.25
            rows.append(
                {
                    "tie": i,
                    "step": step,
                    "x": round(near * ax + far * bx + middle * (ax + bx), 5),
                    "y": round(near * ay + far * by + middle * (ay + by), 5),
                    "kind": kind_of(tie.score),
                    "expected": round(tie.expected, 3),
                    "score": None if tie.score is None else round(tie.score, 2),
                    "told": f"{cut(tie.one, 60)} – {cut(tie.two, 60)}",
                }
            )
    return rows


def _on_circle(angle: float, radius: float = RADIUS) -> tuple[float, float]:
    # Down the screen is up the scale.
    return radius * math.cos(angle), -radius * math.sin(angle)


def points_of(found: Network, at: dict[str, float]) -> list[dict[str, Any]]:
    """The actors on their circle, with the places of their names."""
    rows = []
    most = max(n.out + n.into for n in found.nodes)
    for n in found.nodes:
        angle = at[n.id]
        x, y = _on_circle(angle)
        # The greater the disc, the further out its name.
        room = 0.025 + 0.042 * math.sqrt((n.out + n.into) / most)
        tx, ty = _on_circle(angle, RADIUS + room)
        left = math.cos(angle) < -1e-9
        turn = math.degrees(angle) + (180 if left else 0)
        rows.append(
            {
                "label": plain(n.label),
                "short": cut(n.label, LABEL),
                "out": n.out,
                "into": n.into,
                "activity": round(n.out + n.into, 3),
                "x": round(x, 5),
                "y": round(y, 5),
                "tx": round(tx, 5),
                "ty": round(ty, 5),
                "left": left,
                "angle": round(turn % 360, 3),
            }
        )
    return rows


def title_of(found: Network) -> str:
    """What the chart is called."""
    if found.around is None:
        return "Who acts on whom"
    label = next((n.label for n in found.nodes if n.id == found.around), found.around)
    return f"{label} and those around it"


def subtitle(found: Network) -> str:
    """Whom it shows, and of which days."""
    who = "countries" if found.of == "countries" else "actors"
    return f"The {len(found.nodes)} most connected {who}, {found.first} to {found.last}"


def footer(found: Network, ties: Sequence[Tie]) -> list[str]:
    """The source, and what was left out."""
    drawn = [f"Only the {DRAWN} strongest of {len(ties):,} ties are drawn."]
    runs = ", ".join(r[:8] for r in found.runs[:3]) + (" …" if len(found.runs) > 3 else "")
    return [
        f"Source: Dateline desk {found.desk}, run {runs}; "
        f"{counted_in_words(found.events, 'event')} of "
        f"{counted_in_words(found.articles, 'article')}. A disc is as large as the actor’s events are many.",
        *(drawn if len(ties) > DRAWN else []),
        *(f"{note}." for note in found.notes),
    ]


def described(found: Network, ties: list[Tie]) -> str:
    """The chart in words, for those who do not see it."""
    strongest = "; ".join(
        f"{t.one} and {t.two}, {t.expected:.1f} expected events" for t in reversed(ties[-5:])
    )
    return f"{title_of(found)}. {subtitle(found)}. The strongest ties: {strongest}."
