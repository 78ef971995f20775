"""One address at a time: what is asked for, what is refused, and what no server can do to us."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from intake.site import QuickClock, Site, html, send, served

from dateline import errors, limits
from dateline.intake.fetching import Fetcher, Fetching, Stopped, transport
from dateline.intake.fetching import address as addresses
from dateline.intake.fetching.address import follow, is_public, take_apart

PAGE = html("Pact", "The ministers of Norway and Peru met in Oslo on Monday.")


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        yield made


def fetcher(**options: Any) -> tuple[Fetcher, QuickClock]:
    clock = QuickClock()
    return Fetcher(Fetching(**{"allow_private": True, **options}), clock=clock), clock


def refused(url: str, kind: type[errors.DatelineError], **options: Any) -> errors.DatelineError:
    """The one line with which an address fails."""
    with pytest.raises(kind) as caught:
        fetcher(**options)[0].get(url)
    error = caught.value
    assert error.cure and error.where
    assert "\n" not in str(error) and "urllib3" not in str(error) and "0x" not in str(error)
    return error


def test_a_page(site: Site) -> None:
    url = site.page("/a?b=c", PAGE, "Text/HTML; Charset=UTF-8", ETag='"x"', Last_Modified="then")
    found = fetcher()[0].get(f"{url}#part")
    assert (found.asked, found.url, found.same) == (url, url, False)
    assert (found.media, found.charset) == ("text/html", "UTF-8")
    assert (found.etag, found.last_modified) == ('"x"', "then")
    assert found.data == PAGE.encode() and found.when.endswith("Z")
    assert site.asked == ["/robots.txt", "/a?b=c"]
    sent = site.headers[-1]
    assert sent["user-agent"].startswith("Dateline/") and sent["accept-encoding"] == "gzip, deflate"
    assert sent["host"] == url.split("/")[2]


def test_packed_and_in_chunks(site: Site) -> None:
    packed = gzip.compress(PAGE.encode())
    a = site.page("/a", packed, Content_Encoding="gzip")

    def in_chunks(handler: BaseHTTPRequestHandler) -> None:
        body = b"".join(b"%x\r\n%s\r\n" % (1, packed[n : n + 1]) for n in range(len(packed)))
        head = {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}
        send(handler, 200, body + b"0\r\n\r\n", **head)

    b = site.raw("/b", in_chunks)
    get = fetcher()[0].get
    assert get(a).data == get(b).data == PAGE.encode()
    wrong = site.page("/c", PAGE, Content_Encoding="gzip")
    assert "packed wrongly" in refused(wrong, errors.NotFetched).what


def test_name(site: Site) -> None:
    url = site.page("/", PAGE)
    made, _ = fetcher(user_agent=" Mine/2 (+https://me.example) ")
    made.get(url)
    assert {h["user-agent"] for h in site.headers} == {"Mine/2 (+https://me.example)"}
    for wrong in ("", "a\r\nX-Y: z", "é", "a" * 400):
        with pytest.raises(errors.UsageError):
            Fetcher(Fetching(user_agent=wrong))


def test_what_has_not_changed_is_not_sent(site: Site) -> None:
    url = site.page("/", PAGE, ETag='"1"')
    made, _ = fetcher()
    again = made.get(url, etag='"1"', last_modified="Mon, 01 May 2023 00:00:00 GMT")
    assert again.same and again.data == b""
    assert site.headers[-1]["if-modified-since"] == "Mon, 01 May 2023 00:00:00 GMT"
    assert not made.get(url, etag='"2"').same


# --- politeness ---------------------------------------------------------------------------


def test_robots(site: Site) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /private/*/x$\nAllow: /\n", "text/plain")
    bad, good = site.page("/private/a/x", PAGE), site.page("/private/a/xy", PAGE)
    made, _ = fetcher()
    with pytest.raises(errors.FetchRefused, match=r"robots\.txt"):
        made.get(bad)
    assert made.get(good).data
    assert site.asked == ["/robots.txt", "/private/a/xy"]


def test_robots_by_name(site: Site) -> None:
    rules = "User-agent: dateline\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    site.page("/robots.txt", rules, "text/plain")
    url = site.page("/", PAGE)
    refused(url, errors.FetchRefused)
    assert fetcher(user_agent="Other/1")[0].get(url).data


def test_robots_holds_for_where_a_redirect_leads(site: Site) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /secret", "text/plain")
    site.page("/secret", PAGE)
    refused(site.page("/a", "", status=302, Location="/secret"), errors.FetchRefused)
    assert "/secret" not in site.asked


@pytest.mark.parametrize("status", [500, 503, 429])
def test_without_rules_nothing_is_asked_for(site: Site, status: int) -> None:
    site.page("/robots.txt", "", status=status)
    error = refused(site.page("/", PAGE), errors.NotFetched)
    assert "robots.txt" in error.what and str(status) in error.what
    assert set(site.asked) == {"/robots.txt"}


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_rules_no_bounds(site: Site, status: int) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /", status=status)
    assert fetcher()[0].get(site.page("/", PAGE)).data


def test_rules_are_asked_for_once_a_day(site: Site) -> None:
    url = site.page("/", PAGE)
    made, clock = fetcher()
    made.get(url), made.get(url)
    assert site.asked.count("/robots.txt") == 1
    clock.time += 90_000
    made.get(url)
    assert site.asked.count("/robots.txt") == 2


def test_delay(site: Site) -> None:
    url = site.page("/", PAGE)
    made, clock = fetcher(delay=3)
    made.get(url)
    assert clock.waits == []
    clock.time += 1
    made.get(url)
    assert clock.waits == [2]


def test_crawl_delay(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 20", "text/plain")
    url = site.page("/", PAGE)
    made, clock = fetcher()
    made.get(url), made.get(url)
    assert clock.waits == [20]
    monkeypatch.setattr(limits, "MAX_WAIT_SECONDS", 10)
    with pytest.raises(errors.NotFetched, match="20 seconds between two pages"):
        made.get(url)


def test_busy_then_well(site: Site) -> None:
    url = site.in_turn("/", (429, "", {"Retry-After": "7"}), (503, "", {}), (200, PAGE, {}))
    made, clock = fetcher(delay=0)
    assert made.get(url).data == PAGE.encode()
    assert clock.waits == [7, 6]


def test_retry_after_as_a_time(site: Site) -> None:
    later = formatdate(time.time() + 60, usegmt=True)
    made, clock = fetcher(delay=0)
    made.get(site.in_turn("/", (503, "", {"Retry-After": later}), (200, PAGE, {})))
    assert 30 < clock.waits[0] <= 60
    made.get(site.in_turn("/b", (503, "", {"Retry-After": "soon"}), (200, PAGE, {})))
    assert clock.waits[1] == 2


def test_retry_after_has_its_bound(site: Site) -> None:
    url = site.in_turn("/", (429, "", {"Retry-After": "86400"}))
    error = refused(url, errors.NotFetched)
    assert "429" in error.what and "86400 seconds" in error.what and site.asked.count("/") == 1
    assert isinstance(error, errors.NotFetched) and error.passing


@pytest.mark.parametrize(
    ("status", "tries", "passing"),
    [(500, 3, True), (502, 3, True), (404, 1, False), (403, 1, False), (206, 1, False), (999, 1, False)],
)  # fmt: skip
def test_statuses(site: Site, status: int, tries: int, passing: bool) -> None:
    error = refused(site.page("/", PAGE, status=status), errors.NotFetched)
    assert str(status) in error.what and site.asked.count("/") == tries
    assert isinstance(error, errors.NotFetched) and error.passing is passing


# --- redirects ----------------------------------------------------------------------------


def test_redirects(site: Site) -> None:
    site.page("/c", PAGE)
    for status in (301, 302, 303, 307, 308):
        site.page("/b", "", status=status, Location="c#x")
        a = site.page("/a", "", status=status, Location="/b")
        found = fetcher()[0].get(a)
        assert (found.asked, found.url) == (a, site.url + "/c")


def test_redirects_in_letters_of_others(site: Site) -> None:
    site.page("/caf%C3%A9", PAGE)
    for place in ("/café".encode().decode("latin-1"), "/caf%C3%A9"):
        found = fetcher()[0].get(site.page("/a", "", status=301, Location=place))
        assert found.url == site.url + "/caf%C3%A9"


def test_redirects_in_a_circle(site: Site) -> None:
    site.page("/a", "", status=301, Location="/b")
    site.page("/b", "", status=301, Location="/a")
    assert "circle" in refused(site.url + "/a", errors.FetchRefused).what
    assert site.asked.count("/a") == 1


def test_redirects_without_end(site: Site) -> None:
    for n in range(20):
        site.page(f"/{n}", "", status=301, Location=f"/{n + 1}")
    error = refused(site.url + "/0", errors.FetchRefused)
    assert "more than 5" in error.what and len(site.asked) == 7


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://x/y", "http://", "javascript:x", "http://[::1"]
)
def test_redirects_to_what_is_no_page(site: Site, to: str) -> None:
    refused(site.page("/", "", status=302, Location=to), errors.FetchRefused)


def test_redirect_to_a_private_address(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.page("/secret", PAGE)
    site.page("/", "", status=302, Location=site.url + "/secret")
    port = site.url.rpartition(":")[2]
    there = [(2, 1, 6, "", ("127.0.0.1", int(port)))]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: there)
    judged: list[str] = []

    def public_at_first(number: str) -> bool:
        judged.append(number)
        return len(judged) <= 2  # its rules and the page; not where that leads

    monkeypatch.setattr(addresses, "is_public", public_at_first)
    error = refused(f"http://paper.example:{port}/", errors.FetchRefused, allow_private=False)
    assert "private network" in error.what and "--allow-private" in (error.cure or "")
    assert "/secret" not in site.asked and site.asked[-1] == "/"


# --- private addresses --------------------------------------------------------------------

PRIVATE = """127.0.0.1 127.8.8.8 0.0.0.0 10.0.0.1 172.16.5.4 192.168.1.1 169.254.169.254 100.64.0.1
224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 198.18.0.1 192.0.2.1 :: ::1 fe80::1 fe80::1%eth0 fc00::1
fd12::3 ff02::1 fec0::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 2002:7f00:1:: 64:ff9b::7f00:1 64:ff9b::a00:1
2001:db8::1 100::1 nonsense"""
PUBLIC = "8.8.8.8 93.184.216.34 2606:2800:220:1::1 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::"


def test_numbers() -> None:
    assert [n for n in PRIVATE.split() if is_public(n)] == []
    assert [n for n in PUBLIC.split() if not is_public(n)] == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]",
             "[::ffff:127.0.0.1]", "0", "user:pass@127.0.0.1"],
)  # fmt: skip
def test_private_is_refused(site: Site, host: str) -> None:
    url = f"http://{host}:{site.url.rpartition(':')[2]}/"
    with pytest.raises((errors.FetchRefused, errors.NotFetched)) as caught:
        fetcher(allow_private=False)[0].get(url)
    assert site.asked == [] and "pass@" not in str(caught.value)


def test_the_number_that_was_judged_is_the_number_that_is_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: public when judged, private when connected to."""
    site.page("/", PAGE)
    port = int(site.url.rpartition(":")[2])
    answers = [["93.184.216.34"], ["127.0.0.1"]]

    def resolve(*_: Any, **__: Any) -> list[Any]:
        numbers = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(2, 1, 6, "", (n, port)) for n in numbers]

    connected: list[str] = []

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> Any:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(addresses.socket, "getaddrinfo", resolve)
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    made, _ = fetcher(allow_private=False)
    with pytest.raises(errors.DatelineError):
        made.get(f"http://paper.example:{port}/")
    assert set(connected) == {"93.184.216.34"} and site.asked == []


