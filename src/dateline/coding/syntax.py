"""Who fills which role of a verb or noun, read off the dependency parse.

The parse's own labels say where a word stands on the surface; the functions here say what part it
plays: `subject` is the one who does it and `object` the one it is done to, in actives, passives,
relative clauses, participles, infinitives and nominals alike. Labels are spaCy's (CLEAR style).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.coding.wordlists import word_list

if TYPE_CHECKING:
    from dateline.language.words import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
# Verbs whose infinitive is done by their subject although they have an object.
SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "use", "seek", "take", "need"})
# Prepositions whose gerund is done by the governing verb's object: "accused Iran of striking".
OBJECT_GERUND = frozenset({"of", "for", "from", "into"})
# "is getting ready for a launch": adjectives that carry a noun's act.
READY = frozenset({"ready", "prepared", "set", "poised"})
# "in a meeting", "during talks", "after a call".
AT = frozenset({"in", "during", "at", "after", "following", "on", "over"})
BEING = frozenset({"be", "become", "remain", "stay"})
# What a verb in a headline's passive has not got.
NEVER_HEADLINED = frozenset({"aux", "dobj", "obj", "ccomp", "xcomp", "dative", "oprd", "conj"})
MAX_CHAIN = 12


@lru_cache(maxsize=1)
def support_verbs() -> dict[str, str]:
    """Light verbs → which role their subject plays in the noun they carry: source or target."""
    text = (files("dateline.coding") / "tables" / "support_verbs.json").read_text(encoding="utf-8")
    table: dict[str, list[str]] = json.loads(text)["verbs"]
    return {verb: role for role, verbs in table.items() for verb in verbs}


def with_conjuncts(tokens: list[Token]) -> list[Token]:
    """The tokens and what is joined to them by "and", in reading order, each once."""
    found: dict[int, Token] = {}
    for token in tokens:
        for one in (token, *_coordinated(token)):
            found.setdefault(one.i, one)
    return [found[i] for i in sorted(found)]


def _coordinated(token: Token) -> Iterator[Token]:
    if token.pos_ == "PROPN":
        # "Chile and the angry Peru": the parser may take the first name for a part of the second.
        for child in token.children:
            if child.dep_ == "nmod" and any(c.dep_ == "cc" for c in child.children):
                yield child
                yield from _coordinated(child)
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in NOMINAL:
            yield child
            yield from _coordinated(child)


def is_verbal(token: Token) -> bool:
    """Whether the token is a verb form, participles read as adjectives included."""
    return token.pos_ in {"VERB", "AUX"} or (token.tag_ in {"VBN", "VBG"} and token.pos_ == "ADJ")


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive (or is a past participle on a noun)."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod", "advcl"} and not _has_have(verb):
        return True
    if verb.dep_ == "xcomp" and verb.tag_ == "VBN":
        return True
    if _is_headlined(verb):
        return True
    if not _is_participle_behind(verb):
        return False
    first = _first_of_joined(verb)
    return first.i != verb.i and is_passive(first)


def _is_headlined(verb: Token) -> bool:
    """ "Two miners **held** in Zambia": the participle of a headline, whose verb never goes without an object."""
    return (
        verb.dep_ == "ROOT"
        and verb.tag_ in {"VBD", "VBN"}
        and verb.lemma_ in word_list("with_object")
        and not any(c.dep_ in NEVER_HEADLINED for c in verb.children)
    )


def _is_participle_behind(verb: Token) -> bool:
    """ "was tried and **sentenced**", "was charged and **found** guilty": what is joined to a verb and a
    participle by its tag; or, where past tense and participle look alike, by its adjective without an object."""
    if verb.dep_ != "conj" or _has_subject(verb) or _has_have(verb):
        return False
    below = {c.dep_ for c in verb.children}
    return verb.tag_ == "VBN" or (
        verb.tag_ == "VBD" and "oprd" in below and not below & {"dobj", "obj"}
    )


def _first_of_joined(verb: Token) -> Token:
    """The verb whose subject those joined to it share."""
    while verb.dep_ == "conj" and not _has_subject(verb) and is_verbal(verb.head):
        verb = verb.head
    return verb


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def _has_have(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def subject(token: Token) -> list[Token]:
    """The heads of the noun phrases that do what `token` says; empty where the text is silent."""
    if is_verbal(token):
        return with_conjuncts(agents(token) if is_passive(token) else surface_subject(token))
    if token.pos_ == "ADJ":
        return with_conjuncts(_bearer(token))
    return with_conjuncts(_noun_subject(token))


def object_(token: Token) -> list[Token]:
    """The heads of the noun phrases that it is done to."""
    if not is_verbal(token):
        return with_conjuncts(pobj(token, "of"))
    if is_passive(token):
        if token.dep_ in {"acl", "amod"}:
            return with_conjuncts([token.head])
        return with_conjuncts(surface_subject(token))
    found = [c for c in token.children if c.dep_ in {"dobj", "obj"}]
    if len(found) > 1 and found[0].i > token.i:
        # "promised Malawi 10 million euros": the first one receives. "banned it that May": a date.
        found = found[:1] if found[1].ent_type_ in {"DATE", "TIME"} else found[1:]
    if not found:
        # "condemned and sanctioned Iran": the object stands on the last verb only.
        found = [
            o
            for v in token.children
            if v.dep_ == "conj" and is_verbal(v) and not _own_subject(v) and not is_passive(v)
            for o in v.children
            if o.dep_ in {"dobj", "obj"} and not _own_complement(token)
        ]
    if found:
        resolved = [_antecedent_of_pronoun(o) for o in found]
        return with_conjuncts(resolved)
    if token.dep_ == "relcl" and not any(
        c.text.lower() in RELATIVE for c in token.children if c.dep_ in SUBJECTS
    ):
        # "the town Russia shelled": the antecedent is the object when no other stands there.
        if _own_subject(token) and not _own_complement(token):
            return [token.head]
    return []


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def _own_complement(verb: Token) -> bool:
    return any(c.dep_ in {"prep", "ccomp", "xcomp", "dative"} for c in verb.children)


def surface_subject(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subject of a verb, found through control, conjunction and relatives."""
    if depth > MAX_CHAIN:
        return []
    own = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and not _is_called(c)]
    if own:
        return [_antecedent_of_pronoun(t) for t in own]
    if verb.pos_ == "ADJ" and not is_verbal(verb):
        return _bearer(verb)
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ == "relcl":
        return [head]
    if verb.dep_ == "acl":
        return _acl_subject(verb, head)
    if verb.dep_ == "amod" and verb.tag_ == "VBG":
        return [head]
    if verb.dep_ in {"xcomp", "ccomp", "advcl", "conj", "dep", "parataxis", "acomp"} and (
        is_verbal(head) or head.pos_ in {"ADJ", "AUX"}
    ):
        return _controller(verb, head, depth)
    if verb.dep_ in {"xcomp", "conj", "acomp"} and head.pos_ in NOMINAL:
        return _noun_subject(head, depth + 1)
    if verb.dep_ == "pcomp":
        return _gerund_subject(verb, head, depth)
    return []


