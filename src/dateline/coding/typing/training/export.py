"""Weights → one ONNX file, which holds all that is needed to run it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import onnx

from dateline.coding.typing.training.graph import drawn

if TYPE_CHECKING:
    from dateline.coding.typing.training.network import Typer


def export(model: Typer, path: Path, **about: Any) -> None:
    """Writes a network to `path`; `about` is what `write` wants beside the weights."""
    weights = {name: value.detach().cpu().numpy() for name, value in model.state_dict().items()}
    write(weights, path, heads=model.encoder.config.num_attention_heads, **about)


def write(
    weights: Mapping[str, Any],
    path: Path,
    *,
    heads: int,
    types: Sequence[str],
    modes: Sequence[str],
    vocabulary: Sequence[str],
    temperature: float,
    notes: Mapping[str, str] | None = None,
) -> None:
    """Writes `path` from the weights (numpy) of a network with so many attention heads, with `notes` on
    how it was made beside what is needed to run it."""
    graph = drawn(weights, heads)
    about = {
        **(notes or {}),
        "types": json.dumps(list(types)),
        "modes": json.dumps(list(modes)),
        "vocabulary": "\n".join(vocabulary),
        "temperature": repr(temperature),
        "heads": str(heads),
    }
    for key, value in about.items():
        entry = graph.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.save(graph, str(path))
