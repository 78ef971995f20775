"""Bodies, forces and crowds named without a country where one state is clearly talked of."""

from __future__ import annotations

from functools import lru_cache

from dateline.mentions.antecedents import NO_STATES
from dateline.mentions.bodies import last_word
from dateline.mentions.drafts import Draft
from dateline.mentions.focus import Focus, FocusFinder
from dateline.mentions.pieces import NAME_TAGS
from dateline.mentions.scene import Scene

# How large the share of the state in focus must be, by what is described: bodies that every state
# has one of, then officials and forces, then crowds. Measured on the half `tune`.
_SHARES = (
    (frozenset(("body",)), frozenset(("GOV", "MIL", "LEG", "JUD", "SPY", "PTY", "OPP")), 0.5),
    (frozenset(("person",)), frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "OPP")), 0.55),
    (frozenset(("people",)), frozenset(("COP", "MIL", "OPP", "PTY", "LEG", "JUD", "SPY", "REB", "GOV")), 0.52),
    (frozenset(("people",)), frozenset(("CVL", "MED", "EDU", "LAB", "AGR", "REL", "JRN", "BUS", "CRM",
                                        "UAF", "PRM", "SOC")), 0.66),
)  # fmt: skip
# Whatever is described, and however: where hardly another state is talked of.
_ANY, _ANY_LEAST = 0.75, 1.0
# A body or officer with an unknown name before it: "a Pine Hollow police sergeant".
_ALONE, _ALONE_LEAST = 0.92, 3.0
_LOCAL = 0.55
_NAMED = 0.75  # somebody with a name and an office
# What only a state has: no organisation that the text speaks of can be meant.
_OF_STATES = frozenset("MIL COP JUD LEG REB OPP PRM CVL".split())
# The European Union has a parliament, parties, officials and farmers; an army or police it has not.
_UNION, _OF_THE_UNION = 0.55, frozenset("LEG PTY GOV AGR LAB".split())
_STATE_NOUNS = frozenset("authority government police regime junta army military minister".split())
# Bare plurals that mean those of the place: "authorities said".
AS_DEFINITE = frozenset(("authority", "police"))
ELSEWHERE = frozenset("foreign international other counterpart world global respective".split())
# "the foreign minister" is at home, "foreign troops" are not.
_FOREIGN_OFFICES = frozenset(
    "minister ministry affairs office secretary service policy relations trade deputy".split()
)


def says_elsewhere(draft: Draft, words: list[str], other: frozenset[str] = ELSEWHERE) -> bool:
    """Whether a mention's own words say that it is of another state, or of several."""
    return any(
        w in other
        and not (w == "foreign" and k + 1 < len(words) and words[k + 1] in _FOREIGN_OFFICES)
        for k, w in enumerate(words)
    )


_CONTINENTS = frozenset(
    "western arab african asian latin caribbean nordic baltic scandinavian balkan sahelian".split()
)


def of_a_continent(words: list[str]) -> bool:
    """ "Western forces", "African leaders": of several states, whatever the text is about."""
    return any(
        w in _CONTINENTS and words[k + 1] not in ("american", "americans", "-")
        for k, w in enumerate(words[:-1])
    )


# Too general to be of one state by the topic alone, unless there is hardly another.
_GENERAL = frozenset(
    "people person media press public business industry analyst scholar refugee migrant investor "
    "observer volunteer society university school worker lawyer child woman man company firm bank "
    "student scientist researcher expert family".split()
)
# Crowds that are where they live.
_LOCALS = frozenset(
    "protester protestor demonstrator resident villager voter inhabitant local farmer".split()
)
_GENERAL_SHARE, _GENERAL_LEAST = 0.88, 1.4
# How much the text must have said of a state before its crowds are meant without being named.
_LEAST = dict.fromkeys(("CVL", "EDU", "MED", "LAB", "BUS", "REL", "SOC", "AGR", "CRM"), 1.5)
# A force is not of the place it is in: more than a place must speak for it.
_LEAST |= {"MIL": 1.0, "REB": 1.0, "PRM": 1.0, "UAF": 1.4}
# Those who come from elsewhere: a delegation in Moscow is not Moscow's.
_TRAVELLERS = frozenset(
    "delegation delegate envoy emissary ambassador diplomat peacekeeper representative mission "
    "counterpart interlocutor dignitary refugee migrant".split()
)
# They speak for somebody at home as often as abroad.
_SENT = frozenset(("representative", "delegate", "delegation", "mission"))


def _of_several_states(draft: Draft) -> bool:
    """ "Kurdish fighters", "Tuareg leaders": a people of several states is the topic's only as a crowd."""
    units = () if draft.chain is None else draft.chain.units
    people = any(u.entity is not None and u.entity.id.startswith("group:") for u in units)
    return people and not draft.country and draft.sectors[:1] not in (["CVL"], ["REF"], ["REL"])


