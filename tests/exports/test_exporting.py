"""An export as a whole: what is in the folder, that it repeats itself, and what is refused."""

from __future__ import annotations

import csv
import hashlib
import json
from importlib import metadata
from pathlib import Path

import pytest
from exports.conftest import fill

from dateline.cli import main
from dateline.desk import Desk
from dateline.errors import ExportError, UsageError
from dateline.exports import Format, export, find, names
from dateline.exports.formats import Numbers, guarded
from dateline.exports.told import Party, Told, dyads


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


@pytest.mark.parametrize("name", names())
def test_same_bytes_wherever(name: str, desk_file: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "deep" / "er"
    for out in (first, second):
        with Desk(desk_file, read_only=True) as desk:
            export(desk, name, out, source=["NOR", "KEN", "PER", "LAO", "TCD"], since="2000")
    assert bytes_of(first) == bytes_of(second)
    for data in bytes_of(first).values():
        assert str(tmp_path).encode() not in data


@pytest.mark.parametrize("name", names())
def test_descriptions_fit_the_files(name: str, desk_file: Path, tmp_path: Path) -> None:
    with Desk(desk_file, read_only=True) as desk:
        made = export(desk, name, tmp_path / "out", with_text=True, licence="CC-BY-4.0")
    out = tmp_path / "out"
    assert sorted(made.files) == sorted(bytes_of(out))
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        data = (out / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    croissant = json.loads((out / "croissant.json").read_text("utf-8"))
    needed = "@context @type conformsTo description license name url creator datePublished".split()
    assert set(needed) <= set(croissant)
    provenance = json.loads((out / "prov.jsonld").read_text("utf-8"))
    kinds = json.dumps([n["@type"] for n in provenance["@graph"]])
    assert "prov:Activity" in kinds and "prov:SoftwareAgent" in kinds
    readme = (out / "README.md").read_text("utf-8")
    assert f"{made.rows:,} rows" in readme and "How to cite" in readme
    assert f"dateline export {name}" in readme


def test_status_and_voices_stand_beside(desk_file: Path, tmp_path: Path) -> None:
    with Desk(desk_file, read_only=True) as desk:
        export(desk, "icews", tmp_path / "some")
        export(desk, "icews", tmp_path / "all", all_statuses=True)
        assert export(desk, "icews", tmp_path / "denied", status=["denied"]).rows == 1
    statuses = {}
    for name in ("some", "all"):
        with (tmp_path / name / "status.csv").open(encoding="utf-8", newline="") as file:
            beside = list(csv.DictReader(file))
        with (tmp_path / name / "events.tab").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        assert [b["row"] for b in beside] == [r["Event ID"] for r in rows]
        assert beside[0]["voices"].endswith("; The Paper") and beside[0]["sentence"]
        statuses[name] = {b["status"] for b in beside}
    assert statuses == {"some": {"fact"}, "all": {"fact", "denied"}}


def test_what_is_left_out_is_told(desk_file: Path, tmp_path: Path) -> None:
    with Desk(desk_file, read_only=True) as desk:
        made = export(desk, "gdelt-events", tmp_path / "out")
    assert made.left_out == {"events whose day is not known to a week": 1}
    assert "1 events whose day is not known to a week" in (tmp_path / "out/README.md").read_text()


def test_text_only_when_asked(desk_file: Path, tmp_path: Path) -> None:
    with Desk(desk_file, read_only=True) as desk:
        export(desk, "csv", tmp_path / "without")
        export(desk, "csv", tmp_path / "with", with_text=True)
    lines = (tmp_path / "with" / "articles.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 5
    for line in lines:
        words = json.loads(line)["text"][-60:].encode()  # after the sentence of the event
        assert not any(words in data for data in bytes_of(tmp_path / "without").values())


def test_folder_is_kept(desk_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("x")
    with Desk(desk_file, read_only=True) as desk:
        with pytest.raises(UsageError, match="is not empty"):
            export(desk, "csv", out)
        export(desk, "icews", out, replace=True)
        export(desk, "csv", out, replace=True)
        with pytest.raises(UsageError, match="is a file"):
            export(desk, "csv", out / "mine.txt")
    # What the earlier export wrote is gone, what is not ours stays.
    assert set(bytes_of(out)) == {
        "mine.txt", "events.csv", "README.md", "datapackage.json", "croissant.json", "prov.jsonld",
    }  # fmt: skip
    assert not list(tmp_path.glob(".dateline-*"))


def test_no_events(tmp_path: Path) -> None:
    fill(tmp_path / "x.duckdb", tmp_path / "pages", range(1))
    with Desk(tmp_path / "x.duckdb", read_only=True) as desk:
        for name in names():
            assert export(desk, name, tmp_path / name, source="BRA").rows == 0


def test_wrong_calls(desk_file: Path, tmp_path: Path) -> None:
    with Desk(desk_file, read_only=True) as desk:
        with pytest.raises(UsageError, match=r"no format 'gdelt'.*gdelt-events"):
            export(desk, "gdelt", tmp_path / "out")
        with pytest.raises(UsageError, match="exclude"):
            export(desk, "csv", tmp_path / "out", status=["fact"], all_statuses=True)
        with pytest.raises(UsageError, match="no such filter"):
            export(desk, "csv", tmp_path / "out", colour="red")
    assert not (tmp_path / "out").exists()


def test_two_rows_with_one_number_are_refused() -> None:
    number = Numbers()
    assert number("f" * 20) == 2**63 - 1 == number("f" * 20)
    with pytest.raises(ExportError, match="would both be number"):
        number("f" * 19 + "e")  # differs in the last bits, which a number has not


def test_formulas_are_guarded() -> None:
    cells = ["=SUM(A1)", "+x", "-3.5", "@me", "- no", "plain", "-5"]
    assert guarded(cells) == ["'=SUM(A1)", "'+x", "-3.5", "'@me", "'- no", "plain", "-5"]


def _told(type_: str, sources: list[str], targets: list[str]) -> Told:
    def parties(names: list[str]) -> tuple[Party, ...]:
        return tuple(Party(n, n, None, (), None, None, 0) for n in names)

    return Told(
        row={"id": "0" * 20, "type": type_}, sources=parties(sources), targets=parties(targets),
        voices=(), sizes=(), number=1, lead=True, length=1, language="en", places=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("type_", "sources", "targets", "pairs"),
    [
        ("ACCUSE", ["A"], ["B"], ["AB"]),
        ("ACCUSE", ["A", "B"], ["C", "D"], ["AC", "AD", "BC", "BD"]),
        ("ACCUSE", ["A", "B"], [], ["A-", "B-"]),
        ("CONSULT", ["A", "B"], [], ["AB", "BA"]),
        ("CONSULT", ["A"], [], ["A-"]),
        ("COOPERATE", ["A", "B"], ["A", "B"], ["AB", "BA"]),
        ("ASSAULT", [], ["B"], ["-B"]),
        ("ACCUSE", ["A"], ["A"], ["A-"]),
    ],
)
def test_dyads(type_: str, sources: list[str], targets: list[str], pairs: list[str]) -> None:
    found = dyads(_told(type_, sources, targets))
    assert ["".join(p.name if p else "-" for p in d[1:]) for d in found] == pairs
    assert len({d.id for d in found}) == len(found)
    assert (found[0].id == "0" * 20) == (len(found) == 1)


def test_long_sentences_are_cut() -> None:
    told = _told("ACCUSE", ["A"], ["B"])
    told.row.update(
        sentence="x" * 900 + "TRIGGER" + "y" * 900, sentence_start=50, trigger_start=950
    )
    assert len(told.sentence) < 520 and "TRIGGER" in told.sentence


def test_another_package_adds_a_format(
    desk_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import exports.third_party as third

    points = (
        metadata.EntryPoint("count", "exports.third_party:FORMAT", "dateline.exports"),
        metadata.EntryPoint("csv", "exports.third_party:FORMAT", "dateline.exports"),
        metadata.EntryPoint("broken", "exports.third_party:NOTHING", "dateline.exports"),
        metadata.EntryPoint("wrong", "exports.third_party:write", "dateline.exports"),
    )
    monkeypatch.setattr(metadata, "entry_points", lambda group: points)
    assert names()[-3:] == ["broken", "count", "wrong"]
    assert find("count") is third.FORMAT and isinstance(find("csv"), Format)
    assert find("csv").about.startswith("Dateline's own")
    for name in ("broken", "wrong"):
        with pytest.raises(ExportError):
            find(name)
    with Desk(desk_file, read_only=True) as desk:
        export(desk, "count", tmp_path / "out")
    assert (tmp_path / "out" / "events.count").read_text() == "5"


def test_command(desk_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    args = ["export", "gdelt-events", "--desk", str(desk_file), "--out", str(out)]
    assert main([*args, "--source", "NOR", "--since", "2022"]) == 0
    assert "left out" not in capsys.readouterr().out
    assert main(args) == 2
    assert "is not empty (name a new folder, or add --replace)" in capsys.readouterr().err
    assert main([*args, "--replace"]) == 0
    assert "5 rows of 4 events in 4 articles" in capsys.readouterr().out
