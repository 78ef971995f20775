"""Who held which office on which day, when the day may only be known to the year or not at all."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date
from typing import NamedTuple

from dateline.knowledge.context import current
from dateline.knowledge.currency import currency
from dateline.knowledge.tables import HEAD, WIDE, Person, Term

# Words of office that mean the same post in different tongues of English.
_SAME = {
    "defense": "defence", "premier": "prime minister", "supreme leader": "supreme leader",
    "secretary of defence": "defence minister", "defence secretary": "defence minister",
    "minister of defence": "defence minister", "minister of national defence": "defence minister",
    "minister of foreign affairs": "foreign minister", "foreign secretary": "foreign minister",
    "external affairs minister": "foreign minister", "minister of external affairs": "foreign minister",
    "foreign affairs minister": "foreign minister", "minister for foreign affairs": "foreign minister",
    "secretary general": "secretary-general", "leader": "leader", "taoiseach": "prime minister",
    "emperor": "king",
}  # fmt: skip


HEAD_TITLES = frozenset(
    "president|prime minister|king|queen|emir|sultan|chancellor|leader|head of state|"
    "head of government|general|colonel|captain|emperor|marshal".split("|")
)


class Day(NamedTuple):
    """A day, or the first and last day that it may have been. Both empty when nothing is known."""

    first: str
    last: str

    @property
    def known(self) -> bool:
        """Whether anything is known of the day."""
        return bool(self.first)

    @property
    def exact(self) -> bool:
        """Whether it is one day, or a span of a month at most."""
        return self.known and self.first[:7] == self.last[:7]


NO_DAY = Day("", "")


def day_of(published: str | date | None) -> Day:
    """The day of an ISO date or time that may be cut to month or year."""
    if published is None:
        return NO_DAY
    if isinstance(published, date):
        published = published.isoformat()
    text = published[:10]
    if len(text) == 4:
        return Day(f"{text}-01-01", f"{text}-12-31")
    if len(text) == 7:
        return Day(f"{text}-01", f"{text}-31")
    return Day(text, text) if len(text) == 10 else NO_DAY


def last_vouched(term: Term) -> str:
    """The last day for which our table vouches for a term without an end; "" for any other.

    `until` "2024-06?" vouches for the time before June 2024, an empty one to the day of `currency.toml`. A user's
    open term stays open: whoever wrote it keeps it.
    """
    if term.until.endswith("?"):
        return _earliest(term.until[:-1])
    if term.until or term.source not in currency().sources:
        return ""
    return max(currency().people, _latest(term.since))  # begun later: vouched for on that day


def _earliest(text: str) -> str:
    return text + "-01-01"[len(text) - 4 :] if 4 <= len(text) < 10 else text


def _latest(text: str) -> str:
    return text + "-12-31"[len(text) - 4 :] if 4 <= len(text) < 10 else text


def held(term: Term, day: Day) -> str:
    """`in`, `before`, `after` or `maybe`: how the day stands to the term.

    "after" means that the term is over. `maybe`: the day or an end of the term is known to the
    month or year only, or the day is later than what the table vouches for.
    """
    if day.last < _earliest(term.since):
        return "before"
    vouched = last_vouched(term)
    if vouched:
        first_end, last_end = vouched, "9999"
    elif term.until:
        first_end, last_end = _earliest(term.until), _latest(term.until)
    else:
        first_end = last_end = "9999"
    if day.first > last_end:
        return "after"
    return "in" if _latest(term.since) <= day.first and day.last <= first_end else "maybe"


def standing(person: Person, day: Day) -> tuple[str, Term]:
    """How a person stands on a day, and the term that says so.

    `in` office; `maybe` (the day is known too coarsely, or too late to be sure); `former`; `future` (no office yet);
    `undated` (no day known): the last term that is certain.
    """
    if not day.known:
        known = [t for t in person.terms if t.source != WIDE]
        return "undated", (known or person.terms)[-1]
    for wanted in ("in", "maybe"):
        found = [t for t in person.terms if held(t, day) == wanted]
        if found:
            # Of two offices at a time the head's, then the one begun last.
            return wanted, max(
                found, key=lambda t: (plain_office(t.office) in HEAD_TITLES, t.since)
            )
    past = [t for t in person.terms if held(t, day) == "after"]
    if past:
        # A minister whom an organisation later sent somewhere is remembered as the minister.
        past = [t for t in past if not _errand(t)] or past
        return "former", max(past, key=lambda t: t.until)
    return "future", person.terms[0]


def _errand(term: Term) -> bool:
    """Whether a term was a mission for an organisation: "UN envoy"."""
    return term.country in ("UNO", "IGO", "EUR") and "envoy" in term.office.lower()


def plain_office(office: str) -> str:
    """An office in one spelling: "Secretary of Defense" and "Defence Minister" are one post."""
    text = office.lower().replace("defense", "defence")
    return _SAME.get(text, text)


def surnames(person: Person, names: Sequence[str], alone: Sequence[str]) -> set[str]:
    """The surnames of a person, the family name first where that is the custom."""
    full = [n.split() for n in names if " " in n] or [person.name.split()]
    if person.country in ("CHN", "KOR", "PRK", "TWN", "VNM", "HKG", "KHM"):
        return {full[0][0], *alone}
    found = set(alone)
    for words in full:
        while len(words) > 2 and words[-1] in ("Jr", "Jr.", "Sr.", "II", "III"):
            words = words[:-1]
        found.add(words[-1])
        if words[-1].startswith(("al-", "el-", "Al-", "El-")):
            found.add(words[-1][3:])  # "President Bashir"
    return found


def surname_bearers(surname: str) -> list[Person]:
    """Everybody of the tables with that surname (family name first where that is the custom)."""
    return current().bearers(surname)


def bearer(surname: str, office: str | None, country: str | None, day: Day) -> Person | None:
    """The one person of that surname who fits the title, the country and the day, or None.

    A title is needed, or a country with somebody in office: "Vice President Harris", "Japan's Aso".
    """
    wanted = plain_office(office) if office else None
    found: dict[str, Person] = {}
    for person in current().bearers(surname):
        for term in person.terms:
            if country and term.country != country:
                continue
            post = plain_office(term.office)
            if post == HEAD and wanted in HEAD_TITLES:
                post = wanted or post
            if wanted and not post:
                continue  # a user's row without an office fits no title
            if wanted and not (wanted == post or post.startswith(wanted) or wanted.endswith(post)):
                continue
            if day.known and held(term, day) not in ("in", "maybe"):
                continue
            if not wanted and not day.known:
                continue
            found[person.id] = person
    return next(iter(found.values())) if len(found) == 1 else None


# Titles that are kept after the office is over.
_KEPT_TITLES = frozenset(("secretary", "president", "prime minister", "secretary of state"))


def past_bearer(surname: str, office: str, around: Container[str], day: Day) -> Person | None:
    """The one person of that surname who once had the title in one of those countries: "Secretary Rice"."""
    wanted = plain_office(office)
    if not day.known or wanted not in _KEPT_TITLES:
        return None
    found = {
        person.id: person
        for person in current().bearers(surname)
        for term in person.terms
        if term.source != WIDE
        and term.country in around
        and (post := plain_office(term.office))
        and (wanted == post or post.startswith(wanted))
        and held(term, day) == "after"
    }
    return next(iter(found.values())) if len(found) == 1 else None


def holder(country: str, office: str, day: Day) -> tuple[Person, Term] | None:
    """Who held an office on a day; None unless exactly one person certainly did."""
    if not day.known:
        return None
    post = plain_office(office)
    for people in current().holders(country, post):
        found = {
            p.id: (p, t)
            for p in people
            for t in p.terms
            if t.country == country
            and plain_office(t.office) == post
            and held(t, day) in ("in", "maybe")
        }
        if len(found) == 1:
            person, term = next(iter(found.values()))
            return (person, term) if held(term, day) == "in" else None
        if found:
            return None
    return None
