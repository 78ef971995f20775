"""The headline: where the page's own h1, its metadata and its title agree.

The h1 is what a reader sees, so it wins where something else vouches for it; metadata is written
for search engines and sharing, and often carries the site's name or another wording.
"""

from __future__ import annotations

import re

from dateline.articles.body import squash
from dateline.articles.markup import Head, clean, name_of

_SEPARATOR = re.compile(r"\s+[|•·»«›—–:~-]{1,2}\s+|\s*[|»›•]\s*|\s+//\s+")
_WORD = re.compile(r"\w+")
_SITE_SHARE = 0.5


def headline(head: Head) -> str | None:
    """The headline of an HTML page, None where it has none."""
    sites = site_names(head)
    linked = head.article().get("headline")
    metas = [strip_site(text, sites) for text in head.all("og:title", "twitter:title")]
    structured = [clean(text) for text in ([linked] if isinstance(linked, str) else []) if text]
    title = strip_site(head.title, sites) if head.title else None
    claims = [text for text in [*structured, *metas, title] if text]
    h1s = [text for text in head.h1 if 2 < len(text) < 300 and not _is_site(text, sites)]

    # A rubric that stands in the h1 ("Opinion | …") goes where a claim has the headline without it.
    for h1 in h1s:
        for claim in claims:
            bare = _without_rubric(h1, claim)
            if bare:
                return bare
    # An h1 that any claim repeats is the headline, in the h1's own wording.
    for h1 in h1s:
        if any(_same(h1, claim) for claim in claims):
            return h1
    if len(h1s) == 1 and (not claims or any(_akin(h1s[0], claim) for claim in claims)):
        return h1s[0]
    related = [h1 for h1 in h1s if any(_akin(h1, claim) for claim in claims)]
    if related:
        return max(related, key=lambda h1: max(_overlap(h1, claim) for claim in claims))
    if structured:
        for claim in metas:
            if _same(structured[0], claim):
                return claim
    rest = [*metas, *structured, *([title] if title else []), *h1s]
    return next((claim for claim in rest if claim), None)


def site_names(head: Head) -> list[str]:
    """What the site calls itself, wherever it says so."""
    names = head.all(
        "og:site_name", "application-name", "twitter:site", "apple-mobile-web-app-title"
    )
    names += name_of(head.article().get("publisher"))
    names += [
        name
        for thing in head.linked
        if str(thing.get("@type")) in ("WebSite", "Organization", "NewsMediaOrganization")
        for name in name_of(thing)
    ]
    return [name.lstrip("@") for name in dict.fromkeys(names) if name]


def strip_site(text: str, sites: list[str]) -> str:
    """A title without the site's name: "Ministers meet | The Herald" → "Ministers meet".

    A part is cut where it is a known name of the site, or where it is short and set off by a bar,
    a guillemet or a long dash at the end.
    """
    while True:
        cuts = list(_SEPARATOR.finditer(text))
        if not cuts:
            return text.strip()
        first, last = cuts[0], cuts[-1]
        tail, lead = text[last.end() :], text[: first.start()]
        if _is_site(tail, sites) and lead:
            text = text[: last.start()]
        elif _is_site(lead, sites) and tail:
            text = text[first.end() :]
        elif (
            any(sign in last.group(0) for sign in "|»›•")
            and len(_WORD.findall(tail)) <= 4
            and (len(_WORD.findall(text[: last.start()])) >= 4)
        ):
            text = text[: last.start()]
        else:
            return text.strip()


def _is_site(text: str, sites: list[str]) -> bool:
    plain = squash(text)
    return bool(plain) and any(
        plain == squash(site) or (len(plain) > 3 and _affix(plain, squash(site))) for site in sites
    )


def _affix(a: str, b: str) -> bool:
    """Whether two names differ only in an ending such as ".com" or a leading "the"."""
    a, b = a.removeprefix("the"), b.removeprefix("the")
    short, long = sorted((a, b), key=len)
    return len(short) > 2 and long.startswith(short) and len(short) >= len(long) * _SITE_SHARE


def _without_rubric(h1: str, claim: str) -> str | None:
    words = h1.split()
    for number in range(1, min(4, len(words) - 3)):
        if words[number - 1].endswith(":"):  # "Explained: …" is part of the headline
            continue
        rest = " ".join(words[number:]).lstrip("|:•-–— ")
        if squash(rest) == squash(claim) != squash(h1):
            return rest
    return None


def _same(a: str, b: str) -> bool:
    return squash(a) == squash(b) != ""


def _overlap(a: str, b: str) -> float:
    left, right = set(_WORD.findall(a.lower())), set(_WORD.findall(b.lower()))
    return len(left & right) / max(1, min(len(left), len(right)))


def _akin(a: str, b: str) -> bool:
    """Whether two wordings are of one headline: most of the shorter one's words are shared."""
    return _overlap(a, b) >= 0.5
