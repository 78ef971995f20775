"""`dateline train`: the model, trained further on the user's own labels."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.options import OWN_TABLES
from dateline.cli.progress import duration
from dateline.cli.text import clean
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.tuning import Labels, Tuned


@click.command()
@click.option(
    "--on",
    "labels",
    required=True,
    type=click.Path(),
    metavar="LABELS",
    help="Your labelled sentences: TSV (docs/coding-guide.md) or JSON Lines (.jsonl).",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="The model to write; default: typing.onnx in DATELINE_TABLES, or in dateline.tables.",
)
@click.option("--replace", is_flag=True, help="Write over a model that is there already.")
@click.option(
    "--epochs",
    type=click.FloatRange(0.1, 50),
    default=3.0,
    show_default=True,
    metavar="N",
    help="How often all labels are gone through.",
)
@click.option(
    "--seed", type=int, default=1, show_default=True, metavar="N", help="Seed of the chance."
)
@click.option("--check", is_flag=True, help="Only read the labels, and tell what is wrong.")
@click.pass_context
def train(
    ctx: click.Context,
    labels: str,
    out: str | None,
    replace: bool,
    epochs: float,
    seed: int,
    check: bool,
) -> None:
    """Train Dateline's model further on labels of your own.

    A fifth of the sentences is held back; a table tells how well the model reads them before and
    after. The model is written to a folder of tables, where it is read in place of Dateline's.
    Lines that cannot be used are told, and the rest is used; exit code 1 when there was one. Needs
    further packages: pip install 'dateline[train]'.
    """
    from dateline import tuning

    path = Path(labels)
    target = Path(out or Path(os.environ.get("DATELINE_TABLES") or OWN_TABLES) / "typing.onnx")
    if not check:
        tuning.check_extra()
        if target.exists() and not replace:
            raise UsageError(
                "is there already",
                where=str(target),
                cure="--replace writes over it, or give --out",
            )
    found = tuning.read_labels(path)
    for fault in found.faults:
        click.echo(f"dateline: {clean(fault.where)}: {clean(fault.what)}", err=True)
    click.echo(_told(found), err=not check)
    tuning.check_enough(found, path)
    if not check:
        with _Progress() as progress:
            tuned = tuning.tune(found, target, tell=progress.tell, epochs=epochs, seed=seed)
        _print(tuned)
    ctx.exit(int(bool(found.faults)))


def _told(found: Labels) -> str:
    texts = len({row.text for row in found.rows})
    wrong = f"; {len(found.faults):,} lines cannot be used" if found.faults else ""
    return f"{found.events:,} events in {texts:,} sentences{wrong}"


def _print(tuned: Tuned) -> None:
    """The table before and after, and what to do with the file."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from dateline.cli.table import console, emit

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    grid.add_column("type")
    for name in ("held back", "F1 before", "F1 after"):
        grid.add_column(name, justify="right")
    for row in (*tuned.scores, tuned.macro):
        if row is tuned.macro:
            grid.add_section()
        grid.add_row(row.type, f"{row.n:,}", f"{row.before:.3f}", f"{row.after:.3f}")
    emit(grid, console(sys.stdout), sys.stdout)
    emit(
        Text(f"{clean(str(tuned.path))}: version {tuned.version}"), console(sys.stdout), sys.stdout
    )
    if tuned.macro.after < tuned.macro.before:
        click.echo(
            "dateline: note: it reads the sentences held back worse than the model that ships; "
            f"take {clean(str(tuned.path))} away to read with that one",
            err=True,
        )


_LINES = 4
"""Into so many parts a stage is told where nobody watches a bar."""


class _Progress:
    """What is being done: a bar on standard error, or a few lines where nobody watches."""

    def __init__(self) -> None:
        self._stage = ""
        self._begun = 0.0
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> _Progress:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f} %"),
                TimeRemainingColumn(compact=True), console=Console(stderr=True), transient=True,
            )  # fmt: skip
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def tell(self, stage: str, done: int, total: int) -> None:
        """Told by the work itself."""
        if stage != self._stage:
            self._stage, self._begun = stage, time.monotonic()
            if self._bar is None:
                click.echo(f"dateline: {stage}", err=True)
            else:
                if self._task is not None:
                    self._bar.remove_task(self._task)
                self._task = self._bar.add_task(stage, total=total)
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total)
        elif total > _LINES and done < total and done % (total // _LINES) == 0:
            left = (time.monotonic() - self._begun) / done * (total - done)
            click.echo(f"dateline: {stage}: {done:,} of {total:,}, {duration(left)} left", err=True)
