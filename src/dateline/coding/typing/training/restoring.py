"""The shipped 8-bit file → the network that it was made from, so that training can go on from it.

The file keeps each weight as a small whole number with a scale (`graph`). Multiplied out they are the
weights as the file computes with them; only the rounding of what flows between them, which
onnxruntime does anew for each sentence, is not repeated.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import onnx
import torch
from transformers import BertConfig, BertModel

from dateline.coding.typing.model import about_of
from dateline.coding.typing.training.graph import LAYER, weights_of
from dateline.coding.typing.training.network import Typer
from dateline.errors import ModelFileError


class Restored(NamedTuple):
    """A network with its weights, and the names that its file gives to words and outputs."""

    network: Typer
    vocabulary: list[str]
    types: list[str]
    modes: list[str]
    temperature: float


def restore(path: Path) -> Restored:
    """The network in an ONNX file that `export` wrote. Raises `ModelFileError` for another file."""
    try:
        graph = onnx.load(str(path))
    except Exception as error:
        raise ModelFileError("is no ONNX file", where=str(path)) from error
    meta = {entry.key: entry.value for entry in graph.metadata_props}
    about = about_of(meta, str(path))
    try:
        weights = {
            name: value
            for name, value in weights_of(graph, len(about.types)).items()
            if not name.startswith("early.")
        }
        network = _network(weights, len(about.types), len(about.modes), int(meta["heads"]))
        missing, unknown = network.load_state_dict(
            {name: torch.tensor(value) for name, value in weights.items()}, strict=False
        )
    except (KeyError, RuntimeError, ValueError) as error:
        raise ModelFileError(f"holds another network: {error}", where=str(path)) from error
    # The numbers of the positions are a buffer, and no weight.
    missing = [name for name in missing if not name.endswith("position_ids")]
    if missing or unknown:
        raise ModelFileError(
            f"holds another network: {(missing or unknown)[0]} does not fit", where=str(path)
        )
    network.eval()
    return Restored(network, about.vocabulary, about.types, about.modes, about.temperature)


def _network(weights: dict[str, Any], types: int, modes: int, heads: int) -> Typer:
    """An untrained network of the size that the weights tell."""
    words, width = weights["encoder.embeddings.word_embeddings.weight"].shape
    layers = {name[len(LAYER) :].partition(".")[0] for name in weights if name.startswith(LAYER)}
    config = BertConfig(
        vocab_size=words,
        hidden_size=width,
        num_hidden_layers=len(layers),
        num_attention_heads=heads,
        intermediate_size=len(weights[f"{LAYER}0.intermediate.dense.bias"]),
        max_position_embeddings=len(weights["encoder.embeddings.position_embeddings.weight"]),
        type_vocab_size=len(weights["encoder.embeddings.token_type_embeddings.weight"]),
        attn_implementation="eager",
    )
    return Typer(BertModel(config, add_pooling_layer=False), types, modes)
