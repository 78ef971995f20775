"""Who was named by a title before: "the minister", "the Secretary", "the general", "the spokesman"."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from dateline.knowledge.tables import HEAD
from dateline.mentions.antecedents import identity
from dateline.mentions.clauses import is_subject, same_clause
from dateline.mentions.drafts import Draft
from dateline.mentions.scene import Scene

_ALIKE = {
    "defense": "defence", "premier": "minister", "spokesman": "spokesperson", "spokeswoman": "spokesperson",
    "chairman": "chair", "chairwoman": "chair", "chairperson": "chair", "congressman": "representative",
    "congresswoman": "representative", "gen.": "general", "gen": "general", "col.": "colonel",
    "lt.": "lieutenant", "adm.": "admiral", "sen.": "senator", "sen": "senator", "gov.": "governor",
    "gov": "governor", "rep.": "representative", "maj.": "major", "capt.": "captain", "sgt.": "sergeant",
    "policeman": "officer", "policewoman": "officer", "advisor": "adviser", "parliamentarian": "lawmaker",
    "legislator": "lawmaker", "mp": "lawmaker", "representatives": "representative",
}  # fmt: skip
# What else the bearer of a title may be called.
_ALSO = {
    "president": ("leader",), "minister": ("official",), "king": ("monarch", "leader"),
    "queen": ("monarch",), "emperor": ("monarch",), "sultan": ("monarch",), "emir": ("monarch", "leader"),
    "chancellor": ("leader",), "chair": ("leader",), "chief": ("leader",), "head": ("leader", "chief"),
    "senator": ("lawmaker", "politician"), "representative": ("lawmaker", "envoy", "diplomat"),
    "lawmaker": ("politician",), "speaker": ("lawmaker",), "ambassador": ("diplomat", "envoy"),
    "envoy": ("diplomat",), "general": ("commander", "officer"), "colonel": ("commander", "officer"),
    "major": ("officer",), "captain": ("officer",), "admiral": ("commander", "officer"),
    "secretary": ("official",), "spokesperson": ("official",), "counsel": ("prosecutor",),
    "commissioner": ("official",), "director": ("chief", "head"), "pope": ("pontiff",),
    "mayor": ("official", "politician"), "candidate": ("politician",), "governor": ("politician",),
    "ayatollah": ("cleric", "leader"), "imam": ("cleric",), "bishop": ("cleric",),
}  # fmt: skip
_HEADS = frozenset(
    "president minister leader chancellor king queen emir sultan monarch ruler".split()
)
_RANKS = frozenset(
    "deputy vice assistant under undersecretary former ex acting late then junior associate".split()
)
_FIELDS = frozenset("of for to the and at in on affairs external foreign".split())


class Title(NamedTuple):
    """The noun of an office, its rank words, and the words of its field."""

    noun: str
    rank: frozenset[str]
    words: frozenset[str]
    prime: bool


@lru_cache(maxsize=4096)
def read_title(text: str) -> Title:
    """A title's parts: "Deputy Secretary of State" → secretary, {deputy}, {state}."""
    words = text.lower().replace("-", " ").replace(",", " ").split()
    stop = next(
        (k for k, w in enumerate(words) if k and w in ("of", "for", "to", "at", "in")), len(words)
    )
    if stop < len(words) and words[stop - 1 : stop + 2] == ["head", "of", "state"]:
        return Title("leader", frozenset(), frozenset(), False)
    front = words[:stop] or words
    premier = "premier" in words or ("prime" in words and "minister" in words)
    last = front[-1] if front else ""
    noun = _ALIKE.get(last, last)
    rank = frozenset(w for w in words if w in _RANKS)
    rest = frozenset(
        _ALIKE.get(w, w)
        for w in (*front[:-1], *words[stop:])
        if w not in _RANKS and w not in _FIELDS
    )
    if {"foreign", "external"} & set(words) or words[-1:] == ["affairs"]:
        rest |= {"foreign"}
    return Title(noun, rank, rest - {"prime"}, premier)


def _also(title: Title) -> tuple[str, ...]:
    found = _ALSO.get(title.noun, ())
    return (*found, "leader") if title.prime else found


@dataclass(slots=True)
class Bearer:
    """Somebody who was named with a title."""

    last: Draft
    titles: set[Title] = field(default_factory=set)
    count: int = 0
    head: bool = False


