"""Listening: on this machine only, and what goes wrong with that in one line."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.errors import NotServed
from dateline.people import People, beside
from dateline.people.accounts import owners
from dateline.web.security import LOOPBACK

if TYPE_CHECKING:
    from uvicorn import Config


def check_host(host: str, owners: int = 0, read_only: bool = False) -> str:
    """The host, if only this machine can reach it, or if the desk has accounts that say who may:
    `owners` are those of an owner. Raises `NotServed` otherwise."""
    if is_local(host):
        return host.strip("[]")
    tunnel = "or --host 127.0.0.1, and a tunnel: ssh -L 8765:127.0.0.1:8765 THIS-MACHINE"
    if read_only:
        raise NotServed(
            f"others could reach the desk at {host!r}, and nobody signs in with --read-only",
            cure=f"leave --read-only away: accounts of readers only read; {tunnel}",
        )
    if not owners:
        raise NotServed(
            f"others could reach the desk at {host!r}, and there are no accounts yet",
            cure=f"dateline desk accounts add NAME --role owner; {tunnel}",
        )
    return host.strip("[]")


def is_local(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def owners_of(desk: str | Path) -> int:
    """How many accounts own a desk; its file is not made for that."""
    if not beside(desk).exists():
        return 0
    with People.beside(desk).reading() as db:
        return owners(db)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; raises `NotServed` where the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise NotServed(
            f"cannot listen on port {port}: {(error.strerror or str(error)).lower()}",
            cure="stop what listens there, or give another: --port 0 takes any that is free",
        ) from error
    made.listen(128)
    return made


def serve(
    desk: str | Path,
    *,
    host: str,
    port: int,
    read_only: bool,
    tables: str | None,
    started: Callable[[str], None],
    names: Sequence[str] = (),
    certificate: tuple[str, str] | None = None,
) -> None:
    """Serve until the program is stopped. `started` is told the address as soon as one can connect.

    `names` are further ones under which the server may be asked for; `certificate` the files of a
    certificate and its key, for https.

    Raises `NotServed` where it cannot be, `DeskError` where the desk cannot be read.
    """
    public = not is_local(host)
    host = check_host(host, owners_of(desk) if public and not read_only else 0, read_only)
    bound = listen(host, port)
    try:
        import uvicorn

        from dateline.web.app import create_app

        known = (host, *names, *((socket.gethostname(), socket.getfqdn()) if public else ()))
        app = create_app(
            desk, read_only=read_only, hosts=(*LOOPBACK, *(n.lower() for n in known)),
            tables=tables, public=public,
        )  # fmt: skip
        scheme = "https" if certificate else "http"
        started(f"{scheme}://{_shown(host, names)}:{bound.getsockname()[1]}/")
        files = ("ssl_certfile", "ssl_keyfile")
        secured: dict[str, Any] = dict(zip(files, certificate or (), strict=False))
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
            timeout_keep_alive=10, timeout_graceful_shutdown=5, **secured,
        )  # fmt: skip
        _load(config)
        uvicorn.Server(config).run(sockets=[bound])
    finally:
        bound.close()


def _shown(host: str, names: Sequence[str]) -> str:
    """The host as it stands in an address: a name where it listens on all addresses."""
    if host in {"0.0.0.0", "::"}:
        return names[0] if names else socket.gethostname()
    return f"[{host}]" if ":" in host else host


def _load(config: Config) -> None:
    """Read the certificate now, so that one that is none is told in one line."""
    try:
        config.load()
    except (OSError, ValueError) as error:
        raise NotServed(
            f"the certificate or its key cannot be used: {error}",
            cure="--certificate FILE and --key FILE, both PEM, the key without a password",
        ) from error
