"""The rows of whole articles, for what people wrote about their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.desk import Desk


def of_articles(desk: Desk, articles: Iterable[str]) -> list[dict[str, Any]]:
    """All rows of these articles in the present run, copies too, each with the spans of its sides."""
    ids = sorted(set(articles))
    if not ids:
        return []
    found = desk.sql(
        "SELECT * FROM event_copies WHERE article_id IN (SELECT unnest($1::VARCHAR[])) "
        'ORDER BY article_id, "position"',
        [ids],
    )
    names = found.columns
    rows = [dict(zip(names, values, strict=True)) for values in found.fetchall()]
    actors = desk.sql(
        'SELECT run_id, event_id, "role", span_start, span_end FROM event_actors_all '
        'WHERE article_id IN (SELECT unnest($1::VARCHAR[])) ORDER BY "role", "position"',
        [ids],
    ).fetchall()
    spans: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for run, event, role, start, end in actors:
        spans.setdefault((run, event, role), []).append((start, end))
    for row in rows:
        for side in ("source", "target"):
            had: list[Any] = [*spans.get((row["run_id"], row["id"], side), [])]
            of = row[f"{side}_names"]
            row[f"{side}_spans"] = (had + [(None, None)] * len(of))[: len(of)]
    return rows
