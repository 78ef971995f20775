"""A text that comes again is read once, and the desk is as if each copy had been read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from coding.test_copied import SAID, UNSIGNED
from desk.conftest import content, fill

from dateline.desk import again
from dateline.reader import Reader
from dateline.records import Article, Reading
from dateline.scale import Workers

FIRST = "Benin's president visited Togo on Friday. Both states signed a treaty on their border."


def sources(folder: Path) -> list[Path]:
    told = [
        {"url": f"https://paper{n}.example/{k}", "outlet": f"Paper {n}", "text": text,
         "published": "2023-05-09"}
        for n in range(4)
        for k, text in enumerate((SAID, UNSIGNED, FIRST))
    ]  # fmt: skip
    told.append({**told[0], "url": "https://late.example", "published": "2023-05-11"})
    file = folder / "copies.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in told))
    return [file]


@pytest.mark.parametrize("workers", [1, Workers(2)])
def test_copies_are_as_if_they_had_been_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int | Workers
) -> None:
    given = sources(tmp_path)
    reader = Reader()
    fill(tmp_path / "short.duckdb", given, reader=reader, workers=workers)
    monkeypatch.setattr("dateline.desk.desk.again_for", lambda _: None)
    last = fill(tmp_path / "long.duckdb", given, reader=reader)
    assert (last.added, last.failed) == (13, 0) and last.events
    assert content(tmp_path / "short.duckdb") == content(tmp_path / "long.duckdb")


def test_a_text_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    plain = Reader._read_article

    def counted(self: Reader, article: Article) -> Reading:
        read.append(article.text)
        return plain(self, article)

    monkeypatch.setattr(Reader, "_read_article", counted)
    fill(tmp_path / "a.duckdb", sources(tmp_path), reader=Reader())
    # The unsigned text has sayings of nobody, which are the outlet's; one copy is of another day.
    assert [read.count(t) for t in (FIRST, SAID, UNSIGNED)] == [1, 2, 4]
    read.clear()
    monkeypatch.setattr(again, "MOST_CHARS", 0)
    fill(tmp_path / "b.duckdb", sources(tmp_path), reader=Reader())
    assert len(read) == 13
    assert content(tmp_path / "a.duckdb") == content(tmp_path / "b.duckdb")


def test_only_readers_that_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other(Reader):
        def read_article(self, article: Article) -> Reading:
            return super().read_article(article)

    assert again.again_for(Reader()) is not None
    assert again.again_for(Other()) is None
    assert again.again_for(object()) is None
    assert again.again_by("elsewhere:Reader") is None
