"""Which words say where an event took place: a phrase of place on its trigger or on its clause.

Never the place that acts ("Moscow said"), is acted on, is only talked of, or belongs to another
clause; and rather nothing than the place where the story was filed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from dateline.coding.governing import clause_beside, in_sentence
from dateline.coding.topical import REPORTING, TOPICAL
from dateline.records import Article, Place

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

LOCATIVE = frozenset({"in", "at", "near", "on", "outside", "inside", "around", "across", "throughout",
                      "off", "over", "within", "along", "through", "above", "beneath", "beside",
                      "amid"})  # fmt: skip
GOALS = frozenset({"to", "into", "toward", "towards", "onto", "for"})
MOTION = frozenset(
    "go travel fly march advance move deploy send visit arrive return cross enter flee drive withdraw "
    "invade trip head deployment withdrawal dispatch ship deliver sail delivery fire launch take flock".split()
)
_UP = frozenset({"dobj", "obj", "pobj", "prep", "attr", "nsubjpass", "nsubj", "conj", "appos", "xcomp",
                 "compound", "nmod", "advcl", "acl", "relcl", "ccomp", "oprd", "pcomp", "agent", "dative"})  # fmt: skip


def stated_place(
    trigger: Token, doc: Doc, places: Sequence[Place], article: Article
) -> Place | None:
    """The place that the trigger's own sentence gives its event, or None.

    First a locative phrase on the trigger, then on the verb of its clause; then the place that is
    the object or, as the stage, the subject; then one that hangs on what the clause is about.
    """
    here = list(in_sentence(places, trigger))
    if any(t.lower_ == "here" for t in trigger.children):
        filed = _filed_here(trigger, doc, places, article)
        if filed is not None:
            return filed
    if here:
        found = (
            _above(trigger, doc, here)
            or _object_place(trigger, doc, here)
            or _of_main_clause(trigger, doc, here)
            or _stage(trigger, doc, here)
            or _below(trigger, doc, here)
            or _beside(trigger, doc, here)
        )
        if found is not None:
            return found if found.country is not None else _contained(found, doc, here)
    return _filed_here(trigger, doc, places, article)


def _contained(inner: Place, doc: Doc, here: list[Place]) -> Place:
    """A place in no table with the country of what its own phrase says it lies in."""
    token = _head(doc, inner)
    for place in here:
        outer = _head(doc, place) if place.country is not None and place.start > inner.end else None
        while outer is not None and token is not None and outer.head.i != outer.i:
            outer = outer.head
            if outer.i == token.i:
                return msgspec.structs.replace(inner, country=place.country, region=place.region)
            if outer.pos_ in ("VERB", "AUX"):
                break
    return inner


_WHILE = frozenset({"when", "as", "while"})
_HARM = frozenset({"arrest", "detain", "die", "drown", "evacuate", "hospitalise", "hospitalize", "hurt",
                   "injure", "kill", "rescue", "take", "trap", "wound"})  # fmt: skip
"""What happens to people where what it came after took place."""


def _beside(trigger: Token, doc: Doc, here: list[Place]) -> Place | None:
    """ "Speaking in Basel, Vega accused", "nine died when a bomb exploded in Gao"."""
    opening = clause_beside(trigger)
    clauses = [opening] if opening is not None else []
    ties = _WHILE | {"after"} if trigger.lemma_ in _HARM else _WHILE
    if trigger.pos_ == "VERB" and trigger.lemma_.lower() not in TOPICAL | REPORTING:
        # The parser often hangs "when …" on the day before it.
        clauses += [
            t for t in trigger.subtree
            if t.dep_ in ("advcl", "relcl") and any(w.lower_ in ties for w in t.lefts)
            and (t.head.i == trigger.i or t.head.ent_type_ == "DATE")
        ]  # fmt: skip
    for clause in clauses:
        found = _above(clause, doc, here, 1) or _object_place(clause, doc, here)
        found = found or _below(clause, doc, here)
        if found is not None:
            return found
    return None


def _above(trigger: Token, doc: Doc, here: list[Place], reach: int | None = None) -> Place | None:
    anchors = {}
    for place in here:
        token = _head(doc, place)
        if token is not None and (found := _preposition(token)) is not None:
            anchors[place.start] = found
    best: tuple[tuple[int, int, int], Place] | None = None
    for distance, holder in enumerate(islice(_holders(trigger), reach)):
        for place in here:
            found = anchors.get(place.start)
            if found is None:
                continue
            preposition, noun = found
            if noun.i != holder.i or not _serves(preposition, holder):
                continue
            if preposition.lower_ == "on" and not _lies_on(place, preposition, holder):
                continue
            rank = (distance, _COARSE.get(place.precision or "", 2), abs(preposition.i - trigger.i))
            if best is None or rank < best[0]:
                best = (rank, place)
        if best is not None:
            return best[1]
    return None


def _of_main_clause(trigger: Token, doc: Doc, here: list[Place]) -> Place | None:
    """ "Shelled the town, killing 12": where the main clause's object is."""
    if trigger.dep_ == "advcl" and trigger.tag_ == "VBG" and trigger.head.i != trigger.i:
        if not any(t.dep_ == "mark" for t in trigger.lefts):
            return _object_place(trigger.head, doc, here) or _below(trigger.head, doc, here)
    return None


