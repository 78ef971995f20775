"""Who is meant by a bare title in a government's or state medium's own words.

A foreign ministry's release says "the Secretary", "Deputy Minister Okello", "the Department", and a
state agency says "the Party", "the workers of the mill", without naming the country: it is the
writer's own. So a mention that nothing in the text gives a country takes that of the outlet, if the
outlet is a state's: a host such as `state.gov` or `mfa.gov.pl`, or state media (`credits.toml`).
Of other outlets nothing follows: a paper writes about the world.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.articles.sources import host_of
from dateline.knowledge.context import current
from dateline.knowledge.folding import fold
from dateline.knowledge.tables import rows
from dateline.mentions.drafts import Draft
from dateline.records import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Second-level names that governments keep to themselves, before a country's two letters.
_OF_STATES = re.compile(r"(?:^|\.)(?:gov|govt|gouv|gob|gub|gc|gv|go|mil|mod|mfa|guv)\.([a-z]{2})$")
_OWN = {"gov": "USA", "mil": "USA", "europa.eu": "EUR", "un.org": "UNO", "nato.int": "IGO"}
_RESOLVED_BY = "outlet"
_SURE = 0.7

# A government speaks of its own officers by title; private people in its releases may be anybody's.
_OFFICERS = frozenset("GOV MIL LEG JUD COP SPY".split())
_INDEFINITE = frozenset("a an some any other another many several few no these those all".split())
_SEVERAL = frozenset("two both three respective".split())
_ELSEWHERE = frozenset(
    "foreign counterpart counterparts international local other global world".split()
)


def home_of(article: Article) -> tuple[str, bool] | None:
    """The country that a state-run outlet speaks for, and whether it is a news medium; else None."""
    host: str = host_of(article.url) or ""
    for ending, country in _OWN.items():
        if host == ending or host.endswith(f".{ending}"):
            return country, False
    found = _OF_STATES.search(host)
    if found:
        state = _by_letters().get("gb" if found[1] == "uk" else found[1])
        if state:
            return state, False
    first = article.credits[0] if article.credits else None
    names = [first.name] if first is not None and first.kind == "state_media" else []
    if not host and not article.outlet and article.dateline and article.dateline.agency:
        if any(c.kind == "state_media" for c in article.credits):
            names.append(article.dateline.agency)
    for name in names:
        named = current().names.get(fold(name))
        if named is not None and named.entity is not None and len(named.entity.country) == 3:
            return named.entity.country, True
    return None


def _by_letters() -> dict[str, str]:
    return {r["iso2"].lower(): r["country"] for _, r in rows("states.csv") if r["iso2"]}


def settle(doc: Doc, drafts: list[Draft], home: tuple[str, bool] | None) -> None:
    """Give mentions that the text leaves without a country the one that the outlet speaks for."""
    if home is None:
        return
    country, media = home
    for draft in drafts:
        if draft.drop or draft.country or draft.same_as or draft.behind:
            continue
        if _speaks_for_home(doc, draft, media):
            draft.country, draft.country_by = country, _RESOLVED_BY
            if draft.by in ("unresolved", "agent", "office"):
                draft.by = _RESOLVED_BY
            draft.confidence = max(min(draft.confidence or _SURE, _SURE), 0.5)


def _speaks_for_home(doc: Doc, draft: Draft, media: bool) -> bool:
    words = {t.lower_ for t in doc[draft.i : draft.j]}
    before = doc[draft.i - 1].lower_ if draft.i else ""
    after = {t.lower_ for t in doc[draft.j : draft.j + 4]}
    if words & _ELSEWHERE or (words | after) & _SEVERAL:
        return False
    if draft.what == "person":
        return bool(draft.office) and (media or bool(set(draft.sectors) & _OFFICERS))
    if draft.what == "agent":
        if media:
            return before not in ("foreign", "their") and "REB" not in draft.sectors
        titled = doc[draft.root].text[:1].isupper()
        return titled and not draft.plural and before not in _INDEFINITE and bool(
            set(draft.sectors) & _OFFICERS
        )  # fmt: skip
    return False
