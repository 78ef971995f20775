"""Who wears a title, what only looks like an actor, whose an institution is; the sentences are made up."""

from __future__ import annotations

import pytest

from dateline.articles import article_from_prose
from dateline.language import parse_article
from dateline.mentions.actors import find_actors
from dateline.records import Actor

AGENCY = "http://www.kcna.kp/en/article"


def actors(text: str, url: str | None = None, published: str = "2024-08-28") -> list[Actor]:
    article = article_from_prose(text, published=published, url=url)
    return find_actors(parse_article(article), article)


def brief(text: str, url: str | None = None) -> list[tuple[str, str | None, str]]:
    return [(a.text, a.country, ",".join(a.sectors)) for a in actors(text, url)]


def test_a_given_name_is_known_by_its_other_spellings() -> None:
    found = actors("Aleksey Navalny and Muhammad Javad Zarif never met.")
    assert [a.name for a in found] == ["Alexei Navalny", "Mohammad Javad Zarif"]


def test_an_office_in_the_text_is_newer_than_that_of_the_tables() -> None:
    told = actors("Condoleezza Rice, the governor of California, spoke to reporters.")
    assert [(a.sectors, a.office) for a in told if a.text == "Condoleezza Rice"] == [
        (["GOV"], "governor")
    ]
    past = actors("Condoleezza Rice, the secretary of state, spoke to reporters.")
    assert [a.sectors for a in past if a.text == "Condoleezza Rice"] == [["ELI"]]


def test_former_stands_before_a_place_as_well() -> None:
    assert ("former Ohio governor", "USA", "ELI") in brief("The former Ohio governor spoke.")


def test_a_rank_after_a_service_is_a_title() -> None:
    found = actors("Retired Army Col. Ola Trem criticised the plan.")
    assert [(a.sectors, a.office) for a in found] == [(["MIL"], "former Army Col.")]


def test_a_title_in_the_plural_is_worn_by_each() -> None:
    found = brief("Police officers Ana Roca and Jo Adu were jailed in Paris, France.")
    assert ("Ana Roca", "FRA", "COP") in found
    assert ("Jo Adu", "FRA", "COP") in found


def test_the_middle_one_of_three_names_may_be_the_one_in_use() -> None:
    found = actors("Kenyan minister Ola Adomako Trem left. A day later Minister Adomako was back.")
    assert [a.name for a in found] == ["Ola Adomako Trem"] * 2


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("White House Counsel Ola Trem resigned.", "GOV"),
        ("The Republican nominee for president spoke in Ohio.", "PTY"),
        ("Kenya Tennis Federation President Ola Trem resigned.", "SOC"),
        ("The Polish anti-monopoly agency agreed.", "GOV"),
        ("The Joint Staff of the United States agreed.", "MIL"),
    ],
)
def test_sectors(text: str, sectors: str) -> None:
    assert next(s for _, _, s in brief(text)) == sectors


@pytest.mark.parametrize(
    "text",
    [
        "The graduation party was loud, and the party ended late.",
        "The sanctions regime and the nonproliferation regime are at risk.",
        "A successful COP 26 was held.",
        "The ball hit him hard on the head.",
        "The village lies far from Typhoon Haiyan and Hurricane Katrina.",
        "They sailed on the USS Ronald Reagan.",
        "It wants to be a leader in steel.",
        "The tennis match on the centre court was long.",
    ],
)
def test_things_do_not_act(text: str) -> None:
    assert [b for b in brief(text) if b[1] or b[2]] == []


def test_parties_and_courts_act_where_they_are_no_things() -> None:
    found = brief("The party of Kenya's president won. The court in Nairobi agreed.")
    assert {s for _, _, s in found} >= {"PTY", "JUD"}


def test_institutions_of_a_state_medium_are_the_states() -> None:
    found = brief("The Jikdong Youth Coal Mine went over its plan.", AGENCY)
    assert found[0][:2] == ("Jikdong Youth Coal Mine", "PRK")
    assert brief("The Jikdong Youth Coal Mine went over its plan.")[0][1] is None


def test_an_office_with_its_state_behind_it() -> None:
    assert ("Federal Seed Office of Togo", "TGO") in [
        b[:2] for b in brief("The Federal Seed Office of Togo gave a permit.")
    ]


def test_towns_of_dependencies_are_of_their_sovereign() -> None:
    from dateline.mentions.located import sovereigns

    assert sovereigns()["VIR"] == "USA"


