"""The relations of two countries as records: periods, shifts, and the events behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.records import Record

if TYPE_CHECKING:
    import altair as alt


class Period(Record, frozen=True):
    """One period of one direction: the `value` of the measure with its interval, and the other
    figures beside it. `read` is false where no article of the period was read: then 0 events mean
    nothing, and the value is None."""

    source: str
    target: str
    period: str
    articles: int
    read: bool
    events: int
    expected: float
    value: float | None
    low: float | None
    high: float | None
    goldstein: float | None
    conflict: float | None


class Behind(Record, frozen=True):
    """An event behind a shift: `side` says whether it lies `after` the shift or, where something
    has ceased, `before`; `contribution` is its part of the step, in the unit of the measure."""

    event_id: str
    day: str
    side: str
    type: str
    status: str
    confidence: float
    contribution: float
    voice: str | None
    outlet: str | None
    sentence: str


class Shift(Record, frozen=True):
    """A shift of one direction: the first period of the new level, the mean before and after (as
    far as the next shift), how many periods nobody read lie right before it, and the events."""

    source: str
    target: str
    period: str
    before: float
    after: float
    gap: int
    events: list[Behind]


class Relations(Record, frozen=True):
    """The relations of two countries, by period. With `directed`, only of the first to the
    second. `sought` names the sources whose series are long enough to look for shifts."""

    source: str
    target: str
    source_name: str
    target_name: str
    directed: bool
    by: str
    measure: str
    level: int
    first: str
    last: str
    events: int
    articles: int
    desk: str
    runs: list[str]
    periods: list[Period]
    shifts: list[Shift]
    sought: list[str]
    strength: float
    shortest: int
    notes: list[str]

    def directions(self) -> list[tuple[str, str]]:
        """The pairs that have a series: one, or both ways."""
        there = (self.source, self.target)
        return [there] if self.directed else [there, (self.target, self.source)]

    def name(self, code: str) -> str:
        """The name of one of the two."""
        return self.source_name if code == self.source else self.target_name

    def page(self, theme: str = "light") -> str:
        """A page with the chart, the shifts with their events, and the figures as a table."""
        from dateline.analysis.charts.listing import of_relations
        from dateline.analysis.charts.rendering import rendered

        return rendered(self.chart(theme), "html", of_relations(self)).decode()

    def chart(self, theme: str = "light") -> alt.VConcatChart:
        """The series as an Altair chart, `light` or `dark`."""
        from dateline.analysis.charts.series import chart

        return chart(self, theme)
