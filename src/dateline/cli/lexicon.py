"""`dateline lexicon`: the rows that say what was done, and a check of a user's own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dateline.cli.errors import report
from dateline.cli.options import tables_option
from dateline.cli.text import clean
from dateline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.coding.lexicon import Frame


@click.group(no_args_is_help=True)
def lexicon() -> None:
    """The rows that say which words report an act, and how its source and target are found."""


@lexicon.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|DIR...")
@tables_option
@click.pass_context
def check(ctx: click.Context, paths: tuple[str, ...], tables: str | None) -> None:
    """Check lexicon rows of your own (FILE|DIR...): keys, codes, slots, and the examples.

    Each row that cannot be used, and each example that does not come out as written, is one line
    with file, row, cause and cure. Exit code 1 when there was one.
    """
    from dateline.checking import check_lexicon

    wrong = 0
    for path in paths:
        found = check_lexicon(path, tables)
        for problem in found.problems:
            report(problem)
        for note in found.notes:
            click.echo(f"dateline: note: {clean(note)}", err=True)
        wrong += len(found.problems)
        told = f"{len(found.problems):,} told above" if found.problems else "nothing is wrong"
        click.echo(f"{clean(path)}: {found.rows:,} rows can be used, {told}")
    ctx.exit(int(wrong > 0))


@lexicon.command()
@click.argument("word", nargs=-1, required=True)
@tables_option
def show(word: tuple[str, ...], tables: str | None) -> None:
    """Show the rows that answer to WORD ("recall", "hunger strike"), or the row with that id.

    Exit code 2 when there is none.
    """
    from rich.table import Table
    from rich.text import Text

    from dateline.cli.table import console, emit
    from dateline.reader import Reader

    asked = " ".join(word).lower().strip()
    found = [f for f in Reader(tables=tables).lexicon.frames if _answers(f, asked)]
    if not found:
        raise UsageError(
            f"no row answers to {asked!r}", cure="give a verb, noun or adjective as in a dictionary"
        )
    out = console(sys.stdout)
    for number, frame in enumerate(found):
        emit(Text(("\n" if number else "") + clean(frame.id), style="bold"), out, sys.stdout)
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=9)
        grid.add_column(overflow="fold")
        for name, line in _lines(frame):
            grid.add_row(Text(name, style="dim"), Text(clean(line)))
        emit(grid, out, sys.stdout)


def _answers(frame: Frame, asked: str) -> bool:
    if frame.id == asked:
        return True
    heads = [w.lower() for w in (*frame.verb, *frame.noun, *frame.adj)]
    return asked in heads or any(h.split()[0] == asked for h in heads)


def _lines(frame: Frame) -> Iterator[tuple[str, str]]:
    pos = "verb" if frame.verb else "noun" if frame.noun else "adj"
    yield pos, ", ".join(frame.verb or frame.noun or frame.adj)
    kind = "/".join(filter(None, [frame.type, frame.mode]))
    yield "code", f"{kind}  {frame.cameo or ''} {' '.join(frame.contexts)}".strip()
    for name in ("source", "target", "content"):
        slots = getattr(frame, name)
        if slots:
            yield name, ", ".join(slots)
    for name in ("require", "forbid"):
        for slot, words in getattr(frame, name).items():
            yield name, f"{slot}: {_some(words)}"
    if frame.yes:
        yield "yes", frame.yes
    if frame.no:
        yield "no", frame.no
    yield "file", frame.file + (f", line {frame.line}" if frame.line else "")


def _some(words: frozenset[str], most: int = 12) -> str:
    first = sorted(words)[:most]
    rest = f" … ({len(words)} words)" if len(words) > most else ""
    return ", ".join(first) + rest