def test_a_colleague_of_the_speaker_may_be_a_guest() -> None:
    text = "SECRETARY TREM: It is good to see my colleague and friend, Foreign Minister Okello."
    assert "colleague" not in [
        a.text for a in actors(text, "https://www.state.gov/a-release/") if a.country
    ]


def test_georgia_in_a_list_is_what_the_others_are() -> None:
    found = brief("She met envoys of Moldova, Georgia, and Ukraine. He wrote to Georgia.")
    assert "GEO" in {c for _, c, _ in found}
    at_home = actors("He moved from Alabama to Texas and Georgia, and then home.")
    assert [a for a in at_home if a.text == "Georgia" and a.country == "GEO"] == []


def test_a_short_form_of_a_given_name() -> None:
    text = "Antony Blinken landed in Kenya on Monday. Tony, it is a pleasure to welcome you, the minister said."
    assert [a.name for a in actors(text, published="2022-03-01") if a.text == "Tony"] == [
        "Antony Blinken"
    ]


def test_titles_outlive_the_office() -> None:
    text = "The United States remembers Secretary Rice well, and Secretary Albright."
    found = [(a.name, a.country) for a in actors(text) if a.text.startswith("Secretary")]
    assert found == [("Condoleezza Rice", "USA"), ("Madeleine Albright", "USA")]


@pytest.mark.parametrize("said", ["FM Le Drian", "Foreign Minister Le Drian"])
def test_short_titles(said: str) -> None:
    found = actors(f"He met {said} on Monday.", published="2022-03-01")
    assert "Jean-Yves Le Drian" in [a.name for a in found]


def test_those_who_are_counted_are_named_after_it() -> None:
    found = brief("The designation of three Belarusian officials, Jo Paul, Yury Siv, and Ana Roca.")
    assert found[1:] == [(n, "BLR", "GOV") for n in ("Jo Paul", "Yury Siv", "Ana Roca")]
    assert ("Ana Roca", None, "") in brief("Two Kenyan officials, Ana Roca said, left for home.")


def test_a_firm_with_a_known_surname_is_not_that_persons() -> None:
    assert [c for _, c, _ in brief("The Sadr Company was sanctioned.")] == [None]


def test_provinces_act_in_a_state_medium() -> None:
    text = "Kangwon Province built many houses. Chollima District is launching an offensive."
    found = [(t, c, s) for t, c, s in brief(text, AGENCY) if s == "GOV"]
    assert found == [("Kangwon Province", "PRK", "GOV"), ("Chollima District", "PRK", "GOV")]


def test_ministers_of_two_states_are_one_mention_of_both() -> None:
    found = brief("The Kenyan and Ugandan foreign ministers met. They agreed.")
    assert found == [
        ("Kenyan and Ugandan foreign ministers", "KEN", "GOV"),
        ("Kenyan and Ugandan foreign ministers", "UGA", "GOV"),
        ("They", "KEN", "GOV"),
        ("They", "UGA", "GOV"),
    ]


def test_a_body_is_the_same_states_throughout() -> None:
    text = (
        "Colombia’s army said that rebels of the National Liberation Army attacked a village.\n\n"
        "Colombian warplanes struck a camp near the Venezuelan border. The ministry did not comment.\n\n"
        "The government and the rebels are due to meet in Havana on Friday.\n\n"
        "If the rebels leave the talks, the government could resume the war."
    )
    found = [a.country for a in actors(text) if a.text == "government"]
    assert len(found) == 2 and len(set(found)) == 1


def test_the_central_committee_between_office_and_party() -> None:
    text = "He wrote to the general secretary of the C.C., Communist Party of Vietnam."
    assert ("general secretary of the C.C., Communist Party of Vietnam", "VNM", "PTY,GOV") in brief(
        text, AGENCY
    )


def test_a_relative_who_held_office_is_more_than_that() -> None:
    found = brief("Kenyan minister Ola Trem left. Trem's father, Jo Trem, was a Kenyan senator.")
    assert ("Jo Trem", "KEN", "LEG") in found


def test_commandants_have_a_service() -> None:
    found = actors("Coast Guard Commandant Admiral Elson Adu of the Philippines spoke.")
    assert [(a.country, a.sectors, a.name) for a in found] == [("PHL", ["MIL"], "Elson Adu")]
