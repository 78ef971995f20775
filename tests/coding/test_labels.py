"""Labelled sentences in JSON Lines: what is taken, and how each bad line is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.coding.typing.marking import Tokens
from dateline.coding.typing.training import batches, examples, labels
from dateline.coding.typing.training.batches import HIDDEN, Asker, Data, Sentence
from dateline.records import Span

TEXT = "Chad sent tents to Niger."
GOOD = {"text": TEXT, "type": "AID", "trigger": [5, 9], "sources": [[0, 4]], "targets": [[19, 24]]}


def read(tmp_path: Path, *lines: str) -> tuple[tuple[labels.Row, ...], tuple[labels.Fault, ...]]:
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return labels.read(path)


def test_a_line_of_json_becomes_a_row(tmp_path: Path) -> None:
    none = {"text": "Rain fell.", "type": "none", "mode": None, "sources": []}
    (event, empty), faults = read(tmp_path, json.dumps(GOOD), "", json.dumps(none))
    assert not faults
    assert (event.words("source"), event.words("trigger")) == (("Chad",), ("sent",))
    assert event.words("target") == ("Niger",)
    assert (empty.type, empty.spans, empty.where) == ("none", (), "mine.jsonl:3")
    example = examples.of_row(event, "real")
    assert (example.trigger, example.sources) == (Span(5, 9), (Span(0, 4),))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"type": "GIVE"}, "unknown type “GIVE”"),
        ({"type": None}, "no type"),
        ({"type": 7}, "type is no string"),
        ({"mode": "visit"}, "AID has no mode “visit”"),
        ({"about": "HELP"}, "unknown type “HELP” as about"),
        ({"status": "sure"}, "unknown status “sure”"),
        ({"text": " "}, "no text"),
        ({"text": ["Chad"]}, "no text"),
        ({"text": "x" * 6000}, "one sentence a line"),
        ({"trigger": [5, 90]}, "trigger 5–90 lies outside the text (0 to 25)"),
        ({"trigger": [9, 5]}, "trigger 9–5 lies outside"),
        ({"trigger": "sent"}, 'a trigger is a pair of offsets, not "sent"'),
        ({"trigger": [True, 5]}, "a trigger is a pair of offsets"),
        ({"sources": [0, 4]}, "a source is a pair of offsets, not 0"),
        ({"targets": "Niger"}, "targets is no list of pairs"),
        ({"target": [[1, 2]]}, "unknown key “target”"),
        ({"type": "none"}, "a line of type none has neither"),
        ({"trigger": None, "sources": [], "targets": None}, "an event without trigger"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_used(
    change: dict[str, object], told: str, tmp_path: Path
) -> None:
    rows, (fault,) = read(tmp_path, json.dumps(GOOD), json.dumps({**GOOD, **change}))
    assert len(rows) == 1
    assert fault.where == "mine.jsonl:2"
    assert told in fault.what


@pytest.mark.parametrize("line", ["nonsense", "[1, 2]", '"text"', "{", "\ufffd"])
def test_what_is_no_json_object_is_named(line: str, tmp_path: Path) -> None:
    _, (fault,) = read(tmp_path, line)
    assert fault.where == "mine.jsonl:1"
    assert fault.what.startswith("no JSON")


def test_windows_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_bytes(
        b"\xef\xbb\xbfAID\t\t\tfact\t[Chad] *sent* tents to {Niger}.\r\n"
        b"none\t\t\t\tRain fell on the dry plains.\r\n"
    )
    rows, faults = labels.read(path)
    assert [row.type for row in rows] == ["AID", "none"]
    assert not faults


def _tokens(text: str) -> Tokens:
    words = text.split()
    return Tokens(
        range(1000, 1000 + len(words)), [(text.index(w), text.index(w) + len(w)) for w in words]
    )


def test_an_event_is_asked_by_trigger_and_parties_and_a_word_that_is_none_by_itself() -> None:
    asker = Asker(_tokens, ["none", "AID"], ["AID food"])
    event = examples.Example(
        TEXT, (Span(0, 4),), (Span(19, 24),), Span(5, 9), "AID", None, "real", TEXT
    )
    item = asker.trigger(event)
    assert (item.type, item.mode) == (1, batches.NO_ANSWER)
    # [CLS] Chad ⟨trigger⟩ sent ⟨/trigger⟩ tents to Niger. [SEP]
    assert [p[0] for p in item.parts] == [HIDDEN, 1, HIDDEN, 0, HIDDEN, 0, 0, 0, HIDDEN]
    assert [p[1] for p in item.parts] == [HIDDEN, 0, HIDDEN, 0, HIDDEN, 0, 0, 1, HIDDEN]
    none = asker.trigger(event._replace(type="none", sources=(), targets=()))
    assert none.type == 0
    assert all(p == [HIDDEN] * 3 for p in none.parts)
    which = asker.sentence(Sentence(TEXT, (Span(5, 9),)))
    assert which.type == batches.NO_ANSWER
    assert [p[2] for p in which.parts] == [HIDDEN, 0, 1, 0, 0, 0, HIDDEN]


def test_an_epoch_holds_every_label_and_what_is_asked_beside_it() -> None:
    import random

    asker = Asker(_tokens, ["none", "AID"], [])
    event = examples.Example(
        TEXT, (Span(0, 4),), (Span(19, 24),), Span(5, 9), "AID", None, "real", TEXT
    )
    none = event._replace(type="none", trigger=Span(10, 15))
    more = [asker.sentence(Sentence("Rain fell.", ()))]
    data = Data([event], {}, [none], [Sentence(TEXT, (Span(5, 9),))], [])
    items = [i for b in batches.epoch(data, asker, random.Random(3), more) for i in b]
    assert sorted(i.type for i in items if i.type >= 0)[:2] == [0, 1]
    assert more[0] in items
    whole = batches.padded(items)
    assert len({len(ids) for ids in whole["ids"]}) == 1
