"""What kind of voice a phrase is: a person, an office, a document, a medium, somebody unnamed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from dateline.articles.sources import table
from dateline.coding.attribution.cues import load_toml
from dateline.records import Actor, VoiceKind


@lru_cache(maxsize=1)
def media() -> dict[str, str]:
    """Lower-case name of a medium → agency, network or state_media.

    The names of `articles/credits.toml` and, for media met only inside texts, of `media.toml`.
    """
    return {name.lower(): kind for name, kind in _media_names()}


@lru_cache(maxsize=1)
def _media_names() -> list[tuple[str, str]]:
    own = load_toml("media.toml")
    found = [
        (re.sub(r"\s+", " ", name).strip(), kind)
        for kind in ("state_media", "agency")
        for name in own[kind].split("|")
    ]
    for row in table():
        if row.kind in {"agency", "network", "state_media"}:
            found += [(name, row.kind) for name in row.names]
    return found


@lru_cache(maxsize=1)
def _generic() -> list[tuple[str, str]]:
    table = load_toml("media.toml")["generic"]
    return [(words, kind) for kind in ("state_media", "agency") for words in table[kind]]


@lru_cache(maxsize=1)
def media_pattern() -> re.Pattern[str]:
    names = sorted({name for name, _ in _media_names()}, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")


def media_kind(words: str) -> str | None:
    """state_media or agency for a name or description of a medium, None for anything else."""
    low = re.sub(r"\s+", " ", ARTICLES.sub("", words)).lower()
    if low in media():
        return media()[low]
    for generic, kind in _generic():
        if low == generic or low.endswith(" " + generic) or f"{generic} " in low + " ":
            named = media_pattern().search(words)
            return media()[named.group().lower()] if named else kind
    named = media_pattern().match(ARTICLES.sub("", words))
    return media()[named.group().lower()] if named and named.end() > len(words) / 2 else None


_UNNAMED = re.compile(
    r"\b(some|question|many|others?|several|most|few|one|two|three|sources?|witness(?:es)?|people|person|analysts?|experts?|"
    r"observers?|critics?|insiders?|residents?|diplomats?|familiar with|condition of anonymity|"
    r"unnamed|anonymous|aides?)\b",
    re.I,
)
_DOCUMENT = re.compile(
    r"\b(reports?|statements?|documents?|letters?|memos?|polls?|surveys?|stud(?:y|ies)|filings?|records?|court papers|"
    r"resolutions?|treat(?:y|ies)|constitution|laws?|bills?|communiqu[eé]s?|tweets?|posts?|e-?mails?|transcripts?|"
    r"analys[ie]s|assessments?|data|figures|statistics|charter|lawsuits?|indictments?|decrees?|articles?|papers?|books?)$",
    re.I,
)
_OFFICE = re.compile(
    r"\b(spokes(?:man|woman|person|people)|minister|president|secretary|ambassador|envoy|general|governor|mayor|"
    r"premier|chancellor|king|queen|prince|chief|commander|director|chair(?:man|woman)?|head|leader|official|officials|"
    r"officer|officers|judge|senator|lawmakers?|prosecutors?|police|army|military|ministry|government|parliament|"
    r"embassy|court|authorities|kremlin|white house|pentagon|state department|foreign office|administration|cabinet|"
    r"navy|air force|coast guard|department|committee|commission|council)\b",
    re.I,
)
_ORGANISATION = re.compile(
    r"\b(company|group|union|party|bank|agency|organi[sz]ation|association|university|institute|cent(?:er|re)|"
    r"coalition|network|foundation|league|campaign|rebels?|movement|militia|front|corporation|society|fund|"
    r"newspaper|times|post|journal|news|magazine|radio|television|broadcaster)\b",
    re.I,
)
# Who speaks and is not to be named, whatever his office.
_NAMELESS = re.compile(
    r"\bto be (?:named|identified)\b|\banonym|"
    r"\bfamiliar with\b|\bbriefed on\b|\bnot authori[sz]ed\b",
    re.I,
)
_THING = re.compile(
    r"(?:tions?|ments?|ness|it(?:y|ies)|ships?|isms?|ances?|ences?|ings?)$|^(?:facts?|events?|moves?|history|pictures?|"
    r"images?|steps?|results?|attacks?|tests?|wars?|crisis|crises|trends?|signs?|cases?|deals?|visits?|trips?|"
    r"talks|cuts?|rates?|prices?|gestures?|strikes?|launch(?:es)?|incidents?|clash(?:es)?|weather|storm)$"
)
# What follows the head noun of a phrase: "officials in Omsk" are officials.
_HEAD = re.compile(r"\s(?:of|in|at|from|for|with|on|to|near|close)\s")
_PATTERNS: tuple[tuple[re.Pattern[str], VoiceKind], ...] = (
    (_DOCUMENT, "document"),
    (_UNNAMED, "unnamed"),
    (_OFFICE, "office"),
    (_ORGANISATION, "organisation"),
)
PRONOUNS = frozenset(
    "i we he she they it you me us him her them his their its my our who which that this these those".split()
)
ARTICLES = re.compile(r"^(?:the|a|an|its|his|her|their)\s+", re.I)
_CUT = re.compile(
    r"\s*(?:,(?!\d)|\bwho\b|\bwhich\b|\bthat\b|\bwhose\b|\(|\bfamiliar with\b|\bspeaking on\b).*$",
    re.S,
)


def is_thing(name: str) -> bool:
    """Whether a phrase names no speaker but a state of affairs ("the reality shows")."""
    if any(p.search(name) for p in (_DOCUMENT, _OFFICE, _ORGANISATION, _UNNAMED)) or media_kind(
        name
    ):
        return False
    last = name.split()[-1]
    return last.islower() and (
        last in {"it", "this", "that", "these", "which", "there"} or _THING.search(last) is not None
    )


def short(words: str) -> str:
    return re.sub(r"\s+", " ", _CUT.sub("", words)).strip(" ,") or words


def voice_kind(name: str, words: str, actor: Actor | None, entity: str) -> VoiceKind:
    medium = media_kind(name) or media_kind(words)
    if medium is not None:
        return cast(VoiceKind, medium)
    if actor is not None and name == actor.name and (actor.actor_id or "").startswith("person:"):
        return "person"
    if words.lower() in PRONOUNS and entity in {"PRON", ""}:
        return "person" if words.lower() in {"he", "she"} else "unnamed"
    if entity == "PERSON":
        return "person"
    if _NAMELESS.search(words) or words.lower() in {
        "another",
        "others",
        "one",
        "some",
        "many",
        "both",
    }:
        return "unnamed"
    head = _HEAD.split(short(words))[0]
    for pattern, kind in _PATTERNS:
        if pattern.search(head):
            return kind
    if entity in {"ORG", "GPE", "NORP", "LOC", "FAC"}:
        return "organisation"
    if actor is not None and name == actor.name:
        return "person" if actor.office is not None else "organisation"
    if entity == "PROPN" or all(w[:1].isupper() for w in head.split()):
        return "organisation" if head.isupper() else "person"
    return "unnamed"


# Whoever is quoted, and whom he speaks to.
SPEAKERS_OWN = frozenset("i we me us you my our your mine ours".split())
HE = frozenset({"he", "she", "his", "her", "him"})

_TITLED = re.compile(
    r"\b(?:Dr|coach|spokesman|spokeswoman|spokesperson|director|actor|actress|author|president|minister|senator|mayor|governor|general|Mr|Mrs|Ms|Prof|Professor|Sir|Lord|Lady|Judge|Archbishop|archbishop|Bishop|Father|Captain|Gen|Col|Lt|Sgt|Sen|Rep|"
    r"Gov)\.?\s+(?:[A-Z][\w’'.-]*\s+){0,3}$"
)


def is_titled(text: str, at: int) -> bool:
    """Whether a title stands before the name at a place of a text: "Dr. Ann Lee"."""
    return _TITLED.search(text, max(0, at - 24), at) is not None
