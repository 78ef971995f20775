"""Which actors fill a frame's source and target.

A slot is filled by words; an actor is a mention over such words, or the one who stands behind a
thing named there: "condemned Iran's missile test" has Iran as its target.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from dateline.coding.frames import Match
from dateline.coding.slots import slot
from dateline.coding.standins import FIRST_PERSON, is_second_person, issuer, stand_in
from dateline.coding.syntax import (
    agents,
    attended_by,
    is_passive,
    is_verbal,
    support_of,
    surface_subject,
    undergoer,
    with_conjuncts,
)
from dateline.coding.wordlists import word_list
from dateline.mentions.home import home_of
from dateline.mentions.place_names import SETTLEMENTS
from dateline.records import Actor, Article, Attribution, Place

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token
    from dateline.language.words import Span as SpacySpan

# Through which words the actor behind a thing is found, best first.
BEHIND = ("poss", "mod", "prep:by", "prep:between", "prep:among", "prep:of", "prep:from")
# Sectors that do not make an event political by themselves, whatever the event is …
PRIVATE = frozenset({"BUS", "MNC", "AGR", "UNK"})
# … and those that do not when nothing but words or help is exchanged.
UNARMED = PRIVATE | {"CVL", "EDU", "LAB", "JRN", "MED", "REL", "REF", "SOC", "CRM"}
ANYBODY = PRIVATE | {"CVL", "CRM", "MED"}
# What analysts and scholars alone blame, and nobody in politics is blamed for, is no politics.
WATCHERS = ANYBODY | {"EDU"}
OPEN_TO_ALL = frozenset({"ASSAULT", "PROTEST", "RETREAT"})
# Who by themselves are a crowd in the street: "thousands marched".
CROWDS = frozenset({"dozens", "scores", "hundreds", "thousands", "millions"})
WORDS_OR_HELP = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "REQUEST"})
# Slots in which a place stands for those who live or rule there: "opened an embassy in Oslo".
PLACE_SLOTS = (
    *("prep:in", "prep:at", "prep:into", "prep:to", "prep:from", "prep:inside", "prep:near"),
    *("prep:off", "prep:over", "prep:on", "prep:against", "prep:toward", "prep:towards"),
)
# What only a state's police and courts do, to whomever.
BY_THE_STATE = frozenset({"arrest", "convict"})
# Before a name that only says where.
WHERE = frozenset({"in", "at", "near", "off", "across", "around", "outside", "inside"})
# What is done to a town is done to its country.
ON_PLACES = frozenset({"ASSAULT", "COERCE"})


PLURAL = frozenset({"NNS", "NNPS"})
# "the roads leading into Chad": what goes to a place is that place's.
LEADING = frozenset({"lead", "run", "go"})


class Roles(NamedTuple):
    """The actors in a frame's slots, and the words that stand there.

    `first_party` are those of a reciprocal act who stand in its first slot ("A met B": A);
    `weak_source` says that the sources are mere nouns, which name nobody ("guests").
    """

    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    source_words: tuple[Token, ...]
    target_words: tuple[Token, ...]
    first_party: tuple[Actor, ...] = ()
    weak_source: bool = False

    @property
    def empty_source(self) -> bool:
        """The source's slot is filled, and not by an actor ("guests praised")."""
        return bool(self.source_words) and (not self.sources or self.weak_source)


def _named_after_of(token: Token) -> int:
    """The token that names a settlement, "the town of Bamenda"; -1 where there is none."""
    if token.lemma_.lower() in SETTLEMENTS:
        for preposition in token.rights:
            if preposition.lower_ == "of":
                return next((t.i for t in preposition.children if t.dep_ == "pobj"), -1)
    return -1


def _spoken_of(speaker: Actor, pronoun: Token) -> Actor:
    """The speaker as "we" or "I" mentions him."""
    start, end = pronoun.idx, pronoun.idx + len(pronoun.text)
    return msgspec.structs.replace(
        speaker, start=start, end=end, text=pronoun.text, name=speaker.name or speaker.text
    )


