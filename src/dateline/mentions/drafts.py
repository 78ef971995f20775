"""What one mention says of its actor before the rest of the article is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from dateline.knowledge.agents import modifiers
from dateline.knowledge.contested import bearers
from dateline.knowledge.folding import fold
from dateline.knowledge.gazetteer import names
from dateline.knowledge.tables import HEAD, Person, Term
from dateline.knowledge.terms import Day, held, last_vouched, plain_office, standing
from dateline.language import text_of
from dateline.mentions.chains import SIDES, Chain, root_of
from dateline.mentions.known_persons import of_long_name, of_surname
from dateline.mentions.pieces import AROUND, NAME_TAGS, SHORT_TITLES, Unit

if TYPE_CHECKING:
    from dateline.language.words import Doc

What = Literal["geo", "org", "person", "agent", "group", "pronoun"]


@dataclass(slots=True)
class Draft:
    """A mention on its way to become an `Actor` (or several)."""

    i: int
    j: int
    start: int
    end: int
    root: int
    what: What
    actor_id: str | None = None
    name: str | None = None
    country: str | None = None
    sectors: list[str] = field(default_factory=list)
    office: str | None = None
    by: str = "unresolved"
    confidence: float = 0.0
    gender: str = ""
    plural: bool = False
    noun: str = ""
    kind: str = ""
    behind: bool = False
    country_by: str = ""
    former: bool = False
    drop: bool = False
    named: bool = False
    modifier: bool = False
    said: str = ""  # the name as the text has it
    table_name: str = ""
    alone: bool = False  # known by a surname alone
    office_said: str | None = None
    stranger: bool = False  # told to be where they are not from: "reporters in Cairo"
    candidates: list[str] = field(default_factory=list)
    proper: bool = False  # holds a name of its own: "the Gweru mayor" is not the mayor before
    same_as: list[Draft] = field(default_factory=list)
    source: Draft | None = None  # the mention it was resolved through
    chain: Chain | None = None


_FORMER_WORDS = frozenset(k for k, v in modifiers().items() if v == "former")
_MODIFIED = {
    "military": "MIL", "police": "COP", "rebel": "REB", "opposition": "OPP", "party": "PTY",
    "union": "LAB", "intelligence": "SPY", "religious": "REL", "student": "EDU", "judicial": "JUD",
    "legislative": "LEG", "health": "MED", "business": "BUS", "militia": "PRM",
}  # fmt: skip
# "Senator Jo Park (R-Ohio)", "Rep. Ana Li, D-Calif.": the way of the US Congress.
_PARTY_STATE = re.compile(r",? ?\(?[RDI][-–](?:[A-Z][a-z]+\.?|[A-Z]\.?[A-Z]\.?)")
# Nouns whose sector a modifier may replace: they name a role, not a sector of their own.
_BENDS = frozenset(("GOV", "UAF", ""))
# Groups of people without a state: a fighter named by them is a rebel, not a gunman unknown.
_ETHNIC_ORG = frozenset(("group", "people", "party"))


def _offices(doc: Doc, chain: Chain) -> tuple[str | None, bool]:
    """The title worn by a person's mention, and whether it is a past one."""
    words = [t.lower_ for t in doc[chain.i : chain.j]]
    former = any(w in _FORMER_WORDS for w in words)
    if words and words[0] == "ex":
        former = True
    titles = [u for u in chain.units if u.kind == "agent" and u is not chain.head]
    if titles and chain.head.kind == "person":
        first, last = titles[0].i, titles[-1].j
        if titles[-1].agent is not None and titles[-1].agent.kind != "person":
            last = chain.head.i  # "Army Col."
        return doc.said(first, last), former
    return None, former


def _sectors_of_modifiers(doc: Doc, chain: Chain, head: Unit) -> list[str]:
    found: list[str] = []
    table = modifiers()
    # A word of a name tells nothing by itself: "White House press secretary" is no lawmaker.
    named = {k for u in chain.units if u.entity is not None for k in range(u.i, u.j)}
    for k in range(chain.i, head.i):
        if k in named:
            continue
        word = doc[k].lower_
        if word == "government" and k > 0 and doc[k - 1].text == "-":
            continue
        sector = _MODIFIED.get(table.get(word, ""), "")
        if sector and sector not in found:
            found.append(sector)
    for k in range(chain.i, head.i - 2):
        pair = doc.said(k, k + 3).lower()
        if pair in ("anti-government", "pro-democracy") and "OPP" not in found:
            found.append("OPP")
    return found


