"""What a verb of speech or thought has for content: clause, infinitive, object, complement, preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.coding.attribution.cues import CueInfo, token_cue
from dateline.coding.attribution.phrases import (
    SUBJECTS,
    prepositional,
    subtree_span,
    token_span,
    trimmed,
)
from dateline.coding.attribution.stated import may_be_said, states
from dateline.coding.attribution.subjects import subject_of
from dateline.language import text_of
from dateline.records import Span

if TYPE_CHECKING:
    from dateline.language.words import Token

_CLAUSE_HOOKS = frozenset({"parataxis", "ccomp", "advcl", "dep", "conj", "appos", "intj"})


_TELLING = frozenset({"say", "report", "announce", "claim", "warn", "predict"})


_HUNG = frozenset({"acl", "relcl", "ccomp", "advcl"})


# "Asked if", "wonders if": the condition is a question.
_ASKING = frozenset({"ask", "doubt"})


def active_content(verb: Token, info: CueInfo) -> tuple[list[Span], str, Token | None] | None:
    """Content, its form, and the last token of the cue where a preposition belongs to it."""
    children = list(verb.children)
    clauses = [c for c in children if c.dep_ == "ccomp" and not _apart(c, verb)]
    if (
        len(clauses) > 1
        and clauses[0].i < verb.i < clauses[-1].i
        and subject_before(verb) is not None
    ):
        clauses = clauses[-1:]
    clause = clauses[0] if clauses else None
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
        if "clause" in info.takes or (_small(clause) and info.cls != "discuss"):
            return subtree_span(clause, without=[verb] if clause.i < verb.i else []), "clause", None
    if "clause" in info.takes:
        for child in children:
            if child.dep_ in {"advcl", "acl"} and any(
                m.dep_ == "mark"
                and (m.lower_ in {"that", "whether"} or (m.lower_ == "if" and info.cls in _ASKING))
                for m in child.children
            ):
                return subtree_span(child), "clause", None
        if info.cls == "say":
            # "Said yes", "who has said wants to be": a word or a clause without its own subject.
            for child in children:
                finite = child.dep_ == "xcomp" and child.tag_ in {"VBD", "VBZ", "VBP"}
                if child.i > verb.i and (finite or child.dep_ == "intj"):
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
    bare = infinitive is not None and not any(c.tag_ == "TO" for c in infinitive.children)
    if bare and info.lemma == "tell":
        infinitive = None  # "Told me, ‘Go home’".
    if infinitive is not None and "infinitive" in info.takes:
        content = subtree_span(infinitive)
        if objects and objects[0].i < infinitive.i:
            content = _joined(verb, objects[0], infinitive)
        return content, "infinitive", None
    goes_on = info.lemma in {"continue", "go_on", "begin"}
    if (
        infinitive is not None
        and infinitive.tag_ == "VBG"
        and "clause" in info.takes
        and not goes_on
    ):
        return subtree_span(infinitive), "clause", None  # "Proposed barring visitors".
    if "complement" in info.takes and (named := _named(verb, info)) is not None:
        return [named], "complement", None
    if "complement" in info.takes and not objects:
        objects = [c for c in children if c.dep_ == "dative" and c.i > verb.i]
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
    if info.cls in {"say", "claim", "suggest"}:
        # "Said as much", "said so": the content stands before.
        for i in (verb.i + 1, verb.i + 2):
            if (
                i < len(verb.doc)
                and verb.doc[i].lower_ in {"much", "so"}
                and verb.doc[i].head.i == verb.i
            ):
                stand_in = verb.doc[i]
                if stand_in.lower_ == "so" or verb.doc[i - 1].lower_ == "as":
                    first = verb.doc[i - 1] if stand_in.lower_ == "much" else stand_in
                    return [token_span(first, stand_in)], "clause", None
    if "object" in info.takes and objects and may_be_said(objects[0], info):
        if states(objects[0], info):
            return subtree_span(objects[0]), "object", None
        if info.lemma == "show":
            return subtree_span(objects[0]), "thing", None  # "Showed no interest": nobody's words.
    if info.cls == "accuse" and not objects:
        return None  # "Charged into the room with a gun".
    found = prepositional(verb, info) or _that_further_on(verb, info)
    if found is None and objects and info.lemma in _TO_SOMEBODY:
        found = prepositional(objects[0], info)  # "Reminded the crowd of the stakes".
        found = (found[0], found[1], None) if found is not None else None
    return found


def _that_further_on(verb: Token, info: CueInfo) -> tuple[list[Span], str, Token | None] | None:
    """ "Said in a statement that …", "said for the first time that …": hung on the noun between."""
    if info.cls not in _TELLING or "clause" not in info.takes:
        return None
    last = verb.right_edge.i
    for token in verb.doc[verb.i + 1 : min(last, verb.i + 14) + 1]:
        if token.text in {",", ";", ":"} or token.text[0] in '“”"«':
            return None
        if token.dep_ in SUBJECTS or (token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBN"):
            return None
        if token.lower_ == "that" and token.tag_ in {"IN", "WDT"} and token.i > verb.i + 1:
            clause = token.head
            if clause.i > token.i and clause.pos_ in {"VERB", "AUX"} and clause.dep_ in _HUNG:
                subject = any(c.dep_ in SUBJECTS and c.i > token.i for c in clause.children)
                return (subtree_span(clause), "clause", None) if subject else None
    return None


_TO_SOMEBODY = frozenset(
    {"remind", "warn", "inform", "assure", "notify", "convince", "tell", "ask"}
)


# Verbs that give something a name or a word.
_GIVES_WORD = frozenset("call dub label brand declare deem describe name term".split())


_MARKS = frozenset('“"«„')


def _named(verb: Token, info: CueInfo) -> Span | None:
    """ "Called the bill “a farce”": object and quoted word, which the parse takes for one phrase."""
    if info.lemma not in _GIVES_WORD:
        return None
    doc, opened = verb.doc, None
    for token in doc[verb.i + 1 : min(verb.i + 12, verb.sent.end)]:
        if token.text[0] in _MARKS or token.text in {"''", "``", "‘"}:
            opened = token
            break
        if token.pos_ in {"VERB", "AUX"} or token.text in {";", ":"}:
            return None
    if opened is None or opened.i < verb.i + 2 or doc[opened.i - 1].dep_ in {"cc", "punct"}:
        return None
    return trimmed(text_of(doc), doc[verb.i + 1].idx, opened.idx + len(opened.text) + 1)


def _small(clause: Token) -> bool:
    """A small clause or infinitive: "called the raid a massacre", "urged them to leave"."""
    return not any(c.dep_ == "mark" for c in clause.children)


def _joined(verb: Token, first: Token, last: Token) -> list[Span]:
    text = text_of(verb.doc)
    end = last.right_edge
    piece = trimmed(text, first.left_edge.idx, end.idx + len(end.text))
    return [piece] if piece is not None else []


def _host(verb: Token) -> Token | None:
    """The clause that a cue was set into or after: ", the minister said,", "as the army reported"."""
    head = verb.head
    if head.i == verb.i or verb.dep_ not in _CLAUSE_HOOKS:
        return None
    marks = [c for c in verb.children if c.dep_ in {"mark", "advmod"} and c.lower_ == "as"]
    while marks and head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i:
        head = head.head  # "As the radio has reported, cases that …": hung on the noun beside it.
    if head.pos_ not in {"VERB", "AUX"}:
        return None
    if verb.dep_ == "advcl":
        # "As the towns continued to grow" has its own complement and reports nothing.
        own_more = any(c.dep_ in {"xcomp", "ccomp"} for c in verb.children)
        return head if marks and not own_more else None
    if verb.dep_ == "conj" or any(c.dep_ == "mark" for c in verb.children):
        return None
    if verb.dep_ == "ccomp" and _says(head) and (verb.i < head.i or _has_more(verb)):
        return None  # What the head's subject says, not who says it.
    own = any(c.dep_ in SUBJECTS for c in verb.children)
    left = verb.left_edge
    before = verb.doc[left.i - 1] if left.i > 0 else None
    if left.tag_ in {"WP", "WDT", "WRB"}:
        return None
    if own and (before is None or before.is_punct or left.text in {",", "—", "–"}):
        return head
    return None


def _says(verb: Token) -> bool:
    info = token_cue(verb)
    return info is not None and "clause" in info.takes


# What a verb that is set in or trails ("…, the minister said on Monday") does not have beside it.
_MORE = frozenset({"dobj", "xcomp", "ccomp", "acomp", "oprd", "attr"})


def _has_more(verb: Token) -> bool:
    return any(c.i > verb.i and c.dep_ in _MORE for c in verb.children)


def subject_before(verb: Token) -> tuple[Token, Span | None] | None:
    """The subject of the clause before: "He praised the crew, then says he will leave"."""
    if any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    if len(clauses) < 2 or not clauses[0].i < verb.i < clauses[-1].i:
        return None
    return subject_of(clauses[0], 8)


def _apart(clause: Token, verb: Token) -> bool:
    """Whether a semicolon parts a clause from the verb that the parse hung it on."""
    return clause.i < verb.i and any(
        t.text == ";" for t in verb.doc[clause.i : verb.i] if t.head.i == verb.i
    )
