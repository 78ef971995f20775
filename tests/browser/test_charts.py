"""Charts are drawn under the pages' policy, and a span of time is chosen with the mouse and the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browser.conftest import sync_api
from browser.served import Served

expect = sync_api.expect
Visit = Callable[..., Any]
# The first chart waits until the script has been bundled.
LONG = 120_000


def asked(page: Any) -> dict[str, str]:
    """`since` and `until` of the address."""
    query = parse_qs(urlsplit(page.url).query)
    return {name: query[name][0] for name in ("since", "until")}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_are_drawn(site: Served, visit: Visit, scheme: str) -> None:
    page = visit(site, color_scheme=scheme)
    for address in (
        "/dyads/KEN/TZA",
        "/dyads/Kenya/Tanzania?measure=share-conflict&by=week",
        "/network",
    ):
        page.goto(address)
        expect(page.locator(".drawn svg .mark-group").first).to_be_visible(timeout=LONG)
        expect(page.locator(".drawn.waits")).to_have_count(0)
    page.get_by_role("link", name="Kenya – Tanzania").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kenya")
    expect(page.locator(".drawn svg .mark-group").first).to_be_visible()
    expect(page.get_by_role("img", name="Number of events by month")).to_be_visible()


def test_a_picture_where_no_scripts_run(site: Served, visit: Visit) -> None:
    page = visit(site, java_script_enabled=False)
    page.goto("/dyads/KEN/TZA")
    expect(page.locator(".drawn")).to_be_hidden()
    page.locator(".chart img").scroll_into_view_if_needed()
    expect(page.locator(".chart img")).to_be_visible()
    page.get_by_text("The figures as a table").click()
    expect(page.get_by_role("region", name="The figures by month")).to_be_visible()


def test_a_span_is_chosen_with_the_mouse(site: Served, visit: Visit) -> None:
    page = visit(site)
    page.goto("/events")
    expect(page.locator(".brush")).to_be_visible()
    bars = page.locator(".plot a")
    first, last = bars.nth(1), bars.nth(3)
    ends = [first.get_attribute("data-since"), last.get_attribute("data-until")]
    box, to = (one.locator(".hit").bounding_box() for one in (first, last))
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(to["x"] + to["width"] / 2, to["y"] + 40, steps=4)
    page.mouse.up()
    page.wait_for_url("**since=**")
    assert list(asked(page).values()) == ends


def test_a_span_is_chosen_with_the_keys(site: Served, visit: Visit) -> None:
    page = visit(site)
    page.goto("/events")
    bars = page.locator(".plot a")
    ends = [bars.nth(2).get_attribute("data-since"), bars.last.get_attribute("data-until")]
    first = page.get_by_role("slider", name="First")
    first.focus()
    page.keyboard.press("End")
    page.keyboard.press("Escape")
    expect(first).to_have_value("0")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".brush output")).to_contain_text(f"{ends[0]} to")
    page.keyboard.press("Enter")
    page.wait_for_url("**since=**")
    assert list(asked(page).values()) == ends
