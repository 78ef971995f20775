"""From addresses to pages: feeds, sitemaps, files with many pages, and what lists say of pages."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from intake.site import QuickClock, Site, html, rss, served, sitemap

from dateline import errors, limits
from dateline.articles import article_from_page
from dateline.intake import Columns, Failure, Meter, open_sources
from dateline.intake.fetching import Answer, Fetcher, Fetching, Known, open_online, shown
from dateline.intake.fetching.walk import Outcome
from dateline.intake.listings import feeds_of_opml, listing_of, root_of
from dateline.records import Page

PROSE = (
    "The ministers of Norway and Peru met in Oslo on Monday. They signed a pact on fish. The pact "
    "lets boats of both countries land their catch in any harbour."
)
LONG = " ".join([PROSE] * 6)


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        yield made


class Notes:
    """A memory that is a dict."""

    def __init__(self) -> None:
        self.kept: dict[str, Answer] = {}

    def known(self, url: str) -> Answer | None:
        return self.kept.get(url)


def walk(
    *sources: object, memory: Notes | None = None, links: bool = False, tell: list[str] | None = None
) -> list[Outcome]:  # fmt: skip
    """What comes of sources; answers are remembered as they come."""
    made = Fetcher(Fetching(allow_private=True, delay=0, links=links), clock=QuickClock())
    told: list[str] = [] if tell is None else tell
    notes = memory or Notes()
    found = []
    for outcome in open_online(
        [str(s) for s in sources], None, columns=Columns(), tell=told.append, meter=Meter(),
        fetcher=made, memory=notes,
    ):  # fmt: skip
        if isinstance(outcome, Answer):
            notes.kept[outcome.source] = outcome
        else:
            found.append(outcome)
    return found


def kinds(found: list[Outcome]) -> list[str]:
    return [type(x.error).__name__ if isinstance(x, Failure) else type(x).__name__ for x in found]


def page_of(found: list[Outcome]) -> Page:
    assert kinds(found) == ["Page"], found
    assert isinstance(found[0], Page)
    return found[0]


# --- pages --------------------------------------------------------------------------------


def test_page(site: Site) -> None:
    url = site.page("/story", html("Pact", PROSE), "text/html; charset=iso-8859-1")
    page = page_of(walk(url + "#top"))
    assert (page.url, page.path, page.kind) == (url, url, "html")
    assert page.declared_charset == "iso-8859-1" and page.fetched
    article = article_from_page(page)
    assert article.url == url and article.headline == "Pact"


def test_page_after_a_redirect_bears_the_address_that_answered(site: Site) -> None:
    url = site.page("/story", html("Pact", PROSE))
    first = site.page("/go?to=1", "", status=302, Location="/story")
    page = page_of(walk(first))
    assert (page.url, page.path) == (url, first)


def test_bad_addresses_do_not_stop_the_others(site: Site, tmp_path: Path) -> None:
    good = site.page("/story", html("Pact", PROSE))
    (tmp_path / "a.txt").write_text(PROSE)
    found = walk(site.url + "/none", "http://", "ftp://x.example/", tmp_path / "a.txt", good)
    assert kinds(found) == ["NotFetched", "UsageError", "UsageError", "Page", "Page"]


def test_logins_are_not_shown(site: Site) -> None:
    assert shown("http://me:secret@x.example/a#b") == "http://x.example/a"
    assert "secret" not in shown("http://me:secret@") and shown("me@here.txt") == "me@here.txt"
    found = walk(site.url.replace("//", "//me:secret@") + "/none", "ftp://me:secret@x.example/")
    for one in found:
        assert isinstance(one, Failure)
        assert "secret" not in one.source.partition("ftp")[0] and "secret" not in str(one.error)


def test_conditional(site: Site) -> None:
    url = site.page("/story", html("Pact", PROSE), ETag='"1"')
    memory = Notes()
    assert kinds(walk(url, memory=memory)) == ["Page"]
    assert memory.kept[url].etag == '"1"' and not memory.kept[url].listing
    assert kinds(walk(url, memory=memory)) == ["Known"]
    assert memory.kept[url].etag == '"1"'
    site.page("/story", html("Pact", PROSE + " More."), ETag='"2"')
    assert kinds(walk(url, memory=memory)) == ["Page"]
    assert memory.kept[url].etag == '"2"'


def test_an_answer_comes_after_its_page(site: Site) -> None:
    url = site.page("/story", html("Pact", PROSE), ETag='"1"')
    made = Fetcher(Fetching(allow_private=True), clock=QuickClock())
    found = list(
        open_online(
            [url], None, columns=Columns(), tell=print, meter=Meter(), memory=Notes(), fetcher=made
        )
    )
    assert [type(x) for x in found] == [Page, Answer]


# --- feeds --------------------------------------------------------------------------------


def three(site: Site) -> str:
    """A feed with three entries: two lead to pages, one carries its story."""
    site.page("/1", html("Pact signed", PROSE))
    site.page("/2", html("", PROSE.replace("fish", "milk")))
    return site.page(
        "/feed",
        rss(
            {"title": "Pact signed, says feed", "link": "/1", "text": "Short."},
            {"title": "On milk", "link": site.url + "/2", "date": "Mon, 01 May 2023 08:00:00 GMT"},
            {"title": "Whole", "link": "/3", "text": LONG, "date": "Tue, 02 May 2023 08:00:00 GMT"},
        ),
        "application/rss+xml",
    )


def test_feed(site: Site) -> None:
    memory = Notes()
    found = walk(three(site), memory=memory)
    assert kinds(found) == ["Page"] * 3
    one, two, whole = [article_from_page(p) for p in found if isinstance(p, Page)]
    assert [a.url for a in (one, two, whole)] == [f"{site.url}/{n}" for n in (1, 2, 3)]
    # What the page says of itself wins; what it lacks, the feed says.
    assert (one.headline, one.published) == ("Pact signed", None)
    assert (two.headline, two.published) == ("On milk", "2023-05-01T08:00+00:00")
    assert (whole.text, whole.headline) == (LONG, "Whole")
    assert whole.published == "2023-05-02T08:00+00:00"
    assert "/3" not in site.asked
    assert memory.kept[site.url + "/feed"].listing and site.url + "/1" in memory.kept
    # The second time nothing but the feed is asked for.
    site.asked.clear()
    assert kinds(walk(site.url + "/feed", memory=memory)) == ["Known", "Known", "Page"]
    assert site.asked == ["/robots.txt", "/feed"]


def test_date_of_the_page_wins(site: Site) -> None:
    head = '<meta property="article:published_time" content="2023-04-30T10:00:00Z">'
    site.page("/1", html("Pact", PROSE, head))
    site.page("/feed", rss({"link": "/1", "date": "Mon, 01 May 2023 08:00:00 GMT"}), "text/xml")
    assert article_from_page(page_of(walk(site.url + "/feed"))).published == "2023-04-30T10:00Z"


def test_entries_that_lead_nowhere(site: Site) -> None:
    site.page("/feed2", rss(), "text/xml")
    site.page("/image", b"x", "image/png")
    site.page("/inner", rss({"link": "/1"}), "text/xml")
    feed = site.page(
        "/feed",
        rss(
            {"title": "a", "link": "/none"}, {"title": "b", "link": "file:///etc/passwd"},
            {"title": "c"}, {"title": "d", "text": "No address, but words."},
            {"title": "e", "link": "/image"}, {"title": "f", "link": "/inner"},
        ),
        "text/xml",
    )  # fmt: skip
    found = walk(feed)
    assert kinds(found) == [
        "NotFetched", "UnreadableSource", "UnreadableSource", "Page", "BinaryPage", "UnreadableSource",
    ]  # fmt: skip
    places = [
        x.source if isinstance(x, Failure) else x.path for x in found if not isinstance(x, Known)
    ]
    assert len(set(places)) == len(places)
    assert kinds(walk(site.url + "/feed2")) == ["EmptyPage"]


def test_a_feed_is_had_only_with_all_its_pages(site: Site) -> None:
    """What failed and may go better is tried again, what will not go better is not."""
    memory = Notes()
    site.page("/1", html("Pact", PROSE))
    site.page("/2", "", status=503)
    feed = site.page(
        "/feed", rss({"link": "/1"}, {"link": "/2"}, {"link": "/none"}), "text/xml", ETag='"f"'
    )
    assert kinds(walk(feed, memory=memory)) == ["Page", "NotFetched", "NotFetched"]
    assert sorted(memory.kept) == [site.url + "/1", site.url + "/none"]
    site.page("/2", html("Milk", PROSE))
    assert kinds(walk(feed, memory=memory)) == ["Known", "Page", "Known"]
    assert kinds(walk(feed, memory=memory)) == ["Known"] and site.asked[-1] == "/feed"


@pytest.mark.parametrize(
    ("said", "is_in"),
    [("utf-8", "cp1252"), ("iso-8859-1", "utf-8"), ("us-ascii", "cp1252"), ("windows-1252", "cp1252"),
     ("utf-16", "utf-8"), ("utf-16", "utf-16")],
)  # fmt: skip
def test_a_feed_that_lies_about_its_charset(
    site: Site, tmp_path: Path, said: str, is_in: str
) -> None:
    text = LONG.replace("Peru", "Perú")
    data = rss({"title": "Café", "link": "/1", "text": text}, encoding=said).encode(is_in)
    feed = site.page("/feed", data, "text/xml; charset=utf-8")
    page = page_of(walk(feed))
    assert page.headline == "Café" and page.data.decode() == text
    (tmp_path / "x.rss").write_bytes(data)
    (local,) = open_sources([str(tmp_path / "x.rss")])
    assert isinstance(local, Page) and local.data == page.data


def test_atom_and_json_feeds(site: Site) -> None:
    site.page("/1", html("", PROSE))
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>Pact</title>'
        f'<link href="{site.url}/1"/><published>2023-05-01T08:00:00Z</published></entry></feed>'
    )
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Post",
        "items": [{"url": "/1", "title": "Pact", "date_published": "2023-05-01T08:00:00Z"}],
    }
    for path, body, kind in (
        ("/atom", atom, "application/atom+xml"),
        ("/json", json.dumps(told), "application/feed+json"),
        ("/plain", json.dumps(told), "text/plain"),
    ):
        article = article_from_page(page_of(walk(site.page(path, body, kind))))
        assert (article.headline, article.published) == ("Pact", "2023-05-01T08:00Z"), path


def test_halves_of_letters(site: Site) -> None:
    """JSON can hold what no text can."""
    told = {"version": "https://jsonfeed.org/version/1", "items": [
        {"title": "a\ud800", "content_text": f"{LONG} \ud800"},
        {"url": "http://\ud800.example/"}, {"url": 5, "title": {}},
    ]}  # fmt: skip
    found = walk(site.page("/feed", json.dumps(told), "application/json"))
    assert kinds(found) == ["Page", "UsageError", "UnreadableSource"]
    for one in found:
        json.dumps(str(one.headline if isinstance(one, Page) else one)).encode()


@pytest.mark.parametrize(
    "body", ["<rss", "<rss><channel>", '<?xml version="1.0"?><feed>', "{'jsonfeed.org'", "[}"]
)
def test_spoilt_lists(site: Site, body: str) -> None:
    kind = "application/json" if body[0] in "{[" else "text/xml"
    assert kinds(walk(site.page("/feed", body, kind))) == ["UnreadableSource"]


def test_entities_stay_closed(site: Site) -> None:
    bomb = "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>"
    body = bomb + rss({"title": "x&b;&c;", "link": "/1", "text": LONG}).partition("?>")[2]
    page = page_of(walk(site.page("/feed", body, "text/xml")))
    assert page.headline == "x"


def test_feed_has_its_bound(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FEED_LINKS", 2)
    site.page("/feed", rss(*({"link": f"/{n}"} for n in range(5))), "text/xml")
    told: list[str] = []
    assert len(walk(site.url + "/feed", tell=told)) == 2
    assert told == [f"{site.url}/feed: only the first 2 of 5 entries are looked at"]


# --- sitemaps -----------------------------------------------------------------------------


def test_sitemap_index(site: Site) -> None:
    for n in (1, 2, 3):
        site.page(f"/{n}", html("Pact", PROSE))
    site.page("/a.xml", sitemap(site.url + "/1", site.url + "/2"), "text/xml", ETag='"a"')
    packed = gzip.compress(sitemap(site.url + "/3").encode())
    site.page("/b.xml.gz", packed, "application/octet-stream")
    index = site.page(
        "/map.xml",
        sitemap(site.url + "/a.xml", site.url + "/b.xml.gz", site.url + "/none.xml", index=True),
        "text/xml",
    )
    memory = Notes()
    assert kinds(walk(index, memory=memory)) == ["Page", "Page", "Page", "NotFetched"]
    assert memory.kept[site.url + "/a.xml"].etag == '"a"' and index not in memory.kept
    assert kinds(walk(index, memory=memory)) == ["Known", "Known", "NotFetched"]


def test_index_in_an_index(site: Site) -> None:
    index = site.page("/map.xml", sitemap(site.url + "/map.xml", index=True), "text/xml")
    assert kinds(walk(index)) == ["UnreadableSource"]


def test_news_sitemap(site: Site) -> None:
    site.page("/1", html("", PROSE))
    body = sitemap(site.url + "/1").replace(
        "</url>",
        '<n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><n:publication_date>'
        "2023-05-01</n:publication_date><n:title>Pact</n:title></n:news></url>",
    )
    article = article_from_page(page_of(walk(site.page("/news.xml", body, "text/xml"))))
    assert (article.headline, article.published) == ("Pact", "2023-05-01")


def test_local_lists_are_looked_up_where_one_says_so(site: Site, tmp_path: Path) -> None:
    site.page("/1", html("Pact", PROSE))
    site.page("/2", html("Milk", PROSE))
    one, two = tmp_path / "map.xml", tmp_path / "map.xml.gz"
    one.write_text(sitemap(site.url + "/1"))
    two.write_bytes(gzip.compress(sitemap(site.url + "/2").encode()))
    feed = tmp_path / "a.rss"
    feed.write_text(rss({"link": site.url + "/1", "text": "Short."}, {"title": "x", "text": LONG}))
    for path in (one, two):
        (found,) = walk(path)
        assert isinstance(found, Failure) and isinstance(found.error, errors.UsageError)
        assert "addresses: 1 of them" in found.error.what and "--fetch" in (found.error.cure or "")
    assert site.asked == []
    assert kinds(walk(one, two, links=True)) == ["Page", "Page"]
    # A feed's entries are its own text, unless one asks for the pages.
    assert [p.url for p in walk(feed) if isinstance(p, Page)] == [site.url + "/1", None]
    found = walk(feed, links=True)
    assert [p.kind for p in found if isinstance(p, Page)] == ["html", "prose"]


# --- files --------------------------------------------------------------------------------


def test_files_with_many_pages(site: Site) -> None:
    rows = "".join(
        json.dumps({"text": PROSE, "url": f"http://x.example/{n}"}) + "\n" for n in (1, 2)
    )
    site.page("/rows.jsonl", rows + "oops\n", "application/octet-stream")
    site.page("/rows.jsonl.gz", gzip.compress(rows.encode()), "application/gzip")
    site.page("/rows.csv", f"body,link\n{PROSE},http://x.example/1\n", "text/csv")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.html", html("Pact", PROSE))
    site.page("/pages.zip?x=1", made.getvalue(), "application/zip")
    told: list[str] = []
    found = walk(site.url + "/rows.jsonl", tell=told)
    assert kinds(found) == ["Page", "Page", "UnreadableSource"]
    last = found[-1]
    assert isinstance(last, Failure) and last.source == f"{site.url}/rows.jsonl:3"
    assert str(last.error).startswith(last.source) and told[0].startswith(
        f"{site.url}/rows.jsonl: "
    )
    assert kinds(walk(site.url + "/rows.jsonl.gz")) == ["Page", "Page"]
    # Some servers call the file's own packing that of the answer, some pack a plain one.
    packed = gzip.compress(rows.encode())
    for name in ("x.jsonl.gz", "x.jsonl"):
        site.page(f"/{name}", packed, "application/json", Content_Encoding="gzip")
        assert kinds(walk(f"{site.url}/{name}")) == ["Page", "Page"], name
    assert site.headers[-1]["accept-encoding"] == "identity"
    assert kinds(walk(site.url + "/rows.csv")) == ["Page"]
    zipped = page_of(walk(site.url + "/pages.zip?x=1"))
    assert zipped.path == f"{site.url}/pages.zip?x=1/a.html"
    assert kinds(walk(site.url + "/none.warc.gz")) == ["NotFetched"]


def test_file_has_its_bound(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 1_000)
    assert kinds(walk(site.page("/rows.jsonl", "x" * 2_000))) == ["PageTooLarge"]


def test_documents(site: Site) -> None:
    nitf = f"<nitf><body><body.head><hedline><hl1>Pact</hl1></hedline></body.head><body.content><p>{PROSE}</p></body.content></body></nitf>"
    url = site.page("/x", nitf, "application/xml")
    page = page_of(walk(url))
    assert page.headline == "Pact" and page.path == url
    assert kinds(walk(site.page("/list", "<opml/>", "text/xml"))) == ["UsageError"]
    rows = site.page("/y", json.dumps([{"text": PROSE}, {"text": PROSE}]), "application/json")
    assert kinds(walk(rows)) == ["Page", "Page"]


# --- what a document is -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "root"),
    [
        (b"<rss>", "rss"), (b"\xef\xbb\xbf <?xml version='1.0'?>\n<!-- x --><a:Feed x='1'>", "feed"),
        (b"<!DOCTYPE html><html>", "html"), ("\ufeff<urlset>".encode("utf-16"), "urlset"),
        (b"words <b>", None), (b"", None), (b"<!-- never closed", None), (b"<!---->" * 3000, None),
    ],
)  # fmt: skip
def test_root(data: bytes, root: str | None) -> None:
    assert root_of(data) == root
    assert listing_of(b"<html></html>", "x") is None


def test_opml() -> None:
    body = (
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="Coast">'
        '<outline type="rss" xmlUrl="https://a.example/feed"/><outline xmlURL=" https://b.example/ "/>'
        '<outline xmlUrl="https://a.example/feed"/></outline><outline text="no feed"/></body></opml>'
    )
    assert feeds_of_opml(body.encode(), "x") == ["https://a.example/feed", "https://b.example/"]
    for wrong in ("<opml/>", "<html/>", "", "<opml"):
        with pytest.raises(errors.UnreadableSource) as caught:
            feeds_of_opml(wrong.encode(), "feeds.opml")
        assert caught.value.cure and caught.value.where == "feeds.opml"
