"""What is only to be brought about, and what is told all the same; a `*` stands before the word asked about.

The sentences are invented; published is Tuesday 2022-07-05 throughout.
"""

from __future__ import annotations

import pytest

from dateline.reader import Reader
from tests.coding.test_status import answer

UNREAL = {
    "hypothetical": [
        # what a verb brings about need not be known because it is named in full
        "The dispute may lead to the *collapse of the truce.",
        "The move could trigger the *collapse of the truce.",
        "The army will respond to an *attack.",
        "The plan could open Ghana up to further *attacks.",
        "The rebels may strike in *retaliation.",
        "Opponents of *letting the refugees in marched to the port.",
        # a reward is held out for what is not known
        "Ghana offers rewards for information that leads to the *arrest of the rebels.",
        "The talks provide an opportunity for *negotiations.",
        # only perhaps
        "It has been a year of raids and possibly a *coup.",
        "Ghana might have won, perhaps by *insisting on talks.",
        "Ghana should have *sent troops.",
        "It vowed to go after anyone who *attacks farmers.",
        # a "to" or "may" holds for all that is joined to its verb, wherever the parser hangs that
        "Ministers pressed Togo to cease the raids, *release the miners, and restore order.",
        "Togo is committed to ending raids, which may harm Ghana, feed rebels, and *threaten peace.",
        # the condition of the clause right before
        "Togo waits for the vote, but if Ghana leaves, that is good and we *support it.",
    ],
    "planned": [
        "Ghana works to secure the *release of the hostages.",
        "Ministers discussed efforts to achieve the *denuclearization of the region.",
        "The envoy hopes to obtain the *release of the miners.",
        "Ghana tried to negotiate the *release of the miners.",
        # an entry of a diary
        "9:30 a.m. Minister Okello *meets with the envoy of Peru at the palace.",
        "2:00 p.m. LOCAL The minister attends a *meeting of donors.",
        # a plan holds what is not there yet
        "The plan includes *deporting the farmers.",
        "The bill includes a *ban on exports.",
        "It is a strategy that includes strengthening *prosecutions.",
        "The region is full of rebels bent on *attacking Togo.",
        "Ghana has a unit dedicated to *deporting farmers.",
        "Ghana remains fully prepared - like its allies - to *send troops.",
        "She will get the chance to *meet the king.",
        # gatherings that lie ahead
        "Throughout the *trip, she will discuss fish.",
        "They will meet for *talks in Accra.",
        "He will meet the king and attend the *summit.",
        "The mayors will begin the day with *consultations.",
        "The consultations will be followed by *meetings in Accra.",
        "She will lead the delegation to the strategic *dialogue.",
    ],
    "expected": ["The rebels must have *fled.", "They were supposed to *meet on Friday."],
    "negated": [
        "They will not put the country in direct *conflict with Togo.",
        "Ghana has absolutely no hostile *intent.",
        "It is a truce, not a peace *treaty.",
        "They have not won the *endorsement of any party.",
    ],
}
FACTS = [
    "The talks led to the *release of the miners.",
    "The envoy secured the *release of the miners.",
    "A bomb apparently triggered the *collapse of the bridge.",
    "The army responded to an *attack.",
    "The army will respond to *attacks.",
    "Ghana will condemn the *attack on the port.",
    "The *release of the miners will help the government.",
    "She got the chance to *meet the king.",
    "The rebels struck in *retaliation.",
    # somebody is thanked or punished for what he has done
    "She will thank Togo for *joining the sanctions.",
    "Togo will be punished for *attacking Ghana.",
    # others did it as well
    "Ghana is not the only state to *sign the pact.",
    "Ghana is not the first to *sign the pact.",
    # what happened at an hour is no diary
    "10:12 p.m. Rebels *storm the port of Togo.",
    "At 9:30 a.m. the minister *meets with the envoy of Peru.",
    # what stands before a colon stands alone
    "He has *apologised: 'I should have used two phones'.",
]


@pytest.mark.parametrize(
    ("status", "marked"),
    [(s, m) for s, sentences in UNREAL.items() for m in sentences] + [("fact", m) for m in FACTS],
)
def test_brought_about(status: str, marked: str) -> None:
    assert answer(marked).status == status


@pytest.mark.parametrize(
    "text",
    [
        "Ghana made no attempt to meet the envoys of Togo.",
        "President Okello of Ghana showed no sign that he was planning to meet President Vega of Peru.",
        # a refusal that the model takes for something else is still no act
        "Although Governor Vega does not plan to endorse Senator Okello, he met him in Accra.",
    ],
)
def test_what_was_not_tried_is_no_refusal_and_no_act(text: str) -> None:
    events = Reader().read_text(text, published="2022-07-05").events
    told = {
        e.status for e in events if text[e.trigger.start : e.trigger.end] in {"meet", "endorse"}
    }
    assert told == {"negated"}


def test_a_plan_in_a_trigger_that_the_model_found_is_no_act() -> None:
    text = "The rebels of Togo plan to target voters in Accra."
    assert [e.status for e in Reader().read_text(text).events] in ([], ["planned"])


def test_a_refusal_stays_one() -> None:
    text = "Ghana does not plan to meet the envoys of Togo."
    [event] = Reader().read_text(text, published="2022-07-05").events
    assert (event.type, event.about, event.status) == ("REJECT", "CONSULT", "fact")
