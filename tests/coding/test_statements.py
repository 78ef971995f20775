"""Status, background and type of events in sentences of every make.

Each case: sentence; the words of the trigger; type, about, status, background. The sentences are
invented; published is Tuesday 2022-07-05 throughout.
"""

from __future__ import annotations

import pytest

from dateline.errors import EmptyPage
from dateline.reader import Reader
from dateline.records import Event, Reading

PUBLISHED = "2022-07-05"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def row_at(reading: Reading, trigger: str) -> Event | None:
    text = reading.article.text
    return next(
        (e for e in reading.events if trigger in text[e.trigger.start : e.trigger.end]), None
    )


CASES = [
    # fact
    ("French troops shelled a village in Mali.", "shelled", "ASSAULT", None, "fact"),
    ("The rebels were bombed by Turkish jets.", "bombed", "ASSAULT", None, "fact"),
    ("Israel carried out an air strike on Syria on Monday.", "carried", "ASSAULT", None, "fact"),
    ("Japan condemned China's missile test.", "condemned", "ACCUSE", None, "fact"),
    # claim
    ("Ukraine said Russian forces had shelled a school.", "shelled", "ASSAULT", None, "claim"),
    (
        "According to Kenya, Somali militants attacked the post.",
        "attacked",
        "ASSAULT",
        None,
        "claim",
    ),
    ("Russian forces allegedly shelled Ukraine.", "shelled", "ASSAULT", None, "claim"),
    ("Iran accused Israel of bombing its embassy in Syria.", "bombing", "ASSAULT", None, "claim"),
    # denied
    ("Iran denied attacking Iraq.", "attacking", "ASSAULT", None, "denied"),
    ("Rwanda denied that its troops had attacked Congo.", "attacked", "ASSAULT", None, "denied"),
    # negated
    ("Turkey did not attack Syria.", "attack", "ASSAULT", None, "negated"),
    ("Sudan's army failed to capture the rebels.", "capture", "ASSAULT", None, "negated"),
    # planned, and what PLOVER makes of it
    ("Germany will send tanks to Ukraine.", "send", "AGREE", "AID", "planned"),
    (
        "India's prime minister plans to visit Pakistan next week.",
        "visit",
        "AGREE",
        "CONSULT",
        "planned",
    ),
    ("China and India will hold talks on Thursday.", "talks", "AGREE", "CONSULT", "planned"),
    ("France will withdraw its troops from Mali.", "withdraw", "CONCEDE", "RETREAT", "planned"),
    # expected
    (
        "Analysts said Russia would attack Ukraine.",
        "attack",
        "ASSAULT",
        None,
        "expected",
    ),
    ("Poland fears that Russia will attack Lithuania.", "attack", "ASSAULT", None, "expected"),
    (
        "North Korea is believed by some to be preparing a nuclear test.",
        "preparing",
        "MOBILIZE",
        None,
        "expected",
    ),
    # hypothetical
    ("Iran could attack Israel.", "attack", "ASSAULT", None, "hypothetical"),
    ("If Turkey attacks Syria, talks will end.", "attacks", "ASSAULT", None, "hypothetical"),
    ("Did Russia attack Georgia?", "attack", "ASSAULT", None, "hypothetical"),
    # acts of speech carry their content
    ("Russia threatened to attack Poland.", "threatened", "THREATEN", "ASSAULT", "fact"),
    ("Egypt urged Israel to hold talks with Hamas.", "urged", "REQUEST", "CONSULT", "fact"),
    ("Serbia refused to meet Kosovo's leaders.", "refused", "REJECT", "CONSULT", "fact"),
    (
        "Ukraine's president said Russia must withdraw its troops.",
        "withdraw",
        "REQUEST",
        "RETREAT",
        "fact",
    ),
    (
        "Iran said it would not negotiate with the United States.",
        "negotiate",
        "REJECT",
        "CONSULT",
        "fact",
    ),
]


@pytest.mark.parametrize(("sentence", "trigger", "kind", "about", "status"), CASES)
def test_status_and_type(
    reader: Reader, sentence: str, trigger: str, kind: str, about: str | None, status: str
) -> None:
    event = row_at(reader.read_text(sentence, published=PUBLISHED), trigger)
    assert event is not None
    assert (event.type, event.about, event.status) == (kind, about, status)


