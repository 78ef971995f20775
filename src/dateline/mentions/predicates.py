"""Descriptions that stand beside whom they describe: "Ann Bell is the leader", "the mayor, Ann Bell"."""

from __future__ import annotations

from dateline.mentions.clauses import SUBJECTS
from dateline.mentions.drafts import Draft
from dateline.mentions.scene import Scene


def takes_from_beside(scene: Scene, draft: Draft) -> bool:
    """ "Ann Bell is the leader of …", "the mayor, Ann Bell": the same as the word it stands by."""
    root = scene.doc[draft.root]
    other = None
    if root.dep_ == "appos":
        other = scene.by_token.get(root.head.i)
    elif root.dep_ == "attr" and root.head.lemma_ in ("be", "become", "remain"):
        subject = next((c for c in root.head.children if c.dep_ in SUBJECTS), None)
        other = None if subject is None else scene.by_token.get(subject.i)
    if other is None or other is draft or not other.country or other.same_as or draft.plural:
        return False
    if other.what == "geo" and draft.kind == "person":
        return False
    draft.country, draft.by, draft.confidence = other.country, "apposition", 0.7
    if draft.kind == "person" and other.what in ("person", "pronoun"):
        draft.actor_id, draft.name = other.actor_id, other.name
    return True