def _country(doc: Doc, chain: Chain) -> tuple[str | None, str, list[str]]:
    """The country of a mention, how it is known, and the sectors that come with it."""
    pieces = [*chain.units, *chain.linked]
    after = chain.linked[-1] if chain.linked else None
    if after is not None and _is_state(after) and any(_is_party(u) for u in chain.units):
        pieces.insert(0, after)  # "the Republican Political Party of Togo"
    for unit in pieces:
        if unit is chain.head and unit.kind == "agent":
            continue
        if unit.kind == "person" and unit is chain.head:
            continue
        if unit.i >= 2 and doc[unit.i - 1].text in "-–" and doc[unit.i - 2].lower_ in SIDES:
            continue
        if unit.entity is not None and unit.entity.country:
            kind = unit.entity.kind
            how = "demonym" if kind in ("adjective", "people") or unit.adjective else "name"
            if kind == "capital":
                how = "metonym"
            pre = [s for s in unit.entity.sectors if s == "PRE"]
            return unit.entity.country, how, pre
        if unit.person is not None:
            return unit.person.country, "name", []
    return None, "", []


def _is_state(unit: Unit) -> bool:
    return unit.kind == "geo" and unit.entity is not None and unit.entity.kind == "state"


def _is_party(unit: Unit) -> bool:
    return unit.kind == "org" and unit.entity is not None and unit.entity.kind in ("party", "body")


def _after(doc: Doc, draft: Draft) -> str:
    """The characters after a mention, a few words of them."""
    text: str = doc.said(draft.j - 1, draft.j + 6)
    return text[draft.end - doc[draft.j - 1].idx :]


def _person_draft(doc: Doc, chain: Chain, draft: Draft, day: Day) -> None:
    head = chain.head
    office, former = _offices(doc, chain)
    country, country_by, _ = _country(doc, chain)
    person = head.person
    if head.candidates:
        # By the surname alone nobody is meant who had no office yet.
        fitting = [
            p for p in head.candidates
            if country is None or any(t.country == country for t in p.terms)
        ]  # fmt: skip
        if day.known:
            fitting = [p for p in fitting if standing(p, day)[0] != "future"]
            fitting = [p for p in fitting if standing(p, day)[0] in ("in", "maybe")] or fitting
        person = fitting[0] if len(fitting) == 1 else None
    draft.what = "person"
    draft.office = office
    draft.former = former
    draft.name = draft.said = doc.said(head.i, head.j)
    draft.office_said = office
    inside = {k for u in (*chain.units, *chain.linked, *chain.behind) for k in range(u.i, u.j)}
    draft.proper = any(
        doc[k].tag_ in NAME_TAGS and k not in inside for k in range(chain.i, head.i)
    )  # fmt: skip
    draft.alone = bool(head.candidates) and len(chain.units) == 1
    if chain.i > 0 and doc[chain.i - 1].lower_ in ("mrs.", "mrs", "ms.", "ms"):
        draft.gender = "f"
    elif chain.i > 0 and doc[chain.i - 1].lower_ in ("mr.", "mr", "sir", "lord"):
        draft.gender = "m"
    short = doc[chain.i].lower_ if chain.i < head.i else doc[head.i - 1].lower_ if head.i else ""
    if person is None and head.j - head.i == 1 and (office or country or short in SHORT_TITLES):
        title = office or (SHORT_TITLES[short][0] if short in SHORT_TITLES else None)
        person = of_surname(doc, draft.name, title, country, day)
    elif person is None and not head.candidates:
        words = [t.text for t in doc[head.i : head.j] if not t.is_punct]
        person = of_long_name(doc, words, day)
    if person is not None and country and all(t.country != country for t in person.terms):
        # "Iranian Ali Bongo" is somebody else of that name unless an organisation speaks.
        if country_by in ("demonym", "name") and not any(u.kind == "org" for u in chain.units):
            person = None
    if person is not None:
        apply_person(draft, person, day, office, former)
        return
    sectors = _title_sectors(doc, chain)
    if country is None and _PARTY_STATE.match(_after(doc, draft)):
        country, country_by = "USA", "name"
        sectors = sectors or ["LEG"]
    if not sectors and short in SHORT_TITLES:
        title, sector = SHORT_TITLES[short]
        sectors, draft.office = [sector], draft.office or title
    if country is None and short in _PEERS and "GBR" in doc.user_data.get(AROUND, frozenset()):
        country, country_by, sectors = "GBR", "title", sectors or ["LEG"]
    if country is None and _of_congress(doc, short, sectors):
        country, country_by = "USA", "title"
    if country or sectors:
        draft.country, draft.country_by = country, country_by
        draft.sectors = ["ELI"] if former and "GOV" in sectors else sectors
        if former and draft.office:
            draft.office = f"former {draft.office}"
        draft.by = "office" if sectors else country_by or "unresolved"
        draft.confidence = 0.85 if country and sectors else 0.6


