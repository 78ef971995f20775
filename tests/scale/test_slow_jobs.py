"""Jobs that are long in coming: what was read meanwhile is given out before the next is waited for."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import cast

from dateline.errors import NoArticle
from dateline.records import Page
from dateline.scale.ahead import _in_order
from dateline.scale.crew import Crew
from dateline.scale.frames import Frame
from dateline.scale.member import Task
from dateline.scale.work import Job


class QuickCrew:
    """Workers that have done all their work whenever one looks."""

    hungry = True

    def __init__(self) -> None:
        self.tasks: list[Task] = []

    def submit(self, task: Task) -> None:
        self.tasks.append(task)

    def step(self, *, wait: bool = True) -> None:
        for task in self.tasks:
            task.answered(Frame("error", pickle.dumps(NoArticle("none"))), 0.0)
        self.tasks.clear()


def test_no_job_waits_for_the_next() -> None:
    pulled: list[int] = []

    def jobs() -> Iterator[Job]:
        for number in range(5):
            pulled.append(number)
            yield Job(str(number), page=Page(data=b"x"))

    given = _in_order(jobs(), cast(Crew, QuickCrew()), lambda _: True, 100)
    for number, (job, _) in enumerate(given):
        assert job.source == str(number) and len(pulled) == number + 1
    assert len(pulled) == 5
