"""`dateline actors`: look up, import, add, check, find gaps."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import dateline
from dateline import Reader, actors
from dateline.cli import main
from dateline.errors import TableError

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    """Run `dateline actors …` in an empty folder: exit code, output, errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_TABLES", raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*args: str) -> tuple[int, str, str]:
        code = main(["actors", *args])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.mark.parametrize("args", [["Moon Jae-in"], ["who", "Moon Jae-in"], ["moon", "jae-in"]])
def test_a_person_on_a_day(call: Run, args: list[str]) -> None:
    code, out, err = call(*args, "--on", "2022-07-03")
    assert (code, err) == (0, "")
    assert out.splitlines()[0].startswith("Moon Jae-in  person")
    assert "KOR GOV  President, 2017-05-10 to 2022-05-09: former on 2022-07-03" in out
    assert "source: " in out


@pytest.mark.parametrize(
    ("asked", "day", "told"),
    [
        ("French foreign minister", "2014-05-01", "Laurent Fabius"),
        ("foreign minister of France", "2014-05", "Laurent Fabius"),
        ("Secretary-General of the UN", "2010", "Ban Ki-moon"),
        ("NATO Secretary General", "2016-01-01", "Jens Stoltenberg"),
        ("president of the United States", "1999-02-02", "Bill Clinton"),
    ],
)
def test_an_office_on_a_day_is_its_holder(call: Run, asked: str, day: str, told: str) -> None:
    code, out, _ = call(asked, "--on", day)
    assert code == 0
    assert out.startswith(told)
    assert f"in office on {day}" in out


def test_an_office_whose_holder_is_not_known_stays_an_office(call: Run) -> None:
    code, out, _ = call("French foreign minister", "--on", "1890-05-01", "--json")
    (fact,) = json.loads(out)
    assert code == 0
    assert (fact["kind"], fact["country"], fact["sectors"]) == ("office", "FRA", ["GOV"])
    assert fact["when"] == "unknown"


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("police", "COP"),
        ("French gunmen", "FRA UAF"),
        ("rebels", "REB"),
        ("Jordan", "JOR"),
        ("the Blue House", "KOR GOV"),
        ("the Gambia", "GMB"),
    ],
)
def test_agents_and_states(call: Run, asked: str, codes: str) -> None:
    code, out, _ = call(asked)
    assert code == 0
    assert codes in out


def test_members_and_memberships_on_a_day(call: Run) -> None:
    _, out, _ = call("NATO", "--on", "1985-01-01", "--json")
    (nato,) = json.loads(out)
    assert {"USA", "TUR", "ESP"} <= set(nato["members"]) and "POL" not in nato["members"]
    _, out, _ = call("Poland", "--on", "2005-01-01")
    assert "belongs on 2005-01-01 to: " in out and "European Union" in out


def test_all_bearers_of_a_surname(call: Run) -> None:
    _, out, _ = call("Bush", "--on", "1990-01-01")
    assert out.index("George H.W. Bush") < out.index("George W. Bush")


def test_nothing_known_gives_near_names(call: Run) -> None:
    code, out, err = call("Emanuel Macron")
    assert (code, out) == (1, "")
    assert err.startswith("dateline: 'Emanuel Macron' is not in the tables; near: Emmanuel Macron")
    code, _, err = call("Xyzzy\x1b[31m Qwertz")
    assert (code, err) == (1, "dateline: 'Xyzzy Qwertz' is not in the tables\n")
    code, out, _ = call("Xyzzy", "--json")
    assert (code, out) == (1, "[]\n")


@pytest.mark.parametrize(
    "args", [["X", "--on", "tomorrow"], [" "], ["who"], ["X", "--tables", "no"]]
)
def test_wrong_calls(call: Run, args: list[str]) -> None:
    code, out, err = call(*args)
    assert (code, out) == (2, "")
    assert err


