"""A desk with events of several kinds, made by rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from desk.made_by_rule import RuleReader, pages

from dateline.desk import Desk
from dateline.records import Article, Place, Reading, When


class VariedReader(RuleReader):
    """Makes the second article's event denied, the third's a meeting of two without target, the
    fourth's known by year only; puts the fifth in a town."""

    def read_article(self, article: Article) -> Reading:
        reading = super().read_article(article)
        changed = []
        for event in reading.events:
            if "number 1." in article.text:
                event = msgspec.structs.replace(event, status="denied")
            if "number 2." in article.text:
                event = msgspec.structs.replace(
                    event, type="CONSULT", cameo="04", quad=1,
                    sources=[*event.sources, *event.targets], targets=[],
                )  # fmt: skip
            if "number 3." in article.text:
                event = msgspec.structs.replace(
                    event, when=When(earliest="2021-01-01", latest="2021-12-31", precision="year")
                )
            if "number 4." in article.text:
                start = event.targets[0].start
                town = Place(
                    start=start, end=event.targets[0].end, text=event.targets[0].text,
                    name='The "Old" Town', country="ROU", region="Iași", lat=47.16, lon=27.59,
                    precision="city",
                )  # fmt: skip
                event = msgspec.structs.replace(
                    event, where=town, type="ASSAULT", mode="firearms", cameo="193", quad=4
                )
            changed.append(event)
        return msgspec.structs.replace(reading, events=changed)


def fill(file: Path, folder: Path, numbers: range, **options: Any) -> None:
    """A desk with one event for each number."""
    sources = pages(folder, numbers)
    with Desk(file) as desk:
        for _ in desk.add(sources, reader=VariedReader(), published="2022-07-03", **options):  # type: ignore[arg-type]
            pass


@pytest.fixture(scope="session")
def desk_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of six articles and six events, five facts and what is denied; only to be read."""
    folder = tmp_path_factory.mktemp("desk")
    fill(folder / "test.duckdb", folder / "pages", range(6))
    return folder / "test.duckdb"
