"""The status of a word in sentences of every make; a `*` stands before the word that is asked about.

The sentences are invented; published is Tuesday 2022-07-05 throughout.
"""

from __future__ import annotations

import pytest

from dateline.coding.roles import ActorIndex
from dateline.coding.status_at import Answer, status_at
from dateline.reader import parse
from dateline.records import Article, Span

CASES = [
    # an unreal condition and what would follow from it
    ("If the dam breaks, Sudan will *sue Ethiopia.", "hypothetical"),
    ("Unless Chad pays, Libya will *close the border.", "hypothetical"),
    ("Had Peru *struck first, Chile would have lost.", "hypothetical"),
    ("Had Peru struck first, Chile would have *lost.", "hypothetical"),
    ("Should the talks fail, Norway would *recall its envoy.", "hypothetical"),
    ("Niger *opened the border even if Mali objected.", "fact"),
    # any act, and what is only possible
    ("Any attempt to *seize the port will be punished.", "hypothetical"),
    ("Cuba will answer any *attack.", "hypothetical"),
    ("Haiti did not take any *revenge.", "negated"),
    ("Togo, not Ghana, *struck the port.", "fact"),
    ("Not a soldier *struck the port.", "negated"),
    ("The dispute could lead to *war.", "hypothetical"),
    ("The ruling may bring *sanctions.", "hypothetical"),
    ("The region lives under the threat of *invasion.", "hypothetical"),
    ("An *invasion threat hangs over the region.", "hypothetical"),
    ("Drones could reach towns that *shelter refugees.", "hypothetical"),
    ("Is Mali *sending troops to Niger?", "hypothetical"),
    # what is taken for granted stays a fact
    ("The minister may condemn the *attack.", "fact"),
    ("What are your views on the *conflict?", "fact"),
    ("Ghana will help the soldiers who *fled the raid.", "fact"),
    # belief, fear, expectation
    ("The men are believed to be in *detention.", "expected"),
    ("They are believed to have joined raids that *killed farmers.", "expected"),
    ("Their biggest fear is *war.", "expected"),
    ("Traders left for fear of *reprisals.", "expected"),
    # plans
    ("The aim is to *end the siege.", "planned"),
    ("He repeated his will to *develop relations.", "planned"),
    ("Police found an *invasion plan.", "planned"),
    ("Kenya sent engineers to *repair the dam.", "planned"),
    ("Kenya may send troops to *seize the dam.", "hypothetical"),
    ("The *talks are to be held in Accra.", "planned"),
    ("Next week's *summit will bring both sides together.", "planned"),
    ("The bill is designed to *punish Togo.", "planned"),
    ("Togo postponed the *summit.", "planned"),
    ("Peru is about to *restore ties with Chile.", "planned"),
    # what is asked for, awaited or held out
    ("Ghana urged Togo to *withdraw.", "hypothetical"),
    ("The union called for a *strike.", "hypothetical"),
    ("Togo threatened *sanctions.", "hypothetical"),
    ("The sale awaits *approval.", "hypothetical"),
    ("Ghana stocked food in case of an *attack.", "hypothetical"),
    ("Ghana will open the border once Togo *retreats.", "hypothetical"),
    ("Ghana considered *leaving the bloc.", "hypothetical"),
    ("Ghana is on the brink of *war.", "expected"),
    ("A looming *strike worries Ghana.", "expected"),
    # what did not happen, and what is denied
    ("Ghana stopped short of *condemning Togo.", "negated"),
    ("Ghana is far from *signing a deal.", "negated"),
    ("Ghana chose talks instead of *striking.", "negated"),
    ("Togo ruled out *talks.", "negated"),
    ("Ghana is too weak to *attack.", "negated"),
    ("Ghana pretended to *withdraw.", "negated"),
    ("The rumour that Togo *attacked is false.", "denied"),
    ("Mali has not *withdrawn its troops.", "negated"),
    ("No *support came.", "negated"),
    ("Fiji has not paid, nor has it *replied.", "negated"),
    ("Fiji no longer *recognises the court.", "negated"),
    ("The rebels tried to *storm the jail.", "planned"),
    ("The strike ended without *violence.", "negated"),
    ("The army had nothing to do with the *raid.", "negated"),
    ("The minister said that Oman had not *sent ships.", "denied"),
    ("Reuters reported that Oman had not *sent ships.", "negated"),
    ("The envoy said that Oman failed to *send ships.", "negated"),
    ("The court threw out the baseless claim that the mayor had *bribed judges.", "denied"),
    ("Guinea spread the lie that Togo had *shelled a village.", "denied"),
    ("Bolivia did not *sign the treaty until May.", "fact"),
]


def answer(marked: str) -> Answer:
    at = marked.index("*")
    text = marked.replace("*", "")
    article = Article(id="one", text=text, paragraphs=[Span(0, len(text))], published="2022-07-05")
    doc, found = parse(article)
    token = next(t for t in doc if t.idx == at)
    return status_at(token, found, ActorIndex(doc, found.actors, found.places))


@pytest.mark.parametrize(("sentence", "status"), CASES)
def test_status(sentence: str, status: str) -> None:
    assert answer(sentence).status == status


def test_what_led_to_the_old_is_background() -> None:
    assert answer("He took power in 1970 after *ousting his uncle.").background
    assert not answer("He took power on Sunday after *ousting his uncle.").background


def test_denied_is_what_he_is_accused_of_and_not_the_accusation() -> None:
    from dateline.reader import Reader

    rows = Reader().read_text("Kenya was accused of arming rebels, which it denied.").events
    accusations = [e for e in rows if e.type == "ACCUSE"]
    assert all(e.status == "fact" for e in accusations)
