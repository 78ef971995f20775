"""Workers that read for a desk: what it holds is what one process makes; and what befalls them."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from desk.conftest import content, fill
from desk.made_by_rule import RuleReader, pages, story
from desk.test_adding import rows
from scale.odd_readers import OddReader, Told

from dateline import errors
from dateline.cli import main
from dateline.desk import Desk
from dateline.exports import export
from dateline.scale import Workers, all_cores

ROOT = Path(__file__).resolve().parents[2]
ENV = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests"), str(ROOT)]),
}
STORIES = 775
LINUX = sys.platform == "linux"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "test.duckdb"


def exported(file: Path, out: Path) -> dict[str, bytes]:
    """The bytes of two exports of a desk. What they tell of the clock is that of its run."""
    with Desk(file) as desk:
        desk.sql("UPDATE runs SET created = '2023-05-06 07:08:09'")
        for name in ("csv", "gdelt-events"):
            export(desk, name, out / name, all_statuses=True, with_text=True)
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def made_pages(folder: Path) -> list[Path]:
    """Pages of all kinds: copies, the same page twice, faults, records that are fuller or poorer."""
    made = pages(folder, range(STORIES))
    for number in range(0, STORIES, 5):
        copied = folder / f"copy-of-{number:03}.txt"
        copied.write_text(f"Watch us at six. {story(number)} {story(number + 1)[:200]}", "utf-8")
        same = folder / f"same-as-{number:03}.txt"
        same.write_text(story(number), "utf-8")
        fault = folder / f"fault-{number:03}.txt"
        fault.write_text(f"{story(2 * STORIES + number)} FAULT", "utf-8")
        bare = {"url": f"https://paper.example/{number}", "text": story(3 * STORIES + number)}
        full = {**bare, "title": "Pact broken", "published": "2023-05-06"}
        made += [copied, same, fault]
        made += [rows(folder / f"bare-{number}.jsonl", bare, bare)]
        made += [rows(folder / f"full-{number}.jsonl", full, bare, full)]
    (folder / "empty.txt").write_text("")
    return [*made, folder / "empty.txt"]


def test_any_number_in_any_order_makes_the_same_desk(tmp_path: Path) -> None:
    sources = made_pages(tmp_path / "pages")
    shuffled = sources.copy()
    random.Random(3).shuffle(shuffled)
    told = [
        fill(tmp_path / "one.duckdb", sources),
        fill(tmp_path / "two.duckdb", sources, workers=2),
        fill(tmp_path / "three.duckdb", shuffled, workers=3),
    ]
    assert told[0].pages > 2_000 and told[0].failed == STORIES // 5 + 1 and told[0].added > STORIES
    assert told[0] == told[1]  # all counts, in the order of the sources
    one = content(tmp_path / "one.duckdb")
    assert content(tmp_path / "two.duckdb", check=False) == one
    assert content(tmp_path / "three.duckdb", check=False) == one
    first = exported(tmp_path / "one.duckdb", tmp_path / "one")
    assert len(first) > 6
    for name in ("two", "three"):
        assert exported(tmp_path / f"{name}.duckdb", tmp_path / name) == first


def test_real_pages(tmp_path: Path) -> None:
    from dateline.reader import Reader

    sources = [ROOT / "examples", ROOT / "tests" / "seed"]
    reader = Reader()
    fill(tmp_path / "one.duckdb", sources, reader=reader)
    last = fill(tmp_path / "two.duckdb", sources[::-1], reader=reader, workers=2)
    assert last.events > 50 and last.failed == 0
    assert content(tmp_path / "one.duckdb") == content(tmp_path / "two.duckdb")
    assert exported(tmp_path / "one.duckdb", tmp_path / "1") == exported(
        tmp_path / "two.duckdb", tmp_path / "2"
    )


def failures(file: Path) -> dict[str, tuple[str, str]]:
    with Desk(file, read_only=True) as desk:
        return {Path(f.source).name: (f.code, f.what) for f in desk.failures()}


def odd(folder: Path, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")


def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "pages"
    pages(folder, range(30))
    odd(folder, once=f"{story(70)} DIE ONCE", always=f"{story(71)} DIE ALWAYS")
    reader = OddReader(once=str(tmp_path / "died"))
    last = fill(file, [folder], reader=reader, workers=2)
    assert (tmp_path / "died").exists()
    assert (last.pages, last.added, last.failed) == (32, 31, 1)
    code, what = failures(file)["always.txt"]
    assert code == "D122" and "twice (SIGKILL)" in what
    (folder / "always.txt").unlink()
    fill(tmp_path / "one.duckdb", [folder])
    whole, found = content(tmp_path / "one.duckdb"), content(file)
    assert found == {**whole, "failures": found["failures"]} and len(found["failures"]) == 1


@pytest.mark.skipif(not LINUX, reason="looks for the workers in /proc")
def test_a_worker_killed_from_outside_is_replaced(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "pages"
    pages(folder, range(40))
    reader = OddReader(pause=0.01)
    with Desk(file) as desk:
        killed: set[int] = set()
        due = [5, 15, 25]
        for step in desk.add([folder], reader=reader, workers=2):  # type: ignore[arg-type]
            # Pages that were read before may come in while nobody has taken the dead one's place yet.
            alive = children(os.getpid()) - killed
            if due and step.pages >= due[0] and alive:
                due.pop(0)
                victim = alive.pop()
                killed.add(victim)
                os.kill(victim, signal.SIGKILL)
    assert len(killed) == 3 and step.added + step.failed == 40
    # On a busy machine a kill may come when the page of a worker killed before is read once more; a page
    # on which two died is recorded, and read when it is asked for.
    assert {code for code, _ in failures(file).values()} <= {"D122"} and step.failed <= 1
    if step.failed:
        fill(file, [folder], reader=OddReader(), retry=True)
    fill(tmp_path / "one.duckdb", [folder])
    assert content(file) == content(tmp_path / "one.duckdb")
    assert not children(os.getpid())


def test_a_page_without_end_is_cut_off(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "pages"
    pages(folder, range(10))
    odd(folder, sleeps=f"{story(70)} SLEEP", loops=f"{story(71)} LOOP")
    began = time.monotonic()
    last = fill(file, [folder], reader=OddReader(), workers=Workers(2, seconds=1.0))
    assert time.monotonic() - began < 20
    assert (last.added, last.failed) == (10, 2)
    assert failures(file) == {
        "sleeps.txt": ("D121", "was not read in 1 s"),
        "loops.txt": ("D121", "was not read in 1 s"),
    }
    again = fill(file, [folder], reader=OddReader(), workers=Workers(2, seconds=1.0))
    assert (again.known, again.failed_before) == (10, 2)


@pytest.mark.skipif(not LINUX, reason="no other system holds a process to that")
def test_a_page_that_eats_memory(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "pages"
    pages(folder, range(10))
    odd(folder, eats=f"{story(70)} EAT")
    size = Workers(2, memory=800_000_000)
    last = fill(file, [folder], reader=OddReader(), workers=size)
    assert (last.added, last.failed) == (10, 1)
    code, what = failures(file)["eats.txt"]
    assert code == "D122" and "no memory left" in what


@pytest.mark.parametrize(
    ("factory", "error", "says"),
    [
        ("without_model", errors.MissingModel, "pipeline"),
        ("at_once_gone", errors.WorkersFailed, "cannot start \\(exit code 3\\)"),
        ("broken", errors.WorkersFailed, "ZeroDivisionError: made to fail"),
        ("not_there", errors.WorkersFailed, "AttributeError"),
        ("other_version", errors.WorkersFailed, "another version of Dateline \\(9.9.9 abc\\)"),
        ("other_tables", errors.WorkersFailed, "other tables"),
    ],
)
def test_workers_that_cannot_start_are_one_error(
    tmp_path: Path, file: Path, factory: str, error: type[errors.DatelineError], says: str
) -> None:
    sources = pages(tmp_path / "pages", range(8))
    reader = Told(f"scale.odd_readers:{factory}")
    with pytest.raises(error, match=says) as caught:
        fill(file, sources, reader=reader, workers=2)
    assert caught.value.exit_code == 2 and caught.value.cure
    assert not LINUX or not children(os.getpid())
    assert content(file)["failures"] == []
    assert fill(file, sources).added == 8


def test_wrong_calls(tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from dateline.reader import Reader

    with Desk(file) as desk:
        with pytest.raises(errors.UsageError, match="0 workers"):
            desk.add(["x"], reader=RuleReader(), workers=0)  # type: ignore[arg-type]
        with pytest.raises(errors.UsageError, match="lexicon"):
            desk.add(["x"], reader=Reader(lexicon=Reader().lexicon), workers=2)
        with pytest.raises(errors.UsageError, match="recipe"):
            desk.add(["x"], reader=object(), workers=2)  # type: ignore[arg-type]
    for number in ("0", "-1", "many"):
        assert main(["add", "x", "--workers", number]) == 2
    assert "--workers" in capsys.readouterr().err
    assert all_cores() >= 1


def test_broken_records_in_the_middle(tmp_path: Path) -> None:
    from intake.test_containers import make_warc

    folder = tmp_path / "pages"
    pages(folder, range(5))
    for name in ("a.warc", "b.warc.gz"):
        data = bytearray(make_warc(folder / name, packed=name.endswith("gz")).read_bytes())
        data[len(data) // 2 : len(data) // 2 + 40] = bytes(40)
        (folder / name).write_bytes(data)
    one = fill(tmp_path / "one.duckdb", [folder])
    two = fill(tmp_path / "two.duckdb", [folder], workers=2)
    assert one == two and one.failed and one.added >= 5
    assert content(tmp_path / "one.duckdb") == content(tmp_path / "two.duckdb")


def test_recoding_by_workers(tmp_path: Path) -> None:
    sources = pages(tmp_path / "pages", range(12))
    made = []
    for name, workers in (("one", 1), ("two", 2)):
        file = tmp_path / f"{name}.duckdb"
        fill(file, sources)
        with Desk(file) as desk:
            reader = OddReader(tables_hash="2" * 64)
            steps = list(desk.recode(reader=reader, workers=workers))  # type: ignore[arg-type]
            assert desk.show(steps[-1].run) == 12
        made.append((steps, content(file)))
    assert made[0] == made[1]


def test_read_by_workers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same lines and the same errors in the same order as from one process."""
    odd(tmp_path, empty="", prose="Peru recalled its ambassador from Chile on Monday. " * 4)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    sources = ["examples/cup-final.html", "nothere", "examples/patrol-boat-dispute.html"]
    call = ["read", *(f"{ROOT / s}" for s in sources), *map(str, sorted(tmp_path.iterdir()))]
    told = []
    for workers in ("1", "2"):
        code = main([*call, "-f", "jsonl", "--workers", workers])
        told.append((code, *capsys.readouterr()))
    assert told[0] == told[1]
    assert told[0][0] == 1 and len(told[0][1].splitlines()) == 3
    assert len(told[0][2].splitlines()) == 3


