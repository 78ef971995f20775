"""What kind of statement, by makes of clauses and words; a `*` stands before the word asked about.

The sentences are invented; published is Tuesday 2022-07-05 throughout.
"""

from __future__ import annotations

import pytest

from tests.coding.test_status import answer

SENTENCES = {
    "planned": [
        "Okello will use the visit to *renew his calls for a truce.",
        "Okello will use the visit to renew his *calls for a truce.",
        "The march was organized by farmers to *urge the mayor to resign.",
        "Chad decided to *reopen its border with Niger.",
        "Chad's decision to *reopen the border will help traders.",
        "The minister's *visit will strengthen ties with Peru.",
        "Okello will attend the *summit in Lima.",
        "Okello met Diaz ahead of the *summit.",
        "They discussed priorities for the *summit.",
        "Ghana and Togo held a meeting to *discuss fish.",
        "Okello will have a chance to *meet the farmers.",
        "Okello will speak with the king when they *meet next week.",
        "Ghana will continue to work in *partnership with Togo.",
        "The mission will focus on *training the police.",
        "Ghana worked toward the *denuclearisation of the region.",
        "Ghana opened the road so that aid can *reach the town.",
        "We will look at the steps we can take to *protect them.",
        "Peru hopes that it will *reopen the port.",
    ],
    "fact": [
        "Ghana thanked him for his unstinting *support of the rebels.",
        "Ghana vowed to hold Togo accountable for its *war on Benin.",
        "Thousands of people opposing the *war came to Lima.",
        "The army said it was sorry. I would say that Togo *shelled the village.",
        "Let me add that Togo *shelled the village.",
        "Ghana was the first country to *recognise the government.",
        "Do you have any comment on the *raid?",
        "We have had the chance to *work with Togo.",
        "If I am not mistaken, Togo *shelled the village.",
        "This would be the latest of the *raids that have shaken Togo.",
        "The envoy offered his *condolences to the families.",
        "It is an honour to *meet you.",
        "The court plans an inquiry into the *killing of farmers by Togo's army.",
        "They want to break the cycle of *violence in Chad.",
        "The treaty was signed in 1953. The 1953 *armistice ended the fighting.",
        "Why did Togo *shell the village?",
        "We promised that we would leave and we *left.",
        "Togo does everything in its power to help, and it *helped Ghana.",
    ],
    "hypothetical": [
        "Further Togolese *attacks would end the talks.",
        "It is urgent that Togo *end its siege.",
        "The war must not be *fought.",
        "Chad may use its *veto.",
        "The people deserve a government that *protects them.",
        "They spoke about how to *share the water.",
        "It is unwise to *strike now.",
        "Ghana hopes that Togo will not *strike.",
        "The envoy stressed the importance of *strengthening ties.",
    ],
    "expected": [
        "The *attack is imminent.",
    ],
    "negated": [
        "No king was ever removed by *impeachment.",
        "The *talks fell through.",
        "It won time by promising to leave without *leaving.",
    ],
}


@pytest.mark.parametrize(
    ("status", "sentence"), [(status, one) for status, many in SENTENCES.items() for one in many]
)
def test_status(status: str, sentence: str) -> None:
    assert answer(sentence).status == status
