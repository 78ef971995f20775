"""`dateline train`: labels in, a table and a model of one's own out."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import tuning
from dateline.cli import main
from dateline.coding.typing import Model, load, model
from dateline.coding.typing.model import shipped
from dateline.errors import MissingExtra, ModelFileError, SourceNotFound, UsageError
from dateline.reader import Reader

TRAINS = all(importlib.util.find_spec(name) for name in tuning.NEEDS)
needs_torch = pytest.mark.skipif(not TRAINS, reason="the extra dateline[train] is not installed")

STATES = (
    "Chad Niger Togo Benin Ghana Mali Kenya Sudan Egypt Libya Peru Chile Spain Italy Japan "
    "India Nepal Oman Qatar Iraq Iran Syria Fiji Samoa Tonga Cuba Haiti Malta Norway Latvia"
).split()


def some_labels() -> str:
    """Thirty events of two types, and ten sentences without event."""
    lines = ["# made for this test"]
    for number, state in enumerate(STATES):
        other = STATES[number - 1]
        if number % 2:
            lines.append(f"AID\t\t\tfact\t[{state}] *sent* flour and tents to {{{other}}}.")
        else:
            lines.append(f"ACCUSE\t\t\tfact\t[{state}] *blamed* {{{other}}} for the broken dam.")
    lines += [f"none\t\t\t\tThe rivers of {state} freeze in winter." for state in STATES[:10]]
    return "\n".join(lines) + "\n"


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    path = tmp_path / "labels.tsv"
    path.write_text(some_labels(), encoding="utf-8")
    return path


def note(key: str, value: str) -> bytes:
    """One more entry of an ONNX file's metadata; appended to the file, a later one wins."""

    def field(number: int, data: bytes) -> bytes:
        size, digits = len(data), []
        while size > 127:
            digits.append(size & 127 | 128)
            size >>= 7
        return bytes([number << 3 | 2, *digits, size]) + data

    return field(14, field(1, key.encode()) + field(2, value.encode()))


Own = Callable[[str, str], Path]


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """A folder of tables with the shipped model in it, and one more entry in its metadata."""
    if model() is None:
        pytest.skip("onnxruntime has no build for this machine")

    def made(key: str, value: str) -> Path:
        (tmp_path / "tables").mkdir()
        (tmp_path / "tables" / "typing.onnx").write_bytes(shipped().read_bytes() + note(key, value))
        return tmp_path / "tables"

    return made


def test_bad_lines_are_told_and_the_rest_is_used(labels: Path) -> None:
    with labels.open("a", encoding="utf-8") as file:
        file.write("GIVE\t\t\tfact\t[Chad] *gave* rice to {Niger}.\n")
        file.write("none\t\t\t\tThe rivers of Chad freeze in winter.\n")  # once more: no fault
        file.write("AID\t\t\tfact\tThe *rivers* of [Chad] freeze in winter.\n")  # but this one
    found = tuning.read_labels(labels)
    assert (len(found.rows), found.events) == (40, 30)
    assert [f.where for f in found.faults] == ["labels.tsv:42", "labels.tsv:44"]
    assert "GIVE" in found.faults[0].what
    assert "none in labels.tsv:32" in found.faults[1].what


def test_too_few_labels_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "few.tsv"
    path.write_text("\n".join(some_labels().splitlines()[:11]), encoding="utf-8")
    with pytest.raises(UsageError, match="holds 10 usable events of 2 types"):
        tuning.check_enough(tuning.read_labels(path), path)
    with pytest.raises(SourceNotFound):
        tuning.read_labels(tmp_path / "none.tsv")


