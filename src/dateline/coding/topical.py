"""Words whose object is a topic: where and when the topic is says nothing of the word's own event.

"Condemned last week's raid in the delta" was not said last week, and not in the delta.
"""

from __future__ import annotations

TOPICAL = frozenset(
    """
    accuse acknowledge address admit advocate allege allow announce applaud appreciate approve argue
    assess authorise authorize back ban blame believe brief call cite claim comment commend condemn
    confirm congratulate consider convey criticise criticize debate decide decry defend demand denounce
    deny describe detail disclose discuss dismiss emphasise emphasize endorse examine expect express
    fear finance fund greet hail highlight honor honour impose investigate lament mark mention mourn
    note object oppose order outline plan pledge praise predict probe promise propose protest reaffirm
    recall recognise recognize recommend regret reiterate reject remember reveal review sanction say
    see seek share slam stress suggest support sanction tell thank think threaten underline underscore
    urge voice vow want warn welcome wish
    """.split()
)

REPORTING = frozenset(
    """
    say report announce tell state confirm claim add write allege declare note disclose reveal
    """.split()
)
"""Verbs of telling news: what they say happened, happened by the day on which it was said."""

OCCASIONS = frozenset(
    """
    accident address assault assembly attack auction ballot banquet battle blast bombing brawl briefing
    ceremony clash collision concert conference congress congregation convention coronation coup crash
    debate demonstration drill earthquake election event exercise explosion fire forum funeral gathering
    gig hearing inauguration incident inquest interview launch lecture march massacre meeting mission
    parade poll procession protest raid rally ransom reception referendum riot session shooting siege
    sitting ceremony speech standoff stampede storm strike strikes summit talk talks test tour trial
    trip tsunami verdict vigil visit vote voyage walkout wedding workshop
    """.split()
)
"""Nouns of what takes place at one time and one place, and can be looked back to ("the rally")."""

_GATHERINGS = frozenset(
    {"rally", "protest", "demonstration", "march", "vigil", "procession", "riot", "parade"}
)
_TALKS = frozenset(
    {"meeting", "summit", "talk", "talks", "conference", "congress", "session", "convention"}
)
_VIOLENCE = frozenset(
    {"attack", "shooting", "assault", "bombing", "raid", "massacre", "explosion", "blast"}
)
_MISHAPS = frozenset(
    {"accident", "crash", "fire", "explosion", "earthquake", "blast", "collision", "storm"}
)
PARTICIPANTS: dict[str, frozenset[str]] = {
    "attacker": _VIOLENCE, "assailant": _VIOLENCE, "gunman": _VIOLENCE, "bomber": _VIOLENCE,
    "attendee": _GATHERINGS | _TALKS, "participant": _GATHERINGS | _TALKS | {"ceremony", "event"},
    "delegate": _TALKS, "demonstrator": _GATHERINGS, "marcher": _GATHERINGS, "protester": _GATHERINGS,
    "protestor": _GATHERINGS, "rioter": _GATHERINGS, "organizer": _GATHERINGS, "organiser": _GATHERINGS,
    "mourner": frozenset({"funeral", "vigil"}), "rescuer": _MISHAPS, "firefighter": _MISHAPS,
    "responder": _MISHAPS | _VIOLENCE, "survivor": _MISHAPS | _VIOLENCE, "victim": _MISHAPS | _VIOLENCE,
    "speaker": _GATHERINGS | _TALKS, "voter": frozenset({"election", "referendum", "vote", "poll"}),
}  # fmt: skip
"""Who takes part, and what in: "the marchers" look back to a march."""
