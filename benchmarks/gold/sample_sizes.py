"""Draws sentences with numbers in which sizes are labelled by hand, and turns labels into rows.

    python -m benchmarks.gold.sample_sizes draw FOLDER           # FOLDER/sentences.txt, index.json
    python -m benchmarks.gold.sample_sizes pack FOLDER LABELS    # → benchmarks/gold/sizes.jsonl

Drawn once on 2026-11-26, before any tuning and without looking at what Dateline makes of them:
documents at random, and in them sentences at random that hold a number, in digits or in words
(`NUMBER`; years and days of a month alone do not count). Every other one of a corpus must also hold a
word of `TOPIC` (people, harm, force, money), since most numbers in the news are no sizes; the rest are
drawn without. A second draw, numbers from 501, is of sentences that also hold a word of `PEOPLE`: of harm,
arrest, flight, protest or force. A third, numbers from 701, and a fourth, from 1001, were drawn later,
for a word of `FORCE`, and labelled before anything read them; measured once, they were looked at, and the
rules mended by them (`seen`). A fifth, from 1301, is of the sentences of PLV's dev split with a number, labelled
after that, measured once and then looked at as well (`fresh`).
Of the pages only those with a word of politics are drawn. No document
is in the held half of another set. Half of the documents (of `cluster`, of the events) are `tune`, half
`held`.

Labels are one line a size: number, what, low, high, its words, and `e` where they measure a political
event that the sentence tells. `-` as low or high: open. The guide is in `benchmarks/gold/README.md`.
"""

from __future__ import annotations

import csv
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.common import shared
from benchmarks.gold.sample_actors import POLITICS, documents
from benchmarks.gold.sentences import plain_sentences

SEED = 20261126
GOLD = Path(__file__).with_name("sizes.jsonl")
EACH = {
    "wikinews": (150, 2),
    "pages": (110, 3),
    "cluster": (170, 1),
    "kcna": (30, 1),
    "state": (40, 1),
}
"""Corpus → how many sentences, and how many of one document at most."""
MORE = {
    "wikinews": (75, 2),
    "cluster": (45, 1),
    "pages": (45, 2),
    "kcna": (25, 1),
    "state": (30, 1),
}
MORE_FROM = 501
SEEN = {
    "wikinews": (70, 2),
    "cluster": (40, 2),
    "pages": (30, 2),
    "kcna": (35, 1),
    "state": (45, 1),
}
FOURTH = {
    "wikinews": (60, 3),
    "cluster": (60, 2),
    "pages": (30, 3),
    "kcna": (15, 1),
    "state": (60, 1),
}
FRESH = {"plv": (140, 1)}
SEEN_FROM, FOURTH_FROM, FRESH_FROM = 701, 1001, 1301
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_NO_NUMBER = re.compile(rf"-0-|\b(?:1[5-9]|20)\d\d\b|\b{_MONTH} \d{{1,2}}\b|\b\d{{1,2}} {_MONTH}")
NUMBER = re.compile(
    r"(?<![\w-])\d+(?!st|nd|rd|th|\w)|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?"
    r"|dozens?|scores|several|a few|a couple|nobody|no (?:one|casualties|injuries|deaths|victims))\b",
    re.I,
)
TOPIC = re.compile(
    r"\b(?:people|men|women|children|civilians|victims|dead|deaths?|died|kill\w*|injur\w+|wound\w+|hurt|missing"
    r"|arrest\w*|detain\w*|prison\w*|hostages?|refugees|displaced|fled|evacuat\w+|protest\w*|crowds?|march\w*"
    r"|rall\w+|troops|soldiers|forces|police\w*|militants|missiles?|rockets?|bombs?|drones?|weapons?|tanks"
    r"|warships|attack\w*|dollars|million|billion|aid|fund\w*|expel\w*|deport\w*|releas\w+|strike)\b|[$€£]",
    re.I,
)
KINDS = (
    "dead", "injured", "casualties", "missing", "hostages", "arrested", "released", "expelled",
    "displaced", "crowd", "troops", "missiles", "weapons", "money",
)  # fmt: skip
COLUMNS = ("number", "what", "low", "high", "words", "event")
PEOPLE = re.compile(
    r"\b(?:dead|deaths?|died|killed|killing|injur(?:ed|ing)|wound(?:ed|ing)|missing|arrest\w*|detain\w*|prisoners?"
    r"|hostages?|kidnap\w*|refugees|displaced|fled|evacuat\w+|protest\w*|demonstrat\w+|march(?:ed|ers)"
    r"|rall(?:y|ied|ies)|troops|soldiers|militants|fighters|missiles?|rockets?|bombs?|drones?|warships|warplanes"
    r"|expelled|deported|released|freed)\b",
    re.I,
)
FORCE = re.compile(
    r"\b(?:arrest\w*|detain\w*|prisoners?|hostages?|kidnap\w*|abduct\w*|refugees|displaced|evacuat\w+|protest\w*"
    r"|demonstrat\w+|marched|rally|rallies|troops|soldiers|militants|fighters|missiles?|rockets?|bombs?|drones?"
    r"|weapons|tanks|warships|warplanes|aircraft|expelled|deported|freed|killed|wounded|casualties)\b",
    re.I,
)
ASKED = {1: TOPIC, MORE_FROM: PEOPLE, SEEN_FROM: FORCE, FOURTH_FROM: FORCE, FRESH_FROM: NUMBER}
"""First number of a draw → what its sentences must hold; of the first draw only every other one."""


