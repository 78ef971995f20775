"""The lines of a dictionary without its comments, and what is told of those that cannot be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dateline.errors import TableError
from dateline.knowledge.rows import Line, lines

MAX_NAMES = 500_000
"""Names past this many are not read from one file."""

MAX_PROBLEMS = 10_000

ENCODINGS = ("utf-8", "latin-1")
CODE = re.compile(r"\[([^\[\]]*)\]")
_COMMENT = re.compile(r"<!\s*--.*?--\s*>|<!\s*--.*$")


class Import(NamedTuple):
    """What one dictionary gave: rows of a user's table, and the lines that could not be used.

    `agents` says whose columns the rows have; `names` counts names and synonyms, `entries` the
    blocks of the dictionary, `used` those that gave at least one row, `repeated` those that say
    what another or Dateline had said, `known` the names left out as Dateline has them.
    """

    source: Path
    agents: bool
    rows: tuple[dict[str, str], ...]
    entries: int
    used: int
    repeated: int
    names: int
    known: int
    problems: tuple[TableError, ...]


class Told(list[TableError]):
    def tell(self, problem: TableError) -> None:
        if len(self) < MAX_PROBLEMS:
            self.append(problem)

    def at(self, what: str, where: str, cure: str) -> None:
        self.tell(TableError(what, where=where, cure=cure))


def by_line(told: Told) -> tuple[TableError, ...]:
    def key(problem: TableError) -> tuple[int, str]:
        number = (problem.where or "").rpartition(":")[2]
        return (int(number) if number.isdigit() else 0, problem.what)

    return tuple(sorted(told, key=key))


def uncommented(path: Path, told: Told) -> Iterator[Line]:
    """The lines that say something, without comments (`#`, `;`, `<!-- -->` over several lines)."""
    inside = False
    for number, text in lines(path, told.tell, encodings=ENCODINGS):
        if inside:
            _, end, text = text.partition("-->")
            if not end:
                continue
            inside = False
        if "<!" in text:
            inside = bool(re.search(r"<!\s*--(?!.*--\s*>)", text))
            text = _COMMENT.sub("", text)
        text = re.split(r"[#;]", text, maxsplit=1)[0] if "[###" not in text else text
        if text.strip():
            yield Line(number, text)


def kind_of(path: Path) -> str:
    """What a dictionary holds by its first codes: actors, agents, verbs, or nothing."""
    counts = {"agents": 0, "verbs": 0, "actors": 0}
    for line in lines(path, lambda _: None, encodings=ENCODINGS):
        for code in CODE.findall(line.text.split("#")[0]):
            # Codes of events are numbers, agents have a ~ where the country goes.
            numbers = code.strip().replace(":", "").isdigit()
            counts["agents" if "~" in code else "verbs" if numbers else "actors"] += 1
        if sum(counts.values()) > 200:
            break
    return max(counts, key=lambda kind: counts[kind]) if any(counts.values()) else "nothing"
