"""Readers that do to a worker what hostile pages do."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path
from typing import Any

from desk.made_by_rule import RuleReader

from dateline.errors import MissingModel
from dateline.records import Article, Reading


class OddReader(RuleReader):
    """Sleeps, loops in C, eats memory or dies where the text says so. `once` is a file: where it
    is missing, DIE ONCE makes it and dies. `pause` is slept for each page, and a letter for each is
    added to the file `seen`."""

    def __init__(
        self,
        tables_hash: str = "0" * 64,
        once: str | None = None,
        pause: float = 0.0,
        seen: str | None = None,
    ) -> None:
        super().__init__(tables_hash)
        self.once = once
        self.pause = pause
        self.seen = seen

    @property
    def recipe(self) -> tuple[str, dict[str, Any]]:
        names = ("tables_hash", "once", "pause", "seen")
        return "scale.odd_readers:OddReader", {name: getattr(self, name) for name in names}

    def read_article(self, article: Article) -> Reading:
        time.sleep(self.pause)
        if self.seen:
            with Path(self.seen).open("a") as file:
                file.write(".")
        if "SLEEP" in article.text:
            time.sleep(1_000)
        if "LOOP" in article.text:
            re.match("(a+)+$", "a" * 40 + "b")  # holds the interpreter for hours
        if "EAT" in article.text:
            held = []
            while True:
                held.append(bytearray(50_000_000))
        if "DIE ONCE" in article.text and self.once and not Path(self.once).exists():
            Path(self.once).write_text("died")
            os.kill(os.getpid(), signal.SIGKILL)
        if "DIE ALWAYS" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read_article(article)


class Told:
    """A reader that says how to make another one than itself."""

    tables_hash = "0" * 64
    problems: list[Exception] = []  # noqa: RUF012
    only = None

    def __init__(self, factory: str) -> None:
        self.recipe: tuple[str, dict[str, Any]] = (factory, {})

    def read_article(self, _: Article) -> Reading:
        raise AssertionError("this process does not read")


def without_model() -> RuleReader:
    raise MissingModel("no English pipeline is installed", cure="pip install it")


def at_once_gone() -> RuleReader:
    os._exit(3)


def broken() -> RuleReader:
    raise ZeroDivisionError("made to fail")


def other_version() -> RuleReader:
    from dateline.scale import worker

    worker.program = lambda: "9.9.9 abc"
    return RuleReader()


def other_tables() -> RuleReader:
    return RuleReader("1" * 64)
