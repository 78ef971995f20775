"""The pipeline's named entities, found for all words of a text at once.

spaCy's recognizer goes through a text word by word and asks at each, for each of its 74 actions,
whether it may be taken; that costs more than the network that says which is best. What it does at a
word depends on that word alone while no entity is open, and within an entity on the entity's first
word and the last two. So the best action of every word outside an entity is worked out in one
product, the entities that begin anywhere are then followed to their ends side by side, and one
walk picks those that are reached. The entities are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from dateline.language.token_vectors import Floats, NotThisKind, TokenVectors

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BEGIN, _IN, _LAST, _UNIT = "B-", "I-", "L-", "U-"
_OUT = "O"
_TOGETHER = 256
"""So many entities are followed side by side."""


class _Weights(NamedTuple):
    """What is worked out of the token vectors."""

    squeeze: Floats
    squeeze_bias: Floats
    features: Floats
    """From a squeezed vector to its share as the word, as the entity's first, as the last word."""
    outside: Floats
    """The share of the two that are missing outside an entity, with the bias."""
    bias: Floats
    pieces: int
    scores: Floats
    scores_bias: Floats


class Named:
    """Marks the entities of a text as the recognizer does; raises `NotThisKind` for another kind."""

    def __init__(self, recognizer: Any) -> None:
        model = recognizer.model
        network, lower, upper = model.layers
        moves = recognizer.moves
        names = [moves.get_class_name(i) for i in range(moves.n_moves)]
        fits = (
            model.attrs["has_upper"]
            and not model.attrs["unseen_classes"]
            and lower.get_dim("nF") == 3
            and len(network.layers) == 3
            and len(names) == upper.get_dim("nO")
            and names.count(_OUT) == 1
        )
        if not fits:
            raise NotThisKind(recognizer.name)
        self._vectors = TokenVectors(network.layers[0])
        linear = network.layers[2]
        features, hidden, pieces, _ = lower.get_param("W").shape
        pad, bias = lower.get_param("pad")[0], lower.get_param("b")
        # Each share has its first pieces first, so that the largest is taken of whole blocks.
        self._weights = _Weights(
            squeeze=np.ascontiguousarray(linear.get_param("W").T),
            squeeze_bias=linear.get_param("b"),
            features=np.ascontiguousarray(
                lower.get_param("W").transpose(3, 0, 2, 1).reshape(-1, features * hidden * pieces)
            ),
            outside=(pad[1] + pad[2] + bias).T.ravel(),
            bias=bias.T.ravel(),
            pieces=pieces,
            scores=np.ascontiguousarray(upper.get_param("W").T),
            scores_bias=upper.get_param("b"),
        )
        self._closed = [
            i for i, n in enumerate(names) if n == _OUT or (n[:2] in (_BEGIN, _UNIT) and n[2:])
        ]
        self._names = [names[i] for i in self._closed]
        self._begins = np.array([n.startswith(_BEGIN) for n in self._names])
        self._no_space = np.array([n != _OUT for n in self._names])
        places = {n: i for i, n in enumerate(names)}
        # By the place of an action "B-": where "I-" and "L-" of its label are.
        self._goes_on = np.array([places.get(_IN + n[2:], 0) for n in self._names])
        self._ends = np.array([places.get(_LAST + n[2:], 0) for n in self._names])

    def __call__(self, doc: Doc) -> Doc:
        """The same document with its entities marked; it must have none yet."""
        from spacy.tokens import Span

        if len(doc):
            found = [Span(doc, start, end, label=label) for start, end, label in self._found(doc)]
            doc.set_ents(found, default="outside")
        return doc

    def _found(self, doc: Doc) -> list[tuple[int, int, str]]:
        from spacy.attrs import IS_SPACE, SENT_START

        told: Any = doc.to_array([IS_SPACE, SENT_START]).astype(np.int64)
        alone = np.ones(len(doc), dtype=bool)  # no entity goes on behind this word
        alone[:-1] = told[1:, 1] == 1
        shares = self._shares(self._vectors(doc))
        scores = self._scores(shares[:, 0] + self._weights.outside)[:, self._closed]
        scores[np.ix_(alone, self._begins)] = -np.inf
        scores[np.ix_(told[:, 0] == 1, self._no_space)] = -np.inf
        best = scores.argmax(axis=1)
        ends = self._followed(np.flatnonzero(self._begins[best]), best, shares, alone)
        actions = best.tolist()
        found = []
        i = 0
        while i < len(actions):
            name = self._names[actions[i]]
            end = ends.get(i, i + 1)
            if name != _OUT:
                found.append((i, end, name[2:]))
            i = end
        return found

    def _followed(self, starts: Any, best: Any, shares: Floats, alone: Any) -> dict[int, int]:
        """First word → end, of each entity that may begin."""
        ends: dict[int, int] = {}
        for first in range(0, len(starts), _TOGETHER):
            open_, at = starts[first : first + _TOGETHER], starts[first : first + _TOGETHER] + 1
            while len(open_):
                scores = self._scores(
                    shares[at, 0] + shares[open_, 1] + shares[at - 1, 2] + self._weights.bias
                )
                rows = np.arange(len(open_))
                goes_on, last = self._goes_on[best[open_]], self._ends[best[open_]]
                more, less = scores[rows, goes_on], scores[rows, last]
                on = ~alone[at] & ((more > less) | ((more == less) & (goes_on < last)))
                ends.update(zip(open_[~on].tolist(), (at[~on] + 1).tolist(), strict=True))
                open_, at = open_[on], at[on] + 1
        return ends

    def _shares(self, vectors: Floats) -> Any:
        w = self._weights
        squeezed = vectors @ w.squeeze
        squeezed += w.squeeze_bias
        return (squeezed @ w.features).reshape(len(vectors), 3, -1)

    def _scores(self, sums: Floats) -> Any:
        w = self._weights
        blocks = sums.reshape(len(sums), w.pieces, -1)
        scores = blocks.max(axis=1) @ w.scores
        scores += w.scores_bias
        return scores


def named_entities(recognizer: Any) -> Callable[[Doc], Doc]:
    """A component that does what the recognizer does; the recognizer itself if of another kind."""
    try:
        return Named(recognizer)
    except NotThisKind:
        return recognizer  # type: ignore[no-any-return]
