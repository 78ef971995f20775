"""What the address of a page with a chart says: the measure, the period, and filters of the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from dateline.analysis.dyads import PERIODS, STATUSES, check_period
from dateline.analysis.measures import MEASURES, check_measure
from dateline.errors import UsageError
from dateline.records import Record
from dateline.web.filters import Pairs, View, filters_of

SIDES = ("source", "target", "between")
"""The filters that a page of two sides, or of an actor, sets by itself."""


class Asked(Record, frozen=True):
    """What a series shows. Without a status it counts what is told as having happened."""

    measure: str = "count"
    by: str = "month"
    filters: dict[str, Any] = {}  # noqa: RUF012 - msgspec makes a new one each time

    @property
    def query(self) -> str:
        """As the query of an address; the same question always gives the same one."""
        own = (("measure", self.measure, "count"), ("by", self.by, "month"))
        pairs = [(name, value) for name, value, usual in own if value != usual]
        return urlencode([*pairs, *View(filters=self.filters).pairs()])

    @property
    def filtered(self) -> str:
        """Only the filters: what does not depend on the measure is asked once."""
        return View(filters=self.filters).query

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that count."""
        return tuple(self.filters.get("status") or STATUSES)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a form keeps in hidden fields: the filters that it does not show."""
        shown = {k: v for k, v in self.filters.items() if k != "status"}
        return View(filters=shown).pairs()

    def rows(self, **sides: Any) -> View:
        """The rows that are counted, in the table of events."""
        return View(filters={"status": list(self.statuses)} | self.filters | sides)


def asked_of(query: Pairs, besides: Iterable[str] = ()) -> Asked:
    """What an address asks; names in `besides` are somebody else's. Raises `UsageError`."""
    pairs = [(name, value) for name, value in query if name not in set(besides)]
    own = {name: value for name, value in pairs if name in ("measure", "by") and value}
    measure, by = own.get("measure", "count"), own.get("by", "month")
    check_measure(measure)
    filters = filters_of(pairs, besides=("measure", "by"))
    for name in SIDES:
        if name in filters:
            raise UsageError(
                f"{name} is what this page is about", cure="take it away, or use /events"
            )
    return Asked(measure, check_period(by), filters)


__all__ = ["MEASURES", "PERIODS", "Asked", "asked_of"]
