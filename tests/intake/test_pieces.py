"""Pieces of a source, read one by one, are the source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from intake.test_containers import make_tar, make_zip

from dateline.intake import Columns, Failure, open_sources
from dateline.intake.pieces import Piece, cut, open_piece
from dateline.intake.stores import fetch, is_stored, listed
from dateline.records import Page


def warc(path: Path, count: int) -> Path:
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.name.endswith(".gz"))
        for n in range(count):
            kind = "image/png" if n % 5 == 4 else "text/html"
            http = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            body = f"<p>Page number {n}, and {'more ' * n}".encode()
            writer.write_record(
                writer.create_warc_record(
                    f"https://paper.example/{n}",
                    "response",
                    payload=BytesIO(body),
                    http_headers=http,
                )
            )
    return path


def lines(path: Path, count: int) -> Path:
    rows = [json.dumps({"text": f"Text number {n}. " * (n + 1)}) for n in range(count)]
    rows[3:3] = ["", "no json", "[]"]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def same(outcomes: list[Page | Failure]) -> list[object]:
    return [(o.source, str(o.error)) if isinstance(o, Failure) else o for o in outcomes]


def made(folder: Path, name: str) -> Path:
    path = folder / name
    members = {f"{n}.txt": f"Text number {n}.".encode() for n in range(9)}
    if ".warc" in name:
        return warc(path, 20)
    if ".jsonl" in name:
        return lines(path, 12)
    if ".zip" in name:
        return make_zip(path, members)
    if ".tar" in name:
        return make_tar(path, members)
    if ".csv" in name:
        path.write_text(
            "text,url\n" + "".join(f"Text {n},https://a.example/{n}\n" for n in range(9))
        )
        return path
    path.write_text("One page. " * 20)
    return path


NAMES = ("a.warc", "b.warc.gz", "c.jsonl", "d.zip", "e.tar.gz", "f.csv", "g.txt")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("pages", [1, 3, 100])
def test_pieces_are_the_whole(tmp_path: Path, name: str, pages: int) -> None:
    path = made(tmp_path, name)
    whole = same(list(open_sources([str(path)])))
    pieces = cut(path, Columns(), pages=pages)
    read = [same(list(open_piece(p, Columns()))) for p in pieces]
    assert [o for part in read for o in part] == whole
    assert [len(part) for part in read] == [p.count for p in pieces]
    if name[0] in "abc" and pages == 1:
        assert len(pieces) > 8 and pieces[-1].offset
        assert sum(p.length or 0 for p in pieces) == path.stat().st_size


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("protocol", ["file", "local"])
def test_pieces_of_a_store(tmp_path: Path, name: str, protocol: str) -> None:
    """`file` is opened by pyarrow, `local` by fsspec."""
    if protocol == "local":
        pytest.importorskip("fsspec")
    (tmp_path / "store").mkdir()
    (tmp_path / "here").mkdir()
    path = made(tmp_path / "store", name)
    address = f"{protocol}://{path}"
    assert is_stored(address) and list(listed(address)) == [address]
    for piece in cut(path, Columns(), pages=4, name=address):
        there = open_piece(piece, Columns(), path=fetch(piece, tmp_path / "here"))
        told = [
            (o.source, str(o.error)) if isinstance(o, Failure) else (o.path, o.data) for o in there
        ]
        assert told and all(str(t[0]).startswith(address) for t in told)


@pytest.mark.parametrize("name", ["a.warc", "b.warc.gz"])
def test_broken_in_the_middle(tmp_path: Path, name: str) -> None:
    path = warc(tmp_path / name, 40)
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 60] = bytes(60)
    path.write_bytes(data)
    whole = same(list(open_sources([str(path)])))
    assert any(isinstance(o, tuple) for o in whole)
    for pages in (1, 2, 7):
        read = [same(list(open_piece(p, Columns()))) for p in cut(path, Columns(), pages=pages)]
        assert [o for part in read for o in part] == whole


def test_what_is_not_there(tmp_path: Path) -> None:
    gone = Piece(source=str(tmp_path / "gone.warc"), offset=40, count=3)
    (failure,) = open_piece(gone, Columns())
    assert isinstance(failure, Failure) and failure.error.code == "D101"
    assert not is_stored("https://a.example") and not is_stored("a/b.txt") and is_stored("s3://b/x")
    with pytest.raises(Exception, match="no such file"):
        list(listed(f"file://{tmp_path}/gone"))
