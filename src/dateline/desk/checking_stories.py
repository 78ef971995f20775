"""`desk check` of the stories: they must be what the articles make of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dateline.desk.linking import (
    TABLES,
    all_articles,
    are_made,
    expected,
    in_parts,
    keys_of,
    stored,
    story_rows,
)
from dateline.desk.rows import Row

if TYPE_CHECKING:
    import duckdb

Wrong = tuple[str, str, str, str]
"""Rule, table, row, and what is wrong with it."""


def check_stories(connection: duckdb.DuckDBPyConnection) -> Iterator[Wrong]:
    """Everything that is wrong with the stories, made anew from the articles to compare."""
    if not are_made(connection):
        yield "story", "stories_format", "version", "the stories were not made by the present rules"
    ids = all_articles(connection)
    yield from _fingerprints(connection, ids)
    found = {name: _rows(connection, name) for name in TABLES}
    for group in expected(connection):
        for name, rows in story_rows(stored(connection, group)).items():
            for row in rows:
                key = _key(row)
                if key not in found[name]:
                    yield "story", name, _name(row), "the articles make another row"
                found[name].discard(key)
    for name, left in found.items():
        for key in sorted(left):
            yield "story", name, key[0], "the articles do not make this row"


def _fingerprints(connection: duckdb.DuckDBPyConnection, ids: list[str]) -> Iterator[Wrong]:
    for part in in_parts(ids):
        kept = connection.execute(
            'SELECT article_id, "key", keys FROM fingerprints '
            "WHERE article_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY ALL",
            [part],
        ).fetchall()
        made = sorted((r["article_id"], r["key"], r["keys"]) for r in keys_of(connection, part))
        for id_ in sorted({row[0] for row in set(kept) ^ set(made)}):
            yield "hash", "fingerprints", id_, "the keys are not those of the text"
        if len(kept) > len(set(kept)):
            yield "unique", "fingerprints", part[0], "a key stands twice"
    stray = connection.execute(
        "SELECT DISTINCT article_id FROM fingerprints f ANTI JOIN articles a ON a.id = f.article_id"
    ).fetchall()
    for (id_,) in stray:
        yield "article", "fingerprints", id_, "there is no such article"


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> set[tuple[Any, ...]]:
    found = connection.execute(f"SELECT * FROM {table}")
    names = [c[0] for c in found.description or ()]
    return {_key(dict(zip(names, values, strict=True))) for values in found.fetchall()}


def _key(row: Row) -> tuple[Any, ...]:
    """A row's values, in one order and hashable; its id first."""
    return tuple("; ".join(v) if isinstance(v, list) else str(v) for v in row.values())


def _name(row: Row) -> str:
    return str(next(iter(row.values())))
