"""Pages for the tests of this room, all invented."""

from __future__ import annotations

from dateline.records import Page

STORY = [
    "Norway has rejected a proposal by Peru and Ghana to open the northern cod banks to foreign fleets, calling it a breach of the pact that the three states signed in spring.",
    "“We will not give away the living of our coast,” Norwegian Fisheries Minister Kari Lund told parliament on Tuesday.",
    "Peruvian and Ghanaian negotiators met in Lima last week and agreed that quotas should be shared.",
    "Talks between the three governments broke down in 2019 after Norway seized two trawlers.",
]


def html(
    body: str | None = None,
    *,
    head: str = "",
    site: str | None = "Harbour Gazette",
    headline: str = "Norway rejects plan to open cod banks to foreign fleets",
    byline: str = "",
    after: str = "",
) -> bytes:
    paragraphs = body if body is not None else "".join(f"<p>{p}</p>" for p in STORY)
    name = f'<meta property="og:site_name" content="{site}">' if site else ""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{headline} | {site or ""}</title>{name}<meta property="og:title" content="{headline}">{head}</head>
<body><a href="#m">Skip to content</a><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article id="m"><h1>{headline}</h1>{byline}{paragraphs}{after}</article>
<aside><h3>Related stories</h3><p><a href="/1">Herring prices fall for third week</a></p></aside>
<footer><p>© 2021 Harbour Gazette. All rights reserved.</p></footer></body></html>""".encode()


def page(data: bytes | str, kind: str = "html", **more: str) -> Page:
    raw = data.encode() if isinstance(data, str) else data
    return Page(data=raw, kind=kind, **more)  # type: ignore[arg-type]


def pasted(*lines: str) -> Page:
    return page("\n\n".join(lines), "text")
