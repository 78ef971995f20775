"""What is known of an actor only once the whole article has been read, given to all its mentions.

A person named without a country may be told to be a senator two sentences on, or be called by a
pronoun first; a description may be told by its topic after a pronoun has looked back on it. So when
everything has been resolved in order, this comes back: roles told of somebody, then one person's
mentions together, then whatever was resolved through another mention.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.antecedents import NO_STATES, is_human
from dateline.mentions.chains import KIN
from dateline.mentions.drafts import Draft
from dateline.mentions.focus import FocusFinder
from dateline.mentions.scene import Scene

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_IS = frozenset(("be", "become", "remain"))
# "was elected president", "served as mayor": what somebody is made or works as.
_MADE = frozenset(
    "elect appoint name nominate choose designate crown select reelect install".split()
)
_WORKS_AS = frozenset(
    "serve work act rule govern elect appoint name nominate swear choose select reelect".split()
)
_AS = frozenset(("as", "in", "for"))
# "elected to the House", "joined the Senate": somebody of that body.
_INTO = frozenset("elect join serve enter reelect sit appoint lead head chair".split())
_INTO_BODIES = frozenset(("body", "party"))
# What one is to a state without being of it.
_TOWARD = frozenset(
    "ally proxy backer opponent critic enemy foe friend guest expert visitor tourist prisoner hostage "
    "captive refugee migrant immigrant supporter target victim scholar ambassador envoy".split()
)
_TRAVELLED = frozenset(("EDU", "JRN"))
_SCHOLARS = frozenset(
    "author researcher scientist analyst scholar professor expert physicist historian writer".split()
)
# A text must speak of one state, nearly alone and often, before somebody unknown is taken for its own.
_ALONE, _OFTEN = 0.85, 2.5


def share_late(doc: Doc, drafts: list[Draft], scene: Scene, focus: FocusFinder | None) -> None:
    """Give countries and sectors that became known late to the mentions that lack them."""
    persons = _persons(drafts)
    if persons:
        _roles(doc, persons, scene.by_token)
        for members in persons.values():
            _together(members)
    _through(drafts)
    _one_state_s(doc, drafts)
    if persons and focus is not None:
        for members in persons.values():
            _of_the_only_state(scene, focus, members)
        _through(drafts)


def _persons(drafts: list[Draft]) -> dict[str, list[Draft]]:
    """Mentions of named persons that no table has, by name; pronouns and titles are among them."""
    found: dict[str, list[Draft]] = {}
    for d in drafts:
        if d.drop or d.actor_id or d.same_as or not d.name or d.plural:
            continue
        if d.what == "person" or d.what in ("pronoun", "agent") and _first(d).what == "person":
            found.setdefault(d.name, []).append(d)
    return {
        k: v for k, v in found.items() if any(not d.country or d.sectors == _PRIVATE for d in v)
    }


def _first(d: Draft) -> Draft:
    """The mention that a chain of pronouns and titles leads back to."""
    for _ in range(40):
        if d.source is None:
            return d
        d = d.source
    return d


# -- roles --------------------------------------------------------------------------------------


_PRIVATE = ["CVL"]
_PUBLIC = frozenset("GOV LEG MIL JUD COP SPY PTY OPP ELI".split())


def _roles(doc: Doc, persons: dict[str, list[Draft]], at: dict[int, Draft]) -> None:
    for members in persons.values():
        for d in members:
            told = None if d.country and d.sectors not in ([], _PRIVATE) else _told(doc, d, at)
            if told is None:
                continue
            if told.country and not d.country:
                d.country, d.country_by = told.country, "predicate"
                d.by = "predicate" if d.by == "unresolved" else d.by
                d.confidence = max(d.confidence, 0.6)
            public = d.sectors == _PRIVATE and _PUBLIC & set(told.sectors[:1])
            if told.sectors and (not d.sectors or public):
                # "Trem's father, Ola Trem, is a former senator": more than a relative.
                d.sectors, d.office = list(told.sectors), d.office or told.office


def _told(doc: Doc, d: Draft, at: dict[int, Draft]) -> Draft | None:
    """The role or body that a sentence says somebody has."""
    root = doc[d.root]
    if root.dep_ in _SUBJECTS:
        found = _of_verb(root.head, at)
        if found is not None:
            return found
    for child in root.children:
        if child.dep_ == "relcl" and child.i >= d.j:
            if any(c.tag_ == "WP" and c.dep_ in _SUBJECTS for c in child.children):
                found = _of_verb(child, at)
                if found is not None:
                    return found
        elif child.dep_ == "appos" and _is_role(at.get(child.i)):
            return at[child.i]
    if root.dep_ == "appos":
        beside = at.get(root.head.i)
        if beside is not None and beside.noun in KIN and root.head.dep_ in _SUBJECTS:
            # "Trem's father, Jo Trem, was a senator"
            return _of_verb(root.head.head, at)
        if _is_role(beside):
            return beside
    return None


def _of_verb(verb: Token, at: dict[int, Draft]) -> Draft | None:
    verbs = [verb, *(c for c in verb.children if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX"))]
    for one in verbs:
        if any(c.dep_ == "neg" for c in one.children):
            continue
        for child in one.children:
            found = at.get(_object(one, child))
            if found is not None and (_is_role(found) or _is_body(one, found)):
                return found
    return None


def _object(verb: Token, child: Token) -> int:
    """The token that says what somebody is or enters; -1 where the child does not."""
    lemma = verb.lemma_
    if child.dep_ == "attr" and lemma in _IS or child.dep_ in ("oprd", "attr") and lemma in _MADE:
        return int(child.i)
    if child.dep_ == "dobj" and lemma in _INTO:
        return int(child.i)
    if child.dep_ != "prep":
        return -1
    into = child.lower_ in ("to", "in", "on") and lemma in _INTO
    if into or (child.lower_ in _AS and lemma in _WORKS_AS):
        return next((int(c.i) for c in child.children if c.dep_ == "pobj"), -1)
    return -1


def _is_role(d: Draft | None) -> bool:
    if d is None or d.what != "agent" or d.plural or d.drop or d.stranger or not d.country:
        return False
    return is_human(d) and d.noun not in KIN and not _TOWARD & set(d.noun.split()[-1:])


def _is_body(verb: Token, d: Draft) -> bool:
    return verb.lemma_ in _INTO and bool(d.country) and (
        d.what == "org" and d.kind in _INTO_BODIES or d.what == "agent" and d.kind == "body")  # fmt: skip


# -- one person -----------------------------------------------------------------------------------


def _together(members: list[Draft]) -> None:
    countries = {d.country for d in members if d.country}
    sectors = next((d.sectors for d in members if d.sectors), [])
    for d in members:
        if len(countries) == 1 and not d.country:
            d.country, d.country_by = next(iter(countries)), "coreference"
            d.by = "coreference:name" if d.by == "unresolved" else d.by
            d.confidence = max(d.confidence, 0.55)
        if not d.sectors:
            d.sectors = list(sectors)


def _through(drafts: list[Draft]) -> None:
    """What was resolved through a mention that had no country yet."""
    for d in drafts:
        if d.country or d.source is None or d.same_as or not d.by.startswith("coreference"):
            continue
        first = next((s for s in _back(d) if s.country), None)
        if first is not None:
            d.country, d.sectors = first.country, d.sectors or list(first.sectors)


def _back(d: Draft) -> list[Draft]:
    found: list[Draft] = []
    while d.source is not None and len(found) < 40:
        d = d.source
        found.append(d)
    return found


# -- one state's ----------------------------------------------------------------------------------

_OF_THE_STATE = frozenset("GOV MIL COP LEG JUD SPY REB".split())
_INDEFINITE = frozenset("a an some any other another many several few no own".split())


def _one_state_s(doc: Doc, drafts: list[Draft]) -> None:
    """ "the government" where it is open whose, in a text in which it is always the same state's elsewhere."""
    by_noun: dict[str, list[Draft]] = {}
    for d in drafts:
        if (
            d.what == "agent"
            and not d.drop
            and not d.same_as
            and _OF_THE_STATE & set(d.sectors[:1])
        ):
            by_noun.setdefault(d.noun, []).append(d)
    for members in by_noun.values():
        countries = {d.country for d in members if d.country}
        if len(countries) != 1 or countries & NO_STATES:
            continue
        country = next(iter(countries))
        for d in members:
            if not d.country and _bare(doc, d):
                d.country, d.country_by = country, "topic"
                d.by, d.confidence = "coreference:topic", 0.45


