"""`dateline watch`: feeds into the desk, by a schedule."""

from __future__ import annotations

import re
import signal
from typing import TYPE_CHECKING

import click

from dateline.cli.errors import report
from dateline.cli.options import desk_option, fetch_options, tables_option, workers_option
from dateline.cli.text import clean

if TYPE_CHECKING:
    from dateline.desk import Progress
    from dateline.desk.watching import Round

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400}
_LEAST, _MOST = 1.0, 366 * 86_400.0


class Duration(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A length of time: `15m`, `90s`, `2h`, `1d`, or seconds."""

    name = "duration"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        found = re.fullmatch(r"\s*(\d{1,9}(?:\.\d{1,3})?)\s*([smhd]?)\s*", str(value).lower())
        seconds = float(found[1]) * _UNITS[found[2]] if found else 0.0
        if not _LEAST <= seconds <= _MOST:
            self.fail(f"{value!r} is no length of time; write it as 15m, 90s, 2h or 1d", param, ctx)
        return seconds


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS.opml|FEED...")
@desk_option
@click.option(
    "--every",
    type=Duration(),
    default="15m",
    show_default=True,
    metavar="TIME",
    help="So long from the beginning of one round to that of the next: 90s, 15m, 2h, 1d.",
)
@click.option(
    "--rounds", type=click.IntRange(min=1), metavar="N", help="Stop after so many rounds."
)
@fetch_options
@workers_option(None)
@tables_option
@click.pass_context
def watch(
    ctx: click.Context,
    feeds: tuple[str, ...],
    desk: str,
    every: float,
    rounds: int | None,
    user_agent: str | None,
    delay: float,
    allow_private: bool,
    workers: int | None,
    tables: str | None,
) -> None:
    """Poll feeds by a schedule and add to the desk what is new; a line is printed each round.

    FEED is the address of an RSS, Atom or JSON feed or of a sitemap, or an OPML file that lists
    feeds. Ctrl-C or SIGTERM end it: the page at hand is finished or left out, and the next
    start carries on. Between rounds the desk is closed, so that others may use it.
    """
    from dateline.desk.watching import feeds_of
    from dateline.desk.watching import watch as polled
    from dateline.intake.fetching import Fetcher, Fetching

    options = Fetching(user_agent=user_agent, delay=delay, allow_private=allow_private, links=True)
    fetcher = Fetcher(options)
    for which in (signal.SIGTERM, signal.SIGINT):
        signal.signal(which, lambda *_: fetcher.stop())
    listed = feeds_of(feeds)

    from dateline.reader import Reader
    from dateline.scale import all_cores

    reader = Reader(tables=tables)
    for problem in reader.problems:
        report(problem)

    def each(progress: Progress) -> None:
        if progress.failure is not None:
            report(progress.failure)

    last: Round | None = None
    for last in polled(
        desk, listed, reader=reader, fetcher=fetcher, every=every, rounds=rounds, each=each,
        workers=workers or all_cores(),
        busy=report, tell=lambda line: click.echo(f"dateline: note: {clean(line)}", err=True),
    ):  # fmt: skip
        click.echo(line_of(last))
    failed = last is not None and last.failed > 0 and not fetcher.stopped
    ctx.exit(int(failed))


def line_of(found: Round) -> str:
    """`2026-11-26 16:05:02 UTC  12 feeds: 3 new with 7 events, 40 known, 1 failed`."""
    feeds = f"{found.feeds:,} feed{'' if found.feeds == 1 else 's'}"
    return (
        f"{found.began:%Y-%m-%d %H:%M:%S} UTC  {feeds}: {found.new:,} new with "
        f"{found.events:,} events, {found.known:,} known, {found.failed:,} failed"
        + (", stopped" if found.stopped else "")
    )
