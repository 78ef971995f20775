"""Who judges. Where nobody signs in, several coders of one machine can say who they are."""

from __future__ import annotations

from starlette.requests import Request

from dateline.errors import UsageError
from dateline.people.accounts import LOCAL
from dateline.web.persons import person

COOKIE = "dateline_coder"
MAX = 40


def coder(request: Request) -> str:
    """The name beside what is judged: that of the account; on a desk without accounts the one that
    was given on the review page, if any."""
    name = person(request).name
    given = request.cookies.get(COOKIE, "")
    return given if name == LOCAL and is_name(given) else name


def is_name(name: str) -> bool:
    """Letters, digits and a few signs, as a cookie can hold."""
    return (
        0 < len(name) <= MAX
        and name.isascii()
        and name[0].isalnum()
        and all(c.isalnum() or c in "._-" for c in name)
    )


def checked(name: str) -> str:
    """A name that somebody gives; raises `UsageError`."""
    name = name.strip().replace(" ", "-")
    if not is_name(name):
        raise UsageError(
            "that is no name", cure=f"letters, digits, . _ and -; at most {MAX} characters"
        )
    return name
