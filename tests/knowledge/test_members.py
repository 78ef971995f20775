"""Members of organisations on days."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest

from dateline.errors import UsageError
from dateline.knowledge.codes import first_day, last_day
from dateline.knowledge.members import members, memberships, organisations
from dateline.knowledge.tables import rows


def test_every_row_names_a_state_and_no_term_overlaps_another() -> None:
    states = {row["country"] for _, row in rows("states.csv")}
    terms = defaultdict(list)
    for where, row in rows("memberships.csv"):
        assert row["member"] in states, where
        assert row["source"], where
        terms[row["organisation"], row["member"]].append(
            (first_day(row["from"]), last_day(row["to"]), where)
        )
    for found in terms.values():
        found.sort()
        for (_, end, _), (start, _, where) in pairwise(found):
            assert end < start or end[:4] == start[:4], where


@pytest.mark.parametrize(
    ("organisation", "on", "number"),
    [
        ("UN", "2012-01-01", 193),
        ("United Nations", "1945-12-31", 51),
        ("NATO", "1950-01-01", 12),
        ("NATO", "1999-03-11", 16),
        ("NATO", "1999-03-12", 19),
        ("NATO", "2004-03-29", 26),
        ("NATO", "2023-04-03", 30),
        ("NATO", "2024-03-07", 32),
        ("European Union", "1970-01-01", 6),
        ("EU", "2004-04-30", 15),
        ("EU", "2004-05-01", 25),
        ("EU", "2020-01-31", 28),
        ("EU", "2020-02-01", 27),
        ("eurozone", "2023-01-01", 20),
        ("ASEAN", "2000", 10),
        ("African Union", "2018-01-01", 54),
        ("Arab League", "2000-01-01", 22),
        ("GCC", "2020", 6),
        ("OPEC", "2024-01-01", 12),
        ("OPEC", "2018-12-31", 15),
        ("G7", "2000", 7),
        ("G8", "2005", 8),
        ("G20", "2010", 19),
        ("BRICS", "2023-12-31", 5),
        ("BRICS", "2024-01-01", 9),
        ("BRICS", "2025-01-06", 10),
        ("SCO", "2017-06-09", 8),
        ("SCO", "2024-07-04", 10),
        ("CSTO", "2020", 6),
        ("EAEU", "2016", 5),
        ("OAS", "2000", 35),
        ("ECOWAS", "2020", 15),
        ("SADC", "2020", 16),
        ("OIC", "2010", 57),
        ("Commonwealth", "2025-01-01", 56),
        ("OECD", "2022", 38),
        ("OSCE", "2013", 57),
        ("Council of Europe", "2022-01-01", 47),
        ("Council of Europe", "2023-01-01", 46),
        ("CARICOM", "2010", 14),
        ("SAARC", "2010", 8),
        ("APEC", "2010", 21),
        ("Five Eyes", "2010", 5),
        ("Warsaw Treaty Organization", "1960", 7),
        ("Arctic Council", "2010", 8),
    ],
)
def test_how_many_belong(organisation: str, on: str, number: int) -> None:
    assert len(members(organisation, on)) == number


def test_who_came_and_went() -> None:
    assert "FIN" not in members("NATO", "2023-04-03")
    assert "FIN" in members("NATO", "2023-04-04")
    assert "SWE" not in members("NATO", "2024-03-06")
    assert "MLI" in members("ECOWAS", "2025-01-28")
    assert {"MLI", "BFA", "NER"} & set(members("ECOWAS", "2025-01-30")) == set()
    assert members("Alliance of Sahel States", "2024") == ["BFA", "MLI", "NER"]
    assert "QAT" not in members("OPEC", "2019-01-01")
    assert "RUS" not in members("Council of Europe", "2022-03-17")
    assert "CHN" in members("UN", "1972")
    assert "TWN" in members("UN", "1970")
    assert "IDN" not in members("UN", "1965-06-01")
    assert "ZWE" not in members("Commonwealth of Nations", "2010")


def test_a_coarse_date_is_open_inside_its_year() -> None:
    assert "SSD" not in members("EAC", "2016-05-01")
    assert "SSD" in members("EAC", "2016-05-01", maybe=True)
    assert "SSD" in members("EAC", "2017-01-01")


def test_memberships_of_a_state() -> None:
    found = {row.organisation for row in memberships("POL", "2010-01-01")}
    assert {"NATO", "European Union", "OECD", "OSCE", "Visegrad Group", "United Nations"} <= found
    assert "Warsaw Treaty Organization" not in found
    then = {row.organisation for row in memberships("pol", "1980-01-01")}
    assert "Warsaw Treaty Organization" in then
    assert "NATO" not in then
    assert memberships("QQQ") == []


def test_what_is_asked_wrongly_is_told() -> None:
    with pytest.raises(UsageError, match="no list of members of 'Zor Union'"):
        members("Zor Union")
    with pytest.raises(UsageError, match="is no date"):
        members("NATO", "soon")
    assert "NATO" in organisations()