def _is_called(name: Token) -> bool:
    """ "Minister, thank you for coming": one who is thanked and does not thank."""
    verb = name.head
    return (
        verb.lemma_ == "thank"
        and name.pos_ != "PRON"
        and any(c.dep_ == "dobj" and c.lower_ == "you" for c in verb.children)
    )


def _acl_subject(verb: Token, noun: Token) -> list[Token]:
    if verb.tag_ == "VBG" or verb.tag_ == "VBN":
        return [noun]
    # "a US plan to create": whoever has the plan does it.
    return _noun_subject(noun)


def _controller(verb: Token, head: Token, depth: int) -> list[Token]:
    if verb.dep_ == "xcomp" and head.lemma_ not in SUBJECT_CONTROL:
        objects = [c for c in head.children if c.dep_ in {"dobj", "obj", "dative"}]
        nominal = [o for o in objects if o.pos_ in NOMINAL and o.i < verb.i]
        if nominal:
            return [_antecedent_of_pronoun(o) for o in nominal]
        addressed = [
            p
            for c in head.children
            if c.dep_ == "prep" and c.lemma_ in {"on", "upon"}
            for p in c.children
            if p.dep_ == "pobj" and p.i < verb.i
        ]
        if addressed and head.lemma_ == "call":
            return addressed
    if verb.dep_ == "ccomp" and head.lemma_ in {"say", "report", "tell"}:
        return []
    if verb.dep_ == "xcomp" and head.lemma_ == "be":
        # "it is my honour to welcome": whose honour it is.
        whose = [
            p for a in head.children if a.dep_ == "attr" for p in a.children if p.dep_ == "poss"
        ]
        if whose:
            return whose
    return surface_subject(head, depth + 1)


