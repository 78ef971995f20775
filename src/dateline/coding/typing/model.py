"""The encoder that ships, and the three questions that it answers about one sentence.

- `relation`: what does this party do to that one?
- `triggers`: which words carry an event?
- `reading`: of which type is the event of this word, if it is one, and who are its parties?

One file, `typing.onnx`, holds the weights (8 bits a weight), the vocabulary, the names of the
outputs and the temperature that makes its probabilities honest. It is made by `training.model` and
run by onnxruntime on one thread, one sentence at a time: with 8 bits the scale of a whole batch is
shared, and a sentence's numbers would depend on its neighbours'.

The model that ships has an early head: asked for triggers it may stop after its first layers, where
these see none.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.coding import ontology
from dateline.coding.typing.marking import Tokens, marked
from dateline.coding.typing.wordpieces import pieces
from dateline.errors import ModelFileError
from dateline.records import Span

if TYPE_CHECKING:
    import numpy as np

FILE = "typing.onnx"
NONE = "none"
ANSWERS = 4096
"""So many answers are remembered: some 11 MB."""
OUTPUTS = ["types", "modes", "parts"]
SLOW = ["SkipLayerNormFusion"]
"""A step of onnxruntime that takes longer than the two in place of which it puts it."""
STATE = "trigger_state"
"""A fourth output, which older models of a user's own lack."""


class Types(NamedTuple):
    """Probabilities of `none` and each type (they sum to 1), and of the modes of all types."""

    types: dict[str, float]
    modes: dict[str, float]

    def best_mode(self, kind: str) -> tuple[str | None, float]:
        """The likeliest mode of a type, and its share among the type's modes."""
        own = {k.partition(" ")[2]: v for k, v in self.modes.items() if k.partition(" ")[0] == kind}
        best = max(own, key=lambda k: own[k], default=None)
        return best, own[best] / (sum(own.values()) or 1.0) if best is not None else 0.0


class Part(NamedTuple):
    """Characters `start` to `end` of the sentence, and how likely they belong to some part."""

    start: int
    end: int
    share: float


class TriggerReading(NamedTuple):
    """What the model makes of one trigger: its types, and each token's share in either party.

    `state` is what the encoder makes of the trigger's opening mark (384 numbers, to be read and not
    written), None from a user's own model that was made before there was such an output.
    """

    types: Types
    source: tuple[Part, ...]
    target: tuple[Part, ...]
    state: np.ndarray[Any, Any] | None = None


class About(NamedTuple):
    """What a model's file says of itself: its words, the names of its outputs, its temperature, and the
    score of the early head from which it goes on (None for one without such a head)."""

    vocabulary: list[str]
    types: list[str]
    modes: list[str]
    temperature: float
    early: float | None


def outputs() -> tuple[list[str], list[str]]:
    """The types (`none` first) and the modes that a model tells apart, in the order of training."""
    kinds = ontology.types()
    modes = [f"{kind} {mode}" for kind, info in kinds.items() for mode in info.modes]
    return [NONE, *kinds], modes


def about_of(meta: Mapping[str, str], where: str) -> About:
    """The entries of a model's file, checked. Raises `ModelFileError` for those of another model."""
    try:
        about = About(
            meta["vocabulary"].split("\n"), json.loads(meta["types"]), json.loads(meta["modes"]),
            float(meta["temperature"]), float(meta["early"]) if "early" in meta else None,
        )  # fmt: skip
    except (KeyError, ValueError) as error:
        raise ModelFileError("is no model of Dateline's", where=where) from error
    types, modes = outputs()
    for name, found, known in (("types", about.types, types), ("modes", about.modes, modes)):
        if sorted(found) != sorted(known):
            raise ModelFileError(f"was made for other {name} than this version's", where=where)
    return about


