"""Sizes: how numbers are written, what they count, and the bounds that the words allow."""

from __future__ import annotations

import pytest

from dateline.language.parsing import parse_text
from dateline.mentions.sizes import find_sizes
from dateline.mentions.sizes.numbers import numbers_in

Bounds = tuple[str, float | None, float | None]


def sizes(text: str) -> list[Bounds]:
    found = find_sizes(parse_text(text, set()))
    for span, size in found:
        assert text[span.start : span.end] == size.text
    return [(s.what, s.low, s.high) for _, s in found]


def expected(told: str) -> list[Bounds]:
    """ "dead 12 -; injured 3 9" as sizes."""
    rows = (one.split() for one in told.split(";") if one)
    return sorted(((w, _bound(a), _bound(b)) for w, a, b in rows), key=str)


def _bound(text: str) -> float | None:
    return None if text == "-" else float(text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("at least 12", 12, None),
        ("no fewer than 20", 20, None),
        ("more than 500", 500, None),
        ("more than 40", 41, None),
        ("more than a dozen", 13, None),
        ("up to 300", None, 300),
        ("fewer than 100", None, 100),
        ("fewer than 10", None, 9),
        ("nearly 50", 50, 50),
        ("an estimated 2 million", 2e6, 2e6),
        ("between 10 and 15", 10, 15),
        ("10-15", 10, 15),
        ("10 to 15", 10, 15),
        ("two to three hundred", 200, 300),
        ("1,200", 1200, 1200),
        ("300 000", 300_000, 300_000),
        ("1.2 million", 1.2e6, 1.2e6),
        ("half a million", 500_000, 500_000),
        ("three and a half million", 3.5e6, 3.5e6),
        ("a hundred and twenty", 120, 120),
        ("twenty-one", 21, 21),
        ("dozens", 24, 99),
        ("scores", 40, 199),
        ("several hundred", 300, 999),
        ("tens of thousands", 20_000, 99_999),
        ("hundreds, if not thousands", 200, 9999),
        ("100 or more", 100, None),
        ("500-plus", 500, None),
    ],
)
def test_bounds(text: str, low: float | None, high: float | None) -> None:
    found = list(numbers_in(text, 0, len(text)))
    assert [(n.low, n.high) for n in found] == [(low, high)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The kingdom pledged $1.2bn to the port.", 1.2e9, 1.2e9),
        ("The bank lent Accra €300 million.", 3e8, 3e8),
        ("China gave Niger 1.5 billion yuan in loans.", 1.5e9, 1.5e9),
        ("It cost between US$300 and 400 million.", 3e8, 4e8),
        ("He paid CDN$11,000.", 11_000, 11_000),
        ("They gave 10 million USD.", 1e7, 1e7),
        ("They gave millions of dollars.", 2e6, None),
        ("They sent millions in aid.", 2e6, None),
        ("The bank gave a billion-dollar loan.", 1e9, 1e9),
        ("Prices fell below $60.", None, 59),
    ],
)
def test_money(text: str, low: float | None, high: float | None) -> None:
    assert sizes(text) == [("money", low, high)]


