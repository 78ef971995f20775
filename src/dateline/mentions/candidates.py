"""Who or what a pronoun may mean, scored by place, binding and what is done; what he, they and it share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.mentions.antecedents import identity
from dateline.mentions.clauses import SUBJECTS, clause, first_conjunct, is_subject, within
from dateline.mentions.drafts import Draft
from dateline.mentions.quotes import SPEAKING
from dateline.mentions.ranking import WEIGHTS, Candidate, control, controls_of, position
from dateline.mentions.scene import Rival, Scene

if TYPE_CHECKING:
    from dateline.language.words import Token

# What only those who can act do.
WILFUL = SPEAKING | frozenset(
    "agree opt accuse want decide refuse plan hope meet sign discuss condemn support seek try need intend threaten "
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


def is_wilful(token: Token) -> bool:
    """Whether what the pronoun does, or owns, is for actors only."""
    if token.tag_ == "PRP$":
        return token.head.lemma_.lower() in _OWNED_BY_ACTORS
    if token.dep_ == "nsubj":
        return token.head.lemma_.lower() in WILFUL
    return False


def said_again(scene: Scene, key: str) -> float:
    """What it adds that somebody has been named more than once."""
    return WEIGHTS["named again"] * min(scene.times[key] - 1, 3)


def score_of(scene: Scene, token: Token, d: Draft, bonus: float) -> tuple[float, Candidate]:
    """A mention as candidate, with its score."""
    key = identity(d)
    score = position(scene, token, d.root) + bonus + said_again(scene, key)
    score += control(scene, token, lambda t: within(d, t))
    return score, Candidate((d,), d.root, key, bonus)


def score_of_rival(scene: Scene, token: Token, r: Rival, bonus: float) -> tuple[float, Candidate]:
    """A noun that is no actor as candidate, with its score."""
    word = scene.doc[r.root]
    score = position(scene, token, r.root) + bonus
    score += control(scene, token, lambda t: t is not None and first_conjunct(t).i == r.root)
    return score, Candidate((), r.root, f"noun/{word.lower_}", bonus)


def bound_out(scene: Scene, token: Token, d: Draft) -> bool:
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
_FORE = frozenset("advcl prep pcomp npadvmod advmod".split())


def subject_ahead(scene: Scene, token: Token) -> Draft | None:
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


def speaks(word: Token) -> bool:
    """Whether a word is the subject of a verb of speech."""
    return word.dep_ in SUBJECTS and word.head.lemma_ in SPEAKING


def by_key(c: Candidate) -> str:
    """Each actor is a rival to each other."""
    return c.key


def country_or_key(c: Candidate) -> str:
    """Two mentions of one state are no rivals to each other: "Beijing" and "China's ministry"."""
    if len(c.members) == 1 and c.members[0].country:
        d = c.members[0]
        if d.what in ("geo", "agent") and "GOV" in (*d.sectors, "GOV" if d.what == "geo" else ""):
            return f"{d.country}"
    return c.key
