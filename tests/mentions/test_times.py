"""Times: how they are written, what they mean, and that no odd date crashes anything."""

from __future__ import annotations

import pytest

from dateline.language.parsing import parse_text
from dateline.mentions.times import find_times
from dateline.mentions.times.intervals import covered, publication_days
from dateline.mentions.times.words import number
from dateline.records import Article, Time


def times(text: str, published: str | None = "2022-07-04", **options: bool) -> list[Time]:
    article = Article(id="x", text=text, published=published)
    return find_times(parse_text(text, set()), article, **options)


def one(text: str, published: str | None = "2022-07-04") -> tuple[str, str, str | None, str | None]:
    found = times(text, published)
    assert len(found) == 1, [t.text for t in found]
    t = found[0]
    assert text[t.start : t.end] == t.text
    return t.text, t.value, t.earliest, t.latest


# 4 July 2022 is a Monday.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy left on Sunday.", ("Sunday", "2022-07-03", "2022-07-03", "2022-07-03")),
        ("The envoy will leave on Sunday.", ("Sunday", "2022-07-10", "2022-07-10", "2022-07-10")),
        ("They met last week.", ("last week", "2022-W26", "2022-06-27", "2022-07-03")),
        ("It closed yesterday.", ("yesterday", "2022-07-03", "2022-07-03", "2022-07-03")),
        ("It was signed on March 3, 2021.",
         ("March 3, 2021", "2021-03-03", "2021-03-03", "2021-03-03")),
        ("It was signed on 3 March 2021.",
         ("3 March 2021", "2021-03-03", "2021-03-03", "2021-03-03")),
        ("The mission was closed in September 2001.",
         ("September 2001", "2001-09", "2001-09-01", "2001-09-30")),
        ("Exports fell in the third quarter of 2019.",
         ("the third quarter of 2019", "2019-Q3", "2019-07-01", "2019-09-30")),
        ("The pact dates from the 1990s.", ("the 1990s", "199", "1990-01-01", "1999-12-31")),
        ("They will vote next month.", ("next month", "2022-08", "2022-08-01", "2022-08-31")),
        ("Prices rose earlier this month.",
         ("earlier this month", "2022-07", "2022-07-01", "2022-07-04")),
        ("The plant closes by year's end.", ("year's end", "2022", "2022-07-04", "2022-12-31")),
        ("It was the island's occupation from 1910 to 1945.",
         ("from 1910 to 1945", "1910/1945", "1910-01-01", "1945-12-31")),
        ("It rained between May and July 2019.",
         ("between May and July 2019", "2019-05/2019-07", "2019-05-01", "2019-07-31")),
        ("The fair ran 3-5 May.", ("3-5 May", "2022-05-03/2022-05-05", "2022-05-03", "2022-05-05")),
        ("Trade grew in recent years.", ("recent years", "PAST_REF", None, "2022-07-04")),
        ("They will return soon.", ("soon", "FUTURE_REF", "2022-07-04", None)),
        ("Ties are stable now.", ("now", "PRESENT_REF", "2022-07-04", "2022-07-04")),
        ("He took office two years ago.", ("two years ago", "2020", "2020-01-01", "2020-12-31")),
        ("Kenya fired on the morning of Saturday, July 2.",
         ("the morning of Saturday, July 2", "2022-07-02TMO", "2022-07-02", "2022-07-02")),
        ("Kenya fired on the night of Friday 1 July.",
         ("the night of Friday 1 July", "2022-07-01TNI", "2022-07-01", "2022-07-01")),
        ("The blast came on Friday night.",
         ("Friday night", "2022-07-01TNI", "2022-07-01", "2022-07-01")),
        ("It fell in the summer of 1988.",
         ("the summer of 1988", "1988-SU", "1988-06-01", "1988-08-31")),
    ],
)  # fmt: skip
def test_expressions(text: str, expected: tuple[str, str, str | None, str | None]) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("They met every year.", "SET", "P1Y"),
        ("They talked for three days.", "DURATION", "P3D"),
        ("It was a two-year plan.", "DURATION", "P2Y"),
        ("It opened at 14:30 GMT.", "TIME", "2022-07-04T14:30"),
    ],
)
def test_types(text: str, kind: str, value: str) -> None:
    (found,) = times(text)
    assert (found.type, found.value) == (kind, value)


def test_precision_of_publication_is_honoured() -> None:
    year = ("2022-01-01", "2022-12-31")
    assert one("He spoke on Sunday.", "2022") == ("Sunday", "2022-WXX-7", *year)
    assert one("They met last week.", "2022") == ("last week", "2022-WXX", *year)
    assert one("It fell this year.", "2022") == ("this year", "2022", *year)
    assert one("They met last month.", "2022-07") == (
        "last month", "2022-06", "2022-06-01", "2022-06-30")  # fmt: skip


@pytest.mark.parametrize("words", ["on Sunday", "last week", "this year", "yesterday", "in March"])
def test_nothing_relative_resolves_without_publication(words: str) -> None:
    (found,) = times(f"The deal was signed {words}.", None)
    assert found.value.startswith("XXXX")
    assert found.earliest is None
    assert found.latest is None


def test_timestamp_counts_as_its_day() -> None:
    assert one("He left yesterday.", "2022-07-04T23:30:00+09:00")[1] == "2022-07-03"


def test_the_day_before_leans_on_the_date_named() -> None:
    found = times("The raid was on March 3, 2021. Two days earlier a bomb went off.")
    assert [t.value for t in found] == ["2021-03-03", "2021-03-01"]