def test_add_then_look_up(call: Run, tmp_path: Path) -> None:
    code, out, _ = call(
        "add", "Ann Bo", "--country", "KEN", "--sectors", "GOV", "--office", "Mayor", "--from",
        "2020-02", "--gender", "f", "--alone", "Bo", "--alias", "Anna Bo", "--note", "a, b",
    )  # fmt: skip
    assert (code, out) == (0, "Ann Bo is in dateline.tables/actors.csv\n")
    code, out, _ = call("Anna Bo", "--on", "2021")
    assert code == 0
    assert "KEN GOV  Mayor, 2020-02 to …: in office on 2021" in out
    assert "your own table, dateline.tables/actors.csv:2" in out
    assert call("check", "dateline.tables")[:2] == (
        0,
        "dateline.tables: 1 rows can be used, nothing is wrong\n",
    )


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--country", "Kenya"], "unknown country 'Kenya' (write KEN)"),
        (["--country", "KEN", "--sectors", "GVO"], "unknown sector 'GVO'"),
        ([], "neither country nor sectors"),
        (["--country", "KEN", "--from", "2020", "--to", "2019"], "before it begins"),
        (["--country", "KEN", "--alias", "Old Name"], "'Old Name' is Old Name in line 2 already"),
        (["--country", "KEN", "--alias", "x" * 9_999], "an alias of 9,999 characters"),
    ],
)
def test_add_refuses_nonsense(call: Run, tmp_path: Path, args: list[str], told: str) -> None:
    assert call("add", "Old Name", "--country", "UGA")[0] == 0
    before = (tmp_path / "dateline.tables/actors.csv").read_bytes()
    code, out, err = call("add", "New Name", *args)
    assert (code, out) == (2, "")
    assert told in err and err.count("\n") == 1
    assert (tmp_path / "dateline.tables/actors.csv").read_bytes() == before


def test_add_keeps_the_columns_of_the_table(call: Run, tmp_path: Path) -> None:
    folder = tmp_path / "dateline.tables"
    folder.mkdir()
    table = folder / "actors.csv"
    table.write_text("country;name;sectors\nUGA;Zor Union;PTY")
    assert call("add", "Red Front", "--country", "KEN")[0] == 0
    assert table.read_text().splitlines() == [
        "country;name;sectors",
        "UGA;Zor Union;PTY",
        "KEN;Red Front;",
    ]
    code, _, err = call("add", "Ann Bo", "--country", "KEN", "--office", "Mayor")
    assert (code, "has no column 'office'" in err) == (2, True)


