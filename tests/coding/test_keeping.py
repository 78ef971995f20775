"""Which readings are rows and which are none, and whom a row names where its own words do not."""

from __future__ import annotations

import pytest

from dateline.coding.typing import model
from dateline.reader import Reader


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
    ],
)
def test_no_row(text: str, reader: Reader) -> None:
    assert told(text, reader) == []


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
