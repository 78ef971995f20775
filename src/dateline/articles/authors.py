"""Who wrote it: names out of structured data, meta elements and byline lines.

A name is kept when it looks like a person or a known agency; roles, "By", addresses, handles and
the outlet's own name are cut away. Several sources rarely add to one another, they repeat: the
first one that yields a name is taken, byline lines of the page first where they agree.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dateline.articles import sources
from dateline.articles.body import squash
from dateline.articles.markup import Head, as_list, clean, name_of, visible

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BY = re.compile(
    r"^\W*(?:(?:story|written|reported|posted|published|article|analysis|opinion|report|text|words|"
    r"reporting|reviewed|contributed|submitted|edited|guest post|commentary)\s+)?(?:by|from|author|authors)\b[:\s]+",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:,?\s+(?:and|&|with|und|y)\s+|[;|•·/]|,|\n)\s*", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:reporter|editor|editors|writer|correspondent|journalist|columnist|contributor|producer|"
    r"staff|desk|bureau|chief|analyst|anchor|freelancer?|photographer|intern|fellow|special to|"
    r"senior|associate|managing|executive|deputy|assistant|digital|multimedia|political|national|"
    r"investigative|sports|business|health|science|technology|entertainment|weather|author|blogger|"
    r"director|manager|specialist|expert|professor|meteorologist|host|opinion|breaking news|"
    r"more by|view|bio|profile|follow|updated|published|posted|min read|minutes?|ago|about the author|"
    r"read more|subscribe|share|comments?|a\.m\.|p\.m\.|news team|newsroom|contributing|guest|newsletter)\b",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|@\w+|\([^)]{0,60}\)|\[[^\]]{0,60}\]|\b(?:Ph\.?D|M\.?D|MBA|RN|R\.D|Esq|MS|RDN|LD|RD|CPA)\.?(?=$|,)",
    re.IGNORECASE,
)
_DATE_TAIL = re.compile(
    r"\s+(?:(?:on|at)\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|"
    r"Sep|Oct|Nov|Dec)[a-z]*\.? \d|\d).*$"
)
_PARTICLES = frozenset(
    "de da do dos del della di du la le van von der den bin ibn al el ter ten st y e af zu".split()
)
_GENERIC = frozenset(
    "admin administrator staff editor editors newsroom webmaster anonymous unknown guest author "
    "user team default root none null redaction wire wires editorial desk".split()
)
_MONTH_OR_DAY = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|"
    r"september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\.?",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:times|journal|report|media|post|news|herald|press|tribune|magazine|review|gazette|"
    r"network|group|agency|chronicle|observer|globe|broadcasting|television|channel|radio|"
    r"publishing|company|inc|llc|redazione|redaction|team|university|institute|foundation)\b|"
    r"\.(?:com|org|net)\b|\bsponsored\b",
    re.IGNORECASE,
)
MAX_AUTHORS = 12


def authors(head: Head, tree: HtmlElement | None, sites: list[str]) -> list[str]:
    """The authors of an HTML page, each once, in the page's order."""
    article = head.article()
    # Sites name themselves as author where they have none; then the next claim is asked, and the
    # body's name is kept only where no person is found anywhere.
    bodies: list[str] = []
    structured = people(_linked_names(head, article), sites)
    if any(not is_body(name) for name in structured):
        return structured
    bodies += structured
    metas = people(
        head.all(
            "author",
            "article:author",
            "article:author_name",
            "dc.creator",
            "dcterms.creator",
            "dc.creator.personalname",
            "parsely-author",
            "sailthru.author",
            "byl",
            "og:author",
            "cxenseparse:author",
            "citation_author",
            "article.author",
        ),
        sites,
    )
    if any(not is_body(name) for name in metas):
        return metas
    bodies += metas
    bylines = people(_byline_nodes(tree), sites) if tree is not None else []
    return bylines or people(bodies, sites)


def _linked_names(head: Head, article: dict[str, object]) -> list[str]:
    names = name_of(_resolved(head, article.get("author")))
    return names or name_of(_resolved(head, article.get("creator")))


