"""Transcripts: a turn goes on until the next tag, and what is said in it is the speaker's word."""

from __future__ import annotations

from datetime import date

from dateline.coding.attribution.transcripts import turns_of
from dateline.reader import Reader

BRIEFING = """Briefing of the ministry

MS OKELLO: Good morning. Ghana attacked a village in Togo on Monday.

We condemn the attack. We will send doctors to Togo next week.

QUESTION: Thank you. Chad recalled its ambassador yesterday. Did Ghana arrest the men?

MS OKELLO (via interpreter): Togo has not shelled the town.

If Chad agrees, we would welcome talks.

(The briefing ended at noon.)
"""


def test_turns_go_on_until_the_next_tag() -> None:
    turns = turns_of(BRIEFING)
    words = [[BRIEFING[w.start : w.end] for w in t.words] for t in turns]
    assert [BRIEFING[t.tag.start : t.tag.end] for t in turns] == [
        "MS OKELLO",
        "QUESTION",
        "MS OKELLO",
    ]
    assert len(words[0]) == 2
    assert words[0][1].startswith("We condemn")
    assert words[2][-1] == "If Chad agrees, we would welcome talks"  # and not the aside


def test_what_is_no_transcript() -> None:
    assert turns_of("OSLO: Ministers met on Monday.\n\nThe army shelled a village.") == []
    assert turns_of("SPECIAL REPORT: The harbour\n\nShips left on Monday.") == []
    assert turns_of("Roe: no talks\n\nLin left for Oslo.") == []
    assert len(turns_of("LIN: Why?\n\nROE: For peace.\n\nLIN: When?")) == 3
    assert len(turns_of("SECRETARY ROE: Good morning.\n\nTogo shelled a village.")) == 1


def test_a_report_is_no_speech_of_the_place_it_is_from() -> None:
    reader = Reader()
    report = "{}: Rebels attacked a village.\n\nThe army of Togo shelled Goma.\n\nKenya condemned the raid."
    for place in ("DR CONGO", "KINSHASA", "PRESIDENT ROE", "SPECIAL REPORT"):
        shelled = [
            e for e in reader.read_text(report.format(place)).events if "Togo" in str(e.sources)
        ]
        assert [(e.status, e.voices) for e in shelled] == [("fact", [])], place


def test_labels_of_a_page_speak_to_nobody() -> None:
    page = "READ MORE: Ships left\n\nKenya condemned Togo.\n\nBREAKING: Chad struck\n\nREAD MORE: Talks end"
    assert turns_of(page) == []
    assert turns_of("BREAKING: A raid\n\nUPDATE: Two men fled\n\nBREAKING: A second raid") == []


def test_each_word_is_on_the_speakers_word() -> None:
    reading = Reader().read_text(BRIEFING, published="2024-05-07")
    rows = {BRIEFING[e.trigger.start : e.trigger.end]: e for e in reading.events}
    assert rows["attacked"].status == "claim"
    assert rows["condemn"].status == "fact"  # done by saying it
    assert rows["send"].status == "planned"  # his own plan, in a paragraph without a tag
    assert rows["send"].sources[0].name == "Okello"
    assert rows["recalled"].status == "claim"
    assert [(v.name, v.kind) for v in rows["recalled"].voices] == [("QUESTION", "unnamed")]
    assert rows["arrest"].status == "hypothetical"  # a question tells nothing
    said = [a for a in reading.attributions if a.kind == "direct"]
    assert {v.name for a in said for v in a.voices} == {"Okello", "QUESTION"}
    assert all(v.kind in {"person", "unnamed"} for a in said for v in a.voices)


INTERVIEW = """Interviewer: Did Ghana attack the village?

President Okello: Togo attacked a village on Monday. We have recalled our ambassador.

Interviewer: Will you strike back?

President Okello: We condemn the attack.
"""


def test_an_interview_has_tags_in_small_letters() -> None:
    turns = turns_of(INTERVIEW)
    assert [INTERVIEW[t.tag.start : t.tag.end] for t in turns][:2] == [
        "Interviewer",
        "President Okello",
    ]
    rows = Reader().read_text(INTERVIEW, published=date(2022, 7, 5)).events
    asked = [e for e in rows if e.type == "ASSAULT" and "Ghana" in str(e.sources)]
    assert [e.status for e in asked] == ["hypothetical"]
    told = [e for e in rows if e.type == "SANCTION"]
    assert [(e.status, [v.name for v in e.voices]) for e in told] == [("claim", ["Okello"])]


def test_headlines_are_no_interview() -> None:
    assert turns_of("Roe: no talks\n\nLin: no truce\n\nThe army shelled a village.") == []
    assert turns_of("Roe: no talks\n\nLin: no truce\n\nRoe: no arms\n\nLin left.") == []
    assert len(turns_of("Mr. Roe: Good morning.\n\nMr. Lin: Why?\n\nMr. Roe: For peace.")) == 3
