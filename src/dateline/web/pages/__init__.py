"""The pages, one file each: a `router`, and what it asks the desk. Their templates have the same
names. A new page is added to `_MODULES`, and to `NAV` in `render.py` if it belongs in the head."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter

_MODULES = (
    "today",
    "map",
    "failures",
    "events",
    "event",
    "story",
    "actor",
    "dyad",
    "network",
    "charts",
    "tellings",
    "guide",
    "theme",
    "sign_in",
    "people",
    "conversation",
    "moderation",
    "suggestions",
    "review",
    "agreement",
    "review_files",
    "mending",
    "rules",
    "recode",
)


def routers() -> list[APIRouter]:
    """The routes of all pages."""
    return [importlib.import_module(f"dateline.web.pages.{name}").router for name in _MODULES]
