"""`/network`: who acts on whom, under the filters of the table of events."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.analysis import Network, network
from dateline.analysis.charts.network import (
    DRAWN,
    described,
    footer,
    kind_of,
    subtitle,
    ties_of,
    title_of,
)
from dateline.analysis.dyads import STATUSES
from dateline.analysis.networking import KINDS, MOST
from dateline.desk import Desk
from dateline.errors import NothingToShow, UsageError
from dateline.records import Record
from dateline.web.charts.network import address_around, address_between
from dateline.web.filters import MAX_CHARS, Pairs, View, filters_of, number_of
from dateline.web.render import render

router = APIRouter()

TOP = 20
TIES = 60
"""So many ties the table shows, the strongest; more are in the chart."""
OWN = ("around", "of", "top")


class Asked(Record, frozen=True):
    """Which network: around whom, of countries or names, of how many actors, under which filters."""

    around: str | None = None
    of: str = "countries"
    top: int = TOP
    filters: dict[str, Any] = {}  # noqa: RUF012 - msgspec makes a new one each time

    @property
    def query(self) -> str:
        """As the query of an address; the same question always gives the same one."""
        own = (("around", self.around, None), ("of", self.of, "countries"), ("top", self.top, TOP))
        pairs = [(name, str(value)) for name, value, usual in own if value != usual]
        return urlencode([*pairs, *View(filters=self.filters).pairs()])

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that count."""
        return tuple(self.filters.get("status") or STATUSES)

    def kept(self, shown: tuple[str, ...]) -> list[tuple[str, str]]:
        """The filters that the form does not show."""
        rest = {k: v for k, v in self.filters.items() if k not in shown}
        return View(filters=rest).pairs()


def asked_of(query: Pairs) -> Asked:
    """What an address asks. Raises `UsageError`."""
    pairs = list(query)
    own = {k: v.strip() for k, v in pairs if k in OWN and v.strip()}
    of, around = own.get("of", "countries"), own.get("around")
    if of not in KINDS:
        raise UsageError(f"no network of {of[:40]!r}", cure=f"one of {', '.join(KINDS)}")
    if around is not None and len(around) > MAX_CHARS:
        raise UsageError("the name is too long", cure=f"at most {MAX_CHARS} characters")
    top = number_of("top", own.get("top", str(TOP)), MOST)
    return Asked(around, of, max(2, top), filters_of(pairs, besides=OWN))


def found(database: Any, asked: Asked) -> Network | None:
    """The network, remembered; None where nothing is counted."""
    made: Network | None = database.remembered(
        ("network", asked.query), lambda desk: _asked(desk, asked)
    )
    # What is read is a copy with another name.
    return made and msgspec.structs.replace(made, desk=database.path.stem)


def _asked(desk: Desk, asked: Asked) -> Network | None:
    try:
        of: Any = asked.of
        made = network(desk, asked.around, of=of, top=asked.top, **asked.filters)
    except NothingToShow:
        return None
    return made if made.edges else None


WARM = [(("network", Asked().query), lambda desk: _asked(desk, Asked()))]
"""What the first look at the page asks."""

FORM = ("status", "since", "until")


@router.get("/network")
def page(request: Request) -> Response:
    asked = asked_of(request.query_params.multi_items())
    made = found(request.app.state.database, asked)
    return render(
        request, "network.html", asked=asked, kept=asked.kept(FORM), most=MOST,
        figure=None if made is None else _figure(made, asked),
    )  # fmt: skip


def _figure(made: Network, asked: Asked) -> dict[str, Any]:
    ties = ties_of(made)
    ways = {(e.source, e.target): e for e in made.edges}
    labels = {n.id: n.label for n in made.nodes}
    return {
        "spec": f"/charts/network.json?{asked.query}",
        "image": f"/charts/network.svg?{asked.query}",
        "title": title_of(made),
        "subtitle": subtitle(made),
        "described": described(made, ties),
        "notes": footer(made, ties),
        "ties": [
            {
                "one": labels[t.one],
                "two": labels[t.two],
                "address": address_between(t.one, t.two),
                "there": ways.get((t.one, t.two)),
                "back": ways.get((t.two, t.one)),
                "expected": t.expected,
                "score": t.score,
                "kind": kind_of(t.score).partition(" ")[0],
            }
            for t in reversed(ties[-TIES:])
        ],
        "more": max(0, min(len(ties), DRAWN) - TIES),
        "actors": [(n, address_around(made, n.id)) for n in made.nodes],
    }
