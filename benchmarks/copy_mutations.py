"""What stations do to a text: ten ways to make a copy, for `benchmarks/copies.py`.

Each takes a text, another one and a source of chance, and gives the copy. The words that are put
in are our own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Mutation = Callable[[str, str, random.Random], str]

_FURNITURE = (
    "Get the morning letter of {s} in your inbox. Sign up here.",
    "Follow {s} on your phone and never miss a story. Download our free app today.",
    "Photo: {s} archive. All rights reserved. No part of this page may be used elsewhere.",
    "More from {s}: the week in pictures. Weather for the weekend. Today's puzzle.",
    "Do you have a tip for us? Write to the newsroom of {s}.",
    "You are reading one of three free articles. Subscribe to {s} for full access.",
)
_STATIONS = "Channel Four;Radio Nord;The Evening Post;Lake News;Metro Seven;Coast Tribune".split(
    ";"
)
_HEADLINES = (
    "What we know so far about the talks of today",
    "Leaders speak out as questions grow",
    "Here is what happened, and what comes next",
)
_DATELINES = ("LONDON (Wire) — ", "By our foreign staff, Tuesday: ", "GENEVA, Jan. 9 (Agencies) - ")
_INSERTED = "also reportedly meanwhile later again indeed then now".split()
_NUMBER = re.compile(r"\b\d{1,3}\b")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def _blocks(text: str) -> list[str]:
    return [b for b in re.split(r"\n+", text.strip()) if b.strip()]


def furniture(text: str, other: str, chance: random.Random) -> str:
    """The station's own lines before, between and after."""
    station = chance.choice(_STATIONS)
    lines = [x.format(s=station) for x in chance.sample(_FURNITURE, 4)]
    blocks = _blocks(text)
    blocks.insert(len(blocks) // 2, lines[0])
    return "\n\n".join([lines[1], *blocks, lines[2], lines[3]])


def trimmed(text: str, other: str, chance: random.Random) -> str:
    """The last two fifths are gone."""
    words = text.split(" ")
    return " ".join(words[: max(len(words) * 3 // 5, 1)])


def retitled(text: str, other: str, chance: random.Random) -> str:
    """Another headline and a byline stand above."""
    return f"{chance.choice(_HEADLINES)}\nBy the staff of {chance.choice(_STATIONS)}\n\n{text}"


def dateline(text: str, other: str, chance: random.Random) -> str:
    """Another dateline stands in the place of the first words up to a dash, or before all."""
    head, dash, rest = text[:80].partition("--")
    body = rest + text[80:] if dash else head + text[80:]
    return chance.choice(_DATELINES) + body.lstrip()


def edited(text: str, other: str, chance: random.Random) -> str:
    """In two sentences of five a word is dropped, put in or replaced."""
    out = []
    for sentence in _SENTENCE.split(text):
        words = sentence.split()
        if len(words) > 4 and chance.random() < 0.4:
            at = chance.randrange(1, len(words))
            kind = chance.randrange(3)
            words[at : at + (kind != 0)] = [] if kind == 1 else [chance.choice(_INSERTED)]
        out.append(" ".join(words))
    return " ".join(out)


def paragraphs(text: str, other: str, chance: random.Random) -> str:
    """The paragraphs are merged, and cut anew after every third sentence."""
    sentences = _SENTENCE.split(" ".join(text.split()))
    return "\n\n".join(" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3))


def joined(text: str, other: str, chance: random.Random) -> str:
    """A second text of about the same length is put before or after."""
    second = " ".join(other.split()[: len(text.split())])
    return f"{text}\n\n{second}" if chance.random() < 0.5 else f"{second}\n\n{text}"


def typography(text: str, other: str, chance: random.Random) -> str:
    """Other quotation marks, dashes, spaces and dots."""
    for old, new in (('"', "”"), ("“", '"'), ("'", "’"), ("--", "—"), ("...", "…"), (" - ", " – ")):
        text = text.replace(old, new)
    return text.replace(". ", ".\u00a0 ").replace("Mr. ", "Mr ")


def corrected(text: str, other: str, chance: random.Random) -> str:
    """Up to three numbers are others, and a note says so."""
    left = 3

    def other_number(found: re.Match[str]) -> str:
        nonlocal left
        left -= 1
        return str(int(found[0]) + 1) if left >= 0 else found[0]

    return _NUMBER.sub(other_number, text) + "\n\nThis story has been updated to correct a figure."


def read_more(text: str, other: str, chance: random.Random) -> str:
    """Only the beginning, and an invitation."""
    words = text.split(" ")
    kept = " ".join(words[: max(len(words) // 5, 60)])
    return f"{kept} … Read more on the site of {chance.choice(_STATIONS)}."


MUTATIONS: dict[str, Mutation] = {
    f.__name__: f
    for f in (
        furniture, trimmed, retitled, dateline, edited, paragraphs, joined, typography, corrected,
        read_more,
    )
}  # fmt: skip
