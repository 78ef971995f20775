"""Who is source and who is target of a reading: the model's word shares and the rules together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.coding.roles import WHERE, has_kin, who
from dateline.coding.standins import stand_in
from dateline.coding.syntax import is_for_or_against, is_verbal, surface_subject, with_conjuncts
from dateline.coding.turns import Coded
from dateline.coding.typing.model import Part, TriggerReading
from dateline.coding.wordlists import word_list
from dateline.records import Actor, Span

if TYPE_CHECKING:
    from dateline.language.words import Span as SpacySpan
    from dateline.language.words import Token

RULE_SHARE = 0.3
"""Added to an actor's share in the side on which rules that drop the reading put it."""
PARTY_FROM = 0.5
"""The share from which an actor is a party of such a reading."""
AGREED_FROM = 0.3
"""Where the rules keep the reading, their side stands if the model gives one of it this share …"""
OTHERS_FROM = 0.75
"""… else those to whom it gives this share take the side. The same fills an empty side."""
UNNAMED_FROM = 0.6
"""The share that words need which are no known actor."""


def share_of(parts: Sequence[Part], spans: Sequence[Span]) -> float:
    """The largest share that the model gives a token within the spans."""
    return max(
        (p.share for p in parts for s in spans if p.start < s.end and p.end > s.start), default=0.0
    )