def fits(asked: Title, bearer: Bearer, gender: str) -> float:
    """How well a bearer's titles answer to the one asked for; below zero when not at all."""
    best = -1.0
    if gender and bearer.last.gender not in ("", gender):
        return best
    for title in bearer.titles:
        if title.rank - {"late", "then"} != asked.rank - {"late", "then"}:
            continue
        score = -1.0
        if title.noun == asked.noun:
            if asked.prime != title.prime:
                continue
            if asked.words <= title.words:
                score = 1.0 - 0.1 * min(len(title.words - asked.words), 3)
            elif not title.words:
                score = 0.5
        elif asked.words <= title.words and asked.noun in _also(title):
            score = 0.5
        best = max(best, score)
    if best < 0 and bearer.head and asked.noun in _HEADS and not asked.words and not asked.rank:
        best = 0.4
    return best


class Register:
    """All who bore a title so far."""

    def __init__(self) -> None:
        self.by_noun: dict[str, dict[str, Bearer]] = {}
        self.bearers: dict[str, Bearer] = {}

    def note(self, scene: Scene, draft: Draft) -> None:
        """Take in a mention that tells a title, or that names a bearer again."""
        if draft.same_as or draft.plural or draft.what not in ("person", "agent", "pronoun"):
            return
        if draft.what == "agent" and draft.kind not in ("person", "people"):
            return
        if draft.what == "agent" and not (draft.country or draft.name or draft.sectors):
            return
        key = identity(draft)
        bearer = self.bearers.get(key)
        titles = _titles(scene, draft)
        if bearer is None:
            if not titles:
                return
            bearer = self.bearers[key] = Bearer(draft)
        if draft.what != "pronoun" or bearer.last.what == "pronoun":
            bearer.last = draft
        else:
            bearer.last = draft if not bearer.last.name else bearer.last
        bearer.count += 1
        bearer.head = bearer.head or draft.office == HEAD
        for title in titles:
            bearer.titles.add(title)
            for noun in (title.noun, *_also(title)):
                self.by_noun.setdefault(noun, {})[key] = bearer
        if bearer.head:
            for noun in _HEADS:
                self.by_noun.setdefault(noun, {})[key] = bearer

    def candidates(self, title: Title) -> list[Bearer]:
        """Those who may be meant, the last few dozen."""
        return list(self.by_noun.get(title.noun, {}).values())[-30:]


def _titles(scene: Scene, draft: Draft) -> set[Title]:
    texts = {draft.office or draft.noun}
    found = {read_title(t) for t in texts if t and t != HEAD}
    if draft.what != "agent":
        return found
    ranks = _ranks(scene, draft)
    return {t._replace(rank=t.rank | ranks) for t in found}


def _ranks(scene: Scene, draft: Draft) -> frozenset[str]:
    """The rank words before the noun: "acting assistant secretary"."""
    words = (t.lower_ for t in scene.doc[draft.i : draft.root])
    return frozenset(w for w in words if w in _RANKS)


def bearer_of(
    scene: Scene, register: Register, draft: Draft, gender: str
) -> tuple[Draft, float] | None:
    """Whom a title stands for, and how sure that is; None when nobody, or when two come close."""
    asked = read_title(draft.office or draft.noun)
    asked = asked._replace(rank=asked.rank | _ranks(scene, draft))
    speaker = scene.quotes.speaker(draft.i)
    scored: list[tuple[float, str, Draft]] = []
    for bearer in register.candidates(asked):
        score = fits(asked, bearer, gender)
        last = bearer.last
        if score < 0 or last.i >= draft.i:
            continue
        if speaker is not None and last.i <= speaker < last.j:
            continue
        apart = scene.distance(last.root, draft.root)
        if same_clause(scene.doc, last, draft) and is_subject(scene.doc[last.root]):
            continue
        score -= min(0.12 * apart, 1.2)
        score += 0.1 * min(bearer.count, 4) + (0.2 if last.name else 0.0)
        if is_subject(scene.doc[last.root]):
            score += 0.2
        scored.append((score, identity(last), last))
    if not scored:
        return None
    score, key, best = max(scored, key=lambda x: x[0])
    others = [s for s, k, _ in scored if k != key]
    lead = score - max(others) if others else 1.0
    if lead < 0.2 or score < -0.6:
        return None
    return best, round(min(0.55 + 0.25 * lead, 0.8), 2)
