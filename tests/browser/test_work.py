"""A day's work: find, open, judge by keys, mend, make a rule, code anew, see it changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.conftest import sync_api
from browser.served import Served, serving

expect = sync_api.expect
Visit = Callable[..., Any]
CODING = 240_000
"""Milliseconds that coding a few pages may take where much else is going on."""


@pytest.fixture(scope="module")
def desk(copied: Callable[[str], Path]) -> Path:
    """A desk that is changed: no other module sees it."""
    return copied("work")


@pytest.fixture(scope="module")
def work(desk: Path) -> Iterator[Served]:
    with serving(desk) as found:
        yield found


def press(page: Any, key: str) -> None:
    """Press a key when the page has loaded, with the script that knows the keys."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def coded_anew(page: Any, served: Served) -> None:
    """From the page of rules: code all articles, look at what changes, show the new rows."""
    page.get_by_role("link", name="Code all articles anew").click()
    page.get_by_role("button", name="Code them").click()
    expect(page.locator("#changes")).to_contain_text(
        re.compile(r"Would change: [1-9]"), timeout=CODING
    )
    page.get_by_role("button", name="Show the new rows").click()
    expect(page.get_by_role("status")).to_contain_text("The new rows are shown", timeout=CODING)
    served.app.state.database.refresh()


def test_find_open_judge_mend_rule_recode(work: Served, visit: Visit) -> None:
    page = visit(work)
    page.goto("/")
    page.get_by_role("searchbox").fill("fishing boats")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", name=re.compile(r"\d+ events"))).to_be_visible()
    row = page.locator("tbody").filter(has_text="Esnath Chirambo").first
    row.locator("summary").first.click()
    row.get_by_role("link", name="All evidence").click()
    expect(page.locator("mark.k-trigger").first).to_be_visible()
    event = page.url.rsplit("/", 1)[1]

    # Judge by keys, in a queue of these rows.
    page.go_back()
    page.get_by_role("link", name="Review these").click()
    page.get_by_label("as in the table").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".kicker").first).to_contain_text("Row 1 of")
    press(page, "y")
    expect(page.locator(".kicker").first).to_contain_text("1 judged")
    press(page, "z")
    expect(page.locator(".kicker").first).to_contain_text("0 judged")

    # Mend: who it is.
    page.goto(f"/review/mend/{event}")
    page.get_by_label("Code").first.fill("MWI/LEG")
    page.get_by_label("Why").fill("she sits in parliament")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#mended")).to_contain_text("MWI/LEG")

    # Make it a rule, having seen what it would change.
    page.get_by_role("link", name="Make it a rule").click()
    page.get_by_role("button", name="See what it would change").click()
    expect(page.locator("#preview")).to_contain_text(re.compile(r"would change [1-9]"))
    page.get_by_label("Why").fill("she sits in parliament")
    page.get_by_role("button", name="Adopt the rule").click()
    expect(page.locator("#held")).to_contain_text("1")

    coded_anew(page, work)
    page.goto("/events?text=fishing+boats")
    row = page.locator("tbody").filter(has_text="Esnath Chirambo").first
    expect(row.locator("abbr", has_text="MWI/LEG").first).to_be_visible()
    row.locator("summary").first.click()
    row.get_by_role("link", name="All evidence").click()
    # The row says by itself now what was mended.
    expect(page.locator("#mended")).not_to_contain_text("As coded")
    # A link to the row as it was says what became of it, or shows it.
    assert page.goto(f"/events/{event}").status in {200, 410}


def test_keys(work: Served, visit: Visit) -> None:
    page = visit(work)
    page.goto("/review/rows?order=random&seed=3&size=6")
    place = page.locator(".kicker").first
    for key, says in (("j", "Row 2 of 6, 0"), ("k", "Row 1 of 6, 0"), ("r", "Row 2 of 6, 1"),
                      ("w", "Row 3 of 6, 2"), ("u", "Row 4 of 6, 3"), ("z", "Row 3 of 6, 2")):  # fmt: skip
        press(page, key)
        expect(place).to_contain_text(says)
    press(page, "?")
    expect(page.locator("#keys")).to_have_attribute("open", "")
    # A letter in a field is a letter.
    page.get_by_label("Note").press_sequentially("yes")
    expect(page.get_by_label("Note")).to_have_value("yes")
    expect(place).to_contain_text("Row 3 of 6, 2")
    page.get_by_label("Note").blur()
    press(page, "e")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mend")
    page.go_back()
    press(page, "m")
    expect(page.get_by_role("heading", level=1)).to_contain_text("An event is missing")


