"""The code tables, the errors of their sources that are mended, and what is told of each code."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.checking import faults_of_example
from dateline.coding import ontology
from dateline.reader import Reader

DOCS = Path(__file__).resolve().parents[2] / "docs"
CODES = [m for m in ontology.meanings().values() if m.kind in {"type", "mode"}]


def test_sixteen_types_and_their_quads() -> None:
    quads = {name: info.quad for name, info in ontology.types().items()}
    assert len(quads) == 16
    assert [sum(q == n for q in quads.values()) for n in (1, 2, 3, 4)] == [4, 3, 4, 5]
    assert quads["SANCTION"] == 4


def test_scores() -> None:
    assert ontology.intensity("ACCUSE", None) == -2.0  # the manual prints 3 by mistake
    assert ontology.intensity("ACCUSE", "allege") == -3.5
    assert ontology.intensity("PROTEST", "vandalize") == ontology.intensity("PROTEST", None)
    assert ontology.goldstein("190") == -10.0
    assert ontology.goldstein("129") == -5.0
    assert ontology.goldstein("0251") == ontology.goldstein("025")  # own value missing
    assert ontology.goldstein(None) is None


def test_crosswalk_holds_only_modes_that_plover_has() -> None:
    for row in ontology.cameo().values():
        if row.type is None:
            assert row.code.startswith("01") or not row.label
            continue
        assert row.mode is None or row.mode in ontology.types()[row.type].modes, row.code
        assert set(row.contexts) <= ontology.contexts(), row.code


def test_the_crosswalk_has_no_mode_that_is_no_plover_mode() -> None:
    easing = ontology.cameo()["085"]
    assert (easing.type, easing.mode) == ("RETREAT", None)  # the crosswalk's `ease`
    assert ontology.cameo()["02"].type == "REQUEST" and ontology.cameo()["01"].type is None


def test_the_manual_wins_over_the_crosswalk_and_says_so() -> None:
    row = ontology.cameo()["116"]
    assert (row.type, row.mode, row.crosswalk) == ("SANCTION", "convict", "ACCUSE/disapprove")
    assert "manual" in row.note
    assert all(c.note for c in ontology.cameo().values() if c.crosswalk)


def test_quad_of_a_cameo_root_is_not_unique() -> None:
    assert {ontology.describe(c).quad for c in ("0831", "084")} == {1, 2}  # type: ignore[union-attr]
    assert {ontology.cameo_quad(c) for c in ("0831", "084")} == {2}
    assert [ontology.cameo_quad(c) for c in ("057", "06", "091", "130", "14", "204")] == [
        *(1, 2, 3, 3, 4, 4)
    ]
    notes = " ".join(ontology.describe("08").notes)  # type: ignore[union-attr]
    assert "CAMEO's quad is 2" in notes


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ACCUSE", "ACCUSE"),
        ("accuse disapprove", "ACCUSE/disapprove"),
        ("Accuse: Disapprove", "ACCUSE/disapprove"),
        ("accuse.disapprove", "ACCUSE/disapprove"),
        ("COERCE martial-law", "COERCE/martial-law"),
        ("torture", "ASSAULT/torture"),
        ("cyber", "cyber"),  # the context, which has the name to itself
        ("Human Rights", "human_rights"),
        ("0231", "0231"),
    ],
)
def test_a_code_may_be_written_in_several_ways(written: str, code: str) -> None:
    found = ontology.describe(written)
    assert found is not None and found.code == code


@pytest.mark.parametrize("code", ["", "ACCUSE loud", "9999", "2310", "meet", "x" * 5_000])
def test_what_is_no_code(code: str) -> None:
    assert ontology.describe(code) is None  # `meet` is a mode of two types
    assert len(ontology.near(code)) <= 5


def test_near_codes() -> None:
    assert ontology.near("ACUSE")[0] == "ACCUSE"
    assert {"ACCUSE/disapprove", "ACCUSE/allege"} <= set(ontology.near("ACCUSE loud"))
    assert "023" in ontology.near("0235")


def test_the_crosswalk_goes_both_ways() -> None:
    for meaning in CODES:
        assert meaning.cameo in ontology.cameo(), meaning.code
        for code in meaning.cameo_all:
            assert meaning.type == ontology.cameo()[code].type
    assert "0231" in ontology.describe("REQUEST/assist").cameo_all  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("meaning", CODES, ids=lambda m: m.code)
def test_each_example_gets_its_code(meaning: ontology.Meaning, reader: Reader) -> None:
    assert faults_of_example(meaning.example, meaning.type or "", meaning.mode, reader) == []


def test_everything_is_told() -> None:
    types = ontology.types()
    told = {m.code for m in CODES}
    assert told == {*types, *(f"{t}/{m}" for t, info in types.items() for m in info.modes)}
    contexts = {m.code for m in ontology.meanings().values() if m.kind == "context"}
    assert contexts == ontology.contexts()
    for meaning in ontology.meanings().values():
        assert meaning.means or "no code of CAMEO" in meaning.notes[0], meaning.code


def test_the_page_of_the_docs_agrees() -> None:
    page = (DOCS / "ontology.md").read_text("utf-8")
    for meaning in CODES:
        score = f"{meaning.intensity:+.1f}".replace("-", "−").replace("+0.0", "0.0")
        line = next(x for x in page.splitlines() if x.startswith(f"| `{meaning.code}` |"))
        assert f"| {score} |" in line and f"| {meaning.cameo} |" in line and meaning.means in line


def test_thirty_seven_contexts() -> None:
    assert len(ontology.contexts()) == 37


def test_modes_of_what_is_asked_and_threatened() -> None:
    assert ontology.asked_mode("CONSULT") == "meet"
    assert ontology.asked_mode("RETREAT") == "yield"
    assert ontology.asked_mode("SANCTION") == "change"
    assert ontology.asked_mode(None) is None
    assert ontology.threatened_mode("ASSAULT", "aerial") == "violence"
    assert ontology.threatened_mode("COERCE", "arrest") == "arrest"
    assert ontology.threatened_mode("SANCTION", "discontinue", "163") == "restrict"
    assert ontology.threatened_mode("SANCTION", "discontinue", "164") == "relations"


def test_some_modes_bring_their_context(reader: Reader) -> None:
    (event,) = reader.read_text("Russia hacked a Norwegian ministry on Monday.").events
    assert (event.mode, "cyber" in event.contexts) == ("cyber", True)
