"""The desk in a browser: how long each page takes on a large desk, and how large it is.

The desk is made by rule (`desk_made.py`), served by `dateline serve` and asked over loopback. Of each
page `first` is the time to its first byte where nobody has asked for it before, `again` the median of
some more, both in ms; `processor` what the first answer took of the server's, in ms, which says more on
a busy machine; `kB` is the page, `whole` the page with the styles and scripts that it loads; `status` says where it was
not shown, as 503 where the question was stopped after ten seconds. Told are also the memory that the server
holds, and what it took to make its copy of the desk ready.

python -m benchmarks.web pages           # 1,000,000 events
python -m benchmarks.web load            # the same desk, asked by many at once: web_load.py
python -m benchmarks.web pages 100000    # a smaller desk
"""

from __future__ import annotations

import http.client
import re
import sys
import time
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import urlencode

from benchmarks.common import print_table
from benchmarks.desk_made import RARE
from benchmarks.web_desk import SEED, Known, Server, served_desk, serving
from benchmarks.web_load import load

EVENTS = 1_000_000
AGAIN = 3
LONGEST = 150.0
"""So many ms of the server's processor the first answer of a page may take."""
COMMON = "harbour bridge"
"""Two words that stand beside each other now and then."""


class Answer(NamedTuple):
    """An answer: milliseconds to its first byte, its status, and its body."""

    first_byte: float
    status: int
    body: bytes


def addresses(known: Known, events: int) -> dict[str, str]:
    """Name → address of each page that is measured."""
    row, other, third = known.rows[0], known.rows[9], known.rows[18]
    filtered: dict[str, dict[str, Any]] = {
        "type": {"type": "ASSAULT"},
        "status": {"status": "claim"},
        "quad": {"quad": 3},
        "source": {"source": known.one},
        "target": {"target": known.other},
        "source by name": {"source": known.name},
        "voice": {"voice": known.name},
        "voice of a country": {"voice": known.one},
        "place": {"place": known.place},
        "outlet": {"outlet": known.outlet},
        "between": {"between": f"{known.one},{known.other}"},
        "years": {"since": 2018, "until": 2020},
        "confidence": {"min_confidence": 0.8},
        "three filters": {"source": known.one, "status": "fact", "quad": 1},
        "a rare word": {"text": RARE},
        "a common word": {"text": "harbour"},
        "two words": {"text": COMMON},
    }
    return {
        "today": "/",
        "events": "/events",
        **{f"events, {name}": f"/events?{urlencode(given)}" for name, given in filtered.items()},
        **{f"events, by {sort}": f"/events?sort={sort}" for sort in (
            "date", "published", "-published", "confidence", "-confidence", "story",
        )},
        "events, page 100": "/events?page=100",
        "events, page 10,000": f"/events?page={min(10_000, events // 80)}",
        "events, page 1,000 by confidence": f"/events?page={min(1_000, events // 80)}&sort=confidence",
        "row": f"/events/{row}",
        "story": f"/stories/{known.story}",
        "today, 30 days": "/?days=30",
        "today, 90 days": "/?days=90",
        "actor": f"/actors/{known.name.lower()}".replace(" ", "%20"),
        "actor, by day": f"/actors/{known.name.lower()}?by=day&since=2020&until=2022".replace(" ", "%20"),
        "dyad, by week": f"/dyads/{known.one}/{known.other}?by=week",
        "dyad": f"/dyads/{known.one}/{known.other}",
        "map": "/map?type=ASSAULT",
        "network": "/network?since=2020&until=2021",
        "network, a class": "/network?quad=4&status=fact",
        "network, of names": "/network?of=names",
        "tellings": f"/tellings/{other}",
        "tellings, a week": f"/tellings/{third}?days=7",
        "review": "/review",
        "review, a sample": f"/review/rows?order=random&seed={SEED}&size=100",
        "review, a sample of a type": f"/review/rows?order=random&seed={SEED}&size=100&type=ACCUSE",
        "guide": "/guide",
        "API: events": f"/api/v1/events?target={known.one}",
        "API: stories": "/api/v1/stories?sort=-date",
    }  # fmt: skip


def ask(server: Server, address: str) -> Answer:
    """Ask for a page on a connection of its own."""
    connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
    connection.connect()
    started = time.perf_counter()
    connection.request("GET", address)
    response = connection.getresponse()
    first = (time.perf_counter() - started) * 1_000
    answer = Answer(first, response.status, response.read())
    connection.close()
    return answer


def _settle(server: Server) -> None:
    """Wait until the server has loaded what it loads by itself."""
    ask(server, "/guide")
    for _ in range(60):
        busy = server.busy()
        time.sleep(1)
        if server.busy() - busy < 0.05:
            return


def _loaded(server: Server, body: bytes, sizes: dict[str, int]) -> int:
    """The bytes of the styles and scripts that a page loads; `sizes` are those known already."""
    found = set(re.findall(r'(?:src|href)="(/[^"]+\.(?:css|js|svg))"', body.decode()))
    for address in found - sizes.keys():
        sizes[address] = len(ask(server, address).body)
    return sum(sizes[address] for address in found)


def pages(events: int) -> dict[str, float]:
    """Time and size of each page of a desk of so many events."""
    path, known = served_desk(events)
    rows = []
    sizes: dict[str, int] = {}
    with serving(path) as server:
        _settle(server)
        ready, most = server.busy(), server.held(most=True)
        for name, address in addresses(known, events).items():
            busy = server.busy()
            first = ask(server, address)
            busy = (server.busy() - busy) * 1_000
            again = median(ask(server, address).first_byte for _ in range(AGAIN))
            size = len(first.body)
            whole = size + _loaded(server, first.body, sizes)
            told = "" if first.status == 200 else str(first.status)
            rows.append((name, first.first_byte, again, busy, size / 1_000, whole / 1_000, told))
        held = server.held()
    print_table(
        f"pages of a desk of {events:,} events",
        ("page", "first", "again", "processor", "kB", "whole", "status"), rows,
    )  # fmt: skip
    return {
        "pages.not shown": float(sum(bool(r[6]) for r in rows)),
        "pages.slowest first, ms": max(r[1] for r in rows),
        "pages.slowest again, ms": max(r[2] for r in rows),
        "pages.slowest, processor": max(r[3] for r in rows),
        "pages.within 150 ms": sum(r[3] < LONGEST for r in rows) / len(rows),
        "pages.largest, kB": max(r[5] for r in rows),
        "pages.held, MB": held,
        "pages.held while made ready, MB": most,
        "pages.made ready, s of the processor": ready,
    }


# What there is to measure; each is given how many events the desk has.
PARTS = {"pages": pages, "load": load}


def run(sample: int | None = None) -> dict[str, float]:
    """All figures; `sample` is how many events the desk has."""
    found: dict[str, float] = {}
    for part in PARTS.values():
        found |= part(sample or EVENTS)
    return found


def main(arguments: list[str]) -> int:
    chosen = arguments[0] if arguments else None
    events = int(arguments[1]) if len(arguments) > 1 else EVENTS
    if chosen is not None and chosen not in PARTS:
        print(f"there is no part {chosen!r}: one of {', '.join(PARTS)}", file=sys.stderr)
        return 2
    found = PARTS[chosen](events) if chosen else run()
    print_table("web", ("figure", "value"), sorted(found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
