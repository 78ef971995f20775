"""Page → article: the one place where the rules of this room are put together."""

from __future__ import annotations

import re

from dateline import limits
from dateline.articles import credits, dates, html, language, pasted, rights, title, topics
from dateline.articles.body import is_prose
from dateline.articles.charset import decode, whole_characters
from dateline.articles.credits import Surroundings
from dateline.articles.dateline import find_dateline
from dateline.articles.dates import Published
from dateline.articles.sources import by_url, host_of
from dateline.errors import EmptyPage, NoArticle
from dateline.records import Article, Page, Span, article_id

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+|\r\n[^\S\n]*(?:\r\n[^\S\n]*)+")
_LINE = re.compile(r"\r\n|\n|\r")
_EDGE = re.compile(r"[\s\ufeff]*")
_WORD = re.compile(r"\w+")
_MIN_WORDS = 20
_MIN_PROSE_SHARE = 0.3


def article_from_page(page: Page, *, published: str | None = None) -> Article:
    """The article of a page, its furniture gone.

    Args:
        page: bytes of HTML, of a page pasted as text, or of plain prose (`page.kind`).
        published: the date of publication as the user knows it; wins over what the page says,
            but not over what the page's source says of this one page (`page.published`).

    Raises:
        EmptyPage: nothing but white space.
        NoArticle: no prose on the page: a front page, a form, a list of links.
        UnreadLanguage: the body is not in English.
        PageTooDeep, PageTooLarge: markup past the limits.
        UsageError: `published` cannot be read.
    """
    where = page.path or page.url or "standard input"
    user = _by_user(published)
    text, notes = decode(page.data, page.declared_charset)
    if page.published:
        told = dates.read_date(page.published)
        wrong = dates.implausible(told[0]) if told is not None else None
        if told is None:
            notes = [*notes, f"published: {page.published!r} in its source is no date"]
        elif wrong is not None:
            notes = [*notes, f"published: its source says {told[0]}, which {wrong}; passed over"]
        else:
            user = Published(*told)
    if not text.strip():
        raise EmptyPage("an empty page", where=where, cure="save the page again")
    if page.kind == "prose":
        return _prose(text, user, page.url, page.outlet, where, notes, page.headline, page.listed)
    if page.kind == "text":
        return _from_pasted(text, user, page, where, notes)
    return _from_html(text, user, page, where, notes)


def article_from_prose(
    text: str, *, published: str | None = None, url: str | None = None, outlet: str | None = None
) -> Article:
    """An article of plain prose. The text is left exactly as given; paragraphs are set off by
    blank lines, or by line ends where every line is whole sentences. Halves of surrogate pairs
    alone become the replacement character, which keeps all offsets.

    Raises `EmptyPage`, `UnreadLanguage`, and `UsageError` for a `published` that is no date.
    """
    user = _by_user(published)
    if not text.strip():
        raise EmptyPage("an empty text", where=url, cure="give at least one sentence")
    return _prose(whole_characters(text), user, url, outlet, url, [])


def _by_user(published: str | None) -> Published | None:
    """The date that the user gives: kept as given, with a note where it can hardly be one."""
    if not published:
        return None
    found = dates.given(published)
    wrong = dates.implausible(found.value) if found.value else None
    if wrong is not None:
        found.notes.append(f"published: {found.value} as given {wrong}; kept, since you say so")
    return found


