"""`dateline desk accounts`: who may sign in to the desk in a browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.options import desk_option
from dateline.cli.text import clean, safe_json

if TYPE_CHECKING:
    from dateline.people import People

ROLES = ("reader", "coder", "editor", "owner")
SCOPES = ("read", "read-write")

role_option = click.option(
    "--role", type=click.Choice(ROLES), required=True,
    help="What they may do; each role may do what those before it may.",
)  # fmt: skip
password_option = click.option(
    "--password-file", type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="The password is the first line of FILE; - is standard input. Without it one is asked for.",
)  # fmt: skip
name_argument = click.argument("name", metavar="NAME")


@click.group()
def accounts() -> None:
    """Who may sign in to the desk in a browser. With the first account everybody must."""


@accounts.command()
@name_argument
@role_option
@password_option
@desk_option
def add(name: str, role: str, password_file: str | None, desk: str) -> None:
    """Make an account for NAME. The first one is an owner's."""
    from dateline.people import accounts as kept

    store = store_of(desk)
    # What cannot be is told before a password is typed.
    kept.named(name)
    secret = _password(password_file)
    with store.writing() as db:
        made = kept.add(db, kept.COMMAND, name, role, secret)
    if sys.platform != "win32":
        Path(store.path).chmod(0o600)
    click.echo(f"{made.name} may sign in as {made.role}")


@accounts.command(name="list")
@desk_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
def list_(desk: str, as_json: bool) -> None:
    """List the accounts with their roles, sessions and tokens."""
    from dateline.people import accounts as kept
    from dateline.people.sessions import tokens

    with store_of(desk).reading() as db:
        every, held = kept.accounts(db), tokens(db)
    told = [
        {**a._asdict(), "tokens": [t._asdict() for t in held if t.person == a.name]} for a in every
    ]
    if as_json:
        import msgspec

        click.echo(safe_json(msgspec.json.encode(told).decode()))
        return
    for a in every:
        click.echo(f"{a.name:<20} {a.role:<7} since {a.since[:10]}, {a.sessions} sessions")
        for t in held:
            if t.person == a.name:
                click.echo(f"  token {t.name}: {t.scope}, since {t.at[:10]}")
    if not every:
        click.echo("No accounts: nobody signs in, and only this machine is served.")


@accounts.command()
@name_argument
@role_option
@desk_option
def role(name: str, role: str, desk: str) -> None:
    """Give NAME another role."""
    from dateline.people import accounts as kept

    with store_of(desk).writing() as db:
        made = kept.set_role(db, kept.COMMAND, name, role)
    click.echo(f"{made.name} is {made.role} now")


@accounts.command()
@name_argument
@password_option
@desk_option
def password(name: str, password_file: str | None, desk: str) -> None:
    """Give NAME another password, and sign them out everywhere."""
    from dateline.people import accounts as kept

    store = store_of(desk)
    with store.reading() as db:
        name = kept.one(db, name).name
    secret = _password(password_file)
    with store.writing() as db:
        kept.set_password(db, kept.COMMAND, name, secret)
    click.echo(f"{name} has another password, and is signed out everywhere")


@accounts.command(name="sign-out")
@name_argument
@desk_option
def sign_out(name: str, desk: str) -> None:
    """Sign NAME out everywhere. Tokens stay: see token revoke."""
    from dateline.people import accounts as kept
    from dateline.people.sessions import end_all

    with store_of(desk).writing() as db:
        ended = end_all(db, kept.COMMAND, name)
    click.echo(f"{clean(name)} is signed out: {ended} session{'' if ended == 1 else 's'} ended")


@accounts.command()
@name_argument
@desk_option
def remove(name: str, desk: str) -> None:
    """Take the account of NAME away. What its person wrote stays, under the name."""
    from dateline.people import accounts as kept

    with store_of(desk).writing() as db:
        kept.remove(db, kept.COMMAND, name)
    click.echo(f"{clean(name)} has no account any more")


@accounts.group()
def token() -> None:
    """Tokens with which programs of somebody ask the API."""


@token.command(name="add")
@name_argument
@click.option(
    "--scope", type=click.Choice(SCOPES), required=True,
    help="read: as a reader, whatever the role; read-write: as NAME may.",
)  # fmt: skip
@click.option("--name", "called", required=True, metavar="TOKEN", help="What the token is called.")
@desk_option
def token_add(name: str, scope: str, called: str, desk: str) -> None:
    """Make a token for programs of NAME, and print it: once, it is kept as a hash."""
    from dateline.people import accounts as kept
    from dateline.people.sessions import add_token

    with store_of(desk).writing() as db:
        made = add_token(db, kept.COMMAND, name, called, scope)
    click.echo(made)


@token.command(name="revoke")
@name_argument
@click.option("--name", "called", required=True, metavar="TOKEN", help="What the token is called.")
@desk_option
def token_revoke(name: str, called: str, desk: str) -> None:
    """Take a token of NAME back."""
    from dateline.people import accounts as kept
    from dateline.people.sessions import revoke

    with store_of(desk).writing() as db:
        revoke(db, kept.COMMAND, name, called)
    click.echo(f"{clean(called)} opens nothing any more")


def store_of(desk: str) -> People:
    """The store of a desk that exists: a misspelled name must not make a second one."""
    from dateline.errors import DeskError
    from dateline.people import People

    if not Path(desk).is_file():
        raise DeskError(
            "no such desk", where=clean(desk), cure="dateline add makes one; or --desk FILE"
        )
    return People.beside(desk)


def _password(file: str | None) -> str:
    """The password: of a file, of standard input, or typed twice."""
    if file is None and sys.stdin.isatty():
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt="Once more")
        return typed
    if file is None or file == "-":
        line = sys.stdin.readline()
    else:
        with open(file, encoding="utf-8", errors="surrogateescape") as opened:
            line = opened.readline()
    return line.rstrip("\r\n")
