"""Descriptions of several: "the two nations", "both sides", "the two leaders", "the ministers"."""

from __future__ import annotations

from collections.abc import Callable

from dateline.mentions.antecedents import as_office, identity, is_party, is_state, joined_groups
from dateline.mentions.clauses import SUBJECTS, clause, first_conjunct
from dateline.mentions.drafts import Draft
from dateline.mentions.scene import Scene

NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
STATES = frozenset(
    "country nation state government neighbour neighbor ally power superpower".split()
)
BODIES = frozenset(
    (
        "government",
        "army",
        "military",
        "navy",
        "foreign ministry",
        "parliament",
        "embassy",
        "people",
    )
)
LEADERS = frozenset("leader president minister premier secretary official diplomat chief".split())


def number_said(scene: Scene, draft: Draft) -> int:
    """The number before a plural description: "the two", "both", "all three"."""
    words = [t.lower_ for t in scene.doc[max(0, draft.i - 1) : draft.j]]
    return next((NUMBERS[w] for w in words if w in NUMBERS), 0)


def is_definite(scene: Scene, draft: Draft) -> bool:
    """Whether "the", "both", "these" stands before or in a plural description."""
    words = {t.lower_ for t in scene.doc[max(0, draft.i - 1) : draft.j]}
    # "the 30-member bloc": the article stands further off.
    words |= {c.lower_ for c in scene.doc[draft.root].children if c.i < draft.i}
    return bool({"the", "both", "these", "those", "all"} & words)


def resolve_states(scene: Scene, draft: Draft, number: int) -> None:
    """ "the two countries", "both sides": the states (or parties) last named, when they are that many."""
    states = draft.noun in STATES and draft.noun != "ally"
    _several(scene, draft, number, is_state if states else is_party, _key)


def resolve_pair(scene: Scene, draft: Draft) -> None:
    """ "the countries", "the sides" without a number: only where exactly two are near by."""
    states = draft.noun in STATES and draft.noun != "ally"
    _several(scene, draft, 2, is_state if states else is_party, _key, guess=False)


def resolve_people(scene: Scene, draft: Draft, number: int) -> None:
    """ "the pair", "the two", "the trio": persons named side by side, else the only ones near by."""

    def fits(d: Draft) -> bool:
        return d.what == "person" and not d.same_as and not _acts_on(scene, d, draft)

    near = [d for d in scene.recent(draft.i, 3) if fits(d)]
    joined = [g for g in joined_groups(scene.doc, near) if len({identity(d) for d in g}) == number]
    if joined:
        draft.same_as, draft.by, draft.confidence = joined[-1], "plural", 0.6
    else:
        _several(scene, draft, number, fits, identity, guess=False)
    if not draft.same_as:
        resolve_pair(scene, draft)


def of_several(scene: Scene, draft: Draft) -> None:
    """ "leaders of the two countries": one for each state."""
    words = [t.lower_ for t in scene.doc[draft.i : draft.j]]
    lemmas = [t.lemma_.lower() for t in scene.doc[draft.i : draft.j]]
    for k, word in enumerate(words[:-1]):
        if word in NUMBERS and k and lemmas[k + 1] in STATES:
            _several(scene, draft, NUMBERS[word], is_state, _key)
            draft.same_as = [as_office(d, draft) for d in draft.same_as]
            return


def resolve_leaders(scene: Scene, draft: Draft) -> None:
    """ "the two leaders", "both presidents", "the two governments"."""
    number = number_said(scene, draft)
    if not number or not is_definite(scene, draft) or draft.j - draft.i > 3:
        return
    if draft.noun in BODIES:
        _several(scene, draft, number, is_state, _key)
        draft.same_as = [as_office(d, draft) for d in draft.same_as]
    elif LEADERS & set(draft.noun.split()[-1:]):
        _several(scene, draft, number, lambda d: d.what == "person" and bool(d.country), identity)
        if not draft.same_as:
            _several(scene, draft, number, is_state, _key)
            draft.same_as = [as_office(d, draft) for d in draft.same_as]


def _key(d: Draft) -> str:
    return (d.country if is_state(d) else identity(d)) or ""


def _several(
    scene: Scene,
    draft: Draft,
    number: int,
    fits: Callable[[Draft], bool],
    key: Callable[[Draft], str],
    guess: bool = True,
) -> None:
    for back in (0, 1, 2, 3):
        found = [
            d for d in scene.recent(draft.i, back) if fits(d) and not _acts_on(scene, d, draft)
        ]
        for d in scene.recent(draft.i, back):
            found += [m for m in d.same_as if fits(m)]
        # Countries named as such before those that their people stand for.
        for some in (("geo",), ("geo", "org", "agent")):
            lands = [d for d in found if d.what in some]
            if len({key(d) for d in lands}) == number:
                found = lands
                break
        different: dict[str, Draft] = {}
        for d in found:
            different.setdefault(key(d), d)
        if len(different) == number:
            draft.same_as = list(different.values())
            draft.by, draft.confidence = "plural", 0.75 - 0.05 * back
            return
        if len(different) > number and not guess:
            return
        if len(different) > number:
            group = _joined(scene, found, number) or _most_named(found, number)
            if group:
                draft.same_as = group
                draft.by, draft.confidence = "plural", 0.55
            return


def _joined(scene: Scene, found: list[Draft], number: int) -> list[Draft]:
    joined = [
        g
        for g in joined_groups(scene.doc, [d for d in found if not d.same_as])
        if len({_key(d) for d in g}) == number
    ]
    return joined[-1] if joined else []


def _most_named(found: list[Draft], number: int) -> list[Draft]:
    """Those named clearly more often than any other near by."""
    counts: dict[str, int] = {}
    first: dict[str, Draft] = {}
    for d in found:
        counts[_key(d)] = counts.get(_key(d), 0) + 1
        first.setdefault(_key(d), d)
    ranked = sorted(counts, key=lambda k: -counts[k])
    if len(ranked) > number and counts[ranked[number - 1]] >= counts[ranked[number]] + 2:
        return [first[k] for k in ranked[:number]]
    return []


def _acts_on(scene: Scene, d: Draft, draft: Draft) -> bool:
    """Whether `d` is the subject of what is done to `draft`: "Norway urged both sides"."""
    doc = scene.doc
    root = doc[draft.root]
    first = first_conjunct(root)
    # "helped the countries find …": the subject of a bare infinitive is an object all the same.
    if first.dep_ in SUBJECTS and not (first.head.tag_ == "VB" and first.head.dep_ == "ccomp"):
        return False
    if doc[d.root].dep_ not in SUBJECTS:
        return False
    # "The UN condemned the raid and urged both sides": joined verbs share their subject.
    theirs, verb = clause(doc[d.root]).i, clause(root)
    for _ in range(5):
        if verb.i == theirs:
            return True
        if verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "acl", "prep"):
            return False
        verb = clause(verb.head)
    return False
