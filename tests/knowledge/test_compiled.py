"""The compiled file of who is who: fresh, the same as the tables, fast, and safe to lack."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dateline.knowledge import compiled, layers, who
from dateline.knowledge.agents import agents
from dateline.knowledge.tables import Entity, Person, Term, entities, people
from dateline.knowledge.who import from_tables


def test_the_shipped_file_is_up_to_date() -> None:
    data = compiled.pack(from_tables(), compiled.tables_hash())
    path = compiled.compiled_path()
    fresh = path.is_file() and path.read_bytes() == data
    assert fresh, f"{path.name} is not what the tables say: run {compiled.MEND}"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("compiled") / "actors.bin"
    path.write_bytes(compiled.pack(from_tables(), "a hash"))
    return path


def test_it_says_what_the_tables_say(written: Path) -> None:
    ours, theirs = from_tables(), compiled.unpack(written, "a hash")
    assert theirs is not None
    assert list(theirs.names) == list(ours.names)
    for name in ours.names:
        assert theirs.names[name] == ours.names[name], name
    assert theirs.lengths == ours.lengths
    assert set(theirs.bearers) == set(ours.bearers)
    assert set(theirs.holders) == set(ours.holders)
    for post in ours.holders:
        assert theirs.holders[post] == ours.holders[post], post
    assert theirs.agents == ours.agents


def test_the_same_tables_give_the_same_bytes(written: Path) -> None:
    assert compiled.pack(from_tables(), "a hash") == written.read_bytes()


@pytest.mark.parametrize("data", [b"", b"x", b"dateline actors 0\n" + bytes(100)])
def test_a_file_of_another_make_is_not_used(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "actors.bin"
    path.write_bytes(data)
    assert compiled.unpack(path, None) is None
    assert compiled.unpack(tmp_path / "missing.bin", None) is None


def test_an_old_file_is_not_used(
    written: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert compiled.unpack(written, "another hash") is None
    monkeypatch.setattr(compiled, "compiled_path", lambda: tmp_path / "missing.bin")
    who.own.cache_clear()
    try:
        assert who.own().get("Kenya") is not None
    finally:
        who.own.cache_clear()


def test_forty_thousand_names_are_ready_at_once(tmp_path: Path) -> None:
    """Under 150 ms and 40 MB; the bounds here leave room for a busy machine."""
    persons, things = list(people()), list(entities())
    for n in range(4_000):
        name = f"Given{n % 997} Family{n}"
        terms = (
            Term("KEN", f"Minister {n % 50}", ("GOV",), "2001-01-01", "2005-01-01", "own"),
        ) * 2
        persons.append((Person(f"person:{n}", name, "m", terms), (name, f"G{n} Family{n}"), ()))
        entity = Entity(f"org:{n}", f"Body{n} of Things", "UGA", ("GOV",), "body")
        things += [(entity.name, entity), (f"B{n}T", entity)]
    path = tmp_path / "big.bin"
    path.write_bytes(compiled.pack(layers.layer(persons, things, agents()), "x"))
    code = (
        "import sys; from pathlib import Path; from training.actors import measure;"
        "print(*measure(Path(sys.argv[1])))"
    )
    runs = []
    for _ in range(3):
        out = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
        )
        runs.append([float(x) for x in out.stdout.split()])
    names, took, grown = min(runs, key=lambda run: run[1])
    assert names > 40_000
    assert took < 150, f"{took:.0f} ms"
    assert grown < 40, f"{grown:.0f} MB"
