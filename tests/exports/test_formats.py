"""Each format is opened with a reader that its users have, and its rows and cells are looked at."""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as parquet
import pytest
from exports.conftest import fill

from dateline.desk import Desk
from dateline.exports import export, find, names
from dateline.exports.gdelt_events import base_code, quad_class, stamp
from dateline.exports.phoenix import PENTA

DELIMITED = {
    # name: columns, header, delimiter, file, rows of the desk of six articles
    "gdelt-events": (61, False, "\t", "events.export.CSV", 5),
    "gdelt-mentions": (16, False, "\t", "events.mentions.CSV", 5),
    "icews": (20, True, "\t", "events.tab", 5),
    "polecat": (40, True, "\t", "events.txt", 4),
    "phoenix": (26, False, "\t", "events.txt", 5),
    "acled": (31, True, ",", "events.csv", 1),
    "csv": (51, True, ",", "events.csv", 5),
}
LISTS = {
    "gdelt-events": "gdelt2_events.txt",
    "gdelt-mentions": "gdelt2_mentions.txt",
    "icews": "icews_events.txt",
    "polecat": "polecat_events.txt",
    "phoenix": "phoenix.txt",
    "acled": "acled_events.txt",
}


def rows_of(path: Path, name: str) -> list[dict[str, str]]:
    """The rows with the names of the format's columns, read without quoting where it has none."""
    columns, header, delimiter, _, _ = DELIMITED[name]
    quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=delimiter, quoting=quoting))  # type: ignore[arg-type]
    expected = [c.name for c in find(name).columns]
    assert len(expected) == columns
    if header:
        assert rows.pop(0) == expected
    assert {len(r) for r in rows} == {columns}
    return [dict(zip(expected, r, strict=True)) for r in rows]


def made(desk_file: Path, out: Path, name: str, **options: Any) -> list[dict[str, str]]:
    with Desk(desk_file, read_only=True) as desk:
        export(desk, name, out, **options)
    return rows_of(out / DELIMITED[name][3], name)


@pytest.mark.parametrize("name", DELIMITED)
def test_rows_and_columns(name: str, desk_file: Path, tmp_path: Path) -> None:
    _, header, delimiter, file, count = DELIMITED[name]
    assert len(made(desk_file, tmp_path / "out", name)) == count
    # As R's read.delim and pandas' read_csv do it: with quoting on.
    with duckdb.connect() as connection:
        (found,) = connection.execute(
            "SELECT count(*) FROM read_csv(?, delim=?, header=?, quote='\"', all_varchar=true, "
            "strict_mode=true, auto_detect=true)",
            [str(tmp_path / "out" / file), delimiter, header],
        ).fetchall()
    assert found == (count,)


@pytest.mark.shared
@pytest.mark.parametrize("name", LISTS)
def test_columns_are_those_of_the_format(name: str, shared_data: Path) -> None:
    text = (shared_data / "formats" / LISTS[name]).read_text("utf-8")
    told = re.findall(r"^\d+\t([^\t\n]+)", text, re.MULTILINE)
    assert [c.name for c in find(name).columns] == told


def test_gdelt(desk_file: Path, tmp_path: Path) -> None:
    rows = made(desk_file, tmp_path / "events", "gdelt-events")
    mentions = made(desk_file, tmp_path / "mentions", "gdelt-mentions")
    ids = [r["GLOBALEVENTID"] for r in rows]
    assert len(set(ids)) == 5 and all(0 <= int(i) < 2**63 for i in ids)
    assert ids == [m["GLOBALEVENTID"] for m in mentions]
    first = next(
        r for r in rows if (r["Actor1Name"], r["Actor2Name"]) == ("NORWAY", "PERU")
    )  # fmt: skip
    assert (first["Actor1Code"], first["Actor1CountryCode"], first["Actor1Type1Code"]) == (
        "NORGOV", "NOR", "GOV",
    )  # fmt: skip
    assert first["SQLDATE"] == "20220703" and first["FractionDate"] == "2022.5836"
    assert (first["EventBaseCode"], first["EventRootCode"], first["QuadClass"]) == (
        "112",
        "11",
        "3",
    )
    assert first["ActionGeo_CountryCode"] == "PE"  # FIPS
    town = next(r for r in rows if r["EventCode"] == "193")
    assert town["ActionGeo_FullName"] == "The 'Old' Town, Iași, Romania"
    assert (town["ActionGeo_Type"], town["ActionGeo_CountryCode"]) == ("4", "RO")
    # Both at a meeting do it to the other; the root alone is its unspecified code.
    met = [
        (r["Actor1CountryCode"], r["Actor2CountryCode"]) for r in rows if r["EventCode"] == "040"
    ]
    assert len(met) == 2 and met[0] == met[1][::-1]
    assert {m["SentenceID"] for m in mentions} == {"1"}
    assert {m["MentionType"] for m in mentions} == {"6"}


@pytest.mark.parametrize(
    ("code", "quad"), [("010", 1), ("057", 1), ("061", 2), ("09", 2), ("112", 3), ("145", 3), ("15", 4), ("204", 4)]
)  # fmt: skip
def test_quads_are_those_of_gdelt(code: str, quad: int) -> None:
    assert quad_class(code) == quad


