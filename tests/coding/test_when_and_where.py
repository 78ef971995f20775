"""Sentences as news writes them: the day and the country of one word's event."""

from __future__ import annotations

import pytest

from dateline.articles import article_from_prose
from dateline.coding.placing import event_where
from dateline.coding.timing import event_when
from dateline.reader import parse

# Published on Monday, 4 July 2022. No days: the sentence says nothing that is checked here.
ROWS = [
    (
        "Rebels in the north attacked a convoy near Gao on Saturday, killing nine.",
        "killing",
        "2022-07-02",
        "2022-07-02",
        "MLI",
    ),
    (
        "On Saturday, in the port city of Odesa, police detained six men.",
        "detained",
        "2022-07-02",
        "2022-07-02",
        "UKR",
    ),
    (
        "Six people were killed Friday when a bomb exploded at a market in Kabul.",
        "killed",
        "2022-07-01",
        "2022-07-01",
        "AFG",
    ),
    (
        "Six people were killed Friday when a bomb exploded at a market in Kabul.",
        "exploded",
        "2022-07-01",
        "2022-07-01",
        "AFG",
    ),
    (
        "A judge in Lagos sentenced the banker to nine years in prison on Thursday.",
        "sentenced",
        "2022-06-30",
        "2022-06-30",
        "NGA",
    ),
    (
        "The envoy was arrested at Heathrow Airport in London on June 12.",
        "arrested",
        "2022-06-12",
        "2022-06-12",
        "GBR",
    ),
    (
        "Thousands marched through Tbilisi on Sunday to protest the law.",
        "marched",
        "2022-07-03",
        "2022-07-03",
        "GEO",
    ),
    (
        "Thousands marched through Tbilisi on Sunday to protest the law.",
        "protest",
        "2022-07-03",
        "2022-07-03",
        "GEO",
    ),
    (
        "Protesters took to the streets of Lima on Sunday.",
        "took",
        "2022-07-03",
        "2022-07-03",
        "PER",
    ),
    (
        "Vega arrived in Oslo on Friday for talks with the prime minister.",
        "arrived",
        "2022-07-01",
        "2022-07-01",
        "NOR",
    ),
    (
        "Vega arrived in Oslo on Friday for talks with the prime minister.",
        "talks",
        "2022-07-01",
        "2022-07-01",
        "NOR",
    ),
    (
        "Talks between the two sides will resume in Doha next week.",
        "resume",
        "2022-07-11",
        "2022-07-17",
        "QAT",
    ),
    (
        "The two countries signed a border treaty in Vienna in 1961.",
        "signed",
        "1961-01-01",
        "1961-12-31",
        "AUT",
    ),
    (
        "Since March, soldiers have blockaded the port of Aden.",
        "blockaded",
        "2022-03-01",
        "2022-07-04",
        "YEM",
    ),
    (
        "He served as ambassador to Chile from 2012 to 2016.",
        "served",
        "2012-01-01",
        "2016-12-31",
        None,
    ),
    ("She was elected mayor of Turin in May 2021.", "elected", "2021-05-01", "2021-05-31", None),
    (
        "The army said it had shelled two villages in Lebanon overnight.",
        "shelled",
        None,
        None,
        "LBN",
    ),
    (
        "Israel's air force bombed targets in southern Syria early on Sunday.",
        "bombed",
        "2022-07-03",
        "2022-07-03",
        "SYR",
    ),
    (
        "A court in The Hague convicted the general of murder last month.",
        "convicted",
        "2022-06-01",
        "2022-06-30",
        "NLD",
    ),
    (
        "The summit, held in Madrid on June 29, ended without a deal.",
        "ended",
        "2022-06-29",
        "2022-06-29",
        "ESP",
    ),
    (
        "Police fired tear gas at students outside parliament in Nairobi on Tuesday.",
        "fired",
        "2022-06-28",
        "2022-06-28",
        "KEN",
    ),
    (
        "In a statement on Friday, the ministry rejected the claims.",
        "rejected",
        "2022-07-01",
        "2022-07-01",
        None,
    ),
    (
        "Speaking in Ankara on Friday, Vega accused the union of betrayal.",
        "accused",
        "2022-07-01",
        "2022-07-01",
        "TUR",
    ),
    (
        "During a visit to Warsaw on Friday, Vega promised more weapons.",
        "promised",
        "2022-07-01",
        "2022-07-01",
        "POL",
    ),
    (
        "At a news conference in Warsaw, Vega promised more weapons.",
        "promised",
        "2022-07-04",
        "2022-07-04",
        "POL",
    ),
    (
        "The U.N. General Assembly on Thursday adopted a resolution on Myanmar.",
        "adopted",
        "2022-06-30",
        "2022-06-30",
        None,
    ),
    (
        "Nigeria's president fired the army chief on Wednesday after an attack in Kano.",
        "fired",
        "2022-06-29",
        "2022-06-29",
        None,
    ),
    (
        "Three weeks after the coup, the junta released the ministers on June 20.",
        "released",
        "2022-06-20",
        "2022-06-20",
        None,
    ),
    (
        "The meeting in Astana on Thursday was attended by six ministers.",
        "attended",
        "2022-06-30",
        "2022-06-30",
        "KAZ",
    ),
    (
        "Japan and Peru held talks on Thursday in Tokyo about fishing.",
        "talks",
        "2022-06-30",
        "2022-06-30",
        "JPN",
    ),
    (
        "Gunmen stormed a village in Plateau State, central Nigeria, late on Saturday.",
        "stormed",
        "2022-07-02",
        "2022-07-02",
        "NGA",
    ),
    (
        "At least nine people died in clashes in the city of Goma on Saturday.",
        "clashes",
        "2022-07-02",
        "2022-07-02",
        "COD",
    ),
    (
        "The clashes in Goma on Saturday left nine dead.",
        "clashes",
        "2022-07-02",
        "2022-07-02",
        "COD",
    ),
    (
        "A Ukrainian drone struck an oil depot in Russia's Rostov region on Sunday.",
        "struck",
        "2022-07-03",
        "2022-07-03",
        "RUS",
    ),
    (
        "The minister will travel to Seoul and Tokyo from July 10 to 14.",
        "travel",
        "2022-07-10",
        "2022-07-14",
        "KOR",
    ),
    ("He was jailed for six years in 2019.", "jailed", "2019-01-01", "2019-12-31", None),
    (
        "Parliament is due to vote on the bill on Thursday.",
        "vote",
        "2022-07-07",
        "2022-07-07",
        None,
    ),
    (
        "The election scheduled for July 30 was postponed on Friday.",
        "postponed",
        "2022-07-01",
        "2022-07-01",
        None,
    ),
    (
        "Jordan's king met Vega in Amman, the royal court said on Friday.",
        "met",
        "2022-07-01",
        "2022-07-01",
        "JOR",
    ),
    (
        "Two police officers were shot dead in Marseille, France, authorities said on Friday.",
        "shot",
        "2022-07-01",
        "2022-07-01",
        "FRA",
    ),
    (
        "A bomb killed nine people in Quetta on Friday, police said.",
        "killed",
        "2022-07-01",
        "2022-07-01",
        "PAK",
    ),
    (
        "According to the ministry, a ferry sank off Lagos on Friday.",
        "sank",
        "2022-07-01",
        "2022-07-01",
        "NGA",
    ),
    (
        "The strike, the third this year, began on Friday at the port of Gdansk.",
        "began",
        "2022-07-01",
        "2022-07-01",
        "POL",
    ),
    (
        "Earlier on Monday, Kenyan police raided a bank in Mombasa.",
        "raided",
        "2022-07-04",
        "2022-07-04",
        "KEN",
    ),
    (
        "Russian forces on Sunday captured the city of Lysychansk in Ukraine's Luhansk region.",
        "captured",
        "2022-07-03",
        "2022-07-03",
        "UKR",
    ),
    ("Hundreds of people fled the town of Bunagana in eastern Congo.", "fled", None, None, "COD"),
    (
        "Washington imposed sanctions on companies in China on Friday.",
        "imposed",
        "2022-07-01",
        "2022-07-01",
        None,
    ),
    (
        "The president urged parliament to approve aid for farmers in Peru.",
        "urged",
        "2022-07-04",
        "2022-07-04",
        None,
    ),
    (
        "Three men were taken to hospital after a truck hit a wall in Turin on Friday.",
        "taken",
        None,
        None,
        "ITA",
    ),
]


@pytest.mark.parametrize(("text", "trigger", "earliest", "latest", "country"), ROWS)
def test_day_and_country(
    text: str, trigger: str, earliest: str | None, latest: str | None, country: str | None
) -> None:
    article = article_from_prose(text, published="2022-07-04")
    doc, found = parse(article)
    token = next(t for t in doc if t.text == trigger)
    when = event_when(token, doc, found.times, article)
    where = event_where(token, doc, found.places, article, found.times)
    if earliest or latest:
        assert when is not None
        assert (when.earliest, when.latest) == (earliest, latest)
    assert (where.country if where is not None else None) == country
