"""From labelled sentences to examples: a sentence, its marked parties and trigger, and a type.

Three sources, all free: our own written lines (`training/text/written`), real sentences of the
State Department and Wikinews labelled by hand (`training/text/real.jsonl`, offsets only), and the
example sentences of the lexicon.

Readings that the engine proposes and no label holds are `none`; they come from sentences whose
labels are complete.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.coding.typing.training.examples import Example, of_lexicon, of_row
from dateline.records import Actor, Span
from training.text import check

if TYPE_CHECKING:
    from dateline.coding.roles import ActorIndex
    from dateline.coding.turns import Found
    from dateline.language.words import Doc

__all__ = [
    "NONE", "REAL", "Example", "judged", "of_lexicon", "parsed", "proposed", "real", "real_rows",
    "written",
]  # fmt: skip

REAL = Path(__file__).resolve().parents[1] / "text" / "real.jsonl"
NONE = "none"


def written() -> Iterator[Example]:
    """Our own lines; those without event have no marks."""
    for path in sorted(check.WRITTEN.glob("*.tsv")):
        yield from (of_row(row, "written") for row in check.rows(path))


def real_rows() -> list[dict[str, Any]]:
    """The labelled real sentences with their text; one labelled twice counts once, the first."""
    from benchmarks.gold.sentences import texts

    bodies: dict[str, dict[str, str]] = {}
    found: dict[int, dict[str, Any]] = {}
    for line in REAL.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["number"] in found:
            continue
        corpus = row["corpus"]
        if corpus not in bodies:
            bodies[corpus] = texts(corpus)
        row["text"] = bodies[corpus][row["document"]][row["start"] : row["end"]]
        found[row["number"]] = row
    return list(found.values())


def real(rows: Iterable[dict[str, Any]]) -> Iterator[Example]:
    """The labelled events of real sentences."""
    for row in rows:
        at = row["start"]
        for e in row["events"]:
            yield Example(
                row["text"],
                tuple(Span(a - at, b - at) for a, b in e["sources"]),
                tuple(Span(a - at, b - at) for a, b in e["targets"]),
                Span(e["trigger"][0] - at, e["trigger"][1] - at),
                e["type"], e["mode"], "real", row["document"],
            )  # fmt: skip


def parsed(text: str) -> tuple[Doc, Found, ActorIndex]:
    """One sentence as Dateline reads it, by itself and on a day of no importance."""
    from dateline.coding.roles import ActorIndex
    from dateline.reader import parse
    from dateline.records import Article

    article = Article(
        id="training", text=text, paragraphs=[Span(0, len(text))],
        published="2022-06-01", published_precision="day",
    )  # fmt: skip
    doc, found = parse(article)
    index = ActorIndex(doc, found.actors, found.places)
    index.hear(doc, found.attributions, found.article)
    return doc, found, index


def proposed(text: str, document: str) -> list[Example]:
    """Every reading of a sentence that Dateline proposes, by a frame or by none; still untyped."""
    from dateline.coding.drafts import drafts_in
    from dateline.coding.lexicon import lexicon
    from dateline.coding.turns import code_draft
    from training.model.open_readings import open_readings

    doc, found, index = parsed(text)
    result = []
    for sentence in doc.sents:
        taken: set[int] = set()
        for draft in drafts_in(sentence, index, lexicon()):
            if draft.consumed_by is not None or not (draft.sources or draft.targets):
                continue
            taken |= {w.i for w in draft.match.words}
            coded = code_draft(draft, found, index)
            if coded is not None:
                origin = "proposed" if draft.dropped is None else "dropped"
                result.append(
                    _example(text, coded.sources, coded.targets, coded.span, origin, document)
                )
        for reading in open_readings(sentence, index, taken):
            head = reading.match.head
            span = Span(head.idx, head.idx + len(head))
            roles = reading.roles
            result.append(_example(text, roles.sources, roles.targets, span, "open", document))
    return result


def _example(
    text: str,
    sources: Iterable[Actor],
    targets: Iterable[Actor],
    trigger: Span,
    origin: str,
    document: str,
) -> Example:
    return Example(
        text,
        tuple(Span(a.start, a.end) for a in sources),
        tuple(Span(a.start, a.end) for a in targets),
        trigger,
        NONE,
        None,
        origin,
        document,
    )


def _meet(a: tuple[Span, ...], b: tuple[Span, ...]) -> bool:
    return any(x.overlaps(y) for x in a for y in b)


def judged(proposal: Example, gold: Iterable[Example]) -> tuple[str, str | None]:
    """The type and mode of the labelled event that a proposal is, or none.

    It must share the trigger, and each side that the label fills must meet its own.
    """
    for event in gold:
        if event.trigger is None or proposal.trigger is None:
            continue
        sides = (not event.sources or _meet(event.sources, proposal.sources)) and (
            not event.targets or _meet(event.targets, proposal.targets)
        )
        if sides and event.trigger.overlaps(proposal.trigger):
            return event.type, event.mode
    return NONE, None
