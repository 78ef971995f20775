"""One name, several bearers: decided by what else the text names, or left open with the candidates.

"The Supreme Court", "the Workers' Party", "the PDP" are borne in many states, "Anwar" by many men. The
tables' bearer is taken only where the text names his state elsewhere, or names no state at all and
the name is no common one.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.knowledge.agents import is_last_word
from dateline.knowledge.tables import toml
from dateline.knowledge.terms import surname_bearers
from dateline.mentions.drafts import Draft
from dateline.mentions.given_names import gender_of_name

if TYPE_CHECKING:
    from dateline.language.words import Doc

_NAMED_KINDS = frozenset(("body", "party", "group", "people"))
_OPEN = "ambiguous"


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str]]:
    table = toml("words.toml")["shared_names"]
    return frozenset(table["words"]), frozenset(table["sure"])


@lru_cache(maxsize=4096)
def is_shared(name: str, kind: str = "body") -> bool:
    """Whether a name is made of words that any state's body or party may be called by."""
    common, sure = _words()
    if name in sure or name.startswith("United States "):
        return False
    words = name.replace("-", " ").replace("'s", "").replace("’s", "").replace("'", "").split()
    if len(words) == 1 and name.isupper() and name.isalpha():
        return len(name) <= 4
    if kind == "group" and len(words) > 1:
        return False  # "the New People's Army": armed groups choose names of their own
    return all(w.lower() in common or is_last_word(w.lower()) for w in words)


def evidence(drafts: list[Draft], located: list[Draft], home: str | None) -> Counter[str]:
    """How often the text names each state, shared names and lone surnames left aside."""
    found: Counter[str] = Counter()
    place_only = {id(d) for d in located}
    for d in (*(d for d in drafts if id(d) not in place_only), *located):
        if d.country and len(d.country) == 3 and not _in_question(d):
            found[d.country] += 1
    if home:
        found[home] += 1
    for code in ("UNO", "IGO", "EUR", "NGO", "MNC", "IMG", "ISM"):
        del found[code]
    return found


def _in_question(d: Draft) -> bool:
    if d.what == "org" and d.kind in _NAMED_KINDS and d.chain is not None:
        return d.country_by == "" and bool(d.actor_id) and is_shared(d.table_name, d.kind)
    return _lone(d)


def _lone(d: Draft) -> bool:
    """A name alone that many bear: "Anwar", a surname of several people of the tables."""
    if d.what != "person" or not d.alone or d.office_said is not None:
        return False
    return "before the offices" in d.by or bool(gender_of_name(d.said)) or _many_bear(d.said)


@lru_cache(maxsize=4096)
def _many_bear(surname: str) -> bool:
    """Whether a surname is that of several people of more than one state (a family has one)."""
    found = surname_bearers(surname)
    return len(found) > 3 and len({p.country for p in found}) > 1


def weigh(doc: Doc, drafts: list[Draft], located: list[Draft], home: str | None) -> None:
    """Leave open what the tables' bearer of a shared name has nothing to do with."""
    questions = [d for d in drafts if d.country and _in_question(d)]
    if not questions:
        return
    named = evidence(drafts, located, home)
    for d in questions:
        country = d.country or ""
        if len(country) != 3 or country in ("UNO", "IGO", "EUR", "NGO", "MNC", "IMG", "ISM"):
            continue
        if named[country]:
            # The text is about others far more: "the Supreme Court" of a third state in passing.
            if d.what == "person" or 4 * named[country] >= max(named.values()):
                continue
        elif not named and d.by == "acronym":
            continue
        if d.what == "person" and d.by == "name" and d.confidence >= 0.95:
            continue  # in office on the day
        if not named and d.what == "person":
            continue
        _leave_open(d)


def _leave_open(d: Draft) -> None:
    d.candidates = [f"{d.name} ({d.country})"]
    d.by = f"{_OPEN}: {d.name} ({d.country}) or another of that name"
    d.actor_id = d.country = None
    d.confidence = 0.2
    if d.what == "person":
        d.sectors, d.office = [], None
        d.name = d.said
    else:
        d.name = d.said
        if d.kind == "body" and not d.said.isupper():
            # Like "the supreme court" in small letters: the topic or the outlet may still tell.
            d.what, d.noun = "agent", d.said.lower()
