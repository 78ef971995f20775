"""Which stored articles are copies of one text, kept up to date with each batch.

Nothing depends on the order in which articles come. Whether two articles may be copies, and whether
they are, depends on these two alone; the stories are the connected components over the pairs that
are; and what is written of a story depends on its articles. So what one batch does to a story is
what all at once would have made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.desk.rows import Row
from dateline.desk.shown import TABLE as SHOWN
from dateline.desk.shown import refresh
from dateline.desk.writing import as_table, delete, insert, transaction
from dateline.stories import (
    LEAST_COMMON,
    VERSION,
    Groups,
    Source,
    Text,
    Told,
    apart,
    came,
    copies,
    fingerprint,
    least_common,
    of_one_outlet,
    source_of,
    text_of,
)

if TYPE_CHECKING:
    import duckdb

TABLES = ("stories", "story_articles", "story_news")
AT_ONCE = 2_000
_READY = 5_000
"""So many texts at most are kept ready to be compared."""
_READ = 3_000
"""So many articles at most are kept for the next question of one batch."""

_BY_ID = "id IN (SELECT unnest(?::VARCHAR[]))"
_COMMON = f"""
SELECT * FROM (
    SELECT m.article_id, f.article_id, count(*) AS common, any_value(least(m.keys, f.keys)) AS keys
    FROM dateline_keys m JOIN fingerprints f ON f."key" = m."key" AND f.article_id <> m.article_id
    GROUP BY m.article_id, f.article_id
) WHERE common >= {LEAST_COMMON}
"""


@dataclass(frozen=True)
class Stored:
    """What is needed of an article."""

    id: str
    outlet: str | None
    headline: str | None
    published: str | None
    text: str


_Read = Callable[[Sequence[str]], list[Stored]]


def link(
    connection: duckdb.DuckDBPyConnection, new: Sequence[str], changed: Iterable[str] = ()
) -> None:
    """Bring the stories up to date with articles that are `new`, and with others of which the
    record has `changed`. To be called in the transaction that writes them."""
    pool = sorted({*new, *_with_copies(connection, changed)})
    if not pool:
        return
    read = _read_once(connection)
    keys = _keys(read(pool))
    fresh = set(new)
    insert(connection, "fingerprints", [row for row in keys if row["article_id"] in fresh])
    left = set(_stories(connection, pool).values())
    delete(connection, "story_articles", "article_id", pool)
    old, groups = _grouped(connection, pool, _candidates(connection, keys), read)
    delete(connection, "stories", "id", {*left, *old})
    delete(connection, "story_articles", "story_id", old)
    members = [i for group in groups for i in group]
    delete(connection, "story_news", "article_id", members)
    by_id = {a.id: a for a in read(members)}
    made = [story_rows([by_id[i] for i in group]) for group in groups]
    for table in TABLES:
        insert(connection, table, [row for rows in made for row in rows[table]])
    refresh(connection, {id_: a.text for id_, a in by_id.items()})


def are_made(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the stories of a desk were made by the present rules."""
    return connection.execute("SELECT version FROM stories_format").fetchall() == [(VERSION,)]


def make(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all stories anew, in one transaction."""
    with transaction(connection):
        for table in (*TABLES, "fingerprints", SHOWN, "stories_format"):
            connection.execute(f"DELETE FROM {table}")
        for ids in in_parts(all_articles(connection)):
            link(connection, ids)
        connection.execute("INSERT INTO stories_format VALUES (?)", [VERSION])


def all_articles(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The ids of all articles."""
    return [i for (i,) in connection.execute("SELECT id FROM articles ORDER BY id").fetchall()]


def expected(connection: duckdb.DuckDBPyConnection) -> list[list[str]]:
    """The stories as the articles have them, whatever the tables of stories say."""
    groups = Groups()
    ids = all_articles(connection)
    for part in in_parts(ids):
        read = _read_once(connection)
        _confirm(_candidates(connection, _keys(read(part))), groups, read)
    return groups.all(ids)


def story_rows(articles: list[Stored]) -> dict[str, list[Row]]:
    """Table → rows of one story."""
    ordered = sorted(articles, key=lambda a: came(a.published, a.id))
    first = ordered[0]
    rows: dict[str, list[Row]] = {
        "stories": [
            {
                "id": first.id,
                "first_seen": first.published,
                "headline": first.headline,
                "copies": len(ordered),
                "outlets": list(dict.fromkeys(a.outlet for a in ordered if a.outlet)),
            }
        ],
        "story_articles": [
            {"article_id": a.id, "story_id": first.id, "position": n} for n, a in enumerate(ordered)
        ],
        "story_news": [],
    }
    if len(ordered) == 1:
        span = [{"article_id": first.id, "span_start": 0, "span_end": len(first.text)}]
        return {**rows, "story_news": span if first.text else []}
    told = Told()
    for article in ordered:
        rows["story_news"] += [
            {"article_id": article.id, "span_start": s.start, "span_end": s.end}
            for s in told.add(article.text)
        ]
    return rows


def in_parts(ids: list[str]) -> Iterator[list[str]]:
    """The ids, so many at once as fit in memory with their texts."""
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]


