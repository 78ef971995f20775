"""An office of a state on a known day is whoever held it: "the French president"."""

from __future__ import annotations

from dateline.knowledge.terms import holder
from dateline.mentions.drafts import Draft, apply_person
from dateline.mentions.scene import Scene

_INDEFINITE = frozenset(("a", "an", "every", "each", "any", "no", "another"))
_NOT_THE_HOLDER = frozenset(("deputy", "vice", "next", "new", "acting", "then", "future", "late"))


# Bodies whose president or chairman is not the state's.
_OTHER_BODIES = frozenset(("party", "body", "group", "ngo", "firm", "media", "people"))
_OF_THE_STATE = frozenset(("government", "cabinet", "state", "administration"))


def _presides_over_another(draft: Draft) -> bool:
    """ "the president of the Liberal Party", "the head of the union": not the head of the state."""
    for unit in () if draft.chain is None else draft.chain.linked:
        if unit.kind == "org" and unit.entity is not None and unit.entity.kind in _OTHER_BODIES:
            return True
        if unit.agent is not None and unit.agent.kind in ("body", "group") and (
            unit.agent.words[-1] not in _OF_THE_STATE
        ):  # fmt: skip
            return True
    return False


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
    if _presides_over_another(draft):
        return
    found = holder(draft.country, draft.noun, scene.day)
    if found is not None:
        apply_person(draft, found[0], scene.day, draft.office, False)
        draft.by, draft.confidence = "office", 0.85
