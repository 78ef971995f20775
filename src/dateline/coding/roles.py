"""Which actors fill a frame's source and target.

A slot is filled by words; an actor is a mention over such words, or the one who stands behind a
thing named there: "condemned Iran's missile test" has Iran as its target.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding.frames import Match
from dateline.coding.syntax import (
    agents,
    is_passive,
    is_verbal,
    slot,
    support_of,
    surface_subject,
    with_conjuncts,
)
from dateline.coding.wordlists import word_list
from dateline.mentions.place_names import SETTLEMENTS
from dateline.records import Actor, Attribution, Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Through which words the actor behind a thing is found, best first.
BEHIND = ("poss", "mod", "prep:by", "prep:between", "prep:among", "prep:of", "prep:from")
# Sectors that do not make an event political by themselves, whatever the event is …
PRIVATE = frozenset({"BUS", "MNC", "AGR", "UNK"})
# … and those that do not when nothing but words or help is exchanged.
UNARMED = PRIVATE | {"CVL", "EDU", "LAB", "JRN", "MED", "REL", "REF", "SOC", "CRM"}
ANYBODY = PRIVATE | {"CVL", "CRM", "MED"}
OPEN_TO_ALL = frozenset({"ASSAULT", "PROTEST", "RETREAT"})
WORDS_OR_HELP = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "REQUEST"})
# Slots in which a place stands for those who live or rule there: "opened an embassy in Oslo".
PLACE_SLOTS = (
    *("prep:in", "prep:at", "prep:into", "prep:to", "prep:from", "prep:inside", "prep:near"),
    *("prep:off", "prep:over", "prep:on", "prep:against", "prep:toward", "prep:towards"),
)
# What is done to a town is done to its country.
ON_PLACES = frozenset({"ASSAULT", "COERCE"})


PLURAL = frozenset({"NNS", "NNPS"})
# "the roads leading into Chad": what goes to a place is that place's.
LEADING = frozenset({"lead", "run", "go"})

FIRST_PERSON = frozenset({"i", "we", "us", "our", "my"})


class Roles(NamedTuple):
    """The actors in a frame's slots, and the words that stand there.

    `first_party` are those of a reciprocal act who stand in its first slot ("A met B": A).
    """

    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    source_words: tuple[Token, ...]
    target_words: tuple[Token, ...]
    first_party: tuple[Actor, ...] = ()

    @property
    def empty_source(self) -> bool:
        """The source's slot is filled, and not by an actor."""
        return bool(self.source_words) and not self.sources


def _named_after_of(token: Token) -> int:
    """The token that names a settlement, "the town of Bamenda"; -1 where there is none."""
    if token.lemma_.lower() in SETTLEMENTS:
        for preposition in token.rights:
            if preposition.lower_ == "of":
                return next((t.i for t in preposition.children if t.dep_ == "pobj"), -1)
    return -1


class ActorIndex:
    """The actors of a document by token, so that a slot's word finds its mention."""

    def __init__(self, doc: Doc, actors: Sequence[Actor], places: Sequence[Place] = ()) -> None:
        self._at: dict[int, list[Actor]] = defaultdict(list)
        self._place: dict[int, Place] = {}
        for place in places:
            for token in doc.char_span(place.start, place.end, alignment_mode="expand") or ():
                if place.country:
                    self._place[token.i] = place
        for actor in actors:
            span = doc.char_span(actor.start, actor.end, alignment_mode="expand")
            for token in span or ():
                self._at[token.i].append(actor)
        for noun in doc:
            if noun.tag_ in PLURAL and self._at.get(noun.i):
                self._at[noun.i][:0] = self._joined_before(noun)

    def _joined_before(self, noun: Token) -> list[Actor]:
        """ "Chilean and Peruvian leaders": those of each nationality that stands before a plural."""
        found = []
        for child in noun.children:
            if child.i < noun.i and child.dep_ in {"amod", "nmod", "compound"}:
                names = [t for t in child.subtree if t.dep_ == "conj" and t.i < noun.i]
                found += [
                    a for t in ([child, *names] if names else ()) for a in self._at.get(t.i, ())
                ]
        mine = self._at[noun.i]
        return unique(a for a in found if a.country and a not in mine)

    def hear(self, doc: Doc, attributions: Sequence[Attribution]) -> None:
        """Let "I" and "we" inside quotation marks stand for whoever is quoted."""
        for said in attributions:
            if said.source is None or said.kind == "indirect":
                continue
            source = doc.char_span(said.source.start, said.source.end, alignment_mode="expand")
            speakers = self.on(source.root) if source is not None else []
            for part in said.content:
                span = doc.char_span(part.start, part.end, alignment_mode="expand")
                for token in span or ():
                    if speakers and token.lower_ in FIRST_PERSON and not self._at.get(token.i):
                        self._at[token.i] = list(speakers)

    def on(self, token: Token) -> list[Actor]:
        """The actors whose mention covers the token."""
        return self._at.get(token.i, [])

    def place_on(self, token: Token) -> list[Actor]:
        """The country that a place on the token lies in, as an actor."""
        place = self._place.get(token.i) or self._place.get(_named_after_of(token))
        if place is None or place.country is None:
            return []
        return [
            Actor(
                start=place.start,
                end=place.end,
                text=place.text,
                actor_id=place.country,
                name=place.name,
                country=place.country,
                resolved_by="place",
                confidence=0.6,
            )
        ]

    def acting(self, token: Token) -> list[Actor]:
        """The actors that a verb's subject names: a firm "of Germany" does not act for Germany."""
        found = self.on(token) or self._speaker_of(token)
        if found or token.lemma_.lower() in word_list("proxies") | word_list("instruments"):
            return found or self.behind(token)
        owned = [
            a for path in BEHIND if path != "mod" for t in slot(token, path) for a in self.on(t)
        ]
        return unique(owned)

    def _speaker_of(self, token: Token) -> list[Actor]:
        """ "Albania said it is ready": an unresolved pronoun in what somebody says of itself."""
        if token.pos_ != "PRON" or token.lower_ not in {"it", "they", "he", "she"}:
            return []
        clause = token.head
        if clause.dep_ != "ccomp" or not is_verbal(clause.head):
            return []
        return [
            a
            for t in surface_subject(clause.head)
            for a in self.on(t)
            if token.lower_ != "it" or (a.office is None and t.tag_ in {"NN", "NNP", "NNPS"})
        ]

    def behind(self, token: Token, depth: int = 0) -> list[Actor]:
        """The actors on the token or, when it is a thing, those whose thing it is."""
        found = self.on(token)
        if found or depth > 2 or is_verbal(token):
            return found
        named = [a for c in token.children if c.dep_ == "compound" for a in self.on(c)]
        if named and not any(c.dep_ == "poss" for c in token.children):
            return named  # "a police post", "the rebel camp"
        for path in BEHIND:
            found = [a for t in slot(token, path) for a in self.behind(t, depth + 1)]
            if found:
                return found
        if token.lemma_.lower() in word_list("between_two"):
            found = [a for t in slot(token, "prep:with") for a in self.behind(t, depth + 1)]
            if found:
                return found
        for path in ("prep:into", "prep:to"):
            roads = [c for c in token.children if c.dep_ == "acl" and c.lemma_ in LEADING]
            found = [a for c in roads for t in slot(c, path) for a in self.behind(t, depth + 1)]
            if found:
                return found
        # "a pact signed by Israel and Bahrain"
        makers = with_conjuncts([t for c in token.children if c.dep_ == "acl" for t in agents(c)])
        return [a for t in makers for a in self.behind(t, depth + 1)]


