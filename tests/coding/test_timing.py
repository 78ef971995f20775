"""When an event took place: the governing expression, else tense and publication."""

from __future__ import annotations

from dateline.coding.timing import event_when
from dateline.language.parsing import parse_text
from dateline.mentions.times import find_times
from dateline.records import Article, When


def when(text: str, trigger: str, published: str | None = "2022-07-04") -> When | None:
    article = Article(id="x", text=text, published=published)
    doc = parse_text(text, set())
    token = next(t for t in doc if t.text == trigger)
    return event_when(token, doc, find_times(doc, article), article)


def days(found: When | None) -> tuple[str | None, str | None]:
    assert found is not None
    return found.earliest, found.latest


def test_time_on_the_verb() -> None:
    found = when("Soldiers shelled the town on Sunday.", "shelled")
    assert days(found) == ("2022-07-03", "2022-07-03")
    assert found is not None and found.text == "Sunday" and found.basis == "expression"


def test_time_of_another_clause_is_not_taken() -> None:
    text = "He said on Friday that troops had crossed the border two days earlier."
    assert days(when(text, "said")) == ("2022-07-01", "2022-07-01")
    assert days(when(text, "crossed")) == ("2022-06-29", "2022-06-29")
    text = "The minister, who toured the port last month, condemned the raid."
    assert days(when(text, "condemned")) == ("2022-07-04", "2022-07-04")


def test_time_outside_the_quotation_is_not_taken() -> None:
    found = when('"We will strike in March," the general said on Sunday.', "strike")
    assert found is not None and found.text == "March"


def test_range_belongs_to_its_noun() -> None:
    text = "Ties are strained by the occupation of the island from 1910 to 1945."
    assert days(when(text, "occupation")) == ("1910-01-01", "1945-12-31")


def test_since_runs_to_publication() -> None:
    found = when("Since 2014 the army has occupied the valley.", "occupied")
    assert days(found) == ("2014-01-01", "2022-07-04")
    assert found is not None and found.precision == "range"


def test_publication_window_by_precision() -> None:
    day = when("The king criticized the plan.", "criticized")
    assert days(day) == ("2022-07-04", "2022-07-04")
    assert day is not None and (day.precision, day.basis) == ("day", "publication")
    year = when("The king criticized the plan.", "criticized", "2022")
    assert days(year) == ("2022-01-01", "2022-12-31")
    assert year is not None and year.precision == "year"


def test_future_lies_ahead() -> None:
    found = when("The two leaders will meet in Geneva.", "meet")
    assert days(found) == ("2022-07-04", None)


def test_nothing_is_invented_without_a_date() -> None:
    assert when("The king criticized the plan.", "criticized", None) is None
    found = when("The king criticized the plan on Sunday.", "criticized", None)
    assert found is not None
    assert (found.earliest, found.latest, found.precision) == (None, None, "unknown")


def test_participle_shares_its_clauses_time() -> None:
    text = "Soldiers shelled the town on Sunday, killing two people."
    assert days(when(text, "killing")) == ("2022-07-03", "2022-07-03")
