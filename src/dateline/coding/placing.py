"""Where an event took place: the place in a locative phrase of the trigger or of its clause.

Never the place that acts ("Moscow said"), is acted on, or belongs to another clause; and rather
nothing than the place where the story was filed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.records import Article, Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LOCATIVE = frozenset({"in", "at", "near", "on", "outside", "inside", "around", "across", "throughout",
                      "off", "over", "within", "along", "above", "beneath", "beside",
                      "amid"})  # fmt: skip
GOALS = frozenset({"to", "into", "toward", "towards", "onto", "for"})
MOTION = frozenset(
    "go travel fly march advance move deploy send visit arrive return cross enter flee drive withdraw "
    "invade trip head deployment withdrawal dispatch ship deliver sail delivery fire launch".split()
)
_UP = frozenset({"dobj", "obj", "pobj", "prep", "attr", "nsubjpass", "nsubj", "conj", "appos", "xcomp",
                 "compound", "nmod", "advcl", "acl", "relcl", "ccomp", "oprd", "pcomp", "agent", "dative"})  # fmt: skip


def event_where(
    trigger: Token, doc: Doc, places: Sequence[Place], article: Article
) -> Place | None:
    """The place of the event whose trigger is `trigger`, or None where the text does not say.

    `places` are those of `find_places`. First a locative phrase on the trigger, then on the verb of
    its clause, then one that opens the sentence.
    """
    sentence = trigger.sent
    here = [p for p in places if sentence.start_char <= p.start < sentence.end_char]
    if not here:
        return None
    anchors = {}
    for place in here:
        token = _head(doc, place)
        if token is not None and (found := _preposition(token)) is not None:
            anchors[place.start] = found
    best: tuple[tuple[int, int, int], Place] | None = None
    for distance, holder in enumerate(_holders(trigger)):
        for place in here:
            found = anchors.get(place.start)
            if found is None:
                continue
            preposition, noun = found
            if not _serves(preposition, holder, trigger):
                continue
            if noun.i != holder.i:
                continue
            rank = (distance, _COARSE.get(place.precision or "", 2), abs(preposition.i - trigger.i))
            if best is None or rank < best[0]:
                best = (rank, place)
        if best is not None:
            return best[1]
    found_object = _object_place(trigger, doc, here)
    if found_object is None and trigger.dep_ == "advcl" and trigger.tag_ == "VBG":
        if trigger.head.i != trigger.i and not any(t.dep_ == "mark" for t in trigger.lefts):
            return _object_place(trigger.head, doc, here)  # "shelled the town, killing 12"
    return found_object


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


def _serves(preposition: Token, holder: Token, trigger: Token) -> bool:
    word = preposition.lower_
    if word in LOCATIVE:
        return True
    return word in GOALS and holder.lemma_.lower() in MOTION and word != "for"


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
        if lemma in _PLACE_VERBS and trigger.pos_ == "VERB":
            while token.dep_ in ("pobj", "prep", "appos", "compound") and (
                token.dep_ in ("prep", "pobj")
                and (token.lower_ == "of" or token.head.lower_ == "of")
                or token.head.lemma_.lower() in _PARTS
            ):
                token = token.head
            if token.head.i == trigger.i and token.dep_ in ("dobj", "obj", "nsubjpass"):
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
