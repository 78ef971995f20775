"""Whom the tables know by less than the text says: "John F. Kelly", "Senator Hatch"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge.folding import fold
from dateline.knowledge.gazetteer import names
from dateline.knowledge.tables import WIDE, Person
from dateline.knowledge.terms import Day, bearer, past_bearer, standing
from dateline.mentions.common_names import is_common, may_be_meant
from dateline.mentions.pieces import AROUND

if TYPE_CHECKING:
    from dateline.language.words import Doc

_ENDINGS = frozenset(("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"))


def of_long_name(doc: Doc, words: list[str], day: Day) -> Person | None:
    """The person of the tables whose name lacks the middle one that the text has.

    An initial between two names says little; a whole middle name makes somebody else of a common one.
    """
    while len(words) > 2 and words[-1] in _ENDINGS:
        words = words[:-1]
    if len(words) != 3:
        return None
    named = names().get(fold(f"{words[0]} {words[2]}"))
    person = named.person if named is not None else None
    if person is None or (named is not None and named.entity is not None):
        return None
    initial = len(words[1].rstrip(".")) == 1
    if not initial and (is_common(person.name) or not words[1][:1].isupper()):
        return None
    if day.known and standing(person, day)[0] == "future":
        return None
    return person if may_be_meant(person, _around(doc), None) else None


def of_surname(
    doc: Doc, surname: str, office: str | None, country: str | None, day: Day
) -> Person | None:
    """The one person of a surname who fits title, country and day; see `terms.bearer`."""
    person = bearer(surname, office, country, day)
    if person is None and office:
        return past_bearer(surname, office, (country,) if country else _around(doc), day)
    if person is None or any(t.source != WIDE for t in person.terms):
        return person
    if office is None:
        return None  # "Kenya's Odera" may be anybody
    if country:
        return person
    # By a title alone only somebody of a country that the text has to do with.
    around = _around(doc)
    return person if any(t.country in around for t in person.terms) else None


def _around(doc: Doc) -> frozenset[str]:
    found: frozenset[str] = doc.user_data.get(AROUND, frozenset())
    return found