def _prose(
    text: str,
    user: Published | None,
    url: str | None,
    outlet: str | None,
    where: str | None,
    notes: list[str],
    headline: str | None = None,
    listed: str | None = None,
) -> Article:
    if len(text) > limits.MAX_TEXT_CHARS:
        # A prefix keeps all offsets; it ends with a paragraph where there is one to end with.
        stop = text.rfind("\n\n", limits.MAX_TEXT_CHARS // 2, limits.MAX_TEXT_CHARS)
        text = text[: stop if stop > 0 else limits.MAX_TEXT_CHARS]
        notes = [*notes, f"the text was cut after {len(text):,} characters"]
    outlet = outlet or _outlet_by_url(url)
    paragraphs = prose_paragraphs(text)
    notes = notes + language.require_english(text, where)
    line = find_dateline(text, [(span.start, span.end) for span in paragraphs])
    when = user or dates.from_text(text, line.date if line else None, None)
    if when.value is None:
        when = _by_list(listed) or when
    around = Surroundings()
    return Article(
        id=article_id(text, url=url, outlet=outlet, published=when.value),
        text=text,
        url=url,
        outlet=outlet,
        headline=headline,
        credits=credits.chain(around, outlet=outlet, url=url, dateline=line),
        dateline=line,
        published=when.value,
        published_precision=when.precision,
        paragraphs=paragraphs,
        notes=notes + when.notes,
    )


def prose_paragraphs(text: str) -> list[Span]:
    """The paragraphs of prose as spans, white space at their ends left out."""
    spans = _split(text, _BLANK)
    if len(spans) > 1:
        return spans
    lines = _split(text, _LINE)
    # Hard-wrapped text breaks lines in mid-sentence; then the lines are no paragraphs.
    if len(lines) > 1 and sum(is_prose(text[s.start : s.end]) for s in lines) * 4 >= 3 * len(lines):
        return lines
    return spans


def _split(text: str, border: re.Pattern[str]) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for stop, after in [*((m.start(), m.end()) for m in border.finditer(text)), (len(text), 0)]:
        piece = text[start:stop]
        if piece.strip():
            lead = _EDGE.match(piece)
            spans.append(Span(start + (lead.end() if lead else 0), start + len(piece.rstrip())))
        start = after
    return spans


def _from_pasted(
    text: str, user: Published | None, page: Page, where: str, notes: list[str]
) -> Article:
    url = page.url
    if len(text) > 4 * limits.MAX_TEXT_CHARS:
        text = text[: 4 * limits.MAX_TEXT_CHARS]
        notes = [*notes, f"only the page's first {len(text):,} characters were looked at"]
    found = pasted.read(text)
    lines = [*found.around.before, *found.around.within, *found.around.after]
    claims: list[tuple[str, str | None]] = [
        ("date on the page", stamp) for stamp in found.stamps[:3]
    ]
    if in_url := dates.from_url(url):
        claims.append(("address", in_url[0]))
    claims.append(("list that leads to the page", page.listed))
    return _assemble(
        paragraphs=found.paragraphs,
        headline=found.headline or page.headline,
        names=found.names,
        around=found.around,
        claims=claims,
        topic_list=topics.from_lines(lines),
        outlet=page.outlet or credits.outlet_of(lines, found.names) or _outlet_by_url(url),
        url=url,
        user=user,
        where=where,
        notes=notes,
    )


def _from_html(
    text: str, user: Published | None, page: Page, where: str, notes: list[str]
) -> Article:
    parts = html.read(text, url=page.url, where=where)
    lines = [*parts.around.before, *parts.around.within, *parts.around.after]
    sites = title.site_names(parts.head)
    return _assemble(
        paragraphs=parts.paragraphs,
        headline=parts.headline or page.headline,
        names=parts.authors,
        around=parts.around,
        claims=_with_list(parts.claims, page.listed),
        topic_list=topics.from_lines(lines) or topics.from_head(parts.head),
        outlet=page.outlet
        or _capital(sites[0] if sites else None)
        or credits.outlet_of(lines, parts.authors)
        or _outlet_by_url(parts.url),
        url=parts.url,
        user=user,
        where=where,
        notes=notes,
    )


def _with_list(
    claims: list[tuple[str, str | None]], listed: str | None
) -> list[tuple[str, str | None]]:
    """A page's claims with that of the list that leads to it: after all that the page says, but
    before a date that is only searched for in its markup."""
    if not listed:
        return claims
    at = next((n for n, (who, _) in enumerate(claims) if who == html.SEARCHED), len(claims))
    return [*claims[:at], ("list that leads to the page", listed), *claims[at:]]


def _by_list(listed: str | None) -> Published | None:
    found = dates.choose([("list that leads to the page", listed)])
    return found if found.value is not None else None


def _capital(site: str | None) -> str | None:
    """ "the Guardian" → "The Guardian"; other writings (inews.co.uk) are the site's own."""
    return f"The {site[4:]}" if site and site.startswith("the ") else site


def _outlet_by_url(url: str | None) -> str | None:
    known = by_url(url)
    return known.name if known else host_of(url)


def _assemble(
    *,
    paragraphs: list[str],
    headline: str | None,
    names: list[str],
    around: Surroundings,
    claims: list[tuple[str, str | None]],
    topic_list: list[str],
    outlet: str | None,
    url: str | None,
    user: Published | None,
    where: str,
    notes: list[str],
) -> Article:
    _require_article(paragraphs, where)
    paragraphs, cut = _bounded(paragraphs)
    text = "\n\n".join(paragraphs)
    spans: list[Span] = []
    start = 0
    for paragraph in paragraphs:
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 2
    notes = notes + cut + language.require_english(text, where)
    line = find_dateline(text, [(span.start, span.end) for span in spans])
    right = rights.rights_line(around)
    when = user or dates.choose(claims)
    if when.value is None:
        left = dates.from_text(text, line.date if line else None, right)
        when = Published(left.value, left.precision, when.notes + left.notes)
    if not names:
        names = [c.name for c in credits.chain(around) if c.kind == "person"]
    return Article(
        id=article_id(text, url=url, outlet=outlet, published=when.value),
        text=text,
        url=url,
        outlet=outlet,
        headline=headline,
        byline=", ".join(names) or None,
        credits=credits.chain(around, outlet=outlet, url=url, authors=names, dateline=line),
        dateline=line,
        published=when.value,
        published_precision=when.precision,
        topics=topic_list,
        rights=right,
        paragraphs=spans,
        notes=notes + when.notes,
    )


def _require_article(paragraphs: list[str], where: str) -> None:
    """Raise `NoArticle` where too little on a page reads like sentences."""
    prose = [paragraph for paragraph in paragraphs if is_prose(paragraph)]
    words = sum(len(_WORD.findall(paragraph)) for paragraph in prose)
    share = sum(map(len, prose)) / max(1, sum(map(len, paragraphs)))
    if words < _MIN_WORDS or share < _MIN_PROSE_SHARE:
        raise NoArticle(
            "no article on the page", where=where, cure="give the page of one story, or its text"
        )


def _bounded(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """The paragraphs that fit the limit, and a note where some do not."""
    size = 0
    for number, paragraph in enumerate(paragraphs):
        size += len(paragraph) + 2
        if size > limits.MAX_TEXT_CHARS:
            kept = paragraphs[:number] or [paragraph[: limits.MAX_TEXT_CHARS]]
            return kept, [f"the text was cut after {sum(map(len, kept)):,} characters"]
    return paragraphs, []