def _title_sectors(doc: Doc, chain: Chain) -> list[str]:
    titles = [u for u in chain.units if u.agent is not None]
    sectors: list[str] = []
    if titles:
        # "Minister of Heavy Industry": the title, and not a word of its field.
        offices = [u for u in titles if u.agent is not None and u.agent.kind == "person"]
        sectors = _agent_sectors(doc, chain, (offices or titles)[-1])
    for unit in (*chain.units, *chain.linked):
        if sectors or unit is chain.head:
            continue
        if unit.entity is not None and unit.kind == "org":
            sectors = list(unit.entity.sectors)
        elif unit.agent is not None and unit in chain.linked:
            sectors = list(unit.agent.sectors)
    return sectors


def _post(office: str) -> str:
    return plain_office(office).replace("-", " ")  # "Secretary-General", "Secretary General"


def apply_person(draft: Draft, person: Person, day: Day, office: str | None, former: bool) -> None:
    """Fill in who a person is, with the office held on the day or said by the text."""
    how, term = standing(person, day)
    draft.actor_id, draft.name, draft.gender = person.id, person.name, person.gender
    draft.country = term.country
    draft.country_by = "name"
    same: list[Term] = []
    if office:
        wanted = _post(office)
        same = [
            t for t in person.terms
            if t.office and (_post(t.office) in wanted or wanted in _post(t.office))
        ]  # fmt: skip
        if same and how in ("former", "future", "undated", "maybe"):
            term = same[-1]
            draft.country = term.country
        elif how == "in" and same and term not in same:
            # Of several offices at a time the one that the text says.
            term = next((t for t in same if held(t, day) == "in"), term)
            draft.country = term.country
    if former and how == "in" and office and _SEEKING & set(office.lower().split()):
        former = False  # the "former presidential candidate" may well hold a seat today
        office = None
    if former:
        past = _plain(office) or term.office
        draft.sectors = ["ELI"] if _governed(term) else list(term.sectors)
        draft.office = f"former {past}" if past else None
        draft.by, draft.confidence = "name", 0.95
        return
    if office and how != "in" and _SEEKING & set(office.lower().split()):
        # Who once governed and now runs for office is of the elite and of a party.
        draft.sectors = ["ELI", "PTY"] if _governed(term) and how == "former" else ["PTY"]
        draft.office, draft.by, draft.confidence = office, "name", 0.9
        return
    if office and not same and term.sectors[:1] in (("PTY",), ("OPP",)):
        told = _OF_OFFICES.get(_post(office).split()[-1])
        if told is not None:
            draft.sectors, draft.office = [told, *(s for s in term.sectors if s != told)], office
            draft.by, draft.confidence = "name", 0.85
            return
    if office:
        draft.sectors = list(term.sectors) or (["GOV"] if len(term.country) == 3 and term.country
                                               not in ("UNO", "IGO") else [])  # fmt: skip
        known = (how == "in" or bool(same)) and term.office != HEAD
        draft.office = term.office if known else office
        draft.by, draft.confidence = "name", 0.97 if how in ("in", "undated") else 0.85
        return
    if how == "in":
        draft.sectors, draft.office = list(term.sectors), term.office or None
        draft.by, draft.confidence = "name", 0.95
    elif how == "former" and not term.office:
        # Somebody without an office, after the dates that a table has.
        draft.sectors = ["ELI"] if "GOV" in term.sectors else list(term.sectors)
        draft.by, draft.confidence = "name, after the dates known", 0.7
    elif how == "former":
        draft.sectors = ["ELI"] if _governed(term) else list(term.sectors)
        draft.office = f"former {term.office}"
        draft.by, draft.confidence = "name", 0.9
    elif how == "future":
        # Who came to lead a chamber sat in it before.
        sat = term.sectors[:1] == ("LEG",) and bool(
            _LEADS_A_CHAMBER & set(term.office.lower().split())
        )
        draft.sectors, draft.office = ["LEG"] if sat else [], None
        draft.by, draft.confidence = "name, before the offices known", 0.7
    else:
        draft.sectors, draft.office = list(term.sectors), term.office or None
        told = "undated" if how == "undated" else "month or year only"
        vouched = last_vouched(term) if how == "maybe" else ""
        if vouched and day.first > vouched:
            told = f"as of {vouched}"
        draft.by, draft.confidence = f"name, office {told}", 0.75


