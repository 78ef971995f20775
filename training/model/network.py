"""The network: a small BERT encoder, and two linear heads over what it says of the marks."""

from __future__ import annotations

import torch
from torch import nn

from dateline.coding.typing.marking import PAD, SOURCE, TARGET, TRIGGER


class Typer(nn.Module):
    """Token numbers (batch × tokens) → scores of the types and of the modes.

    Each sentence is read at five places: `[CLS]`, the mean, and the opening marks of source, target
    and trigger (zero where there is none, the mean where there are several).
    """

    def __init__(self, encoder: nn.Module, types: int, modes: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        width = 5 * encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.types = nn.Linear(width, types)
        self.modes = nn.Linear(width, modes)

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores before softmax: (batch × types), (batch × modes)."""
        mask = (ids != PAD).long()
        states = self.encoder(input_ids=ids, attention_mask=mask)[0]
        parts = [states[:, 0], _mean(states, mask)]
        parts += [_mean(states, (ids == mark[0]).long()) for mark in (SOURCE, TARGET, TRIGGER)]
        pooled = self.dropout(torch.cat(parts, dim=-1))
        return self.types(pooled), self.modes(pooled)


def _mean(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    weights = mask.unsqueeze(-1).to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1.0)
