"""Cue, source and content as the parse of one sentence gives them, before quotation marks count.

A `Saying` holds character ranges. Each pattern is one function: verbs with a clause, an infinitive,
an object or a preposition; cues set inside or after what is said; passives ("is believed to");
nouns ("the claim that"); adjectives ("is confident that"); "according to"; "reportedly"; and the
headline's colon.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.coding.cues import CueInfo, cue_class, token_cue
from dateline.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLAUSE_HOOKS = frozenset({"parataxis", "ccomp", "advcl", "dep", "conj", "appos", "intj"})
_AUXILIARY = frozenset({"aux", "auxpass", "neg"})
# Verbs that carry another verb without saying anything of their own.
_CARRIERS = frozenset("go begin start continue keep use try rush like love quick hasten dare come".split())
_LIGHT = frozenset(
    "express voice raise issue make give offer have hold share state repeat release deliver air "
    "level file face draw hear lodge put publish reject repeat announce reiterate send".split()
)
_TRIM = " \t\r\n,;:.–—-"


@dataclass(frozen=True)
class Saying:
    """One attribution in the making: spans of characters, the cue's word and how it takes content."""

    head: int
    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    info: CueInfo
    form: str
    source_head: int | None = None
    antecedent: Span | None = None

    @property
    def vouched(self) -> bool:
        """Whether the content stands on the source's word and is not merely named by it."""
        if self.form in {"clause", "infinitive", "complement", "quote"}:
            return self.info.cls != "seem"
        return self.form in self.info.named


def find_sayings(doc: Doc) -> list[Saying]:
    """All attributions that the parse shows, sorted by cue; none without content.

    Cue verbs whose content is only a neighbouring quotation are left to `attribution`.
    """
    found: list[Saying] = []
    for token in doc:
        if token.lower_ == "according":
            found.extend(_according(token))
            continue
        info = token_cue(token)
        if info is None:
            continue
        if info.pos == "verb":
            found.extend(_verb(token, info))
        elif info.pos == "noun":
            found.extend(_noun(token, info))
        elif info.pos == "adjective":
            found.extend(_adjective(token, info))
        else:
            found.extend(_adverb(token, info))
    found.extend(_colons(doc))
    return sorted(found, key=lambda s: (s.cue, s.content))


# ------------------------------------------------------------------ spans


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
    left, right = token.left_edge.i, token.right_edge.i
    cut: set[int] = set()
    for other in without:
        if left <= other.i <= right:
            cut.update(range(other.left_edge.i, other.right_edge.i + 1))
    text = token.doc.text
    pieces: list[Span] = []
    run: list[Token] = []
    for i in range(left, right + 2):
        if i <= right and i not in cut:
            run.append(token.doc[i])
            continue
        if run and any(t.is_alpha or t.like_num for t in run):
            last = run[-1]
            if (piece := trimmed(text, run[0].idx, last.idx + len(last.text))) is not None:
                pieces.append(piece)
        run = []
    return pieces


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
    while first.i < head.i and (first.is_punct and first.text in {",", "–", "—", "-"} or first.dep_ == "cc"):
        first = doc[first.i + 1]
    return trimmed(doc.text, first.idx, last.idx + len(last.text))


# ------------------------------------------------------------------ who


def subject_of(verb: Token, depth: int = 0) -> tuple[Token, Span | None] | None:
    """The noun that a verb is said of, with its phrase: own, controlled or inherited."""
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            return child, noun_phrase(child)
    if depth > 8 or verb.head.i == verb.i:
        return None
    head = verb.head
    if verb.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return head, noun_phrase(head, without=verb)
    if verb.dep_ == "pcomp" and head.head.i != head.i:
        return subject_of(head.head, depth + 1) if head.head.pos_ in {"VERB", "AUX"} else None
    if verb.dep_ == "xcomp" and head.pos_ in {"VERB", "AUX"}:
        objects = [c for c in head.children if c.dep_ in {"dobj", "dative"} and c.i < verb.i]
        if objects and head.lemma_ not in {"promise", "threaten", "use", "take", "issue", "release"}:
            return objects[0], noun_phrase(objects[0], without=verb)
        return subject_of(head, depth + 1)
    if verb.dep_ in {"advcl", "conj", "dep", "acomp", "ccomp", "parataxis"} and head.pos_ in {
        "VERB",
        "AUX",
        "ADJ",
    }:
        if verb.dep_ in {"ccomp", "parataxis"} and verb.tag_ != "VBG":
            return None
        return subject_of(head, depth + 1)
    return None


