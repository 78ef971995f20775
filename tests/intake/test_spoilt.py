"""Each format of the intake cut short, empty and under a wrong name; bombs; tables with bad rows,
ids that stand twice and dates that are none. What is good in them is read all the same."""

from __future__ import annotations

import gzip
import io
import json
import resource
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import errors, limits
from dateline.articles import article_from_page
from dateline.intake import Failure, open_sources
from dateline.records import Page

PROSE = "The ministers of Norway and Peru met in Oslo on Monday. They signed a pact on fish."
HTML = f"<!DOCTYPE html><html><body><h1>Pact</h1><p>{PROSE}</p></body></html>"


def opened(path: Path) -> tuple[list[Page], list[errors.DatelineError]]:
    """The pages of a source, and what failed: each one line with where and how to mend it."""
    found = list(open_sources([str(path)]))
    failures = [f.error for f in found if isinstance(f, Failure)]
    for error in failures:
        assert "\n" not in str(error) and error.cure and str(path) in str(error.where)
    return [p for p in found if isinstance(p, Page)], failures


# --- a good file of each format ---------------------------------------------------------------


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(3):
            archive.writestr(f"{n}.txt", f"{PROSE} It was affair {n}. " * 20)
    return out.getvalue()


def _tar(mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for n in range(3):
            data = (f"{PROSE} It was affair {n}. " * 20).encode()
            info = tarfile.TarInfo(f"{n}.txt")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def _warc(packed: bool) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for n in range(3):
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        body = io.BytesIO(HTML.replace("Monday", f"day {n}").encode() * 3)
        writer.write_record(
            writer.create_warc_record(
                f"https://paper.example/{n}", "response", payload=body, http_headers=http
            )
        )
    return out.getvalue()


def _rows() -> list[dict[str, str]]:
    return [
        {"id": str(n), "date": f"2023-02-0{n + 1}", "text": f"{PROSE} Number {n}."}
        for n in range(3)
    ]


def _csv() -> bytes:
    lines = ["id,date,text", *(f'{r["id"]},{r["date"]},"{r["text"]}"' for r in _rows())]
    return "\n".join(lines).encode()


def _parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    out = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(_rows()), out)
    return bytes(out.getvalue().to_pybytes())


def _rss() -> bytes:
    items = "".join(
        f"<item><title>{n}</title><link>https://paper.example/{n}</link><description>{PROSE}"
        "</description></item>"
        for n in range(3)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>".encode()


NITF = (
    f"<nitf><head><docdata/></head><body><body.content><p>{PROSE}</p></body.content></body></nitf>"
)
FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "items": [{"id": "1", "content_text": PROSE}],
}

FORMATS: dict[str, Callable[[], bytes]] = {
    "x.zip": _zip,
    "x.tar": lambda: _tar("w"),
    "x.tar.gz": lambda: _tar("w:gz"),
    "x.tar.bz2": lambda: _tar("w:bz2"),
    "x.tar.xz": lambda: _tar("w:xz"),
    "x.warc": lambda: _warc(False),
    "x.warc.gz": lambda: _warc(True),
    "x.csv": _csv,
    "x.csv.gz": lambda: gzip.compress(_csv()),
    "x.parquet": _parquet,
    "x.jsonl": lambda: "\n".join(map(json.dumps, _rows())).encode(),
    "x.jsonl.gz": lambda: gzip.compress("\n".join(map(json.dumps, _rows())).encode()),
    "x.json": lambda: json.dumps(FEED).encode(),
    "x.rss": _rss,
    "x.xml": NITF.encode,
}


@pytest.mark.parametrize("name", FORMATS)
def test_whole(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FORMATS[name]())
    found, failed = opened(tmp_path / name)
    assert len(found) == (1 if name in ("x.json", "x.xml") else 3) and failed == []


