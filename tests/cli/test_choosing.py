"""Which rows of a reading are shown."""

from __future__ import annotations

import pytest
from cli.made_by_hand import Fakes, Run, make_event, make_reading

from dateline.cli.choosing import chosen
from dateline.records import Voice

CLAIM = make_event(id="claim")
PLAN = make_event(id="plan", status="planned", voices=[Voice(name="KCNA", kind="state_media")])
READING = make_reading(events=[CLAIM, PLAN])


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({}, ["claim", "plan"]),
        ({"status": ("fact", "claim")}, ["claim"]),
        ({"voice": ("kcna",)}, ["plan"]),
        ({"voice": ("PRK",)}, ["plan"]),
        ({"voice": ("KEN", "PRK")}, ["claim", "plan"]),
        ({"not_on_the_word_of": ("PRK",)}, ["claim"]),
        ({"not_on_the_word_of": ("atlas press",)}, ["plan"]),
        ({"status": ("claim",), "not_on_the_word_of": ("KEN",)}, []),
    ],
)
def test_chosen(filters: dict[str, tuple[str, ...]], ids: list[str]) -> None:
    assert [e.id for e in chosen(READING, **filters).events] == ids


def test_what_is_left_out_is_cut_from_within() -> None:
    inner = make_event(id="inner", within="claim", status="denied")
    (left,) = chosen(make_reading(events=[CLAIM, inner]), status=("denied",)).events
    assert left.within is None


def test_on_the_command_line(run: Run, fakes: Fakes) -> None:
    _, out, _ = run("read", "page.html", "--status", "planned,fact")
    assert "No events." in out
    _, out, _ = run("read", "page.html", "--status", "claim", "--voice", "KEN")
    assert "1 event: 1 claim" in out
    code, _, err = run("read", "page.html", "--status", "rumour")
    assert code == 2 and "'rumour' is no status" in err
