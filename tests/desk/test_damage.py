"""A desk file that is damaged, cut short, none at all, or on a full disk: one clear line, and what
was committed is safe."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk.conftest import content, fill
from desk.made_by_rule import RuleReader, pages

from dateline import errors
from dateline.cli import main
from dateline.desk import Desk
from dateline.desk.querying import query

ROOT = Path(__file__).resolve().parents[2]
Captured = pytest.CaptureFixture[str]


def one_line(capsys: Captured, args: list[str], code: str, name: str) -> str:
    """The one line on standard error that a call gives; nothing else is said."""
    assert main(args) == 2
    out, err = capsys.readouterr()
    (line,) = err.splitlines()
    assert out == "" and line.startswith(f"dateline: {code}: ") and name in line
    assert line.endswith(")") and "Traceback" not in line
    return line


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a good desk."""
    folder = tmp_path_factory.mktemp("damage")
    fill(folder / "x.duckdb", pages(folder / "pages", range(40)))
    return (folder / "x.duckdb").read_bytes()


def use_all(file: Path) -> int:
    """Reads all that is in a desk; how many problems it finds."""
    with Desk(file, read_only=True) as desk:
        found = len(list(desk.check()))
        for _ in desk.readings():
            pass
        desk.events().fetchall()
        desk.info()
    return found


@pytest.mark.parametrize("how", ["flipped", "cut", "zeroed"])
def test_damaged_anywhere(file: Path, whole: bytes, how: str) -> None:
    """Never a fault of DuckDB's own, and never rows that are not those that were written."""
    chance = random.Random(how)
    refused = 0
    for _ in range(12):
        data = bytearray(whole)
        if how == "cut":
            data = data[: chance.randrange(1, len(data) - 1)]
        elif how == "flipped":
            for _ in range(3):
                data[chance.randrange(len(data))] ^= 0xFF
        else:
            at = chance.randrange(len(data))
            data[at : at + 3_000] = bytes(len(data[at : at + 3_000]))
        file.write_bytes(bytes(data))
        try:
            assert use_all(file) == 0  # only what was not used is damaged
        except errors.DeskError as error:
            refused += 1
            assert error.cure and "\n" not in str(error) and str(file) in str(error)
    assert refused >= {"flipped": 8, "cut": 12, "zeroed": 0}[how]


