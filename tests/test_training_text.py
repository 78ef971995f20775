"""The sentences labelled for training are well formed."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.text import check

FILES = sorted(check.WRITTEN.glob("*.tsv"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_line_of_a_written_file_parses(path: Path) -> None:
    _, faults = check.read(path)
    assert not faults


def test_no_row_stands_twice_and_none_contradicts_another() -> None:
    assert not list(check.clashes(row for path in FILES for row in check.rows(path)))


def test_marks_become_spans_of_the_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "one.tsv"
    path.write_text("# comment\nAID\t\t\tfact\t[Chad] *sent* tents to {Niger’s flood victims}.\n")
    (row,) = check.rows(path)
    assert row.text == "Chad sent tents to Niger’s flood victims."
    assert row.words("source") == ("Chad",)
    assert row.words("trigger") == ("sent",)
    assert row.words("target") == ("Niger’s flood victims",)
    assert (row.mode, row.about, row.status) == (None, None, "fact")


@pytest.mark.parametrize(
    "line",
    [
        "AID\t\tfact\t[Chad] *sent* tents to {Niger}.",  # a column too few
        "GIVE\t\t\tfact\t[Chad] *sent* tents to {Niger}.",
        "AID\tvisit\t\tfact\t[Chad] *sent* tents to {Niger}.",
        "AID\t\tHELP\tfact\t[Chad] *sent* tents to {Niger}.",
        "AID\t\t\tsure\t[Chad] *sent* tents to {Niger}.",
        "AID\t\t\t\t[Chad] *sent* tents to {Niger}.",
        "AID\t\t\tfact\t[Chad *sent* tents to {Niger}.",
        "AID\t\t\tfact\t[Chad] sent tents to {Niger}.",
        "AID\t\t\tfact\t[Chad] *sent* tents *to* {Niger}.",
        "AID\t\t\tfact\tTents were at last *sent* there.",
        "none\t\t\t\t[Chad] was hot this year.",
        "none\t\t\tfact\tChad was hot this year.",
    ],
)
def test_a_bad_line_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text(f"# comment\n{line}\n")
    _, faults = check.read(path)
    assert [fault.where for fault in faults] == ["bad.tsv:2"]
    with pytest.raises(ValueError, match=r"bad\.tsv:2"):
        check.rows(path)