_BODIES = frozenset(("UNO", "IGO", "EUR", "NGO"))
# What a title says of a politician whom the tables know by party alone.
_OF_OFFICES = dict.fromkeys(
    "governor mayor minister president premier chancellor secretary ambassador".split(), "GOV"
) | dict.fromkeys("senator congressman congresswoman lawmaker mp".split(), "LEG")
_LEADS_A_CHAMBER = frozenset("leader whip speaker chairman chair chairwoman".split())
_SEEKING = frozenset(
    "nominee candidate contender hopeful challenger front-runner frontrunner".split()
)


def _governed(term: Term) -> bool:
    """Whether who held this office is of the elite afterwards; a dead rebel was a rebel."""
    governing = {"GOV", "LEG", "JUD", "MIL", "COP", "SPY"}
    return not term.sectors or bool(governing & set(term.sectors)) and "REB" not in term.sectors


def _plain(office: str | None) -> str | None:
    if office is None:
        return None
    words = [w for w in office.split() if w.lower() not in _FORMER_WORDS]
    return " ".join(words) or None


_STATE_SECTORS = frozenset("GOV LEG JUD MIL COP SPY".split())
_ASPIRE = frozenset(("nominee", "appointee", "pick"))


def _agent_sectors(doc: Doc, chain: Chain, head: Unit) -> list[str]:
    agent = head.agent
    assert agent is not None
    own = list(agent.sectors)
    first = chain.units[0]
    if agent.words == ("attorney",) and first is not head and doc[head.i].text[0].isupper():
        if first.entity is not None and first.entity.id == "USA":
            return ["JUD"]  # "United States Attorney Ana Cole"
    if own[:1] == ["MIL"]:
        for unit in (*chain.units, *chain.linked):
            if (
                unit.kind == "org"
                and unit.entity is not None
                and unit.entity.sectors[:1] == ("REB",)
            ):
                return list(unit.entity.sectors)  # "a lieutenant of the Front"
    bends = agent.inherit or (own[0] if own else "") in _BENDS or agent.words[-1] in _ABUSE
    of_a_house = head.i > 0 and doc[head.i - 1].lower_ == "of"
    if (
        agent.words[-1] == "delegate"
        and head.plural
        and not of_a_house
        and _CONVENTION.search(text_of(doc))
    ):
        return ["PTY"]  # "won all 25 delegates", where a party's candidate is chosen
    if agent.inherit:
        member = next((u for u in chain.linked if agent.words[-1] == "member" and u.agent), None)
        if member is not None and member.agent is not None and member.agent.kind == "body":
            return list(member.agent.sectors)  # "Sunni members of parliament"
        sent = any(
            u.agent and u.agent.words[-1] == "delegation" for u in (*chain.units, *chain.linked)
        )
        for unit in reversed([u for u in chain.units if u is not head and u.i < head.i]):
            if unit.agent is not None and unit.agent.sectors:
                if sent and unit.agent.words[-1] == "expert":
                    break  # "the Russian expert delegation" is the state's
                return list(unit.agent.sectors)
        for unit in chain.linked:
            if unit.agent is not None and unit.agent.sectors:
                if sent and unit.agent.words[-1] == "expert" or unit.agent.words == ("people",):
                    continue  # "the great leader of the people" leads the state
                return list(unit.agent.sectors)
            if unit.kind == "org" and unit.entity is not None:
                return list(unit.entity.sectors)
            if unit.kind == "org" and _sectors_of_name(doc, unit):
                return _sectors_of_name(doc, unit)  # "secretary of the Ports Party of Togo"
        for unit in chain.units:
            if unit.kind == "org" and unit.entity is not None:
                return list(unit.entity.sectors)
        if agent.words[-1].startswith("spokes") and any(u.kind == "org" for u in chain.linked):
            return []  # who speaks for somebody unknown
    if agent.title and own[:1] == ["GOV"]:
        whose = next((u.entity for u in (*chain.units, *chain.linked)
                      if u.entity is not None and u.entity.kind in _HEADS_OF
                      and (u.entity.kind != "party" or u in chain.linked)), None)  # fmt: skip
        if whose is not None:
            # "Boeing President", "the president of Reuters"; who leads a ruling party governs too.
            return list(whose.sectors) if whose.kind == "party" else [_HEADS_OF[whose.kind]]
        # "Bar Association President", "Football Federation chief"
        before = next((u for u in chain.units if u.j == head.i), None)
        if (
            before is not None
            and before.agent is not None
            and before.agent.kind in ("group", "body", "people")
        ):
            theirs = list(before.agent.sectors)
            if theirs and not _STATE_SECTORS & set(theirs):
                return theirs
        theirs = _sectors_before(doc, chain, head)
        if theirs:
            return theirs
    if agent.words[-1] in _LAWYERS and own[:1] == ["SOC"]:
        # "White House Counsel", "ministry lawyers": of whom they work for.
        employers = (u for u in (*chain.units, *chain.linked) if u is not head)
        if any(u.kind in ("org", "agent") and _of_the_state(u) for u in employers):
            return ["GOV"]
    if agent.words[-1] in _ASPIRE and _of_a_party(doc, chain):
        return ["PTY"]  # "the Republican nominee for president"
    if agent.words[-1] in _ASPIRE and chain.linked:
        # "the nominee for ambassador": named for an office of the state, and of no party yet.
        sought = chain.linked[0].agent
        if sought is not None and sought.words[-1] in _ELECTED:
            return ["PTY"]
        if sought is not None and sought.kind == "person" and sought.sectors:
            return list(sought.sectors)
    if agent.words[-1] in ("congress", "committee", "conference") and chain.linked:
        party = chain.linked[0].entity
        if party is not None and party.kind == "party":
            return list(party.sectors)  # "the Eighth Congress of the Workers' Party"
    if agent.title and chain.linked:
        # "president of the Supreme Court": the office is that of the body presided over.
        body = chain.linked[0]
        if body.agent is not None and body.agent.kind == "body" and body.agent.sectors:
            return list(body.agent.sectors)
        if body.kind == "org" and body.entity is not None and body.entity.kind != "seat":
            return list(body.entity.sectors) or own
        if body.kind == "org" and body.entity is None and _sectors_of_name(doc, body):
            return _sectors_of_name(doc, body)  # "president of Capital Bank"
        if body.agent is not None and body.agent.kind in ("group", "people"):
            theirs = list(body.agent.sectors)
            if theirs[:1] and theirs[0] in _PRIVATE and doc[head.j].lower_ == "of":
                return theirs  # "president of the Fishing Industry Association"
    if agent.words[-1] == "worker":
        for unit in chain.units:
            if unit.entity is not None and unit.entity.kind == "party":
                return ["PTY"]  # "workers of the party", as they are called in South Asia
    more = _sectors_of_modifiers(doc, chain, head)
    if bends and more:
        return more
    for sector in more:
        if sector == "OPP" and sector not in own:
            own.append(sector)
    return own


