"""What `dateline actors` prints: a block for each actor, and a list of unknown names."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dateline.cli.text import clean

if TYPE_CHECKING:
    from rich.text import Text

    from dateline.knowledge.lookup import Fact
    from dateline.unresolved import UnknownName

_WHEN_STYLES = {"in": "green", "always": "green", "former": "yellow", "future": "yellow"}


def print_facts(facts: list[Fact], day: str | None) -> None:
    """A block for each actor: who it is, and a line for each office or fact."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from dateline.cli.table import console, emit

    out = console(sys.stdout)
    blocks: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        blocks.setdefault((fact.actor_id or "", fact.name), []).append(fact)
    first = True
    for (actor_id, name), found in blocks.items():
        if not first:
            emit("", out, sys.stdout)
        first = False
        head = Text(clean(name), style="bold")
        head.append(f"  {found[0].kind}", style="dim")
        if actor_id:
            head.append(f"  {clean(actor_id)}", style="dim")
        emit(head, out, sys.stdout)
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(min_width=9, no_wrap=True)
        grid.add_column(overflow="fold")
        for fact in found:
            grid.add_row("  " + _codes(fact), _told(fact, day))
            when = f"on {day}" if day else "today"
            if fact.members:
                codes = " ".join(fact.members)
                grid.add_row("", Text(f"{len(fact.members)} members {when}: {codes}"))
            if fact.member_of:
                grid.add_row("", Text(f"belongs {when} to: {', '.join(fact.member_of)}"))
        emit(grid, out, sys.stdout)
        for source in dict.fromkeys(f.source for f in found):
            line = Text(f"source: {clean(source)}", style="dim")
            emit(Padding(line, (0, 0, 0, 2)), out, sys.stdout)


def _codes(fact: Fact) -> str:
    return " ".join([fact.country or "", *fact.sectors]).strip() or "-"


def _told(fact: Fact, day: str | None) -> Text:
    """ "President, 2017-05-10 to 2022-05-09: former on 2022-07-03"."""
    from rich.text import Text

    line = Text(clean(fact.office or ""))
    if fact.since or fact.until:
        until = "still, when the list ends" if fact.until == "?" else fact.until or "…"
        days = f"{fact.since or '…'} to {until}"
        line.append(f"{', ' if fact.office else ''}{days}")
    words = {
        "in": f"in office on {day}" if fact.office else f"so on {day}",
        "former": f"former on {day}",
        "future": f"not yet on {day}",
        "maybe": f"perhaps on {day}: the tables do not tell",
        "unknown": f"who holds it on {day} is not known",
    }
    if fact.when in words:
        line.append(": " if line.plain else "")
        line.append(words[fact.when], style=_WHEN_STYLES.get(fact.when, "magenta"))
    return line


def print_unknown(found: list[UnknownName], limit: int, done: int) -> None:
    """Print the first `limit` names, each with a sentence; `done` articles were read."""
    from rich.padding import Padding
    from rich.text import Text

    from dateline.cli.table import console, emit

    out = console(sys.stdout)
    marks = not sys.stdout.isatty()
    for one in found[:limit]:
        head = Text(f"{one.count:>6}  ")
        head.append(clean(one.name), style="bold")
        known = " ".join(filter(None, [one.office, " ".join(one.sectors)]))
        if known:
            head.append(f"  ({clean(known)})")
        if one.candidates:
            head.append(f"  may be {clean(' or '.join(one.candidates))}", style="yellow")
        if one.articles > 1:
            head.append(f"  in {one.articles:,} articles", style="dim")
        emit(head, out, sys.stdout)
        for example in one.examples[:1]:
            before, name = example.text[: example.start], example.text[example.start : example.end]
            line = Text(clean(before) + (" " if before[-1:].isspace() else ""))
            line.append(f"*{clean(name)}*" if marks else clean(name), style="bold underline")
            after = example.text[example.end :]
            line.append((" " if after[:1].isspace() else "") + clean(after))
            emit(Padding(line, (0, 0, 0, 8)), out, sys.stdout)
            emit(Padding(Text(clean(example.source), style="dim"), (0, 0, 1, 8)), out, sys.stdout)
    names, articles = len(found), "article" if done == 1 else "articles"
    shown = f", the first {limit:,} shown" if names > limit else ""
    click.echo(f"{names:,} unknown name{'' if names == 1 else 's'} in {done:,} {articles}{shown}.")
    if found:
        click.echo("Add one: dateline actors add NAME --country CODE --sectors CODES")
