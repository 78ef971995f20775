"""From one sentence to draft events: frames found, contents folded in, roles filled.

A draft that is dropped keeps the reason (`dropped`), so that `dateline explain` can tell it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.coding import ontology
from dateline.coding.contents import CARRIERS, Content, chosen, content_of, inside
from dateline.coding.frames import Match, candidates_in
from dateline.coding.keeping import why_not
from dateline.coding.lexicon import Lexicon
from dateline.coding.roles import ActorIndex, Roles, fill, identity, unique
from dateline.coding.slots import slot
from dateline.coding.standins import FIRST_PERSON
from dateline.coding.syntax import is_verbal, support_of
from dateline.coding.wordlists import word_list
from dateline.records import Actor

if TYPE_CHECKING:
    from dateline.language.words import Span as SpacySpan
    from dateline.language.words import Token

HOSTILE = frozenset(
    {"SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST", "ACCUSE", "REJECT", "THREATEN"}
)
NO_EVENT_WORDS = "dateline.no_event_words"
DEEDS = frozenset({"SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST", "RETREAT", "CONCEDE"})


@dataclass
class Draft:
    """An event in the making."""

    match: Match
    sentence: SpacySpan
    roles: Roles
    content: Content
    type: str
    mode: str | None
    about: str | None
    sources: list[Actor]
    targets: list[Actor]
    notes: list[str] = field(default_factory=list)
    dropped: str | None = None
    consumed_by: Match | None = None
    alleged_in: Draft | None = None


def drafts_in(sentence: SpacySpan, index: ActorIndex, lexicon: Lexicon) -> list[Draft]:
    """All drafts of a sentence in reading order, the dropped ones included."""
    candidates = candidates_in(sentence, lexicon)
    first = {i: matches[0] for i, matches in candidates.items()}
    by_head = {i: best for i, ms in candidates.items() if (best := chosen(ms, first))}
    by_head = _without_inner(by_head)
    _note_no_event(sentence, by_head)
    events = [m for m in by_head.values() if m.is_event]
    contents = {m.head.i: content_of(m, by_head) for m in events}
    # AGREE to something hostile is no agreement: the hostile act itself is what lies ahead.
    hostile = {
        m.head.i
        for m in events
        if m.frame.type == "AGREE"
        and (inner := contents[m.head.i].inner) is not None
        and inner.frame.type in HOSTILE
        and m.frame.about is None
    }
    consumed = _consumed(by_head, contents, hostile)
    drafts = []
    for match in events:
        draft = _draft(match, sentence, index, contents[match.head.i], contents)
        if match.head.i in hostile:
            draft.dropped = "agreeing to a hostile act is that act planned"
        elif match.head.i in consumed:
            draft.consumed_by = consumed[match.head.i]
            draft.dropped = f"part of {consumed[match.head.i].frame.id}"
        else:
            draft.dropped = why_not(draft, index)
        drafts.append(draft)
    _mark_alleged(drafts)
    _fold_demands(drafts)
    return drafts


def no_event_words(sentence: SpacySpan) -> set[int]:
    """The words of a sentence of which a row says that they are no event; known once its drafts are."""
    noted: set[int] = sentence.doc.user_data.get(NO_EVENT_WORDS, set())
    return {i for i in noted if sentence.start <= i < sentence.end}


def _note_no_event(sentence: SpacySpan, by_head: Mapping[int, Match]) -> None:
    told = {w.i for m in by_head.values() if m.is_event for w in m.words}
    words = {w.i for m in by_head.values() if not m.is_event for w in (m.head, *m.words)}
    sentence.doc.user_data.setdefault(NO_EVENT_WORDS, set()).update(words - told)


def _without_inner(by_head: dict[int, Match]) -> dict[int, Match]:
    """Drop what is only a word of a longer trigger ("fire" in "open fire")."""
    inner = {w.i for m in by_head.values() for w in m.words if w.i != m.head.i}
    return {i: m for i, m in by_head.items() if i not in inner or len(m.words) > 1}


def _consumed(
    by_head: Mapping[int, Match], contents: Mapping[int, Content], hostile: set[int]
) -> dict[int, Match]:
    """Triggers that are part of another frame's condition or content."""
    found: dict[int, Match] = {}
    for match in by_head.values():
        for token in (*match.bound, *match.words):
            other = by_head.get(token.i)
            if other is None or token.i == match.head.i:
                continue
            if _takes_up(match, other):
                found[token.i] = match
        if match.is_event and match.frame.type != "ACCUSE":
            for token in _completions(match):
                if token.i in by_head:
                    found.setdefault(token.i, match)
        if match.is_event and match.frame.type in CARRIERS and match.head.i not in hostile:
            content = contents[match.head.i]
            if content.inner is not None:
                for token in inside(content.roots, match.head):
                    if token.i in by_head and token.i != match.head.i:
                        found.setdefault(token.i, match)
    return found