def keys_of(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[Row]:
    """The rows of `fingerprints` of these articles, made from their texts."""
    return _keys(stored(connection, ids))


def _keys(articles: list[Stored]) -> list[Row]:
    rows: list[Row] = []
    for article in articles:
        keys = fingerprint(article.text)
        rows += [{"article_id": article.id, "key": k, "keys": len(keys)} for k in keys]
    return rows


def _with_copies(connection: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> list[str]:
    """These articles and all others of their stories: without their old record they may fall
    apart."""
    rows = connection.execute(
        "SELECT o.article_id FROM story_articles s JOIN story_articles o USING (story_id) "
        "WHERE s.article_id IN (SELECT unnest(?::VARCHAR[]))",
        [sorted(ids)],
    ).fetchall()
    return [i for (i,) in rows]


def _grouped(
    connection: duckdb.DuckDBPyConnection,
    pool: list[str],
    pairs: list[tuple[str, str]],
    read: _Read,
) -> tuple[list[str], list[list[str]]]:
    """The old stories that get articles of the pool, and the groups that come of all that."""
    groups = Groups()
    of = _stories(connection, {other for _, other in pairs})
    for article, story in of.items():
        groups.link(article, story)
    _confirm(pairs, groups, read)
    reached = {groups.of(i) for i in pool}
    old = sorted({story for story in of.values() if groups.of(story) in reached})
    members = connection.execute(
        "SELECT article_id, story_id FROM story_articles "
        "WHERE story_id IN (SELECT unnest(?::VARCHAR[]))",
        [old],
    ).fetchall()
    for article, story in members:
        groups.link(article, story)
    return old, groups.all([*pool, *(article for article, _ in members)])


def _candidates(connection: duckdb.DuckDBPyConnection, keys: list[Row]) -> list[tuple[str, str]]:
    """Pairs of the articles that have these keys with any others that are worth comparing, the
    most alike first."""
    if not keys:
        return []
    connection.register("dateline_keys", as_table(connection, "fingerprints", keys))
    try:
        found = connection.execute(_COMMON).fetchall()
    finally:
        connection.unregister("dateline_keys")
    found = [row for row in found if row[2] >= least_common(row[3])]
    sources = _sources(connection, {i for row in found for i in row[:2]})
    alike = []
    for one, other, common, fewest in found:
        pair = sources[one], sources[other]
        if common >= least_common(fewest, of_one_outlet(*pair), apart(*pair)):
            alike.append((common / fewest, one, other))
    return [(one, other) for _, one, other in sorted(alike, reverse=True)]


def _sources(connection: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> dict[str, Source]:
    rows = connection.execute(
        "SELECT id, outlet, url, published FROM articles WHERE id IN (SELECT unnest(?::VARCHAR[]))",
        [sorted(ids)],
    ).fetchall()
    return {id_: source_of(outlet or host(url), day) for id_, outlet, url, day in rows}


def _stories(connection: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> dict[str, str]:
    rows = connection.execute(
        "SELECT article_id, story_id FROM story_articles "
        "WHERE article_id IN (SELECT unnest(?::VARCHAR[]))",
        [sorted(ids)],
    ).fetchall()
    return dict(rows)


def _confirm(pairs: list[tuple[str, str]], groups: Groups, read: _Read) -> None:
    """Link the pairs that are copies. A pair that is together already need not be looked at."""
    ready: dict[str, Text] = {}
    refused: set[tuple[str, str]] = set()
    for start in range(0, len(pairs), AT_ONCE):
        part = pairs[start : start + AT_ONCE]
        wanted = {i for pair in part for i in pair} - ready.keys()
        if len(ready) + len(wanted) > _READY:
            ready, wanted = {}, {i for pair in part for i in pair}
        for article in read(sorted(wanted)):
            ready[article.id] = text_of(article.text, article.outlet, article.published)
        for one, other in part:
            if (other, one) in refused or groups.of(one) == groups.of(other):
                continue
            if copies(ready[one], ready[other]):
                groups.link(one, other)
            else:
                refused.add((one, other))


def _read_once(connection: duckdb.DuckDBPyConnection) -> _Read:
    """What reads stored articles by their ids, and those that it has read before from memory: the new ones
    of a batch are asked for three times, and DuckDB reads two thousand texts to find one."""
    kept: dict[str, Stored] = {}

    def read(ids: Sequence[str]) -> list[Stored]:
        wanted = [i for i in ids if i not in kept]
        if len(kept) + len(wanted) > _READ:
            kept.clear()
            wanted = list(ids)
        if len(wanted) > _READ:
            return stored(connection, wanted)
        if wanted:
            kept.update((a.id, a) for a in stored(connection, wanted))
        return [kept[i] for i in sorted(ids) if i in kept]

    return read


def stored(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[Stored]:
    """These articles, by their ids."""
    which = _BY_ID
    if _have_row_numbers(connection):
        which = f"rowid IN (SELECT rowid FROM articles WHERE {_BY_ID})"
    rows = connection.execute(
        f'SELECT id, outlet, url, headline, published, "text" FROM articles WHERE {which} ORDER BY id',
        [ids],
    ).fetchall()
    return [
        Stored(id_, outlet or host(url), headline, published, text)
        for id_, outlet, url, headline, published, text in rows
    ]


def _have_row_numbers(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the articles are a table; those of a folder are a view. Asked for by the numbers of their rows,
    of articles that lie near each other, as those of one batch do, DuckDB reads the texts around them, and not
    all texts of the desk."""
    told = "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'articles'"
    return bool(connection.execute(told).fetchall()[0][0])


def host(url: str | None) -> str | None:
    """The host of an address, which stands for an outlet that is not named."""
    try:
        name = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None
