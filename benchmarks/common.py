"""What the benchmarks share: where the data lie, and how figures are printed and kept."""

from __future__ import annotations

import json
import os
import pkgutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOT_BENCHMARKS = {
    "common", "copy_mutations", "desk_filling", "desk_made", "web_desk", "web_load", "__main__",
}  # fmt: skip


def shared(*parts: str) -> Path:
    """A path in the shared data: `../shared` beside the repository, or `$DATELINE_SHARED`.

    The path need not exist.
    """
    root = os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared"
    return Path(root).joinpath(*parts)


def have_shared() -> bool:
    """Whether the benchmark data are there."""
    return shared("benchmarks").is_dir()


def names() -> list[str]:
    """The benchmarks of this folder."""
    found = (m.name for m in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return sorted(n for n in found if n not in NOT_BENCHMARKS)


def table(rows: Iterable[Sequence[object]], header: Sequence[str]) -> str:
    """Rows as text in columns: words to the left, numbers to the right with three decimals."""
    cells = [list(header), *([_cell(v) for v in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    numeric = [all(_number(row[i]) for row in cells[1:]) for i in range(len(header))]
    lines = [
        "  ".join(
            c.rjust(w) if right else c.ljust(w)
            for c, w, right in zip(row, widths, numeric, strict=True)
        ).rstrip()
        for row in cells
    ]
    lines.insert(1, "  ".join("-" * w for w in widths))
    return "\n".join(lines)


def print_table(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Prints a title, the rows in columns, and an empty line."""
    print(f"{title}\n{table(rows, header)}\n", flush=True)


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return text in {"", "–"}
    return True


def save(name: str, figures: Mapping[str, float], folder: Path | None = None) -> Path:
    """Keeps the figures of one run as JSON in `build/benchmarks/` (or `folder`), keys sorted."""
    folder = folder or ROOT / "build" / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    path.write_text(json.dumps(dict(figures), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return path


@contextmanager
def spacys_own() -> Iterator[None]:
    """While the block runs, spaCy's own components parse, and not our quicker ones: what the rest of
    reading is measured by."""
    from dateline.language import parsing, pipeline

    steps = parsing._steps
    own = tuple(part for _, part in pipeline().pipeline)
    parsing._steps = lambda: own  # type: ignore[assignment]
    try:
        yield
    finally:
        parsing._steps = steps
