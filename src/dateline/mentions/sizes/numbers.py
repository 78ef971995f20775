"""Numbers as they are written, with the bounds that their words allow.

"At least 12" has no upper bound, "dozens" lies between 24 and 99, "12 to 15" is both. What the
number counts is not asked here, except of money, which its own words tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dateline.mentions.sizes.patterns import (
    AFTER,
    BEFORE,
    CHANGE,
    CORE,
    DEFINITE,
    DOLLARS,
    GOODS,
    LARGEST,
    LEAD,
    LONG,
    MONTH,
    OF_MONEY,
    PATTERN,
    QUESTION,
    SCALES,
    SIGNS,
    TRAIL,
    VAGUE,
    WORDS,
    WORTH,
)


class Number(NamedTuple):
    """A number: the span with its modifiers, that of the bare number, and its bounds."""

    start: int
    end: int
    bare_start: int
    bare_end: int
    low: float | None
    high: float | None
    money: bool
    definite: bool
    """"The two", "her three": of those who are known already."""
    modified: bool
    """Words before it bound it: "more than 12"."""
    of: bool
    """"Of" follows: what is counted stands after it."""


def numbers_in(text: str, start: int, end: int) -> Iterator[Number]:
    """The numbers between two places of a text, in order."""
    at = start
    while (core := CORE.search(text, at, end)) is not None:
        # The whole pattern is slow: it is tried only from where the number may begin.
        m = PATTERN.search(text, _begin(text, core.start(), at), min(end, core.end() + TRAIL))
        if m is None or m.start("low") > core.end():
            at = core.end()
            continue
        at = max(m.end(), at + 1)
        changed = CHANGE.search(text, max(0, m.start() - 40), m.start()) is not None
        found = _read(m, text, ranged=not changed)
        if found is None:
            continue
        if changed and m["high"] and not found.money:
            # "Rose from 12 to 15": the count is the last.
            at = m.end("low")
            continue
        # "From 12 to 15": two numbers and no range.
        at = max(found.bare_end, at) if m["high"] and found.bare_end == m.end("high") else at
        if m["high"] and found.bare_end == m.end("low"):
            at = m.end("low")
        yield found


def _begin(text: str, place: int, least: int) -> int:
    """Where the words begin that may belong to a number with a digit or word at `place`."""
    begin = place
    while begin > least and not text[begin - 1].isspace():
        begin -= 1
    for _ in range(9):
        end = begin
        while end > least and text[end - 1].isspace():
            end -= 1
        start = end
        while start > least and not text[start - 1].isspace():
            start -= 1
        word = text[start:end].lower().lstrip("($€£\"'“‘[—–-")
        if word not in LEAD and text[start:end][-1:] not in SIGNS:
            break
        begin = start
    return begin


def _read(m: re.Match[str], text: str, *, ranged: bool) -> Number | None:
    low, high = read_number(m["low"])
    if low is None or low > LARGEST:
        return None
    end = m.end("low")
    money = bool(m["sign"] or m["sign2"] or m["unit"])
    if m["high"] and ranged:
        joined = _joined(m["low"], m["high"], low)
        if joined is not None:
            low, high = joined
            end = m.end("high")
    whole = end == (m.end("high") if m["high"] else m.end("low"))
    bare_end = end
    if whole:
        end = max(end, *(m.end(g) for g in ("after", "unit", "maybe") if m[g]), end)
        if m["maybe"] and _scaled(m["high"] or m["low"]):
            money = True
        elif m["maybe"] and not m["sign"]:
            return None
        if (
            m["of"]
            and m["maybe"]
            and "pound" in m["maybe"].lower()
            and not WORTH.match(text, m.end())
        ):
            # "8 million pounds of thrust"
            return None
        low, high = _bounded(low, high, m["after"], AFTER)
    if not money:
        if after := DOLLARS.match(text, bare_end) if _vague(m["low"]) else None:
            money, end = True, after.end()
        elif (goods := GOODS.match(text, bare_end)) and low and low >= 1000:
            money, end = bool(goods), end
    if money and QUESTION.match(text, end):
        return None
    if not money and (OF_MONEY.search(m["low"]) or _is_day(m, text, low)):
        return None
    low, high = _bounded(low, high, m["before"], BEFORE)
    return Number(
        m.start(), end, m.start("low"), bare_end, low, high, money,
        DEFINITE.search(text, max(0, m.start() - 8), m.start()) is not None,
        bool(m["before"]), bool(m["of"]),
    )  # fmt: skip


def _is_day(m: re.Match[str], text: str, low: float | None) -> bool:
    """Whether a number is a day of a month: "the February 9 arrests"."""
    if m["before"] or low is None or low > 31 or not m["low"].isdigit():
        return False
    return MONTH.search(text, max(0, m.start() - 11), m.start()) is not None


def _joined(first: str, second: str, low: float) -> tuple[float, float | None] | None:
    """The bounds of a range, or None where the second number is the lower one."""
    least, top = read_number(second)
    if least is None:
        return None
    # "12 to 15 thousand", "$5–6 billion", "two to three hundred": the scale belongs to both.
    scale = _scale(second)
    if scale > 1 and _scale(first) == 1 and not _vague(first) and low < least / scale * 2:
        low *= scale
    return (low, top) if least >= low else None


def _bounded(
    low: float | None, high: float | None, words: str | None, groups: dict[str, str]
) -> tuple[float | None, float | None]:
    """Bounds as the words beside a number leave them."""
    said = re.sub(r"\s+", " ", (words or "").lower()).strip()
    for word, group in groups.items() if said else ():
        if not re.search(rf"(?<!\w){re.escape(word.strip())}(?!\w)", said):
            continue
        if group == "above":
            near = low is not None and low < 100 and low == int(low)
            return (low + 1 if near and low is not None else low), None
        if group == "least":
            return low, None
        if group == "most":
            return None, high
        if group == "below":
            near = high is not None and high < 100 and high == int(high)
            return None, (high - 1 if near and high is not None else high)
    return low, high


def _plain(text: str) -> str:
    return re.sub(r"[\s\xa0]+", " ", text.lower()).strip()


def _vague(text: str) -> bool:
    return _plain(text) in VAGUE


def _scale(text: str) -> float:
    found = re.search(rf"({LONG}|bn|mn|tn|(?<=\d)[mkb])$", text.lower())
    return SCALES[found[1]] if found else 1.0


def _scaled(text: str) -> bool:
    return _scale(text) >= 1e3 or _plain(text).endswith(("thousands", "millions", "billions"))


@lru_cache(maxsize=2048)
def read_number(text: str) -> tuple[float | None, float | None]:
    """ "1,200", "twenty-one", "3.5 million", "dozens" as lower and upper bound; None: no number."""
    plain = _plain(text)
    if plain in VAGUE:
        bounds = VAGUE[plain]
        return bounds[0], bounds[1] if len(bounds) > 1 else None
    digits = re.match(r"\d[\d, ]*(?:\.\d+)?", plain)
    if digits is not None:
        rest = plain[digits.end() :].strip(" -")
        value = float(re.sub(r"[, ]", "", digits[0])) * (SCALES.get(rest, 1.0) if rest else 1.0)
        return value, value
    spelt = _spelt(re.split(r"[\s-]+", plain))
    return spelt, spelt


def _spelt(words: list[str]) -> float | None:
    """ "two hundred and fifty thousand", "three and a half million", "half a million"."""
    total, group = 0.0, 0.0
    for n, word in enumerate(words):
        if word == "half":
            group += 0.5
        elif word in ("a", "an"):
            group += 0 if group or words[n + 1 :][:1] == ["half"] else 1
        elif word in WORDS:
            group += WORDS[word]
        elif word == "hundred":
            group = (group or 1) * 100
        elif word in SCALES:
            total, group = total + (group or 1) * SCALES[word], 0.0
        elif word != "and":
            return None
    return total + group
