"""Nouns, adjectives and adverbs as cues: "the claim that", "is confident that", "reportedly"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.coding.attribution.cues import CueInfo, token_cue
from dateline.coding.attribution.phrases import (
    LIGHT,
    Saying,
    cue_span,
    noun_phrase,
    prepositional,
    subtree_span,
    token_span,
    trimmed,
)
from dateline.coding.attribution.subjects import front_name, subject_of
from dateline.language import text_of
from dateline.records import Span

if TYPE_CHECKING:
    from dateline.language.words import Token

_STANDPOINTS = frozenset(
    {"view", "opinion", "eyes", "words", "estimation", "telling", "account", "reading"}
)


# Nouns of doubt and reproach that need nobody's name.
_NAMELESS = frozenset({"question", "concern", "criticism", "doubt", "opposition"})
# What somebody does or is about to do rather than says.
_DEEDS = frozenset({"plan", "decision", "proposal", "refusal", "willingness", "request", "order"})
# "It is not clear whether": nobody's doubt by name.
_IMPERSONAL = frozenset({"unclear", "uncertain", "doubtful"})


_UNDERGO = frozenset({"face", "draw", "hear", "reject", "give"})


def noun_sayings(noun: Token, info: CueInfo) -> list[Saying]:
    if noun.dep_ == "compound":
        return []
    if noun.dep_ == "pobj" and noun.lower_ in _STANDPOINTS:
        return _standpoint(noun, info)
    if noun.dep_ == "pobj" and noun.head.lower_ in {"in", "through"} and _speaks(noun.head.head):
        return []  # "Said in a statement that": the verb has it.
    content: list[Span] = []
    form, last = "", None
    copula = None
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" and "clause" in info.takes:
        stated = next(
            (c for c in noun.head.children if c.dep_ == "ccomp" and c.i > noun.head.i), None
        )
        if stated is not None and any(c.dep_ == "mark" for c in stated.children):
            copula, content, form, last = noun.head, subtree_span(stated), "clause", noun.head
    for child in noun.children if not content else ():
        if (
            child.dep_ in {"acl", "ccomp", "relcl"}
            and child.i > noun.i
            and child.pos_ in {"VERB", "AUX"}
        ):
            marked = any(
                m.dep_ == "mark" and m.lower_ in {"that", "whether"} for m in child.children
            )
            to = any(m.tag_ == "TO" for m in child.children)
            if (marked and "clause" in info.takes) or (to and "infinitive" in info.takes):
                content, form = subtree_span(child), "clause" if marked else "infinitive"
                break
    if not content and (stated_after := _after_colon(noun, info)) is not None:
        content, form, last = [stated_after], "clause", noun.doc[noun.i + 1]
    if not content:
        found = prepositional(noun, info) or _beside_light(noun, info)
        if found is None:
            return []
        content, form, last = found
        if not content:
            return []
    owner, carrier = _owner(noun) if copula is None else (_owner(noun)[0], None)
    if owner is None and form not in {"clause", "infinitive"}:
        if noun.lemma_ not in _NAMELESS:
            return []
        form = "topic"  # "Concerns about the dam": named, and on nobody's word.
    if carrier is None and copula is None and info.cls in {"want", "plan"}:
        if owner is None or noun.lemma_ in _DEEDS:
            return []  # "A US plan to": what somebody means to do, in the writer's words.
    source = noun_phrase(owner) if owner is not None else None
    if source is not None:
        content = [c for c in content if not c.overlaps(source)]
        if not content:
            return []
    first = carrier if carrier is not None and carrier.i < noun.i else noun
    start = cue_span(first).start if first is not noun else noun.idx
    end = last if last is not None else noun
    return [
        Saying(
            head=noun.i,
            cue=Span(start, end.idx + len(end.text)),
            source=source,
            content=tuple(content),
            info=info,
            form=form,
            source_head=owner.i if owner is not None and source is not None else None,
        )
    ]


def _after_colon(noun: Token, info: CueInfo) -> Span | None:
    """ "Their argument: only a new dam can help": what stands between a colon and the sentence's end."""
    doc, end = noun.doc, noun.sent.end
    if noun.i + 2 >= end or doc[noun.i + 1].text != ":" or "clause" not in info.takes:
        return None
    rest = doc[noun.i + 2 : end]
    if not any(t.pos_ in {"VERB", "AUX"} for t in rest):
        return None
    return trimmed(text_of(doc), rest[0].idx, rest[-1].idx + len(rest[-1].text))


