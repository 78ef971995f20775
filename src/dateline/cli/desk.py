"""`dateline desk`: the file itself."""

from __future__ import annotations

import click

from dateline.cli.accounts import accounts
from dateline.cli.options import desk_option
from dateline.cli.suggestions import suggestions
from dateline.cli.text import clean, safe_json


@click.group()
def desk() -> None:
    """Look after the desk: what is in it, what failed, whether all is well, who may sign in."""


desk.add_command(accounts)
desk.add_command(suggestions)


@desk.command()
@desk_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
def info(desk: str, as_json: bool) -> None:
    """Say how large the desk is and what it holds."""
    from dateline.desk import Desk

    with Desk(desk, read_only=True) as file:
        told = file.info()
    if as_json:
        import msgspec

        click.echo(safe_json(msgspec.json.encode(told).decode()))
        return
    click.echo(
        f"{clean(told['path'])}: a desk of version {told['version']}, {told['bytes']:,} bytes"
    )
    for name in ("articles", "stories", "events", "pages", "failures", "readings", "runs"):
        click.echo(f"  {name:<10} {told[name]:>12,}")
    if told["first_published"]:
        click.echo(f"  published {told['first_published']} to {told['last_published']}")
    for name in ("types", "statuses", "outlets"):
        counts = ", ".join(f"{clean(k)} {n:,}" for k, n in list(told[name].items())[:10])
        click.echo(f"  {name}: {counts or 'none'}")
    for run in told["run_list"]:
        click.echo(f"  run {run['id']}: Dateline {run['version']}, since {run['created']} UTC")


@desk.command()
@desk_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
def failures(desk: str, as_json: bool) -> None:
    """List the pages that could not be read, and why."""
    from dateline.desk import Desk

    with Desk(desk, read_only=True) as file:
        failed = file.failures()
    if as_json:
        import msgspec

        click.echo(safe_json(msgspec.json.encode(failed).decode()))
        return
    for page in failed:
        cure = f" ({page.cure})" if page.cure else ""
        click.echo(clean(f"{page.code}: {page.source}: {page.what}{cure}"))
    if not failed:
        click.echo("No page failed.")


@desk.command()
@desk_option
@click.pass_context
def check(ctx: click.Context, desk: str) -> None:
    """Verify the desk: each span inside its text, each event with its article, each id equal to
    its hash.

    Exit code 1 when something is wrong.
    """
    from dateline.desk import Desk

    wrong = 0
    with Desk(desk, read_only=True) as file:
        for problem in file.check():
            wrong += 1
            click.echo(clean(f"{problem.table} {problem.row}: {problem.rule}: {problem.what}"))
        told = file.info()
    counted = f"{told['articles']:,} articles, {told['events']:,} events"
    click.echo(f"{counted}: " + (f"{wrong:,} things are wrong" if wrong else "nothing is wrong"))
    ctx.exit(int(wrong > 0))


@desk.command(name="import")
@click.argument("folder", metavar="DIR", type=click.Path())
@desk_option
def import_parts(folder: str, desk: str) -> None:
    """Put DIR, which `dateline add --ray` wrote, into the desk.

    What is there already is passed over. The desk is then what `dateline add` of the same sources
    would have made it.
    """
    from contextlib import closing

    from dateline.cli.progress import AddProgress, summary
    from dateline.desk import Desk, Progress

    last = Progress()
    with Desk(desk) as file, AddProgress() as bar, closing(file.take_parts(folder)) as steps:
        for last in steps:
            bar.show(last)
        bar.hide()
    click.echo(summary(last, desk))


@desk.command()
@desk_option
@click.option("--lost", is_flag=True, help="Only those that find no row any more.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
def corrections(desk: str, lost: bool, as_json: bool) -> None:
    """List what people mended in the browser, and what became of it."""
    from dateline.desk import Desk
    from dateline.people import People, beside
    from dateline.people.mends import mends
    from dateline.people.overlay import sorted_out

    every = []
    with Desk(desk, read_only=True) as file:
        if beside(desk).exists():
            with People.beside(desk).reading() as db:
                every = mends(db, withdrawn=True)
        groups = [g for g in sorted_out(file, every) if g.state == "lost" or not lost]
    if as_json:
        import msgspec

        told = [
            {"state": g.state, "row": row["id"] if row else None, **m._asdict()}
            for g in groups
            for m, row in g.mends
        ]
        click.echo(safe_json(msgspec.json.encode(told).decode()))
        return
    for group in groups:
        for m, row in group.mends:
            where = f"event {row['id']}" if row else f"article {m.article_id}"
            said = f"{_value(m.was)} → {_value(m.now)}"
            click.echo(
                clean(f"{group.state}: {where}: {m.field}: {said} ({m.person}, {m.at[:10]})")
            )
    if not any(g.mends for g in groups):
        click.echo("No correction is lost." if lost else "Nothing has been mended.")


def _value(value: object) -> str:
    from dateline.records import to_json

    return value if isinstance(value, str) else to_json(value).decode()
