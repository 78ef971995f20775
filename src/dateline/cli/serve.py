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
    help="The address to listen on. One that others can reach needs accounts of the desk.",
)  # fmt: skip
@click.option(
    "--name", "names", multiple=True, metavar="NAME",
    help="A name under which others ask for this server; several times for several.",
)  # fmt: skip
@click.option(
    "--certificate", type=click.Path(exists=True, dir_okay=False), metavar="FILE",
    help="Serve https with this certificate (PEM).",
)  # fmt: skip
@click.option(
    "--key", type=click.Path(exists=True, dir_okay=False), metavar="FILE",
    help="The key of the certificate (PEM).",
)  # fmt: skip
@click.option("--read-only", is_flag=True, help="Nobody can judge, comment or change anything.")
@click.option("--open", "open_", is_flag=True, help="Open the page in your browser.")
@tables_option
def serve(
    desk: str, port: int, host: str, names: tuple[str, ...], certificate: str | None,
    key: str | None, read_only: bool, open_: bool, tables: str | None,
) -> None:  # fmt: skip
    """Show the desk in a browser, until Ctrl-C: on this machine, or to those with an account.

    `dateline add` may write the desk meanwhile: the pages show it a few seconds later.
    """
    from dateline.errors import UsageError
    from dateline.web.serving import is_local
    from dateline.web.serving import serve as run

    if (certificate is None) != (key is None):
        raise UsageError("a certificate needs its key", cure="give both --certificate and --key")

    def started(address: str) -> None:
        click.echo(f"{desk} is at {address} (Ctrl-C ends it)")
        if not is_local(host) and not certificate:
            click.echo(
                "dateline: note: without --certificate passwords cross the network in the open",
                err=True,
            )
        if open_:
            click.launch(address)

    run(
        desk, host=host, port=port, read_only=read_only, tables=tables, started=started,
        names=names, certificate=(certificate, key) if certificate and key else None,
    )  # fmt: skip
