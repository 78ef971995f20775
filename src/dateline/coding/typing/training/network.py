"""The network: a small BERT encoder, and two linear heads over what it says of the marks."""

from __future__ import annotations

import torch
from torch import nn

from dateline.coding.typing.marking import PAD, SOURCE, TARGET, TRIGGER

PARTS = ("source", "target", "trigger")


class Typer(nn.Module):
    """Token numbers (batch × tokens) → scores of the types, of the modes, and of each token's part.

    Each sentence is read at five places: `[CLS]`, the mean, and the opening marks of source, target
    and trigger (zero where there is none, the mean where there are several). A token's parts are
    source and target (of the marked trigger) and trigger (where nothing is marked).
    """

    def __init__(self, encoder: nn.Module, types: int, modes: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        width = 5 * encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.types = nn.Linear(width, types)
        self.modes = nn.Linear(width, modes)
        self.parts = nn.Linear(encoder.config.hidden_size, len(PARTS))

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Scores before softmax or sigmoid: (batch × types), (batch × modes), (batch × tokens × 3)."""
        mask = (ids != PAD).long()
        states = self.encoder(input_ids=ids, attention_mask=mask)[0]
        parts = [states[:, 0], _mean(states, mask)]
        parts += [_mean(states, (ids == mark[0]).long()) for mark in (SOURCE, TARGET, TRIGGER)]
        pooled = self.dropout(torch.cat(parts, dim=-1))
        return self.types(pooled), self.modes(pooled), self.parts(self.dropout(states))


def _mean(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    weights = mask.unsqueeze(-1).to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1.0)
