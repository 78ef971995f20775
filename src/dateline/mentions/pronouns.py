"""Whom "he", "she", "it", "they" and their owner forms stand for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.mentions.antecedents import (
    gender,
    identity,
    is_crowd,
    is_human,
    is_institution,
    joined_groups,
)
from dateline.mentions.clauses import (
    SUBJECTS,
    clause,
    describes,
    first_conjunct,
    is_subject,
    modifies,
    within,
)
from dateline.mentions.drafts import Draft
from dateline.mentions.naming import copy_to
from dateline.mentions.quotes import SPEAKING
from dateline.mentions.ranking import (
    WEIGHTS,
    Candidate,
    Choice,
    choose,
    control,
    controls_of,
    position,
)
from dateline.mentions.scene import Rival, Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

HE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
THEY = frozenset(("they", "them", "their", "theirs"))
IT = frozenset(("it", "its"))
AGED = "old"  # "the 50-year-old"
SEVERAL = "coreference:pronoun, one of several"
ELLIPTIC = frozenset("others some many several most".split())
_EMPTY_IT = frozenset("seem appear rain snow happen matter emerge transpire".split())
# "It took months to agree": nothing is meant where a clause follows these.
_EMPTY_BEFORE_CLAUSE = frozenset("turn mean look take remain follow be become make feel".split())
_CLAUSES = frozenset(("ccomp", "xcomp", "csubj", "advcl", "acl", "relcl"))
# What somebody is, and not something: "it is ready to talk".
_DISPOSED = frozenset(
    "ready willing able unable unwilling reluctant determined prepared committed opposed open aware "
    "capable confident concerned responsible".split()
)
# What only those who can act do.
WILFUL = SPEAKING | frozenset(
    "agree accuse want decide refuse plan hope meet sign discuss condemn support seek try need intend threaten "
    "demand urge attack kill arrest detain deploy launch fire invade withdraw sanction impose recall expel "
    "reject accept believe think know fear vote elect win lose visit arrive leave travel return negotiate "
    "talk speak claim deny pledge commit help oppose protest march fight hold call order send invite thank "
    "welcome express reaffirm reiterate emphasize underscore ask receive resign appoint pay like care wish "
    "work join serve run live use seize storm raid torture abduct kidnap loot bomb shell shoot beat rob "
    "block occupy capture release free convict sentence charge sue prosecute investigate question "
    "interrogate search confiscate ban prohibit approve pass adopt veto draft propose ratify declare "
    "allow permit instruct battle deny exploit oversee regulate enforce violate breach".split()
)
# What only those who can act have.
_OWNED_BY_ACTORS = frozenset(
    "government army military leader president minister ambassador embassy envoy citizen people troop soldier "
    "neighbor neighbour ally territory sovereignty nuclear border policy decision statement demand commitment "
    "support campaign view position concern right country nation homeland effort intention determination "
    "willingness obligation promise responsibility member leadership party parliament economy spokesman "
    "spokesperson spokeswoman official force rival partner capital election visit meeting speech life "
    "family wife husband son daughter father mother office role job career independence aspiration "
    "value interest influence reputation constitution weapon arsenal missile program programme mandate "
    "charter coast airspace soil rule agenda power authority action strategy stance plan pledge vow "
    "threat warning invasion aggression occupation attack assault operation offensive ceasefire "
    "withdrawal candidate supporter follower headquarters staff chairman director master patron "
    "foe enemy comrade colleague successor predecessor parent ambition hostility obligation duty "
    "population capability launch handling refusal readiness belief opinion desire".split()
)


def resolve_pronoun(scene: Scene, draft: Draft) -> None:
    """Say whom the pronoun `draft` stands for; an owner or "it" that means nobody is dropped."""
    if draft.i in scene.early:
        return
    token = scene.doc[draft.root]
    _speaker_first(scene, token)
    found = referents(scene, token)
    if found is not None:
        members, confidence = found
        _stand_for(draft, members, confidence, HE.get(token.lower_, ""))
    elif token.lower_ in HE:
        _one_of_several(scene, token, draft)
    silent = (
        token.lower_ == AGED
        or token.tag_ == "PRP$"
        or token.lower_ in IT
        or token.lower_ in ELLIPTIC
    )
    draft.drop = draft.by == "unresolved" and silent


def _one_of_several(scene: Scene, token: Token, draft: Draft) -> None:
    """Who is meant is open, but all who may be are of one country: that much is known."""
    found = referents(scene, token, country=True)
    if found is not None and found[0][0].country:
        draft.country, draft.gender = found[0][0].country, HE[token.lower_]
        draft.by, draft.confidence = SEVERAL, 0.4


def _speaker_first(scene: Scene, token: Token) -> None:
    """ "“He lied …,” she said": who speaks is settled first, for it is nobody that the words mean."""
    speaker = scene.quotes.speaker(token.i)
    d = None if speaker is None else scene.by_token.get(speaker)
    if d is None or d.what != "pronoun" or d.i <= token.i or d.i in scene.early:
        return
    resolve_pronoun(scene, d)
    scene.early.add(d.i)


def referents(
    scene: Scene, token: Token, country: bool = False
) -> tuple[tuple[Draft, ...], float] | None:
    """The mentions that a pronoun stands for, with how sure that is; None where it is open.

    With `country` those who are of one country are as good as one: "his party" is of Chad, whichever
    of two politicians of Chad he is.
    """
    word = token.lower_
    if word in HE:
        choice = _he_or_she(scene, token, HE[word], _land if country else _key)
    elif word in THEY:
        choice = _they(scene, token)
    elif word in IT:
        choice = _it(scene, token)
    elif word == AGED:
        choice = _he_or_she(scene, token, "")
    elif word in ELLIPTIC:
        choice = _more_of_them(scene, token)
    else:
        return None
    if choice is None or not any(map(_is_known, choice.candidate.members)):
        return None
    confidence = 0.45 + 0.15 * choice.lead
    return choice.candidate.members, round(min(confidence, 0.8), 2)


def _is_known(d: Draft) -> bool:
    """Whether anything is known of a mention that another could take over."""
    return bool(d.country or d.sectors or d.name or d.same_as)


def _stand_for(draft: Draft, members: tuple[Draft, ...], confidence: float, sex: str) -> None:
    if len(members) > 1:
        draft.same_as = list(members)
        draft.by, draft.confidence = "coreference:pronoun", confidence
        return
    source = members[0]
    many = draft.plural
    copy_to(draft, source, "coreference:pronoun", confidence)
    draft.confidence = round(max(min(confidence, source.confidence), 0.3), 2)
    draft.gender = sex or draft.gender
    draft.same_as = list(source.same_as)
    draft.plural = many or source.plural
    draft.noun, draft.kind = source.noun, source.kind


def _again(scene: Scene, key: str) -> float:
    return WEIGHTS["named again"] * min(scene.times[key] - 1, 3)


def _one(scene: Scene, token: Token, d: Draft, bonus: float) -> tuple[float, Candidate]:
    key = identity(d)
    score = position(scene, token, d.root) + bonus + _again(scene, key)
    score += control(scene, token, lambda t: within(d, t))
    return score, Candidate((d,), d.root, key, bonus)


def _rival(scene: Scene, token: Token, r: Rival, bonus: float) -> tuple[float, Candidate]:
    word = scene.doc[r.root]
    score = position(scene, token, r.root) + bonus
    score += control(scene, token, lambda t: t is not None and first_conjunct(t).i == r.root)
    return score, Candidate((), r.root, f"noun/{word.lower_}", bonus)


def _bound_out(scene: Scene, token: Token, d: Draft) -> bool:
    """Whether a mention cannot be meant, being the subject of what is done to the pronoun."""
    if token.tag_ == "PRP$":
        return False
    if token.dep_ in SUBJECTS:
        return False
    if token.dep_ == "pobj" and token.head.lower_ in _BESIDE and token.head.head.lemma_ in _CARRY:
        return False
    there = scene.doc[d.root]
    if clause(there).i == clause(token).i and is_subject(there):
        return True
    own, _ = controls_of(scene, token)
    return within(d, own)


# "Ann brought a letter with her", "left the war behind them": the doer is meant.
_BESIDE = frozenset("with behind before around about ahead".split())
_CARRY = frozenset("bring take carry have leave keep see look put gather".split())

_FAR = 8  # sentences that a long quotation may have

# -- he and she ---------------------------------------------------------------------------------

_ANIMATE = frozenset(
    "engineer author writer actor actress singer player dentist patient husband wife mother father "
    "son daughter brother sister friend colleague boss artist athlete coach star novelist poet "
    "director producer musician wrestler driver guy dad mom mum baby pilot captain widow uncle aunt "
    "grandfather grandmother nephew niece cousin partner host sculptor composer swimmer astronaut".split()
)


def _key(c: Candidate) -> str:
    return c.key


def _land(c: Candidate) -> str:
    return (c.members[0].country if c.members else None) or c.key


def _he_or_she(
    scene: Scene, token: Token, sex: str, same: Callable[[Candidate], str] = _key
) -> Choice | None:
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
        if sex and known not in ("", sex) or modifies(scene.doc, d) or _bound_out(scene, token, d):
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
        scored.append(_one(scene, token, d, bonus))
    for r in scene.recent_rivals(token.i, 2):
        word = scene.doc[r.root]
        if r.plural or not (_is_name_rival(word) or word.lower_ in _ANIMATE):
            continue
        if speaker == r.root:
            continue
        if word.lower_ in _ANIMATE and token.tag_ == "PRP$" and word.dep_ not in SUBJECTS:
            continue
        scored.append(_rival(scene, token, r, 0.0 if r.proper else -0.2))
    scored += _ahead(scene, token, sex)
    if not scored and _speaks(token):
        return _last_speaker(scene, token, sex)
    found = choose(scored, -1.6, 0.2, same)
    if found is None:
        # "the special envoy, Ambassador Ann Bell": a title without a name may be that person's.
        lands = {m.country for _, c in scored for m in c.members if m.what == "person"} - {None}
        rest = [x for x in scored if not _nameless(x[1]) or x[1].members[0].country not in lands]
        if len(rest) < len(scored):
            found = choose(rest, -1.6, 0.2, same)
    return found


def _nameless(c: Candidate) -> bool:
    return bool(c.members) and c.members[0].what == "agent" and c.members[0].name is None


def _last_speaker(scene: Scene, token: Token, sex: str) -> Choice | None:
    """ "…," she said, after a long quotation: whoever was last said to speak."""
    for d in reversed(scene.recent(token.i, _FAR)):
        there = scene.doc[d.root]
        human = is_human(d) or (d.what == "pronoun" and d.gender == sex and not d.same_as)
        if human and _speaks(there) and not scene.quotes.of[d.i]:
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
    return word.tag_ == "NNP" and (word.ent_type_ == "PERSON" or _speaks(word))


def _speaks(word: Token) -> bool:
    return word.dep_ in SUBJECTS and word.head.lemma_ in SPEAKING


_FORE = frozenset("advcl prep pcomp npadvmod advmod".split())


def _subject_ahead(scene: Scene, token: Token) -> Draft | None:
    """ "Despite its losses, Peru agreed": the subject of the verb that what holds the word hangs on."""
    node = token
    for _ in range(12):
        head = node.head
        if head.i == node.i:
            return None
        if head.i > token.i and head.pos_ in ("VERB", "AUX") and node.dep_ in _FORE:
            subject = next((c for c in head.children if c.dep_ in SUBJECTS), None)
            if subject is not None:
                return scene.at(subject) if subject.i > token.i else None
        node = head
    return None


def _ahead(scene: Scene, token: Token, sex: str) -> list[tuple[float, Candidate]]:
    """ "After he met the crowd, Putin said": the subject of the clause that the pronoun's hangs on."""
    d = _subject_ahead(scene, token)
    if d is None or not is_human(d) or sex and gender(d) not in ("", sex):
        return []
    bonus = 0.5 if gender(d) == sex else 0.0
    # "After his talks in Lyon, Ann's rival said": less sure than a clause of its own.
    bonus += 0.5 if clause(token).dep_ in ("advcl", "pcomp") else -0.3
    return [_one(scene, token, d, bonus)]