def test_one_good_number_is_enough(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with a number at which nobody answers, and another."""
    site.page("/", PAGE)
    port = int(site.url.rpartition(":")[2])
    both = [(2, 1, 6, "", (n, port)) for n in ("127.0.0.9", "127.0.0.1")]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: both)
    assert fetcher()[0].get(f"http://paper.example:{port}/").data == PAGE.encode()
    assert site.headers[-1]["host"] == f"paper.example:{port}"


# --- addresses ----------------------------------------------------------------------------


def test_logins_are_sent_and_not_kept(site: Site) -> None:
    url = site.page("/a", PAGE)
    with_login = url.replace("http://", "http://me:s%20cret@")
    found = fetcher()[0].get(with_login)
    assert found.asked == found.url == url
    assert site.headers[-1]["authorization"] == "Basic bWU6cyBjcmV0"
    address = take_apart(with_login)
    assert follow(address, "/b").login and follow(address, "http://other.example/b").login is None
    assert follow(take_apart(url), with_login).login is None
    error = refused(with_login + "/none", errors.NotFetched)
    assert "cret" not in str(error) and "me:" not in str(error)


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("HTTP://Paper.Example", "http://paper.example/"),
        ("https://paper.example:443/a b?q=ü#x", "https://paper.example/a%20b?q=%C3%BC"),
        ("http://münchen.example:81/%41", "http://xn--mnchen-3ya.example:81/%41"),
        ("http://x.example/a\r\nHost: b", "http://x.example/aHost:%20b"),
        ("http://[2001:DB8::1]/", "http://[2001:db8::1]/"),
    ],
)
def test_addresses(given: str, clean: str) -> None:
    assert take_apart(given).url == clean
    assert take_apart(clean).url == clean


@pytest.mark.parametrize(
    "wrong",
    ["http://", "http:///x", "http://a b/", "http://x:99999/", "http://[1", "ftp://x/", "file:///x",
     "http://x/" + "a" * 5000, "http://" + "a" * 300, "http://me:secret@", "//x", "http://a\0b/"],
)  # fmt: skip
def test_what_is_no_address(wrong: str) -> None:
    with pytest.raises(errors.UsageError) as caught:
        take_apart(wrong)
    assert "secret" not in str(caught.value) and caught.value.cure


# --- bounds -------------------------------------------------------------------------------


def test_size(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PAGE_BYTES", 10_000)
    assert fetcher()[0].get(site.page("/a", "x" * 10_000)).data
    refused(site.page("/b", "x" * 10_001), errors.PageTooLarge)


def test_endless(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PAGE_BYTES", 300_000)

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while True:
            handler.wfile.write(b"more and more " * 1000)

    refused(site.raw("/", endless), errors.PageTooLarge)

    def endless_chunks(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        while True:
            handler.wfile.write(b"400\r\n" + b"x" * 1024 + b"\r\n")

    refused(site.raw("/c", endless_chunks), errors.PageTooLarge)


@cache
def bomb_of(size: int) -> bytes:
    return gzip.compress(bytes(size), 1)


@pytest.mark.parametrize("kind", ["gzip", "gzip, gzip", "chunked", "file"])
def test_bomb(site: Site, kind: str) -> None:
    import tracemalloc

    bomb = bomb_of(200_000_000)
    if kind == "gzip, gzip":
        bomb = gzip.compress(bomb)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        head = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
        if kind == "chunked":
            body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(bomb), bomb)
            send(handler, 200, body, **{**head, "Transfer-Encoding": "chunked"})
        elif kind == "file":
            send(handler, 200, bomb, **{"Content-Type": "application/gzip"})
        else:
            send(handler, 200, bomb, **{**head, "Content-Encoding": kind})

    url = site.raw("/map.xml.gz" if kind == "file" else "/", answer)
    tracemalloc.start()
    try:
        refused(url, errors.PageTooLarge)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


def test_silence(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SILENT_SECONDS", 0.05)
    monkeypatch.setattr(limits, "MAX_TRIES", 1)
    site.page("/robots.txt", "", "text/plain")
    done = threading.Event()
    url = site.raw("/", lambda _: done.wait(5) and None)
    assert "says nothing" in refused(url, errors.NotFetched).what
    done.set()


@pytest.mark.parametrize("where", ["head", "body"])
def test_drop_by_drop(site: Site, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Never silent for long, and never done: only the time for the whole ends it."""
    monkeypatch.setattr(limits, "MAX_FETCH_SECONDS", 0.3)
    monkeypatch.setattr(limits, "MAX_TRIES", 1)
    site.page("/robots.txt", "", "text/plain")

    def drip(handler: BaseHTTPRequestHandler) -> None:
        if where == "body":
            handler.send_response(200)
            handler.end_headers()
        else:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.02)

    begun = time.monotonic()
    assert "more than 0.3 seconds" in refused(site.raw("/", drip), errors.NotFetched).what
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    "told",
    [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
     b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\nContent-Length: 3\r\n\r\nshort",
     b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
     b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"\r\n",
     b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000],
)  # fmt: skip
def test_answers_that_are_none(site: Site, monkeypatch: pytest.MonkeyPatch, told: bytes) -> None:
    monkeypatch.setattr(limits, "MAX_TRIES", 1)
    site.page("/robots.txt", "", "text/plain")

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(told)

    refused(site.raw("/", answer), errors.NotFetched)