_ELECTED = frozenset(("president", "governor", "senator", "mayor"))
_LAWYERS = frozenset(("counsel", "lawyer", "attorney"))


def _of_the_state(unit: Unit) -> bool:
    """Whether a piece is a body of the state that has lawyers of its own."""
    if unit.entity is not None:
        return unit.entity.kind in ("body", "seat") and "GOV" in unit.entity.sectors
    return unit.agent is not None and unit.agent.kind == "body" and "GOV" in unit.agent.sectors


def _of_a_party(doc: Doc, chain: Chain) -> bool:
    """Whether a party stands before the head: "the Republican nominee", "the Green Party's pick"."""
    party = any(
        u.entity is not None and u.entity.kind == "party" for u in chain.units if u.i < chain.head.i
    )
    return party or any(doc[k].text in _US_PARTIES for k in range(chain.i, chain.head.i))


_PRIVATE = frozenset("BUS SOC LAB EDU JRN MED AGR REL".split())
# Who presides over a firm or a paper governs no state.
_HEADS_OF = {"firm": "BUS", "media": "JRN", "party": "PTY"}
# Where candidates are chosen.
_CONVENTION = re.compile(
    r"\b(?:caucus|caucuses|primary|primaries|nominating convention|National Convention)\b"
)
# What a state's medium calls the forces of another: "military gangsters" are a military.
_ABUSE = frozenset("gangster bandit warmonger maniac hooligan".split())
_AIRPLANE = re.compile(r"^[a-z]{1,2}-?\d{1,3}[a-z]?s?$")
_AIRCRAFT = frozenset("air jet stealth force navy raf warplane carrier-based bomber".split())
_US_PARTIES = frozenset(("Democratic", "Republican", "GOP"))
_OTHER_PARTIES = frozenset(
    "Liberal Social Socialist Christian National Free New United People's".split()
)
_US_TALK = re.compile(
    r"U\.S\.|\bUS\b|American|White House|Washington|Trump|Biden|Obama|Capitol Hill"
)


