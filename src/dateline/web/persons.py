"""Who asks, and what they may do.

On a desk that only its own machine can reach nobody signs in: whoever asks is `me`, its owner. With
`--read-only` everybody is a reader.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from starlette.requests import Request

from dateline.people import People
from dateline.web.security import Refused

ROLES = ("reader", "coder", "editor", "owner")
"""Each may do what those before it may."""


class Person(NamedTuple):
    """Somebody who asks: the name that stands beside what they write, and their role."""

    name: str
    role: str

    def may(self, role: str) -> bool:
        """Whether they may do what somebody of this role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


def person(request: Request) -> Person:
    """Who asks."""
    return Person("me", "owner" if request.app.state.people is not None else "reader")


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
