"""What people write about the rows of a desk: a second file beside it, an SQLite database.

from dateline.people import People

people = People.beside("desk.duckdb")        # desk.people.sqlite
with people.writing() as db:
    db.execute("INSERT INTO ...")

The desk itself is never written by those who read it: many may write here at a time, and neither
`dateline add` nor a slow question waits for them.
"""

from __future__ import annotations

from dateline.people.store import People, beside

FOLDER = "dateline.tables"
"""The folder of the user's tables beside a desk, where none is named."""

__all__ = ["FOLDER", "People", "beside"]