# -- they ---------------------------------------------------------------------------------------


def _wilful(token: Token) -> bool:
    """Whether what the pronoun does, or owns, is for actors only."""
    if token.tag_ == "PRP$":
        return token.head.lemma_.lower() in _OWNED_BY_ACTORS
    if token.dep_ == "nsubj":
        return token.head.lemma_.lower() in WILFUL
    return False


_MANY = frozenset(("COP", "MIL", "REB", "PTY", "PRM", "SPY", "CRM"))


def _joined_key(members: list[Draft]) -> str:
    return "+".join(sorted({identity(d) for d in members}))


def _they(scene: Scene, token: Token) -> Choice | None:
    doc = scene.doc
    wilful = _wilful(token)
    speaker = scene.quotes.speaker(token.i)
    recent = [d for d in scene.recent(token.i, 3) if not modifies(doc, d)]
    recent = [d for d in recent if not _bound_out(scene, token, d)]
    scored: list[tuple[float, Candidate]] = []
    for group in joined_groups(doc, recent):
        root = group[0].root
        if root >= token.i:
            continue
        holder = next((d for d in recent if d.same_as is group), group[0])
        root = holder.root
        key = _joined_key(group)
        score = position(scene, token, root) + _again(scene, key)
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
        scored.append(_one(scene, token, d, bonus))
    scored += [_rival(scene, token, r, -1.2 if wilful else 0.0) for r in rivals]
    ahead = _subject_ahead(scene, token)
    if ahead is not None and ahead.what != "pronoun" and (ahead.plural or is_crowd(ahead)):
        scored.append(_one(scene, token, ahead, 0.3))
    return choose(scored, -0.5, 0.25, _country_or_key)


