"""All articles coded anew from the browser: `dateline recode`, started as a program of its own.

The server writes no desk: it only reads copies. So it starts the command that a person would give,
one at a time, as any other writer: where somebody else is writing, the command says so and ends. It is
given nothing that came from a form. Ended with the server, it carries on when it is started again.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import datetime, timezone
from pathlib import Path

import msgspec

from dateline.desk import Difference
from dateline.records import Record

PROGRAM = (sys.executable, "-m", "dateline.cli")
"""How `dateline` is started."""
MAX_TOLD = 4_000
"""Characters of what the command says that are kept."""


class Recode(Record, frozen=True):
    """One run of the command: who started it and when, whether the new rows were to be `shown`; and,
    once it has ended, its exit code, the lines that it said, and what changed."""

    by: str
    started: datetime
    shown: bool
    ended: datetime | None = None
    code: int | None = None
    said: str = ""
    difference: Difference | None = None


class Recoder:
    """Starts the command for one desk, and remembers the last run."""

    def __init__(self, desk: Path, tables: Path) -> None:
        self._desk, self._tables = desk, tables
        self._guard = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._last: Recode | None = None

    @property
    def last(self) -> Recode | None:
        """The run that goes on, or the last one."""
        return self._last

    @property
    def command(self) -> list[str]:
        """What is started, as its words, without `--yes` and `--json`."""
        listed = ["dateline", "recode", "--desk", str(self._desk)]
        return [*listed, "--tables", str(self._tables)] if self._tables.is_dir() else listed

    def start(self, by: str, shown: bool) -> bool:
        """Start it; False where it goes on already."""
        with self._guard:
            if self._last is not None and self._last.ended is None:
                return False
            words = [*PROGRAM, *self.command[1:], "--json"]
            self._process = subprocess.Popen(
                [*words, "--yes"] if shown else words,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )  # fmt: skip
            self._last = Recode(by=by, started=_now(), shown=shown)
        threading.Thread(target=self._follow, args=(self._process,), daemon=True).start()
        return True

    def stop(self) -> None:
        """End it with the server; what it has coded is kept."""
        with self._guard:
            if self._process is not None and self._process.poll() is None:
                self._process.terminate()

    def _follow(self, process: subprocess.Popen[bytes]) -> None:
        out, err = process.communicate()
        said = err.decode("utf-8", "replace").strip()
        try:
            difference = msgspec.json.decode(out, type=Difference) if out.strip() else None
        except msgspec.DecodeError:
            difference, said = None, f"{said}\n{out.decode('utf-8', 'replace').strip()}".strip()
        with self._guard:
            assert self._last is not None
            self._last = msgspec.structs.replace(
                self._last, ended=_now(), code=process.returncode, said=said[-MAX_TOLD:],
                difference=difference,
            )  # fmt: skip


def _now() -> datetime:
    return datetime.now(timezone.utc)
