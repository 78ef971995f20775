"""Adding is idempotent, and its result does not depend on the order."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from desk.conftest import content, fill
from desk.made_by_rule import RuleReader, pages, story

from dateline import errors
from dateline.desk import Desk, adding
from dateline.records import Page


def test_same_page_twice_adds_nothing(tmp_path: Path, file: Path) -> None:
    sources = pages(tmp_path / "pages", range(5))
    first = fill(file, sources)
    assert (first.pages, first.added, first.known, first.failed, first.events) == (5, 5, 0, 0, 5)
    before = content(file)
    reader = RuleReader()
    again = fill(file, sources, reader=reader)
    assert (again.pages, again.added, again.known) == (5, 0, 5)
    assert reader.read == 0
    assert content(file) == before


def test_two_orders_give_equal_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = pages(tmp_path / "pages", range(12))
    (tmp_path / "pages" / "empty.txt").write_text("")
    (tmp_path / "pages" / "copy-of-003.txt").write_text(story(3))
    (tmp_path / "pages" / "fault-a.txt").write_text(story(50) + " FAULT")
    (tmp_path / "pages" / "fault-b.txt").write_text(story(50) + " FAULT")
    sources = sorted((tmp_path / "pages").iterdir())
    monkeypatch.setattr(adding, "BATCH_PAGES", 5)
    fill(tmp_path / "a.duckdb", sources)
    fill(tmp_path / "b.duckdb", sources[::-1])
    half = fill(tmp_path / "c.duckdb", sources[::2])
    assert half.added
    fill(tmp_path / "c.duckdb", sources)
    assert content(tmp_path / "a.duckdb") == content(tmp_path / "b.duckdb")
    assert content(tmp_path / "a.duckdb") == content(tmp_path / "c.duckdb")
    with Desk(tmp_path / "a.duckdb", read_only=True) as desk:
        assert desk.info()["articles"] == 12
        assert desk.info()["pages"] == 13
        assert [Path(f.source).name for f in desk.failures()] == [
            "empty.txt", "fault-a.txt", "fault-b.txt",
        ]  # fmt: skip


def rows(path: Path, *told: dict[str, str]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in told))
    return path


@pytest.mark.parametrize("one_batch", [True, False])
def test_the_fuller_record_of_an_article_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_batch: bool
) -> None:
    monkeypatch.setattr(adding, "BATCH_PAGES", 100 if one_batch else 1)
    bare = {"url": "https://paper.example/1", "text": story(1)}
    full = {**bare, "title": "Pact broken", "published": "2023-05-06"}
    other = {**bare, "title": "Pact is broken", "published": "2023-05-06"}
    sources = [rows(tmp_path / f"{n}.jsonl", row) for n, row in enumerate((bare, full, other))]
    made = []
    for number, order in enumerate(((0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0), (0, 2, 1))):
        file = tmp_path / f"{number}.duckdb"
        fill(file, [sources[n] for n in order])
        made.append(content(file))
    assert all(c == made[0] for c in made)
    assert [row[5] for row in made[0]["articles"]] == ["2023-05-06"]
    assert len(made[0]["events_all"]) == 1 and len(made[0]["pages"]) == 3


def test_copies_of_two_outlets_are_two_articles(tmp_path: Path, file: Path) -> None:
    source = rows(
        tmp_path / "x.jsonl",
        {"url": "https://a.example/1", "text": story(1)},
        {"url": "https://b.example/1", "text": story(1)},
    )
    assert fill(file, [source]).added == 2


def test_ids_do_not_depend_on_the_place(tmp_path: Path) -> None:
    ids = []
    for name in ("here", "there/below"):
        fill(tmp_path / f"{name[:4]}.duckdb", pages(tmp_path / name, range(3)))
        with Desk(tmp_path / f"{name[:4]}.duckdb", read_only=True) as desk:
            ids.append([r[0] for r in desk.sql("SELECT id FROM events ORDER BY id").fetchall()])
    assert ids[0] == ids[1] and len(ids[0]) == 3


def test_failures_are_written_down_and_the_rest_is_in(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "pages"
    pages(folder, range(3))
    (folder / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (folder / "b.txt").write_text("FAULT " + story(9))
    (folder / "c.html").write_text("<html><body><p>Menu</p></body></html>")
    last = fill(file, [folder, tmp_path / "nothere"])
    assert (last.added, last.failed) == (3, 4)
    with Desk(file, read_only=True) as desk:
        told = [(Path(f.source).name, f.code) for f in desk.failures()]
    # What is not there is no page: it is told, but not written down.
    assert told == [("a.txt", "D104"), ("b.txt", "D901"), ("c.html", "D107")]
    again = fill(file, [folder])
    assert (again.known, again.failed, again.failed_before) == (3, 0, 3)
    retried = fill(file, [folder], retry=True)
    assert (retried.known, retried.failed, retried.failed_before) == (3, 3, 0)
    (folder / "b.txt").write_text(story(9))
    assert fill(file, [folder]).added == 1
    with Desk(file, read_only=True) as desk:
        assert [Path(f.source).name for f in desk.failures()] == ["a.txt", "c.html"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes there")
def test_names_and_rows_that_are_no_text(tmp_path: Path, file: Path) -> None:
    """A name in another encoding, and halves of letters in JSON: they cost nobody anything."""
    folder = tmp_path / "pages"
    pages(folder, range(1))
    for name, text in ((b"\xff.txt", story(1)), (b"\xfe.txt", story(2)), (b"\xfd.txt", "")):
        with open(os.path.join(os.fsencode(folder), name), "w") as out:
            out.write(text)
    odd = {"text": f"{story(3)} \ud800", "title": "a\ud800", "url": "x:\ud800", "\ud800": "\ud800"}
    rows(folder / "x.jsonl", odd)
    last = fill(file, [folder])
    assert (last.added, last.failed) == (4, 1)
    with Desk(file, read_only=True) as desk:
        assert list(desk.check()) == []
        names = [Path(s).name for (s,) in desk.sql("SELECT source FROM pages").fetchall()]
        assert sorted(names) == ["\\udcfe.txt", "\\udcff.txt", "story-000.txt", "x.jsonl:1"]
        assert [Path(f.source).name for f in desk.failures()] == ["\\udcfd.txt"]
    assert fill(file, [folder]).known == 4


def test_a_new_version_tries_again(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "pages"
    pages(folder, range(1))
    (folder / "b.txt").write_text("FAULT " + story(9))
    fill(file, [folder])
    again = fill(file, [folder], reader=RuleReader(tables_hash="1" * 64))
    assert (again.known, again.failed, again.failed_before) == (1, 1, 0)


def test_stopping_early_keeps_what_was_read(tmp_path: Path, file: Path) -> None:
    sources = pages(tmp_path / "pages", range(4))
    with Desk(file) as desk:
        steps = desk.add(sources, reader=RuleReader())
        next(steps), next(steps)
        steps.close()
        assert desk.info()["articles"] == 2
    assert fill(file, sources).added == 2


def test_reading_comes_back_as_it_was(tmp_path: Path, file: Path) -> None:
    from dateline.articles import article_from_page

    (path,) = pages(tmp_path / "pages", range(7, 8))
    fill(file, [path], published="2023-05-06")
    page = Page(data=path.read_bytes(), kind="prose", path=str(path))
    told = RuleReader().read_article(article_from_page(page, published="2023-05-06"))
    with Desk(file, read_only=True) as desk:
        assert desk.reading(told.article.id) == told
        assert desk.article(told.article.id) == told.article
        assert list(desk.readings()) == [told]
        assert desk.article("none") is None and desk.reading("none") is None


def test_read_only_desk_takes_nothing(tmp_path: Path, file: Path) -> None:
    fill(file, pages(tmp_path / "pages", range(1)))
    with Desk(file, read_only=True) as desk, pytest.raises(errors.UsageError):
        desk.add(["x"], reader=RuleReader())


def test_progress_knows_how_much_is_done(tmp_path: Path, file: Path) -> None:
    pages(tmp_path / "pages", range(4))
    with Desk(file) as desk:
        shares = [p.share for p in desk.add([tmp_path / "pages"], reader=RuleReader())]
    assert shares == sorted(shares) and shares[-1] == 1.0  # type: ignore[type-var]
    assert 0 < (shares[0] or 0) < 0.5 or shares[0] == 0.0
