"""What the members of a list, or of a body named before them, share: "a Kenyan delegation led by Ola Trem".

"Ana Roca and Jo Adu, judges of the Supreme Court", "officials of Togo, including Ana Roca and Jo Adu",
"Interior Minister Roca and Trade Secretary Adu": who stands in one list, or leads a delegation, is of
the same country; who is listed under a role has that role too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.antecedents import is_state_code
from dateline.mentions.drafts import Draft

if TYPE_CHECKING:
    from dateline.language.words import Doc

_LED = frozenset(("led", "headed", "chaired", "leading", "heading"))
# Those who are led are led by one of their own.
_GROUPS = frozenset(
    "delegation team mission group party contingent side committee crew contingent entourage force "
    "commission panel movement".split()
)
_JOINTS = ([","], ["and"], [",", "and"], ["or"], [";"], [",", "as", "well", "as"], [";", "and"])
# Offices that each state has one of, and whose holders meet each other.
_MEETS_ITS_LIKE = frozenset(
    "president|prime minister|premier|chancellor|king|queen|emir|sultan|foreign minister|foreign secretary|"
    "defence minister|defense minister|secretary of state|defense secretary|defence secretary|"
    "ambassador|envoy|special envoy|spokesman|spokesperson|spokeswoman|governor|secretary-general|"
    "secretary general|special representative|minister of foreign affairs|minister for foreign affairs|"
    "minister of defense|minister of defence".split("|")
)
_PUBLIC = frozenset("GOV MIL LEG JUD COP SPY REB OPP PTY PRM ELI".split())
_NAMES_WHO = (
    ["including"],
    ["such", "as"],
    ["like"],
    ["namely"],
    [":"],
    ["among", "them"],
    ["included"],
)
_MANY = 24


def read_lists(doc: Doc, drafts: list[Draft]) -> None:
    """Give persons of a list what the list says of them, where nothing else has."""
    drafts = sorted(
        (d for d in drafts if not d.drop and not _bracketed(doc, d)), key=lambda d: (d.i, d.j)
    )
    for k, draft in enumerate(drafts):
        if draft.what in ("agent", "group", "org") and draft.country:
            _leader(doc, draft, drafts[k + 1 : k + 5])
        told = draft.country or draft.sectors
        if draft.what == "agent" and draft.plural and told and not draft.same_as:
            _called_so(doc, draft, drafts[max(0, k - _MANY) : k])
        if draft.what == "agent" and draft.plural and draft.kind in ("person", "people"):
            _worn_by_several(doc, draft, drafts[k + 1 : k + 1 + _MANY])
        many = draft.what == "agent" and (draft.plural or draft.noun.split()[-1:] == ["delegation"])
        if many and draft.country and not draft.same_as:
            _named_after(doc, draft, drafts[k + 1 : k + 1 + _MANY])
    _same_side(doc, drafts)


def _worn_by_several(doc: Doc, role: Draft, after: list[Draft]) -> None:
    """ "officers Ana Roca and Jo Adu": a title in the plural right before the names of those who have it."""
    persons: list[Draft] = []
    end = role.j
    for d in after:
        if d.what != "person" or _gap(doc, end, d.i) not in (_JOINTS if persons else ([],)):
            break
        persons.append(d)
        end = d.j
    if len(persons) > 1:
        for person in persons:
            _tell(person, role, True)
            if not person.country and person.actor_id is None:
                # Whose they are may be told later.
                person.source, person.by = role, "coreference:title"
        role.drop = all(p.country for p in persons)


def _gap(doc: Doc, i: int, j: int) -> list[str]:
    """The words between two mentions, what stands in brackets left out."""
    words, depth = [], 0
    for t in doc[i:j]:
        depth += (t.text == "(") - (t.text == ")")
        if not depth and t.text != ")" and not t.is_space:
            words.append(t.lower_)
    return words


def _bracketed(doc: Doc, d: Draft) -> bool:
    return d.i > 0 and doc[d.i - 1].text == "(" and d.j < len(doc) and doc[d.j].text == ")"


def _leader(doc: Doc, group: Draft, after: list[Draft]) -> None:
    """ "the Kenyan delegation, led by Ola Trem": one of the delegation's own."""
    noun = (group.noun or doc[group.root].lower_).split()[-1]
    if noun not in _GROUPS and not (group.what == "org" and group.kind in ("group", "party")):
        return
    for person in after:
        if person.what != "person":
            if person.country not in (None, group.country) and person.what == "agent":
                return
            continue
        words = _gap(doc, group.j, person.i)
        if len(words) <= 12 and words[-1:] == ["by"] and len(words) > 1 and words[-2] in _LED:
            _tell(person, group, "GOV" in group.sectors or "MIL" in group.sectors)
        return


