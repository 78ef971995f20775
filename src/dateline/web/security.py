"""What stands between the pages and whoever asks: hosts, origins, lengths, headers, forms.

Plain ASGI, around the whole app, so that no route can forget it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.requests import Request

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "::1")

MAX_ADDRESS = 8_000
"""Characters of path and query; a longer address gets 414."""
MAX_BODY = 1_000_000
"""Bytes of a body, unless `MAX_BODIES` says otherwise; a larger one gets 413."""
MAX_BODIES = {"/api/v1/read": 5_000_000}

COOKIE = "dateline_form"
FIELD = "form_key"
"""The hidden field of each form: `form_field` of `_macros.html` writes it."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_CHANGES = {"POST", "PUT", "PATCH", "DELETE"}


class Refused(Exception):
    """A request that goes no further; `status` and the words for its page."""

    def __init__(self, status: int, what: str, cure: str) -> None:
        super().__init__(what)
        self.status, self.what, self.cure = status, what, cure


class Guard:
    """The middleware. `hosts` are the names under which this server may be asked for: a page of
    another site that points its own name at this machine gets nothing (DNS rebinding)."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], key: bytes) -> None:
        self.app, self.hosts, self.key = app, hosts, key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        had = _cookie(headers.get("cookie", ""))
        browser = had or secrets.token_hex(16)
        state = scope.setdefault("state", {})
        state["form_key"] = form_key(self.key, browser)
        refused = self._refusal(scope, headers)
        if refused is not None:
            state["refused"] = refused

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                _dress(message, None if had else browser, scope.get("scheme") == "https")
            await send(message)

        await self.app(scope, _bounded(receive, scope["path"]), answer)

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> Refused | None:
        if not self._known(_host(headers.get("host", "")), scope):
            return Refused(421, "this server is not asked for under that name", "use its address")
        length = len(scope.get("raw_path") or b"") + len(scope["query_string"])
        if length > MAX_ADDRESS:
            return Refused(
                414, f"the address has {length:,} characters", f"at most {MAX_ADDRESS:,} are read"
            )
        if scope["method"] in _CHANGES and not self._same_origin(headers):
            return Refused(
                403, "the request comes from another site", "use the form on this server's page"
            )
        said = headers.get("content-length", "")
        if said.isdecimal() and int(said[:15]) > most(scope["path"]):
            return too_large(scope["path"])
        return None

    def _known(self, host: str, scope: Scope) -> bool:
        """Whether the host is one of ours, or the very number at which the request came in: what is
        pointed at this machine by a name cannot look like that."""
        server = (scope.get("server") or ("",))[0]
        return host in self.hosts or (host == server and _is_number(host))

    def _same_origin(self, headers: dict[str, str]) -> bool:
        """What changes something must come from a page of ours, or from no page at all (curl)."""
        if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
            return False
        origin = headers.get("origin")
        return origin is None or urlsplit(origin).netloc == headers.get("host")


def _host(value: str) -> str:
    """The host of a Host header without its port."""
    try:
        return urlsplit(f"//{value}").hostname or ""
    except ValueError:
        return ""


def _is_number(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def most(path: str) -> int:
    """How many bytes a body for this path may have."""
    return MAX_BODIES.get(path, MAX_BODY)


def too_large(path: str) -> Refused:
    """A body that is longer than is read."""
    return Refused(413, "what was sent is too large", f"at most {most(path):,} bytes are read")


def _bounded(receive: Receive, path: str) -> Receive:
    """The body, cut off with `Refused` where it is longer than it may be and did not say so."""
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most(path):
            raise too_large(path)
        return message

    return bounded


def _dress(message: Message, cookie: str | None, secure: bool) -> None:
    headers = [(k, v) for k, v in message["headers"] if k.decode("latin-1") not in HEADERS]
    headers += [(k.encode(), v.encode()) for k, v in HEADERS.items()]
    kind = dict(message["headers"]).get(b"content-type", b"")
    if kind.startswith(b"text/html"):
        headers.append((b"cache-control", b"private, no-cache"))
        if cookie:
            value = f"{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Strict{'; Secure' * secure}"
            headers.append((b"set-cookie", value.encode()))
    message["headers"] = headers


# --- forms ------------------------------------------------------------------------------


def _cookie(header: str) -> str | None:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return None
    return found.value if found and len(found.value) == 32 and found.value.isalnum() else None


def form_key(key: bytes, browser: str) -> str:
    """The value of the hidden field in the forms of one browser."""
    return hmac.new(key, f"form {browser}".encode(), hashlib.sha256).hexdigest()


async def form(request: Request) -> dict[str, str]:
    """The fields of a form of ours, each once; use it as a dependency of every POST.

    Raises `Refused` where the form was not written for this browser.
    """
    sent = await request.form(max_files=0, max_fields=200)
    fields = {name: value for name, value in sent.items() if isinstance(value, str)}
    given = fields.pop(FIELD, "")
    if not hmac.compare_digest(given.encode(), request.state.form_key.encode()):
        raise Refused(
            403,
            "the form is too old, or was not made for this browser",
            "go back, load the page again, and send it once more; cookies must be allowed",
        )
    return fields


def local(path: Any) -> str:
    """An address on this server to go back to; `/` for anything else (no open redirects)."""
    text = str(path or "/")
    plain = text.startswith("/") and not text.startswith(("//", "/\\"))
    return text if plain and text.isprintable() and "\\" not in text else "/"
