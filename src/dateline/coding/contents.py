"""What a promise, threat, demand, refusal or accusation is about: the act inside its content."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding.frames import Match
from dateline.coding.syntax import is_verbal, surface_subject

if TYPE_CHECKING:
    from dateline.language.words import Token

# These carry their content in themselves: the act named in them makes no row of its own.
CARRIERS = frozenset({"REQUEST", "THREATEN", "AGREE", "REJECT", "CONCEDE"})
# Clauses inside a content that tell of something else.
OUTSIDE = frozenset({"relcl", "poss", "advcl", "appos", "parataxis"})


# One undertakes and asks for what is to come: "agreed that they would meet", not "agreed that it was late".
UNDERTAKINGS = frozenset({"AGREE", "CONCEDE", "REQUEST"})


class Content(NamedTuple):
    """The words a frame governs as its content, and the act that they name, if any."""

    roots: tuple[Token, ...]
    inner: Match | None


def content_of(match: Match, by_head: Mapping[int, Match]) -> Content:
    """The content of a match; `by_head` maps token indexes to the sentence's matches."""
    for path in match.frame.content:
        roots = tuple(t for t in match.slot(path) if t.i != match.head.i)
        if path == "ccomp" and match.frame.type in UNDERTAKINGS:
            plain = {"VB", "VBP"} if match.frame.type == "REQUEST" else {"VB"}
            roots = tuple(t for t in roots if _lies_ahead(t) or t.tag_ in plain)
        if path == "xcomp" and match.frame.type == "REQUEST":
            roots = tuple(t for t in roots if not _asks_for_oneself(match.head, t))
        for root in roots:
            inner = _nearest(root, match, by_head)
            if inner is not None:
                return Content(roots, inner)
    for token in match.bound:
        # "refused to meet": what a frame asks for by name may be its content too.
        named = by_head.get(token.i)
        if named is not None and named.is_event and named.frame.type not in CARRIERS:
            if match.frame.type in CARRIERS and match.frame.type != named.frame.type:
                return Content((token,), named)
    first = next((r for p in match.frame.content if (r := tuple(match.slot(p)))), ())
    return Content(tuple(t for t in first if t.i != match.head.i), None)


def _asks_for_oneself(verb: Token, content: Token) -> bool:
    """ "wants to mend fences", "asked to leave": the asker is the doer, so that nobody is asked."""
    if not is_verbal(verb) or not is_verbal(content):
        return False
    return {t.i for t in surface_subject(verb)} == {t.i for t in surface_subject(content)}


def _lies_ahead(verb: Token) -> bool:
    if any(c.tag_ in {"MD", "TO"} for c in verb.children):
        return True
    # "demanded that they be released"
    return any(c.dep_ == "auxpass" and c.lower_ == "be" for c in verb.children)


def _nearest(root: Token, outer: Match, by_head: Mapping[int, Match]) -> Match | None:
    """The act nearest to the top of a content, not looking into other clauses."""
    queue = deque([root])
    while queue:
        token = queue.popleft()
        found = by_head.get(token.i)
        if found is not None and found.head.i != outer.head.i:
            return found if found.is_event else None
        queue.extend(c for c in token.children if c.dep_ not in OUTSIDE and c.i != outer.head.i)
    return None


def inside(roots: tuple[Token, ...], outer: Token) -> Iterator[Token]:
    """All tokens of a content, but for relative clauses, which speak of something else."""
    queue = deque(roots)
    while queue:
        token = queue.popleft()
        yield token
        queue.extend(
            c
            for c in token.children
            if c.dep_ not in {"relcl", "parataxis"} and c.i != outer.i and not _aside(c)
        )


def _aside(clause: Token) -> bool:
    """A participle after a comma: ", describing it as part of a scheme"."""
    return clause.dep_ == "advcl" and clause.tag_ == "VBG"


def chosen(candidates: Sequence[Match], by_head: Mapping[int, Match]) -> Match | None:
    """The best of the frames at a word whose need of a content is met."""
    met = [m for m in candidates if not m.frame.need_content or content_of(m, by_head).inner]
    # With as many conditions met, a frame that found its content says more than one without.
    return max(met, key=lambda m: (m.rank[0], m.frame.need_content), default=None)
