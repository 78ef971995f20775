"""Bodies, crowds and groups named before by another word: "the ministry", "the rebels", "the group"."""

from __future__ import annotations

from dateline.mentions.antecedents import identity
from dateline.mentions.clauses import is_subject
from dateline.mentions.drafts import Draft
from dateline.mentions.scene import Scene

# Crowds that are called by turns one or the other.
_CLASSES = (
    "protester protestor demonstrator marcher rioter activist crowd counter-protester counterprotester",
    "rebel insurgent guerrilla guerilla militant fighter jihadist jihadi terrorist extremist separatist combatant",
    "soldier troop serviceman marine paratrooper conscript",
    "police officer policeman policewoman detective investigator",
    "gunman attacker assailant shooter kidnapper hijacker bomber",
    "refugee migrant immigrant asylum-seeker seeker",
    "civilian resident villager inhabitant citizen local people",
    "government administration cabinet regime authority leadership junta",
    "army military force", "parliament congress legislature assembly senate house",
    "court tribunal", "company firm corporation manufacturer business airline bank carrier",
    "group organization organisation movement faction militia network militant outfit",
    "alliance bloc coalition union organization organisation grouping",
    "agency body organization organisation watchdog institution",
    "newspaper paper daily outlet broadcaster channel agency",
    "ministry department office", "party", "council", "commission", "committee", "embassy", "university school",
    "lawyer attorney", "doctor physician medic", "journalist reporter correspondent", "worker employee",
    "student pupil", "scientist researcher", "voter", "hostage captive", "lawmaker senator legislator mp",
)  # fmt: skip
_CLASS: dict[str, set[int]] = {}
for _n, _row in enumerate(_CLASSES):
    for _w in _row.split():
        _CLASS.setdefault(_w, set()).add(_n)
# What an organisation of the tables may be called, by its kind there.
_KINDS = {
    "group": "group organization organisation movement faction militia network rebel militant insurgent fighter",
    "igo": "organization organisation alliance bloc union agency body group council commission court",
    "ngo": "group organization organisation charity agency watchdog movement foundation",
    "party": "party group movement", "firm": "company firm corporation business bank airline manufacturer network",
    "body": "body agency ministry department court council commission committee army police force parliament "
            "service bank office authority administration organization organisation",
    "media": "newspaper agency broadcaster channel outlet network paper company",
}  # fmt: skip
_OF_KIND = {k: frozenset(v.split()) for k, v in _KINDS.items()}
_OPEN_KIND = frozenset(
    "group organization organisation movement company firm agency party network charity foundation university "
    "council commission committee union watchdog broadcaster newspaper bank institute airline coalition".split()
)


def last_word(draft: Draft) -> str:
    """The noun of a description without what stands before it."""
    words = draft.noun.split()
    return words[-1] if words else ""


def _answers(noun: str, d: Draft) -> float:
    """How well a mention may be called by a noun; 0 when not at all."""
    if d.what == "org":
        name = (d.name or "").lower().split()
        if name and noun in (name[-1], name[-1].rstrip("s")):
            return 1.2
        if d.kind in _OF_KIND:
            return 0.9 if noun in _OF_KIND[d.kind] else 0.0
        if any(noun == w or _CLASS.get(noun, set()) & _CLASS.get(w, set()) for w in name):
            return 0.9
        return 0.5 if noun in _OPEN_KIND else 0.0
    if d.what in ("agent", "group"):
        other = last_word(d)
        if other == noun:
            return 1.0
        return 0.6 if _CLASS.get(noun, set()) & _CLASS.get(other, set()) else 0.0
    return 0.0


_AT_MOST = 60


class Bodies:
    """All bodies, crowds and organisations named so far, by what they may be called."""

    def __init__(self) -> None:
        self.known: dict[str, Draft] = {}
        self.count: dict[str, int] = {}

    def note(self, draft: Draft) -> None:
        """Take in a mention."""
        if draft.same_as or draft.what not in ("org", "agent", "group") or draft.kind == "person":
            return
        if not (draft.country or draft.what == "org"):
            return
        key = identity(draft)
        self.known.pop(key, None)
        self.known[key] = draft
        if len(self.known) > _AT_MOST:
            self.known.pop(next(iter(self.known)))
        self.count[key] = self.count.get(key, 0) + 1

    def named(
        self, scene: Scene, draft: Draft, back: int, margin: float
    ) -> tuple[Draft, float] | None:
        """The one body that `draft` means by its noun, and how sure; None when two come close."""
        noun = last_word(draft)
        scored: list[tuple[float, str, Draft]] = []
        for key, d in self.known.items():
            apart = scene.distance(d.root, draft.root)
            if apart > back or d.j > draft.i:
                continue
            score = _answers(noun, d)
            if score <= 0:
                continue
            if draft.what == "agent" and draft.sectors and d.sectors and not (
                set(draft.sectors) & set(d.sectors)
            ):  # fmt: skip
                continue
            score += 0.1 * min(self.count[key], 4) - 0.12 * min(apart, 8)
            score += 0.15 if is_subject(scene.doc[d.root]) else 0.0
            scored.append((score, d.country or key, d))
        if not scored:
            return None
        score, key, best = max(scored, key=lambda x: x[0])
        others = [s for s, k, _ in scored if k != key]
        lead = score - max(others) if others else 1.0
        if lead < margin or score < 0.2:
            return None
        return best, round(min(0.5 + 0.25 * lead, 0.75), 2)