COUNTED = """
At least 12 people were killed.|dead 12 -
The attack left 3 dead and 14 wounded.|dead 3 3;injured 14 14
The blast killed 12 people and wounded 30.|dead 12 12;injured 30 30
The blast left 12 dead, 30 injured.|dead 12 12;injured 30 30
The gunmen attacked a bus, killing at least three.|dead 3 -
The death toll rose to 45 on Friday.|dead 45 45
The attack brought the death toll to 88.|dead 88 88
The floods claimed the lives of 17 people.|dead 17 17
At least 50 people lost their lives.|dead 50 -
Rescuers pulled 11 bodies from the river.|dead 11 11
Twenty people were feared dead.|dead 20 20
Three years of war have killed 20,000 people.|dead 20000 20000
A suicide bomber killed himself and 13 others.|dead 13 13
Twelve soldiers and three civilians were killed.|dead 12 12;dead 3 3
Five people were killed and more than a dozen injured.|dead 5 5;injured 13 -
The clashes wounded or killed 20 officers.|injured 20 20;dead 20 20
Two boys were taken to hospital.|injured 2 2
Ninety of the passengers have been hospitalised.|injured 90 90
Eleven pupils with light injuries were treated at the school.|injured 11 11
The raid caused 40 casualties.|casualties 40 40
No one was hurt.|injured 0 0
There were no casualties.|casualties 0 0
Fourteen people are still missing after the ferry sank.|missing 14 14
Scores of villagers were abducted by gunmen.|hostages 40 199
The militia took nine aid workers hostage.|hostages 9 9
The police arrested between 20 and 30 people.|arrested 20 30
Police detained 14 and charged three.|arrested 14 14
Police held 27 people in custody.|arrested 27 27
The court sentenced 31 opposition members to prison.|arrested 31 31
There were 75 arrests in Paris.|arrested 75 75
The junta released 120 political prisoners.|released 120 120
Amnesty was granted to 300 rebels.|released 300 300
Chad expelled six diplomats.|expelled 6 6
Thousands of Rohingya fled to Bangladesh.|displaced 2000 9999
Tens of thousands of people fled the fighting.|displaced 20000 99999
The fighting forced 4,500 people to leave their homes.|displaced 4500 4500
The number of refugees has risen from 12,000 to 15,000.|displaced 15000 15000
More than 100 protesters gathered in the square.|crowd 100 -
Thousands of people took to the streets of Dakar.|crowd 2000 9999
A crowd of 3,000 cheered the general.|crowd 3000 3000
A 5,000-strong crowd gathered in Riga.|crowd 5000 5000
The rally drew tens of thousands.|crowd 20000 99999
About 2,500 teachers went on strike.|crowd 2500 2500
Some 5,000 troops were sent to the border.|troops 5000 5000
Mali deployed 1,200 soldiers and 30 tanks along the river.|troops 1200 1200;weapons 30 30
The rebels fired 14 rockets and two drones at the base.|missiles 14 14;missiles 2 2
Germany approved the sale of 12 combat helicopters to Chad.|weapons 12 12
More than 100 protesters were arrested in Minsk, including 12 journalists.|arrested 100 -
Foreigners, including two envoys, were arrested.|arrested 2 2
The blaze has cost at least 80 lives.|dead 80 -
The army has lost 500 men since June.|dead 500 500
A strike killed a commander and eight of his men.|dead 8 8
The death toll from a bombing in the city rose to at least six Friday.|dead 6 -
The number of dead has reached 1,300.|dead 1300 1300
The arrest of the 12 men angered the town.|arrested 12 12
A judge has ordered nine ex-members of the government jailed.|arrested 9 9
They put a million people in camps.|arrested 1000000 1000000
The king pardoned him along with 30 prisoners.|released 30 30
The court freed on bail two ex-ministers who served in the old government.|released 2 2
Prague ordered 18 Russian diplomats to leave.|expelled 18 18
The total number of people evacuated is about 8,000.|displaced 8000 8000
Police estimated the crowd at 15,000.|crowd 15000 15000
A protest by some 200 farmers blocked the road.|crowd 200 200
Up to 100,000 Russian troops are massed near the border.|troops - 100000
Some 500 rebels have surrendered.|troops 500 500
China flew 40 military aircraft past Taiwan.|weapons 40 40
The firm spent more than 4 billion on the port.|money 4000000000 -
The loan is worth 30m Danish krone.|money 30000000 30000000
"""


@pytest.mark.parametrize("line", COUNTED.strip().splitlines())
def test_what_is_counted(line: str) -> None:
    text, _, told = line.partition("|")
    assert sorted(sizes(text), key=str) == expected(told)


def test_a_preposition_is_no_bound() -> None:
    text = "He voiced concern over two brothers who were arrested in Chad."
    assert sizes(text) == [("arrested", 2, 2)]


def test_two_counts_of_one_crowd() -> None:
    text = (
        "Police said 5,000 people marched through Lomé, while organisers put the figure at 50,000."
    )
    found = [s for _, s in find_sizes(parse_text(text, set()))]
    assert [(s.what, s.low, s.voice) for s in found] == [
        ("crowd", 5000, None),
        ("crowd", 50_000, "organisers"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "He won 60 seats and 34 percent of the vote.",
        "They met on 12 May 2020.",
        "Prices rose 5 percent.",
        "Room 12.",
        "The two men met in Oslo.",
        "The two soldiers said nothing.",
        "She is 45 and has two children.",
        "The law passed by 230 votes to 197.",
        "Two rockets carried the satellites into orbit.",
        "The fire killed hundreds, if not thousands, of cattle.",
        "Nine of the dead were children.",
        "The court jailed him for 12 years.",
        "It was the 12th attack since 2015.",
        "He weighs 200 pounds.",
        "Twelve countries signed the accord.",
        "The two were captured near the border.",
        "The bomber dropped an MK 82 bomb.",
        "The February 9 arrests angered the town.",
        "The engine has 8 million pounds of thrust.",
        "One of the researchers who died was a Swede.",
        "The group has 5,000 members.",
        "The town reported 40 deaths per 100,000 people.",
    ],
)
def test_other_numbers(text: str) -> None:
    assert sizes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "$",
        "12",
        "-12",
        "1,2,3,4,5",
        "9" * 400,
        "12 " * 300,
        "$1" * 200,
        "no no no",
        "12\n12",
        "½ of 1e9",
    ],
)
def test_odd_text(text: str) -> None:
    assert all(s.low is None or 0 <= s.low < 1e17 for _, s in find_sizes(parse_text(text, set())))
