"""The credit chain: who carries whom, from the outlet on the reader's screen to the origin.

Credits stand around a story, never in it: the byline, the dateline's agency, wire marks, the
rights line under the story, sign-offs, a syndicator's name on a line of its own, and what the
site says of itself. Whom the story quotes ("state news agency KCNA reported") is an attribution
and is not looked at here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.articles import sources
from dateline.articles.authors import is_body, looks_like_name, names_in, without_by
from dateline.intake.furniture import collapse, furniture
from dateline.intake.tables import toml_table
from dateline.records import Credit, CreditKind, Dateline

# A second outlet in the chain is one that the story was taken over from.
_RANK = {"outlet": 3, "syndicator": 1, "network": 2, "agency": 3, "state_media": 3, "person": 4}
_NEAR = 8
"""Lines under the story within which a rights line speaks of the story and not of the site."""
_CALL_SIGN = re.compile(r"[KWC][A-Z]{2,3}(?:-(?:TV|FM|AM|DT))?(?: \d{1,2})?")
_SIGN_OFF_BY = re.compile(
    r"[\[(]?(?:additional )?reporting by\s+(?P<who>[^;.\])]{2,120})", re.IGNORECASE
)
_IN_PLACE = re.compile(r"\s+in\s+[A-ZÀ-Þ].*$")
_ORIGIN = re.compile(
    r"(?:originally|first) (?:published|appeared) (?:on|in|by|at)\s+(?P<who>[^.,;()]{2,60})"
    r"|(?:appeared first|first appeared|originally appeared) (?:on|in)\s+(?P<who2>[^.,;()]{2,60})",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"(?P<who>.{2,60}?)(?:['’]s?)? (?:[\w ]{0,30}\b(?:writers?|reporters?|journalists?"
    r"|correspondents?)\b|(?:[A-Z]\S+ ){2,}).*\bcontributed\b"
)
_WIRE_MARK = re.compile(r"the[- ](?P<who>[a-z][a-z ]{1,20}?)[- ]wire", re.IGNORECASE)

# What the names of bodies that no table knows say about themselves.
_KIND_WORDS: tuple[tuple[str, CreditKind], ...] = (
    (
        "(?:newss?ource|news source|newspath|newsone|media wire|content agency|syndicat(?:e|ion))",
        "syndicator",
    ),
    ("(?:network|broadcasting(?: corporation| company)?)", "network"),
    (
        "(?:press(?: agency| association)?|news (?:agency|service)|newswires?|wire(?: service)?)",
        "agency",
    ),
)
_KIND_BY_NAME: tuple[tuple[re.Pattern[str], CreditKind], ...] = tuple(
    (re.compile(f".+ {words}", re.IGNORECASE), kind) for words, kind in _KIND_WORDS
)


def kind_by_name(name: str) -> CreditKind | None:
    """What an unknown body is by its own name ("Atlas Press": an agency); None for others."""
    name = re.sub(r",? (?:inc|llc|ltd|corp)\.?$", "", name.strip(), flags=re.IGNORECASE)
    for pattern, kind in _KIND_BY_NAME:
        if pattern.fullmatch(name):
            return kind
    return None


def _body(name: str) -> Credit | None:
    """A name as the credit of a known body, or of one that says what it is."""
    known = sources.by_name(name)
    if known:
        return known.credit
    kind = kind_by_name(name)
    return Credit(name=name, kind=kind) if kind else None


@dataclass
class Surroundings:
    """The lines around a story, in the page's order."""

    before: list[str] = field(default_factory=list)
    within: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def near(self) -> list[str]:
        """Lines that stand close enough to speak of the story."""
        return [*self.before[-_NEAR:], *self.within, *self.after[:_NEAR]]


def chain(
    around: Surroundings,
    *,
    outlet: str | None = None,
    url: str | None = None,
    authors: list[str] | None = None,
    dateline: Dateline | None = None,
) -> list[Credit]:
    """The credits of a story, outlet first, origin last, each once.

    Args:
        around: the lines about the story.
        outlet: what the page says its site is called.
        url: where the page was; its host may be a known agency's.
        authors: names out of the page's metadata; known agencies among them are credits.
        dateline: the story's dateline; its agency is a credit.
    """
    links: list[Credit] = []
    for name in authors or ():
        links.extend(_credits_of(name))
    for line in around.near():
        links.extend(_from_line(line))
    for line in [*around.before[:-_NEAR], *around.after[_NEAR:]]:
        links.extend(_from_far_line(line))
    first = _outlet_credit(outlet, url)
    if dateline and dateline.agency:
        agency = _dateline_credit(dateline.agency, first)
        if agency and agency.kind == "outlet":
            first = first or agency
        elif agency:
            links.append(agency)
    found: dict[str, Credit] = {}
    for link in ([first] if first else []) + sorted(links, key=lambda link: _RANK[link.kind]):
        key = sources.key(link.name)
        if not any(_one_body(link, other) for other in found.values()):
            found.setdefault(key, link)
    return list(found.values())


def _one_body(a: Credit, b: Credit) -> bool:
    """Whether one name is the other's initials: NBN and Northern Broadcasting Network."""
    short, long = sorted((a.name, b.name), key=len)
    initials = "".join(word[0] for word in long.split() if word[:1].isupper())
    return a.kind == b.kind and short.isupper() and " " not in short and short == initials


