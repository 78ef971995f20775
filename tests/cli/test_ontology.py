"""`dateline ontology`: what a code means, as text, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json

import pytest
from cli.made_by_hand import Run


def test_a_type(run: Run) -> None:
    code, out, err = run("ontology", "ACCUSE")
    assert (code, err) == (0, "")
    assert out.startswith("ACCUSE  type\n")
    for told in ("3, verbal conflict", "−2.0", "disapprove", "SANCTION convict", "[Slovenia]"):
        assert told in out


@pytest.mark.parametrize("args", [["ACCUSE", "disapprove"], ["accuse/disapprove"]])
def test_a_mode_in_one_word_or_two(run: Run, args: list[str]) -> None:
    code, out, _ = run("ontology", *args)
    assert code == 0 and out.startswith("ACCUSE/disapprove  mode\n")


def test_a_cameo_code_shows_both_quads_where_they_differ(run: Run) -> None:
    _, out, _ = run("ontology", "0231")
    text = " ".join(out.split())
    assert "REQUEST/assist" in text and "CAMEO's quad is 1" in text and "3, verbal conflict" in text


def test_without_a_code_the_types(run: Run) -> None:
    code, out, _ = run("ontology")
    assert code == 0
    assert len([x for x in out.splitlines() if x[:1].isupper()]) == 16


def test_json(run: Run) -> None:
    (row,) = json.loads(run("ontology", "SANCTION", "--json")[1])
    assert (row["quad"], row["intensity"], row["target_required"]) == (4, -6.0, True)
    assert "SANCTION/convict" in row["subcodes"]


def test_csv_of_every_code(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("ontology", "--all", "--csv")[1])))
    assert len(rows) > 400
    by_code = {r["code"]: r for r in rows}
    assert by_code["PROTEST/vandalize"]["intensity"] == "-5.0"
    assert by_code["190"]["goldstein"] == "-10.0"


@pytest.mark.parametrize("code", ["ACUSE", "ACCUSE loud", "0235", "9999", "\x1b[31mACCUSEX"])
def test_an_unknown_code_is_one_line_and_2(run: Run, code: str) -> None:
    done, out, err = run("ontology", code)
    assert (done, out) == (2, "")
    assert err.startswith("dateline: D001: ") and err.count("\n") == 1 and "\x1b" not in err


@pytest.mark.parametrize("args", [["--json", "--csv"], ["--all", "ACCUSE"]])
def test_misuse(run: Run, args: list[str]) -> None:
    assert run("ontology", *args)[0] == 2