def _more_of_them(scene: Scene, token: Token) -> Choice | None:
    """ "Some senators agreed. Others feared …": of those who acted last, if they are many."""
    for d in reversed(scene.recent(token.i, 2)):
        if is_subject(scene.doc[d.root]) and d.what in ("agent", "geo"):
            many = d.plural and not d.same_as and scene.distance(d.root, token.i) <= 1
            return Choice(Candidate((d,), d.root, identity(d), 0.0), 0.3) if many else None
    return None


def _country_or_key(c: Candidate) -> str:
    """Two mentions of one state are no rivals to each other: "Beijing" and "China's ministry"."""
    if len(c.members) == 1 and c.members[0].country:
        d = c.members[0]
        if d.what in ("geo", "agent") and "GOV" in (*d.sectors, "GOV" if d.what == "geo" else ""):
            return f"{d.country}"
    return c.key


# -- it -----------------------------------------------------------------------------------------


def _empty(token: Token) -> bool:
    """ "It rained", "it is clear that": nothing is meant."""
    if token.tag_ == "PRP$":
        return False
    if token.dep_ == "expl" or token.head.lemma_ in _EMPTY_IT:
        return True
    if any(c.dep_ == "xcomp" and c.lemma_ in _EMPTY_IT for c in token.head.children):
        return True
    verb = token.head
    if token.dep_ in SUBJECTS and (verb.lemma_ in _EMPTY_BEFORE_CLAUSE or verb.pos_ == "AUX"):
        said = [c for c in verb.children if c.dep_ in ("attr", "acomp")]
        if any(c.lower_ in _DISPOSED for c in said):
            return False
        if verb.lemma_ not in ("take", "make", "turn", "mean", "look", "follow") and not any(
            c.dep_ == "attr" and c.pos_ in ("NOUN", "PROPN") for c in said
        ):
            return True
        return any(c.dep_ in _CLAUSES for head in (verb, *said) for c in head.children)
    if token.dep_ == "nsubj" and verb.pos_ == "ADJ":
        return True  # "find it hard to"
    return token.dep_ == "nsubjpass" and any(c.dep_ in ("ccomp", "csubj") for c in verb.children)


def _it(scene: Scene, token: Token) -> Choice | None:
    if _empty(token):
        return None
    doc = scene.doc
    wilful = _wilful(token)
    speaker = scene.quotes.speaker(token.i)
    scored: list[tuple[float, Candidate]] = []
    for d in scene.recent(token.i, 2):
        resolved = d.what == "pronoun" and d.by != "unresolved" and not d.gender and not d.plural
        if not (is_institution(d) or resolved) or d.same_as:
            continue
        if modifies(doc, d) and not (d.what == "geo" and d.kind == "state"):
            continue
        if _bound_out(scene, token, d) or (speaker is not None and d.i <= speaker < d.j):
            continue
        bonus = -0.6 if modifies(doc, d) else 0.0
        if not (d.country or d.sectors):
            bonus -= 0.2
        scored.append(_one(scene, token, d, bonus))
    for r in scene.recent_rivals(token.i, 1):
        if not r.plural and not describes(token, r.root):
            scored.append(_rival(scene, token, r, -1.3 if wilful else -0.2))
    ahead = _subject_ahead(scene, token)
    if ahead is not None and is_institution(ahead):
        scored.append(_one(scene, token, ahead, 0.3))
    return choose(scored, -0.2, 0.3, _country_or_key)
