"""The text of a parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.language.words import Doc


def text_of(doc: Doc) -> str:
    """The text of a parse."""
    return doc.text
