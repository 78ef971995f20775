"""The pipeline's token vectors, worked out with less work than spaCy takes.

Two components of the pipeline begin with the same kind of network ("tok2vec"): a vector for each
word by itself, from its form, its first and last letters and its shape; then four layers, each of
which looks one word to the left and one to the right. Here the vector of a word by itself, a third
of the work, is worked out once and remembered; and each layer goes through the text in strips that
stay in the processor's cache. The numbers are spaCy's but for the rounding of their last digits.

A word's vector is worked out by itself, and a text's vectors from that text alone: they depend
neither on what was read before nor on what is read beside it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MOST = 40_000
"""So many words are remembered (15 MB), and then again from none."""
_STRIP = 384
"""Tokens of a strip: its numbers stay in the cache next to the core."""
_EPSILON = np.float32(1e-08)

Floats = np.ndarray[Any, np.dtype[np.float32]]


class _Layer(NamedTuple):
    """A layer: the largest of three sums for each of its outputs, then normalized."""

    weights: Floats
    """Inputs and a row for the bias, by outputs: all first pieces, all second, all third."""
    gain: Floats
    shift: Floats

    @property
    def width(self) -> int:
        return len(self.gain)


class _Known(NamedTuple):
    """The vectors of words by themselves, and in which row each stands."""

    rows: dict[int, int]
    vectors: Floats


class NotThisKind(Exception):
    """The network is not of the shape that is worked out here."""


def _layer(maxout: Any, norm: Any) -> _Layer:
    outputs, pieces, inputs = maxout.get_param("W").shape
    weights = np.empty((inputs + 1, pieces * outputs), dtype=np.float32)
    for piece in range(pieces):
        columns = slice(piece * outputs, (piece + 1) * outputs)
        weights[:inputs, columns] = maxout.get_param("W")[:, piece].T
        weights[inputs, columns] = maxout.get_param("b")[:, piece]
    return _Layer(weights, norm.get_param("G"), norm.get_param("b"))


def _outputs(layer: _Layer, sums: Floats) -> Floats:
    """The layer's outputs, from its sums."""
    width = layer.width
    best = np.maximum(sums[:, :width], sums[:, width : 2 * width])
    for start in range(2 * width, sums.shape[1], width):
        np.maximum(best, sums[:, start : start + width], out=best)
    best -= best.mean(axis=1, keepdims=True)
    variance = (best * best).mean(axis=1, keepdims=True) + _EPSILON
    best *= np.float32(1) / np.sqrt(variance)
    best *= layer.gain
    best += layer.shift
    return best


