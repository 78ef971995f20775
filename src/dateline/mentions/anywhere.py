"""Those who are of many states or of none in particular: "governments", "leaders across the region".

A text that speaks of one state says such things of others: what each state has one of is, in the
plural, that of several, and whoever is said to be anywhere is not of the state that is talked of.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.mentions.drafts import Draft

if TYPE_CHECKING:
    from dateline.language.words import Doc

# What each state has one of.
_ONE_EACH = frozenset(
    "government|national government|central government|parliament|national parliament|foreign ministry|"
    "head of state|head of government|head of state and government|central bank".split("|")
)
# Those of one state all the same: its towns and provinces, and one government after the other.
_WITHIN = frozenset(
    "local state provincial regional municipal city county federal tribal territorial rural town district "
    "successive previous past recent subsequent consecutive former earlier new future coalition minority "
    "majority labour conservative democratic republican military".split()
)
_ABROAD = frozenset(("foreign", "neighboring", "neighbouring"))
_ABROAD_OFFICES = frozenset(
    "minister ministry affairs office secretary service policy relations trade deputy".split()
)
_EVERYWHERE = (
    "around the world", "across the world", "throughout the world", "of the world", "around the globe",
    "across the globe", "across the region", "throughout the region", "in the region", "of the region",
    "across the continent", "across the hemisphere", "throughout the hemisphere", "across the americas",
    "across africa", "across europe", "across asia", "across the middle east", "worldwide", "everywhere",
    "in other countries", "in other nations", "in other states", "from other countries", "of other countries",
    "from around the world", "from across the world", "from across the region", "in many countries",
    "in several countries", "in some countries", "from many countries", "from several countries",
)  # fmt: skip


def of_no_state(doc: Doc, draft: Draft) -> bool:
    """Whether a plural without a country means somebody of several states, or of any."""
    if not draft.plural or draft.country or draft.same_as:
        return False
    if draft.chain is not None and (draft.chain.linked or draft.chain.behind):
        return False
    words = [t.lower_ for t in doc[max(0, draft.i - 1) : draft.j]]
    if draft.noun in _ONE_EACH and not _WITHIN & set(words):
        return True
    for word, after in pairwise(words):
        if word in _ABROAD and not (word == "foreign" and after in _ABROAD_OFFICES):
            return True
    behind = doc.said(draft.j, draft.j + 4).lower()
    return any(behind.startswith(phrase) for phrase in _EVERYWHERE)