class ActorIndex:
    """The actors of a document by token, so that a slot's word finds its mention."""

    def __init__(self, doc: Doc, actors: Sequence[Actor], places: Sequence[Place] = ()) -> None:
        self._at: dict[int, list[Actor]] = defaultdict(list)
        self._begun: dict[int, list[Actor]] = defaultdict(list)
        """By the sentence in which they begin."""
        self._place: dict[int, Place] = {}
        for place in places:
            for token in doc.char_span(place.start, place.end, alignment_mode="expand") or ():
                if place.country:
                    self._place[token.i] = place
        for actor in actors:
            span = doc.char_span(actor.start, actor.end, alignment_mode="expand")
            for token in span or ():
                self._at[token.i].append(actor)
            if span:
                self._begun[span[0].sent.start].append(actor)
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

    def hear(self, doc: Doc, attributions: Sequence[Attribution], article: Article) -> None:
        """Let "I" and "we" stand for whoever is quoted, in a government's own text for it."""
        self._hear_quoted(doc, attributions)
        home = home_of(article)
        if home is not None and not home[1]:
            self._hear_issuer(doc, attributions, home[0])

    def _hear_issuer(self, doc: Doc, attributions: Sequence[Attribution], country: str) -> None:
        quoted = [c for a in attributions if a.kind != "indirect" for c in a.content]
        for token in doc:
            if token.lower_ in FIRST_PERSON and not self._at.get(token.i):
                if not any(c.start <= token.idx < c.end for c in quoted):
                    self._at[token.i] = [issuer(token, country)]

    def _hear_quoted(self, doc: Doc, attributions: Sequence[Attribution]) -> None:
        for said in attributions:
            if said.source is None or said.kind == "indirect":
                continue
            source = doc.char_span(said.source.start, said.source.end, alignment_mode="expand")
            speakers = self.on(source.root) if source is not None else []
            for part in said.content:
                span = doc.char_span(part.start, part.end, alignment_mode="expand")
                for token in span or ():
                    if speakers and token.lower_ in FIRST_PERSON and not self._at.get(token.i):
                        self._at[token.i] = [_spoken_of(a, token) for a in speakers]

    def within(self, sentence: SpacySpan) -> list[Actor]:
        """The actors whose mention begins in the sentence."""
        first, end = sentence.start_char, sentence.end_char
        return [a for a in self._begun.get(sentence.start, ()) if first <= a.start < end]

    def on(self, token: Token) -> list[Actor]:
        """The actors whose mention covers the token."""
        return self._at.get(token.i, [])

    def any_political(self, sentence: SpacySpan) -> bool:
        """Whether a state or somebody in a political part is named in the sentence."""
        return any(
            a.country is not None or is_political("", [a])
            for t in sentence
            if t.dep_ not in {"amod", "compound", "nmod"} and t.head.lower_ not in WHERE
            for a in self._at.get(t.i, ())
        )

    def place_on(self, token: Token) -> list[Actor]:
        """The country that a place on the token lies in, as an actor."""
        place = self._place.get(token.i) or self._place.get(_named_after_of(token))
        if place is not None:
            # "to Lyon, France": the country itself is named.
            for child in token.children:
                named = [a for a in self.on(child) if a.country == place.country]
                if child.dep_ in {"appos", "npadvmod", "nmod"} and named:
                    return named
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
        return unique(owned) or self._maker_of(token)

    def _listed_after(self, noun: Token) -> list[Actor]:
        """ "NATO's partners, Japan and Fiji": the names that say who a plural noun means."""
        if noun.tag_ not in PLURAL:
            return []
        first = [c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
        return unique(a for t in with_conjuncts(first) for a in self.on(t))

    def named(self, noun: Token, found: list[Actor]) -> list[Actor]:
        """ "the suspect, Marta Lund": the name in the apposition, where the noun alone says little."""
        names = [c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
        known = [a for c in with_conjuncts(names) for a in self.on(c)]
        if (
            noun.pos_ == "NOUN"
            and known
            and {a.country for a in found} <= {a.country for a in known}
        ):
            return known
        if any(a.name or a.country for a in found) or not found:
            return found
        return known or [a for c in names if (a := stand_in(c)) is not None] or found

    def _maker_of(self, text: Token) -> list[Actor]:
        """ "signed a decree banning veils": what a law does is done by those who make it."""
        if text.lemma_.lower() not in word_list("texts") or text.dep_ not in {"dobj", "nsubjpass"}:
            return []
        verb = text.head
        if verb.lemma_ in word_list("turning_down"):
            return []  # "a resolution demanding a truce was vetoed by Chad"
        makers = agents(verb) if is_passive(verb) else surface_subject(verb)
        return unique(a for t in with_conjuncts(makers) for a in self.on(t))

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
        if token.lemma_.lower() in word_list("kin"):
            return []  # what befalls a neighbour of the senator's does not befall the senator
        if token.lower_ == "behalf":
            return []  # "on Chad's behalf": Chad does it, and undergoes nothing
        listed = self._listed_after(token)
        if listed:
            return listed
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
        # "Chad's sovereignty and territorial integrity": the owner stands on the first of the two.
        found = [a for c in token.children if c.dep_ == "nmod" for a in self.behind(c, depth + 1)]
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
        if not is_verbal(match.head) and not words:
            words = tuple(attended_by(match.head))
            both = unique([*(a for t in words for a in index.behind(t)), *both])
        first = unique(a for t in words for a in index.behind(t)) or _stand_ins(words)
        both = unique([*first, *both])
        return Roles(tuple(both), (), words, (), tuple(first))
    sources, source_words = _first(match, frame.source, index, ())
    targets, target_words = _first(match, frame.target, index, sources)
    if not is_verbal(match.head):
        done_to = undergoer(match.head)
        if done_to and not targets:
            targets, target_words = unique(a for t in done_to for a in index.behind(t)), done_to
        sources, targets = _by_support(match, index, sources, targets)
    weak = not sources and all(t.pos_ == "NOUN" for t in source_words)
    sources = sources or [a for a in _stand_ins(source_words) if not is_second_person(a)]
    # "its dam", done to by its owner; but "salutes their courage" praises them.
    targets = targets or _stand_ins(target_words, owners_too=frame.type == "SUPPORT")
    taken = {(a.start, a.end) for a in sources}
    targets = [a for a in targets if (a.start, a.end) not in taken]
    return Roles(
        tuple(sources),
        tuple(targets),
        tuple(source_words),
        tuple(target_words),
        weak_source=weak,
    )


def _first(
    match: Match, paths: Iterable[str], index: ActorIndex, others: Sequence[Actor]
) -> tuple[list[Actor], list[Token]]:
    words: list[Token] = []
    for path in paths:
        tokens = [t for t in match.slot(path) if t.i != match.head.i and not has_kin(t)]
        doer = path == "subject" and match.head.pos_ in {"VERB", "AUX", "ADJ"}
        found = unique(
            a for t in tokens for a in index.named(t, index.acting(t) if doer else index.behind(t))
        )
        visited = match.frame.mode == "visit"
        on_place = path == "object" and (visited or match.frame.type in ON_PLACES)
        if not found and not words and (on_place or path.endswith(PLACE_SLOTS)):
            found = unique(a for t in tokens for a in index.place_on(t))
        # "mobilised its army against Chad": whose own it is, is not the other side.
        if found and not {identity(a) for a in found} <= {identity(a) for a in others}:
            return found, tokens
        words = words or tokens
    return [], words


def has_kin(name: Token) -> bool:
    """Whether a name only says whose neighbour or daughter somebody is."""
    owned = name.head if name.dep_ == "poss" else name.head.head
    return name.dep_ in {"poss", "pobj"} and owned.lemma_.lower() in word_list("kin")


def _stand_ins(words: Iterable[Token], owners_too: bool = True) -> list[Actor]:
    named = unique(a for t in words if (a := stand_in(t)) is not None)
    if not owners_too:
        return named
    owners = [c for t in words for c in t.children if c.dep_ == "poss" and c.pos_ == "PRON"]
    return named or unique(a for c in owners if (a := stand_in(c)) is not None)


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
    private = WATCHERS if kind == "ACCUSE" else private
    if kind == "PROTEST":
        private = frozenset({"UNK"})
    return any(
        any(s not in private for s in a.sectors)
        if a.sectors
        else _has_state(a) or (kind == "PROTEST" and a.text.lower() in CROWDS)
        for a in actors
    )


def public_kind(kind: str, about: str | None) -> str:
    """The type by which an act is public: a strike called off is as public as the strike."""
    return "PROTEST" if kind == "CONCEDE" and about == "PROTEST" else kind


def _has_state(actor: Actor) -> bool:
    """Whether a country or a body of several is named, and not only somebody from there."""
    named = actor.actor_id is not None or actor.resolved_by == "outlet"
    return named and actor.country is not None and actor.country != "MNC"


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
