"""Parts of a reading, and what they make together: the desk that one process makes."""

from __future__ import annotations

import json
import os
import random
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from desk.conftest import content, fill
from desk.made_by_rule import RuleReader, pages, story
from desk.test_adding import rows

from dateline import errors
from dateline.cluster.running import Asked, Here, run
from dateline.cluster.stage import Order, ReadPart
from dateline.desk import Desk, Progress
from dateline.scale import Workers
from dateline.scale.recipe import Recipe, program


def made(folder: Path, stories: int = 20) -> list[Path]:
    """Pages of all kinds: copies, the same page twice, faults, fuller and poorer records."""
    paths = pages(folder, range(stories))
    for number in range(0, stories, 4):
        copied = folder / f"copy-of-{number:03}.txt"
        copied.write_text(f"Watch us at six. {story(number)} {story(number + 1)[:200]}", "utf-8")
        same = folder / f"same-as-{number:03}.txt"
        same.write_text(story(number), "utf-8")
        fault = folder / f"fault-{number:03}.txt"
        fault.write_text(f"{story(2 * stories + number)} FAULT", "utf-8")
        bare = {"url": f"https://paper.example/{number}", "text": story(3 * stories + number)}
        full = {**bare, "title": "Pact broken", "published": "2023-05-06"}
        paths += [copied, same, fault]
        paths += [rows(folder / f"bare-{number}.jsonl", bare, bare)]
        paths += [rows(folder / f"full-{number}.jsonl", full, bare, full)]
    (folder / "empty.txt").write_text("")
    return [*paths, folder / "empty.txt"]


def read(folder: Path, sources: list[Path], executor: Any = None, **told: Any) -> Progress:
    reader = told.pop("reader", None) or RuleReader()
    last = Progress()
    asked = Asked(folder, tuple(map(str, sources)), **told)
    for last in run(asked, reader, lambda: nullcontext(executor or Here())):  # noqa: B007
        pass
    return last


def taken(file: Path, folder: Path) -> Progress:
    last = Progress()
    with Desk(file) as desk:
        for last in desk.take_parts(folder):  # noqa: B007
            pass
    return last


def came(file: Path) -> list[tuple[int, int, int]]:
    """Of each kind of arrival that there is: how many, of how many, and in how many runs."""
    with Desk(file, read_only=True) as desk:
        return desk.sql(
            "SELECT count(*), count(DISTINCT id), count(DISTINCT run_id) FROM arrivals "
            "WHERE kind <> 'fuller' GROUP BY kind ORDER BY kind"
        ).fetchall()


def test_parts_make_the_same_desk(tmp_path: Path) -> None:
    sources = made(tmp_path / "pages")
    shuffled = sources.copy()
    random.Random(3).shuffle(shuffled)
    one = fill(tmp_path / "one.duckdb", sources)
    whole = content(tmp_path / "one.duckdb")
    for name, given, size in (("a", sources, 19), ("b", shuffled, 30)):
        last = read(tmp_path / name, given, part_pages=size)
        assert last.pages == one.pages and last.failed == one.failed
        taken(tmp_path / f"{name}.duckdb", tmp_path / name)
        assert content(tmp_path / f"{name}.duckdb") == whole
        assert came(tmp_path / f"{name}.duckdb") == came(tmp_path / "one.duckdb")
    # Into a desk that holds some of it already, part by part; and once more, in vain.
    fill(tmp_path / "some.duckdb", sources[5:40:3])
    for _ in range(2):
        taken(tmp_path / "some.duckdb", tmp_path / "b")
        assert content(tmp_path / "some.duckdb") == whole
        assert came(tmp_path / "some.duckdb")[1:] == came(tmp_path / "one.duckdb")[1:]


def test_the_folder_itself_can_be_asked(tmp_path: Path) -> None:
    sources = made(tmp_path / "pages", 8)
    fill(tmp_path / "one.duckdb", sources)
    read(tmp_path / "parts", sources, part_pages=8)
    told = []
    for path in (tmp_path / "one.duckdb", tmp_path / "parts"):
        with Desk(path, read_only=True) as desk:
            info = desk.info()
            ids = [r[0] for r in desk.events(type="ACCUSE").fetchall()]
            told.append(
                (
                    desk.events().fetchall(),
                    desk.stories(min_copies=2).fetchall(),
                    desk.failures(),
                    ids,
                    [r.article.id for r in desk.readings()],
                    {k: info[k] for k in ("articles", "stories", "events", "pages", "types")},
                    list(desk.check()),
                )
            )
    assert told[0] == told[1] and len(told[0][0]) > 10 and told[0][1]
    with pytest.raises(errors.DeskError, match="is a folder"), Desk(tmp_path / "parts"):
        pass


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    sources = made(tmp_path / "pages", 8)
    folder = tmp_path / "parts"
    asked = Asked(folder, tuple(map(str, sources)), part_pages=8)
    steps = run(asked, RuleReader(), lambda: nullcontext(Here()))  # type: ignore[arg-type]
    for step in steps:
        if step.source == "part 2":
            break
    steps.close()
    done = {p.name: p.stat().st_mtime_ns for p in (folder / "done").iterdir()}
    assert len(done) == 3
    with pytest.raises(errors.DeskError, match="not been read to its end"):
        taken(tmp_path / "desk.duckdb", folder)
    last = read(folder, sources, part_pages=8)
    assert last.known > 9
    now = {p.name: p.stat().st_mtime_ns for p in (folder / "done").iterdir()}
    assert {k: now[k] for k in done} == done and len(now) == 4
    fill(tmp_path / "one.duckdb", sources)
    taken(tmp_path / "desk2.duckdb", folder)
    assert content(tmp_path / "desk2.duckdb") == content(tmp_path / "one.duckdb")
    with pytest.raises(errors.UsageError, match="other sources"):
        read(folder, sources[1:])
    with pytest.raises(errors.UsageError, match="other tables"):
        read(folder, sources, reader=RuleReader("1" * 64))


