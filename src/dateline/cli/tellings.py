"""`dateline tellings`: one event, as different texts tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.options import desk_option
from dateline.cli.text import clean, safe_json

if TYPE_CHECKING:
    from dateline.desk.tellings import Telling, Tellings

SILENT = 12
"""So many outlets that are silent are named; --json names all."""


@click.command()
@click.argument("event_id", metavar="EVENT_ID")
@desk_option
@click.option(
    "--days", type=click.IntRange(0), default=1, show_default=True, metavar="N",
    help="So many days may lie between the times of two tellings.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
def tellings(event_id: str, desk: str, days: int, as_json: bool) -> None:
    """Show who else tells of an event, on whose word, and who denies it.

    Rows of one type between the same two sides, in the same days and place, from different
    stories, are put side by side; then the outlets that wrote of both sides in these days and not of
    it. EVENT_ID stands with each row of `dateline events`.

    \b
    dateline tellings 1df3bb4bc40a15701ad3
    """
    from dateline.desk import Desk
    from dateline.errors import UsageError

    with Desk(desk, read_only=True) as file:
        found = file.tellings(event_id, days=days)
    if found is None:
        raise UsageError(
            f"no event {event_id!r}", where=desk, cure="take an id from: dateline events"
        )
    if as_json:
        import msgspec

        click.echo(safe_json(msgspec.json.encode(found).decode()))
        return
    for line in _lines(found):
        click.echo(line)


def _lines(found: Tellings) -> list[str]:
    lines = [clean(f"Linked by {found.by}"), ""]
    ordered = sorted(
        [found.event, *found.others],
        key=lambda t: (t.first_seen is None, t.first_seen or "", t.story_id, t.published or ""),
    )
    for telling in ordered:
        lines += _telling(telling, asked=telling is found.event)
    stories = len({t.story_id for t in ordered})
    if not found.others:
        return [*lines, "No other story tells it.", *_silent(found)]
    counts: dict[str, set[str]] = {}
    for telling in ordered:
        counts.setdefault(telling.status, set()).add(telling.story_id)
    told = ", ".join(f"{status} in {len(of)}" for status, of in counts.items())
    return [*lines, f"{stories} stories: {told}.", *_silent(found)]


def _silent(found: Tellings) -> list[str]:
    if not found.silent:
        return []
    named = [
        f"· {s.outlet}: {s.rows} row{'s' * (s.rows != 1)} in {s.articles} article{'s' * (s.articles != 1)}, "
        f"as {s.event_id} ({s.type}, {s.published[:10]})"
        for s in found.silent[:SILENT]
    ]
    more = len(found.silent) - SILENT
    rest = [f"and {more} more"] if more > 0 else []
    return ["", "Silent about it:", *map(clean, named), *rest, clean(found.silent_by)]


def _telling(telling: Telling, asked: bool) -> list[str]:
    carried = telling.outlets
    more = f" and {len(carried) - 3} more" if len(carried) > 3 else ""
    by = (
        f" ({telling.copies:,} copies: {', '.join(carried[:3])}{more})"
        if telling.copies > 1
        else ""
    )
    chain = " ← ".join(reversed(telling.voices))
    details = [
        telling.published or "no date",
        *([f"“{telling.when}”"] if telling.when else []),
        *([f"in {telling.place}"] if telling.place else []),
        *([f"about {telling.about}"] if telling.about else []),
        *telling.numbers,
    ]
    mark = "▸" if asked else "·"
    return [
        clean(f"{mark} {telling.how}{by}"),
        "    " + clean(" · ".join(details)),
        *(["    " + clean(f"whose word: {chain}")] if len(telling.voices) > 1 else []),
        "    " + clean(telling.sentence),
        "    " + clean(f"{telling.event_id}  {telling.headline or ''}"),
        "",
    ]
