"""Charts: what they are asked, what they show, their script, and the histogram of the events."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from web.conftest import SCRIPT

from dateline.analysis import network, relations
from dateline.desk import Desk
from dateline.errors import UsageError
from dateline.web.charts import bundle, counting, look
from dateline.web.charts import histogram as times
from dateline.web.charts.asked import Asked, asked_of
from dateline.web.filters import View, view_of

STATIC = Path(look.__file__).parents[1] / "static"


def spec(client: TestClient, address: str) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


# --- series -----------------------------------------------------------------------------


def test_a_dyad_shows_the_series_of_the_command(client: TestClient, made: Path) -> None:
    with Desk(made, read_only=True) as desk:
        found = relations(desk, "NOR", "PER")
    rows = spec(client, "/charts/dyad.json?a=NOR&b=PER")["datasets"]["series"]
    assert [(r["at"], r["value"], r["low"], r["high"]) for r in rows] == [
        (p.period, p.value, p.low, p.high) for p in found.periods
    ]
    page = client.get("/dyads/NOR/PER").text
    for p in (p for p in found.periods if p.events and p.source == "NOR"):
        cell = f'source=NOR&amp;target=PER&amp;since={p.period[:7]}&amp;until={p.period[:7]}">{p.events}<'
        assert cell in page, "each figure of the table leads to its rows"


def test_measure_period_and_status_stay_in_the_address(client: TestClient) -> None:
    page = client.get(
        "/dyads/NOR/PER?measure=share-conflict&by=year&status=fact&outlet=The Paper"
    ).text
    assert '<option value="share-conflict" selected>' in page and "<option selected>year" in page
    assert page.count(" checked") == 1
    assert '<input type="hidden" name="outlet" value="The Paper">' in page
    assert (
        "a=NOR&amp;b=PER&amp;measure=share-conflict&amp;by=year&amp;status=fact&amp;outlet=The+Paper"
        in page
    )
    assert "Share of conflict by year" in page


@pytest.mark.parametrize("measure", ["count", "goldstein", "net-cooperation", "share-conflict"])
@pytest.mark.parametrize("sides", [("NOR", "PER"), ("NOR/GOV", "Peru"), ("Norway", "Norway")])
def test_every_measure_of_every_kind_of_side(
    client: TestClient, sides: tuple[str, str], measure: str
) -> None:
    answer = client.get(
        "/charts/dyad.json", params={"a": sides[0], "b": sides[1], "measure": measure}
    )
    assert answer.status_code in {200, 404}
    page = client.get(f"/dyads/{sides[0].replace('/', '~')}/{sides[1]}?measure={measure}")
    assert page.status_code == 200 and ("data-chart" in page.text) == (answer.status_code == 200)


def test_what_is_not_meant_is_refused(client: TestClient) -> None:
    for query in ("measure=beauty", "by=hour", "source=NOR", "nothing=1", "status=maybe"):
        assert client.get(f"/dyads/NOR/PER?{query}").status_code == 422, query
        assert client.get(f"/charts/dyad.json?a=NOR&b=PER&{query}").status_code == 422, query
    for address in ("/charts/dyad.json?a=NOR", "/charts/dyad.svg?a=NOR&b=PER&theme=pink"):
        assert client.get(address).status_code == 422, address
    for address in ("/charts/dyad.exe?a=NOR&b=PER", "/charts/else.json", "/charts/actor.json?id=no",
                    "/charts/dyad.json?a=Nobody&b=Nowhere", "/charts/vega-000000000000.js"):  # fmt: skip
        assert client.get(address).status_code == 404, address
    with pytest.raises(UsageError):
        asked_of([("between", "A,B")])


def test_a_series_is_bounded(client: TestClient) -> None:
    for address in ("/dyads/NOR/PER", "/dyads/Norway/Peru", "/actors/norway"):
        answer = client.get(f"{address}?by=day&since=1990&until=2022")
        assert answer.status_code == 422 and "name since and until" in answer.text
        assert client.get(f"{address}?by=month&since=1990&until=2022").status_code == 200


def test_the_series_of_an_actor(client: TestClient, made: Path) -> None:
    with Desk(made, read_only=True) as desk:
        found = counting.of_one(desk, "norway", "Norway", Asked())
        ((does,),) = desk.sql(
            "SELECT count(DISTINCT e.id) FROM events e JOIN event_actors_all a ON a.event_id = e.id "
            "WHERE a.actor_id = 'norway' AND a.role = 'source' AND e.status IN ('fact', 'claim')"
        ).fetchall()
    assert found is not None
    assert sum(p.events for p in found.periods if p.source == "Norway") == does > 0
    page = client.get("/actors/norway?measure=net-cooperation").text
    assert "Norway → others" in page and "/charts/actor.json?id=norway&amp;measure=" in page


def test_shifts_have_numbers_and_rows() -> None:
    from dateline.analysis.related import Behind, Period, Relations, Shift
    from dateline.web.charts import figures, series

    def period(month: int, value: float) -> Period:
        return Period(
            source="NOR", target="PER", period=f"2022-{month:02}-01", articles=1, read=month != 3,
            events=1, expected=value, value=None if month == 3 else value, low=0.0, high=9.0,
            goldstein=None, conflict=None,
        )  # fmt: skip

    behind = Behind(
        event_id="abc", day="2022-07-02", side="after", type="ACCUSE", status="fact", confidence=1.0,
        contribution=1.0, voice=None, outlet=None, sentence=SCRIPT,
    )  # fmt: skip
    shift = Shift(
        source="NOR",
        target="PER",
        period="2022-07-01",
        before=1.0,
        after=6.0,
        gap=0,
        events=[behind],
    )
    found = Relations(
        source="NOR", target="PER", source_name="Norway", target_name="Peru", directed=True,
        by="month", measure="count", level=95, first="2022-01-01", last="2022-12-31", events=12,
        articles=12, desk="made", runs=["r"], periods=[period(m, m > 6) for m in range(1, 13)],
        shifts=[shift], sought=["NOR"], strength=3, shortest=3, notes=[],
    )  # fmt: skip
    data = series.spec(found)["datasets"]
    assert data["shifts"] == [
        {"at": "2022-07-01", "who": "Norway → Peru", "beside": False, "raised": False, "label": "▲1",
         "told": "1.0 → 6.0"}
    ]  # fmt: skip
    assert data["unread"] == [{"from": "2022-02-13T12:00:00Z", "to": "2022-03-16T12:00:00Z"}]
    figure = figures.of_series(found, Asked(), "/charts/dyad", "a=NOR&b=PER", [{"source": ["NOR"]}])
    assert figure is not None and figure.gaps
    (told,) = figure.shifts
    assert told.up and told.day == "2022-07"
    assert told.rows.query == "status=fact&status=claim&source=NOR&since=2022-07&until=2022-07"


def test_numbers_of_shifts_that_are_near_each_other_keep_apart() -> None:
    from dateline.analysis.related import Period, Relations, Shift
    from dateline.web.charts import series

    ways = [("NOR", "PER"), ("PER", "NOR")]
    periods = [
        Period(
            source=one, target=two, period=f"{year}-{month:02}-01", articles=1, read=True, events=1,
            expected=1.0, value=1.0, low=0.0, high=9.0, goldstein=None, conflict=None,
        )
        for one, two in ways for year in range(2015, 2025) for month in range(1, 13)
    ]  # fmt: skip
    at = [
        ("NOR", "2016-05"),
        ("PER", "2020-06"),
        ("NOR", "2020-06"),
        ("PER", "2020-08"),
        ("NOR", "2022-01"),
    ]
    found = Relations(
        source="NOR", target="PER", source_name="Norway", target_name="Peru", directed=False,
        by="month", measure="count", level=95, first="2015-01-01", last="2024-12-31", events=240,
        articles=12, desk="made", runs=["r"], periods=periods, sought=["NOR", "PER"], strength=3,
        shortest=3, notes=[],
        shifts=[
            Shift(source=one, target=dict(ways)[one], period=f"{day}-01", before=1.0, after=2.0, gap=0, events=[])
            for one, day in at
        ],
    )  # fmt: skip
    marks = series.spec(found)["datasets"]["shifts"]
    assert [m["raised"] for m in marks] == [False, False, True, False, False]
    # Only rules of one period stand beside each other.
    assert [m["beside"] for m in marks] == [False, False, True, False, False]


def test_definitions_are_packed(client: TestClient) -> None:
    sizes = {}
    for accepted in ("gzip", "identity"):
        address = "/charts/dyad.json?a=NOR&b=PER&by=day"
        answer = client.get(address, headers={"accept-encoding": accepted})
        assert answer.headers.get("content-encoding", "identity") == accepted
        sizes[accepted] = int(answer.headers["content-length"])
        assert answer.json()["datasets"]["series"]
    assert sizes["gzip"] * 5 < sizes["identity"]


# --- who speaks --------------------------------------------------------------------------


def test_who_speaks_for_each_side(client: TestClient, made: Path) -> None:
    from dateline.web.charts.speaking import of_two

    there = View(filters={"source": ["NOR"], "target": ["PER"]})
    back = View(filters={"source": ["PER"], "target": ["NOR"]})
    with Desk(made, read_only=True) as desk:
        found = of_two(desk, there, back, ("NOR", "PER"))
        counts = [len(list(desk.event_rows(**v.filters))) for v in (there, back)]
    assert [found.there, found.back] == counts
    assert [sum(c.there for c in found.camps), sum(c.back for c in found.camps)] == counts
    assert "Who speaks for each side" in client.get("/dyads/NOR/PER").text


# --- networks ----------------------------------------------------------------------------


def test_the_network_is_that_of_the_command(client: TestClient, made: Path) -> None:
    with Desk(made, read_only=True) as desk:
        found = network(desk)
    first, again = (client.get("/charts/network.json") for _ in range(2))
    assert first.content == again.content, "nothing in it is left to chance"
    data = first.json()["datasets"]
    assert [a["label"] for a in data["actors"]] == [n.label for n in found.nodes]
    page = client.get("/network?since=2022&status=fact&text=Norway").text
    assert "/dyads/NOR/PER" in page and 'name="text" value="Norway"' in page
    assert "/charts/network.json?status=fact&amp;since=2022&amp;text=Norway" in page


def test_a_network_is_bounded(client: TestClient) -> None:
    for query in (
        "top=101",
        "top=x",
        "of=dogs",
        "around=Atlantis",
        "sort=date",
        f"around={'x' * 299}",
    ):
        assert client.get(f"/network?{query}").status_code == 422, query
    assert client.get("/network?top=100&of=names&around=Norway").status_code == 200
    assert "Nothing to draw" in client.get("/network?since=1950&until=1951").text


# --- the script, and the policy ------------------------------------------------------------


def test_the_script_is_kept_for_good(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    made = bundle.Bundle(b"window.vegaEmbed = 1;", gzip.compress(b"window.vegaEmbed = 1;"))
    monkeypatch.setattr(bundle, "_made", lambda: made)
    assert re.fullmatch(r"/charts/vega-[0-9a-f]{12}\.js", bundle.address())
    assert f'data-vega="{bundle.address()}"' in client.get("/dyads/NOR/PER").text
    for packed in ("gzip", "identity"):
        answer = client.get(bundle.address(), headers={"accept-encoding": packed})
        assert answer.content == made.plain
        assert answer.headers["cache-control"].endswith("immutable")
        assert answer.headers.get("content-encoding", "identity") == packed
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_definitions_take_their_colours_from_the_style_sheet(client: TestClient) -> None:
    sheet = (STATIC / "charts.css").read_text("utf-8")
    for address in ("/charts/dyad.json?a=NOR&b=PER", "/charts/network.json"):
        found = spec(client, address)
        data = found.pop("datasets")
        assert data and "http" not in json.dumps(found).replace(look.SCHEMA, "")
        for name in re.findall(r'"@([a-z]+)"', json.dumps(found)):
            assert name == "font" or f"--chart-{name}:" in sheet, name


def test_every_chart_has_a_picture_and_a_table(client: TestClient) -> None:
    for address in ("/dyads/NOR/PER", "/network", "/actors/norway"):
        page = client.get(address).text
        place = re.search(r'<div class="drawn[^>]*role="img" aria-label="([^"]+)"', page)
        assert place and len(place[1]) > 40, address
        assert "<noscript><picture>" in page and "<table" in page, address
        (image,) = re.findall(r'<img src="([^"]+)"', page)
        answer = client.get(image.replace("&amp;", "&"))
        assert answer.status_code == 200 and answer.headers["content-type"] == "image/svg+xml"
        assert answer.text.startswith("<svg") and len(page) < 300_000
        assert "Dateline desk made" in page or address == "/network", "by its name, not its copy's"


# --- the histogram ---------------------------------------------------------------------------


def test_bars_are_links_to_their_rows(client: TestClient) -> None:
    page = client.get("/events?type=ACCUSE").text
    bars = re.findall(r'<a href="([^"]+)" tabindex="-1" class="in"[^>]*data-rows="(\d+)"', page)
    full = [(address, int(n)) for address, n in bars if int(n)]
    assert len(bars) > 3 and full
    assert all("type=ACCUSE" in a and "since=" in a and "until=" in a for a, _ in bars)
    address, n = full[-1]
    assert f"{n:,} event" in client.get(address.replace("&amp;", "&")).text
    assert 'data-brush="/events?type=ACCUSE"' in page


def drawn(days: dict[str, int], **filters: str) -> times.Histogram:
    """The histogram of rows that begin on these days; no article has a date."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("CREATE TABLE articles (published VARCHAR)")
    connection.execute("CREATE TABLE events (when_earliest VARCHAR)")
    rows = [[day] for day, n in days.items() for _ in range(n)]
    connection.executemany("INSERT INTO events VALUES (?)", rows)
    desk = Desk.over(connection, Path("made"))
    found = times.histogram(desk, view_of(list(filters.items())))
    assert found is not None
    return found