def test_carried_content_makes_no_row_of_its_own(reader: Reader) -> None:
    for sentence in (
        "Russia threatened to attack Poland.",
        "Egypt urged Israel to hold talks with Hamas.",
        "Iran rejected a ceasefire with Israel.",
        "China called for talks between Russia and Ukraine.",
    ):
        assert len(reader.read_text(sentence).events) == 1, sentence


def test_alleged_act_is_within_the_accusation(reader: Reader) -> None:
    accuse, assault = reader.read_text("Iran accused Israel of bombing its embassy.").events
    assert accuse.type == "ACCUSE" and assault.type == "ASSAULT"
    assert assault.within == accuse.id and accuse.within is None
    assert assault.voices[0].name == "Iran"


def test_a_plan_that_another_alleges_is_a_claim(reader: Reader) -> None:
    reading = reader.read_text("Iran claimed that it was part of a US plan to attack Syria.")
    event = row_at(reading, "attack")
    assert event is not None and event.status == "claim"


def test_background(reader: Reader) -> None:
    old = row_at(
        reader.read_text("Japan occupied Korea from 1910 to 1945.", published=PUBLISHED), "occupied"
    )
    new = row_at(
        reader.read_text("Russia attacked Ukraine on Monday.", published=PUBLISHED), "attacked"
    )
    assert old is not None and old.background and old.status == "fact"
    assert old.when is not None and (old.when.earliest, old.when.latest) == (
        "1910-01-01",
        "1945-12-31",
    )
    assert new is not None and not new.background


ROLES = [
    ("Turkey attacked Syria.", ["TUR"], ["SYR"]),
    ("Syria was attacked by Turkey.", ["TUR"], ["SYR"]),
    ("Turkey's attack on Syria continued.", ["TUR"], ["SYR"]),
    ("Syria, which Turkey attacked, protested.", ["TUR"], ["SYR"]),
    ("Turkey, which attacked Syria, apologised.", ["TUR"], ["SYR"]),
    ("Syria came under attack from Turkey.", ["TUR"], ["SYR"]),
    ("France and Germany condemned Russia and Belarus.", ["FRA", "DEU"], ["RUS", "BLR"]),
    ("France condemned and Germany sanctioned Russia.", ["FRA"], ["RUS"]),
]


@pytest.mark.parametrize(("sentence", "sources", "targets"), ROLES)
def test_roles(reader: Reader, sentence: str, sources: list[str], targets: list[str]) -> None:
    events = reader.read_text(sentence).events
    assert any(
        [a.country for a in e.sources] == sources and [a.country for a in e.targets] == targets
        for e in events
    ), [(e.reason, [a.text for a in e.sources], [a.text for a in e.targets]) for e in events]


NO_EVENT = [
    "Spain beat Germany 2-1 in the final after the striker attacked down the left.",
    "An earthquake killed 20 people in Turkey.",
    "The dollar attacked the yen's high as traders defended the bond market.",
    "Paris is the capital of France.",
    "The film was attacked by critics.",
    "!!! ??? ... —",
    "NO VERB HERE",
    "word " * 900,
]


@pytest.mark.parametrize("text", NO_EVENT, ids=lambda t: t[:30])
def test_no_event(reader: Reader, text: str) -> None:
    assert reader.read_text(text).events == []


def test_an_empty_text_is_refused(reader: Reader) -> None:
    with pytest.raises(EmptyPage):
        reader.read_text("")


def test_ids_are_stable_and_spans_are_evidence(reader: Reader) -> None:
    text = "France condemned Russia's attack on Ukraine on Monday."
    one, two = reader.read_text(text), Reader().read_text(text)
    assert [e.id for e in one.events] == [e.id for e in two.events]
    assert len({e.id for e in one.events}) == len(one.events) > 0
    for event in one.events:
        for _, span in event.evidence:
            assert 0 <= span.start < span.end <= len(text)
        for actor in (*event.sources, *event.targets):
            assert text[actor.start : actor.end] == actor.text
