"""The command line: one file a command; parse, call, print.

Commands are imported when they are called, so that `dateline --help` answers at once.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from dateline.errors import DatelineError
from dateline.lean import lean

# Name → where it lives, and its line in `dateline --help` (kept here: no import is needed).
COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("dateline.cli.read:read", "Read pages and print who did what to whom."),
    "add": ("dateline.cli.add:add", "Read pages into the desk, which keeps them."),
    "watch": ("dateline.cli.watch:watch", "Poll feeds, and add to the desk what is new."),
    "events": ("dateline.cli.events:events", "Ask the desk for events; print or export them."),
    "stories": ("dateline.cli.stories:stories", "Who carried a text, and what each copy changed."),
    "tellings": ("dateline.cli.tellings:tellings", "One event, as different texts tell it."),
    "relations": (
        "dateline.cli.relations:relations",
        "Two countries over time: series, shifts, charts.",
    ),
    "network": ("dateline.cli.network:network", "Who acts on whom, as a table or a chart."),
    "panel": ("dateline.cli.panel:panel", "Pairs of countries by period, for a regression."),
    "compare": (
        "dateline.cli.compare:compare",
        "The desk beside your GDELT, ICEWS, POLECAT or own.",
    ),
    "export": (
        "dateline.cli.export:export",
        "Write events as GDELT, ICEWS, POLECAT and others do.",
    ),
    "sql": ("dateline.cli.sql:sql", "Ask the desk in SQL; it only reads."),
    "recode": ("dateline.cli.recode:recode", "Code all stored articles with the present version."),
    "diff": ("dateline.cli.diff:diff", "What one run codes otherwise than another."),
    "explain": ("dateline.cli.explain:explain", "Show how one sentence was understood."),
    "actors": ("dateline.cli.actors:actors", "Who is who: look up, import, add, check, find gaps."),
    "lexicon": ("dateline.cli.lexicon:lexicon", "The rows of the lexicon; check your own."),
    "ontology": ("dateline.cli.ontology:ontology", "What a code means: PLOVER and CAMEO."),
    "desk": ("dateline.cli.desk:desk", "Look after the desk: info, check, accounts."),
    "serve": ("dateline.cli.serve:serve", "Show the desk in a browser on this machine."),
    "train": ("dateline.cli.train:train", "Train the model further on your own labels."),
    "doctor": ("dateline.cli.doctor:doctor", "Say what is installed and what is missing."),
    "completion": ("dateline.cli.completion:completion", "Print the completion script of a shell."),
}

INTERRUPTED = 130
PIPE_CLOSED = 141


class _PipeClosed(Exception):
    """The reader of our output has gone (`| head`)."""


class LazyGroup(click.Group):
    """A group whose commands are imported only when one is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _PipeClosed from error  # click would turn it into exit code 1

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _version() -> str:
    from dateline import __version__

    return str(__version__)


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"dateline {_version()}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 all was read, 1 some input failed, 2 the call was wrong.",
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Print the version and leave.",
)
def group() -> None:
    """Dateline reads the news and writes down who did what to whom, when, where, and on whose
    word."""


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line with `args` (default: the program's own) and return its exit code."""
    lean()
    try:
        code: Any = group.main(
            args=None if args is None else list(args), prog_name="dateline", standalone_mode=False
        )
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except DatelineError as error:
        from dateline.cli.errors import report

        report(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except (_PipeClosed, BrokenPipeError):
        # Leave without a word, and keep Python from trying to flush once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return code if isinstance(code, int) else 0
