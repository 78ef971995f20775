"""The training loop: batches of questions and answers in, a network that answers better out."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import torch
from torch import nn

from dateline.coding.typing.training import batches
from dateline.coding.typing.training.network import Typer

WARM_UP = 0.06
SMOOTHING = 0.1
"""Answers count 0.9 and not 1: labels err, and the probabilities stay honest."""
MODES_SHARE, PARTS_SHARE = 0.3, 2.0
"""How much the modes and the words' parts count in the loss beside the types."""

Epoch = Callable[[random.Random], Sequence[Sequence[batches.Item]]]
"""Gives the batches of one pass over the data."""


def fit(
    model: Typer,
    epoch: Epoch,
    *,
    epochs: float,
    rate: float,
    seed: int,
    after_step: Callable[[int, int, float], None],
    after_epoch: Callable[[], None] = lambda: None,
) -> None:
    """Trains the model in place. `after_step` is told the step, how many there are, and the loss."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    optimizer = _optimizer(model, rate)
    model.train()
    step = 0
    total = max(1, int(epochs * len(epoch(random.Random(seed)))))
    while step < total:
        for batch in epoch(rng):
            if step >= total:
                break
            now = rate * min(1.0, (step + 1) / (WARM_UP * total)) * max(0.02, 1 - step / total)
            for group in optimizer.param_groups:
                group["lr"] = now
            loss = loss_of(model, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            after_step(step, total, loss.item())
        after_epoch()
    model.eval()


def _optimizer(model: Typer, rate: float) -> Any:
    decayed = [p for n, p in model.named_parameters() if p.ndim > 1 and "embeddings" not in n]
    ids = {id(p) for p in decayed}
    rest: Iterable[Any] = [p for p in model.parameters() if id(p) not in ids]
    return torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": rest, "weight_decay": 0.0}], lr=rate
    )


def loss_of(model: Typer, batch: Sequence[batches.Item]) -> Any:
    """What the model gets wrong in a batch, each kind of answer by its share of the batch."""
    rows = batches.padded(batch)
    device = next(model.parameters()).device
    types, modes, parts = model(torch.tensor(rows["ids"], device=device))
    wanted = _wanted([i.type for i in batch], [i.type_shares for i in batch], types, SMOOTHING)
    wanted_modes = _wanted(
        [i.mode for i in batch], [i.mode_shares for i in batch], modes, SMOOTHING / 2
    )
    wanted_parts = torch.tensor(rows["parts"], device=device)
    loss = _distance(types, wanted) + MODES_SHARE * _distance(modes, wanted_modes)
    if (told := wanted_parts >= 0).any():
        right = nn.functional.binary_cross_entropy_with_logits(parts[told], wanted_parts[told])
        loss = loss + PARTS_SHARE * right * told.any(-1).any(-1).float().mean()
    return loss


def _wanted(
    answers: Sequence[int], shares: Sequence[Sequence[float] | None], scores: Any, smoothing: float
) -> Any:
    """The wanted probabilities, one row an item: a teacher's, or a label's smoothed; zeros where
    nothing is asked."""
    width = scores.shape[1]
    rows = torch.zeros(len(answers), width)
    for row, answer, taught in zip(rows, answers, shares, strict=True):
        if taught is not None:
            row.copy_(torch.as_tensor(taught))
        elif answer >= 0:
            row.fill_(smoothing / width)
            row[answer] += 1 - smoothing
    return rows.to(scores.device)


def _distance(scores: Any, wanted: Any) -> Any:
    """Cross-entropy of the wanted probabilities, the mean over the batch."""
    return -(wanted * torch.log_softmax(scores, dim=-1)).sum() / len(scores)


def shares_of(model: Typer, ids: Sequence[int]) -> list[float]:
    """Each token's share in a trigger, in a sentence without marks."""
    model.eval()
    with torch.no_grad():
        scores = model(torch.tensor([list(ids)]))[2][0, :, 2]
    shares: list[float] = torch.sigmoid(scores).tolist()
    return shares
