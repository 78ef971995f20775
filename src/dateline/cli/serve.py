"""`dateline serve`: the desk in a browser."""

from __future__ import annotations

import click

from dateline.cli.options import desk_option, tables_option

PORT = 8765


@click.command()
@desk_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, metavar="N",
    help="The port; 0 takes any that is free.",
)  # fmt: skip
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="H",
    help="The address to listen on: of this machine itself only.",
)  # fmt: skip
@click.option("--read-only", is_flag=True, help="Nobody can judge, comment or change anything.")
@click.option("--open", "open_", is_flag=True, help="Open the page in your browser.")
@tables_option
def serve(
    desk: str, port: int, host: str, read_only: bool, open_: bool, tables: str | None
) -> None:
    """Show the desk in a browser on this machine, until Ctrl-C.

    `dateline add` may write the desk meanwhile: the pages show it a few seconds later.
    """
    from dateline.web.serving import serve as run

    def started(address: str) -> None:
        click.echo(f"{desk} is at {address} (Ctrl-C ends it)")
        if open_:
            click.launch(address)

    run(desk, host=host, port=port, read_only=read_only, tables=tables, started=started)
