"""Cue, source and content as the parse of one sentence gives them, before quotation marks count.

A `Saying` holds character ranges. Each pattern is one function: verbs with a clause, an infinitive,
an object or a preposition; cues set inside or after what is said; passives ("is believed to");
nouns ("the claim that"); adjectives ("is confident that"); "according to"; "reportedly"; and the
headline's colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dateline.coding.cues import CueInfo, cue_class, token_cue
from dateline.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLAUSE_HOOKS = frozenset({"parataxis", "ccomp", "advcl", "dep", "conj", "appos", "intj"})
_AUXILIARY = frozenset({"aux", "auxpass", "neg"})
# Verbs that carry another verb without saying anything of their own.
_CARRIERS = frozenset(
    "go begin start continue keep use try rush like love quick hasten dare come".split()
)
_LIGHT = frozenset(
    "express voice raise issue make give offer have hold share state repeat release deliver air "
    "level file face draw hear lodge put publish reject repeat announce reiterate send".split()
)
# What stands before a colon at the start of a line and is nobody.
_LABEL = re.compile(
    r"\b(?:note|update|updated|watch|video|photos?|read|related|exclusive|breaking|opinion|analysis|"
    r"q|a|q&a|correction|by|source|sources|from|more|image|pictures?|caption|credit|tags?|topics?|when|where|"
    r"what|who|why|how|here|time|date|location|email|phone|contact|copyright|editing|reporting|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|part|chapter|step|number|no|example|conclusion|summary|"
    r"background|factbox|timeline|full text|abstract|live|fact check|podcast|listen|twitter|facebook)\b",
    re.I,
)
_SPEAKER = re.compile(
    r"(?:poll|survey|report|study|official|minister|police|sources?|camp|campaign|newspaper|aide|army)s?$"
)
_FINDER = re.compile(
    r"^(?:polls?|surveys?|stud(?:y|ies)|reports?|inquir(?:y|ies)|investigations?|investigators?|articles?|papers?|"
    r"analys[ie]s|reviews?|audits?|researchers?|panel|data|figures|documents?|records?|inspectors?|experts?)$"
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
        return self.form in self.info.vouches


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
    without = [
        *without,
        *(
            t
            for t in token.doc[left : right + 1]
            if t.tag_ == "VBG"
            and t.i > token.i
            and (owner := rehooked(t)) is not None
            and not left <= owner.i <= right
        ),
    ]
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
    while first.i < head.i and (
        first.is_punct and first.text in {",", "–", "—", "-"} or first.dep_ == "cc"
    ):
        first = doc[first.i + 1]
    return trimmed(doc.text, first.idx, last.idx + len(last.text))


# ------------------------------------------------------------------ who


def rehooked(verb: Token) -> Token | None:
    """The reporting verb that a participle after a comma belongs to, where the parse hung it deeper.

    "He said he would go, adding that …": whoever said it adds it. None where nothing was misplaced.
    """
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "conj", "acl"} or token_cue(verb) is None:
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
        node = node.head
    return found


def subject_of(verb: Token, depth: int = 0) -> tuple[Token, Span | None] | None:
    """The noun that a verb is said of, with its phrase: own, controlled or inherited."""
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            return child, noun_phrase(child)
    if depth == 0 and (owner := rehooked(verb)) is not None:
        return subject_of(owner, 1)
    if depth > 8 or verb.head.i == verb.i:
        return None
    head = verb.head
    if verb.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return head, noun_phrase(head, without=verb)
    if verb.dep_ == "pcomp" and head.head.i != head.i:
        return subject_of(head.head, depth + 1) if head.head.pos_ in {"VERB", "AUX"} else None
    if verb.dep_ == "xcomp" and head.pos_ in {"VERB", "AUX"}:
        objects = [c for c in head.children if c.dep_ in {"dobj", "dative"} and c.i < verb.i]
        if objects and head.lemma_ not in {
            "promise",
            "threaten",
            "use",
            "take",
            "issue",
            "release",
        }:
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
    doc = verb.doc
    if end.i + 1 < len(doc) and doc[end.i + 1].text == ":":
        end = doc[end.i + 1]
    return int(end.idx + len(end.text))


# ------------------------------------------------------------------ verbs


def _verb(verb: Token, info: CueInfo) -> list[Saying]:
    if verb.dep_ in {"amod", "compound", "aux", "auxpass"}:
        return []
    if (trailing := _trailing(verb, info)) is not None:
        return [trailing]
    if is_passive(verb):
        return _passive(verb, info)
    if verb.lemma_ in _LIGHT and any(
        c.dep_ == "dobj" and (row := token_cue(c)) is not None and _noun(c, row)
        for c in verb.children
    ):
        return []  # The noun says it: "expressed a desire to".
    subject = subject_of(verb)
    if subject is None:
        subject = _front_name(verb)
    if subject is not None and subject[0].lower_ in {"it", "there"} and info.cls == "seem":
        subject = None
    found = _active_content(verb, info)
    if not found:
        return _by_place(verb, info)
    content, form, last = found
    source = subject[1] if subject is not None else None
    doc_text = verb.doc.text
    if info.cls == "seem":
        # "The truce seems to hold": the whole clause is what seems so, to nobody in particular.
        content = ([source] if source is not None else []) + content
        source, subject = None, None
    content = [c for c in content if source is None or not source.covers(c)]
    if not content or (source is None and info.cls != "seem" and not _quoted(doc_text, content)):
        return []
    if form not in {"clause", "infinitive", "complement"} and (
        verb.dep_ == "acl" or any(c.tag_ == "TO" for c in verb.children)
    ):
        # "To raise the matter", "a book discussing the war": an errand or a topic, nobody's words.
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


def _trailing(verb: Token, info: CueInfo) -> Saying | None:
    """ "…, the state agency reported on Sunday.": read off the surface, for parsers stumble on it.

    A comma, a noun phrase without a verb, the cue, and to the sentence's end nothing that has a
    subject of its own; what stands before the comma must be a clause.
    """
    if "clause" not in info.takes or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
        return None
    sent = verb.sent
    if sent.end - verb.i > 16 or verb.i - sent.start < 4:
        return None
    doc = verb.doc
    if info.cls == "seem" or any(c.dep_ == "xcomp" for c in verb.children):
        return None
    if any(
        t.dep_ in _SUBJECTS or t.dep_ == "ccomp" or t.text in {":", "that"}
        for t in doc[verb.i + 1 : sent.end]
    ):
        return None
    if any(t.text[0] in '“”"„«`' for t in doc[verb.i + 1 : sent.end]):
        return None
    comma = _phrase_start(verb, sent.start)
    if comma is None:
        return None
    before = doc[sent.start : comma.i]
    own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if own is not None and own.i < comma.i:
        return None
    verbs = [
        t for t in before if t.pos_ in {"VERB", "AUX"} and t.tag_ in {"VBD", "VBZ", "VBP", "MD"}
    ]
    if not verbs or before[0].dep_ == "mark" or before[0].tag_ in {"WRB", "VBG"}:
        return None
    name = doc[comma.i + 1 : verb.i]
    while len(name) and name[-1].pos_ in {"ADV", "AUX"} or name[-1].text == ",":
        name = name[:-1]
        if not len(name):
            return None
    source = trimmed(doc.text, name[0].idx, name.end_char)
    content = trimmed(doc.text, before[0].idx, comma.idx)
    if source is None or content is None or name[0].dep_ == "cc" or name[0].tag_ == "IN":
        return None
    head = own if own is not None else name.root
    return Saying(verb.i, cue_span(verb), source, (content,), info, "clause", head.i)


_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PRON", "ADP", "NUM", "PART", "CCONJ", "ADV"})


def _phrase_start(verb: Token, start: int) -> Token | None:
    """The comma or quotation mark before a cue's subject, all nominal between; None where there is none."""
    doc = verb.doc
    token = verb
    commas: list[Token] = []
    for i in range(verb.i - 1, max(start - 1, verb.i - 24), -1):
        token = doc[i]
        if token.text in {",", "”", '"', "''", "—", "–"}:
            # An apposition may stand between: ", Mary Lee, the mayor, said".
            if i + 1 == verb.i:
                commas.append(token)
                continue
            return token
        if token.pos_ not in _NOMINAL and token.dep_ not in _AUXILIARY:
            return None
    return None


