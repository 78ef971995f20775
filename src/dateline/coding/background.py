"""Which events lie before the news of the day (`background`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateline.coding.syntax import is_verbal
from dateline.coding.timing import event_when
from dateline.coding.turns import Coded, Found
from dateline.records import Article, When

if TYPE_CHECKING:
    from dateline.language.words import Token

# What ended more than this before publication is background.
BACKGROUND_DAYS = 30
# What has gone on for longer than this is told as history too.
LONG_DAYS = 365
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def old_clauses(coded: Sequence[Coded], found: Found) -> frozenset[int]:
    """The triggers whose own time lies before the news of the day."""
    heads = []
    for one in coded:
        head = one.draft.match.head
        when = event_when(head, found.doc, found.times, found.article)
        if one.statement.background or long_ago(when, found.article):
            heads.append(head.i)
    return frozenset(heads)


def hangs_on_old(head: Token, old: frozenset[int], found: Found) -> bool:
    """ "signed a treaty in 1919 after fighting had killed": what led to the old is older still."""
    node = head
    while node.head.i != node.i:
        if node.dep_ == "advcl" and node.head.i in old:
            return True
        if node.dep_ == "acl" and node.tag_ == "VBN":
            # "in 2021 they seized a tanker loaded with oil"
            above = _verb_over(node.head)
            if above.i in old or long_ago(
                event_when(above, found.doc, found.times, found.article), found.article
            ):
                return True
        if node.dep_ in {"relcl", "acl"} and _is_of_old_year(node.head, found):
            return True
        if node.dep_ == "pcomp" and node.head.lower_ == "after":
            above = node.head.head
            when = event_when(above, found.doc, found.times, found.article)
            if above.i in old or long_ago(when, found.article):
                return True
        node = node.head
    return False


def _is_of_old_year(noun: Token, found: Found) -> bool:
    """ "a 2013 massacre that killed hundreds"."""
    published = _first_day(found.article.published or "")
    if published is None:
        return False
    years = [c.text for c in noun.children if c.dep_ in {"nummod", "compound", "amod", "nmod"}]
    return any(YEAR.fullmatch(y) and int(y) < published.year - 1 for y in years)


def _verb_over(noun: Token) -> Token:
    while not is_verbal(noun) and noun.head.i != noun.i:
        noun = noun.head
    return noun


def long_ago(when: When | None, article: Article) -> bool:
    """Whether an event's own time lies before the news of the day."""
    if when is None or when.latest is None or article.published is None:
        return False
    if when.basis not in {"expression", "discourse", "era"}:
        return False
    published, latest = _first_day(article.published), _last_day(when.latest)
    if published is None or latest is None:
        return False
    if (when.text or "").lower().startswith("earlier this year"):
        return True
    first = _last_day(when.earliest or "")
    if when.precision == "range" and first is not None and when.basis == "expression":
        # "since 1986", and "from January to April" in August
        long = first < published - timedelta(days=LONG_DAYS)
        return long or latest < published - timedelta(days=BACKGROUND_DAYS)
    return latest < published - timedelta(days=BACKGROUND_DAYS)


def _first_day(text: str) -> date | None:
    parts = (text[:10] + "-01-01")[:10] if len(text) == 4 else (text[:10] + "-01")[:10]
    try:
        return date.fromisoformat(parts)
    except ValueError:
        return None


def _last_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
