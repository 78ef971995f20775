"""Trained weights → one ONNX file with 8-bit weights, which holds all that is needed to run it."""

from __future__ import annotations

import json
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from dateline.coding.typing.training.network import Typer


def export(
    model: Typer,
    path: Path,
    *,
    types: Sequence[str],
    modes: Sequence[str],
    vocabulary: Sequence[str],
    temperature: float,
    notes: Mapping[str, str] | None = None,
) -> None:
    """Writes `path`, with `notes` on how it was made beside what is needed to run it.

    Weights get 7 of their 8 bits, so that no processor's sums overflow.
    """
    model.eval()
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        # This exporter is an older one, and says so at length; the newer one needs more packages.
        warnings.simplefilter("ignore")
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            model,
            (torch.tensor([[101, 2, 2859, 3, 6, 4, 2605, 5, 102]]),),
            str(plain),
            input_names=["ids"],
            output_names=["types", "modes", "parts"],
            dynamic_axes={"ids": {0: "batch", 1: "tokens"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    graph = onnx.load(str(path))
    about = {
        **(notes or {}),
        "types": json.dumps(list(types)),
        "modes": json.dumps(list(modes)),
        "vocabulary": "\n".join(vocabulary),
        "temperature": repr(temperature),
        "heads": str(model.encoder.config.num_attention_heads),
    }
    for key, value in about.items():
        entry = graph.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.save(graph, str(path))
