"""Words are found in the sentences where SQL finds them, whatever is written and looked for."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from dateline.desk import Desk
from dateline.web import wording
from dateline.web.wording import Wording

WRITTEN = (
    "The harbour of Oslo was closed.", "Ferries left the new harbour; harbours elsewhere  were open.",
    "", None, " begins with a space", "ends with one ", "two\nlines of one", "ÇA VA, Þór", "İzmir", "Straße", "a",
    "harbour of the harbour of Oslo", "the the the", "Harbour", "of Oslo", "100 % of 7_7",
)  # fmt: skip
SOUGHT = (
    "harbour", "Harbour of", "harbour of Oslo", "arbour o", "the", "the the", "e t", " ", "  ", "", "a", " a", "one ",
    "lines of", "o\nl", "ça", "þÓR", "izmir", "i̇zmir", "strasse", "straße", "%", "_", "closed.", "closed. ", "no such",
    "of the harbour of", "oslo ferries", "new harbour; harbours elsewhere  were",
)  # fmt: skip


def served(sentences: Sequence[str | None]) -> Desk:
    import duckdb

    connection = duckdb.connect()
    connection.execute("CREATE TABLE served (sentence VARCHAR)")
    if sentences:
        connection.execute("INSERT INTO served SELECT unnest($1::VARCHAR[])", [list(sentences)])
    return Desk.over(connection, Path("served"))


def by_sql(desk: Desk, text: str) -> list[int]:
    found = desk.sql(
        "SELECT rowid FROM served WHERE contains(lower(sentence), $1) ORDER BY rowid",
        [text.lower()],
    )
    return [row for (row,) in found.fetchall()]


@pytest.mark.parametrize("at_once", [100_000, 3])
def test_words_stand_where_sql_finds_them(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "AT_ONCE", at_once)
    desk = served(WRITTEN)
    words = Wording(desk, len(WRITTEN))
    for text in SOUGHT:
        assert words.saying(text.lower()).nonzero()[0].tolist() == by_sql(desk, text), text


def test_any_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "FEW", 2)
    chance = random.Random(5)
    written = ["".join(chance.choices("ab  .", k=chance.randint(0, 12))) for _ in range(300)]
    desk = served(written)
    words = Wording(desk, len(written))
    for _ in range(200):
        text = "".join(chance.choices("ab ", k=chance.randint(1, 6)))
        assert words.saying(text).nonzero()[0].tolist() == by_sql(desk, text), text


def test_no_sentences() -> None:
    assert Wording(served([]), 0).saying("harbour").tolist() == []
