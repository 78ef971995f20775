"""Bad input, end to end: each bad page costs one clear line, and never the pages beside it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from dateline import limits
from dateline.cli import main
from dateline.coding import events

ROOT = Path(__file__).parents[1]
GOOD = ROOT / "examples" / "patrol-boat-dispute.html"
STORY = (
    "Norway rejected a request by Iceland to reopen the cod talks on Wednesday, officials said.",
    "Iceland’s foreign minister condemned the decision and accused Norway of breaking its word.",
    "The two countries signed an agreement on fishing in 1999, and both have praised it since.",
)
FRENCH = (
    "Le ministre des affaires étrangères a déclaré mercredi que la France ne changerait pas d’avis "
    "sur la question des quotas de pêche, malgré les protestations de ses voisins du nord. "
) * 4
CHINESE = "外交部发言人周三表示，中方坚决反对有关国家干涉中国内政，并已提出严正交涉。" * 10


class Outcome(NamedTuple):
    """What a call left behind."""

    code: int
    out: str
    lines: list[str]


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line in this process: exit code, standard output, lines of standard error."""

    def call(*args: str | Path) -> Outcome:
        code = main([str(a) for a in args])
        out, err = capsys.readouterr()
        return Outcome(code, out, err.splitlines())

    return call


def html(*paragraphs: str, title: str = "Norway says no to Iceland", head: str = "") -> str:
    body = "".join(f"<p>{p}</p>" for p in paragraphs or STORY)
    return (
        f"<!DOCTYPE html><html lang='en'><head>{head}<title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def links() -> str:
    items = "".join(f"<li><a href='/{n}'>Story {n}</a></li>" for n in range(40))
    return f"<html><head><title>News</title></head><body><ul>{items}</ul></body></html>"


BAD: dict[str, tuple[bytes, str, str]] = {
    # name: bytes, code, a word that says what is wrong
    "empty.html": (b"", "D103", "empty"),
    "blank.txt": (b" \n\t\r\n", "D103", "empty"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "D104", "PNG"),
    "paper.txt": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "D104", "PDF"),
    "noise.txt": (bytes((n * 73 + n // 251) % 256 for n in range(9_000)), "D104", "binary"),
    "packed.html": (b"\x1f\x8b\x08\x00" + bytes(range(200)), "D104", "gzip"),
    "french.html": (html(FRENCH).encode(), "D108", "French"),
    "chinese.txt": (CHINESE.encode(), "D108", "Chinese"),
    "latin-1-french.html": (html(FRENCH.replace("’", "'")).encode("cp1252"), "D108", "French"),
    "front.html": (links().encode(), "D107", "no article"),
    "form.html": (b"<html><body><form><input name=q></form></body></html>", "D107", "no article"),
    "deep.html": (b"<html><body>" + b"<div>" * 100_000 + b"x", "D106", "nested"),
    "elements.html": (b"<html><body>" + b"<i>x</i>" * 200_000, "D105", "elements"),
}


@pytest.mark.parametrize("name", BAD)
def test_one_line_with_what_where_and_how_to_fix(run: Run, tmp_path: Path, name: str) -> None:
    data, code, what = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    done = run("read", path)
    assert (done.code, done.out) == (1, "")
    assert_line(done.lines, code, name, what)
    assert_good_is_read_beside(run, path, code)


def assert_line(lines: list[str], code: str, where: str, what: str) -> None:
    assert len(lines) == 1, lines
    (line,) = lines
    assert line.startswith(f"dateline: {code}: "), line
    assert where in line and what in line
    assert line.endswith(")") and len(line.rpartition("(")[2]) > 8, f"no cure: {line}"
    assert "Traceback" not in line


def assert_good_is_read_beside(run: Run, bad: str | Path, code: str) -> None:
    """The bad one first and in the middle: the rows of the good ones are those they give alone."""
    alone = list(csv.reader(io.StringIO(run("read", "-f", "csv", GOOD).out)))
    assert len(alone) > 3
    done = run("read", "-f", "csv", bad, GOOD, bad, GOOD)
    assert done.code == 1
    assert [line.split(": ")[1] for line in done.lines] == [code, code]
    assert list(csv.reader(io.StringIO(done.out))) == [*alone, *alone[1:]]


def test_a_missing_file(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.html"
    done = run("read", missing)
    assert (done.code, done.out) == (2, "")
    assert_line(done.lines, "D101", "nowhere.html", "no such file")
    assert_good_is_read_beside(run, missing, "D101")


def test_a_folder_without_pages(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "below").mkdir(parents=True)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = run("read", folder)
    assert (done.code, done.out) == (2, "")
    assert_line(done.lines, "D101", "folder", "without pages")
    assert_good_is_read_beside(run, folder, "D101")


def test_a_pattern_without_files_and_an_address(run: Run, tmp_path: Path) -> None:
    done = run("read", f"{tmp_path}/*.html")
    assert done.code == 2
    assert_line(done.lines, "D101", "*.html", "pattern")
    done = run("read", "https://example.org/story")
    assert done.code == 2
    assert_line(done.lines, "D001", "example.org", "network")


def test_a_bad_page_in_a_folder_costs_only_itself(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("")
    (tmp_path / "b.html").write_bytes(GOOD.read_bytes())
    (tmp_path / "c.html").write_text(links())
    done = run("read", "-f", "jsonl", tmp_path)
    assert done.code == 1
    assert len(done.out.splitlines()) == 1
    assert [line.split(": ")[1] for line in done.lines] == ["D103", "D107"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "locked.html"
    path.write_text(html())
    path.chmod(0)
    done = run("read", path)
    assert done.code == 1
    assert_line(done.lines, "D102", "locked.html", "permission")


def test_a_page_of_100_mb(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "huge.html"
    with path.open("wb") as handle:
        handle.write(html().encode())
        handle.truncate(100_000_000)  # a hole: no disk is filled
    begun = time.perf_counter()
    done = run("read", path)
    assert time.perf_counter() - begun < 2
    assert done.code == 1
    assert_line(done.lines, "D105", "huge.html", f"{limits.MAX_PAGE_BYTES // 1_000_000} MB")
    assert_good_is_read_beside(run, path, "D105")


def test_100_mb_on_standard_input() -> None:
    flood = "import sys\nfor _ in range(100): sys.stdout.write('words and ' * 100_000)"
    with subprocess.Popen([sys.executable, "-c", flood], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as source:  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "dateline.cli", "read", "-"],
            stdin=source.stdout, capture_output=True, text=True, check=False,
        )  # fmt: skip
        source.kill()
    assert (done.returncode, done.stdout) == (1, "")
    assert_line(done.stderr.splitlines(), "D105", "standard input", "MB")


# --- charsets: read all the same, with a line that says so ----------------------------------


CHARSETS: dict[str, tuple[bytes, str]] = {
    "cut.html": (html(*STORY, "Norway’s reply was “no").encode().rpartition(b"\x9cno")[0], "middle"),
    "lies-utf-8.html": (
        html(head="<meta charset=utf-8>").encode("cp1252"), "utf-8; it was read as cp1252"),
    "lies-latin.html": (
        html(head="<meta charset=iso-8859-1>").encode(), "iso-8859-1, but its bytes are UTF-8"),
    "unknown.html": (
        html(head="<meta charset=x-klingon>").encode("cp1252"), "it was read as cp1252"),
    "punycode.html": (
        html(head="<meta charset=punycode>").encode("cp1252"), "it was read as cp1252"),
    "broken.html": (
        html("Günther wrote “no” in Ærø, he said – twice – on Wednesday, “as ever”. " * 3, *STORY)
        .encode().replace(b"Norway", b"Nor\xffway", 1), "no characters"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHARSETS)
def test_a_wrong_charset_is_one_line_and_the_page_is_read(
    run: Run, tmp_path: Path, name: str
) -> None:
    data, what = CHARSETS[name]
    path = tmp_path / name
    path.write_bytes(data)
    done = run("read", "-f", "jsonl", path, GOOD)
    assert done.code == 0
    assert len(done.lines) == 1, done.lines
    assert done.lines[0].startswith("dateline: note: ") and name in done.lines[0]
    assert what in done.lines[0] and done.lines[0].endswith(")")
    first, second = map(json.loads, done.out.splitlines())
    assert any(what in note for note in first["notes"])
    assert first["events"] and second["events"]
    if name != "broken.html":
        assert "Iceland’s foreign minister condemned" in first["article"]["text"]


# --- hostile pages --------------------------------------------------------------------------


def test_an_entity_bomb_does_not_go_off(run: Run, tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    path = tmp_path / "bomb.html"
    path.write_text(f'<!DOCTYPE html [<!ENTITY e0 "ha">{entities}]>' + html(*STORY, "&e11; said."))
    begun = time.perf_counter()
    done = run("read", "-f", "jsonl", path)
    assert time.perf_counter() - begun < 10
    assert done.code == 0
    assert len(done.out) < 50_000


ESCAPES = "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x1b[0m\x9b5A\u202egnp.exe\u2066\x08\x00"


@pytest.mark.parametrize("kind", ["table", "json", "jsonl", "csv"])
def test_no_escape_sequence_reaches_the_terminal(run: Run, tmp_path: Path, kind: str) -> None:
    title = f"Norway {ESCAPES} says no<script>alert(1)</script>"
    story = (f"Norway {ESCAPES} condemned Iceland on Wednesday, officials said.", *STORY)
    linked = json.dumps({
        "@type": "NewsArticle", "headline": f"Norway {ESCAPES} says \ud800 no",
        "author": {"name": f"Ana {ESCAPES} Ruiz"},
    })  # fmt: skip
    head = f"<script type='application/ld+json'>{linked}</script><script>evil()</script>"
    path = tmp_path / "evil\x1b[31m\u202e.html"
    path.write_text(html(*story, title=title, head=head))
    bad = tmp_path / "empty\x1b[31m\n\u202e.html"
    bad.write_text("")
    done = run("read", "-f", kind, path, bad)
    assert done.code == 1
    assert len(done.lines) == 1
    for text in (done.out, done.lines[0]):
        assert not set(text) & set("\x1b\x9b\x07\x08\x00\u202e\u2066")
    assert "alert" not in done.out and "evil()" not in done.out
    assert "Norway" in done.out


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes")
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.html"
    with open(path, "wb") as handle:
        handle.write(GOOD.read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "dateline.cli", "read", path], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"caf" in done.stdout


# --- faults of our own ----------------------------------------------------------------------


def test_a_fault_of_our_own_costs_one_page(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cod.html"
    path.write_text(html())
    sound = events.code_events

    def unsound(found: events.Found, *rest: object) -> object:
        if "cod talks" in found.article.text:
            raise IndexError("list index\x1b[31m\nout of range")
        return sound(found, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(events, "code_events", unsound)
    done = run("read", path)
    assert (done.code, done.out) == (1, "")
    assert_line(done.lines, "D901", "cod.html", "IndexError: list index out of range")
    assert_good_is_read_beside(run, path, "D901")
