"""Who held which office when: the table of people against itself, REIGN and known facts."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.knowledge import lookup
from dateline.knowledge.currency import currency
from dateline.knowledge.gazetteer import names
from dateline.knowledge.tables import HEAD, people, rows
from dateline.knowledge.terms import (
    Term,
    bearer,
    day_of,
    held,
    holder,
    last_vouched,
    plain_office,
    standing,
)
from training.check_people import agreement, double_holders

# Offices that two people did claim, or held side by side, for a time.
CONTESTED = {
    "CIV president: Laurent Gbagbo",
    "GMB president: Yahya Jammeh",
    "IRN prime minister: Shapour Bakhtiar",
    "PAK prime minister: Nawaz Sharif",  # dismissed and restored in 1993
}


def _rows() -> list[dict[str, str]]:
    return [row for _, row in rows("people.csv")]


def test_dates_are_days_months_or_years_in_order() -> None:
    for where, row in rows("people.csv"):
        for text in (row["from"], row["to"].rstrip("?")):
            if len(text) == 10:
                date.fromisoformat(text)
            else:
                assert len(text) in (0, 4, 7), (where, text)
        end = row["to"].rstrip("?")
        assert row["from"], where
        assert not end or row["from"][: len(end)] <= end, where


def test_every_row_names_a_source_and_a_country() -> None:
    for where, row in rows("people.csv"):
        assert row["source"] in currency().sources, where
        assert len(row["country"]) == 3 and row["country"].isupper(), where
        assert row["gender"] in ("m", "f"), where
        assert row["office"], where


def test_no_row_begins_long_after_the_day_to_which_the_table_is_good() -> None:
    assert currency().people <= "2025-12-31"
    assert all(row["from"] <= "2026" for row in _rows())


def test_one_office_has_one_holder() -> None:
    wrong = [d for d in double_holders() if not any(d.startswith(c) for c in CONTESTED)]
    # A month or two of REIGN's may overlap where only its months are known.
    assert len(wrong) <= 3, wrong


def test_people_agree_with_reign() -> None:
    compared, differ = agreement()
    assert compared > 1300
    dated_otherwise = {(d.country, d.name) for d in differ if d.kind == "dates"}
    missing = {(d.country, d.name) for d in differ if d.kind == "missing"}
    assert len(dated_otherwise) / compared <= 0.02, dated_otherwise
    assert (len(dated_otherwise) + len(missing)) / compared <= 0.05, missing
    # Whom people.csv lacks REIGN's own list has.
    told = {(p.terms[0].country, p.name) for p, _, _ in people() if p.terms[0].office == HEAD}
    assert all(m in told or m[0] == "KWT" for m in missing), missing - told


def test_every_state_has_a_head_on_a_day_of_2024() -> None:
    """States without one on that day have a head whom the table does not know, or had none."""
    day = day_of("2024-02-15")
    heads = (
        "president|prime minister|king|emir|sultan|chancellor|junta leader|leader|supreme leader|"
        "premier|grand duke|taoiseach|pope|chief executive|taliban leader|prince|"
        "president of the swiss confederation"
    ).split("|")
    countries = {r["country"] for r in _rows()} - {"UNO", "IGO", "EUR", "IMG", "NGO"}
    without = {c for c in countries if not any(holder(c, o, day) for o in heads)}
    assert without <= {"BIH", "HTI", "LBY", "SDN", "YEM", "COM"}, without
    assert len(countries) >= 195


@pytest.mark.parametrize(
    ("country", "office", "day", "name"),
    [
        ("USA", "president", "1962-10-24", "John F. Kennedy"),
        ("USA", "Secretary of State", "1975-07-01", "Henry Kissinger"),
        ("USA", "Secretary of Defense", "2003-03-20", "Donald Rumsfeld"),
        ("USA", "National Security Adviser", "2018-06-12", "John Bolton"),
        ("USA", "Speaker of the House", "2020-01-15", "Nancy Pelosi"),
        ("USA", "CIA Director", "2011-12-01", "David Petraeus"),
        ("USA", "President", "2025-03-01", "Donald Trump"),
        ("GBR", "Prime Minister", "1982-04-02", "Margaret Thatcher"),
        ("GBR", "Foreign Secretary", "2003-03-01", "Jack Straw"),
        ("GBR", "Defence Secretary", "2022-02-24", "Ben Wallace"),
        ("FRA", "President", "1965-06-01", "Charles de Gaulle"),
        ("FRA", "Prime Minister", "2010-01-01", "Francois Fillon"),
        ("FRA", "Foreign Minister", "2003-02-14", "Dominique de Villepin"),
        ("DEU", "Chancellor", "1972-01-01", "Willy Brandt"),
        ("DEU", "Foreign Minister", "1990-09-12", "Hans-Dietrich Genscher"),
        ("DEU", "Chancellor", "2025-06-01", "Friedrich Merz"),
        ("ITA", "Prime Minister", "1999-01-01", "Massimo D'Alema"),
        ("ESP", "Prime Minister", "1990-01-01", "Felipe Gonzalez"),
        ("POL", "President", "1993-01-01", "Lech Walesa"),
        ("RUS", "Foreign Minister", "1997-01-01", "Yevgeny Primakov"),
        ("RUS", "Defence Minister", "2024-04-01", "Sergei Shoigu"),
        ("RUS", "Prime Minister", "2010-01-01", "Vladimir Putin"),
        ("UKR", "President", "2014-03-18", "Oleksandr Turchynov"),
        ("UKR", "Defence Minister", "2022-02-24", "Oleksii Reznikov"),
        ("SRB", "President", "1999-03-24", "Slobodan Milosevic"),
        ("TUR", "Prime Minister", "1994-01-01", "Tansu Ciller"),
        ("IRN", "President", "1995-01-01", "Akbar Hashemi Rafsanjani"),
        ("IRN", "Foreign Minister", "2015-07-14", "Mohammad Javad Zarif"),
        ("IRN", "Supreme Leader", "1988-07-03", "Ruhollah Khomeini"),
        ("IRQ", "Prime Minister", "2021-01-01", "Mustafa al-Kadhimi"),
        ("ISR", "Prime Minister", "1973-10-06", "Golda Meir"),
        ("ISR", "Prime Minister", "1978-09-17", "Menachem Begin"),
        ("ISR", "Defence Minister", "2023-10-07", "Yoav Gallant"),
        ("EGY", "President", "1956-07-26", "Gamal Abdel Nasser"),
        ("EGY", "President", "1979-03-26", "Anwar Sadat"),
        ("SAU", "Foreign Minister", "1991-01-15", "Saud al-Faisal"),
        ("SYR", "President", "2013-08-21", "Bashar al-Assad"),
        ("LBN", "Prime Minister", "2006-07-12", "Fouad Siniora"),
        ("PSE", "Prime Minister", "2010-01-01", "Salam Fayyad"),
        ("IND", "Prime Minister", "1971-12-03", "Indira Gandhi"),
        ("IND", "Foreign Minister", "2016-09-01", "Sushma Swaraj"),
        ("PAK", "Prime Minister", "1989-06-01", "Benazir Bhutto"),
        ("PAK", "Chief of Army Staff", "2011-05-02", "Ashfaq Parvez Kayani"),
        ("BGD", "Prime Minister", "2024-07-01", "Sheikh Hasina"),
        ("LKA", "President", "2000-01-01", "Chandrika Kumaratunga"),
        ("AFG", "President", "2009-08-20", "Hamid Karzai"),
        ("CHN", "Premier", "1972-02-21", "Zhou Enlai"),
        ("CHN", "Foreign Minister", "2010-01-01", "Yang Jiechi"),
        ("JPN", "Prime Minister", "1985-01-01", "Yasuhiro Nakasone"),
        ("JPN", "Foreign Minister", "2013-01-01", "Fumio Kishida"),
        ("KOR", "President", "1995-01-01", "Kim Young-sam"),
        ("KOR", "Foreign Minister", "2005-01-01", "Ban Ki-moon"),
        ("PRK", "Foreign Minister", "2018-06-12", "Ri Yong Ho"),
        ("IDN", "President", "1963-01-01", "Sukarno"),
        ("IDN", "Foreign Minister", "1995-01-01", "Ali Alatas"),
        ("PHL", "President", "1989-01-01", "Corazon Aquino"),
        ("MYS", "Prime Minister", "1998-09-02", "Mahathir Mohamad"),
        ("AUS", "Prime Minister", "1993-01-01", "Paul Keating"),
        ("NZL", "Prime Minister", "2005-01-01", "Helen Clark"),
        ("ZAF", "President", "1992-06-01", "F.W. de Klerk"),
        ("GHA", "President", "1964-01-01", "Kwame Nkrumah"),
        ("KEN", "President", "1990-01-01", "Daniel arap Moi"),
        ("ETH", "Prime Minister", "2000-06-18", "Meles Zenawi"),
        ("NGA", "military ruler", "1995-11-10", "Sani Abacha"),
        ("COD", "President", "1990-01-01", "Mobutu Sese Seko"),
        ("RWA", "President", "1994-03-01", "Juvenal Habyarimana"),
        ("CHL", "President", "1972-01-01", "Salvador Allende"),
        ("ARG", "President", "1982-05-01", "Leopoldo Galtieri"),
        ("BRA", "President", "1991-01-01", "Fernando Collor de Mello"),
        ("CUB", "President", "1995-01-01", "Fidel Castro"),
        ("MEX", "President", "1994-01-01", "Carlos Salinas"),
        ("HTI", "President", "2003-01-01", "Jean-Bertrand Aristide"),
        ("UNO", "Secretary-General", "1956-11-01", "Dag Hammarskjold"),
        ("UNO", "High Commissioner for Refugees", "1995-01-01", "Sadako Ogata"),
        ("UNO", "IAEA Director General", "2003-01-01", "Mohamed ElBaradei"),
        ("IGO", "NATO Secretary General", "2001-09-12", "George Robertson"),
        ("IGO", "ASEAN Secretary-General", "2010-01-01", "Surin Pitsuwan"),
        ("IGO", "IMF Managing Director", "2010-01-01", "Dominique Strauss-Kahn"),
        ("EUR", "High Representative", "2006-01-01", "Javier Solana"),
        ("EUR", "European Commission President", "1990-01-01", "Jacques Delors"),
    ],
)
def test_who_held_the_office(country: str, office: str, day: str, name: str) -> None:
    found = holder(country, office, day_of(day))
    assert found is not None
    assert found[0].name == name


@pytest.mark.parametrize(
    ("name", "day", "how"),
    [
        ("Moon Jae-in", "2022-07-03", "former"),
        ("Moon Jae-in", "2019-07-03", "in"),
        ("Boris Yeltsin", "2001-01-01", "former"),
        ("Emmanuel Macron", "2005-01-01", "future"),
        ("Emmanuel Macron", "2025-09-01", "in"),
        ("Emmanuel Macron", "2031-01-01", "maybe"),
        ("Angela Merkel", "2005", "maybe"),
        ("Shinzo Abe", "2010-01-01", "former"),
        ("Aung San Suu Kyi", "2018-01-01", "in"),
        ("Juan Guaido", "2019-06-01", "in"),
        ("Hassan Nasrallah", "2006-07-12", "in"),
        ("Osama bin Laden", "2013-01-01", "former"),
    ],
)
def test_standing_on_a_day(name: str, day: str, how: str) -> None:
    person = names()[name].person
    assert person is not None
    assert standing(person, day_of(day))[0] == how


@pytest.mark.parametrize("country", ["USA", "FRA", "CHN", "IND", "BRA", "ZAF", "ISR", "JPN"])
def test_after_the_day_of_the_table_an_office_has_no_name(country: str) -> None:
    for office in ("President", "Prime Minister", "Premier", "Foreign Minister"):
        assert holder(country, office, day_of("2027-05-01")) is None


def test_an_open_term_is_vouched_for_to_the_day_of_the_table() -> None:
    ours = Term("FRA", "President", ("GOV",), "2017-05-14", "", "own")
    assert last_vouched(ours) == currency().people
    assert held(ours, day_of(currency().people)) == "in"
    assert held(ours, day_of("2030-01-01")) == "maybe"
    users = Term("FRA", "President", ("GOV",), "2017-05-14", "", "mine.csv:4")
    assert last_vouched(users) == ""
    assert held(users, day_of("2030-01-01")) == "in"


def test_a_term_known_to_some_day_only() -> None:
    term = Term("UKR", "aide", ("GOV",), "2020-03", "2024-06?", "own")
    assert [held(term, day_of(d)) for d in ("2019", "2020-03-05", "2021-01-01", "2025-01-01")] == [
        "before",
        "maybe",
        "in",
        "maybe",
    ]
    over = Term("UKR", "aide", ("GOV",), "2020", "2024", "own")
    assert [held(over, day_of(d)) for d in ("2024-05-01", "2025-01-01")] == ["maybe", "after"]


def test_of_two_offices_at_a_time_the_heads_comes_first() -> None:
    person = names()["Miguel Diaz-Canel"].person
    assert person is not None
    assert standing(person, day_of("2022-01-01"))[1].office == "President"


def test_a_surname_is_the_name_without_article_or_junior() -> None:
    found = bearer("Marcos", "President", "PHL", day_of("2023-01-01"))
    assert found is not None and found.name == "Ferdinand Marcos Jr."
    found = bearer("Kadhimi", "Prime Minister", "IRQ", day_of("2021-01-01"))
    assert found is not None and found.name == "Mustafa al-Kadhimi"


def test_names_that_stand_alone_are_no_common_words() -> None:
    from dateline.knowledge.agents import agents

    words = {a.words[-1] for a in agents()}
    alone = {a for _, _, given in people() for a in given}
    assert not {a for a in alone if a.lower() in words}


def test_lookup_names_the_source_of_a_row() -> None:
    (fact, *_) = lookup("Golda Meir", "1970-01-01")
    assert (fact.office, fact.when) == ("Prime Minister", "in")
    assert "REIGN" in fact.source


def test_plain_offices_that_are_one_post() -> None:
    assert plain_office("Secretary of Defense") == plain_office("Defence Minister")
