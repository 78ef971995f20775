"""Odd dates and too many places: a note on the article, nothing invented, nothing lost."""

from __future__ import annotations

import time

import pytest

from dateline import Reader
from dateline.articles import article_from_page
from dateline.knowledge.places import spots
from dateline.records import Page, Reading

READER = Reader(rules_only=True)
STORY = "Rebels seized the dam of Vesna on Sunday. The king condemned the attack."


def read(text: str, published: str | None = None) -> Reading:
    return READER.read_text(text, published=published)


def intervals(reading: Reading) -> set[tuple[str | None, str | None]]:
    return {(e.when.earliest, e.when.latest) for e in reading.events if e.when is not None}


def test_no_publication_date_gives_no_days() -> None:
    reading = read(STORY)
    assert reading.events
    assert intervals(reading) <= {(None, None)}
    assert any(n.startswith("published: ") for n in reading.notes)


@pytest.mark.parametrize("wrong", ["2999-01-01", "1970-01-01", "0001-01-01"])
def test_a_feeds_impossible_date_is_passed_over(wrong: str) -> None:
    page = Page(data=STORY.encode(), kind="prose", published=wrong)
    article = article_from_page(page)
    assert article.published is None
    assert any(wrong in n and "passed over" in n for n in article.notes)


@pytest.mark.parametrize("wrong", ["2022-02-30", "00/00/0000", "0000-00-00", "soon"])
def test_a_feeds_date_that_is_none(wrong: str) -> None:
    article = article_from_page(Page(data=STORY.encode(), kind="prose", published=wrong))
    assert article.published is None
    assert any(wrong in n and "no date" in n for n in article.notes)


def test_the_users_own_odd_date_is_kept_with_a_note() -> None:
    reading = read(STORY, "2999-01-07")
    assert reading.article.published == "2999-01-07"
    assert any("lies in the future" in n for n in reading.notes)


@pytest.mark.parametrize("odd", ["February 30, 2022", "31 April 2022", "00/00/0000", "30.02.2022"])
def test_days_that_no_calendar_has(odd: str) -> None:
    reading = read(f"The treaty was signed on {odd} by the king of Norway.", "2022-07-04")
    assert all(t.text not in odd for t in reading.times)
    assert any("no calendar has this day" in n for n in reading.notes)


def test_year_zero_is_no_year() -> None:
    reading = read("Norway invaded Denmark in the year 0 and in 0000.", "2022-07-04")
    assert all(t.earliest is None or t.earliest > "1" for t in reading.times)


def test_many_odd_days_are_one_note() -> None:
    text = " ".join(f"Norway signed a treaty on {n} February 2022." for n in (30, 31) * 5)
    odd = [n for n in read(text, "2022-07-04").notes if "no calendar" in n]
    assert len(odd) == 1 and len(odd[0]) < 200


def test_text_that_tells_of_later_days() -> None:
    text = "Norway invaded Denmark on February 6, 2024. Troops crossed the border."
    assert any("2023-10-09 is said" in n for n in read(text, "2023-10-09").notes)
    assert not any("is said" in n for n in read(text, "2024-02-07").notes)
    ahead = "Norway will hold an election on February 6, 2024."
    assert not any("is said" in n for n in read(ahead, "2023-10-09").notes)


def test_dateline_of_another_season() -> None:
    text = "OSLO, Feb 6 (Reuters) - Norway condemned the attack on its embassy in Denmark."
    assert any("dateline says" in n for n in read(text, "2023-10-09").notes)
    assert not any("dateline says" in n for n in read(text, "2023-02-07").notes)
    assert not any("dateline says" in n for n in read(text, "2023").notes)


NAMES = [
    n for n in (
        "Oslo Paris Berlin Madrid Lima Quito Cairo Nairobi Accra Lagos Kyiv Odesa Riga Vilnius Tallinn Minsk "
        "Warsaw Prague Vienna Zagreb Skopje Tirana Athens Ankara Beirut Amman Baghdad Tehran Kabul Delhi Dhaka "
        "Hanoi Manila Seoul Tokyo Taipei Jakarta Dili Canberra Suva Bogota Caracas Havana Kingston Managua"
    ).split() if spots(n)
]  # fmt: skip


def test_ten_thousand_places_on_a_page() -> None:
    listed = ", ".join(NAMES[i % len(NAMES)] for i in range(9_000))
    told = " ".join(
        f"Police arrested nine people in {NAMES[i % len(NAMES)]}." for i in range(1_000)
    )
    text = f"Norway invaded Denmark on Sunday. {listed}.\n\n{told}"
    began = time.process_time()
    reading = read(text, "2022-07-04")
    assert time.process_time() - began < 60
    assert len(reading.places) > 9_000
    assert any(e.type == "ASSAULT" and e.when is not None for e in reading.events)
