"""A user's own tables: what is right wins over ours, what is wrong is told with its line."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dateline import Reader, limits
from dateline.errors import TableError
from dateline.knowledge.context import using
from dateline.knowledge.gazetteer import find_names
from dateline.knowledge.terms import day_of, holder
from dateline.knowledge.user_tables import ACTOR_COLUMNS, UserTables, read_files, read_folder
from dateline.knowledge.who import Who, over, own

HEAD = "name,aliases,country,sectors,kind,office,from,to,gender,alone,note\n"


def table(folder: Path, text: str | bytes, name: str = "actors.csv") -> UserTables:
    data = text.encode() if isinstance(text, str) else text
    (folder / name).write_bytes(data)
    return read_folder(folder)


def told(tables: UserTables) -> list[str]:
    return [str(p).rsplit("/", 1)[-1] for p in tables.problems]


def found(text: str, who: Who) -> list[tuple[str, str]]:
    with using(who):
        hits = find_names(text)
    return [
        (text[h.start : h.end], h.named.entity.id if h.named.entity else h.named.person.id)  # type: ignore[union-attr]
        for h in hits
    ]


def test_own_names_are_found_and_win_over_ours(tmp_path: Path) -> None:
    mine = table(
        tmp_path, HEAD + "Kenya,Nairobi Pact,UGA,REB,,,,,,,\nZor Union,ZU,KEN,PTY,,,,,,,\n"
    )
    assert not mine.problems
    who = over(mine, own())
    assert found("The Nairobi Pact and the ZU left Kenya and France.", who) == [
        ("Nairobi Pact", "own:kenya"),
        ("ZU", "own:zor-union"),
        ("Kenya", "own:kenya"),
        ("France", "FRA"),
    ]
    assert found("Kenya", own()) == [("Kenya", "KEN")], "ours is as it was"


def test_an_own_holder_of_an_office_wins_and_adds_to_a_person_of_ours(tmp_path: Path) -> None:
    mine = table(
        tmp_path,
        HEAD + "Ada Lund,,FRA,GOV,,President,2030-05-01,,f,Lund,\n"
        "Barack Obama,,UNO,,person,Envoy,2031-01-01,2032-12-31,m,,\n",
    )
    with using(over(mine, own())):
        new = holder("FRA", "president", day_of("2031-02-01"))
        old = holder("FRA", "president", day_of("2010-06-01"))
        assert new is not None and new[0].name == "Ada Lund"
        assert old is not None and old[0].name == "Nicolas Sarkozy"
        (hit,) = find_names("Barack Obama")
        assert hit.named.person is not None
        assert [t.office for t in hit.named.person.terms][-2:] == ["President", "Envoy"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Ann,,KENYA,GOV,,,,,,,", "actors.csv:2: unknown country 'KENYA'"),
        ("Ann,,Kenya,GOV,,,,,,,", "unknown country 'Kenya' (write KEN)"),
        ("Ann,,ken,GOV,,,,,,,", "(write KEN)"),
        ("Ann,,ROM,GOV,,,,,,,", "(PLOVER has it as ROU)"),
        ("Ann,,KEN,INS,,,,,,,", "unknown sector 'INS' (PLOVER has it as REB)"),
        ("Ann,,KEN,GOV;XYZ,,,,,,,", "unknown sector 'XYZ'"),
        ("Ann,,KEN,GOV,pary,,,,,,", "unknown kind 'pary' (write party)"),
        ("Ann,,,,,,,,,,", "neither country nor sectors"),
        ("Ann,,KEN,GOV,,President,2020-13-01,,,,", "from '2020-13-01' is no date"),
        ("Ann,,KEN,GOV,,President,2021-02-30,,,,", "is no date"),
        ("Ann,,KEN,GOV,,President,2020-01-01,2019-12-31,,,", "before it begins"),
        ("Ann,,KEN,GOV,,President,,,x,,", "gender 'x'"),
        (",,KEN,GOV,,,,,,,", "no name"),
        ("-,,KEN,GOV,,,,,,,", "is no name"),
        ("A" * 10_000 + ",,KEN,GOV,,,,,,,", "a name of 10,000 characters"),
        ("Ann," + "B" * 10_000 + ",KEN,GOV,,,,,,,", "an alias of 10,000 characters"),
        ("C" * 70_000 + ",,KEN,GOV,,,,,,,", "a line of more than"),
        ("Ann,,KEN,GOV,,,,,,,,,too,many", "14 cells, 11 columns"),
        ('Ann,"open,KEN,GOV,,,,,,,', "a quotation mark that is not closed"),
        ("Ann\0,,KEN,GOV,,,,,,,", "a NUL character"),
    ],
)
def test_a_wrong_row_is_told_with_its_line_and_the_rest_used(
    tmp_path: Path, row: str, problem: str
) -> None:
    mine = table(tmp_path, f"{HEAD}{row}\nRight Party,,KEN,PTY,,,,,,,\n")
    (line,) = told(mine)
    assert problem in line and line.startswith("actors.csv:2: ")
    assert "\n" not in line and len(line) < 500
    assert [n for n, _, _ in mine.entities] == ["Right Party"]


def test_a_name_belongs_to_one_row(tmp_path: Path) -> None:
    mine = table(
        tmp_path,
        HEAD
        + "Red Front,RF,KEN,REB,,,,,,,\nRose Front,RF,UGA,REB,,,,,,,\nRed Front,,KEN,REB,,,,,,,\n"
        "Ann Bo,,KEN,GOV,,Mayor,2001,2002,,,\nAnn Bo,,KEN,GOV,,President,2003,,,,\n",
    )
    assert told(mine) == [
        "actors.csv:3: 'RF' is Red Front in line 2 already (leave it to one of them)",
        "actors.csv:4: 'Red Front' stands in line 2 already "
        "(give one of the rows its office or dates, or leave it out)",
    ]
    ((ann, _, _), _), *_ = mine.people
    assert [t.office for t in ann.terms] == ["Mayor", "President"]


def test_encodings(tmp_path: Path) -> None:
    good = "Łódź Pact,,POL,GOV,,,,,,,\n"
    assert table(tmp_path, b"\xef\xbb\xbf" + (HEAD + good).encode()).rows == 1
    mixed = HEAD.encode() + "Café,,FRA,BUS,,,,,,,\n".encode("latin-1") + good.encode()
    mine = table(tmp_path, mixed)
    assert told(mine) == ["actors.csv:2: byte 4 (0xe9) is not UTF-8 (save the file as UTF-8)"]
    assert mine.rows == 1
    mine = table(tmp_path, (HEAD + good).encode("utf-16"))
    assert told(mine) == ["actors.csv: is UTF-16 (save it as UTF-8)"]


@pytest.mark.parametrize("comma", [";", "\t"])
def test_other_commas_and_few_columns(tmp_path: Path, comma: str) -> None:
    text = (
        f'# mine\n\nname{comma}country{comma}aliases\r\nZor Union{comma}KEN{comma}"ZU;Zorists"\r\n'
    )
    mine = table(tmp_path, text)
    assert not mine.problems
    assert [n for n, _, _ in mine.entities] == ["Zor Union", "ZU", "Zorists"]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", HEAD])
def test_an_empty_table_is_no_problem(tmp_path: Path, text: str) -> None:
    mine = table(tmp_path, text)
    assert (mine.rows, mine.problems) == (0, ())


def test_a_table_without_its_header(tmp_path: Path) -> None:
    (line,) = told(table(tmp_path, "Zor Union,KEN,GOV\n"))
    assert line.startswith("actors.csv:1: no column 'name' (begin with a line of columns: name,")


def test_toml(tmp_path: Path) -> None:
    mine = table(
        tmp_path,
        '[[actor]]\nname = "Zor Union"\naliases = ["ZU"]\ncountry = "KEN"\nsectors = ["PTY", "OPP"]\n'
        '\n[[actor]]\nname = "Bad"\ncountry = "XXX"\nfrom = 2020-01-01\n',
        "actors-mine.toml",
    )
    assert mine.entities[0][1].sectors == ("PTY", "OPP")
    assert told(mine)[0].startswith("actors-mine.toml:7: unknown country 'XXX'")
    assert "actors.toml:2: is no valid TOML" in " ".join(
        told(table(tmp_path, "[[actor]]\nname = \n", "actors.toml"))
    )


def test_rows_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TABLE_ROWS", 100)
    text = "name,country\n" + "".join(f"Person Number{n},KEN\n" for n in range(5_000))
    mine = table(tmp_path, text)
    assert mine.rows == 100
    assert told(mine) == [
        "actors.csv:102: more than 100 rows of your own: from here on none is used "
        "(leave out who is not in your texts)"
    ]


def test_problems_have_a_limit(tmp_path: Path) -> None:
    mine = table(tmp_path, "name,country\n" + "X Y,ZZZ\n" * 1_000)
    assert len(mine.problems) == limits.MAX_TABLE_PROBLEMS + 1
    assert "950 more lines" in str(mine.problems[-1])


def test_codes_of_ones_own_have_to_be_said_so(tmp_path: Path) -> None:
    mine = table(tmp_path, "name,country,custom\nElrond,ELF,yes\nFrodo,HOB,\n")
    assert [e.country for _, e, _ in mine.entities] == ["ELF"]
    assert "unknown country 'HOB'" in told(mine)[0]


def test_names_in_any_case(tmp_path: Path) -> None:
    mine = table(tmp_path, "name,country,case\nZor Union,KEN,any\nZU,KEN,any\n")
    who = over(mine, own())
    text = "ZOR UNION, Zor union and ZU; no zor union, no Zu."
    assert [t for t, _ in found(text, who)] == ["ZOR UNION", "Zor union", "ZU"]


def test_own_agents(tmp_path: Path) -> None:
    (tmp_path / "agents.csv").write_text("phrase,sectors\nboda boda rider,LAB\nx,\n")
    reader = Reader(tables=tmp_path)
    (problem,) = reader.problems
    assert "agents.csv:3: no sectors" in str(problem)
    actors = reader.read_text("Kenya jailed two boda boda riders.").actors
    assert ["LAB"] in [a.sectors for a in actors]


def test_two_readers_at_a_time(tmp_path: Path) -> None:
    readers = []
    for code in ("KEN", "UGA"):
        folder = tmp_path / code
        folder.mkdir()
        (folder / "actors.csv").write_text(f"name,country,sectors\nOla Trem,{code},PTY\n")
        readers.append(Reader(tables=folder))
    plain = Reader()
    assert len({readers[0].tables_hash, readers[1].tables_hash, plain.tables_hash}) == 3
    text = "Ola Trem condemned France."

    def read(k: int) -> list[str | None]:
        actors = [plain, *readers][k % 3].read_text(text).actors
        return [a.country for a in actors if a.text == "Ola Trem"] or [None]

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(read, range(24)))
    for k, result in enumerate(results):
        assert result[0] == (None, "KEN", "UGA")[k % 3]


def test_tables_of_lexicon_and_actors_lie_in_one_folder(tmp_path: Path) -> None:
    (tmp_path / "actors.toml").write_text('[[actor]]\nname = "Zor Union"\ncountry = "KEN"\n')
    assert Reader(tables=tmp_path).problems == []


def test_names_in_other_scripts(tmp_path: Path) -> None:
    mine = table(tmp_path, "name,aliases,country\nЗорская партия,حزب زور;左翼党,KEN\n")
    assert not mine.problems
    text = "In Kyiv the Зорская партия, or حزب زور, left."
    assert [t for t, _ in found(text, over(mine, own()))] == ["Kyiv", "Зорская партия", "حزب زور"]


def test_one_name_with_other_codes_at_other_times(tmp_path: Path) -> None:
    mine = table(
        tmp_path,
        "name,country,sectors,kind,from,to\nZor Front,KEN,REB,group,1990,2001\n"
        "Zor Front,KEN,PTY,group,2002,\n",
    )
    assert not mine.problems
    for day, sectors in (("1995-01-01", ("REB",)), ("2010-05-05", ("PTY",))):
        with using(over(mine, own()), day_of(day)):
            (hit,) = find_names("Zor Front")
        assert hit.named.entity is not None and hit.named.entity.sectors == sectors


def test_a_lexicon_table_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "rows.toml").write_bytes("# café".encode("latin-1"))
    with pytest.raises(TableError, match=r"rows\.toml: is not UTF-8"):
        Reader(tables=tmp_path)


def test_hostile_files(tmp_path: Path) -> None:
    for n, data in enumerate([b"\0" * 5000, bytes(range(256)) * 50, b'"' * 9000, b"," * 9000]):
        path = tmp_path / f"actors{n}.csv"
        path.write_bytes(b"name,country\n" + data + b"\nZor Union,KEN\n")
        mine = read_files([path])
        assert mine.rows >= 1, path
        assert all("\n" not in str(p) and len(str(p)) < 500 for p in mine.problems)


def test_the_table_in_the_docs_is_right(tmp_path: Path) -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "actors.md"
    (example,) = re.findall(r"```csv\n(.*?)```", page.read_text("utf-8"), flags=re.DOTALL)
    mine = table(tmp_path, example)
    assert (mine.rows, mine.problems) == (3, ())
    columns = re.findall(r"^\| (`[^|]*) \|", page.read_text("utf-8"), flags=re.MULTILINE)
    told = {name for cell in columns for name in re.findall(r"`(\w+)`", cell)}
    assert set(ACTOR_COLUMNS) <= told


def test_a_state_of_ones_own_is_a_place_too(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text(
        "name,country,kind,custom\nRuritania,RUR,state,yes\nNew Zealand,NZE,state,yes\n", "utf-8"
    )
    reader = Reader(tables=tmp_path, rules_only=True)
    found = reader.read_text("Norway's leader arrived in Ruritania on Monday.")
    places = [(p.name, p.country, p.precision) for p in found.places]
    assert places[-1] == ("Ruritania", "RUR", "country")
    assert [[a.country for a in e.targets] for e in found.events] == [["RUR"]]
    found = reader.read_text("Norway fired two rockets at New Zealand on Monday.")
    assert [[a.country for a in e.targets] for e in found.events] == [["NZE"]]
