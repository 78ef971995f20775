"""An HTML page taken apart: what `article_from_page` builds on and `benchmarks/pages.py` measures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.articles import authors as authors_module
from dateline.articles import body, dates, markup, page_lines, title
from dateline.articles.credits import Surroundings
from dateline.articles.depth import tame
from dateline.articles.doubt import doubt
from dateline.articles.layout import lay_out
from dateline.articles.markup import Head
from dateline.articles.story import find_story
from dateline.articles.told import told_text
from dateline.intake.furniture import furniture

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DATE_META = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "date_published",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "date.created",
    "article.created",
    "article.published",
    "date",
    "rnews:datepublished",
)
_FALLBACK_CHARS = 200

SEARCHED = "page's markup"
"""The claim that nobody makes: a date looked for in the markup."""


@dataclass
class Parts:
    """The parts of an HTML page, before any of them is judged."""

    head: Head = field(default_factory=Head)
    headline: str | None = None
    authors: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    around: Surroundings = field(default_factory=Surroundings)
    claims: list[tuple[str, str | None]] = field(default_factory=list)
    url: str | None = None
    doubted: str | None = None
    """Why the body is trafilatura's and not our own extraction's; None where it is our own."""


def read(html: str, *, url: str | None = None, where: str | None = None) -> Parts:
    """Take an HTML page apart.

    Args:
        html: the page's markup.
        url: where it was found, when known; its own canonical link counts otherwise.
        where: how to name the page in an error.

    Raises `PageTooDeep` and `PageTooLarge`. A page without elements gives empty parts.
    """
    html = tame(html, where)
    tree = markup.parse(html)
    if tree is None:
        return Parts(url=url)
    head = markup.read_head(tree)
    url = url or _own_url(head)
    headline = title.headline(head)
    names = authors_module.authors(head, tree, title.site_names(head))
    layout = lay_out(tree)
    story = find_story(layout, told_text(head))
    blocks = [line.text for line in story.lines]
    paragraphs = body.clear(blocks, headline)
    doubted = doubt(story, paragraphs)
    if doubted:
        prose = sum(len(line.text) for line in layout.lines if body.is_prose(line.text))
        blocks = body.extract(tree, prose)
        paragraphs = body.clear(blocks, headline)
        if sum(map(len, paragraphs)) < _FALLBACK_CHARS:
            paragraphs = _structured_body(head) or paragraphs
    lines = page_lines.visible_lines(layout)
    around = _around(lines, paragraphs, own=not doubted, dek=None if doubted else story.dek)
    kept = set(paragraphs)
    around.within += [block for block in blocks if block not in kept]
    return Parts(
        head=head,
        headline=headline,
        authors=names,
        paragraphs=paragraphs,
        around=around,
        claims=date_claims(head, tree, url, around, headline),
        url=url,
        doubted=doubted,
    )


def _around(lines: list[str], paragraphs: list[str], *, own: bool, dek: str | None) -> Surroundings:
    """What stands around the story. Bylines and stamps below a dek still stand before the story."""
    if dek is None or paragraphs[:1] != [dek]:
        return page_lines.around(lines, paragraphs, same=own)
    around = page_lines.around(lines, paragraphs[1:], same=own)
    around.before = [line for line in around.before if line != dek]
    return around


def _own_url(head: Head) -> str | None:
    for url in (head.canonical, head.first("og:url")):
        if url and url.startswith(("http://", "https://")):
            return url
    return None


def _structured_body(head: Head) -> list[str]:
    """The text that structured data carries, where the page itself shows next to nothing."""
    raw = head.article().get("articleBody")
    if not isinstance(raw, str) or len(raw) < 2 * _FALLBACK_CHARS:
        return []
    lines = [markup.clean(line) for line in raw.replace("</p>", "\n").splitlines()]
    return body.clear([line for line in lines if line], None)


def date_claims(
    head: Head,
    tree: HtmlElement,
    url: str | None,
    around: Surroundings,
    headline: str | None,
) -> list[tuple[str, str | None]]:
    """Who says when the page was published, in the order of their worth."""
    article = head.article()
    claims: list[tuple[str, str | None]] = []
    for thing in (article, *head.linked):
        for key in ("datePublished", "dateCreated", "uploadDate"):
            if isinstance(thing.get(key), str) and (thing is article or key == "datePublished"):
                claims.append(("page's structured data", thing[key]))
    claims += [("page's metadata", value) for value in head.all(*_DATE_META)]
    for node in tree.iter("time", "abbr", "span", "meta"):
        said = node.get("datetime") or node.get("content") or node.get("title")
        label = f"{node.get('itemprop') or ''} {node.get('class') or ''} {node.get('pubdate') or ''}".lower()
        if said and ("datepublished" in label or "published" in label or "pubdate" in label):
            claims.append(("page's time element", said))
    claims += [("address", found[0])] if (found := dates.from_url(url)) else []
    times = [node.get("datetime") for node in tree.iter("time") if node.get("datetime")]
    under = _under_headline(around, headline)
    claims += [(dates.STAMP, line) for line in _stamps(under[-12:])]
    claims += [("page's lines", line) for line in _stamps(around.within[:4])]
    if times:
        claims.append(("page's first time element", times[0]))
    if not any(dates.read_date(raw or "") for _, raw in claims):
        claims.append((SEARCHED, _searched(tree, url)))
    return claims


def _under_headline(around: Surroundings, headline: str | None) -> list[str]:
    """The lines between headline and story. What stands above the headline is the masthead, and
    its date is the day on which the page was saved."""
    wanted = body.squash(headline)
    for number in range(len(around.before) - 1, -1, -1):
        if wanted and body.squash(around.before[number]) == wanted:
            return around.before[number + 1 :]
    return []


def _stamps(lines: list[str]) -> list[str]:
    return [line for line in lines if (row := furniture(line)) and row.id == "stamp"]


def _searched(tree: HtmlElement, url: str | None) -> str | None:
    """What htmldate finds in the page's markup. Its search through the text is left out: it takes
    any date told there for the page's own, and a bare year for the first of January."""
    from copy import deepcopy

    from htmldate import find_date

    found = find_date(deepcopy(tree), original_date=True, extensive_search=False, url=url)
    return str(found) if found and not str(found).endswith("-01-01") else None