# Members of the House of Lords, in a text that has to do with Britain.
_PEERS = frozenset(("lord", "baroness", "viscount"))
# Titles of the United States, where the text is about them ("Sen. Cho" is as well of Manila).
_US_TITLES = frozenset(("sen.", "rep.", "gov.", "congressman", "congresswoman"))


def _of_congress(doc: Doc, title: str, sectors: list[str]) -> bool:
    """ "Rep. Ana Lind", in a text that has to do with the United States and no other such state."""
    if title not in _US_TITLES or not {"LEG", "GOV"} & set(sectors):
        return False
    around = doc.user_data.get(AROUND, frozenset())
    return "USA" in around and not around & {"PHL", "NGA", "LBR"}


def _of_us_party(doc: Doc, chain: Chain) -> bool:
    """ "Democratic strategists", "GOP lawmakers", in a text on the United States."""
    named = any(
        doc[k].text in _US_PARTIES and not (k and doc[k - 1].text in _OTHER_PARTIES)
        for k in range(chain.i, chain.head.j)
    )  # fmt: skip
    if chain.head.agent is not None and chain.head.agent.words[-1] == "party":
        # "the Democratic Progressive party" is another one.
        named = named and doc[chain.head.j - 2].text in _US_PARTIES
    if "KOR" in doc.user_data.get(AROUND, frozenset()) and chain.head.agent is not None:
        named = named and chain.head.agent.words[-1] != "party"  # South Korea has one of that name
    return named and _US_TALK.search(text_of(doc)) is not None


_OFFICES_OF_STATES = frozenset(("agency", "bureau", "directorate", "inspectorate", "regulator"))
_FOR_HIRE = frozenset(
    "travel advertising rating ratings employment estate talent marketing adoption modeling modelling "
    "recruitment creative pr relations staffing detective credit booking escort dating".split()
)


