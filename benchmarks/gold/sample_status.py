"""Draws mentions of events whose status is labelled by hand, and turns labels into rows.

    python -m benchmarks.gold.sample_status draw FOLDER            # FOLDER/mentions.txt, index.json
    python -m benchmarks.gold.sample_status blind FOLDER           # the same of the last draw alone
    python -m benchmarks.gold.sample_status pack FOLDER LABELS     # → benchmarks/gold/status.jsonl

Drawn once on 2026-11-26, before any tuning: Dateline proposes triggers, those that it drops
included, in paragraphs drawn at random from the corpora and the gold bodies of
`../shared/benchmarks/pages`. A value such as `denied` is rare in running text; so each mention is
drawn for a *cue*: a word of its sentence that may or may not change the status (`CUES`), with the
first trigger after it. What status Dateline gives plays no part. None of the documents is in
`detection.jsonl`. Denials stayed rare; numbers from 801 are what was found of them by searching the
texts, those of `detection.jsonl` included, the paragraphs of its labelled sentences left out. Odd numbers are `tune`, even ones `held` (nobody who tuned looked at those until 2026-11-27).
A third draw, for tuning alone, has odd numbers from 2001 (another labeller's).

A fourth (half `more`, numbers 5001 to 9946, drawn on 2026-11-27 in three steps: 5001, 8001, 9501) is of the State
Department and Wikinews alone, each paragraph of documents without a mention in `held` in turn; up to three sentences
a paragraph, none labelled before. `LATER` says how many of each cue were wanted in each step.

A fifth (half `blind`, numbers from 10001, drawn on the evening of that day) asks Dateline for nothing: triggers are
words of `TRIGGERS`, sentences are cut by a pattern. It is of documents that hold a word of politics, have no row in
this file and are not of the half `tune` of `detection.jsonl` (first 600 sentences): one part the State Department's
and Wikinews', the other news of many outlets (`aed`, `fundus`, and `news-cluster`, whose texts come from pages). Six in
ten mentions are drawn by a cue, so that enough is unreal. A window is the paragraph and the one before; in a
transcript it begins at the tag of who speaks. `BLIND_STEPS` are later, for what came out too rare.

Labels are one line a mention: number, tab, status or `skip` (no event, or only the content of a
threat, request, promise or refusal), and `b` after another tab where it is background.
"""

# ruff: noqa: E501 - the cues are one pattern a line

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.gold.sample_actors import BLIND_PAGES, DETECTION, documents, sentences_drawn
from dateline.records import Article, Span

SEED = 20261126
GOLD = Path(__file__).with_name("status.jsonl")
STATUSES = ("hypothetical", "denied", "negated", "planned", "expected", "claim", "fact")