def _takes_up(match: Match, other: Match) -> bool:
    """Whether a word of a frame's condition loses its own row to that frame."""
    if not match.is_event:
        # "coerce.none.hold-event" says that "held a meeting" is no COERCE, and nothing of meetings.
        same = match.frame.id.partition(".")[0] == other.frame.id.partition(".")[0]
        return same or is_verbal(other.head)
    # What is criticised stands for itself: "attacked a pact between A and B"; so does the deed that
    # is praised: "welcomed the withdrawal of A from B".
    if match.frame.type == "SUPPORT" and other.frame.type in DEEDS:
        return False
    return match.frame.type != "ACCUSE" or other.frame.type == "ACCUSE"


def _completions(match: Match) -> Iterator[Token]:
    """What only completes a trigger: "cancel contracts **to buy** power", "threatened to strike
    **unless the government drops** the tax"."""
    for bound in match.bound:
        for child in bound.children:
            if child.dep_ == "acl" and any(c.tag_ == "TO" for c in child.children):
                yield from child.subtree
    if match.frame.type in CARRIERS:
        for token in match.head.subtree:
            if token.dep_ == "advcl" and any(
                c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in token.children
            ):
                yield from token.subtree


def _draft(
    match: Match,
    sentence: SpacySpan,
    index: ActorIndex,
    content: Content,
    contents: Mapping[int, Content],
) -> Draft:
    frame = match.frame
    roles = fill(match, index)
    sources, targets = list(roles.sources), list(roles.targets)
    kind, mode, about = frame.type, frame.mode, frame.about
    if not targets and kind in {"SANCTION", "REJECT"}:
        # "cancel contracts to buy power from Laos"
        taken = {(a.start, a.end) for a in sources}
        named = unique(a for t in _completions(match) for a in index.on(t))
        targets = [a for a in named if (a.start, a.end) not in taken]
    if not targets and frame.reciprocal and len({identity(a) for a in sources}) < 2:
        targets = _other_party(match, index, sources)
    if frame.mode == "visit":
        targets = _with(targets, sources, _met_there(match, index))
    elif not targets and "AID" in {kind, about}:
        targets = _with((), sources, _helped_by(match, index))
    inner = content.inner
    if inner is not None and kind in CARRIERS:
        below = contents.get(inner.head.i)
        about = about or _about(inner)
        derived = _mode(kind, inner)
        mode = mode if mode and derived in {None, "change"} else derived
        if kind == "AGREE" and about in {"RETREAT", "CONCEDE"}:
            kind = "CONCEDE"
        if not targets or kind == "AGREE":
            sources, targets = _from_content(kind, sources, targets, inner, index, below)
    return Draft(match, sentence, roles, content, kind, mode, about, sources, targets)


def _other_party(match: Match, index: ActorIndex, sources: Sequence[Actor]) -> list[Actor]:
    """ "signed a deal to supply **Chad** with wheat": whom what is agreed is done for."""
    taken = {identity(a) for a in sources}
    deeds = [
        child
        for bound in match.bound
        for child in bound.children
        if child.dep_ == "acl" and child.lemma_ in word_list("exchanges")
    ]
    for path in ("iobj", "object", "prep:to", "prep:from", "prep:for"):
        found = unique(a for d in deeds for t in slot(d, path) for a in index.behind(t))
        if found := [a for a in found if identity(a) not in taken]:
            return found
    return []


def _with(
    targets: Sequence[Actor], sources: Sequence[Actor], others: Sequence[Actor]
) -> list[Actor]:
    """A side with others who are none of the doers."""
    taken = {identity(a) for a in (*targets, *sources)}
    return [*targets, *(a for a in others if identity(a) not in taken)]


