"""Networks: who acts on whom, by hand; as a table, CSV, JSON, GraphML and a chart."""

from __future__ import annotations

import csv
import io
import json
import math
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from analysis.conftest import interval, maker

from dateline.analysis import Network, network
from dateline.analysis.charts.network import DRAWN, footer, ordered, ties_of
from dateline.analysis.graphml import graphml
from dateline.analysis.networking import Edge, Node
from dateline.cli import main
from dateline.desk import Desk
from dateline.errors import NothingToShow, UsageError
from dateline.records import Actor
from dateline.web.charts.network import spec as drawn_for_the_web

HOSTILE = "</script><script>alert(1)</script>\x1b[31m & “Co”"
# Story 0, 20: Norway accuses Peru; 1: Peru, Kenya; 2: Kenya, Chad; 5: Norway, Kenya.
DAYS = {0: "2022-01-10", 20: "2022-01-20", 1: "2022-02-11", 2: "2022-04-02", 5: "2022-04-03"}


def actor(name: str | None, text: str = "we", country: str | None = None) -> Actor:
    return Actor(
        start=0, end=2, text=text, actor_id=None, name=name, country=country, sectors=[],
        resolved_by="table", confidence=0.9,
    )  # fmt: skip


CHANGES: dict[int, dict[str, Any]] = {
    0: {"goldstein": -2.0, "confidence": 1.0},
    20: {"goldstein": 4.0, "confidence": 0.5, "quad": 1},
    2: {"goldstein": 5.0, "quad": 1, "sources": [actor(HOSTILE, country="KEN")]},
    5: {"sources": [actor(None, country="NOR")]},
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return maker(tmp_path_factory.mktemp("network"))(DAYS, CHANGES)


def of(file: Path, around: str | None = None, **options: Any) -> Network:
    with Desk(file, read_only=True) as desk:
        return network(desk, around, **{"min_events": 0, **options})


def test_by_hand(file: Path) -> None:
    found = of(file)
    assert {(e.source, e.target): (e.events, e.expected) for e in found.edges} == {
        ("NOR", "PER"): (2, 1.5), ("PER", "KEN"): (1, 0.8), ("KEN", "TCD"): (1, 0.8),
        ("NOR", "KEN"): (1, 0.8),
    }  # fmt: skip
    first = found.edges[0]
    assert first.goldstein == pytest.approx((-2 + 0.5 * 4) / 1.5)
    assert first.conflict == pytest.approx(1 / 1.5, abs=1e-6)
    assert [e.goldstein for e in found.edges if e.target == "KEN"] == [None, None]
    nodes = {n.id: (n.label, n.out, n.into) for n in found.nodes}
    assert nodes["KEN"] == ("Kenya", 0.8, 1.6) and nodes["NOR"] == ("Norway", 2.3, 0)
    assert [n.id for n in found.nodes][-1] == "TCD"  # the least active


def test_an_event_need_not_be_known_to_a_day(tmp_path: Path) -> None:
    changes = {
        0: {"when": interval("2022-01-01", "2022-03-31")},
        20: {"when": interval("2022-01-01", "2022-12-31")},  # nothing was read of its end
        1: {"when": interval("2022-01-11", None)},
    }
    file = maker(tmp_path)(
        {0: "2022-01-10", 20: "2022-01-20", 1: "2022-01-11", 2: "2022-04-02"}, changes
    )
    found = of(file, since="2022-01")
    assert found.events == 3 and found.notes[0] == "Left out: 1 on other days"


def test_around_and_cut(file: Path) -> None:
    around = of(file, "Kenya")
    assert {(e.source, e.target) for e in around.edges} == {
        ("PER", "KEN"), ("KEN", "TCD"), ("NOR", "KEN"),
    }  # fmt: skip
    assert around.around == "KEN"
    few = of(file, top=2)
    assert {n.id for n in few.nodes} <= {"KEN", "NOR", "PER"} and len(few.nodes) == 2
    assert any("less connected actors are not shown" in n for n in few.notes)
    strong = of(file, min_events=1.2)
    assert [(e.source, e.target) for e in strong.edges] == [("NOR", "PER")]


def test_names(file: Path) -> None:
    found = of(file, of="names")
    assert {n.id for n in found.nodes} == {"Norway", "Peru", "Kenya", HOSTILE, "Chad"}
    assert not any(e.target == "Kenya" and e.source != "Peru" for e in found.edges)  # "we"
    assert any("without a name" in n for n in found.notes)
    around = of(file, "norway", of="names")
    assert {n.id for n in around.nodes} == {"Norway", "Peru"}
    with pytest.raises(NothingToShow):
        of(file, "'; DROP TABLE articles; --", of="names")


def test_wrong_calls(file: Path) -> None:
    for around, options, said in (
        ("XXX", {}, "no country"),
        (None, {"of": "colours"}, "no network"),
        (None, {"top": 1}, "2 to 100"),
        (None, {"since": "soon"}, "no date"),
    ):
        with pytest.raises(UsageError, match=said):
            of(file, around, **options)
    with pytest.raises(NothingToShow):
        of(file, type="AID")


def test_graphml(file: Path) -> None:
    told = graphml(of(file, of="names"))
    root = ElementTree.fromstring(told)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert len(root.findall(f".//{space}node")) == 5 and len(root.findall(f".//{space}edge")) == 3
    labels = [d.text for d in root.iter(f"{space}data") if d.get("key") == "node_label"]
    assert "</script><script>alert(1)</script> [31m & “Co”" in labels


def test_neighbours_have_most_to_do_with_each_other() -> None:
    ties = {("a", "d"): 9.0, ("d", "b"): 3.0, ("c", "a"): 2.0}
    assert ordered(["a", "b", "c", "d"], ties) == ["c", "a", "d", "b"]
    assert ordered(["a", "b", "c"], {}) == ["a", "b", "c"]
    assert ordered([], {}) == []


def test_of_thousands_of_ties_the_strongest_are_drawn(file: Path) -> None:
    names = [f"Actor {n:02}" for n in range(40)]
    edges = [
        Edge(source=one, target=two, events=1, expected=float(n), goldstein=1.0, conflict=0.0)
        for n, (one, two) in enumerate(combinations(names, 2), 1)
    ]
    many = msgspec.structs.replace(
        of(file, of="names"), edges=edges, nodes=[Node(n, n, 1.0, 1.0) for n in names]
    )
    for spec in (many.chart().to_dict(), drawn_for_the_web(many)):
        lines = [row for rows in rows_in(spec) for row in rows if "tie" in row]
        assert {row["tie"] for row in lines} == set(range(DRAWN))
        assert min(row["expected"] for row in lines) == len(edges) - DRAWN + 1
    told = f"Only the {DRAWN} strongest of {len(edges)} ties are drawn."
    assert told in footer(many, ties_of(many))
    assert told not in footer(of(file), ties_of(of(file)))


def test_names_end_within_the_square(file: Path) -> None:
    points = drawn_for_the_web(of(file))["datasets"]["actors"]
    for point in points:
        assert math.hypot(point["tx"], point["ty"]) + point["room"] == pytest.approx(1, abs=1e-3)
    least = min(points, key=lambda p: p["activity"])
    assert least["room"] == max(p["room"] for p in points)


def rows_in(spec: Any) -> list[list[dict[str, Any]]]:
    """The rows of all data of a chart."""
    if isinstance(spec, dict):
        return [rows for value in spec.values() for rows in rows_in(value)]
    if isinstance(spec, list) and spec and all(isinstance(v, dict) for v in spec):
        return [spec, *(rows for value in spec for rows in rows_in(value))]
    return []


def test_command(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = ["network", "--desk", str(file), "--min-events", "0"]
    assert main(args) == 0
    out = capsys.readouterr().out
    assert "Norway → Peru" in out and "1.5" in out
    assert main([*args, "--of", "names"]) == 0
    assert "\x1b" not in capsys.readouterr().out
    assert main([*args, "-f", "csv"]) == 0
    out, err = capsys.readouterr()
    assert len(list(csv.DictReader(io.StringIO(out)))) == 4 and "4 actors, 4 edges" in err
    assert main([*args, "KEN", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["around"] == "KEN"
    assert main([*args, "--out", str(tmp_path / "x.graphml")]) == 0
    ElementTree.parse(tmp_path / "x.graphml")
    assert main([*args, "--out", str(tmp_path / "x.doc")]) == 2
    assert main([*args, "--type", "AID"]) == 1
    assert "D502" in capsys.readouterr().err
