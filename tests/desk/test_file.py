"""The file: migrations, another program's desk, a killed program, a second writer."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from desk.conftest import content, fill
from desk.made_by_rule import pages, story

from dateline import errors
from dateline.desk import Desk, migrations
from dateline.desk.migrations import Step, migrate, newest, steps, version_of
from dateline.desk.opening import meaning

ROOT = Path(__file__).resolve().parents[2]
ENV = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests"), str(ROOT)]),
}


def desk_of_version(file: Path, version: int) -> None:
    """A desk as a program of that version made it."""
    with duckdb.connect(str(file)) as connection:
        migrate(connection, file, upto=version)


@pytest.mark.parametrize("version", range(1, newest() + 1))
def test_from_each_version(tmp_path: Path, file: Path, version: int) -> None:
    desk_of_version(file, version)
    with duckdb.connect(str(file), read_only=True) as connection:
        assert version_of(connection, file) == version
    fill(file, pages(tmp_path / "pages", range(2)))
    with Desk(file, read_only=True) as desk:
        assert desk.info()["version"] == newest() and desk.info()["articles"] == 2


def later(monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    """A program that knows one version more."""
    more = (*steps(), Step(newest() + 1, sql))
    monkeypatch.setattr(migrations, "steps", lambda: more)


def test_forward(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(file, pages(tmp_path / "pages", range(2)))
    before = content(file)
    now = newest()
    later(monkeypatch, "ALTER TABLE runs ADD COLUMN note VARCHAR; CREATE TABLE more (x INTEGER)")
    # Also by one who only asks.
    with Desk(file, read_only=True) as desk:
        assert desk.info()["version"] == now + 1
        assert desk.sql("SELECT note FROM runs").fetchall() == [(None,)]
    after = content(file)
    assert {**after, "runs": None} == {**before, "runs": None}


def test_a_step_that_fails_leaves_the_desk_as_it_was(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(file, pages(tmp_path / "pages", range(2)))
    before = content(file)
    with monkeypatch.context() as patch:
        later(patch, "CREATE TABLE more (x INTEGER); SELECT * FROM nothing_there")
        with pytest.raises(duckdb.Error):
            Desk(file)
    assert content(file) == before


def test_newer_file_is_refused(file: Path) -> None:
    with Desk(file) as desk:
        desk.sql(f"UPDATE desk_format SET value = '{newest() + 1}' WHERE name = 'version'")
    for read_only in (True, False):
        with pytest.raises(errors.DeskTooNew, match="newer Dateline") as caught:
            Desk(file, read_only=read_only)
        assert "upgrade" in (caught.value.cure or "") and caught.value.exit_code == 2


def test_what_is_no_desk(tmp_path: Path, file: Path) -> None:
    file.write_bytes(b"some other file " * 1000)
    with pytest.raises(errors.NotADesk):
        Desk(file)
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE mine (x INTEGER)")
    for read_only in (True, False):
        with pytest.raises(errors.NotADesk):
            Desk(other, read_only=read_only)
    with duckdb.connect(str(other)) as connection:
        assert connection.execute("SELECT count(*) FROM duckdb_tables()").fetchone() == (1,)
    with pytest.raises(errors.DeskError, match="folder"):
        Desk(tmp_path)
    with pytest.raises(errors.DeskError, match="no such folder"):
        Desk(tmp_path / "none" / "x.duckdb")
    with pytest.raises(errors.DeskError, match="no such desk") as caught:
        Desk(tmp_path / "none.duckdb", read_only=True)
    assert "dateline add" in (caught.value.cure or "")


def test_a_file_cut_short_is_refused(tmp_path: Path, file: Path) -> None:
    fill(file, pages(tmp_path / "pages", range(3)))
    data = file.read_bytes()
    for size in (len(data) // 2, 5000, 20):
        file.write_bytes(data[:size])
        with pytest.raises(errors.DeskError), Desk(file, read_only=True) as desk:
            list(desk.check())


def test_second_writer_gets_one_line(file: Path) -> None:
    with Desk(file):
        with pytest.raises(errors.DeskBusy, match="open already"):
            Desk(file)
        code = f"from dateline.cli import main; raise SystemExit(main(['add', 'x', '--desk', {str(file)!r}]))"
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=ENV
        )
    assert done.returncode == 2 and done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("dateline: D402: ") and "another program" in line
    assert f"process {os.getpid()}" in line


def test_messages_of_duckdb_are_understood() -> None:
    busy = 'IO Error: Could not set lock on file "x": Conflicting lock is held in y (PID 7).'
    assert isinstance(meaning(busy, "x"), errors.DeskBusy)
    windows = "Cannot open file: The process cannot access the file because it is being used by another process."
    assert isinstance(meaning(windows, "x"), errors.DeskBusy)
    full = meaning("Could not write file: No space left on device", "x")
    assert "disk is full" in full.what and full.exit_code == 2
    assert "odd" in meaning("something odd\nof two lines", "x").what


KILLED = """
import sys
from pathlib import Path
from desk.made_by_rule import RuleReader
from dateline.desk import Desk, adding
adding.BATCH_PAGES = 3
with Desk(sys.argv[1]) as desk:
    for progress in desk.add([sys.argv[2]], reader=RuleReader()):
        print(progress.pages, flush=True)
"""


def test_killed_at_any_instant(tmp_path: Path, file: Path) -> None:
    """Killed with -9 again and again, then once left alone: the same rows as undisturbed."""
    folder = tmp_path / "pages"
    pages(folder, range(60))
    for number in range(0, 60, 7):
        copied = f"Watch us at six. {story(number)} {story(number + 1)[:200]}"
        (folder / f"copy-of-{number:03}.txt").write_text(copied, "utf-8")
    (folder / "empty.txt").write_text("")
    chance = random.Random(6)
    for _ in range(8):  # twenty times, and the command itself, in test_killed.py
        running = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(file), str(folder)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENV,
        )  # fmt: skip
        assert running.stdout is not None
        first = running.stdout.readline()
        time.sleep(chance.random() * 0.12)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        assert first or running.returncode == -signal.SIGKILL
        with Desk(file, read_only=True) as desk:
            assert list(desk.check()) == []
    fill(file, [folder])
    fill(tmp_path / "whole.duckdb", [folder])
    assert content(file) == content(tmp_path / "whole.duckdb")
