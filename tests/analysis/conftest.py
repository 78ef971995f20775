"""Desks for analysis: events between Norway, Peru, Kenya, Chad and Laos on known days."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from desk.made_by_rule import RuleReader, story

from dateline.desk import Desk
from dateline.records import Article, Reading, When

Made = Callable[..., Path]


class DatedReader(RuleReader):
    """Changes the event of the story with a number as `changes` say, by number."""

    def __init__(self, changes: dict[int, dict[str, Any]]) -> None:
        super().__init__()
        self.changes = changes

    def read_article(self, article: Article) -> Reading:
        reading = super().read_article(article)
        for number, change in self.changes.items():
            if f"number {number}." in article.text:
                events = [msgspec.structs.replace(e, **change) for e in reading.events]
                return msgspec.structs.replace(reading, events=events)
        return reading


def interval(first: str, last: str | None) -> When:
    return When(earliest=first, latest=last, precision="day" if first == last else "range")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Makes a desk of stories: `made({number: day}, {number: fields of the event})`."""
    return maker(tmp_path)


def maker(tmp_path: Path) -> Made:
    """The same, in a folder of one's own."""

    def make(days: dict[int, str], changes: dict[int, dict[str, Any]] | None = None) -> Path:
        lines = [
            msgspec.json.encode(
                {"text": story(n), "published": day, "url": f"https://x.example/{n}"}
            )
            for n, day in days.items()
        ]
        source = tmp_path / "stories.jsonl"
        source.write_bytes(b"\n".join(lines))
        with Desk(tmp_path / "x.duckdb") as desk:
            for _ in desk.add([source], reader=DatedReader(changes or {})):  # type: ignore[arg-type]
                pass
        return tmp_path / "x.duckdb"

    return make
