"""Two coders who do not see each other's verdicts, an editor who settles; a conversation with its
moderation; a source from its suggestion to the desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from browser.conftest import sync_api
from browser.served import Served
from click.testing import CliRunner

from dateline.cli.suggestions import suggestions

expect = sync_api.expect
Visit = Callable[..., Any]
QUEUE = "order=random&seed=11&size=4"


def say(page: Any, verdict: str, note: str = "") -> None:
    """Judge the row that is shown, and wait for the next."""
    place = page.locator(".kicker").first
    before = place.inner_text() if place.is_visible() else ""
    if note:
        page.get_by_label("Note").fill(note)
    page.get_by_role("button", name=re.compile(verdict)).click()
    expect(page.locator("main")).not_to_contain_text(before)


def test_two_coders_and_their_agreement(town: Served, visit: Visit) -> None:
    ada, ben, ed = (visit(town, name) for name in ("ada", "ben", "ed"))
    ada.goto(f"/review/rows?{QUEUE}")
    for verdict in ("Right", "Right", "Wrong", "Right"):
        say(ada, verdict, "only ada can say this")
    expect(ada.get_by_role("heading", level=1)).to_have_text("All 4 rows judged")

    ben.goto(f"/review/rows?{QUEUE}")
    for n, verdict in enumerate(("Right", "Wrong", "Wrong", "Right"), 1):
        # Blind: nothing of ada's, neither here nor among the differences.
        expect(ben.locator(".kicker").first).to_contain_text(f"Row {n} of 4, {n - 1} judged by ben")
        expect(ben.locator("main")).not_to_contain_text("ada")
        if n == 2:
            ben.goto(f"/review/agreement?{QUEUE}")
            expect(ben.locator("main")).not_to_contain_text("only ada can say this")
            ben.goto(f"/review/rows?{QUEUE}")
        say(ben, verdict)
    ben.get_by_role("link", name="Agreement with other coders").click()
    expect(ben.get_by_text("75.0 %").first).to_be_visible()
    expect(ben.get_by_text("3 of 4 pairs")).to_be_visible()
    expect(ben.locator(".settle")).to_contain_text("only ada can say this")
    expect(ben.get_by_role("button", name="It is right")).to_have_count(0)

    ed.goto(f"/review/agreement?{QUEUE}")
    ed.get_by_label("Because").fill("the words say so")
    ed.get_by_role("button", name="It is right").click()
    expect(ed.locator(".settle")).to_contain_text("Settled by ed")
    ed.get_by_role("link", name="Precision").first.click()
    expect(ed.get_by_role("main")).to_contain_text("3 of 4")


def test_conversation_and_moderation(town: Served, visit: Visit) -> None:
    ria, ben, ed = (visit(town, name) for name in ("ria", "ben", "ed"))
    ria.goto("/dyads/KEN/TZA")
    ria.get_by_text("Write", exact=True).click()
    expect(ria.get_by_role("note", name="The guidelines")).to_be_visible()
    ria.get_by_label("What you want to say").fill("**You** cannot read. <b onclick=alert(1)>x</b>")
    ria.get_by_role("button", name="Say it").click()
    mine = ria.locator(".comment").filter(has_text="cannot read")
    expect(mine.locator("strong", has_text="You")).to_be_visible()
    expect(mine.locator("b")).to_have_count(0)
    mine.get_by_role("link", name="Edit").click()
    ria.get_by_label("Your text, in Markdown").fill("You cannot read, ben.")
    ria.get_by_role("button", name="Keep it").click()
    expect(mine.get_by_role("link", name="edited")).to_be_visible()

    ben.goto("/dyads/KEN/TZA")
    rude = ben.locator(".comment").filter(has_text="cannot read, ben")
    rude.get_by_text("Flag", exact=True).click()
    rude.get_by_label("Why").fill("uncivil")
    rude.get_by_role("button", name=re.compile("^Ask an editor")).click()
    ben.goto("/moderation")
    expect(ben.get_by_role("button", name=re.compile("Hide comment"))).to_have_count(0)

    ed.goto("/moderation")
    flagged = ed.locator(".comment").filter(has_text="cannot read, ben")
    expect(flagged).to_contain_text("uncivil")
    flagged.get_by_label("The reason, for all to read").fill("against the second guideline")
    flagged.get_by_role("button", name=re.compile("Hide comment")).click()
    expect(ed.locator(".log")).to_contain_text("against the second guideline")

    ben.goto("/dyads/KEN/TZA")
    expect(ben.locator(".talk")).not_to_contain_text("cannot read")
    expect(ben.locator(".talk")).to_contain_text("Hidden by ed: against the second guideline")
    ben.goto("/moderation")
    log = ben.locator(".log tr").filter(has_text="against the second guideline")
    expect(log).to_contain_text("ed")
    expect(ben.locator(".log")).not_to_contain_text("uncivil")


def test_two_at_one_text(town: Served, visit: Visit) -> None:
    first, second = visit(town, "olga"), visit(town, "olga")
    for page in (first, second):
        page.goto("/guidelines/edit")
    for page, text in ((first, "Be kind."), (second, "Be brief.")):
        page.get_by_role("textbox", name=re.compile("Markdown")).fill(text)
        page.get_by_role("button", name="Keep it").click()
    expect(second.get_by_role("alert")).to_contain_text("Nothing is lost")
    expect(second.locator("pre")).to_contain_text("Be kind.")
    expect(second.get_by_role("textbox", name=re.compile("Markdown"))).to_have_value("Be brief.")


def test_a_source_is_suggested_approved_and_read(town: Served, visit: Visit) -> None:
    ria, ed = visit(town, "ria"), visit(town, "ed")
    ria.goto("/")
    ria.get_by_role("link", name="Suggest a source").click()
    ria.get_by_text("It is a text, not an address").click()
    ria.get_by_label("Text", exact=True).fill(
        "Peru accused Bolivia on Tuesday of closing a bridge over the Desaguadero river."
    )
    ria.get_by_label("Headline").fill("A bridge at Desaguadero")
    ria.get_by_label("Published").fill("2024-11-12")
    ria.get_by_label("Why it belongs here").fill("nobody else tells it")
    ria.get_by_role("button", name="Suggest it").click()
    expect(ria.locator("#waiting + ol")).to_contain_text("A bridge at Desaguadero")
    expect(ria.get_by_role("button", name=re.compile("Approve"))).to_have_count(0)

    ed.goto("/suggestions")
    waiting = ed.locator("li").filter(has_text="A bridge at Desaguadero")
    waiting.get_by_role("button", name=re.compile("Approve")).click()
    expect(ed.locator("li").filter(has_text="A bridge at Desaguadero")).to_contain_text("approved")

    done = CliRunner().invoke(suggestions, ["add", "--desk", str(town.desk)])
    assert done.exit_code == 0 and "1 added with" in done.output, done.output
    town.app.state.database.refresh()
    ria.goto("/events?text=Desaguadero")
    expect(ria.locator("tbody").filter(has_text="Peru").first).to_contain_text("Bolivia")


def test_roles_and_signing_out(town: Served, visit: Visit) -> None:
    page = visit(town, "ria")
    expect(page.get_by_role("link", name="Review")).to_have_count(0)
    assert page.goto("/review").status == 403
    assert page.goto("/people").status == 403
    page.goto("/account")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.goto("/events")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
