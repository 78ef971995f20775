"""Articles coded anew: what changed is told, nothing is replaced unasked, and nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from desk.conftest import fill
from desk.made_by_rule import RuleReader, pages

from dateline.cli import main
from dateline.desk import Desk
from dateline.desk.recoding import Recoded
from dateline.errors import UsageError
from dateline.records import Article, Reading


class BetterReader(RuleReader):
    """Another version: the first article's event is denied, the second's is THREATEN, the third's
    is gone; where `worse`, the fourth cannot be read."""

    def __init__(self, worse: bool = False) -> None:
        super().__init__("1" * 64)
        self.worse = worse

    @property
    def recipe(self) -> tuple[str, dict[str, Any]]:
        return "desk.test_recoding:BetterReader", {"worse": self.worse}

    def read_article(self, article: Article) -> Reading:
        if self.worse and "number 3." in article.text:
            raise ZeroDivisionError("made to fail")
        reading = super().read_article(article)
        (event,) = reading.events
        if "number 0." in article.text:
            event = msgspec.structs.replace(event, status="denied")
        if "number 1." in article.text:
            event = msgspec.structs.replace(event, type="THREATEN", id="f" * 20)
        if "number 4." in article.text:
            event = msgspec.structs.replace(event, confidence=0.1)
        gone = "number 2." in article.text
        return msgspec.structs.replace(reading, events=[] if gone else [event])


@pytest.fixture
def filled(file: Path, tmp_path: Path) -> Path:
    fill(file, pages(tmp_path / "pages", range(6)))
    return file


def recoded(desk: Desk, **options: bool) -> Recoded:
    last = None
    for last in desk.recode(reader=BetterReader(**options)):  # type: ignore[arg-type]  # noqa: B007
        pass
    assert last is not None
    return last


def rows(desk: Desk) -> list[tuple[str, str]]:
    return sorted(desk.sql("SELECT type, status FROM events").fetchall())


def test_recode_diff_show(filled: Path) -> None:
    with Desk(filled) as desk:
        before = rows(desk)
        (old,) = (r["id"] for r in desk.info()["run_list"])
        state = recoded(desk)
        assert (state.total, state.articles, state.events, state.failed) == (6, 6, 5, 0)
        # Nothing has changed yet.
        assert rows(desk) == before == [("ACCUSE", "fact")] * 6
        found = desk.diff(None, state.run)
        assert (found.articles, found.before, found.after) == (6, 6, 5)
        assert (found.same, found.unsure) == (3, 1)
        changes = {t.type: (t.added, t.removed, t.altered) for t in found.types}
        assert changes == {"ACCUSE": (0, 1, 1), "THREATEN": (0, 0, 1)}
        assert found.fields == {"status": 1, "type": 1}
        altered = next(s for s in found.samples if s.fields == ["type"])
        assert altered.before is not None and altered.before["type"] == "ACCUSE"
        assert "accused" in altered.sentence
        assert desk.waiting(state.run) == 6 and desk.show(state.run[:8]) == 6
        came = "SELECT kind, count(*), any_value(run_id) FROM arrivals GROUP BY kind ORDER BY kind"
        assert desk.sql(came).fetchall() == [("added", 6, old), ("recoded", 6, state.run)]
        assert len(desk.events(run=state.run[:8]).fetchall()) == 5
        assert desk.events(run=old).fetchall() == []
        assert rows(desk) == [("ACCUSE", "denied"), *[("ACCUSE", "fact")] * 3, ("THREATEN", "fact")]
        # The old rows are there, under their run, and can be shown again.
        both = desk.diff(old, state.run)
        assert (both.before, both.after, both.types) == (6, 5, found.types)
        assert desk.diff(state.run, old).after == 6
        assert desk.show(old) == 6 and rows(desk) == before
        article = desk.sql("SELECT id FROM articles ORDER BY id LIMIT 1").fetchall()[0][0]
        for run in (old, state.run):
            assert desk.reading(article, run) is not None


def test_carries_on(filled: Path) -> None:
    with Desk(filled) as desk:
        steps = desk.recode(reader=BetterReader())  # type: ignore[arg-type]
        next(steps)
        next(steps)
        steps.close()
    with Desk(filled) as desk:
        state = recoded(desk)
        assert (state.total, state.articles) == (4, 4)
        assert desk.waiting(state.run) == 6
        assert not list(desk.recode(reader=BetterReader()))  # type: ignore[arg-type]


def test_what_fails_keeps_its_old_rows(filled: Path) -> None:
    with Desk(filled) as desk:
        state = recoded(desk, worse=True)
        assert (state.articles, state.failed) == (5, 1)
        assert desk.show(state.run) == 5
        assert len(rows(desk)) == 5  # one is gone, and the one that failed is there


def test_wrong_calls(filled: Path) -> None:
    with Desk(filled, read_only=True) as desk:
        with pytest.raises(UsageError, match="read-only"):
            desk.recode()
        with pytest.raises(UsageError, match="read-only"):
            desk.show("a")
        for name in ("zz", ""):
            with pytest.raises(UsageError, match="run"):
                desk.diff(name, name)


def test_commands(
    filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import dateline.reader

    monkeypatch.setattr(dateline.reader, "Reader", lambda only=None, tables=None: BetterReader())
    args = ["recode", "--desk", str(filled)]
    assert main(args) == 0
    out = capsys.readouterr().out
    assert "6 articles: what is shown has 6 events" in out and "Nothing that the desk shows" in out
    assert "type: ACCUSE → THREATEN" in out and "- ACCUSE fact: Kenya → " in out
    assert main([*args, "--yes"]) == 0
    assert "6 articles are now shown" in capsys.readouterr().out
    assert main(args) == 0
    assert "Nothing to do" in capsys.readouterr().out
    with Desk(filled, read_only=True) as desk:
        assert list(desk.check()) == [] or all(p.rule == "hash" for p in desk.check())
        runs = [r["id"] for r in desk.info()["run_list"]]
    assert main(["diff", *runs, "--desk", str(filled), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {found["old"], found["new"]} == set(runs)
