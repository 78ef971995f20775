"""Who is meant within the article: titles, pronouns, "the two nations", "both sides".

Only what the text makes clear resolves; the rest stays unresolved, for a wrong actor is worse
than none. One pass in order: each mention looks back on those before it, in `scene`; pronouns
are ranked (`pronouns`, `ranking`), titles and bodies are looked up (`titles`, `bodies`), plurals
counted (`plurals`), and what is left has the state in `focus` where one clearly leads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge.terms import Day
from dateline.mentions.antecedents import is_state_code
from dateline.mentions.descriptions import Descriptions
from dateline.mentions.drafts import Draft
from dateline.mentions.focus import FocusFinder
from dateline.mentions.home import Home, settle
from dateline.mentions.offices import name_holder
from dateline.mentions.pronouns import resolve_pronoun
from dateline.mentions.relatives import read_relative
from dateline.mentions.scene import Scene
from dateline.mentions.topic import by_topic, native_title

if TYPE_CHECKING:
    from dateline.language.words import Doc


def resolve(
    doc: Doc,
    drafts: list[Draft],
    located: list[Draft],
    day: Day,
    home: Home | None,
) -> tuple[Scene, FocusFinder]:
    """Resolve in place what looks back; returns what `share_late` reads.

    `located` are the names that only tell where; `home` is the state that the outlet speaks for
    (`mentions.home`).
    """
    scene = Scene(doc, drafts, located, day, home.country if home else _signed(doc, drafts))
    scene.media = bool(home and home.media)
    scene.letter = home.letter if home else None
    descriptions = Descriptions(scene)
    full: set[str] = set()
    persons: dict[str, Draft] = {}
    for draft in scene.drafts:
        if draft.what == "person" and draft.actor_id:
            _mark_surname(draft, full)
        if draft.what == "pronoun":
            resolve_pronoun(scene, draft)
        elif draft.what == "group":
            descriptions.groups.resolve(draft)
        elif draft.what == "agent" and not draft.country and not draft.same_as:
            descriptions.agent(draft)
            settle(doc, [draft], home)
        elif draft.what == "org" and not draft.actor_id and not draft.country:
            descriptions.capitalised(draft)
            settle(doc, [draft], home)
        elif draft.what == "person" and not draft.country:
            read_relative(doc, draft, scene.by_token)
            _person(draft, persons, descriptions)
        if draft.what == "agent" and draft.kind == "person":
            name_holder(scene, draft)
        if draft.what == "person" and draft.name and draft.country:
            persons[draft.name] = draft
        scene.passed(draft)
        descriptions.note(draft)
    return scene, descriptions.focus


def _person(draft: Draft, persons: dict[str, Draft], descriptions: Descriptions) -> None:
    """A person without a country: that of an earlier mention, or of the topic for a holder of office."""
    if draft.country:
        return
    earlier = persons.get(draft.name or "")
    if earlier is not None:
        draft.country = earlier.country
        draft.sectors = draft.sectors or list(earlier.sectors)
        draft.confidence = max(draft.confidence, min(earlier.confidence, 0.7))
    elif draft.office and (not draft.proper or native_title(draft)):
        by_topic(descriptions.scene, descriptions.focus, draft, True)


def _mark_surname(draft: Draft, full: set[str]) -> None:
    """Say so where a surname alone was clear by the full name before it."""
    assert draft.actor_id is not None
    if draft.actor_id in full and draft.by.startswith("name") and draft.j - draft.i == 1:
        draft.by = "coreference:surname"
    elif draft.j - draft.i > 1:
        full.add(draft.actor_id)


def _signed(doc: Doc, drafts: list[Draft]) -> str | None:
    """The state of the official who signs on top: "Ann Bell, Secretary of State" as the first line."""
    end = next((t.i for t in doc[:30] if "\n" in t.text), 0)
    if not 0 < end <= 14 or any(t.pos_ in ("VERB", "AUX") for t in doc[:end]):
        return None
    signed = {d.country for d in drafts if d.j <= end and d.what == "person" and "GOV" in d.sectors}
    country = next(iter(signed)) if len(signed) == 1 else None
    return country if is_state_code(country) else None
