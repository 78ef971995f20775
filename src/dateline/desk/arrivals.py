"""When what came to the desk: a row in the table `arrivals` each time something is written.

It is the only table besides `runs` that has a clock: two desks with the same content differ in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import duckdb

TABLE = "arrivals"
Kind = Literal["added", "fuller", "recoded", "failed"]


def note(connection: duckdb.DuckDBPyConnection, kind: Kind, ids: Iterable[str], run: str) -> None:
    """Write down that these came now. To be called in the transaction that writes them."""
    listed = sorted(ids)
    if listed:
        now = datetime.now(timezone.utc).replace(tzinfo=None)
        connection.execute(
            f"INSERT INTO {TABLE} SELECT ?, ?, unnest(?::VARCHAR[]), ?", [now, kind, listed, run]
        )


def note_all(connection: duckdb.DuckDBPyConnection, run: str) -> None:
    """Write down that all that the desk holds came now."""
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    for kind, id_, table in (("added", "id", "articles"), ("failed", "source", "failures")):
        connection.execute(
            f"INSERT INTO {TABLE} SELECT $1, $2, {id_}, $3 FROM {table}", [now, kind, run]
        )
