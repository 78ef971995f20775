"""The desk's community guidelines: shown where one writes, edited by the owner, all versions kept."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from dateline.errors import UsageError
from dateline.people.store import log, now

MAX_CHARS = 10_000

DEFAULT = """\
This desk is a place of work for people who do not all think alike. We argue about what a text says, and we do it so \
that everybody can go on working here tomorrow.

**Be civil.** Write to others as you would speak to a colleague across the table. Question what was said, not who said \
it: no insults, no mockery, no guesses at motives, nothing about anybody's origin, faith, sex, body or politics.

**Stay with the words.** Quote the words of the article that carry your point, and name the row: `#` and the beginning \
of its id. Whether a row is right depends on what the text says, not on whether the news is good, or true.

**Say what would change your mind.** “I read this as a threat because of *unless*; were it a plain forecast, I would \
expect *will*” helps more than “obviously wrong”.

**The news is about people.** Many rows tell of deaths and harm. No jokes about them, no cheering for a side.

**Nothing private.** No addresses, numbers, or whatever else is nobody's business here; no long passages of articles, \
which belong to their publishers.

**Mend your own mistakes.** You can edit and withdraw what you wrote; who answers you should still be understood, so \
old versions are kept. If you were wrong, say so: it is how all of this gets better.

**If something goes too far**, flag it and say why; do not answer in kind. An editor looks at it. What is hidden, by \
whom and for what reason stands in the log of moderation, which all can read. Who thinks that an editor is wrong asks \
the owner of the desk.
"""


class Guidelines(NamedTuple):
    """The text, in Markdown; `version` 0 is Dateline's own."""

    version: int
    at: str
    person: str
    text: str


class Overtaken(Exception):
    """A text that has been changed since its writer saw it."""

    def __init__(self, version: int, text: str, person: str) -> None:
        super().__init__(f"version {version} by {person}")
        self.version, self.text, self.person = version, text, person


def guidelines(db: sqlite3.Connection) -> Guidelines:
    """Those that hold now."""
    found = db.execute("SELECT * FROM guidelines ORDER BY version DESC LIMIT 1").fetchone()
    return Guidelines(*found) if found else Guidelines(0, "", "", DEFAULT)


def set_guidelines(db: sqlite3.Connection, person: str, version: int, text: str) -> None:
    """Other guidelines, by somebody who saw `version`. Raises `Overtaken`, `UsageError`."""
    held = guidelines(db)
    if held.version != version:
        raise Overtaken(held.version, held.text, held.person)
    text = written(text, MAX_CHARS)
    db.execute("INSERT INTO guidelines VALUES (?, ?, ?, ?)", [version + 1, now(), person, text])
    log(db, person, "edit guidelines", "guidelines", version=version + 1)


def written(text: str, most: int) -> str:
    """A text as it is kept; raises `UsageError` where it is empty or too long."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise UsageError("there is no text", cure="go back and write something")
    if len(text) > most:
        raise UsageError(
            f"the text has {len(text):,} characters",
            cure=f"at most {most:,}; go back, your words are still in the form",
        )
    return text.encode("utf-8", "replace").decode()
