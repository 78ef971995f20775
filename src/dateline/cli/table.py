"""The table for people: a heading an article, a row an event, and under it the sentence with
the words that carry the row marked."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, TextIO

from dateline.cli.dates import interval
from dateline.cli.text import clean
from dateline.records import Actor, Article, Event, Reading, Span, actor_code

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

# Columns of the row and their share of the width; at 80 columns these are their widths.
COLUMNS = {"when": 10, "status": 12, "source": 14, "what": 14, "target": 13, "whose word": 12}
GAP = 1
NARROWEST = sum(COLUMNS.values()) + GAP * (len(COLUMNS) - 1)
WIDEST = 140

STATUS_STYLES = {
    "fact": "green",
    "claim": "yellow",
    "planned": "blue",
    "expected": "magenta",
    "hypothetical": "magenta",
    "denied": "red",
    "negated": "red",
}
# On a terminal the evidence is set off by style, elsewhere by brackets (as in the lexicon).
ROLE_STYLES = {"trigger": "bold underline", "source": "bold cyan", "target": "bold magenta"}
ROLE_MARKS = {"trigger": ("*", "*"), "source": ("[", "]"), "target": ("{", "}")}
MINOR_STYLE = "italic"


def console(out: TextIO) -> Console:
    """A rich console: colour only on a terminal and without NO_COLOR; the width of the terminal,
    or COLUMNS, or 80."""
    from rich.console import Console

    terminal = out.isatty()
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdecimal() and int(columns) > 0 else None
    return Console(
        file=out,
        force_terminal=terminal,
        no_color=None if terminal else True,
        color_system="auto" if terminal else None,
        width=width or (None if terminal else 80),
        highlight=False,
        markup=False,
        emoji=False,
    )


class TableWriter:
    """Prints readings one after another."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._console = console(out)
        self._marks = not out.isatty()
        self._started = False

    def write(self, reading: Reading, name: str) -> None:
        """Print one reading; `name` is the file or URL it was read from."""
        from rich.text import Text

        if self._started:
            self._print("")
        self._started = True
        for line in heading(reading, name):
            self._print(line)
        self._print("")
        if not reading.events:
            self._print("No events.")
            return
        width = max(min(self._console.width, WIDEST), 40)
        grid = _grid(width)
        grid.add_row(*(Text(c, style="dim") for c in COLUMNS))
        self._print(grid)
        for event in reading.events:
            grid = _grid(width)
            grid.add_row(*cells(event, reading))
            self._print(grid)
            self._print_sentence(event, reading, width)
        self._print(summary(reading))

    def _print_sentence(self, event: Event, reading: Reading, width: int) -> None:
        from rich.padding import Padding

        sentence = marked(event, reading.article.text, self._marks)
        self._print(Padding(sentence, (0, 0, 1, 2)), width=width)

    def _print(self, what: RenderableType, width: int | None = None) -> None:
        emit(what, self._console, self._out, width)


