"""`dateline actors`: who is who, and the user's own tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.errors import exit_code, report
from dateline.cli.options import OWN_TABLES, iso_date, published_option, tables_option
from dateline.cli.text import clean, safe_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.errors import DatelineError
    from dateline.intake import Failure
    from dateline.reader import Reader
    from dateline.records import Reading


class _WhoFirst(click.Group):
    """A group in which anything but a subcommand is a name to look up."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["who", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_WhoFirst,
    invoke_without_command=False,
    no_args_is_help=True,
    subcommand_metavar="NAME | COMMAND [ARGS]...",
)
def actors() -> None:
    """Who is who: look up a name, or work on tables of your own.

    \b
    dateline actors "Moon Jae-in" --on 2022-07-03
    dateline actors "French foreign minister" --on 2014-05-01
    dateline actors rebels

    What is not one of the commands below is a name to look up (as with `who`).
    """


@actors.command()
@click.argument("name", nargs=-1, required=True)
@click.option(
    "--on", "day", callback=iso_date, metavar="DATE", help="The day that is meant: 2022-07-03."
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of facts.")
@tables_option
@click.pass_context
def who(
    ctx: click.Context, name: tuple[str, ...], day: str | None, as_json: bool, tables: str | None
) -> None:
    """Say who or what NAME is: office and its days, country, sectors, and the source.

    NAME is a person, state, organisation, office ("French foreign minister") or a noun that can
    act ("rebels"). Exit code 1 when nothing is known; near names are then given.
    """
    from dateline.knowledge.lookup import lookup, near

    asked = " ".join(name)
    if not asked.strip():
        raise click.UsageError("the name is empty")
    facts = lookup(asked, day, tables)
    others = [] if facts else near(asked, tables)
    if as_json:
        import msgspec

        click.echo(safe_json(msgspec.json.encode(facts).decode()))
    elif facts:
        from dateline.cli.actors_output import print_facts

        print_facts(facts, day)
    else:
        hint = f"; near: {', '.join(map(clean, others))}" if others else ""
        click.echo(f"dateline: {clean(asked)!r} is not in the tables{hint}", err=True)
        _tell_bad_rows(tables)
    ctx.exit(0 if facts else 1)


def _tell_bad_rows(tables: str | None) -> None:
    """Say where the name may be missing for a row of the user's own that cannot be used."""
    from dateline.knowledge.user_tables import read_folder

    wrong = len(read_folder(Path(tables)).problems) if tables is not None else 0
    if tables is not None and wrong:
        click.echo(
            f"dateline: note: {wrong:,} lines of your own tables cannot be used: "
            f"dateline actors check {clean(tables)}",
            err=True,
        )


@actors.command("import-petrarch")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--out",
    default=None,
    metavar="DIR",
    help="The folder for the tables; default: DATELINE_TABLES, or dateline.tables.",
)
@click.option(
    "--agents/--actors",
    "agents",
    default=None,
    help="What the files hold; default: by their codes.",
)
@click.option(
    "--all",
    "keep_known",
    is_flag=True,
    help="Keep also the names that Dateline has with the same codes.",
)
@click.option("--replace", is_flag=True, help="Write over tables of an earlier import.")
@click.pass_context
def import_petrarch(
    ctx: click.Context,
    files: tuple[str, ...],
    out: str | None,
    agents: bool | None,
    keep_known: bool,
    replace: bool,
) -> None:
    """Turn dictionaries of TABARI, PETRARCH or Phoenix (FILE...) into tables of your own.

    Names, synonyms, dated codes and agents are read, and CAMEO's codes written as PLOVER's. Each
    line that cannot be used is told on standard error; exit code 1 when there was one.
    """
    import os

    from dateline.actors import import_petrarch as read_all

    folder = out or os.environ.get("DATELINE_TABLES") or OWN_TABLES
    told = 0
    for made, target in read_all(files, folder, agents, keep_known, replace):
        told += len(made.problems)
        for problem in made.problems:
            report(problem)
        if not made.entries:
            click.echo(f"{clean(str(made.source))}: nothing is read")
            continue
        kind = "agents" if made.agents else "actors"
        share = 100 * (made.entries - made.used - made.repeated) / max(made.entries, 1)
        click.echo(f"{clean(str(made.source))}: {made.entries:,} entries of {kind}")
        click.echo(
            f"  {made.used:,} used, {made.repeated:,} known already, "
            f"{made.entries - made.used - made.repeated:,} cannot be used ({share:.1f}%), "
            f"{len(made.problems):,} lines told"
        )
        if target is not None:
            left_out = f"; {made.known:,} that Dateline has are left out" if made.known else ""
            click.echo(
                f"  {len(made.rows):,} rows, {made.names:,} names in {clean(str(target))}{left_out}"
            )
    ctx.exit(int(told > 0))


