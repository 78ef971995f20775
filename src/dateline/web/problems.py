"""What went wrong, as a page for people and as problem+json (RFC 9457) for programs."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dateline.errors import (
    DatelineError,
    DeskError,
    InternalFault,
    PeopleError,
    TookTooLong,
    UsageError,
)
from dateline.web.render import render
from dateline.web.security import Refused

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

# Error → status. The first that fits.
_STATUS: tuple[tuple[type[DatelineError], int], ...] = (
    (UsageError, 422),
    (TookTooLong, 503),
    (DeskError, 503),
    (PeopleError, 503),
    (InternalFault, 500),
    (DatelineError, 422),
)


class Missing(Exception):
    """What the address names is not there. `cure` says what to do; `links` (words, address) lead
    on. `gone` says that it once was."""

    def __init__(
        self, what: str, cure: str = "", links: list[tuple[str, str]] | None = None, gone: bool = False
    ) -> None:  # fmt: skip
        super().__init__(what)
        self.what, self.cure, self.links, self.gone = what, cure, links or [], gone


def problem(
    request: Request, status: int, what: str, cure: str = "", code: str = "", links: Any = ()
) -> Response:
    """The answer: a page, or problem+json under `/api`."""
    from starlette.responses import JSONResponse

    title = HTTPStatus(status).phrase
    headers = {"retry-after": "5"} if status == 503 else {}
    if request.url.path.startswith("/api"):
        told = {"type": "about:blank", "title": title, "status": status, "detail": what}
        told |= {k: v for k, v in (("cure", cure), ("code", code)) if v}
        return JSONResponse(
            told, status_code=status, headers=headers, media_type="application/problem+json"
        )
    return render(
        request, "problem.html", status=status, number=status, headers=headers, title=title, what=what, cure=cure,
        code=code, links=list(links),
    )  # fmt: skip


def install(app: FastAPI) -> None:
    """Let an app answer with these."""
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException
    from starlette.responses import RedirectResponse

    from dateline.web.persons import NotSignedIn

    def dateline(request: Request, error: Exception) -> Response:
        assert isinstance(error, DatelineError)
        status = next(s for kind, s in _STATUS if isinstance(error, kind))
        where = f"{error.where}: " if error.where and status == 503 else ""
        return problem(request, status, f"{where}{error.what}", error.cure or "", error.code)

    def missing(request: Request, error: Exception) -> Response:
        assert isinstance(error, Missing)
        return problem(
            request, 410 if error.gone else 404, error.what, error.cure, links=error.links
        )

    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        return problem(request, error.status, error.what, error.cure)

    def unknown(request: Request, error: Exception) -> Response:
        """Pages lead to the form; programs are told what to bring."""
        if request.method == "GET" and not request.url.path.startswith("/api"):
            back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/sign-in?back={quote(back[:2_000], safe='')}", 303)
        answer = problem(
            request, 401, "this desk asks who you are",
            "sign in at /sign-in; programs send the header Authorization: Bearer TOKEN",
        )  # fmt: skip
        answer.headers["www-authenticate"] = "Bearer"
        return answer

    def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 404:
            return problem(
                request, 404, "there is no such page", "start from the first page, or search"
            )
        return problem(request, error.status_code, str(error.detail).lower())

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        told = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        return problem(request, 422, told[:1000], "see /openapi.json")

    def fault(request: Request, error: Exception) -> Response:
        return problem(
            request, 500, "Dateline itself failed on this page",
            "please report it with the address and what the server printed", "D901",
        )  # fmt: skip

    for kind, handler in (
        (DatelineError, dateline), (Missing, missing), (Refused, refused), (NotSignedIn, unknown),
        (HTTPException, http), (RequestValidationError, invalid), (Exception, fault),
    ):  # fmt: skip
        app.add_exception_handler(kind, handler)
