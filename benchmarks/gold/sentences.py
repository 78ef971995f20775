"""Draws sentences of real text to be labelled by hand, and turns labels into offsets.

    python -m benchmarks.gold.sentences draw SET FOLDER             # FOLDER/001.txt …
    python -m benchmarks.gold.sentences pack SET FOLDER LABELS…     # adds them to the set's file

Four sets, the first two drawn once on 2026-11-25 before any tuning:

- `detection` (`benchmarks/gold/detection.jsonl`): 600 sentences, 150 each of the State Department,
  Wikinews, KCNA and the bodies of `../shared/benchmarks/pages`. Odd ones are `tune`, even ones `held`.
- `training` (`training/text/real.jsonl`): 3,600 sentences of the State Department (public domain)
  and Wikinews (CC BY 2.5), from documents that give none to `detection`;
- `more`: 1,600 of the same kind, drawn on 2026-11-26, numbers 3601 to 5200 of the same file;
- `further`: what is left of Wikinews and 4,400 of the State Department, drawn on the same day,
  numbers from 5201 of the same file.

A document is drawn first, uniformly, then one of its paragraphs of eight words or more, then one of
that paragraph's sentences (of `training` by punctuation alone). What is stored is the document's id,
the sentence's offsets, and labels; never the text.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.common import ROOT
from benchmarks.gold.sample_actors import documents
from benchmarks.pages import SETS, load

SEED = 20261125
BATCH = 100
SIZES = {
    "detection": {"state": 150, "wikinews": 150, "kcna": 150, "pages": 150},
    "training": {"state": 2600, "wikinews": 1000},
    "more": {"state": 700, "wikinews": 900},
    "further": {"state": 4400, "wikinews": 2600},
}
FIRST = {"more": 3601, "further": 5201}
"""The number of a set's first sentence, where it is not 1."""
FILES = {
    "detection": ROOT / "benchmarks" / "gold" / "detection.jsonl",
    "training": ROOT / "training" / "text" / "real.jsonl",
    "more": ROOT / "training" / "text" / "real.jsonl",
    "further": ROOT / "training" / "text" / "real.jsonl",
}
COLUMNS = ("number", "type", "mode", "about", "status", "trigger", "sources", "targets")


class Sentence(NamedTuple):
    """One sentence drawn: `start` to `end` in the characters of its document's text."""

    number: int
    corpus: str
    document: str
    start: int
    end: int
    text: str
    before: str


def texts(corpus: str) -> dict[str, str]:
    """Id → text of every document of a corpus; `pages` are the gold bodies of three sets."""
    if corpus != "pages":
        return {d["url"]: d["text"] for d in documents(corpus)}
    return {f"{name}/{n}": page.body for name in SETS for n, page in enumerate(load(name))}


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of one paragraph, by the pipeline that Dateline itself uses."""
    from dateline.language.parsing import parse_text

    for sentence in parse_text(text, set()).sents:
        words = [t for t in sentence if not t.is_space]
        if len(words) >= 5:
            yield words[0].idx, words[-1].idx + len(words[-1].text)


def plain_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences by punctuation alone: quick, and good enough to train on."""
    for found in re.finditer(r"\S.*?(?:(?<![A-Z])[.!?][”\"’)]*(?=\s+[“\"(A-Z])|$)", text):
        if len(found[0].split()) >= 5:
            yield found.start(), found.end()


def _one_of(text: str, rng: random.Random, plain: bool) -> tuple[int, int] | None:
    paragraphs = [m for m in re.finditer(r"[^\n]+", text) if len(m[0].split()) >= 8]
    if not paragraphs:
        return None
    paragraph = rng.choice(paragraphs)
    cut = plain_sentences if plain else _sentences
    found = list(cut(paragraph[0][:3000]))
    if not found:
        return None
    start, end = rng.choice(found)
    return paragraph.start() + start, paragraph.start() + end


def draw(
    name: str, avoid: Iterable[str] = (), taken: Iterable[tuple[str, int]] = ()
) -> list[Sentence]:
    """The sentences of a set in an order drawn at random: none of the documents in `avoid`, and
    none that begins where `taken` says."""
    held = set(taken)
    found: list[tuple[str, str, int, int, str, str]] = []
    for corpus, size in SIZES[name].items():
        rng = random.Random(f"{SEED}-{name}-{corpus}")
        bodies = texts(corpus)
        ids = sorted(set(bodies) - set(avoid))
        seen: set[tuple[str, int]] = set()
        for _ in range(40 * size):
            if len(seen) == size:
                break
            document = rng.choice(ids)
            text = bodies[document]
            span = _one_of(text, rng, name != "detection")
            if span is None or (document, span[0]) in seen | held:
                continue
            seen.add((document, span[0]))
            start, end = span
            found.append(
                (corpus, document, start, end, text[start:end], text[max(0, start - 200) : start])
            )
    random.Random(f"{SEED}-{name}").shuffle(found)
    return [Sentence(n, *rest) for n, rest in enumerate(found, FIRST.get(name, 1))]


