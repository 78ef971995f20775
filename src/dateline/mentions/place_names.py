"""Which names in a text are those of places, told by the words around them and by their labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from dateline.knowledge.context import current
from dateline.knowledge.folding import fold
from dateline.knowledge.places import Spot, spots

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

LONGEST = 6
_LINKS = frozenset({"of", "the", "and", "-", "–", "de", "del", "la", "al", "el", "'s", "’s", "&", ".",
                    "upon", "on", "du", "des", "le", "les", "da", "do", "e", "y", "'", "’", "di", "und"})  # fmt: skip
_GENERIC_ENDS = frozenset({"peninsula", "region", "strait", "sea", "islands", "island", "state",
                           "province", "crossing", "corridor", "plant", "plateau", "valley",
                           "industrial", "complex", "airbase", "base", "canal", "strip", "gulf"})  # fmt: skip
REGION_WORDS = frozenset({"province", "region", "oblast", "governorate", "state", "county", "district",
                          "prefecture", "department", "territory", "parish", "krai", "republic"})  # fmt: skip
LOCATIVE = frozenset({"in", "at", "near", "from", "to", "outside", "inside", "around", "across",
                      "throughout", "toward", "towards", "into", "off", "over", "between",
                      "within", "through", "via", "onto", "beyond", "along", "north", "south", "east",
                      "west", "northeast", "northwest", "southeast", "southwest", "downtown", "of"})  # fmt: skip
_DIRECTIONS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western",
                         "central", "downtown", "greater", "upper", "lower", "northeast", "northwest",
                         "southeast", "southwest", "northeastern", "northwestern", "southeastern",
                         "southwestern", "inner", "mid", "occupied", "mainland", "metro", "suburban",
                         "rural", "nearby", "neighboring", "neighbouring", "old", "port", "city"})  # fmt: skip
_TITLES = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "lady",
                     "judge", "officer", "sgt.", "lt.", "capt.", "gen.", "sen.", "rep.", "gov.",
                     "president", "minister", "rev.", "coach", "prof.", "det.", "sheriff", "senator",
                     "king", "queen", "prince", "princess", "captain", "colonel", "general", "justice"})  # fmt: skip
_NOT_PLACES = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
     "February", "March", "April", "May", "June", "July", "August", "September", "October",
     "November", "December", "God", "Of", "The", "Police", "Internet", "Web", "University", "County",
     "City", "Park", "School", "Street", "Union", "Central", "North", "South", "East", "West",
     "Republic", "Democrat", "Parliament", "Congress", "Senate", "House", "Court", "Bank", "Church",
     "Islam", "Google", "Facebook", "Twitter", "Apple", "Young", "Most", "Many", "Man", "Same",
     "Sale", "Enterprise", "Liberal", "Progress", "Independence", "Hope", "Church Street", "High Street",
     "Main", "Center", "Centre", "Media", "Mobile Phone", "Federal", "Police Station", "Hall",
     "Christmas", "Easter", "Bay", "Lake", "River", "Mount", "Island", "Coast", "Border", "Green",
     "Orange", "Royal", "Universal", "Justice", "Military", "Army", "Navy", "Marine", "General",
     "Best", "Story", "Price", "Obama", "Bush", "Clinton County Sheriff", "Wa", "Ho", "Bo", "Van",
     "As", "Al", "La", "El", "San", "St.", "Santa", "New", "Republican", "Democratic", "Yes",
     "Mars", "Earth", "Jupiter", "Venus", "Mercury", "Saturn", "Neptune", "Moon", "Molotov", "Corona",
     "Council", "Lao", "Free", "Egg", "Drug", "Human", "Red", "Pope", "Magnet", "Monster", "Toyota",
     "Pontiac", "College", "Institute", "Gates", "Section", "Home", "Kong", "Wilderness", "Ridge",
     "Valley", "Northeast", "Northwest", "Southeast", "Southwest", "Western", "Eastern", "Northern",
     "Southern", "Downtown", "Gulf", "Lincoln Memorial", "Academy", "Security", "Council of", "Club",
     "Long", "Time", "Times", "Post", "Journal", "Tribune", "Herald", "Sun", "Star"}
)  # fmt: skip
_STATE_CODES: dict[str, str] = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts",
    "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana",
    "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico",
    "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
_STATES = frozenset(_STATE_CODES.values())


class Candidate(NamedTuple):
    """A stretch of tokens that may name a place, with all that it may mean."""

    start: int
    end: int
    name: str
    spots: tuple[Spot, ...]
    within: str | None  # the containing place that the text gives: "Texas" in "Paris, Texas"
    as_region: bool  # "Donetsk region"


def candidates(doc: Doc) -> list[Candidate]:
    """The names of places, longest first at each word, those of people and firms left out.

    A name that was doubtful where it stood is taken after all when it was surely a place elsewhere.
    """
    out: list[Candidate] = []
    doubtful: list[Candidate] = []
    lowered = _lower_words(doc)
    tokens = list(doc)
    texts = [t.text for t in tokens]
    i = 0
    while i < len(tokens):
        first = texts[i]
        if not (first[:1].isupper() or first[:3] in ("al-", "el-")):
            i += 1
            continue
        width, known = _longest(doc, texts, i)
        if width == 0:
            unknown = _unknown(tokens, i)
            if unknown:
                out.append(unknown)
                i = unknown.end
            else:
                i += 1
            continue
        whole = _whole_unknown(tokens, i, i + width, known)
        if whole is not None:
            out.append(whole)
            i = whole.end
            continue
        candidate = _read(tokens, i, i + width, known)
        verdict = _judge(tokens, candidate, lowered)
        if verdict == "place":
            out.append(candidate)
        elif verdict == "doubtful":
            doubtful.append(candidate)
        i = candidate.end
    sure = {c.name for c in out}
    out += [c for c in doubtful if c.name in sure]
    return _in_lists(sorted(out), tokens)


def _in_lists(found: list[Candidate], tokens: list[Token]) -> list[Candidate]:
    """ "Ohio, New York and Georgia": a name among regions names a region if it can."""
    out = list(found)
    for k, c in enumerate(found):
        if c.as_region or not any(s.kind == "region" and s.written for s in c.spots):
            continue
        for other in found[max(0, k - 1) : k] + found[k + 1 : k + 2]:
            low, high = sorted((c, other))
            between = {t.text for t in tokens[low.end : high.start]}
            if between <= {",", "and", "or"} and "," in between and c.name in _STATES:
                if (
                    other.name in _STATES
                    and other.name not in _CITY_STATES
                    and c.within != other.name
                ):
                    out[k] = c._replace(as_region=True)
    return out


def _read(tokens: list[Token], i: int, j: int, known: tuple[Spot, ...]) -> Candidate:
    """The candidate of tokens `i` to `j`, with "Province" or "counties" after it understood."""
    name = tokens[i].doc.said(i, j).replace("\n", " ")
    word = tokens[j].text if j < len(tokens) else ""
    as_region = word.lower() in REGION_WORDS
    if as_region:
        more = spots(f"{name} {word.title()}")
        known = (*(s for s in more if s not in known), *known)
        if word[:1].isupper():
            j += 1
    elif word in (",", "and"):
        for t in tokens[j : j + 24]:
            if t.lower_ in _REGION_PLURALS:
                as_region = True
                known = (*known, *spots(f"{name} {_REGION_PLURALS[t.lower_]}"))
            if t.text not in (",", "and") and not t.text[:1].isupper():
                break
    return Candidate(i, j, name, known, _container(tokens, j), as_region)


def _whole_unknown(
    tokens: list[Token], i: int, j: int, known: tuple[Spot, ...]
) -> Candidate | None:
    """A longer name that no table knows ("Abu Shok") where the tables only know its first word."""
    first = tokens[i]
    if first.ent_type_ not in ("GPE", "LOC", "FAC") or any(s.written for s in known):
        return None
    end = j
    while (
        end < len(tokens)
        and tokens[end].ent_iob_ == "I"
        and tokens[end].ent_type_ == first.ent_type_
    ):
        end += 1
    if end == j or tokens[j].lower_ in REGION_WORDS or not tokens[end - 1].text[:1].isupper():
        return None
    rest = {t.text for t in tokens[j:end]}
    if rest & {",", "(", "City", "'s", "’s", "and"} or max(s.population for s in known) > 300_000:
        return None
    return Candidate(i, end, first.doc.said(i, end), (), _container(tokens, end), False)


def _lower_words(doc: Doc) -> set[str]:
    return {t.text for t in doc if t.is_lower and t.is_alpha}


def _longest(doc: Doc, texts: list[str], i: int) -> tuple[int, tuple[Spot, ...]]:
    best: tuple[int, tuple[Spot, ...]] = (0, ())
    limit = min(len(texts), i + LONGEST)
    for j in range(i + 1, limit + 1):
        last = texts[j - 1]
        if j - 1 > i and not last[:1].isupper() and last not in _LINKS:
            if last not in _GENERIC_ENDS:
                break
        if last.isspace() or last in (",", ";", ":", "(", ")", '"'):
            break
        if last in _LINKS and not last.startswith("."):
            continue
        name = doc.said(i, j).replace("\n", " ")
        found = spots(name)
        if not found and j - i == 1 and name.isupper() and len(name) > 3:
            found = spots(name.title())  # datelines and headlines in capitals
        elif not found and name.isupper() and len(name) > 5:
            found = spots(name.title())
        if found:
            best = (j - i, found)
    return best


def _judge(
    tokens: list[Token], c: Candidate, lowered: set[str]
) -> Literal["place", "doubtful", "no"]:
    """Whether a candidate is a place here, or the name of a person, a firm, or a mere word."""
    i, j, known, within = c.start, c.end, c.spots, c.within
    first = tokens[i]
    if c.name in _NOT_PLACES or (len(c.name) < 3 and not known[0].written):
        return "no"
    before = tokens[i - 1] if i else None
    after = tokens[j] if j < len(tokens) else None
    if c.name == "Summit" and before is not None and before.lower_ == "the":
        return "no"  # "the Summit of the Americas"; "Summit, New Jersey" is a town
    label = first.ent_type_
    size = max(s.population for s in known)
    written = any(s.written for s in known)
    locative = before is not None and (
        before.lower_ in LOCATIVE
        or (before.lower_ == "the" and i > 1 and tokens[i - 2].lower_ in LOCATIVE)
        or before.lower_ in _DIRECTIONS
    )
    local = after is not None and (
        after.lower_ in _LOCALS
        or after.text in ("–", "—", "--")
        and c.name.isupper()
        or before is not None
        and before.text == "-"
        and i > 1
        and tokens[i - 2].text in ("R", "D")
    )
    if c.name.isupper() and not spots(c.name) and not (local or within or first.is_sent_start):
        return "no"  # an abbreviation that spells a town
    if label == "NORP" and not written:
        return "no"
    if (
        label in ("PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW")
        or first.pos_ == "PROPN"
    ):
        if _name_of_other(tokens, i, j, locative, bool(within), written):
            return "no"
    if label in ("DATE", "TIME", "CARDINAL", "MONEY", "LANGUAGE", "ORDINAL", "PERCENT", "QUANTITY"):
        return "no"
    if j - i == 1:
        if first.pos_ not in ("PROPN", "NOUN", "ADJ", "X") and not written and not locative:
            return "doubtful"
        if first.text.lower() in lowered and not (written or locative or within or size > 300_000):
            return "no"
        if first.is_sent_start and first.pos_ != "PROPN" and not written:
            return "doubtful"
    if label == "PERSON" and not (
        within or (locative and (size > 100_000 or written)) or (written and j - i > 1)
    ):
        if not (written and before is not None and before.text in (",", "and", "(")):
            return "no"
    if (
        label in ("GPE", "LOC", "FAC")
        or within
        or c.as_region
        or written
        or (local and label != "PERSON")
    ):
        return "place"
    of_what = tokens[i - 2].lower_ if before is not None and before.lower_ == "of" and i > 1 else ""
    if label == "ORG" and before is not None and before.lower_ == "of":
        if of_what not in SETTLEMENTS:
            return "no"  # University of Rouen
    if label == "ORG" and (of_what in SETTLEMENTS or _tells_country(c)):
        return "place"
    if label == "ORG" and not locative and size < 1_000_000:
        return "doubtful"
    if not locative and size < 100_000:
        return "doubtful"
    if locative and before is not None and before.lower_ == "of" and size < 20_000:
        return "doubtful"
    return "place"


SETTLEMENTS = frozenset("town city village port capital district province region suburb".split())


def _tells_country(c: Candidate) -> bool:
    """Whether the actors' tables have the name as a town or region of one country only."""
    named = current().names.get(fold(c.name))
    entity = named.entity if named is not None else None
    return (
        entity is not None
        and entity.kind == "region"
        and any(s.country == entity.country for s in c.spots)
    )


