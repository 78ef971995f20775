"""The real command over real files, good and bad together."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def dateline(*args: str, stdin: bytes = b"") -> tuple[int, str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "dateline.cli", *args],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode().splitlines()


def test_bad_sources_are_one_line_each_and_the_good_one_is_read(tmp_path: Path) -> None:
    bad = {
        "empty.html": b"",
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        "deep.html": b"<div>" * 100_000 + b"words",
        "links.html": b"<html><body><a href='/a'>One</a> <a href='/b'>Two</a></body></html>",
        "french.html": "<html><body><article><h1>Le ministre</h1><p>{}</p></article></body></html>".format(
            "Le ministre des affaires étrangères a déclaré que la France ne changerait pas d’avis. "
            * 8
        ).encode(),
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder").mkdir()
    names = [*bad, "folder", "missing.html"]
    paths = [str(tmp_path / name) for name in names]
    code, out, lines = dateline("read", *paths, "examples/patrol-boat-dispute.html", "-f", "jsonl")
    assert code == 1
    assert len(out.splitlines()) == 1
    assert len(lines) == len(names), lines
    for name, line in zip(names, lines, strict=True):
        assert line.startswith("dateline: D1"), line
        assert name in line
        assert line.endswith(")"), f"no cure: {line}"


def test_standard_input_and_date(tmp_path: Path) -> None:
    prose = b"France expelled two Russian diplomats on Monday, the French foreign ministry said.\n"
    code, out, lines = dateline(
        "read", "-", "--published", "2022-04-05", "-f", "jsonl", "--only-events", stdin=prose
    )
    assert (code, lines) == (0, [])
    (event,) = [json.loads(line) for line in out.splitlines()]
    assert event["type"] in {"SANCTION", "COERCE"}
    assert event["when"]["earliest"] == "2022-04-04"
    assert [a["country"] for a in event["sources"] + event["targets"]] == ["FRA", "RUS"]


def test_same_input_same_output() -> None:
    first = dateline("read", "examples/patrol-boat-dispute.html", "-f", "csv")
    assert first == dateline("read", "examples/patrol-boat-dispute.html", "-f", "csv")


def test_explain_a_sentence() -> None:
    code, out, _ = dateline("explain", "Peru denied that its navy had opened fire.")
    assert code == 0
    for words in ("Peru", "denied", "ASSAULT"):
        assert words in out


def test_nothing_but_bad_calls_is_2(tmp_path: Path) -> None:
    code, out, lines = dateline("read", str(tmp_path / "missing.html"))
    assert (code, out, len(lines)) == (2, "", 1)
