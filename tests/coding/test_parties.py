"""Who does it to whom, in sentences of every make, and which drafts are kept."""

from __future__ import annotations

import pytest

from dateline.articles import article_from_prose
from dateline.reader import Reader
from dateline.records import Article, Event

# Sentence; type; sources and targets as they stand in it.
CASES = [
    # parties that no mention covers
    ("We support Moldova's efforts to mend its courts.", "SUPPORT", ["We"], ["Moldova"]),
    ("I would like to thank the government of Peru.", "SUPPORT", ["I"], ["government of Peru"]),
    # a law is its makers'
    (
        "The president of Chad signed a decree banning opposition newspapers.",
        "COERCE",
        ["president of Chad"],
        ["opposition newspapers"],
    ),
    # whoever is arrested
    ("A woman was arrested in the harbour on Sunday.", "COERCE", [], ["A woman"]),
    # who says so blames
    ("Oslo said that the raid by Belarus was shameful.", "ACCUSE", ["Oslo"], ["Belarus"]),
    # "for … to"
    (
        "Kenya called for the soldiers to be released by Somalia.",
        "REQUEST",
        ["Kenya"],
        ["Somalia"],
    ),
    # a title makes the visitor
    ("Secretary Lindqvist of Sweden will travel to Ghana.", "AGREE", ["Lindqvist"], ["Ghana"]),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def sides(event: Event) -> tuple[list[str], list[str]]:
    return [a.text for a in event.sources], [a.text for a in event.targets]


def hit(wanted: list[str], got: list[str]) -> bool:
    """Whether each wanted party is there, by its words or a part of them."""
    return all(any(w in g or g in w for g in got) for w in wanted) and bool(wanted) == bool(got)


@pytest.mark.parametrize(("text", "kind", "sources", "targets"), CASES, ids=lambda v: str(v)[:40])
def test_roles(
    text: str, kind: str, sources: list[str], targets: list[str], reader: Reader
) -> None:
    found = [e for e in reader.read_text(text).events if e.type == kind]
    assert [e for e in found if hit(sources, sides(e)[0]) and hit(targets, sides(e)[1])], [
        (e.type, *sides(e)) for e in reader.read_text(text).events
    ]


EMPTY = [
    "Guests lavished praise on the Spanish cook.",
    "We thank our readers for their patience.",
    "Maria Lund travelled to Portugal with her dog.",
]


@pytest.mark.parametrize("text", EMPTY)
def test_nothing(text: str, reader: Reader) -> None:
    assert [(e.type, e.reason) for e in reader.read_text(text).events] == []


def test_a_government_says_we(reader: Reader) -> None:
    plain = article_from_prose("We condemn the raid on the ferry.", published="2022-07-05")
    article = Article(
        id="x", text=plain.text, paragraphs=plain.paragraphs, url="https://www.mfa.gov.pl/news/1"
    )
    event = reader.read_article(article).events[0]
    assert (event.type, [a.country for a in event.sources]) == ("ACCUSE", ["POL"])


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan protests grew after the Kenyan government proposed a tax on bread.",
        "The march in Lima began when the Peruvian congress dismissed the president.",
    ],
)
def test_whom_another_clause_names_takes_no_part(reader: Reader, text: str) -> None:
    protests = [e for e in reader.read_text(text).events if e.type == "PROTEST"]
    assert not any("GOV" in a.sectors or "LEG" in a.sectors for e in protests for a in e.sources)


def test_who_meets_with_whom(reader: Reader) -> None:
    event = reader.read_text(
        "The Togolese president will meet with his Kenyan counterpart."
    ).events[0]
    assert event.sources[0].country == "TGO"
    assert "KEN" in [a.country for a in (*event.sources, *event.targets)]


def test_nobody_acts_on_himself(reader: Reader) -> None:
    text = "Premier Ana Lund sent condolences to Kenya, voicing her readiness to send relief."
    for event in reader.read_text(text).events:
        assert not {a.name for a in event.sources if a.name} & {a.name for a in event.targets}


def test_thanks_in_the_name_of_somebody_are_not_given_to_him(reader: Reader) -> None:
    text = "The envoy expressed sincere thanks to the Kenyan government in the name of Togo's government."
    event = reader.read_text(text).events[0]
    assert [a.country for a in event.targets] == ["KEN"]


def test_a_refusal_told_by_a_negation_took_place(reader: Reader) -> None:
    text = "Premier Lund of Norway has said she will not approve the budget that parliament passed."
    rejects = [e for e in reader.read_text(text).events if e.type == "REJECT"]
    assert rejects and all(e.status in ("fact", "claim") for e in rejects)


def test_a_rival_is_not_whose_rival_he_is(reader: Reader) -> None:
    text = (
        "Kenyan president William Ruto spoke on Monday. His rival accused the government of theft."
    )
    event = next(
        e for e in reader.read_text(text, published="2023-05-02").events if e.type == "ACCUSE"
    )
    assert [a.text for a in event.sources] == ["rival"]


def test_what_protests_are_for_does_not_protest(reader: Reader) -> None:
    text = "Pro-Kenya protests continued across Somalia on Saturday."
    for event in reader.read_text(text).events:
        assert "KEN" not in [a.country for a in event.sources]


def test_members_of_parliament_criticise(reader: Reader) -> None:
    text = "The Norwegian premier is under fire from her own MPs over the delay."
    assert [e.type for e in reader.read_text(text).events] == ["ACCUSE"]


def test_the_day_behind_what_somebody_wears(reader: Reader) -> None:
    text = "Two judges were abducted by gunmen wearing uniforms in the heart of Nairobi in August 2016."
    event = reader.read_text(text, published="2019-11-19").events[0]
    assert event.when is not None and event.when.earliest == "2016-08-01"