# Cue → (how many mentions, what its sentence must hold). The first still wanted counts.
CUES = {
    "deny": (85, r"\b(den(?:y|ies|ied|ying|ials?)|refut\w+|rejected (?:claims|allegations|reports)|dismissed (?:claims|allegations|reports))\b"),
    "no": (95, r"\b(not|never|no|without|fail\w*|refus\w+|neither|nor|stopped short|far from|thwart\w+|foil\w+|cancel\w+|abort\w+|avert\w+)\b|n['’]t\b"),
    "if": (85, r"\b(if|unless|could|might|whether|would|possib\w+|potential\w*|hypothetical\w*)\b|\?"),
    "expect": (85, r"\b(expect\w*|fear\w*|believ\w+|likely|predict\w*|suspect\w*|anticipat\w+|worr\w+|thought to|appears? to|seem\w*|forecast\w*)\b"),
    "plan": (75, r"\b(will|plan\w*|intend\w*|to be|scheduled|upcoming|vow\w*|going to|aim\w*|decid\w+|prepar\w+|propos\w+)\b"),
    "say": (75, r"\b(said|says|according|claim\w*|alleg\w+|report\w*|accus\w+|told)\b"),
    "old": (40, r"\b(in (?:19\d\d|200\d|201\d)|former|years ago|since|during the|previous\w*|history|century)\b"),
    "none": (60, r"\w"),
}  # fmt: skip
# A second draw of what the first gave too few of, in other sentences; numbers from 601.
MORE = {
    "deny": (65, r"\b(denied|denies|denying|denials?|refut\w+|rejected (?:claims|allegations|reports)|dismissed (?:claims|allegations|reports))\b"),
    "say no": (35, r"\b(said|says|told|insist\w*|maintain\w*|assert\w*|stat(?:ed|es))\b.{0,60}\b(not|never|no|n['’]t)\b"),
    "no": (50, r"\b(did not|didn['’]t|has not|hasn['’]t|have not|had not|was not|were not|without|failed to|refused to|neither|stopped short|far from|thwarted|foiled|cancell?ed|aborted|averted)\b"),
    "expect": (60, r"\b(expected|fear(?:s|ed|ing)?|believed|likely|predict\w*|suspect\w*|anticipate[sd]?|thought to|appears? to|appeared to|forecast\w*)\b"),
}  # fmt: skip
MORE_FROM = 601
# A third, for tuning alone: odd numbers from 2001.
TUNE = {
    "deny": (45, MORE["deny"][1]), "say no": (45, MORE["say no"][1]), "no": (60, MORE["no"][1]),
    "if": (70, CUES["if"][1]), "expect": (60, MORE["expect"][1]), "plan": (70, CUES["plan"][1]),
    "say": (90, CUES["say"][1]), "old": (50, CUES["old"][1]), "none": (60, CUES["none"][1]),
}  # fmt: skip
# The three steps of the fourth, by the first number of each; the patterns are those above (`MORE` before `CUES`).
LATER = {
    5001: {"deny": 120, "say no": 160, "no": 220, "if": 260, "expect": 240, "plan": 320, "say": 380, "old": 200, "none": 500},
    8001: {"deny": 120, "say no": 160, "no": 220, "if": 260, "expect": 240, "plan": 320, "say": 380, "old": 200, "none": 250},
    9501: {"deny": 100, "say no": 130, "no": 210, "expect": 210, "if": 130, "old": 80},
}  # fmt: skip
TUNE_FROM = 1001
TUNE_NUMBERS = 2001
POLITICS = re.compile(
    r"\b(governments?|ministers?|ministry|presidents?|police|courts?|army|military|troops|forces|parliament"
    r"|senators?|elections?|attack\w*|missiles?|sanctions|protest\w*|talks|rebels?|war|nuclear|security)\b"
)
BEFORE = 500
LONGEST = 1500
PARAGRAPHS = {1: 9000, MORE_FROM: 80000, TUNE_FROM: 40000}
"""How many paragraphs a draw looks at, at most."""


