"""`desk check`: every invariant of the file, looked at.

What SQL can see is asked of the whole file at once; hashes and records are looked at one article
at a time, so that memory does not grow.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from dateline.desk.checking_stories import check_stories
from dateline.desk.rows import Row, article_of, event_row, record_hash, unpack
from dateline.desk.shown import MADE
from dateline.desk.shown import TABLE as SHOWN
from dateline.records import Record, Span, article_id, content_id, event_id

if TYPE_CHECKING:
    import duckdb

AT_ONCE = 100


class Problem(Record, frozen=True):
    """One invariant that does not hold: of which rule, in which table, at which row."""

    rule: str
    table: str
    row: str
    what: str


# Rule, table, what is wrong, and the query for the rows (as text) for which it does not hold.
_QUERIES: tuple[tuple[str, str, str, str], ...] = (
    ("unique", "articles", "the id stands twice",
     "SELECT id FROM articles GROUP BY id HAVING count(*) > 1"),
    ("unique", "pages", "the page stands twice",
     "SELECT id || ' ' || source FROM pages GROUP BY id, source HAVING count(*) > 1"),
    ("unique", "readings", "two readings of one run",
     "SELECT run_id || ' ' || article_id FROM readings GROUP BY run_id, article_id "
     "HAVING count(*) > 1"),
    ("unique", "events_all", "the id stands twice in one run",
     "SELECT id FROM events_all GROUP BY run_id, id HAVING count(*) > 1"),
    ("unique", "stories", "the id stands twice",
     "SELECT id FROM stories GROUP BY id HAVING count(*) > 1"),
    ("unique", "story_articles", "the article stands twice",
     "SELECT article_id FROM story_articles GROUP BY article_id HAVING count(*) > 1"),
    ("unique", "fetched", "the address stands twice",
     "SELECT url FROM fetched GROUP BY url HAVING count(*) > 1"),
    ("shown", SHOWN, "the other tables make another row",
     f"SELECT id FROM (SELECT * FROM {SHOWN} EXCEPT ALL {MADE})"),
    ("shown", "events_all", "the event is not shown",
     f"SELECT id FROM ({MADE} EXCEPT ALL SELECT * FROM {SHOWN})"),
    ("reading", "articles", "the article has no reading of its run",
     "SELECT a.id FROM articles a ANTI JOIN readings r ON r.article_id = a.id "
     "AND r.run_id = a.run_id"),
    ("article", "readings", "there is no such article",
     "SELECT article_id FROM readings r ANTI JOIN articles a ON a.id = r.article_id"),
    ("article", "pages", "there is no such article",
     "SELECT p.id FROM pages p ANTI JOIN articles a ON a.id = p.article_id"),
    ("article", "events_all", "there is no such article",
     "SELECT e.id FROM events_all e ANTI JOIN articles a ON a.id = e.article_id"),
    ("run", "readings", "there is no such run",
     "SELECT article_id FROM readings r ANTI JOIN runs u ON u.id = r.run_id"),
    ("run", "failures", "there is no such run",
     "SELECT source FROM failures f ANTI JOIN runs u ON u.id = f.run_id"),
    ("run", "fetched", "there is no such run",
     "SELECT url FROM fetched f ANTI JOIN runs u ON u.id = f.run_id"),
    ("within", "events_all", "the event in which it is alleged is not there",
     "SELECT e.id FROM events_all e ANTI JOIN events_all o ON o.id = e.\"within\" "
     "AND o.run_id = e.run_id AND o.article_id = e.article_id WHERE e.\"within\" IS NOT NULL"),
    ("span", "events_all", "a span lies outside the text",
     "SELECT e.id FROM events_all e JOIN articles a ON a.id = e.article_id WHERE NOT ("
     "0 <= sentence_start AND sentence_start < sentence_end AND sentence_end <= length(a.text) "
     "AND 0 <= trigger_start AND trigger_start < trigger_end AND trigger_end <= length(a.text))"),
    ("span", "events_all", "the place's words are not where they should be",
     "SELECT e.id FROM events_all e JOIN articles a ON a.id = e.article_id "
     "WHERE where_start IS NOT NULL "
     "AND substring(a.text, where_start + 1, where_end - where_start) IS DISTINCT FROM where_text"),
    ("span", "event_actors_all", "the actor's words are not where they should be",
     "SELECT x.event_id FROM event_actors_all x JOIN articles a ON a.id = x.article_id "
     "WHERE substring(a.text, span_start + 1, span_end - span_start) IS DISTINCT FROM x.text"),
    *(
        ("event", table, "there is no such event",
         f"SELECT x.event_id FROM {table} x ANTI JOIN events_all e ON e.id = x.event_id "
         "AND e.run_id = x.run_id AND e.article_id = x.article_id")
        for table in ("event_actors_all", "voices_all", "evidence_all", "sizes_all")
    ),
    *(
        ("span", table, "a span lies outside the text",
         f"SELECT x.event_id FROM {table} x JOIN articles a ON a.id = x.article_id "
         "WHERE span_start IS NOT NULL AND NOT (0 <= span_start AND span_start < span_end "
         "AND span_end <= length(a.text))")
        for table in ("voices_all", "evidence_all")
    ),
)  # fmt: skip


def check(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Everything that is wrong with a desk; nothing where all is well."""
    for rule, table, what, query in _QUERIES:
        cursor = connection.cursor().execute(query)
        while rows := cursor.fetchmany(AT_ONCE):
            for (row,) in rows:
                yield Problem(rule=rule, table=table, row=str(row), what=what)
    for id_, *columns in connection.execute(
        "SELECT id, version, tables_hash, model, options FROM runs ORDER BY id"
    ).fetchall():
        if content_id("run", *columns) != id_:
            yield Problem(rule="hash", table="runs", row=id_, what="the id is not its hash")
    yield from _each_article(connection)
    for rule, table, row, what in check_stories(connection):
        yield Problem(rule=rule, table=table, row=row, what=what)