class Model:
    """A loaded model; its methods may be called from many threads.

    `where` is the path of a user's own file, None for the model that ships. Raises
    `ModelFileError` for data that are no model.
    """

    def __init__(self, data: bytes, where: str | None = None) -> None:
        onnxruntime = _runtime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.where = where
        named = where or FILE
        try:
            self._session = onnxruntime.InferenceSession(
                data, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW
            )
        except Exception as error:
            raise ModelFileError("is no ONNX file", where=named) from error
        about = about_of(self._session.get_modelmeta().custom_metadata_map, named)
        self._vocabulary = {word: i for i, word in enumerate(about.vocabulary)}
        self._types, self._modes, self._temperature, self._early = about[1:]
        if [o.name for o in self._session.get_outputs()] not in (OUTPUTS, [*OUTPUTS, STATE]):
            raise ModelFileError("is no model of Dateline's", where=named)
        self.version = version_of(data)
        # Copies of one text come close together, and are asked about in the same words.
        self._answers = lru_cache(maxsize=ANSWERS)(self._ask)

    def tokens(self, text: str) -> Tokens:
        """The tokens of a sentence, without marks."""
        return Tokens(*pieces(text, self._vocabulary))

    def relation(self, tokens: Tokens, sources: Sequence[Span], targets: Sequence[Span]) -> Types:
        """The relation of the sources to the targets; spans count the sentence's characters."""
        types, modes, *_ = self._run(marked(tokens, sources, targets, None).ids)
        return self._as_types(types, modes)

    def triggers(self, tokens: Tokens, briefly: bool = False) -> list[Part]:
        """Each token, and how likely it belongs to the trigger of an event; `briefly`: none at all, where
        the first layers see that no token does."""
        sentence = marked(tokens, (), (), None)
        parts = self._run(sentence.ids, briefly)[2]
        return _parts(sentence, parts[:, 2]) if len(parts) else []

    def reading(self, tokens: Tokens, trigger: Span) -> TriggerReading:
        """The event of this trigger, if it is one."""
        sentence = marked(tokens, (), (), trigger)
        types, modes, parts, *state = self._run(sentence.ids)
        return TriggerReading(
            self._as_types(types, modes),
            tuple(_parts(sentence, parts[:, 0])),
            tuple(_parts(sentence, parts[:, 1])),
            state[0] if state else None,
        )

    def forget(self) -> None:
        """Forget all answers: the next are worked out anew."""
        self._answers.cache_clear()

    def _run(self, ids: Sequence[int], briefly: bool = False) -> tuple[Any, ...]:
        answer: tuple[Any, ...] = self._answers(tuple(ids), briefly and self._early is not None)
        return answer

    def _ask(self, ids: tuple[int, ...], briefly: bool) -> tuple[Any, ...]:
        import numpy as np

        asked = {"ids": np.array([ids], dtype=np.int64)}
        if self._early is not None:
            asked["from"] = np.array(self._early if briefly else -np.inf, dtype=np.float32)
        found = self._session.run(None, asked)
        return tuple(one[0] for one in found)

    def _as_types(self, types: Any, modes: Any) -> Types:
        return Types(
            dict(zip(self._types, _softmax(types / self._temperature), strict=True)),
            dict(zip(self._modes, _softmax(modes), strict=True)),
        )


def _runtime() -> Any:
    """onnxruntime, which counts its users and writes to their home unless it is told not to."""
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    return onnxruntime


def _parts(sentence: Tokens, scores: np.ndarray[Any, Any]) -> list[Part]:
    import numpy as np

    shares = (1 / (1 + np.exp(-scores))).tolist()
    return [
        Part(start, end, share)
        for (start, end), share in zip(sentence.offsets, shares, strict=True)
        if start >= 0
    ]


def _softmax(row: np.ndarray[Any, Any]) -> list[float]:
    import numpy as np

    raised = np.exp(row - row.max())
    share: list[float] = (raised / raised.sum()).tolist()
    return share


def load(path: Path) -> Model | None:
    """A user's own model; None where onnxruntime has no build for this installation.

    Raises `ModelFileError` for a file that is no model or cannot be read.
    """
    try:
        return _loaded(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise ModelFileError(f"cannot be read: {error.strerror}", where=str(path)) from error


@lru_cache(maxsize=2)
def _loaded(path: Path, _changed: int) -> Model | None:
    if not _runs():
        return None
    return Model(path.read_bytes(), str(path))


@lru_cache(maxsize=1)
def model() -> Model | None:
    """The model of this installation, loaded once; None where onnxruntime has no build for it."""
    path = shipped()
    return Model(path.read_bytes()) if _runs() and path.is_file() else None


def version() -> str | None:
    """The version of the model of this installation, which is not loaded for it."""
    path = shipped()
    return version_of(path.read_bytes()) if _runs() and path.is_file() else None


def version_of(data: bytes) -> str:
    """The version of a model's file: the beginning of its hash."""
    return hashlib.sha256(data).hexdigest()[:12]


def shipped() -> Path:
    """The file of the model that ships."""
    return Path(__file__).with_name(FILE)


def _runs() -> bool:
    try:
        _runtime()
    except ImportError:
        return False
    return True
