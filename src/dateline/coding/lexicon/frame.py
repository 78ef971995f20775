"""One row of the lexicon, and all of them with their index."""

from __future__ import annotations

import re

import msgspec

NO_EVENT = "NONE"


class Word(msgspec.Struct, frozen=True):
    """A head: its lemmas in order ("call off" → ("call", "off")) and its part of speech."""

    lemmas: tuple[str, ...]
    pos: str


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the lexicon; the fields are explained in docs/lexicon.md.

    `file`, `line` and `own` say where it stands: in which file, on which line (0 where that is not
    known), and whether the file is a user's own.
    """

    id: str
    type: str
    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    adj: tuple[str, ...] = ()
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    require: dict[str, frozenset[str]] = {}
    forbid: dict[str, frozenset[str]] = {}
    content: tuple[str, ...] = ()
    need_content: bool = False
    need_target: bool = False
    about: str | None = None
    reciprocal: bool = False
    planned: bool = False
    fallback: bool = False
    yes: str = ""
    no: str = ""
    file: str = ""
    line: int = 0
    own: bool = False

    @property
    def words(self) -> list[Word]:
        """The heads this row answers to."""
        named = (("verb", self.verb), ("noun", self.noun), ("adj", self.adj))
        return [Word(lemmas_of(w.lower(), pos), pos) for pos, words in named for w in words]


def lemmas_of(word: str, pos: str) -> tuple[str, ...]:
    """A head's lemmas. The tokeniser splits hyphens ("sit-in" is three tokens), and so do we."""
    if pos != "noun" or "-" not in word:
        return tuple(word.split())
    return tuple(part for w in word.split() for part in re.split(r"(-)", w) if part)


class Lexicon(msgspec.Struct, frozen=True):
    """All frames, an index from (part of speech, first lemma) to (word, frame) pairs, and these first
    lemmas."""

    frames: tuple[Frame, ...]
    index: dict[tuple[str, str], tuple[tuple[Word, Frame], ...]]
    first: frozenset[str]
