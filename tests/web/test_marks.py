"""Pieces of a text: nothing is lost, nothing is told twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.web.marks import Mark, pieces

marks = st.lists(
    st.builds(
        lambda a, b, kind: Mark(min(a, b), max(a, b), kind, (kind,)),
        st.integers(-3, 30),
        st.integers(-3, 30),
        st.sampled_from(["source", "target", "when", "row"]),
    ),
    max_size=8,
)


@given(st.text(max_size=25), marks, st.integers(0, 25), st.integers(0, 25))
def test_pieces_are_the_text(text: str, marks: list[Mark], start: int, end: int) -> None:
    start, end = min(start, len(text)), min(max(start, end), len(text))
    start = min(start, end)
    found = pieces(text, marks, start, end)
    assert "".join(p.text for p in found) == text[start:end]
    at = start
    for piece in found:
        wanted = {m.kind for m in marks if m.start <= at < m.end}
        assert set(piece.kinds) == wanted
        assert set(piece.begins) <= wanted
        at += len(piece.text)


def test_labels_stand_where_a_mark_begins() -> None:
    found = pieces(
        "France warned Chad.", [Mark(0, 6, "source"), Mark(0, 13, "row"), Mark(7, 13, "trigger")]
    )
    assert [(p.text, p.begins) for p in found] == [
        ("France", ("source", "row")), (" ", ()), ("warned", ("trigger",)), (" Chad.", ()),
    ]  # fmt: skip
