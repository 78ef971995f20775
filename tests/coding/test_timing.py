"""When an event took place: the governing expression, else tense and publication."""

from __future__ import annotations

from dateline.coding.timing import event_when
from dateline.language.parsing import parse_text
from dateline.mentions.times import find_times
from dateline.records import Article, Span, When


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


def test_time_of_a_clause_under_with() -> None:
    text = "Crowds fled the port on Saturday, with forty men arrested by the army."
    assert days(when(text, "arrested")) == ("2022-07-02", "2022-07-02")


def test_the_year_of_a_treaty_is_the_treaty_s() -> None:
    assert days(when("Under the 1953 treaty, Ghana sent troops to Togo.", "sent")) == (
        "2022-07-04",
        "2022-07-04",
    )
    text = "Ghana and Togo signed the 2015 agreement in Lomé."
    assert days(when(text, "signed")) == ("2015-01-01", "2015-12-31")
    text = "The 2015 agreement between Ghana and Togo ended the war."
    assert days(when(text, "agreement")) == ("2015-01-01", "2015-12-31")


def test_what_was_done_by_something_was_done_then() -> None:
    text = "Rebels began the war by burning a port in 1975."
    assert days(when(text, "began")) == ("1975-01-01", "1975-12-31")
    text = "The army used a rocket to lift a satellite in May 2012."
    assert days(when(text, "used")) == ("2012-05-01", "2012-05-31")


def test_the_one_date_at_the_end_of_a_sentence() -> None:
    text = "Ghana and Togo hosted the Forum on Lessons Learned from the Women and Peace Agendas June 28-30, 2022."
    assert days(when(text, "hosted", "2022-06-30")) == ("2022-06-28", "2022-06-30")


def test_a_feast_with_a_curved_apostrophe_that_is_awaited() -> None:
    text = "Police have closed the square for New Year’s Eve."
    assert days(when(text, "closed", "2022-12-30")) == ("2022-12-31", "2022-12-31")


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


def test_day_that_the_clause_is_told_of() -> None:
    text = "It all began on May 4, when rebels seized the dam."
    assert days(when(text, "seized")) == ("2022-05-04", "2022-05-04")


def test_day_of_a_pair_of_acts() -> None:
    text = "The envoy was abducted in Vesna and shot on June 20."
    assert days(when(text, "abducted")) == ("2022-06-20", "2022-06-20")
    text = "The minister resigned and will be tried on Friday."
    assert days(when(text, "resigned")) != ("2022-07-08", "2022-07-08")


def test_day_that_opens_the_sentence() -> None:
    text = "At about 21:10 local time on Tuesday a blast was reported in a mine."
    assert days(when(text, "blast")) == ("2022-06-28", "2022-06-28")


def test_day_of_the_occasion_somebody_takes_part_in() -> None:
    text = "Thousands took part in the rally held on June 26 against the tax."
    assert days(when(text, "took")) == ("2022-06-26", "2022-06-26")


def test_a_topics_day_is_not_that_of_its_telling() -> None:
    text = "The ministers discussed last week's talks."
    assert days(when(text, "discussed")) == ("2022-07-04", "2022-07-04")
    assert days(when(text, "talks")) == ("2022-06-27", "2022-07-03")


def test_what_people_are_congratulated_on() -> None:
    text = "I send my best wishes to the people of Vesna on their National Day on July 9."
    assert days(when(text, "send")) == ("2022-07-04", "2022-07-04")


def test_time_in_parentheses_comes_second() -> None:
    text = "At 1:20 on Saturday (2120 Friday, UTC) rebels struck the port."
    assert days(when(text, "struck")) == ("2022-07-02", "2022-07-02")


def test_day_goes_on_through_the_passage() -> None:
    text = (
        "The two ministers met on June 29 in Basel. They signed a treaty on fishing. "
        "The ministers will meet again. Critics of the treaty have called for a vote."
    )
    found = when(text, "signed")
    assert days(found) == ("2022-06-29", "2022-06-29")
    assert found is not None and found.basis == "discourse"
    assert days(when(text, "called")) == ("2022-07-04", "2022-07-04")


def test_passage_is_taken_up_by_its_occasion() -> None:
    text = (
        "Farmers held a march in Vesna on June 25. Trams stopped for hours. "
        "The marchers blocked two bridges. Police arrested nine people at the march."
    )
    for trigger in ("blocked", "arrested"):
        assert days(when(text, trigger)) == ("2022-06-25", "2022-06-25")
    assert days(when(text, "stopped")) == ("2022-07-04", "2022-07-04")


def test_new_day_ends_the_passage() -> None:
    text = "Vega met the king on June 25. Vega left the island on June 27. She condemned the raid."
    assert days(when(text, "condemned")) == ("2022-06-27", "2022-06-27")


def test_lead_is_dated_by_what_follows() -> None:
    text = "A rally for the miners took place in Vesna. Many came to the rally on June 25."
    assert days(when(text, "rally")) == ("2022-06-25", "2022-06-25")


def test_quotation_carries_no_passage_on() -> None:
    text = 'Vega met the king on June 25. "We attacked nobody," she said.'
    assert days(when(text, "attacked")) == ("2022-07-04", "2022-07-04")


def test_news_is_told_on_its_day() -> None:
    text = "Police said on Sunday that gunmen attacked a convoy."
    found = when(text, "attacked")
    assert days(found) == ("2022-07-03", "2022-07-03")
    assert found is not None and found.basis == "discourse"
    text = "Police said on Sunday that gunmen had attacked a convoy."
    assert days(when(text, "attacked")) == ("2022-07-04", "2022-07-04")


def test_history_goes_on_within_its_paragraph() -> None:
    text = "In May 1961, rebels seized the palace. Guards shot nine servants."
    article = Article(id="x", text=text, published="2022-07-04", paragraphs=[Span(0, len(text))])
    doc = parse_text(text, set())
    token = next(t for t in doc if t.text == "shot")
    found = event_when(token, doc, find_times(doc, article), article)
    assert days(found) == ("1961-05-01", "2022-07-04")
    assert found is not None and found.basis == "discourse"


def test_clause_that_tells_what_a_raid_was() -> None:
    text = "On June 6 the army made a raid in which nine villagers were killed."
    assert days(when(text, "killed")) == ("2022-06-06", "2022-06-06")
    text = "Two men appeared in court on Friday, charged with murder."
    assert days(when(text, "charged")) == ("2022-07-01", "2022-07-01")


def test_a_journeys_days_hold_for_what_will_be_done_on_it() -> None:
    text = "Vega will travel to Turin, July 12-20. She will meet the mayor."
    assert days(when(text, "meet")) == ("2022-07-12", "2022-07-20")


def test_a_topic_takes_no_day_from_its_passage() -> None:
    text = "Vega met the king on June 25. She condemned the attack."
    found = when(text, "attack")
    assert found is not None and found.basis == "publication"