def test_without_the_extra_one_line_tells_the_cure(
    labels: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tuning, "NEEDS", ("torch_that_nobody_has",))
    with pytest.raises(MissingExtra, match="torch_that_nobody_has"):
        tuning.check_extra()
    assert main(["train", "--on", str(labels)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("dateline: D302: training needs torch_that_nobody_has")
    assert "pip install 'dateline[train]'" in line


def test_labels_are_checked_without_the_extra(
    labels: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tuning, "NEEDS", ("torch_that_nobody_has",))
    assert main(["train", "--on", str(labels), "--check"]) == 0
    assert capsys.readouterr().out == "30 events in 40 sentences\n"
    labels.write_bytes(b"\xff\xfe\x00")
    assert main(["train", "--on", str(labels), "--check"]) == 1
    assert "D102" in capsys.readouterr().err


def test_a_model_is_not_written_over_unasked(
    labels: Path, own: Own, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tuning, "NEEDS", ())
    monkeypatch.setenv("DATELINE_TABLES", str(own("note", "mine")))
    assert main(["train", "--on", str(labels)]) == 2
    assert "--replace" in capsys.readouterr().err


def test_scores_by_type() -> None:
    from dateline.coding.typing.training.examples import Example

    def example(kind: str) -> Example:
        return Example("", (), (), None, kind, None, "real", "")

    held = [example(k) for k in ("AID", "AID", "ACCUSE", "none")]
    rows, macro = tuning.table(held, ["AID", "none", "AID", "none"], ["AID", "AID", "AID", "none"])
    assert [(r.type, r.n) for r in rows] == [("AID", 2), ("ACCUSE", 1), ("none", 1)]
    assert [r.before for r in rows] == pytest.approx([0.5, 0.0, 2 / 3])
    assert [r.after for r in rows] == pytest.approx([0.8, 0.0, 1.0])
    assert (macro.n, macro.after) == (4, pytest.approx(0.6))


def test_a_model_among_the_tables_is_read_instead(own: Own) -> None:
    ours = Reader()
    mine = Reader(tables=own("note", "mine"))
    assert mine.typer is not None
    assert ours.typer is not None
    assert mine.typer.version != ours.typer.version
    assert mine.tables_hash != ours.tables_hash
    sentence = "Togo blamed Benin for the broken dam."
    told = [text for heading, text in mine.explain(sentence) if heading == "model"]
    assert told[0] == f"your own, {mine.typer.where} ({mine.typer.version})"
    assert not [t for h, t in ours.explain(sentence) if h == "model" and t.startswith("your own")]
    assert Reader(tables=mine.tables, rules_only=True).typer is None


def test_doctor_tells_which_model_is_read(
    own: Own, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = own("note", "mine")
    monkeypatch.setenv("DATELINE_TABLES", str(folder))
    main(["doctor"])
    found = load(folder / "typing.onnx")
    assert found is not None
    assert f"{found.version}, read instead of Dateline's" in capsys.readouterr().out
    (folder / "typing.onnx").write_bytes(b"none")
    assert main(["doctor"]) == 1
    assert "MISSING  typing.onnx" in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"", b"no model", b"\x00" * 4096, b"PK\x03\x04"])
def test_a_file_that_is_no_model_is_told_in_one_line(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if model() is None:
        pytest.skip("onnxruntime has no build for this machine")
    (tmp_path / "typing.onnx").write_bytes(data)
    with pytest.raises(ModelFileError):
        Reader(tables=tmp_path)
    assert main(["explain", "--tables", str(tmp_path), "Togo blamed Benin."]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("dateline: D202: ")
    assert "typing.onnx" in line
    assert "dateline train" in line


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("types", '["none", "AID"]', "was made for other types"),
        ("modes", '["AID gold"]', "was made for other modes"),
        ("types", "{", "is no model of Dateline's"),
        ("temperature", "warm", "is no model of Dateline's"),
    ],
)
def test_a_model_made_for_something_else_is_refused(
    key: str, value: str, told: str, own: Own
) -> None:
    folder = own(key, value)
    with pytest.raises(ModelFileError, match=told):
        Reader(tables=folder)


def test_the_words_that_dateline_would_ask_about_are_no_event(labels: Path) -> None:
    typer = model()
    if typer is None:
        pytest.skip("onnxruntime has no build for this machine")
    rows = [r for r in tuning.read_labels(labels).rows if not tuning.held_back(r.text)][:4]
    done: list[tuple[str, int, int]] = []
    found = tuning.prepare(rows, typer, lambda *told: done.append(told))
    assert len(found.data.events) == len(found.data.real) == 4
    assert not found.held
    assert all(e.type == "none" for e in found.data.none)
    assert done[-1][1:] == (4, 4)


@needs_torch
def test_the_weights_of_the_8_bit_file_give_back_the_network() -> None:
    import numpy as np
    import torch

    from dateline.coding.typing.marking import marked
    from dateline.coding.typing.training.examples import of_lexicon
    from dateline.coding.typing.training.restoring import restore

    typer = model()
    assert typer is not None
    restored = restore(shipped())
    assert ["none", *restored.types[1:]] == restored.types
    same, far = 0, []
    examples = list(of_lexicon())[::60]
    for e in examples:
        asked = typer.relation(typer.tokens(e.text), e.sources, e.targets).types
        ids = marked(typer.tokens(e.text), e.sources, e.targets, None).ids
        with torch.no_grad():
            scores = restored.network(torch.tensor([list(ids)]))[0][0]
        shares = torch.softmax(scores / restored.temperature, -1).numpy()
        theirs = np.array([asked[kind] for kind in restored.types])
        same += int(shares.argmax() == theirs.argmax())
        far.append(float(abs(shares - theirs).max()))
    assert same >= len(examples) - 1
    assert np.mean(far) < 0.03
    assert max(far) < 0.2


@needs_torch
def test_the_graph_is_drawn_again_from_its_weights() -> None:
    import numpy as np
    import onnx
    from onnx import numpy_helper

    from dateline.coding.typing.training import graph

    def held(found: object) -> dict[str, object]:
        return {i.name: numpy_helper.to_array(i) for i in graph._held(found)}

    was = onnx.load(str(shipped())).graph
    weights = graph.weights_of(onnx.load(str(shipped())), 17)
    again = graph.drawn(weights, 12).graph
    assert [n.op_type for n in again.node] == [n.op_type for n in was.node]
    before, after = held(was), held(again)
    assert before.keys() == after.keys()
    for name, value in before.items():
        if np.asarray(value).dtype.kind == "f":
            np.testing.assert_allclose(after[name], value, rtol=1e-6)
        else:
            np.testing.assert_array_equal(after[name], value)
    # Without the early head there is no branch, and no second input.
    plain = {name: value for name, value in weights.items() if not name.startswith("early.")}
    whole = graph.drawn(plain, 12).graph
    assert [i.name for i in whole.input] == ["ids"]
    assert "If" not in {n.op_type for n in whole.node}


@needs_torch
def test_what_is_no_model_is_not_restored(tmp_path: Path) -> None:
    from dateline.coding.typing.training.restoring import restore

    path = tmp_path / "typing.onnx"
    path.write_bytes(b"no model")
    with pytest.raises(ModelFileError):
        restore(path)


@needs_torch
def test_a_model_is_trained_written_and_read(
    labels: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(tuning, "REHEARSED", range(10, 11))
    tables = tmp_path / "dateline.tables"
    monkeypatch.setenv("DATELINE_TABLES", str(tables))
    assert main(["train", "--on", str(labels), "--epochs", "0.5"]) == 0
    told = capsys.readouterr()
    assert "F1 before" in told.out
    assert "macro" in told.out
    assert "dateline: training" in told.err
    assert [p.name for p in tables.iterdir()] == ["typing.onnx"]
    found = load(tables / "typing.onnx")
    assert isinstance(found, Model)
    ours = model()
    assert ours is not None
    assert found.version != ours.version
    types = found.relation(
        found.tokens("Togo blamed Benin for the dam."), [tuning.Span(0, 4)], [tuning.Span(12, 17)]
    ).types
    assert max(types, key=lambda k: types[k]) == "ACCUSE"