# The fifth draw: words that tell of political acts, whatever Dateline makes of them.
BLIND_FROM = 10001
TRIGGERS = re.compile(
    r"\b(attack(?:s|ed|ing)?|str(?:ike|ikes|uck|iking)|bomb(?:s|ed|ings?)|shell(?:ed|ing)|kill(?:s|ed|ings?)?|shot|shootings?|murder(?:s|ed)?"
    r"|stabb(?:ed|ing)|tortur(?:e|ed|ing)|execut(?:ed|ions?)|arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?|detention|jail(?:ed|ing)?|imprison(?:ed|ment)"
    r"|sentenc(?:ed|ing)|convict(?:ed|ions?)|charged|charges|indict(?:ed|ments?)|su(?:e|ed|ing)|lawsuits?|bann?(?:ed|ing)?|sanctions?|sanctioned|impos(?:e|es|ed|ing)"
    r"|seiz(?:e|ed|ing|ure)|raid(?:s|ed)?|invad(?:e|ed|ing)|invasion|occup(?:y|ied|ation)|withdr(?:aw|ew|awn|awal|awing)|deploy(?:s|ed|ing|ment)?|sign(?:ed|ing)"
    r"|agree(?:s|d|ing|ments?)?|ratif(?:y|ied|ication)|negotiat(?:e|ed|ing|ions?)|talks|meet(?:s|ings?)?|met|visit(?:s|ed|ing)?|summit|condemn(?:s|ed|ing|ation)?"
    r"|critici[sz](?:e|es|ed|ing)|criticism|accus(?:e|es|ed|ing|ations?)|blam(?:e|es|ed|ing)|denounc(?:e|ed|ing)|reject(?:s|ed|ing)?|refus(?:e|es|ed|ing|al)"
    r"|threat(?:s|en|ens|ened|ening)?|warn(?:s|ed|ings?)?|demand(?:s|ed|ing)?|urg(?:e|es|ed|ing)|appeal(?:s|ed|ing)?|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|vow(?:s|ed|ing)?"
    r"|approv(?:e|es|ed|al|ing)|veto(?:es|ed|ing)?|vot(?:e|es|ed|ing)|elect(?:ed|ing)|resign(?:s|ed|ing|ation)?|appoint(?:s|ed|ing|ment)?|releas(?:e|es|ed|ing)"
    r"|freed|pardon(?:s|ed|ing)?|extradit(?:e|ed|ion)|deport(?:s|ed|ation|ing)?|expel(?:s|led|ling)?|expulsion|evacuat(?:e|ed|ing|ion)|protest(?:s|ed|ing)?|rall(?:y|ies|ied)"
    r"|demonstrat(?:ed|ions?)|boycott(?:s|ed|ing)?|riot(?:s|ed|ing)?|block(?:ed|ing|ade)|clash(?:es|ed)?|fight(?:s|ing)?|fought|war|ceasefire|truce|cooperat(?:e|ed|ing|ion)"
    r"|support(?:s|ed|ing)?|endors(?:e|ed|ing|ement)|prais(?:e|es|ed|ing)|apologi[sz](?:e|ed|ing)|donat(?:e|ed|ing|ions?)|assist(?:s|ed|ance|ing)?"
    r"|investigat(?:e|ed|ing|ions?)|prob(?:e|ed)|suspend(?:s|ed|ing)?|suspension|cancel(?:s|led|ed|ling|lation)?|restrict(?:s|ed|ing|ions?)?|rescu(?:e|ed|ing)|hack(?:ed|ing)?|abus(?:e|ed|ing)"
    r"|sent|sending|fired|dismiss(?:ed|al)|testif(?:y|ied)|lift(?:s|ed|ing)?)\b"
)
BLIND = {"state": 80, "wikinews": 70, "pages": 50, "clusters": 100}
BLIND_CUES = {
    "deny": MORE["deny"][1], "no": CUES["no"][1], "if": CUES["if"][1], "expect": MORE["expect"][1], "plan": CUES["plan"][1],
}  # fmt: skip
RARE_CUES = {"say no": MORE["say no"][1], "believe": CUES["expect"][1]}
BY_CUE = 0.6


class Step(NamedTuple):
    """More of what came out too rare: how many of each cue, a trigger how close behind it, how many a document."""

    first: int
    wanted: dict[str, int]
    near: int
    each: int


BLIND_STEPS = (
    Step(10301, {"deny": 24, "no": 34, "expect": 34, "if": 14}, 60, 1),
    Step(10401, {"deny": 20, "expect": 30, "no": 15}, 120, 3),
    Step(10501, {"say no": 40, "believe": 40}, 80, 2),
)
TAG = re.compile(r"[A-Z][A-Z.'’ -]{2,40}:")
SENTENCE_ENDS = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bGen)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\b[A-Z])[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])"
)


class Mention(NamedTuple):
    """A trigger, its sentence, and the window of text in which it is read; offsets in the document."""

    number: int
    corpus: str
    document: str
    published: str
    window: tuple[int, int]
    sentence: tuple[int, int]
    trigger: tuple[int, int]


Paragraph = tuple[str, str, str, int, int, int]