def _beside_light(noun: Token, info: CueInfo) -> tuple[list[Span], str, Token | None] | None:
    """ "Cast doubt on the figures": the preposition hangs on the verb that carries the noun."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in LIGHT:
        return None
    for child in verb.children:
        if child.dep_ == "prep" and child.i == noun.i + 1 and child.lower_ in info.with_:
            for grand in child.children:
                if grand.dep_ in {"pobj", "pcomp"}:
                    return subtree_span(grand), child.lower_, child
    return None


def _speaks(verb: Token) -> bool:
    info = token_cue(verb)
    return info is not None and info.pos == "verb" and {"clause", "quote"} <= info.takes


def _standpoint(noun: Token, info: CueInfo) -> list[Saying]:
    """ "In the envoy's view, the plan failed": the clause it stands beside is the content."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    prep = noun.head
    if owner is None or prep.lower_ not in {"in", "by"} or prep.head.pos_ not in {"VERB", "AUX"}:
        return []
    source, content = noun_phrase(owner), subtree_span(prep.head, without=[prep])
    if source is None or not content:
        return []
    return [Saying(noun.i, token_span(noun, noun), source, tuple(content), info, "clause", owner.i)]


def _owner(noun: Token) -> tuple[Token | None, Token | None]:
    """Whose claim it is, and the light verb that carries it ("issued a warning"), if any."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child, None
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            for grand in child.children:
                if grand.dep_ == "pobj":
                    return grand, None
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in _UNDERGO:
        return None, None  # "Faces a charge", "drew criticism", "gives hope": it is another's.
    if noun.dep_ == "dobj" and verb.lemma_ in LIGHT:
        subject = subject_of(verb) or front_name(verb)
        return (subject[0] if subject else None), verb
    names = [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"}]
    if names and names[-1].ent_type_ in {"GPE", "ORG", "PERSON", "NORP"}:
        return names[-1], None
    return None, None


def adjective_sayings(word: Token, info: CueInfo) -> list[Saying]:
    verb = word.head
    if verb.lemma_ == "make" and word.lower_ in {"sure", "certain"}:
        return []
    if word.dep_ not in {"acomp", "oprd", "conj"} or verb.pos_ not in {"VERB", "AUX"}:
        return []
    content: list[Span] = []
    form, last = "", None
    for child in (*word.children, *verb.children):
        if child.i > word.i and child.dep_ in {"ccomp", "xcomp", "advcl"}:
            to = any(m.tag_ == "TO" for m in child.children)
            if (to and "infinitive" in info.takes) or (
                not to and child.dep_ == "ccomp" and "clause" in info.takes
            ):
                content, form = subtree_span(child), "infinitive" if to else "clause"
                break
    if not content:
        found = prepositional(word, info)
        if found is None or not found[0]:
            return []
        content, form, last = found
    subject = subject_of(verb)
    if subject is None or subject[0].lower_ in {"it", "there", "that", "this"}:
        doubted = word.lower_ in _IMPERSONAL or any(c.dep_ == "neg" for c in verb.children)
        if form != "clause" or not (doubted and word.lower_ in _IMPERSONAL | {"clear", "certain"}):
            return []
        subject, form = None, "topic"  # "It is clear that": the writer tells it.
    end = last if last is not None else word
    return [
        Saying(
            head=word.i,
            cue=Span(cue_span(verb).start, end.idx + len(end.text)),
            source=subject[1] if subject is not None else None,
            content=tuple(content),
            info=info,
            form=form,
            source_head=subject[0].i if subject is not None else None,
        )
    ]


def adverb_sayings(word: Token, info: CueInfo) -> list[Saying]:
    head = word.head
    if word.dep_ not in {"advmod", "intj", "dep"} or head.i == word.i:
        return []
    content = subtree_span(head, without=[word])
    if not content:
        return []
    return [Saying(word.i, token_span(word, word), None, tuple(content), info, "clause")]