def is_named(scene: Scene, draft: Draft) -> bool:
    """ "Zor Union", "Pugo Farmers": an unknown name is not told by what else is talked of."""
    first = draft.chain.head.i if draft.chain is not None else draft.i
    return any(t.tag_ in NAME_TAGS and t.is_alpha for t in scene.doc[draft.i : first])


# What only one state calls so, where that state is spoken of at all.
_NATIVE = {
    "USA": "administration official|senior administration official|senator|congressman|congresswoman|"
           "district attorney|sheriff|county sheriff|house speaker|special counsel|majority leader|"
           "minority leader|senate majority leader|house majority leader|state senator|grand jury|"
           "national guard|state trooper|federal prosecutor|house democrat|house republican|"
           "us attorney|state representative|state lawmaker|county commissioner|school board|"
           "assemblywoman|assemblyman|councilmember|border patrol|secret service|pd|police department|"
           "sheriff's office|sheriff's department|sheriff's deputy|highway patrol",
    "GBR": "home secretary|mp|chancellor of the exchequer|shadow minister|crown court|chief constable|"
           "police and crime commissioner|shadow chancellor|shadow home secretary|backbencher|"
           "magistrates' court|magistrates court|county lines gang|lord chancellor",
    "IRL": "taoiseach",
    "CHN": "state councilor|state councillor",
    "IND": "chief minister",
}  # fmt: skip
_NATIVES = {noun: country for country, nouns in _NATIVE.items() for noun in nouns.split("|")}
# Offices that a state does not have: whoever bears one there is another state's.
_NEVER = {
    "USA": "prime minister|deputy prime minister|premier|king|queen|emir|sultan|crown prince|prince|princess|"
           "taoiseach|first minister|foreign secretary|home secretary|state secretary|director general|"
           "chancellor|member of parliament|mp|head of government|governor general|vice premier|monarch|"
           "state councilor|state councillor|politburo|standing committee",
    "PRK": "prime minister|king|queen|emir|sultan|chancellor|taoiseach|senator|congressman|governor|mayor|"
           "prince|crown prince|senate|secretary of state|vice president|member of parliament",
    "CHN": "prime minister|king|queen|emir|sultan|chancellor|taoiseach|senator|congressman|prince",
    "RUS": "king|queen|emir|sultan|chancellor|taoiseach|congressman|prince|secretary of state",
}  # fmt: skip
_NEVERS = {country: frozenset(titles.split("|")) for country, titles in _NEVER.items()}
_NO_MINISTERS = frozenset(("USA",))


@lru_cache(maxsize=8192)
def cannot_be(country: str | None, title: str) -> bool:
    """Whether a state has no such office: "Deputy Foreign Minister" is nobody's of the United States."""
    words = title.lower().replace("-", " ").split()
    if not words or country not in _NEVERS:
        return False
    if country in _NO_MINISTERS and {"minister", "ministers", "ministry"} & set(words):
        return True
    front = (
        words[: next((k for k, w in enumerate(words) if w in ("of", "for")), len(words))] or words
    )
    ends = {" ".join(front[k:]) for k in range(len(front))} | {" ".join(words)}
    return bool(ends & _NEVERS[country or ""])


# Before a name they are of other states too.
_OF_MANY = frozenset("senator|mp|house speaker|majority leader|minority leader|sheriff".split("|"))
_SPOKEN_OF = 0.15


def native_title(draft: Draft) -> str | None:
    """The state that alone has the title somebody bears: "Chief Constable Ann Moss"."""
    if draft.what != "person" or not draft.office:
        return None
    words = draft.office.lower().split()
    endings = (" ".join(words[k:]) for k in range(len(words)))
    return next((_NATIVES[e] for e in endings if e in _NATIVES and e not in _OF_MANY), None)


def _native(scene: Scene, focus: FocusFinder, draft: Draft) -> str | None:
    """The state that alone has such an office, if it has a part in the text."""
    country = _NATIVES.get(draft.noun) or native_title(draft)
    if any(t.lower_ == "bipartisan" for t in scene.doc[draft.i : draft.j]):
        country = country or "USA"
    if country is None or draft.same_as:
        return None
    return country if focus.whole[country] >= _SPOKEN_OF * sum(focus.whole.values()) else None


