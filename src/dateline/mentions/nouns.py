"""Pieces that are common nouns which act: "ministry", "gunmen", with the field of an office taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge.agents import agent_ending, is_last_word
from dateline.mentions.given_names import gender_of_name
from dateline.mentions.pieces import HONORIFICS, NAME_TAGS, NOUN_TAGS, Unit, singular
from dateline.mentions.things import is_thing, things_here

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token


_OF_GENERALS = frozenset(("attorneys", "governors", "secretaries", "solicitors"))
_AFTER_HYPHEN = frozenset(("general", "elect", "designate", "large"))
_ONE_ONLY = frozenset(("speaker", "secretary", "general staff", "diet", "assembly"))
_LETTERS = frozenset(("ngo", "mp", "ceo", "idp", "mep", "pd"))
_ALWAYS_MANY = frozenset(("police", "people", "infantry", "gendarmerie"))


# Titles and callings that are surnames as well.
_SURNAMES = frozenset(
    "king queen prince bishop pope judge dean major marshal sheriff abbot pastor cardinal monk priest "
    "driver farmer baker sailor shepherd miner page fisher cook mason carpenter porter gardener "
    "cleaner duke baron knight squire archer rector vicar deacon parish winner forester logger ranger "
    "warden peer painter".split()
)


def _the_house(doc: Doc, token: Token) -> bool:
    """ "the House voted": the chamber, not a building and not a part of a longer name."""
    before = doc[token.i - 1] if token.i else None
    if token.text != "House" or before is None:
        return False
    told = before.lower_ in ("the", "u.s.", "us", "full", "entire") or before.tag_ == "POS"
    led = before.lower_ in ("led", "controlled", "run", "held", "dominated")
    if not (told or led or before.lower_.endswith(("-led", "-controlled", "-run", "-held"))):
        return False
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return after is None or not (
        after.text[0].isupper() or after.lower_ == "of" or after.text == "-"
    )


def _is_a_surname(doc: Doc, token: Token, word: str) -> bool:
    """ "Rodney King", "King and Weeks": a title's word that is somebody's name."""
    if word not in _SURNAMES or token.tag_ not in NAME_TAGS or token.text.isupper():
        return False
    before = doc[token.i - 1] if token.i else None
    if token.ent_type_ == "PERSON" and token.ent_iob_ == "I" and before is not None:
        # The last word of a name: "Steve Peers"; but "Dr. General …" goes on.
        ends = token.i + 1 >= len(doc) or doc[token.i + 1].ent_iob_ != "I"
        title = before.lower_ in HONORIFICS or is_last_word(before.lower_)
        if ends and not title and before.tag_ in NAME_TAGS:
            return True
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if after is not None and (after.tag_ in NAME_TAGS or after.lower_ in ("of", "for", "-")):
        return False
    if before is not None and (
        before.tag_ in ("DT", "PRP$", "POS", "JJ", "CD") or before.tag_ in NAME_TAGS
    ):
        return False
    return not token.is_sent_start or (after is not None and after.lower_ == "and")


_CONDITIONS = frozenset(
    "emergency affairs mind war health alert siege calamity disaster art play shock flux limbo chaos "
    "crisis readiness alarm panic confusion decay disrepair paralysis exception peace nature being".split()
)


def _condition(doc: Doc, token: Token) -> bool:
    """ "a state of emergency", "the State of the Union": no state that acts."""
    after = [t.lower_ for t in doc[token.i + 1 : token.i + 4]]
    if not after or after[0] != "of":
        return False
    rest = [w for w in after[1:] if w not in ("the", "high", "national")]
    return after[1:] == ["the", "union"] or bool(rest) and rest[0] in _CONDITIONS


def _mere_modifier(doc: Doc, token: Token) -> bool:
    """ "personnel administration", "anti-personnel mines": no people."""
    hyphen = token.i > 0 and doc[token.i - 1].text == "-"
    return hyphen or token.dep_ == "compound" and token.head.i == token.i + 1


def _middle_of_a_name(doc: Doc, token: Token) -> bool:
    """ "Kim **Man** Jo": a word inside a name of three that the recogniser saw whole."""
    if token.ent_type_ != "PERSON" or token.ent_iob_ != "I" or not token.text.istitle():
        return False
    before, after = doc[token.i - 1], doc[token.i + 1] if token.i + 1 < len(doc) else None
    inside = after is not None and after.ent_iob_ == "I" and after.tag_ in NAME_TAGS
    return inside and before.ent_iob_ == "B" and before.tag_ in NAME_TAGS and not (
        is_last_word(before.lower_) or before.lower_ in HONORIFICS
    )  # fmt: skip


def _to_a_treaty(doc: Doc, token: Token) -> bool:
    """ "the States Parties", "the Conference of the Parties": those whom a treaty binds."""
    before = doc[token.i - 1].lower_ if token.i else ""
    capital = (
        token.text == "Parties" and not token.is_sent_start and before in ("the", "all", "both")
    )
    return capital or before in ("state", "states", "contracting", "signatory")


def _member_of(doc: Doc, token: Token) -> bool:
    """ "Ana Roca, member of the National Assembly": one of a body, said of somebody."""
    after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    return token.lower_ == "member" and after == "of" and token.dep_ in ("appos", "attr")


# Crowds whose word is an adjective in the names of bodies: "the National Ports Agency".
_ADJECTIVES = frozenset(
    "national public foreign military student press media family child veteran worker consumer voter "
    "youth community minority immigrant refugee woman civilian local".split()
)


def _begins_a_name(doc: Doc, token: Token, word: str) -> bool:
    """Whether the word only begins a longer name that the recogniser saw whole."""
    if word not in _ADJECTIVES or token.tag_ not in NAME_TAGS or token.ent_type_ != "ORG":
        return False
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return after is not None and after.ent_iob_ == "I" and after.tag_ in NAME_TAGS


def _is_a_given_name(doc: Doc, token: Token) -> bool:
    """ "**Christian** Okello": a given name before a family name, in what the recogniser holds for a person."""
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    person = token.ent_type_ == "PERSON" and token.ent_iob_ == "B"
    return bool(
        person and gender_of_name(token.text) and after is not None and after.ent_iob_ == "I"
        and after.text.istitle()
    )  # fmt: skip


def agent_units(doc: Doc, taken: bytearray) -> list[Unit]:
    found: list[Unit] = []
    here = things_here(doc)
    for token in reversed(doc):
        if taken[token.i]:
            continue
        if token.tag_ not in NOUN_TAGS and not (
            token.lower_ in _AFTER_HYPHEN and token.i > 1
            and (doc[token.i - 1].text == "-" or doc[token.i - 1].lower_ in _OF_GENERALS)
        ):  # fmt: skip
            continue
        word = singular(token)
        if not is_last_word(word):
            if not is_last_word(token.lower_):
                continue
            word = token.lower_
        first = max(token.sent.start, token.i - 6)
        # "the House Speaker" where "House" is taken: the shorter phrase is left.
        for k in range(token.i - 1, first - 1, -1):
            if taken[k]:
                first = k + 1
                break
        before = [t.lower_.replace("’", "'") for t in doc[first : token.i]]
        agent = agent_ending(word, before)
        if agent is None and word != token.lower_ and is_last_word(token.lower_):
            agent, word = agent_ending(token.lower_, before), token.lower_  # "board of supervisors"
        if agent is not None and agent.words == ("house",) and not _the_house(doc, token):
            continue
        if agent is not None and len(agent.words) == 1 and (
            _is_a_surname(doc, token, word) or _begins_a_name(doc, token, word)
            or _is_a_given_name(doc, token)
        ):  # fmt: skip
            continue
        if agent is not None and len(agent.words) == 1 and is_thing(doc, token, word, here):
            continue
        if agent is not None and agent.words == ("party",) and _to_a_treaty(doc, token):
            continue
        if word == "personnel" and _mere_modifier(doc, token):
            continue
        if agent is not None and len(agent.words) == 1 and _middle_of_a_name(doc, token):
            continue
        if word == "state" and agent is not None and _condition(doc, token):
            continue
        if agent is None or (word in _LETTERS and not token.text[:2].isupper()):
            continue
        if token.tag_ in NAME_TAGS and token.i + 2 < len(doc) and doc[token.i + 1].tag_ == "POS" and (
            doc[token.i + 2].tag_ in NAME_TAGS
        ):  # fmt: skip
            continue  # "the People's Committee", "a Workers' Party"
        i = token.i - len(agent.words) + 1
        if any(taken[k] for k in range(i, token.i + 1)):
            continue
        plural = token.lower_ != agent.words[-1] or word in _ALWAYS_MANY
        if agent.plural_only and not plural and not _member_of(doc, token):
            continue
        if plural and agent.text in _ONE_ONLY and not (
            word == "secretary" and doc[min(token.i + 1, len(doc) - 1)].lower_ == "of"
        ):  # fmt: skip
            continue
        if word == "foundation" and token.text.islower() and token.i + 1 < len(doc) and (
            doc[token.i + 1].lower_ == "of"
        ):  # fmt: skip
            continue  # "the anniversary of the foundation of the republic"
        end = token.idx + len(token.text)
        for k in range(i, token.i + 1):
            taken[k] = 1
        found.append(Unit(i, token.i + 1, doc[i].idx, end, "agent", agent=agent, plural=plural))
    return found


_WITH_PORTFOLIO = frozenset(
    "ministry minister department office bureau directorate secretary secretariat committee "
    "commission agency council administration undersecretary commissioner subcommittee court "
    "institute academy university college school authority board director adviser advisor "
    "counselor counsellor official representative coordinator inspector centre center division".split()
)
_OFFICES = frozenset(("office", "bureau", "agency", "commission", "directorate", "division"))
_OF_FIELD = frozenset(("of", "for", "on", "to"))
_INSIDE = frozenset(("and", "of", "the", "for", "&", ",", "in", "on"))
_NOT_FIELDS = frozenset(("PERSON", "GPE", "DATE", "TIME"))


def _with_portfolio(words: tuple[str, ...]) -> bool:
    # "Assistant Secretary of State for Population, Refugees, and Migration"
    return words[-1] in _WITH_PORTFOLIO or words[-3:] == ("secretary", "of", "state")


def _with_office(words: tuple[str, ...]) -> bool:
    return bool(_WITH_PORTFOLIO & set(words)) or "minister" in words


def _hangs_on(doc: Doc, i: int, prep: int) -> bool:
    token = doc[i]
    for _ in range(7):
        if token.i == prep:
            return True
        token = token.head
    return False


def _field_in_capitals(doc: Doc, unit: Unit) -> bool:
    """ "vice-minister of Foreign Trade": the title in small letters, its field not."""
    words = unit.agent.words if unit.agent is not None else ()
    if "minister" not in words or doc[unit.j + 1].ent_type_ in _NOT_FIELDS:
        return False
    after = ("of", "for") if words[-1] == "minister" else ("and", ",", "&")
    field = words[-1] == "minister" or doc[unit.j - 1].text[0].isupper()
    return field and doc[unit.j].lower_ in after and doc[unit.j + 1].text[0].isupper()


_JOINED_FIELDS = frozenset(
    "trade development commerce cooperation industry defence defense".split()
)


def _split_titles(doc: Doc, agents: list[Unit]) -> None:
    """ "the Ministry of Foreign Affairs and Trade Secretary": the field is the ministry's, not a title's."""
    by_end = {u.j: u for u in agents}
    for unit in agents:
        body = by_end.get(unit.i - 1)
        if unit.agent is None or len(unit.agent.words) < 2 or unit.plural or body is None:
            continue
        if unit.agent.words[0] not in _JOINED_FIELDS or not doc[unit.i].text[0].isupper():
            continue
        if body.agent is None or body.agent.kind != "body" or doc[body.j].lower_ != "and":
            continue
        if (
            body.agent.words[0] not in ("ministry", "department")
            or not doc[body.i].text[0].isupper()
        ):
            continue
        title = agent_ending(unit.agent.words[-1], [])
        if title is None or title.kind != "person":
            continue
        field = unit.i + len(unit.agent.words) - 1
        body.j, body.end = field, doc[field - 1].idx + len(doc[field - 1].text)
        unit.i, unit.start, unit.agent = field, doc[field].idx, title


def take_portfolios(doc: Doc, agents: list[Unit], taken: bytearray) -> None:
    """ "the Ministry of Mines and Steel", "Under Secretary for Arms Control": the field belongs in."""
    # "Public" in "Bureau of Public Works" is no crowd.
    mere = {k: u for u in agents if u.agent and u.agent.kind in ("people", "group")
            for k in range(u.i, u.j)}  # fmt: skip
    gone: set[int] = set()
    _split_titles(doc, agents)
    for unit in sorted(agents, key=lambda u: u.i):
        if id(unit) in gone or unit.agent is None or unit.plural:
            continue
        k = unit.j
        if [t.lower_ for t in doc[k : k + 2]] in (["ad", "interim"], ["a.i", "."], ["ad", "hoc"]):
            unit.j, unit.end = k + 2, doc[k + 1].idx + len(doc[k + 1].text)
            taken[k : k + 2] = b"\1\1"
            continue
        if k + 1 >= len(doc) or not (
            doc[unit.i].text[0].isupper() or _field_in_capitals(doc, unit)
        ):
            continue
        body, words = unit.agent.kind != "person", unit.agent.words
        if _with_portfolio(words) and doc[k].lower_ in _OF_FIELD:
            prep = k
            end = k = k + 1
        elif {"of", "for"} & set(words) and _with_office(words) and (
            doc[k].lower_ in (",", "and", "&")
        ):  # fmt: skip
            # "the Ministry of Trade" + ", Industry and Energy"
            prep = next(t.i for t in doc[unit.i : unit.j] if t.lower_ in ("of", "for"))
            end = k
        else:
            continue
        while (
            k < len(doc)
            and k - unit.j < 10
            and (not taken[k] or k in mere)
            and not doc[k].is_sent_start
        ):
            token = doc[k]
            if token.text[0].isupper() and token.is_alpha and (
                token.ent_type_ not in _NOT_FIELDS and token.pos_ in ("PROPN", "NOUN", "ADJ", "VERB")
                and (_hangs_on(doc, k, prep) or (body and token.ent_iob_ == "I"))
            ):  # fmt: skip
                end = k + 1
            elif token.lower_ not in _INSIDE:
                break
            k += 1
        # A list that only shares its last comma is not one field: "the Ministry of Health, Oxfam".
        while end > unit.j and any(t.text == "," for t in doc[unit.j : end]) and (
            doc[end - 1].i == end - 1 and "and" not in [t.lower_ for t in doc[unit.j : end]]
        ):  # fmt: skip
            end = next(t.i for t in doc[unit.j : end] if t.text == ",")
        if end <= unit.j + 1 or doc[end - 1].ent_type_ == "PERSON":
            continue
        gone |= {id(mere[n]) for n in range(unit.j, end) if n in mere}
        unit.j, unit.end = end, doc[end - 1].idx + len(doc[end - 1].text)
        if unit.agent.kind == "group":
            # "the Bureau of Mines", "the Committee for Ports": no mere group.
            office = unit.agent.words[-1] in _OFFICES
            unit.agent = unit.agent._replace(kind="body", sectors=("GOV",) if office else ())
        for n in range(unit.i, end):
            taken[n] = 1
    agents[:] = [u for u in agents if id(u) not in gone]
