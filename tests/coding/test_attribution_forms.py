"""The forms in which news says who says what, one sentence of our own for each."""

from __future__ import annotations

import pytest

from dateline.coding.attribution import find_attributions
from dateline.coding.attribution.quotes import find_quotes, paragraphs_of
from dateline.language import parse_article
from dateline.records import Article, Attribution, Credit


def read(text: str, credits: list[Credit] | None = None) -> list[Attribution]:
    article = Article(
        id="test", text=text, paragraphs=paragraphs_of(text, []), credits=credits or []
    )
    return find_attributions(parse_article(article), article, [])


def said(text: str) -> dict[str, tuple[str, list[str]]]:
    """Source → cue and contents."""
    found = {}
    for a in read(text):
        source = text[a.source.start : a.source.end] if a.source else ""
        assert a.cue is not None
        cue = text[a.cue.start : a.cue.end]
        found[source] = (cue, [text[c.start : c.end] for c in a.content])
    return found


# ------------------------------------------------------------------ free indirect continuation


def test_the_speaker_goes_on_where_the_next_sentence_takes_up_what_he_said() -> None:
    text = "The drills would go on, the minister said. They were defensive. No ship had left port."
    assert said(text)["the minister"] == (
        "said",
        ["The drills would go on", "They were defensive"],
    )


def test_the_speaker_goes_on_in_the_tense_of_things_told() -> None:
    text = "The dam is weak, officials said on Monday. The last families would leave by Friday."
    assert said(text)["officials"][1] == [
        "The dam is weak",
        "The last families would leave by Friday",
    ]


@pytest.mark.parametrize(
    "text",
    [
        # The writer counts.
        "The raid killed nine people, police said. It was the third attack in a month.",
        # Another paragraph.
        "The bridge is closed, the mayor said.\n\nIt was old.",
        # What did not happen.
        "The bridge is closed, the mayor said. A new one would have held.",
        # Nothing takes up what was said.
        "The bridge is closed, the mayor said. Nine trucks crossed it in May.",
    ],
)
def test_the_writer_takes_over(text: str) -> None:
    assert all(len(contents) == 1 for _, contents in said(text).values())


def test_another_speaker_ends_it() -> None:
    text = "The drills would go on, the minister said. They were defensive, the navy added."
    found = said(text)
    assert found["the minister"][1] == ["The drills would go on"]
    assert found["the navy"][1] == ["They were defensive"]


# ------------------------------------------------------------------ headlines and punctuation


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Kim: no talks", "Kim", "no talks"),
        ("Kim: talks with the South are over", "Kim", "talks with the South are over"),
        ("Kim on sanctions: ‘We will not yield’", "Kim", "‘We will not yield’"),
        ("“The dam is cracked.” — Ann Lee", "Ann Lee", "“The dam is cracked.”"),
        ("“The dam is cracked.”\n\n— Ann Lee, mayor", "Ann Lee", "“The dam is cracked.”"),
    ],
)
def test_punctuation_alone(text: str, source: str, content: str) -> None:
    assert said(text)[source][1] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "Watch: the dam from above", "“The Dam” – the film of the year",
        "CLAIM: The dam has burst.", "The Facts: The dam stands.", "October 2019: The dam is built.",
    ],
)  # fmt: skip
def test_punctuation_that_gives_nobody_a_voice(text: str) -> None:
    assert said(text) == {}


# ------------------------------------------------------------------ the cue's place


@pytest.mark.parametrize(
    ("text", "source", "contents"),
    [
        (
            "The harbor, the mayor said in a speech on Monday, would be closed for a week.",
            "the mayor",
            ["The harbor", "would be closed for a week"],
        ),
        (
            "The reason for the delay, union members and leaders say, is money.",
            "union members and leaders",
            ["The reason for the delay", "is money"],
        ),
        (
            "The ministry said in a statement that the road was open.",
            "The ministry",
            ["that the road was open"],
        ),
        (
            "The mayor said for the first time that two bridges had been lost.",
            "The mayor",
            ["that two bridges had been lost"],
        ),
        (
            "According to the governor:\n\n“The dam is cracked.”",
            "the governor",
            ["“The dam is cracked.”"],
        ),
        (
            "The mayor said:\n\n“The harbor is closed and the road is shut.”",
            "The mayor",
            ["“The harbor is closed and the road is shut.”"],
        ),
        ("Is the dam safe? the mayor asked.", "the mayor", ["Is the dam safe?"]),
        ("He called the deal “a farce” and left.", "He", ["the deal “a farce”"]),
        (
            "Their argument: only a new dam can help the valley.",
            "Their",
            ["only a new dam can help the valley"],
        ),
        (
            "“Nothing was lost,” the guide said, “and nobody was hurt.”",
            "the guide",
            ["“Nothing was lost,”", "“and nobody was hurt.”"],
        ),
    ],
)
def test_where_the_cue_stands(text: str, source: str, contents: list[str]) -> None:
    assert said(text)[source][1] == contents


def test_each_of_two_speakers_in_a_sentence_says_his_own() -> None:
    text = "Officials said the wall had held, while engineers said it had leaked."
    found = said(text)
    assert found["Officials"][1] == ["the wall had held"]
    assert found["engineers"][1] == ["it had leaked"]


