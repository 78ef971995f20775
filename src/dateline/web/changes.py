"""What changed since a time: of the desk, and of what people did."""

from __future__ import annotations

from typing import Any, NamedTuple

from starlette.requests import Request

from dateline.desk import Desk
from dateline.desk.asking import moment
from dateline.errors import PeopleError
from dateline.people.store import People
from dateline.web import rows
from dateline.web.filters import View
from dateline.web.persons import person
from dateline.web.review.coders import coder
from dateline.web.visits import Since

TALKS = 5
"""So many comments are named; of more their number."""


class Recoded(NamedTuple):
    """A run that articles are shown by since: how many, how many rows they have, and how many of
    these no other run has."""

    run: str
    version: str
    articles: int
    rows: int
    new: int
    view: View


class OfDesk(NamedTuple):
    """What came to the desk: stories none of whose articles was there before, articles, rows of
    them, runs, and pages that failed and are still not read."""

    stories: int
    articles: int
    rows: int
    view: View
    runs: list[Recoded]
    failed: int


class Talk(NamedTuple):
    """A comment on what one has written on, and where it stands."""

    person: str
    label: str
    address: str


class OfPeople(NamedTuple):
    """What others did: rules adopted and withdrawn, rows mended, comments (those on what one wrote
    on by name), sources suggested."""

    adopted: int
    withdrawn: int
    mended: int
    talks: list[Talk]
    comments: int
    suggested: int


def newest(desk: Desk) -> str:
    """When the newest came to the desk; empty where nothing is known of it."""
    ((last,),) = desk.sql("SELECT max(arrived) FROM arrivals").fetchall()
    return last.isoformat() if last else ""


_NEW = """
WITH new AS (SELECT DISTINCT id FROM arrivals WHERE kind = 'added' AND arrived >= $1)
SELECT count(*) FROM (
    SELECT m.story_id FROM story_articles m LEFT JOIN new ON new.id = m.article_id
    WHERE m.story_id IN (SELECT story_id FROM story_articles WHERE article_id IN (FROM new))
    GROUP BY m.story_id HAVING bool_and(new.id IS NOT NULL)
)
"""
_RUNS = """
SELECT a.run_id, coalesce(any_value(r.version), ''), count(DISTINCT a.id)
FROM arrivals a LEFT JOIN runs r ON r.id = a.run_id
WHERE a.kind = 'recoded' AND a.arrived >= $1 GROUP BY a.run_id ORDER BY max(a.arrived) DESC, a.run_id
"""
_OF_RUN = """
WITH mine AS (
    SELECT id FROM events WHERE run_id = $2 AND article_id IN
    (SELECT id FROM arrivals WHERE kind = 'recoded' AND run_id = $2 AND arrived >= $1)
)
SELECT count(*), count(*) FILTER (o.id IS NULL) FROM mine
LEFT JOIN (SELECT DISTINCT id FROM events_all WHERE run_id <> $2) o ON o.id = mine.id
"""


def of_desk(desk: Desk, added: str) -> OfDesk:
    """What came to the desk from a time on, as the filter `added_since` takes it."""
    at = moment(added)
    view = View(filters={"added_since": added}, sort="story")
    ((stories,),) = desk.sql(_NEW, [at]).fetchall()
    ((articles, failed),) = desk.sql(
        "SELECT count(DISTINCT id) FILTER (kind IN ('added', 'fuller')), "
        "count(DISTINCT id) FILTER (kind = 'failed' AND id IN (SELECT source FROM failures)) "
        "FROM arrivals WHERE arrived >= $1",
        [at],
    ).fetchall()
    runs = []
    for run, version, n in desk.sql(_RUNS, [at]).fetchall():
        ((shown, new),) = desk.sql(_OF_RUN, [at, run]).fetchall()
        runs.append(Recoded(run, version, n, shown, new, View(filters={"run": [run[:12]]})))
    return OfDesk(stories, articles, rows.count(desk, view) if articles else 0, view, runs, failed)


def of_people(request: Request, at: str) -> OfPeople | None:
    """What others did after a time; None where nothing of it is kept, or it cannot be read."""
    people: People | None = request.app.state.people
    if people is None:
        return None
    me = {person(request).name, coder(request)}
    try:
        return _of_people(people, sorted(me), at)
    except PeopleError:
        return None


_OTHERS = "person NOT IN (?1, ?2)"
_MINE = (
    "EXISTS (SELECT 1 FROM comments o WHERE o.kind = c.kind AND o.subject = c.subject "
    "AND o.person IN (?1, ?2) AND o.withdrawn IS NULL)"
)


def _of_people(people: People, me: list[str], at: str) -> OfPeople:
    bound = [me[0], me[-1], at]
    with people.reading() as db:

        def number(sql: str) -> int:
            return int(db.execute(f"SELECT count(*) FROM {sql}", bound).fetchone()[0])

        open_ = f"comments c WHERE {_OTHERS} AND at > ?3 AND withdrawn IS NULL AND hidden IS NULL"
        talks: list[Any] = db.execute(
            f"SELECT * FROM {open_} AND {_MINE} ORDER BY id DESC LIMIT {TALKS}", bound
        ).fetchall()
        return OfPeople(
            adopted=number(f"rules WHERE {_OTHERS} AND at > ?3 AND withdrawn IS NULL"),
            withdrawn=number("rules WHERE withdrawn_by NOT IN (?1, ?2) AND withdrawn > ?3"),
            mended=number(f"mends WHERE {_OTHERS} AND at > ?3 AND withdrawn IS NULL"),
            talks=[
                Talk(t["person"], t["label"], f"/conversation/{t['parent'] or t['id']}#c-{t['id']}")
                for t in talks
            ],
            comments=number(open_),
            suggested=number(f"suggestions WHERE {_OTHERS} AND at > ?3 AND state = 'waiting'"),
        )


def changed(request: Request, since: Since | None, seen: str) -> dict[str, Any]:
    """For the template: since when, and what changed."""
    if since is None:
        return {"since_visit": None, "of_desk": None, "of_people": None}
    database = request.app.state.database
    return {
        "since_visit": since,
        "of_desk": database.remembered(
            ("changes", since.added, seen), lambda desk: of_desk(desk, since.added)
        ),
        "of_people": of_people(request, since.at),
    }
