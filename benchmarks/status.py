"""What kind of statement: does Dateline know a fact from a plan, a denial, or a mere possibility?

**Factuality** (`../shared/benchmarks/factuality`, dev): words of news sentences, each with how far it
took place, from 3 (it did) to −3 (it did not). A word's status gives a number (`VALUE`), settled on
the train halves; `COARSE` is the scale of a first guess. Mean absolute error and Pearson's r, beside
always answering 3, and the F1 of what is *not* a fact (gold below 1.5; of ours, any status but `fact`
and `claim`, for what is reported counts as having taken place there).

**Mentions** (`benchmarks/gold/status.jsonl`): events labelled by hand with the seven values, read in
their paragraph. Where a row comes out at the trigger, it is the row's status; else what the words
around the trigger say. There are these groups:

- **tune**: the odd ones of the first draws, on which the rules were made at first;
- **fresh**: a later draw for tuning alone, by another labeller, measured before anybody tuned on it
  (`docs/accuracy.md` says what came out then);
- **more**: a later draw still (half `more`; State Department and Wikinews), seven parts by five labellers, each mention
  once; by the hash of its document two thirds of it were looked at for tuning, and of the others, **more, check**, the
  scores alone. Most of its speech stands in windows that show no speaker's tag, and there the labellers guessed;
- **blind**: the latest draw, half of it news of many outlets, with triggers by a list of words. Nobody who tunes
  looks at it, and its faults are not printed;
- **held**: the even ones of the first draws, kept back until 2026-11-27 and read since then, faults and all; `blind`
  takes their place.

A second reader has labelled `held` and `blind` too (`second`, and in `blind` `second_background`); **held, both** and
**blind, both** are those to whose status both say the same.

For each:

- **right**: share with the labelled status;
- **unreal as fact**: of what is denied, negated, planned, expected or hypothetical, the share that is
  answered with `fact`; and the same of those that come out as rows;
- **background**: F1 of the flag, over those labelled fact or claim.

For the two readers: **alike** is how often the second says what the first does, **kappa** Cohen's.

    python -m benchmarks.status            # the tables
    python -m benchmarks.status faults     # each fault of what may be looked at
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import correlation
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.common import print_table, shared
from benchmarks.gold.sample_actors import documents
from benchmarks.gold.sample_status import GOLD, STATUSES
from dateline.coding.events import code_events
from dateline.coding.roles import ActorIndex
from dateline.coding.status_at import status_at
from dateline.reader import Reader, parse
from dateline.records import Article, Event, Span

if TYPE_CHECKING:
    from dateline.coding.turns import Found
    from dateline.language.words import Doc

SETS = ("UW", "MEANTIME")
COARSE = {
    "fact": 3.0, "claim": 3.0, "expected": 1.0, "planned": 1.0, "hypothetical": 0.0,
    "denied": -3.0, "negated": -3.0,
}  # fmt: skip
# About the median of each status on the train halves: firm plans and forecasts count as nearly done
# there, and half of what words negate is no event.
VALUE = {
    "fact": 3.0, "claim": 3.0, "expected": 2.2, "planned": 2.2, "hypothetical": 1.2,
    "denied": -0.7, "negated": -0.6,
}  # fmt: skip
FACT_FROM = 1.5
# Mean absolute error and r on the sets' test halves: Stanovsky et al. 2017, and for UW Lee et al. 2015.
PUBLISHED = {
    "UW": {"Lee et al. 2015, test": (0.511, 0.708), "Stanovsky et al. 2017, test": (0.42, 0.66)},
    "MEANTIME": {"Stanovsky et al. 2017, test": (0.34, 0.47)},
}
FRESH_FROM = 2001
READ = frozenset({"tune", "held"})
UNREAL = frozenset({"denied", "negated", "planned", "expected", "hypothetical"})
REAL = frozenset({"fact", "claim"})


class Word(NamedTuple):
    """One word with its gold factuality and the status that Dateline gives it."""

    gold: float
    status: str
    text: str
    sentence: str


class Case(NamedTuple):
    """One labelled mention with what came out; `row` says whether a row did."""

    number: int
    half: str
    text: str
    gold: str
    got: str
    gold_background: bool
    background: bool
    row: bool
    second: str = ""
    document: str = ""


# --- factuality ---------------------------------------------------------------------------


def joined(words: Sequence[str]) -> tuple[str, list[int]]:
    """The sentence as it was printed, and where each of its words begins."""
    text, starts, opened = "", [], False
    for word in words:
        word = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(word, word)
        tight = re.match(r"[.,;:?!%)\]]|'(s|re|ve|ll|d|m)?$|n't$", word) or text.endswith(
            ("(", "$")
        )
        if word == '"':
            tight = tight or opened
            opened = not opened
        elif text.endswith('"') and opened:
            tight = True
        text += "" if not text or tight else " "
        starts.append(len(text))
        text += word
    return text, starts


def factuality(name: str, split: str = "dev", sample: int | None = None) -> list[Word]:
    """The labelled words of one set."""
    path = shared("benchmarks", "factuality", name, f"{split}.jsonl")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    found = []
    for row in rows[: sample or None]:
        text, starts = joined(row["text"].split())
        article = Article(id="sentence", text=text, paragraphs=[Span(0, len(text))])
        doc, parsed = parse(article)
        index = ActorIndex(doc, parsed.actors, parsed.places)
        for target in row["targets"]:
            at = starts[target["span1"][1] - 1]
            token = next((t for t in doc if t.idx <= at < t.idx + len(t.text)), None)
            if token is not None:
                status = status_at(token, parsed, index).status
                found.append(Word(target["label"], status, token.text, text))
    return found


def _error(words: Sequence[Word]) -> dict[str, float]:
    got = [VALUE[w.status] for w in words]
    coarse = [COARSE[w.status] for w in words]
    gold = [w.gold for w in words]
    hit = sum(w.gold < FACT_FROM and w.status in UNREAL for w in words)
    both = sum(w.gold < FACT_FROM for w in words) + sum(w.status in UNREAL for w in words)
    return {
        "mae": sum(abs(g - v) for g, v in zip(gold, got, strict=True)) / len(words),
        "coarse mae": sum(abs(g - v) for g, v in zip(gold, coarse, strict=True)) / len(words),
        "always fact mae": sum(abs(g - 3.0) for g in gold) / len(words),
        "r": correlation(gold, got) if len(set(got)) > 1 and len(set(gold)) > 1 else 0.0,
        "not a fact f1": 2 * hit / both if both else 0.0,
    }


# --- mentions -----------------------------------------------------------------------------


def cases(sample: int | None = None, *, tuned_on: bool = True) -> list[Case]:
    """Every labelled mention, read in its window; without `tuned_on` none of the group `more`, which is large."""
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines() if line]
    if not tuned_on:
        rows = [r for r in rows if r["half"] != "more" or is_check(r["document"])]
    bodies = {c: {d["url"]: d["text"] for d in documents(c)} for c in {r["corpus"] for r in rows}}
    reader = Reader()
    return [_case(r, bodies[r["corpus"]][r["document"]], reader) for r in rows[: sample or None]]


def _case(row: dict[str, Any], body: str, reader: Reader) -> Case:
    first, last = row["window"]
    trigger = Span(row["trigger"][0] - first, row["trigger"][1] - first)
    text = body[first:last]
    paragraphs = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    article = Article(
        id="window", text=text, paragraphs=paragraphs, published=row["published"] or None
    )
    doc, found = parse(article)
    events = [
        e
        for e in code_events(found, reader.lexicon, "", reader.typer)
        if e.trigger.overlaps(trigger)
    ]
    status, background = answer(doc, found, trigger, events)
    marked = f"{text[: trigger.start]}«{text[trigger.start : trigger.end]}»{text[trigger.end :]}"
    start = max(0, row["sentence"][0] - first)
    return Case(
        row["number"], row["half"], marked[start:], row["status"], status, row["background"],
        background, bool(events), row.get("second", ""), row["document"],
    )  # fmt: skip


def answer(doc: Doc, found: Found, trigger: Span, events: Sequence[Event]) -> tuple[str, bool]:
    """Status and background of the row at the trigger, or else of the words there."""
    if events:
        return events[0].status, events[0].background
    span = doc.char_span(trigger.start, trigger.end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no words at {trigger}")
    index = ActorIndex(doc, found.actors, found.places)
    index.hear(doc, found.attributions, found.article)
    return status_at(span.root, found, index)


def _of_mentions(found: Iterable[Case]) -> dict[str, float]:
    rows = list(found)
    unreal = [c for c in rows if c.gold in UNREAL]
    as_rows = [c for c in unreal if c.row]
    real = [c for c in rows if c.gold in REAL and c.got in REAL]
    hit = sum(c.gold_background and c.background for c in real)
    both = sum(c.gold_background for c in real) + sum(c.background for c in real)
    return {
        "right": _share(rows, lambda c: c.gold == c.got),
        "unreal as fact": _share(unreal, lambda c: c.got == "fact"),
        "unreal as fact, rows": _share(as_rows, lambda c: c.got == "fact"),
        "background f1": 2 * hit / both if both else 0.0,
    }


def _share(rows: Sequence[Case], test: Any) -> float:
    return sum(map(test, rows)) / len(rows) if rows else 0.0


def run(sample: int | None = None) -> dict[str, float]:
    """The figures of both parts by name, but for those of `more`, which would take as long as all others."""
    figures: dict[str, float] = {}
    for name in SETS:
        figures |= {f"{name}.{k}": v for k, v in _error(factuality(name, sample=sample)).items()}
    found = _by_group(cases(sample, tuned_on=False))
    return figures | {k: v for k, v in found.items() if not k.startswith("more.")}


def _by_group(found: Sequence[Case]) -> dict[str, float]:
    return {
        f"{name}.{k}": v
        for name, here in groups(found).items()
        for k, v in _of_mentions(here).items()
    }


def groups(found: Sequence[Case]) -> dict[str, list[Case]]:
    """The mentions by group; `held, both` lies within `held`, `blind, both` within `blind`."""
    held = [c for c in found if c.half == "held"]
    blind = [c for c in found if c.half == "blind"]
    return {
        "tune": [c for c in found if c.half == "tune" and c.number < FRESH_FROM],
        "fresh": [c for c in found if c.half == "tune" and c.number >= FRESH_FROM],
        "more": [c for c in found if c.half == "more" and not is_check(c.document)],
        "more, check": [c for c in found if c.half == "more" and is_check(c.document)],
        "blind": blind,
        "blind, both": [c for c in blind if c.second == c.gold],
        "held": held,
        "held, both": [c for c in held if c.second == c.gold],
    }


# --- readers ------------------------------------------------------------------------------


def readers(rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """How far the two readers of a half agree: on the status, and on the flag where both call it fact or claim."""
    found: dict[str, dict[str, float]] = {}
    for half in ("held", "blind"):
        twice = [r for r in rows if r["half"] == half and r.get("second")]
        real = [r for r in twice if {r["status"], r["second"]} <= REAL and "second_background" in r]
        one = _agreement([(r["status"], r["second"]) for r in twice])
        flag = _agreement([(r["background"], r["second_background"]) for r in real])
        found[half] = {"mentions": len(twice), **one}
        found[half] |= {f"background, {k}": v for k, v in flag.items()}
    return found


def _agreement(pairs: Sequence[tuple[object, object]]) -> dict[str, float]:
    """Share of pairs that are alike, and Cohen's kappa; nothing where there is no pair."""
    if not pairs:
        return {}
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    alike = sum(a == b for a, b in pairs) / len(pairs)
    chance = sum(n * second[label] for label, n in first.items()) / len(pairs) ** 2
    return {"alike": alike, "kappa": (alike - chance) / (1 - chance) if chance < 1 else 1.0}


