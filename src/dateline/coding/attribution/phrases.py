"""Noun phrases, clauses, subjects and cues as spans of characters, read off the parse.

Where a small parser is known to hang a word wrongly, the function says so and mends it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.coding.attribution.cues import CueInfo, token_cue
from dateline.language import text_of
from dateline.records import Span

if TYPE_CHECKING:
    from dateline.language.words import Token

# Verbs that carry a noun which says it: "expressed a desire".
LIGHT = frozenset(
    "express voice raise issue make give offer have hold share state repeat release deliver air "
    "cast take throw fire "
    "level file face draw hear lodge put publish repeat announce reiterate send".split()
)
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


# Parts of speech that a name or noun phrase is made of.
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PRON", "ADP", "NUM", "PART", "CCONJ", "ADV"})

AUXILIARY = frozenset({"aux", "auxpass", "neg"})


# Verbs that carry another verb without saying anything of their own.
_CARRIERS = frozenset(
    "go begin start continue keep use try rush like love quick hasten dare come".split()
)


_TRIM = " \t\r\n,;:.–—-"


@dataclass(frozen=True)
class Saying:
    """One attribution in the making: spans of characters, the cue's word and how it takes content.

    `head` and `source_head` are token numbers; `antecedent` is what a relative source stands for;
    `entity` the entity type, else the part of speech, of the source's (or antecedent's) head.
    """

    head: int
    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    info: CueInfo
    form: str
    source_head: int | None = None
    antecedent: Span | None = None
    passive: bool = False
    entity: str = ""

    @property
    def vouched(self) -> bool:
        """Whether the content stands on the source's word and is not merely named by it."""
        # "Is said to be ill" is "it is said that he is ill".
        form = "clause" if self.passive and self.form == "infinitive" else self.form
        return form in self.info.vouches


def token_span(first: Token, last: Token) -> Span:
    """The characters from the start of one token to the end of another."""
    return Span(first.idx, last.idx + len(last.text))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without the commas, dashes and blanks at its ends; None when nothing is left."""
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        # "Inc." and "U.S." keep their point.
        if text[end - 1] == "." and end - 2 >= start and _abbreviated(text, start, end):
            break
        end -= 1
    return Span(start, end) if end > start else None


def _abbreviated(text: str, start: int, end: int) -> bool:
    word = text[start:end].rsplit(None, 1)[-1]
    return word.count(".") > 1 or word in {"Inc.", "Corp.", "Co.", "Jr.", "Sr.", "Ltd."}


def subtree_span(token: Token, without: Iterable[Token] = ()) -> list[Span]:
    """The characters of a token's subtree, in pieces where the subtrees of `without` are cut out."""
    doc = token.doc
    left, right = token.left_edge.i, token.right_edge.i
    own = {t.i for t in token.subtree}
    cut = {i for i in range(left, right + 1) if i not in own and not doc[i].is_punct}
    misplaced = [
        t
        for t in doc[token.i + 1 : right + 1]
        if t.tag_[:2] == "VB" and (_belongs_outside(t, left, right) or _speaks_for_itself(t, token))
    ]
    for other in (*without, *misplaced):
        if left <= other.i <= right:
            cut.update(range(other.left_edge.i, other.right_edge.i + 1))
    cut.discard(token.i)
    text = text_of(token.doc)
    pieces: list[Span] = []
    run: list[Token] = []
    for i in range(left, right + 2):
        if i <= right and i not in cut:
            run.append(token.doc[i])
            continue
        if run and any(t.is_alpha or t.like_num for t in run):
            if run[0].dep_ == "cc" and pieces:
                run = run[1:]
            # A conjunction alone between two cuts leaves nothing.
            if run and (piece := trimmed(text, *token_span(run[0], run[-1]))) is not None:
                pieces.append(piece)
        run = []
    return pieces


# "Officials said it held, while engineers said it leaked": each says his own.
_CONTRAST = frozenset({"while", "whereas", "although", "though"})


