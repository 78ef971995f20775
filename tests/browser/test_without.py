"""Without scripts, and on a phone: everything is a link or a form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from browser.conftest import sync_api
from browser.served import Served

expect = sync_api.expect
Visit = Callable[..., Any]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def evidence(page: Any, words: str) -> None:
    """From the first page to the row of some words."""
    page.goto("/")
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("button", name="Find").click()
    page.locator("summary .k-trigger").first.click()
    page.get_by_role("link", name="All evidence").first.click()
    expect(page.get_by_role("heading", name="The words")).to_be_visible()


def test_scripts_off(site: Served, visit: Visit) -> None:
    page = visit(site, java_script_enabled=False)
    evidence(page, "praised Zambia")
    page.get_by_text("Write", exact=True).click()
    page.get_by_label("What you want to say").fill("Written without scripts.")
    page.get_by_role("button", name="Say it").click()
    expect(page.locator(".comment").first).to_contain_text("Written without scripts.")

    page.get_by_role("link", name="Review", exact=True).click()
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".kicker").first).to_contain_text("0 judged")
    page.get_by_role("button", name=re.compile("Right")).click()
    expect(page.locator(".kicker").first).to_contain_text("1 judged")
    page.get_by_role("link", name=re.compile("^Mend")).click()
    page.get_by_label("background").set_checked(not page.get_by_label("background").is_checked())
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(".kicker").first).to_contain_text("2 judged")
    page.get_by_role("link", name="Events", exact=True).click()
    page.locator(".facets").get_by_role("link", name=re.compile("denied")).click()
    expect(page.locator(".chips")).to_contain_text("denied")
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_on_a_phone(site: Served, visit: Visit) -> None:
    page = visit(site, **PHONE)
    evidence(page, "fishing boats")
    page.get_by_role("link", name="Review", exact=True).click()
    page.get_by_role("button", name="Begin").click()
    right = page.get_by_role("button", name=re.compile("Right"))
    box = right.bounding_box()
    # In reach without scrolling, and large enough for a finger.
    assert box["y"] + box["height"] <= 740 and box["height"] >= 40
    right.tap()
    expect(page.locator(".kicker").first).to_contain_text("judged")


def test_the_skip_link_comes_first(site: Served, visit: Visit) -> None:
    page = visit(site)
    page.goto("/events")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the page")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_printed(site: Served, visit: Visit) -> None:
    page = visit(site)
    page.goto("/events?per_page=5")
    page.emulate_media(media="print")
    expect(page.locator(".facets")).to_be_hidden()
    expect(page.locator(".events")).to_be_visible()
