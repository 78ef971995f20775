"""Listening: on this machine only, and what goes wrong with that in one line."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path

from dateline.errors import NotServed
from dateline.web.security import LOOPBACK


def check_host(host: str) -> str:
    """The host, if only this machine can reach it; raises `NotServed` for any other."""
    if host == "localhost":
        return host
    try:
        if ipaddress.ip_address(host.strip("[]")).is_loopback:
            return host.strip("[]")
    except ValueError:
        pass
    raise NotServed(
        f"others could reach the desk at {host!r}, and there are no accounts yet",
        cure="--host 127.0.0.1; from another machine: ssh -L 8765:127.0.0.1:8765 THIS-MACHINE",
    )


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
) -> None:
    """Serve until the program is stopped. `started` is told the address as soon as one can connect.

    Raises `NotServed` where it cannot be, `DeskError` where the desk cannot be read.
    """
    host = check_host(host)
    bound = listen(host, port)
    try:
        import uvicorn

        from dateline.web.app import create_app

        app = create_app(desk, read_only=read_only, hosts=(*LOOPBACK, host), tables=tables)
        shown = f"[{host}]" if ":" in host else host
        started(f"http://{shown}:{bound.getsockname()[1]}/")
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
            timeout_keep_alive=10, timeout_graceful_shutdown=5,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[bound])
    finally:
        bound.close()
