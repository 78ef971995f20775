"""How numbers are written: the regular expressions, made of the words of `numbers.toml`."""

from __future__ import annotations

import re

from dateline.mentions.sizes.tables import by_word, table

NUMBERS = table("numbers")
WORDS: dict[str, float] = NUMBERS["words"]
SCALES: dict[str, float] = NUMBERS["scales"]
VAGUE: dict[str, list[float]] = NUMBERS["vague"]
BEFORE = by_word(NUMBERS["before"])
AFTER = by_word(NUMBERS["after"])


def _any(words: object) -> str:
    longest = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(w).replace(r"\ ", r"[\s\xa0]+") for w in longest)


LONG = "hundred|thousand|lakh|million|crore|billion|trillion"
WORD = _any(WORDS)
SPELT = (
    rf"(?:(?:half[\s-]an?|an?|{WORD})(?:[\s-](?:and[\s-])?(?:a[\s-]half|{WORD}|{LONG}))+|{WORD})"
)
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ \xa0]\d{3})+(?![\d,.]\d)|\d+(?:\.\d+)?)"
    rf"(?:[\s\xa0-](?:{LONG})\b|\s?(?:bn|mn|tn)\b|(?-i:[mk])\b|(?<=\d)(?-i:[bBM])\b)?"
)
ONE = rf"(?:{DIGITS}|{_any(VAGUE)}|{SPELT}|(?:{LONG})(?=-(?:dollar|euro|pound)))"
CODE = _any(NUMBERS["money"]["codes"])
SIGN = (
    r"(?:(?:US|USD|A|AU|C|CA|CAN|CDN|HK|NZ|S|R|NT)?[$€£¥₩₹₽₪₺₴₦](?:US)?"
    rf"|(?-i:{CODE})|(?-i:Rs\.?|Rp))"
)
TO = (
    r"(?:\s?[-–—]\s?|\s+(?:to|or)\s+|,?\s+(?:if not|or even|or perhaps|even|perhaps|possibly)\s+"
    r"|,\s+(?=(?:hundreds|thousands|tens)\b))"
)

PATTERN = re.compile(
    r"(?<![\w$€£.,/])(?<!\d-)(?<!\b[Nn]o[ -])(?<!ulti-)(?<![A-Za-z]-)"
    rf"(?P<before>(?:(?:{_any(BEFORE)})\s+){{0,3}})"
    rf"(?P<sign>{SIGN}\s?)?"
    rf"(?P<between>between\s+(?P<sign2>{SIGN}\s?)?)?(?P<low>{ONE})"
    rf"(?:(?:{TO}|(?(between)\s+and\s+|(?!)))(?:{SIGN}\s?)?(?P<high>{ONE}))?"
    rf"(?P<after>\s?-?(?:{_any(AFTER)})(?!\w))?"
    rf"(?P<unit>[\s\xa0-]?(?:(?-i:[A-Z][a-z]+)\s)?(?:{_any(NUMBERS['money']['units'])})\b)?"
    rf"(?P<maybe>[\s\xa0-](?:{_any(NUMBERS['money']['after_scale'])})\b)?"
    r"(?P<of>\s+of\b)?"
    r"(?!\w|[.,:]\d|-(?!strong\b|dollar\b)\w|%|\s?per\s?cent|\s?percent|\s?(?:a\.m|p\.m|GMT)"
    r")",
    re.IGNORECASE,
)
DEFINITE = re.compile(r"\b(?:the|these|those|both|his|her|its|their|our|my|your|other)\s+$", re.I)
CHANGE = re.compile(
    r"\b(?:ris|rose|fell|fall|drop|grew|grow|climb|increas|jump|plung|plummet|went|reduc|cut|rais|slid|down|up)"
    r"\w*\s(?:\w+\s){0,3}from\s+$",
    re.I,
)
GOODS = re.compile(rf"\s+in\s+(?:\w+\s+){{0,2}}(?:{_any(NUMBERS['money']['goods'])})\b")
DOLLARS = re.compile(
    r"\s+(?:of\s+)?(?:US\s+|American\s+)?(?:dollars|euros|pounds sterling|yuan|rubles)\b"
)
LARGEST = 1e16
OF_MONEY = re.compile(r"\d[bBM]$")
MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s$"
)
WORTH = re.compile(rf"\s+(?:\w+\s+)?(?:{_any(NUMBERS['money']['goods'])})\b")
QUESTION = re.compile(r"[\s-]*(?:dollar\s+)?question\b")


FIRST = sorted({w.split()[0] for w in (*WORDS, *VAGUE) if w not in ("a", "half")} - {"a", "half"})
CORE = re.compile(
    r"\d[\d,.]*|\b(?:"
    + "|".join(
        f"[{w[0]}{w[0].upper()}]{w[1:]}" for w in (*FIRST, *LONG.split("|"), "few", "couple")
    )
    + r")\b"
)
TRAIL = 90
"""So many characters after its first digit or word a number may have."""
SIGNS = frozenset("$€£¥₩₹₽₪₺₴₦")
LEAD = frozenset(
    {w for phrase in BEFORE for w in phrase.lower().split()}
    | {
        "between",
        "a",
        "an",
        "half",
        "one",
        *(c.lower() for c in NUMBERS["money"]["codes"]),
        "rs",
        "rs.",
        "rp",
    }
)
"""Words that may stand before a number as a part of it."""
