"""The quicker components of the pipeline say what spaCy's own say."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dateline.language import pipeline, token_vectors
from dateline.language.lemma_memory import remembering
from dateline.language.named import Named, named_entities
from dateline.language.parsing import parse_text
from dateline.language.side_by_side import cuts, side_by_side
from dateline.language.token_vectors import NotThisKind, TokenVectors, vectors_set

TEXTS = (
    "Mary Okello of the Ministry of Foreign Affairs met Japan's Prime Minister in Tokyo on Friday.",
    "On 3 May 2021, some 40,000 people left. They'd paid $5 million, or 3 % of it.\n\nIn Chile, none did.",
    "\n\n  An odd   text \t with spaces\n. (And brackets.) $5m, 3rd, 's, `` quotes ''. 日本 Köln naïve",
    "United Nations",
    "Kenya",
    " ",
)
SEED = Path(__file__).resolve().parents[1] / "seed"


def whole_texts() -> list[str]:
    found = [p.read_text("utf-8") for p in sorted(SEED.glob("*.txt"))]
    return [*TEXTS, *found]


def networks() -> list[Any]:
    nlp = pipeline()
    return [nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner").model.layers[0].layers[0]]


def parsed(text: str) -> Any:
    """A text with all but its entities."""
    nlp = pipeline()
    doc = nlp.make_doc(text)
    for name in ("tok2vec", "tagger", "parser"):
        doc = nlp.get_pipe(name)(doc)
    return doc


def test_token_vectors_are_spacys_but_for_rounding() -> None:
    for network in networks():
        vectors = TokenVectors(network)
        for text in whole_texts():
            doc = pipeline().make_doc(text)
            np.testing.assert_allclose(vectors(doc), network.predict([doc])[0], atol=3e-5)


def test_token_vectors_depend_on_no_other_text(monkeypatch: pytest.MonkeyPatch) -> None:
    network = networks()[0]
    docs = [pipeline().make_doc(text) for text in whole_texts()]
    alone = [TokenVectors(network)(doc).tobytes() for doc in docs]
    monkeypatch.setattr(token_vectors, "_MOST", 16)  # so that words are forgotten in between
    for order in (docs, docs[::-1]):
        vectors = TokenVectors(network)
        seen = {id(doc): vectors(doc).tobytes() for doc in order}
        assert [seen[id(doc)] for doc in docs] == alone


def test_token_vectors_from_many_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(token_vectors, "_MOST", 64)
    network = networks()[1]
    docs = [pipeline().make_doc(text) for text in whole_texts()] * 3
    alone = [TokenVectors(network)(doc).tobytes() for doc in docs]
    vectors = TokenVectors(network)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda d: vectors(d).tobytes(), docs)) == alone


def test_a_long_text_goes_through_in_strips(monkeypatch: pytest.MonkeyPatch) -> None:
    network = networks()[0]
    for size in (2, 7, 50):
        monkeypatch.setattr(token_vectors, "_STRIP", size)
        doc = pipeline().make_doc(TEXTS[1])
        np.testing.assert_allclose(
            TokenVectors(network)(doc), network.predict([doc])[0], atol=3e-5
        )  # fmt: skip


@pytest.mark.parametrize("together", [1, 256])
def test_entities_are_spacys(together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.language.named._TOGETHER", together)
    recognizer = pipeline().get_pipe("ner")
    ours = Named(recognizer)
    seen = 0
    for text in whole_texts():
        doc = parsed(text)
        theirs = [(t.ent_iob_, t.ent_type_) for t in recognizer(doc.copy())]
        assert [(t.ent_iob_, t.ent_type_) for t in ours(doc)] == theirs
        seen += len(doc.ents)
    assert seen > 20


def test_no_entity_begins_on_white_space_or_goes_over_a_sentences_start() -> None:
    doc = pipeline().make_doc("in New York United Nations")
    for token in doc:
        token.is_sent_start = token.text in {"in", "York"}
    names = [e.text for e in Named(pipeline().get_pipe("ner"))(doc).ents]
    assert all("New York" not in name for name in names)


@pytest.mark.parametrize("least", [2, 5, 40])
def test_trees_are_spacys(least: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.language.side_by_side._LEAST", least)
    monkeypatch.setattr("dateline.language.side_by_side._PIECES", 1000)
    nlp = pipeline()
    parser = nlp.get_pipe("parser")
    ours = side_by_side(parser)
    # Where one paragraph ends the parser may say where the next but one sentence begins.
    dashes = "The ministers met — \n— Reporting by Ann Lee\n1 cup of flour\n2 eggs\n" * 4
    for text in [*whole_texts(), dashes]:
        doc = nlp.make_doc(text)
        for token in doc[1:]:
            if "\n" in doc[token.i - 1].text or token.text == "On":
                token.is_sent_start = True
        doc = nlp.get_pipe("tok2vec")(doc)
        theirs = [(t.dep_, t.head.i, t.is_sent_start) for t in parser(doc.copy())]
        assert [(t.dep_, t.head.i, t.is_sent_start) for t in ours(doc)] == theirs


def test_cuts_leave_no_short_pieces() -> None:
    assert cuts([0, 10, 50, 60, 100, 130], 150) == [0, 50, 100]
    assert cuts([], 10) == [0]
    assert len(cuts(list(range(0, 100_000, 7)), 100_000)) <= 33


def test_lemmas_are_spacys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.language.lemma_memory._MOST", 40)
    nlp = pipeline()
    remembered = remembering(nlp.get_pipe("lemmatizer"))
    for text in whole_texts() * 2:
        doc = nlp.get_pipe("attribute_ruler")(parsed(text))
        theirs = [t.lemma_ for t in nlp.get_pipe("lemmatizer")(doc.copy())]
        assert [t.lemma_ for t in remembered(doc)] == theirs


def test_an_empty_text_is_parsed() -> None:
    assert len(parse_text("", set())) == 0


def test_components_of_another_kind_are_left_as_they_are() -> None:
    nlp = pipeline()
    tagger = nlp.get_pipe("tagger")
    with pytest.raises(NotThisKind):
        TokenVectors(tagger.model)
    assert vectors_set(tagger) is tagger
    parser = nlp.get_pipe("parser")
    assert named_entities(parser) is parser
    assert remembering(parser) is parser
    assert side_by_side(tagger) is tagger