class TokenVectors:
    """Gives the token vectors of a network of the pipeline; raises `NotThisKind` for another kind.

    May be called from many threads.
    """

    def __init__(self, network: Any) -> None:
        nodes = list(network.walk(order="dfs_pre"))
        named: dict[str, list[Any]] = {}
        for node in nodes:
            named.setdefault(node.name, []).append(node)
        maxouts, norms = named.get("maxout", []), named.get("layernorm", [])
        windows = named.get("expand_window", [])
        self._hashes = named.get("hashembed", [])
        features = named.get("extract_features", [])
        padded = [n.attrs["pad"] for n in nodes if n.attrs.get("pad")]
        fits = (
            len(features) == 1
            and len(maxouts) == len(norms) == len(windows) + 1 >= 2
            and len(padded) == 1
            and len([n for n in nodes if n.name.startswith("residual(") and len(n.layers) == 1])
            == len(windows)
            and all(w.attrs["window_size"] == 1 for w in windows)
            and len(self._hashes) == len(features[0].attrs["columns"])
            and not {"static_vectors", "charembed", "lstm", "mish"} & set(named)
        )
        if not fits:
            raise NotThisKind(network.name)
        self._ops = network.ops
        self._columns = features[0].attrs["columns"]
        self._pad: int = padded[0]
        self._own, *self._layers = map(_layer, maxouts, norms)
        width = self._own.width
        if any(layer.weights.shape[0] != 3 * width + 1 for layer in self._layers):
            raise NotThisKind(network.name)
        self._mixing = np.random.default_rng(8).integers(
            1 << 62, size=len(self._columns), dtype=np.uint64
        ) * np.uint64(2) + np.uint64(1)  # fmt: skip
        self._known = self._none_known()
        self._learning = threading.Lock()
        self._scratch = threading.local()

    def __call__(self, doc: Doc) -> Floats:
        """One row a token."""
        width, pad = self._own.width, self._pad
        here = np.zeros((len(doc) + 2 * pad, width), dtype=np.float32)
        here[pad : len(doc) + pad] = self._alone(doc)
        for layer in self._layers:
            here = self._seen_beside(layer, here)
        return here[pad : len(doc) + pad]

    def _seen_beside(self, layer: _Layer, before: Floats) -> Floats:
        """The next layer's vectors: what was there, and what the layer makes of three in a row."""
        size, width = before.shape
        after = np.empty_like(before)
        windows, sums = self._space()
        for start in range(0, size, _STRIP):
            end = min(start + _STRIP, size)
            rows = windows[: end - start]
            rows[:, width : 2 * width] = before[start:end]
            first, last = max(start, 1), min(end, size - 1)
            rows[first - start :, :width] = before[first - 1 : end - 1]
            rows[: last - start, 2 * width : -1] = before[start + 1 : last + 1]
            if start == 0:
                rows[0, :width] = 0
            if end == size:
                rows[end - start - 1, 2 * width : -1] = 0
            made = _outputs(layer, np.matmul(rows, layer.weights, out=sums[: end - start]))
            np.add(made, before[start:end], out=after[start:end])
        return after

    def _space(self) -> tuple[Floats, Floats]:
        """This thread's room for a strip's inputs and sums."""
        found: tuple[Floats, Floats] | None = getattr(self._scratch, "space", None)
        if found is None:
            inputs, sums = self._layers[0].weights.shape
            found = (
                np.ones((_STRIP, inputs), dtype=np.float32),
                np.empty((_STRIP, sums), dtype=np.float32),
            )
            self._scratch.space = found
        return found

    def _alone(self, doc: Doc) -> Floats:
        """The vector of each word by itself."""
        told: Any = doc.to_array(self._columns)
        told = told.astype(np.uint64).reshape(len(doc), len(self._columns))
        keys = (told * self._mixing).sum(axis=1, dtype=np.uint64).tolist()
        known = self._known
        rows = list(map(known.rows.get, keys))
        if None in rows:
            with self._learning:
                known = self._learnt(keys, told)
            rows = [known.rows[k] for k in keys]
        return known.vectors[rows]  # type: ignore[index]

    def _learnt(self, keys: list[int], told: Any) -> _Known:
        """What is known, with these words."""
        known = self._known
        new = {k: i for i, k in enumerate(keys) if k not in known.rows}
        if not new:
            return known  # learnt by another thread meanwhile
        if len(known.rows) + len(new) > len(known.vectors):
            # Another thread may be reading from the old one, which is left as it is.
            new = {k: i for i, k in enumerate(keys)}
            known = self._known = self._none_known(max(_MOST, len(new)))
        for vector, key in zip(self._worked_out(told[list(new.values())]), new, strict=True):
            row = len(known.rows)
            known.vectors[row] = vector
            known.rows[key] = row
        return known

    def _worked_out(self, told: Any) -> Floats:
        parts: list[Floats] = [
            self._ops.gather_add(
                h.get_param("E"),
                self._ops.hash(np.ascontiguousarray(told[:, n]), h.attrs["seed"]) % h.get_dim("nV"),
            )
            for n, h in enumerate(self._hashes)
        ]
        inputs: Floats = np.hstack([*parts, np.ones((len(told), 1), dtype=np.float32)])
        # Row by row: a product of many rows may round otherwise than that of one.
        sums = np.matmul(inputs[:, None, :], self._own.weights)[:, 0]
        return _outputs(self._own, sums)

    def _none_known(self, room: int = _MOST) -> _Known:
        return _Known({}, np.empty((room, self._own.width), dtype=np.float32))


def vectors_set(component: Any) -> Callable[[Doc], Doc]:
    """A component that gives a text the token vectors that this one gives it, as its `tensor`; the
    component itself where its network is of another kind."""
    try:
        vectors = TokenVectors(component.model)
    except NotThisKind:
        return component  # type: ignore[no-any-return]

    def apply(doc: Doc) -> Doc:
        told: Any = vectors(doc)
        doc.tensor = told
        return doc

    return apply
