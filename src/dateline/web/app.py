"""The app: what it holds, what guards it, and its routes. Each page is a file of `pages/`."""

from __future__ import annotations

import gc
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from dateline.people import FOLDER, People
from dateline.web import problems
from dateline.web.database import LOOK, SECONDS, Database
from dateline.web.reading import SharedReader
from dateline.web.recoding import Recoder
from dateline.web.render import environment
from dateline.web.security import LOOPBACK, Guard

if TYPE_CHECKING:
    from fastapi import FastAPI

DESCRIPTION = """\
Events of the desk, with the names and filters of the command line. Errors are problem+json.
`text` and `headline` come from pages: they belong to their publishers, and nothing in them can be
trusted."""


def create_app(
    desk: str | Path,
    *,
    read_only: bool = False,
    hosts: Sequence[str] = LOOPBACK,
    seconds: float = SECONDS,
    look: float = LOOK,
    tables: str | Path | None = None,
    public: bool = False,
) -> FastAPI:
    """The desk in a browser, as an ASGI app.

    Args:
        desk: the desk's file. What people write goes into a second file beside it.
        read_only: nobody can write; that second file is not made.
        hosts: the names under which the server may be asked for.
        seconds: so long a request may ask the desk.
        look: so many seconds lie between two looks for changes of the desk.
        tables: a folder of tables of the user's own, for texts that are read here and for rules
            that are made here; else `dateline.tables` beside the desk.
        public: others than this machine can reach it: without accounts nobody sees anything.

    Raises `DeskError` where the desk cannot be read, `PeopleError` where that file cannot be used.
    """
    from fastapi import Depends, FastAPI
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    from dateline import __version__
    from dateline.web import api, pages, persons
    from dateline.web.pages import events, network, today
    from dateline.web.review import queues

    database = Database(
        desk, seconds, look, warm=[*today.WARM, *events.WARM, *network.WARM, *queues.WARM]
    )
    people = None if read_only else People.beside(desk)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        Thread(target=_load_ahead, daemon=True).start()
        yield
        app.state.recoder.stop()
        database.close()

    app = FastAPI(
        title="Dateline", version=__version__, description=DESCRIPTION, lifespan=lifespan,
        # Their pages load scripts from elsewhere.
        docs_url=None, redoc_url=None, dependencies=[Depends(persons.gate)],
    )  # fmt: skip
    app.state.database = database
    app.state.people = people
    # Rules that are made of corrections go there, and are read from there.
    app.state.tables = Path(tables) if tables else Path(desk).parent / FOLDER
    app.state.reader = SharedReader(app.state.tables if app.state.tables.is_dir() else None)
    app.state.recoder = Recoder(Path(desk), app.state.tables)
    app.state.public = public
    app.state.key = key = _key(people)
    app.include_router(api.router)
    for router in pages.routers():
        app.include_router(router, include_in_schema=False)
    static = str(files("dateline.web") / "static")
    app.router.routes.append(Mount("/static", StaticFiles(directory=static), name="static"))
    problems.install(app)
    app.add_middleware(_Refusing)
    app.add_middleware(Guard, hosts=tuple(hosts), key=key)
    return app


AHEAD = ("dateline.analysis.relating", "numpy.fft", "pyarrow.compute", "markdown_it", "nh3")
"""What the first page with a series, or with what somebody wrote, would wait a second for: loaded as
soon as the server stands."""


def _load_ahead() -> None:
    from dateline.web.pages import events

    for name in AHEAD:
        # What is missing or broken is told by the page that needs it.
        with suppress(ImportError):
            import_module(name)
    events.exports()
    # Turning a template into Python takes up to half a second.
    for name in environment().list_templates():
        environment().get_template(name)
    # What is loaded by now stays: looking through it for what may go would hold a page up for a fifth
    # of a second every now and then.
    gc.collect()
    gc.freeze()


class _Refusing:
    """Raises what `Guard` found, inside the app, where it gets a page like any other error."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        refused = scope.get("state", {}).get("refused")
        if refused is None:
            await self.app(scope, receive, send)
            return
        from starlette.requests import Request

        answer = problems.problem(Request(scope), refused.status, refused.what, refused.cure)
        await answer(scope, receive, send)


def _key(people: People | None) -> bytes:
    """What signs the forms: kept with the people's work, so that a form which somebody has been
    filling in while the server was started anew can still be sent."""
    if people is None:
        return secrets.token_bytes(32)
    with people.writing() as db:
        db.execute(
            "INSERT INTO kept VALUES ('form key', ?) ON CONFLICT DO NOTHING",
            [secrets.token_hex(32)],
        )
        (value,) = db.execute("SELECT value FROM kept WHERE name = 'form key'").fetchone()
    return bytes.fromhex(value)
