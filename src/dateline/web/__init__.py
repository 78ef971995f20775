"""The desk in a browser: `dateline serve`, and `create_app` for another server or a test.

from dateline.web import create_app

app = create_app("desk.duckdb", read_only=True)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.web.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    """`create_app` is imported when it is asked for: it loads FastAPI."""
    if name == "create_app":
        from dateline.web.app import create_app

        return create_app
    raise AttributeError(name)