def test_check_tells_each_line(call: Run, tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("name,country\nZor Union,KEN\nBad,XX1\n")
    code, out, err = call("check", "actors.csv")
    assert code == 1
    assert out == "actors.csv: 1 rows can be used, 1 told above\n"
    assert err.startswith("dateline: D201: actors.csv:3: unknown country 'XX1'")
    assert call("check", "none.csv")[0] == 2
    (tmp_path / "mine.csv").write_text("name,country\nZor Union,KEN\n")
    assert "a Reader would not read a file of this name" in call("check", "mine.csv")[2]


ACTORS = """\
# a comment
<!-- a comment
over two lines -->
ZORLAND_ [KEN]
+ZORISH ; said of people
+REPUBLIC_OF_ZORLAND_
JANE_DOE_
\t[KENELI 910101-021230]
\t[KENGOVMIL 2003017-050630]
\t[KENREB >20070101] [---]
ZOR_TV [KENMED]
NO_CODE_HERE
ZOR_GUERRILLA [ZZZREB]
MIXED_ [KENGO]
TWO_ [KEN/UGA]
ODD_DATE [KENGOV 9008223-911221]
BACKWARDS [KENGOV 050101-040101]
ZORLAND_ [UGA]
CUT_OFF_ [KENG"""


def test_import_actors(call: Run, tmp_path: Path) -> None:
    (tmp_path / "Zor.actors.txt").write_text(ACTORS)
    code, out, err = call("import-petrarch", "Zor.actors.txt")
    assert code == 1
    assert "11 entries of actors" in out and "dateline.tables/actors-zor.csv" in out
    told = [line.split("Zor.actors.txt:")[1] for line in err.splitlines()]
    assert [int(line.split(":")[0]) for line in told] == [12, 14, 15, 16, 17, 18, 19]
    assert "'No Code Here' has no code" in told[0]
    assert "another code in line 4" in told[5]
    assert "a code that is not closed" in told[6]
    code, out, err = call("check", "dateline.tables")
    assert code == 0, err
    _, out, _ = call("Jane Doe", "--on", "2004")
    assert out.splitlines()[1].strip() == "KEN GOV MIL  2003-01-17 to 2005-06-30: so on 2004"
    assert "KEN ELI" in out and "KEN REB" in out
    _, out, _ = call("REPUBLIC OF ZORLAND")
    assert out.startswith("Zorland  state")
    assert "ZZZ REB" in call("Zor Guerrilla")[1]
    assert "KEN JRN" in call("Zor TV")[1]


def test_import_leaves_out_what_dateline_has(call: Run, tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(
        "FRANCE_ [FRA]\n+FRENCH_\n+PARIS_\nKENYA_ [KEN]\n+KENIYA_\nUGANDA_ [TZA]\n"
    )
    code, out, _ = call("import-petrarch", "d.txt", "--out", "mine")
    assert code == 0
    assert "2 used, 1 known already" in out and "; 3 that Dateline has are left out" in out
    assert call("Keniya", "--tables", "mine")[1].startswith("Kenya  state  KEN")
    assert "TZA" in call("Uganda", "--tables", "mine")[1]
    code, _, err = call("import-petrarch", "d.txt", "--out", "mine", "--all")
    assert code == 2 and "mine/actors-d.csv: is there already" in err
    _, out, _ = call("import-petrarch", "d.txt", "--out", "mine", "--all", "--replace")
    assert "3 used" in out and "left out" not in out


AGENTS = """\
!MINIST! = MINISTER, MINISTERS, MINISTRY
PARLIAMENTARY_OPPOSITION {} [~OPP] # JD
GOLDEN_GOOSE {GOLDEN_GEESE} [~BUS]
!MINIST!_OF_SILLY_WALKS [~GOV]
!PERSON!_OF_NOTHING [~GOV]
AID_BODY [ NGO~]
NURSE [~HLH]
NOTHING_KNOWN [~QQQ]
NURSE [~MIL]
BROKEN [~GO"""


def test_import_agents(call: Run, tmp_path: Path) -> None:
    (tmp_path / "zor.txt").write_text(AGENTS)
    code, out, err = call("import-petrarch", "zor.txt", "--out", "mine")
    assert code == 1
    assert "mine/agents-zor.csv" in out
    assert [int(line.split("zor.txt:")[1].split(":")[0]) for line in err.splitlines()] == [
        5,
        8,
        9,
        10,
    ]
    for asked, codes in (
        ("ministry of silly walks", "GOV"),
        ("golden geese", "BUS"),
        ("nurses", "MED"),
        ("aid body", "NGO"),
    ):
        code, out, _ = call(asked, "--tables", "mine")
        assert (code, out.splitlines()[1].strip()) == (0, codes)


def test_import_of_what_is_no_dictionary(call: Run, tmp_path: Path) -> None:
    (tmp_path / "bytes.txt").write_bytes(bytes(range(256)) * 200)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "long.txt").write_text("A" * 10_000 + " [KEN]\n" + "B" * 200_000 + "\nZOR_ [KEN]\n")
    code, _, err = call("import-petrarch", "bytes.txt", "empty.txt", "long.txt", "none.txt")
    assert code == 1
    (tmp_path / "verbs.txt").write_text("--- ZORT [042]\n- * TO [043]\n")
    (tmp_path / "discards.txt").write_text("+ZORT\nMONTHS LATER\n")
    code, out, told = call("import-petrarch", "verbs.txt", "discards.txt")
    assert (code, out.count("nothing is read")) == (1, 2)
    assert "verbs.txt: is a dictionary of verbs" in told
    assert "discards.txt: holds no codes in brackets" in told
    assert "a name of 10,000 characters" in err and "a line of more than" in err
    assert "none.txt: cannot be read" in err
    assert all(len(line) < 500 for line in err.splitlines())
    assert call("Zor")[0] == 0


@pytest.mark.shared
def test_import_of_the_four_phoenix_dictionaries(call: Run, shared_data: Path) -> None:
    names = ("Countries.actors", "International.actors", "MilNonState.actors", "agents")
    files = [shared_data / "knowledge" / f"Phoenix.{name}.txt" for name in names]
    for path in files:
        if not path.exists():
            pytest.skip(f"{path} is missing")
    _, out, _ = call("import-petrarch", *map(str, files), "--out", "phoenix")
    shares = [float(line.split("(")[1].split("%")[0]) for line in out.splitlines() if "(" in line]
    assert len(shares) == 4
    assert max(shares) < 1.5, out
    _, out, err = call("check", "phoenix")
    assert "rows can be used" in out
    assert err.count("\n") < 100


def test_unknown_names_of_a_corpus(call: Run, tmp_path: Path) -> None:
    rows = [
        {"text": "Ola Trem met Vera Quist in Paris. Ola Trem left.", "published": "2021-05-01"},
        {"text": "Ola Trem condemned France on Monday.", "url": "https://news.example/1"},
        {"title": "no text"},
    ]
    with gzip.open(tmp_path / "c.jsonl.gz", "wt") as file:
        file.write("".join(json.dumps(row) + "\n" for row in rows) + "no json\n")
    code, out, err = call("unknown", "c.jsonl.gz", "--json")
    assert code == 1
    assert "c.jsonl.gz:3: has no text" in err and "c.jsonl.gz:4: is no JSON" in err
    first = json.loads(out)[0]
    assert (first["name"], first["count"], first["articles"]) == ("Ola Trem", 3, 2)
    example = first["examples"][0]
    assert example["text"][example["start"] : example["end"]] == "Ola Trem"
    assert example["source"].endswith("c.jsonl.gz:1")
    (tmp_path / "page.txt").write_text("Ola Trem condemned France on Monday.")
    code, out, _ = call("unknown", "page.txt", "--limit", "1")
    assert code == 0
    assert "1  Ola Trem" in out and "*Ola Trem* condemned France" in out
    assert call("add", "Ola Trem", "--country", "KEN", "--sectors", "GOV")[0] == 0
    code, out, _ = call("unknown", "page.txt")
    assert "0 unknown names in 1 article." in out
    assert call("unknown", "none.txt")[0] == 2


def test_read_tells_rows_that_cannot_be_used_and_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "actors.csv").write_text("name,country,sectors\nOla Trem,KEN,GOV\nBad,XX1,GOV\n")
    page = tmp_path / "page.txt"
    page.write_text("Ola Trem condemned France on Monday.")
    code = main(["read", str(page), "--tables", str(tmp_path), "-f", "csv"])
    told = capsys.readouterr()
    assert code == 1
    assert told.err.count("unknown country 'XX1'") == 1
    assert "KEN/GOV" in told.out


