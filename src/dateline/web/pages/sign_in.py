"""`/sign-in`, `/sign-out`, `/account`: where a desk has accounts."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import UsageError
from dateline.people import accounts, passwords, sessions
from dateline.web import security
from dateline.web.persons import SESSION, Person, needs, people, person, session
from dateline.web.problems import problem
from dateline.web.render import render

router = APIRouter()
Fields = Annotated[dict[str, str], Depends(security.form)]
Someone = Annotated[Person, Depends(needs("reader"))]


@router.get("/sign-in")
def ask(request: Request, back: str = "/") -> Response:
    """The form; who is signed in already, or need not, goes on."""
    if person(request).may("reader"):
        return RedirectResponse(_onward(back), 303)
    return render(request, "sign_in.html", back=_onward(back), wrong=False, name="")


@router.post("/sign-in")
def sign_in(request: Request, fields: Fields) -> Response:
    """A new session, in a cookie; whatever session the browser brought is ended."""
    name, back = fields.get("name", ""), _onward(fields.get("back"))
    address = request.client.host if request.client else ""
    try:
        id_ = sessions.sign_in(people(request), name, fields.get("password", ""), address)
    except sessions.TooMany as error:
        answer = problem(
            request, 429, "too many tries to sign in",
            f"try again in {-(-error.wait // 60)} minutes; an owner can set another password",
            links=[("Sign in", "/sign-in")],
        )  # fmt: skip
        answer.headers["retry-after"] = str(error.wait)
        return answer
    if id_ is None:
        return render(request, "sign_in.html", status=401, back=back, wrong=True, name=name[:80])
    old = session(request)
    if old is not None:
        with people(request).writing() as db:
            sessions.end(db, old)
    onward = RedirectResponse(back, 303)
    onward.set_cookie(
        SESSION, sessions.signed(request.app.state.key, id_), max_age=sessions.DAYS * 24 * 3600,
        secure=request.url.scheme == "https", httponly=True, samesite="lax",
    )  # fmt: skip
    # The forms of before were those of nobody.
    onward.delete_cookie(security.COOKIE)
    return onward


@router.get("/sign-out")
def ask_out(request: Request) -> Response:
    return render(request, "sign_out.html")


@router.post("/sign-out")
def sign_out(request: Request, _: Fields) -> Response:
    """End this session."""
    id_ = session(request)
    if id_ is not None:
        with people(request).writing() as db:
            sessions.end(db, id_)
    return _out()


@router.get("/account")
def account(request: Request, me: Someone) -> Response:
    """One's own account: password, sessions, tokens."""
    with people(request).reading() as db:
        mine = accounts.one(db, me.name) if accounts.asked(db) else None
        held = sessions.tokens(db, me.name)
    return render(
        request, "account.html", mine=mine, tokens=held, days=sessions.DAYS,
        shortest=passwords.SHORTEST,
    )  # fmt: skip


@router.post("/account/password")
def password(request: Request, fields: Fields, me: Someone) -> Response:
    """Another password, for who knows the present one; all sessions end."""
    new = fields.get("new", "")
    if new != fields.get("again", ""):
        raise UsageError("the new password is not the same twice", cure="go back, type it again")
    passwords.checked(new, me.name)
    address = request.client.host if request.client else ""
    try:
        id_ = sessions.sign_in(people(request), me.name, fields.get("password", ""), address)
    except sessions.TooMany as error:
        raise security.Refused(429, "too many tries", f"wait {error.wait} seconds") from error
    if id_ is None:
        raise security.Refused(403, "that is not your present password", "go back, type it again")
    with people(request).writing() as db:
        accounts.set_password(db, me.name, me.name, new)
    return _out("/sign-in?back=/account")


@router.post("/account/sign-out")
def everywhere(request: Request, _: Fields, me: Someone) -> Response:
    """End all sessions of one's own."""
    with people(request).writing() as db:
        sessions.end_all(db, me.name, me.name)
    return _out()


def _out(to: str = "/sign-in") -> Response:
    answer = RedirectResponse(to, 303)
    answer.delete_cookie(SESSION)
    answer.delete_cookie(security.COOKIE)
    return answer


def _onward(back: str | None) -> str:
    """Where to go after signing in: an address of this server, but not the form again."""
    to = security.local(back)
    return "/" if urlsplit(to).path in {"/sign-in", "/sign-out"} else to