def _gerund_subject(verb: Token, prep: Token, depth: int) -> list[Token]:
    governor = prep.head
    if governor.pos_ in NOMINAL:
        # "their aim in striking"; of a person or state itself: "the Americans in striking".
        return _noun_subject(governor, depth + 1) or [governor]
    if is_verbal(governor):
        if is_passive(governor):
            return surface_subject(governor, depth + 1)
        if prep.lemma_ in OBJECT_GERUND:
            objects = [c for c in governor.children if c.dep_ in {"dobj", "obj"}]
            if objects:
                return objects
        return surface_subject(governor, depth + 1)
    return []


def _antecedent_of_pronoun(token: Token) -> Token:
    """ "who", "which", "that" → the noun that the relative clause hangs on."""
    if token.text.lower() in RELATIVE and token.tag_ in {"WP", "WDT", "IN", "DT"}:
        clause = token.head
        while clause.dep_ in {"conj", "xcomp", "ccomp"} and clause.head.i != clause.i:
            clause = clause.head
        if clause.dep_ == "relcl":
            return _nearest_conjunct(clause.head, token)
    return token


def _nearest_conjunct(noun: Token, pronoun: Token) -> Token:
    """ "the government and the Taliban, who …": the pronoun takes up the last name before it."""
    names = [t for t in with_conjuncts([noun]) if t.i < pronoun.i]
    return names[-1] if names else noun


def agents(verb: Token) -> list[Token]:
    """Who does what a passive says: the by-phrase, on the verb or on the one joined to it."""
    found = []
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lemma_ == "by"):
            found += [p for p in child.children if p.dep_ == "pobj"]
    if not found and verb.dep_ == "conj" and is_verbal(verb.head):
        return agents(verb.head)
    if not found:
        # "was arrested and jailed by police": the agent stands on the last verb only.
        for child in verb.children:
            if child.dep_ == "conj" and child.tag_ == "VBN":
                for grand in child.children:
                    if grand.dep_ == "agent":
                        found += [p for p in grand.children if p.dep_ == "pobj"]
    return found


def _noun_subject(noun: Token, depth: int = 0) -> list[Token]:
    """The doer of a nominal act: possessor, by-phrase, modifier, or a light verb's subject."""
    if depth > MAX_CHAIN:
        return []
    possessors = [] if undergoer(noun) else [c for c in noun.children if c.dep_ == "poss"]
    if possessors and possessors[0].pos_ != "PRON":
        return possessors
    by = pobj(noun, "by") or pobj(noun, "between")
    if by:
        return by
    modifiers = modifiers_of(noun)
    carried = _carried_subject(noun, depth)
    if possessors:
        return possessors
    return modifiers or carried


def undergoer(noun: Token) -> list[Token]:
    """ "the bishop's murder", "her arrest": the owner of such a noun is the one it was done to."""
    if noun.lemma_.lower() not in word_list("undergone") or pobj(noun, "of"):
        return []
    return with_conjuncts([c for c in noun.children if c.dep_ == "poss"])


def _bearer(adjective: Token) -> list[Token]:
    """ "Denmark was critical": whom an adjective is said of."""
    if adjective.dep_ in {"acomp", "attr", "oprd", "conj"} and adjective.head.pos_ != "ADJ":
        head = adjective.head
        objects = [c for c in head.children if c.dep_ in {"dobj", "obj"}]
        return objects if adjective.dep_ == "oprd" and objects else surface_subject(head)
    if adjective.dep_ == "conj":
        return _bearer(adjective.head)
    if adjective.dep_ == "amod" or adjective.head.pos_ in NOMINAL:
        return [adjective.head] if adjective.head.i != adjective.i else []
    return []