def test_codes_and_times() -> None:
    assert [base_code(c) for c in ("04", "042", "1125")] == ["040", "042", "112"]
    assert stamp("2022-07-03T23:30-02:00") == 20220704013000
    assert [stamp(d) for d in ("2022", "2022-07-03", None)] == [
        20220101000000,
        20220703000000,
        None,
    ]
    assert PENTA["01"] == 0 and PENTA["16"] == 3 and PENTA["14"] == 4 and len(PENTA) == 20


def test_icews(desk_file: Path, tmp_path: Path) -> None:
    rows = made(desk_file, tmp_path / "out", "icews")
    first = next(
        r for r in rows if (r["Source Name"], r["Target Name"]) == ("Norway", "Peru")
    )  # fmt: skip
    assert (
        first["Event Date"] == "2022-07-03" and first["Event Text"] == "Accuse, not specified below"
    )
    assert (first["Source Sectors"], first["Target Country"]) == ("Government", "Peru")
    town = next(r for r in rows if r["City"])
    assert (town["City"], town["Province"], town["Country"]) == (
        "The 'Old' Town",
        "Iași",
        "Romania",
    )


def test_polecat(desk_file: Path, tmp_path: Path) -> None:
    rows = made(desk_file, tmp_path / "out", "polecat")
    met = next(r for r in rows if r["Event Type"] == "CONSULT")
    assert met["Actor Country"].count("; ") == 1 and met["Recipient Name"] == "None"
    assert met["Quad Code"] == "VERBAL COOPERATION" and met["Event Mode"] == "None"
    one = next(r for r in rows if r["Actor Name"] == "Norway" and r["Event Type"] == "ACCUSE")
    assert (one["Actor COW"], one["Primary Actor Sector"], one["Language"]) == (
        "385",
        "GOV",
        "English",
    )


def test_phoenix_joins_what_is_told_twice(tmp_path: Path) -> None:
    fill(tmp_path / "x.duckdb", tmp_path / "pages", range(60))
    rows = made(tmp_path / "x.duckdb", tmp_path / "out", "phoenix")
    keys = [(r["Date"], r["SourceActorFull"], r["TargetActorFull"], r["EventCode"]) for r in rows]
    assert len(keys) == len(set(keys)) < 60
    assert any(";" in r["SentenceID"] for r in rows)
    assert {r["SourceActorRole"] for r in rows} == {"GOV"}


def test_acled(desk_file: Path, tmp_path: Path) -> None:
    (row,) = made(desk_file, tmp_path / "out", "acled")
    assert (row["event_type"], row["sub_event_type"]) == ("Violence against civilians", "Attack")
    assert (row["country"], row["iso"], row["region"]) == ("Romania", "642", "Europe")
    assert (row["inter1"], row["fatalities"], row["geo_precision"]) == ("8", "1", "1")
    assert row["event_id_cnty"].startswith("ROU") and row["location"] == 'The "Old" Town'


def test_plover_json(desk_file: Path, tmp_path: Path) -> None:
    with Desk(desk_file, read_only=True) as desk:
        export(desk, "plover-json", tmp_path / "out", all_statuses=True)
    lines = (tmp_path / "out" / "events.jsonl").read_text("utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    assert len(found) == 6
    assert all({"id", "date", "actor", "event"} <= set(e) for e in found)
    year = next(e for e in found if "enddate" in e)
    assert (year["date"], year["enddate"]) == ("2021-01-01", "2021-12-31")
    assert {e["dateline"]["status"] for e in found} == {"fact", "denied"}
    assert found[0]["actor"][0]["sector"] == "GOV"


def test_parquet_and_csv_have_the_same_rows(desk_file: Path, tmp_path: Path) -> None:
    rows = made(desk_file, tmp_path / "csv", "csv")
    with Desk(desk_file, read_only=True) as desk:
        export(desk, "parquet", tmp_path / "parquet")
    table = parquet.read_table(tmp_path / "parquet" / "events.parquet")
    assert table.num_rows == len(rows) == 5
    assert [r["id"] for r in rows] == table["id"].to_pylist()
    assert table["source_names"].to_pylist()[0] == rows[0]["source_names"].split("; ")
    with Desk(desk_file, read_only=True) as desk:
        assert table.column_names == desk.events().columns


def test_graphml(desk_file: Path, tmp_path: Path) -> None:
    with Desk(desk_file, read_only=True) as desk:
        export(desk, "graphml", tmp_path / "out")
    space = "{http://graphml.graphdrawing.org/xmlns}"
    graph = ElementTree.parse(tmp_path / "out" / "events.graphml").getroot().find(f"{space}graph")
    assert graph is not None
    nodes = {n.get("id") for n in graph.findall(f"{space}node")}
    edges = graph.findall(f"{space}edge")
    assert len(edges) == 6 and all({e.get("source"), e.get("target")} <= nodes for e in edges)


def test_all_are_listed() -> None:
    assert set(DELIMITED) | {"plover-json", "parquet", "graphml"} == set(names())