_STAGING = frozenset({"suffer", "see", "witness", "experience", "host"})
_POLLS = frozenset({"election", "elections", "referendum", "census", "poll", "vote", "primary", "runoff",
                    "caucus", "plebiscite"})  # fmt: skip
_SEATED = frozenset({"judge", "court", "jury", "police", "magistrate", "prosecutor", "mayor", "hospital",
                     "firefighter", "council", "resident", "crowd", "protester", "tribunal"})  # fmt: skip


def _stage(trigger: Token, doc: Doc, here: list[Place]) -> Place | None:
    """The subject as the stage ("the island saw riots", "Peru held a vote", "a London court ruled")."""
    verb = _verb(trigger)
    subject = next((t for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return None
    objects = {t.lemma_.lower() for t in verb.rights if t.dep_ in ("dobj", "obj")}
    stage = verb.lemma_ in _STAGING or verb.lemma_ == "hold" and bool(objects & _POLLS)
    for place in here:
        token = _head(doc, place)
        if token is None:
            continue
        if stage and token.i == subject.i:
            return place
        if subject.lemma_.lower() in _SEATED and token.head.i == subject.i:
            if token.dep_ in ("compound", "amod", "nmod") and place.precision in ("city", "region"):
                return place
    return None


def _verb(token: Token) -> Token:
    """The verb of the clause that a word stands in."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


_DOWN = frozenset({"pobj", "prep", "appos", "conj", "compound", "nmod", "dobj", "obj", "nsubjpass", "agent",
                   "attr", "oprd", "dative", "npadvmod"})  # fmt: skip
_STANDING = frozenset(
    {"in", "at", "near", "outside", "inside", "off", "across", "throughout", "around"}
)


_HOLDING = frozenset({"take", "hold", "occur", "happen", "stage", "begin", "end", "start", "open"})


_VISITS = frozenset({"visit", "trip", "tour", "journey", "voyage"})
_STAYING = _STANDING | {"during", "on"}


def _below(trigger: Token, doc: Doc, here: list[Place]) -> Place | None:
    """The place of what takes part: "met the envoy in Basel", "was held after a raid near the port".

    The place of a topic is none: "condemned the raid in the delta" may be said anywhere.
    """
    if trigger.dep_ in ("nsubj", "nsubjpass", "dobj") and trigger.head.lemma_ in _HOLDING:
        trigger = trigger.head  # "a rally took place in a square in Basel"
    if trigger.pos_ not in ("VERB", "AUX"):
        return None
    best: tuple[int, int, Place] | None = None
    for place in here:
        token = _head(doc, place)
        steps = _steps_down(token, trigger) if token is not None else None
        if steps is not None:
            rank = (steps, place.start, place)
            if best is None or rank[:2] < best[:2]:
                best = rank
    if best is not None:
        return best[2]
    for other in trigger.rights:  # "was seized and shot in Basel": near enough to be one act
        if other.dep_ == "conj" and other.pos_ == "VERB" and other.i - trigger.i <= 3:
            return _above(other, doc, here)
    return None


def _steps_down(token: Token, trigger: Token) -> int | None:
    """How many words lie between a place and the verb above it, or None where it is not its place."""
    found = _preposition(token)
    if found is None:
        return None
    node = found[1]
    visit = found[0].lower_ == "to" and node.lemma_.lower() in _VISITS
    if found[0].lower_ not in _STANDING and not visit:
        return None
    verb = trigger
    while verb.dep_ == "conj" and not any(t.dep_ in ("nsubj", "nsubjpass") for t in verb.lefts):
        verb = verb.head
    topical = trigger.lemma_.lower() in TOPICAL or trigger.lemma_.lower() in REPORTING
    for steps in range(1, 8):
        if node.i == trigger.i:
            return steps
        if node.head.i == node.i or node.pos_ in ("VERB", "AUX") and not _merely_holds(node):
            return None
        if node.head.i == verb.i and node.dep_ == "nsubj":
            return steps + 2  # "rebels in the delta met and agreed"
        if node.dep_ not in _DOWN and not _merely_holds(node):
            return None
        if node.head.i == trigger.i and not _of_its_own(node, topical):
            return None
        node = node.head
    return None


def _merely_holds(node: Token) -> bool:
    """ "The summit held in Basel": the participle only says where its noun takes place."""
    return node.dep_ == "acl" and node.lemma_ in _HOLDING


def _of_its_own(node: Token, topical: bool) -> bool:
    """Whether what hangs on the verb may hold the verb's place: "was told in Basel", not "of Basel"."""
    if node.dep_ == "prep" and node.lower_ in _ELSEWHERE:
        return False  # "resigned after the attack in Kano"
    return (
        not topical or node.dep_ == "nsubjpass" or node.dep_ == "prep" and node.lower_ in _STAYING
    )


_ELSEWHERE = frozenset({"after", "before", "since", "over", "about", "against", "despite", "following",
                        "amid", "because", "for", "like", "unlike", "regarding", "concerning", "than",
                        "as", "ahead"})  # fmt: skip
_HERE = frozenset({"advmod", "pobj", "npadvmod", "pcomp"})


def _filed_here(
    trigger: Token, doc: Doc, places: Sequence[Place], article: Article
) -> Place | None:
    """ "Left here on Sunday": the place of the dateline, where the text itself points to it."""
    line = article.dateline
    if line is None:
        return None
    verb = _verb(trigger)
    word = next((t for t in trigger.sent if t.lower_ == "here" and t.dep_ in _HERE), None)
    if word is None or not any(_verb(word.head).i == v.i for v in (verb, trigger)):
        return None
    filed = next((p for p in places if p.start < line.end and p.country), None)
    if filed is None:
        return None
    return msgspec.structs.replace(filed, start=word.idx, end=word.idx + 4, text=word.text)


_COARSE = {"point": 0, "city": 0, "region": 1, "country": 2}


def _head(doc: Doc, place: Place) -> Token | None:
    span = doc.char_span(place.start, place.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def _preposition(token: Token) -> tuple[Token, Token] | None:
    """The preposition that governs a place, and the word that the phrase hangs on."""
    current = token
    for _ in range(6):
        if current.dep_ == "pobj" and current.head.pos_ in ("ADP", "SCONJ", "ADV", "PART"):
            preposition = current.head
            holder = preposition.head
            # "in the city of Mosul", "off the coast of Yemen", "in a suburb of Kyiv", "from near".
            if preposition.lower_ in ("of", "from") and holder.dep_ == "pobj":
                if holder.lemma_.lower() in _PARTS:
                    current = holder
                    continue
            if holder.dep_ == "prep" and holder.pos_ == "ADP":
                return holder, holder.head
            return preposition, holder
        if current.dep_ in ("appos", "conj", "compound", "nmod", "poss", "npadvmod", "amod"):
            if (
                current.dep_ in ("compound", "poss", "amod")
                and current.head.lemma_.lower() not in _PARTS
            ):
                if current.dep_ != "compound" or current.head.pos_ != "PROPN":
                    return None
            if current.head.i == current.i:
                return None
            current = current.head
            continue
        return None
    return None


_PARTS = frozenset(
    {"city", "town", "village", "capital", "province", "region", "district", "state", "county", "coast",
     "suburb", "outskirt", "outskirts", "part", "north", "south", "east", "west", "border", "area",
     "island", "port", "center", "centre", "northeast", "northwest", "southeast", "southwest", "shore",
     "water", "waters", "territory", "neighborhood", "neighbourhood", "municipality", "street",
     "streets", "airport", "prefecture", "governorate", "enclave", "peninsula", "strip", "base", "edge",
     "corner", "side", "mile", "kilometer", "kilometre", "km", "oblast", "camp", "resort", "sea",
     "hospital", "square", "embassy", "headquarters", "site", "zone", "frontline", "vicinity", "republic",
     "parish", "valley", "department", "metropolis", "hub", "stronghold", "crossing"}
)  # fmt: skip


def _serves(preposition: Token, holder: Token) -> bool:
    word = preposition.lower_
    if word in LOCATIVE:
        return True
    return word in GOALS and holder.lemma_.lower() in MOTION and word != "for"


_STRUCK = frozenset({"aggression", "assault", "attack", "bomb", "bombing", "bombardment", "crackdown",
                     "drop", "fire", "incursion", "invasion", "land", "landfall", "launch", "offensive", "raid",
                     "rain", "shelling", "strike", "war"})  # fmt: skip
_NOT_LAND = frozenset({"part", "behalf", "side"})


def _lies_on(place: Place, preposition: Token, holder: Token) -> bool:
    """Whether what is "on" a place is there: "on the border", "a war on Mali", but not "sanctions on
    Mali", "on Mali, he said" (a topic), "on the part of Mali"."""
    on = {t.lemma_.lower() for t in preposition.children}
    if on & _NOT_LAND:
        return False
    return place.precision != "country" or bool(on & _PARTS) or holder.lemma_.lower() in _STRUCK


def _holders(trigger: Token) -> Iterator[Token]:
    token = trigger
    yield token
    for _ in range(6):
        if token.dep_ == "ROOT" or token.head.i == token.i:
            return
        above = token.head
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("conj", "xcomp", "advcl", "acl"):
            return
        if token.dep_ not in _UP:
            return
        if above.pos_ in ("NOUN", "PROPN", "VERB", "AUX", "NUM"):
            yield above
        token = above


_PLACE_VERBS = frozenset({"visit", "invade", "enter", "bomb", "shell", "attack", "strike", "storm", "seize",
                          "capture", "occupy", "leave", "reach", "raid", "hit", "besiege", "retake",
                          "bombard", "pound", "tour", "liberate", "evacuate", "rock", "annex", "recapture",
                          "blockade"})  # fmt: skip
_PLACE_NOUNS = frozenset({"occupation", "invasion", "bombing", "shelling", "siege", "annexation", "capture",
                          "liberation", "bombardment", "seizure", "blockade", "evacuation", "attack",
                          "strike", "raid", "visit", "fall", "assault"})  # fmt: skip


def _object_place(trigger: Token, doc: Doc, here: list[Place]) -> Place | None:
    """The place that is itself the object: "shelled Mariupol", "the occupation of Crimea"."""
    lemma = trigger.lemma_.lower()
    for place in here:
        token = _head(doc, place)
        if token is None:
            continue
        own = token
        if lemma in _PLACE_VERBS and trigger.pos_ == "VERB":
            while token.dep_ in ("pobj", "prep", "appos", "compound") and (
                token.dep_ in ("prep", "pobj")
                and (token.lower_ == "of" or token.head.lower_ == "of")
                or token.head.lemma_.lower() in _PARTS
            ):
                token = token.head
            # "attacked the city of Gao", and not "attacked the annexation of the valley"
            whole = token.i == own.i or token.lemma_.lower() in _PARTS
            if whole and token.head.i == trigger.i and token.dep_ in ("dobj", "obj", "nsubjpass"):
                return place
        if lemma in _PLACE_NOUNS and token.dep_ == "pobj" and token.head.head.i == trigger.i:
            if token.head.lower_ in ("of", "on", "to", "against"):
                return place
        if (
            trigger.pos_ == "NOUN"
            and token.head.i == trigger.i
            and token.dep_ == "compound"
            and place.precision in ("city", "point", "region")
        ):
            return place
    return None
