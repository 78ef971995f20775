"""Who gives a count is kept in the desk, also in one that was made before there was such a column."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import msgspec
from desk.conftest import fill
from desk.made_by_rule import RuleReader, pages

from dateline.desk import Desk
from dateline.records import Article, Event

FIXTURES = Path(__file__).parent / "fixtures"


class Counting(RuleReader):
    """As its parent; every count is the police's."""

    def _event(self, article: Article, found: re.Match[str]) -> Event:
        event = super()._event(article, found)
        sizes = [msgspec.structs.replace(s, voice="police") for s in event.size]
        return msgspec.structs.replace(event, size=sizes)


def voices(file: Path) -> list[tuple[str | None]]:
    with Desk(file, read_only=True) as desk:
        return desk.sql("SELECT DISTINCT voice FROM sizes").fetchall()


def test_who_counts_is_kept(file: Path, tmp_path: Path) -> None:
    fill(file, pages(tmp_path / "pages", range(2)), reader=Counting())
    assert voices(file) == [("police",)]


def test_an_older_desk_has_the_column(file: Path) -> None:
    file.write_bytes(gzip.decompress((FIXTURES / "version-1.duckdb.gz").read_bytes()))
    with Desk(file):
        pass
    assert voices(file) == [(None,)]
