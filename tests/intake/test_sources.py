"""Sources: what is opened, in which order, and how each bad one fails without taking the rest."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from dateline import errors, limits
from dateline.intake import Failure, open_sources
from dateline.records import Page

PROSE = "The ministers of Norway and Peru met in Oslo on Monday. They signed a pact on fish."
HTML = f"<!DOCTYPE html><html><body><h1>Pact</h1><p>{PROSE}</p></body></html>"


def only(sources: list[str], stdin: io.BytesIO | None = None) -> Page | Failure:
    found = list(open_sources(sources, stdin))
    assert len(found) == 1
    return found[0]


def failure(source: str, kind: type[errors.DatelineError]) -> errors.DatelineError:
    found = only([source])
    assert isinstance(found, Failure)
    assert found.source == source
    assert type(found.error) is kind
    line = str(found.error)
    assert "\n" not in line and found.error.what in line and found.error.cure
    return found.error


def test_file_kinds(tmp_path: Path) -> None:
    for name, text, kind in [
        ("a.html", HTML, "html"),
        ("saved-page", HTML, "html"),
        ("b.txt", PROSE, "prose"),
        ("c.txt", HTML, "html"),
        ("d.html", PROSE, "prose"),
        ("e.txt", f"Skip to content\n\nPact signed\n\n{PROSE}\n\nShare this article", "text"),
        ("f.md", f"# Pact\n\n{PROSE}", "prose"),
    ]:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        page = only([str(path)])
        assert isinstance(page, Page), page
        assert (page.kind, page.path, page.data) == (kind, str(path), text.encode())


def test_prose_about_tags_is_prose(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("He wrote <b>no</b> in bold, the court heard. " * 20)
    page = only([str(path)])
    assert isinstance(page, Page) and page.kind == "prose"


def test_folder_is_sorted_recursive_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.html", "a/.secret.txt", ".git/x.txt", "c.jpg", "d", "e.csv"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PROSE)
    found = [
        Path(p.path or "").relative_to(tmp_path).as_posix() for p in open_sources([str(tmp_path)])
    ]  # type: ignore[union-attr]
    assert found == ["a/z.html", "b.txt", "d"]


def test_glob(tmp_path: Path) -> None:
    for name in ("2.txt", "1.txt", "3.html"):
        (tmp_path / name).write_text(PROSE)
    found = [os.path.basename(p.path or "") for p in open_sources([str(tmp_path / "*.txt")])]  # type: ignore[union-attr]
    assert found == ["1.txt", "2.txt"]
    failure(str(tmp_path / "*.xml"), errors.SourceNotFound)


def test_file_with_brackets_in_its_name_is_no_pattern(tmp_path: Path) -> None:
    path = tmp_path / "page [1].txt"
    path.write_text(PROSE)
    assert isinstance(only([str(path)]), Page)


def test_stdin() -> None:
    page = only(["-"], io.BytesIO(PROSE.encode()))
    assert isinstance(page, Page) and page.path is None and page.kind == "prose"
    bad = only(["-"], io.BytesIO(b""))
    assert isinstance(bad, Failure) and type(bad.error) is errors.EmptyPage


def test_bad_sources_do_not_stop_the_others(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(PROSE)
    (tmp_path / "bad.txt").write_bytes(b"")
    found = list(open_sources([str(tmp_path / "none.txt"), str(tmp_path), str(good)]))
    assert [type(x).__name__ for x in found] == ["Failure", "Failure", "Page", "Page"]


def test_missing_file(tmp_path: Path) -> None:
    error = failure(str(tmp_path / "nothing.html"), errors.SourceNotFound)
    assert error.exit_code == 2


@pytest.mark.parametrize("data", [b"", b"  \n\n\t ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_empty(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    failure(str(path), errors.EmptyPage)


def test_folder_without_pages(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    failure(str(tmp_path), errors.SourceNotFound)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"PK\x03\x04" + bytes(30),
        b"\x1f\x8b\x08" + bytes(30),
        bytes(range(256)) * 40,
        os.urandom(1000),
        b"some text " * 20 + bytes(200),
    ],
)
def test_binary(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(data)
    failure(str(path), errors.BinaryPage)


def test_utf16_is_text(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    for encoding in ("utf-16", "utf-16-le", "utf-32"):
        path.write_bytes(PROSE.encode(encoding))
        page = only([str(path)])
        assert isinstance(page, Page) and page.kind == "prose", encoding
    path.write_bytes(HTML.encode("utf-16"))
    page = only([str(path)])
    assert isinstance(page, Page) and page.kind == "html"


def test_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.html"
    with path.open("wb") as handle:  # sparse: 100 MB that take no room
        handle.truncate(100_000_000)
    monkeypatch.setattr(Path, "open", lambda *a, **k: pytest.fail("the file was opened"))
    failure(str(path), errors.PageTooLarge)


def test_endless_stdin_is_read_to_the_limit_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PAGE_BYTES", 1000)

    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= 1001
            self.asked += size
            return b"a" * size

    found = only(["-"], Endless())  # type: ignore[arg-type]
    assert isinstance(found, Failure) and type(found.error) is errors.PageTooLarge


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(PROSE)
    path.chmod(0)
    failure(str(path), errors.UnreadableSource)


def test_no_permission_as_the_system_says_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.txt"
    path.write_text(PROSE)

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "permission denied" in str(failure(str(path), errors.UnreadableSource))


def test_urls_and_odd_names() -> None:
    error = failure("https://example.org/story", errors.UsageError)
    assert error.exit_code == 2
    failure("", errors.UsageError)
    failure("a\0b", errors.UsageError)
    found = only(["x" * 5000])
    assert isinstance(found, Failure)


def test_link_loops_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = list(open_sources([str(tmp_path)]))
    assert [type(x).__name__ for x in found] == ["Page", "Failure"]