@actors.command()
@click.argument("name")
@click.option("--country", default="", metavar="CODE", help="PLOVER's code: KEN, UNO, IGO, NGO …")
@click.option("--sectors", default="", metavar="CODES", help="PLOVER's codes: GOV, or GOV;MIL.")
@click.option("--alias", multiple=True, metavar="NAME", help="Another name; may be repeated.")
@click.option("--alone", multiple=True, metavar="NAME", help="A surname that alone means NAME.")
@click.option("--kind", default="", metavar="KIND", help="person, group, party, body, firm …")
@click.option("--office", default="", metavar="OFFICE", help="What a person is: Foreign Minister.")
@click.option("--from", "since", default="", metavar="DATE", help="First day, month or year.")
@click.option("--to", "until", default="", metavar="DATE", help="Last day, month or year.")
@click.option("--gender", default="", metavar="G", help="m or f: whom he and she may mean.")
@click.option("--note", default="", metavar="TEXT", help="Where you know it from.")
@click.option("--custom", is_flag=True, help="The country is a code of your own.")
@click.option(
    "--tables",
    envvar="DATELINE_TABLES",
    show_envvar=True,
    default=OWN_TABLES,
    show_default=True,
    metavar="DIR",
    help="The folder of your tables; made if need be.",
)
def add(
    name: str,
    country: str,
    sectors: str,
    alias: tuple[str, ...],
    alone: tuple[str, ...],
    kind: str,
    office: str,
    since: str,
    until: str,
    gender: str,
    note: str,
    custom: bool,
    tables: str,
) -> None:
    """Add NAME to your own table (actors.csv). A row that cannot be right is refused."""
    from dateline.actors import add as add_row

    target = add_row(
        tables, name=name, country=country, sectors=sectors, aliases=alias, alone=alone, kind=kind,
        office=office, from_=since, to=until, gender=gender, note=note,
        custom="yes" if custom else "",
    )  # fmt: skip
    click.echo(f"{clean(name)} is in {clean(str(target))}")


@actors.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|DIR...")
@click.pass_context
def check(ctx: click.Context, paths: tuple[str, ...]) -> None:
    """Check your own tables of actors and agents (FILE|DIR...) line by line.

    Exit code 1 when a line cannot be used.
    """
    from dateline.actors import check as check_path

    wrong = 0
    for path in paths:
        found = check_path(path)
        for problem in found.problems:
            report(problem)
        wrong += len(found.problems)
        told = f"{len(found.problems):,} told above" if found.problems else "nothing is wrong"
        click.echo(f"{clean(path)}: {found.rows:,} rows can be used, {told}")
    ctx.exit(int(wrong > 0))


@actors.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--limit",
    default=20,
    show_default=True,
    type=click.IntRange(1),
    metavar="N",
    help="How many names.",
)
@click.option(
    "--min-count",
    default=1,
    show_default=True,
    type=click.IntRange(1),
    metavar="N",
    help="Only names that stand so often.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@published_option
@tables_option
@click.pass_context
def unknown(
    ctx: click.Context,
    sources: tuple[str, ...],
    limit: int,
    min_count: int,
    as_json: bool,
    published: str | None,
    tables: str | None,
) -> None:
    """List the names that Dateline does not know in SOURCE..., the most frequent first.

    SOURCE is what `dateline read` reads, or a desk. Add those that matter to you with `dateline actors add`.
    """
    from dateline.cli.read import Progress
    from dateline.reader import Reader
    from dateline.unresolved import unknown_names

    reader = Reader(tables=tables)
    for problem in reader.problems:
        report(problem)
    failures: list[DatelineError] = []
    with Progress() as progress:
        readings = _Watched(reader, sources, published, failures, progress)
        found = unknown_names(readings, min_count)
    done = readings.done
    if as_json:
        import msgspec

        click.echo(safe_json(msgspec.json.encode(found[:limit]).decode()))
    else:
        from dateline.cli.actors_output import print_unknown

        print_unknown(found, limit, done)
    ctx.exit(exit_code(failures, done))


class _Watched:
    """Readings one by one, with progress; failures are told and kept, `done` counts the rest."""

    def __init__(
        self,
        reader: Reader,
        sources: tuple[str, ...],
        published: str | None,
        failures: list[DatelineError],
        progress: Any,
    ) -> None:
        self.done = 0
        self._args = (reader, sources, published)
        self._failures = failures
        self._progress = progress

    def __iter__(self) -> Iterator[tuple[Reading, str]]:
        from dateline.intake import Failure

        for outcome in self._outcomes():
            if isinstance(outcome, Failure):
                self._progress.hide()
                self._failures.append(outcome.error)
                report(outcome.error)
                continue
            self.done += 1
            self._progress.show(outcome[1])
            yield outcome

    def _outcomes(self) -> Iterator[tuple[Reading, str] | Failure]:
        """What each source holds: a desk has its readings, anything else is read."""
        from dateline.desk import Desk, is_desk
        from dateline.unresolved import read_actors

        reader, sources, published = self._args
        for source in sources:
            if not is_desk(source):
                yield from read_actors(reader, [source], published)
                continue
            with Desk(source, read_only=True) as desk:
                for reading in desk.readings():
                    yield reading, reading.article.url or reading.article.id