def test_commands_say_so(file: Path, whole: bytes, capsys: Captured) -> None:
    data = bytearray(whole)
    for at in range(20_000, len(data), 10_000):
        data[at] ^= 0xFF
    file.write_bytes(bytes(data))
    desk = ["--desk", str(file)]
    for args in (
        ["events"],
        ["desk", "info"],
        ["desk", "check"],
        ["stories"],
        ["sql", "FROM events"],
    ):
        assert "damaged" in one_line(capsys, [*args, *desk], "D404", file.name)
    file.write_bytes(whole[: len(whole) // 2])
    for args in (["events"], ["desk", "check"]):
        line = one_line(capsys, [*args, *desk], "D404", file.name)
        assert "cut short" in line and "restore it from a copy" in line


def test_damage_under_sql(file: Path, whole: bytes) -> None:
    """Also where only the rows that a user's own query reads are damaged."""
    data = bytearray(whole)
    for at in range(300_000, len(data), 9_000):
        data[at] ^= 0xFF
    file.write_bytes(bytes(data))
    with pytest.raises(errors.DeskError, match="damaged"), query(file, "FROM articles") as answer:
        list(answer.rows())


NONE: dict[str, bytes] = {
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 90,
    "a text": b"What is this? " * 2_000,
    "a few bytes": b"DUCK it is",
    "SQLite": b"SQLite format 3\x00" + bytes(8_000),
    "a zip": b"PK\x03\x04" + bytes(range(256)) * 80,
}


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_desk(file: Path, name: str, capsys: Captured) -> None:
    file.write_bytes(NONE[name])
    for args in (["events"], ["desk", "info"], ["add", "x.txt"]):
        one_line(capsys, [*args, "--desk", str(file)], "D404", file.name)
        assert file.read_bytes() == NONE[name]  # it is somebody's


@pytest.mark.parametrize("size", [0, 12, 4_096, 9_000])
def test_killed_before_anything_was_in_it(file: Path, tmp_path: Path, size: int) -> None:
    """The first bytes of a file are a header; where only a part of it was written, a desk is made."""
    with Desk(tmp_path / "other.duckdb"):
        pass
    file.write_bytes((tmp_path / "other.duckdb").read_bytes()[:size])
    with pytest.raises(errors.DeskError):
        Desk(file, read_only=True)
    assert fill(file, pages(tmp_path / "pages", range(1))).added == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do all")
def test_no_permission(file: Path, tmp_path: Path, capsys: Captured) -> None:
    fill(file, pages(tmp_path / "pages", range(1)))
    file.chmod(0)
    assert "permission denied" in one_line(
        capsys, ["events", "--desk", str(file)], "D401", file.name
    )
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    args = ["add", str(tmp_path / "pages"), "--desk", str(locked / "x.duckdb")]
    assert "permission denied" in one_line(capsys, args, "D401", "x.duckdb")


# --- no room ---------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 5 MB of its own, where the system lets us mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(disk)],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("only root may mount a disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def long_pages(folder: Path, count: int) -> Path:
    """Pages of 30,000 characters that do not compress."""
    chance = random.Random(1)
    for path in pages(folder, range(count)):
        words = (f"w{chance.getrandbits(64):x}" for _ in range(1_700))
        path.write_text(f"{path.read_text()} Then {' '.join(words)}.")
    return folder


def by_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    import dateline.reader

    monkeypatch.setattr(dateline.reader, "Reader", lambda only=None, tables=None: RuleReader())


@pytest.mark.skipif(sys.platform != "linux", reason="tmpfs is Linux's")
def test_a_full_disk(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    by_rule(monkeypatch)
    monkeypatch.setattr("dateline.desk.adding.BATCH_PAGES", 20)
    folder = long_pages(tmp_path / "pages", 150)
    file = small_disk / "x.duckdb"
    args = ["add", str(folder), "--desk", str(file), "--workers", "1"]
    line = one_line(capsys, args, "D401", "x.duckdb")
    assert "the disk is full" in line and "safe" in line and "give the same command again" in line
    with contextlib.suppress(errors.DeskError), Desk(file, read_only=True) as desk:
        assert list(desk.check()) == []
        assert desk.info()["pages"] % 20 == 0
    subprocess.run(["mount", "-o", "remount,size=200m", str(small_disk)], check=True)
    assert main(args) == 0
    capsys.readouterr()
    fill(tmp_path / "whole.duckdb", [folder])
    assert content(file) == content(tmp_path / "whole.duckdb")


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, resource.RLIM_INFINITY))
import dateline.reader
from dateline.desk import adding
from desk.made_by_rule import RuleReader
dateline.reader.Reader = lambda only=None, tables=None: RuleReader()
adding.BATCH_PAGES = 5
from dateline.cli import main
sys.exit(main(["add", sys.argv[1], "--desk", sys.argv[2], "--workers", "1"]))
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="the system knows no such limit")
def test_a_file_that_may_not_grow(tmp_path: Path, file: Path) -> None:
    """A limit on the size of files stands in for a full disk where none can be mounted."""
    folder = long_pages(tmp_path / "pages", 120)
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(folder), str(file)],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    (line,) = done.stderr.splitlines()
    assert done.returncode == 2 and done.stdout == ""
    assert line.startswith("dateline: D401: ") and "limit on the size of files" in line
    fill(file, [folder])
    fill(tmp_path / "whole.duckdb", [folder])
    assert content(file) == content(tmp_path / "whole.duckdb")
