"""The encoder that ships, and the three questions that it answers about one sentence.

- `relation`: what does this party do to that one?
- `triggers`: which words carry an event?
- `reading`: of which type is the event of this word, if it is one, and who are its parties?

One file, `typing.onnx`, holds the weights (8 bits a weight), the vocabulary, the names of the
outputs and the temperature that makes its probabilities honest. It is made by `training.model` and
run by onnxruntime on one thread, one sentence at a time: with 8 bits the scale of a whole batch is
shared, and a sentence's numbers would depend on its neighbours'.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.coding.typing.marking import Tokens, marked
from dateline.coding.typing.wordpieces import pieces
from dateline.records import Span

if TYPE_CHECKING:
    import numpy as np

FILE = "typing.onnx"
NONE = "none"


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
    """What the model makes of one trigger: its types, and each token's share in either party."""

    types: Types
    source: tuple[Part, ...]
    target: tuple[Part, ...]


class Model:
    """A loaded model; its methods may be called from many threads."""

    def __init__(self, data: bytes) -> None:
        onnxruntime = _runtime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            data, options, providers=["CPUExecutionProvider"]
        )
        about = self._session.get_modelmeta().custom_metadata_map
        words = about["vocabulary"].split("\n")
        self._vocabulary = {word: i for i, word in enumerate(words)}
        self._types: list[str] = json.loads(about["types"])
        self._modes: list[str] = json.loads(about["modes"])
        self._temperature = float(about["temperature"])
        self.version = hashlib.sha256(data).hexdigest()[:12]

    def tokens(self, text: str) -> Tokens:
        """The tokens of a sentence, without marks."""
        return Tokens(*pieces(text, self._vocabulary))

    def relation(self, tokens: Tokens, sources: Sequence[Span], targets: Sequence[Span]) -> Types:
        """The relation of the sources to the targets; spans count the sentence's characters."""
        types, modes, _ = self._run(marked(tokens, sources, targets, None).ids)
        return self._as_types(types, modes)

    def triggers(self, tokens: Tokens) -> list[Part]:
        """Each token, and how likely it belongs to the trigger of an event."""
        sentence = marked(tokens, (), (), None)
        _, _, parts = self._run(sentence.ids)
        return _parts(sentence, parts[:, 2])

    def reading(self, tokens: Tokens, trigger: Span) -> TriggerReading:
        """The event of this trigger, if it is one."""
        sentence = marked(tokens, (), (), trigger)
        types, modes, parts = self._run(sentence.ids)
        return TriggerReading(
            self._as_types(types, modes),
            tuple(_parts(sentence, parts[:, 0])),
            tuple(_parts(sentence, parts[:, 1])),
        )

    def _run(self, ids: Sequence[int]) -> tuple[Any, Any, Any]:
        import numpy as np

        types, modes, parts = self._session.run(None, {"ids": np.array([ids], dtype=np.int64)})
        return types[0], modes[0], parts[0]

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


@lru_cache(maxsize=1)
def model() -> Model | None:
    """The model of this installation, loaded once; None where onnxruntime has no build for it."""
    try:
        _runtime()
    except ImportError:
        return None
    path = files("dateline.coding.typing") / FILE
    return Model(path.read_bytes()) if path.is_file() else None
