"""Who does it to whom: passives, coordination, possessives, and what stands behind a thing."""

from __future__ import annotations

import pytest

from dateline.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def pairs(reader: Reader, sentence: str) -> set[tuple[str, str]]:
    """The countries of all sources and all targets of all rows."""
    events = reader.read_text(sentence).events
    return {
        (
            "+".join(sorted({a.country or a.text for a in e.sources})),
            "+".join(sorted({a.country or a.text for a in e.targets})),
        )
        for e in events
    }


@pytest.mark.parametrize(
    ("sentence", "source", "target"),
    [
        # what two have with each other
        ("Tunisia hailed a resumption of ties with Malta.", "TUN", "MLT"),
        ("Tunisia and Libya praised closer cooperation with Malta.", "LBY+TUN", "MLT"),
        ("Kenya praised the rapprochement with Somalia.", "KEN", "SOM"),
        # a noun before the noun that has the party
        ("Sudan began a shelling and bombing campaign against Chad.", "SDN", "TCD"),
        ("Ethiopia began a missile and drone attack on Eritrea.", "ETH", "ERI"),
        # what is agreed is done for somebody
        ("Ukraine signed a deal on Friday to supply Egypt with maize.", "UKR", "EGY"),
        ("France signed an agreement to sell Qatar forty jets.", "FRA", "QAT"),
        # nationalities before one plural
        ("Norway thanked the Chilean and Peruvian leaders on Sunday.", "NOR", "CHL+PER"),
        ("The Chilean and Peruvian governments condemned Bolivia.", "CHL+PER", "BOL"),
        ("The presidents of Chile, Peru and Brazil condemned Bolivia.", "BRA+CHL+PER", "BOL"),
        # what leads to a place is that place's
        ("Ethiopia bombed the roads leading into Somalia.", "ETH", "SOM"),
        # whom one travels to
        ("Norway's envoy left for Kenya for talks on Monday.", "NOR", "KEN"),
        # passives, also with what stands between
        ("Peru was sharply criticised on Monday by Chile.", "CHL", "PER"),
        ("Bolivia's claims were dismissed and mocked by Peru.", "PER", "BOL"),
        ("Two Danish monks were freed by Yemen's rebels.", "YEM", "DNK"),
        ("Danish monks were charged with fraud and found guilty by a court in Peru.", "PER", "DNK"),
        ("Kenya, accused by Somalia of spying, recalled its envoy.", "SOM", "KEN"),
        # nominals
        ("The bombing of Sudanese villages by Chad went on.", "TCD", "SDN"),
        ("Chad's bombing of Sudan went on.", "TCD", "SDN"),
        # near what was fired at
        ("North Korea fired two shells near a South Korean frigate.", "PRK", "KOR"),
    ],
)
def test_who_does_it_to_whom(reader: Reader, sentence: str, source: str, target: str) -> None:
    assert (source, target) in pairs(reader, sentence)


def test_a_deal_against_a_third_party_is_not_done_to_it(reader: Reader) -> None:
    found = pairs(reader, "Chad signed a pact to fight Nigeria's rebels.")
    assert all("NGA" not in target for _, target in found)