def _called_so(doc: Doc, role: Draft, before: list[Draft]) -> None:
    """ "Ana Roca and Jo Adu, judges of the Supreme Court": each of them is one."""
    if role.kind not in ("person", "people") or role.j < len(doc) and not (
        doc[role.j].is_punct or doc[role.j].lower_ in ("and", "who", "were", "said", "met")
    ):  # fmt: skip
        return
    persons: list[Draft] = []
    end = role.i
    for d in reversed(before):
        words = _gap(doc, d.j, end)
        fits = words in ([","], [",", "the"], [",", "both"], [",", "all"]) if not persons else (
            words in _JOINTS
        )  # fmt: skip
        if d.what != "person" or not fits:
            break
        persons.append(d)
        end = d.i
    if len(persons) > 1:
        for person in persons:
            _tell(person, role, True)


def _named_after(doc: Doc, group: Draft, after: list[Draft]) -> None:
    """ "Kenyan ministers, including Ola Trem and Jo Adu": each is one of them."""
    end, first = group.j, True
    for d in after:
        words = _gap(doc, end, d.i)
        if first:
            words = words[1:] if words[:1] == [","] else words
            fits = words in _NAMES_WHO or words[-1:] == [":"] and len(words) < 4
            fits = fits or not words and _counted(doc, group) and _several(doc, after)
        else:
            fits = words in _JOINTS
        if fits and _counted(doc, group) and _unknown_name(d):
            d.what = "person"  # as the recogniser takes many a name for an organisation's
        if not fits or d.what != "person":
            return
        _tell(d, group, group.plural and bool(_PUBLIC & set(group.sectors)))
        first, end = False, d.j


def _counted(doc: Doc, group: Draft) -> bool:
    """ "three Kenyan officials": a number stands in the mention."""
    return any(t.like_num for t in doc[group.i : group.j])


def _unknown_name(d: Draft) -> bool:
    """A name of two or three words of which nothing is known."""
    known = d.actor_id or d.country or d.sectors or d.candidates
    return d.what == "org" and not known and 2 <= d.j - d.i <= 3


def _several(doc: Doc, after: list[Draft]) -> bool:
    """Whether two persons or more follow in one list."""
    if len(after) < 2 or any(d.what != "person" and not _unknown_name(d) for d in after[:2]):
        return False
    return _gap(doc, after[0].j, after[1].i) in _JOINTS


def _tell(person: Draft, source: Draft, sectors: bool) -> None:
    if person.actor_id is not None or person.stranger:
        return
    if not person.country and source.country:
        person.country, person.country_by = source.country, "list"
        person.confidence = max(person.confidence, 0.65)
        if person.by == "unresolved":
            person.by = "apposition"
    if sectors and not person.sectors and source.country in (None, person.country):
        person.sectors = list(source.sectors)


def _same_side(doc: Doc, drafts: list[Draft]) -> None:
    """ "Health Minister Ola Trem and Labour Secretary Jo Adu": holders of office side by side."""
    last: Draft | None = None
    for d in drafts:
        if d.what != "person":
            if last is not None and d.i >= last.j and not _within(d, last):
                last = None if d.i - last.j > 2 or d.country not in (None, last.country) else last
            continue
        if (
            last is not None
            and d.office_said
            and not d.country
            and d.actor_id is None
            and not d.proper
            and _plain(d) not in _MEETS_ITS_LIKE
            and _plain(d) != _plain(last)
            and _gap(doc, last.j, d.i) in _JOINTS
        ):
            d.country, d.country_by = last.country, "list"
            d.confidence = max(min(d.confidence, 0.6), 0.5)
        public = d.office_said and bool(_PUBLIC & set(d.sectors)) and is_state_code(d.country)
        last = d if public else None


def _within(d: Draft, other: Draft) -> bool:
    return other.i <= d.i < other.j


def _plain(d: Draft) -> str:
    words = (d.office_said or "").lower().split()
    return " ".join(w for w in words if w not in ("former", "then", "acting", "interim"))
