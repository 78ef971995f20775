"""On whose word: the chain from the one who vouches to the outlet on the reader's screen.

A chain is built from inside out: the source of the innermost attribution, the medium that carried
him ("told KCNA"), the sources of the attributions around it, then the article's credits from the
agency where the story began to the outlet that shows it. No name stands in it twice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import msgspec

from dateline.articles.sources import by_name, table
from dateline.coding.cues import load_toml
from dateline.coding.quotes import SpanIndex
from dateline.records import Actor, Article, Attribution, Span, Voice, VoiceKind

if TYPE_CHECKING:
    from dateline.coding.phrases import Saying

MAX_CHAIN = 6
"""How many attributions around one another a chain follows."""

MAX_MEMORY = 200
"""How many voices back "he" and "the spokesperson" are looked for."""

_UNNAMED = re.compile(
    r"\b(some|many|others?|several|most|few|one|two|three|sources?|witness(?:es)?|people|person|analysts?|experts?|"
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
# "A statement by the ministry": the ministry vouches, in its statement.
_ISSUED = re.compile(
    r"\b(?:statements?|reports?|letters?|tweets?|posts?|notes?)\s+"
    r"(?:issued |released |published )?(?:by|from)\s+(\S.*)",
    re.S,
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
_PRONOUNS = frozenset(
    "i we he she they it you me us him her them his their its my our who which that this these those".split()
)
_ARTICLES = re.compile(r"^(?:the|a|an|its|his|her|their)\s+", re.I)
_CUT = re.compile(
    r"\s*(?:,|\bwho\b|\bwhich\b|\bthat\b|\bwhose\b|\(|\bfamiliar with\b|\bspeaking on\b).*$", re.S
)
_CARRIED = re.compile(
    r"\b(?:told|tells|put by|asked by|interview (?:with|by|to)|quoted by|cited by|carried by|published by|"
    r"speaking to|spoke to|according to|statement to)\s+"
)


# ------------------------------------------------------------------ media


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
def _media_pattern() -> re.Pattern[str]:
    names = sorted({name for name, _ in _media_names()}, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")


def media_kind(words: str) -> str | None:
    """state_media or agency for a name or description of a medium, None for anything else."""
    low = re.sub(r"\s+", " ", _ARTICLES.sub("", words)).lower()
    if low in media():
        return media()[low]
    for generic, kind in _generic():
        if low == generic or low.endswith(" " + generic) or f"{generic} " in low + " ":
            named = _media_pattern().search(words)
            return media()[named.group().lower()] if named else kind
    named = _media_pattern().match(_ARTICLES.sub("", words))
    return media()[named.group().lower()] if named and named.end() > len(words) / 2 else None


# ------------------------------------------------------------------ one voice


@dataclass
class _Scene:
    """What has been said of whom so far in the article."""

    article: Article
    actors: Sequence[Actor]
    named: list[Voice]
    carriers: dict[str, list[Voice]]
    starts: list[int]


def with_voices(
    drafts: Sequence[tuple[Attribution, Saying]], article: Article, actors: Sequence[Actor]
) -> list[Attribution]:
    """The attributions with their chains; those whose source vouches for nothing keep none."""
    known = sorted(actors, key=lambda a: (a.start, -a.end))
    scene = _Scene(article, known, [], {}, [a.start for a in known])
    credits = credit_voices(article)
    own: list[list[Voice]] = []
    for attribution, saying in drafts:
        speakers = _speakers(attribution, saying, scene)
        own.append(_carried(attribution, speakers, scene))
    done = []
    index = SpanIndex((c, i) for i, (a, s) in enumerate(drafts) if s.vouched for c in a.content)
    for i, (attribution, saying) in enumerate(drafts):
        if not saying.vouched:
            done.append(attribution)
            continue
        chain = [v for j in (i, *_around(i, drafts, index)) for v in _through(own[j], scene)]
        chain = _distinct(chain + credits)
        done.append(msgspec.structs.replace(attribution, voices=chain))
    return done


def _through(speakers: list[Voice], scene: _Scene) -> list[Voice]:
    """The speakers and whatever medium is known to carry them in this article."""
    return [*speakers, *(scene.carriers.get(_key(speakers[0]), []) if speakers else [])]


def _around(i: int, drafts: Sequence[tuple[Attribution, Saying]], index: SpanIndex) -> list[int]:
    """The attributions whose content holds the cue of attribution `i`, innermost first."""
    cue = drafts[i][0].cue
    if cue is None:
        return []
    found = {
        (sum(c.end - c.start for c in drafts[j][0].content), j)
        for _, j in index.covering(cue)
        if j != i
    }
    return [j for _, j in sorted(found)][:MAX_CHAIN]


def credit_voices(article: Article) -> list[Voice]:
    """The article's credits as voices, from the origin to the outlet."""
    return [Voice(name=c.name, kind=c.kind) for c in reversed(article.credits)]


