"""Files with many pages: archives, WARC, feeds, agencies' documents, tables; whole and spoilt."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from dateline import errors, limits
from dateline.articles import article_from_page
from dateline.intake import Columns, Failure, Meter, measure, open_sources
from dateline.records import Page

PROSE = "The ministers of Norway and Peru met in Oslo on Monday. They signed a pact on fish."
HTML = f"<!DOCTYPE html><html><body><h1>Pact</h1><p>{PROSE}</p></body></html>"


def pages(*sources: Path, **options: object) -> list[Page]:
    """The pages of sources in which nothing fails."""
    found = list(open_sources([str(s) for s in sources], **options))  # type: ignore[arg-type]
    assert not [f for f in found if isinstance(f, Failure)], found
    return [p for p in found if isinstance(p, Page)]


def told(page: Page) -> tuple[str | None, ...]:
    return page.url, page.headline, page.published, page.outlet


def failed(source: Path) -> list[type[errors.DatelineError]]:
    found = list(open_sources([str(source)]))
    for one in found:
        if isinstance(one, Failure):
            assert "\n" not in str(one.error) and one.error.cure and one.error.where
    return [type(f.error) for f in found if isinstance(f, Failure)]


# --- archives -----------------------------------------------------------------------------


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def make_tar(path: Path, members: dict[str, bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


MEMBERS = {
    "a/one.html": HTML.encode(),
    "a/two.txt": PROSE.encode(),
    "a/.hidden.txt": b"x",
    "__MACOSX/a/one.html": b"x",
    "picture.jpg": b"\xff\xd8\xff",
}


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz", "x.tgz", "x.tar.bz2", "x.tar.xz"])
def test_archive(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    modes = {"gz": "w:gz", "tgz": "w:gz", "bz2": "w:bz2", "xz": "w:xz", "tar": "w"}
    if name == "x.zip":
        make_zip(path, MEMBERS)
    else:
        make_tar(path, MEMBERS, modes[name.rpartition(".")[2]])
    found = pages(tmp_path)  # an archive in a folder is meant too
    assert [(p.path, p.kind) for p in found] == [
        (f"{path}/a/one.html", "html"),
        (f"{path}/a/two.txt", "prose"),
    ]
    assert found[0].data == HTML.encode()
    data = path.read_bytes()
    # In the middle of the first member: a tar is padded at its end.
    path.write_bytes(data[: 600 if name == "x.tar" else len(data) // 2])
    assert set(failed(path)) == {errors.UnreadableSource}
    path.write_bytes(b"")
    assert failed(path) == [errors.UnreadableSource]
    path.write_bytes(b"no archive at all " * 50)
    assert failed(path) == [errors.UnreadableSource]


def test_archive_without_pages(tmp_path: Path) -> None:
    assert failed(make_zip(tmp_path / "x.zip", {"a.jpg": b"x"})) == [errors.SourceNotFound]
    assert failed(make_tar(tmp_path / "x.tgz", {"a.jpg": b"x"})) == [errors.SourceNotFound]


def test_bomb_costs_a_page_at_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PAGE_BYTES", 100_000)
    bomb = {"bomb.txt": b"a" * 5_000_000, "good.txt": PROSE.encode()}
    for path in (make_zip(tmp_path / "x.zip", bomb), make_tar(tmp_path / "x.tgz", bomb)):
        found = list(open_sources([str(path)]))
        assert [type(f).__name__ for f in found] == ["Failure", "Page"]
        assert isinstance(found[0], Failure) and type(found[0].error) is errors.PageTooLarge


def test_one_spoilt_member(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "x.zip", {"one.txt": PROSE.encode() * 20, "two.txt": PROSE.encode()})
    data = bytearray(path.read_bytes())
    at = data.index(b"one.txt") + 20
    data[at : at + 10] = bytes(10)
    path.write_bytes(bytes(data))
    found = list(open_sources([str(path)]))
    assert [type(f).__name__ for f in found] == ["Failure", "Page"]


# --- WARC ---------------------------------------------------------------------------------


def make_warc(path: Path, packed: bool = True) -> Path:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    def write(url: str, status: str, kind: str, data: bytes) -> None:
        http = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(data), http_headers=http,
            warc_headers_dict={"WARC-Date": "2023-05-06T07:08:09Z"},
        )  # fmt: skip
        writer.write_record(record)

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        write("https://paper.example/1", "200 OK", "text/html; charset=ISO-8859-1", HTML.encode())
        write("https://paper.example/2", "404 Not Found", "text/html", b"<html>gone</html>")
        write("https://paper.example/x.png", "200 OK", "image/png", b"\x89PNG\r\n\x1a\n")
        write("https://paper.example/robots.txt", "200 OK", "text/plain", b"User-agent: *")
        write("https://paper.example/3", "200 OK", "text/plain", PROSE.encode())
    return path


@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz"])
def test_warc(tmp_path: Path, name: str) -> None:
    path = make_warc(tmp_path / name, packed=name.endswith(".gz"))
    one, two = pages(path)
    assert (one.url, one.kind, one.data) == ("https://paper.example/1", "html", HTML.encode())
    assert (one.fetched, one.declared_charset) == ("2023-05-06T07:08:09Z", "ISO-8859-1")
    assert (two.url, two.kind) == ("https://paper.example/3", "prose")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) - 30])
    assert len(list(open_sources([str(path)]))) >= 1
    path.write_bytes(b"nothing of the kind")
    assert failed(path) == [errors.UnreadableSource]


# --- feeds and documents --------------------------------------------------------------------

RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Paper</title>
<item><title>Pact &amp;amp; fish</title><link>https://paper.example/1</link>
<pubDate>Mon, 06 Feb 2023 16:45:00 +0100</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{PROSE}</p><figure>A picture</figure><p>And   more.</p>]]></content:encoded></item>
<item><title>Other</title><guid>https://paper.example/2</guid><description>{PROSE}</description></item>
<item><title>Empty</title></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Paper</title>
<entry><title type="html">Pact</title><link href="https://paper.example/1"/>
<updated>2023-02-07T10:00:00Z</updated><published>2023-02-06T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PROSE}</p><p>More.</p></div></content>
</entry></feed>"""

