"""Whether a thing can be what is said, and whether a thing can show or find it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.coding.attribution.cues import CueInfo
from dateline.coding.attribution.subjects import subject_of

if TYPE_CHECKING:
    from dateline.language.words import Token

_FINDER = re.compile(
    r"^(?:polls?|surveys?|stud(?:y|ies)|reports?|inquir(?:y|ies)|investigations?|investigators?|articles?|papers?|"
    r"analys[ie]s|reviews?|audits?|researchers?|panel|data|figures|documents?|records?|inspectors?|experts?)$"
)


# "Claimed nine lives", "admits visitors": what is claimed or admitted is no statement.
_NOT_STATED = frozenset(
    "life victim prize title seat medal visitor guest patient student refugee member credit".split()
)


# What is told or asked; any other object is whom one tells or asks.
_TOLD = frozenset(
    "story tale truth lie version account joke anecdote side history question favor favour thing same".split()
)


# "Confirmed the nomination": approved it.
_IN_OFFICE = frozenset({"nomination", "nominee", "appointment", "appointee", "candidate"})


# What these do to a person is no statement: "confirmed him", "admitted them".
_OF_FACTS = frozenset({"announce", "report", "claim", "say", "deny", "show", "predict"})


def may_be_said(noun: Token, info: CueInfo) -> bool:
    """Whether an object may be what is said, and not whom it is said to or what is done to whom."""
    if noun.lemma_.lower() in _NOT_STATED:
        return False
    if info.lemma == "confirm" and noun.lemma_.lower() in _IN_OFFICE:
        return False
    if info.cls in _OF_FACTS and noun.lower_ in {"me", "him", "her", "us", "them", "you"}:
        return False
    if info.lemma == "deny":
        # "Denied vaccines to migrants", "denied them a visa": withheld.
        return not any(
            c.dep_ in {"dative", "iobj"} or (c.dep_ == "prep" and c.lower_ == "to")
            for c in (*noun.children, *noun.head.children)
            if c.i != noun.i
        )
    if info.lemma not in {"tell", "ask"}:
        return True
    return noun.lemma_.lower() in _TOLD or noun.tag_ in {"WDT", "WP"}


def states(noun: Token, info: CueInfo) -> bool:
    """ "Found a body" states nothing: objects of knowing and finding must be more than a thing."""
    if info.cls == "know":
        return False
    if info.cls == "show":
        subject = subject_of(noun.head)
        return subject is not None and _FINDER.search(subject[0].lower_) is not None
    return True


def shows(subject: Token) -> bool:
    """Whether what shows or finds something is a finding or somebody, and not a state of affairs."""
    return (
        subject.pos_ == "PROPN"
        or bool(subject.ent_type_)
        or subject.lower_ in {"he", "she", "they", "who", "which", "we", "i"}
        or _FINDER.search(subject.lower_) is not None
        or subject.lower_.endswith(
            ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ee", "ees")
        )
        or subject.lower_ in _PAPERS
    )


# What is written, filmed or measured, and who looks: they show in words or pictures.
_PAPERS = frozenset(
    "letter letters memo memos email emails e-mail e-mails video videos footage image images photo photos picture "
    "pictures tape tapes transcript transcripts log logs statement statements book books census count counts "
    "estimate estimates map maps file files filing filings evidence test tests police court jury team group "
    "agency ministry office commission committee army navy government company chart charts research "
    "article articles finding findings result results polling survey".split()
)
