"""What an article tells of a person in other places than beside the name, and who speaks in it.

"Waseem is a Turkish national", "Gil's wife, Ana Ruiz", "MS PORTER:". What one mention of somebody
says holds for all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.knowledge.terms import Day, bearer
from dateline.language import text_of
from dateline.mentions.drafts import Draft, apply_person
from dateline.mentions.naming import copy_to

if TYPE_CHECKING:
    from dateline.language.words import Doc

_KIN_WORDS = (
    "wife|husband|spouse|son|daughter|brother|sister|father|mother|fianc[ée]e?|widow|widower|"
    "nephew|niece|uncle|aunt|cousin|grandson|granddaughter|grandfather|grandmother|girlfriend|"
    "boyfriend|son-in-law|daughter-in-law|brother-in-law|sister-in-law|father-in-law|half-brother|"
    "half-sister|twin|stepson|stepdaughter|heir"
)
_KIN_AFTER = re.compile(
    rf"['’]s? (?:[a-z-]+ ){{0,3}}(?:{_KIN_WORDS})(?:,? (?:[a-z-]+ ){{0,2}})?$"
)  # fmt: skip
_KIN_BEFORE = re.compile(
    rf", (?:the |a )?(?:[\w-]+ ){{0,3}}(?:{_KIN_WORDS}) (?:of|to) (?:the )?(?:[a-z-]+ ){{0,5}}$"
)
_PUBLIC = frozenset("GOV ELI LEG MIL JUD".split())
_LABEL = re.compile(r"^([A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,4}):", re.MULTILINE)
_NOBODY = frozenset(
    "QUESTION ANSWER MODERATOR OPERATOR VOICE PARTICIPANT Q A STAFF HOST INTERPRETER NOTE BYLINE "
    "REPORTER AUDIENCE UPDATE BREAKING CONTACT TRANSCRIPT EDITOR".split()
)
_CIVIL = frozenset(("MR", "MS", "MRS", "MISS", "DR", "MR.", "MS.", "MRS.", "DR."))
_OFFICES = {
    "SECRETARY": "GOV", "PRESIDENT": "GOV", "MINISTER": "GOV", "AMBASSADOR": "GOV", "CHANCELLOR": "GOV",
    "ADMINISTRATOR": "GOV", "COORDINATOR": "GOV", "ENVOY": "GOV", "REPRESENTATIVE": "GOV", "KING": "GOV",
    "SENATOR": "LEG", "CONGRESSMAN": "LEG", "CONGRESSWOMAN": "LEG", "SPEAKER": "LEG",
    "GENERAL": "MIL", "ADMIRAL": "MIL", "COLONEL": "MIL", "OFFICIAL": "GOV", "GOVERNOR": "GOV",
    "MAYOR": "GOV", "COMMISSIONER": "GOV", "PREMIER": "GOV", "TAOISEACH": "GOV", "PRINCE": "GOV",
}  # fmt: skip


def find_speakers(doc: Doc, drafts: list[Draft], day: Day) -> list[Draft]:
    """The labels of a transcript: "SECRETARY KEANE:" at the start of a line."""
    if text_of(doc).count(":") < 2:
        return []
    labels = [m for m in _LABEL.finditer(text_of(doc)) if " " in m[1]]
    if not labels:
        return []
    starts = {t.idx: t for t in doc if t.text.isupper()}
    by_token = {k: d for d in drafts for k in range(d.i, d.j)}
    found: list[Draft] = []
    for label in labels:
        words = label[1].split()
        first = starts.get(label.start(1))
        if first is None or words[-1] in _NOBODY or len(words) < 2:
            continue
        titles = [w for w in words[:-1] if w in _OFFICES or w in _CIVIL or w in _TITLE_WORDS]
        if not titles:
            continue
        end = first.i
        while end < len(doc) and doc[end].idx < label.end(1):
            end += 1
        for k in range(first.i, end):
            if k in by_token:
                by_token[k].drop = True
        name = " ".join(w.title() for w in words[len(titles) :]) or words[-1].title()
        draft = Draft(first.i, end, label.start(1), label.end(1), end - 1, "person", name=name)
        civil = all(w in _CIVIL for w in titles)
        office = None if civil else " ".join(w.capitalize() for w in titles)
        draft.office = office
        sector = next((_OFFICES[w] for w in reversed(titles) if w in _OFFICES), None)
        if sector and "GENERAL" in titles and "SECRETARY" in titles:
            sector = "GOV"
        draft.sectors = [sector] if sector else []
        draft.gender = "m" if "MR" in words else "f" if {"MS", "MRS"} & set(words) else ""
        person = bearer(name, office, None, day) if office else None
        if person is not None:
            apply_person(draft, person, day, office, False)
        elif sector:
            draft.by, draft.confidence = "office", 0.6
        found.append(draft)
    return found


_TITLE_WORDS = frozenset(
    "FOREIGN PRIME DEPUTY ASSISTANT UNDER VICE SPECIAL SENIOR ACTING DEFENSE DEFENCE STATE HIGH CHIEF "
    "ATTORNEY NATIONAL SECURITY ADVISOR ADVISER PRINCIPAL SPOKESPERSON COUNSELOR DIRECTOR".split()
)


def learn_of_persons(doc: Doc, drafts: list[Draft]) -> None:
    """Fill in what sentences say of persons, then let all mentions of one person share it."""
    persons = [d for d in drafts if d.what == "person" and not d.drop]
    if not persons:
        return
    _firms_that_are_persons(drafts, persons)
    at = {k: d for d in drafts if not d.drop for k in range(d.i, d.j)}
    for person in persons:
        if not person.actor_id and not (person.country and person.sectors):
            _copula(doc, person, at)
    _kin(doc, drafts)
    _unify(persons)
    _kin(doc, drafts)
    _unify(persons)
    _owned(doc, drafts, persons)
    _administrations(doc, drafts, persons)
    _roles_of_known(drafts, persons)


def _firms_that_are_persons(drafts: list[Draft], persons: list[Draft]) -> None:
    """ "Bloomberg" after "Michael Bloomberg" is the man and not the firm."""
    full = {(d.said or d.name or "").split()[-1]: d for d in reversed(persons)
            if " " in (d.said or d.name or "")}  # fmt: skip
    for d in drafts:
        owner = full.get(d.said) if d.what == "org" and d.kind in ("firm", "media") else None
        if owner is not None and owner.i < d.i:
            d.what, d.kind = "person", ""
            copy_to(d, owner, "coreference:surname", 0.85)


def _owned(doc: Doc, drafts: list[Draft], persons: list[Draft]) -> None:
    """ "Rojas's supporters", "the lawyer of Rojas": of the country that the text gives him."""
    known = {d.said or d.name: d for d in persons if d.country}
    for draft in drafts:
        if draft.what != "agent" or draft.country or draft.chain is None:
            continue
        for unit in (*draft.chain.units, *draft.chain.linked):
            if unit.kind == "person" and unit.person is None:
                owner = known.get(doc.said(unit.i, unit.j))
                if owner is not None:
                    draft.country, draft.country_by = owner.country, "owner"
                    draft.confidence = 0.6


_RULES = frozenset(
    (
        "administration",
        "government",
        "presidency",
        "regime",
        "cabinet",
        "ministry",
        "campaign",
        "era",
    )
)


def _administrations(doc: Doc, drafts: list[Draft], persons: list[Draft]) -> None:
    """ "the Roca administration": that of the President Ana Roca whom the text names anywhere."""
    heads = {(d.said or d.name or "").split()[-1]: d for d in persons
             if d.country and d.sectors and (d.said or d.name)}  # fmt: skip
    for draft in drafts:
        if (
            draft.what == "agent"
            and not draft.country
            and draft.noun in _RULES
            and draft.root > draft.i
        ):
            who = heads.get(doc[draft.root - 1].text)
            if who is not None and doc[draft.root - 1].text[0].isupper():
                draft.country, draft.country_by, draft.proper = who.country, "owner", False
                draft.confidence = 0.7


def _roles_of_known(drafts: list[Draft], persons: list[Draft]) -> None:
    """ "As First Lady, Ana Roca …": a role beside a name that other mentions give a country."""
    known = {d.said or d.name: d for d in persons if d.country}
    for draft in drafts:
        if draft.what == "agent" and draft.named and not draft.country and not draft.actor_id:
            who = known.get(draft.name)
            if who is not None:
                draft.country, draft.country_by = who.country, "apposition"


def _copula(doc: Doc, person: Draft, at: dict[int, Draft]) -> None:
    """ "Rojas is a Chilean lawyer"."""
    root = doc[person.root]
    if root.dep_ != "nsubj" or root.head.lemma_ != "be":
        return
    for child in root.head.children:
        if child.dep_ != "attr" or child.i < root.i:
            continue
        told = at.get(child.i)
        if told is None or told.what != "agent" or told.plural or told.drop:
            return
        if any(c.dep_ == "neg" for c in root.head.children):
            return
        if told.country and not person.country:
            person.country, person.country_by = told.country, "predicate"
            person.by = "predicate" if person.by == "unresolved" else person.by
            person.confidence = max(person.confidence, 0.7)
        if told.sectors and not person.sectors and root.head.tag_ in ("VBZ", "VBP"):
            person.sectors, person.office = list(told.sectors), person.office or told.office


def _kin(doc: Doc, drafts: list[Draft]) -> None:
    """ "Gil's wife, Ana Ruiz", "Ana Ruiz, sister of the president": of the same country."""
    ordered = sorted((d for d in drafts if not d.drop and d.what in ("person", "agent")),
                     key=lambda d: d.i)  # fmt: skip
    text = text_of(doc)
    for k, a in enumerate(ordered):
        for b in ordered[k + 1 : k + 3]:
            if b.i - a.j > 12 or b.what == "agent" and b.plural:
                continue
            between = text[a.end : b.start].replace("\n", " ")
            if b.what == "person" and _KIN_AFTER.match(between):
                _as_kin(b, a)
            elif a.what == "person" and _KIN_BEFORE.match(between):
                _as_kin(a, b)


def _as_kin(kin: Draft, of: Draft) -> None:
    if kin.actor_id or kin.sectors and kin.country:
        return
    if of.country and len(of.country) == 3 and not kin.country:
        kin.country, kin.country_by = of.country, "kin"
        kin.by, kin.confidence = "kin", 0.6
    if not kin.sectors and of.sectors:
        kin.sectors = ["ELI"] if set(of.sectors) & _PUBLIC else ["CVL"]


def _unify(persons: list[Draft]) -> None:
    groups: dict[str, list[Draft]] = {}
    for d in persons:
        key = d.actor_id or d.name
        if key:
            groups.setdefault(key, []).append(d)
    by_word: dict[str, list[str]] = {}
    for key, members in groups.items():
        for word in set((members[0].name or "").split()):
            by_word.setdefault(word, []).append(key)
    for key, members in list(groups.items()):
        # Shorter names of somebody named in full: "Gil Castillo" of "Luis Alberto Gil Castillo".
        bare = [d for d in members if not d.actor_id]
        if not bare or key.startswith("person:"):
            continue
        owners = [
            k
            for k in by_word.get(key.split()[-1], ())
            if k != key and k in groups and _part_of(key, groups[k][0].name or "")
        ]
        if len(owners) == 1 and all(not d.country for d in bare):
            source = max(groups[owners[0]], key=lambda d: d.confidence)
            for d in bare:
                office, sectors = d.office, d.sectors
                copy_to(d, source, "coreference:surname", 0.85)
                d.office, d.sectors = office or d.office, sectors or d.sectors
                groups[owners[0]].append(d)
            del groups[key]
    for members in groups.values():
        if len(members) < 2:
            continue
        countries = {d.country for d in members if d.country}
        best = max(members, key=lambda d: (bool(d.country), bool(d.sectors), d.confidence))
        for d in members:
            if len(countries) == 1 and not d.country:
                d.country, d.country_by = best.country, "coreference"
                d.by = d.by if d.by.startswith("coreference") or d.sectors else "coreference:name"
                d.confidence = min(best.confidence, 0.8)
            if not d.sectors and best.sectors:
                d.sectors, d.office = list(best.sectors), d.office or best.office


def _part_of(short: str, name: str) -> bool:
    """Whether a name is a surname part of a longer one: its last words, or the last but one."""
    words, whole = short.split(), name.split()
    if len(words) >= len(whole) or len(whole) < 2:
        return False
    if words == whole[-len(words) :]:
        return True
    if len(words) == 1:
        return False
    # "Luis Gil" or "Gil Castillo" of "Luis Alberto Gil Castillo".
    places = iter(whole)
    return all(w in places for w in words)