def _agent_draft(doc: Doc, chain: Chain, draft: Draft) -> None:
    head = chain.head
    agent = head.agent
    assert agent is not None
    country, by, extra = _country(doc, chain)
    draft.what = "group" if agent.kind == "group" else "agent"
    draft.kind = agent.kind
    draft.noun = agent.text
    draft.plural = head.plural
    inside = {k for u in (*chain.units, *chain.linked, *chain.behind) for k in range(u.i, u.j)}
    draft.proper = any(
        doc[k].tag_ in NAME_TAGS and k not in inside for k in range(chain.i, head.i)
    )  # fmt: skip
    if country is None and _of_us_party(doc, chain):
        country, by = "USA", "party"
    draft.country, draft.country_by = country, by
    draft.sectors = _agent_sectors(doc, chain, head)
    words = [t.lower_ for t in doc[chain.i : head.j]]
    draft.former = any(w in _FORMER_WORDS for w in words)
    if draft.former and "GOV" in draft.sectors:
        draft.sectors = ["ELI"]
    orgs = [u for u in (*chain.units, *chain.linked) if u.kind == "org" and u.entity is not None]
    if agent.text == "fighter" and (_AIRCRAFT & set(words) or any(map(_AIRPLANE.match, words))):
        draft.sectors = ["MIL"]
    elif agent.text in ("fighter", "combatant") and not orgs and (country or "kurdish" in words):
        draft.sectors = ["REB"]
    if draft.sectors == ["LAB"] and agent.words[-1] in ("staff", "staffer", "employee", "aide"):
        # "White House staff", "ministry employees": of whom they work for.
        before = next((u for u in chain.units if u.j == head.i and u.entity is not None), None)
        if before is not None and before.entity is not None and "GOV" in before.entity.sectors:
            draft.sectors = ["GOV"]
        elif (
            before is not None
            and before.entity is not None
            and before.entity.kind in ("igo", "ngo")
        ):
            draft.sectors = list(before.entity.sectors)  # "UNICEF staff"
    if agent.text == "chief executive" and country in _LED_BY_EXECUTIVES:
        draft.sectors = ["GOV"]
    if agent.text == "founder" and country and chain.linked and chain.linked[-1].kind == "geo":
        draft.sectors = ["GOV"]  # "the founder of the republic of Togo"
    if (
        agent.words[-1] in _OFFICES_OF_STATES
        and not draft.sectors
        and not draft.plural
        and country
        and country not in _BODIES
        and (head.i == 0 or doc[head.i - 1].lower_ not in _FOR_HIRE)
    ):
        draft.sectors = ["GOV"]  # "the Polish anti-monopoly agency"
    if agent.text == "mission" and country and not draft.sectors and country not in _BODIES:
        draft.sectors = ["GOV"]  # "each U.S. mission"
    draft.sectors += [s for s in extra if s not in draft.sectors]
    if agent.kind == "person":
        title_from = head.i
        for unit in chain.units:
            if unit.agent is not None and unit.j == title_from:
                title_from = unit.i
        draft.office = doc.said(title_from, head.j)
        if draft.former:
            draft.office = f"former {draft.office}"
    if agent.kind == "body" and country:
        draft.actor_id = f"{country}:{agent.text.replace(' ', '-')}"
    if orgs and not country:
        draft.country = orgs[0].entity.country if orgs[0].entity else None
    if (
        not draft.country
        and chain.behind
        and agent.text.split()[-1] in ("coalition", "force", "warplane")
    ):
        unit = chain.behind[0]
        if unit.j + 1 < len(doc) and doc[unit.j + 1].lower_ == "led" and unit.entity is not None:
            draft.country, draft.country_by = unit.entity.country, "led"
    if country in ("UNO", "IGO", "EUR") and draft.sectors in (["EDU"], ["SOC"]):
        draft.sectors = []  # "UN experts", "EU observers"
    draft.by = "agent"
    draft.confidence = 0.9 if country else 0.6
    if not draft.country:
        draft.candidates = [c for u in (*chain.units, *chain.linked) for c in u.open]
    if agent.weak:
        draft.confidence -= 0.2


def _without(chain: Chain, unit: Unit) -> Chain:
    return Chain([u for u in chain.units if u is not unit], chain.head)


_NAMES_END_IN = {
    "GOV": "bureau agency authority commission directorate administration secretariat ministry",
    "EDU": "academy institute college university school",
    "BUS": "factory mill works plant corp corp. inc inc. ltd ltd. llc co. company airlines industries "
           "holdings motors pharmaceuticals enterprises brewery refinery shipyard",
    "JRN": "news times post tribune herald gazette daily tv radio television newspaper",
    "SOC": "foundation society charity trust federation association club",
    "MED": "hospital clinic",
    "REL": "church mosque temple diocese archdiocese synod",
    "JUD": "court tribunal",
    "LAB": "union",
    "PTY": "party",
    "MIL": "battalion regiment army navy",
    "AGR": "farm farms",
}  # fmt: skip
_BY_LAST_WORD = {w: s for s, words in _NAMES_END_IN.items() for w in words.split()}
_PRIVATE_NAMES = {w for w, s in _BY_LAST_WORD.items() if s in _PRIVATE}


def _sectors_before(doc: Doc, chain: Chain, head: Unit) -> list[str]:
    """What the name of a body that no table has says before a title: "Tennis Federation President"."""
    unit = next((u for u in chain.units if u.i < head.i <= u.j), None)
    if unit is not None:
        found = _sectors_of_name(doc, unit) if unit.kind == "org" and unit.entity is None else []
        return [] if _STATE_SECTORS & set(found) else found
    if head.i == 0:
        return []
    before = doc[head.i - 1]
    named = (
        before.tag_ in NAME_TAGS and before.text[0].isupper() and before.lower_ in _PRIVATE_NAMES
    )
    return [_BY_LAST_WORD[before.lower_]] if named else []


def _sectors_of_name(doc: Doc, unit: Unit) -> list[str]:
    """What the words of a name that no table has say of its bearer: "Orion Steel Works"."""
    if unit.j - unit.i < 2 or unit.ner != "ORG":
        return []
    words = [t.lower_ for t in doc[unit.i : unit.j]]
    heads = [w for w, after in pairwise(words) if after == "of"]
    return next(([_BY_LAST_WORD[w]] for w in (words[-1], *heads) if w in _BY_LAST_WORD), [])


