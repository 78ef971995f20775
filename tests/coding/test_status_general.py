"""What kind of statement, by classes of words and relations; a `*` stands before the word asked about.

The sentences are invented; published is Tuesday 2022-07-05 throughout.
"""

from __future__ import annotations

import pytest

from dateline.reader import Reader
from tests.coding.test_status import answer

SENTENCES = {
    "fact": [
        # what could not be done without it is there
        "Without the *support of Togo, the raid would not have been possible.",
        "The dam could not have been built without the *help of Chad.",
        # what goes on or ends was there
        "If the *war ends, Ghana will lift the sanctions.",
        "If the *talks continue, Ghana will send an envoy.",
        "The sanctions stay until the *occupation comes to an end.",
        # a known act under a noun that is denied, or under a question
        "There is no military solution to the *conflict.",
        "Can you be more specific about the *sanctions?",
        # named by its owner or a "this", outside of quotations
        "Officials told lawmakers that the president's *request to Kenya was improper.",
        "The minister claimed that this *war was a success.",
        # a second verb of saying is the writer's
        'Lee said the law was "a sham" and *accused the government of bribing judges.',
        "The minister said the talks were over and *accused Togo of arming rebels.",
    ],
    "claim": [
        "Police said the *attack killed three people.",
        "The minister said that Togo had broken the truce and *attacked a village.",
        "Did the envoy comment on the minister, who said that Togo was *arming rebels?",
    ],
    "negated": [
        "The troops left without the *approval of the court.",
        "Ghana prevented a *raid.",
        "The two sides have yet to agree on a *ceasefire.",
        "Peru criticised Chile for not *denouncing the attack.",
    ],
    "hypothetical": [
        # one may be set on to do it, or it may be kept from happening
        "Kenya incites the leaders of Togo to *strike.",
        "Ghana built a wall to prevent *raids.",
        "A *truce is needed in the north.",
        "New *war clouds hang over the region.",
        "Do they fear escalation to a wider African *war?",
    ],
    "expected": ["The sale makes *war more likely.", "A *strike is inevitable."],
    "planned": [
        "Ghana to *send troops to Togo.",
        "Rebels to *free hostages.",
        "Togo published guidelines for *easing the sanctions.",
        "Ghana ordered the commanders of its fleet to *attack Togo.",
        "It is a *summit that will bring both sides together.",
        "During the course of the *visit, the king will open a dam.",
        "According to the plan, Ghana will *send troops to Togo.",
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
        ("The accord may end decades of *fighting in the north.", True),
        ("In the history of Ghana, only two mayors have been *jailed.", True),
        ("The decision of the previous government to *leave the bloc cost Ghana dear.", True),
        ("Much was done during the last *round of talks.", True),
        ("The film shows farmers who were *shot in a 2013 massacre.", True),
        ("The court heard of a 2013 massacre that *killed hundreds.", True),
        ("Togo and Ghana held *drills from January to April.", True),
        ("Togo and Ghana held *drills from Sunday to Monday.", False),
        ("Ghana *jailed two mayors.", False),
    ],
)
def test_background(sentence: str, background: bool) -> None:
    assert answer(sentence).background is background


def test_a_plan_is_no_voice() -> None:
    rows = Reader().read_text("According to the plan, Ghana will send troops to Togo.").events
    assert [(e.status, e.voices) for e in rows] == [("planned", [])]


def test_who_is_blamed_for_not_doing_it_did_not_do_it() -> None:
    rows = Reader().read_text("Peru criticised Chile for not denouncing the attack.").events
    assert [e.status for e in rows if [a.name for a in e.sources] == ["Chile"]] in (
        [],
        ["negated"],
    )