def test_a_manifest_with_missing_files(tmp_path: Path) -> None:
    sources = pages(tmp_path / "pages", range(3))
    given = tmp_path / "given.jsonl"
    rows_ = [{"source": str(s)} for s in sources]
    rows_[1:1] = [{"source": str(tmp_path / "gone.warc.gz"), "offset": 7, "length": 9, "count": 2}]
    rows_ += [{"source": str(tmp_path / "gone.txt")}, {"source": f"file://{tmp_path}/gone.html"}]
    given.write_text("\n".join(map(json.dumps, rows_)))
    last = read(tmp_path / "parts", [], manifest=given)
    assert (last.added, last.failed) == (3, 3)
    with Desk(tmp_path / "parts", read_only=True) as desk:
        assert {f.code for f in desk.failures()} == {"D102"}
        assert all("manifest names it" in f.what for f in desk.failures())
    (tmp_path / "gone.txt").write_text(story(9))
    again = read(tmp_path / "parts", [], manifest=given, retry=True)
    assert (again.added, again.failed) == (4, 2)


@pytest.mark.parametrize(
    "text", ["", "{", '{"source": 3}', '{"kind": "x"}', '{"source":"a","first":-1}']
)
def test_a_manifest_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "m.jsonl").write_text(text)
    with pytest.raises(errors.UnreadableSource, match="manifest"):
        read(tmp_path / "parts", [], manifest=tmp_path / "m.jsonl")
    with pytest.raises(errors.SourceNotFound, match="manifest"):
        read(tmp_path / "parts", [], manifest=tmp_path / "gone.jsonl")


def test_two_versions_in_one_cluster(tmp_path: Path) -> None:
    """The order names the program that gave it; the stage is another one."""
    recipe = Recipe("scale.odd_readers:OddReader")
    order = Order(str(tmp_path), str(tmp_path), recipe, "run", program="9.9.9 abc")
    here = os.getcwd()
    try:
        done = ReadPart(order)(0)
    finally:
        os.chdir(here)
    assert isinstance(done.broken, errors.WorkersFailed)
    assert f"9.9.9 abc here, {program()} on a worker" in done.broken.what


@pytest.mark.skipif(sys.platform != "linux", reason="no other system holds a process to memory")
def test_limits_of_a_page(tmp_path: Path) -> None:
    from scale.odd_readers import OddReader

    folder = tmp_path / "pages"
    sources = pages(folder, range(3))
    small = Workers(1, memory=800_000_000)
    words = {"sleeps": "SLEEP", "eats": "EAT", "dies": "DIE ALWAYS"}
    for name, word in words.items():
        (folder / f"{name}.txt").write_text(f"{story(70 + len(name))} {word}")
    told = {}
    for names, size in ((["sleeps"], Workers(1, seconds=2.0)), (["eats", "dies"], small)):
        given = [*sources, *(folder / f"{name}.txt" for name in names)]
        last = read(tmp_path / names[0], given, reader=OddReader(), size=size)
        assert last.failed == len(names)
        with Desk(tmp_path / names[0], read_only=True) as desk:
            told |= {Path(f.source).stem: f.code for f in desk.failures()}
    assert told == {"sleeps": "D121", "eats": "D122", "dies": "D122"}


@pytest.mark.parametrize(
    ("factory", "error", "says"),
    [
        ("without_model", errors.MissingModel, "pipeline"),
        ("other_version", errors.WorkersFailed, "another version of Dateline \\(9.9.9 abc\\)"),
        ("other_tables", errors.WorkersFailed, "other tables"),
    ],
)
def test_workers_that_cannot_read(
    tmp_path: Path, factory: str, error: type[errors.DatelineError], says: str
) -> None:
    from scale.odd_readers import Told

    reader = Told(f"scale.odd_readers:{factory}")
    with pytest.raises(error, match=says):
        read(tmp_path / "parts", pages(tmp_path / "pages", range(3)), reader=reader)
