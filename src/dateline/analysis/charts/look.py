"""How charts look: colours, letters, title and the lines under them.

The colours are of M. Okabe and K. Ito's set, which people with any colour vision tell apart; what a
colour says, a dash, a shape or a sign says too.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.analysis.plain import plain
from dateline.errors import UsageError

if TYPE_CHECKING:
    import altair as alt

WIDTH = 760
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_LINE = 155
"""So many characters of the small letters fit under a chart."""


class Theme(NamedTuple):
    """Colours of a theme: paper, ink, faint ink, lines of the grid, areas that nobody read, the two
    sides (in this order), and conflict, balance and cooperation."""

    paper: str
    ink: str
    faint: str
    grid: str
    unread: str
    sides: tuple[str, str]
    scores: tuple[str, str, str]


THEMES = {
    "light": Theme(
        "#ffffff", "#1f2328", "#59636e", "#e4e7eb", "#eceef1", ("#0072b2", "#d55e00"),
        ("#b34a00", "#8b949e", "#0072b2"),
    ),
    "dark": Theme(
        "#15181d", "#e6e9ed", "#a3adb8", "#2c323a", "#23282f", ("#56b4e9", "#e69f00"),
        ("#e69f00", "#87919c", "#56b4e9"),
    ),
}  # fmt: skip


def theme_of(name: str) -> Theme:
    """The theme of a name, or `UsageError` for what is none."""
    if name not in THEMES:
        raise UsageError(f"no theme {name!r}", cure=f"one of {', '.join(THEMES)}")
    return THEMES[name]


def wrapped(lines: Sequence[str]) -> list[str]:
    """Lines that fit under a chart."""
    return [part for line in lines for part in textwrap.wrap(plain(line), _LINE) or [""]]


def titled(title: str, subtitle: Sequence[str], theme: Theme, offset: int = 12) -> alt.TitleParams:
    """The title over a chart."""
    import altair as alt

    return alt.TitleParams(
        plain(title), subtitle=wrapped(subtitle), anchor="start", frame="bounds", offset=offset,
        fontSize=18, subtitleFontSize=12, subtitlePadding=6, color=theme.ink,
        subtitleColor=theme.faint, font=FONT, subtitleFont=FONT, subtitleLineHeight=16,
    )  # fmt: skip


def framed(chart: Any, footer: Sequence[str], description: str, theme: Theme) -> alt.VConcatChart:
    """A chart on its paper, with the lines that tell source and omissions under it."""
    import altair as alt

    return (
        alt.vconcat(
            chart,
            title=alt.TitleParams(
                wrapped(footer), orient="bottom", anchor="start", offset=14, fontSize=11,
                fontWeight="normal", color=theme.faint, font=FONT, lineHeight=15,
            ),
            background=theme.paper,
            padding=16,
            description=plain(description),
            # The chart's own, that no theme of a notebook may change it.
            usermeta={"embedOptions": {"theme": None}},
        )
        .configure_view(stroke=None)
        .configure_axis(
            labelFont=FONT, titleFont=FONT, labelColor=theme.faint, titleColor=theme.faint,
            titleFontWeight="normal", titleFontSize=12, labelFontSize=11, gridColor=theme.grid,
            domainColor=theme.grid, tickColor=theme.grid, titlePadding=10,
        )
        .configure_legend(
            labelFont=FONT, titleFont=FONT, labelColor=theme.ink, titleColor=theme.faint,
            labelFontSize=12, titleFontSize=11, titleFontWeight="normal", symbolSize=90,
            symbolStrokeWidth=2, labelLimit=320,
        )
        .configure_text(font=FONT, color=theme.ink)
    )  # fmt: skip
