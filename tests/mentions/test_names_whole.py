"""Names read whole, and words that only look like the name of a state or body."""

from __future__ import annotations

import pytest

from dateline import Reader
from dateline.records import Actor


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _of(reader: Reader, text: str, words: str, day: str = "2022-05-10") -> Actor:
    found = [a for a in reader.read_text(text, published=day).actors if words in a.text]
    assert found, f"no mention with {words!r}"
    return found[0]


def test_a_surname_that_is_a_capital(reader: Reader) -> None:
    text = (
        "Omar Amman, 20, was shot by police in Leeds. Amman had left prison in January. "
        "Police said they had known Amman for a year."
    )
    actors = reader.read_text(text, published="2020-02-05").actors
    assert all(a.country != "JOR" for a in actors)
    still = "Jordan's king met Omar Amman on Friday. Amman rejected the plan."
    assert "JOR" in {a.country for a in reader.read_text(still).actors}


def test_a_word_in_a_line_of_capitals(reader: Reader) -> None:
    text = "THE VOTE IS OVER, she wrote. Fighters of IS attacked a town in Iraq."
    found = [a for a in reader.read_text(text).actors if a.text == "IS" or "IS" in a.text.split()]
    assert all(a.start > 20 for a in found)


def test_the_rest_of_a_body_s_name(reader: Reader) -> None:
    text = "The Metropolitan Police Air Support Command arrested two men."
    actor = _of(reader, text, "Metropolitan Police")
    assert actor.text == "Metropolitan Police Air Support Command"
    assert (actor.country, actor.sectors, actor.actor_id) == ("GBR", ["COP"], None)


def test_a_document_is_no_body(reader: Reader) -> None:
    actors = reader.read_text("It runs counter to the UN Charter, Kenya's minister said.").actors
    assert all("Charter" not in a.text for a in actors)


def test_a_crowd_s_word_begins_a_name(reader: Reader) -> None:
    text = "It was confirmed by the National Ports Response Force of India on Monday."
    actor = _of(reader, text, "National Ports")
    assert actor.country == "IND"


def test_a_member_of_a_chamber(reader: Reader) -> None:
    text = "Edita Roca Luna, member of the Nicaraguan National Assembly since 1997, was sanctioned."
    assert (_of(reader, text, "Edita").country, _of(reader, text, "Edita").sectors) == (
        "NIC",
        ["LEG"],
    )


def test_a_minister_s_whole_field(reader: Reader) -> None:
    text = "Pavel Dorn, vice-minister of Industry and Trade of the Russian Federation, arrived in Minsk."
    assert _of(reader, text, "Pavel Dorn").country == "RUS"


@pytest.mark.parametrize(
    "text",
    [
        "Democrats will sit as jurors in the Senate should the House vote to impeach President Biden.",
        "The committee in Washington referred it to the full House.",
        "The Republican-led House rejected the plan of President Biden.",
    ],
)
def test_the_house(reader: Reader, text: str) -> None:
    actor = _of(reader, text, "House", "2022-05-10")
    assert (actor.country, actor.sectors) == ("USA", ["LEG"])


def test_titles_of_one_state_and_counties(reader: Reader) -> None:
    text = "Northamptonshire's chief constable Nora Vale wrote to the firm."
    assert _of(reader, text, "Nora Vale").country == "GBR"
    text = "Harris County Sheriff Ana Cole said deputies found the car."
    assert _of(reader, text, "Ana Cole").country == "USA"


def test_letters_in_brackets_and_quotation_marks(reader: Reader) -> None:
    text = (
        "The Institute for Rural Affairs (“IRA”) of Kenya published a report. "
        "IRA said farmers were worried."
    )
    actors = reader.read_text(text).actors
    assert all("REB" not in a.sectors for a in actors)


def test_police_are_of_the_place_and_not_of_the_suspect(reader: Reader) -> None:
    text = (
        "An Australian, Brad Tunnel, aged 28, appeared in Christchurch District Court, New Zealand "
        "on Saturday. Further charges may follow, police said. The court was told he moved there "
        "in 2017."
    )
    assert _of(reader, text, "police").country == "NZL"


def test_the_gulf_is_no_province(reader: Reader) -> None:
    actors = reader.read_text("People in the Gulf are worried about oil.").actors
    assert all(a.country != "PNG" for a in actors)


def test_surnames_that_are_tagged_as_other_words(reader: Reader) -> None:
    text = (
        "United States Senator from Vermont Bernie Sanders ended his bid. In a livestream, Sanders "
        "shared his reasons. Sanders' exit left one."
    )
    found = [
        a for a in reader.read_text(text, published="2020-04-10").actors if a.text == "Sanders"
    ]
    assert [(a.country, a.sectors) for a in found] == [("USA", ["LEG"])] * 2


def test_a_role_after_the_comma_makes_a_person(reader: Reader) -> None:
    text = "The paper spoke to Gáspár Marot, the Hungarian Government commissioner. Marot agreed."
    assert {a.country for a in reader.read_text(text).actors if "Marot" in a.text} == {"HUN"}


def test_whose_thing_it_is(reader: Reader) -> None:
    assert (
        _of(reader, "According to a NATO press release, Hungary spends more.", "NATO").country
        == "IGO"
    )
    text = "President Donald Trump spoke. Trump's state of emergency applies to the border."
    found = [a for a in reader.read_text(text, published="2019-02-21").actors if "Trump" in a.text]
    assert [a.country for a in found] == ["USA", "USA"]