def voices_for(span: Span, attributions: Sequence[Attribution], article: Article) -> list[Voice]:
    """The chain for a statement at `span`: innermost attribution outward, then the credits.

    A statement that nobody in the text vouches for is the writer's and has only the credits.
    """
    covering = [a for a in attributions if a.voices and any(c.covers(span) for c in a.content)]
    covering.sort(key=lambda a: min(c.end - c.start for c in a.content if c.covers(span)))
    chain = [v for a in covering for v in a.voices if v.start is not None]
    return _distinct(chain + credit_voices(article))


def _distinct(chain: Sequence[Voice]) -> list[Voice]:
    seen: set[str] = set()
    kept = []
    for voice in chain:
        key = _plain(voice.name)
        if key not in seen:
            seen.add(key)
            kept.append(voice)
    return kept


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    """What makes two names one: a medium's first name in the table, else its words."""
    source = by_name(name)
    if source is not None:
        return source.name.lower()
    return _ARTICLES.sub("", name).lower()


def _key(voice: Voice) -> str:
    return (
        voice.actor.actor_id
        if voice.actor and voice.actor.actor_id and voice.kind != "office"
        else _plain(voice.name)
    )


def _speakers(
    attribution: Attribution,
    saying: Saying,
    scene: _Scene,
) -> list[Voice]:
    span = attribution.source
    text = scene.article.text
    if span is None:
        cue = attribution.cue
        if cue is None:
            return []
        # Nobody is named: the words that say so stand for him ("reportedly", "is believed").
        name = text[cue.start : cue.end].lower()
        return [Voice(name=name, kind="unnamed", start=cue.start, end=cue.end)]
    words = text[span.start : span.end]
    low = words.lower()
    if low in {"i", "we", "me", "us", "you"}:
        return []  # Whoever is quoted; his voice comes from the attribution around.
    if (issuer := _ISSUED.search(words)) is not None:
        span = Span(span.start + issuer.start(1), span.end)
        words = text[span.start : span.end]
        low = words.lower()
    if low in {"who", "which", "that"} and saying.source_head is not None:
        if saying.antecedent is None:
            return []
        span = saying.antecedent
        words = text[span.start : span.end]
        low = words.lower()
    first = bisect_left(scene.starts, span.start)
    last = bisect_left(scene.starts, span.end)
    inside = [a for a in scene.actors[first:last] if a.end <= span.end]
    head_actors = [a for a in inside if _is_head(a, span, text)]
    if head_actors and (named := [a for a in head_actors if a.name]):
        voices = [_voice(str(a.name), a, span, a.text, saying.entity) for a in named]
        scene.named.extend(voices)
        return voices
    actor = inside[0] if inside else None
    name = _short(words)
    if actor is None and _is_thing(name):
        return []
    voice = _voice(name, actor, span, words, saying.entity)
    if low in _PRONOUNS or actor is None or not actor.name:
        voice = _earlier(voice, low, scene) or voice
    scene.named.append(voice)
    return [voice]


def _is_thing(name: str) -> bool:
    """Whether a phrase names no speaker but a state of affairs ("the reality shows")."""
    if any(p.search(name) for p in (_DOCUMENT, _OFFICE, _ORGANISATION, _UNNAMED)) or media_kind(
        name
    ):
        return False
    last = name.split()[-1]
    return last.islower() and (
        last in {"it", "this", "that", "these", "which", "there"} or _THING.search(last) is not None
    )