def paragraphs(corpus: str, rng: random.Random) -> Iterator[Paragraph]:
    """Document, date, text, and where the window and the paragraph begin and end, at random."""
    labelled = {json.loads(x)["document"] for x in DETECTION.read_text("utf-8").splitlines()}
    found = []
    for doc in documents(corpus):
        if doc["url"] in labelled:
            continue
        before = 0
        for m in re.finditer(r"[^\n]+", doc["text"]):
            near = m.start() - before <= BEFORE
            if len(m[0].split()) >= 8 and len(m[0]) <= LONGEST and POLITICS.search(m[0]):
                date = doc.get("date") or doc.get("published") or ""
                start = before if near else m.start()
                found.append((doc["url"], date[:10], doc["text"], start, m.start(), m.end()))
            before = m.start()
    rng.shuffle(found)
    yield from found


def _triggers(text: str, published: str) -> Iterator[tuple[Span, list[Span]]]:
    """Each sentence and the triggers in it, whatever becomes of them."""
    from dateline.coding.drafts import drafts_in
    from dateline.coding.lexicon.loading import lexicon
    from dateline.coding.roles import ActorIndex
    from dateline.coding.turns import trigger_span
    from dateline.reader import parse

    article = Article(
        id="window", text=text, paragraphs=[Span(0, len(text))], published=published or None
    )
    doc, found = parse(article)
    index = ActorIndex(doc, found.actors, found.places)
    for sentence in doc.sents:
        drafts = drafts_in(sentence, index, lexicon())
        spans = [trigger_span(d) for d in drafts if d.consumed_by is None]
        yield Span(sentence.start_char, sentence.end_char), spans


def draw(
    cues: dict[str, tuple[int, str]],
    first: int = 1,
    avoid: frozenset[tuple[str, int]] = frozenset(),
) -> list[Mention]:
    """The mentions for some cues, in an order drawn at random and numbered from `first`; no
    sentence in `avoid` (document and start)."""
    rng = random.Random(SEED + first - 1)
    wanted = {cue: size for cue, (size, _) in cues.items()}
    found: list[tuple[str, str, str, tuple[int, int], tuple[int, int], tuple[int, int]]] = []
    seen = set(avoid)
    per_corpus: dict[tuple[str, str], int] = {}
    for read, (corpus, (document, date, text, window, start, end)) in enumerate(in_turn(rng)):
        if read > PARAGRAPHS[first] or not any(wanted.values()):
            break
        there = [
            c
            for c, (size, rule) in cues.items()
            if wanted[c]
            and per_corpus.get((corpus, c), 0) < (size + 1) // 2
            and re.search(rule, text[start:end], re.I)
        ]
        if not there:
            continue
        cue = there[0]
        for sentence, triggers in _triggers(text[start:end], date):
            hit = re.search(cues[cue][1], text[start + sentence.start : start + sentence.end], re.I)
            at = (document, start + sentence.start)
            if hit is None or not triggers or at in seen:
                continue
            seen.add(at)
            after = [t for t in triggers if t.start >= sentence.start + hit.start()]
            trigger = after[0] if after and cue != "none" else rng.choice(triggers)
            found.append(
                (
                    corpus, document, date, (window, end),
                    (start + sentence.start, start + sentence.end),
                    (start + trigger.start, start + trigger.end),
                )
            )  # fmt: skip
            wanted[cue] -= 1
            per_corpus[corpus, cue] = per_corpus.get((corpus, cue), 0) + 1
            break
    print({c: n for c, n in wanted.items() if n}, "not found")
    rng.shuffle(found)
    return [Mention(n, *rest) for n, rest in enumerate(found, first)]


def draw_blind() -> list[Mention]:
    """The mentions of the fifth draw, at most three a document."""
    found: list[Mention] = []
    for corpus, wanted in BLIND.items():
        rng = random.Random(f"{SEED}-blind-{corpus}")
        fitting = _fitting(corpus)
        rng.shuffle(fitting)
        here = [m for document in fitting for m in _of_document(corpus, document, rng)]
        # Documents in turn: those of the second round only where the first does not do.
        here.sort(key=lambda m: m.number)
        found += here[:wanted]
    random.Random(f"{SEED}-blind").shuffle(found)
    found = [m._replace(number=n) for n, m in enumerate(found, BLIND_FROM)]
    for step in BLIND_STEPS:
        found += draw_behind_cues(step, found)
    return found