def _each_article(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    found = connection.cursor().execute("SELECT * FROM articles ORDER BY id")
    names = [c[0] for c in found.description or ()]
    while values := found.fetchmany(AT_ONCE):
        rows = [dict(zip(names, v, strict=True)) for v in values]
        ids = [row["id"] for row in rows]
        readings = _by_article(connection, "readings", ids)
        events = _by_article(connection, "events_all", ids)
        actors = _by_article(connection, "event_actors_all", ids)
        for row in rows:
            id_ = row["id"]
            yield from _article(row)
            yield from _events(events[id_], actors[id_])
            for reading in readings[id_]:
                yield from _reading(row, reading, events[id_])


def _by_article(
    connection: duckdb.DuckDBPyConnection, table: str, ids: list[str]
) -> dict[str, list[Row]]:
    found = connection.execute(
        f"SELECT * FROM {table} WHERE article_id IN (SELECT unnest(?::VARCHAR[]))", [ids]
    )
    names = [c[0] for c in found.description or ()]
    grouped: dict[str, list[Row]] = defaultdict(list)
    for values in found.fetchall():
        row = dict(zip(names, values, strict=True))
        grouped[row["article_id"]].append(row)
    return grouped


def _article(row: Row) -> Iterator[Problem]:
    def wrong(rule: str, what: str) -> Problem:
        return Problem(rule=rule, table="articles", row=row["id"], what=what)

    try:
        article = article_of(row)
    except msgspec.ValidationError as error:
        yield wrong("record", f"no article: {error}")
        return
    told = article_id(
        article.text, url=article.url, outlet=article.outlet, published=article.published
    )
    if told != article.id:
        yield wrong("hash", "the id is not the hash of its address and text")
    if record_hash(article) != row["record_hash"]:
        yield wrong("hash", "record_hash is not the hash of the row")
    for span in article.paragraphs:
        if not 0 <= span.start < span.end <= len(article.text):
            yield wrong("span", f"the paragraph {span.start}-{span.end} lies outside the text")


def _events(events: list[Row], actors: list[Row]) -> Iterator[Problem]:
    spans: dict[tuple[str, str, str], list[tuple[int, Span]]] = defaultdict(list)
    for actor in actors:
        key = (actor["run_id"], actor["event_id"], actor["role"])
        spans[key].append((actor["position"], Span(actor["span_start"], actor["span_end"])))
    for event in events:
        sides = [
            [span for _, span in sorted(spans[event["run_id"], event["id"], role])]
            for role in ("source", "target")
        ]
        trigger = Span(event["trigger_start"], event["trigger_end"])
        if event_id(event["article_id"], event["type"], trigger, *sides) != event["id"]:
            yield Problem(
                rule="hash", table="events_all", row=event["id"],
                what="the id is not the hash of its article, type and spans",
            )  # fmt: skip


def _reading(article: Row, row: Row, events: list[Row]) -> Iterator[Problem]:
    def wrong(rule: str, what: str) -> Problem:
        return Problem(rule=rule, table="readings", row=row["article_id"], what=what)

    try:
        reading = unpack(row["data"], article_of(article))
    except (zlib.error, msgspec.DecodeError, msgspec.ValidationError) as error:
        yield wrong("record", f"no reading: {error}")
        return
    size = len(reading.article.text)
    groups = (
        ("sentence", reading.sentences),
        ("actor", [Span(a.start, a.end) for a in reading.actors]),
        ("time", [Span(t.start, t.end) for t in reading.times]),
        ("place", [Span(p.start, p.end) for p in reading.places]),
    )
    for name, spans in groups:
        for span in spans:
            if not 0 <= span.start < span.end <= size:
                yield wrong("span", f"the {name} {span.start}-{span.end} lies outside the text")
    flat = {e["id"]: e for e in events if e["run_id"] == row["run_id"]}
    if sorted(flat) != sorted(e.id for e in reading.events):
        yield wrong("events", "its events are not those of the table of events")
        return
    for event in reading.events:
        told = event_row(event)
        if any(flat[event.id][name] != value for name, value in told.items()):
            yield Problem(
                rule="events", table="events_all", row=event.id,
                what="the row is not what its reading says",
            )  # fmt: skip
