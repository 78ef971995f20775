"""A user's own file of events: GDELT, ICEWS, POLECAT, Phoenix, or a table coded by hand.

What it is is told by its columns. Countries become PLOVER's, CAMEO codes PLOVER's types; what
cannot be read so is counted and told, never guessed.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import IO, NamedTuple

from dateline.analysis.dyads import RECIPROCAL, country_of
from dateline.coding.ontology import cameo, types
from dateline.errors import SourceNotFound, UnreadableSource, UsageError
from dateline.knowledge import codes


class Foreign(NamedTuple):
    """A pair of countries of one row: where it stands, the day, the PLOVER type, its own words."""

    line: int
    day: date
    source: str
    target: str
    type: str
    told: str


class Read(NamedTuple):
    """What a file holds: its kind, its pairs, how many rows, and why others were left out."""

    kind: str
    pairs: list[Foreign]
    rows: int
    left_out: dict[str, int]


class _Row(NamedTuple):
    """The cells of one row that count; several countries of a side are joined by ";"."""

    day: str
    source: str
    target: str
    code: str
    told: str


Row = Callable[[dict[str, str]], _Row]

# Columns of formats without a header, as far as they are needed; the others have no name.
_GDELT = {0: "id", 1: "day", 7: "source", 17: "target", 26: "code", 6: "one", 16: "two",
          5: "source_code", 15: "target_code"}  # fmt: skip
_PHOENIX = {0: "id", 1: "day", 6: "source", 10: "target", 13: "code", 5: "one", 9: "two"}
_HEADLESS = {61: ("gdelt", _GDELT), 58: ("gdelt", _GDELT), 57: ("gdelt", _GDELT),
             26: ("phoenix", _PHOENIX)}  # fmt: skip

# Of tables coded by hand: what a column may be called, in small letters.
_NAMES = {
    "day": "date day event_date eventdate sqldate when",
    "source": "source source_country actor actor_country actor1 actor1countrycode actor1_country from side_a",
    "target": "target target_country recipient recipient_country actor2 actor2countrycode actor2_country to side_b",
    "code": "type event_type eventtype plover event cameo cameo_code cameocode eventcode event_code code",
}  # fmt: skip
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")


def read_foreign(path: str | Path) -> Read:
    """All pairs of a file. Raises `UsageError` where its columns are not understood."""
    file = Path(path)
    pairs: list[Foreign] = []
    left_out: Counter[str] = Counter()
    rows = 0
    with _opened(file) as text:
        kind, cells = _understood(text, str(file))
        for line, row in cells:
            rows += 1
            found = _pairs(line, row)
            if isinstance(found, str):
                left_out[found] += 1
            else:
                pairs += found
    return Read(kind, pairs, rows, dict(sorted(left_out.items())))


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    if not path.exists():
        raise SourceNotFound("no such file", where=str(path), cure="name a file of events")
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                names = [n for n in archive.namelist() if not n.endswith("/")]
                if len(names) != 1:
                    raise UsageError(
                        f"holds {len(names)} files", where=str(path), cure="unpack it, and name one"
                    )
                with archive.open(names[0]) as file:
                    yield io.TextIOWrapper(file, "utf-8", errors="replace", newline="")
        else:
            opener = gzip.open if path.suffix == ".gz" else open
            with opener(path, "rt", encoding="utf-8-sig", errors="replace", newline="") as file:
                yield file
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise UnreadableSource(
            f"cannot be read: {error}", where=str(path), cure="look at the file"
        ) from error


def _understood(text: IO[str], where: str) -> tuple[str, Iterator[tuple[int, _Row]]]:
    first = text.readline()
    if not first.strip():
        raise UsageError("is empty", where=where, cure="name a file of events")
    tabbed = "\t" in first
    lines = chain([first], text)
    # Tab-separated event data are not quoted: a name may hold a lone quotation mark.
    rows = csv.reader(
        lines, delimiter="\t" if tabbed else ",",
        quoting=csv.QUOTE_NONE if tabbed else csv.QUOTE_MINIMAL,
    )  # fmt: skip
    head = next(rows)
    if tabbed and len(head) in _HEADLESS and head[0].strip().isdigit():
        kind, places = _HEADLESS[len(head)]
        return kind, _numbered(chain([head], rows), lambda cells: _headless(cells, places), 1)
    names = [h.strip().strip('"') for h in head]
    for kind, needed, make in _HEADED:
        if needed <= set(names):
            return kind, _named(rows, names, make)
    chosen = {
        part: next((n for n in names if n.lower().replace(" ", "_") in known.split()), None)
        for part, known in _NAMES.items()
    }
    missing = [part for part, name in chosen.items() if name is None]
    if missing:
        raise UsageError(
            f"no column for {', '.join('type' if m == 'code' else m for m in missing)}",
            where=where,
            cure="name the columns date, source, target and type (or cameo)",
        )

    def by_hand(row: dict[str, str]) -> _Row:
        day, source, target, code = (
            row[str(chosen[p])] for p in ("day", "source", "target", "code")
        )
        return _Row(day, source, target, code, ", ".join(row.values()))

    return "table", _named(rows, names, by_hand)


def _numbered(
    rows: Iterator[list[str]], make: Callable[[list[str]], _Row], start: int
) -> Iterator[tuple[int, _Row]]:
    for line, cells in enumerate(rows, start):
        if cells:
            yield line, make(cells)


def _named(rows: Iterator[list[str]], names: list[str], make: Row) -> Iterator[tuple[int, _Row]]:
    def of(cells: list[str]) -> _Row:
        padded = [*cells, *[""] * (len(names) - len(cells))]
        return make({n: c.strip().strip('"') for n, c in zip(names, padded, strict=False)})

    return _numbered(rows, of, 2)


def _headless(cells: list[str], places: dict[int, str]) -> _Row:
    found = {name: cells[n] if n < len(cells) else "" for n, name in places.items()}
    told = f"{found['one']} → {found['two']} {found['code']}"
    # GDELT has no country for the UN and its like; their code tells who it is.
    source, target = (
        found[s] or codes.plover_actor(found.get(f"{s}_code", "")).country or ""
        for s in ("source", "target")
    )
    return _Row(found["day"], source, target, found["code"], told)


def _icews(row: dict[str, str]) -> _Row:
    told = f"{row['Source Name']} → {row['Target Name']}: {row.get('Event Text', '')} {row['CAMEO Code']}"
    return _Row(
        row["Event Date"], row["Source Country"], row["Target Country"], row["CAMEO Code"], told
    )


def _polecat(row: dict[str, str]) -> _Row:
    told = f"{row['Actor Name']} → {row['Recipient Name']}: {row['Event Type']} {row['Event Mode']}"
    return _Row(
        row["Event Date"], row["Actor Country"], row["Recipient Country"], row["Event Type"], told
    )


_HEADED: tuple[tuple[str, set[str], Row], ...] = (
    ("icews", {"Event Date", "Source Country", "Target Country", "CAMEO Code"}, _icews),
    ("polecat", {"Event Date", "Actor Country", "Recipient Country", "Event Type"}, _polecat),
)


def _pairs(line: int, row: _Row) -> list[Foreign] | str:
    """The pairs of one row, or why there are none."""
    found = _DAY.match(row.day.strip())
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        return "rows without a day"
    type_ = plover_type(row.code)
    if type_ is None:
        return "rows whose code is no type of PLOVER's (statements, CAMEO 01, among them)"
    sources, targets = _countries(row.source), _countries(row.target)
    if not targets and type_ in RECIPROCAL:
        targets = sources
    pairs = [(s, t) for s in sources for t in targets if s != t]
    if not pairs:
        return "rows without two countries"
    return [Foreign(line, day, s, t, type_, row.told) for s, t in dict.fromkeys(pairs)]


@lru_cache(maxsize=10_000)
def plover_type(code: str) -> str | None:
    """The PLOVER type of a type's name or a CAMEO code, whose leading zero may have been lost."""
    name = code.strip().upper()
    if name in types():
        return name
    table = cameo()
    found = table.get(name) or table.get(f"0{name}")
    return found.type if found else None


@lru_cache(maxsize=10_000)
def _countries(cell: str) -> tuple[str, ...]:
    parts = (p.strip() for p in cell.split(";"))
    found = (country_of(p) for p in parts if p and p.lower() not in ("none", "null", "na", "---"))
    return tuple(dict.fromkeys(c for c in found if c))
