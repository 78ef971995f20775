"""Which drafts are rows by the rules alone, and why the others are none.

The model that judges readings sees all of them; what is said here is the verdict without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.coding.roles import BY_THE_STATE, ActorIndex, identity, is_political, public_kind
from dateline.coding.standins import is_first_person
from dateline.coding.syntax import attended_by, is_verbal, support_of
from dateline.coding.wordlists import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.coding.drafts import Draft
    from dateline.language.words import Token
    from dateline.records import Actor

PURPOSE = "it is only the purpose of something else"
CONFLICT = frozenset({"SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST"})
# "because of the war", "in talks", "with their support": named on the way to something else.
PASSED_OVER = frozenset({"ASSAULT", "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "REQUEST"})
# What may be told without its doer.
AGENTLESS = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "RETREAT"})
# What the unknown may do in a sentence that speaks of politics.
SPOKEN = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST ACCUSE REJECT THREATEN".split()
)
# "We call for the release": nobody does so in public without a part in politics.
DEMANDS = frozenset({"REQUEST", "ACCUSE"})

PRIVATE = "no political actor takes part"
AT_HOME = "it is a trip within one's own country"
# Whom office holders at home look in on.
HOSTS = frozenset({"AGR", "BUS", "CVL", "EDU", "LAB", "MED", "MIL", "REL", "SOC"})
# What a trip, or one to come, is.
TRIPS = frozenset({"CONSULT", "AGREE"})


def why_not(draft: Draft, index: ActorIndex) -> str | None:
    """Why a draft is no row, or None."""
    roles = draft.roles
    if not draft.sources and not draft.targets:
        return "no actor in its slots"
    parties = [*draft.sources, *draft.targets]
    if not is_political(public_kind(draft.type, draft.about), parties) and not (
        _by_the_state(draft) or _may_be_political(draft, index)
    ):
        return PRIVATE
    if draft.match.frame.need_target and not draft.targets:
        return "nobody is said to be meant"
    if not draft.sources and "speaker" in draft.match.frame.source:
        return "nobody is said to say so"
    if draft.mode == "visit" and stays_at_home("CONSULT", draft.sources, draft.targets, visit=True):
        return AT_HOME
    if draft.mode == "visit" and not is_political(draft.type, draft.sources):
        pronoun = any(t.pos_ == "PRON" for t in roles.source_words)
        if not (pronoun or _has_office(draft)) or not _may_be_political(draft, index):
            return "no political visitor"
    from_text = _a_text_speaks(draft)
    if (
        roles.empty_source
        and draft.sources == list(roles.sources)
        and not (from_text or _harms_by_itself(draft))
    ):
        return "what stands in its source slot is no actor"
    if not draft.sources and not from_text and draft.type not in AGENTLESS:
        return "nobody does it"
    if draft.type == "ASSAULT" and not draft.sources and not _is_violence(draft):
        return "nobody is said to have done it, and no word speaks of violence"
    if draft.type == "ASSAULT" and not draft.targets and _fights_in_words(draft):
        return "office holders fight in words, where no word speaks of violence"
    if draft.type == "PROTEST" and draft.mode != "boycott" and draft.sources:
        states = {"name", "acronym", "metonym"}
        if all(not a.sectors and a.resolved_by in states for a in draft.sources):
            return "a state does not take to the streets"
    if _is_purpose(draft.match.head):
        return PURPOSE
    two = draft.type in {"AGREE", "COOPERATE"} or draft.match.frame.fallback
    if draft.match.frame.reciprocal and two:
        if len({identity(a) for a in draft.sources}) < 2 and not draft.targets:
            return "it takes two, and one is named"
    if not is_verbal(draft.match.head) and draft.match.head.pos_ != "ADJ":
        return _only_named(draft)
    return None


def stays_at_home(
    kind: str, sources: Sequence[Actor], targets: Sequence[Actor], visit: bool = False
) -> bool:
    """ "The premier of Peru toured Cusco": whether a trip is to a place in one's own country, or a visit to
    people or a house there that have no part in politics."""
    lands = {a.country for a in sources}
    return (
        kind in TRIPS
        and bool(targets)
        and None not in lands
        and all(
            a.country in lands and (a.resolved_by == "place" or (visit and _is_no_party(a)))
            for a in targets
        )
    )


def _is_no_party(actor: Actor) -> bool:
    return bool(actor.sectors) and HOSTS.issuperset(actor.sectors)


def _a_text_speaks(draft: Draft) -> bool:
    """ "The message wished the envoy success": its writer does, whoever that is."""
    words = draft.roles.source_words
    return (
        draft.type in SPOKEN
        and not draft.sources
        and bool(draft.targets)
        and any(w.lemma_.lower() in word_list("messages") for w in words)
    )


def _has_office(draft: Draft) -> bool:
    """Whether an office stands before or after the names in the source slot."""
    offices = word_list("offices")
    return any(
        c.lemma_.lower() in offices for t in draft.roles.source_words for c in (t, *t.children)
    )


def _by_the_state(draft: Draft) -> bool:
    """ "Two men were arrested": whoever they are, it is the state that does it."""
    return draft.mode in BY_THE_STATE and not draft.roles.source_words


def _only_owned(draft: Draft) -> bool:
    """ "his hearing aid": a noun with an owner, which nobody is said to do."""
    noun = draft.match.head
    return not is_verbal(noun) and noun.pos_ != "ADJ" and support_of(noun) is None


def _may_be_political(draft: Draft, index: ActorIndex) -> bool:
    """Whether somebody not known ("we", "Mr Haldane") speaks or acts where politics is spoken of."""
    return (
        draft.type in SPOKEN
        and not draft.roles.weak_source
        and not _only_owned(draft)
        and any(a.resolved_by == "unresolved" for a in draft.sources)
        and (
            index.any_political(draft.sentence)
            or (draft.type in DEMANDS and any(map(is_first_person, draft.sources)))
        )
    )


def _is_purpose(verb: Token) -> bool:
    """ "To celebrate the release, the firm …": an infinitive that says what for."""
    return verb.dep_ == "advcl" and any(c.tag_ == "TO" for c in verb.children)


def _only_named(draft: Draft) -> str | None:
    """A nominal act counts when the sentence says that it takes place, or who did it to whom.

    "Israel's strike on Syria" and "talks began" are told; "the sidelines of a NATO summit" only
    names one.
    """
    noun = draft.match.head
    if support_of(noun) is not None or attended_by(noun):
        return None
    while noun.dep_ == "conj" and not is_verbal(noun.head) and noun.head.i != noun.i:
        noun = noun.head
    if noun.dep_ in {"ROOT", "nsubj", "nsubjpass"}:
        return None
    if noun.dep_ == "pobj" and draft.type in PASSED_OVER and not _in_play(draft):
        return "the act is only named"
    if draft.sources and draft.targets:
        return None
    indefinite = not any(c.dep_ == "det" and c.lower_ not in {"a", "an"} for c in noun.children)
    if draft.match.frame.reciprocal and len(draft.sources) > 1 and indefinite:
        return None
    if draft.type in CONFLICT and draft.sources:
        return None
    return "the act is only named"


def _in_play(draft: Draft) -> bool:
    """ "memories of A's occupation of B", "the signing of a pact between A and B": not in passing."""
    told = draft.type in CONFLICT and bool(draft.sources)
    told = told or bool(draft.sources and draft.targets)
    told = told or (draft.match.frame.reciprocal and len(draft.sources) > 1)
    return told and draft.match.head.head.lower_ == "of"


def _is_violence(draft: Draft) -> bool:
    """Whether a harm that nobody is said to have done is violence, and no accident.

    "Twelve people were killed in an air strike" is; "two women were injured" is not said to be.
    """
    words = word_list("violence") | word_list("instruments")
    near = [t for t in draft.sentence if t.i != draft.match.head.i]
    return any(t.lemma_.lower() in words for t in near)


IN_OFFICE = frozenset({"LEG", "JUD", "PTY", "OPP", "GOV"})


def _fights_in_words(draft: Draft) -> bool:
    """ "We are fighting," the speaker of the house said: a person of politics by himself, against nobody."""
    return (
        is_verbal(draft.match.head)
        and bool(draft.sources)
        and all(a.sectors and IN_OFFICE.issuperset(a.sectors) and a.office for a in draft.sources)
        and not _is_violence(draft)
    )


def _harms_by_itself(draft: Draft) -> bool:
    words = draft.roles.source_words
    if not is_verbal(draft.match.head):
        return True
    return draft.type in {"ASSAULT"} and any(
        w.lemma_.lower() in word_list("instruments") for w in words
    )
