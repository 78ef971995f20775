"""What only nearly happened, is voted, laid down, mocked or put in quotation marks; a `*` stands before the word
asked about. The sentences are invented; published is Tuesday 2022-07-05 throughout.
"""

from __future__ import annotations

from datetime import date

import pytest

from dateline.reader import Reader
from dateline.records import Event
from tests.coding.test_status import answer

SENTENCES = {
    "negated": [
        # short of it
        "Ghana almost *struck the port.",
        "Ghana nearly *expelled the envoy of Togo.",
        "Ghana came close to *striking the port.",
        "Ghana neither *sent troops nor paid.",
        "Nor did Ghana *attack Togo.",
        "Ghana missed the *talks with Togo.",
        "Ghana decided against *sending troops to Togo.",
        "Ghana voted against *sending troops to Togo.",
        "Ghana failed in its bid to *seize the port.",
        "Ghana agreed not to *strike the port.",
        "Ghana vetoed a resolution *condemning Togo.",
    ],
    "planned": [
        "Ghana to *sanction the banks of Togo over the raid.",
        "Ghana poised to *expel the envoy of Togo.",
        "The lawmakers voted to *send troops to Togo.",
        "Under the deal, Ghana *sends troops to Togo.",
    ],
    "expected": [
        "Ghana is close to *signing an accord with Togo.",
        "Ghana warned that Togo was about to *strike the port.",
    ],
    "hypothetical": [
        # so it seems or feels
        "It is like Togo *struck the port.",
        "Ghana behaved as though Togo had *struck the port.",
        "Ghana doubts that Togo *struck the port.",
        # plans that came to nothing
        "Ghana was to have *expelled the envoy of Togo.",
        "The ministers were due to *meet in Accra, but the talks were called off.",
        "Ghana was to *expel the envoy of Togo, but it did not.",
        # rules
        "Under the law, people who riot are *jailed for ten years.",
        "Anyone who insults the king is *jailed.",
        "The constitution says that generals are *barred from office.",
    ],
    "claim": [
        'The "*withdrawal" of the rebels fooled nobody.',
        'The "special military *operation" of the rebels fooled nobody.',
        "The so-called *withdrawal of the rebels fooled nobody.",
    ],
    "fact": [
        "The lawmakers voted to *expel the envoy of Togo.",
        "Ghana nearly *doubled its aid to Togo.",
        "Ghana committed an *attack on the port.",
        "Ghana boycotted the *talks between Togo and Chad.",
        "Ghana issued a statement to *condemn the raid.",
        "Ghana reaffirms its *condemnation of the raid.",
        "Ghana voted for a resolution *condemning Togo.",
        "Under the law, Ghana *sent troops to Togo.",
        "Not Ghana but Togo *struck the port.",
        "Not only Ghana but also Togo *struck the port.",
        "It was not Ghana but Togo that *struck the port.",
        "The police are *jailing people who riot.",
        'The troops of operation "Desert *Shield" are in the port.',
        "The army holds the line in the face of Togo's *raids.",
        "The army aims to hold the line in the face of Togo's *raids.",
        '"We are *grateful to Togo," the minister said.',
        '"I *look forward to the talks," the minister said.',
        '"It is a great pleasure to *welcome the envoy," the minister said.',
    ],
}


@pytest.mark.parametrize(
    ("status", "sentence"), [(status, one) for status, many in SENTENCES.items() for one in many]
)
def test_status(status: str, sentence: str) -> None:
    assert answer(sentence).status == status


@pytest.mark.parametrize(
    ("sentence", "background"),
    [
        ("The ministers *meet every year in Accra.", True),
        ("Ghana used to *strike the port.", True),
        ("Togo has grown bolder since Ghana *struck the port.", True),
        ("Since Ghana's *raid on the port, Togo has grown bolder.", True),
        ("Since Ghana *struck first, Togo struck back.", False),
        ("Togo has called twice since Ghana *struck the port on Monday.", False),
        ("The raid follows a pattern of *attacks on the port.", True),
        ("For a quarter of a century, Ghana has *helped Togo.", True),
    ],
)
def test_habits_and_what_has_led_here_are_background(sentence: str, background: bool) -> None:
    assert answer(sentence) == ("fact", background)


def _rows(text: str) -> list[Event]:
    return list(Reader().read_text(text, published=date(2022, 7, 5)).events)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # the words of the trigger only lead to the act
        ("Kenya stopped short of expelling the Tanzanian envoy.", "negated"),
        ("Kenya set to expel Tanzanian envoy", "planned"),
    ],
)
def test_what_a_trigger_only_leads_to_is_no_fact(text: str, status: str) -> None:
    assert [e.status for e in _rows(text)] == [status]


def test_who_needs_to_do_it_himself_asks_nobody() -> None:
    rows = _rows('"We need to withdraw our troops from Chad," the president of Kenya said.')
    assert all(e.status != "fact" for e in rows)
