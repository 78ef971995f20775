"""What runs in a worker: a reader of its own, and one task after the other from a pipe.

A task is answered with a value or an error. Where there is no answer to give (no memory left),
the process ends; whoever started it sees that.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import queue
import signal
import threading
from dataclasses import dataclass
from typing import BinaryIO

from dateline.errors import DatelineError
from dateline.lean import lean
from dateline.scale.frames import Frame, receive, send
from dateline.scale.recipe import Recipe, make, program
from dateline.scale.work import Job, Reads, extract, read

NO_MEMORY = 77
"""The exit code of a worker that came to the bound of its memory."""
_GRACE = 30.0


@dataclass(frozen=True)
class Hello:
    """What a worker is told first."""

    recipe: Recipe
    seconds: float
    memory: int | None


def main() -> None:
    """Serve until the other side goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lean()
    given, answers = _pipes()
    first = receive(given)
    if first is None:
        return
    hello: Hello = pickle.loads(first.body)
    _bound(hello.memory)
    try:
        reader = make(hello.recipe)
    except MemoryError:
        os._exit(NO_MEMORY)
    except DatelineError as error:
        send(answers, "broken", pickle.dumps(error))
        return
    except Exception as fault:  # noqa: BLE001 - the border of a process; the other side raises it
        send(answers, "broken", pickle.dumps(f"{type(fault).__name__}: {fault}"))
        return
    gc.collect()
    gc.freeze()  # what is loaded stays; no sweep need look at it again
    send(answers, "ready", pickle.dumps((program(), getattr(reader, "tables_hash", None))))
    tasks: queue.SimpleQueue[Frame] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(given, tasks), daemon=True).start()
    with open(os.devnull, "w") as nowhere:
        while True:
            task = tasks.get()
            # Whoever started us kills what takes too long. Where they are gone themselves, nobody
            # would: this watch needs no turn of the interpreter's.
            faulthandler.dump_traceback_later(hello.seconds + _GRACE, exit=True, file=nowhere)
            _answer(reader, task, answers)
            faulthandler.cancel_dump_traceback_later()


def _answer(reader: Reads, task: Frame, answers: BinaryIO) -> None:
    try:
        job: Job = pickle.loads(task.body)
        try:
            done = extract(job) if job.article is None else read(reader, job, job.article)
        except DatelineError as error:
            send(answers, "error", pickle.dumps(error))
            return
        send(answers, "value", pickle.dumps(done, protocol=5))
    except MemoryError:
        os._exit(NO_MEMORY)


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Our two pipes, out of the reach of anything that reads standard input or prints."""
    given = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return given, answers


def _listen(given: BinaryIO, tasks: queue.SimpleQueue[Frame]) -> None:
    """Take tasks in, and end with the process that gives them."""
    while (task := receive(given)) is not None:
        tasks.put(task)
    os._exit(0)


def _bound(memory: int | None) -> None:
    """No more memory than that, where the system can hold us to it (Linux)."""
    if memory is None:
        return
    try:
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        if most == resource.RLIM_INFINITY or memory < most:
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    except (ImportError, OSError, ValueError):
        return
