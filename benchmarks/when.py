"""When and where the events of real articles took place.

268 events of 71 whole articles labelled by hand (`benchmarks/gold/when.jsonl`); articles with odd
numbers are `tune`, those with even ones `held`: nobody who tunes looks at those. For each labelled
trigger Dateline's choice of time and place is asked, whether or not it makes a row of it.

- **time**: the share of events whose interval is right: the very day where the label is a day; inside
  the interval where the label says that the event lies somewhere in it; at least half of it in
  common where the event fills it ("from 2019 to 2020").
- **country**: of the events whose place the text tells, the share with that country.
- **town**: of those whose town or region the text tells, the share with its name.

Apart from these stands what came out where the text tells nothing: a day for an event of which only
"before publication" is known, a place for a statement made nowhere.

    python -m benchmarks.when [faults]       # `faults`: those of `tune`, with the words
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.common import print_table
from benchmarks.gold.sample_actors import documents

if TYPE_CHECKING:
    from dateline.records import Place, When

GOLD = Path(__file__).parent / "gold" / "when.jsonl"
HALVES = ("tune", "held", "all")
TOLD = ("text", "discourse", "publication")
FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)


class Case(NamedTuple):
    """One labelled event with what Dateline makes of it."""

    label: dict[str, Any]
    sentence: str
    when: When | None
    where: Place | None


def labels() -> list[dict[str, Any]]:
    """The rows of the file of labels."""
    return [json.loads(line) for line in GOLD.read_text("utf-8").splitlines() if line]


def cases(sample: int | None = None) -> Iterator[Case]:
    """The labelled events, those of the first `sample` articles of them."""
    from dateline.articles import article_from_prose
    from dateline.coding.placing import event_where
    from dateline.coding.timing import event_when
    from dateline.reader import parse

    rows: dict[str, list[dict[str, Any]]] = {}
    for row in labels():
        rows.setdefault(row["document"], []).append(row)
    texts = {
        d["url"]: d["text"] for c in sorted({r["corpus"] for r in labels()}) for d in documents(c)
    }
    for document in list(rows)[:sample]:
        many = rows[document]
        article = article_from_prose(texts[document], published=many[0]["published"])
        doc, found = parse(article)
        for row in many:
            start, end = row["trigger"]
            span = doc.char_span(start, end, alignment_mode="expand")
            assert span is not None, row["number"]
            head = span.root
            yield Case(
                row,
                " ".join(head.sent.text.split()),
                event_when(head, doc, found.times, article),
                event_where(head, doc, found.places, article, found.times),
            )


def time_right(label: dict[str, Any], when: When | None) -> bool:
    """Whether an interval is right by the label; see the head of this file."""
    if when is None or when.earliest is None and when.latest is None:
        return False
    low, high = _days(when.earliest, when.latest)
    first, last = _days(label["earliest"], label["latest"])
    if label["precision"] == "span":
        common = (min(high, last) - max(low, first)).days + 1
        return common * 2 >= (max(high, last) - min(low, first)).days + 1
    return first <= low and high <= last


def _days(earliest: str | None, latest: str | None) -> tuple[date, date]:
    low = date.fromisoformat(earliest[:10]) if earliest else FIRST
    return low, date.fromisoformat(latest[:10]) if latest else LAST


def country_right(label: dict[str, Any], where: Place | None) -> bool:
    """Whether a place lies in the country of the label, or in one of those it names."""
    return where is not None and where.country in label["country"].split("/")


def town_right(label: dict[str, Any], where: Place | None) -> bool:
    """Whether a place bears the name of the label, or lies in the region it names."""
    if where is None:
        return False
    named = {n.casefold() for n in (where.name, where.text, where.region) if n}
    return any(n.casefold() in named for n in label["place"].split("/"))


def run(sample: int | None = None) -> dict[str, float]:
    """The shares by half, and of the time by how it is told."""
    return figures(list(cases(sample)))


def figures(found: list[Case]) -> dict[str, float]:
    """The shares of cases read already."""
    out: dict[str, float] = {}
    for half in HALVES:
        some = [c for c in found if half in ("all", c.label["half"])]
        timed = [c for c in some if c.label["told"] != "none"]
        out[f"{half}.time"] = _share([time_right(c.label, c.when) for c in timed])
        for told in TOLD:
            those = [c for c in timed if c.label["told"] == told]
            out[f"{half}.time told by {told}"] = _share(
                [time_right(c.label, c.when) for c in those]
            )
        placed = [c for c in some if c.label["country"] not in (None, "?")]
        out[f"{half}.country"] = _share([country_right(c.label, c.where) for c in placed])
        given = [c for c in placed if c.where is not None]
        out[f"{half}.country of those given"] = _share(
            [country_right(c.label, c.where) for c in given]
        )
        towns = [c for c in placed if c.label["place"]]
        out[f"{half}.town"] = _share([town_right(c.label, c.where) for c in towns])
        nowhere = [c for c in some if c.label["country"] is None]
        out[f"{half}.a place where none is told"] = _share([c.where is not None for c in nowhere])
    return out


def _share(hits: list[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0


def _untold(found: list[Case]) -> list[tuple[str, int]]:
    """What came out where the text tells no time."""
    counts: Counter[str] = Counter()
    for case in found:
        if case.label["told"] != "none":
            continue
        when = case.when
        counts[f"{when.precision} by {when.basis}" if when is not None else "nothing"] += 1
    return counts.most_common()


def main() -> None:
    """Prints the table, or the faults of `tune`."""
    found = list(cases())
    if "faults" in sys.argv:
        for case in found:
            if case.label["half"] == "tune":
                _print_fault(case)
        return
    out = figures(found)
    names = [n.partition(".")[2] for n in out if n.startswith("all.")]
    print_table(
        f"Day and place of {len(found)} events",
        ["figure", *HALVES],
        [(n, *(out[f"{half}.{n}"] for half in HALVES)) for n in names],
    )
    print_table("Where the text tells no time", ["came out", "events"], _untold(found))


def _print_fault(case: Case) -> None:
    label, when, where = case.label, case.when, case.where
    said = []
    if label["told"] != "none" and not time_right(label, when):
        got = f"{when.earliest}..{when.latest} {when.text} ({when.basis})" if when else "nothing"
        said.append(
            f"time ({label['told']}): want {label['earliest']}..{label['latest']}, got {got}"
        )
    if label["country"] is None and where is not None:
        said.append(f"place: want none, got {where.text} ({where.country})")
    elif label["country"] not in (None, "?") and not (
        country_right(label, where) and (not label["place"] or town_right(label, where))
    ):
        got = f"{where.text} ({where.country}, {where.region})" if where else "none"
        said.append(f"place: want {label['country']} {label['place'] or ''}, got {got}")
    if said:
        print(f"{label['number']} (article {label['article']}, {label['published']})")
        print(f"    {case.sentence[:400]}")
        print("    " + "\n    ".join(said))


if __name__ == "__main__":
    main()
