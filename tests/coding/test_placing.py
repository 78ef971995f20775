"""Where an event took place: only what a phrase of place says."""

from __future__ import annotations

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