@pytest.mark.parametrize(
    "kind", ["image/png", "application/pdf", "video/mp4", "application/octet-stream"]
)
def test_what_is_no_text(site: Site, kind: str) -> None:
    error = refused(site.page("/", b"x" * 100, kind), errors.BinaryPage)
    assert kind in error.what


@pytest.mark.parametrize(
    "kind", [None, "text/plain", "application/xhtml+xml", "application/feed+json", "image/svg+xml"]
)
def test_what_is_text(site: Site, kind: str | None) -> None:
    assert fetcher()[0].get(site.page("/", PAGE, kind)).data


def test_nobody_there() -> None:
    made, clock = fetcher()
    with pytest.raises(errors.NotFetched, match="refused") as caught:
        made.get("http://127.0.0.1:1/")
    assert caught.value.passing and clock.waits == [2, 6]
    with pytest.raises(errors.NotFetched, match="is not found"):
        made.get("http://no-such-host.invalid/")


# --- stopping -----------------------------------------------------------------------------


def test_stop_ends_what_is_under_way(site: Site) -> None:
    done = threading.Event()
    site.page("/robots.txt", "", "text/plain")
    url = site.raw("/", lambda _: done.wait(60) and None)
    made = Fetcher(Fetching(allow_private=True))
    threading.Timer(0.2, made.stop).start()
    begun = time.monotonic()
    with pytest.raises(Stopped):
        made.get(url)
    assert time.monotonic() - begun < 20 and made.stopped
    with pytest.raises(Stopped):
        made.get(url)
    done.set()


