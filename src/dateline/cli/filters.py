"""The filters of `dateline events`, for other commands that ask the desk."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli.events import GROUPED, events
from dateline.cli.options import F

_NOT_FILTERS = {"desk", "kind", "out", "corrected", "help"}


def filter_options(command: F) -> F:
    """All options of `dateline events` but the desk and the form of its output."""
    mine: list[click.Parameter] = getattr(command, "__click_params__", [])
    found = [p for p in events.params if p.name not in _NOT_FILTERS]
    # click collects the options of a function from the last to the first.
    command.__click_params__ = mine + found[::-1]  # type: ignore[attr-defined]
    return command


def asked(filters: dict[str, Any]) -> dict[str, Any]:
    """The filters that were given; `--story` without an id asks for the order of stories."""
    given = {name: value for name, value in filters.items() if value not in ((), None)}
    if given.get("story") == GROUPED:
        del given["story"]
        given["sort"] = "story"
    return given
