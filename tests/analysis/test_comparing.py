"""A desk beside files of others: what they say is understood, and agreement is counted right."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from analysis.conftest import Made

from dateline.analysis import compare
from dateline.analysis.foreign import plover_type, read_foreign
from dateline.cli import main
from dateline.desk import Desk
from dateline.errors import DatelineError, SourceNotFound, UnreadableSource, UsageError
from dateline.exports import export

# Story 0 and 20: Norway accuses Peru; 1: Peru, Kenya; 2: Kenya, Chad.
DAYS = {0: "2022-01-10", 1: "2022-01-11", 2: "2022-03-01", 20: "2022-02-10"}
BY_HAND = """date,source,target,type
2022-01-11,NOR,PER,ACCUSE
2022-01-11,Peru,Kenya,112
2022-02-01,Norway,Peru,ACCUSE
2022-03-01,KEN,TCD,SUPPORT
2022-03-02,Nowhere,TCD,SUPPORT
some day,KEN,TCD,SUPPORT
2022-03-02,KEN,TCD,01
"""


@pytest.fixture
def by_hand(tmp_path: Path) -> Path:
    file = tmp_path / "hand.csv"
    file.write_text(BY_HAND, "utf-8")
    return file


def test_by_hand(made: Made, by_hand: Path) -> None:
    with Desk(made(DAYS), read_only=True) as desk:
        found = compare(desk, by_hand, since="2022-01", until="2022-12")
        total = found.total
        assert (total.desk, total.file, total.both) == (4, 4, 2)
        assert (total.precision, total.recall) == (0.5, 0.5)
        assert {a.name: (a.desk, a.file, a.both) for a in found.kinds} == {
            "ACCUSE": (4, 3, 2), "SUPPORT": (0, 1, 0),
        }  # fmt: skip
        sides = [(o.side, o.day, o.kind) for o in found.only]
        assert ("file", "2022-02-01", "ACCUSE") in sides and (
            "desk",
            "2022-02-10",
            "ACCUSE",
        ) in sides
        only = next(o for o in found.only if o.side == "desk" and o.day == "2022-02-10")
        assert (
            "accused" in only.evidence and desk.events().filter(f"id = '{only.where}'").fetchall()
        )
        notes = "; ".join(found.notes)
        assert "1 rows without a day" in notes and "1 rows without two countries" in notes
        assert "1 rows whose code is no type" in notes
        # The day itself only; anything between the pair.
        assert compare(desk, by_hand, window=0, since="2022").total.both == 1
        assert compare(desk, by_hand, window=9, since="2022").total.both == 3
        assert compare(desk, by_hand, level="any", since="2022").total.both == 3
        assert compare(desk, by_hand, actors=["NOR,PER"], since="2022").total.desk == 2
        # Without days named, only those that both cover: from the file's first to its last.
        assert (found.first, compare(desk, by_hand).first) == ("2022-01-01", "2022-01-11")


def test_undirected(made: Made, tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text("day\tactor1\tactor2\tcameo\n2022-01-10\tPER\tNOR\t112\n")
    with Desk(made(DAYS), read_only=True) as desk:
        options = {"since": "2022", "until": "2022"}
        assert compare(desk, tmp_path / "x.tsv", **options).total.both == 0  # type: ignore[arg-type]
        assert compare(desk, tmp_path / "x.tsv", undirected=True, **options).total.both == 1  # type: ignore[arg-type]


def test_each_once(made: Made, tmp_path: Path) -> None:
    line = "2022-01-10,NOR,PER,ACCUSE\n"
    (tmp_path / "x.csv").write_text("date,source,target,type\n" + line * 5)
    with Desk(made(DAYS), read_only=True) as desk:
        total = compare(desk, tmp_path / "x.csv", since="2022", until="2022").total
        assert (total.file, total.both) == (1, 1)


@pytest.mark.parametrize("name", ["gdelt-events", "icews", "polecat", "phoenix"])
def test_our_own_exports_agree(name: str, made: Made, tmp_path: Path) -> None:
    with Desk(made(DAYS), read_only=True) as desk:
        written = export(desk, name, tmp_path / "out")
        file = tmp_path / "out" / written.files[0]
        found = compare(desk, file, window=0)
        assert found.file_kind == name.removesuffix("-events")
        assert (found.total.desk, found.total.file, found.total.both) == (4, 4, 4)
        assert found.correlation is None or found.correlation == pytest.approx(1)
        packed = tmp_path / "x.gz"
        packed.write_bytes(gzip.compress(file.read_bytes()))
        assert compare(desk, packed, window=0).total == found.total
        with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
            archive.write(file, file.name)
        assert compare(desk, tmp_path / "x.zip", window=0).total == found.total


def test_series(made: Made, by_hand: Path) -> None:
    with Desk(made(DAYS), read_only=True) as desk:
        found = compare(desk, by_hand, since="2022-01", until="2022-04")
    assert [(p.period, p.desk, p.file) for p in found.series] == [
        ("2022-01", 2, 2), ("2022-02", 1, 1), ("2022-03", 1, 1), ("2022-04", 0, 0),
    ]  # fmt: skip
    assert found.correlation == pytest.approx(1)


@pytest.mark.parametrize(
    ("code", "type_"),
    [("ACCUSE", "ACCUSE"), ("accuse", "ACCUSE"), ("112", "ACCUSE"), ("042", "CONSULT"),
     ("42", "CONSULT"), ("010", None), ("NOTHING", None), ("", None)],
)  # fmt: skip
def test_types(code: str, type_: str | None) -> None:
    assert plover_type(code) == type_


def test_bad_files(tmp_path: Path) -> None:
    cases: tuple[tuple[str, bytes, type[DatelineError]], ...] = (
        ("empty.csv", b"", UsageError),
        ("columns.csv", b"date,colour\n2022-01-01,red\n", UsageError),
        ("broken.gz", b"no gzip", UnreadableSource),
        ("broken.zip", b"no zip", UnreadableSource),
    )
    for name, data, error in cases:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(error):
            read_foreign(tmp_path / name)
    with pytest.raises(SourceNotFound):
        read_foreign(tmp_path / "nothing.csv")


def test_nothing_in_common(made: Made, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("date,source,target,type\n1999-01-10,NOR,PER,ACCUSE\n")
    with Desk(made(DAYS), read_only=True) as desk:
        found = compare(desk, tmp_path / "x.csv")
    assert (found.total.desk, found.total.file, found.total.precision) == (0, 0, None)


def test_command(
    made: Made, by_hand: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    args = ["compare", str(by_hand), "--desk", str(made(DAYS)), "--since", "2022"]
    assert main([*args, "--until", "2022", "--out", str(tmp_path / "only.csv")]) == 0
    out = capsys.readouterr().out
    assert "precision 0.50, recall 0.50" in out and "Only the desk has, 2 of 2" in out
    assert (tmp_path / "only.csv").read_text().count("\n") == 5
    assert main([*args, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["file_kind"] == "table"
    assert main(["compare", "nothing.csv", "--desk", str(tmp_path / "x.duckdb")]) == 2
