"""Where an event took place: only what a phrase of place says."""

from __future__ import annotations

from dateline.articles import article_from_prose
from dateline.coding.placing import event_where
from dateline.language.parsing import parse_text
from dateline.mentions.places import find_places
from dateline.records import Article


def where(text: str, trigger: str) -> str | None:
    article = Article(id="x", text=text)
    doc = parse_text(text, set())
    token = next(t for t in doc if t.text == trigger)
    found = event_where(token, doc, find_places(doc, article, []), article)
    return found.text if found else None


def test_phrase_on_the_verb() -> None:
    assert where("The two presidents will meet in Geneva on June 16.", "meet") == "Geneva"


def test_actor_is_no_place() -> None:
    assert where("Iran condemned the sanctions.", "condemned") is None


def test_object_of_an_attack() -> None:
    assert where("Troops shelled the port city of Mariupol on Monday.", "shelled") == "Mariupol"
    assert where("The occupation of Crimea went on.", "occupation") == "Crimea"


def test_goal_of_motion() -> None:
    text = "The United States sent two destroyers to the South China Sea."
    assert where(text, "sent") == "South China Sea"


def test_place_of_another_clause_is_not_taken() -> None:
    text = "The minister, who lives in Geneva, condemned the plan."
    assert where(text, "condemned") is None


def test_nothing_said() -> None:
    assert where("Workers marched.", "marched") is None


def test_place_of_who_takes_part() -> None:
    assert where("The king met today with the envoy in Geneva.", "met") == "Geneva"
    assert where("Vega attended the sixth forum in Turin on Friday.", "attended") == "Turin"
    assert where("Celebrations in Turin have been canceled.", "canceled") == "Turin"
    assert where("Students in Turin burned flags.", "burned") == "Turin"


def test_place_of_a_topic_is_not_taken() -> None:
    assert where("The king condemned the raid in Geneva.", "condemned") is None
    assert where("They discussed the war in Yemen.", "discussed") is None


def test_place_of_a_pair_of_acts() -> None:
    assert where("The reporter was shot and killed in Odesa.", "shot") == "Odesa"


def test_stage_and_seat() -> None:
    assert where("Peru held a referendum on Sunday.", "held") == "Peru"
    assert where("Northern Nepal suffered an earthquake in May.", "suffered") == "Nepal"
    assert where("A Munich court sentenced the spy to nine years.", "sentenced") == "Munich"
    assert where("Peru held its breath.", "held") is None


def test_here_is_the_place_of_the_dateline() -> None:
    text = "GENEVA, July 4 (Reuters) - The envoy left here on Sunday. He condemned the raid."
    article = article_from_prose(text, published="2022-07-04")
    doc = parse_text(text, set())
    places = find_places(doc, article, [])
    found = {
        t.text: event_where(t, doc, places, article) for t in doc if t.text in ("left", "condemned")
    }
    left = found["left"]
    assert left is not None and (left.text, left.country) == ("here", "CHE")
    assert text[left.start : left.end] == "here"


def test_place_goes_on_through_the_passage() -> None:
    text = (
        "The two ministers met on Monday in Geneva. They signed a treaty. "
        "Vega toured the port of Odesa on Tuesday. She met the mayor on Wednesday."
    )
    assert where(text, "signed") == "Geneva"
    assert where("The envoys met in Geneva. Unions have called for a strike.", "called") is None


def test_region_serves_where_the_lake_is_in_no_table() -> None:
    text = "A raft sank in Lake Vessany, Ohio, on Monday."
    article = Article(id="x", text=text)
    doc = parse_text(text, set())
    token = next(t for t in doc if t.text == "sank")
    found = event_where(token, doc, find_places(doc, article, []), article)
    assert found is not None and (found.country, found.region) == ("USA", "Ohio")


def test_attack_in_words_is_not_in_the_place_of_its_topic() -> None:
    assert where("The king attacked the annexation of Crimea.", "attacked") is None
    assert where("Rebels attacked the city of Gao.", "attacked") == "Gao"


def test_a_country_that_something_is_on_is_a_topic_or_hit() -> None:
    assert where("The union called on Peru to withdraw.", "called") is None
    assert where("On Peru, the envoy condemned the raid.", "condemned") is None
    assert where("Peru felt the sanctions on Peru.", "sanctions") is None
    assert where("The war on Peru killed thousands.", "war") == "Peru"
    assert where("Rebels fought on the border of Peru.", "fought") == "Peru"
