"""Groups, their order, what is new in a copy and what it changed."""

from __future__ import annotations

import itertools

from stories.prose import BRIDGE, FLOOD, FORM

from dateline.stories import Groups, Told, came
from dateline.stories.changes import changes

PARAGRAPHS = BRIDGE.strip().split("\n\n")


def test_groups_do_not_depend_on_the_order() -> None:
    links = [("a", "b"), ("c", "d"), ("b", "d"), ("e", "f")]
    for order in itertools.permutations(links):
        groups = Groups()
        for one, other in order:
            groups.link(one, other)
        assert groups.all("abcdefg") == [["a", "b", "c", "d"], ["e", "f"], ["g"]]


def test_who_was_first() -> None:
    told = [
        ("2023-05-02T09:30+02:00", "5"), ("2023-05-02T08:00Z", "4"), ("2023-05-02T23:00", "3"),
        ("2023-05-02", "2"), ("2023-05-02", "6"), ("2023-05-03T00:10", "9"), ("2023-05", "1"),
        ("2023", "0"), (None, "00"),
    ]  # fmt: skip
    assert sorted(told, key=lambda t: came(*t)) == told


def new_in(*texts: str) -> list[list[str]]:
    told = Told()
    return [[t[s.start : s.end] for s in told.add(t)] for t in texts]


def test_what_is_new() -> None:
    added = "Our reporter Mina Sorg saw police turn back eleven lorries before noon."
    copy = f"{PARAGRAPHS[0]}\n\n{added}\n\n{PARAGRAPHS[1]}"
    first, second, third = new_in(BRIDGE, copy, f"{BRIDGE}\n\n{FLOOD}")
    assert first == [BRIDGE]
    assert [s.strip() for s in second] == [added]
    assert [s.strip() for s in third] == [FLOOD.strip()]
    assert new_in(BRIDGE, " ".join(BRIDGE.split()), BRIDGE.upper(), "")[1:] == [[], [], []]


def test_known_words_in_another_order_are_new() -> None:
    turned = "The ministry accused fishermen of hiding that old report for two years."
    assert [x.strip() for x in new_in(BRIDGE, f"{BRIDGE}\n{turned}")[1]] == [turned]


def test_edited_sentences_are_not_new_but_other_names_are() -> None:
    edited = BRIDGE.replace("two of its five", "three of its five").replace("Tuesday", "Wednesday")
    assert new_in(BRIDGE, edited)[1] == []
    _, new = new_in(FORM.format("Anna Moreau", "Brittia"), FORM.format("Jonas Feld", "Nordmark"))
    assert len(new) == 2 and new[0].startswith("The foreign minister spoke")


def test_what_was_changed() -> None:
    copy = BRIDGE.replace("two of its", "three of its").replace(PARAGRAPHS[4], "").strip()
    copy = "Watch Channel Nine. " + copy.replace("until spring", "until the end of March")
    told = [
        (c.kind, c.where, c.old, c.new, c.old_words, c.new_words) for c in changes(BRIDGE, copy)
    ]
    assert told[:3] == [
        ("added", "start", "", "Watch Channel Nine", 0, 3),
        ("changed", "middle", "spring", "the end of March", 1, 4),
        ("changed", "middle", "two", "three", 1, 1),
    ]
    (*cut, size, none) = told[3]
    assert cut[:2] == ["cut", "end"] and cut[2].startswith("The bridge was built") and none == 0
    assert size == len(PARAGRAPHS[4].split()) and len(told) == 4
    assert changes(BRIDGE, " ".join(BRIDGE.upper().split())) == []
    assert changes("", "two words")[0].new == "two words"