def _front_name(verb: Token) -> tuple[Token, Span] | None:
    """A name that opens the sentence right before a finite verb without a subject.

    The tagger takes rare names for adverbs: "Yoon, though, has expressed".
    """
    if verb.dep_ not in {"ROOT", "ccomp"} or verb.tag_ not in {"VBD", "VBZ", "VBN", "VBP"}:
        return None
    first = verb.left_edge
    while first.i < verb.i and not first.is_alpha:
        first = first.doc[first.i + 1]
    if verb.i - first.i > 6 or first.i >= verb.i or not first.is_title or first.dep_ != "advmod":
        return None
    if first.is_stop or first.lower_.endswith("ly") or first.tag_ in {"VBG", "IN"}:
        return None
    return first, token_span(first, first)


_REPORTING = frozenset({"say", "report", "claim", "announce", "warn", "predict", "show"})


def _by_place(verb: Token, info: CueInfo) -> list[Saying]:
    """A reporting verb with a subject whose content the parse missed: the words around it.

    Set in by commas ("The dam, officials said, would burst"), it takes both sides.
    """
    if info.cls not in _REPORTING or "clause" not in info.takes:
        return []
    own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    doc, sent = verb.doc, verb.sent
    if own is None or own.i > verb.i or own.lower_ in {"who", "which", "that"}:
        return []
    left = own.left_edge.i
    end = verb.i + 1
    while end < sent.end and doc[end].dep_ in {"prt", "npadvmod"}:
        end += 1
    set_in = left > sent.start and doc[left - 1].text in {",", "–", "—"}
    if not set_in or end >= sent.end or doc[end].text not in {",", "–", "—"}:
        return []
    source = noun_phrase(own)
    pieces = [
        trimmed(doc.text, doc[sent.start].idx, doc[left - 1].idx),
        trimmed(doc.text, doc[end].idx, sent.end_char),
    ]
    content = [p for p in pieces if p is not None]
    if source is None or not any(t.pos_ in {"VERB", "AUX"} for t in doc[end : sent.end]):
        return []
    return [Saying(verb.i, cue_span(verb), source, tuple(content), info, "clause", own.i)]


