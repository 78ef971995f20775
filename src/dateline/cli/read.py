"""`dateline read`: pages in, rows out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dateline.cli.errors import exit_code, report, warn
from dateline.cli.options import (
    min_confidence_option,
    published_option,
    tables_option,
    voice_options,
    workers_option,
)
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dateline.intake import Failure
    from dateline.reader import Reader
    from dateline.records import Page, Reading

FORMATS = ("table", "json", "jsonl", "csv")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--format",
    "-f",
    "kind",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="table for people, json (one list), jsonl (one reading a line), csv (one row an event).",
)
@published_option
@click.option(
    "--only-events",
    is_flag=True,
    help="Leave out what no event needs; with json and jsonl, give events instead of readings.",
)
@workers_option(1)
@voice_options
@min_confidence_option
@tables_option
@click.pass_context
def read(
    ctx: click.Context,
    sources: tuple[str, ...],
    kind: str,
    published: str | None,
    only_events: bool,
    workers: int,
    status: tuple[str, ...],
    voice: tuple[str, ...],
    not_on_the_word_of: tuple[str, ...],
    min_confidence: float,
    tables: str | None,
) -> None:
    """Read pages and print who did what to whom, when, where, and on whose word.

    SOURCE is a saved page (HTML or text), a folder, a pattern such as 'pages/*.html', - for standard
    input, or a file with many pages: an archive, WARC, feed, table or JSON Lines.
    """
    from dateline.cli.choosing import chosen
    from dateline.cli.output import writer
    from dateline.intake import Failure
    from dateline.scale import Workers, readings

    failures: list[DatelineError] = []
    done = 0
    with Progress() as progress:
        reader, names = _watched(only_events, tables, min_confidence, progress)
        for problem in reader.problems:
            report(problem)
        failures.extend(reader.problems)
        stdin = sys.stdin.buffer if "-" in sources else None
        outcomes: Iterator[Reading | Failure]
        if workers == 1:
            outcomes = reader.read(sources, published=published, stdin=stdin)
        else:
            outcomes = readings(
                reader,
                sources,
                Workers(workers),
                published=published,
                stdin=stdin,
                at=lambda name: _at(name, names, progress),
            )
        with writer(kind, only_events, sys.stdout) as write:
            for outcome in outcomes:
                progress.hide()
                if isinstance(outcome, Failure):
                    failures.append(outcome.error)
                    report(outcome.error)
                else:
                    done += 1
                    warn(names[-1], [n for n in outcome.notes if n.startswith("charset: ")])
                    write(chosen(outcome, status, voice, not_on_the_word_of), names[-1])
    ctx.exit(exit_code(failures, done))


def _watched(
    only_events: bool, tables: str | None, min_confidence: float, progress: Progress
) -> tuple[Reader, list[str]]:
    """A reader that says which page it is at, and the list that holds the name of that page."""
    from dateline.reader import Reader

    names: list[str] = []

    class Watched(Reader):
        def read_page(self, page: Page, *, published: str | date | None = None) -> Reading:
            _at(page.path or page.url or "standard input", names, progress)
            return super().read_page(page, published=published)

    only = "events" if only_events else None
    return Watched(only=only, tables=tables, min_confidence=min_confidence), names


def _at(name: str, names: list[str], progress: Progress) -> None:
    names[:] = [name]
    progress.show(name)


class Progress:
    """A spinner on standard error with the page being read; silent when nobody watches."""

    def __init__(self) -> None:
        self._status = None
        self._count = 0
        if sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status("")

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.hide()

    def show(self, name: str) -> None:
        """Say that `name` is being read."""
        from dateline.cli.text import clean

        self._count += 1
        if self._status is not None:
            from rich.text import Text

            self._status.update(Text(f"page {self._count}: {clean(name)}"))
            self._status.start()

    def hide(self) -> None:
        """Clear the line before something is printed."""
        if self._status is not None:
            self._status.stop()