def _purposes(match: Match) -> Iterator[Token]:
    """The infinitives that say what an act, or what is given in it, is for."""
    things = slot(match.head, "object") if is_verbal(match.head) else []
    things += [t for thing in things for t in slot(thing, "prep:in")]  # "two million in funding to"
    for word in (match.head, *things):
        for child in word.children:
            if child.dep_ in {"advcl", "xcomp", "acl", "relcl"} and any(
                c.tag_ == "TO" for c in child.children
            ):
                yield child
                yield from (c for c in child.conjuncts if is_verbal(c))


MET_IN = ("object", "prep:with", "prep:to", "prep:in", "object.prep:with", "object.prep:of")


def _met_there(match: Match, index: ActorIndex) -> list[Actor]:
    """ "will travel to Oslo **to meet the premier**", "flew to Oslo **for talks with** the premier"."""
    words = [
        t
        for verb in _purposes(match)
        if verb.lemma_ in word_list("meeting_verbs")
        for path in MET_IN
        for t in slot(verb, path)
    ]
    words += slot(match.head, "prep:for.prep:with") + slot(match.head, "prep:for.prep:of")
    return unique(a for t in words for a in index.behind(t))


def _helped_by(match: Match, index: ActorIndex) -> list[Actor]:
    """ "gave a million dollars **to feed the displaced in Chad**": whom the help is for."""
    for verb in _purposes(match):
        found = unique(a for t in slot(verb, "object") for a in index.behind(t))
        if found:
            return found
        for token in verb.subtree:
            found = index.on(token) or index.place_on(token)
            if found and token.lower_ not in FIRST_PERSON:
                return list(found)
    return []


def _about(inner: Match) -> str:
    return inner.frame.type


def _mode(kind: str, inner: Match) -> str | None:
    if kind in {"REQUEST", "REJECT"}:
        return ontology.asked_mode(inner.frame.type)
    if kind == "THREATEN":
        return ontology.threatened_mode(inner.frame.type, inner.frame.mode, inner.frame.cameo)
    return None


def _from_content(
    kind: str,
    sources: list[Actor],
    targets: list[Actor],
    inner: Match,
    index: ActorIndex,
    below: Content | None,
) -> tuple[list[Actor], list[Actor]]:
    """The missing target of a speech act is taken from the act inside it.

    Of a demand, whoever should act; of a promise or threat, whoever it would be done to.
    """
    roles = fill(inner, index)
    said = {(a.start, a.end) for a in sources}
    doers = [a for a in roles.sources if (a.start, a.end) not in said]
    hit = [a for a in roles.targets if (a.start, a.end) not in said]
    if not doers and not hit and below is not None and below.inner is not None:
        deeper = fill(below.inner, index)
        doers = [a for a in deeper.sources if (a.start, a.end) not in said]
        hit = [a for a in deeper.targets if (a.start, a.end) not in said]
    if targets:
        return sources, targets
    if kind in {"REQUEST", "REJECT"}:
        return sources, doers or hit
    return sources, hit or doers


def _fold_demands(drafts: Sequence[Draft]) -> None:
    """What a crowd in the street asks for is no row of its own: "thousands marched, **demanding** …"."""
    for protest in drafts:
        if protest.type != "PROTEST" or protest.dropped:
            continue
        for draft in drafts:
            verb = draft.match.head
            if draft.type != "REQUEST" or not _is_manner_of(verb, protest.match):
                continue
            draft.consumed_by = protest.match
            draft.dropped = f"part of {protest.match.frame.id}"


def _is_manner_of(verb: Token, match: Match) -> bool:
    """Whether a participle or infinitive without a subject of its own says what goes with an act."""
    if verb.tag_ not in {"VBG", "VB"} or not is_verbal(verb):
        return False
    if verb.dep_ not in {"advcl", "acl", "xcomp"} or any(c.dep_ == "nsubj" for c in verb.children):
        return False
    support = support_of(match.head)
    carriers = {w.i for w in match.words} | ({support[0].i} if support else set())
    return verb.head.i in carriers


def _mark_alleged(drafts: Sequence[Draft]) -> None:
    """An act inside an accusation's content is alleged there."""
    for outer in drafts:
        if outer.dropped or outer.type != "ACCUSE" or not outer.content.roots:
            continue
        tokens = {t.i for t in inside(outer.content.roots, outer.match.head)}
        for draft in drafts:
            if draft is not outer and draft.match.head.i in tokens and draft.alleged_in is None:
                draft.alleged_in = outer
