"""Every page, in both themes and on a phone: no barrier that axe-core knows, nothing wider than the
screen, no error in the console, nothing asked of another server (`visit` sees to the last two).

DATELINE_LOOK=FOLDER keeps a picture of each page there, to be looked at: light, dark, and on a phone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.addresses import address, names, routes, values
from browser.conftest import sync_api
from browser.life import lived
from browser.served import Served

PATHS = routes()
AXE = Axe()
ALL = {"resultTypes": ["violations"]}
# What can differ between the themes.
COLOURS = ALL | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@pytest.fixture(scope="module")
def lived_in(town: Served) -> Served:
    lived(town)
    return town


@pytest.fixture(scope="module")
def known(lived_in: Served) -> dict[str, dict[str, str]]:
    return values(lived_in)


@pytest.fixture(scope="module")
def signed_in(browser: Any, lived_in: Served) -> Iterator[Any]:
    """The cookies of an owner: signed in once for all pages."""
    from browser.conftest import sign_in

    context = browser.new_context(base_url=lived_in.address)
    sign_in(context.new_page(), "olga")
    yield context.storage_state()
    context.close()


def barriers(page: Any, options: dict[str, Any] = ALL) -> list[str]:
    """What axe-core finds: rule, element, and what is wrong with it."""
    found = AXE.run(page, options=options).response["violations"]
    return [
        f"{v['id']}: {node['html'][:160]} {node['any'][0]['message'] if node['any'] else v['help']}"
        for v in found
        for node in v["nodes"]
    ]


def too_wide(page: Any) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def drawn(page: Any) -> None:
    """Wait for charts."""
    sync_api.expect(page.locator(".drawn.waits")).to_have_count(0)


def look(page: Any, path: str, kind: str) -> None:
    if folder := os.environ.get("DATELINE_LOOK"):
        name = path.strip("/").replace("/", "-").replace("{", "").replace("}", "") or "today"
        page.screenshot(path=Path(folder) / f"{name}.{kind}.png", full_page=True)


def test_each_name_in_a_path_has_a_value(known: dict[str, dict[str, str]]) -> None:
    """A new page whose path has a name gets an address in `addresses.values`."""
    missing = [p for p in PATHS for n in names(p) if n not in known.get(p.split("/")[1], {})]
    assert not missing


@pytest.mark.parametrize("path", PATHS)
def test_page(
    path: str, lived_in: Served, known: dict[str, dict[str, str]], visit: Callable[..., Any],
    signed_in: Any,
) -> None:  # fmt: skip
    page = visit(lived_in, storage_state=signed_in, color_scheme="light")
    answer = page.goto(address(path, known))
    assert answer.status == 200, page.locator("h1").inner_text()
    assert page.title().endswith(" – Dateline")
    drawn(page)
    look(page, path, "light")
    assert barriers(page) == []
    page.emulate_media(color_scheme="dark")
    look(page, path, "dark")
    assert barriers(page, COLOURS) == []
    page.set_viewport_size({"width": 360, "height": 740})
    look(page, path, "phone")
    assert too_wide(page) <= 0


@pytest.mark.parametrize("path", ["/", "/people", "/account", "/review", "/sign-out"])
def test_page_of_a_desk_without_accounts(
    path: str, site: Served, visit: Callable[..., Any]
) -> None:
    page = visit(site, color_scheme="dark")
    assert page.goto(path).status == 200
    assert barriers(page) == []


def test_pages_of_nobody_and_of_what_is_not_there(
    town: Served, site: Served, visit: Callable[..., Any]
) -> None:
    page = visit(town)
    page.goto("/events?type=ACCUSE")
    assert page.locator("h1").inner_text() == "Sign in"
    assert barriers(page) == []
    page = visit(site)
    for there, status in (("/events/ffffffffffffffffffff", 404), ("/events?colour=red", 422)):
        assert page.goto(there).status == status
        assert barriers(page) == [], there
        assert page.get_by_text("What to do:").is_visible()


def test_the_theme_is_kept(site: Served, visit: Callable[..., Any]) -> None:
    page = visit(site, color_scheme="light")
    page.goto("/guide")

    def paper() -> str:
        return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))

    light = paper()
    page.get_by_role("button", name="Dark").click()
    page.wait_for_selector("html[data-theme=dark]")
    assert paper() != light and page.url.endswith("/guide")
    page.goto("/events")
    assert paper() != light
    page.get_by_role("button", name="Auto").click()
    page.wait_for_selector("html:not([data-theme])")
    assert paper() == light