def _bare(doc: Doc, d: Draft) -> bool:
    """Whether nothing but its noun tells of a body or force: "the government", "police"."""
    units = d.chain.units if d.chain is not None else []
    if len(units) != 1 or d.modifier or d.stranger or d.proper or d.candidates or d.by != "agent":
        return False
    if d.chain is not None and (d.chain.linked or d.chain.behind or d.chain.toward):
        return False
    before = doc[d.i - 1].lower_ if d.i else ""
    bare = d.i == units[0].i and before not in _INDEFINITE
    return bare and (d.kind == "body" and not d.plural or d.kind == "people" and before == "the")


# -- the only state -------------------------------------------------------------------------------


def _of_the_only_state(scene: Scene, focus: FocusFinder, members: list[Draft]) -> None:
    """Somebody unknown in a text that speaks of one state only."""
    if any(d.country for d in members) or _from_elsewhere(scene, members[0]):
        return
    seen = [f for d in members if (f := focus.at(d)) is not None]
    found = max(seen, key=lambda f: f.share) if seen else None
    if found is None or found.country in NO_STATES or len({f.country for f in seen}) > 1:
        return
    if found.share < _ALONE or found.weight < _OFTEN:
        return
    for d in members:
        d.country, d.country_by = found.country, "topic"
        d.by = "coreference:topic" if d.by == "unresolved" else d.by
        d.confidence = max(min(d.confidence, 0.5), 0.4)


def _from_elsewhere(scene: Scene, d: Draft) -> bool:
    """Whether somebody may well be from another state: scholars and reporters are, and strangers."""
    if d.what != "person" or d.candidates or d.stranger or _TRAVELLED & set(d.sectors):
        return True
    before = {t.lower_ for t in scene.doc[max(0, d.i - 1) : d.j]}
    return bool(before & _SCHOLARS) or any(w.endswith(("ologist", "onomist")) for w in before)
