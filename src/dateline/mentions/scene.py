"""The article as it stands when a mention looks back: who was named, where, how often, by what title."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.knowledge.terms import Day
from dateline.mentions.antecedents import identity
from dateline.mentions.clauses import sentence_numbers
from dateline.mentions.drafts import Draft
from dateline.mentions.quotes import read_quotes

if TYPE_CHECKING:
    from dateline.language.words import Doc, Token

# No more mentions of one sentence are looked at: sentences of thousands of names stay cheap.
_PER_SENTENCE = 40
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_RIVAL_ROLES = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "appos"))
# Nouns that no pronoun of an actor could mean, or that are hardly ever meant by one.
_NEVER = frozenset(
    "day week month year time today yesterday tomorrow morning evening night afternoon hour minute "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december percent % addition fact case part way end "
    "number lot kind order behalf response result moment thing".split()
)


@dataclass(slots=True)
class Rival:
    """A noun that is no actor and that a pronoun may mean all the same."""

    root: int
    plural: bool
    proper: bool


class Scene:
    """Mentions in order; those already passed are found by sentence."""

    def __init__(
        self, doc: Doc, drafts: list[Draft], located: list[Draft], day: Day, home: str | None
    ) -> None:
        self.doc = doc
        self.day = day
        self.home = home
        self.media = False  # whether the outlet is a state medium
        self.letter: tuple[int, Draft] | None = None  # from where on whose message is quoted
        self.number = sentence_numbers(doc)
        self.drafts = sorted(drafts, key=lambda d: (d.i, d.j))
        self.located = located
        self.quotes = read_quotes(doc)
        count = (self.number[-1] + 1) if self.number else 0
        self.rows: list[list[Draft]] = [[] for _ in range(count)]
        self.times: Counter[str] = Counter()
        self.by_token: dict[int, Draft] = {k: d for d in self.drafts for k in range(d.i, d.j)}
        self.rivals = self._rivals(count)
        self.labels = [
            d for d in self.drafts
            if d.what == "person" and d.j < len(doc) and doc[d.j].text == ":" and doc[d.root].text.isupper()
        ]  # fmt: skip
        self.early: set[int] = set()  # pronouns resolved before their turn
        self.controls: dict[int, tuple[Token | None, Token | None]] = {}

    def _rivals(self, count: int) -> list[list[Rival]]:
        rows: list[list[Rival]] = [[] for _ in range(count)]
        for token in self.doc:
            if token.tag_ not in _NOUNS or token.dep_ not in _RIVAL_ROLES:
                continue
            if token.i in self.by_token or token.lower_ in _NEVER or token.ent_type_ in _NO_RIVALS:
                continue
            row = rows[self.number[token.i]]
            if len(row) < 2 * _PER_SENTENCE:
                row.append(Rival(token.i, token.tag_ in ("NNS", "NNPS"), token.tag_ == "NNP"))
        return rows

    def passed(self, draft: Draft) -> None:
        """Note a mention as seen."""
        self.rows[self.number[draft.root]].append(draft)
        self.times[identity(draft)] += 1

    def recent(self, i: int, back: int) -> list[Draft]:
        """Mentions that end before token `i`, from `back` sentences before on, nearest last."""
        n = self.number[i]
        rows = self.rows[max(0, n - back) : n + 1]
        return [d for row in rows for d in row[-_PER_SENTENCE:] if d.j <= i]

    def recent_rivals(self, i: int, back: int) -> list[Rival]:
        """Nouns before token `i` that are no actors."""
        n = self.number[i]
        return [r for row in self.rivals[max(0, n - back) : n + 1] for r in row if r.root < i]

    def distance(self, i: int, j: int) -> int:
        """How many sentences lie between two tokens."""
        return self.number[j] - self.number[i]

    def label(self, i: int) -> Draft | None:
        """Who speaks at a word of a transcript: the last "MINISTER VEGA:" before it."""
        k = bisect_left(self.labels, i, key=lambda d: d.j)
        return self.labels[k - 1] if k else None

    def at(self, token: Token | None) -> Draft | None:
        """The mention that holds a word."""
        return None if token is None else self.by_token.get(token.i)


_NO_RIVALS = frozenset("DATE TIME CARDINAL ORDINAL PERCENT MONEY QUANTITY".split())
