"""Who is mentioned, on sentences made up for this test."""

from __future__ import annotations

import pytest

from dateline.language import parse_article
from dateline.mentions.actors import find_actors
from dateline.records import Actor, Article, Dateline


def actors(text: str, published: str | None = None) -> list[Actor]:
    article = Article(id="t", text=text, published=published)
    return find_actors(parse_article(article), article)


def brief(text: str, published: str | None = None) -> list[tuple[str, str | None, str]]:
    return [(a.text, a.country, ",".join(a.sectors)) for a in actors(text, published)]


def one(text: str, mention: str, published: str | None = None) -> Actor:
    found = [a for a in actors(text, published) if a.text == mention]
    assert len(found) == 1, [a.text for a in actors(text, published)]
    return found[0]


def test_a_title_a_country_and_a_name_are_one_mention() -> None:
    found = actors("Japanese Prime Minister Fumio Kishida arrived early.", "2022-05-01")
    assert len(found) == 1
    assert (found[0].country, found[0].sectors, found[0].office) == (
        "JPN",
        ["GOV"],
        "Prime Minister",
    )
    assert found[0].actor_id == "person:fumio-kishida"
    assert found[0].name == "Fumio Kishida"


def test_offsets_are_the_evidence() -> None:
    text = "Türkiye’s president, Recep Tayyip Erdoğan, thanked “the Élysée” and Kosovo’s police."
    for actor in actors(text, "2021-01-01"):
        assert text[actor.start : actor.end] == actor.text
    assert {a.country for a in actors(text, "2021-01-01")} == {"TUR", "FRA", "KOS"}


@pytest.mark.parametrize(
    ("sentence", "mention", "country", "sectors"),
    [
        ("North Korea's foreign ministry spokesperson spoke.", "North Korea's foreign ministry spokesperson", "PRK", ["GOV"]),
        ("South Korean troops crossed the river.", "South Korean troops", "KOR", ["MIL"]),
        ("Kurdish fighters held the bridge.", "Kurdish fighters", None, ["REB"]),
        ("Two senior officials declined to answer.", "Two senior officials", None, ["GOV"]),
        ("Masked gunmen opened fire.", "Masked gunmen", None, ["UAF"]),
        ("Riot police fired tear gas.", "Riot police", None, ["COP"]),
        ("Protesters in Lyon burned tyres.", "Protesters", "FRA", ["CVL"]),
        ("The Knesset rejected the bill.", "Knesset", "ISR", ["LEG"]),
        ("The IRGC launched a drone.", "IRGC", "IRN", ["MIL"]),
        ("The Pentagon denied it.", "Pentagon", "USA", ["GOV", "MIL"]),
        ("Moscow said that it would answer.", "Moscow", "RUS", ["GOV"]),
        ("The rebel spokesman surrendered.", "rebel spokesman", None, ["REB"]),
        ("The army spokesman surrendered.", "army spokesman", None, ["MIL"]),
        ("Burundi's National Security Council met.", "Burundi's National Security Council", "BDI", ["GOV"]),
        ("Nigerian students marched.", "Nigerian students", "NGA", ["EDU"]),
        ("The government of Poland agreed.", "government of Poland", "POL", ["GOV"]),
        ("Transnistrian officials objected.", "Transnistrian officials", "MDA", ["GOV", "PRE"]),
        ("Former ministers gathered.", "Former ministers", None, ["ELI"]),
        ("British Royal Marines boarded the ship.", "British Royal Marines", "GBR", ["MIL"]),
    ],
)  # fmt: skip
def test_agents_and_bodies(
    sentence: str, mention: str, country: str | None, sectors: list[str]
) -> None:
    actor = one(sentence, mention)
    assert (actor.country, actor.sectors) == (country, sectors)
    assert actor.resolved_by != "unresolved"


def test_an_alliance_of_two_names_two() -> None:
    found = brief("The Japan-US alliance will last.")
    assert found == [("Japan", "JPN", ""), ("US", "USA", "")]


def test_the_backer_of_a_militia_is_not_its_country() -> None:
    assert brief("Iranian-backed militia attacked the base.") == [
        ("Iranian-backed militia", None, "PRM")
    ]
    assert brief("Pro-Russian separatists seized the airport.") == [
        ("Pro-Russian separatists", None, "REB")
    ]


def test_two_adjectives_share_one_noun() -> None:
    assert brief("Russian and Syrian forces advanced.") == [
        ("Russian", "RUS", "MIL"),
        ("Syrian forces", "SYR", "MIL"),
    ]


def test_one_noun_of_several_states_is_several_actors() -> None:
    text = "The ministers of Albania, Croatia and Kosovo met."
    found = actors(text)
    assert {a.country for a in found} == {"ALB", "HRV", "KOS"}
    assert {a.text for a in found} == {"ministers of Albania, Croatia and Kosovo"}
    assert all(a.sectors == ["GOV"] and a.resolved_by == "plural" for a in found)


