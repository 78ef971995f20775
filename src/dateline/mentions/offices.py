"""An office of a state on a known day is whoever held it: "the French president"."""

from __future__ import annotations

from dateline.knowledge.terms import holder
from dateline.mentions.drafts import Draft, apply_person
from dateline.mentions.scene import Scene

_INDEFINITE = frozenset(("a", "an", "every", "each", "any", "no", "another"))
_NOT_THE_HOLDER = frozenset(("deputy", "vice", "next", "new", "acting", "then", "future", "late"))


def name_holder(scene: Scene, draft: Draft) -> None:
    """Name who held the office that `draft` describes, where the tables are certain."""
    if draft.named or draft.actor_id or draft.plural or draft.former:
        return
    if not draft.country or not draft.office or draft.by.startswith("coreference:topic"):
        return
    before = scene.doc[draft.i - 1].lower_ if draft.i else ""
    # "He served as president of France": whoever it was then.
    if before in _INDEFINITE or before == "as":
        return
    if any(t.lower_ in _NOT_THE_HOLDER for t in scene.doc[draft.i : draft.j]):
        return
    found = holder(draft.country, draft.noun, scene.day)
    if found is not None:
        apply_person(draft, found[0], scene.day, draft.office, False)
        draft.by, draft.confidence = "office", 0.85
