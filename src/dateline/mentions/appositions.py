"""Roles told beside a name: "X, the Turkish defence minister,", "Turkey's defence minister, X"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.knowledge.terms import plain_office
from dateline.mentions.drafts import Draft

if TYPE_CHECKING:
    from dateline.language.words import Doc

_PEOPLE = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "REB", "OPP", "PTY", "SPY", "PRM", "REL", "JRN",
                     "EDU", "BUS", "SOC", "LAB", "MED", "CVL", "ELI", "CRM"))  # fmt: skip


def _between(doc: Doc, a: Draft, b: Draft) -> bool:
    gap = [t for t in doc[a.j : b.i] if not t.is_space]
    if not gap or gap[0].text != "," or len(gap) > 3:
        return False
    return all(t.lower_ in ("the", "a", "an", "its", "his", "their") for t in gap[1:])


def _closes(doc: Doc, draft: Draft) -> bool:
    if draft.j >= len(doc):
        return True
    after = doc[draft.j]
    return after.text in (",", ".", ";", ")", ":", "—", "-") or after.pos_ in ("VERB", "AUX", "ADP") \
        or after.lower_ in ("who", "told", "and")  # fmt: skip


def _as_told(person: Draft, role: Draft) -> None:
    """The text says the office where the tables do not know it for the day."""
    person.sectors, person.office = list(role.sectors), role.office or person.office
    person.by, person.confidence = "name", max(person.confidence, 0.85)


_OF_THE_STATE = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY"))


def _in_office_again(person: Draft, role: Draft) -> bool:
    """Whether the text gives another office to somebody whom the tables only know as a former one."""
    if person.sectors != ["ELI"] or role.former or not _OF_THE_STATE & set(role.sectors[:1]):
        return False
    past = plain_office((person.office or "").removeprefix("former "))
    now = plain_office(role.office or "")
    return bool(now) and now not in past and past not in now


def read_appositions(doc: Doc, drafts: list[Draft]) -> None:
    """Let a person's name and the role beside it tell each other what they know."""
    for a, b in pairwise(drafts):
        if not _between(doc, a, b):
            continue
        if a.what == "person" and b.what == "agent":
            person, role, closed = a, b, _closes(doc, b)
        elif a.what == "agent" and b.what == "person" and not a.plural:
            person, role, closed = b, a, _closes(doc, b)
        else:
            continue
        if role.named or role.plural or role.kind not in ("person", "people") or not closed:
            continue
        second = b
        head = doc[second.root].head
        linked = doc[second.root].dep_ in ("appos", "dep") and a.i <= head.i < a.j
        article = (
            doc[a.j + 1].lower_ in ("the", "a", "an", "its", "his") if a.j + 1 < len(doc) else False
        )
        if not linked and not (article or role is a or (b.j < len(doc) and doc[b.j].text == ",")):
            continue
        if doc[second.root].dep_ == "conj":
            continue
        # "…, the Queen suspended": a new subject and not a role, unless the parser says so.
        stop = b.j >= len(doc) or doc[b.j].is_punct or doc[b.j].lower_ in ("who", "and")
        if not linked and not stop and role is b:
            continue
        if person.actor_id is None:
            if role.country and not person.country:
                person.country, person.country_by = role.country, "apposition"
            if role.sectors and not person.sectors and set(role.sectors) & _PEOPLE:
                person.sectors = list(role.sectors)
                person.office = role.office
                person.by, person.confidence = "office", 0.8 if person.country else 0.6
        elif not role.country:
            if role.sectors and (not person.sectors or _in_office_again(person, role)):
                _as_told(person, role)
            role.country, role.country_by = person.country, "apposition"
        elif (
            role.sectors
            and role.country == person.country
            and (not person.sectors or _in_office_again(person, role))
        ):
            _as_told(person, role)
        role.named = True
        if role.actor_id is None:
            role.actor_id, role.name = person.actor_id, person.name
            role.country = role.country or person.country
            role.by = "apposition"
            role.confidence = min(role.confidence + 0.2, 0.9)