def test_stopping_early_keeps_what_was_read(tmp_path: Path, file: Path) -> None:
    sources = pages(tmp_path / "pages", range(20))
    with Desk(file) as desk:
        steps = desk.add(sources, reader=RuleReader(), workers=2)  # type: ignore[arg-type]
        next(steps), next(steps)
        steps.close()
        assert desk.info()["articles"] == 2
    assert not LINUX or not children(os.getpid())
    assert fill(file, sources, workers=2).added == 18
    before = content(file)
    assert fill(file, sources, workers=2).known == 20
    assert content(file) == before


# --- a program of its own -----------------------------------------------------------------

ADDS = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
import dateline.reader
from scale.odd_readers import OddReader
from dateline.cli import main
dateline.reader.Reader = lambda only=None, tables=None: OddReader(pause=0.1, seen=sys.argv[1] + ".seen")
sys.exit(main(["add", sys.argv[2], "--desk", sys.argv[1], "--workers", "2"]))
"""


def children(pid: int) -> set[int]:
    """The processes that this one has started and that run still."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == pid and state != "Z":
            found.add(int(folder.name))
    return found


def adding(file: Path, folder: Path) -> tuple[subprocess.Popen[str], set[int]]:
    """A `dateline add` whose workers are reading."""
    running = subprocess.Popen(
        [sys.executable, "-c", ADDS, str(file), str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENV,
    )  # fmt: skip
    seen = Path(f"{file}.seen")
    seen.write_text("")
    until = time.monotonic() + 60
    while seen.stat().st_size < 12 and running.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    workers = children(running.pid)
    assert len(workers) == 2 and running.poll() is None
    return running, workers


def all_gone(pids: set[int]) -> bool:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not LINUX, reason="looks for the workers in /proc")
def test_interrupted_and_killed(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "pages"
    sources = pages(folder, range(200))
    running, workers = adding(file, folder)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=20)
    assert running.returncode == 130, err
    assert out == "" and len(err.splitlines()) == 1 and "interrupted" in err
    assert all_gone(workers)
    with Desk(file, read_only=True) as desk:
        assert list(desk.check()) == []
        kept = desk.info()["articles"]
    assert 0 < kept < 200
    running, workers = adding(file, folder)
    running.kill()
    running.communicate(timeout=20)
    assert all_gone(workers)
    assert content(file)["failures"] == []
    fill(file, sources)
    fill(tmp_path / "whole.duckdb", sources)
    assert content(file) == content(tmp_path / "whole.duckdb")
