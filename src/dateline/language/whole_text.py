"""The text of a parse, put together once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "dateline.text"


def text_of(doc: Doc) -> str:
    """The text of a parse; kept, because spaCy puts it together anew each time it is asked."""
    text = doc.user_data.get(_KEY)
    if text is None:
        text = doc.user_data[_KEY] = doc.text
    return str(text)