def test_an_article_later_than_the_tables_gets_a_note() -> None:
    reader = Reader()
    late = reader.read_text("Kenya condemned France.", published="2090-01-01").notes
    assert any("the day to which the tables of people are good" in note for note in late)
    assert not reader.read_text("Kenya condemned France.", published="2020-01-01").notes


def test_the_same_from_python(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    actors.add(folder, name="Ola Trem", country="KEN", sectors=["GOV", "LEG"], from_="2020")
    assert actors.check(folder).rows == 1
    assert dateline.actors is actors
    (fact,) = dateline.lookup("Ola Trem", "2021", tables=folder)
    assert (fact.country, fact.sectors, fact.since) == ("KEN", ("GOV", "LEG"), "2020")
    with pytest.raises(TableError, match="stands in line 2 already"):
        actors.add(folder, name="Ola Trem", country="KEN", sectors=["GOV"], from_="2020")
    assert "Emmanuel Macron" in actors.near("Emanuel Macron")
    (tmp_path / "d.txt").write_text("ZORLAND_ [KEN]\n")
    ((made, path),) = actors.import_petrarch([tmp_path / "d.txt"], folder)
    assert (made.used, path) == (1, folder / "actors-d.csv")
    (tmp_path / "p.txt").write_text("Vera Quist condemned France.")
    assert [n.name for n in actors.unknown([str(tmp_path / "p.txt")], tables=folder)] == [
        "Vera Quist"
    ]
