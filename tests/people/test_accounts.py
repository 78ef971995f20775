"""Accounts, sessions and tokens: kept as hashes, counted, and gone when they should be."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.people import People, accounts, passwords, sessions

GOOD = "seven quiet herons"
HERE = "192.0.2.1"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", passwords.Cost(1, 64, 1))


@pytest.fixture
def store(tmp_path: Path) -> People:
    people = People(tmp_path / "a.people.sqlite")
    with people.writing() as db:
        accounts.add(db, "me", "Ada", "owner", GOOD)
        accounts.add(db, "me", "ben", "coder", GOOD)
    return people


def write(store: People, act: Callable[..., object], *given: object) -> object:
    with store.writing() as db:
        return act(db, *given)


def test_nothing_secret_is_kept(store: People) -> None:
    id_ = sessions.sign_in(store, "ada", GOOD, HERE)
    token = write(store, sessions.add_token, "me", "ben", "laptop", "read")
    assert id_ and isinstance(token, str)
    kept = b"".join(p.read_bytes() for p in store.path.parent.iterdir())
    for secret in (GOOD, id_, token, token.removeprefix(sessions.PREFIX)):
        assert secret.encode() not in kept
    with store.reading() as db:
        (hashed,) = db.execute("SELECT password FROM accounts WHERE name = 'Ada'").fetchone()
    assert hashed.startswith("$argon2id$")


def test_the_usual_cost_is_that_of_the_rfc() -> None:
    assert passwords.Cost() == (3, 65_536, 4)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "me",
        "ME",
        "-x",
        "a b",
        "a\r\nSet-Cookie: x",
        "<script>",
        "é",
        "x" * 41,
        "a;b",
        'a"',
        "a\n",
    ],
)
def test_what_is_no_name(store: People, name: str) -> None:
    with pytest.raises(UsageError):
        write(store, accounts.add, "me", name, "reader", GOOD)


@pytest.mark.parametrize("password", ["", "short", "x" * 1_001, "somebody1"])
def test_what_is_no_password(store: People, password: str) -> None:
    with pytest.raises(UsageError, match="password"):
        write(store, accounts.add, "me", "somebody", "reader", password)


def test_names_differ_by_more_than_capitals(store: People) -> None:
    with pytest.raises(UsageError, match="there is an account"):
        write(store, accounts.add, "me", "ADA", "reader", GOOD)


def test_there_is_always_an_owner(store: People, tmp_path: Path) -> None:
    for act in (accounts.remove, accounts.set_role):
        with pytest.raises(UsageError, match="no owner"):
            write(store, act, "me", "ada", *(["coder"] if act is accounts.set_role else []))
    with pytest.raises(UsageError, match="first account"):
        write(People(tmp_path / "b.people.sqlite"), accounts.add, "me", "x", "reader", GOOD)
    write(store, accounts.remove, "me", "ben")
    write(store, accounts.remove, "me", "ada")
    with store.reading() as db:
        assert not accounts.asked(db) and accounts.owners(db) == 0


def test_who_comes_back_has_the_same_name(store: People) -> None:
    write(store, accounts.remove, "me", "ben")
    again = write(store, accounts.add, "me", "BEN", "reader", GOOD)
    assert isinstance(again, accounts.Account) and again[:2] == ("ben", "reader")


def test_sessions_end(store: People) -> None:
    def who(id_: str | None) -> sessions.Known | None:
        with store.reading() as db:
            return sessions.of_session(db, id_ or "")

    one, two = (sessions.sign_in(store, "ben", GOOD, HERE) for _ in range(2))
    assert one != two and who(one) == who(two) == ("ben", "coder", "read-write")
    write(store, sessions.end, one)
    assert who(one) is None and who(two)
    assert write(store, sessions.end_all, "me", "ben") == 1 and who(two) is None
    three = sessions.sign_in(store, "ben", GOOD, HERE)
    write(store, accounts.set_role, "me", "ben", "reader")
    assert who(three) == ("ben", "reader", "read-write")
    write(store, accounts.set_password, "me", "ben", "another long one")
    assert who(three) is None and sessions.sign_in(store, "ben", GOOD, HERE) is None
    four = sessions.sign_in(store, "ben", "another long one", HERE)
    assert who(four)
    write(store, lambda db: db.execute("UPDATE sessions SET expires = '2020-01-01T00:00:00+00:00'"))
    assert who(four) is None
    write(store, accounts.remove, "me", "ben")
    assert who(four) is None


def test_a_name_that_is_not_there_takes_the_same_work(
    store: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    from argon2 import PasswordHasher

    done: list[str] = []
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, kept: str, password: bytes) -> bool:
        done.append(kept)
        return bool(verify(self, kept, password))

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    assert sessions.sign_in(store, "nobody", GOOD, HERE) is None
    assert sessions.sign_in(store, "ben", "a wrong password", HERE) is None
    # Once each, at the same cost; also the password of the made-up hash opens nothing.
    assert len(done) == 2 and done[0].split("$")[3] == done[1].split("$")[3]
    assert sessions.sign_in(store, "nobody", "nobody has this one", HERE) is None


def test_tries_are_counted(store: People) -> None:
    for _ in range(sessions.MOST["both"]):
        assert sessions.sign_in(store, "BEN", "a wrong password", HERE) is None
    with pytest.raises(sessions.TooMany) as told:
        sessions.sign_in(store, "ben", GOOD, HERE)
    assert 0 < told.value.wait <= sessions.WINDOW + 1
    # Others, and the same from elsewhere, still may.
    assert sessions.sign_in(store, "ada", GOOD, HERE)
    assert sessions.sign_in(store, "ben", GOOD, "198.51.100.9")
    for n in range(sessions.MOST["address"]):
        try:
            sessions.sign_in(store, f"guess{n}", "a wrong password", "2001:db8::1")
        except sessions.TooMany:
            pytest.fail(f"after {n}")
    with pytest.raises(sessions.TooMany):
        sessions.sign_in(store, "ada", GOOD, "2001:db8::2")
    write(store, lambda db: db.execute("UPDATE attempts SET at = at - 901"))
    assert sessions.sign_in(store, "ben", GOOD, HERE)


def test_an_account_is_guarded_against_many_addresses(store: People) -> None:
    assert sessions.sign_in(store, "ada", "wrong and wrong", HERE) is None
    with store.writing() as db:
        (account,) = db.execute("SELECT account FROM attempts").fetchone()
        (at,) = db.execute("SELECT at FROM attempts").fetchone()
        db.executemany(
            "INSERT INTO attempts (at, account, address) VALUES (?, ?, ?)",
            [[at, account, str(n)] for n in range(sessions.MOST["account"])],
        )
    with pytest.raises(sessions.TooMany):
        sessions.sign_in(store, "ada", GOOD, "203.0.113.7")


def test_what_is_typed_into_the_form_is_not_in_the_log(store: People) -> None:
    for typed in (GOOD, "ben\nada | set role | owner", "\x1b[2J"):
        assert sessions.sign_in(store, typed, typed, HERE) is None
    with store.reading() as db:
        rows = [dict(r) for r in db.execute("SELECT * FROM log WHERE act = 'sign-in failed'")]
        tried = db.execute("SELECT account FROM attempts").fetchall()
    assert [r["about"] for r in rows] == ["no such account"] * 3
    assert not any(GOOD in str(r) or "owner" in str(r) or "\x1b" in str(r) for r in rows)
    assert all(len(r["account"]) == 64 for r in tried)


def test_a_hash_of_a_lower_cost_is_renewed(store: People, monkeypatch: pytest.MonkeyPatch) -> None:
    def kept() -> str:
        with store.reading() as db:
            return str(db.execute("SELECT password FROM accounts WHERE name = 'ben'").fetchone()[0])

    monkeypatch.setattr(passwords, "COST", passwords.Cost(2, 64, 1))
    assert "t=1" in kept() and sessions.sign_in(store, "ben", GOOD, HERE) and "t=2" in kept()
    assert sessions.sign_in(store, "ben", GOOD, HERE)


def test_tokens(store: People) -> None:
    token = write(store, sessions.add_token, "me", "ben", "laptop", "read")
    for wrong in (
        ("ben", "laptop", "read"),
        ("ben", "x", "all"),
        ("ben", "a b", "read"),
        ("no", "x", "read"),
    ):
        with pytest.raises(UsageError):
            write(store, sessions.add_token, "me", *wrong)
    with store.reading() as db:
        assert sessions.of_token(db, str(token)) == ("ben", "coder", "read")
        assert sessions.of_token(db, str(token) + "x") is None
        assert [t.name for t in sessions.tokens(db, "ben")] == ["laptop"]
    with pytest.raises(UsageError, match="no token"):
        write(store, sessions.revoke, "me", "ben", "other")
    write(store, sessions.revoke, "me", "ben", "laptop")
    with store.reading() as db:
        assert sessions.of_token(db, str(token)) is None


def test_cookies_are_signed() -> None:
    key = b"k" * 32
    value = sessions.signed(key, "abc")
    assert sessions.unsigned(key, value) == "abc"
    for forged in ("abc", "abc.", "abd" + value[3:], value + "0", "é." + value[4:], ""):
        assert sessions.unsigned(key, forged) is None
    assert sessions.unsigned(b"x" * 32, value) is None


def test_no_account_without_a_person(store: People) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        write(store, lambda db: db.execute("INSERT INTO accounts VALUES ('x', 'y', 'z')"))
