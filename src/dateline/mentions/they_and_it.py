"""What "they" and "it" stand for, and "others" and "some" without a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.antecedents import identity, is_crowd, is_institution, joined_groups
from dateline.mentions.candidates import (
    bound_out,
    country_or_key,
    is_wilful,
    said_again,
    score_of,
    score_of_rival,
    subject_ahead,
)
from dateline.mentions.clauses import SUBJECTS, describes, is_subject, modifies, within
from dateline.mentions.drafts import Draft
from dateline.mentions.ranking import Candidate, Choice, choose, control, position
from dateline.mentions.scene import Scene

if TYPE_CHECKING:
    from dateline.language.words import Token

_EMPTY_IT = frozenset("seem appear rain snow happen matter emerge transpire".split())
# "It took months to agree": nothing is meant where a clause follows these.
_EMPTY_BEFORE_CLAUSE = frozenset("turn mean look take remain follow be become make feel".split())
_CLAUSES = frozenset(("ccomp", "xcomp", "csubj", "advcl", "acl", "relcl"))
# What somebody is, and not something: "it is ready to talk".
_DISPOSED = frozenset(
    "ready willing able unable unwilling reluctant determined prepared committed opposed open aware "
    "capable confident concerned responsible".split()
)
_INSIDE = frozenset("in inside within on under into onto".split())
# What a state or body may be said to be.
_ACTORS_ARE = frozenset(
    "country nation state republic kingdom power superpower government party organization organisation "
    "member partner ally friend neighbor neighbour rival enemy foe leader sponsor supporter backer "
    "target victim body institution agency group movement union alliance bloc force army company firm "
    "signatory producer exporter importer supplier donor lender buyer host home democracy monarchy "
    "regime dictatorship council court parliament ministry".split()
)
_MANY = frozenset(("COP", "MIL", "REB", "PTY", "PRM", "SPY", "CRM"))


def _joined_key(members: list[Draft]) -> str:
    return "+".join(sorted({identity(d) for d in members}))


def they(scene: Scene, token: Token) -> Choice | None:
    """Who "they" are: many, or a body of many; None where it is open."""
    doc = scene.doc
    wilful = is_wilful(token)
    speaker = scene.quotes.speaker(token.i)
    recent = [d for d in scene.recent(token.i, 3) if not modifies(doc, d)]
    recent = [d for d in recent if not bound_out(scene, token, d)]
    scored: list[tuple[float, Candidate]] = []
    for group in joined_groups(doc, recent):
        root = group[0].root
        if root >= token.i:
            continue
        holder = next((d for d in recent if d.same_as is group), group[0])
        root = holder.root
        key = _joined_key(group)
        score = position(scene, token, root) + said_again(scene, key)
        score += control(scene, token, lambda t, h=holder: within(h, t))  # type: ignore[misc]
        if len(group) > 1 and not is_subject(doc[root]):
            score -= 0.3
        scored.append((score, Candidate(tuple(group), root, key, 0.0)))
    rivals = [
        r for r in scene.recent_rivals(token.i, 1) if r.plural and not describes(token, r.root)
    ]
    here = scene.number[token.i]
    many = any(scene.number[c.root] == here for _, c in scored)
    many = many or any(scene.number[r.root] == here for r in rivals)
    for d in recent:
        if d.plural or d.same_as or d.what == "pronoun":
            continue
        if speaker is not None and d.i <= speaker < d.j:
            continue
        if is_crowd(d) or (d.what == "org" and set(d.sectors) & _MANY):
            bonus = -0.5
        elif d.what == "org" and d.kind not in ("seat",):
            bonus = -1.0
        elif d.what == "geo":
            bonus = -1.8
        else:
            continue
        if many:
            bonus -= 0.5 if is_crowd(d) else 1.2
        scored.append(score_of(scene, token, d, bonus))
    scored += [score_of_rival(scene, token, r, -1.2 if wilful else 0.0) for r in rivals]
    ahead = subject_ahead(scene, token)
    if ahead is not None and ahead.what != "pronoun" and (ahead.plural or is_crowd(ahead)):
        scored.append(score_of(scene, token, ahead, 0.3))
    return choose(scored, -0.5, 0.25, country_or_key)


def more_of_them(scene: Scene, token: Token) -> Choice | None:
    """ "Some senators agreed. Others feared …": of those who acted last, if they are many."""
    for d in reversed(scene.recent(token.i, 2)):
        if is_subject(scene.doc[d.root]) and d.what in ("agent", "geo"):
            many = d.plural and not d.same_as and scene.distance(d.root, token.i) <= 1
            return Choice(Candidate((d,), d.root, identity(d), 0.0), 0.3) if many else None
    return None


def _empty(token: Token) -> bool:
    """ "It rained", "it is clear that": nothing is meant."""
    if token.tag_ == "PRP$":
        return False
    if token.dep_ == "pobj" and token.head.lower_ in _INSIDE:
        return True  # "In it she wrote": a thing is meant
    if token.dep_ == "expl" or token.head.lemma_ in _EMPTY_IT:
        return True
    if any(c.dep_ == "xcomp" and c.lemma_ in _EMPTY_IT for c in token.head.children):
        return True
    verb = token.head
    if token.dep_ in SUBJECTS and (verb.lemma_ in _EMPTY_BEFORE_CLAUSE or verb.pos_ == "AUX"):
        said = [c for c in verb.children if c.dep_ in ("attr", "acomp")]
        if any(c.lower_ in _DISPOSED for c in said):
            return False
        if any(c.dep_ == "attr" and c.pos_ == "NOUN" and c.lemma_ not in _ACTORS_ARE for c in said):
            return True  # "It is a temple": no actor is
        if verb.lemma_ not in ("take", "make", "turn", "mean", "look", "follow") and not any(
            c.dep_ == "attr" and c.pos_ in ("NOUN", "PROPN") for c in said
        ):
            return True
        return any(c.dep_ in _CLAUSES for head in (verb, *said) for c in head.children)
    if token.dep_ == "nsubj" and verb.pos_ == "ADJ":
        return True  # "find it hard to"
    return token.dep_ == "nsubjpass" and any(c.dep_ in ("ccomp", "csubj") for c in verb.children)


def it(scene: Scene, token: Token) -> Choice | None:
    """Which state or body "it" is; None where it is open, or nothing that acts."""
    if _empty(token):
        return None
    doc = scene.doc
    wilful = is_wilful(token)
    speaker = scene.quotes.speaker(token.i)
    scored: list[tuple[float, Candidate]] = []
    for d in scene.recent(token.i, 2):
        resolved = d.what == "pronoun" and d.by != "unresolved" and not d.gender and not d.plural
        if not (is_institution(d) or resolved) or d.same_as:
            continue
        if modifies(doc, d) and not (d.what == "geo" and d.kind == "state"):
            continue
        if bound_out(scene, token, d) or (speaker is not None and d.i <= speaker < d.j):
            continue
        bonus = -0.6 if modifies(doc, d) else 0.0
        if not (d.country or d.sectors):
            bonus -= 0.2
        scored.append(score_of(scene, token, d, bonus))
    for r in scene.recent_rivals(token.i, 1):
        if not r.plural and not describes(token, r.root):
            scored.append(score_of_rival(scene, token, r, -1.3 if wilful else -0.2))
    ahead = subject_ahead(scene, token)
    if ahead is not None and is_institution(ahead):
        scored.append(score_of(scene, token, ahead, 0.3))
    return choose(scored, -0.2, 0.3, country_or_key)
