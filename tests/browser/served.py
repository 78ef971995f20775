"""The app behind a real port of this machine, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import uvicorn
from fastapi import FastAPI

from dateline.web import create_app
from dateline.web.serving import listen


class Served(NamedTuple):
    """A desk that is served: where, by which app, from which file."""

    address: str
    app: FastAPI
    desk: Path


@contextmanager
def serving(desk: Path, **options: Any) -> Iterator[Served]:
    """Serve `desk` on a free port; it looks for changes of its file ten times a second."""
    app = create_app(desk, look=0.1, **options)
    bound = listen("127.0.0.1", 0)
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{bound.getsockname()[1]}", app, desk)
    finally:
        server.should_exit = True
        thread.join(20)
        bound.close()
