"""Pairs out of their usual range: what is found, what is not, and what is said of it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from dateline.analysis.unusual import TOLD, _Cell, bunches, unusual, usual
from dateline.desk import Desk
from dateline.errors import UsageError

LAST = date(2022, 12, 31)
Texts = list[tuple[int, str]]
SIDES = {"Norway": "NOR", "Peru": "PER", "Kenya": "KEN", "Chad": "TCD", "Laos": "LAO"}
QUADS = {"accused": 3, "praised": 1}


def desk_of(folder: Path, texts: Texts) -> Path:
    """A desk of stories, each so many weeks before the last day. The rows are put straight into the tables that are
    asked: hundreds of articles need not be read for it."""
    stories, rows = [], []
    for n, (week, text) in enumerate(texts):
        day = (LAST - timedelta(days=7 * week)).isoformat()
        stories.append((f"s{n}", day))
        for k, (one, verb, other) in enumerate(re.findall(r"(\w+) (accused|praised) (\w+)", text)):
            rows.append((f"{n}-{k}", f"s{n}", day, QUADS[verb], [SIDES[one]], [SIDES[other]]))
    with Desk(folder / "x.duckdb") as desk:
        into = desk.sql_cursor().execute
        into(
            "INSERT INTO stories SELECT unnest($1), unnest($2), '', 1, []",
            [*map(list, zip(*stories, strict=True))],
        )
        into(
            "INSERT INTO articles BY NAME SELECT id, first_seen AS published, 'day' AS published_precision, "
            "'en' AS language, [] AS credits, [] AS topics, '' AS \"text\", [] AS paragraphs, [] AS notes, "
            "'' AS record_hash, 'r' AS run_id FROM stories"
        )
        ids, of, days, quads, sources, targets = map(list, zip(*rows, strict=True))
        into(
            "INSERT INTO events_shown BY NAME SELECT unnest($1) AS id, unnest($2) AS story_id, unnest($3) AS published, "
            "unnest($4) AS quad, unnest($5) AS source_countries, unnest($6) AS target_countries, "
            "'fact' AS status, false AS background, 'r' AS run_id",
            [ids, of, days, quads, sources, targets],
        )
    return folder / "x.duckdb"


def quiet(weeks: int = 20) -> Texts:
    """Ten texts a week, of which one tells of Norway and Peru and two of Kenya and Chad."""
    told = [
        "Norway accused Peru of theft.",
        "Kenya praised Chad for it.",
        "Chad praised Kenya for it.",
    ]
    return [(w, t) for w in range(weeks) for t in [*told, *["Nothing happened."] * 7]]


def test_a_loud_week_is_found_and_its_rows_are_those(tmp_path: Path) -> None:
    loud = [(0, f"Norway accused Peru of theft number {n}.") for n in range(14)]
    with Desk(desk_of(tmp_path, quiet() + loud), read_only=True) as desk:
        found = unusual(desk, 7)
        (pair,) = found.pairs
        rows = desk.events(
            between=(pair.one, pair.other), quad=pair.quad, status=["fact", "claim"], background=False,
            published_since=found.since, published_until=found.until,
        ).fetchall()  # fmt: skip
    assert (pair.one, pair.other, pair.quad) == ("NOR", "PER", 3)
    assert pair.rows == len(rows) == 15 and pair.stories == 15 and pair.more and pair.sure
    # Of 24 texts, beside 10 a week before, two and a half rows were to be expected.
    assert pair.low <= 2 <= pair.high < 6 and 2 < pair.expected < 3
    assert (found.windows, found.texts, found.looked) == (19, 24, 2)
    assert (found.since, found.until) == ("2022-12-25", "2022-12-31")


def test_who_reads_four_times_as_much_finds_four_times_as_much(tmp_path: Path) -> None:
    more = [(0, t) for _ in range(3) for _, t in quiet(1)]
    with Desk(desk_of(tmp_path, quiet() + more), read_only=True) as desk:
        found = unusual(desk, 7)
    assert found.texts == 40 and found.pairs == []


def test_one_text_does_not_make_a_loud_week(tmp_path: Path) -> None:
    long = " ".join(f"Norway accused Peru of theft number {n}." for n in range(14))
    with Desk(desk_of(tmp_path, [*quiet(), (0, long)]), read_only=True) as desk:
        assert unusual(desk, 7).pairs == []


def test_a_silence_is_found(tmp_path: Path) -> None:
    texts = [(w, t) for w, t in quiet() if w]
    texts += [
        (w, f"Kenya praised Laos for aid number {n}.") for w in range(1, 20) for n in range(20)
    ]
    texts += [(0, "Nothing happened at all today.")] * 30
    with Desk(desk_of(tmp_path, texts), read_only=True) as desk:
        (pair,) = unusual(desk, 7).pairs
    assert (pair.one, pair.other, pair.rows, pair.more) == ("KEN", "LAO", 0, False)
    assert pair.low > 5


def test_a_feed_that_ends_makes_no_silence(tmp_path: Path) -> None:
    feed = [(w, f"Kenya praised Laos for aid number {n}.") for w in range(1, 20) for n in range(20)]
    path = desk_of(tmp_path, quiet() + feed)
    with Desk(path) as desk:
        into = desk.sql_cursor().execute
        of_feed = "id IN (SELECT story_id FROM events_shown WHERE target_countries = ['LAO'])"
        into(f"UPDATE stories SET outlets = ['Feed'] WHERE {of_feed}")
        into("UPDATE events_shown SET outlets = ['Feed'] WHERE target_countries = ['LAO']")
        found = unusual(desk, 7)
    assert found.pairs == [] and found.looked == 2 and found.earlier_texts == 190


def test_who_is_often_loud_is_not_out_of_range(tmp_path: Path) -> None:
    bursts = [
        (w, f"Norway accused Peru of theft number {n}.") for w in range(0, 20, 4) for n in range(14)
    ]
    with Desk(desk_of(tmp_path, quiet() + bursts), read_only=True) as desk:
        assert unusual(desk, 7).pairs == []


def test_too_little_to_compare(tmp_path: Path) -> None:
    with Desk(desk_of(tmp_path, quiet(6)), read_only=True) as desk:
        assert unusual(desk, 7).windows == 0
        assert unusual(desk, 90).pairs == []
        with pytest.raises(UsageError, match="no window of 8 days"):
            unusual(desk, 8)
    with Desk(tmp_path / "empty.duckdb") as desk:
        assert unusual(desk).texts == 0


def test_what_is_usual() -> None:
    # 52 rows in 13 windows, the last of which is to be foretold: 4 are expected.
    low, high, chance = usual(17, 52, 1 / 13, 1.0)
    assert (low, high) == (2, 7) and 1e-6 < chance < 1e-4
    assert usual(4, 52, 1 / 13, 1.0)[2] > 0.5
    wide = usual(17, 52, 1 / 13, 4.0)
    assert wide[0] < low and wide[1] > high and wide[2] > chance
    assert usual(0, 0, 0.02, 1.0)[:2] == (0, 0)
    low, high, chance = usual(3_000, 30_000, 0.1, 3.0)
    assert 2_800 < low < 3_000 < high < 3_200 and chance > 0.9
    assert 0 < usual(60, 52, 1 / 13, 1.0)[2] < 1e-20


def test_the_range_holds_eight_of_ten() -> None:
    """Rows drawn in bunches of three at a steady rate."""
    chance = np.random.RandomState(7)
    inside = 0
    for _ in range(400):
        past = 3 * int(chance.poisson(40))
        low, high, _ = usual(0, past, 0.05, 3.0)
        inside += low <= 3 * int(chance.poisson(2)) <= high
    assert 0.75 < inside / 400 < 0.97


def test_a_rise_that_has_begun_does_not_hide_what_follows(tmp_path: Path) -> None:
    rise = [
        (w, f"Norway accused Peru of theft number {n}.")
        for w, most in ((0, 24), (1, 8))
        for n in range(most)
    ]
    with Desk(desk_of(tmp_path, quiet() + rise), read_only=True) as desk:
        (pair,) = unusual(desk, 7).pairs
    assert (pair.one, pair.other, pair.rows, pair.sure) == ("NOR", "PER", 25, True)


def test_bunches_are_at_least_those_of_others() -> None:
    def cell(rows: list[int], m: int = 1) -> _Cell:
        """Ten texts a window."""
        return _Cell("A", "B", 3, 0, 0, 0, sum(rows), m * sum(rows), 0.0, 10.0 * len(rows), sum(rows),
                     sum(n * n / 10 for n in rows))  # fmt: skip

    even, odd = [5, 5, 5, 5, 5, 5], [30, 0, 0, 0, 0, 0]
    assert sum(even) >= TOLD
    assert bunches([cell(even)], 6) == [1.0]
    assert bunches([cell(even, 4)], 6) == [4.0], "four rows a text"
    common = bunches([cell(even), cell(odd), cell(odd)], 6)
    assert common[0] == common[1] == pytest.approx(30.0)
