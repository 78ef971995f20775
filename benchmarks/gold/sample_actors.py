"""Draws the windows of text in which actors are labelled by hand, and turns labels into offsets.

    python -m benchmarks.gold.sample_actors draw FOLDER [FROM]   # FOLDER/001.txt … one a window
    python -m benchmarks.gold.sample_actors pack FOLDER LABELS…  # → benchmarks/gold/actors.jsonl

The draw was made once, on 2026-11-25, before any tuning: 20 articles of each corpus, uniformly at
random among those of 100 words or more, and in each a run of whole paragraphs of 130 words or more
that begins at a paragraph drawn at random. Odd windows are `tune` (their faults may be looked at),
even ones `held` (only their figures). Labels hold ids, offsets and codes, never the text.

A second draw, made later on the same day, has 60 windows (numbers from 101) of the gold bodies in
`../shared/benchmarks/pages`, from pages that hold a word of politics (`POLITICS`).

A third draw, on 2026-11-26, is of coreference alone: 40 windows (numbers from 201) of documents that
neither earlier draw, nor the held half of `detection.jsonl`, has. They may be looked at; their half is `third`.

A fourth draw, on the same day when the rules stood, is of names alone: 20 windows of each corpus (numbers
from 301), of documents that no earlier draw has, labelled before anything was run on them. Its half is `fourth`.

A fifth draw, on 2026-11-27, is like the fourth, with 11 windows of pages too (numbers from 401; half `fifth`).

A sixth draw, on the same day, is like the fourth, without pages (numbers from 501; half
`sixth`).

A seventh draw, on the evening of that day, took the place of the even windows of the first two, whose scores had
been read too often: names, and descriptions too (numbers from 601; half `blind`), of documents that neither an earlier
draw nor the first 600 sentences of `detection.jsonl` have, pages among them. Nobody who tunes looks at it.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.common import shared

SEED = 20261125
EACH = 20
WORDS = 130
CORPORA = {
    "state": "state-department-2021.jsonl.gz",
    "wikinews": "wikinews-2019-2020.jsonl",
    "kcna": "kcna-2023-2024.jsonl.gz",
}
PAGES = 60
POLITICS = re.compile(
    r"\b(governments?|ministers?|presidents?|police|courts?|army|troops|parliament|senators?|elections?)\b"
)
GOLD = Path(__file__).with_name("actors.jsonl")
DETECTION = Path(__file__).with_name("detection.jsonl")
# The third draw: windows of each corpus, and their length.
THIRD = {"wikinews": 14, "state": 10, "pages": 16}
THIRD_FROM = 201
# The fourth draw: names alone, in documents of no earlier draw.
FOURTH_FROM = 301
FIFTH_FROM = 401
SIXTH_FROM = 501
# The seventh: windows of each corpus. Of the pages, few that hold a word of politics were left, in small letters none.
BLIND_FROM = 601
BLIND = {"state": 18, "wikinews": 18, "kcna": 18, "pages": 10}
BLIND_PAGES = ("aed/", "fundus/")


class Window(NamedTuple):
    """A piece of one article, `start` to `end` in the characters of its text."""

    number: int
    corpus: str
    url: str
    published: str
    text: str
    start: int
    end: int


def documents(corpus: str) -> list[dict[str, Any]]:
    """The articles of one corpus, in the order of the file.

    `pages` are the gold bodies of the pages, `clusters` the texts of `news-cluster`.
    """
    if corpus == "clusters":
        files = sorted(shared("benchmarks", "news-cluster").glob("*.json"))
        rows = [json.loads(f.read_text("utf-8")) for f in files]
        return [
            {"url": r["dId"], "text": r["text"] or "", "date": r["date_publish"] or ""}
            for r in rows
        ]
    if corpus == "pages":
        from benchmarks.pages import SETS, load

        return [
            {"url": f"{name}/{n}", "text": page.body, "date": page.gold.get("date") or ""}
            for name in SETS
            for n, page in enumerate(load(name))
        ]
    path = shared("corpora", CORPORA[corpus])
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.splitlines() if line]


def windows() -> list[Window]:
    """The windows of the seven draws, numbered from 1, from 101, and from each hundred more to 601."""
    found: list[Window] = []
    for corpus in CORPORA:
        rng = random.Random(f"{SEED}-{corpus}")
        long = [d for d in documents(corpus) if len(d["text"].split()) >= 100]
        for document in rng.sample(long, EACH):
            found.append(_window(len(found) + 1, corpus, document, rng))
    rng = random.Random(f"{SEED}-pages")
    long = [
        d for d in documents("pages")
        if len(d["text"].split()) >= 100 and len(POLITICS.findall(d["text"])) > 1
    ]  # fmt: skip
    pages = rng.sample(long, PAGES)
    found += [_window(101 + n, "pages", d, rng) for n, d in enumerate(pages)]
    found += _third({w.url for w in found})
    found += _names("fourth", FOURTH_FROM, tuple(CORPORA), {w.url for w in found})
    found += _names("fifth", FIFTH_FROM, (*CORPORA, "pages"), {w.url for w in found})
    found += _names("sixth", SIXTH_FROM, tuple(CORPORA), {w.url for w in found})
    return found + _blind({w.url for w in found})


def _names(draw: str, first: int, corpora: tuple[str, ...], used: set[str]) -> list[Window]:
    """Windows for names, numbered from `first`, of documents that no earlier draw has."""
    found: list[Window] = []
    for corpus in corpora:
        rng = random.Random(f"{SEED}-{draw}-{corpus}")
        long = [
            d for d in documents(corpus)
            if len(d["text"].split()) >= 100 and d["url"] not in used
            and (corpus != "pages" or len(POLITICS.findall(d["text"])) > 1)
        ]  # fmt: skip
        for document in rng.sample(long, min(EACH, len(long))):
            found.append(_window(first + len(found), corpus, document, rng))
    return found


def _blind(used: set[str]) -> list[Window]:
    """Windows that nobody who tunes looks at, of documents that no draw of actors or sentences has."""
    used |= {r["document"] for r in sentences_drawn()}
    found: list[Window] = []
    for corpus, count in BLIND.items():
        rng = random.Random(f"{SEED}-blind-{corpus}")
        fitting = [
            d for d in documents(corpus)
            if len(d["text"].split()) >= 100 and d["url"] not in used
            and (corpus != "pages" or _political_page(d))
        ]  # fmt: skip
        for document in rng.sample(fitting, count):
            found.append(_window(BLIND_FROM + len(found), corpus, document, rng))
    return found


def _political_page(document: dict[str, Any]) -> bool:
    return document["url"].startswith(BLIND_PAGES) and bool(
        re.search(POLITICS.pattern, document["text"], re.I)
    )


def sentences_drawn() -> list[dict[str, Any]]:
    """The sentences of `detection.jsonl` as of the first days: with others they would make other draws."""
    lines = DETECTION.read_text("utf-8").splitlines()
    return [r for r in map(json.loads, lines) if r["number"] <= 600]


def _third(used: set[str]) -> list[Window]:
    """Windows for coreference, of documents that nothing held out is drawn from."""
    used |= {r["document"] for r in sentences_drawn() if r["half"] == "held"}
    found: list[Window] = []
    for corpus, count in THIRD.items():
        rng = random.Random(f"{SEED}-third-{corpus}")
        long = [
            d for d in documents(corpus)
            if len(d["text"].split()) >= 100 and d["url"] not in used
            and POLITICS.search(d["text"])
        ]  # fmt: skip
        for document in rng.sample(long, count):
            found.append(_window(THIRD_FROM + len(found), corpus, document, rng))
    return found


def _window(number: int, corpus: str, document: dict[str, Any], rng: random.Random) -> Window:
    text = document["text"]
    starts = [m.start() for m in re.finditer(r"(?:\A|\n)[^\n]*\S", text)]
    starts = [s + (text[s] == "\n") for s in starts]
    fitting = [s for s in starts if len(text[s:].split()) >= WORDS] or [0]
    start = rng.choice(fitting)
    end = next((s for s in [*starts, len(text)] if len(text[start:s].split()) >= WORDS), len(text))
    published = (document.get("published") or document.get("date") or "")[:10]
    return Window(number, corpus, document["url"], published, text, start, end)


def draw(folder: Path, first: int = 1) -> None:
    """Writes each window from number `first`, with what stands before it, for the labellers."""
    folder.mkdir(parents=True, exist_ok=True)
    for w in (w for w in windows() if w.number >= first):
        (folder / f"{w.number:03}.txt").write_text(
            f"WINDOW {w.number} {w.corpus} published {w.published}\n"
            f"--- context before (do not label) ---\n{w.text[max(0, w.start - 3000) : w.start]}\n"
            f"--- LABEL FROM HERE ---\n{w.text[w.start : w.end]}\n--- TO HERE ---\n",
            encoding="utf-8",
        )


def offsets(window: Window, words: str, nth: int) -> tuple[int, int]:
    """Where the `nth` occurrence of `words` in the window lies; raises `ValueError` when nowhere."""
    place = window.start - 1
    for _ in range(nth):
        place = window.text.find(words, place + 1)
        if place < 0 or place + len(words) > window.end:
            raise ValueError(f"window {window.number}: no occurrence {nth} of {words!r}")
    return place, place + len(words)


def pack(folder: Path, labels: list[Path]) -> None:
    """Reads tab-separated labels: window, words, occurrence, kind, countries, sectors, person.

    Windows that these labels do not have keep the rows they had.
    """
    known = {w.number: w for w in windows()}
    old = GOLD.read_text("utf-8").splitlines() if GOLD.exists() else []
    lines: list[str] = []
    for path in labels:
        rows: dict[int, list[dict[str, Any]]] = {}
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = (line.split("\t") + [""] * 7)[:7]
            try:
                start, end = offsets(known[int(cells[0])], cells[1], int(cells[2] or 1))
            except (ValueError, KeyError) as error:
                print(f"{path.name}:{n}: {error}")
                continue
            rows.setdefault(int(cells[0]), []).append(
                {
                    "start": start, "end": end, "kind": cells[3], "name": cells[6],
                    "countries": cells[4].split(";"), "sectors": cells[5].split(";"),
                }
            )  # fmt: skip
        for number, mentions in sorted(rows.items()):
            w = known[number]
            lines.append(
                json.dumps(
                    {
                        "window": number, "half": _half(number), "labeller": path.stem,
                        "corpus": w.corpus, "url": w.url, "start": w.start, "end": w.end,
                        "mentions": sorted(mentions, key=lambda m: (m["start"], m["end"])),
                    }
                )
            )  # fmt: skip
    mine = {json.loads(line)["window"] for line in lines}
    lines = [line for line in old if json.loads(line)["window"] not in mine] + lines
    GOLD.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} windows")


def _half(number: int) -> str:
    if number >= BLIND_FROM:
        return "blind"
    if number >= SIXTH_FROM:
        return "sixth"
    if number >= FIFTH_FROM:
        return "fifth"
    if number >= FOURTH_FROM:
        return "fourth"
    if number >= THIRD_FROM:
        return "third"
    return "tune" if number % 2 else "held"


if __name__ == "__main__":
    if sys.argv[1] == "draw":
        draw(Path(sys.argv[2]), *map(int, sys.argv[3:]))
    else:
        pack(Path(sys.argv[2]), [Path(p) for p in sys.argv[3:]])