def _agent(verb: Token) -> Token | None:
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


# ------------------------------------------------------------------ in which words


def cue_span(verb: Token, last: Token | None = None) -> Span:
    """The verb with its auxiliaries, negation, adverbs before it and particle; to `last` if given."""
    doc = verb.doc
    first = verb
    while first.i > 0:
        before = doc[first.i - 1]
        if before.head.i == verb.i and (
            before.dep_ in _AUXILIARY or (before.dep_ == "advmod" and before.tag_ == "RB")
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
            if child.dep_ == "prt" and child.i == verb.i + 1:
                end = child
    return int(end.idx + len(end.text))


# ------------------------------------------------------------------ verbs


def _verb(verb: Token, info: CueInfo) -> list[Saying]:
    if verb.dep_ in {"amod", "compound", "aux", "auxpass"}:
        return []
    if is_passive(verb):
        return _passive(verb, info)
    subject = subject_of(verb)
    if subject is not None and subject[0].lower_ in {"it", "there"} and info.cls == "seem":
        subject = None
    found = _active_content(verb, info)
    if not found:
        return []
    content, form, last = found
    source = subject[1] if subject is not None else None
    if info.cls == "seem":
        # "The truce seems to hold": the whole clause is what seems so, to nobody in particular.
        content = ([source] if source is not None else []) + content
        source, subject = None, None
    content = [c for c in content if source is None or not source.covers(c)]
    if not content:
        return []
    return [
        Saying(
            head=verb.i,
            cue=cue_span(verb, last),
            source=source,
            content=tuple(content),
            info=info,
            form=form,
            source_head=subject[0].i if subject is not None and source is not None else None,
        )
    ]


def _active_content(verb: Token, info: CueInfo) -> tuple[list[Span], str, Token | None] | None:
    """Content, its form, and the last token of the cue where a preposition belongs to it."""
    children = list(verb.children)
    clause = next((c for c in children if c.dep_ == "ccomp"), None)
    if clause is not None and {"clause", "quote", "complement", "infinitive"} & info.takes:
        if "clause" in info.takes or _small(clause):
            return subtree_span(clause, without=[verb] if clause.i < verb.i else []), "clause", None
    if "clause" in info.takes:
        for child in children:
            if child.dep_ in {"advcl", "acl"} and any(
                m.dep_ == "mark" and m.lower_ in {"that", "whether"} for m in child.children
            ):
                return subtree_span(child), "clause", None
        if (host := _host(verb)) is not None:
            return subtree_span(host, without=[verb]), "clause", None
    infinitive = next((c for c in children if c.dep_ == "xcomp" and c.i > verb.i), None)
    objects = [c for c in children if c.dep_ == "dobj" and c.i > verb.i]
    if infinitive is not None and "infinitive" in info.takes:
        content = subtree_span(infinitive)
        if objects and objects[0].i < infinitive.i:
            content = _joined(verb, objects[0], infinitive)
        return content, "infinitive", None
    if "complement" in info.takes and objects:
        rest = [
            c
            for c in children
            if c.i > objects[0].i
            and (
                c.dep_ in {"oprd", "xcomp", "acomp"}
                or (c.dep_ == "prep" and (c.lower_ == "as" or c.lower_ in info.with_))
            )
        ]
        if rest:
            return _joined(verb, objects[0], rest[-1]), "complement", None
    if "object" in info.takes and objects and _substantial(objects[0], info):
        return subtree_span(objects[0]), "object", None
    return _prepositional(verb, info)


def _prepositional(word: Token, info: CueInfo) -> tuple[list[Span], str, Token | None] | None:
    for child in word.children:
        if child.dep_ in {"prep", "dative"} and child.i > word.i and child.lower_ in info.with_:
            for grand in child.children:
                if grand.dep_ in {"pobj", "pcomp", "ccomp"}:
                    near = child.i - word.i <= 2
                    return subtree_span(grand), child.lower_, child if near else None
    return None


def _small(clause: Token) -> bool:
    """A small clause or infinitive: "called the raid a massacre", "urged them to leave"."""
    return not any(c.dep_ == "mark" for c in clause.children)


def _substantial(noun: Token, info: CueInfo) -> bool:
    """"Found a body" states nothing: objects of knowing and finding must be more than a thing."""
    return not (info.cls in {"show", "know"} and noun.ent_type_ == "")


def _joined(verb: Token, first: Token, last: Token) -> list[Span]:
    text = verb.doc.text
    end = last.right_edge
    piece = trimmed(text, first.left_edge.idx, end.idx + len(end.text))
    return [piece] if piece is not None else []


def _host(verb: Token) -> Token | None:
    """The clause that a cue was set into or after: ", the minister said,", "as the army reported"."""
    head = verb.head
    if head.i == verb.i or verb.dep_ not in _CLAUSE_HOOKS or head.pos_ not in {"VERB", "AUX"}:
        return None
    marks = [c for c in verb.children if c.dep_ in {"mark", "advmod"} and c.lower_ == "as"]
    if verb.dep_ == "advcl":
        return head if marks else None
    if verb.dep_ == "conj" or any(c.dep_ == "mark" for c in verb.children):
        return None
    own = any(c.dep_ in _SUBJECTS for c in verb.children)
    left = verb.left_edge
    before = verb.doc[left.i - 1] if left.i > 0 else None
    if own and (before is None or before.is_punct or left.text in {",", "—", "–"}):
        return head
    return None


def _passive(verb: Token, info: CueInfo) -> list[Saying]:
    """"Is believed by some to be preparing", "it was reported that", "a plan announced by"."""
    agent = _agent(verb)
    source = noun_phrase(agent) if agent is not None else None
    subject = next((c for c in verb.children if c.dep_ in {"nsubjpass", "nsubj"}), None)
    if subject is None and verb.dep_ in {"conj", "xcomp"}:
        inherited = subject_of(verb)
        subject = inherited[0] if inherited else None
    children = list(verb.children)
    content: list[Span] = []
    form = ""
    clause = next((c for c in children if c.dep_ == "ccomp" and c.i > verb.i), None)
    infinitive = next((c for c in children if c.dep_ in {"xcomp", "advcl"} and c.i > verb.i
                       and any(g.tag_ == "TO" for g in c.children)), None)
    complement = next(
        (c for c in children if c.i > verb.i and (c.dep_ == "oprd" or (c.dep_ == "prep" and c.lower_ in {"as", "of", "for"}))),
        None,
    )
    last: Token | None = None
    expletive = subject is None or subject.lower_ in {"it", "there"}
    if clause is not None and "clause" in info.takes:
        content, form = subtree_span(clause), "clause"
    elif infinitive is not None and {"infinitive", "clause"} & info.takes:
        content, form = subtree_span(infinitive), "infinitive"
    elif complement is not None and "complement" in info.takes:
        content, form = subtree_span(complement), "complement"
    elif {"object", "clause"} & info.takes and not expletive and (source is not None or info.pos == "verb" and "object" in info.takes):
        form = "object"
    elif (found := _prepositional(verb, info)) is not None:
        content, form, last = found
        if info.cls in {"ask", "discuss"}:
            return [Saying(verb.i, cue_span(verb, last), source, tuple(content), info, form,
                           agent.i if agent is not None and source else None)]
    else:
        return []
    if subject is not None and not expletive and form in {"infinitive", "complement", "object"}:
        if form != "infinitive" or info.cls not in {"ask", "order"}:
            phrase = noun_phrase(subject, without=verb if verb.dep_ in {"acl", "relcl"} else None)
            if phrase is not None:
                content = [phrase, *content]
    elif verb.dep_ == "acl" and form == "object":
        phrase = noun_phrase(verb.head, without=verb)
        content = [phrase] if phrase is not None else []
    if source is not None:
        content = [c for c in content if not c.overlaps(source)] or [
            cut for c in content for cut in _without(verb.doc.text, c, source)
        ]
    if not content:
        return []
    return [
        Saying(
            head=verb.i,
            cue=cue_span(verb, last),
            source=source,
            content=tuple(content),
            info=info,
            form=form,
            source_head=agent.i if agent is not None and source is not None else None,
        )
    ]


def _without(text: str, content: Span, hole: Span) -> list[Span]:
    parts = [trimmed(text, content.start, hole.start), trimmed(text, hole.end, content.end)]
    return [p for p in parts if p is not None]


# ------------------------------------------------------------------ nouns, adjectives, adverbs


def _noun(noun: Token, info: CueInfo) -> list[Saying]:
    if noun.dep_ == "compound":
        return []
    content: list[Span] = []
    form, last = "", None
    for child in noun.children:
        if child.dep_ in {"acl", "ccomp", "relcl"} and child.i > noun.i and child.pos_ in {"VERB", "AUX"}:
            marked = any(m.dep_ == "mark" and m.lower_ in {"that", "whether"} for m in child.children)
            to = any(m.tag_ == "TO" for m in child.children)
            if (marked and "clause" in info.takes) or (to and "infinitive" in info.takes):
                content, form = subtree_span(child), "clause" if marked else "infinitive"
                break
    if not content:
        found = _prepositional(noun, info)
        if found is None:
            return []
        content, form, last = found
        if not content:
            return []
    owner, carrier = _owner(noun)
    if owner is None and form not in {"clause", "infinitive"}:
        return []
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
    if noun.dep_ == "dobj" and verb.lemma_ in _LIGHT:
        subject = subject_of(verb)
        return (subject[0] if subject else None), verb
    names = [c for c in noun.children if c.dep_ in {"compound", "amod"} and c.pos_ == "PROPN"]
    if names and names[-1].ent_type_ in {"GPE", "ORG", "PERSON", "NORP"}:
        return names[-1], None
    return None, None


def _adjective(word: Token, info: CueInfo) -> list[Saying]:
    verb = word.head
    if word.dep_ not in {"acomp", "oprd", "conj"} or verb.pos_ not in {"VERB", "AUX"}:
        return []
    content: list[Span] = []
    form, last = "", None
    for child in (*word.children, *verb.children):
        if child.i > word.i and child.dep_ in {"ccomp", "xcomp", "advcl"}:
            to = any(m.tag_ == "TO" for m in child.children)
            if (to and "infinitive" in info.takes) or (not to and child.dep_ == "ccomp" and "clause" in info.takes):
                content, form = subtree_span(child), "infinitive" if to else "clause"
                break
    if not content:
        found = _prepositional(word, info)
        if found is None or not found[0]:
            return []
        content, form, last = found
    subject = subject_of(verb)
    if subject is None or subject[0].lower_ in {"it", "there", "that", "this"}:
        return []
    end = last if last is not None else word
    return [
        Saying(
            head=word.i,
            cue=Span(cue_span(verb).start, end.idx + len(end.text)),
            source=subject[1],
            content=tuple(content),
            info=info,
            form=form,
            source_head=subject[0].i,
        )
    ]


def _adverb(word: Token, info: CueInfo) -> list[Saying]:
    head = word.head
    if word.dep_ not in {"advmod", "intj", "dep"} or head.i == word.i:
        return []
    content = subtree_span(head, without=[word])
    if not content:
        return []
    return [Saying(word.i, token_span(word, word), None, tuple(content), info, "clause")]


# ------------------------------------------------------------------ according to, colons

_SAY = replace(cue_class("say", "verb") or CueInfo("say", "say", "verb", frozenset(), frozenset(),
               frozenset(), False, False, False))


def _according(word: Token) -> list[Saying]:
    doc = word.doc
    if word.i + 1 >= len(doc) or doc[word.i + 1].lower_ != "to":
        return []
    to = doc[word.i + 1]
    owner = next((c for c in to.children if c.dep_ == "pobj"), None)
    if owner is None:
        return []
    source = noun_phrase(owner)
    cue = token_span(word, to)
    head = word.head
    comma = word.i > 0 and doc[word.i - 1].text in {",", "—", "–", "”", "\"", "-"}
    if (comma or word.is_sent_start) and head.i != word.i:
        while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i:
            head = head.head
    if head.i == word.i:
        head = word.sent.root
    content = subtree_span(head, without=[word]) if head.i != word.i else []
    content = [c for c in content if source is None or not c.overlaps(source)]
    if not content or source is None:
        return []
    return [Saying(word.i, cue, source, tuple(content), _SAY, "clause", owner.i)]


def _colons(doc: Doc) -> list[Saying]:
    """"Kim: no talks": a name, a colon, and the rest of a line that is its own paragraph."""
    found = []
    text = doc.text
    for sent in doc.sents:
        for token in sent[:8]:
            if token.text != ":":
                continue
            before = doc[sent.start : token.i]
            after = doc[token.i + 1 : sent.end]
            named = before and before[-1].pos_ in {"PROPN", "NOUN"} and before[-1].ent_type_ in {
                "PERSON", "ORG", "GPE", "NORP"}
            if named and len(after) > 2 and all(t.pos_ not in {"VERB", "AUX"} for t in before):
                source = trimmed(text, before[0].idx, token.idx)
                content = trimmed(text, after[0].idx, after[-1].idx + len(after[-1].text))
                if source and content:
                    found.append(
                        Saying(token.i, token_span(token, token), source, (content,), _SAY, "clause",
                               before[-1].i)
                    )
            break
    return found
