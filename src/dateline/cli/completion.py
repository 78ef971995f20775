"""`dateline completion`: the script that makes a shell complete Dateline's commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command(epilog='For bash, put this line into ~/.bashrc: eval "$(dateline completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of SHELL (bash, zsh or fish)."""
    from dateline.cli import group

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    # `source_vars` rather than `source()`: the latter runs bash to look at its version.
    comp = kind(group, {}, "dateline", "_DATELINE_COMPLETE")
    click.echo(comp.source_template % comp.source_vars())
