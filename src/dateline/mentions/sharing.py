"""What members of a coordination share: "Russian and Syrian forces", "Cuban doctors and nurses"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.knowledge.folding import fold
from dateline.knowledge.gazetteer import names
from dateline.mentions.drafts import Draft

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

# Sectors of one side: what joins them is likely to have one owner. "Israeli soldiers and
# protesters" are two sides.
_SIDES = (
    frozenset("GOV MIL COP JUD LEG SPY".split()),
    frozenset("CVL EDU JRN LAB BUS REL MED AGR SOC".split()),
    frozenset("PTY OPP LEG".split()),
)
_LIST = ([","], ["and"], ["or"], [",", "and"], [",", "or"])


def share_adjectives(doc: Doc, drafts: list[Draft]) -> None:
    """ "Turkish investigators and prosecutors", "an Austrian student and activist": one country."""
    for a, b in pairwise(drafts):
        if a.what != "agent" or b.what != "agent" or b.country or not a.country or not b.chain:
            continue
        if a.country_by not in ("demonym", "name", "shared") or len(b.chain.units) > 1:
            continue
        if b.chain.linked or b.chain.behind or (a.chain is not None and a.chain.linked):
            continue
        between = doc[a.j : b.i]
        if [t.lower_ for t in between] not in _LIST or (
            bool(a.plural) != bool(b.plural) and a.kind != "body"
        ):
            continue
        if any(t.is_sent_start or t.text[0].isupper() for t in doc[b.i : b.chain.head.i]):
            continue  # "AU officials and African leaders"
        if doc[b.root].dep_ not in ("conj", "appos", "nmod", "compound", doc[a.root].dep_):
            continue
        same = set(a.sectors) == set(b.sectors)
        if same or any(set(a.sectors) <= side and set(b.sectors) <= side for side in _SIDES):
            b.country, b.country_by = a.country, "shared"
            b.confidence = 0.75


def share_heads(doc: Doc, drafts: list[Draft]) -> None:
    """ "Russian, Iranian and Syrian forces": the adjectives before have the forces of the last.

    "the government and people of Saudi Arabia": the first noun has the country of the second.
    """
    shared: dict[int, Draft] = {}
    joined: dict[int, tuple[Draft, list[Draft]]] = {}
    for a, b in reversed(list(pairwise(drafts))):
        if a.what == "agent" and not a.country and b.what == "agent" and b.country and b.chain:
            after = b.chain.linked and b.chain.linked[0].i > b.chain.head.i
            if after and [t.lower_ for t in doc[a.j : b.i]] in (["and"], ["and", "the"]):
                a.country, a.country_by = b.country, b.country_by
                a.confidence = 0.8
                continue
        if a.what != "geo" or a.kind not in ("adjective", "state"):
            continue
        owner = shared.get(id(b), b)
        _two_words(doc, a, owner)
        if owner.what != "agent" or not owner.plural or not owner.country or owner.chain is None:
            continue
        if owner.chain.units[0].kind != "geo" or owner.chain.linked:
            continue
        gap = [t.lower_ for t in doc[a.j : b.i]]
        if gap not in (["and"], [","], ["-"], ["or"], [",", "and"]):
            continue
        if doc[a.root].dep_ not in ("amod", "nmod", "compound", "conj", "poss"):
            continue
        if owner.i <= _noun_of(doc, a).i < owner.j:
            a.sectors = [*a.sectors, *(s for s in owner.sectors if s not in a.sectors)]
            shared[id(a)] = owner
            joined.setdefault(id(owner), (owner, []))[1].append(a)
    for owner, others in joined.values():
        # "Russia and Turkey's ministers" may as well be a state and another's ministers.
        owned = any(t.tag_ == "POS" for t in doc[owner.i : owner.j])
        if (owner.kind == "person" or owner.noun == "government") and not owned:
            _join(owner, others[::-1])


def _join(owner: Draft, others: list[Draft]) -> None:
    """ "the Kenyan and Ugandan ministers", "the Kenyan and Ugandan governments": one mention of both."""
    first = others[0]
    owner.same_as = [
        *(replace(owner, country=d.country, same_as=[], actor_id=None) for d in others),
        replace(owner, same_as=[], actor_id=None),
    ]
    owner.i, owner.start = first.i, first.start
    owner.by, owner.confidence = "plural", 0.85
    for d in others:
        d.drop = True


def _two_words(doc: Doc, a: Draft, owner: Draft) -> None:
    """ "Greek and Turkish Cypriot leaders": Greek Cypriots, not Greeks."""
    unit = owner.chain.units[0] if owner.chain is not None else None
    if unit is None or unit.kind != "geo" or unit.j - unit.i != 2:
        return
    named = names().get(fold(f"{doc[a.i].text} {doc[unit.j - 1].text}"))
    if (
        named is not None
        and named.entity is not None
        and named.entity.kind in ("adjective", "people")
    ):
        entity = named.entity
        a.actor_id, a.name, a.country = entity.id, entity.name, entity.country or None
        a.sectors = list(entity.sectors)


def share_owners(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """ "the ministers of Albania, Croatia and Kosovo" are three, one a state."""
    found: list[Draft] = []
    k = 0
    while k < len(drafts):
        a = drafts[k]
        found.append(a)
        k += 1
        if a.what != "agent" or not a.plural or a.chain is None or not a.chain.linked:
            continue
        if a.chain.linked[-1].kind != "geo" or a.chain.linked[-1].j != a.j:
            continue
        n, end, closed = k, a.j, False
        while n < len(drafts) and drafts[n].what == "geo" and not closed:
            gap = [t.lower_ for t in doc[end : drafts[n].i] if t.lower_ != "the"]
            if gap not in ([","], ["and"], [",", "and"]):
                break
            end, closed = drafts[n].j, "and" in gap
            n += 1
        if not closed:
            continue
        owners = [_first_owner(a), *(d.country for d in drafts[k:n])]
        a.same_as = [replace(a, country=country, same_as=[], actor_id=None) for country in owners]
        a.by, a.confidence = "plural", 0.85
        a.j, a.end = end, drafts[n - 1].end
        k = n
    return found


def _first_owner(a: Draft) -> str | None:
    """The first of several owners: in "G7 ministers of Canada, France and Japan" that is Canada."""
    entity = a.chain.linked[-1].entity if a.chain is not None else None
    return entity.country if entity is not None and entity.country else a.country


def _noun_of(doc: Doc, draft: Draft) -> Token:
    token = doc[draft.root]
    for _ in range(4):
        if token.i >= draft.j:
            return token
        token = token.head
    return token