def test_whom_one_tells_is_not_what_one_tells() -> None:
    assert said("“He told me, ‘Go home,’ and I went,” the driver said.") == {
        "the driver": ("said", ["“He told me, ‘Go home,’ and I went,”"])
    }
    assert said("The guide told a different story.")["The guide"][1] == ["a different story"]


# ------------------------------------------------------------------ quotation marks


@pytest.mark.parametrize(
    "quotation",
    [
        "“The plant is closed,”",
        "„The plant is closed,“",
        "«The plant is closed»,",
        "‘The plant is closed,’",
        '"The plant is closed,"',
        "``The plant is closed,''",
        "''The plant is closed,''",
        "“The plant is closed,“",  # turned the wrong way round
        '“The plant is closed,"',  # of two makes
        '"The plant is closed,”',
    ],
)
def test_a_quotation_of_any_make_is_its_speakers(quotation: str) -> None:
    (found,) = read(f"{quotation} the mayor said on Monday.")
    assert found.kind == "direct"
    assert found.voices[0].name == "the mayor"


def test_inch_signs_do_not_close_a_quotation() -> None:
    text = '“The 12" pipe burst,” the mayor said.'
    assert [text[q.start : q.end] for q in find_quotes(text, [])] == ['“The 12" pipe burst,”']


def test_a_quotation_over_three_paragraphs_reopened_at_each() -> None:
    text = "“We came early.\n\n“We saw the dam.\n\n“We left late,” the guide said."
    assert said(text)["the guide"][1] == ["“We came early.", "“We saw the dam.", "“We left late,”"]


# ------------------------------------------------------------------ voices


def test_nested_voices_join_the_credits() -> None:
    credits = [Credit(name="KTVZ", kind="outlet"), Credit(name="Reuters", kind="agency")]
    text = "KCNA reported that the spokesperson said the drills would go on."
    found = {text[a.source.start : a.source.end]: a for a in read(text, credits) if a.source}
    names = [v.name.removeprefix("the ") for v in found["the spokesperson"].voices]
    assert names == ["spokesperson", "KCNA", "Reuters", "KTVZ"]


@pytest.mark.parametrize(
    "text",
    [
        "Two officials familiar with the matter said the talks had failed.",
        "Officials who asked not to be named said the talks had failed.",
        "Talks have failed, a minister who spoke on condition of anonymity said.",
        "Talks have begun, diplomats briefed on the plan said.",
    ],
)
def test_who_is_not_named_is_unnamed(text: str) -> None:
    (voiced,) = [a for a in read(text) if a.voices]
    assert voiced.voices[0].kind == "unnamed"


def test_a_document_and_the_medium_that_has_seen_it() -> None:
    (found,) = read("The letter, seen by Reuters, says the dam is cracked.")
    assert [(v.name, v.kind) for v in found.voices] == [
        ("The letter", "document"),
        ("Reuters", "agency"),
    ]


def test_what_is_named_and_not_vouched_for_is_on_nobodys_word() -> None:
    for text in (
        "The army showed no interest in talks.",
        "It is not clear whether the dam will hold.",
        "Questions about the dam remain.",
        "The general is known as a careful man.",
        "I think the dam will hold.",
    ):
        assert all(a.voices == [] for a in read(text)), text


@pytest.mark.parametrize(
    "text",
    [
        "The mayor faces a charge of arson.",
        "The ministry is denying vaccines to migrants.",
        "The senate confirmed the nomination on Friday.",
        "A list was published in May.",
        "As the towns continued to grow, the river fell.",
        "Each is paid according to his age.",
        "The links will be revealed in time.",
        "He charged into the hall with a gun.",
        "They made sure that the gate was shut.",
    ],
)
def test_who_does_not_speak_has_no_voice(text: str) -> None:
    assert all(a.voices == [] for a in read(text)), [(a.cue, a.voices) for a in read(text)]


def test_possessives_lead_to_whoever_they_stand_for() -> None:
    text = "“The dam is weak,” Ann Lee said. Her view is that the wall will break."
    assert [a.voices[0].name for a in read(text) if a.voices] == ["Ann Lee", "Ann Lee"]
    text = "“My view is that the wall will break,” Ann Lee said."
    assert {v.name for a in read(text) for v in a.voices} == {"Ann Lee"}


def test_it_leads_to_the_body_that_spoke_last() -> None:
    text = "The bank will close, the ministry said. “Savings are safe,” it added."
    voices = [a.voices[0].name for a in read(text) if a.voices]
    assert voices == ["the ministry", "the ministry"]


def test_what_is_praised_does_not_say_what_its_praiser_says() -> None:
    text = "The plan was praised by the mayor, saying it would save the valley."
    by_cue = {text[a.cue.start : a.cue.end]: a for a in read(text) if a.cue}
    assert by_cue["saying"].voices[0].name == "the mayor"


def test_who_issues_a_statement_says_what_it_says() -> None:
    assert said("The mayor issued a statement saying the dam was safe.") == {
        "The mayor": ("saying", ["the dam was safe"])
    }


def test_what_follows_a_rejected_idea_is_not_part_of_it() -> None:
    text = "The envoy rejected the idea that the dam would fail, saying the wall had held."
    contents = [text[c.start : c.end] for a in read(text) for c in a.content]
    assert "the idea that the dam would fail" in contents
    assert "the wall had held" in contents