def test_an_ambassador_is_of_the_state_that_sends() -> None:
    text = "The U.S. ambassador to Chad resigned."
    assert brief(text) == [("U.S. ambassador", "USA", "GOV"), ("Chad", "TCD", "")]
    assert brief("The U.S. ambassador to Chad Paul Greer resigned.")[0][1] == "USA"


@pytest.mark.parametrize(
    "sentence",
    [
        "The delegation met in Moscow.",
        "A storm passed near Kyiv.",
        "He flew from Paris to Berlin.",
        "Fighting continued in Sudan.",
        "The Korean Peninsula is calm.",
        "Ships crossed the South China Sea.",
    ],
)
def test_a_place_is_no_actor(sentence: str) -> None:
    assert not [a for a in actors(sentence) if a.country], brief(sentence)


def test_places_are_kept_when_asked_for() -> None:
    article = Article(id="t", text="Aid workers arrived in Sudan.")
    found = find_actors(parse_article(article), article, places=True)
    assert [(a.text, a.resolved_by) for a in found if a.country == "SDN"] == [("Sudan", "place")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Michael Jordan scored again.",
        "Chad Smith played the drums.",
        "Voters in Georgia went to the polls, and Atlanta counted late, said Republican officials.",
        "Paris Hilton opened a shop.",
        "The team visited Paris, Texas.",
        "Turkeys were sold out before the feast.",
    ],
)
def test_names_that_only_look_like_states(sentence: str) -> None:
    assert not [a for a in actors(sentence) if a.country in ("JOR", "TCD", "GEO", "FRA", "TUR")]


def test_the_newspaper_is_not_the_government() -> None:
    found = actors("The Washington Post reported that Washington would not talk to Tehran.")
    assert [(a.country, a.sectors) for a in found] == [
        ("USA", ["JRN"]),
        ("USA", ["GOV"]),
        ("IRN", ["GOV"]),
    ]


def test_offices_have_dates() -> None:
    text = "Angela Merkel spoke in the evening."
    assert one(text, "Angela Merkel", "2015-03-01").office == "Chancellor"
    later = one(text, "Angela Merkel", "2023-03-01")
    assert (later.sectors, later.office) == (["ELI"], "former Chancellor")
    assert "undated" in one(text, "Angela Merkel").resolved_by
    assert "year only" in one(text, "Angela Merkel", "2021").resolved_by


def test_the_text_may_say_that_somebody_is_out_of_office() -> None:
    actor = one(
        "Ties cooled under South Korea's previous President Moon Jae-in.",
        "South Korea's previous President Moon Jae-in",
    )
    assert (actor.country, actor.sectors, actor.office) == ("KOR", ["ELI"], "former President")


def test_a_surname_needs_a_title_or_a_name_before() -> None:
    actor = one("Vice President Harris will travel.", "Vice President Harris", "2022-03-11")
    assert actor.actor_id == "person:kamala-harris"
    assert one("President Nixon resigned.", "President Nixon").country == "USA"


def test_an_office_with_a_country_and_a_day_is_its_holder() -> None:
    actor = one("The French president called.", "French president", "2019-02-01")
    assert (actor.name, actor.resolved_by) == ("Emmanuel Macron", "office")
    assert one("The French president called.", "French president").name is None


def test_people_the_tables_lack_get_their_country_from_the_title() -> None:
    actor = one(
        "Iranian Deputy Oil Minister Behrouz Taheri resigned.",
        "Iranian Deputy Oil Minister Behrouz Taheri",
    )
    assert (actor.actor_id, actor.country, actor.sectors) == (None, "IRN", ["GOV"])


def test_an_apposition_tells_the_role() -> None:
    found = actors("Turkey's defence minister, Kemal Aksoy, said Ankara would wait.", "2020-01-01")
    assert [(a.text, a.country, a.sectors) for a in found] == [
        ("Turkey's defence minister", "TUR", ["GOV"]),
        ("Kemal Aksoy", "TUR", ["GOV"]),
        ("Ankara", "TUR", ["GOV"]),
    ]
    assert found[0].name == "Kemal Aksoy", "not whoever the table has for that day"


def test_the_dateline_is_no_actor() -> None:
    text = "MOSCOW, March 3 (Tass) — France protested."
    article = Article(
        id="t", text=text, dateline=Dateline(text=text[:24], place="MOSCOW", start=0, end=25)
    )
    assert [a.country for a in find_actors(parse_article(article), article)] == ["FRA"]


def test_nothing_in_nothing_out() -> None:
    assert actors("") == []
    assert actors("12 34 !!") == []
    assert actors("Ruritania " * 500) is not None