def test_stop_ends_waiting(site: Site) -> None:
    made = Fetcher(Fetching(allow_private=True, delay=60))
    url = site.page("/", PAGE)
    made.get(url)
    threading.Timer(0.1, made.stop).start()
    begun = time.monotonic()
    with pytest.raises(Stopped):
        made.get(url)
    assert time.monotonic() - begun < 20


# --- TLS ----------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")
def test_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The host's name is what the certificate must bear, though a number is connected to."""
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=paper.example",
         "-addext", "subjectAltName=DNS:paper.example"],
        check=True, capture_output=True,
    )  # fmt: skip
    with served() as site:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
        site.page("/", PAGE)
        port = site.server.server_address[1]
        there = [(2, 1, 6, "", ("127.0.0.1", port))]
        monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: there)
        monkeypatch.setattr(limits, "MAX_TRIES", 1)
        assert "certificate" in refused(f"https://paper.example:{port}/", errors.NotFetched).what
        ours = transport._tls.__wrapped__()
        ours.load_verify_locations(cert)
        monkeypatch.setattr(transport, "_tls", lambda: ours)
        assert fetcher()[0].get(f"https://paper.example:{port}/").data == PAGE.encode()
        error = refused(f"https://other.example:{port}/", errors.NotFetched)
        assert "certificate" in error.what