NITF = f"""<nitf><head><docdata><doc-id id-string="agency.1"/><date.issue norm="20230206T164500+0100"/>
</docdata></head><body><body.head><hedline><hl1>Pact signed</hl1></hedline>
<distributor>Agency</distributor></body.head>
<body.content><block><p>{PROSE}</p><p>More.</p></block></body.content></body></nitf>"""

G2 = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:agency:1">
<itemMeta><provider literal="Agency"/><versionCreated>2023-02-06T10:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>Pact signed</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{PROSE}</p><p>More.</p></body></html>
</inlineXML></contentSet></newsItem>"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_rss(tmp_path: Path) -> None:
    found = list(open_sources([str(write(tmp_path / "x.rss", RSS))]))
    assert [type(f).__name__ for f in found] == ["Page", "Page", "Failure"]
    one, two = found[0], found[1]
    assert isinstance(one, Page) and isinstance(two, Page)
    assert told(one) == (
        "https://paper.example/1", "Pact & fish", "2023-02-06T16:45+01:00", "The Paper",
    )  # fmt: skip
    assert one.data.decode() == f"{PROSE}\n\nAnd more."
    assert told(two) == ("https://paper.example/2", "Other", None, "The Paper")
    article = article_from_page(one)
    assert (article.headline, article.published) == ("Pact & fish", "2023-02-06T16:45+01:00")
    assert (article.outlet, article.url) == ("The Paper", "https://paper.example/1")