def fill(match: Match, index: ActorIndex) -> Roles:
    """The roles of one match, each from the first of its slots that holds an actor."""
    frame = match.frame
    if frame.reciprocal:
        both = unique(
            a
            for path in (*frame.source, *frame.target)
            for t in match.slot(path)
            for a in index.behind(t)
        )
        words = tuple(t for path in frame.source[:1] for t in match.slot(path))
        first = unique(a for t in words for a in index.behind(t))
        return Roles(tuple(both), (), words, (), tuple(first))
    sources, source_words = _first(match, frame.source, index, ())
    targets, target_words = _first(match, frame.target, index, sources)
    if not is_verbal(match.head):
        sources, targets = _by_support(match, index, sources, targets)
    taken = {(a.start, a.end) for a in sources}
    targets = [a for a in targets if (a.start, a.end) not in taken]
    return Roles(tuple(sources), tuple(targets), tuple(source_words), tuple(target_words))


def _first(
    match: Match, paths: Iterable[str], index: ActorIndex, others: Sequence[Actor]
) -> tuple[list[Actor], list[Token]]:
    words: list[Token] = []
    for path in paths:
        tokens = [t for t in match.slot(path) if t.i != match.head.i]
        doer = path == "subject" and match.head.pos_ in {"VERB", "AUX", "ADJ"}
        found = unique(a for t in tokens for a in (index.acting(t) if doer else index.behind(t)))
        on_place = path == "object" and match.frame.type in ON_PLACES
        if not found and not words and (on_place or path.endswith(PLACE_SLOTS)):
            found = unique(a for t in tokens for a in index.place_on(t))
        # "mobilised its army against Chad": whose own it is, is not the other side.
        if found and not {identity(a) for a in found} <= {identity(a) for a in others}:
            return found, tokens
        words = words or tokens
    return [], words


def _by_support(
    match: Match, index: ActorIndex, sources: list[Actor], targets: list[Actor]
) -> tuple[list[Actor], list[Actor]]:
    """What a light verb adds: "suffered an attack" has its subject as target."""
    support = support_of(match.head)
    if support is None or support[1] != "target" or targets:
        return sources, targets
    verb = support[0]
    hit = [] if is_passive(verb) else surface_subject(verb)
    return sources, unique(a for t in hit for a in index.behind(t))


def unique(actors: Iterable[Actor]) -> list[Actor]:
    """The actors in order, each mention and identity once."""
    found: dict[tuple[object, ...], Actor] = {}
    for actor in actors:
        key = (actor.start, actor.end, actor.actor_id, actor.name, actor.country, *actor.sectors)
        found.setdefault(key, actor)
    return list(found.values())


def is_political(kind: str, actors: Iterable[Actor]) -> bool:
    """Whether a state, an organisation of states, or somebody in a political part is among them.

    Talks, help and demands among private people are not; violence and protest by them are.
    """
    private = UNARMED if kind in WORDS_OR_HELP else ANYBODY
    private = PRIVATE if kind in OPEN_TO_ALL else private
    if kind == "PROTEST":
        private = frozenset({"UNK"})
    return any(
        any(s not in private for s in a.sectors) if a.sectors else _has_state(a) for a in actors
    )


def _has_state(actor: Actor) -> bool:
    return actor.country is not None and actor.country != "MNC"


def identity(actor: Actor) -> str:
    """What tells two parties apart: the one they resolve to, else country, sectors and words."""
    if actor.actor_id:
        return actor.actor_id
    if actor.country:
        return "+".join([actor.country, *actor.sectors, actor.office or ""])
    return who(actor)


def who(actor: Actor) -> str:
    """Whose side somebody is on: the country, else the name, else the words."""
    if actor.country:
        return actor.country
    return actor.actor_id or ("+".join(actor.sectors) + ":" + actor.text.lower())
