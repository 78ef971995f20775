"""Sources → pages: files, folders, patterns and standard input become `Page` records.

Nothing is parsed here, and nothing is fetched but by `intake.fetching`: a page is bytes with where
they came from, and a first judgement of what kind of bytes they are. A source that cannot be read
yields a `Failure` that says what, where and how to mend it; the others of the call are still read.
"""

from __future__ import annotations

from dateline.intake.failure import Failure, Meter
from dateline.intake.rows import Columns
from dateline.intake.sources import measure, open_sources

__all__ = ["Columns", "Failure", "Meter", "measure", "open_sources"]
