"""The same event in different texts, side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from desk.conftest import fill
from desk.made_by_rule import story

from dateline.cli import main
from dateline.desk import Desk, same_event

EVENT = (
    "Norway accused Peru of sinking a trawler off the cape, and asked for the names of the crew."
)
DENIED = (
    "It is not true that Norway accused Peru of anything at all, the ministry in the capital wrote."
)
COPY = "Watch us at six, and again at nine."


def body(number: int, sentence: str) -> str:
    """A text that tells one event of ours among sentences without one."""
    around = [s for s in story(number).split(". ") if "accused" not in s]
    return ". ".join([*around[:2], sentence.rstrip("."), *around[2:]])


ROWS: list[tuple[str, str | None, str]] = [
    ("Wire", "2023-05-02", body(1, EVENT)),
    ("Station", "2023-05-03", f"{COPY} {body(1, EVENT)}"),
    ("Post", "2023-05-03", body(2, "Norway accused Peru of an attack on fishermen at sea.")),
    ("Agency", "2023-05-03", body(3, DENIED)),
    ("Late", "2023-05-20", body(4, "Norway accused Peru of breaking its word once more.")),
    ("Turned", "2023-05-02", body(5, "Peru accused Norway of spying on its fleet for years.")),
    ("Others", "2023-05-02", body(6, "Norway accused Kenya of hiding what it knew about this.")),
    ("Kind", "2023-05-02", body(7, "Norway praised Peru for the care of the trawler's crew.")),
    ("Undated", None, body(8, "Norway accused Peru of silence about all of the matter.")),
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tellings")
    told: list[dict[str, Any]] = [
        {"url": f"https://{outlet.lower()}.example/1", "outlet": outlet, "title": outlet, "text": text,
         **({"published": day} if day else {})}
        for outlet, day, text in ROWS
    ]  # fmt: skip
    source = folder / "x.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in told))
    fill(folder / "x.duckdb", [source])
    return folder / "x.duckdb"


def ids(desk: Desk, **filters: Any) -> dict[str, str]:
    return {row["outlet"]: row["id"] for row in desk.event_rows(copies=True, **filters)}


def test_others_of_the_same_event(file: Path) -> None:
    with Desk(file, read_only=True) as desk:
        events = ids(desk)
        found = desk.tellings(events["Wire"])
        assert found is not None
        assert (found.event.how, found.event.copies) == ("fact, by Wire", 2)
        assert sorted((t.outlet, t.how, t.days) for t in found.others) == [
            ("Agency", "denied by Norway", 1),
            ("Post", "fact, by Post", 1),
        ]
        assert found.by == "ACCUSE, NOR → PER; 2023-05-02 (1 day more or less); PER"
        assert found.event.numbers == ["dead: Peru"]


def test_who_is_silent(file: Path) -> None:
    """Only who wrote of both sides in these days is; not who has no article in them ("Late"), nor who
    wrote of other sides ("Others") or carried a telling ("Station")."""
    with Desk(file, read_only=True) as desk:
        events = ids(desk)
        found = desk.tellings(events["Wire"])
        assert found is not None
        assert sorted((s.outlet, s.type, s.rows, s.articles) for s in found.silent) == [
            ("Kind", "SUPPORT", 1, 1),
            ("Turned", "ACCUSE", 1, 1),
        ]
        assert found.silent[0].event_id == events[found.silent[0].outlet]
        assert "from 2023-05-01 to 2023-05-03" in found.silent_by or "2023-04-30" in found.silent_by
        undated = desk.tellings(events["Undated"])
        assert undated is not None and undated.silent == [] and "no day" in undated.silent_by


def test_from_each_side_the_same(file: Path) -> None:
    """Whichever telling one asks for, the same stories answer; also for a copy's row."""
    with Desk(file, read_only=True) as desk:
        events = ids(desk)

        def stories(outlet: str) -> set[str]:
            found = desk.tellings(events[outlet])
            assert found is not None
            return {t.story_id for t in (found.event, *found.others)}

        assert stories("Wire") == stories("Post") == stories("Agency") == stories("Station")
        assert len(stories("Wire")) == 3


def test_days_and_what_is_not_there(file: Path) -> None:
    with Desk(file, read_only=True) as desk:
        events = ids(desk)
        wide = desk.tellings(events["Wire"], days=30)
        assert wide is not None and "Late" in {t.outlet for t in wide.others}
        alone = desk.tellings(events["Undated"])
        assert alone is not None and alone.others == [] and "no day" in alone.by
        assert desk.tellings("none") is None


def test_command(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Desk(file, read_only=True) as desk:
        events = ids(desk)
    assert main(["tellings", events["Wire"], "--desk", str(file)]) == 0
    out = capsys.readouterr().out
    assert "▸ fact, by Wire (2 copies: Wire, Station)" in out and "· denied by Norway" in out
    assert "3 stories: fact in 2, denied in 1." in out
    assert "Silent about it:\n· Kind: 1 row in 1 article" in out
    assert main(["tellings", events["Undated"], "--desk", str(file)]) == 0
    assert "No other story tells it." in capsys.readouterr().out
    assert main(["tellings", events["Wire"], "--desk", str(file), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["others"]) == 2
    assert main(["tellings", "none", "--desk", str(file)]) == 2
    assert "no event 'none'" in capsys.readouterr().err


def row(kind: str, sources: str, targets: str = "", **more: Any) -> dict[str, Any]:
    """A row of the view, as far as the dyad goes: countries, and names where they are longer."""
    told: dict[str, Any] = {"type": kind, "sentence": "", **more}
    for side, names in (("source", sources), ("target", targets)):
        told[f"{side}_names"] = names.split()
        told[f"{side}_countries"] = [n if len(n) == 3 else "" for n in names.split()]
    return told


def test_dyads() -> None:
    assert same_event.dyads(row("ACCUSE", "NOR Rebels", "PER")) == {
        ("NOR", "PER"),
        ("=rebels", "PER"),
    }
    met = {("NOR", "PER"), ("PER", "NOR")}
    assert same_event.dyads(row("CONSULT", "NOR PER")) == met
    assert same_event.dyads(row("CONSULT", "PER", "NOR")) == met
    assert same_event.dyads(row("MOBILIZE", "NOR")) == {("NOR", "")}


def test_what_one_does_alone_needs_words_in_common() -> None:
    def same(one: str, other: str) -> bool:
        rows = (row("MOBILIZE", "NOR", sentence=s) for s in (one, other))
        return same_event.same_parties(*rows)

    assert same(
        "NOR launched ballistic missiles again.",
        "It condemned the ballistic launches of missiles by NOR.",
    )
    assert not same("NOR launched ballistic missiles.", "NOR called its reserves to the border.")
