"""A web site of a test's own on 127.0.0.1, and a clock that does not wait."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """Path → what is answered. `asked` are the paths that were asked for, `headers` with what."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.headers.append({k.lower(): v for k, v in self.headers.items()})
                self.close_connection = True
                answer = site.pages.get(self.path)
                try:
                    if answer is None:
                        send(self, 404, b"none")
                    else:
                        answer(self)
                except OSError:
                    pass  # the other side has hung up, as it should

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

            def handle_error(self, *_: object) -> None:
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        scheme = "https" if hasattr(self.server.socket, "context") else "http"
        return f"{scheme}://127.0.0.1:{self.server.server_address[1]}"

    def page(
        self, path: str, body: str | bytes, kind: str | None = "text/html; charset=utf-8",
        status: int = 200, **headers: str,
    ) -> str:  # fmt: skip
        """Serve a body; its address."""
        data = body.encode() if isinstance(body, str) else body
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        if kind is not None:
            told["Content-Type"] = kind

        def answer(handler: BaseHTTPRequestHandler) -> None:
            etag = told.get("ETag")
            if etag is not None and handler.headers.get("If-None-Match") == etag:
                send(handler, 304, b"", ETag=etag)
            else:
                send(handler, status, data, **told)

        self.pages[path] = answer
        return self.url + path

    def raw(self, path: str, answer: Answer) -> str:
        """Serve what a function writes; its address."""
        self.pages[path] = answer
        return self.url + path

    def in_turn(self, path: str, *answers: tuple[int, str, dict[str, str]]) -> str:
        """Serve one answer after the other, the last for ever."""
        left = list(answers)

        def answer(handler: BaseHTTPRequestHandler) -> None:
            status, body, headers = left.pop(0) if len(left) > 1 else left[0]
            send(handler, status, body.encode(), **{"Content-Type": "text/html", **headers})

        return self.raw(path, answer)


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    """A whole answer."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    if "Content-Length" not in headers and "Transfer-Encoding" not in headers:
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def served() -> Iterator[Site]:
    """A site that answers inside the `with`."""
    site = Site()
    site.thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()


class QuickClock:
    """Time that passes only where somebody waits; `waits` are the waits."""

    def __init__(self) -> None:
        self.time = 1_000.0
        self.waits: list[float] = []
        self.stopped = False

    def now(self) -> float:
        return self.time

    def wait(self, seconds: float) -> None:
        if seconds > 0:
            self.waits.append(seconds)
            self.time += seconds

    def stop(self) -> None:
        self.stopped = True


def html(title: str, prose: str, head: str = "") -> str:
    """A page with one story."""
    paragraphs = "".join(f"<p>{part}</p>" for part in prose.split("\n\n"))
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def rss(*items: dict[str, Any], encoding: str = "utf-8") -> str:
    """An RSS feed; an item has `title link date text`."""
    made = []
    for item in items:
        parts = [f"<title>{item['title']}</title>"] if "title" in item else []
        parts += [f"<link>{item['link']}</link>"] if "link" in item else []
        parts += [f"<pubDate>{item['date']}</pubDate>"] if "date" in item else []
        parts += [f"<description>{item['text']}</description>"] if "text" in item else []
        made.append(f"<item>{''.join(parts)}</item>")
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel>'
        f"<title>The Harbour Post</title>{''.join(made)}</channel></rss>"
    )


def sitemap(*urls: str, index: bool = False) -> str:
    """A sitemap, or an index of sitemaps."""
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    listed = "".join(f"<{inner}><loc>{url}</loc></{inner}>" for url in urls)
    return (
        f'<?xml version="1.0"?><{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{listed}</{outer}>"
    )
