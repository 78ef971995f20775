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

from dateline.articles.sources import by_name
from dateline.coding.attribution.carriers import cited, media_told
from dateline.coding.attribution.quotes import SpanIndex
from dateline.coding.attribution.voice_kinds import (
    ARTICLES,
    HE,
    PRONOUNS,
    SPEAKERS_OWN,
    is_thing,
    is_titled,
    media,
    media_pattern,
    short,
    voice_kind,
)
from dateline.records import Actor, Article, Attribution, Span, Voice, VoiceKind

if TYPE_CHECKING:
    from dateline.coding.attribution.phrases import Saying

MAX_CHAIN = 6
"""How many attributions around one another a chain follows."""

MAX_MEMORY = 200
"""How many voices back "he" and "the spokesperson" are looked for."""

# "A statement by the ministry": the ministry vouches, in its statement.
_ISSUED = re.compile(
    r"\b(?:statements?|reports?|letters?|tweets?|posts?|notes?)\s+"
    r"(?:issued |released |published )?(?:by|from)\s+(\S.*)",
    re.S,
)


# "Nobody should be surprised that": no voice at all.
NOBODY = frozenset(
    {"nobody", "no one", "none", "not everyone", "everyone", "everybody", "anyone", "anybody"}
)
# Tags of a transcript behind which stands somebody who is not named.
ASKING = frozenset(
    {
        "question",
        "questioner",
        "q",
        "interviewer",
        "journalist",
        "reporter",
        "moderator",
        "operator",
        "interpreter",
        "participant",
    }
)
# "Canal Patria, the state broadcaster reported": the name that an office of the press stands beside.
_NAME_BESIDE = re.compile(r"((?:[A-Z][\w’'.-]*\s+){0,4}[A-Z][\w’'.-]*),\s*(?:the\s*)?$")
# "in", "near": what stands behind is a place or a time.
_PLACED = re.compile(
    r"\b(?:at|from|in|last|near|next|of|on|since|this|to|until)\s+$", re.IGNORECASE
)
_DETERMINED = re.compile(r"(?:an?|its|our|the|their)\s|.*?['’]s?\s")


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
        carried = _carried(attribution, speakers, scene)
        origin = cited(attribution, article.text) if speakers else None
        own.append([origin, *carried] if origin is not None else carried)
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
        key = plain(voice.name)
        if key not in seen:
            seen.add(key)
            kept.append(voice)
    return kept


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """What makes two names one: a medium's first name in the table, else its words."""
    source = by_name(name)
    if source is not None:
        return source.name.lower()
    return ARTICLES.sub("", name).lower()