class Drawn(NamedTuple):
    """One sentence and its paragraph, in the characters of its document's text."""

    number: int
    half: str
    corpus: str
    document: str
    published: str
    paragraph: tuple[int, int]
    sentence: tuple[int, int]


def bodies(corpus: str) -> list[dict[str, Any]]:
    """The documents of a corpus; `cluster` are the articles of several outlets on the same events."""
    if corpus == "plv":
        with shared("benchmarks", "plv", "dev.tsv").open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t")
            return [{"url": f"plv/{r['sentence_id']}", "text": r["sentence"]} for r in rows]
    if corpus != "cluster":
        return documents(corpus)
    found = []
    for path in sorted(shared("benchmarks", "news-cluster").glob("*.json")):
        row = json.loads(path.read_text("utf-8"))
        text, date = row["text"] or "", row["date_publish"] or ""
        event = str(row["newsCluster"]["Event"])
        found.append({"url": path.stem, "text": text, "date": date, "group": event})
    return found


def held_elsewhere() -> set[str]:
    """The documents whose text nobody who tunes may look at."""
    found: set[str] = set()
    for name in ("detection", "actors", "when", "status"):
        path = GOLD.with_name(f"{name}.jsonl")
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        found |= {r.get("document") or r["url"] for r in rows if r.get("half") == "held"}
    return found


def drawn() -> list[Drawn]:
    """The sentences of all draws in the order of their numbers."""
    first = draw(EACH, "sizes", 1, {})
    told = {(d.document, d.sentence): d.half for d in first}
    second = draw(MORE, "sizes-more", MORE_FROM, told)
    told |= {(d.document, d.sentence): d.half for d in second}
    third = draw(SEEN, "sizes-fresh", SEEN_FROM, told)
    told |= {(d.document, d.sentence): d.half for d in third}
    fourth = draw(FOURTH, "sizes-fourth", FOURTH_FROM, told)
    fifth = draw(FRESH, "sizes-fifth", FRESH_FROM, told)
    later = (("seen", third), ("seen", fourth), ("fresh", fifth))
    return [*first, *second, *(d._replace(half=half) for half, found in later for d in found)]


def draw(
    each: dict[str, tuple[int, int]],
    name: str,
    number: int,
    before: dict[tuple[str, tuple[int, int]], str],
) -> list[Drawn]:
    """The sentences of one draw in an order drawn at random; those in `before` are left out, and
    a document keeps the half that it has there."""
    held, found = held_elsewhere(), []
    known = {document: half for (document, _), half in before.items()}
    for corpus, (size, most) in each.items():
        rng = random.Random(f"{SEED}-{name}-{corpus}")
        there = [d for d in bodies(corpus) if d["url"] not in held]
        if corpus == "pages":
            there = [d for d in there if POLITICS.search(d["text"])]
        rng.shuffle(there)
        here: list[tuple[Any, ...]] = []
        halves = {d.get("group", d["url"]): known[d["url"]] for d in there if d["url"] in known}
        seen: set[str] = set()
        for document in there * most:
            group = document.get("group", document["url"])
            half = halves.setdefault(group, ("tune", "held")[len(halves) % 2])
            text = document["text"]
            spans = [
                (p, s) for p, s in _sentences(text)
                if text[slice(*s)] not in seen and (document["url"], s) not in before
                and _asked(text[slice(*s)], number, len(here))
            ]  # fmt: skip
            if not spans or len(here) == size:
                continue
            paragraph, sentence = rng.choice(spans)
            seen.add(text[slice(*sentence)])
            date = str(document.get("published") or document.get("date") or "")[:10]
            here.append((half, corpus, document["url"], date, paragraph, sentence))
        found += here
    random.Random(f"{SEED}-{name}").shuffle(found)
    return [Drawn(n, *rest) for n, rest in enumerate(found, number)]


