"""How rows are put for people: intervals, countries, statuses. Filters and tables of the templates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dateline.desk.showing import interval
from dateline.exports.told import host

FILTERS = ("interval", "country", "day", "outlet_of", "several", "signed", "title")

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)

QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


class StatusWords(NamedTuple):
    """A status: when it is given, an example, and a sign that does not rest on colour."""

    sign: str
    when: str
    example: str


STATUSES = {
    "fact": StatusWords("●", "asserted by the writer", "Kenya recalled its ambassador."),
    "claim": StatusWords(
        "❝",
        "asserted, on the word of somebody in the text",
        "The army said rebels attacked a police post.",
    ),
    "expected": StatusWords(
        "◌",
        "others foresee, believe or fear it",
        "Diplomats fear that the army will launch an offensive.",
    ),
    "planned": StatusWords(
        "◷",
        "its own source intends, announces, schedules or orders it",
        "Zambia will send doctors to Malawi, its health ministry said.",
    ),
    "hypothetical": StatusWords(
        "?",
        'in a condition, a question, a counterfactual, or under a bare "could" or "might"',
        "If Mali closes its border, Niger could recall its envoy.",
    ),
    "negated": StatusWords(
        "∅",
        "the text says that it did not happen, or stopped short of it",
        "Serbia has not sent troops to the border.",
    ),
    "denied": StatusWords(
        "✕",
        "somebody in the text says that it is not so",
        "Peru denied that its navy opened fire.",
    ),
}


def plain(text: str | None) -> str:
    """Text without control characters and without marks that turn its direction around."""
    return _CONTROL.sub("\ufffd", text or "")


@lru_cache(maxsize=4096)
def country(code: str | None) -> str:
    """The name of a country's code; the code itself where there is none."""
    from dateline.knowledge.codes import country_name

    return (country_name(code) or code) if code else ""


def day(value: str | None) -> str:
    """A date without its time."""
    return (value or "")[:10]


def several(names: Sequence[str], shown: int = 3) -> str:
    """Names with commas; many are counted."""
    listed = ", ".join(plain(n) for n in names[:shown])
    more = len(names) - shown
    return f"{listed} and {more} more" if more > 0 else listed


def outlet_of(outlet: str | None, url: str | None) -> str:
    """The outlet; where none is told, the host of the address."""
    return plain(outlet or host(url) or "outlet unknown")


def signed(number: float) -> str:
    """A number of a scale that goes both ways: +3.4, −9.0; zero has no sign."""
    told = f"{number:+.1f}"
    return "0.0" if told[1:] == "0.0" else told.replace("-", "−")


def title(code: str) -> str:
    """ACCUSE as Accuse."""
    return code.replace("_", " ").capitalize()


__all__ = ["FILTERS", "QUADS", "STATUSES", "interval", "plain"]
