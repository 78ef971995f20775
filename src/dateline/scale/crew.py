"""The workers together: who does what, what happens when one dies, and when all is lost.

A worker that ends without an answer costs the task that it was at, which is tried once more with
all others at rest, and then given up; the tasks that waited behind it are given to others. One
that is at a page for too long is ended, and the page given up.
"""

from __future__ import annotations

import heapq
import pickle
import queue
import time
from contextlib import suppress

from dateline.errors import DatelineError, PageTooSlow, WorkerDied, WorkersFailed
from dateline.scale.frames import Frame
from dateline.scale.member import Member, Said, Task
from dateline.scale.recipe import Recipe, program
from dateline.scale.size import Workers

AHEAD = 2
"""Tasks that a worker has at a time: one to do, one to go on with."""
TASKS_A_WORKER = 4_000
"""Then another takes its place: a parser keeps every word that it has met."""
STARTS = 3
"""So many workers in a row may die while they start, where others did start."""
START_SECONDS = 180.0
_TICK = 0.5


class Crew:
    """Workers made as they are needed, up to `size.count`. Used by one thread."""

    def __init__(self, recipe: Recipe, size: Workers) -> None:
        self._recipe = recipe
        self._size = size
        self._members: list[Member] = []
        self._heard: queue.SimpleQueue[Said] = queue.SimpleQueue()
        self._waiting: list[tuple[int, int, Task]] = []
        self._order = 0
        self._again: list[Task] = []
        self._alone: Task | None = None
        self._ever_ready = False
        self._stillborn = 0

    @property
    def hungry(self) -> bool:
        """Whether more tasks would be of use now."""
        return len(self._waiting) < self._size.count

    def submit(self, task: Task) -> None:
        """A task to be done; those of a smaller number are done first."""
        self._order += 1
        heapq.heappush(self._waiting, (task.number, self._order, task))
        self._hand_out()

    def step(self, *, wait: bool = True) -> None:
        """Wait until something happens, and see to it; without `wait`, see to what has happened.

        Raises what keeps workers from starting: `MissingModel`, `WorkersFailed` and others.
        """
        with suppress(queue.Empty):
            if wait:
                self._note(self._heard.get(timeout=_TICK))
            while True:
                self._note(self._heard.get_nowait())
        self._stop_slow()
        self._hand_out()

    def close(self) -> None:
        """End all workers; what they were at is lost."""
        for member in self._members:
            member.kill()
        for member in self._members:
            member.process.wait()
        self._members.clear()

    # --- giving -------------------------------------------------------------------------

    def _hand_out(self) -> None:
        if self._alone is not None:
            return
        if self._again:
            if not any(m.tasks for m in self._members):
                self._alone = self._give(self._again)
            return
        for depth in range(AHEAD):
            for member in self._members:
                if self._waiting and self._takes(member) and len(member.tasks) == depth:
                    member.give(heapq.heappop(self._waiting)[2])
        starting = sum(not m.ready for m in self._members)
        while len(self._waiting) > starting and len(self._members) < self._size.count:
            self._start()
            starting += 1

    def _give(self, tasks: list[Task]) -> Task | None:
        """The first of the tasks to a worker that does nothing, which is started if need be."""
        for member in self._members:
            if self._takes(member):
                member.give(tasks[0])
                return tasks.pop(0)
        if all(m.ready for m in self._members):
            self._start()
        return None

    def _takes(self, member: Member) -> bool:
        return member.ready and member.given < TASKS_A_WORKER

    def _start(self) -> None:
        self._members.append(Member(self._recipe, self._size, self._heard))

    # --- hearing ------------------------------------------------------------------------

    def _note(self, said: Said) -> None:
        member, frame, at = said
        if member not in self._members:
            return  # ended by us; its tasks have been seen to
        if frame is None:
            self._gone(member)
        elif frame.kind == "ready":
            self._welcome(member, *pickle.loads(frame.body))
        elif frame.kind == "broken":
            raise _broken(pickle.loads(frame.body))
        else:
            taken = at - member.began
            self._finish(member.done(at), frame, taken)
            if member.given >= TASKS_A_WORKER and not member.tasks:
                self._dismiss(member)

    def _welcome(self, member: Member, version: str, tables_hash: str | None) -> None:
        if version != program():
            raise WorkersFailed(
                f"a worker is of another version of Dateline ({version}) than this process ({program()})",
                cure="it was replaced meanwhile: give the same command again",
            )
        if tables_hash != self._recipe.tables_hash:
            raise WorkersFailed(
                "a worker reads with other tables than this process: they have changed meanwhile",
                cure="give the same command again",
            )
        member.ready = self._ever_ready = True
        self._stillborn = 0

    def _gone(self, member: Member) -> None:
        how = member.ended()
        self._dismiss(member)
        if not member.ready:
            self._stillborn += 1
            if self._stillborn == STARTS or not (self._members or self._ever_ready):
                raise _broken(how)
            return
        if member.tasks:
            task = member.tasks.popleft()
            task.deaths += 1
            if task.deaths == 1:
                self._again.append(task)
            else:
                error = WorkerDied(
                    f"the process that read it died twice ({how})",
                    where=task.source,
                    cure="with more memory, --retry may read it; else report it with the page",
                )
                self._finish(task, Frame("error", pickle.dumps(error)), 0.0)
            if task is self._alone:
                self._alone = None
        self._put_back(member)

    def _put_back(self, member: Member) -> None:
        """What waited behind the task that a worker was at."""
        for task in member.tasks:
            self.submit(task)

    def _finish(self, task: Task, frame: Frame, taken: float) -> None:
        if task is self._alone:
            self._alone = None
        task.answered(frame, taken)

    def _stop_slow(self) -> None:
        now = time.monotonic()
        for member in list(self._members):
            if not member.ready:
                if now - member.began > START_SECONDS:
                    raise WorkersFailed(
                        f"a process that reads did not start in {START_SECONDS:.0f} s",
                        cure="--workers 1 reads in one process",
                    )
            elif member.tasks and member.tasks[0].used + now - member.began > self._size.seconds:
                member.kill()
                self._dismiss(member)
                task = member.tasks.popleft()
                error = PageTooSlow(
                    f"was not read in {self._size.seconds:g} s",
                    where=task.source,
                    cure="give the page without what is no article, or only its text",
                )
                self._finish(task, Frame("error", pickle.dumps(error)), 0.0)
                self._put_back(member)

    def _dismiss(self, member: Member) -> None:
        self._members.remove(member)
        member.kill()


def _broken(why: object) -> DatelineError:
    """What kept a worker from making its reader."""
    if isinstance(why, DatelineError):
        return why
    return WorkersFailed(
        f"the processes that read cannot start ({why})",
        cure="--workers 1 reads in one process; see dateline doctor",
    )