def test_a_body_s_name_before_a_noun(reader: Reader) -> None:
    text = (
        "The U.S. Supreme Court met on Monday. Supreme Court confirmation hearings began on Friday "
        "in Washington."
    )
    found = [a for a in reader.read_text(text).actors if "Supreme Court" in a.text]
    assert [a.country for a in found] == ["USA", "USA"]


def test_a_partisan(reader: Reader) -> None:
    text = "Wisconsin governor Tony Evers, a Democrat, said no. Republican Tom Ardle agreed."
    assert _of(reader, text, "Democrat", "2020-10-20").sectors == ["PTY"]
    assert _of(reader, text, "Tom Ardle", "2020-10-20").country == "USA"


def test_kin_are_two_mentions(reader: Reader) -> None:
    text = "Kenyan lawyer Harry Dunam was shot. Dunam's mother, Charlotte Odera, spoke on Monday."
    assert _of(reader, text.split(". ")[1], "Dunam").text == "Dunam"
    assert {a.country for a in reader.read_text(text).actors if "Dunam" in a.text} == {"KEN"}


def test_a_minister_sent_by_an_organisation_is_still_the_minister(reader: Reader) -> None:
    text = "The Secretary thanked the 61st Secretary of State, James Baker, for coming."
    assert _of(reader, text, "James Baker", "2022-04-04").country == "USA"


def test_letters_of_another_state_are_not_the_topic_s(reader: Reader) -> None:
    text = (
        "Hungary's parliament and Hungary's government met in Budapest. The PTM and Hungary agreed."
    )
    found = [a for a in reader.read_text(text).actors if a.text == "PTM"]
    assert all(a.country != "HUN" for a in found)


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("In Australia, the Greens objected, and Labor won.", "Greens", "AUS"),
        ("In Australia, the Greens objected, and Labor won.", "Labor", "AUS"),
        ("Labour gained seats in England. Prime Minister Rishi Sunak conceded.", "Labour", "GBR"),
        ("In Canada the Liberals and the Conservatives lost votes.", "Conservatives", "CAN"),
    ],
)
def test_nicknames_of_parties(reader: Reader, text: str, words: str, country: str) -> None:
    actor = _of(reader, text, words, "2023-05-10")
    assert (actor.country, actor.sectors) == (country, ["PTY"])


def test_labour_that_is_no_party(reader: Reader) -> None:
    actors = reader.read_text("Labour costs rose in Britain. Labour markets are tight.").actors
    assert all("Labour" not in a.text for a in actors)


@pytest.mark.parametrize(
    ("text", "words", "sectors"),
    [
        ("Governor Babajide Sanwo-Olu of Lagos said so.", "Sanwo-Olu", "GOV"),
        ("Democratic presidential nominee Joe Biden led in the polls.", "Biden", "ELI"),
        ("Former presidential candidate Elizabeth Warren agreed.", "Warren", "LEG"),
        ("The suit was filed by attorneys general from sixteen U.S. states.", "attorneys", "GOV"),
        ("United States Attorney Thomas Orrin said so.", "Orrin", "JUD"),
        ("Police in Lahore arrested 40 PTI workers.", "PTI", "PTY"),
        ("Contact each U.S. mission for details.", "mission", "GOV"),
        ("The San Francisco Board of Supervisors voted.", "Board", "GOV"),
    ],
)
def test_sectors_of_titles(reader: Reader, text: str, words: str, sectors: str) -> None:
    assert _of(reader, text, words, "2020-10-10").sectors[:1] == [sectors]


def test_a_name_from_hong_kong(reader: Reader) -> None:
    text = 'Hong Kong\'s Chief Executive Carrie Lam said no. "We were hurt," Lam continued in the statement.'
    found = [a for a in reader.read_text(text, published="2019-09-06").actors if a.text == "Lam"]
    assert [a.country for a in found] == ["HKG"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Kenya Solidarity Campaign called for a boycott of the bank on Friday.", "Campaign"),
        ("The Togo Accountability Project filed a complaint in Geneva.", "Project"),
        ("The Oman Study Group urged lawmakers to lift the embargo.", "Study Group"),
    ],
)
def test_a_cause_named_after_a_state_is_not_the_state(
    reader: Reader, text: str, words: str
) -> None:
    actor = _of(reader, text, words)
    assert actor.country is None and actor.text.split()[0] not in ("Solidarity", "Study")


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The Executive Board of the IMF approved a loan for Kenya.", "Executive Board", "IGO"),
        (
            "The standing committee of Vietnam's National Assembly adopted the law.",
            "committee",
            "VNM",
        ),
        ("The Political Bureau of the Communist Party of Cuba met on Sunday.", "Bureau", "CUB"),
    ],
)
def test_an_organ_is_of_its_body(reader: Reader, text: str, words: str, country: str) -> None:
    assert _of(reader, text, words).country == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The special envoy for Chad will meet Kenyan officials.", None),
        ("The special representative for Togo met the rebels in Accra.", None),
        ("The EU's special representative for Kosovo met the president.", "EUR"),
        ("The Norwegian envoy for Sudan criticised the delay.", "NOR"),
    ],
)
def test_an_envoy_for_a_state_is_not_that_state_s(
    reader: Reader, text: str, country: str | None
) -> None:
    actor = reader.read_text(text, published="2022-05-10").actors[0]
    assert ("envoy" in actor.text or "representative" in actor.text, actor.country) == (
        True,
        country,
    )


def test_the_allies_of_a_state_are_other_states(reader: Reader) -> None:
    for text in ("U.S. allies criticised the plan on Monday.", "NATO allies agreed to send tanks."):
        assert _of(reader, text, "allies").country is None
    assert _of(reader, "Iran's proxies attacked the base.", "proxies").country == "IRN"
