"""`dateline add`: sources into the desk."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

import click

from dateline.cli.errors import is_interrupt, report
from dateline.cli.options import (
    desk_option,
    fetch_options,
    is_date,
    tables_option,
    workers_option,
)
from dateline.cli.text import clean

if TYPE_CHECKING:
    pass

PARTS = "dateline.parts"
"""The folder that a cluster writes, where none is named."""


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@desk_option
@click.option(
    "--published",
    metavar="DATE|COLUMN",
    help="When the pages were published, where they do not say so (2022-07-03); or the column of "
    "a table with the date.",
)
@click.option(
    "--only-events",
    is_flag=True,
    help="Read only what events need: quicker where pages have little to do with politics.",
)
@click.option("--retry", is_flag=True, help="Read pages again that could not be read before.")
@click.option("--text", metavar="COLUMN", help="Of a table of articles: the column of the text.")
@click.option("--title", metavar="COLUMN", help="The column of the headline.")
@click.option("--url", metavar="COLUMN", help="The column of the address.")
@click.option("--outlet", metavar="COLUMN", help="The column of the outlet.")
@click.option("--id", metavar="COLUMN", help="The column of your own id.")
@workers_option(None)
@click.option(
    "--fetch",
    is_flag=True,
    help="Also fetch the pages that feeds and sitemaps among the files list.",
)
@click.option(
    "--ray",
    metavar="ADDRESS",
    help="Read with a Ray cluster: local (processes of this machine), auto (the cluster that this "
    "machine belongs to) or HOST:PORT. The result is a folder, for dateline desk import.",
)
@click.option(
    "--out",
    type=click.Path(),
    metavar="DIR",
    default=PARTS,
    show_default=True,
    help="With --ray: the folder, which all machines of the cluster share.",
)
@click.option(
    "--manifest",
    type=click.Path(),
    metavar="FILE",
    help="With --ray: what is to be read, in place of SOURCE: a Parquet or JSON Lines file with a "
    "source a row, or a list of sources, one a line.",
)
@fetch_options
@tables_option
@click.pass_context
def add(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    desk: str,
    published: str | None,
    only_events: bool,
    retry: bool,
    workers: int | None,
    fetch: bool,
    user_agent: str | None,
    delay: float,
    allow_private: bool,
    tables: str | None,
    ray: str | None,
    out: str,
    manifest: str | None,
    **columns: str | None,
) -> None:
    """Read SOURCE... into the desk: a file that keeps articles, events and where they came from.

    SOURCE is what `dateline read` reads, a folder or pattern of it, an archive or a table of
    articles; or the address of a page, a feed or a sitemap, which is then fetched. What is in the
    desk already is passed over: the same command carries on where it was stopped.
    """
    from dateline.cli import INTERRUPTED
    from dateline.cli.progress import AddProgress, summary
    from dateline.desk import Desk, Progress
    from dateline.intake import Columns
    from dateline.intake.fetching import Fetching
    from dateline.reader import Reader
    from dateline.scale import all_cores

    dated = published is not None and is_date(published)
    said = Columns(**columns, published=None if dated else published)
    only = "events" if only_events else None
    if ray is not None:
        from dateline.cli.add_ray import add_by_ray

        add_by_ray(
            ctx, ray, sources, manifest, out, said, published if dated else None,
            retry=retry, workers=workers, tables=tables, only=only,
        )  # fmt: skip
    _must_be_without_ray(ctx, sources)
    wrong_calls = 0
    last = Progress()
    with Desk(desk) as file, AddProgress() as bar:
        reader = Reader(only=only, tables=tables)
        for problem in reader.problems:
            report(problem)

        def tell(line: str) -> None:
            bar.hide()
            click.echo(f"dateline: note: {clean(line)}", err=True)

        steps = file.add(
            sources,
            reader=reader,
            published=published if dated else None,
            columns=said,
            retry=retry,
            stdin=sys.stdin.buffer if "-" in sources else None,
            tell=tell,
            workers=workers or all_cores(),
            fetching=Fetching(
                user_agent=user_agent, delay=delay, allow_private=allow_private, links=fetch
            ),
        )
        try:
            # Closed also where we are interrupted: what has been read is then committed.
            with closing(steps):
                for last in steps:
                    bar.show(last)
                    if last.failure is not None:
                        bar.hide()
                        wrong_calls += last.failure.exit_code == 2
                        report(last.failure)
        except (KeyboardInterrupt, RuntimeError) as stopped:
            if not is_interrupt(stopped):
                raise
            bar.hide()
            click.echo(f"{summary(last, desk)}; interrupted: the same command goes on", err=True)
            ctx.exit(INTERRUPTED)
        bar.hide()
        click.echo(summary(last, desk))
    if not last.failed and not last.failed_before and not reader.problems:
        ctx.exit(0)
    ctx.exit(2 if last.pages and wrong_calls == last.pages else 1)


def _must_be_without_ray(ctx: click.Context, sources: tuple[str, ...]) -> None:
    for name in ("out", "manifest"):
        if ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name} goes with --ray")
    if not sources:
        raise click.UsageError("Missing argument 'SOURCE...'.")
