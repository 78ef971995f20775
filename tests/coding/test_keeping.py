"""Which readings are rows and which are none, and whom a row names where its own words do not."""

from __future__ import annotations

import pytest

from dateline.coding.roles import is_political
from dateline.coding.typing import model
from dateline.reader import Reader
from dateline.records import Actor


@pytest.fixture(scope="module", autouse=True)
def needs_the_model() -> None:
    if model() is None:
        pytest.skip("onnxruntime has no build for this installation")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def told(text: str, reader: Reader) -> list[tuple[str, list[str], list[str]]]:
    """The rows of a text: type, sources, targets."""
    return [
        (e.type, [a.text for a in e.sources], [a.text for a in e.targets])
        for e in reader.read_text(text).events
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # nobody known, where politics is spoken of
        ("They discussed Chad's raid on the Kenyan border post.", ("CONSULT", ["They"], [])),
        # a commitment to somebody is support
        (
            "Norway reaffirmed its commitment to Estonia's security.",
            ("SUPPORT", ["Norway"], ["Estonia"]),
        ),
        # whom a visit is for
        (
            "Foreign Minister Lund of Norway will travel to Accra to meet the president of Ghana.",
            ("AGREE", ["Foreign Minister Lund of Norway"], ["Accra", "president of Ghana"]),
        ),
        # whom money helps
        (
            "Japan granted two million dollars to feed refugees in Chad.",
            ("AID", ["Japan"], ["refugees"]),
        ),
        # whose deed is praised
        ("The United States salutes their courage.", ("SUPPORT", ["United States"], ["their"])),
        # "according to" names no doer
        (
            "Ten officers were wounded in clashes on Sunday, according to Chad's health ministry.",
            ("ASSAULT", [], ["Ten officers"]),
        ),
        # a war against somebody has a target
        ("Chad's long war of choice against Niger emptied the ports.", ("ASSAULT", ["Chad"], ["Niger"])),
        # ceremonies
        (
            "The Laotian ambassador placed a floral basket at the statue of Ghana's founder.",
            ("SUPPORT", ["Laotian ambassador"], ["Ghana's founder"]),
        ),
        # a strike called off is as public as the strike
        ("Unions called off the strike in Lagos.", ("CONCEDE", ["Unions"], [])),
        # the names that say who a plural noun means
        (
            "Norway reaffirmed its support for NATO's Pacific partners, Fiji and Tonga.",
            ("SUPPORT", ["Norway"], ["Fiji", "Tonga"]),
        ),
        # whom the parser takes for who does what it is for
        (
            "Norway will continue to work closely with lawmakers to support Ukrainian farmers.",
            ("AGREE", ["Norway"], ["lawmakers"]),
        ),
        # whom a second verb names
        (
            "Kenya's president met and held talks with the premier of Chad.",
            ("CONSULT", ["Kenya's president", "premier of Chad"], []),
        ),
        ("We call on all armed actors in Chad to end the violence.", ("REQUEST", ["We"], ["armed actors"])),
        # a crowd is a party to its own protest
        ("Thousands marched in Nairobi against the tax.", ("PROTEST", ["Thousands"], [])),
        # who holds a round of talks holds them
        (
            "The president of Kenya conducted a round of meetings with Chadian lawmakers.",
            ("CONSULT", ["president of Kenya", "Chadian lawmakers"], []),
        ),
        # a headline's participle
        ("Journalists killed", ("ASSAULT", [], ["Journalists"])),
        # what something is called
        ("Ghana described the raid by Togo as barbaric.", ("ACCUSE", ["Ghana"], ["Togo"])),
        ("Ghana called the raid an act of barbarity.", ("ACCUSE", ["Ghana"], [])),
        # what somebody is
        ("Denmark remained a staunch supporter of Estonia.", ("SUPPORT", ["Denmark"], ["Estonia"])),
        # what is blamed on somebody without a name, and who is blamed
        (
            "Aides of the Chadian minister alleged that the police beat him.",
            ("ACCUSE", ["Aides of the Chadian minister"], ["police"]),
        ),
    ],
)  # fmt: skip
def test_kept(text: str, row: tuple[str, list[str], list[str]], reader: Reader) -> None:
    assert row in told(text, reader), told(text, reader)


@pytest.mark.parametrize(
    "text",
    [
        "The premier of Peru visited Cusco on Monday.",
        "We are fighting, said the speaker of the Kenyan parliament.",
        "Sweden's prime minister stressed the need to save water.",
        "Kenya closed the book on the theft of the files.",
        "We remain concerned about the drought.",
        "The Peruvian judge hanged himself in his cell.",
        "The governor said the victims were kind people.",
        "The senator asked bankers why they had closed their branches.",
        "The president of Kenya visited a hospital in Nairobi.",
        "Israel's military said 2,500 rockets were fired.",
        "Norwegian nurses warned that the virus spreads in winter.",
        "In advance of my visit, one of the officials of Kenya stressed that the mine is safe.",
        "The governor of Utah signed the Water Act on Friday.",
        "Kenya's minister declined to state when the talks would begin.",
    ],
)
def test_no_row(text: str, reader: Reader) -> None:
    assert told(text, reader) == []


def test_a_feast_is_no_party(reader: Reader) -> None:
    rows = told("Since Diwali, despite the Supreme Court ban, the air in Delhi is bad.", reader)
    assert [row[2] for row in rows] == [[]]


def test_what_is_vetoed_is_not_asked_for_by_who_vetoes_it(reader: Reader) -> None:
    rows = told("A resolution demanding a ceasefire was vetoed by the United States.", reader)
    assert [row[0] for row in rows] == ["REJECT"]


