"""`dateline add --ray`: sources into a folder of Parquet, by a cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from dateline.cli.errors import report
from dateline.cli.text import clean

if TYPE_CHECKING:
    from dateline.intake import Columns


def add_by_ray(
    ctx: click.Context,
    address: str,
    sources: tuple[str, ...],
    manifest: str | None,
    out: str,
    columns: Columns,
    published: str | None,
    *,
    retry: bool,
    workers: int | None,
    tables: str | None,
    only: str | None = None,
) -> NoReturn:
    """Read, say how it went, and end the program."""
    from dateline.cli import INTERRUPTED
    from dateline.cli.progress import AddProgress, summary
    from dateline.cluster.rays import connected
    from dateline.cluster.running import Asked, run, sources_of
    from dateline.desk import Progress
    from dateline.reader import Reader

    if ctx.get_parameter_source("desk") is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError(
            "--ray writes a folder (--out DIR); then: dateline desk import DIR --desk FILE"
        )
    if bool(sources) == (manifest is not None):
        raise click.UsageError("With --ray give SOURCE..., or a --manifest.")
    asked = Asked(
        Path(out),
        sources_of(sources),
        Path(manifest) if manifest is not None else None,
        published=published,
        columns=columns,
        retry=retry,
    )
    reader = Reader(only=only, tables=tables)
    for problem in reader.problems:
        report(problem)
    last = Progress()
    wrong_calls = 0
    with AddProgress() as bar:

        def say(line: str) -> None:
            bar.hide()
            click.echo(f"dateline: note: {clean(line)}", err=True)

        try:
            for last in run(asked, reader, lambda: connected(address, workers), say):
                bar.show(last)
                if last.failure is not None:
                    bar.hide()
                    wrong_calls += last.failure.exit_code == 2
                    report(last.failure)
        except KeyboardInterrupt:
            bar.hide()
            click.echo(f"{summary(last, out)}; interrupted: the same command goes on", err=True)
            ctx.exit(INTERRUPTED)
        bar.hide()
    if last.pages and wrong_calls == last.pages:
        ctx.exit(2)
    click.echo(f"{summary(last, out)}; next: dateline desk import {clean(out)}")
    ctx.exit(int(bool(last.failed or last.failed_before or reader.problems)))
