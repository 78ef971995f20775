"""Relations of two countries: figures by hand, gaps, shifts and the events behind them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from analysis.conftest import Made, interval, maker

from dateline.analysis import Relations, network, relations
from dateline.cli import main
from dateline.desk import Desk
from dateline.errors import NothingToShow, UsageError

# Story 0, 20, 40 …: Norway accuses Peru; 6, 26 … Peru, Chad (desk/made_by_rule.py).
DAYS = {0: "2022-01-10", 20: "2022-01-20", 40: "2022-03-05", 1: "2022-02-11", 2: "2022-04-02"}
CHANGES: dict[int, dict[str, Any]] = {
    0: {"confidence": 0.5, "goldstein": -2.0},
    20: {"confidence": 0.9, "goldstein": 4.0, "quad": 1},
    40: {"confidence": 1.0, "goldstein": -5.0},
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return maker(tmp_path_factory.mktemp("relations"))(DAYS, CHANGES)


def of(file: Path, *pair: str, **options: Any) -> Relations:
    with Desk(file, read_only=True) as desk:
        return relations(desk, *(pair or ("NOR", "PER")), **options)


def there(found: Relations) -> list[Any]:
    return [p for p in found.periods if p.source == "NOR"]


def test_counts_by_hand(file: Path) -> None:
    found = of(file)
    assert [p.period for p in there(found)] == [f"2022-0{m}-01" for m in (1, 2, 3, 4)]
    assert [(p.events, p.value, p.low, p.high) for p in there(found)] == [
        (2, 1.4, 0, 2), (0, 0, 0, 0), (1, 1, 1, 1), (0, 0, 0, 0),
    ]  # fmt: skip
    assert [p.articles for p in there(found)] == [2, 1, 1, 1]
    back = [p for p in found.periods if p.source == "PER"]
    assert len(back) == 4 and all(p.events == 0 for p in back)
    assert (found.events, found.articles, found.desk, len(found.runs)) == (3, 3, "x", 1)
    assert (found.source_name, found.target_name) == ("Norway", "Peru")
    narrow = there(of(file, level=80))[0]
    assert (narrow.low, narrow.high) == (1, 2)


def test_other_measures_by_hand(file: Path) -> None:
    mean = there(of(file, measure="goldstein"))
    assert mean[0].value == pytest.approx((0.5 * -2 + 0.9 * 4) / 1.4, abs=1e-6)
    assert mean[0].low == -2 and mean[0].high == 4
    assert mean[1].value is None and mean[1].read
    assert (mean[2].value, mean[2].low) == (-5, None)  # one row has no spread
    net = there(of(file, measure="net-cooperation"))
    assert [p.value for p in net] == pytest.approx([2.6, 0, -5, 0])
    # Σg²p(1-p) = 4/4 + 16·0.09
    assert net[0].high == pytest.approx(2.6 + 1.959964 * 2.44**0.5, abs=1e-4)
    shares = there(of(file, measure="share-conflict"))
    assert [p.value for p in shares] == [pytest.approx(0.5 / 1.4, abs=1e-6), None, 1.0, None]


def test_directions_and_periods(file: Path) -> None:
    one = of(file, directed=True)
    assert one.directions() == [("NOR", "PER")] and len(one.periods) == 4
    turned = of(file, "Peru", "nor")
    assert turned.directions() == [("PER", "NOR"), ("NOR", "PER")] and turned.events == 3
    with pytest.raises(NothingToShow):
        of(file, "PER", "NOR", directed=True)
    days = there(of(file, by="day", since="2022-01-09", until="2022-01-21"))
    assert len(days) == 13 and sum(p.events for p in days) == 2
    assert [p.period for p in there(of(file, by="week"))][:2] == ["2022-01-10", "2022-01-17"]
    assert [(p.period, p.events) for p in there(of(file, by="year"))] == [("2022-01-01", 3)]


def test_what_nobody_read_is_a_gap(made: Made, file: Path) -> None:
    found = of(made({0: "2022-01-10", 20: "2022-04-10", 40: "2022-05-10"}))
    assert [(p.read, p.value) for p in there(found)] == [
        (True, 0.8), (False, None), (False, None), (True, 0.8), (True, 0.8),
    ]  # fmt: skip
    assert "No article was read of 2 of 5 months: they are gaps, not zeros" in found.notes
    # Ends that nobody read are kept only where both days are named.
    assert len(there(of(file, since="2021"))) == 4
    assert len(there(of(file, since="2021", until="2022"))) == 24


def test_what_is_left_out_is_told(made: Made) -> None:
    changes: dict[int, dict[str, Any]] = {
        0: {"status": "denied"},
        20: {"confidence": 0.2},
        60: {"when": interval("2022-01-01", "2022-12-31")},
        80: {"when": interval("2019-01-01", "2019-01-01")},
        100: {"when": None},
    }
    file = made({**DAYS, 60: "2022-01-03", 80: "2022-01-04", 100: "2022-04-05"}, changes)
    found = of(file, min_confidence=0.5)
    assert found.events == 2  # what has no day of its own is of the day of its article
    (note,) = [n for n in found.notes if n.startswith("Left out")]
    for told in (
        "1 denied",
        "1 below the confidence",
        "1 not known to one month",
        "1 on other days",
    ):
        assert told in note
    assert of(file, all_statuses=True).events == 4
    assert of(file, status="denied").events == 1


def test_wrong_calls(file: Path) -> None:
    for pair, options, said in (
        (("NOR", "XXX"), {}, "no country 'XXX'"),
        (("NOR", "Nowhereland"), {}, "no country"),
        (("NOR", "Norway"), {}, "twice makes no pair"),
        (("NOR", "PER"), {"by": "decade"}, "no period"),
        (("NOR", "PER"), {"measure": "joy"}, "no measure"),
        (("NOR", "PER"), {"level": 99}, "no interval"),
        (("NOR", "PER"), {"since": "2022-13"}, "on no calendar"),
        (("NOR", "PER"), {"colour": "red"}, "no such filter"),
        (("NOR", "PER"), {"shortest": 0}, "at least 1 period"),
        (("NOR", "PER"), {"by": "day", "since": "0002", "until": "9000"}, "too many"),
        (("NOR", "PER"), {"by": "year", "until": "9999"}, "too many"),
        (("NOR", "PER"), {"since": "0000"}, "on no calendar"),
    ):
        with pytest.raises(UsageError, match=said):
            of(file, *pair, **options)


def test_an_empty_desk(tmp_path: Path) -> None:
    with Desk(tmp_path / "empty.duckdb") as desk:
        for call in (
            lambda: relations(desk, "NOR", "PER"),
            lambda: relations(desk, "NOR", "PER", since="2021", until="2022"),
            lambda: network(desk),
        ):
            with pytest.raises(NothingToShow, match="no event is counted"):
                call()


# --- shifts -------------------------------------------------------------------------------

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def stepped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One event a month from Norway to Peru, then five a month: from September 2021 on."""
    days, changes = {}, {}
    for month in range(16):
        for n in range(1 if month < 8 else 5):
            number = 20 * len(days)
            days[number] = f"{2021 + month // 12}-{month % 12 + 1:02}-{n * 5 + 1:02}"
            late = month >= 8
            changes[number] = {
                "goldstein": -8.0 if late else 2.0, "quad": 4 if late else 1,
                "confidence": 0.9 - 0.01 * n,
            }  # fmt: skip
    return maker(tmp_path_factory.mktemp("stepped"))(days, changes)