def modifiers_of(noun: Token) -> list[Token]:
    """Names and adjectives before a noun that may name its doer: "Israeli", "Japan-US"."""
    found: list[Token] = []
    queue = list(noun.children)
    while queue:
        token = queue.pop(0)
        if token.i < noun.i and token.dep_ in {"compound", "amod", "nmod", "conj"}:
            queue += list(token.children)
            if (token.pos_ == "PROPN" or token.text[:1].isupper()) and not is_for_or_against(token):
                found.append(token)
    return sorted(found, key=lambda t: t.i)


def is_for_or_against(name: Token) -> bool:
    """Whether a name only says what others stand for: "pro-Kenya protests"."""
    before = name.doc[max(0, name.i - 2) : name.i]
    return len(before) == 2 and before[1].text in "-–" and before[0].lower_ in ("pro", "anti")


def support_of(noun: Token) -> tuple[Token, str] | None:
    """The light verb that carries a noun ("launched an attack") and its subject's role in it."""
    verb = noun.head
    if noun.dep_ == "conj" and noun.head.pos_ in NOMINAL:
        return support_of(noun.head) if noun.head.i != noun.i else None
    if noun.dep_ == "pobj" and verb.dep_ in {"prep", "agent"} and is_verbal(verb.head):
        key = f"{verb.head.lemma_} {verb.lemma_}"
        role = support_verbs().get(key)
        return (verb.head, role) if role else None
    if noun.dep_ == "pobj" and verb.head.pos_ == "ADJ" and verb.head.lemma_ in READY:
        return verb.head, "source"
    if noun.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ in word_list("doses"):
        return support_of(verb.head)  # "conducted a round of talks"
    if is_verbal(verb) and noun.dep_ in {"dobj", "nsubjpass", "attr", "obj"}:
        if any(c.dep_ == "oprd" for c in verb.children):
            return None  # "called the raid a crime"
        if noun.dep_ == "attr" and noun.lemma_ in word_list("bearers") and verb.lemma_ in BEING:
            return verb, "source"  # "is a staunch supporter of"
        role = support_verbs().get(verb.lemma_)
        return (verb, role) if role else None
    if is_verbal(noun.head) and noun.dep_ == "nsubj":
        return None
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in support_verbs():
            return child, support_verbs()[child.lemma_]
    return None


def attended_by(noun: Token) -> list[Token]:
    """ "In a meeting with Lima, Quito asked …": who does something at a meeting with others is there."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in AT or not is_verbal(preposition.head):
        return []
    if not any(c.dep_ == "prep" and c.lower_ == "with" for c in noun.children):
        return []
    verb = preposition.head
    return with_conjuncts(surface_subject(verb))


def _carried_subject(noun: Token, depth: int) -> list[Token]:
    support = support_of(noun)
    if support is None or support[1] != "source":
        return []
    verb = support[0]
    return agents(verb) if is_passive(verb) else surface_subject(verb, depth + 1)


def pobj(token: Token, preposition: str) -> list[Token]:
    """The objects of a preposition that hangs on the token itself."""
    words = preposition.split("_")
    found = []
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.text.lower() == words[0]:
            last = _rest_of_preposition(child, words[1:])
            if last is not None:
                found += [c for c in last.children if c.dep_ in {"pobj", "pcomp"}]
                if words == ["as"]:
                    # "described the raid as barbaric"
                    found += [c for c in last.children if c.dep_ in {"amod", "acomp"}]
                found += [
                    g
                    for c in last.children
                    if c.dep_ == "prep" and len(words) == 1 and c.i == last.i + 1
                    for g in c.children
                    if g.dep_ == "pobj"
                ]
        elif words == ["for"] and child.dep_ in {"advcl", "ccomp", "xcomp", "acl"}:
            # "called for the dam to be drained": the act called for stands after its own subject.
            found += [child] if _begins_with_for(child) else []
    return found


def _begins_with_for(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "for" for c in clause.children) and any(
        c.tag_ == "TO" for c in clause.children
    )


def _rest_of_preposition(first: Token, rest: list[str]) -> Token | None:
    token = first
    for word in rest:
        nxt = [c for c in token.subtree if c.text.lower() == word and c.i > token.i]
        if not nxt or nxt[0].i - token.i > 3:
            return None
        token = nxt[0]
    return token