def _entity_draft(doc: Doc, chain: Chain, draft: Draft) -> None:
    unit = chain.head
    draft.what = "geo" if unit.kind in ("geo", "region") else "org"
    if unit.open:
        draft.name, draft.candidates = doc.said(unit.i, unit.j), list(unit.open)
        draft.by, draft.confidence = "ambiguous: " + " or ".join(unit.open), 0.2
        draft.kind = "open"
        return
    if unit.entity is None:
        country, by, _ = _country(doc, chain)
        if country is None and unit.of is not None:
            country, by = unit.of.country, "name"
        draft.name = doc.said(unit.i, unit.j)
        draft.country, draft.country_by = country, by
        draft.by, draft.confidence = ("demonym", 0.6) if country else ("unresolved", 0.3)
        draft.sectors = _sectors_of_name(doc, unit)
        may_be = [] if country else bearers(names().get(fold(draft.name)))
        if len(may_be) > 1:
            draft.candidates, draft.confidence = may_be, 0.2
        return
    entity = unit.entity
    country, by, _ = _country(doc, _without(chain, unit))
    if entity.kind in ("body", "party") and country and country != entity.country:
        # A name that several states have a body of: "Burundi's National Security Council".
        draft.name, draft.country, draft.country_by = doc.said(unit.i, unit.j), country, by
        draft.sectors, draft.kind = list(entity.sectors), entity.kind
        draft.by, draft.confidence = by, 0.85
        return
    draft.actor_id, draft.name = entity.id or None, entity.name
    draft.said = draft.table_name = doc.said(unit.i, unit.j)
    draft.country = entity.country or country
    if len(chain.units) > 1 and country == entity.country:
        draft.country_by = by  # "Kenya's Supreme Court" says it itself
    draft.sectors = list(entity.sectors)
    draft.kind = entity.kind
    if entity.kind == "people":
        draft.plural = True
    how = {"adjective": "demonym", "people": "demonym", "capital": "metonym", "seat": "metonym"}
    draft.by = how.get(entity.kind, "name")
    name = doc.said(unit.i, unit.j)
    if entity.kind != "state" and name.isupper() and len(name) <= 6:
        draft.by = "acronym"
    draft.confidence = 0.95 if draft.by == "name" else 0.9


# Territories whose head is called so.
_LED_BY_EXECUTIVES = frozenset(("HKG", "MAC"))
_MEMBERS = frozenset("country state member nation ally partner".split())


def _read_group(chain: Chain) -> None:
    """ "the Hezbollah movement" is Hezbollah."""
    agent = chain.head.agent
    if agent is None or agent.kind != "group" or len(chain.units) < 2:
        return
    before = chain.units[-2]
    if before.kind == "person" and agent.text in ("office", "team", "campaign", "side"):
        chain.head = before
        return
    if before.person is not None and agent.text in ("group", "clique", "camp"):
        chain.head = before  # "the Yoon group": a leader's own people
        return
    if before.kind == "org" and before.entity is not None and chain.units[-1] is chain.head:
        one = not chain.units[-1].plural
        if one and before.entity.kind == "igo" and agent.words[-1] in _MEMBERS:
            chain.units.remove(before)  # "an EU country" is one of many, and not the Union
            return
        chain.head = before


def draft_of(doc: Doc, chain: Chain, day: Day) -> Draft:
    """The draft of one chain."""
    _read_group(chain)
    while doc[chain.i].text in "-–" and chain.i + 1 < chain.j:
        chain.i += 1
    first, last = doc[chain.i], doc[chain.j - 1]
    start = min(first.idx, chain.units[0].start) if chain.i == chain.units[0].i else first.idx
    if chain.i == chain.units[0].i and not chain.behind:
        start = chain.units[0].start
    tail = max((*chain.units, *chain.linked, *chain.toward), key=lambda u: u.j)
    end = tail.end if tail.j == chain.j else last.idx + len(last.text)
    draft = Draft(
        chain.i,
        chain.j,
        start,
        end,
        root_of(doc, chain.head.i, chain.head.j).i,
        "agent",
        chain=chain,
        behind=bool(chain.behind),
    )
    if chain.head.kind == "person":
        _person_draft(doc, chain, draft, day)
    elif chain.head.kind == "agent":
        _agent_draft(doc, chain, draft)
    else:
        _entity_draft(doc, chain, draft)
    return draft
