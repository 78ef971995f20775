"""A saved page packed with gzip is read like the page, within the bounds of one."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from dateline import limits
from dateline.errors import DatelineError
from dateline.intake import Failure, open_sources
from dateline.records import Page

PAGE = b"<html><body><p>Kenya accused Somalia of a raid.</p></body></html>"


def test_in_a_folder_and_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE))
    (tmp_path / "b.html").write_bytes(PAGE + b" ")
    (tmp_path / "c.gz").write_bytes(gzip.compress(PAGE))
    found = list(open_sources([str(tmp_path)]))
    assert [p.data for p in found if isinstance(p, Page)] == [PAGE, PAGE + b" "]
    [alone] = list(open_sources([str(tmp_path / "a.html.gz")]))
    assert isinstance(alone, Page) and (alone.data, alone.kind) == (PAGE, "html")


@pytest.mark.parametrize(
    "data",
    [
        b"\x1f\x8b spoilt",
        PAGE,
        gzip.compress(b"<p>" + b"0" * (limits.MAX_PAGE_BYTES + 1)),
        gzip.compress(b""),
    ],
    ids=["spoilt", "not packed", "bomb", "empty"],
)
def test_spoilt(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.html.gz").write_bytes(data)
    try:
        [found] = list(open_sources([str(tmp_path / "a.html.gz")]))
    except DatelineError:
        return
    assert isinstance(found, Failure)
