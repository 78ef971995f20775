"""Each export opened with what its users open it with: pandas, polars, and R's read.delim.

R itself is not needed: its rules are set as parameters of Python's reader of CSV. `read.delim` is
`read.table(header = TRUE, sep = "\\t", quote = "\\"", fill = TRUE, comment.char = "")`: a quotation
mark counts where a field begins with it, and doubled in one; a row that is too short would be filled
in silence, so that here each must have all its fields; "NA" alone is no value.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

from dateline.desk import Desk
from dateline.exports import export, find

# Format: its file, separator, whether it has a header, columns, rows, and columns that are numbers.
DELIMITED: dict[str, tuple[str, str, bool, int, int, list[str]]] = {
    "gdelt-events": ("events.export.CSV", "\t", False, 61, 5, ["GLOBALEVENTID", "GoldsteinScale", "AvgTone", "QuadClass"]),
    "gdelt-mentions": ("events.mentions.CSV", "\t", False, 16, 5, ["GLOBALEVENTID", "Confidence"]),
    "icews": ("events.tab", "\t", True, 20, 5, ["Intensity", "Latitude"]),
    "polecat": ("events.txt", "\t", True, 40, 4, ["Intensity"]),
    "phoenix": ("events.txt", "\t", False, 26, 5, ["GoldsteinScore"]),
    "acled": ("events.csv", ",", True, 31, 1, ["fatalities", "latitude"]),
    "csv": ("events.csv", ",", True, 51, 5, ["confidence", "quad"]),
}  # fmt: skip

WORDS = {"gdelt-events": "The 'Old' Town, Iași, Romania", "icews": "The 'Old' Town"}
"""A cell with quotation marks and letters of another alphabet, as its format writes it."""


@pytest.fixture(scope="module")
def exported(desk_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("exported")
    with Desk(desk_file, read_only=True) as desk:
        for name in (*DELIMITED, "plover-json", "parquet"):
            export(desk, name, out / name)
    return out


def columns(name: str) -> list[str]:
    return [c.name for c in find(name).columns]


def r_rows(path: Path, separator: str) -> Iterator[list[str | None]]:
    """The rows as R's `read.delim` divides them."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(
            file, delimiter=separator, quotechar='"', doublequote=True, strict=True
        ):
            yield [None if cell == "NA" else cell for cell in row]


def r_name(name: str) -> str:
    """A column's name as R makes it valid (`make.names`)."""
    valid = re.sub(r"[^\w.]", ".", name)
    return valid if re.match(r"[A-Za-z.]", valid) else f"X{valid}"


@pytest.mark.parametrize("name", DELIMITED)
def test_pandas(name: str, exported: Path) -> None:
    file, separator, header, width, length, numbers = DELIMITED[name]
    options: dict[str, Any] = {} if header else {"header": None, "names": columns(name)}
    frame = pd.read_csv(exported / name / file, sep=separator, **options)
    assert frame.shape == (length, width) and list(frame.columns) == columns(name)
    for number in numbers:
        assert pd.api.types.is_numeric_dtype(frame[number]), number
    if name in WORDS:
        assert frame.isin([WORDS[name]]).any().any()


@pytest.mark.parametrize("name", DELIMITED)
def test_polars(name: str, exported: Path) -> None:
    file, separator, header, width, length, numbers = DELIMITED[name]
    options: dict[str, Any] = {} if header else {"new_columns": columns(name)}
    frame = pl.read_csv(
        exported / name / file,
        separator=separator,
        has_header=header,
        infer_schema_length=None,
        **options,
    )
    assert frame.shape == (length, width) and frame.columns == columns(name)
    for number in numbers:
        assert frame[number].dtype.is_numeric() or frame[number].null_count() == length, number
    if name in WORDS:
        assert any((frame[c].cast(pl.String) == WORDS[name]).any() for c in frame.columns)


@pytest.mark.parametrize("name", DELIMITED)
def test_by_the_rules_of_r(name: str, exported: Path) -> None:
    file, separator, header, width, length, numbers = DELIMITED[name]
    rows = list(r_rows(exported / name / file, separator))
    names = [str(n) for n in rows.pop(0)] if header else columns(name)
    assert len({r_name(n) for n in names}) == width  # none becomes another's
    assert len(rows) == length and {len(r) for r in rows} == {width}
    for number in numbers:
        for row in rows:
            cell = row[names.index(number)]
            assert cell in (None, "") or re.fullmatch(r"-?\d+(\.\d+)?", str(cell)), number
    text = (exported / name / file).read_text("utf-8")
    # With quote = "" too, as many read GDELT: no field is then cut or joined.
    if separator == "\t":
        assert {line.count("\t") for line in text.splitlines()} == {width - 1}


def test_json_lines_and_parquet(exported: Path) -> None:
    lines = exported / "plover-json" / "events.jsonl"
    table = exported / "parquet" / "events.parquet"
    assert len(pd.read_json(lines, lines=True)) == len(pl.read_ndjson(lines)) == 5
    one, other = pd.read_parquet(table), pl.read_parquet(table)
    assert one.shape == other.shape == (5, len(other.columns))
    assert list(one["id"]) == other["id"].to_list()
    assert other["source_names"].dtype == pl.List(pl.String)
    assert [list(names) for names in one["source_names"]] == other["source_names"].to_list()
