"""Put the schema of the desk into docs/desk.md, from the comments of the schema itself.

python docs/render_desk.py            # write docs/desk.md anew
python docs/render_desk.py --check    # exit 1 when it is stale
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from dateline.desk import Desk

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "desk.md"
_BLOCK = re.compile(r"(<!-- schema:[^>]*-->\n).*?(<!-- /schema -->)", re.DOTALL)
_OBJECTS = """
SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal
UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal
"""
_COLUMNS = """
SELECT column_name, data_type, comment FROM duckdb_columns()
WHERE table_name = ? AND NOT internal ORDER BY column_index
"""


def schema() -> str:
    """All tables and views with their columns; views first, for they are what one asks."""
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder) / "x.duckdb") as desk:
        objects = dict(desk.sql(_OBJECTS).fetchall())
        views = {r[0] for r in desk.sql("SELECT view_name FROM duckdb_views()").fetchall()}
        parts = []
        for name in sorted(objects, key=lambda n: (n not in views, n)):
            kind = "view" if name in views else "table"
            parts.append(f"### `{name}` ({kind})\n\n{objects[name]}\n")
            columns = desk.sql(_COLUMNS, [name]).fetchall()
            if name in ("event_copies", "events_shown"):  # the columns of `events`
                continue
            parts.append("| column | type | |\n|---|---|---|")
            base = {
                r[0]: r[2]
                for t in (*_BASES, f"{name}_all")
                for r in desk.sql(_COLUMNS, [t]).fetchall()
            }
            for column, type_, comment in columns:
                parts.append(
                    f"| `{column}` | {_type(type_)} | {comment or base.get(column) or _OWN[column]} |"
                )
            parts.append("")
    return "\n".join(parts)


# Columns of views that no table has, and the tables that the other columns are from.
_OWN = {
    "trigger": "the words that carry the type",
    "sentence": "the sentence",
    "words": "the words",
}
_BASES = ("story_articles", "stories", "articles", "events_all")


def _type(name: str) -> str:
    return "STRUCT" + "[]" * name.endswith("[]") if name.startswith("STRUCT") else name


def rendered(page: str) -> str:
    """`page` with today's schema between the marks."""
    if not _BLOCK.search(page):
        raise SystemExit("docs/desk.md has lost its marks <!-- schema: … --> and <!-- /schema -->")
    block = schema()
    return _BLOCK.sub(lambda m: m[1] + block + m[2], page)


def main() -> int:
    text = PAGE.read_text("utf-8")
    new = rendered(text)
    if "--check" in sys.argv:
        return int(new != text)
    PAGE.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
