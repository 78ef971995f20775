"""Judgements and corrections as files: a table of verdicts, gold in the shape of `benchmarks/gold`, and
what was mended. Ids, offsets and labels; no word of a page but the names that coders wrote."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.desk import Desk
from dateline.exports.formats import guarded
from dateline.people.evidence import Row, found_in
from dateline.people.judgements import Judgement, holds, judgements
from dateline.people.mends import MISSING, Mend, current, mends
from dateline.people.rows import of_articles
from dateline.records import to_json
from dateline.web.words import plain

COLUMNS = (
    "id", "at", "person", "verdict", "fields", "note", "queue", "run_id", "event_id", "article_id",
    "sentence_start", "sentence_end", "trigger_start", "trigger_end",
)  # fmt: skip
_CODED = ("type", "about", "mode", "status")


def as_csv(db: sqlite3.Connection) -> str:
    """Each judgement that counts, a line; with what was coded when it was made."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *_CODED, "source_codes", "target_codes"])
    for one in judgements(db):
        said = json.loads(one.coded)
        told = {**one._asdict(), "fields": ";".join(one.fields)}
        cells = [told[c] for c in COLUMNS] + said[:4] + ["; ".join(said[5]), "; ".join(said[7])]
        writer.writerow(guarded([plain(str(c)) if c is not None else "" for c in cells]))
    return out.getvalue()


def mends_as_jsonl(db: sqlite3.Connection) -> Iterator[bytes]:
    """All mends, also those taken back."""
    for one in mends(db, withdrawn=True):
        yield to_json(one._asdict()) + b"\n"


def gold(db: sqlite3.Connection, desk: Desk) -> Iterator[bytes]:
    """A line for each sentence that a coder has judged: the events that it holds in his eyes.

    Right rows stand as they are coded, wrong ones as the coder mended them, and not at all where he
    mended nothing; missing ones are added. `complete` says that he judged every row of the sentence, so
    that what does not stand there is not there.
    """
    given = judgements(db)
    held = mends(db)
    articles = sorted({j.article_id for j in given} | {m.article_id for m in held})
    rows = of_articles(desk, articles)
    number = 0
    for article in articles:
        of_article = [r for r in rows if r["article_id"] == article]
        judged = [j for j in given if j.article_id == article]
        mended = [m for m in held if m.article_id == article]
        for person in sorted({j.person for j in judged} | {m.person for m in mended}):
            mine = [j for j in judged if j.person == person]
            his = [m for m in mended if m.person == person]
            for sentence in sorted(_sentences(of_article, mine, his)):
                number += 1
                line = _line(sentence, of_article, mine, his)
                yield (
                    to_json({"number": number, "labeller": person, "document": article} | line)
                    + b"\n"
                )


def _sentences(
    rows: Sequence[Row], mine: Sequence[Judgement], his: Sequence[Mend]
) -> set[tuple[int, int]]:
    judged = {_span(r, "sentence") for r in rows if any(holds(j, r) for j in mine)}
    return judged | {(m.sentence_start, m.sentence_end) for m in his if m.field == MISSING}


def _span(row: Row, name: str) -> tuple[int, int]:
    return row[f"{name}_start"], row[f"{name}_end"]


def _line(
    sentence: tuple[int, int], rows: Sequence[Row], mine: Sequence[Judgement], his: Sequence[Mend]
) -> dict[str, Any]:
    within = [r for r in rows if _span(r, "sentence") == sentence]
    events, complete = [], True
    for row in within:
        verdict = next((j.verdict for j in reversed(mine) if holds(j, row)), None)
        fields = [m for m in his if m.field != MISSING and found_in(m, within) is row]
        complete = complete and verdict in {"right", "wrong"}
        if verdict == "right" or (verdict == "wrong" and fields):
            events.append(_event(row, current(row, fields)))
    for m in his:
        if m.field == MISSING and (m.sentence_start, m.sentence_end) == sentence:
            events.append(_missing(m))
    return {"start": sentence[0], "end": sentence[1], "complete": complete, "events": events}


def _event(row: Row, mended: Mapping[str, Mend]) -> dict[str, Any]:
    def of(field: str) -> Any:
        return (mended[field].now or None) if field in mended else row[field]

    trigger = mended["trigger"].now if "trigger" in mended else None
    made: dict[str, Any] = {
        "type": of("type"), "mode": of("mode"), "about": of("about"), "status": of("status"),
        "trigger": [trigger["start"], trigger["end"]] if trigger else list(_span(row, "trigger")),
    }  # fmt: skip
    for field in ("sources", "targets"):
        side = field.removesuffix("s")
        if field in mended:
            made[field] = _spans(mended[field].now)
            made[f"{side}_codes"] = [a["code"] for a in mended[field].now]
        else:
            made[field] = [list(span) for span in row[f"{side}_spans"] if span[0] is not None]
            made[f"{side}_codes"] = ["" if c == "?" else c for c in row[f"{side}_codes"]]
    return made


def _missing(one: Mend) -> dict[str, Any]:
    sides = {name: _spans(one.now[name]) for name in ("sources", "targets")}
    codes = {f"{n.removesuffix('s')}_codes": [a["code"] for a in one.now[n]] for n in sides}
    return {
        "type": one.now["type"], "mode": None, "about": None, "status": one.now["status"],
        "trigger": [one.trigger_start, one.trigger_end], **sides, **codes,
    }  # fmt: skip


def _spans(named: Sequence[Mapping[str, Any]]) -> list[list[int]]:
    return [[a["start"], a["end"]] for a in named if a["start"] is not None]