def by_topic(scene: Scene, focus_of: FocusFinder, draft: Draft, definite: bool) -> None:
    """A body, force or crowd without a country where one state is clearly talked of."""
    envoys = last_word(draft) in _SENT
    if (
        draft.stranger
        or draft.noun in FOES
        or last_word(draft) in _TRAVELLERS - _SENT
        or draft.modifier
        or _of_several_states(draft)
    ):
        return
    country = _native(scene, focus_of, draft)
    if country is not None:
        draft.country, draft.by, draft.confidence = country, "coreference:topic", 0.55
        return
    named = draft.what != "person" and is_named(scene, draft)
    words = [t.lower_ for t in scene.doc[draft.i : draft.j]]
    if says_elsewhere(draft, words):
        return
    others = _other_states(focus_of, draft)
    if others is None and "foreign" in words:
        return  # foreign ministers meet those of other states
    capital = scene.doc[draft.root].tag_ in NAME_TAGS and scene.home is not None
    if others is not None and draft.plural and draft.kind == "person":
        return  # "the Ministers", of a state that has none and of another: those who met
    if others is not None:
        focus = focus_of.at(draft, False, True, others) if others else None
        if focus is not None and _is_of(scene, draft, focus, definite):
            draft.country, draft.by = focus.country, "coreference:topic"
            draft.confidence = round(0.35 + 0.2 * focus.share, 2)
        return
    focus = focus_of.at(draft, capital)
    union = focus is not None and focus.country == "EUR" and focus.share >= _UNION
    if not (union and draft.sectors[:1] and draft.sectors[0] in _OF_THE_UNION):
        focus = focus_of.at(draft, capital, True) if _only_states(draft) else focus
        union = False
    if union and focus is not None:
        # "members of the parliament", in a text on the European Union
        draft.country, draft.by, draft.confidence = "EUR", "coreference:topic", 0.45
        return
    if focus is None or focus.country in NO_STATES:
        return
    definite = definite or draft.noun in AS_DEFINITE
    if (named or envoys) and (scene.home or focus.share < _ALONE or focus.weight < _ALONE_LEAST):
        return
    if _is_of(scene, draft, focus, definite):
        draft.country = focus.country
        draft.by = "coreference:topic"
        draft.confidence = round(0.35 + 0.2 * focus.share, 2)


def _other_states(focus_of: FocusFinder, draft: Draft) -> frozenset[str] | None:
    """The states of a text that have such an office, where it is about one that has not; else None."""
    title = draft.office or draft.noun
    none = {c for c in focus_of.states() if cannot_be(c, title)}
    if not none:
        return None
    return frozenset(c for c in focus_of.states() if c not in none and c not in NO_STATES)


def _only_states(draft: Draft) -> bool:
    """Whether a description can only mean somebody of a state, and of no organisation."""
    return bool(_OF_STATES & set(draft.sectors[:1])) or last_word(draft) in _STATE_NOUNS


# They come from another state than the one that is talked of.
FOES = frozenset("imperialist aggressor invader".split())
# Whom a government's releases speak of wherever they are, where nothing stands before: "Journalists".
_ANYWHERE = frozenset("CVL REL SOC BUS JRN EDU LAB MED REF".split())


def _at_large(scene: Scene, draft: Draft, sector: str) -> bool:
    """Whether a plural without article is of people anywhere: "the Protection of Journalists"."""
    before = scene.doc[draft.i - 1] if draft.i else None
    bare = before is None or before.tag_ not in ("DT", "PRP$", "POS", "CD")
    return bare and draft.plural and sector in _ANYWHERE


def _is_of(scene: Scene, draft: Draft, focus: Focus, definite: bool) -> bool:
    """Whether the state in focus leads far enough for what is described."""
    sector = draft.sectors[0] if draft.sectors else ""
    if last_word(draft) in _GENERAL or not sector:
        # Statements speak of people at large.
        clear = focus.share >= _GENERAL_SHARE and focus.weight >= _GENERAL_LEAST
        return clear and not scene.home and draft.kind == "people"
    if scene.home and _at_large(scene, draft, sector):
        return False
    if draft.what == "person":
        # Scholars and reporters come from anywhere.
        clear = focus.share >= _NAMED and focus.weight >= _ANY_LEAST
        return clear and sector not in ("EDU", "JRN", "BUS")
    if focus.share >= _ANY and focus.weight >= _ANY_LEAST:
        return True
    share = next((s for kinds, of, s in _SHARES if draft.kind in kinds and sector in of), _ANY)
    bare = draft.plural and draft.kind != "people" and not definite and not scene.home
    share += 0.14 if bare else 0.0 if definite else 0.08
    local = last_word(draft) in _LOCALS or scene.doc[draft.i].lower_ == "local"
    share = min(share, _LOCAL) if local else share
    least = 0.65 if local else _LEAST.get(sector, 0.65)
    return focus.share >= share and focus.weight >= least
