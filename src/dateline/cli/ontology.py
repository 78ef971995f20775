"""`dateline ontology`: what a code means."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

import click

from dateline.cli.text import safe_json
from dateline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.table import Table

    from dateline.coding.ontology import Meaning


@click.command()
@click.argument("code", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every code: types, modes, contexts, CAMEO.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@click.option("--csv", "as_csv", is_flag=True, help="Print one row a code.")
def ontology(code: tuple[str, ...], every: bool, as_json: bool, as_csv: bool) -> None:
    """Say what CODE means: a type (ACCUSE), a mode (ACCUSE disapprove, or ACCUSE/disapprove), a
    context (military), or a CAMEO code (0231). Without CODE, the 16 types.

    Exit code 2 for an unknown code; codes like it are then given.
    """
    if as_json and as_csv:
        raise click.UsageError("--json and --csv are two formats: give one")
    if code and every:
        raise click.UsageError("--all takes no CODE")
    found = _asked(" ".join(code), every)
    if as_json:
        import msgspec

        click.echo(safe_json(msgspec.json.encode(found).decode()))
    elif as_csv:
        write_csv(found)
    elif code:
        print_meaning(found[0])
    else:
        print_list(found)


def _asked(code: str, every: bool) -> list[Meaning]:
    from dateline.coding.ontology import describe, meanings, near

    if not code.strip():
        return [m for m in meanings().values() if every or m.kind == "type"]
    found = describe(code)
    if found is None:
        others = ", ".join(near(code))
        cure = (
            f"near: {others}" if others else "dateline ontology lists the types, --all every code"
        )
        raise UsageError(f"{code!r} is no code of PLOVER or CAMEO", cure=cure)
    return [found]


def write_csv(found: Iterable[Meaning]) -> None:
    """One row a code; lists are joined by "; "."""
    import msgspec

    rows = [msgspec.to_builtins(m) for m in found]
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(rows[0])
    for row in rows:
        out.writerow(["; ".join(v) if isinstance(v, list) else v for v in row.values()])


def print_list(found: Sequence[Meaning]) -> None:
    """Code, quad, score and meaning, one line a code."""
    from rich.text import Text

    from dateline.cli.table import console, emit

    grid = _grid(widths=(max(len(m.code) for m in found), 4, 9, None))
    grid.add_row(*(Text(c, style="dim") for c in ("code", "quad", "intensity", "what it means")))
    for one in found:
        quad = str(one.quad or "")
        grid.add_row(Text(one.code, style="bold"), quad, _score(one.intensity), one.means)
    emit(grid, console(sys.stdout), sys.stdout)


def print_meaning(one: Meaning) -> None:
    """A block: code and meaning, then a line for each thing that is known of it."""
    from rich.text import Text

    from dateline.cli.table import console, emit

    out = console(sys.stdout)
    head = Text(one.code, style="bold")
    head.append(f"  {one.kind if one.kind != 'cameo' else 'CAMEO code'}", style="dim")
    emit(head, out, sys.stdout)
    emit(Text(one.means), out, sys.stdout)
    grid = _grid(widths=(12, None))
    for name, line in _lines(one):
        grid.add_row(Text(name, style="dim"), line)
    emit(grid, out, sys.stdout)


def _lines(one: Meaning) -> Iterable[tuple[str, str]]:
    from dateline.coding.ontology import meanings

    told = meanings()
    if one.quad is not None:
        yield "quad", f"{one.quad}, {one.quad_name}"
        yield "intensity", _score(one.intensity) + " (PLOVER, −10 to 10)"
        yield "target", "needed" if one.target_required else "may be missing"
    if one.kind == "cameo":
        if one.goldstein is not None:
            yield "Goldstein", _score(one.goldstein) + " (CAMEO, −10 to 10)"
        yield from _each("PLOVER", [_named(c, told[c].means) for c in one.plover])
    elif one.cameo:
        near = told[one.cameo]
        score = f", Goldstein {_score(near.goldstein)}" if near.goldstein is not None else ""
        yield "CAMEO", f"{_named(near.code, near.means)}{score}"
        others = [c for c in one.cameo_all if c != one.cameo]
        if others:
            yield "also from", " ".join(others)
    if one.contexts:
        yield "contexts", ", ".join(one.contexts)
    name = {"type": "modes", "cameo": "under it"}.get(one.kind, "")
    yield from _each(name, [_under(told[c]) for c in one.subcodes])
    yield from _each("borders", one.borders)
    if one.example:
        yield "example", one.example
    yield from _each("note", one.notes)


def _named(code: str, words: str) -> str:
    return f"{code}  {words}"


def _under(one: Meaning) -> str:
    name = one.mode if one.kind == "mode" and one.mode else one.code
    score = one.intensity if one.kind == "mode" else one.goldstein
    return f"{_named(name, one.means)}" + (f" ({_score(score)})" if score is not None else "")


def _each(name: str, lines: Sequence[str]) -> Iterable[tuple[str, str]]:
    """The name beside the first line only."""
    return ((name if i == 0 else "", line) for i, line in enumerate(lines))


def _score(value: float | None) -> str:
    return "" if value is None else f"{value:+.1f}".replace("-", "−").replace("+0.0", "0.0")


def _grid(widths: Sequence[int | None]) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold", no_wrap=False)
    return grid
