"""`dateline stories`: which articles are copies of one text, and what each copy changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.cli.options import desk_option
from dateline.cli.text import clean, safe_json

if TYPE_CHECKING:
    from dateline.desk.stories import Copy, Story
    from dateline.stories.changes import Change

SHOWN = 50
OPENING = 400
"""So many characters of the first article are shown."""
WORDS = 24
"""So many words of a change are shown."""


@click.command()
@click.argument("id_", metavar="[ID]", required=False)
@desk_option
@click.option(
    "--min-copies", type=click.IntRange(1), default=1, show_default=True, metavar="N",
    help="Stories with at least so many articles.",
)  # fmt: skip
@click.option("--outlet", metavar="NAME", help="Stories that this outlet carried.")
@click.option("--since", metavar="DATE", help="First seen on this day, month or year, or later.")
@click.option("--until", metavar="DATE", help="First seen on this day, month or year, or earlier.")
@click.option("--text", metavar="WORDS", help="Words of the headline.")
@click.option(
    "--sort", type=click.Choice(("copies", "date", "-date")), default="copies", show_default=True,
    help="The order of the list.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(1), metavar="N", help="How many at most.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def stories(desk: str, id_: str | None, limit: int | None, as_json: bool, **filters: Any) -> None:
    """List the stories, or show one: its first article, all copies, and what each changed.

    A story is a text that one or several articles carry. ID is that of a story or of any article
    of it.

    \b
    dateline stories --min-copies 2
    dateline stories 3c9d0e8a7b6f5a4d3c2b
    """
    from dateline.desk import Desk
    from dateline.errors import UsageError

    with Desk(desk, read_only=True) as file:
        if id_ is not None:
            found = file.story(id_)
            if found is None:
                raise UsageError(
                    f"no story or article {id_!r}", where=desk, cure="list them: dateline stories"
                )
            click.echo(_json(found) if as_json else clean_lines(_told(found)))
            return
        relation = file.stories(limit=(limit or SHOWN) + 1, **filters)
        rows = [dict(zip(relation.columns, r, strict=True)) for r in relation.fetchall()]
    more, rows = len(rows) > (limit or SHOWN), rows[: limit or SHOWN]
    if as_json:
        click.echo(_json(rows))
        return
    for row in rows:
        click.echo(clean(_line(row)))
    if not rows:
        click.echo("No stories.")
    if more:
        click.echo(f"There are more than these {len(rows):,}: --limit N shows more.")


def _json(value: Any) -> str:
    import msgspec

    return safe_json(msgspec.json.encode(value).decode())


def clean_lines(lines: list[str]) -> str:
    """Lines without control characters; how far they are indented stays."""
    return "\n".join(" " * (len(x) - len(x.lstrip(" "))) + clean(x) for x in lines)


def _line(row: dict[str, Any]) -> str:
    from dateline.cli.events_output import carried

    parts = (row["id"], row["first_seen"] or "no date", row["headline"], carried(row))
    return "  ".join(p for p in parts if p)


def _told(story: Story) -> list[str]:
    first = story.copies[0].article
    text = " ".join(first.text.split())
    lines = [
        f"story {story.id}: {len(story.copies):,} "
        + ("article" if len(story.copies) == 1 else "copies")
        + f", first seen {story.first_seen or 'on an unknown day'}",
        f"carried by {', '.join(story.outlets) or 'unknown outlets'}",
        "",
        first.headline or "(no headline)",
        text[:OPENING] + ("…" if len(text) > OPENING else ""),
        "",
    ]
    for copy in story.copies:
        lines += _copy(copy, is_first=copy is story.copies[0])
    counted = f"{story.events:,} event" + "s" * (story.events != 1)
    return [*lines, "", f"{counted}: dateline events --story {story.id}"]


def _copy(copy: Copy, is_first: bool) -> list[str]:
    article = copy.article
    where = (article.outlet, article.published, article.url, article.id)
    lines = [" · ".join(w for w in where if w)]
    if is_first:
        return [*lines, "    the first"]
    if copy.retitled:
        lines.append(f"    headline: {article.headline}")
    if copy.same_text:
        return [*lines, "    the same text"]
    if not copy.changes:
        return [*lines, "    the same words; type and punctuation differ"]
    return [*lines, *(f"    {_change(c)}" for c in copy.changes)]


def _change(change: Change) -> str:
    at = "" if change.where == "middle" else f" at the {change.where}"
    if change.kind == "changed":
        return f"~ “{_short(change.old)}” → “{_short(change.new)}”"
    if change.kind == "added":
        return f"+ {_count(change.new_words)}{at}: “{_short(change.new)}”"
    return f"− {_count(change.old_words)}{at}: “{_short(change.old)}”"


def _count(words: int) -> str:
    return f"{words:,} word" + "s" * (words != 1)


def _short(text: str) -> str:
    words = text.split()
    if len(words) <= WORDS:
        return text
    return f"{' '.join(words[: WORDS - 6])} … {' '.join(words[-4:])}"
