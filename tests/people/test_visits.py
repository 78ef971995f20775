"""When somebody looked last, and since when they are told what changed."""

from __future__ import annotations

from pathlib import Path

from dateline.people import People
from dateline.people.visits import Visit, look, looked


def at(clock: str) -> str:
    return f"2022-07-03T{clock}:00+00:00"


def test_a_visit_goes_on_until_one_stays_away() -> None:
    first = looked(None, at("09:00"), "a")
    assert first == Visit(at("09:00"), "a")
    assert looked(first, "2022-07-03T09:00:40+00:00", "a") == first, "not written each time"
    same = looked(first, at("09:10"), "b")
    assert same == Visit(at("09:10"), "b"), "what was seen on the way is not new the next time"
    later = looked(same, at("14:00"), "d")
    assert later == Visit(at("14:00"), "d", at("09:10"), "b")
    reload = looked(later, at("14:05"), "e")
    assert (reload.before_at, reload.before_seen) == (at("09:10"), "b"), "a reload loses nothing"
    assert looked(reload, at("13:00"), "e").at == at("14:05"), "a clock that went back"


def test_each_person_has_their_own(tmp_path: Path) -> None:
    people = People(tmp_path / "x.people.sqlite")
    for clock in ("09:00", "12:00"):
        look(people, "ada", at(clock), "a")
    assert look(people, "ben", at("12:00"), "a").before_at is None
    assert look(people, "ada", at("12:00"), "a").before_at == at("09:00")