def drawn(name: str) -> list[Sentence]:
    """A set as it was drawn; those for training leave out the documents of `detection`, and each
    leaves out the sentences of the sets before it."""
    if name == "detection":
        return draw(name)
    labelled = FILES["detection"].read_text("utf-8").splitlines()
    avoid = {json.loads(line)["document"] for line in labelled if line}
    taken: set[tuple[str, int]] = set()
    for one in ("training", "more", "further"):
        found = draw(one, avoid, taken)
        if one == name:
            return found
        taken |= {(s.document, s.start) for s in found}
    raise ValueError(f"no set {name!r}: take one of {', '.join(SIZES)}")


def write(name: str, folder: Path) -> None:
    """Writes the sentences for the labellers, a hundred a file."""
    folder.mkdir(parents=True, exist_ok=True)
    sentences = drawn(name)
    for first in range(0, len(sentences), BATCH):
        lines = [
            f"{s.number}\t{s.corpus}\n  before: …{_flat(s.before)}\n  LABEL: {_flat(s.text)}\n"
            for s in sentences[first : first + BATCH]
        ]
        (folder / f"{first // BATCH + 1:03}.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / "index.json").write_text(
        json.dumps([s._asdict() for s in sentences]), encoding="utf-8"
    )


def _flat(text: str) -> str:
    return re.sub(r"\s", " ", text)


def place(sentence: Sentence, words: str) -> list[int]:
    """Start and end in the document of words as labelled ("army", or "army#2" for the second).

    Raises `ValueError` where the sentence has no such words.
    """
    plain, _, nth = words.partition("#")
    at = -1
    for _ in range(int(nth or 1)):
        at = _flat(sentence.text).find(plain, at + 1)
        if at < 0:
            raise ValueError(f"sentence {sentence.number}: no {words!r} in it")
    return [sentence.start + at, sentence.start + at + len(plain)]


def read_labels(
    path: Path, sentences: dict[int, Sentence]
) -> tuple[dict[int, list[dict[str, Any]]], list[str]]:
    """Labels of one file by number of the sentence, and what is wrong with it, a line each."""
    from dateline.coding import ontology
    from dateline.records import Status

    statuses = Status.__args__  # type: ignore[attr-defined]
    found: dict[int, list[dict[str, Any]]] = {}
    faults: list[str] = []
    for n, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = dict(zip(COLUMNS, line.split("\t") + [""] * len(COLUMNS), strict=False))
        try:
            sentence = sentences[int(row["number"])]
            events = found.setdefault(sentence.number, [])
            if row["type"] == "none":
                continue
            info = ontology.types().get(row["type"])
            if info is None:
                raise ValueError(f"no type {row['type']!r}")
            if row["mode"] and row["mode"] not in info.modes:
                raise ValueError(f"{row['type']} has no mode {row['mode']!r}")
            if row["about"] and row["about"] not in ontology.types():
                raise ValueError(f"no type {row['about']!r} to be about")
            if row["status"] not in statuses:
                raise ValueError(f"no status {row['status']!r}")
            events.append(
                {
                    "type": row["type"], "mode": row["mode"] or None, "about": row["about"] or None,
                    "status": row["status"], "trigger": place(sentence, row["trigger"]),
                    "sources": [place(sentence, w) for w in row["sources"].split(";") if w],
                    "targets": [place(sentence, w) for w in row["targets"].split(";") if w],
                }
            )  # fmt: skip
        except (ValueError, KeyError) as error:
            faults.append(f"{path.name}:{n}: {error}")
    return found, faults


def pack(name: str, folder: Path, labels: list[Path]) -> None:
    """Adds the labels to the set's file as JSON Lines, one line a sentence and labeller; what the
    same labeller said of the same sentence before is replaced."""
    index = json.loads((folder / "index.json").read_text("utf-8"))
    sentences = {s["number"]: Sentence(**s) for s in index}
    lines: list[str] = []
    for path in labels:
        found, faults = read_labels(path, sentences)
        print("\n".join(faults) or f"{path.name}: {len(found)} sentences")
        for number, events in sorted(found.items()):
            s = sentences[number]
            row: dict[str, Any] = {
                "number": number, "labeller": path.stem, "corpus": s.corpus, "document": s.document,
                "start": s.start, "end": s.end, "events": events,
            }  # fmt: skip
            if name == "detection":
                row["half"] = "tune" if number % 2 else "held"
            lines.append(json.dumps(row))
    new = {(r["number"], r["labeller"]) for r in map(json.loads, lines)}
    before = FILES[name].read_text("utf-8").splitlines() if FILES[name].exists() else []
    rows = [json.loads(line) for line in before if line]
    kept = [json.dumps(r) for r in rows if (r["number"], r["labeller"]) not in new]
    FILES[name].write_text("\n".join([*kept, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    verb, which, where = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    if verb == "draw":
        write(which, where)
    else:
        pack(which, where, [Path(p) for p in sys.argv[4:]])
