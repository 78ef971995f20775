"""Which articles of many parts are copies of one text: the same stories as `desk/linking.py` makes.

A fingerprint keeps those of a text's hashes that lie in an eighth of their range, so each key is a
band of its own, and two texts that share enough keys for the desk's rule meet under each of these.
The join is exact for that: under each key the articles that have it are paired, the pairs are
counted, and those with too few keys in common fall out. What is left falls into groups; each group
is brought together with its texts and compared as a desk compares them.

The steps are functions from tables to tables; who runs them, and where, is not known here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from dateline.desk.linking import Stored, host, story_rows
from dateline.desk.migrations import migrate
from dateline.desk.opening import CONFIG
from dateline.desk.parts import STORY_TABLES, files_of, name_of, quoted, write_file
from dateline.desk.rows import Row
from dateline.stories import (
    Groups,
    apart,
    copies,
    fingerprint,
    least_common,
    of_one_outlet,
    source_of,
    text_of,
)

if TYPE_CHECKING:
    import pyarrow as pa

GROUPED = "grouped.parquet"
"""The group of each article that may be a copy, sorted by the articles' ids."""
_AT_ONCE = 100_000

Step = tuple[str, Callable[["pa.Table"], "pa.Table"]]
"""Rows with one value of this column come together, and become other rows."""


class Exchange(Protocol):
    """Reads a table for each part, and takes all rows through steps; what comes of them."""

    def __call__(
        self, parts: list[int], read: Callable[[int], pa.Table], steps: list[Step]
    ) -> Iterator[pa.Table]: ...


def here(
    parts: list[int], read: Callable[[int], pa.Table], steps: list[Step]
) -> Iterator[pa.Table]:
    """An exchange in this process and its memory."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = pa.concat_tables([read(part) for part in parts])
    for column, step in steps:
        values = table[column].unique().to_pylist()
        done = [step(table.filter(pc.equal(table[column], v))) for v in values]
        if not done:
            return
        table = pa.concat_tables(done)
    yield table


def make_stories(folder: Path, parts: int, exchange: Exchange, buckets: int | None = None) -> None:
    """Write the tables of stories of a folder whose parts are there."""
    every = list(range(parts))
    keys = _asked(f"SELECT count(*) AS n FROM read_parquet({files_of(folder, 'fingerprints')})")
    if not keys["n"][0].as_py():
        exchange = here  # nothing to bring together
    many = buckets or max(4, min(parts, 512))
    steps: list[Step] = [("bucket", Pairs(many)), ("bucket", common)]
    pairs = exchange(every, ReadKeys(str(folder), many), steps)
    _write_groups(folder, _groups(folder, pairs), many)
    rows = exchange(every, ReadTexts(str(folder)), [("bin", compared)])
    _write_rows(folder, rows)
    _grouped.cache_clear()
    (folder / "settled" / GROUPED).unlink()


# --- pairs ---------------------------------------------------------------------------------


class ReadKeys:
    """The keys of a part's articles: `bucket article_id key keys`."""

    def __init__(self, folder: str, buckets: int) -> None:
        self.folder = folder
        self.buckets = buckets

    def __call__(self, part: int) -> pa.Table:
        return _asked(
            f'SELECT ("key" % {self.buckets})::INTEGER AS bucket, article_id, "key", keys '
            f"FROM {_kept(Path(self.folder), 'fingerprints', part)}"
        )


class Pairs:
    """Under each key of a bucket all pairs of its articles: `bucket one other common fewest`, with
    the buckets of the pairs."""

    def __init__(self, buckets: int) -> None:
        self.buckets = buckets

    def __call__(self, keys: pa.Table) -> pa.Table:
        return _asked(
            "SELECT (hash(a.article_id, b.article_id) % $buckets)::INTEGER AS bucket, "
            "a.article_id AS one, b.article_id AS other, count(*)::INTEGER AS common, "
            "any_value(least(a.keys, b.keys))::INTEGER AS fewest "
            'FROM given a JOIN given b ON a."key" = b."key" AND a.article_id < b.article_id '
            "GROUP BY ALL".replace("$buckets", str(self.buckets)),
            keys,
        )