def _fitting(corpus: str) -> list[dict[str, Any]]:
    """The documents of a corpus with a word of politics that no other draw of statuses has."""
    labelled = [json.loads(x) for x in GOLD.read_text("utf-8").splitlines()]
    used = {m["document"] for m in labelled if m["number"] < BLIND_FROM}
    used |= {r["document"] for r in sentences_drawn() if r["half"] == "tune"}
    return [
        d for d in documents(corpus)
        if d["url"] not in used and POLITICS.search(d["text"])
        and (corpus != "pages" or d["url"].startswith(BLIND_PAGES))
    ]  # fmt: skip


def draw_behind_cues(step: Step, before: list[Mention]) -> list[Mention]:
    """Mentions right behind a cue, in sentences that no mention has."""
    seen = {(m.document, m.sentence[0]) for m in before}
    wanted = dict(step.wanted)
    rng = random.Random(f"{SEED}-blind-{'more' if step.each == 1 else step.first}")
    everywhere = [(c, d) for c in BLIND for d in _fitting(c)]
    rng.shuffle(everywhere)
    found: list[Mention] = []
    for corpus, document in everywhere:
        here = 0
        for n, first, last in _sentences_with_triggers(document["text"], rng):
            near = _behind_a_cue(document["text"], (first, last), wanted, step.near)
            if near is None or (document["url"], first) in seen:
                continue
            cue, trigger = near
            wanted[cue] -= 1
            found.append(_mention(corpus, document, n, (first, last), trigger))
            here += 1
            if here == step.each:
                break
    rng.shuffle(found)
    return [m._replace(number=n) for n, m in enumerate(found, step.first)]


def _behind_a_cue(
    text: str, sentence: tuple[int, int], wanted: dict[str, int], near: int
) -> tuple[str, tuple[int, int]] | None:
    """The first cue still wanted that has a trigger close behind it in this sentence."""
    for cue, count in wanted.items():
        hit = (
            re.compile((BLIND_CUES | RARE_CUES)[cue], re.I).search(text, *sentence)
            if count
            else None
        )
        trigger = hit and TRIGGERS.search(text, hit.end(), min(sentence[1], hit.end() + near))
        if trigger:
            return cue, trigger.span()
    return None


def _of_document(corpus: str, document: dict[str, Any], rng: random.Random) -> list[Mention]:
    """Up to three mentions of one document in sentences at random, numbered by their round."""
    text = document["text"]
    found: list[Mention] = []
    for n, first, last in _sentences_with_triggers(text, rng):
        cue = re.compile("|".join(BLIND_CUES.values()), re.I).search(text, first, last)
        if rng.random() < BY_CUE and cue is None:
            continue
        triggers = [m.span() for m in TRIGGERS.finditer(text, first, last)]
        after = [t for t in triggers if cue and t[0] >= cue.start()]
        trigger = after[0] if after else rng.choice(triggers)
        one = _mention(corpus, document, n, (first, last), trigger)
        found.append(one._replace(number=len(found)))
        if len(found) == 3:
            break
    return found


def _sentences_with_triggers(text: str, rng: random.Random) -> list[tuple[int, int, int]]:
    """Number of the paragraph, start and end of the sentences that hold a trigger, at random."""
    found = []
    for n, (start, end) in enumerate(_paragraphs(text)):
        if len(text[start:end].split()) < 8 or end - start > LONGEST:
            continue
        ends = [m.end() for m in SENTENCE_ENDS.finditer(text, start, end)]
        for first, last in zip([start, *ends], [*ends, end], strict=True):
            if TRIGGERS.search(text, first, last):
                found.append((n, first, last))
    rng.shuffle(found)
    return found


def _paragraphs(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"[^\n]+", text)]