@pytest.mark.parametrize("name", FORMATS)
def test_cut_short(tmp_path: Path, name: str) -> None:
    """Wherever it is cut: no page that is not there, and one line for the source at most."""
    data = FORMATS[name]()
    path = tmp_path / name
    path.write_bytes(data)
    whole = {p.data for p in opened(path)[0]}
    said = 0
    for tenth in range(1, 10):
        path.write_bytes(data[: len(data) * tenth // 10])
        found, failed = opened(path)
        # The last row or record may be there in part, as a download leaves it.
        assert sum(p.data not in whole for p in found) <= 1
        assert len(failed) <= 1
        said += bool(failed)
    # What has a frame says that it is cut; a table of lines may be cut between two of them.
    assert said >= {"x.csv": 0, "x.warc": 0, "x.warc.gz": 1}.get(name, 4), said


@pytest.mark.parametrize("name", FORMATS)
def test_empty(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"")
    found, failed = opened(path)
    assert found == [] and len(failed) == 1
    assert failed[0].code in ("D101", "D102", "D103", "D001"), failed


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("content", ["x.zip", "x.csv", "x.parquet", "x.jsonl.gz", "x.rss", "page"])
def test_wrong_extension(tmp_path: Path, name: str, content: str) -> None:
    """Whatever lies under a name: pages, or one clear line; no fault, and no page of binary."""
    path = tmp_path / name
    path.write_bytes(HTML.encode() if content == "page" else FORMATS[content]())
    found, failed = opened(path)
    assert found or failed
    assert len(failed) <= 12  # JSON Lines say it of each line
    for page in found:
        assert b"\x00" not in page.data and page.data.decode("utf-8")


# --- bombs ------------------------------------------------------------------------------------


def test_packed_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty megabytes of one letter, packed small: a page at most is unpacked of them at once."""
    monkeypatch.setattr(limits, "MAX_PAGE_BYTES", 200_000)
    flood = b"a" * 50_000_000
    good = json.dumps({"text": PROSE}).encode()
    table = b"id,text\n1," + flood + b"\n2," + PROSE.encode() + b"\n"
    for name, data in (
        ("lines.jsonl.gz", gzip.compress(b'{"text": "' + flood + b'"}\n' + good, 1)),
        ("table.csv.gz", gzip.compress(table, 1)),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        found, failed = opened(path)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        assert len(failed) == 1, name
        assert name == "table.csv.gz" or [p.data.decode() for p in found] == [PROSE]
        assert sys.platform != "linux" or after - before < 40_000, name


def test_a_bomb_of_bombs(tmp_path: Path) -> None:
    """An archive in an archive is not opened, so that it cannot unfold."""
    inner = _zip()
    for _ in range(3):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("again.zip", inner)
        inner = out.getvalue()
    path = tmp_path / "x.zip"
    path.write_bytes(inner)
    found, failed = opened(path)
    assert found == [] and [type(f) for f in failed] == [errors.SourceNotFound]


def test_many_small_members(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(3_000):
            archive.writestr(f"{n}.txt", "" if n % 1_000 == 7 else PROSE)
    found, failed = opened(path)
    assert (len(found), len(failed)) == (2_997, 3)


# --- tables -----------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted as Linux counts it")
def test_a_long_table_with_three_bad_rows(tmp_path: Path) -> None:
    """200,000 rows, a page at a time: memory stays where it is, and three lines say what is bad."""
    bad = {50_000, 100_001, 199_999}
    path = tmp_path / "x.csv"
    with path.open("w", encoding="utf-8") as out:
        out.write("id,published,text\n")
        for n in range(200_000):
            out.write(f"{n}\n" if n in bad else f'{n},2023-02-06,"{PROSE}"\n')
    count, failures, most = 0, [], 0
    base = _resident()
    for found in open_sources([str(path)]):
        if isinstance(found, Failure):
            failures.append(found.error)
            continue
        count += 1
        if count % 20_000 == 0:
            most = max(most, _resident() - base)
    assert count == 199_997
    assert [f.where for f in failures] == [f"{path}:{n + 2}" for n in sorted(bad)]
    assert most < 20_000_000


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def test_ids_that_stand_twice(tmp_path: Path) -> None:
    """The same row twice is one article; two texts under one id are two."""
    path = tmp_path / "x.csv"
    other = PROSE.replace("Peru", "Chad")
    path.write_text(f"id,text\n7,{PROSE}\n7,{PROSE}\n7,{other}\n8,{PROSE}\n")
    found, failed = opened(path)
    ids = [article_from_page(p).id for p in found]
    assert failed == [] and len(ids) == 4
    assert ids[0] == ids[1] and len(set(ids)) == 3


@pytest.mark.parametrize(
    "date", ["2023-02-30", "2023-13-01", "0000-00-00", "99/99/9999", "soon", "1e9", "-1", "9" * 400]
)
def test_dates_that_are_none(tmp_path: Path, date: str) -> None:
    """The article is read without it, or with what is left of it, and its notes say so."""
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"text": PROSE, "published": date}))
    (page,), failed = opened(path)
    article = article_from_page(page)
    assert failed == [] and article.text == PROSE
    assert article.published is None and any("date" in note for note in article.notes)
