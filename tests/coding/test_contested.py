"""What one side tells and another denies stays two rows, each with the id of the other."""

from __future__ import annotations

import pytest

from dateline import records
from dateline.cli.table import cells
from dateline.reader import Reader
from dateline.records import Event

PUBLISHED = "2022-07-05"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def rows(reader: Reader, text: str) -> list[Event]:
    return reader.read_text(text, published=PUBLISHED).events


@pytest.mark.parametrize(
    "text",
    [
        "Togo said that Ghana shelled a village near the border. Ghana denied shelling the village.",
        "Togo said Ghana had shelled a school. Ghana denied that it had attacked the school.",
        "Togo accused Ghana of shelling a clinic. Ghana said that its troops had not shelled the clinic.",
    ],
)
def test_claim_and_denial_are_linked(reader: Reader, text: str) -> None:
    acts = [e for e in rows(reader, text) if e.type == "ASSAULT"]
    assert [e.status for e in acts] == ["claim", "denied"]
    claim, denial = acts
    assert claim.contested == [denial.id] and denial.contested == [claim.id]


@pytest.mark.parametrize(
    "text",
    [
        "Togo said Ghana shelled a village. Ghana denied attacking Mali.",  # another target
        "Togo said Ghana shelled a village. Mali denied shelling the village.",  # another doer
        "Togo said Ghana shelled a village. Mali said that Ghana had shelled the village.",  # no denial
        "Ghana shelled a village on Sunday. Ghana denied shelling a village on Monday.",  # another day
    ],
)
def test_what_does_not_contradict_is_not_linked(reader: Reader, text: str) -> None:
    assert all(e.contested == [] for e in rows(reader, text))


def test_the_table_and_the_json_say_so(reader: Reader) -> None:
    reading = reader.read_text(
        "Togo said that Ghana shelled a village. Ghana denied shelling the village.",
        published=PUBLISHED,
    )
    claim, denial = (e for e in reading.events if e.type == "ASSAULT")
    assert cells(claim, reading)[1].plain.split("\n") == ["claim", "contested"]
    assert records.from_json(records.to_json(claim), Event).contested == [denial.id]


def test_an_event_of_before_has_no_link() -> None:
    assert "contested" in Event.__struct_fields__
    assert records.json_schema(Event)["$defs"]["Event"]["properties"]["contested"]["default"] == []


def test_a_cue_that_ends_before_it_begins_stops_nothing() -> None:
    """Words between the parts of a cue may give it an empty span; the row is coded all the same."""
    from dateline.coding.turns import Found, denials
    from dateline.coding.vouching import attributions_for
    from dateline.reader import parse
    from dateline.records import Article, Attribution, Span

    text = "Togo said that Ghana shelled a village."
    article = Article(id="one", text=text, paragraphs=[Span(0, len(text))], published=PUBLISHED)
    doc, found = parse(article)
    odd = Attribution(
        source=None,
        cue=Span(len(text), 5),
        content=[Span(0, len(text))],
        kind="indirect",
        voices=[],
    )
    other = Found(article, doc, found.actors, found.times, found.places, [odd])
    assert denials(other) == frozenset()
    shelled = Span(doc[4].idx, doc[4].idx + len(doc[4].text))
    assert attributions_for(doc[4], shelled, other) == [odd]
