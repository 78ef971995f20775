"""The dateline: place, date and agency that open an agency story and are not a sentence.

    SEOUL, July 3 (Reuters) —     WASHINGTON (AP) -        PARIS, 3 Jan. /TASS/.
    KYIV, Ukraine –               Pyongyang, July 3 (KCNA) --       MOSCOW. June 5 (Interfax) -
    New Delhi [India], July 3 (ANI):          Seoul, South Korea CNN —          (Reuters) -

A dateline ends in a mark (dash, colon, the closing slash or parenthesis of the agency) and what
follows begins a sentence. The fewer parts it has, the more is asked of the rest, so that "Trump —
who never went — …" stays a sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.articles import sources
from dateline.intake.tables import toml_table
from dateline.records import Dateline

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_DATE = (
    rf"{_WEEKDAY}(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d\d)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+(?:19|20)\d\d)?)"
)
_CAP = r"[A-ZÀ-ÖØ-ÞĀŁŚŞŽİ][\w'’.-]*"
_NAME = rf"{_CAP}(?:[ /](?:{_CAP}|de|da|do|del|la|le|al|el|am|an|der|of|the|and|on|upon|au|aux))*"
_PLACE = rf"{_NAME}(?:,\s+(?!{_DATE}){_NAME}){{0,2}}(?:\s*\[{_NAME}\])?"
_AGENCY = (
    r"(?:\((?P<paren>[^()\n]{2,60})\)|/(?P<slash>[^/\n]{2,40})/|\[(?P<bracket>[^\[\]\n]{2,30})\])"
)
_DASH = r"(?:\s*(?:—|–|―|--+|−)\s*|\s+-\s+|-\s+(?=[A-ZÀ-Þ\"“'‘]))"

_FULL = re.compile(
    rf"(?P<place>{_PLACE})(?:(?:,|\.|\s[|–-])\s*|\s+)(?:(?P<date>{_DATE})[,.]?\s*)?{_AGENCY}"
    rf"(?P<end>{_DASH}|\s*[:.]\s*|\s+)"
)
_DATED = re.compile(
    rf"(?P<place>{_PLACE})(?:,|\.)\s*(?P<date>{_DATE})(?P<end>{_DASH}|\s*:\s+|\s*\Z)"
)
_COLON = re.compile(rf"(?P<place>{_PLACE})(?P<end>:\s+)")
_BARE = re.compile(rf"(?P<place>{_PLACE})(?P<end>{_DASH})")
_NAMED = re.compile(
    rf"(?:(?P<place>{_PLACE})[\s,]+)?(?P<named>[A-Z][A-Za-z/-]{{1,14}}(?: [A-Z][a-z]+)?)(?P<end>{_DASH})"
)
_ONLY_AGENCY = re.compile(rf"{_AGENCY}(?P<end>{_DASH})")
_NO_PLACE = re.compile(
    r"(?:On|In|At|By|From|Since|Until|After|Before|As|For|With|To|It|He|She|They|We|You|I|This|That"
    r"|An?|And|But|If|When|While|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\b"
)
_HEAD_CHARS = 160
_OPENERS = "\"“”'‘’«([$£€¥"


def find_dateline(text: str, spans: list[tuple[int, int]]) -> Dateline | None:
    """The dateline of a story, in one of its first paragraphs; None where there is none.

    Args:
        text: the story.
        spans: its paragraphs; only the first three are looked at, for a lead-in may stand above.
    """
    for start, end in spans[:3]:
        found = _at(text, start, end)
        if found is not None:
            return found
    return None


def _at(text: str, start: int, end: int) -> Dateline | None:
    head = text[start : min(end, start + _HEAD_CHARS)]
    lead = len(head) - len(head.lstrip(" \t\u00a0"))
    head = head[lead:]
    start += lead
    for pattern, judge in (
        (_FULL, _full_holds),
        (_ONLY_AGENCY, _full_holds),
        (_DATED, _dated_holds),
        (_NAMED, _named_holds),
        (_BARE, _bare_holds),
        (_COLON, _colon_holds),
    ):
        found = pattern.match(head)
        if not found:
            continue
        after = text[start + found.end() : end]
        if _NO_PLACE.match(head) or not judge(found, after):
            continue
        stop = start + found.end()
        return Dateline(
            text=text[start:stop].strip(),
            place=_group(found, "place"),
            date=_group(found, "date"),
            agency=agency_of(found),
            start=start,
            end=stop,
        )
    return None


def _group(found: re.Match[str], name: str) -> str | None:
    value = (found.groupdict().get(name) or "").strip(" ,")
    if "," not in value:  # a dot after a comma belongs to an abbreviation: "PORTLAND, Ore."
        value = value.rstrip(".")
    return value or None


def agency_of(found: re.Match[str]) -> str | None:
    """The agency a dateline names, in the name our table gives it where it is known."""
    for part in ("paren", "slash", "bracket", "named"):
        raw = _group(found, part)
        if raw:
            known = sources.by_name(raw, mark=True)
            return known.name if known else raw
    return None


def _opens_sentence(after: str) -> bool:
    after = after.lstrip()
    first = after.lstrip(_OPENERS)[:1]
    return bool(first) and (first.isupper() or first.isdigit() or not first.islower())


def _full_holds(found: re.Match[str], after: str) -> bool:
    raw = _group(found, "paren") or _group(found, "slash") or _group(found, "bracket") or ""
    place = _group(found, "place")
    known = _known_agency(raw)
    dashed = bool(re.search(r"[-—–―−]", found.group("end")))
    if after and not _opens_sentence(after) and not (known and dashed):
        return False
    if place and place in _labels():
        return False
    if known:
        # Without a dash ("Washington (AP) officials") the date has to vouch for it.
        return dashed or bool(_group(found, "date")) or _group(found, "slash") is not None
    if not place:
        return False
    # A name in parentheses that we do not know: a station's call sign or a small agency.
    plausible = re.fullmatch(rf"{_NAME}|[A-Z][\w.& -]{{1,30}}", raw) is not None
    if not plausible or re.fullmatch(r"[A-Z][a-z]?", raw):
        return False
    return dashed and (place.split(",")[0].isupper() or bool(_group(found, "date")))


def _known_agency(raw: str) -> bool:
    """Whether a name, or each part of "Reuters/AP", is in the table."""
    parts = [part for part in re.split(r"\s*[/,&]\s*|\s+and\s+|-(?=[A-Z]{2,}$)", raw) if part]
    return sources.by_name(raw, mark=True) is not None or (
        bool(parts) and all(sources.by_name(part, mark=True) for part in parts)
    )


def _dated_holds(found: re.Match[str], after: str) -> bool:
    place = (_group(found, "place") or "").split(",")[0]
    if place in _labels():
        return False
    alone = not after.strip()
    if alone:
        return place.isupper() or place in _places()
    return _opens_sentence(after) and len(place.split()) <= 5


def _named_holds(found: re.Match[str], after: str) -> bool:
    """A known agency or network without parentheses, before a long dash: "Seoul CNN —"."""
    known = sources.by_name(found.group("named"), mark=False)
    if known is None or known.kind == "syndicator" or not _opens_sentence(after):
        return False
    place = _group(found, "place")
    if place is None:
        # "CNN — The …" is a dateline; "AP - …" in mid-list is not worth the risk.
        return "—" in found.group("end") or "–" in found.group("end")
    first = place.split(",")[0]
    return first.isupper() or first in _places()


def _bare_holds(found: re.Match[str], after: str) -> bool:
    if not _opens_sentence(after) or len(after) < 30:
        return False
    place = _group(found, "place") or ""
    first = place.split(",")[0]
    if first in _labels() or first.rstrip(".") in _labels() or len(first.split()) > 4:
        return False
    if first in _places():
        return True
    letters = re.sub(r"\W", "", first)
    return first.isupper() and len(letters) >= 4 and not re.search(r"\d", first)


def _colon_holds(found: re.Match[str], after: str) -> bool:
    """ "JEDDAH: The …": only for places of the list, in capitals."""
    first = (_group(found, "place") or "").split(",")[0]
    return first.isupper() and first.title() in _places() and _opens_sentence(after)


@lru_cache(maxsize=1)
def _table() -> tuple[frozenset[str], frozenset[str]]:
    raw = toml_table("dateline.articles", "datelines.toml")
    return frozenset(raw["places"]), frozenset(raw["labels"])


def _places() -> frozenset[str]:
    return _table()[0]


def _labels() -> frozenset[str]:
    return _table()[1]