def _asked(sentence: str, draw_from: int, place: int) -> bool:
    """Whether a sentence holds the words that the next one of its draw must hold."""
    return bool(draw_from == 1 and place % 2) or ASKED[draw_from].search(sentence) is not None


def _sentences(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Paragraph and sentence of each sentence with a number."""
    for paragraph in re.finditer(r"[^\n]+", text):
        if not 8 <= len(paragraph[0].split()) <= 300:
            continue
        for start, end in plain_sentences(paragraph[0]):
            words = _NO_NUMBER.sub("", paragraph[0][start:end])
            if NUMBER.search(words) and end - start < 600:
                at = paragraph.start()
                yield paragraph.span(), (at + start, at + end)


def texts() -> dict[str, dict[str, str]]:
    """Corpus → document → its text."""
    return {c: {d["url"]: d["text"] for d in bodies(c)} for c in (*EACH, *FRESH)}


def write(folder: Path) -> None:
    """Writes the sentences for the labeller, and what they are."""
    folder.mkdir(parents=True, exist_ok=True)
    there = texts()
    lines = []
    for one in drawn():
        start, end = one.sentence
        text = there[one.corpus][one.document][start:end]
        lines.append(f"{one.number} " + re.sub(r"\s+", " ", text))
    (folder / "sentences.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "index.json").write_text(json.dumps([d._asdict() for d in drawn()]), encoding="utf-8")


def place(text: str, words: str) -> tuple[int, int]:
    """Where words (or `words#2`, the second time) stand in a sentence; raises `ValueError`."""
    plain, _, nth = words.partition("#")
    rule = r"\s+".join(map(re.escape, plain.split()))
    hits = list(re.finditer(rf"(?<!\w){rule}(?!\w)", text))
    if len(hits) < int(nth or 1):
        raise ValueError(f"no {words!r} in it")
    return hits[int(nth or 1) - 1].span()


def pack(folder: Path, labels: Path) -> None:
    """Writes the gold file, one line a sentence, and prints what is wrong with the labels."""
    index = {m["number"]: m for m in json.loads((folder / "index.json").read_text("utf-8"))}
    there = texts()
    sizes: dict[int, list[dict[str, Any]]] = {n: [] for n in index}
    for line in labels.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("|")]
        row = dict(zip(COLUMNS, [*cells, ""], strict=False))
        try:
            one = index[int(row["number"])]
            if row["what"] not in KINDS:
                raise ValueError(f"no kind {row['what']!r}")
            start, end = one["sentence"]
            at = place(there[one["corpus"]][one["document"]][start:end], row["words"])
            sizes[one["number"]].append(
                {
                    "what": row["what"], "low": _number(row["low"]), "high": _number(row["high"]),
                    "start": start + at[0], "end": start + at[1], "event": row["event"] == "e",
                }
            )  # fmt: skip
        except (ValueError, KeyError) as error:
            print(f"{line!r}: {error}")
    rows, told = [], set()
    for n, found in sorted(sizes.items()):
        start, end = index[n]["sentence"]
        text = there[index[n]["corpus"]][index[n]["document"]][start:end]
        # What another article has word for word is read once.
        if n < SEEN_FROM or text not in told:
            rows.append({**index[n], "sizes": found})
        told.add(text)
    GOLD.write_text("".join(f"{json.dumps(r)}\n" for r in rows), encoding="utf-8")
    print(f"{sum(len(r['sizes']) for r in rows)} sizes in {len(rows)} sentences")


def _number(text: str) -> float | None:
    return None if text == "-" else float(text)


if __name__ == "__main__":
    if sys.argv[1] == "draw":
        write(Path(sys.argv[2]))
    else:
        pack(Path(sys.argv[2]), Path(sys.argv[3]))
