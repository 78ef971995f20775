"""Read frames from TOML, check every row, and index them by their first word.

A row that cannot be used stops the load with file, row, cause and cure (`TableError`); `problems_in`
tells all that is wrong in a user's file at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from dateline.coding.lexicon.frame import Frame, Lexicon, Word
from dateline.coding.lexicon.rows import Table, parse, rows_in
from dateline.errors import TableError
from dateline.knowledge.user_tables import is_actor_table


@lru_cache(maxsize=1)
def our_tables() -> tuple[tuple[str, str], ...]:
    """(file name, TOML text) of Dateline's own tables."""
    folder = files("dateline.coding") / "lexicon"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    return tuple((n, (folder / n).read_text(encoding="utf-8")) for n in names)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Dateline's own lexicon, read once."""
    return load_lexicon(our_tables())


def load_lexicon(tables: Iterable[tuple[str, str]], own: Iterable[tuple[str, str]] = ()) -> Lexicon:
    """A lexicon from (file name, TOML text) pairs, a user's `own` beside ours.

    A user's row stands in the place of ours of the same id, and wins over all of ours that match
    the same word (`frames`). His rows may use our classes; a class of his own holds for them only.
    Raises `TableError` for a row that cannot be used, or an id that stands twice in a file.
    """
    frames: dict[str, Frame] = {}
    ours = [parse(name, text) for name, text in tables]
    users = [parse(name, text) for name, text in own]
    classes = _classes(ours)
    for group, known, is_own in ((ours, classes, False), (users, classes | _classes(users), True)):
        for table in group:
            for row in rows_in(table, known, is_own):
                if isinstance(row, TableError):
                    raise row
                frames[row.id] = row
    return _index(tuple(frames.values()))


def with_own(frames: Iterable[Frame]) -> Lexicon:
    """Our lexicon with these frames of a user beside it."""
    found = {f.id: f for f in lexicon().frames}
    found |= {f.id: f for f in frames}
    return _index(tuple(found.values()))


def problems_in(tables: Iterable[tuple[str, str]]) -> tuple[list[Frame], list[TableError]]:
    """The usable rows of a user's tables, and what is wrong with the others; our classes hold."""
    parsed: list[Table] = []
    problems: list[TableError] = []
    for name, text in tables:
        try:
            parsed.append(parse(name, text))
        except TableError as error:
            problems.append(error)
    classes = _classes([*(parse(name, text) for name, text in our_tables()), *parsed])
    frames: list[Frame] = []
    for table in parsed:
        for row in rows_in(table, classes, True):
            if isinstance(row, TableError):
                problems.append(row)
            else:
                frames.append(row)
    return frames, problems


def _classes(tables: Iterable[Table]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for table in tables:
        found.update(table.classes)
    return found


def read_tables(path: Path) -> list[tuple[str, str]]:
    """The TOML tables of a user's folder (or one file of it), as `load_lexicon` takes them.

    Those of actors and agents (`actors*.toml`, `agents*.toml`) are not the lexicon's.
    """
    if path.is_file():
        return [(str(path), _text(path))]
    paths = [p for p in sorted(path.glob("*.toml")) if not is_actor_table(p.name)]
    return [(str(p), _text(p)) for p in paths]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise TableError("is not UTF-8", where=str(path), cure="save it as UTF-8") from None
    except OSError as error:
        raise TableError(
            f"cannot be read: {error.strerror}", where=str(path), cure="check its permissions"
        ) from None


def _index(frames: tuple[Frame, ...]) -> Lexicon:
    index: dict[tuple[str, str], list[tuple[Word, Frame]]] = defaultdict(list)
    for frame in frames:
        for word in frame.words:
            index[word.pos, word.lemmas[0]].append((word, frame))
    first = frozenset(lemma for _, lemma in index)
    return Lexicon(frames, {key: tuple(rows) for key, rows in index.items()}, first)
