"""Which copy came first."""

from __future__ import annotations

from datetime import datetime, timezone

LAST = "~"


def came(published: str | None, id_: str) -> tuple[str, str]:
    """A key that sorts the copies of a story: by when they were published, then by their ids.

    What is known only to the day, the month or the year stands after all that may lie before it,
    and what has no date last: it cannot claim to have been first. Times are compared as UTC; one
    without a zone is taken as such.
    """
    if not published:
        return LAST, id_
    if "T" not in published:
        return published + LAST, id_
    try:
        moment = datetime.fromisoformat(published.replace("Z", "+00:00"))
    except ValueError:
        return published, id_
    if moment.tzinfo is not None:
        moment = moment.astimezone(timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M"), id_
