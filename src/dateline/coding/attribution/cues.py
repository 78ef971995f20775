"""The words that put a statement into somebody's mouth or mind, read from `cues.toml`.

The table is data; this module compiles it once into a lookup by lemma. A lemma may stand in several
groups ("condemn" accuses with a clause and opposes with an object): its first group gives its class
and flags, all of them add to what it may take.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dateline.errors import TableError

if TYPE_CHECKING:
    from dateline.language.words import Token

KINDS = frozenset({"clause", "infinitive", "object", "complement", "quote"})
POSITIONS = ("verb", "noun", "adjective", "adverb")


@dataclass(frozen=True)
class CueInfo:
    """What the table knows about one cue word.

    `takes` holds the kinds of content (clause, infinitive, object, complement, quote) and `with_`
    the prepositions that may open it. `vouches` are those of both whose content stands on the
    source's word: of "announced a ceasefire" it does, of "condemned the raid", "plans to leave" and
    "knew that" it does not, for there the writer tells it. `factive`: the writer takes the content
    for true. `negative`: the source says that it is not so. `future`: the content lies ahead.
    """

    lemma: str
    cls: str
    pos: str
    takes: frozenset[str]
    with_: frozenset[str]
    vouches: frozenset[str]
    factive: bool
    negative: bool
    future: bool


@lru_cache(maxsize=1)
def groups() -> list[dict[str, Any]]:
    """The rows of `cues.toml`, each with its lemmas as a list; raises `TableError` on a bad row."""
    rows: list[dict[str, Any]] = load_toml("cues.toml").get("group", [])
    for row in rows:
        name = row.get("id", "?")
        missing = {"id", "class", "pos", "takes", "with", "vouches", "flags", "lemmas"} - set(row)
        if missing:
            raise TableError(
                f"group {name!r} lacks {', '.join(sorted(missing))}", where="cues.toml"
            )
        if not set(row["takes"]) <= KINDS or row["pos"] not in POSITIONS:
            raise TableError(
                f"group {name!r} has an unknown kind or part of speech", where="cues.toml"
            )
        if isinstance(row["lemmas"], str):
            row["lemmas"] = row["lemmas"].split()
    return rows


@lru_cache(maxsize=1)
def cue_table() -> dict[str, dict[str, CueInfo]]:
    """Part of speech → lemma → what is known of it."""
    table: dict[str, dict[str, CueInfo]] = {pos: {} for pos in POSITIONS}
    for row in groups():
        for lemma in row["lemmas"]:
            known = table[row["pos"]].get(lemma)
            table[row["pos"]][lemma] = _merged(known, lemma, row)
    return table


def _merged(known: CueInfo | None, lemma: str, row: dict[str, Any]) -> CueInfo:
    takes, with_ = frozenset(row["takes"]), frozenset(row["with"])
    vouches = frozenset(row["vouches"])
    if known is None:
        flags = set(row["flags"])
        return CueInfo(
            lemma=lemma,
            cls=row["class"],
            pos=row["pos"],
            takes=takes,
            with_=with_,
            vouches=vouches,
            factive="factive" in flags,
            negative="negative" in flags,
            future="future" in flags,
        )
    return CueInfo(
        lemma=lemma,
        cls=known.cls,
        pos=known.pos,
        takes=known.takes | takes,
        with_=known.with_ | with_,
        # What the first group already takes keeps the first group's standing.
        vouches=known.vouches | (vouches - known.takes - known.with_),
        factive=known.factive,
        negative=known.negative,
        future=known.future,
    )


def cue_class(lemma: str, pos: str | None = None) -> CueInfo | None:
    """What the table knows of `lemma` (lower case; a particle joined with "_": "point_out").

    `pos` is verb, noun, adjective or adverb; without it the first that has the lemma, in that
    order. None for a word that is no cue.
    """
    table = cue_table()
    if pos is not None:
        return table[pos].get(lemma)
    for position in POSITIONS:
        if (info := table[position].get(lemma)) is not None:
            return info
    return None


# Forms that the pipeline's lemmatizer takes for another word.
_MISREAD = {
    ("hop", "hoped"): "hope",
    ("hop", "hopes"): "hope",
    ("hop", "hoping"): "hope",
    ("found", "found"): "find",
    ("saw", "saw"): "see",
}

# Verbs that a particle makes mean something else: "figure out", "call off", "back up".
_CHANGED = frozenset({"figure", "find", "put", "call", "charge", "back", "make", "go", "read"})

_TAGS = {"VB": "verb", "NN": "noun", "JJ": "adjective", "RB": "adverb"}


def token_cue(token: Token) -> CueInfo | None:
    """The table's row for a parsed token, by its tag and lemma; a particle verb before the bare verb."""
    pos = _TAGS.get(token.tag_[:2])
    if pos is None:
        return None
    rows = cue_table()[pos]
    lemma = token.lemma_.lower()
    lemma = _MISREAD.get((lemma, token.lower_), lemma)
    info = rows.get(lemma)
    if pos == "verb":
        for child in token.children:
            if child.dep_ == "prt" or (child.lower_ == "back" and child.i == token.i + 1):
                joined = rows.get(f"{lemma}_{child.lower_}")
                return joined if joined is not None or lemma in _CHANGED else info
    return info


def load_toml(name: str) -> dict[str, Any]:
    """One of this room's tables; raises `TableError` where it is no TOML."""
    text = (files(__package__) / name).read_text(encoding="utf-8")
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        loaded: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(re.sub(r"\s+", " ", str(error)), where=name) from error
    return loaded
