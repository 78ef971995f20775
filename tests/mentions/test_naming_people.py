"""Surnames that stand for somebody known, by the table of people."""

from __future__ import annotations

import dateline


def _found(text: str, published: str) -> list[tuple[str, str | None, str | None, list[str]]]:
    actors = dateline.Reader().read_text(text, published=published).actors
    return [(a.text, a.name, a.country, a.sectors) for a in actors]


def test_a_rare_surname_at_the_start_of_a_sentence() -> None:
    (first, *_) = _found("Zelenskyy thanked the two envoys.", "2022-06-17")
    assert first == ("Zelenskyy", "Volodymyr Zelensky", "UKR", ["GOV"])


def test_a_surname_alone_is_nobody_who_had_no_office_yet() -> None:
    (first, *_) = _found("Carney told reporters that the talks had failed.", "2012-06-01")
    assert first[2] is None
    (first, *_) = _found("Carney told reporters that the talks had failed.", "2025-09-01")
    assert first[1:] == ("Mark Carney", "CAN", ["GOV"])


def test_a_rebel_out_of_his_office_is_no_elite() -> None:
    (first, *_) = _found("Osama bin Laden had planned the attack.", "2015-01-01")
    assert first[2:] == ("IMG", ["REB"])


def test_of_two_offices_at_a_time_the_one_that_the_text_says() -> None:
    text = "Crown Prince Mohammed bin Salman received the envoys."
    article = dateline.Reader().read_text(text, published="2023-06-01")
    assert article.actors[0].office == "Crown Prince"


def test_after_the_day_of_the_tables_an_office_is_told_as_of_it() -> None:
    text = "Emmanuel Macron condemned the attack."
    article = dateline.Reader().read_text(text, published="2031-06-01")
    assert article.actors[0].country == "FRA"
    assert "as of 20" in article.actors[0].resolved_by
