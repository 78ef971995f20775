"""Charts: the same bytes twice, nothing fetched, hostile names harmless, and what stands in them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from analysis.conftest import maker
from analysis.test_networks import CHANGES, DAYS

from dateline.analysis import Relations, network, relations
from dateline.analysis.charts.look import THEMES
from dateline.analysis.charts.rendering import rendered, save, script_json
from dateline.analysis.charts.series import WIDTH, _placed, chart
from dateline.analysis.charts.ticks import ticks
from dateline.analysis.related import Behind, Period, Shift
from dateline.cli import main
from dateline.desk import Desk
from dateline.errors import UsageError


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("charts")
    return maker(folder)(DAYS, CHANGES).rename(folder / "my <desk> & co.duckdb")


@pytest.fixture(scope="module")
def found(file: Path) -> Relations:
    with Desk(file, read_only=True) as desk:
        return relations(desk, "NOR", "PER")


def shifted(found: Relations, months: int = 24, shifts: tuple[int, ...] = (6, 6, 7)) -> Relations:
    """The same relations over more months, with shifts in some of them."""
    first = date(2020, 1, 1)
    days = [date(first.year + m // 12, m % 12 + 1, 1).isoformat() for m in range(months)]
    pairs = found.directions()
    periods = [
        Period(
            source=s, target=t, period=day, articles=1, read=i % 5 != 4, events=i,
            expected=i, value=None if i % 5 == 4 else float(i),
            low=None if i % 5 == 4 else i - 1.0, high=None if i % 5 == 4 else i + 1.0,
            goldstein=None, conflict=None,
        )
        for s, t in pairs
        for i, day in enumerate(days)
    ]  # fmt: skip
    made = [
        Shift(
            source=pairs[n % 2][0], target=pairs[n % 2][1], period=days[at], before=1.0,
            after=12.0, gap=0, events=[],
        )
        for n, at in enumerate(shifts)
    ]  # fmt: skip
    return msgspec.structs.replace(found, periods=periods, shifts=made, sought=["NOR", "PER"])


def tags_of(page: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    """The tags of a page, as a browser sees them: what stands in a script is none."""
    tags: list[Any] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: tags.append((tag, attrs))  # type: ignore[method-assign]
    parser.feed(page)
    return tags


def test_svg_is_the_same_twice_and_says_what_it_shows(found: Relations) -> None:
    svg = rendered(found.chart(), "svg")
    assert svg == rendered(found.chart(), "svg")
    text = " ".join(ElementTree.fromstring(svg).itertext())
    for told in (
        "Norway and Peru", "Number of events by month", "expected events a month",
        "Norway → Peru", "Peru → Norway", "Jan 2022", "Apr 2022",
        "Source: Dateline desk my <desk> & co, run", "2 events of 2 articles",
        "sought in 3 months with a value (8 are needed)", "No article was read of 1 of 4 months",
    ):  # fmt: skip
        assert told in text, told
    assert "optimal partitioning" not in text  # none was sought


def test_shifts_are_marked(found: Relations) -> None:
    text = " ".join(ElementTree.fromstring(rendered(chart(shifted(found)), "svg")).itertext())
    assert "▲ NOR→PER Jul 2020: 1.0 → 12.0" in text and "▲ PER→NOR Jul 2020" in text
    assert "Shifts: optimal partitioning, penalty 3·σ²·ln n, segments of 3 months or more" in text


def test_the_clock_of_the_reader_changes_nothing(found: Relations, tmp_path: Path) -> None:
    spec = chart(shifted(found)).to_dict()
    (tmp_path / "spec.json").write_text(json.dumps(spec))
    code = (
        "import json, sys; from dateline.analysis.charts.rendering import rendered\n"
        "sys.stdout.buffer.write(rendered(json.load(open(sys.argv[1])), 'svg'))"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "spec.json")],
            capture_output=True, check=True, env={**os.environ, "TZ": zone},
        ).stdout
        for zone in ("America/New_York", "Asia/Tokyo")
    ]  # fmt: skip
    assert made[0] == made[1] and b"Jul 2020" in made[0]


@pytest.mark.parametrize("shifts", [(6, 6, 7), (0, 1, 2), (23, 22, 21), (11, 11, 12, 12, 13)])
def test_labels_do_not_overlap(found: Relations, shifts: tuple[int, ...]) -> None:
    labels, lanes = _placed(shifted(found, shifts=shifts))
    assert len(labels) == len(shifts) and lanes <= len(shifts)
    spans: dict[int, list[tuple[float, float]]] = {}
    for label in labels:
        at = WIDTH * (date.fromisoformat(label["period"]) - date(2019, 12, 16)).days / 731
        wide = 6.3 * len(label["text"])
        span = (at, at + wide) if label["align"] == "left" else (at - wide, at)
        assert span[0] >= -3 and span[1] <= WIDTH + 3
        for other in spans.setdefault(label["lane"], []):
            assert span[1] <= other[0] + 3 or other[1] <= span[0] + 3
        spans[label["lane"]].append(span)


@pytest.mark.parametrize("theme", THEMES)
def test_png_and_html(found: Relations, theme: str, tmp_path: Path) -> None:
    save(found.chart(theme), tmp_path / "x.png")
    data = (tmp_path / "x.png").read_bytes()
    assert data.startswith(b"\x89PNG") and int.from_bytes(data[16:20], "big") > 2 * WIDTH
    save(found.chart(theme), tmp_path / "x.HTML")
    page = (tmp_path / "x.HTML").read_text("utf-8")
    assert f"background: {THEMES[theme].paper}" in page
    tags = tags_of(page)
    assert not [a for _, attributes in tags for a in attributes if a[0] in ("src", "href")]
    assert [tag for tag, _ in tags if tag == "script"] == ["script", "script"]
    assert "default-src 'none'" in page and "<title>Norway and Peru</title>" in page


def test_hostile_names_do_nothing(file: Path) -> None:
    with Desk(file, read_only=True) as desk:
        ties = network(desk, of="names", min_events=0)
    page = ties.page()
    assert [tag for tag, _ in tags_of(page) if tag == "script"] == ["script", "script"]
    assert "alert(1)" in page and "<script>alert" not in page and "\x1b" not in page
    svg = rendered(ties.chart("dark"), "svg")
    root = ElementTree.fromstring(svg)
    assert not [e for e in root.iter() if e.tag.endswith("script")]
    assert any("alert(1)" in (e.text or "") for e in root.iter())
    # What the page's script reads is what was written.
    hostile = {"a": "</script>\u2028<!--&\\"}
    assert json.loads(script_json(hostile)) == hostile and "<" not in script_json(hostile)


def test_a_page_lists_the_events_behind_a_shift(found: Relations, tmp_path: Path) -> None:
    event = Behind(
        event_id="abc", day="2020-07-02", side="before", type="ACCUSE", status="claim",
        confidence=0.75, contribution=-0.25, voice="<b>KCNA</b>", outlet=None,
        sentence="<img src=x onerror=alert(1)> accused\x1b[31m Peru.",
    )  # fmt: skip
    made = shifted(found)
    made.shifts[0].events.append(event)
    page = made.page("dark")
    assert page == made.page("dark")
    tags = [tag for tag, _ in tags_of(page)]
    assert "img" not in tags and "b" not in tags and tags.count("script") == 2 and "li" in tags
    assert "&lt;img src=x onerror=alert(1)&gt; accused [31m Peru." in page
    assert "on the word of &lt;b&gt;KCNA&lt;/b&gt;, before the shift" in page
    assert "Norway → Peru, 2020-07-01: 1.00 → 12.00" in page
    assert tags.count("tr") == 1 + len(made.periods) and f"color: {THEMES['dark'].ink}" in page


def test_wrong_calls(found: Relations, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no theme"):
        found.chart("pink")
    with pytest.raises(UsageError, match="no chart is made as 'pdf'"):
        save(found.chart(), tmp_path / "x.pdf")
    with pytest.raises(UsageError, match="cannot be written"):
        save(found.chart(), tmp_path / "none" / "x.svg")


def test_commands(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "x.svg"
    args = ["--desk", str(file), "--theme", "dark", "--out", str(out)]
    assert main(["relations", "NOR", "PER", "--measure", "goldstein", *args]) == 0
    assert (
        THEMES["dark"].paper in out.read_text() and "2 events, 0 shifts" in capsys.readouterr().err
    )
    assert main(["network", *args, "--min-events", "0"]) == 0
    assert "Who acts on whom" in out.read_text()
    assert main(["relations", "KEN", "PER", "--measure", "goldstein", *args]) == 1
    assert "no event has a Goldstein score" in capsys.readouterr().err


def test_nothing_heavy_is_loaded_for_a_table() -> None:
    code = (
        "import sys, dateline.analysis, dateline.cli.relations, dateline.cli.network\n"
        "print([m for m in ('altair', 'vl_convert', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("by", "days", "step", "expected"),
    [
        ("day", 5, 1, ["2022-01-30", "2022-01-31", "2022-02-01", "2022-02-02", "2022-02-03"]),
        ("day", 120, 1, ["2022-02-01", "2022-03-01", "2022-04-01", "2022-05-01"]),
        ("week", 3, 7, ["2022-01-30", "2022-02-06", "2022-02-13"]),
    ],
)
def test_ticks(by: str, days: int, step: int, expected: list[str]) -> None:
    first = date(2022, 1, 30)
    assert ticks(by, [first + timedelta(days=step * n) for n in range(days)])[0] == expected


def test_ticks_of_months_and_years_are_the_usual_ones() -> None:
    months = [date(2019 + m // 12, m % 12 + 1, 1) for m in range(2, 50)]
    assert ticks("month", months)[0] == [
        "2019-07-01", "2020-01-01", "2020-07-01", "2021-01-01", "2021-07-01", "2022-01-01",
        "2022-07-01", "2023-01-01",
    ]  # fmt: skip
    years, how = ticks("year", [date(y, 1, 1) for y in range(1993, 2026)])
    assert (years[0], years[-1], how) == ("1995-01-01", "2025-01-01", "%Y")
    long: Any = ticks("day", [date(2000, 1, 1) + timedelta(days=n) for n in range(9_000)])
    assert 2 <= len(long[0]) <= 9
