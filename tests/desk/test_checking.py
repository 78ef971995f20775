"""`desk check` finds what was spoilt."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk.conftest import fill
from desk.made_by_rule import pages

from dateline.desk import Desk
from dateline.desk.rows import record_hash

SPOILT = {
    "a span out of the text": ("UPDATE evidence_all SET span_end = 100000", "span", "evidence_all"),
    "an empty span": ("UPDATE events_all SET trigger_end = trigger_start", "span", "events_all"),
    "a span moved": ("UPDATE event_actors_all SET span_start = span_start + 1, span_end = span_end + 1", "span", "event_actors_all"),
    "a place moved": ("UPDATE events_all SET where_start = 0", "span", "events_all"),
    "a voice out of the text": ("UPDATE voices_all SET span_start = -5 WHERE position = 0", "span", "voices_all"),
    "an event without article": ("UPDATE events_all SET article_id = 'x'", "article", "events_all"),
    "an actor without event": ("UPDATE event_actors_all SET event_id = 'x'", "event", "event_actors_all"),
    "another text": ("UPDATE articles SET text = text || '!'", "hash", "articles"),
    "another headline": ("UPDATE articles SET headline = 'x'", "hash", "articles"),
    "another type": ("UPDATE events_all SET type = 'AID'", "hash", "events_all"),
    "another status": ("UPDATE events_all SET status = 'denied'", "events", "events_all"),
    "no reading": ("DELETE FROM readings", "reading", "articles"),
    "a spoilt reading": ("UPDATE readings SET data = 'abc'::BLOB", "record", "readings"),
    "a reading twice": ("INSERT INTO readings SELECT * FROM readings", "unique", "readings"),
    "an event twice": ("INSERT INTO events_all SELECT * FROM events_all", "unique", "events_all"),
    "an event lost": ("DELETE FROM events_all", "events", "readings"),
    "within nothing": ("UPDATE events_all SET within = 'x'", "within", "events_all"),
    "a page without article": ("UPDATE pages SET article_id = 'x'", "article", "pages"),
    "a run changed": ("UPDATE runs SET version = '9'", "hash", "runs"),
    "a run lost": ("DELETE FROM runs", "run", "readings"),
    "a story's date": ("UPDATE stories SET first_seen = '1999'", "story", "stories"),
    "a story lost": ("DELETE FROM stories", "story", "stories"),
    "an article without story": ("DELETE FROM story_articles", "story", "story_articles"),
    "two stories made one": ("UPDATE story_articles SET story_id = (SELECT min(id) FROM stories)", "story", "story_articles"),
    "a shown row changed": ("UPDATE events_shown SET headline = 'x'", "shown", "events_shown"),
    "a shown row lost": ("DELETE FROM events_shown", "shown", "events_all"),
    "news moved": ("UPDATE story_news SET span_start = 5", "story", "story_news"),
    "a key changed": ("UPDATE fingerprints SET key = 1", "hash", "fingerprints"),
    "older rules": ("UPDATE stories_format SET version = 0", "story", "stories_format"),
    "no article": ("UPDATE articles SET published_precision = 'century'", "record", "articles"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_spoilt(tmp_path: Path, file: Path, name: str) -> None:
    sql, rule, table = SPOILT[name]
    fill(file, pages(tmp_path / "pages", range(2)))
    with Desk(file) as desk:
        assert list(desk.check()) == []
        desk._connection.execute(sql)
        found = {(p.rule, p.table) for p in desk.check()}
    assert (rule, table) in found


def test_paragraph_out_of_the_text(tmp_path: Path, file: Path) -> None:
    fill(file, pages(tmp_path / "pages", range(1)))
    with Desk(file) as desk:
        (article,) = [r.article for r in desk.readings()]
        assert record_hash(article)
        desk._connection.execute("UPDATE articles SET paragraphs = [{'start': 0, 'end': 99999}]")
        assert any("paragraph 0-99999" in p.what for p in desk.check())