def _key(voice: Voice) -> str:
    return (
        voice.actor.actor_id
        if voice.actor and voice.actor.actor_id and voice.kind != "office"
        else plain(voice.name)
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
    if low in SPEAKERS_OWN:
        return []  # Whoever is quoted; his voice comes from the attribution around.
    if low in NOBODY:
        return []
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
    head_actors = [a for a in head_actors if not _described(head_actors[0], a, text)]
    if head_actors and (named := [a for a in head_actors if a.name]):
        voices = [
            _as_person(_voice(str(a.name), a, span, a.text, saying.entity), scene) for a in named
        ]
        scene.named.extend(voices)
        return voices
    actor = inside[0] if inside else None
    name = short(words)
    if actor is None and low in {"it", "its"}:
        # The body that spoke last, if one did.
        found = _earlier(_voice(name, None, span, words, saying.entity), low, scene)
        return [found] if found is not None else []
    if actor is None and is_thing(name) and saying.form != "speech":
        return []
    voice = _voice(name, actor, span, words, saying.entity)
    if saying.form == "speech" and low in ASKING:
        return [msgspec.structs.replace(voice, kind="unnamed")]  # "QUESTION: …"
    if saying.form == "speech" and actor is None:
        # Where one turn of his names him better ("MS ROE" is Ann Roe), the others do as well.
        at = {"start": voice.start, "end": voice.end}
        for known in reversed(scene.named):
            if known.start is not None and scene.article.text[known.start : known.end] == words:
                return [msgspec.structs.replace(known, **at)]
    if low in PRONOUNS or actor is None or not actor.name:
        voice = _earlier(voice, low, scene) or voice
    scene.named.append(voice)
    return [voice]


def _as_person(voice: Voice, scene: _Scene) -> Voice:
    """A titled name, and one heard before as a person's, is a person's, whatever the parser takes it for."""
    if voice.kind in {"organisation", "office"}:
        text, actor = scene.article.text, voice.actor
        if actor is not None and is_titled(text, actor.start):
            return msgspec.structs.replace(voice, kind="person")
        for known in reversed(scene.named[-MAX_MEMORY:]):
            if known.name == voice.name:
                return msgspec.structs.replace(voice, kind=known.kind)
    return voice


def _is_head(actor: Actor, span: Span, text: str) -> bool:
    """Whether the actor is the phrase's bearer and not a part of it ("Iran's ministry")."""
    rest = text[actor.end : span.end]
    if not rest.strip(" ,.'’\"”"):
        return True
    return bool(re.match(r"\s*(?:,|\(|who\b|of\b|in\b|on\b|for\b|and\b|at\b|from\b)", rest))


# ", a newspaper with close links to", ", who once led": what only says more of the one before.
_MORE = re.compile(r"\s*,\s*(?:an?|the|which|who|whose|owned|run|led)\b")


def _described(first: Actor, other: Actor, text: str) -> bool:
    """Whether a name only stands in what is said of the one before it."""
    between = text[first.end : other.start]
    return _MORE.match(between) is not None and " and " not in between


def _voice(name: str, actor: Actor | None, span: Span, words: str, entity: str) -> Voice:
    kind = voice_kind(name, words, actor, entity)
    return Voice(name=name, kind=kind, actor=actor, start=span.start, end=span.end)


def _earlier(voice: Voice, low: str, scene: _Scene) -> Voice | None:
    """The voice heard before that a pronoun, surname or "the spokesperson" stands for."""
    at = {"start": voice.start, "end": voice.end}
    if (
        voice.kind in {"state_media", "agency"}
        and voice.name.lower().removeprefix("the ") not in media()
    ):
        text, start = scene.article.text, voice.start or 0
        beside = _NAME_BESIDE.search(text, max(0, start - 80), start)
        if beside is not None and _is_apposition(beside, text, low):
            return Voice(name=beside.group(1), kind=voice.kind, actor=voice.actor, **at)
        found = _medium_before(text, start)
        if found is not None:
            return Voice(
                name=found, kind=cast(VoiceKind, media()[found.lower()]), actor=voice.actor, **at
            )
        return None
    for known in reversed(scene.named[-MAX_MEMORY:]):
        if low in {"it", "its"}:
            if (
                known.kind in {"organisation", "office", "document"}
                and known.name.lower() not in PRONOUNS
            ):
                return msgspec.structs.replace(known, **at)
        elif low in HE:
            if known.kind in {"person", "office"} and known.name.lower() not in PRONOUNS:
                return msgspec.structs.replace(known, **at)
        elif low not in PRONOUNS:
            # "The letter signed by nine doctors" is not "the doctors".
            theirs = plain(known.name.split(" by ")[0]).split()
            mine = plain(voice.name).split()
            definite = low.startswith("the ")
            same = mine and theirs and len(theirs) > len(mine) and theirs[-len(mine) :] == mine
            if same and (definite or voice.name[:1].isupper()):
                return msgspec.structs.replace(known, **at)
    return None


def _is_apposition(beside: re.Match[str], text: str, words: str) -> bool:
    """ "KBTV, **the state broadcaster**, said"; not "in April, **state media** said", "in Lima, the agency said"."""
    at = beside.start()
    if media_pattern().search(beside.group(1)) or _PLACED.search(text, max(0, at - 8), at):
        return False
    return beside.group().endswith(("the", "the ")) or _DETERMINED.match(words) is not None


def _medium_before(text: str, at: int) -> str | None:
    names = [m.group() for m in media_pattern().finditer(text, max(0, at - 2_000), at)]
    return names[-1] if names else None


# ------------------------------------------------------------------ carriers


def _carried(attribution: Attribution, speakers: list[Voice], scene: _Scene) -> list[Voice]:
    """The speakers and the medium they spoke to or through, remembered for later quotations."""
    if not speakers or attribution.cue is None:
        return speakers
    if speakers[0].kind in {"agency", "state_media"}:
        _remember_spokesmen(attribution, speakers[0], scene)
        return speakers
    carriers = media_told(attribution, scene.article.text)
    for voice in speakers:
        if carriers:
            scene.carriers.setdefault(_key(voice), []).extend(carriers)
    return [*speakers, *carriers]


def _remember_spokesmen(attribution: Attribution, medium: Voice, scene: _Scene) -> None:
    """ "A spokeswoman made the remarks …, the state broadcaster reported": she spoke through it."""
    for actor in scene.actors:
        if any(c.start <= actor.start and actor.end <= c.end for c in attribution.content):
            head = re.split(r"\s(?:for|of|from|at)\s", actor.text)[0].split()[-1].lower()
            if head.startswith("spokes"):
                scene.carriers.setdefault(head, []).append(medium)
