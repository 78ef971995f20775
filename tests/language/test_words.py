"""The words that the stages see say what spaCy's own say."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language import words
from dateline.language.parsing import bare_parse, parse_text
from dateline.language.words import Doc, Token, words_of

SEED = Path(__file__).resolve().parents[1] / "seed"
TEXTS = (
    "",
    " ",
    "Kenya",
    "\n\n  An odd   text \t with spaces\n. (And brackets.) $5m, 3rd, 's, `` quotes ''. 日本 Köln naïve 🚢",
    "Mary Okello, whom nobody in Accra had seen since the talks, left; her aides and guards stayed.\n\n"
    "What did the minister say he thought that Togo would do? “Nothing,” one said.",
    *(p.read_text("utf-8") for p in sorted(SEED.glob("*.txt"))),
)
OF_A_WORD = (
    "i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_",
    "is_sent_start", "is_sent_end", "is_space", "is_punct", "is_alpha", "is_title", "is_lower",
    "is_upper", "is_quote", "is_stop", "like_num",
)  # fmt: skip


def tree(token: Any) -> list[Any]:
    """Where a word hangs and what hangs on it, by numbers."""
    many = ("children", "lefts", "rights", "ancestors", "subtree", "conjuncts")
    return [
        token.head.i, token.sent.start, token.sent.end,
        *([t.i for t in getattr(token, name)] for name in many),
    ]  # fmt: skip


def ends(token: Any) -> tuple[int, int]:
    return token.left_edge.i, token.right_edge.i


def is_whole(token: Any) -> bool:
    """Whether a word's branch has no gap."""
    return len(list(token.subtree)) == token.right_edge.i - token.left_edge.i + 1


def place(span: Any) -> Any:
    if span is None:
        return None
    return span.start, span.end, span.start_char, span.end_char, span.text, [t.i for t in span]


def check(theirs: Any, ours: Doc) -> None:
    for their, our in zip(theirs, ours, strict=True):
        for name in OF_A_WORD:
            assert getattr(our, name) == getattr(their, name), (our, name)
        assert tree(our) == tree(their)
        assert ends(our) == (min(t.i for t in our.subtree), max(t.i for t in our.subtree))
    assert list(map(place, ours.sents)) == list(map(place, theirs.sents)) if len(ours) else True
    assert [(*place(e), e.label_) for e in ours.ents] == [
        (*place(e), e.label_) for e in theirs.ents
    ]


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_each_word_says_what_spacys_says(number: int) -> None:
    theirs = bare_parse(TEXTS[number], {TEXTS[number].find("\n\n") + 2})
    ours = words_of(theirs, theirs.text)
    assert ours.text == theirs.text
    check(theirs, ours)
    assert list(map(ends, ours)) == list(map(ends, theirs))


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Any, Doc]]:
    parses = [bare_parse(text, set()) for text in TEXTS[2:]]
    return [(parse, words_of(parse, parse.text)) for parse in parses]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_words_between_two_places(pairs: list[tuple[Any, Doc]], data: st.DataObject) -> None:
    theirs, ours = data.draw(st.sampled_from(pairs))
    place_of = st.integers(-len(ours) - 2, len(ours) + 2)
    i, j = data.draw(place_of), data.draw(place_of)
    assert place(ours.span(i, j)) == place(theirs[i:j])
    assert ours[i:j] == ours.span(i, j)
    if len(theirs[i:j]):
        assert ours.span(i, j).root.i == theirs[i:j].root.i


@settings(max_examples=500, deadline=None)
@given(st.data())
def test_words_of_characters(pairs: list[tuple[Any, Doc]], data: st.DataObject) -> None:
    theirs, ours = data.draw(st.sampled_from(pairs))
    start = data.draw(st.integers(-2, len(ours.text) + 2))
    end = start + data.draw(st.integers(1, 40))
    mode = data.draw(st.sampled_from(["strict", "contract", "expand"]))
    assert place(ours.char_span(start, end, mode)) == place(
        theirs.char_span(start, end, alignment_mode=mode)
    )
    sentence, same = data.draw(st.sampled_from(ours.sents)), list(theirs.sents)
    of_it = same[ours.sents.index(sentence)]
    if start >= 0 and of_it.start_char + end <= len(ours.text):
        assert place(sentence.char_span(start, end, mode)) == place(
            of_it.char_span(start, end, alignment_mode=mode)
        )


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_branch_that_is_moved(pairs: list[tuple[Any, Doc]], data: st.DataObject) -> None:
    parse = data.draw(st.sampled_from(pairs))[0]
    theirs, ours = parse.copy(), words_of(parse, parse.text)
    for _ in range(3):
        token = ours[data.draw(st.integers(0, len(ours) - 1))]
        below = set(token.subtree)
        # Roots stay, and with them the sentences.
        others = [t for t in token.sent if t not in below]
        if token.head is token or not others:
            continue
        old, head = token.head, data.draw(st.sampled_from(others))
        token.hang(head)
        if all(map(is_whole, token.sent)):
            theirs[token.i].head = theirs[head.i]
        else:  # where branches cross spaCy may leave their ends as they were
            token.hang(old)
    check(theirs, ours)


def test_what_is_written_is_kept() -> None:
    doc = parse_text("Togo left.", set())
    doc[1].lemma_, doc[1].dep_ = "depart", "ccomp"
    assert (doc[1].lemma_, doc[0].head.dep_) == ("depart", "ccomp")
    assert not parse_text("", set()) and doc == doc != parse_text("Togo left.", set())


def test_a_neighbour_outside_the_text_is_none() -> None:
    doc = parse_text("Togo left.", set())
    assert doc[0].nbor(2) is doc[2] and doc[2].nbor(-2) is doc[0]
    for token, by in ((doc[0], -1), (doc[2], 1)):
        with pytest.raises(IndexError):
            token.nbor(by)


def test_no_more_words_are_remembered_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_MOST", 5)
    known = words._Known()
    monkeypatch.setattr(words, "_known", known)
    for text in TEXTS[2:]:
        parse = bare_parse(text, set())
        check(parse, words_of(parse, parse.text))
    assert len(known._words) <= max(5, len({t.text for t in parse}))


def test_many_threads_see_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    parses = [bare_parse(text, set()) for text in TEXTS]
    alone = [[t.lemma_ for t in words_of(p, p.text)] for p in parses]
    monkeypatch.setattr(words, "_MOST", 20)
    with ThreadPoolExecutor(4) as pool:
        for _ in range(5):
            assert (
                list(pool.map(lambda p: [t.lemma_ for t in words_of(p, p.text)], parses)) == alone
            )


def test_the_words_of_a_text_that_was_read_are_gone_without_a_sweep() -> None:
    from dateline.reader import Reader

    reader = Reader(rules_only=True)
    reader.load()
    gc.collect()
    gc.disable()
    try:
        before = sum(isinstance(o, Token) for o in gc.get_objects())
        reader.read_text(TEXTS[-1], published="2022-07-03")
        assert sum(isinstance(o, Token) for o in gc.get_objects()) == before
    finally:
        gc.enable()
