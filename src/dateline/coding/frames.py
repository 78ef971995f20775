"""Which frame of the lexicon a word in a sentence answers to.

Of all frames that share the word, the one with the most conditions met wins: a frame that asks
for "recall + its ambassador" beats bare "recall", and a `NONE` frame ("recalled 40,000 cars")
beats what is less specific than itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding.lexicon import NO_EVENT, Frame, Lexicon, Word
from dateline.coding.slots import slot
from dateline.coding.syntax import is_verbal

if TYPE_CHECKING:
    from dateline.language.words import Span as SpacySpan
    from dateline.language.words import Token

MAX_GAP = 6
# What a row of a user's own is worth beside ours.
OWN = 1_000
# In a condition: the slot must be filled, with whatever.
ANYTHING = "*"
# … with the name of a person.
A_PERSON = "*name"
# … with the name of a country, its towns or its people.
A_LAND = "*land"
LANDS = frozenset({"GPE", "NORP"})


class Match(NamedTuple):
    """A frame found at `head`: `words` are its trigger's tokens, `bound` those of `require`."""

    frame: Frame
    head: Token
    words: tuple[Token, ...]
    bound: tuple[Token, ...]
    rank: tuple[int, int, int]

    def slot(self, path: str) -> list[Token]:
        """The tokens in a slot; the object of "look into" is what follows its preposition."""
        return _slot(self.head, self.words, path)

    @property
    def is_event(self) -> bool:
        """False for a stop frame."""
        return self.frame.type != NO_EVENT


def candidates_in(sentence: SpacySpan, lexicon: Lexicon) -> dict[int, list[Match]]:
    """All frames that match in a sentence, by the index of the trigger's head, the winner first."""
    found: dict[int, list[Match]] = {}
    # What a frame may ask for, in the order in which it is looked up.
    forms = [(t, tuple(dict.fromkeys((t.lemma_.lower(), t.lower_)))) for t in sentence]
    known = _Known(frozenset(form for _, both in forms for form in both), {})
    for token, keys in forms:
        if lexicon.first.isdisjoint(keys):
            continue
        for match in _candidates(token, keys, lexicon, known):
            found.setdefault(match.head.i, []).append(match)
    for matches in found.values():
        matches.sort(key=lambda m: (m.rank, m.frame.id), reverse=True)
    return dict(sorted(found.items()))


class _Known(NamedTuple):
    """What many frames ask of one sentence: the forms and lemmas in it, and the slots filled so far,
    by head and path."""

    present: frozenset[str]
    slots: dict[tuple[int, str], list[Token]]


def _candidates(
    token: Token, keys: Sequence[str], lexicon: Lexicon, known: _Known
) -> Iterator[Match]:
    spoken = _parts_of_speech(token)
    # A fixed phrase may begin with any word: "nuclear test", "no-confidence vote".
    for pos in dict.fromkeys((*spoken, "noun")):
        for key in keys:
            for word, frame in lexicon.index.get((pos, key), ()):
                if len(word.lemmas) == 1:
                    if pos not in spoken:
                        continue
                elif not known.present.issuperset(word.lemmas):
                    continue
                if not _may_match(frame, known):
                    continue
                words = _word_at(token, word)
                if words is None:
                    continue
                bound = _conditions(words[1], tuple(words[0]), frame, known)
                if bound is not None:
                    rank = (
                        _specificity(frame, len(words[0])),
                        len(frame.forbid),
                        int(frame.type == NO_EVENT),
                    )
                    yield Match(frame, words[1], tuple(words[0]), tuple(bound), rank)


def _specificity(frame: Frame, length: int) -> int:
    """How much a frame asks for; a user's own asks for more than any of ours."""
    if frame.fallback:
        return -1
    return len(frame.require) * 2 + length - 1 + (OWN if frame.own else 0)


def _parts_of_speech(token: Token) -> tuple[str, ...]:
    if token.pos_ in {"VERB", "AUX"}:
        # "the bombing of": a gerund with a determiner or an of-phrase is a noun.
        nominal = token.tag_ == "VBG" and any(c.dep_ in {"det", "poss"} for c in token.children)
        return ("noun", "verb") if nominal else ("verb",)
    if token.pos_ in {"NOUN", "PROPN"}:
        return ("noun",)
    if token.pos_ == "ADJ":
        return ("adj", "verb") if is_verbal(token) and token.dep_ != "amod" else ("adj",)
    return ()


def _word_at(token: Token, word: Word) -> tuple[list[Token], Token] | None:
    """The tokens of a multiword head that begins at `token`, and its syntactic head."""
    if len(word.lemmas) == 1:
        return [token], token
    if word.pos == "verb":
        return _verb_phrase(token, word.lemmas)
    return _fixed_phrase(token, word.lemmas)


def _verb_phrase(verb: Token, lemmas: tuple[str, ...]) -> tuple[list[Token], Token] | None:
    """ "call off", also in "called the talks off": the order is kept, gaps are allowed."""
    found = [verb]
    if any(c.dep_ == "prt" and c.lower_ not in lemmas for c in verb.children):
        return None  # "kicked off against" is no "kick against"
    for lemma in lemmas[1:]:
        last = found[-1]
        step = None
        for token in verb.doc[last.i + 1 : min(last.i + 1 + MAX_GAP, verb.sent.end)]:
            if lemma in {token.lemma_.lower(), token.lower_} and _hangs_on(token, found):
                step = token
                break
        if step is None:
            return None
        found.append(step)
    return found, verb


