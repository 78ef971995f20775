"""Gives a model its early head: after two layers, does a sentence hold a word that may be a trigger?

    python -m training.model.early MODEL.onnx OUT.onnx

The head (384 × 64 × 1) learns from what the whole model says of some thousand sentences that nobody
labelled (as in `distil`: none of a document that is held back or in the detection benchmark), each
word by its share in a trigger. `LEAST` is the score that a word must have for the other layers to be
run. It was chosen on the documents of `benchmarks.same_readings`, where the lowest score of a
sentence with a row is -1.56. The model's other answers stay as they are, to the bit. Some minutes on
one core. The head that ships comes of a first run of this recipe, with another draw of sentences.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper

from dateline.coding.typing.marking import marked
from dateline.coding.typing.model import SLOW, Model, about_of
from dateline.coding.typing.training.export import write
from dateline.coding.typing.training.graph import EARLY, EARLY_LAYERS, LAYER, drawn, weights_of
from training.model.distil import unlabelled

SENTENCES = 8000
HIDDEN = 64
EPOCHS, AT_ONCE, RATE = 6, 1024, 3e-3
OF_TRIGGERS = 3.0
"""How much more a trigger counts than another word."""
LEAST = -1.7


def seen(weights: dict[str, Any], heads: int, asked: list[list[int]]) -> tuple[Any, Any]:
    """For all words of the sentences: what the first layers make of them, and their share in a
    trigger by the whole model."""
    graph = drawn(weights, heads)
    states = f"{LAYER}{EARLY_LAYERS - 1}.output.LayerNorm"
    graph.graph.output.append(helper.make_tensor_value_info(states, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(
        graph.SerializeToString(), providers=["CPUExecutionProvider"], disabled_optimizers=SLOW
    )
    found, shares = [], []
    for ids in asked:
        parts, here = session.run(["parts", states], {"ids": np.array([ids], np.int64)})
        found.append(here[0, 1:-1])
        shares.append(1 / (1 + np.exp(-parts[0, 1:-1, 2])))
    return np.concatenate(found), np.concatenate(shares)


def fit(found: Any, shares: Any) -> dict[str, Any]:
    """The weights of the head, by their names in the graph."""
    torch.manual_seed(0)
    states, wanted = torch.tensor(found), torch.tensor(shares)
    mean, spread = states.mean(0), states.std(0) + 1e-3
    inner, outer = torch.nn.Linear(states.shape[1], HIDDEN), torch.nn.Linear(HIDDEN, 1)
    head = torch.nn.Sequential(inner, torch.nn.GELU(), outer)
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.05)
    total, step = EPOCHS * -(-len(states) // AT_ONCE), 0
    for _ in range(EPOCHS):
        for some in torch.randperm(len(states)).split(AT_ONCE):
            for group in optimizer.param_groups:
                group["lr"] = RATE * max(0.02, 1 - step / total)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                head((states[some] - mean) / spread)[:, 0], wanted[some],
                pos_weight=torch.tensor(OF_TRIGGERS),
            )  # fmt: skip
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            step += 1
    # What brings the states to one size goes into the weights.
    weight = inner.weight / spread
    told = (weight, inner.bias - weight @ mean, outer.weight, outer.bias)
    names = [f"{layer}.{part}" for layer in EARLY for part in ("weight", "bias")]
    return {n: v.detach().numpy() for n, v in zip(names, told, strict=True)}


def main(path: Path, out: Path) -> None:
    """Writes `out`: the model with a head of its own."""
    graph = onnx.load(str(path))
    meta = {entry.key: entry.value for entry in graph.metadata_props}
    about = about_of(meta, str(path))
    weights = {
        name: value
        for name, value in weights_of(graph, len(about.types)).items()
        if not name.startswith("early.")
    }
    model, heads = Model(path.read_bytes(), str(path)), int(meta["heads"])
    sentences = unlabelled(SENTENCES)
    asked = [list(marked(model.tokens(s), (), (), None).ids) for s in sentences]
    head = fit(*seen(weights, heads, asked))
    write(
        {**weights, **head}, out, heads=heads, types=about.types, modes=about.modes,
        vocabulary=about.vocabulary, temperature=about.temperature, notes={"early": repr(LEAST)},
    )  # fmt: skip
    sys.stderr.write(f"{out}\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