def _quoted(text: str, content: list[Span]) -> bool:
    return any(text[c.start] in "“\"'‘«„`" for c in content)


def _active_content(verb: Token, info: CueInfo) -> tuple[list[Span], str, Token | None] | None:
    """Content, its form, and the last token of the cue where a preposition belongs to it."""
    children = list(verb.children)
    clause = next((c for c in children if c.dep_ == "ccomp"), None)
    if info.cls == "seem" and clause is None:
        for child in children:
            if (
                child.i > verb.i
                and child.dep_ in {"acomp", "oprd", "attr"}
                or (
                    child.dep_ == "prep"
                    and child.i == verb.i + 1
                    and child.lower_ in {"like", "as"}
                )
            ):
                return subtree_span(child), "clause", None
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
    if "for" in info.with_:
        # "Called for the wage to be raised" parses as an adverbial clause opened by "for".
        for child in children:
            mark = next((m for m in child.children if m.dep_ == "mark" and m.lower_ == "for"), None)
            if (
                child.dep_ in {"advcl", "ccomp", "xcomp"}
                and mark is not None
                and mark.i <= verb.i + 2
            ):
                return subtree_span(child, without=[mark]), "infinitive", mark
    infinitive = next((c for c in children if c.dep_ == "xcomp" and c.i > verb.i), None)
    objects = [
        c for c in children if c.dep_ == "dobj" and (c.i > verb.i or c.tag_ in {"WDT", "WP", "IN"})
    ]
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
                if grand.dep_ in {"pobj", "pcomp", "ccomp"} and grand.ent_type_ not in {
                    "DATE",
                    "TIME",
                }:
                    near = child.i - word.i <= 2
                    return subtree_span(grand), child.lower_, child if near else None
    return None


def _small(clause: Token) -> bool:
    """A small clause or infinitive: "called the raid a massacre", "urged them to leave"."""
    return not any(c.dep_ == "mark" for c in clause.children)


