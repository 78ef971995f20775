"""Which of several candidates a pronoun means: a score each, and none where two come close."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from dateline.mentions.clauses import controllers, is_main, is_subject
from dateline.mentions.drafts import Draft
from dateline.mentions.scene import Scene

if TYPE_CHECKING:
    from dateline.language.words import Token

# Set by hand on the half `tune` of the gold windows and on texts read beside them.
WEIGHTS = {
    "sentence before": -0.7,  # for each sentence between
    "paragraph before": -0.2,
    "subject": 1.0,
    "main subject": 0.3,
    "object": 0.2,
    "owner": 0.1,
    "agent of passive": 0.2,
    "controls": 0.9,  # "Ann lost her seat", "Ann said she …"
    "controls from above": 0.6,
    "joined": 2.5,  # "Ann and her party"
    "named again": 0.2,  # for each further mention, three at most
    "same role": 0.2,
    "out of the quotation": -0.3,
    "in an earlier quotation": -0.8,
    "later in the sentence": 0.15,
}


class Candidate(NamedTuple):
    """Who or what may be meant. `members` is empty for a noun that is no actor."""

    members: tuple[Draft, ...]
    root: int
    key: str
    bonus: float


class Choice(NamedTuple):
    """The candidate taken, and by how much it leads."""

    candidate: Candidate
    lead: float


def position(scene: Scene, token: Token, root: int) -> float:
    """How well a word's place recommends it as what `token` means."""
    doc = scene.doc
    there = doc[root]
    w = WEIGHTS
    score = w["sentence before"] * scene.distance(root, token.i)
    if is_subject(there):
        score += w["subject"]
        if is_main(there):
            score += w["main subject"]
        if token.dep_ in ("nsubj", "nsubjpass"):
            score += w["same role"]
    elif there.dep_ == "dobj":
        score += w["object"]
        if token.dep_ == "dobj":
            score += w["same role"]
    elif there.dep_ == "poss":
        score += w["owner"]
    elif there.dep_ == "pobj" and there.head.dep_ == "agent":
        score += w["agent of passive"]
    here, then = scene.quotes.of[token.i], scene.quotes.of[root]
    if here and then != here:
        score += w["out of the quotation"]
    elif not here and then:
        score += w["in an earlier quotation"]
    return score


def controls_of(scene: Scene, token: Token) -> tuple[Token | None, Token | None]:
    """The subjects of a word's clause and of the one above, worked out once."""
    if token.i not in scene.controls:
        scene.controls[token.i] = controllers(token)
    return scene.controls[token.i]


def control(scene: Scene, token: Token, held: Callable[[Token | None], bool]) -> float:
    """What binding within the sentence adds; `held` says whether the candidate holds a word."""
    own, above = controls_of(scene, token)
    score = 0.0
    if held(own):
        score += WEIGHTS["controls"]
    elif held(above):
        score += WEIGHTS["controls from above"] if own is not None else WEIGHTS["controls"]
    head = token.head
    if token.tag_ == "PRP$" and head.dep_ == "conj" and held(head.head):
        score += WEIGHTS["joined"]
    return score


def choose(
    scored: list[tuple[float, Candidate]],
    least: float,
    margin: float,
    same: Callable[[Candidate], str],
) -> Choice | None:
    """The best candidate when it leads all others by the margin; `same` tells who is another."""
    if not scored:
        return None
    score, best = max(scored, key=lambda x: x[0])
    if score < least:
        return None
    mine = same(best)
    others = [s for s, c in scored if same(c) != mine]
    lead = score - max(others) if others else 2.0
    if lead < margin:
        return None
    return Choice(best, min(lead, 2.0))
