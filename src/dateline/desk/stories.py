"""Questions to the stories: which there are, who carried one, and what each copy changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.desk import keys
from dateline.desk.asking import day
from dateline.errors import UsageError
from dateline.records import Article, Record
from dateline.stories.changes import Change, changes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import duckdb

_SORTS = {
    "copies": "copies DESC, first_seen NULLS LAST, id",
    "date": "first_seen NULLS LAST, id",
    "-date": "first_seen DESC NULLS LAST, id",
}
SORTS = tuple(_SORTS)


class Copy(Record, frozen=True):
    """One article of a story. `changes` are against the first article, which has none; `same_text`
    says that not even a comma differs."""

    article: Article
    retitled: bool
    same_text: bool
    changes: list[Change]


class Story(Record, frozen=True):
    """Articles that are one text, the first one first; `outlets` carried it."""

    id: str
    first_seen: str | None
    outlets: list[str]
    copies: list[Copy]
    events: int


def order(sort: str) -> str:
    """What stands after ORDER BY; no two stories are equal in it. Raises `UsageError` for no sort."""
    if sort not in _SORTS:
        raise UsageError(f"cannot sort by {sort!r}", cure=f"one of {', '.join(SORTS)}")
    return _SORTS[sort]


def list_stories(
    connection: duckdb.DuckDBPyConnection,
    *,
    min_copies: int = 1,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    text: str | None = None,
    sort: str = "copies",
    limit: int | None = None,
    after: Sequence[Any] | None = None,
) -> duckdb.DuckDBPyRelation:
    """The stories that the filters let through: `id first_seen headline copies outlets`; `after`
    those that come after a row with these values, in the columns of the order (`keys.values_of`).

    Raises `UsageError` for a value that cannot be meant.
    """
    by = order(sort)
    values = keys.Bound([min_copies])
    conditions = ["copies >= $1"]
    told: tuple[tuple[str, Any], ...] = (
        ("list_contains(list_transform(outlets, lambda o: lower(o)), ${})", outlet and outlet.lower()),
        ("left(first_seen, len(${0})) >= ${0}", since and day(since)),
        ("left(first_seen, len(${0})) <= ${0}", until and day(until)),
        ("contains(lower(headline), ${})", text and text.lower()),
    )  # fmt: skip
    for condition, value in told:
        if value:
            values.append(value)
            conditions.append(condition.format(len(values)))
    if after is not None:
        conditions.append(keys.after(after, by, values))
    sql = f"SELECT * FROM stories WHERE {' AND '.join(conditions)} ORDER BY {by}"
    return connection.sql(
        sql if limit is None else f"{sql} LIMIT {int(limit)}", params=list(values)
    )


def story(
    connection: duckdb.DuckDBPyConnection, id_: str, article: Callable[[str], Article | None]
) -> Story | None:
    """The story of an id: its own, or that of any of its articles."""
    rows = connection.execute(
        "SELECT s.id, s.first_seen, s.outlets, o.article_id FROM story_articles m "
        "JOIN stories s ON s.id = m.story_id JOIN story_articles o ON o.story_id = m.story_id "
        'WHERE m.article_id = ? ORDER BY o."position"',
        [id_],
    ).fetchall()
    if not rows:
        return None
    story_id, first_seen, outlets, _ = rows[0]
    ((counted,),) = connection.execute(
        "SELECT count(*) FROM events WHERE story_id = ?", [story_id]
    ).fetchall()
    articles = [a for *_, i in rows if (a := article(i)) is not None]
    first = articles[0]
    return Story(
        id=story_id,
        first_seen=first_seen,
        outlets=outlets,
        copies=[
            Copy(
                article=a,
                retitled=bool(a.headline and first.headline and a.headline != first.headline),
                same_text=a.text == first.text,
                changes=[] if a.text == first.text else changes(first.text, a.text),
            )
            for a in articles
        ],
        events=counted,
    )