def _is_head(actor: Actor, span: Span, text: str) -> bool:
    """Whether the actor is the phrase's bearer and not a part of it ("Iran's ministry")."""
    rest = text[actor.end : span.end]
    if not rest.strip(" ,.'’\"”"):
        return True
    return bool(re.match(r"\s*(?:,|\(|who\b|of\b|in\b|on\b|for\b|and\b|at\b|from\b)", rest))


def _short(words: str) -> str:
    return re.sub(r"\s+", " ", _CUT.sub("", words)).strip(" ,") or words


def _voice(name: str, actor: Actor | None, span: Span, words: str, entity: str) -> Voice:
    kind = _kind(name, words, actor, entity)
    return Voice(name=name, kind=kind, actor=actor, start=span.start, end=span.end)


def _kind(name: str, words: str, actor: Actor | None, entity: str) -> VoiceKind:
    medium = media_kind(name) or media_kind(words)
    if medium is not None:
        return cast(VoiceKind, medium)
    if words.lower() in _PRONOUNS and entity in {"PRON", ""}:
        return "person" if words.lower() in {"he", "she"} else "unnamed"
    if entity == "PERSON":
        return "person"
    head = _HEAD.split(_short(words))[0]
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


def _earlier(voice: Voice, low: str, scene: _Scene) -> Voice | None:
    """The voice heard before that a pronoun, surname or "the spokesperson" stands for."""
    at = {"start": voice.start, "end": voice.end}
    if (
        voice.kind in {"state_media", "agency"}
        and voice.name.lower().removeprefix("the ") not in media()
    ):
        found = _medium_before(scene.article.text, voice.start or 0)
        if found is not None:
            return Voice(
                name=found, kind=cast(VoiceKind, media()[found.lower()]), actor=voice.actor, **at
            )
        return None
    for known in reversed(scene.named[-MAX_MEMORY:]):
        if low in {"he", "she"}:
            if known.kind in {"person", "office"} and known.name.lower() not in _PRONOUNS:
                return msgspec.structs.replace(known, **at)
        elif low not in _PRONOUNS:
            mine, theirs = _plain(voice.name).split(), _plain(known.name).split()
            definite = low.startswith("the ")
            same = mine and theirs and len(theirs) > len(mine) and theirs[-len(mine) :] == mine
            if same and (definite or voice.name[:1].isupper()):
                return msgspec.structs.replace(known, **at)
    return None


def _medium_before(text: str, at: int) -> str | None:
    names = [m.group() for m in _media_pattern().finditer(text, max(0, at - 2_000), at)]
    return names[-1] if names else None


# ------------------------------------------------------------------ carriers


def _carried(attribution: Attribution, speakers: list[Voice], scene: _Scene) -> list[Voice]:
    """The speakers and the medium they spoke to or through, remembered for later quotations."""
    if not speakers or attribution.cue is None or speakers[0].kind in {"agency", "state_media"}:
        return speakers
    text = scene.article.text
    after = attribution.cue.start
    stop = text.find("\n", after)
    clause = text[after : min(after + 160, stop if stop >= 0 else len(text))]
    carriers = []
    for match in _CARRIED.finditer(clause):
        named = _media_pattern().match(_ARTICLES.sub("", clause[match.end() :]))
        if named is not None:
            skipped = len(clause[match.end() :]) - len(_ARTICLES.sub("", clause[match.end() :]))
            start = after + match.end() + skipped
            span = Span(start, start + len(named.group()))
            if any(c.covers(span) for c in attribution.content):
                continue
            carriers.append(
                Voice(
                    name=named.group(),
                    kind=cast(VoiceKind, media()[named.group().lower()]),
                    start=span.start,
                    end=span.end,
                )
            )
    for voice in speakers:
        if carriers:
            scene.carriers.setdefault(_key(voice), []).extend(carriers)
    return [*speakers, *carriers]
