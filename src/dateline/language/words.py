"""What the stages after the parse see of it: the words of a text, and their tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    __all__ = ["Doc", "Span", "Token"]
