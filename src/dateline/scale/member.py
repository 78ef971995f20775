"""One worker as seen from here: a process, the tasks that it has, and what it says."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple, cast

from dateline.scale.frames import Frame, Kind, receive, send
from dateline.scale.recipe import Recipe
from dateline.scale.size import Workers
from dateline.scale.worker import NO_MEMORY, Hello

_ONE_THREAD = dict.fromkeys(
    (
        "OPENBLAS_NUM_THREADS",
        "OMP_NUM_THREADS",
        "MKL_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "NUMEXPR_NUM_THREADS",
    ),
    "1",
)
_START = "import sys; sys.path[:] = sys.argv[1:]; from dateline.scale.worker import main; main()"


@dataclass
class Task:
    """One thing to do; `number` is its place in the order, `used` the seconds that its page has
    taken before, `deaths` how many workers it has cost."""

    number: int
    kind: Kind
    body: bytes
    source: str
    answered: Callable[[Frame, float], None]
    used: float = 0.0
    deaths: int = 0


class Said(NamedTuple):
    """What a worker said and when; `frame` is None when it has ended."""

    member: Member
    frame: Frame | None
    at: float


class Member:
    """A worker. What it says is put into `heard` by a thread; another one writes to it, so that a
    worker that does not listen stops nobody here."""

    def __init__(self, recipe: Recipe, size: Workers, heard: queue.SimpleQueue[Said]) -> None:
        self.tasks: deque[Task] = deque()
        self.ready = False
        self.given = 0
        self.began = time.monotonic()
        # Not `multiprocessing`: that would run the user's own script again in each worker, and
        # hand one pipe to all. A session of its own keeps Ctrl-C of the terminal from it.
        own: dict[str, Any] = (
            {"start_new_session": True}
            if os.name == "posix"
            else {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START, *recipe.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_ONE_THREAD},
            **own,
        )
        self._outgoing: queue.SimpleQueue[tuple[Kind, bytes] | None] = queue.SimpleQueue()
        hello = Hello(recipe, size.seconds, size.memory)
        self._outgoing.put(("hello", pickle.dumps(hello)))
        for target in (self._write, lambda: self._hear(heard)):
            threading.Thread(target=target, daemon=True).start()

    def give(self, task: Task) -> None:
        """One more task; it is done after those that it has."""
        if not self.tasks:
            self.began = time.monotonic()
        self.tasks.append(task)
        self.given += 1
        self._outgoing.put((task.kind, task.body))

    def done(self, at: float) -> Task:
        """It has answered its first task, and begins the next."""
        self.began = at
        return self.tasks.popleft()

    def kill(self) -> None:
        """End it now."""
        self.process.kill()
        self._outgoing.put(None)

    def ended(self) -> str:
        """How it ended, in words."""
        code = self.process.wait()
        if code == NO_MEMORY:
            return "no memory left"
        if code < 0:
            try:
                return signal.Signals(-code).name
            except ValueError:
                return f"signal {-code}"
        return f"exit code {code}"

    def _write(self) -> None:
        pipe = cast(BinaryIO, self.process.stdin)
        # Where it has gone, the other thread sees that too.
        with suppress(OSError):
            while (message := self._outgoing.get()) is not None:
                send(pipe, *message)
        with suppress(OSError):
            pipe.close()

    def _hear(self, heard: queue.SimpleQueue[Said]) -> None:
        with cast(BinaryIO, self.process.stdout) as pipe:
            frame: Frame | None = Frame("ready", b"")
            while frame is not None:
                try:
                    frame = receive(pipe)
                except OSError:
                    frame = None
                heard.put(Said(self, frame, time.monotonic()))
        self._outgoing.put(None)