def _substantial(noun: Token, info: CueInfo) -> bool:
    """ "Found a body" states nothing: objects of knowing and finding must be more than a thing."""
    if info.cls == "know":
        return False
    if info.cls == "show":
        subject = subject_of(noun.head)
        return subject is not None and _FINDER.search(subject[0].lower_) is not None
    return True


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
    """ "Is believed by some to be preparing", "it was reported that", "a plan announced by"."""
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
    infinitive = next(
        (
            c
            for c in children
            if c.dep_ in {"xcomp", "advcl"}
            and c.i > verb.i
            and any(g.tag_ == "TO" for g in c.children)
        ),
        None,
    )
    complement = next(
        (
            c
            for c in children
            if c.i > verb.i
            and (c.dep_ == "oprd" or (c.dep_ == "prep" and c.lower_ in {"as", "of", "for"}))
        ),
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
    elif (
        {"object", "clause"} & info.takes
        and not expletive
        and (source is not None or info.pos == "verb" and "object" in info.takes)
    ):
        form = "object"
    elif (found := _prepositional(verb, info)) is not None:
        content, form, last = found
        if info.cls in {"ask", "discuss"}:
            return [
                Saying(
                    verb.i,
                    cue_span(verb, last),
                    source,
                    tuple(content),
                    info,
                    form,
                    agent.i if agent is not None and source else None,
                )
            ]
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
    if noun.dep_ == "pobj" and noun.lower_ in _STANDPOINTS:
        return _standpoint(noun, info)
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
    if not content:
        found = _prepositional(noun, info)
        if found is None:
            return []
        content, form, last = found
        if not content:
            return []
    owner, carrier = _owner(noun) if copula is None else (_owner(noun)[0], None)
    if owner is None and form not in {"clause", "infinitive"}:
        return []
    if carrier is None and copula is None and info.cls in {"want", "plan"}:
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


_STANDPOINTS = frozenset(
    {"view", "opinion", "eyes", "words", "estimation", "telling", "account", "reading"}
)


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
    if noun.dep_ == "dobj" and verb.lemma_ in _LIGHT:
        subject = subject_of(verb) or _front_name(verb)
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
            if (to and "infinitive" in info.takes) or (
                not to and child.dep_ == "ccomp" and "clause" in info.takes
            ):
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

_SAY = replace(
    cue_class("say", "verb")
    or CueInfo("say", "say", "verb", frozenset(), frozenset(), frozenset(), False, False, False)
)


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
    comma = word.i > 0 and doc[word.i - 1].text in {",", "—", "–", "”", '"', "-"}
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
    """ "Kim: no talks": a short name at the start of a line, a colon, and the rest of the sentence."""
    found = []
    text = doc.text
    for token in doc:
        if token.text != ":" or token.i == 0:
            continue
        start = text.rfind("\n", 0, token.idx) + 1
        name = text[start : token.idx].strip()
        words = name.split()
        if not words or len(words) > 5 or not _may_head_a_line(name):
            continue
        before = doc.char_span(start, token.idx, alignment_mode="contract")
        stop = text.find("\n", token.idx)
        after = doc.char_span(
            token.idx + 1, stop if stop >= 0 else len(text), alignment_mode="contract"
        )
        if before is None or after is None or len(after) < 3 or not _is_name(before):
            continue
        last = after[0].sent if after[0].sent.start_char >= start else after
        content = trimmed(
            text, after[0].idx, min(max(last.end_char, after[2].idx + 1), after.end_char)
        )
        source = trimmed(text, before[0].idx, token.idx)
        if source and content:
            found.append(
                Saying(
                    token.i,
                    token_span(token, token),
                    source,
                    (content,),
                    _SAY,
                    "clause",
                    before[-1].i,
                )
            )
    return found


def _may_head_a_line(name: str) -> bool:
    return (
        name[:1].isupper() and not _LABEL.search(name) and not any(c in name for c in '“”"()[]/@#')
    )


def _is_name(before: Any) -> bool:
    """Whether the words before a colon name somebody: no finite verb with a subject among them."""
    if any(
        t.dep_ in {"nsubj", "nsubjpass"}
        and t.head.i < before.end
        and t.head.pos_ in {"VERB", "AUX"}
        for t in before
    ):
        return False
    last = before[-1]
    known = any(t.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} for t in before)
    return (
        last.text[:1].isupper()
        and (known or last.pos_ in {"PROPN", "NOUN"})
        or (last.pos_ == "NOUN" and (known or _SPEAKER.search(last.lower_) is not None))
    )
