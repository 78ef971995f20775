"""Rows of a user's own: what they win over, and what is told of those that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.made_by_hand import Run

from dateline.checking import check_lexicon
from dateline.coding.lexicon import load_lexicon, with_own
from dateline.coding.lexicon.loading import our_tables
from dateline.errors import SourceNotFound, TableError
from dateline.reader import Reader

GOOD = """
[class]
mine = ["tango"]

[[frame]]
id = "mine.dance"
type = "SUPPORT"
cameo = "051"
verb = ["dance"]
source = ["subject"]
target = ["prep:with"]
require = { object = ["@mine"] }
yes = "[France] danced a tango with {Russia} on Monday."
no = "France danced with Russia on Monday."
"""
HEAD = '[[frame]]\nid = "x.y"\ntype = "ACCUSE"\n'


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def rows(folder: Path, sentence: str) -> list[tuple[str, str]]:
    return [(e.reason, e.type) for e in Reader(tables=folder).read_text(sentence).events]


def test_a_good_file(run: Run, mine: Path) -> None:
    code, out, err = run("lexicon", "check", str(mine))
    assert (code, err) == (0, "")
    assert out == f"{mine}: 1 rows can be used, nothing is wrong\n"


def test_a_row_of_ones_own_wins_over_a_more_exact_one_of_ours(tmp_path: Path) -> None:
    sentence = "Norway recalled its ambassador to Mali on Friday."
    assert rows(tmp_path, sentence)[0][1] == "SANCTION"
    (tmp_path / "mine.toml").write_text(
        '[[frame]]\nid = "mine.recall"\ntype = "ACCUSE"\nverb = ["recall"]\n'
        'source = ["subject"]\ntarget = ["object.prep:to"]\n',
        encoding="utf-8",
    )
    assert rows(tmp_path, sentence) == [("mine.recall", "ACCUSE")]


def test_none_silences(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        '[[frame]]\nid = "mine.none"\ntype = "NONE"\nverb = ["condemn"]\n', encoding="utf-8"
    )
    assert rows(tmp_path, "Norway condemned Mali on Friday.") == []


def test_a_row_of_our_id_takes_its_place(tmp_path: Path) -> None:
    name = "accuse.disapprove.condemn"
    ((reason, kind),) = rows(tmp_path, "Norway condemned Mali on Friday.")
    assert (reason.split(" + ")[0], kind) == (name, "ACCUSE")
    (tmp_path / "mine.toml").write_text(
        f'[[frame]]\nid = "{name}"\ntype = "REJECT"\nverb = ["shrug off"]\n'
        'source = ["subject"]\ntarget = ["object"]\n',
        encoding="utf-8",
    )
    assert rows(tmp_path, "Norway shrugged off Mali on Friday.") == [(name, "REJECT")]


def test_a_class_of_ones_own_holds_for_ones_own_rows_only() -> None:
    own = [("mine.toml", GOOD.replace("mine =", "envoy =").replace("@mine", "@envoy"))]
    frames = {f.id: f for f in load_lexicon(our_tables(), own).frames}
    assert frames["mine.dance"].require["object"] == {"tango"}
    assert any("ambassador" in w for f in frames.values() for w in f.require.values())


BAD = {
    "unknown code": ('verb = ["shout"]\ncameo = "0239"', "unknown CAMEO code '0239'"),
    "code as a number": ('verb = ["shout"]\ncameo = 112', "unknown CAMEO code 112"),
    "unknown mode": ('verb = ["shout"]\nmode = "loud"', "allowed: disapprove"),
    "unknown context": ('verb = ["shout"]\ncontexts = ["militry"]', "near: military"),
    "pattern of marks": ('verb = ["sh*ut"]', "'sh*ut' cannot be read as a verb"),
    "empty pattern": ('verb = [""]', "'' cannot be read as a verb"),
    "endless pattern": ('verb = ["a b c d e f g h i"]', "cannot be read as a verb"),
    "pattern that is no list": ('verb = "shout"', "verb is no list of words"),
    "slot of four steps": ('verb = ["shout"]\nsource = ["object.object.poss.mod"]', "unknown slot"),
    "preposition without a word": ('verb = ["shout"]\nsource = ["prep:"]', "unknown slot 'prep:'"),
    "slots that are no list": ('verb = ["shout"]\nsource = "subject"', "source is no list"),
    "condition without slots": ('verb = ["shout"]\nrequire = ["at"]', "require names no slots"),
    "condition without words": (
        'verb = ["shout"]\nforbid = { object = "at" }',
        "forbid object is no list",
    ),
    "unknown class": ('verb = ["shout"]\nrequire = { object = ["@x"] }', "unknown class '@x'"),
    "misspelt key": ('verb = ["shout"]\nrequires = {}', "unknown key 'requires'"),
    "a key with a wrong value": ('verb = ["shout"]\nplanned = "yes"', "Expected `bool`"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_is_one_line_with_file_row_cause_and_cure(
    run: Run, tmp_path: Path, name: str
) -> None:
    body, cause = BAD[name]
    path = tmp_path / "mine.toml"
    path.write_text(f"\n\n{HEAD}{body}\n{GOOD.split('[[frame]]')[0]}", encoding="utf-8")
    code, out, err = run("lexicon", "check", str(path))
    assert code == 1
    assert err.count("\n") == 1, err
    assert err.startswith(f"dateline: D201: {path}, line 3, frame 'x.y': ")
    assert cause in err and err.endswith(")\n")
    with pytest.raises(TableError, match=r"x\.y"):
        Reader(tables=tmp_path)
    assert "0 rows can be used, 1 told above" in out


def test_all_that_is_wrong_is_told_at_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    bad = "".join(f"{HEAD.replace('x.y', n)}{b}\n" for n, (b, _) in BAD.items())
    path.write_text(GOOD + bad, encoding="utf-8")
    code, out, err = run("lexicon", "check", str(path))
    assert code == 1
    assert len(err.splitlines()) == len(BAD)
    assert f"1 rows can be used, {len(BAD)} told above" in out


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (("[France] danced", "{France} danced"), "source: not marked: France"),
        (("a tango with", "a waltz with"), "expected a row, got"),
        (('no = "France danced with', 'no = "France danced a tango with'), "must not"),
    ],
)
def test_an_example_that_fails(run: Run, mine: Path, change: tuple[str, str], cause: str) -> None:
    mine.write_text(GOOD.replace(*change), encoding="utf-8")
    code, _, err = run("lexicon", "check", str(mine))
    assert code == 1
    assert f"{mine}, line 5, frame 'mine.dance'" in err
    assert cause in err and "mend the row or the example" in err


FILES = {
    "broken TOML": ("[[frame]\n", "no valid TOML"),
    "another table": ('[[frames]]\nid = "a"\n', "unknown table 'frames'"),
    "frame that is no list": ("frame = 3\n", "frame is no list of rows"),
    "class that is no table": ("class = 3\n", "class is no table"),
    "class that is no list": ('[class]\na = "b"\n', "class 'a': is no list of words"),
    "a row that is no table": ("frame = [3]\n", "is no row"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file(run: Run, tmp_path: Path, name: str) -> None:
    text, cause = FILES[name]
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    code, _, err = run("lexicon", "check", str(path))
    assert code == 1 and err.count("\n") == 1 and cause in err
    with pytest.raises(TableError):
        Reader(tables=tmp_path)


def test_a_file_that_is_not_utf_8(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(GOOD.replace("France", "Fran\xe7a").encode("latin-1"))
    code, _, err = run("lexicon", "check", str(path))
    assert code == 1 and "is not UTF-8" in err


def test_a_missing_file_is_2(run: Run, tmp_path: Path) -> None:
    code, out, err = run("lexicon", "check", str(tmp_path / "none.toml"))
    assert (code, out) == (2, "") and err.startswith("dateline: D101: ")
    with pytest.raises(SourceNotFound):
        check_lexicon(tmp_path / "none.toml")


def test_a_row_without_examples_is_told_in_a_note(run: Run, mine: Path) -> None:
    lines = [x for x in GOOD.splitlines() if not x.startswith(("yes", "no"))]
    mine.write_text("\n".join(lines), encoding="utf-8")
    code, _, err = run("lexicon", "check", str(mine))
    assert code == 0
    assert [x.startswith("dateline: note: ") for x in err.splitlines()] == [True, True]


def test_show(run: Run) -> None:
    code, out, _ = run("lexicon", "show", "recall")
    assert code == 0 and "SANCTION/withdraw" in out and "sanction.toml" in out
    assert run("lexicon", "show", "hunger", "strike")[0] == 0
    code, out, err = run("lexicon", "show", "frobnicate")
    assert (code, out) == (2, "") and err.startswith("dateline: D001: ")


def test_with_own_keeps_ours() -> None:
    assert len(with_own([]).frames) == len(load_lexicon(our_tables()).frames)
