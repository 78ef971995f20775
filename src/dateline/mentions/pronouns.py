"""Whom "he", "she", "it", "they" and their owner forms stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.candidates import by_key
from dateline.mentions.drafts import Draft
from dateline.mentions.he_or_she import SEVERAL, by_land, he_or_she
from dateline.mentions.naming import copy_to
from dateline.mentions.scene import Scene
from dateline.mentions.they_and_it import it, more_of_them, they

if TYPE_CHECKING:
    from dateline.language.words import Token

HE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
THEY = frozenset(("they", "them", "their", "theirs"))
IT = frozenset(("it", "its"))
AGED = "old"  # "the 50-year-old"
ELLIPTIC = frozenset("others some many several most".split())


def resolve_pronoun(scene: Scene, draft: Draft) -> None:
    """Say whom the pronoun `draft` stands for; an owner or "it" that means nobody is dropped."""
    if draft.i in scene.early:
        return
    token = scene.doc[draft.root]
    _speaker_first(scene, token)
    found = referents(scene, token)
    if found is not None:
        members, confidence = found
        _stand_for(draft, members, confidence, HE.get(token.lower_, ""))
    elif token.lower_ in HE:
        _one_of_several(scene, token, draft)
    silent = (
        token.lower_ == AGED
        or token.tag_ == "PRP$"
        or token.lower_ in IT
        or token.lower_ in ELLIPTIC
    )
    draft.drop = draft.by == "unresolved" and silent


def _one_of_several(scene: Scene, token: Token, draft: Draft) -> None:
    """Who is meant is open, but all who may be are of one country: that much is known."""
    found = referents(scene, token, country=True)
    if found is not None and found[0][0].country:
        draft.country, draft.gender = found[0][0].country, HE[token.lower_]
        draft.by, draft.confidence = SEVERAL, 0.4


def _speaker_first(scene: Scene, token: Token) -> None:
    """ "“He lied …,” she said": who speaks is settled first, for it is nobody that the words mean."""
    speaker = scene.quotes.speaker(token.i)
    d = None if speaker is None else scene.by_token.get(speaker)
    if d is None or d.what != "pronoun" or d.i <= token.i or d.i in scene.early:
        return
    resolve_pronoun(scene, d)
    scene.early.add(d.i)


def referents(
    scene: Scene, token: Token, country: bool = False
) -> tuple[tuple[Draft, ...], float] | None:
    """The mentions that a pronoun stands for, with how sure that is; None where it is open.

    With `country` those who are of one country are as good as one: "his party" is of Chad, whichever
    of two politicians of Chad he is.
    """
    word = token.lower_
    if word in HE:
        choice = he_or_she(scene, token, HE[word], by_land if country else by_key)
    elif word in THEY:
        choice = they(scene, token)
    elif word in IT:
        choice = it(scene, token)
    elif word == AGED:
        choice = he_or_she(scene, token, "")
    elif word in ELLIPTIC:
        choice = more_of_them(scene, token)
    else:
        return None
    if choice is None or not any(map(_is_known, choice.candidate.members)):
        return None
    confidence = 0.45 + 0.15 * choice.lead
    return choice.candidate.members, round(min(confidence, 0.8), 2)


def _is_known(d: Draft) -> bool:
    """Whether anything is known of a mention that another could take over."""
    return bool(d.country or d.sectors or d.name or d.same_as)


def _stand_for(draft: Draft, members: tuple[Draft, ...], confidence: float, sex: str) -> None:
    if len(members) > 1:
        draft.same_as = list(members)
        draft.by, draft.confidence = "coreference:pronoun", confidence
        return
    source = members[0]
    many = draft.plural
    copy_to(draft, source, "coreference:pronoun", confidence)
    draft.confidence = round(max(min(confidence, source.confidence), 0.3), 2)
    draft.gender = sex or draft.gender
    draft.same_as = list(source.same_as)
    draft.plural = many or source.plural
    draft.noun, draft.kind = source.noun, source.kind
