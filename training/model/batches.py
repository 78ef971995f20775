"""The examples that `prepare` wrote, without the documents that are held back."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from dateline.coding.typing.training.batches import Data, Sentence
from dateline.coding.typing.training.examples import Example
from dateline.coding.typing.training.split import held_back
from dateline.records import Span


def _span(row: dict[str, int]) -> Span:
    return Span(row["start"], row["end"])


def read(path: Path) -> Data:
    """What training sees of the file that `prepare` wrote."""
    events: list[Example] = []
    proposed: list[Example] = []
    real: list[Sentence] = []
    written: list[Sentence] = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if held_back(row["document"]) and row["origin"] not in {"written", "lexicon"}:
            continue
        if row["origin"] == "sentence":
            one = Sentence(row["text"], tuple(map(_span, row["triggers"])))
            (written if row["document"] == "written" else real).append(one)
            continue
        event = Example(
            row["text"], tuple(map(_span, row["sources"])), tuple(map(_span, row["targets"])),
            _span(row["trigger"]) if row["trigger"] else None,
            row["type"], row["mode"], row["origin"], row["document"],
        )  # fmt: skip
        (events if row["origin"] in {"written", "lexicon", "real"} else proposed).append(event)
    by_text: dict[str, list[Example]] = defaultdict(list)
    for event in events:
        by_text[event.text].append(event)
    same: dict[tuple[str, Span], list[Span]] = defaultdict(list)
    none = []
    for p in proposed:
        hit = next(
            (
                e
                for e in by_text[p.text]
                if e.trigger and p.trigger and e.trigger.overlaps(p.trigger)
            ),
            None,
        )
        if hit is None:
            none.append(p._replace(type="none", mode=None))
        elif hit.trigger is not None and p.trigger is not None:
            same[(p.text, hit.trigger)].append(p.trigger)
    written += [
        Sentence(text, tuple(e.trigger for e in found if e.trigger))
        for text, found in by_text.items()
        if found[0].origin == "written"
    ]
    return Data(events, dict(same), none, real, written)
