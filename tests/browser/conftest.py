"""A desk in a real browser: Debian's chromium, driven by Playwright.

The desk is made once, from the pages in `examples/` and a few more, and copied for each module. A
page that asks another server for something, or has an error in its console, fails its test.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.more_pages import PAGES
from browser.served import Served, serving

from dateline.desk import Desk
from dateline.people import People, accounts, passwords
from dateline.reader import Reader

sync_api = pytest.importorskip("playwright.sync_api")

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PASSWORD = "seven quiet herons"
ROLES = {"olga": "owner", "ed": "editor", "ada": "coder", "ben": "coder", "ria": "reader"}
MOST = 30_000
"""Milliseconds that a test waits for what must come; a loaded machine needs some."""
sync_api.expect.set_options(timeout=MOST)


def chromium() -> str:
    """The browser; without one the test is skipped, under CI it fails."""
    names = (os.environ["CHROMIUM"],) if os.environ.get("CHROMIUM") else NAMES
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        told = "no chromium: apt-get install chromium, or name one in CHROMIUM"
        pytest.fail(told) if os.environ.get("CI") == "true" else pytest.skip(told)
    return str(found)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk of the examples and `more_pages`."""
    chromium()
    folder = tmp_path_factory.mktemp("browser")
    more = folder / "more.jsonl"
    more.write_text("".join(json.dumps(page) + "\n" for page in PAGES), "utf-8")
    path = folder / "made.duckdb"
    with Desk(path) as desk:
        for _ in desk.add([ROOT / "examples", more], reader=Reader()):
            pass
    return path


@pytest.fixture(scope="module")
def copied(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A desk of a module's own."""

    def copy(name: str) -> Path:
        to = tmp_path_factory.mktemp("own") / f"{name}.duckdb"
        return Path(shutil.copy(made, to))

    return copy


@pytest.fixture(scope="module")
def site(copied: Callable[[str], Path]) -> Iterator[Served]:
    """A desk without accounts: whoever asks owns it."""
    with serving(copied("alone")) as found:
        yield found


@pytest.fixture(scope="module")
def town(copied: Callable[[str], Path]) -> Iterator[Served]:
    """A desk with an account of each role, and two coders."""
    desk, cost = copied("town"), passwords.COST
    passwords.COST = passwords.Cost(1, 64, 1)
    try:
        with People.beside(desk).writing() as db:
            for name, role in ROLES.items():
                accounts.add(db, "me", name, role, PASSWORD)
        with serving(desk) as found:
            yield found
    finally:
        passwords.COST = cost


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = chromium()
    with sync_api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """`visit(served, **options)` opens a page of a browser of its own; `name` signs somebody in.
    What any of them did wrong fails the test at its end."""
    wrong: list[str] = []
    contexts = []

    def open_(served: Served, name: str = "", **options: Any) -> Any:
        context = browser.new_context(base_url=served.address, **options)
        contexts.append(context)
        context.set_default_timeout(MOST)
        page = context.new_page()
        watch(page, served.address, wrong)
        if name:
            sign_in(page, name)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not wrong, "\n".join(wrong)


def sign_in(page: Any, name: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


def watch(page: Any, address: str, wrong: list[str]) -> None:
    """Note down errors in the console (broken content policies are told there too), scripts that
    fail, and requests to any other server. That a page answers with an error is for its test."""

    def told(message: Any) -> None:
        if message.type in {"error", "warning"} and "status of" not in message.text:
            wrong.append(f"{page.url}: {message.text}")

    def asked(request: Any) -> None:
        if not request.url.startswith((f"{address}/", "data:", "blob:")):
            wrong.append(f"{page.url} asks {request.url}")

    page.on("console", told)
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("request", asked)
