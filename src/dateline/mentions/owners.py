"""Whose it is: "its army", "his party", "our country", "their leaders"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.antecedents import as_office, is_state_code
from dateline.mentions.drafts import Draft
from dateline.mentions.pronouns import referents
from dateline.mentions.scene import Scene

if TYPE_CHECKING:
    from dateline.language.words import Token

_FIRST_PERSON = frozenset(("our", "my"))
# A state's are other states; a politician's are of the same one.
_OTHERS = frozenset(("ally", "partner", "neighbor", "neighbour"))


def owner_word(scene: Scene, draft: Draft) -> Token | None:
    """The owner pronoun before a mention, or None."""
    doc = scene.doc
    for k in range(draft.i, max(-1, draft.i - 3), -1):
        if k < len(doc) and doc[k].tag_ == "PRP$":
            return doc[k]
    return next((c for c in doc[draft.root].children if c.tag_ == "PRP$"), None)


def owners(scene: Scene, word: Token) -> tuple[tuple[Draft, ...], float] | None:
    """The mentions that an owner pronoun stands for; "our" is the speaker's, or the writer's."""
    if word.lower_ in _FIRST_PERSON:
        return _first_person(scene, word)
    return referents(scene, word)


def _first_person(scene: Scene, word: Token) -> tuple[tuple[Draft, ...], float] | None:
    speaker = scene.quotes.speaker(word.i)
    if speaker is not None:
        d = scene.by_token.get(speaker)
        return ((d,), 0.65) if d is not None and is_state_code(d.country) else None
    label = scene.label(word.i)
    if label is not None:
        return ((label,), 0.6) if is_state_code(label.country) else None
    if scene.letter is not None and word.i > scene.letter[0]:
        return (scene.letter[1],), 0.55
    if scene.home is None or scene.quotes.of[word.i]:
        return None
    home = Draft(word.i, word.i + 1, 0, 0, word.i, "geo", kind="state")
    home.actor_id = home.country = scene.home
    return (home,), 0.6


def _of_one_country(scene: Scene, word: Token) -> tuple[tuple[Draft, ...], float] | None:
    """Where it is open which of two persons is meant, but both are of one country."""
    found = referents(scene, word, country=True)
    return None if found is None else (found[0], 0.4)


def take_owner(scene: Scene, draft: Draft, word: Token) -> bool:
    """Give a description the country of whoever the pronoun before it stands for."""
    if draft.noun in _OTHERS and word.lower_ == "our":
        return False
    if draft.noun == "colleague" and word.lower_ in _FIRST_PERSON:
        return False  # "my colleague and friend, Foreign Minister Trem": as often a guest
    found = owners(scene, word) or _of_one_country(scene, word)
    if found is None:
        return False
    members, confidence = found
    if draft.noun in _OTHERS and all(d.what != "person" for d in members):
        return False  # "Kenya and its allies", "our partners" are other states
    countries = sorted({d.country for d in members if d.country})
    if len(countries) > 1:
        draft.same_as = [as_office(d, draft) for d in members if d.country]
        for one in draft.same_as:
            one.sectors = list(draft.sectors)
        draft.by, draft.confidence = "coreference:pronoun", confidence
        return True
    if not countries:
        return False
    draft.country, draft.by = countries[0], "coreference:pronoun"
    if not draft.sectors and len(members) == 1:
        draft.sectors = list(members[0].sectors)  # "her colleagues"
    draft.confidence = confidence
    if draft.kind == "body":
        draft.actor_id = f"{draft.country}:{draft.noun.replace(' ', '-')}"
    return True


def release_allies(drafts: list[Draft]) -> None:
    """ "U.S. allies", "NATO partners": others than the state or body whose allies they are."""
    for draft in drafts:
        if draft.noun not in ("ally", "partner") or not draft.plural or draft.chain is None:
            continue
        whose = draft.chain.units[0]
        state = whose.kind == "geo" or (whose.entity is not None and whose.entity.kind == "igo")
        if state and whose is not draft.chain.head:
            draft.country, draft.sectors, draft.confidence = None, [], 0.3