def _hangs_on(token: Token, phrase: list[Token]) -> bool:
    """Whether a token depends on the phrase found so far, directly or over its last noun."""
    ids = {t.i for t in phrase}
    if token.head.i in ids:
        return True
    noun = token.head
    return (
        noun.pos_ in {"NOUN", "PROPN", "ADP", "ADV"}
        and noun.head.i in ids
        and (noun.dep_ in {"dobj", "obj", "pobj", "prep", "advmod", "prt"})
    )


def _fixed_phrase(first: Token, lemmas: tuple[str, ...]) -> tuple[list[Token], Token] | None:
    found = [first]
    i = first.i
    for lemma in lemmas[1:]:
        i += 1
        while lemma != "-" and i < first.sent.end and first.doc[i].text in {"-", "–"}:
            i += 1
        if i >= first.sent.end:
            return None
        token = first.doc[i]
        if lemma not in {token.lemma_.lower(), token.lower_}:
            # "joint naval exercise" is a "joint exercise".
            skippable = token.pos_ in {"ADJ", "NOUN", "PROPN"} and "-" not in lemmas
            if not skippable or i + 1 >= first.sent.end:
                return None
            i += 1
            token = first.doc[i]
            if lemma not in {token.lemma_.lower(), token.lower_}:
                return None
        found.append(token)
    ids = {t.i for t in found}
    heads = [t for t in found if t.head.i not in ids or t.head.i == t.i]
    if not heads:
        return None
    # In "a missile and drone attack" the parser hangs "drone" on "missile": the last noun is head.
    hyphen = any(t.text in {"-", "–"} for t in first.doc[first.i : i])
    return found, heads[-1] if heads[-1].pos_ in {"NOUN", "PROPN"} and not hyphen else heads[0]


def _slot(head: Token, words: tuple[Token, ...], path: str) -> list[Token]:
    found = slot(head, path)
    last = words[-1]
    if not found and path.startswith("object") and last.dep_ == "prep" and last.i != head.i:
        return slot(head, path.replace("object", f"prep:{last.lower_}", 1))
    return found


def _conditions(
    head: Token, trigger: tuple[Token, ...], frame: Frame, known: _Known
) -> list[Token] | None:
    """The tokens that meet `require`, or None when a condition fails."""

    def filled(path: str) -> list[Token]:
        # By the last word too: the object of "look into" is what follows its preposition.
        key = (head.i, path) if trigger[-1].i == head.i else (trigger[-1].i, f"{head.i} {path}")
        if key not in known.slots:
            known.slots[key] = _slot(head, trigger, path)
        return known.slots[key]

    bound: list[Token] = []
    for path, words in frame.require.items():
        hits = [t for t in filled(path) if _is_one_of(t, words)]
        if not hits:
            return None
        bound += hits
    for path, words in frame.forbid.items():
        if _may_hold(words, known) and any(_is_one_of(t, words) for t in filled(path)):
            return None
    return bound


def _titles(name: Token) -> set[str]:
    """What the bearer of a name is, by the words before it and the apposition after it."""
    return {
        c.lemma_.lower()
        for c in name.children
        if (c.dep_ == "compound" and c.i < name.i and c.is_title)
        or (c.dep_ == "appos" and c.pos_ != "PROPN")
    }


def _is_one_of(token: Token, words: frozenset[str]) -> bool:
    """Whether a noun phrase's head is among the words, alone or with what stands before it."""
    names = {token.lemma_.lower(), token.lower_}
    if ANYTHING in words or names & words:
        return True
    if A_PERSON in words and token.ent_type_ == "PERSON":
        return True
    if A_LAND in words and token.ent_type_ in LANDS:
        return True
    if token.pos_ == "PROPN" and _titles(token) & words:
        return True  # "Secretary Lindqvist" is a secretary
    long = _phrases(words)
    if not long:
        return False
    phrases = list(names)
    for i in range(token.i - 1, max(token.i - 4, token.sent.start - 1), -1):
        before = token.doc[i]
        if before.text in {"-", "–"}:
            continue
        if before.is_punct:
            break
        phrases = [f"{w} {p}" for p in phrases for w in {before.lemma_.lower(), before.lower_}]
        if any(p in words for p in phrases):
            return True
    before_it = {c.lemma_.lower() for c in token.children if c.i < token.i}
    if any(w.rpartition(" ")[0] in before_it for w in long if w.rpartition(" ")[2] in names):
        return True  # "joint flood exercises"
    # "state of emergency": the class names the phrase, the head is its first word.
    own = token.lemma_.lower()
    begun = [w for w in long if w.startswith(own)]
    if not begun:
        return False
    after = token.doc[token.i : min(token.i + 4, token.sent.end)]
    text = " ".join(t.lemma_.lower() for t in after)
    return any(text.startswith(w) for w in begun)


def _may_match(frame: Frame, known: _Known) -> bool:
    """False where a condition of the frame cannot hold, whatever the slots are."""
    for words in frame.require.values():
        marks = _marks_of(words)
        if marks is not None and marks.isdisjoint(known.present):
            return False
    return True


def _may_hold(words: frozenset[str], known: _Known) -> bool:
    """False where no word of the sentence can be one of these, whatever the slot is."""
    marks = _marks_of(words)
    return marks is None or not marks.isdisjoint(known.present)


@cache
def _marks_of(words: frozenset[str]) -> frozenset[str] | None:
    """Of each of a condition's words its first and its last part, one of which must stand in the
    sentence for `_is_one_of` to hold; None where anything fits."""
    if not words.isdisjoint({ANYTHING, A_PERSON, A_LAND}):
        return None
    return frozenset(part for w in words for part in (w.partition(" ")[0], w.rpartition(" ")[2]))


@cache
def _phrases(words: frozenset[str]) -> tuple[str, ...]:
    """Those of a condition's words that are several words."""
    return tuple(w for w in words if " " in w)
