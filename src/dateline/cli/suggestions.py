"""`dateline desk suggestions`: sources that people suggested in the browser, once they are approved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.accounts import store_of
from dateline.cli.options import desk_option, tables_option
from dateline.cli.text import clean, safe_json

if TYPE_CHECKING:
    from dateline.desk import Desk
    from dateline.intake.fetching import Fetcher
    from dateline.people.suggestions import Suggestion
    from dateline.reader import Reader

STATES = ("waiting", "approved", "rejected", "read", "failed")


@click.group()
def suggestions() -> None:
    """Sources that people suggested in the browser."""


@suggestions.command(name="list")
@click.option(
    "--state", "states", type=click.Choice(STATES), multiple=True,
    help="Only those in this state; several times for several.",
)  # fmt: skip
@desk_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
def list_(states: tuple[str, ...], desk: str, as_json: bool) -> None:
    """List what was suggested, the newest first."""
    from dateline.people import suggestions as kept

    with store_of(desk).reading() as db:
        found = kept.suggestions(db, states or STATES, most=10_000)
    if as_json:
        click.echo(safe_json(json.dumps([s._asdict() for s in found])))
        return
    for s in found:
        what = s.address if s.kind == "address" else s.headline or "a text"
        said = f": {s.outcome}" if s.outcome else ""
        click.echo(clean(f"{s.id} {s.state} by {s.person}: {what}{said}"))
    if not found:
        click.echo("Nothing was suggested.")


@suggestions.command()
@click.option("--retry", is_flag=True, help="Also try those again that failed.")
@click.option(
    "--user-agent", envvar="DATELINE_USER_AGENT", metavar="NAME",
    help="The name under which sites see you.",
)  # fmt: skip
@click.option(
    "--delay", type=click.FloatRange(0, 3_600), default=1.0, show_default=True,
    metavar="SECONDS", help="Between two requests to one host.",
)  # fmt: skip
@tables_option
@desk_option
@click.pass_context
def add(
    ctx: click.Context, retry: bool, user_agent: str | None, delay: float, tables: str | None,
    desk: str,
) -> None:  # fmt: skip
    """Read what was approved into the desk: addresses are fetched, texts taken as they are.

    Addresses of this machine and of private networks are refused, whoever suggested them.
    """
    from dateline.desk import Desk
    from dateline.intake.fetching import Fetcher, Fetching
    from dateline.people import suggestions as kept
    from dateline.people.accounts import COMMAND
    from dateline.reader import Reader

    store = store_of(desk)
    with store.reading() as db:
        wanted = ("approved", "failed") if retry else ("approved",)
        queue = kept.suggestions(db, wanted, most=10_000)[::-1]
    if not queue:
        click.echo("Nothing is approved and unread.")
        return
    fetcher, failures = Fetcher(Fetching(user_agent=user_agent, delay=delay)), 0
    with Desk(desk) as file:
        reader = Reader(tables=tables)
        for one in queue:
            failed, outcome = _read(one, file, reader, fetcher, retry)
            with store.writing() as db:
                kept.done(db, COMMAND, one.id, failed, outcome)
            failures += failed
            click.echo(clean(f"{one.id}: {outcome}"))
    ctx.exit(int(failures > 0))


def _read(
    one: Suggestion, file: Desk, reader: Reader, fetcher: Fetcher, retry: bool
) -> tuple[bool, str]:
    """Read one suggestion: whether that failed, and what came of it."""
    source = one.address if one.kind == "address" else str(_written(one, Path(file.path)))
    last, why = None, ""
    for last in file.add([source], reader=reader, retry=retry, fetching=fetcher):
        if last.failure is not None:
            why = why or f"{last.failure.code}: {last.failure.what}"
    if last is None or not (last.added or last.known):
        return True, why or "could not be read before; --retry tries again"
    failed = f", {last.failed} failed" if last.failed else ""
    return (
        False,
        f"{last.added} added with {last.events} events, {last.known} known already{failed}",
    )


def _written(one: Suggestion, desk: Path) -> Path:
    """A suggested text as a file beside the desk: it is where the article comes from, and stays."""
    folder = desk.with_suffix(".suggested")
    folder.mkdir(exist_ok=True)
    told = {
        "text": one.text, "title": one.headline, "outlet": one.outlet, "url": one.address,
        "published": one.published,
    }  # fmt: skip
    file = folder / f"suggestion-{one.id}.jsonl"
    file.write_text(json.dumps({k: v for k, v in told.items() if v}) + "\n", encoding="utf-8")
    return file