_LOCALS = frozenset({"man", "woman", "men", "women", "resident", "residents", "couple", "teen", "boy",
                     "girl", "police", "firefighters", "mayor", "airport", "teenager", "family",
                     "native", "hospital", "prison", "courthouse", "suburb", "suburbs"})  # fmt: skip
_REGION_PLURALS = {"counties": "County", "provinces": "Province", "parishes": "Parish",
                   "districts": "District", "regions": "Region", "oblasts": "Oblast"}  # fmt: skip
_CITY_STATES = frozenset({"New York", "Washington", "Georgia"})


def _name_of_other(
    tokens: list[Token], i: int, j: int, locative: bool, within: bool, written: bool
) -> bool:
    """Whether the name is part of a longer one: a person's, a paper's, a club's."""
    first = tokens[i]
    before = tokens[i - 1] if i else None
    after = tokens[j] if j < len(tokens) else None
    if before is not None and not before.is_space and before.text[:1].isupper():
        if before.lower_.rstrip(".") in ("mr", "mrs", "ms", "dr", "sgt", "capt", "lt"):
            return True
        if before.lower_ in _TITLES and first.ent_type_ != "GPE":
            return True
        if (
            before.pos_ == "PROPN"
            and before.lower_ not in _DIRECTIONS
            and before.ent_type_ in ("PERSON", "ORG", "WORK_OF_ART", "FAC", "")
            and before.ent_type_ == first.ent_type_
            and not spots(before.text)
            and first.ent_type_ in ("PERSON", "WORK_OF_ART")
        ):
            return True
    if (
        after is not None
        and after.text[:1].isupper()
        and after.pos_ == "PROPN"
        and not after.is_sent_start
    ):
        if first.ent_type_ == "PERSON" and after.ent_type_ == "PERSON" and first.ent_iob_ == "B":
            return True
        if (
            first.ent_type_ in ("ORG", "WORK_OF_ART", "PRODUCT")
            and after.ent_type_ == first.ent_type_
        ):
            return after.ent_iob_ == "I" and after.text in _PAPERS
    return False


