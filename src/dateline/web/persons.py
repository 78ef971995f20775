"""Who asks, and what they may do.

On a desk without accounts that only its own machine can reach nobody signs in: whoever asks is `me`,
its owner. With accounts everybody signs in, or brings a token for the API. With `--read-only`
everybody is a reader.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from starlette.requests import Request

from dateline.people import People
from dateline.people.accounts import LOCAL, ROLES, asked
from dateline.people.sessions import Known, of_session, of_token, unsigned
from dateline.web.security import Refused

SESSION = "dateline_session"
OPEN = ("/sign-in", "/sign-out", "/theme")
"""The pages that ask nobody who they are; besides them only the files of `/static`."""


class Person(NamedTuple):
    """Somebody who asks: the name that stands beside what they write, and their role."""

    name: str
    role: str

    def may(self, role: str) -> bool:
        """Whether they may do what somebody of this role may."""
        return self.role in ROLES and ROLES.index(self.role) >= ROLES.index(role)


NOBODY = Person("", "nobody")
"""Who has not signed in where one must."""


class NotSignedIn(Exception):
    """Somebody must sign in first."""


def person(request: Request) -> Person:
    """Who asks; asked once a request."""
    found: Person | None = getattr(request.state, "person", None)
    if found is None:
        found = request.state.person = _person(request)
    return found


def _person(request: Request) -> Person:
    store: People | None = request.app.state.people
    if store is None:
        return Person(LOCAL, "reader")
    with store.reading() as db:
        if not asked(db):
            return NOBODY if request.app.state.public else Person(LOCAL, "owner")
        bearer = _bearer(request)
        if bearer is not None:
            return _holder(of_token(db, bearer))
        id_ = session(request)
        return _holder(of_session(db, id_)) if id_ else NOBODY


def _holder(known: Known | None) -> Person:
    if known is None:
        return NOBODY
    return Person(known.name, known.role if known.scope == "read-write" else "reader")


def _bearer(request: Request) -> str | None:
    """The token that a program brings; the pages take none."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    api = request.url.path.startswith("/api/")
    return value.strip() if api and scheme.lower() == "bearer" else None


def session(request: Request) -> str | None:
    """The id of the session in the cookie, if this server signed it."""
    given = request.cookies.get(SESSION, "")
    return unsigned(request.app.state.key, given) if given else None


def gate(request: Request) -> None:
    """A dependency of all routes: who must sign in gets no further."""
    if request.url.path not in OPEN and not person(request).may("reader"):
        raise NotSignedIn


def needs(role: str) -> Callable[[Request], Person]:
    """A dependency of a route: the person, if they have at least this role, else a page with 403."""

    def check(request: Request) -> Person:
        found = person(request)
        if not found.may(role):
            raise Refused(403, f"this needs the role of {role}", "ask the owner of the desk")
        return found

    return check


def people(request: Request) -> People:
    """The store of what people write; a page with 403 where the server is read-only."""
    found: People | None = request.app.state.people
    if found is None:
        raise Refused(403, "this server is read-only", "start it without --read-only")
    return found
