"""The encoder that ships: a sentence with marks → probabilities of the types and of the modes.

One file, `typing.onnx`, holds the weights (8 bits a weight), the vocabulary, the names of the
outputs and the temperature that makes its probabilities honest. It is made by `training.model`,
run by onnxruntime on one thread, one sentence at a time: with 8 bits the scale of a whole batch is
shared, and a sentence's numbers would depend on its neighbours'.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.coding.typing.marking import Tokens, marked
from dateline.records import Span

if TYPE_CHECKING:
    import numpy as np

FILE = "typing.onnx"
NONE = "none"


class Question(NamedTuple):
    """What this does to that, in this sentence; with a trigger: whether that reading is a row."""

    text: str
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    trigger: Span | None


class Answer(NamedTuple):
    """Probabilities: of `none` and each type (they sum to 1), and of the modes of each type."""

    types: dict[str, float]
    modes: dict[str, float]

    def best_mode(self, kind: str) -> tuple[str | None, float]:
        """The likeliest mode of a type and its share among the type's modes."""
        own = {k.partition(" ")[2]: v for k, v in self.modes.items() if k.partition(" ")[0] == kind}
        if not own:
            return None, 0.0
        best = max(own, key=lambda k: own[k])
        return best, own[best] / (sum(own.values()) or 1.0)


class Model:
    """A loaded model; `ask` may be called from many threads."""

    def __init__(self, data: bytes) -> None:
        import onnxruntime
        from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            data, options, providers=["CPUExecutionProvider"]
        )
        about = self._session.get_modelmeta().custom_metadata_map
        words = about["vocabulary"].split("\n")
        tokenizer = Tokenizer(
            models.WordPiece({w: i for i, w in enumerate(words)}, unk_token="[UNK]")
        )
        tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        self._tokenizer: Any = tokenizer
        self.types: list[str] = json.loads(about["types"])
        self.modes: list[str] = json.loads(about["modes"])
        self.temperature = float(about["temperature"])
        self.version = hashlib.sha256(data).hexdigest()[:12]

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text, without marks."""
        found = self._tokenizer.encode(text, add_special_tokens=False)
        return Tokens(found.ids, found.offsets)

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """One answer for each question, in order."""
        import numpy as np

        seen: dict[str, Tokens] = {}
        answers = []
        for q in questions:
            if q.text not in seen:
                seen[q.text] = self.tokens(q.text)
            ids = marked(seen[q.text], q.sources, q.targets, q.trigger)
            types, modes = self._session.run(None, {"ids": np.array([ids], dtype=np.int64)})
            answers.append(
                Answer(
                    dict(zip(self.types, _softmax(types[0] / self.temperature), strict=True)),
                    dict(zip(self.modes, _softmax(modes[0]), strict=True)),
                )
            )
        return answers


def _softmax(row: np.ndarray[Any, Any]) -> list[float]:
    import numpy as np

    raised = np.exp(row - row.max())
    share: list[float] = (raised / raised.sum()).tolist()
    return share


@lru_cache(maxsize=1)
def model() -> Model | None:
    """The model of this installation, loaded once; None where onnxruntime has no build for it."""
    try:
        import onnxruntime  # noqa: F401
    except ImportError:
        return None
    path = files("dateline.coding.typing") / FILE
    return Model(path.read_bytes()) if path.is_file() else None