def parties(
    reading: TriggerReading,
    ruled: Coded | None,
    sentence: SpacySpan,
    actors: Collection[Actor],
    trigger: Token,
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who is source and who target.

    Where the rules keep a reading, their sides stand unless the model sees others there and none of
    theirs. Else each actor of the sentence goes to the side with its larger share.
    """
    first, end = sentence.start_char, sentence.end_char
    here = [a for a in actors if first <= a.start < end]
    rules = (ruled.sources, ruled.targets) if ruled is not None else ((), ())
    if ruled is not None and ruled.draft.dropped is None:
        sources, targets = (_agreed(reading, ruled, i, sentence, here) for i in (0, 1))
    else:
        sources, targets = (
            asked or tuple(ruled_side)
            for asked, ruled_side in zip(
                _by_shares(reading, rules, sentence, here, trigger), rules, strict=True
            )
        )
        doers = ruled.draft.roles.source_words if ruled is not None else ()
        if (
            doers
            and ruled is not None
            and (ruled.draft.roles.empty_source or _own_it(doers, trigger))
        ):
            sources = tuple(a for a in sources if _is_of(a, doers))
    sources, targets = _once(sources), _once(targets)
    return sources, tuple(
        a
        for a in targets
        if not _among(a, sources)
        and not any(_means(a, s) for s in sources)
        and not _is_their_own_state(a, sources)
    )


def _once(side: Sequence[Actor]) -> tuple[Actor, ...]:
    """Each party of a side by its first mention: "the United Arab Emirates (UAE)", "Mayor Ann Okello … she"."""
    return tuple(a for k, a in enumerate(side) if not any(_is_again(a, b) for b in side[:k]))


def _is_again(actor: Actor, earlier: Actor) -> bool:
    if actor.actor_id or earlier.actor_id:
        return actor.actor_id == earlier.actor_id
    return bool(actor.name) and (actor.name, actor.country) == (earlier.name, earlier.country)


def _is_their_own_state(target: Actor, sources: Sequence[Actor]) -> bool:
    """Whether the other party is only the state for which an office holder acts: "The minister affirmed
    **Norway**'s pledge"."""
    return (
        target.country is not None
        and not target.sectors
        and target.office is None
        and bool(sources)
        and all(_acts_for(a, target.country) for a in sources)
    )


def _acts_for(holder: Actor, country: str) -> bool:
    """Whether somebody known by name, and not by what the text speaks of, holds an office in a country."""
    known = bool(holder.name) and not holder.resolved_by.startswith("coreference")
    return known and holder.country == country and holder.sectors == ["GOV"]


def _means(pronoun: Actor, other: Actor) -> bool:
    """Whether a pronoun stands for another party: "**Lund** voiced **her** readiness to help"."""
    looks_back = pronoun.resolved_by.startswith("coreference:pronoun")
    return looks_back and pronoun.name is not None and pronoun.name == other.name


def _agreed(
    reading: TriggerReading,
    ruled: Coded,
    side: int,
    sentence: SpacySpan,
    here: Sequence[Actor],
) -> tuple[Actor, ...]:
    """One side (0 source, 1 target) of a reading that the rules keep; what a user's own row says
    stands."""
    parts, other_parts = (
        (reading.source, reading.target) if side == 0 else (reading.target, reading.source)
    )
    start = sentence.start_char

    def share(actor: Actor, of: Sequence[Part]) -> float:
        return share_of(of, [Span(actor.start - start, actor.end - start)])

    own, beyond = (ruled.sources, ruled.targets)[:: -1 if side else 1]
    # Of a party that stands in another sentence the model has seen nothing.
    unseen = any(not start <= a.start < sentence.end_char for a in own)
    stands = unseen or ruled.draft.match.frame.own
    if own and (stands or max(share(a, parts) for a in own) >= AGREED_FROM):
        return tuple(own)
    taken = {who(a) for a in beyond}
    known = _likeliest(
        [
            (share(a, parts), a)
            for a in here
            if share(a, parts) >= max(OTHERS_FROM, share(a, other_parts))
            and who(a) not in taken
            and not _among(a, beyond)
            and not _is_elsewhere(a, sentence, ruled.draft.match.head)
            and not _only_says_it(a, sentence, ruled.draft.match.head)
        ]
    )
    if not known and not own:
        unnamed = _unnamed(parts, sentence, [*here, *beyond])
        known = [a for a in unnamed if not _is_elsewhere(a, sentence, ruled.draft.match.head)]
    return tuple(known) or tuple(own)


def _likeliest(known: Sequence[tuple[float, Actor]]) -> list[Actor]:
    """Of the mentions of a name the one with the largest share: "at a meeting on **Syria** … announced aid
    for **Syria**"."""
    best: dict[str, float] = {}
    for share, actor in known:
        best[actor.text] = max(share, best.get(actor.text, 0.0))
    return [actor for share, actor in known if share == best[actor.text]]


def _is_elsewhere(actor: Actor, sentence: SpacySpan, trigger: Token) -> bool:
    """Whether a name says where ("marched in Brussels"), who does something else ("is suspected by
    officials of planning a raid"), or whom the purpose is about ("signed a pact to fight rebels")."""
    words = sentence.doc.char_span(actor.start, actor.end, alignment_mode="expand")
    if words is None:
        return False
    verb = next((t for t in words.root.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    if verb is not None and verb.i != trigger.i and trigger.is_ancestor(verb):
        return True
    preposition = words.root.head
    if has_kin(words.root) or _is_beside_what_shows(words.root, trigger):
        return True
    if words.root.dep_ in {"nsubj", "nsubjpass"} and preposition.dep_ == "conj":
        # "The violence went on and the ministry recalled its staff": its doing is another.
        return preposition.i != trigger.i and not preposition.is_ancestor(trigger)
    if words.root.dep_ != "pobj":
        return False
    if preposition.lower_ == "to" and preposition.head.lower_ == "according":
        return True
    by_other = preposition.dep_ == "agent" and preposition.head.i != trigger.i
    # "thanks in the name of the government": of those who thank.
    by_other = (
        by_other or preposition.lower_ == "of" and preposition.head.lower_ in ("name", "behalf")
    )
    return by_other or preposition.lower_ in {*WHERE, "through"}


def _is_in_another_clause(actor: Actor, sentence: SpacySpan, trigger: Token) -> bool:
    """Whether a name stands in a clause of its own beside the trigger's: "the protests began **after the
    government** raised fares"."""
    words = sentence.doc.char_span(actor.start, actor.end, alignment_mode="expand")
    if words is None:
        return False
    if _is_beside_what_shows(words.root, trigger):
        return True
    above = {trigger.i, *(t.i for t in trigger.ancestors)}
    node = words.root
    while node.i not in above and node.head is not node:
        if node.dep_ == "advcl" and any(c.dep_ in ("nsubj", "nsubjpass") for c in node.children):
            return True
        node = node.head
    return False


def _is_beside_what_shows(name: Token, trigger: Token) -> bool:
    """Whether a name has no part in an act that something only shows: "**police** presented evidence of a
    raid"; what is shown has its parties in its own words ("evidence of a raid by rebels")."""
    if is_verbal(trigger):
        return False
    shown = next((t for t in trigger.ancestors if is_verbal(t) or _shows(t)), None)
    return shown is not None and _shows(shown) and not shown.is_ancestor(name)


def _shows(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and noun.lemma_ in word_list("shows")


def _is_of(actor: Actor, doers: Sequence[Token]) -> bool:
    """Whether somebody belongs to the words that do it: of "another accused" nobody named before does."""
    return any(
        actor.start < word.doc[word.right_edge.i].idx + len(word.right_edge.text)
        and word.left_edge.idx < actor.end
        for word in doers
    )


def _own_it(doers: Sequence[Token], trigger: Token) -> bool:
    """ "in advance of **my** visit, an official stressed": whoever writes does it, and nobody named beside."""
    return all(
        word.dep_ == "poss" and word.lower_ == "my" and word.head.i == trigger.i for word in doers
    )


def _only_says_it(actor: Actor, sentence: SpacySpan, trigger: Token) -> bool:
    """ "**The army** said that rockets were fired": who tells what was done, and not by whom."""
    if not any(c.dep_ == "nsubjpass" for c in trigger.children):
        return False
    words = sentence.doc.char_span(actor.start, actor.end, alignment_mode="expand")
    if words is None:
        return False
    node = trigger
    while node.dep_ in {"ccomp", "acomp", "xcomp"}:
        told, node = node.dep_ == "ccomp", node.head
        if told and any(
            words.start <= t.i < words.end for t in with_conjuncts(surface_subject(node))
        ):
            return True
    return False


def _is_a_cause(actor: Actor, sentence: SpacySpan) -> bool:
    """Whether a name only says for or against whom others are: "pro-Kenya protests"."""
    words = sentence.doc.char_span(actor.start, actor.end, alignment_mode="expand")
    return words is not None and is_for_or_against(words[0])


def _among(actor: Actor, others: Sequence[Actor]) -> bool:
    return any(actor.start < o.end and o.start < actor.end for o in others)


def _by_shares(
    reading: TriggerReading,
    rules: tuple[Sequence[Actor], Sequence[Actor]],
    sentence: SpacySpan,
    here: Sequence[Actor],
    trigger: Token,
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    start = sentence.start_char
    by_rule = tuple({(a.start, a.end) for a in side} for side in rules)
    sides: tuple[list[Actor], list[Actor]] = ([], [])
    for actor in here:
        if _is_in_another_clause(actor, sentence, trigger) or _is_a_cause(actor, sentence):
            continue
        if _only_says_it(actor, sentence, trigger):
            continue
        span = [Span(actor.start - start, actor.end - start)]
        shares = [
            share_of(parts, span) + RULE_SHARE * ((actor.start, actor.end) in by_rule[i])
            for i, parts in enumerate((reading.source, reading.target))
        ]
        side = 0 if shares[0] >= shares[1] else 1
        if shares[side] >= PARTY_FROM:
            sides[side].append(actor)
    for i, parts in enumerate((reading.source, reading.target)):
        if not sides[i]:
            sides[i].extend(_unnamed(parts, sentence, [*here, *sides[1 - i]]))
    return tuple(sides[0]), tuple(sides[1])


def _unnamed(parts: Sequence[Part], sentence: SpacySpan, known: Sequence[Actor]) -> Iterator[Actor]:
    """Parties that no mention covers: "we", "the detainees", "the management"."""
    start = sentence.start_char
    for run in _runs(parts):
        words = sentence.doc.char_span(run.start + start, run.end + start, alignment_mode="expand")
        party = stand_in(words.root) if words is not None else None
        if party is not None and not _among(party, known):
            yield party


def _runs(parts: Sequence[Part]) -> Iterator[Span]:
    """The runs of tokens that are likely in the part, one blank apart at most."""
    run: Span | None = None
    for part in parts:
        if part.share < UNNAMED_FROM:
            continue
        if run is not None and part.start - run.end <= 1:
            run = Span(run.start, part.end)
            continue
        if run is not None:
            yield run
        run = Span(part.start, part.end)
    if run is not None:
        yield run