def test_the_unit_fits_the_time() -> None:
    assert drawn({"2022-07-01": 2, "2022-07-20": 1}).unit == "day"
    assert drawn({"2022-01-01": 2, "2022-07-20": 1}).unit == "week"
    months = drawn({"2020-01-31": 2, "2022-07-20": 1, "2022-07": 1})
    assert months.unit == "month" and [b.rows for b in months.bars if b.rows] == [2, 2]
    assert months.bars[0].name == "2020-01" and len(months.bars) == 31
    assert drawn({"1990-01-31": 2, "2022-07-20": 1}).unit == "year"


def test_few_rows_far_away_do_not_flatten_the_rest() -> None:
    found = drawn({"0476-09-04": 1, "2022-07-01": 150, "2022-08-01": 150, "9999-12-31": 1})
    assert found.unit == "day" and found.before[0] == found.after[0] == 1
    assert found.before[1].filters == {"until": "2022-06-30"}
    assert found.after[1].filters == {"since": "2022-08-02"}
    assert drawn({"not a day": 3, "2022-02-30": 1, "2022-02-03": 1}).most == 1


def test_what_is_chosen_is_marked_and_seen_from_nearer() -> None:
    days = {date(2012 + y, m, 1).isoformat(): 1 for y in range(8) for m in range(1, 13)}
    wide = drawn(days, since="2014", until="2016-06")
    assert wide.chosen and not wide.near
    chosen = [b for b in wide.bars if b.chosen]
    assert chosen[0].since == "2014-01" and chosen[-1].until == "2016-06"
    near = drawn(days, since="2014-03", until="2014-04")
    assert near.near and near.unit == "week"
    assert near.around == View()
    assert drawn(days, since="2014-02-31", until="2014-04").chosen is None
    assert drawn(days, since="2016").chosen is not None


def test_nothing_over_time_is_no_histogram(client: TestClient) -> None:
    page = client.get("/events?text=no such words").text
    assert "data-brush" not in page and "<h2>When</h2>" not in page