def evidence(page: Any, query: str) -> None:
    """The page of the first row that a view of the table has."""
    page.goto(f"/events?{query}")
    page.locator("summary .k-trigger").first.click()
    page.get_by_role("link", name="All evidence").first.click()
    expect(page.get_by_role("heading", name="The words")).to_be_visible()


def word(page: Any, text: str) -> Any:
    """A word of the sentence in which words are chosen."""
    return page.locator("#chooser .word").get_by_text(text, exact=True).first


def test_words_by_mouse(work: Served, visit: Visit) -> None:
    page = visit(work)
    evidence(page, "text=denied+attacking&type=ASSAULT&status=denied")
    page.get_by_role("link", name="Mend this row").click()
    field = page.get_by_label("Words of the act")
    field.click()
    first, last = word(page, "attacking").bounding_box(), word(page, "post").bounding_box()
    page.mouse.move(first["x"] + 1, first["y"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] - 1, last["y"] + last["height"] / 2, steps=5)
    page.mouse.up()
    expect(field).to_have_value("attacking the post")
    word(page, "denied").click()
    expect(field).to_have_value("denied")
    word(page, "attacking").click(modifiers=["Shift"])
    expect(field).to_have_value("denied attacking")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#mended")).to_contain_text("trigger")


def test_words_by_keyboard(work: Served, visit: Visit) -> None:
    page = visit(work)
    evidence(page, "text=denied+attacking&type=ACCUSE")
    page.get_by_role("link", name="Mend this row").press("Enter")
    field = page.get_by_label("Words of the act")
    field.focus()
    was = field.input_value()
    button = page.get_by_role("button", name="end later →")
    button.focus()
    page.keyboard.press("Enter")
    expect(field).to_have_value(re.compile(rf"^{was} \w+"))
    page.get_by_role("button", name="← end earlier").focus()
    page.keyboard.press("Space")
    expect(field).to_have_value(was)
    # By the keyboard alone from the field to the buttons.
    field.focus()
    page.keyboard.type("x")
    expect(page.locator("#trigger_at")).to_have_value("")


def test_a_missing_event(work: Served, visit: Visit) -> None:
    page = visit(work)
    evidence(page, "text=praised+Zambia")
    page.get_by_role("link", name="An event is missing in this sentence").click()
    page.locator("select[name=type]").select_option("CONSULT")
    page.get_by_label("Words of the act").focus()
    word(page, "praised").click()
    page.get_by_label("Source 1").fill("Malawi")
    page.get_by_role("button", name="Write it down").click()
    page.goto("/review/mends")
    expect(page.get_by_role("main")).to_contain_text("Consult")


def test_a_row_and_its_words_light_each_other(work: Served, visit: Visit) -> None:
    page = visit(work)
    evidence(page, "text=praised+Zambia")
    page.get_by_role("link", name=re.compile("Lakeland")).first.click()
    row = page.locator("[data-row]").last
    row.hover()
    expect(page.locator("mark.lit").first).to_be_visible()
    page.get_by_role("heading", level=1).hover()
    expect(page.locator("mark.lit")).to_have_count(0)
    page.get_by_label("who", exact=True).uncheck()
    expect(page.locator(".text .k-who").first).to_have_css(
        "text-decoration-color", "rgba(0, 0, 0, 0)"
    )


def test_a_newcomer_judges_a_row(work: Served, visit: Visit) -> None:
    """From the first page: four clicks and a key."""
    page = visit(work)
    page.goto("/")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Review").click()
    page.get_by_label("Seed").fill("a newcomer")
    page.get_by_role("button", name="Begin").click()
    place = page.locator(".kicker").first
    expect(place).to_contain_text("Row 1 of")
    before = int(place.inner_text().split(",")[1].split()[0])
    press(page, "y")
    expect(place).to_contain_text(f"{before + 1} judged")
