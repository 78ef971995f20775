"""Single rules: charsets, datelines, dates, titles, names, credits."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.articles import credits, dates, sources
from dateline.articles.authors import names_in
from dateline.articles.charset import decode
from dateline.articles.credits import Surroundings
from dateline.articles.dateline import find_dateline
from dateline.articles.markup import Head
from dateline.articles.title import headline, strip_site

TEXT = "Le président de l’Élysée — “çà” naïve Zürich."


def test_charsets() -> None:
    meta = '<meta charset="{}">'
    assert decode(TEXT.encode("utf-8")) == (TEXT, [])
    assert decode(TEXT.encode("utf-8-sig")) == (TEXT, [])
    for wide in ("utf-16", "utf-32"):
        assert decode(TEXT.encode(wide)) == (TEXT, [])
    assert decode("plain ascii text, long enough".encode("utf-16-le"))[0].startswith("plain")
    for name in ("windows-1252", "iso-8859-1"):
        text = meta.format(name) + TEXT
        assert decode(text.encode("cp1252")) == (text, [])
    assert decode("Straße".encode("cp1252"), "latin-1") == ("Straße", [])


def test_lying_charsets() -> None:
    lie = '<meta charset="iso-8859-1">' + TEXT
    text, notes = decode(lie.encode("utf-8"))
    assert text == lie and "UTF-8" in notes[0]
    lie = '<meta charset="utf-8">' + TEXT * 5
    text, notes = decode(lie.encode("cp1252"))
    assert text == lie and notes
    text, notes = decode(TEXT.encode("utf-8")[:-1] + "é".encode()[:1])
    assert text.startswith("Le président") and "middle" in notes[0]
    text, notes = decode(b"In \xe9t\xe9 it cost \x805.", "no-such-charset")
    assert text == "In été it cost €5." and notes
    text, notes = decode((TEXT * 40).encode("utf-8").replace(b"Z", b"\xff", 1))
    assert "\ufffd" in text and "naïve" in text and notes
    assert decode('<meta charset="utf-16">ab é'.encode())[0].endswith("é")
    assert decode(b"abc", "hex")[0] == "abc"


SENTENCE = "Officials said that both of the talks had failed."
DATELINES = {
    "SEOUL, July 3 (Reuters) — ": ("SEOUL", "July 3", "Reuters"),
    "WASHINGTON (AP) - ": ("WASHINGTON", None, "Associated Press"),
    "PARIS, 3 Jan. /TASS/. ": ("PARIS", "3 Jan", "TASS"),
    "KYIV, Ukraine – ": ("KYIV, Ukraine", None, None),
    "Pyongyang, July 3 (KCNA) -- ": ("Pyongyang", "July 3", "KCNA"),
    "BEIJING, May 5 (Xinhua) -- ": ("BEIJING", "May 5", "Xinhua"),
    "Geneva - ": ("Geneva", None, None),
    "MOSCOW. June 5 (Interfax) - ": ("MOSCOW", "June 5", "Interfax"),
    "New Delhi [India], July 3 (ANI): ": (
        "New Delhi [India]",
        "July 3",
        "Asian News International",
    ),
    "NEW DELHI, Jul 3 (PTI) ": ("NEW DELHI", "Jul 3", "Press Trust of India"),
    "Seoul, South Korea CNN — ": ("Seoul, South Korea", None, "CNN"),
    "(Reuters) - ": (None, None, "Reuters"),
    "TEHRAN- ": ("TEHRAN", None, None),
    "LONDON/PARIS, July 3 (Reuters) - ": ("LONDON/PARIS", "July 3", "Reuters"),
    "BEND, Ore. (KQZX) — ": ("BEND, Ore.", None, "KQZX"),
    "PORT-AU-PRINCE, Haiti (AP) — ": ("PORT-AU-PRINCE, Haiti", None, "Associated Press"),
    "SÃO PAULO — ": ("SÃO PAULO", None, None),
    "JERUSALEM: ": ("JERUSALEM", None, None),
    "CAIRO, Feb. 11 (Atlas Press) — ": ("CAIRO", "Feb. 11", "Atlas Press"),
}


@pytest.mark.parametrize("opening", DATELINES)
def test_datelines(opening: str) -> None:
    text = opening + SENTENCE
    line = find_dateline(text, [(0, len(text))])
    assert line is not None
    assert (line.place, line.date, line.agency) == DATELINES[opening]
    assert (line.start, text[line.end :]) == (0, SENTENCE)


@pytest.mark.parametrize(
    "text",
    [
        "Trump — who never went — said that it was a mistake to go there at all.",
        "NATO — The alliance was founded in 1949 and it has grown ever since then.",
        "OPINION — The day has come for talks between both of the sides to begin.",
        "London, the capital, was quiet on the eve of the vote, police said there.",
        "Germany — France's neighbour — said on Monday that it would not join them.",
        "On July 3 (Sunday) - The army moved into the city and it took the bridge.",
        "Washington (AP) officials said that the matter was closed for the moment.",
        "In Paris — The city of light — all was dark that evening, witnesses said.",
        "North Korea (DPRK) -- The state has tested a missile on Monday, it says.",
        "A-" * 2000,
        "A " * 2000,
        "A, " * 2000,
    ],
)
def test_sentences_are_no_datelines(text: str) -> None:
    assert find_dateline(text, [(0, len(text))]) is None


def test_dateline_under_a_lead_in() -> None:
    text = "The pact is dead.\n\nOSLO, May 5 (AP) — Both sides left the table."
    line = find_dateline(text, [(0, 17), (19, len(text))])
    assert line is not None and text[line.start : line.end] == "OSLO, May 5 (AP) — "


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2022-07-03T10:30:00-0400", ("2022-07-03T10:30-04:00", "minute")),
        ("2022-07-03T10:30:00.000Z", ("2022-07-03T10:30Z", "minute")),
        ("2022-07-03T00:00:00Z", ("2022-07-03", "day")),
        ("2022-07", ("2022-07", "month")),
        ("2022", ("2022", "year")),
        ("July 3, 2022", ("2022-07-03", "day")),
        ("Sun, 03 Jul 2022 10:00:00 GMT", ("2022-07-03", "day")),
        ("13/3/2022", ("2022-03-13", "day")),
        ("7/3/2022", None),
        ("2022-02-30", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates(raw: str, value: tuple[str, str] | None) -> None:
    assert dates.read_date(raw) == value


def test_date_choice() -> None:
    today = date(2022, 7, 3)
    assert dates.choose([("a", "2022-07-04")], today).value == "2022-07-04"
    found = dates.choose([("a", "2022-07-06"), ("b", "1970-01-01"), ("c", "2022")], today)
    assert (found.value, found.precision, len(found.notes)) == ("2022", "year", 2)
    found = dates.choose([("a", "2022"), ("b", "2022-05-01")], today)
    assert found.value == "2022-05-01"
    # The outlet's own day counts where UTC has already gone on to the next.
    found = dates.choose([("a", "2022-06-02T02:10:00Z"), ("b", "June 1, 2022")], today)
    assert found.value == "2022-06-01"
    found = dates.choose([("a", "2022-06-02T15:10:00Z"), ("b", "June 1, 2022")], today)
    assert found.value == "2022-06-02T15:10Z"
    assert dates.choose([], today).precision == "none"


def test_dates_in_urls() -> None:
    assert dates.from_url("https://a.example/2023/dec/22/x") == ("2023-12-22", "day")
    assert dates.from_url("https://a.example/news/20231222/x") == ("2023-12-22", "day")
    assert dates.from_url("https://a.example/2023/12/x") == ("2023-12", "month")
    assert dates.from_url("https://a.example/x-202312221") is None
    assert dates.from_url(None) is None


def test_dates_from_the_text_alone() -> None:
    found = dates.from_text("It fell on Monday.", None, "© 2019-2021 Example")
    assert (found.value, found.precision) == ("2021", "year")
    found = dates.from_text("It fell.", "July 3", "© 2021 Example")
    assert (found.value, found.precision) == ("2021-07-03", "day")
    found = dates.from_text("It fell on Monday.", "July 3", None)
    assert found.value is None and "July 3" in found.notes[0]
    assert dates.from_text("It fell.", None, "© 2999 Example").value is None


def test_titles() -> None:
    sites = ["The Valley Herald"]
    assert (
        strip_site("Ministers meet in Oslo | The Valley Herald", sites) == "Ministers meet in Oslo"
    )
    assert strip_site("Valley Herald - Ministers meet", sites) == "Ministers meet"
    assert strip_site("Oslo talks – a history", sites) == "Oslo talks – a history"
    head = Head(h1=["Opinion | Give talks in Oslo a chance"], title="Give talks in Oslo a chance")
    assert headline(head) == "Give talks in Oslo a chance"
    head = Head(h1=["The Valley Herald", "Ministers meet in Oslo"], title="Ministers meet in Oslo")
    assert headline(head) == "Ministers meet in Oslo"
    head = Head(meta={"og:title": ["Ministers meet"]}, h1=["Sign in"])
    assert headline(head) == "Ministers meet"
    assert headline(Head()) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Ruiz", ["Ana Ruiz"]),
        ("By ANA RUIZ and Li Wei", ["Ana Ruiz", "Li Wei"]),
        ("Ana Ruiz, Senior Reporter", ["Ana Ruiz"]),
        ("Story by Reuters", ["Reuters"]),
        ("By Ana Ruiz | ana@example.org | Oct. 5, 2021", ["Ana Ruiz"]),
        ("by Jan van der Berg Oct 5, 2021", ["Jan van der Berg"]),
        ("https://example.org/ana", []),
        ("admin", []),
        ("February", []),
    ],
)
def test_names(line: str, names: list[str]) -> None:
    assert names_in(line) == names


def chain(*before: str, **more: object) -> list[tuple[str, str]]:
    around = Surroundings(before=list(before))
    return [(c.name, c.kind) for c in credits.chain(around, **more)]  # type: ignore[arg-type]


def test_credit_lines() -> None:
    assert chain("By Ana Ruiz, CNN") == [("CNN", "network"), ("Ana Ruiz", "person")]
    assert chain("By ANA RUIZ Associated Press")[0] == ("Associated Press", "agency")
    assert chain("The Associated Press") == [("Associated Press", "agency")]
    assert chain("Copyright 2021 The Associated Press. All rights reserved.") == [
        ("Associated Press", "agency")
    ]
    assert chain("The-NBN-Wire", "NBN Newsource", "By Atlas Press", outlet="Harbour Gazette") == [
        ("Harbour Gazette", "outlet"),
        ("NBN Newsource", "syndicator"),
        ("NBN", "network"),
        ("Atlas Press", "agency"),
    ]
    assert chain("(Reporting by Ana Ruiz in Oslo; Editing by Li Wei)") == [("Ana Ruiz", "person")]
    assert chain("Originally published by Fjord Times") == [("Fjord Times", "syndicator")]
    assert chain(outlet="Xinhua") == [("Xinhua", "state_media")]
    assert chain(url="https://www.reuters.com/world/x") == [("Reuters", "agency")]
    assert chain("© 2021 Harbour Gazette. All rights reserved.") == []


def test_outlet_rows() -> None:
    for row, pattern, yes, name in credits._outlet_rows():
        found = pattern.match(yes)
        assert found and found.group(1) == name, row
        assert credits.outlet_of([yes], []) == name
    assert credits.outlet_of(["© 2021 Reuters. All rights reserved."], []) is None


def test_table_of_sources() -> None:
    owner: dict[str, str] = {}
    for source in sources.table():
        for name in source.names:
            assert owner.setdefault(sources.key(name), source.name) == source.name, name
    assert sources.by_name("the associated press.") is sources.by_name("AP")
    assert sources.by_name("PA") is None and sources.by_name("PA", mark=True) is not None