def _mention(
    corpus: str,
    document: dict[str, Any],
    n: int,
    sentence: tuple[int, int],
    trigger: tuple[int, int],
) -> Mention:
    paragraphs = _paragraphs(document["text"])
    window = (_window_start(document["text"], paragraphs, n), paragraphs[n][1])
    date = (document.get("date") or document.get("published") or "")[:10]
    return Mention(0, corpus, document["url"], date, window, sentence, trigger)


def _window_start(text: str, paragraphs: list[tuple[int, int]], n: int) -> int:
    """Where the paragraph before begins, or in a transcript the turn of who speaks."""
    before = paragraphs[max(0, n - 1)][0]
    if len([1 for s, _ in paragraphs if TAG.match(text, s)]) < 3:
        return before
    tags = [s for s, _ in paragraphs[: n + 1] if TAG.match(text, s)]
    return min(before, tags[-1]) if tags else before


def in_turn(rng: random.Random) -> Iterator[tuple[str, Paragraph]]:
    """One paragraph of each corpus in turn, until all are at their end."""
    each = [[(c, p) for p in paragraphs(c, rng)] for c in ("pages", "wikinews", "kcna", "state")]
    for group in zip_longest(*each):
        yield from (one for one in group if one is not None)


def write(folder: Path) -> None:
    """Writes the mentions for the labeller: text before, and the sentence with the trigger marked."""
    mentions = draw(CUES)
    mentions += draw(MORE, MORE_FROM, frozenset((m.document, m.sentence[0]) for m in mentions))
    labelled = [json.loads(x) for x in GOLD.read_text("utf-8").splitlines()]
    avoid = frozenset((m["document"], m["sentence"][0]) for m in labelled)
    third = draw(TUNE, TUNE_FROM, avoid)
    mentions += [m._replace(number=TUNE_NUMBERS + 2 * i) for i, m in enumerate(third)]
    _write(folder, mentions)


def _write(folder: Path, mentions: list[Mention]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    bodies = {c: {d["url"]: d["text"] for d in documents(c)} for c in {m.corpus for m in mentions}}
    for m in mentions:
        text = bodies[m.corpus][m.document]
        (a, b), (s, e) = m.trigger, m.sentence
        seen = m.window[0] if m.number >= BLIND_FROM else s - 200
        before = re.sub(r"\s+", " ", text[max(m.window[0], seen) : s])
        marked = re.sub(r"\s+", " ", f"{text[s:a]}«{text[a:b]}»{text[b:e]}")
        upto = m.window[1] if m.number >= BLIND_FROM else e + 80
        after = re.sub(r"\s+", " ", text[e : min(m.window[1], upto)])
        lines.append(f"{m.number} {m.published} …{before} || {marked} || {after}\n")
    (folder / "mentions.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / "index.json").write_text(
        json.dumps([m._asdict() for m in mentions]), encoding="utf-8"
    )


def pack(folder: Path, labels: Path) -> None:
    """Puts labels into the gold file, where those of other draws stay; `ValueError` for a status that is none."""
    index = {m["number"]: m for m in json.loads((folder / "index.json").read_text("utf-8"))}
    rows = []
    for line in labels.read_text("utf-8").splitlines():
        number, status, *flag = line.split()
        if status == "skip":
            continue
        if status not in STATUSES or int(number) not in index:
            raise ValueError(f"{labels.name}: {line!r}")
        half = "tune" if int(number) % 2 else "held"
        half = "blind" if int(number) >= BLIND_FROM else half
        rows.append(
            {**index[int(number)], "status": status, "background": flag == ["b"], "half": half}
        )
    old = [json.loads(x) for x in GOLD.read_text("utf-8").splitlines()]
    rows = [r for r in old if r["number"] not in index] + rows
    GOLD.write_text("".join(f"{json.dumps(r)}\n" for r in rows), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1] == "draw":
        write(Path(sys.argv[2]))
    elif sys.argv[1] == "blind":
        _write(Path(sys.argv[2]), draw_blind())
    else:
        pack(Path(sys.argv[2]), Path(sys.argv[3]))