def common(pairs: pa.Table) -> pa.Table:
    """Pairs with enough keys in common to be compared: `one other common fewest`."""
    found = _asked(
        "SELECT one, other, sum(common)::INTEGER AS common, any_value(fewest) AS fewest "
        "FROM given GROUP BY one, other",
        pairs,
    )
    counts = zip(found["common"].to_pylist(), found["fewest"].to_pylist(), strict=True)
    return found.filter([n >= least_common(fewest) for n, fewest in counts])


def _groups(folder: Path, tables: Iterable[pa.Table]) -> Groups:
    """Which articles may be one text: the pairs that are alike enough for who brought them, and
    when."""
    groups = Groups()
    for table in tables:
        pairs = list(zip(*(table[c].to_pylist() for c in table.column_names), strict=True))
        ids = sorted({i for pair in pairs for i in pair[:2]})
        sources = {
            r["id"]: source_of(r["outlet"] or host(r["url"]), r["published"])
            for r in _articles_of(folder, ids)
        }
        for one, other, shared, fewest in pairs:
            pair = sources[one], sources[other]
            if shared >= least_common(fewest, of_one_outlet(*pair), apart(*pair)):
                groups.link(one, other)
    return groups


def _articles_of(folder: Path, ids: list[str]) -> list[Row]:
    import pyarrow as pa

    if not ids:
        return []
    rows: list[Row] = _asked(
        "SELECT DISTINCT ON (a.id) a.id, a.outlet, a.url, a.published "
        f"FROM read_parquet({files_of(folder, 'articles')}, filename = true) a "
        "SEMI JOIN given g ON g.id = a.id "
        f"ANTI JOIN read_parquet({quoted(folder / 'settled' / 'superseded.parquet')}) s "
        "ON s.article_id = a.id AND s.part = parse_filename(a.filename)",
        pa.table({"id": ids}),
    ).to_pylist()
    return rows


def _write_groups(folder: Path, groups: Groups, bins: int) -> None:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    found = sorted(groups.members())
    names = {name: number for number, name in enumerate(sorted({g for _, g in found}))}
    table = pa.table(
        {
            "id": pa.array([i for i, _ in found], pa.string()),
            "group": pa.array([names[g] for _, g in found], pa.int64()),
            "bin": pa.array([names[g] % bins for _, g in found], pa.int32()),
        }
    )
    parquet.write_table(table, folder / "settled" / GROUPED)


# --- comparing -----------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _grouped(path: str, _: int) -> pa.Table:
    """The file of groups; `_` is when it was written."""
    import pyarrow.parquet as parquet

    return parquet.read_table(path, memory_map=True)


