"""The chain from the one who vouches to the outlet."""

from __future__ import annotations

from dateline.coding.attribution import find_attributions
from dateline.coding.attribution.voice_kinds import media_kind
from dateline.coding.attribution.voices import voices_for
from dateline.language import parse_article
from dateline.records import Actor, Article, Attribution, Credit, Span

CREDITS = [
    Credit(name="KXYZ", kind="outlet"),
    Credit(name="CNN", kind="network"),
    Credit(name="Reuters", kind="agency"),
]


def read(text: str, actors: list[Actor] | None = None) -> tuple[Article, list[Attribution]]:
    article = Article(id="test", text=text, credits=CREDITS)
    return article, find_attributions(parse_article(article), article, actors or [])


def chain(text: str, words: str, actors: list[Actor] | None = None) -> list[tuple[str, str]]:
    article, found = read(text, actors)
    start = text.index(words)
    voices = voices_for(Span(start, start + len(words)), found, article)
    return [(v.name, v.kind) for v in voices]


def test_the_writers_statement_has_the_credit_chain() -> None:
    expected = [("Reuters", "agency"), ("CNN", "network"), ("KXYZ", "outlet")]
    assert chain("The bridge fell on Monday.", "fell") == expected


def test_a_state_agency_carries_its_spokesperson_through_the_article() -> None:
    text = (
        "Chile's army spokesperson said as much to a question put by TASS, the state news agency "
        "reported on Sunday.\n\n“We will act soon,” the spokesperson said."
    )
    assert chain(text, "act soon") == [
        ("Chile's army spokesperson", "office"),
        ("TASS", "state_media"),
        ("Reuters", "agency"),
        ("CNN", "network"),
        ("KXYZ", "outlet"),
    ]


def test_an_agency_told_in_the_text_does_not_stand_in_the_chain_twice() -> None:
    text = "Two officials told Reuters that the talks had failed."
    assert chain(text, "failed") == [
        ("Two officials", "unnamed"),
        ("Reuters", "agency"),
        ("CNN", "network"),
        ("KXYZ", "outlet"),
    ]


def test_attributions_nest_from_inside_out() -> None:
    text = "The paper reported that the mayor had said that the dam was safe."
    names = [name for name, _ in chain(text, "safe")]
    assert names[:2] == ["the mayor", "The paper"]


def test_what_is_condemned_stands_on_the_writers_word() -> None:
    assert chain("Two unions condemned the raid.", "raid")[0] == ("Reuters", "agency")


def test_a_plural_pronoun_gives_a_voice_for_each_actor() -> None:
    text = "They said the pact would hold."
    actors = [
        Actor(start=0, end=4, text="They", actor_id=i, name=n, country=c)
        for i, n, c in (("a", "Ana Roe", "PER"), ("b", "Bo Lim", "CHL"))
    ]
    assert [name for name, _ in chain(text, "hold", actors)][:2] == ["Ana Roe", "Bo Lim"]


def test_an_actor_inside_a_phrase_is_kept_but_does_not_name_it() -> None:
    text = "Peru's foreign minister said the pact would hold."
    peru = Actor(start=0, end=6, text="Peru's", actor_id="PER", name="Peru", country="PER")
    _, found = read(text, [peru])
    voice = found[0].voices[0]
    assert voice.name == "Peru's foreign minister"
    assert voice.actor == peru
    assert (voice.start, voice.end) == (0, 23)


def test_i_in_a_quotation_is_whoever_is_quoted() -> None:
    text = "“I think it will hold,” said Ana Roe."
    assert chain(text, "hold")[0][0] == "Ana Roe"


def test_a_surname_and_a_pronoun_lead_back_to_the_full_name() -> None:
    text = "Ana Roe said the dam was safe. She added that it was new. Roe said it was tall."
    for word in ("safe", "new", "tall"):
        assert chain(text, word)[0] == ("Ana Roe", "person")


def test_media_kind() -> None:
    assert media_kind("KCNA") == "state_media"
    assert media_kind("the state news agency") == "state_media"
    assert media_kind("Reuters") == "agency"
    assert media_kind("the minister") is None
