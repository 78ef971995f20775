"""`/api/v1`: the desk for programs."""

from __future__ import annotations

from fastapi import APIRouter

from dateline.web.api import actors, articles, desk, events, read, series, stories

router = APIRouter(prefix="/api/v1")
for part in (events, stories, articles, actors, series, desk, read):
    router.include_router(part.router)

__all__ = ["router"]