@pytest.mark.parametrize(
    ("measure", "before", "after"),
    [
        ("count", 0.9, 4.4),
        ("goldstein", 2, -8),
        ("net-cooperation", 1.8, -35.2),
        ("share-conflict", 0, 1),
    ],
)
def test_shift(stepped: Path, measure: str, before: float, after: float) -> None:
    found = of(stepped, measure=measure, directed=True)
    (shift,) = found.shifts
    assert (shift.period, shift.gap) == ("2021-09-01", 0)
    assert (shift.before, shift.after) == pytest.approx((before, after))
    assert len(shift.events) == 5
    for e in shift.events:
        assert e.side == "after" and "2021-09" <= e.day < "2021-12" and e.contribution * after > 0
        assert e.sentence.startswith("Norway accused Peru") and e.voice == "Norway"
    # The surest row of a month has the greatest part.
    assert shift.events[0].day == "2021-09-01" and shift.events[0].confidence == 0.9
    with Desk(stepped, read_only=True) as desk:
        assert desk.events().filter(f"id = '{shift.events[0].event_id}'").fetchall()


def test_what_ended_is_listed_where_events_cease(stepped: Path) -> None:
    found = of(stepped, directed=True, since="2021-09", until="2022-12")
    # Of months that nobody read there are no zeros, and no shift.
    assert found.shifts == []
    assert any("8 of 16 months" in n for n in found.notes)


