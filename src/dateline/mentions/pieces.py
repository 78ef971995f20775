"""One piece of a mention, and the word lists that several readers of pieces share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dateline.knowledge.agents import Agent, is_last_word
from dateline.knowledge.tables import Entity, Person

if TYPE_CHECKING:
    from dateline.language.words import Token

Kind = Literal["geo", "org", "person", "agent", "region"]

GEO = frozenset(("state", "adjective", "people", "capital", "seat", "region"))
NAME_TAGS = frozenset(("NNP", "NNPS"))
NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
PLURAL_TAGS = frozenset(("NNS", "NNPS"))
HONORIFICS = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. sir lord lady dame gen gen. gen. col col. lt lt. maj maj. capt "
    "capt. adm adm. sgt sgt. sen sen. rep rep. gov gov. rev rev. prof prof. fm pm amb. sheikh sayyed justice".split()
)
# Titles written short, before a name.
SHORT_TITLES = {
    "gen.": ("general", "MIL"), "gen": ("general", "MIL"), "col.": ("colonel", "MIL"),
    "lt.": ("lieutenant", "MIL"), "maj.": ("major", "MIL"), "adm.": ("admiral", "MIL"),
    "justice": ("justice", "JUD"),
    "fm": ("foreign minister", "GOV"), "pm": ("prime minister", "GOV"), "amb.": ("ambassador", "GOV"),
    "sen.": ("senator", "LEG"), "rep.": ("representative", "LEG"), "gov.": ("governor", "GOV"),
}  # fmt: skip


# The outlet's country, the states that the text names, and all that its names speak for: what decides
# between bearers of a name.
Near = tuple[str | None, frozenset[str], frozenset[str]]


SURNAMES_KEY = "dateline.surnames"
AROUND = "dateline.around"
"""Where the countries that a text speaks for are kept, in `Doc.user_data`."""


@dataclass(slots=True)
class Unit:
    """One piece: tokens `i` to `j` (exclusive), characters `start` to `end`."""

    i: int
    j: int
    start: int
    end: int
    kind: Kind
    entity: Entity | None = None
    person: Person | None = None
    candidates: tuple[Person, ...] = ()
    agent: Agent | None = None
    adjective: bool = False
    ner: str = ""
    plural: bool = False
    of: Entity | None = None
    open: tuple[str, ...] = ()  # what a name may stand for that the text leaves open


PARTICLES = frozenset("bin ibn al el de da dos van von der den ben ould abu abd".split())
THINGS = frozenset(
    "airport international stadium street avenue road bridge university college hospital prize "
    "award foundation institute school square park memorial museum library building tower hotel "
    "highway boulevard center centre mosque cathedral church theatre theater arena academy "
    "presidential hall barracks base camp cup trophy medal order stadium island county city "
    "complex palace mausoleum scholarship act doctrine plan room auditorium fellowship rotunda lecture "
    "mill factory farm team championship marathon company corporation industries".split()
)


def singular(token: Token) -> str:
    """The lower-case singular of a noun; the tagger's lemma, mended where it is a proper noun."""
    word: str = token.lemma_.lower() if token.tag_ in ("NN", "NNS") else token.lower_
    if token.tag_ == "NNPS" or (token.tag_ == "NNP" and not is_last_word(word)):
        for ending, rest in (("men", "man"), ("women", "woman"), ("ies", "y"), ("s", "")):
            if word.endswith(ending) and is_last_word(word[: -len(ending)] + rest):
                return word[: -len(ending)] + rest
    return word