def _resolved(head: Head, value: object) -> list[object]:
    """Authors written as a reference ({"@id": …}) looked up among the page's own objects."""
    found: list[object] = []
    for item in as_list(value):
        if isinstance(item, dict) and "name" not in item and item.get("@id"):
            found.extend(
                thing
                for thing in head.linked
                if thing.get("@id") == item["@id"] and "name" in thing
            )
        else:
            found.append(item)
    return found


# One look at each attribute; which ones mean a byline is asked of the few that are found.
_BYLINE_XPATH = '//@*[contains(., "uthor") or contains(., "yline")]/..'
_BYLINE_CLASS = re.compile(
    r"byline|Byline|author-name|authorName|author__name|post-author|article-author|entry-author"
    r"|article__author|\Aauthor\Z"
)


@lru_cache(maxsize=1)
def _byline_path() -> Any:
    from lxml.etree import XPath

    return XPath(_BYLINE_XPATH, smart_strings=False)


def _is_byline(node: HtmlElement) -> bool:
    if (
        node.get("rel") == "author"
        or node.get("itemprop") == "author"
        or node.get("id") == "byline"
    ):
        return True
    tested = node.get("data-testid") or ""
    if "byline" in tested or "author" in tested:
        return True
    return _BYLINE_CLASS.search(node.get("class") or "") is not None


def _byline_nodes(tree: HtmlElement) -> list[str]:
    lines: list[str] = []
    for node in list(filter(_is_byline, _byline_path()(tree)))[:20]:
        inner = [text for link in node.iter("a") if link is not node and (text := visible(link))]
        whole = visible(node)
        if not whole or len(whole) > 300:
            continue
        lines.extend(inner if inner and people(inner, []) else [whole])
        if people(lines, []):
            break
    return lines


def without_by(line: str) -> str:
    """A byline without its "By" or "Story by"."""
    return _BY.sub("", line).strip()


def people(raw: list[str], sites: list[str]) -> list[str]:
    """Names out of byline strings: split, cleaned, each once."""
    found: dict[str, str] = {}
    for line in raw:
        for name in names_in(line):
            if _is_site(name, sites):
                continue
            found.setdefault(squash(name), name)
    names = list(found.values())
    persons = [name for name in names if not is_body(name)]
    return (persons or names)[:MAX_AUTHORS]


def is_body(name: str) -> bool:
    """Whether a name is one of an organisation, not a person's."""
    return sources.by_name(name) is not None or _BODY.search(name) is not None


def names_in(line: str) -> list[str]:
    """The names of one byline string: "By Ana Ruiz and Li Wei, Example News" → two names.

    Agencies that sign as an author ("The Associated Press") are names too; credits tell them
    apart by the table.
    """
    line = _NOISE.sub(" ", clean(line)[:400])
    line = _BY.sub("", line.strip())
    names: list[str] = []
    whole = line.strip(" .,;:|-–—")
    if sources.by_name(whole):
        return [whole]
    for part in _SPLIT.split(line):
        part = _DATE_TAIL.sub("", part)
        part = _BY.sub("", part).strip(" ,;:|-–—*•")
        if not re.search(r"\b(?:[A-Z]|Jr|Sr)\.$", part):
            part = part.rstrip(".")
        if not part:
            continue
        if looks_like_name(part) or (sources.by_name(part) and not names):
            names.append(_cased(part))
    return names


def _cased(name: str) -> str:
    """ "ANA RUIZ" → "Ana Ruiz"; other writings are left alone. Agencies keep their capitals."""
    if name.isupper() and " " in name and not sources.by_name(name):
        return name.title()
    return name


def looks_like_name(text: str) -> bool:
    """Whether a string reads like a person's name: one to five capitalised words and particles."""
    if (
        _ROLE.search(text)
        or _MONTH_OR_DAY.fullmatch(text)
        or len(text) > 60
        or re.search(r"\d", text)
    ):
        return False
    words = text.split()
    if not 1 <= len(words) <= 6 or text.lower() in _GENERIC:
        return False
    if len(words) == 1:
        return len(text) > 2 and text[:1].isupper() and text.lower() not in _GENERIC
    return all(
        word[:1].isupper()
        or word.lower() in _PARTICLES
        or not word[:1].isalpha()
        or not word.isascii()
        for word in words
    )


def _is_site(name: str, sites: list[str]) -> bool:
    plain = squash(name)
    return any(plain == squash(site) for site in sites) and not sources.by_name(name)
