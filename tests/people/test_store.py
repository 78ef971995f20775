"""The file with what people write: kept whole or not at all, by many at a time."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from dateline.errors import PeopleError
from dateline.people import People, beside
from dateline.people import store as kept
from dateline.people.migrations import migrate, steps


def test_it_lies_beside_the_desk(tmp_path: Path) -> None:
    people = People.beside(tmp_path / "my.desk.duckdb")
    assert people.path == beside(tmp_path / "my.desk.duckdb") == tmp_path / "my.desk.people.sqlite"
    with people.reading() as db:
        assert db.execute("SELECT role FROM people WHERE name = 'me'").fetchone()["role"] == "owner"


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.people.sqlite"
    for _ in range(2):
        people = People(path)
    with people.writing() as db:
        assert [r["name"] for r in db.execute("SELECT name FROM steps ORDER BY name")] == list(
            steps()
        )
        kept.log(db, "me", "looked", "event:1", why="curious")
    with people.reading() as db:
        assert db.execute("SELECT details FROM log").fetchone()[0] == '{"why":"curious"}'


def test_all_or_nothing(tmp_path: Path) -> None:
    people = People(tmp_path / "a.people.sqlite")
    with pytest.raises(ZeroDivisionError), people.writing() as db:
        kept.log(db, "me", "began")
        raise ZeroDivisionError
    with people.reading() as db:
        assert db.execute("SELECT count(*) FROM log").fetchone()[0] == 0
        with pytest.raises(sqlite3.OperationalError):
            db.execute("DELETE FROM people")


def test_many_write_and_no_word_is_lost(tmp_path: Path) -> None:
    people = People(tmp_path / "a.people.sqlite")

    def write(who: int) -> None:
        for n in range(20):
            with people.writing() as db:
                kept.log(db, str(who), "wrote", str(n))

    threads = [threading.Thread(target=write, args=[n]) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with people.reading() as db:
        assert db.execute("SELECT count(*) FROM log").fetchone()[0] == 120


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    other = tmp_path / "b.people.sqlite"
    other.write_bytes(b"no database" * 500)
    with pytest.raises(PeopleError, match="is no file of people"):
        People(other)
    with pytest.raises(PeopleError, match="cannot be opened"):
        People(tmp_path / "nowhere" / "c.people.sqlite")
    newer = People(tmp_path / "d.people.sqlite")
    with newer.writing() as db:
        db.execute("INSERT INTO steps VALUES ('9999_future')")
    with pytest.raises(PeopleError, match="newer Dateline"):
        People(newer.path)


def test_a_step_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dateline.people.migrations as migrations

    people = People(tmp_path / "e.people.sqlite")
    broken = {
        **steps(),
        "9998_broken": "CREATE TABLE new (a TEXT);\nCREATE TABLE people (a TEXT);\n",
    }
    monkeypatch.setattr(migrations, "steps", lambda: broken)
    with sqlite3.connect(people.path, isolation_level=None) as db:
        with pytest.raises(sqlite3.OperationalError):
            migrate(db, people.path)
        assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'new'").fetchall()
