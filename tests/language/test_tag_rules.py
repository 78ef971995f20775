"""The remembered tag rules say of every word what the pipeline's own say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.language import pipeline
from dateline.language.tag_rules import quick

TEXTS = (
    "Let's go, y'all. I ain't gonna stay. There is one, there's another, and there was a third.",
    "He got it and gets it; they've gotta go. C'mon on.  It saw I, who'd have done what I did.",
    "That the talks, which that minister has had, do matter is what all said to those who asked.",
    "\n\n  An odd   text \t with spaces\n. (And brackets.) $5m, 3rd, 's, `` quotes ''.",
    "",
)
EXAMPLES = Path(__file__).resolve().parents[2] / "tests" / "seed"


def rows(doc: Any) -> list[tuple[Any, ...]]:
    return [(t.text, t.tag_, t.pos_, t.lemma_, str(t.morph), t.dep_, t.head.i) for t in doc]


def both(text: str) -> tuple[Any, Any]:
    nlp = pipeline()
    doc = nlp.make_doc(text)
    for name in ("tok2vec", "tagger", "parser"):
        doc = nlp.get_pipe(name)(doc)
    ruler = nlp.get_pipe("attribute_ruler")
    apply = quick(ruler)
    assert apply is not ruler
    first = apply(doc.copy())
    assert rows(apply(doc.copy())) == rows(first)  # also when all is remembered
    return ruler(doc.copy()), first


@pytest.mark.parametrize("text", TEXTS)
def test_same_as_the_pipelines_own(text: str) -> None:
    theirs, ours = both(text)
    assert rows(ours) == rows(theirs)


def test_same_on_whole_texts() -> None:
    for path in sorted(EXAMPLES.glob("*.txt")):
        theirs, ours = both(path.read_text("utf-8"))
        assert rows(ours) == rows(theirs)


def test_rules_of_another_kind_are_left_to_the_pipeline() -> None:
    class Ruler:
        indices = (0,)
        patterns = ({"patterns": [[{"SHAPE": "ddd"}]], "attrs": {"POS": "NUM"}, "index": 0},)

    ruler = Ruler()
    assert quick(ruler) is ruler  # type: ignore[comparison-overlap]