class EventPrinter:
    """Prints events of many articles one after another, each with where it stands."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._console = console(out)
        self._marks = not out.isatty()
        self._started = False

    def write(self, event: Event, reading: Reading, name: str) -> None:
        """Print one event; `name` is its id and its article."""
        from rich.padding import Padding
        from rich.text import Text

        width = max(min(self._console.width, WIDEST), 40)
        if not self._started:
            grid = _grid(width)
            grid.add_row(*(Text(c, style="dim") for c in COLUMNS))
            emit(grid, self._console, self._out)
        self._started = True
        grid = _grid(width)
        grid.add_row(*cells(event, reading))
        emit(grid, self._console, self._out)
        sentence = marked(event, reading.article.text, self._marks)
        sentence.append(f"\n{clean(name)}", style="dim")
        emit(Padding(sentence, (0, 0, 1, 2)), self._console, self._out, width)


def emit(what: RenderableType, console: Console, out: TextIO, width: int | None = None) -> None:
    """Print without the blanks that fill cells up on the right."""
    with console.capture() as capture:
        console.print(what, width=width)
    out.write("".join(f"{line.rstrip()}\n" for line in capture.get().splitlines()))


def _grid(width: int) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, GAP, 0, 0))
    spare = max(width - NARROWEST, 0)
    for share in COLUMNS.values():
        extra = spare * share // NARROWEST
        wide = share + extra if width >= NARROWEST else max(share * width // NARROWEST - GAP, 4)
        grid.add_column(width=wide, overflow="fold")
    return grid


# --- the heading --------------------------------------------------------------------------


def heading(reading: Reading, name: str) -> list[Text]:
    """Headline; who carries it; when it was published, how surely, and where it was read."""
    from rich.text import Text

    article = reading.article
    lines = [Text(clean(article.headline or "(no headline)"), style="bold")]
    if chain := outlet_chain(article):
        lines.append(Text(chain))
    lines += [Text(published(article), style="dim"), Text(clean(name), style="dim")]
    notes = dict.fromkeys([*article.notes, *reading.notes])
    lines += [Text(f"note: {clean(n)}", style="yellow") for n in notes]
    return lines


def outlet_chain(article: Article) -> str:
    """`station < syndicator < network < agency`: from the outlet down to the origin."""
    return " < ".join(clean(c.name) for c in article.credits) or clean(article.outlet or "")


def published(article: Article) -> str:
    """When the article was published, as exactly as is known."""
    if not article.published:
        return "publication date unknown"
    shown = clean(article.published).replace("T", " ")
    if article.published_precision in {"month", "year"}:
        return f"published {shown} (only the {article.published_precision} is known)"
    return f"published {shown}"


def summary(reading: Reading) -> Text:
    """How many rows, of which status."""
    from rich.text import Text

    counts = Counter(e.status for e in reading.events)
    parts = ", ".join(f"{n} {status}" for status, n in counts.most_common())
    total = len(reading.events)
    return Text(f"{total} event{'' if total == 1 else 's'}: {parts}", style="dim")


# --- one row ------------------------------------------------------------------------------


def cells(event: Event, reading: Reading) -> list[Text]:
    """When, status, source, what, target, on whose word."""
    from rich.text import Text

    status = Text(event.status, style=STATUS_STYLES.get(event.status, ""))
    if event.background:
        status.append("\nbackground", style="dim")
    if event.contested:
        status.append("\ncontested", style="dim")
    what = Text(event.type, style="bold")
    if event.mode:
        what.append(f" {event.mode}", style="not bold")
    if event.about:
        what.append(f" about {event.about}", style="not bold")
    return [
        Text(interval(event.when)),
        status,
        names(event.sources),
        what,
        names(event.targets),
        Text(word_of(event, reading.article)),
    ]


def names(actors: list[Actor]) -> Text:
    """Each actor's name and codes on a line; `?` where the text does not say who it is."""
    from rich.text import Text

    text = Text()
    for i, actor in enumerate(actors):
        text.append(("\n" if i else "") + clean(actor.name or actor.text))
        text.append(f" {clean(actor_code(actor)) or '?'}", style="dim")
    return text if actors else Text("-", style="dim")


def _origin(article: Article) -> str:
    """The credit nearest the origin, the reporter left out where a house stands beside him."""
    houses = [c.name for c in article.credits if c.kind != "person"]
    return (houses or [c.name for c in article.credits])[-1]


def word_of(event: Event, article: Article) -> str:
    """The voices in the text, the speaker first, and the origin of the story; the outlets that
    carry it stand in the heading."""
    carriers = {c.name for c in article.credits}
    voices = [clean(v.name) for v in event.voices if v.start is not None or v.name not in carriers]
    if article.credits:
        voices.append(clean(_origin(article)))
    return " via ".join(dict.fromkeys(voices)) or "the writer"


# --- the sentence -------------------------------------------------------------------------


def marked(event: Event, text: str, plain: bool) -> Text:
    """The sentence with its evidence marked: in styles, or with brackets when `plain`."""
    from rich.text import Text

    out = Text()
    at = event.sentence.start
    for role, span in evidence(event):
        out.append(_words(text[at : span.start]))
        words = _words(text[span.start : span.end])
        before, after = ROLE_MARKS.get(role, ("", "")) if plain else ("", "")
        out.append(f"{before}{words}{after}", style="" if plain else style_of(role))
        at = span.end
    out.append(_words(text[at : event.sentence.end]))
    return out


def style_of(role: str) -> str:
    return ROLE_STYLES.get(role, MINOR_STYLE)


def evidence(event: Event) -> list[tuple[str, Span]]:
    """The evidence inside the sentence in reading order, without overlaps: what matters most
    (trigger, source, target) wins."""
    order = list(ROLE_STYLES)
    found = [(e.role, e.span) for e in event.evidence]
    found.append(("trigger", event.trigger))
    found += [("source", Span(a.start, a.end)) for a in event.sources]
    found += [("target", Span(a.start, a.end)) for a in event.targets]
    found.sort(key=lambda f: (order.index(f[0]) if f[0] in order else len(order), f[1]))
    kept: list[tuple[str, Span]] = []
    for role, span in found:
        inside = span.start < span.end and event.sentence.covers(span)
        if inside and not any(span.overlaps(k) for _, k in kept):
            kept.append((role, span))
    return sorted(kept, key=lambda f: f[1])


def _words(text: str) -> str:
    """`clean`, but the space at either end stays: this is a piece of a sentence."""
    body = clean(text)
    left = " " if text[:1].isspace() and body else ""
    right = " " if text[-1:].isspace() else ""
    return f"{left}{body}{right}"
