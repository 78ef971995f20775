"""Draws the articles in which events get their day and place by hand, and turns labels into offsets.

    python -m benchmarks.gold.sample_when draw FILE            # the articles, five sentences marked in each
    python -m benchmarks.gold.sample_when pack LABELS…         # → benchmarks/gold/when.jsonl

The draw was made once, on 2026-11-26, before anything was measured: articles of 90 to 650 words (pages: 1,200)
whose day of publication is known, none of them in the held half of `detection.jsonl` or of `actors.jsonl`.
In each, five sentences drawn at random are marked, and the main event of a marked sentence is
labelled where it holds one that PLOVER knows. What is stored is ids, offsets and labels, never text.
"""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.gold.sample_actors import DETECTION, GOLD, POLITICS, documents

SEED = 20261126
EACH = {"wikinews": 27, "state": 20, "kcna": 18, "pages": 13}
MARKED = 5
LABELS = Path(__file__).with_name("when.jsonl")
COLUMNS = ("article", "words", "start", "end", "precision", "country", "place", "told")


class Drawn(NamedTuple):
    """One article of the draw; `marks` are the spans of its marked sentences."""

    number: int
    corpus: str
    document: str
    published: str
    text: str
    marks: list[tuple[int, int]]


def drawn() -> list[Drawn]:
    """The articles in the order of their numbers."""
    used = set()
    for path, key in ((DETECTION, "document"), (GOLD, "url")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        used |= {r[key] for r in rows if r["half"] == "held"}
    found: list[tuple[str, dict[str, Any], list[tuple[int, int]]]] = []
    for corpus, size in EACH.items():
        rng = random.Random(f"{SEED}-when-{corpus}")
        fitting = [d for d in documents(corpus) if _fits(d, corpus) and d["url"] not in used]
        for document in rng.sample(fitting, size):
            spans = _sentences(document["text"])
            marks = sorted(rng.sample(spans, min(MARKED, len(spans))))
            found.append((corpus, document, marks))
    random.Random(f"{SEED}-when").shuffle(found)
    return [
        Drawn(n, corpus, d["url"], _published(d), d["text"], marks)
        for n, (corpus, d, marks) in enumerate(found, 1)
    ]


def _published(document: dict[str, Any]) -> str:
    return str(document.get("published") or document.get("date") or "")[:10]


def _fits(document: dict[str, Any], corpus: str) -> bool:
    text = document["text"]
    longest = 1200 if corpus == "pages" else 650
    if not 90 <= len(text.split()) <= longest or not re.match(
        r"\d{4}-\d\d-\d\d$", _published(document)
    ):
        return False
    return corpus != "pages" or POLITICS.search(text) is not None


def _sentences(text: str) -> list[tuple[int, int]]:
    pattern = r"\S[^\n]*?(?:(?<![A-Z])[.!?][”\"’)]*(?=\s+[“\"(A-Z])|$)"
    spans = [m.span() for m in re.finditer(pattern, text, re.MULTILINE)]
    return [s for s in spans if len(text[slice(*s)].split()) >= 7]


def write(path: Path) -> None:
    """Writes the articles for the labeller, the marked sentences between ⟦ and ⟧."""
    out = []
    for one in drawn():
        text = one.text
        for start, end in reversed(one.marks):
            text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
        text = re.sub(r"\s*\n\s*", "\n", text)
        out.append(f"### {one.number} {one.corpus} {one.published}\n{text}\n")
    path.write_text("\n".join(out), encoding="utf-8")


def place(text: str, words: str) -> tuple[int, int]:
    """Start and end of the part in [brackets] of words that stand once in `text`.

    Raises `ValueError` where they stand there never or more than once.
    """
    before, _, rest = words.partition("[")
    trigger, _, after = rest.partition("]")
    parts = [r"\s+".join(map(re.escape, re.split(r"\s+", p))) for p in (before, trigger, after)]
    hits = list(re.finditer("{}({}){}".format(*parts), text))
    if len(hits) != 1 or not trigger:
        raise ValueError(f"{words!r} stands there {len(hits)} times")
    return hits[0].span(1)


def pack(paths: list[Path]) -> None:
    """Writes the labels as JSON Lines, and prints what is wrong with them."""
    articles = {d.number: d for d in drawn()}
    rows: list[dict[str, Any]] = []
    for path in paths:
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = [c.strip() for c in line.split("|")]
            row = dict(zip(COLUMNS, cells + [""] * len(COLUMNS), strict=False))
            try:
                one = articles[int(row["article"])]
                span = place(one.text, row["words"])
            except (ValueError, KeyError) as error:
                print(f"{path.name}:{n}: {error}")
                continue
            rows.append(
                {
                    "number": len(rows) + 1, "article": one.number,
                    "half": "tune" if one.number % 2 else "held",
                    "corpus": one.corpus, "document": one.document, "published": one.published,
                    "trigger": list(span), "earliest": row["start"] or None,
                    "latest": row["end"] or None, "precision": row["precision"],
                    "told": row["told"] or "text", "country": row["country"] or None,
                    "place": row["place"] or None,
                }
            )  # fmt: skip
    LABELS.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    print(f"{len(rows)} events of {len({r['article'] for r in rows})} articles")


if __name__ == "__main__":
    if sys.argv[1] == "draw":
        write(Path(sys.argv[2]))
    else:
        pack([Path(p) for p in sys.argv[2:]])