def test_atom(tmp_path: Path) -> None:
    (one,) = pages(write(tmp_path / "x.xml", ATOM))
    assert told(one) == ("https://paper.example/1", "Pact", "2023-02-06T10:00:00Z", "The Paper")
    assert one.data.decode() == f"{PROSE}\n\nMore."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NITF, ("agency.1", "Pact signed", "2023-02-06T16:45+01:00", "Agency")),
        (G2, ("urn:newsml:agency:1", "Pact signed", "2023-02-06T10:00:00Z", "Agency")),
        (f"<newsMessage>{G2}</newsMessage>", ("urn:newsml:agency:1", "Pact signed", "2023-02-06T10:00:00Z", "Agency")),
    ],
)  # fmt: skip
def test_documents_of_agencies(tmp_path: Path, text: str, expected: tuple[str, ...]) -> None:
    (one,) = pages(write(tmp_path / "x.xml", text))
    assert told(one) == expected
    assert one.data.decode() == f"{PROSE}\n\nMore."
    assert article_from_page(one).published in (
        "2023-02-06T16:45+01:00",
        "2023-02-06T10:00Z",
        "2023-02-06T10:00+00:00",
    )


FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Paper",
    "items": [
        {
            "id": "1",
            "url": "https://paper.example/1",
            "title": "Pact",
            "content_html": f"<p>{PROSE}</p><p>More.</p>",
            "date_published": "2023-02-06T10:00:00Z",
        }
    ],
}
NINJS_1 = {
    "uri": "https://agency.example/1",
    "headline": "Pact",
    "versioncreated": "2023-02-06T10:00:00Z",
    "body_html": f"<p>{PROSE}</p><p>More.</p>",
    "copyrightholder": "The Paper",
}
NINJS_3 = {
    "uri": "https://agency.example/1",
    "headlines": [{"role": "main", "value": "Pact"}],
    "firstCreated": "2023-02-06T10:00:00Z",
    "versionCreated": "2023-02-09T10:00:00Z",
    "bodies": [
        {"contentType": "text/html", "value": "<p>no</p>"},
        {"contentType": "text/plain", "value": f"{PROSE}\n\nMore."},
    ],
    "infoSources": [{"name": "The Paper"}],
}


@pytest.mark.parametrize("document", [FEED, NINJS_1, NINJS_3, [NINJS_1]])
def test_json_documents(tmp_path: Path, document: object) -> None:
    (one,) = pages(write(tmp_path / "x.json", json.dumps(document)))
    assert told(one)[1:] == ("Pact", "2023-02-06T10:00:00Z", "The Paper")
    assert one.data.decode() == f"{PROSE}\n\nMore."


def test_json_list_of_articles(tmp_path: Path) -> None:
    rows = [{"body": PROSE, "headline": "A"}, 7, {"headline": "no text"}, {"text": PROSE}]
    found = list(open_sources([str(write(tmp_path / "x.json", json.dumps(rows)))]))
    assert [type(f).__name__ for f in found] == ["Page", "Failure", "Failure", "Page"]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "&{a};&{a};&{a};&{a};&{a};&{a};&{a};&{a};">'
    for a, b in zip("abcdefghij", "bcdefghijk", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        RSS[:300],
        "",
        "<unknown/>",
        "<urlset><url><loc>https://paper.example/1</loc></url></urlset>",
        "<rss><channel><title>x</title></channel></rss>",
        BOMB + "]><rss><channel><item><description>&k;</description></item></channel></rss>",
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><rss><channel><item>'
        "<description>&e;</description></item></channel></rss>",
    ],
)
def test_spoilt_xml(tmp_path: Path, text: str) -> None:
    assert len(failed(write(tmp_path / "x.xml", text))) == 1


@pytest.mark.parametrize(
    "text", ['{"a": ', "", "[" * 100_000, "\ud83d".encode("utf-8", "replace").decode()]
)
def test_spoilt_json(tmp_path: Path, text: str) -> None:
    assert failed(write(tmp_path / "x.json", text)) == [errors.UnreadableSource]


# --- tables ---------------------------------------------------------------------------------


@pytest.mark.parametrize("comma", [",", ";", "\t", "|"])
def test_csv(tmp_path: Path, comma: str) -> None:
    head = comma.join(["Headline", "Publish Date", "URL", "Body", "Publisher"])
    line = comma.join(
        ['"Pact"', "2023-02-06", "https://paper.example/1", f'"{PROSE}\n\nMore."', "The Paper"]
    )
    heard: list[str] = []
    path = write(tmp_path / "x.csv", f"{head}\n{line}\n\n,,,,\n")
    found = list(open_sources([str(path)], tell=heard.append))
    assert isinstance(found[0], Page)
    assert told(found[0]) == ("https://paper.example/1", "Pact", "2023-02-06", "The Paper")
    assert found[0].data.decode() == f"{PROSE}\n\nMore."
    assert all(isinstance(f, Failure) for f in found[1:])
    assert heard == [
        f"{path}: text = Body, title = Headline, published = Publish Date, url = URL, outlet = Publisher"
    ]


