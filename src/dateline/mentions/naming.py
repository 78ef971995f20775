"""Names that the article itself teaches: acronyms in brackets, "the North"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.drafts import Draft
from dateline.mentions.pieces import NAME_TAGS

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token


_LEGAL_FORMS = frozenset(("llc", "inc", "ltd", "plc", "corp", "co", ""))
_QUOTES = frozenset("“\"'‘")


def copy_to(draft: Draft, source: Draft, by: str, confidence: float) -> None:
    """Make `draft` the same actor as `source`."""
    draft.source = source
    draft.actor_id, draft.name = source.actor_id, source.name
    draft.country, draft.sectors = source.country, list(source.sectors)
    draft.office = source.office
    draft.gender = draft.gender or source.gender
    draft.by, draft.confidence = by, round(min(confidence, source.confidence), 2)


def name_acronyms(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Acronyms introduced in brackets: "the Movement for Justice (MFJ)" and later "MFJ"."""
    by_end = {d.j: d for d in drafts if d.what in ("org", "agent", "geo", "group")}
    taken = {k: d for d in drafts for k in range(d.i, d.j)}
    known: dict[str, Draft] = {}
    taught: set[str] = set()
    found: list[Draft] = []
    for token in doc:
        text = token.text
        if not (2 <= len(text) <= 8 and text.isupper() and text.isalpha()):
            continue
        before = token.i - 1
        if before >= 1 and doc[before].text in _QUOTES:
            before -= 1  # (“IRA”)
        bracket = before >= 0 and doc[before].text == "("
        end = before
        while end > 1 and doc[end - 1].lower_.strip(",.") in _LEGAL_FORMS:
            end -= 1
        owner = by_end.get(before) or by_end.get(end)
        there = taken.get(token.i)
        alone = there is None or there.j - there.i == 1
        # A name that the text itself has made short wins over another one of the same letters.
        free = there is None or alone and (there.actor_id is None or text in taught)
        if bracket and owner is not None and text not in known and alone:
            initials = _initials(doc, owner)
            own = initials.endswith(text) and there is not None and (
                there.actor_id is not None and there.actor_id != owner.actor_id
            )  # fmt: skip
            if own:
                taught.add(text)
            if own or (free and text[0] in initials):
                known[text] = _last_named(owner)
                if known[text] is owner:
                    owner.what = "org" if owner.what == "group" else owner.what
                    owner.name = owner.name or doc.said(owner.i, owner.j)
                if there is not None:
                    there.drop = True
                found.append(_letters(token, known[text]))
            continue
        source = known.get(text)
        if source is not None and text in taught and there is not None and not alone:
            _belongs(there, token, source)
        if source is None or not free:
            continue
        if there is not None:
            there.drop = True
        found.append(_letters(token, source))
    return found


def _belongs(member: Draft, token: Token, source: Draft) -> None:
    """ "IEA director Tom Reed": he is of what the text means by the letters, not of another one's body."""
    units = member.chain.units if member.chain is not None else []
    if any(u.i <= token.i < u.j and u.entity is not None for u in units) and (
        member.actor_id is None or member.what == "person"
    ):
        member.country, member.sectors = source.country, list(source.sectors)


def _letters(token: Token, source: Draft) -> Draft:
    """The mention of `source` by its letters."""
    draft = Draft(
        token.i, token.i + 1, token.idx, token.idx + len(token.text), token.i, source.what
    )  # fmt: skip
    copy_to(draft, source, "acronym", 0.85)
    draft.kind = source.kind
    # "a Foreign Terrorist Organization (FTO)" is nobody's by what else is talked of.
    draft.stranger = source.stranger or (source.name or "").lower().startswith("foreign ")
    return draft


def name_aliases(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Short names that the text puts in brackets: "Rita Elena Paz Mora (Rita Paz)" and later "Rita Paz"."""
    found: list[Draft] = []
    known: dict[str, Draft] = {}
    for d in sorted((d for d in drafts if d.what == "person"), key=lambda d: d.i):
        if (again := known.get(d.said or d.name or "")) is not None:
            if d.actor_id is None or d.actor_id == again.actor_id:
                office, sectors = d.office, d.sectors
                copy_to(d, again, "coreference:name", 0.85)
                d.office, d.sectors = d.office or office, d.sectors or sectors
            continue
        if d.j + 2 >= len(doc) or doc[d.j].text != "(":
            continue
        end = next((k for k in range(d.j + 1, min(d.j + 5, len(doc))) if doc[k].text == ")"), 0)
        words = [t.text for t in doc[d.j + 1 : end]] if end else []
        whole = (d.said or d.name or "").split()
        if not words or not all(w.istitle() and w.isalpha() for w in words) or len(whole) < 2:
            continue
        if not set(words) & set(whole):
            continue
        inside = [o for o in drafts if d.j < o.i < end]
        if any(o.what not in ("person", "org") for o in inside):
            continue
        for one in inside:
            one.drop = True
        i = d.j + 1
        alias = Draft(
            i, end, doc[i].idx, doc[end - 1].idx + len(doc[end - 1].text), end - 1, "person"
        )
        copy_to(alias, d, "coreference:name", 0.85)
        alias.said = " ".join(words)
        known[alias.said] = d
        found.append(alias)
    return found


def _initials(doc: Doc, owner: Draft) -> str:
    """The first letters of the words of a name: AUC of "the African Union Commission"."""
    return "".join(w[0] for w in doc.said(owner.i, owner.j).split() if w[0].isupper())


def _last_named(owner: Draft) -> Draft:
    """ "officials of the East Asia Summit (EAS)": the letters are the summit's."""
    last = owner.chain.linked[-1] if owner.chain is not None and owner.chain.linked else None
    if last is None or last.entity is None or last.kind != "org" or last.j != owner.j:
        return owner
    entity = last.entity
    named = Draft(last.i, last.j, last.start, last.end, last.j - 1, "org", entity.id, entity.name)
    named.country, named.sectors, named.kind = (
        entity.country or None,
        list(entity.sectors),
        entity.kind,
    )
    named.by, named.confidence = "acronym", 0.9
    return named


def name_halves(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """ "the North", "the South" where the text is about the two Koreas."""
    states = {d.actor_id: d for d in drafts if d.actor_id in ("PRK", "KOR")}
    if not states:
        return []
    first = min(d.i for d in states.values())
    taken = {k for d in drafts for k in range(d.i, d.j)}
    halves = {"North": "PRK", "South": "KOR"}
    found: list[Draft] = []
    for token in doc:
        code = halves.get(token.text)
        if code is None or token.i in taken or token.i == 0:
            continue
        after = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if doc[token.i - 1].lower_ != "the" or token.i - 1 < first:
            continue
        if after is not None and after.tag_ in NAME_TAGS and after.dep_ != "nsubj":
            continue
        draft = Draft(
            token.i,
            token.i + 1,
            token.idx,
            token.idx + len(token.text),
            token.i,
            "geo",
            kind="state",
        )
        draft.actor_id = draft.country = code
        draft.name = f"{token.text} Korea"
        draft.by, draft.confidence = "coreference:topic", 0.85
        found.append(draft)
    return found
