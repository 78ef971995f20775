"""Tests on mentions that may be looked back upon: states, persons, institutions, parties, plurals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.clauses import first_conjunct
from dateline.mentions.drafts import Draft
from dateline.mentions.given_names import gender_of_name, gender_of_role

if TYPE_CHECKING:
    from dateline.language.words import Doc

# PLOVER's codes for what is no state.
NO_STATES = frozenset(("IGO", "UNO", "EUR", "NGO", "MNC", "IMG", "ISM"))
# Agents of the kind "people" whose singular is a body and no person.
_BODY_WORDS = frozenset(
    "police force agency service army military group opposition party coalition movement organization "
    "organisation alliance gendarmerie enforcement unit patrol media newspaper television tv broadcaster "
    "press outlet station university school college tank hospital authority union staff company firm "
    "business bank corporation manufacturer insurer lender retailer airline industry commerce exchange "
    "drugmaker gang cartel mafia church ngo society charity watchdog nonprofit foundation crowd mob "
    "family public population militia paramilitary insurgency people squad infantry community team "
    "intelligence youth leadership delegation crew importer exporter".split()
)
# Bodies and crowds of many people, which "they" may stand for in the singular.
_CROWDS = frozenset(
    "police army military navy government administration opposition force gendarmerie family staff crowd mob "
    "public population militia group gang company party team delegation committee council couple junta "
    "regime media press union firm leadership authority ministry agency coalition crew".split()
)


# No more actors are ever meant by one word.
_AT_MOST = 12


def is_state_code(country: str | None) -> bool:
    """Whether a code is a state's."""
    return bool(country) and len(country or "") == 3 and country not in NO_STATES


def identity(draft: Draft) -> str:
    """A key that two mentions share when they are known to be the same actor."""
    if draft.same_as:
        return "+".join(sorted({identity(d) for d in draft.same_as}))
    if draft.actor_id:
        return draft.actor_id
    if draft.name:
        return f"name/{draft.name.casefold()}"
    return f"{draft.country}/{draft.noun}"


def is_state(draft: Draft) -> bool:
    """Whether a mention stands for a state or speaks for one."""
    if not is_state_code(draft.country):
        return False
    if draft.what == "geo":
        return True
    return draft.what in ("person", "agent") and "GOV" in draft.sectors or "ELI" in draft.sectors


def is_party(draft: Draft) -> bool:
    """Whether the mention may be one of "the two sides": a state, or an organisation known."""
    if draft.what == "org":
        return bool(draft.country) and draft.kind not in ("media", "seat", "firm")
    fighting = {"GOV", "REB", "MIL", "OPP", "PRM"}
    if draft.what == "agent" and draft.plural and fighting & set(draft.sectors):
        return True
    return is_state(draft)


def is_institution(draft: Draft) -> bool:
    """Whether a mention is one body, which "it" may stand for."""
    if draft.plural or draft.same_as:
        return False
    if draft.what == "org":
        return True
    if draft.what == "geo":
        return draft.kind != "people"
    if draft.what in ("agent", "group"):
        return draft.kind in ("body", "group") or draft.noun.split()[-1:][0:1] != [] and (
            draft.noun.split()[-1] in _BODY_WORDS
        )  # fmt: skip
    return False


def is_human(draft: Draft) -> bool:
    """Whether a mention is one person, whom "he" or "she" may stand for."""
    if draft.plural or draft.same_as:
        return False
    if draft.what == "person":
        return True
    if draft.what == "agent":
        last = draft.noun.split()[-1:]
        return draft.kind in ("person", "people") and bool(last) and last[0] not in _BODY_WORDS and (
            last[0] not in ("delegation", "authority")
        )  # fmt: skip
    return False


def is_crowd(draft: Draft) -> bool:
    """Whether a singular mention is many people: "the police … they"."""
    last = draft.noun.split()[-1:]
    return draft.what in ("agent", "group") and bool(last) and last[0] in _CROWDS


def gender(draft: Draft) -> str:
    """`m`, `f` or empty, by the tables, the title, the given name, the role."""
    if draft.gender:
        return draft.gender
    if draft.what == "person" and draft.name:
        found = gender_of_name(draft.name)
        if found:
            return found
    return gender_of_role(draft.office or draft.noun)


def as_office(source: Draft, like: Draft) -> Draft:
    """The holder of an office in the state of `source`: one of "the two ministers"."""
    draft = Draft(source.i, source.j, source.start, source.end, source.root, "agent")
    draft.country, draft.sectors, draft.office = (
        source.country,
        list(like.sectors) or ["GOV"],
        like.office,
    )
    draft.by, draft.confidence = "plural", 0.6
    return draft


def joined_groups(doc: Doc, drafts: list[Draft]) -> list[list[Draft]]:
    """Plural candidates: coordinated mentions together, and plural mentions alone."""
    groups: list[list[Draft]] = []
    for d in drafts:
        last = groups[-1] if groups else None
        if last is not None and (
            first_conjunct(doc[d.root]).i == first_conjunct(doc[last[0].root]).i
            or side_by_side(doc, last[-1], d)
        ):
            last.append(d)
        else:
            groups.append([d])
    found: list[list[Draft]] = []
    for members in groups:
        if len({identity(d) for d in members}) > 1:
            each = {identity(m): m for d in members for m in (d.same_as or [d])}
            if len(each) <= _AT_MOST:
                found.append(list(each.values()))
        elif members[0].same_as:
            found.append(members[0].same_as)
        elif members[0].plural and members[0].what in ("agent", "geo", "org", "group", "pronoun"):
            found.append(members[:1])
    return found


def side_by_side(doc: Doc, a: Draft, b: Draft) -> bool:
    """ "A, B and C": told by the words alone, for parsers lose count in long lists of names."""
    if a.what not in ("person", "geo", "org") or b.what not in ("person", "geo", "org"):
        return False
    gap = [t.lower_ for t in doc[a.j : b.i] if t.lower_ not in ("the", "both")]
    if gap in (["and"], [",", "and"]):
        return True
    # A comma joins only where an "and" follows in the same list.
    rest = [t.lower_ for t in doc[b.j : b.j + 14]]
    return gap == [","] and "and" in rest and b.j < len(doc) and doc[b.j].lower_ in (",", "and")
