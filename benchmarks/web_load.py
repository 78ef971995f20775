"""Fifty readers and two coders at once, for a minute: do all get an answer, and how soon.

A reader opens a page, reads, and opens another; a coder judges a row every few seconds. They ask
`dateline serve`, a process of its own, over loopback, each on a connection that is kept. The time of an
answer is that to its last byte, in ms. What they ask is the same each time (a seed); how long they read
between two pages is drawn, five seconds on average for readers, three for coders.
"""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from html import unescape
from statistics import median, quantiles
from typing import Any, NamedTuple
from urllib.parse import urlencode

from benchmarks.common import print_table
from benchmarks.web_desk import Known, Server, served_desk, serving

READERS, CODERS = 50, 2
SECONDS = 60.0
READING, JUDGING = 5.0, 3.0
"""Seconds between two pages of a reader, and between two rows of a coder, on average."""
KEPT = 8.0
"""Seconds after which a connection is opened anew: the server closes one that is idle for 10."""


class Answer(NamedTuple):
    """What somebody asked for, and what came: the kind of page, milliseconds, and status."""

    kind: str
    time: float
    status: int


def asked(known: Known) -> list[tuple[str, str]]:
    """Kind and address of what readers open, the frequent ones several times."""
    table: list[dict[str, Any]] = [
        {}, {"type": "ASSAULT"}, {"status": "claim"}, {"source": known.one}, {"text": "harbour"},
        {"source": known.one, "target": known.other}, {"since": 2018, "until": 2020}, {"page": 3},
    ]  # fmt: skip
    return [
        *[("today", "/")] * 6,
        *[("events", f"/events?{urlencode(given)}") for given in table] * 2,
        *[("row", f"/events/{id_}") for id_ in known.rows[:16]],
        *[("story", f"/stories/{known.story}")] * 5,
        *[("dyad", f"/dyads/{known.one}/{known.other}")] * 3,
        *[("tellings", f"/tellings/{id_}") for id_ in known.rows[:2]],
        ("actor", f"/actors/{known.name.lower()}".replace(" ", "%20")),
        ("guide", "/guide"),
    ]


class Visitor:
    """A browser: a connection that is kept, and its cookies. Not safe for several threads."""

    def __init__(self, server: Server, answers: list[Answer]) -> None:
        self.connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.answers = answers
        self.used = time.monotonic()

    def ask(self, kind: str, address: str, form: dict[str, str] | None = None) -> tuple[str, str]:
        """The body of the answer, and where it sends one on to."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if time.monotonic() - self.used > KEPT:
            self.connection.close()
        started, status, body, to = time.perf_counter(), 0, b"", ""
        try:
            self.connection.request(
                "GET" if form is None else "POST", address,
                urlencode(form) if form is not None else None, headers,
            )  # fmt: skip
            answer = self.connection.getresponse()
            status, body, to = answer.status, answer.read(), answer.headers.get("location", "")
            for line in answer.headers.get_all("set-cookie", []):
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
        except (OSError, http.client.HTTPException):
            self.connection.close()  # the next one opens it anew
        self.used = time.monotonic()
        took = (time.perf_counter() - started) * 1_000
        self.answers.append(Answer(kind, took, status))
        return body.decode("utf-8", "replace"), to


def read(server: Server, known: Known, number: int, until: float, answers: list[Answer]) -> None:
    """A reader: pages of the mix, with time to read between them."""
    chance = random.Random(number)
    visitor, mix = Visitor(server, answers), asked(known)
    time.sleep(chance.uniform(0, READING))
    while time.monotonic() < until:
        visitor.ask(*chance.choice(mix))
        time.sleep(chance.expovariate(1 / READING))


def judge(server: Server, known: Known, number: int, until: float, answers: list[Answer]) -> None:
    """A coder: the rows of one story, from the first to the last and again."""
    chance = random.Random(f"coder {number}")
    visitor = Visitor(server, answers)
    body, _ = visitor.ask("review", "/review")
    visitor.ask("review", "/review/coder", {**_hidden(body), "name": f"coder{number}"})
    queue, at = urlencode({"order": "listed", "size": 50, "story": known.story}), 1
    while time.monotonic() < until:
        body, _ = visitor.ask("row to judge", f"/review/rows?{queue}&at={at}")
        total = re.search(r"Row [\d,]+ of ([\d,]+)", body)
        form = _hidden(body.partition('action="/review/judge"')[2].partition("</form>")[0])
        verdict = chance.choice(["right", "right", "wrong", "unsure"])
        visitor.ask("verdict", "/review/judge", {**form, "verdict": verdict})
        at = at % int(total[1].replace(",", "")) + 1 if total else 1
        time.sleep(chance.expovariate(1 / JUDGING))


def _hidden(form: str) -> dict[str, str]:
    """The hidden fields of a form."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found}


def load(events: int) -> dict[str, float]:
    """A minute of all of them on a desk of so many events."""
    path, known = served_desk(events)
    answers: list[Answer] = []
    with serving(path) as server:
        for kind, address in dict(asked(known)).items():  # what a first visit makes ready
            Visitor(server, []).ask(kind, address)
        busy, until = server.busy(), time.monotonic() + SECONDS
        threads = [
            threading.Thread(target=act, args=(server, known, number, until, answers), daemon=True)
            for act, many in ((read, READERS), (judge, CODERS))
            for number in range(many)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        busy = server.busy() - busy
    kinds = sorted({a.kind for a in answers})
    groups = [(kind, [a for a in answers if a.kind == kind]) for kind in kinds]
    print_table(
        f"{READERS} readers and {CODERS} coders for {SECONDS:.0f} s, a desk of {events:,} events",
        ("page", "answers", "median, ms", "95 of 100, ms", "slowest, ms", "errors"),
        [(kind, *_told(some)) for kind, some in [*groups, ("all", answers)]],
    )
    return {
        "load.median, ms": median(a.time for a in answers),
        "load.errors": float(sum(not 200 <= a.status < 400 for a in answers)),
        "load.answers": float(len(answers)),
        "load.processor of the server, s": busy,
    }


def _told(some: list[Answer]) -> tuple[float, ...]:
    times = [a.time for a in some]
    high = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    errors = sum(not 200 <= a.status < 400 for a in some)
    return len(some), median(times), high, max(times), errors