class ReadTexts:
    """The articles of a part that may be copies: `bin group id outlet headline published text`. The
    stories of the others, of which there is no copy, are written as the part's files."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __call__(self, part: int) -> pa.Table:
        folder = Path(self.folder)
        grouped = folder / "settled" / GROUPED
        given = _grouped(str(grouped), grouped.stat().st_mtime_ns)
        articles = _kept(folder, "articles", part)
        columns = 'a.id, a.outlet, a.url, a.headline, a.published, a."text"'
        alone = _asked(
            f"SELECT {columns} FROM {articles} a ANTI JOIN given g ON g.id = a.id", given
        )
        rows = [story_rows([_stored(row)]) for row in alone.to_pylist()]
        _write_tables(folder, rows, name_of(part))
        return _asked(
            f'SELECT g."bin", g."group", {columns} FROM {articles} a JOIN given g ON g.id = a.id',
            given,
        )


def compared(texts: pa.Table) -> pa.Table:
    """The stories of some groups of articles: `made`, their rows, packed."""
    import pickle

    import pyarrow as pa

    by_group: dict[int, list[Stored]] = defaultdict(list)
    for row in texts.to_pylist():
        by_group[row["group"]].append(_stored(row))
    made = [
        pickle.dumps(story_rows(story))
        for _, articles in sorted(by_group.items())
        for story in stories_of(articles)
    ]
    return pa.table({"made": pa.array(made, pa.binary())})


def stories_of(articles: list[Stored]) -> list[list[Stored]]:
    """The stories among articles that may be copies of one another."""
    by_id = {a.id: a for a in sorted(articles, key=lambda a: a.id)}
    texts = {i: text_of(a.text, a.outlet, a.published) for i, a in by_id.items()}
    keys = {i: fingerprint(a.text) for i, a in by_id.items()}
    having: dict[int, list[str]] = defaultdict(list)
    for id_, own in keys.items():
        for key in own:
            having[key].append(id_)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in having.values():
        shared.update(combinations(ids, 2))
    alike = []
    for (one, other), number in shared.items():
        fewest = min(len(keys[one]), len(keys[other]))
        pair = texts[one], texts[other]
        if number >= least_common(fewest, of_one_outlet(*pair), apart(*pair)):
            alike.append((number / fewest, one, other))
    groups = Groups()
    for _, one, other in sorted(alike, reverse=True):
        if groups.of(one) != groups.of(other) and copies(texts[one], texts[other]):
            groups.link(one, other)
    return [[by_id[i] for i in group] for group in groups.all(by_id)]


def _stored(row: Row) -> Stored:
    outlet = row["outlet"] or host(row["url"])
    return Stored(row["id"], outlet, row["headline"], row["published"], row["text"])


def _write_rows(folder: Path, tables: Iterable[pa.Table]) -> None:
    """The stories that were compared, so many to a file."""
    import pickle

    waiting: list[dict[str, list[Row]]] = []
    number = 0
    for table in tables:
        waiting += [pickle.loads(made) for made in table["made"].to_pylist()]
        if len(waiting) >= _AT_ONCE:
            _write_tables(folder, waiting, f"copies-{number:06}.parquet")
            waiting, number = [], number + 1
    _write_tables(folder, waiting, f"copies-{number:06}.parquet")


def _write_tables(folder: Path, stories: list[dict[str, list[Row]]], name: str) -> None:
    import duckdb
    import pyarrow as pa

    with duckdb.connect(":memory:", config=CONFIG) as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute("SET threads = 1")
        for table, schema in _schemas().items():
            rows = [row for made in stories for row in made[table]]
            connection.register("made", pa.Table.from_pylist(rows, schema=schema))
            write_file(connection, "SELECT * FROM made ORDER BY ALL", folder / table / name)


@lru_cache(maxsize=1)
def _schemas() -> dict[str, Any]:
    """The columns of the tables of stories."""
    import duckdb

    with duckdb.connect(":memory:", config=CONFIG) as connection:
        migrate(connection, Path("stories"))
        return {
            table: connection.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema
            for table in STORY_TABLES
        }


def _kept(folder: Path, table: str, part: int) -> str:
    """The rows of a part but for those of articles of which another part has the fuller record."""
    key = "id" if table == "articles" else "article_id"
    return (
        f"(SELECT r.* FROM read_parquet({quoted(folder / table / name_of(part))}) r "
        f"ANTI JOIN read_parquet({quoted(folder / 'settled' / 'superseded.parquet')}) s "
        f"ON s.article_id = r.{key} AND s.part = '{name_of(part)}')"
    )


def _asked(sql: str, given: pa.Table | None = None) -> Any:
    """What a query gives, which may speak of a table `given`."""
    import duckdb

    with duckdb.connect(":memory:", config=CONFIG) as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute("SET threads = 1")
        if given is not None:
            connection.register("given", given)
        return connection.sql(sql).to_arrow_table()