def test_ranges_can_be_kept_apart() -> None:
    found = times("It lasted from 1910 to 1945, or 1911-1944.", ranges=False)
    assert [t.value for t in found] == ["1910", "1945", "1911", "1944"]


def test_weekday_settles_the_year() -> None:
    assert one("The ban will last until Saturday, April 4.", "2020-04-08")[1] == "2020-04-04"


@pytest.mark.parametrize(
    "text",
    ["On 30 February 2021 nothing occurred.", "Date 00/00/0000.", "In year 0 of it.", "31/31/2020", "99/99/99",
     "2021-02-30", "20210230", "", "at 99:99", "0 BC", "in 10000 years", "9999 years ago",
     "a million years ago", "the 99th century"],
)  # fmt: skip
@pytest.mark.parametrize(
    "published", ["2022-07-04", "2022", None, "0000-00-00", "not a date", "2022-02-31"]
)
def test_impossible_dates_neither_crash_nor_resolve(text: str, published: str | None) -> None:
    for found in times(text, published):
        assert found.earliest is None or "2021-02" not in found.earliest


@pytest.mark.parametrize(
    "text",
    ["May I come in?", "She may win.", "They march on.", "He sold 2,000 cars.", "The fall of the town.",
     "August Bauer spoke.", "It weighs 1950 kg.", "The second man left.", "Route 1990 was shut."],
)  # fmt: skip
def test_words_that_are_no_times(text: str) -> None:
    assert times(text) == []


def test_values_cover_days() -> None:
    assert covered("2022-02-30") is None
    assert covered("0000") is None
    assert [d.isoformat() for d in covered("2020-02") or ()] == ["2020-02-01", "2020-02-29"]
    assert publication_days("2022-13") is None
    assert publication_days("") is None


def test_numbers() -> None:
    assert number("twenty-one") == 21
    assert number("two hundred") == 200
    assert number("1,500") == 1500
    assert number("some") is None


def test_month_and_day_without_a_blank() -> None:
    found = times("The march is set for Nov.16.", "2024-11-04")
    assert [t.value for t in found] == ["2024-11-16"]


def test_independence_day_is_not_everywhere_the_same() -> None:
    found = times("They sent wishes to Malta on its Independence Day.", "2024-09-21")
    assert [(t.value, t.earliest) for t in found] == [("XXXX-XX-XX", None)]
    found = times("Shops close on Independence Day.", "2024-07-01")
    assert [t.value for t in found] == ["2024-07-04"]


def test_chronicle_does_not_run_past_publication() -> None:
    text = (
        "Wars ended in 1945, 1953, 1975 and 1991, votes were held in 2000 and 2004. "
        "In November 2023 it was noted that the judge had handed the papers over on March 30."
    )
    assert times(text, "2023-12-22")[-1].value == "2023-03-30"


def test_the_same_day_of_what_is_past() -> None:
    text = (
        "Gunmen shot nine people in June 26 raids. The trial will begin on August 5. "
        "A second raid was reported on the same day."
    )
    assert times(text, "2022-07-04")[-1].value == "2022-06-26"


# 5 July 2018 is a Thursday.
@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The summit will begin next week on Friday.", ("2018-07-13", "2018-07-13")),
        ("The envoy arrived on Tuesday of last week.", ("2018-06-26", "2018-06-26")),
        ("The court meets on the first Friday of July 2020.", ("2020-07-03", "2020-07-03")),
        ("They will vote on the last Sunday of next month.", ("2018-08-26", "2018-08-26")),
        ("The deadline is the 20th of next month.", ("2018-08-20", "2018-08-20")),
        ("The rocket was launched on Friday the 13th.", ("2018-04-13", "2018-04-13")),
        ("The strike began in the week beginning February 4, 2019.", ("2019-02-04", "2019-02-10")),
        ("The army withdrew on the twenty-second of June.", ("2018-06-22", "2018-06-22")),
        ("The treaty was signed on May twenty-first, 1999.", ("1999-05-21", "1999-05-21")),
        ("Profits fell in H1 2016.", ("2016-01-01", "2016-06-30")),
        ("The ministers will meet in two weeks.", ("2018-07-16", "2018-07-22")),
        ("Exports will rise in the next quarter.", ("2018-10-01", "2018-12-31")),
        ("Sales fell in the last two quarters.", ("2018-01-01", "2018-06-30")),
        ("Polls open between 3 and 12 September.", ("2018-09-03", "2018-09-12")),
        ("The ban holds between now and November 15.", ("2018-07-05", "2018-11-15")),
        ("The party was founded in the 70s.", ("1970-01-01", "1979-12-31")),
        ("The levy was brought in on 29 February.", ("2016-02-29", "2016-02-29")),
        ("The pact runs out three weeks from tomorrow.", ("2018-07-23", "2018-07-29")),
    ],
)
def test_days_by_their_place_in_the_calendar(text: str, days: tuple[str, str]) -> None:
    assert one(text, "2018-07-05")[2:] == days


def test_a_business_year_is_no_calendar_year() -> None:
    found = times("Revenue fell in the year ended March 31.", "2018-07-05")
    assert (found[0].type, found[0].value) == ("DURATION", "P1Y")


def test_a_clock_after_the_morning_of_a_date_is_of_that_day() -> None:
    found = times("On the morning of Saturday, July 2, at about 6:30am, Kenya fired.")
    assert [t.value for t in found] == ["2022-07-02TMO", "2022-07-02T06:30"]


def test_early_hours_of_a_week_day_leave_its_date_whole() -> None:
    found = times("In the early hours of Saturday, 2 July, Kenya fired.")
    assert ("Saturday, 2 July", "2022-07-02") in [(t.text, t.value) for t in found]
