"""The encoder's input (word pieces, marks), and what it answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.typing import Model, marking, model, wordpieces
from dateline.coding.typing.marking import CLS, SEP, SOURCE, TARGET, TRIGGER, WINDOW, Tokens, marked
from dateline.coding.typing.wordpieces import pieces
from dateline.records import Span

VOCABULARY = {
    word: i
    for i, word in enumerate(["[UNK]", "chile", "thank", "##ed", "peru", ".", "zur", "##ich"])
}


def test_words_are_taken_apart_from_the_left_and_keep_their_places() -> None:
    ids, offsets = pieces("Chile thanked Peru.", VOCABULARY)
    assert [list(VOCABULARY)[i] for i in ids] == ["chile", "thank", "##ed", "peru", "."]
    assert offsets == [(0, 5), (6, 11), (11, 13), (14, 18), (18, 19)]


def test_accents_are_dropped_and_unknown_words_stay_whole() -> None:
    ids, offsets = pieces("Zürich qqq", VOCABULARY)
    assert [list(VOCABULARY)[i] for i in ids] == ["zur", "##ich", "[UNK]"]
    assert offsets == [(0, 3), (3, 6), (7, 10)]


@pytest.mark.parametrize("text", ["", "\x00\x01\u200b", "x" * 100_000, "\ufffd\ud7ff", "\n\t "])
def test_any_text_is_taken_apart(text: str) -> None:
    ids, offsets = pieces(text, VOCABULARY)
    assert len(ids) == len(offsets)
    assert all(0 <= a < b <= len(text) for a, b in offsets)


@given(
    st.text(st.sampled_from("Chilethanked. peru-'_\x01\x0b\x1c\t\n\xa0’éİßü日\u200b"), max_size=40)
)
def test_plain_words_are_taken_apart_as_others_are(text: str) -> None:
    """A run of plain letters, which is not looked at letter by letter, gives what one with a foreign letter
    beside it gives."""
    places = list(wordpieces._words(text))
    apart = [(p, at) for word, at in places for p in wordpieces._split(word, VOCABULARY)]
    assert pieces(text, VOCABULARY) == (
        [VOCABULARY[piece] for (piece, _, _), _ in apart],
        [(at[first], at[last] + 1) for (_, first, last), at in apart],
    )


def _tokens(words: int) -> Tokens:
    return Tokens(list(range(1000, 1000 + words)), [(2 * i, 2 * i + 1) for i in range(words)])


def test_marks_enclose_their_words() -> None:
    found = marked(_tokens(5), [Span(0, 1)], [Span(8, 9)], Span(2, 5))
    assert found.ids == [
        CLS, SOURCE[0], 1000, SOURCE[1], TRIGGER[0], 1001, 1002, TRIGGER[1], 1003,
        TARGET[0], 1004, TARGET[1], SEP,
    ]  # fmt: skip
    assert found.offsets[2] == (0, 1)
    assert found.offsets[1] == marking.NOWHERE


@pytest.mark.parametrize("at", [0, 150, 299])
def test_a_long_sentence_is_cut_to_what_surrounds_the_marks(at: int) -> None:
    found = marked(_tokens(300), (), (), Span(2 * at, 2 * at + 1))
    assert len(found.ids) <= WINDOW
    assert 1000 + at in found.ids
    assert found.ids[0] == CLS
    assert found.ids[-1] == SEP


def typer() -> Model:
    found = model()
    if found is None:
        pytest.skip("onnxruntime has no build for this machine")
    return found


def test_probabilities_sum_to_one_and_do_not_depend_on_what_was_asked_before() -> None:
    text = "Togo thanked Benin for its help after the storm."
    tokens = typer().tokens(text)
    first = typer().relation(tokens, [Span(0, 4)], [Span(13, 18)])
    typer().reading(typer().tokens("Something else was said. " * 20), Span(0, 9))
    assert typer().relation(tokens, [Span(0, 4)], [Span(13, 18)]) == first
    assert sum(first.types.values()) == pytest.approx(1)
    assert max(first.types, key=lambda k: first.types[k]) == "SUPPORT"


def test_the_words_of_each_part_are_found() -> None:
    text = "Police in Lagos arrested two editors on Friday."
    tokens = typer().tokens(text)
    trigger = max(typer().triggers(tokens), key=lambda p: p.share)
    assert text[trigger.start : trigger.end] == "arrested"
    found = typer().reading(tokens, Span(trigger.start, trigger.end))
    assert max(found.types.types, key=lambda k: found.types.types[k]) == "COERCE"
    assert found.types.best_mode("COERCE")[0] == "arrest"
    source = max(found.source, key=lambda p: p.share)
    target = max(found.target, key=lambda p: p.share)
    assert text[source.start : source.end] == "police".title()
    assert text[target.start : target.end] == "editors"


def test_a_sentence_about_nothing_has_no_trigger() -> None:
    tokens = typer().tokens("The river is forty kilometres long and freezes in winter.")
    assert max(p.share for p in typer().triggers(tokens)) < 0.25


def test_the_first_layers_see_that_a_sentence_holds_no_trigger() -> None:
    empty = typer().tokens("The river is forty kilometres long and freezes in winter.")
    assert typer().triggers(empty, True) == []
    assert typer().triggers(empty)
    told = typer().tokens("Police in Lagos arrested two editors on Friday.")
    assert typer().triggers(told, True) == typer().triggers(told)


TOLD = (
    "Togo blamed Benin for the broken dam.",
    "The river is long.",
    "Police in Lagos arrested two editors on Friday, and the union called for a strike.",
    "Peru sent tents to Chile after the flood and promised to lend it two ships for the winter.",
)


def test_an_answer_does_not_depend_on_what_was_asked_before_and_how() -> None:
    def asked(order: list[int]) -> dict[int, object]:
        typer().forget()
        found: dict[int, object] = {}
        for i in order:
            tokens = typer().tokens(TOLD[i])
            briefly = typer().triggers(tokens, True)
            reading = typer().reading(tokens, Span(0, 4))
            state = reading.state
            assert state is not None
            found[i] = (briefly, typer().triggers(tokens), reading[:3], state.tobytes())
        return found

    first = asked([0, 1, 2, 3])
    assert asked([3, 2, 1, 0]) == asked([2, 0, 3, 1]) == first


def test_what_the_encoder_makes_of_a_trigger_is_told() -> None:
    text = "Togo blamed Benin and thanked Ghana."
    tokens = typer().tokens(text)
    blamed, thanked = (
        typer().reading(tokens, Span(text.index(w), text.index(w) + len(w))).state
        for w in ("blamed", "thanked")
    )
    assert blamed is not None
    assert thanked is not None
    assert blamed.shape == (384,)
    assert abs(blamed - thanked).max() > 0.1
