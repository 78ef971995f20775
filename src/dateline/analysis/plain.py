"""Text from pages on one line, as a chart, a table and an XML file can hold it."""

from __future__ import annotations


def plain(text: str) -> str:
    """`text` on one line, without control characters, marks that turn its direction around, and
    halves of surrogate pairs."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())


def cut(text: str, longest: int) -> str:
    """`text` on one line, cut after a word where it is longer."""
    line = plain(text)
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def counted_in_words(number: int, noun: str) -> str:
    """`1 event`, `2 events`."""
    return f"{number:,} {noun}" + "s" * (number != 1)