def _outlet_credit(outlet: str | None, url: str | None) -> Credit | None:
    known = (sources.by_name(outlet) if outlet else None) or sources.by_url(url)
    if known and (not outlet or sources.by_name(outlet)):
        return known.credit
    return Credit(name=outlet, kind="outlet") if outlet else None


def _dateline_credit(agency: str, outlet: Credit | None) -> Credit | None:
    known = sources.by_name(agency, mark=True)
    if known:
        return known.credit
    parts = [sources.by_name(part.strip(), mark=True) for part in re.split(r"[/,&]", agency)]
    if parts[0]:
        return parts[0].credit
    if _CALL_SIGN.fullmatch(agency):
        return Credit(name=agency, kind="outlet")
    if outlet and sources.key(agency) in sources.key(outlet.name):
        return None
    return Credit(name=agency, kind="agency")


def _credits_of(raw: str) -> list[Credit]:
    """The credits of one byline: "Ana Ruiz, CNN" is a person and a network."""
    whole = sources.by_name(without_by(raw))
    if whole:
        return [whole.credit]
    found: list[Credit] = []
    for name in names_in(raw):
        person, tail = _split_tail(name)
        body = tail.credit if tail else _body(name)
        if body and not tail:
            person = None
        if body:
            found.append(body)
        if person and is_body(person):
            found.append(Credit(name=person, kind="outlet"))
        elif person and " " in person:
            found.append(Credit(name=person, kind="person"))
    return found


def _split_tail(name: str) -> tuple[str | None, sources.Source | None]:
    """ "Ana Ruiz Associated Press" → the person and the agency."""
    words = name.split()
    for cut in range(2, len(words)):
        known = sources.by_name(" ".join(words[cut:]))
        if known:
            return " ".join(words[:cut]), known
    return name, None


def _from_line(raw: str) -> list[Credit]:
    """The credits of a line near the story."""
    line = collapse(raw)
    if not line or len(line) > 520:
        return []
    known = sources.by_name(line)
    if known:
        return [known.credit]
    if found := _WIRE_MARK.fullmatch(line):
        who = sources.by_name(found.group("who"))
        return [who.credit if who else Credit(name=found.group("who"), kind="network")]
    if kind_by_name(line) == "syndicator" and len(line.split()) <= 4 and line[:1].isupper():
        return [Credit(name=line, kind="syndicator")]
    row = furniture(line)
    kind = row.id if row else None
    if kind == "byline":
        return _credits_of(line)
    if kind == "rights":
        return _holder(line)
    if kind == "sign-off":
        return _sign_off(line)
    if kind is None:
        # "Ana Ruiz, CNN" without "By": a name, a comma and a known body.
        name, comma, rest = line.partition(",")
        body = sources.by_name(rest.strip())
        if comma and body and " " in name and looks_like_name(name):
            return [body.credit, Credit(name=name, kind="person")]
    return []


def _from_far_line(raw: str) -> list[Credit]:
    """Far from the story only a syndicator's name alone on a line, or a wire mark, speaks of it."""
    line = collapse(raw)
    known = sources.by_name(line) if 2 < len(line) < 60 else None
    if known and known.kind == "syndicator":
        return [known.credit]
    if _WIRE_MARK.fullmatch(line) or kind_by_name(line) == "syndicator":
        return _from_line(line)
    return []


def _holder(line: str) -> list[Credit]:
    """The known body that a rights line under a story names as its owner."""
    for pattern in _outlet_patterns()[1:2]:
        found = pattern.match(line)
        if found:
            body = _body(found.group(1).strip(" ™®©&-–—"))
            return [body] if body else []
    return []


def _sign_off(line: str) -> list[Credit]:
    found = _SIGN_OFF_BY.match(line)
    if found:
        return _credits_of(
            ", ".join(
                _IN_PLACE.sub("", part) for part in re.split(r",|\band\b", found.group("who"))
            )
        )
    found = _ORIGIN.search(line)
    if found:
        who = (found.group("who") or found.group("who2")).strip()
        known = sources.by_name(who)
        if known:
            return [known.credit]
        who = who.strip()
        if who[:1].isupper() and len(who.split()) <= 5 and not re.search(r"\d", who):
            return [Credit(name=who, kind="syndicator")]
        return []
    found = _CONTRIBUTED.match(line)
    known = sources.by_name(found.group("who")) if found else None
    return [known.credit] if known else []


@lru_cache(maxsize=1)
def _outlet_rows() -> tuple[tuple[str, re.Pattern[str], str, str], ...]:
    return tuple(
        (raw["id"], re.compile(raw["pattern"], re.IGNORECASE), raw["yes"], raw["name"])
        for raw in toml_table("dateline.articles", "credits.toml")["outlet"]
    )


def _outlet_patterns() -> list[re.Pattern[str]]:
    return [pattern for _, pattern, _, _ in _outlet_rows()]


def outlet_of(lines: list[str], others: list[str]) -> str | None:
    """Whose page a pasted text is, out of its furniture; None where nothing says so.

    Agencies, networks and syndicators do not count, for their rights line stands under every copy;
    nor do `others`, the names of the byline.
    """
    for pattern in _outlet_patterns():
        for line in reversed(lines):
            found = pattern.match(collapse(line))
            if not found:
                continue
            name = found.group(1).strip(" ™®©&-–—")
            if len(name) < 3 or _body(name) or name.lower() in ("our", "the", "we"):
                continue
            if any(sources.key(name) == sources.key(other) for other in others):
                continue
            if name[:1].isupper() or name[:1].isdigit():
                return name
    return None
