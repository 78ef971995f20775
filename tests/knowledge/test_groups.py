"""Peoples and faiths: the table holds together, and a group is no state's by itself."""

from __future__ import annotations

import pytest

from dateline import Reader
from dateline.knowledge.gazetteer import names
from dateline.knowledge.tables import many, rows


def test_rows_name_states_kinds_and_sources() -> None:
    states = {row["country"] for _, row in rows("states.csv")}
    seen: set[str] = set()
    for where, row in rows("groups.csv"):
        assert set(many(row["countries"])) <= states, where
        assert row["kind"] in ("ethnic", "religious"), where
        assert row["read"] in ("yes", "aliases", ""), where
        assert row["source"], where
        assert row["name"] not in seen, where
        seen.add(row["name"])


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Kurds", ""),
        ("Kurdish", ""),
        ("Pashtuns", ""),
        ("Tuaregs", ""),
        ("Hutus", ""),
        ("Druze", ""),
        ("Dinka", "SSD"),
        ("Mapuche", ""),
        ("Maronites", "LBN"),
        ("Igbos", "NGA"),
        ("Uyghurs", "CHN"),
        ("Rohingya", "MMR"),
        ("Kosovo Serbs", "KOS"),
        ("ethnic Karen", ""),
    ],
)
def test_a_group_has_a_country_only_if_it_lives_in_one(name: str, country: str) -> None:
    entity = names()[name].entity
    assert entity is not None
    assert entity.country == country


@pytest.mark.parametrize("name", ["Karen", "Shan", "Chin", "Mon", "Muslims", "Christian", "Roma"])
def test_words_and_names_of_persons_are_not_read(name: str) -> None:
    named = names().get(name)
    assert named is None or named.entity is None or not named.entity.id.startswith("group:")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kurdish fighters attacked Iraqi soldiers near the dam.", (None, "REB")),
        ("Iraq's Kurdish parties praised Japan.", ("IRQ", "PTY")),
        ("Iranian Baluchi rebels attacked Pakistan.", ("IRN", "REB")),
        ("Nigerien Tuareg leaders praised Japan.", ("NER", "GOV")),
        ("Tuareg rebels attacked Niger's army.", (None, "REB")),
        ("Maronites condemned Israel.", ("LBN", "REL")),
        ("Dinka elders met Kenya's president.", ("SSD", "CVL")),
    ],
)
def test_groups_in_a_text(text: str, wanted: tuple[str | None, str]) -> None:
    first = min(Reader().read_text(text).actors, key=lambda actor: actor.start)
    country, sector = wanted
    assert first.country == country
    assert sector in first.sectors


def test_the_part_of_a_people_in_a_state() -> None:
    first, *_ = Reader().read_text("Turkey's Kurds condemned Germany.").actors
    assert (first.text, first.country, first.actor_id) == ("Turkey's Kurds", "TUR", "group:kurds")


def test_a_groups_name_never_gives_an_empty_code() -> None:
    text = "The Kurds met Turkish ministers. The Kurds rejected the offer. Hutus and Tutsis fled."
    assert all(actor.country != "" for actor in Reader().read_text(text).actors)