_PAPERS = frozenset({"Post", "Times", "Journal", "Tribune", "Herald", "Examiner", "Daily", "Mail",
                     "Gazette", "Observer", "Chronicle", "Telegraph", "Globe", "News", "Press",
                     "Inquirer", "Dispatch", "Guardian", "Star", "Sun", "Monitor", "Review"})  # fmt: skip


def _container(tokens: list[Token], j: int) -> str | None:
    """The place that the text says contains the one that ends at `j`: ", Texas", ", (Iraq)"."""
    if j + 1 >= len(tokens) or tokens[j].text not in (",", "("):
        return None
    for width in (3, 2, 1):
        if j + 1 + width > len(tokens):
            continue
        name = tokens[j].doc.said(j + 1, j + 1 + width).replace("\n", " ")
        if width == 1 and name.rstrip(".") in _STATE_CODES and name.isupper():
            return _STATE_CODES[name.rstrip(".")]
        if any(s.kind in ("country", "region", "county") for s in spots(name)):
            return name
    return None


def _unknown(tokens: list[Token], i: int) -> Candidate | None:
    """A place by the parser's label and its preposition that no table knows."""
    token = tokens[i]
    if token.ent_type_ not in ("GPE", "LOC") or token.ent_iob_ != "B" or i == 0:
        return None
    if tokens[i - 1].lower_ not in LOCATIVE - {"of", "to", "from", "over"}:
        return None
    j = i + 1
    while j < len(tokens) and tokens[j].ent_iob_ == "I":
        j += 1
    name = token.doc.said(i, j)
    if not re.search(r"[A-Z][a-z]", name):
        return None
    return Candidate(i, j, name, (), _container(tokens, j), False)
