"""The lexicon: every row's own examples, and what a bad row is told."""

from __future__ import annotations

import pytest

from dateline.checking import faults_of, unmark
from dateline.coding.lexicon import Frame, lexicon, load_lexicon
from dateline.errors import TableError
from dateline.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(rules_only=True)


@pytest.fixture(scope="module")
def whole() -> Reader:
    return Reader()


@pytest.mark.parametrize("frame", lexicon().frames, ids=lambda f: f.id)
def test_examples_of_the_frame(frame: Frame, reader: Reader, whole: Reader) -> None:
    """`yes` gives a row of the frame's type and mode with its parties; `no` gives none by it."""
    assert frame.yes, "every frame has an example that must match"
    assert frame.no, "every frame has an example that must not match"
    assert [f"{f.problem}: {f.example}" for f in faults_of(frame, reader, whole)] == []


def test_every_type_and_mode_has_frames() -> None:
    from dateline.coding import ontology

    have = {(f.type, f.mode) for f in lexicon().frames}
    for name, info in ontology.types().items():
        assert any(kind == name for kind, _ in have), name
        if name in {"REQUEST", "REJECT", "THREATEN"}:
            continue  # their modes come from what is asked, refused or threatened
        for mode in info.modes:
            assert (name, mode) in have, f"no frame for {name} {mode}"


def test_unmark() -> None:
    example = unmark("[France] recalled its envoy to {Mali}.")
    assert example.text == "France recalled its envoy to Mali."
    assert [example.text[s.start : s.end] for s in example.sources] == ["France"]
    assert [example.text[s.start : s.end] for s in example.targets] == ["Mali"]


BAD_ROWS = {
    "unknown type": ('type = "SHOUT"\nverb = ["shout"]', "unknown type 'SHOUT'"),
    "unknown mode": ('type = "ACCUSE"\nmode = "loud"\nverb = ["shout"]', "has no mode 'loud'"),
    "unknown code": ('type = "ACCUSE"\ncameo = "999"\nverb = ["shout"]', "unknown CAMEO code"),
    "code as number": ('type = "ACCUSE"\ncameo = 111\nverb = ["shout"]', "unknown CAMEO code"),
    "unknown context": (
        'type = "ACCUSE"\ncontexts = ["noise"]\nverb = ["shout"]',
        "unknown context",
    ),
    "unknown slot": ('type = "ACCUSE"\nverb = ["shout"]\nsource = ["owner"]', "unknown slot"),
    "unknown class": (
        'type = "ACCUSE"\nverb = ["shout"]\nrequire = { object = ["@nobody"] }',
        "unknown class '@nobody'",
    ),
    "unknown key": ('type = "ACCUSE"\nverb = ["shout"]\ntarjet = ["object"]', "unknown key"),
    "no head": ('type = "ACCUSE"', "exactly one of verb, noun, adj"),
    "two heads": ('type = "ACCUSE"\nverb = ["a"]\nnoun = ["b"]', "exactly one of verb, noun, adj"),
    "broken TOML": ("type = ", "no valid TOML"),
}


@pytest.mark.parametrize("name", BAD_ROWS)
def test_bad_row_names_file_row_and_cause(name: str) -> None:
    body, message = BAD_ROWS[name]
    with pytest.raises(TableError) as caught:
        load_lexicon([("mine.toml", f'[[frame]]\nid = "x.y"\n{body}\n')])
    assert message in str(caught.value)
    assert "mine.toml" in str(caught.value)
    assert caught.value.exit_code == 2


def test_duplicate_id_is_refused() -> None:
    row = '[[frame]]\nid = "a"\ntype = "ACCUSE"\nverb = ["shout"]\n'
    with pytest.raises(TableError, match="stands twice"):
        load_lexicon([("mine.toml", row + row)])


def test_a_users_row_wins_over_ours(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "mine.toml").write_text(
        '[[frame]]\nid = "mine.tango"\ntype = "SUPPORT"\ncameo = "051"\nverb = ["tango"]\n'
        'source = ["subject"]\ntarget = ["prep:with"]\n',
        encoding="utf-8",
    )
    events = Reader(tables=tmp_path).read_text("France tangoed with Russia on Monday.").events
    assert [(e.reason, e.type) for e in events] == [("mine.tango", "SUPPORT")]
