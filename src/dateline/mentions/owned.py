"""Nouns that act only by whose or of what they are: "his wife", "the city sued", "the pair", "the 50-year-old"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.chains import KIN
from dateline.mentions.drafts import Draft

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

# Those who have the work of their owner, and mostly the country.
FELLOWS = frozenset("colleague comrade compatriot countryman predecessor successor".split())
# A person's are of the same country and of another camp; a state's are another state.
_RIVALS = frozenset("opponent rival adversary".split())
OWNED = KIN | FELLOWS | _RIVALS
# Places and undertakings that act by those who run them.
_RUN = dict.fromkeys(
    "city county town municipality borough province village township".split(), "GOV"
) | {"campaign": "PTY", "camp": "PTY"}
_BY_THEM = frozenset(
    "say announce approve adopt pass sue threaten ban order decide vote plan propose agree refuse deny "
    "impose declare issue reject allow require urge ask hire fire pay settle appeal argue accuse call demand "
    "criticise criticize condemn denounce dismiss respond claim warn release blame insist defend praise".split()
)
PAIRS = {"pair": 2, "duo": 2, "couple": 2, "two": 2, "trio": 3, "three": 3}
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "dative"))


def owned_nouns(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Drafts of nouns that the table of agents leaves out, for they act only in such phrases."""
    taken = {k for d in drafts for k in range(d.i, d.j)}
    found: list[Draft] = []
    for token in doc:
        if token.i in taken:
            continue
        noun = token.lemma_.lower()
        if noun in _RIVALS and not _of_a_person(token, drafts):
            continue
        if noun in OWNED and token.tag_ in ("NN", "NNS"):
            owner = next((c for c in token.children if c.tag_ == "PRP$" and c.i < token.i), None)
            # "the suspect's wife": whose she is stands in a mention of its own.
            other = next((c for c in token.children if c.dep_ == "poss" and c.i in taken), None)
            if owner is not None and not any(k in taken for k in range(owner.i + 1, token.i)):
                found.append(_draft(owner.i + 1, token, "person", _sectors(noun)))
            elif owner is None and other is not None:
                found.append(_draft(token.i, token, "person", _sectors(noun)))
        elif noun in _RUN and token.tag_ == "NN":
            if _definite(token) and _acts(token):
                found.append(_draft(token.i, token, "body", [_RUN[noun]]))
        elif noun in PAIRS and token.dep_ in _ARGUMENTS and _definite(token):
            pair = _draft(token.i, token, "people", [])
            pair.what, pair.plural = "group", True
            found.append(pair)
        elif noun == "old" and token.dep_ in _ARGUMENTS and _aged(token):
            aged = _draft(token.i - 4, token, "person", [])
            aged.what, aged.by, aged.confidence = "pronoun", "unresolved", 0.0
            found.append(aged)
    return found


def _sectors(noun: str) -> list[str]:
    """Those of kin and rivals; fellows have their owner's."""
    return ["CVL"] if noun in KIN else ["PTY"] if noun in _RIVALS else []


def _of_a_person(token: Token, drafts: list[Draft]) -> bool:
    """Whether "his", "her" or a person's title or name stands before a rival."""
    owners = [c for c in token.children if c.dep_ == "poss"]
    persons = {
        k for d in drafts if d.what == "person" or d.kind == "person" for k in range(d.i, d.j)
    }
    return any(c.lower_ in ("his", "her") or c.i in persons for c in owners)


def _draft(i: int, token: Token, kind: str, sectors: list[str]) -> Draft:
    doc = token.doc
    draft = Draft(i, token.i + 1, doc[i].idx, token.idx + len(token.text), token.i, "agent")
    draft.noun, draft.kind, draft.sectors = token.lemma_.lower(), kind, sectors
    draft.plural = token.tag_ == "NNS"
    draft.by, draft.confidence = "agent", 0.6
    return draft


def _definite(token: Token) -> bool:
    """Whether "the" or an owner stands before, and no number or word of its own between."""
    before = [c for c in token.children if c.i < token.i]
    if any(c.i > token.i for c in token.children if c.lower_ == "of"):
        return False  # "the two of them"
    return any(c.lower_ == "the" or c.tag_ == "PRP$" for c in before) and len(before) == 1


def _acts(token: Token) -> bool:
    """Whether a town does what a council or mayor does, a campaign what its staff does."""
    if token.dep_ == "nsubj":
        return token.head.lemma_ in _BY_THEM
    by = token.head
    return token.dep_ == "pobj" and by.dep_ == "agent" and by.head.lemma_ in _BY_THEM


def _aged(token: Token) -> bool:
    """Whether a word ends "the 50-year-old"."""
    if token.i < 5:
        return False
    words = [t.lower_ for t in token.doc[token.i - 5 : token.i]]
    return words[0] == "the" and words[1].isdigit() and words[2:] == ["-", "year", "-"]
