"""`dateline add` itself, killed with -9 again and again: the desk is whole each time, and the same
command carries on to the rows of an undisturbed run."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from desk.conftest import content
from desk.made_by_rule import COUNTRIES

from dateline.desk import Desk

ROOT = Path(__file__).resolve().parents[2]
PAGES = 130
BATCH = 8
KILLS = 20

# The command as it is, but with small batches and checkpoints: half of the time is then spent in
# writing, so that many of the kills fall into a commit or a checkpoint. It says when a page has been
# read: the kills are counted from there, for how long a page takes depends on the machine.
ADD = """
import sys, duckdb
from dateline.desk import adding
from dateline.reader import Reader
adding.BATCH_PAGES = 8
connect, read = duckdb.connect, Reader.read_article
def small(*args, config=None, **options):
    return connect(*args, config={**(config or {}), "checkpoint_threshold": "300KB"}, **options)
def told(reader, article):
    reading = read(reader, article)
    print("reading", file=sys.stderr, flush=True)
    return reading
duckdb.connect, Reader.read_article = small, told
from dateline.cli import main
sys.exit(main(["add", sys.argv[1], "--desk", sys.argv[2], "--workers", "1"]))
"""

_DONE = (
    "accused {} of breaking the fishing pact.",
    "sent tents and food to {} after the flood.",
    "and {} signed a treaty in Oslo on Monday.",
    "threatened to close its border with {}, the news agency said.",
    "did not attack {}, a spokesman said on Tuesday.",
)


def rows() -> list[dict[str, Any]]:
    """Short articles; some are copies, one is there twice, and two cannot be read."""
    chance = random.Random(3)
    names = list(COUNTRIES)
    told: list[dict[str, Any]] = []
    for n in range(PAGES):
        one, other = chance.sample(names, 2)
        text = f"{one} {chance.choice(_DONE).format(other)} It was affair number {n} of the year."
        if n % 40 == 39:
            text = f"{told[n - 5]['text']} {text}"
        told.append({
            "url": f"https://paper{n % 7}.example/{n}", "outlet": f"Paper {n % 7}",
            "published": f"2023-0{1 + n % 9}-1{n % 10}", "text": text,
        })  # fmt: skip
    told[50] = {"url": "https://paper.example/empty", "text": " "}
    told[51] = told[20]
    told[52] = {"url": "https://paper.example/other", "text": "外交部发言人周三表示坚决反对。" * 20}
    return told


def start(source: Path, file: Path) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return subprocess.Popen(
        [sys.executable, "-c", ADD, str(source), str(file)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip


def reads(running: subprocess.Popen[str], pages: int = 1) -> float:
    """Waits until so many pages have been read, or the program has ended; the time."""
    assert running.stderr is not None
    for line in running.stderr:
        assert line.startswith("dateline: ") or line == "reading\n", line
        pages -= line == "reading\n"
        if not pages:
            break
    return time.monotonic()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL")
def test_killed_and_resumed(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows()), "utf-8")
    whole, file = tmp_path / "whole.duckdb", tmp_path / "killed.duckdb"

    began = time.monotonic()
    undisturbed = start(source, whole)
    reading = reads(undisturbed)
    out, _ = undisturbed.communicate()
    lasted = time.monotonic() - reading
    assert undisturbed.returncode == 1 and "2 failed" in out  # two of the pages are bad

    # Two kills at the start, before or while the desk is made; then twenty while pages are read and
    # written, after 2 to 12 pages of each call and a part of the time that a page takes: eight calls get
    # a batch in, so that the kills spread over the work and some is left after the last.
    chance = random.Random(6)
    after = [*range(2, 8), *range(2, 8), *range(BATCH + 1, BATCH + 5), *range(BATCH + 1, BATCH + 5)]
    chance.shuffle(after)
    killed, grown = 0, []
    for number in range(KILLS + 2):
        running = start(source, file)
        if number < 2:
            time.sleep(chance.random() * (reading - began))
        else:
            reads(running, after[number - 2])
            time.sleep(chance.random() * lasted / PAGES)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        killed += running.returncode == -signal.SIGKILL
        if not file.exists():
            continue
        with Desk(file, read_only=True) as desk:
            assert list(desk.check()) == []
            grown.append(desk.info()["pages"])
    assert killed >= KILLS
    assert grown == sorted(grown) and len(set(grown)) > KILLS / 3, grown

    last = start(source, file)
    out, err = last.communicate()
    assert last.returncode == 1 and "Traceback" not in err
    assert content(file) == content(whole)
    assert len(content(file)["articles"]) == PAGES - 3
