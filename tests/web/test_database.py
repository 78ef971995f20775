"""Reading while somebody writes: copies that are right, limits on time."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from web.conftest import articles, asking, make

from dateline.desk import Desk
from dateline.errors import DeskError, NotADesk, TookTooLong
from dateline.web import snapshot
from dateline.web.database import Database

SLOW = "SELECT count(*) FROM range(100000) a, range(100000) b, range(1000) c WHERE a.range + b.range = c.range"


def count(database: Database) -> int:
    with database.lease() as desk:
        return int(desk.info()["articles"])


def test_a_desk_that_another_program_writes_is_read(tmp_path: Path) -> None:
    path = make(tmp_path / "busy.duckdb", articles()[:3])
    held = (
        "import sys, duckdb; c = duckdb.connect(sys.argv[1]); "
        "c.execute('CREATE TABLE mine AS SELECT 1'); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", held, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None and writer.stdout.readline() == "held\n"
        with pytest.raises(DeskError):
            Desk(path, read_only=True)
        database = Database(path, look=60)
        try:
            assert count(database) == 3
        finally:
            database.close()
        writer.communicate("")


def test_a_writer_never_waits_and_is_seen_later(tmp_path: Path) -> None:
    path = make(tmp_path / "grows.duckdb", articles()[:3])
    database = Database(path, look=60)
    try:
        with database.lease() as before:
            make(path, articles()[:8])
            assert database.refresh()
            assert not database.refresh()
            assert before.info()["articles"] == 3, "a request sees one state"
        assert count(database) == 8
    finally:
        database.close()
    assert not list(tmp_path.glob(f"{snapshot.PREFIX}*"))


def test_a_slow_question_is_stopped_and_holds_nobody_up(made: Path) -> None:
    database = Database(made, seconds=1.0, look=60)
    failed: list[Exception] = []

    def slow() -> None:
        try:
            with database.lease() as desk:
                desk.sql(SLOW).fetchall()
        except TookTooLong as error:
            failed.append(error)

    try:
        thread = threading.Thread(target=slow)
        started = time.monotonic()
        thread.start()
        assert count(database) > 0
        thread.join(20)
        assert time.monotonic() - started < 15
        assert len(failed) == 1
    finally:
        database.close()


def test_a_slow_page_says_so(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.web.pages import dyad

    def slow(desk: Desk, *_: object) -> dict[str, object]:
        return {"rows": desk.sql(SLOW).fetchall()}

    monkeypatch.setattr(dyad, "_asked", slow)
    with asking(made, read_only=True, seconds=0.3) as client:
        answer = client.get("/dyads/KEN/TZA")
        assert answer.status_code == 503 and "was stopped" in answer.text
        assert answer.headers["retry-after"]


def test_answers_are_remembered_until_the_desk_changes(tmp_path: Path) -> None:
    path = make(tmp_path / "kept.duckdb", articles()[:2])
    database = Database(path, look=60)
    asked: list[int] = []

    def ask(desk: Desk) -> int:
        asked.append(1)
        return int(desk.info()["articles"])

    try:
        assert [database.remembered("n", ask) for _ in range(3)] == [2, 2, 2]
        assert len(asked) == 1
        make(path, articles()[:4])
        database.refresh()
        assert database.remembered("n", ask) == 4
    finally:
        database.close()


def test_a_prepared_copy_answers_as_the_desk_does(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dateline.web.database as module

    monkeypatch.setattr(module, "AT_ONCE_BYTES", 0)
    database = Database(made, look=60)
    try:
        answers = []
        for _ in range(2):
            with database.lease() as desk:
                answers.append(
                    (
                        list(desk.event_rows()),
                        list(desk.event_rows(copies=True)),
                        desk.info()["events"],
                    )
                )
                fast = desk.sql("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'served'")
                assert fast.fetchall() == [(len(answers) - 1,)]
            database.refresh()
        assert answers[0] == answers[1]
        assert len(answers[0][0]) < len(answers[0][1])
    finally:
        database.close()


def test_a_desk_that_disappears(tmp_path: Path) -> None:
    path = make(tmp_path / "gone.duckdb", articles()[:3])
    with asking(path, look=60) as client:
        path.unlink()
        client.app.state.database.refresh()  # type: ignore[attr-defined]
        answer = client.get("/")
        assert answer.status_code == 200
        assert "The desk file cannot be read now" in answer.text


def test_what_is_no_desk(tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    other.write_text("no database " * 2000)
    with pytest.raises(NotADesk, match=r"other\.duckdb"):
        Database(other)
    with pytest.raises(DeskError, match="dateline add"):
        Database(tmp_path / "missing.duckdb")
    with pytest.raises(DeskError):
        Database(tmp_path)
    assert not list(tmp_path.glob(f"{snapshot.PREFIX}*"))


def test_a_log_that_was_cut_costs_only_what_is_in_it(tmp_path: Path) -> None:
    path = make(tmp_path / "log.duckdb", articles()[:3])
    (tmp_path / "log.duckdb.wal").write_bytes(b"\x00\x01torn" * 40)
    database = Database(path, look=60)
    try:
        assert count(database) == 3
    finally:
        database.close()


def test_a_copy_during_which_the_header_changed_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path / "moves.duckdb", articles()[:2])
    copied = snapshot._copy

    def and_change(source: Path, to: Path) -> None:
        copied(source, to)
        with path.open("r+b") as file:
            file.seek(5000)
            at = file.read(1)
            file.seek(5000)
            file.write(bytes([at[0] ^ 1]))

    monkeypatch.setattr(snapshot, "_copy", and_change)
    assert not snapshot.take(path, tmp_path / "copy.duckdb")
    assert not (tmp_path / "copy.duckdb").exists()


def test_what_a_killed_server_left_is_removed(tmp_path: Path, made: Path) -> None:
    path = tmp_path / "swept.duckdb"
    shutil.copy(made, path)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = tmp_path / f"{snapshot.PREFIX}{dead.pid}-x"
    left.mkdir()
    database = Database(path, look=60)
    try:
        assert not left.exists()
    finally:
        database.close()