def is_check(document: str) -> bool:
    """Whether a document of the group `more` lies in its third that nobody who tunes looks at."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % 3 == 0


def may_be_looked_at(case: Case) -> bool:
    """Whether its fault may be printed: neither `blind` nor `more, check`."""
    return case.half in READ or (case.half == "more" and not is_check(case.document))


def _print_readers() -> None:
    columns = ("mentions", "alike", "kappa", "background, alike", "background, kappa")
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines() if line]
    table = [(h, *(one.get(c, "–") for c in columns)) for h, one in readers(rows).items()]
    print_table("Two readers of one half", ["half", *columns], table)


def main() -> None:
    """Prints the tables, or the faults of what may be looked at."""
    if "faults" in sys.argv:
        for case in cases():
            if may_be_looked_at(case) and case.gold != case.got:
                row = "row" if case.row else "-"
                print(
                    f"{case.half} {case.number} {case.gold} → {case.got} ({row})\n   {case.text}\n"
                )
        return
    rows: list[tuple[object, ...]] = []
    for name in SETS:
        one = _error(factuality(name))
        rows.append((name, "dateline, dev", one["mae"], one["r"], one["not a fact f1"]))
        rows.append((name, "the same by a coarse scale", one["coarse mae"], "–", "–"))
        rows.append((name, "always a fact, dev", one["always fact mae"], "–", 0.0))
        rows += [(name, who, mae, r, "–") for who, (mae, r) in PUBLISHED[name].items()]
    print_table("Factuality of words", ["set", "who", "error", "r", "not a fact F1"], rows)
    _print_readers()
    found = cases()
    figures = _by_group(found)
    names = ("right", "unreal as fact", "unreal as fact, rows", "background f1")
    table: list[tuple[object, ...]] = [
        (name, len(here), *(figures[f"{name}.{n}"] for n in names))
        for name, here in groups(found).items()
    ]
    print_table(f"Status of {len(found)} mentions", ["group", "mentions", *names], table)
    counts = Counter((c.gold, c.got) for c in found if c.half == "tune")
    print_table(
        "Labelled (down) and answered (across), tune and fresh",
        ["", *STATUSES, "all"],
        [
            (g, *(counts[g, a] for a in STATUSES), sum(counts[g, a] for a in STATUSES))
            for g in STATUSES
        ],
    )


if __name__ == "__main__":
    main()