def test_csv_in_other_encodings_and_packed(tmp_path: Path) -> None:
    text = f'id,text\n7,"{PROSE} Élysée café."\n'
    for number, (name, data) in enumerate(
        [
            ("a.csv", text.encode("cp1252")),
            ("b.csv", text.encode("utf-8-sig")),
            ("c.csv", text.encode("utf-16")),
            ("d.csv.gz", gzip.compress(text.encode())),
        ]
    ):
        path = tmp_path / name
        path.write_bytes(data)
        (page,) = pages(path)
        assert page.data.decode().endswith("Élysée café."), (number, name)
        assert page.url == "7"


def test_columns_said_by_the_user(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", f"text,long\nshort,{PROSE}\n")
    (page,) = pages(path, columns=Columns(text="long"))
    assert page.data.decode() == PROSE
    found = list(open_sources([str(path)], columns=Columns(text="none")))
    assert [type(f.error) for f in found if isinstance(f, Failure)] == [errors.UsageError]
    assert failed(write(tmp_path / "y.csv", "a,b\n1,2\n")) == [errors.UsageError]


def test_bad_rows_cost_only_themselves(tmp_path: Path) -> None:
    rows = [f"{n},{PROSE}" for n in range(50)]
    rows[10] = "10"
    rows[20] = '20,"\x00"'
    found = list(open_sources([str(write(tmp_path / "x.csv", "id,text\n" + "\n".join(rows)))]))
    assert sum(isinstance(f, Page) for f in found) >= 48


def test_parquet(tmp_path: Path) -> None:
    import datetime

    import pyarrow as pa
    import pyarrow.parquet as parquet

    path = tmp_path / "x.parquet"
    table = pa.table(
        {
            "content": [PROSE, None, PROSE],
            "date": [datetime.date(2023, 2, 6), None, datetime.date(2023, 2, 7)],
            "other": [[1], [2], [3]],
        }
    )
    parquet.write_table(table, path)
    found = list(open_sources([str(path)]))
    assert [type(f).__name__ for f in found] == ["Page", "Failure", "Page"]
    assert isinstance(found[0], Page) and found[0].published == "2023-02-06"
    path.write_bytes(path.read_bytes()[:100])
    assert failed(path) == [errors.UnreadableSource]


def test_json_lines(tmp_path: Path) -> None:
    rows = [{"text": PROSE, "title": "Pact", "date": "2023-02-06"}, {"body": f"<p>{PROSE}</p>" * 9}]
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    one, two = pages(tmp_path)
    assert told(one) == (None, "Pact", "2023-02-06", None) and one.path == f"{path}:1"
    assert two.kind == "html"
    path.write_bytes(path.read_bytes()[:60])
    assert errors.UnreadableSource in failed(path)


def test_a_date_that_is_none_is_noted(tmp_path: Path) -> None:
    (page,) = pages(write(tmp_path / "x.jsonl", json.dumps({"text": PROSE, "date": "soon"})))
    article = article_from_page(page, published="2023-03")
    assert article.published == "2023-03" and any("'soon'" in n for n in article.notes)


def test_meter(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", PROSE)
    make_zip(tmp_path / "b.zip", MEMBERS)
    write(tmp_path / "c.jsonl", json.dumps({"text": PROSE}) + "\n")
    total = measure([str(tmp_path)])
    assert total == sum(p.stat().st_size for p in tmp_path.iterdir())
    meter = Meter(total=total)
    shares = []
    for _ in open_sources([str(tmp_path)], meter=meter):
        shares.append(meter.share or 0.0)
    assert shares == sorted(shares) and meter.share == 1.0
    assert measure(["none", "https://x.example/", "a\0b", str(tmp_path / "*.txt")]) == len(PROSE)
