"""Whom "he" and "she" stand for, and "the 50-year-old"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.mentions.antecedents import gender, identity, is_human
from dateline.mentions.candidates import (
    bound_out,
    by_key,
    score_of,
    score_of_rival,
    speaks,
    subject_ahead,
)
from dateline.mentions.clauses import SUBJECTS, clause, modifies, within
from dateline.mentions.drafts import Draft
from dateline.mentions.ranking import Candidate, Choice, choose
from dateline.mentions.scene import Scene

if TYPE_CHECKING:
    from dateline.language.words import Token

SEVERAL = "coreference:pronoun, one of several"
_ANIMATE = frozenset(
    "engineer author writer actor actress singer player dentist patient husband wife mother father "
    "son daughter brother sister friend colleague boss artist athlete coach star novelist poet "
    "director producer musician wrestler driver guy dad mom mum baby pilot captain widow uncle aunt "
    "grandfather grandmother nephew niece cousin partner host sculptor composer swimmer astronaut".split()
)
_FAR = 8  # sentences that a long quotation may have


def by_land(c: Candidate) -> str:
    """Those of one country are no rivals to each other."""
    return (c.members[0].country if c.members else None) or c.key


def he_or_she(
    scene: Scene, token: Token, sex: str, same: Callable[[Candidate], str] = by_key
) -> Choice | None:
    """Whom a pronoun of the given sex (`m`, `f`, or empty for both) means; None where it is open."""
    speaker = scene.quotes.speaker(token.i)
    scored: list[tuple[float, Candidate]] = []
    recent = scene.recent(token.i, 4)
    named = [d for d in recent if d.what == "person"]
    for d in recent:
        human = is_human(d) or (d.what == "pronoun" and not d.same_as and d.gender in ("m", "f"))
        if not human or (d.what == "pronoun" and d.by in ("unresolved", SEVERAL)):
            continue
        if d.what == "agent" and any(_beside(scene, d, p) for p in named[-12:]):
            continue
        known = gender(d)
        if sex and known not in ("", sex) or modifies(scene.doc, d) or bound_out(scene, token, d):
            continue
        spoken = speaker is not None and (
            d.i <= speaker < d.j or _same_as_speaker(scene, d, speaker)
        )
        # "Ann Bell and her party" is hers whoever says it.
        if spoken and not (token.head.dep_ == "conj" and within(d, token.head.head)):
            continue
        bonus = (0.5 if known == sex or not sex else 0.0) + (0.3 if d.what == "person" else 0.0)
        if _indefinite(scene, d):
            bonus -= 0.4
        if _within_what_is_said(scene, token, d):
            bonus += _IN_WHAT_IS_SAID
        scored.append(score_of(scene, token, d, bonus))
    for r in scene.recent_rivals(token.i, 2):
        word = scene.doc[r.root]
        if r.plural or not (_is_name_rival(word) or word.lower_ in _ANIMATE):
            continue
        if speaker == r.root:
            continue
        if word.lower_ in _ANIMATE and token.tag_ == "PRP$" and word.dep_ not in SUBJECTS:
            continue
        scored.append(score_of_rival(scene, token, r, 0.0 if r.proper else -0.2))
    scored += _ahead(scene, token, sex)
    if not scored and speaks(token):
        return _last_speaker(scene, token, sex)
    found = choose(scored, -1.6, 0.2, same)
    if found is None:
        # "the special envoy, Ambassador Ann Bell": a title without a name may be that person's.
        lands = {m.country for _, c in scored for m in c.members if m.what == "person"} - {None}
        rest = [x for x in scored if not _nameless(x[1]) or x[1].members[0].country not in lands]
        if len(rest) < len(scored):
            found = choose(rest, -1.6, 0.2, same)
    return found


# "Ann said whether Jo agrees depends on whether he believes it": the nearer subject counts more.
_IN_WHAT_IS_SAID = 0.6


def _within_what_is_said(scene: Scene, token: Token, d: Draft) -> bool:
    """Whether a mention is the subject of a clause beside the pronoun's, both told by one speaker."""
    there = scene.doc[d.root]
    if there.dep_ not in SUBJECTS or there.i >= token.i:
        return False
    own = clause(there)
    return own.dep_ == "ccomp" and any(
        a.dep_ == "ccomp" and a.head.i == own.head.i and a.i > own.i for a in token.ancestors
    )


def _nameless(c: Candidate) -> bool:
    return bool(c.members) and c.members[0].what == "agent" and c.members[0].name is None


def _last_speaker(scene: Scene, token: Token, sex: str) -> Choice | None:
    """ "…," she said, after a long quotation: whoever was last said to speak."""
    for d in reversed(scene.recent(token.i, _FAR)):
        there = scene.doc[d.root]
        human = is_human(d) or (d.what == "pronoun" and d.gender == sex and not d.same_as)
        if human and speaks(there) and not scene.quotes.of[d.i]:
            fits = gender(d) in ("", sex)
            return Choice(Candidate((d,), d.root, identity(d), 0.0), 0.3) if fits else None
    return None


def _beside(scene: Scene, role: Draft, person: Draft) -> bool:
    """Whether a role and a name stand in apposition: they are one candidate."""
    a, b = scene.doc[role.root], scene.doc[person.root]
    return (a.dep_ == "appos" and person.i <= a.head.i < person.j) or (
        b.dep_ == "appos" and role.i <= b.head.i < role.j
    )


def _same_as_speaker(scene: Scene, d: Draft, speaker: int) -> bool:
    other = scene.by_token.get(speaker)
    if other is None or other.what == "pronoun" and other.by == "unresolved":
        return False
    return identity(other) == identity(d)


def _indefinite(scene: Scene, d: Draft) -> bool:
    before = scene.doc[d.i - 1].lower_ if d.i else ""
    return d.what == "agent" and before in ("a", "an", "any", "every", "no", "each")


def _is_name_rival(word: Token) -> bool:
    return word.tag_ == "NNP" and (word.ent_type_ == "PERSON" or speaks(word))


def _ahead(scene: Scene, token: Token, sex: str) -> list[tuple[float, Candidate]]:
    """ "After he met the crowd, Putin said": the subject of the clause that the pronoun's hangs on."""
    d = subject_ahead(scene, token)
    if d is None or not is_human(d) or sex and gender(d) not in ("", sex):
        return []
    bonus = 0.5 if gender(d) == sex else 0.0
    # "After his talks in Lyon, Ann's rival said": less sure than a clause of its own.
    bonus += 0.5 if clause(token).dep_ in ("advcl", "pcomp") else -0.3
    return [score_of(scene, token, d, bonus)]
