"""A desk of any size, made by rule: what is asked of it is measured in `benchmarks/desk.py`.

Its articles are sentences made of a few words, half of which tell an event; its dyads, outlets and
types are as uneven as those of the news. Spans are right, and each event has the actors, voices and
evidence that one has on average. The rows go into the tables of the desk in bulk; what is not there
is the packed reading of each article, which no question opens.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.common import ROOT

FOLDER = ROOT / "build" / "desks"
RULES = 2
"""Raised when the rules below change: an older file is then made anew."""

EVENTS_AN_ARTICLE = 8
COPY_EVERY = 10
AT_ONCE = 4_000
RUN = "made by rule"

_DEEDS = {
    # type: words, CAMEO code, quad, Goldstein's value; how common it is among ten
    "CONSULT": ("met", "040", 1, 1.0, 2.5),
    "SUPPORT": ("praised", "051", 1, 3.4, 1.0),
    "AGREE": ("signed a pact with", "057", 1, 8.0, 1.0),
    "AID": ("sent aid to", "073", 2, 7.0, 0.5),
    "REQUEST": ("asked", "100", 3, -5.0, 0.8),
    "ACCUSE": ("accused", "112", 3, -2.0, 1.7),
    "THREATEN": ("threatened", "130", 3, -4.4, 0.6),
    "MOBILIZE": ("sent troops against", "152", 4, -7.2, 0.4),
    "COERCE": ("arrested citizens of", "173", 4, -5.0, 0.5),
    "ASSAULT": ("attacked", "190", 4, -10.0, 1.0),
}
_STATUSES = {
    "fact": 60, "claim": 18, "planned": 7, "negated": 5, "denied": 4, "expected": 3,
    "hypothetical": 3,
}  # fmt: skip
_WORDS = (
    "harbour bridge school market river garden tower bakery museum station orchard library mill "
    "stable chapel quarry meadow factory theatre hospital airport canal forest village castle "
    "minister speaker farmers teachers sailors painters nurses drivers tailors miners students "
    "reported opened closed mended visited guarded measured cleaned counted before after near "
    "under over without because while although another several many few early late quiet new"
).split()
RARE = "lighthouse"
"""A word that stands in one of about two hundred sentences."""


class Country(NamedTuple):
    """A country of the tables of places."""

    code: str
    name: str


def countries() -> list[Country]:
    """All countries, in an order drawn once: the first are the most common in the made news."""
    table = (ROOT / "src" / "dateline" / "knowledge" / "places_countries.tsv").read_text("utf-8")
    found = dict(re.findall(r"^([A-Z]{3})\t[^\t]*\t[^\t]*\t([^\t|\n]+)", table, re.MULTILINE))
    listed = [Country(code, name.strip()) for code, name in sorted(found.items())]
    random.Random(1).shuffle(listed)
    return listed


def desk_of(events: int, folder: Path = FOLDER) -> Path:
    """The file of a desk with so many events; made where it is not there yet."""
    from dateline.desk import Desk
    from dateline.desk.migrations import newest

    path = folder / f"{events}-events.{RULES}.{newest()}.duckdb"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        with Desk(unfinished) as desk:
            fill(desk, events)
        unfinished.rename(path)
    return path


def fill(desk: Any, events: int) -> None:
    """Put so many events and their articles into an empty desk."""
    from dateline.desk.linking import TABLES as STORIES
    from dateline.desk.shown import MADE
    from dateline.desk.shown import TABLE as SHOWN
    from dateline.desk.writing import TABLES, insert

    connection = desk._connection
    names = (*TABLES, *STORIES)
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    insert(connection, "runs", [_run()])
    articles = made_articles(events // EVENTS_AN_ARTICLE)
    for number, article in enumerate(articles, 1):
        for name, more in article.items():
            rows[name] += more
        if number % AT_ONCE == 0:
            _write(connection, rows)
    _write(connection, rows)
    for sql in (*_DERIVED, f"INSERT INTO {SHOWN} {MADE}"):
        connection.execute(sql)
    connection.execute("CHECKPOINT")


def _write(connection: Any, rows: dict[str, list[dict[str, Any]]]) -> None:
    from dateline.desk.writing import insert

    connection.execute("BEGIN")
    for name, some in rows.items():
        insert(connection, name, some)
        some.clear()
    connection.execute("COMMIT")


def _run() -> dict[str, Any]:
    from datetime import datetime

    return {
        "id": RUN, "version": "0", "tables_hash": "", "model": "", "options": "{}",
        "created": datetime(2024, 1, 1),
    }  # fmt: skip


def made_articles(count: int) -> Iterator[dict[str, list[dict[str, Any]]]]:
    """Table → rows of one article after the other, with copies of some of them."""
    chance = random.Random(count)
    states = countries()
    common = list(accumulate(1 / (n + 3) for n in range(len(states))))
    outlets = [f"Paper {n}" for n in range(300)]
    read = list(accumulate(1 / (n + 5) for n in range(300)))
    deeds = list(_DEEDS.items())
    usual = list(accumulate(d[4] for _, d in deeds))
    statuses, shares = list(_STATUSES), list(accumulate(_STATUSES.values()))
    days = [(date(2015, 1, 1) + timedelta(days=n)).isoformat() for n in range(3_650)]
    for _ in range(count):
        id_ = f"{chance.getrandbits(80):020x}"
        day = days[int(3_650 * chance.random() ** 0.7)]
        outlet = chance.choices(outlets, cum_weights=read)[0]
        events: list[dict[str, Any]] = []
        parts, at = [], 0
        pairs = chance.choices(states, cum_weights=common, k=2 * EVENTS_AN_ARTICLE)
        told = chance.choices(deeds, cum_weights=usual, k=EVENTS_AN_ARTICLE)
        kinds = chance.choices(statuses, cum_weights=shares, k=EVENTS_AN_ARTICLE)
        for n in range(EVENTS_AN_ARTICLE):
            filler = " ".join(chance.choices(_WORDS, k=22)) + ". "
            parts.append(filler)
            at += len(filler)
            source, target = pairs[2 * n], pairs[2 * n + 1]
            words = chance.choices(_WORDS, k=9)
            if chance.random() < 0.005:
                words[4] = RARE
            type_, (verb, *_) = told[n]
            sentence = f"{source.name} {verb} {target.name} over {' '.join(words)}."
            event = _event(chance, id_, n, type_, source, target, kinds[n], day, outlet)
            first = at + len(source.name) + 1
            event |= {
                "trigger_start": first, "trigger_end": first + len(verb),
                "sentence_start": at, "sentence_end": at + len(sentence),
            }  # fmt: skip
            events.append(event)
            parts.append(sentence + " ")
            at += len(sentence) + 1
        article = _article(id_, outlet, day, "".join(parts).rstrip(), events)
        carried = [outlet]
        if chance.random() < 1 / COPY_EVERY:
            carried.append(outlets[-1])
            second = {**article, "id": f"{chance.getrandbits(80):020x}", "outlet": outlets[-1]}
            of = {"article_id": second["id"]}
            again = [{**e, **of, "id": f"{chance.getrandbits(80):020x}"} for e in events]
            yield _rows(second, again, article, carried)
        yield _rows(article, events, article, carried)


def _article(
    id_: str, outlet: str, day: str, text: str, events: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "id": id_,
        "url": f"https://paper{outlet[6:]}.example/{day[:4]}/{id_[:8]}/story.html",
        "outlet": outlet,
        "headline": text[events[0]["sentence_start"] : events[0]["sentence_end"] - 1],
        "published": day,
        "published_precision": "day",
        "language": "en",
        "credits": [{"name": outlet, "kind": "outlet"}],
        "topics": [],
        "text": text,
        "paragraphs": [{"start": 0, "end": len(text)}],
        "notes": [],
        "record_hash": id_,
        "run_id": RUN,
    }


def _event(
    chance: random.Random, article: str, n: int, type_: str, source: Country, target: Country,
    status: str, day: str, outlet: str,
) -> dict[str, Any]:  # fmt: skip
    _, cameo, quad, goldstein, _ = _DEEDS[type_]
    sectors = ["GOV"] if chance.random() < 0.6 else ["MIL"] if chance.random() < 0.5 else []
    place = target if chance.random() < 0.7 else None
    row: dict[str, Any] = {
        "run_id": RUN, "id": f"{chance.getrandbits(80):020x}", "article_id": article, "position": n,
        "type": type_, "contexts": ["diplomatic"] if quad < 4 else ["military"], "cameo": cameo,
        "quad": quad, "intensity": goldstein, "goldstein": goldstein, "status": status,
        "background": chance.random() < 0.15, "voices": [outlet],
        "when_earliest": day, "when_latest": day, "when_precision": "day", "when_basis": "publication",
        "confidence": round(0.4 + 0.6 * chance.random(), 2), "reason": f"{type_.lower()}.{cameo}",
        "version": "0",
    }  # fmt: skip
    if status == "claim":
        row["voices"] = [source.name, outlet]
    for side, state in (("source", source), ("target", target)):
        row[f"{side}_names"] = [state.name]
        row[f"{side}_codes"] = ["/".join([state.code, *sectors])]
        row[f"{side}_countries"] = [state.code]
    if place:
        row |= {
            "where_name": place.name, "where_country": place.code, "where_precision": "country",
            "where_text": place.name, "where_lat": 1.5, "where_lon": 2.5,
        }  # fmt: skip
    return row


def _rows(
    article: dict[str, Any],
    events: list[dict[str, Any]],
    first: dict[str, Any],
    carried: list[str],
) -> dict[str, list[dict[str, Any]]]:
    """The rows of an article; `first` is the first of its story, which `carried` have."""
    id_ = article["id"]
    news = {"article_id": id_, "span_start": 0, "span_end": len(article["text"])}
    story = {
        "id": id_, "first_seen": article["published"], "headline": article["headline"],
        "copies": len(carried), "outlets": carried,
    }  # fmt: skip
    place = {"article_id": id_, "story_id": first["id"], "position": int(first is not article)}
    return {
        "pages": [
            {"id": id_, "source": f"archive.jsonl:{id_}", "article_id": id_, "kind": "prose"}
        ],
        "articles": [article],
        "events_all": events,
        "stories": [story] if first is article else [],
        "story_articles": [place],
        "story_news": [news] if first is article else [],
    }


# What goes with each event; the spans are those of its sentence: source, trigger, target.
_OF = "run_id, id AS event_id, article_id"
_SIDES = """
UNNEST([
    {'role': 'source', 'n': 0, 'low': sentence_start, 'high': trigger_start - 1,
     'name': source_names[1], 'code': source_codes[1]},
    {'role': 'target', 'n': 1, 'low': trigger_end + 1, 'high': trigger_end + 1 + len(target_names[1]),
     'name': target_names[1], 'code': target_codes[1]},
    {'role': 'trigger', 'n': 2, 'low': trigger_start, 'high': trigger_end, 'name': '', 'code': ''}
]) AS x
"""
_DERIVED = (
    f"""
    INSERT INTO event_actors_all BY NAME
    SELECT {_OF}, x.role AS "role", 0 AS "position", x.low AS span_start, x.high AS span_end,
        x.name AS "text", lower(x.name) AS actor_id, x.name AS "name", left(x.code, 3) AS country,
        str_split(x.code, '/')[2:] AS sectors, 'table' AS resolved_by, 0.9 AS confidence,
        []::VARCHAR[] AS candidates
    FROM (SELECT *, {_SIDES} FROM events_all) WHERE x.n < 2
    """,
    f"""
    INSERT INTO evidence_all BY NAME
    SELECT {_OF}, x.n AS "position", x.role AS "role", x.low AS span_start, x.high AS span_end
    FROM (SELECT *, {_SIDES} FROM events_all)
    """,
    f"""
    INSERT INTO voices_all BY NAME
    SELECT {_OF}, n - 1 AS "position", voices[n] AS "name",
        CASE WHEN n = len(voices) THEN 'outlet' ELSE 'office' END AS kind,
        CASE WHEN n < len(voices) THEN source_countries[1] END AS country, []::VARCHAR[] AS sectors
    FROM (SELECT *, UNNEST(range(1, len(voices) + 1)) AS n FROM events_all)
    """,
    f"""
    INSERT INTO sizes_all BY NAME
    SELECT {_OF}, 0 AS "position", 'dead' AS what, 2 AS low, 'two' AS "text"
    FROM events_all WHERE "type" = 'ASSAULT'
    """,
)
