"""A local Ray of several processes makes the desk that one process makes, whatever befalls it."""

from __future__ import annotations

import os
import random
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from desk.conftest import content, fill
from scale.odd_readers import OddReader, Told
from scale.test_parts import made, taken
from scale.test_workers import exported

from dateline import errors
from dateline.cli import main
from dateline.cluster.rays import connected
from dateline.cluster.running import Asked, run

LINUX = sys.platform == "linux"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    pytest.importorskip("ray", reason="Ray has no wheel for this Python")
    here = os.getcwd()
    with connected("local", 2) as found:
        yield found
    os.chdir(here)


def children_of(pid: int) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == pid and state != "Z":
            found.append(int(folder.name))
    return found


def test_the_same_rows(cluster: Any, tmp_path: Path) -> None:
    """300 pages in any order, two processes, one of which is killed in the middle."""
    sources = made(tmp_path / "pages", 130)
    shuffled = sources.copy()
    random.Random(5).shuffle(shuffled)
    one = fill(tmp_path / "one.duckdb", sources)
    assert one.pages > 300 and one.failed

    @contextmanager
    def given() -> Iterator[Any]:
        yield cluster

    # The actors' own readers say who they are: a worker of theirs, or they themselves, are killed.
    reader = OddReader(pause=0.02, seen=str(tmp_path / "seen"))
    asked = Asked(tmp_path / "parts", tuple(map(str, shuffled)), part_pages=30)
    killed = []
    for step in run(asked, reader, given):  # type: ignore[arg-type]
        if LINUX and step.failure is None and len(killed) < 2 and (step.share or 1) < 0.7:
            killed += kill_one(actor=not killed)
    assert len(killed) == 2 * LINUX
    assert (step.pages, step.failed) == (one.pages, one.failed)
    last = taken(tmp_path / "ray.duckdb", tmp_path / "parts")
    assert last.pages == one.pages
    assert content(tmp_path / "ray.duckdb") == content(tmp_path / "one.duckdb", check=False)
    first = exported(tmp_path / "one.duckdb", tmp_path / "1")
    assert exported(tmp_path / "ray.duckdb", tmp_path / "2") == first


def kill_one(actor: bool) -> list[int]:
    """Kill an actor's process, or the process that reads for it."""
    for folder in sorted(Path("/proc").glob("[0-9]*")):
        try:
            command = (folder / "cmdline").read_bytes()
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if b"dateline.scale.worker" in command and parent in actors():
            victim = parent if actor else int(folder.name)
            os.kill(victim, signal.SIGKILL)
            return [victim]
    return []


def actors() -> set[int]:
    """The processes of this program's Ray that hold actors."""
    here = os.getpid()
    return {w for raylet in descendants(here) for w in children_of(raylet)}


def descendants(pid: int) -> list[int]:
    found = children_of(pid)
    return found + [p for child in found for p in descendants(child)]


def test_what_keeps_workers_from_reading(cluster: Any, tmp_path: Path) -> None:
    @contextmanager
    def given() -> Iterator[Any]:
        yield cluster

    sources = tuple(map(str, made(tmp_path / "pages", 2)))
    reader = Told("scale.odd_readers:without_model")
    with pytest.raises(errors.MissingModel, match="pipeline") as caught:
        list(run(Asked(tmp_path / "a", sources), reader, given))  # type: ignore[arg-type]
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("address", ["", "nowhere", "ray://", "host:port", "a b:1"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(errors.UsageError, match="no address"), connected(address):
        pass


def test_an_address_without_ray() -> None:
    with socket.socket() as taken_once:
        taken_once.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{taken_once.getsockname()[1]}"
    with (
        pytest.raises(errors.WorkersFailed, match="no Ray cluster answers") as caught,
        connected(place),
    ):
        pass
    assert caught.value.exit_code == 2


def test_ray_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [n for n in sys.modules if n == "ray" or n.startswith("ray.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "ray", None)
    (tmp_path / "a.txt").write_text("Peru recalled its ambassador from Chile. " * 3)
    code = main(["add", str(tmp_path / "a.txt"), "--ray", "local", "--out", str(tmp_path / "p")])
    told = capsys.readouterr()
    assert code == 2 and len(told.err.splitlines()) == 1
    assert "D302" in told.err and "pip install 'dateline[ray]'" in told.err
