"""The desk that `benchmarks/web.py` serves, and the server that it asks."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from benchmarks.desk_made import RUN, countries, desk_of

OPENED = 12
"""Of so many stories the readings are put into the desk, without which no row can be opened."""
SEED = 7
"""Of the samples that are reviewed; their first rows can be opened too."""
PATIENCE = 600.0
"""So many seconds a server may take to make its copy ready."""


class Known(NamedTuple):
    """What is asked about: two countries often in the news and their names, a place, an outlet, and the ids
    of rows and of a story that can be opened."""

    one: str
    other: str
    name: str
    place: str
    outlet: str
    rows: tuple[str, ...]
    story: str


def served_desk(events: int) -> tuple[Path, Known]:
    """The file of a made desk in which some rows can be opened, and what is in it."""
    from dateline.desk import Desk

    path = desk_of(events)
    states = countries()
    with Desk(path, read_only=True) as desk:
        held = desk.sql("SELECT count(*) FROM readings").fetchall()[0][0]
    if not held:
        with Desk(path) as desk:
            _add_readings(desk)
    with Desk(path, read_only=True) as desk:
        opened = desk.sql(
            "SELECT e.id, e.story_id FROM events e JOIN readings r ON r.article_id = e.article_id "
            'ORDER BY r.article_id, e."position"'
        ).fetchall()
    return path, Known(
        states[0].code, states[3].code, states[1].name, states[2].code, "Paper 7",
        tuple(id_ for id_, _ in opened), opened[0][1],
    )  # fmt: skip


def _add_readings(desk: Any) -> None:
    """Readings of some stories, copied ones among them, as the rows of the desk tell them."""
    from dateline.desk.rows import pack
    from dateline.desk.writing import insert
    from dateline.records import Reading, Span

    found = desk.sql(
        f"SELECT id FROM (SELECT id, copies FROM stories ORDER BY copies DESC, id LIMIT {OPENED:d})"
    ).fetchall()
    sampled = [
        desk.sql(
            f"SELECT article_id FROM events WHERE {chosen} ORDER BY md5('{SEED} ' || id), id LIMIT 2"
        ).fetchall()
        for chosen in ("true", "\"type\" = 'ACCUSE'")
    ]
    rows = []
    for (id_,) in dict.fromkeys([*found, *(row for some in sampled for row in some)]):
        article = desk.article(id_)
        told = desk.sql(
            'SELECT * FROM event_copies WHERE article_id = $1 ORDER BY "position"', [id_]
        )
        events = [_event(dict(zip(told.columns, row, strict=True))) for row in told.fetchall()]
        reading = Reading(
            article=article, events=events, version="0",
            sentences=[Span(e.sentence.start, e.sentence.end) for e in events],
        )  # fmt: skip
        rows.append({"run_id": RUN, "article_id": id_, "data": pack(reading)})
    insert(desk._connection, "readings", rows)


def _event(row: dict[str, Any]) -> Any:
    from dateline.records import Actor, Event, Evidence, Place, Span, Voice, When

    first, trigger = row["sentence_start"], Span(row["trigger_start"], row["trigger_end"])
    (source,), (target,) = row["source_names"], row["target_names"]
    spans = Span(first, trigger.start - 1), Span(trigger.end + 1, trigger.end + 1 + len(target))
    sides = [
        Actor(
            start=span.start, end=span.end, text=name, name=name, actor_id=name.lower(),
            country=row[f"{side}_countries"][0], resolved_by="table", confidence=0.9,
        )
        for side, name, span in (("source", source, spans[0]), ("target", target, spans[1]))
    ]  # fmt: skip
    day, place = row["when_earliest"], row["where_name"]
    same = (
        "id type about mode contexts cameo quad intensity goldstein status background within "
        "confidence reason version"
    )
    return Event(
        **{name: row[name] for name in same.split()},
        sources=sides[:1], targets=sides[1:], size=[],
        voices=[
            Voice(name=name, kind="outlet" if n == len(row["voices"]) else "office")
            for n, name in enumerate(row["voices"], 1)
        ],
        when=When(earliest=day, latest=day, precision="day", basis=row["when_basis"]),
        where=Place(start=spans[1].start, end=spans[1].end, text=place, name=place) if place else None,
        sentence=Span(first, row["sentence_end"]), trigger=trigger,
        evidence=[
            Evidence("source", spans[0]), Evidence("target", spans[1]), Evidence("trigger", trigger),
        ],
    )  # fmt: skip


class Server(NamedTuple):
    """A server that listens: where, and the number of its process."""

    host: str
    port: int
    process: int

    def busy(self) -> float:
        """Seconds of the processor that it has used so far."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def held(self, most: bool = False) -> float:
        """How much memory it holds, in MB; or the most that it has held."""
        told = Path(f"/proc/{self.process}/status").read_text()
        found = re.search(rf"^{'VmHWM' if most else 'VmRSS'}:\s*(\d+) kB", told, re.MULTILINE)
        assert found is not None
        return int(found[1]) / 1_000


@contextmanager
def serving(path: Path) -> Iterator[Server]:
    """`dateline serve` on a desk, from when its copy is ready to ask until the end of the block."""
    command = [sys.executable, "-m", "dateline.cli", "serve", "--desk", str(path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found is not None, "the server did not start"
            at = urlsplit(found[0])
            server = Server(at.hostname or "", at.port or 0, process.pid)
            _await_ready(server)
            yield server
        finally:
            process.terminate()


def _await_ready(server: Server) -> None:
    """A large desk is shown at once, and made fast to ask meanwhile."""
    from dateline.records import from_json

    for _ in range(int(PATIENCE)):
        connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
        connection.request("GET", "/api/v1/desk")
        told = from_json(connection.getresponse().read(), dict[str, Any])
        connection.close()
        if told["ready"]:
            return
        time.sleep(1)
    raise TimeoutError("the copy of the desk was not made ready")
