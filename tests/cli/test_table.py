import io

import pytest
from cli.made_by_hand import TEXT, Fakes, Run, actor, make_event, make_reading

from dateline.cli.table import TableWriter, evidence, marked
from dateline.records import Article, Reading, Voice


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(reading: Reading, out: io.StringIO) -> str:
    TableWriter(out).write(reading, "page.html")
    return out.getvalue()


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_all_fields_and_the_marked_sentence(run: Run, fakes: Fakes) -> None:
    code, out, err = run("read", "page.html")
    assert (code, err) == (0, "")
    for words in ("Kenya accuses Tanzania", "KQZX < Atlas Press", "published 2023-03-14"):
        assert words in out
    for words in ("2023-03-10", "claim", "Tanzania TZA", "COERCE seize", "Kenya KEN", "1 event: 1"):
        assert words in out
    assert "[Tanzania]" not in TEXT
    assert "that [Tanzania] had *seized* 200" in out
    assert "{Kenya} said on Friday" in out


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    long = actor(
        "Tanzania", "TZA", "GOV", "MIL", name="The United Republic of Tanganyika and Zanzibar"
    )
    event = make_event(
        sources=[long, long], mode="misinformation", about="COOPERATE", background=True
    )
    lines = shown(make_reading(events=[event]), io.StringIO()).splitlines()
    assert max(map(len, lines)) <= columns


def test_width_is_80_where_there_is_no_terminal() -> None:
    reading = make_reading(headline="word " * 60)
    assert max(map(len, shown(reading, io.StringIO()).splitlines())) <= 80


def test_colour_only_on_a_terminal_and_not_with_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in shown(make_reading(), io.StringIO())
    assert "\x1b[33m" in shown(make_reading(), Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    out = shown(make_reading(), Terminal())
    assert "\x1b[33m" not in out
    assert "36m" not in out


def test_evidence_is_underlined_on_a_terminal() -> None:
    out = shown(make_reading(), Terminal())
    assert "\x1b[1;4mseized\x1b[0m" in out
    assert "*seized*" not in out


def test_background_is_said() -> None:
    out = shown(make_reading(events=[make_event(background=True)]), io.StringIO())
    assert "background" in out


def test_no_events_is_said() -> None:
    assert "No events." in shown(make_reading(events=[]), io.StringIO())


def test_headings_of_a_bare_article() -> None:
    article = Article(id="a", text="", notes=["the language was guessed"])
    out = shown(Reading(article=article, notes=["the language was guessed"]), io.StringIO())
    assert "(no headline)" in out
    assert "publication date unknown" in out
    assert out.count("note: the language was guessed") == 1


def test_year_only_is_said() -> None:
    article = Article(id="a", text="", published="2022", published_precision="year")
    assert "published 2022 (only the year is known)" in shown(
        Reading(article=article), io.StringIO()
    )


def test_on_whose_word() -> None:
    event = make_event(voices=[Voice(name="Atlas Press", kind="agency")])
    lines = shown(make_reading(events=[event]), io.StringIO()).splitlines()
    assert any(line.rstrip().endswith("Atlas Press") and "COERCE" in line for line in lines)
    assert "via" not in "".join(lines)


def test_hostile_text_is_printed_as_words() -> None:
    article = Article(
        id="a",
        text=TEXT,
        headline="[bold red]Kenya[/] \x1b]0;owned\x07\x1b[2J:smile:",
        outlet="x\x9b1m",
    )
    name = Voice(name="\x1b[31mKenya[/bold]\n\nfake row", kind="unnamed", start=0, end=5)
    out = shown(Reading(article=article, events=[make_event(voices=[name])]), io.StringIO())
    assert "[bold red]Kenya[/] :smile:" in out
    assert not set("\x1b\x9b\x07") & set(out)


def test_wide_characters_keep_within_the_width() -> None:
    from rich.cells import cell_len

    out = shown(make_reading(headline="北京" * 60), io.StringIO())
    assert max(map(cell_len, out.splitlines())) <= 80


def test_overlapping_evidence_is_marked_once() -> None:
    event = make_event(sources=[actor("Tanzania had seized", "TZA")])
    assert marked(event, TEXT, True).plain.count("*seized*") == 1
    assert [role for role, _ in evidence(event)] == ["target", "cue", "when", "trigger"]


def test_evidence_outside_the_sentence_is_left_out() -> None:
    far = actor("Kenya", "KEN")
    far = type(far)(start=500, end=505, text="Kenya", country="KEN")
    assert marked(make_event(targets=[far]), TEXT, True).plain.count("{") == 0
