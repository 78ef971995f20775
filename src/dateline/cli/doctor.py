"""`dateline doctor`: what is installed, what is in use, and what is missing."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import click

from dateline.errors import MissingModel

OLDEST_PYTHON = (3, 10)
# A table names its sources and their dates in comments at its head (JSON: in "source").
_DATE = re.compile(r"\b(20\d\d(?:-[01]\d(?:-[0-3]\d)?)?)\b(?!-)")
_TABLES = {".toml", ".csv", ".tsv", ".json", ".z", ".gz", ".parquet", ".onnx"}
_HEAD = 4_000


class Check(NamedTuple):
    """One thing looked at: `fine` is False where something needed is missing."""

    name: str
    value: str
    fine: bool = True


@click.command()
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Say which Python, packages, English pipeline and tables are in use, and what is missing.

    Exit code 1 when something that Dateline needs is missing.
    """
    sections = {
        "Program": [program(), python()],
        "English pipeline": [english(), event_model()],
        "Packages": list(packages()),
        "Tables": list(tables()),
        "Who is who": list(who_is_who()),
        "Your own tables": list(own_tables()),
    }
    missing = 0
    for title, checks in sections.items():
        click.echo(title)
        for check in checks:
            missing += not check.fine
            state = "ok" if check.fine else "MISSING"
            click.echo(f"  {state:<7}  {check.name:<28} {check.value}")
    click.echo("All is well." if not missing else f"{missing} missing: see above.")
    ctx.exit(int(bool(missing)))


def program() -> Check:
    from dateline import __version__

    return Check("dateline", __version__)


def python() -> Check:
    version = platform.python_version()
    fine = sys.version_info >= OLDEST_PYTHON
    needed = ".".join(map(str, OLDEST_PYTHON))
    return Check("python", version if fine else f"{version}: install {needed} or newer", fine)


def english() -> Check:
    """Which of the two packages of spaCy's small English model is used."""
    try:
        from dateline.language import model_in_use

        model = model_in_use()
    except (MissingModel, ImportError) as error:
        return Check("model", str(error), fine=False)
    return Check(model.package, model.version)


def event_model() -> Check:
    """Dateline's model that types events; without it the rules alone read."""
    from dateline.coding.typing import model

    typer = model()
    if typer is None:
        return Check("event model", "none: the rules alone read (onnxruntime has no build here)")
    return Check("event model", typer.version)


def packages() -> Iterator[Check]:
    """Each package that Dateline requires, with the version that is installed."""
    try:
        required = metadata.requires("dateline") or []
    except metadata.PackageNotFoundError:
        yield Check("dateline", "not installed as a package: pip install dateline", fine=False)
        return
    for line in required:
        if "extra ==" in line or (";" in line and not _applies(line)):
            continue
        name = re.split(r"[\s;<>=!~\[(]", line, maxsplit=1)[0]
        if name.replace("-", "_").startswith("en_core_web"):
            continue  # the pipeline has a line of its own: either of two packages will do
        try:
            yield Check(name, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Check(name, f"pip install {name}", fine=False)


def _applies(requirement: str) -> bool:
    """Whether a requirement with a marker ("; python_version < '3.11'") is meant for us."""
    from packaging.requirements import Requirement

    marker = Requirement(requirement).marker
    return marker is None or marker.evaluate()


def tables() -> Iterator[Check]:
    """Each table in the package, with its date (where its head names one) and its hash."""
    root = Path(__file__).resolve().parents[1]
    folders: dict[Path, list[Path]] = {}
    for path in sorted(root.rglob("*")):
        if path.suffix in _TABLES:
            folders.setdefault(path.parent, []).append(path)
    if not folders:
        yield Check("tables", "none in the package: install Dateline again", fine=False)
    for folder, paths in folders.items():
        digest = hashlib.sha256(b"".join(p.read_bytes() for p in paths)).hexdigest()[:12]
        dates = sorted({d for p in paths for d in _dates(p)})
        dated = f", dated {' to '.join(dict.fromkeys([dates[0], dates[-1]]))}" if dates else ""
        files = f"{len(paths)} file{'' if len(paths) == 1 else 's'}"
        yield Check(folder.relative_to(root).as_posix(), f"{files}{dated}, sha256 {digest}")


def _dates(path: Path) -> list[str]:
    with path.open("rb") as file:
        head = file.read(_HEAD).decode("utf-8", "replace")
    notes = [x for x in head.splitlines()[:12] if x.startswith("#") or '"source":' in x]
    return _DATE.findall("\n".join(notes))


def who_is_who() -> Iterator[Check]:
    """To which day the tables of who is who are good, and how fast they are ready."""
    from datetime import date

    from dateline.knowledge.compiled import MEND, compiled_path, tables_hash, unpack
    from dateline.knowledge.currency import currency

    days = currency()
    for name, day in (
        ("people", days.people),
        ("states", days.states),
        ("organisations", days.organisations),
    ):
        months = (date.today() - date.fromisoformat(day)).days // 30
        told = f"good to {day}"
        if name == "people" and months >= 6:
            told += f", {months} months ago: add whom you need (dateline actors add)"
        yield Check(name, told)
    fresh = unpack(compiled_path(), tables_hash()) is not None
    slow = f"not up to date, the tables are read one by one: {MEND}"
    yield Check("compiled", "in use" if fresh else slow)


def own_model(folder: Path) -> Iterator[Check]:
    """The user's own model, where one lies in the folder: it is asked instead of Dateline's."""
    from dateline.errors import ModelFileError
    from dateline.reader import OWN_MODEL
    from dateline.reader import own_model as load

    try:
        typer = load(folder)
    except ModelFileError as error:
        yield Check(OWN_MODEL, f"{error.what} ({error.cure})", fine=False)
        return
    if typer is not None:
        yield Check("event model", f"{typer.version}, read instead of Dateline's")


def own_tables() -> Iterator[Check]:
    """The folder of the user's own tables, if one is named or lies here, and what is in it."""
    from dateline.cli.options import OWN_TABLES

    named = os.environ.get("DATELINE_TABLES")
    folder = Path(named) if named else Path(OWN_TABLES)
    if folder.is_dir():
        from dateline.knowledge.user_tables import read_folder

        yield Check(str(folder), "in use")
        mine = read_folder(folder)
        if mine.files:
            wrong = f", {len(mine.problems):,} lines cannot be used: dateline actors check {folder}"
            told = f"{mine.rows:,} rows in {len(mine.files)} files"
            yield Check("actors and agents", told + (wrong if mine.problems else ""))
        yield from own_model(folder)
    elif named:
        told = "DATELINE_TABLES names a folder that does not exist"
        yield Check(str(folder), told, fine=False)
    else:
        yield Check("none", f"set DATELINE_TABLES or make a folder {OWN_TABLES}")
