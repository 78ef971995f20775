"""What changed between two runs, for people."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli.text import clean
from dateline.desk import Difference

_KINDS = (("added", "+"), ("removed", "-"), ("altered", "~"))
_LONGEST = 160


def print_difference(found: Difference) -> None:
    """Counts by type, counts by column, and samples."""
    what = "what is shown" if found.old == "shown" else f"run {found.old}"
    click.echo(
        f"{found.articles:,} articles: {what} has {found.before:,} events, run {found.new} has "
        f"{found.after:,}"
    )
    changed = [t for t in found.types if t.added or t.removed or t.altered]
    if changed:
        click.echo(
            f"\n  {'type':<10} {'before':>8} {'after':>8} {'added':>8} {'removed':>8} {'altered':>8}"
        )
        for t in found.types:
            click.echo(
                f"  {t.type:<10} {t.before:>8,} {t.after:>8,} {t.added:>8,} {t.removed:>8,} {t.altered:>8,}"
            )
    click.echo(
        f"\n{found.same:,} events are the same"
        + (f", {found.unsure:,} of them with another confidence or reason" if found.unsure else "")
    )
    if found.fields:
        listed = ", ".join(f"{name} {n:,}" for name, n in found.fields.items())
        click.echo(f"Altered: {listed}")
    for kind, sign in _KINDS:
        samples = [s for s in found.samples if s.kind == kind]
        if samples:
            click.echo(f"\n{kind.capitalize()}, for example:")
        for s in samples:
            row = s.after or s.before or {}
            click.echo(f"  {sign} {_event(row)}")
            for name in s.fields:
                before, after = ((r or {}).get(name) for r in (s.before, s.after))
                click.echo(f"      {name}: {_value(before)} → {_value(after)}")
            click.echo(f"      {_short(s.sentence)}")
    click.echo("")


def _event(row: dict[str, Any]) -> str:
    sides = [_value(row[f"{side}_names"]) or "?" for side in ("source", "target")]
    return f"{row['type']} {row['status']}: {sides[0]} → {sides[1]}"


def _value(value: Any) -> str:
    if value is None or value == []:
        return "nothing"
    return "; ".join(clean(str(v)) for v in value) if isinstance(value, list) else clean(str(value))


def _short(text: str) -> str:
    line = clean(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 2] + " …"