def _speaks_for_itself(verb: Token, content: Token) -> bool:
    """Whether a verb after what is said says something else, with a speaker of its own."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "VB"} or verb.dep_ not in {"advcl", "conj"}:
        return False
    info = token_cue(verb)
    if info is None or not {"clause", "quote"} <= info.takes:
        return False
    speaker = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if speaker is None or speaker.i > verb.i:
        return False
    if verb.dep_ == "advcl":
        return any(c.dep_ == "mark" and c.lower_ in _CONTRAST for c in verb.children)
    outer = content.head
    said = token_cue(outer) if outer.i < content.i else None
    return (
        said is not None
        and said.cls == info.cls
        and outer.tag_ == verb.tag_
        and verb.head.i == content.i
        and not any(c.dep_ == "mark" for c in verb.children)
    )


def _belongs_outside(participle: Token, left: int, right: int) -> bool:
    owner = rehooked(participle)
    return owner is not None and not left <= owner.i <= right


def noun_phrase(head: Token, without: Token | None = None) -> Span | None:
    """The whole noun phrase of `head`: titles, appositions and relative clauses included.

    A clause given as `without` (the one that holds the cue) ends the phrase before it.
    """
    first, last = head.left_edge, head.right_edge
    doc = head.doc
    if without is not None:
        edge = without.left_edge.i
        if edge > head.i:
            last = doc[min(last.i, edge - 1)]
    # A conjunct that is a clause, not a name, was hung there by mistake.
    while first.i < head.i and (
        first.is_punct and first.text in {",", "–", "—", "-"} or first.dep_ == "cc"
    ):
        first = doc[first.i + 1]
    if last.dep_ == "case" and last.i > first.i:
        last = doc[last.i - 1]
    return trimmed(text_of(doc), first.idx, last.idx + len(last.text))


def rehooked(verb: Token) -> Token | None:
    """The reporting verb that a participle after a comma belongs to, where the parse hung it deeper.

    "He said he would go, adding that …": whoever said it adds it. None where nothing was misplaced.
    """
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"}
    if not finite and verb.tag_ != "VBG":
        return None
    if (
        verb.dep_ not in ({"conj"} if finite else {"advcl", "conj", "acl"})
        or token_cue(verb) is None
    ):
        return None
    if finite and any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    left = verb.left_edge
    before = verb.doc[left.i - 1] if left.i > 0 else None
    if before is None or (before.text != "," and before.dep_ != "cc"):
        return None
    node, found = verb.head, None
    while node.head.i != node.i:
        if node.dep_ == "ccomp" and node.i > node.head.i:
            info = token_cue(node.head)
            if info is not None and "clause" in info.takes:
                found = node.head
        elif not finite and node.dep_ in {"acl", "relcl"} and node.head.dep_ == "dobj":
            # "Rejected the idea that it would fail, saying": the one who rejected it says so.
            if token_cue(node.head.head) is not None and node.i != verb.i:
                found = node.head.head
        node = node.head
    if (
        found is not None
        and finite
        and (
            found.tag_ != verb.tag_
            or (_finite_tag(verb.head) == verb.tag_ and not _speaker_of_both(verb, found))
        )
    ):
        return None  # "Said he would go and called": the tense tells whose verb it is.
    return found


def _speaker_of_both(verb: Token, outer: Token) -> bool:
    """ "Said the crew had left and added that": two verbs of speech have one speaker."""
    said, more = token_cue(outer), token_cue(verb)
    if said is None or more is None or "quote" not in said.takes or "quote" not in more.takes:
        return False
    return token_cue(verb.head) is None and any(c.dep_ == "ccomp" for c in verb.children)


def _finite_tag(verb: Token) -> str:
    helper = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), verb)
    return str(helper.tag_)


def agent_of(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for grand in child.children:
                if grand.dep_ == "pobj":
                    return grand
    return None


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive participle: "is said", "a plan announced by"."""
    if verb.tag_ != "VBN":
        return False
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return False
    if verb.dep_ == "conj":
        return is_passive(verb.head)
    return verb.dep_ in {"acl", "advcl", "amod"}


def cue_span(verb: Token, last: Token | None = None) -> Span:
    """The verb with its auxiliaries, negation, adverbs before it and particle; to `last` if given."""
    doc = verb.doc
    first = verb
    while first.i > 0:
        before = doc[first.i - 1]
        if before.head.i == verb.i and (
            before.dep_ in AUXILIARY or (before.dep_ == "advmod" and before.tag_ == "RB")
        ):
            first = before
            continue
        break
    if verb.dep_ == "xcomp" and verb.head.i < verb.i and verb.head.lemma_ in _CARRIERS:
        if verb.head.i >= first.i - 4:
            return Span(cue_span(verb.head).start, _cue_end(verb, last))
    return Span(first.idx, _cue_end(verb, last))


def _cue_end(verb: Token, last: Token | None) -> int:
    end = last if last is not None else verb
    if last is None:
        for child in verb.children:
            if child.i == verb.i + 1 and (child.dep_ == "prt" or child.lower_ == "back"):
                end = child
    doc = verb.doc
    if end.i + 1 < len(doc) and doc[end.i + 1].text == ":":
        end = doc[end.i + 1]
    return int(end.idx + len(end.text))


def prepositional(word: Token, info: CueInfo) -> tuple[list[Span], str, Token | None] | None:
    for child in word.children:
        if child.dep_ in {"prep", "dative"} and child.i > word.i and child.lower_ in info.with_:
            for grand in child.children:
                if grand.dep_ in {"pobj", "pcomp", "ccomp"} and grand.ent_type_ not in {
                    "DATE",
                    "TIME",
                }:
                    near = child.i - word.i <= 2
                    return subtree_span(grand), child.lower_, child if near else None
    return None