def test_an_attack_and_what_it_did_are_one_row(reader: Reader) -> None:
    rows = told("Three soldiers were wounded after rebels shelled their post in Niger.", reader)
    assert rows == [("ASSAULT", ["rebels"], ["Three soldiers"])]


def test_what_befalls_a_neighbour_does_not_befall_the_senator(reader: Reader) -> None:
    for _, _, targets in told("The neighbour of Senator Paul was arrested on Monday.", reader):
        assert "Senator Paul" not in targets


def test_who_presents_evidence_did_not_do_it(reader: Reader) -> None:
    rows = told(
        "Kenya's police chief presented evidence of killings and rapes in a village.", reader
    )
    assert not [row for row in rows if row[0] == "ASSAULT" and "Kenya" in str(row[1])]
    rows = told("Police in Kenya presented evidence of killings by Chad's army.", reader)
    assert [row[1] for row in rows if row[0] == "ASSAULT"] == [["Chad's army"]]


@pytest.mark.parametrize(
    ("text", "crowd"),
    [
        ("Thousands of Kenyan farmers marched in Nairobi, demanding that taxes be lowered.", "Kenyan farmers"),
        ("Farmers blocked the border of Chad to call on the government to ban imports.", "Farmers"),
    ],
)  # fmt: skip
def test_what_a_protest_asks_for_is_no_row_of_its_own(
    text: str, crowd: str, reader: Reader
) -> None:
    assert [row[:2] for row in told(text, reader)] == [("PROTEST", [crowd])]


def test_a_demand_beside_a_protest_is_a_row(reader: Reader) -> None:
    rows = told(
        "Thousands of farmers marched in Nairobi while the opposition urged the premier to resign.",
        reader,
    )
    assert {row[0] for row in rows} == {"PROTEST", "REQUEST"}


THANKS = "We thank our loyal partners in France for their support."
BAKERY = (
    "The bakery opened its doors in 1987. Its ovens burn all night. Dough rests in wooden bowls until "
    "dawn. Customers queue along the pavement on Saturdays. The rye loaf sells out first. A new counter "
    "was built last spring. The floor is tiled in blue. Flour comes from a mill near the river. The "
    f"windows face the park. An oven can hold ninety loaves. {THANKS} The shop closes at noon on Mondays."
)


def test_what_nobody_political_does_counts_where_politics_is_spoken_of(reader: Reader) -> None:
    assert [row[0] for row in told(THANKS, reader)] == ["SUPPORT"]
    assert told(BAKERY, reader) == []
    assert ("text", "'thank': no row: the text says little of politics") in reader.explain(BAKERY)
    politics = BAKERY + " Norway condemned Chad. Chad's army shelled a town in Niger."
    assert [row[0] for row in told(politics, reader)] == ["SUPPORT", "ACCUSE", "ASSAULT"]


def test_a_guess_is_no_demand(reader: Reader) -> None:
    rows = told("The Chadian police must have shot the student, a lawyer said.", reader)
    assert [row[0] for row in rows] == ["ASSAULT"]


def test_an_executive_order_is_no_contract(reader: Reader) -> None:
    rows = told("Peru's president signed an executive order imposing sanctions on Chad.", reader)
    assert [row[0] for row in rows] == ["SANCTION"]


def test_somebody_from_a_country_is_not_the_country() -> None:
    singer = Actor(
        start=0,
        end=3,
        text="her",
        name="Ann Lund",
        country="NOR",
        resolved_by="coreference:pronoun",
    )
    norway = Actor(start=0, end=6, text="Norway", actor_id="NOR", country="NOR", resolved_by="name")
    assert not is_political("SUPPORT", [singer])
    assert is_political("SUPPORT", [norway])


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("A Kenyan court sentenced two poachers to six years in prison.", ["COERCE", "SANCTION"]),
        ("A Kenyan court sentenced two poachers to death.", ["SANCTION"]),
        ("Nine men were jailed in Kenya on Monday.", ["COERCE", "SANCTION"]),
        ("Rebels in Kenya jailed two judges.", ["COERCE"]),
    ],
)
def test_a_prison_term_is_a_verdict_and_an_arrest(
    text: str, types: list[str], reader: Reader
) -> None:
    assert sorted(row[0] for row in told(text, reader)) == types


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The suspect, Michael Lund, was convicted in Kenya of fraud.",
            ("SANCTION", [], ["Michael Lund"]),
        ),
        (
            "Two suspects, Marta Lund and Ana Vega, were convicted in Kenya of fraud.",
            ("SANCTION", [], ["Marta Lund", "Ana Vega"]),
        ),
        (
            "The prime minister of Kenya signed a decree banning anyone wearing a veil.",
            ("COERCE", ["prime minister of Kenya"], ["anyone"]),
        ),
    ],
)
def test_who_is_named_beside_and_whoever_it_is(
    text: str, row: tuple[str, list[str], list[str]], reader: Reader
) -> None:
    assert row in told(text, reader), told(text, reader)


def test_a_protest_has_a_word_of_its_own(reader: Reader) -> None:
    assert (
        told(
            "Villagers in Kenya bundled up against the cold and ate noodle soup in a green tent.",
            reader,
        )
        == []
    )


def test_who_tells_of_an_arrest_has_not_made_it(reader: Reader) -> None:
    rows = told("A trader was arrested for theft, the Kenyan police said in a statement.", reader)
    assert rows == [("COERCE", [], ["trader"])]