def test_no_shift_where_there_is_none(stepped: Path) -> None:
    flat = of(stepped, directed=True, until="2021-08")
    assert flat.shifts == [] and not any("no shifts are sought" in n for n in flat.notes)
    short = of(stepped, directed=True, until="2021-07")
    assert any("sought in 7 months with a value (8 are needed)" in n for n in short.notes)
    assert of(stepped, directed=True, strength=1000).shifts == []
    assert of(stepped, directed=True, shortest=9).shifts == []
    assert of(stepped, directed=True, most=0).shifts[0].events == []


def test_same_answer_twice(stepped: Path) -> None:
    assert of(stepped, measure="goldstein") == of(stepped, measure="goldstein")


# --- the command ---------------------------------------------------------------------------


@pytest.fixture
def call(stepped: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> Call:
    monkeypatch.setenv("COLUMNS", "110")

    def run(*args: str) -> tuple[int, str, str]:
        code = main(["relations", *args, "--desk", str(stepped)])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_table(call: Call) -> None:
    code, out, _ = call("NOR", "PER", "--min-segment", "3")
    assert code == 0
    assert "Norway → Peru: number of events by month" in out and "Peru → Norway" in out
    (line,) = [x for x in out.splitlines() if x.startswith("2021-09")]
    assert "4.4" in line and "▲" in line and "100%" in line
    assert "▲ NOR → PER, 2021-09: mean 0.9 → 4.4" in out
    assert "on the word of Norway" in out and "… 16 months" in out and "no events" in out
    code, out, _ = call("NOR", "PER", "--measure", "net-cooperation", "--directed")
    assert code == 0 and "█│" in out


def test_csv_and_json(call: Call, tmp_path: Path) -> None:
    code, out, err = call("NOR", "PER", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0 and len(rows) == 32 and "48 events, 1 shifts" in err
    (shifted,) = [r for r in rows if r["shift"]]
    assert (shifted["period"], shifted["shift"], shifted["value"]) == ("2021-09-01", "up", "4.4")
    assert (shifted["measure"], shifted["read"]) == ("count", "true")
    code, _, _ = call("NOR", "PER", "--out", str(tmp_path / "x.csv"))
    assert code == 0 and (tmp_path / "x.csv").read_text() == out
    code, out, _ = call("NOR", "PER", "-f", "json", "--status", "fact")
    told = json.loads(out)
    assert code == 0 and told["shifts"][0]["events"][0]["type"] == "ACCUSE"
    assert set(told) >= {"periods", "shifts", "notes", "strength", "level", "runs"}


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("NOR", "XXX"), 2, "no country 'XXX'"),
        (("NOR", "nor"), 2, "NOR twice makes no pair"),
        (("NOR", "KEN"), 1, "D502: "),
        (("NOR", "PER", "--type", "AID"), 1, "no event is counted"),
        (("NOR", "PER", "--out", "x.gif"), 2, "does not say what to write"),
        (("NOR", "PER", "--out", "x"), 2, "is missing"),
        (("NOR", "PER", "--out", "x.svg", "-f", "csv"), 2, "exclude each other"),
        (("NOR", "PER", "--out", "none/x.svg"), 2, "cannot be written"),
        (("NOR", "PER", "--status", "true"), 2, "is no status"),
        (("NOR",), 2, "Missing argument"),
        (("NOR", "PER", "--penalty", "0"), 2, "Invalid value"),
    ],
)
def test_wrong_commands(args: tuple[str, ...], code: int, said: str, call: Call) -> None:
    exit_code, out, err = call(*args)
    assert exit_code == code and said in err and out == "" and "Traceback" not in err
