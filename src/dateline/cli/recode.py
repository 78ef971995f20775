"""`dateline recode`: all stored articles coded by the present version."""

from __future__ import annotations

import click

from dateline.cli.errors import report
from dateline.cli.options import desk_option, tables_option, workers_option
from dateline.cli.text import clean, safe_json


@click.command()
@desk_option
@workers_option(None)
@tables_option
@click.option("--yes", is_flag=True, help="Show the new rows in place of the old ones.")
@click.option(
    "--samples", type=click.IntRange(0), default=2, show_default=True, metavar="N",
    help="So many examples of each change and type.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print what changed as a JSON object.")
@click.pass_context
def recode(
    ctx: click.Context,
    desk: str,
    workers: int | None,
    tables: str | None,
    yes: bool,
    samples: int,
    as_json: bool,
) -> None:
    """Code all stored articles with the present version, and print what changed.

    Nothing is fetched, and nothing that the desk shows changes without --yes. The old rows stay
    readable under their run. Cut off anywhere, the same command carries on.
    """
    from contextlib import closing

    from dateline.cli.differences_output import print_difference
    from dateline.cli.progress import AddProgress
    from dateline.desk import Desk, Progress
    from dateline.reader import Reader
    from dateline.scale import all_cores

    with Desk(desk) as file, AddProgress() as bar:
        reader = Reader(tables=tables)
        for problem in reader.problems:
            report(problem)
        run = file.run(reader)
        failed = 0
        steps = file.recode(reader=reader, workers=workers or all_cores())
        # Interrupted, it ends the workers and keeps what has been read.
        with closing(steps):
            for step in steps:
                done = step.articles + step.failed
                bar.show(Progress(pages=done, events=step.events, share=done / step.total))
                if step.failure is not None:
                    failed += 1
                    bar.hide()
                    report(step.failure)
        bar.hide()
        waiting = file.waiting(run)
        if not waiting and not as_json:
            click.echo(f"Nothing to do: all articles are shown as run {run} coded them.")
            ctx.exit(int(failed > 0))
        found = file.diff(None, run, samples)
        if as_json:
            import msgspec

            click.echo(safe_json(msgspec.json.encode(found).decode()))
        else:
            print_difference(found)
        shown = file.show(run) if yes else 0
    if not as_json:
        click.echo(
            f"{clean(desk)}: {shown:,} articles are now shown as run {run} coded them"
            if yes
            else f"Nothing that the desk shows has changed. To show the new rows of {waiting:,} "
            "articles: dateline recode --yes"
        )
    ctx.exit(int(failed > 0))
