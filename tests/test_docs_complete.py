"""No command, option, record field or error may go undocumented.

The rules: in `docs/cli.md` each command has a section `## dateline NAME` (the program itself
`## dateline`) that holds each of its options and arguments in backticks; in `docs/records.md` each
record has a section `## NAME` with a table whose first column names each field in backticks; in
`docs/errors.md` each error's class and code stand in one line. Pictures (`docs/pictures/`, taken by
`docs/render_pictures.py`) are small, and each is shown in the tour or the README.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from msgspec import inspect

from dateline import errors
from dateline import records as r
from dateline.cli import group

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


@cache
def sections(name: str) -> dict[str, str]:
    """The text under each second-level heading of a page."""
    parts = re.split(r"^## +(.+?) *$", (DOCS / name).read_text("utf-8"), flags=re.MULTILINE)
    return {title.strip("`"): body for title, body in zip(parts[1::2], parts[2::2], strict=True)}


def commands(
    command: click.Command = group, path: str = "dateline"
) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None, name
            if not child.hidden:
                yield from commands(child, f"{path} {name}")


COMMANDS = dict(commands())
FIELDS = {
    kind.__name__: [f.name for f in inspect.type_info(kind).fields]  # type: ignore[attr-defined]
    for kind in r.RECORDS
}
ERRORS = sorted(
    (e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, Exception)),
    key=lambda e: e.code,
)


@pytest.mark.parametrize("path", COMMANDS)
def test_commands_and_options(path: str) -> None:
    section = sections("cli.md").get(path)
    assert section is not None, f"docs/cli.md has no section '## {path}'"
    missing = []
    for parameter in COMMANDS[path].params:
        if isinstance(parameter, click.Option):
            if not parameter.hidden:
                names = [*parameter.opts, *parameter.secondary_opts]
                missing += [o for o in names if not re.search(rf"(?<![\w-]){o}(?![\w-])", section)]
        else:
            name = (parameter.metavar or parameter.human_readable_name).rstrip(".")
            if name.strip("[]").rstrip(".") not in section:
                missing.append(name)
    assert not missing, f"docs/cli.md, section '## {path}': {', '.join(missing)}"


def test_no_command_is_made_up() -> None:
    told = {s for s in sections("cli.md") if re.fullmatch(r"dateline( [a-z-]+)*", s)}
    assert told <= set(COMMANDS)


@pytest.mark.parametrize("kind", FIELDS)
def test_record_fields(kind: str) -> None:
    section = sections("records.md").get(kind)
    assert section is not None, f"docs/records.md has no section '## {kind}'"
    told = re.findall(r"^\| *`(\w+)` *\|", section, flags=re.MULTILINE)
    assert sorted(told) == sorted(FIELDS[kind]), f"docs/records.md, section '## {kind}'"


@pytest.mark.parametrize("error", ERRORS, ids=lambda e: e.__name__)
def test_errors(error: type[errors.DatelineError]) -> None:
    lines = (DOCS / "errors.md").read_text("utf-8").splitlines()
    told = [x for x in lines if f"`{error.__name__}`" in x and re.search(rf"\b{error.code}\b", x)]
    assert told, f"docs/errors.md has no line with `{error.__name__}` and {error.code}"


def test_codes_of_errors_are_their_own() -> None:
    codes = [e.code for e in ERRORS]
    assert len(set(codes)) == len(codes)


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in [*DOCS.glob("**/*.md"), *ROOT.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
            if "://" not in target and not target.startswith("mailto:"):
                if not (page.parent / target).exists():
                    broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert not broken, broken


def test_pictures_are_shown_and_small() -> None:
    taken = {p.name for p in (DOCS / "pictures").iterdir()}
    tour = (DOCS / "tour.md").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    in_tour = re.findall(r"!\[[^\]]+\]\(pictures/([\w-]+\.png)\)", tour)
    in_readme = re.findall(r"!\[[^\]]+\]\(docs/pictures/([\w-]+\.png)\)", readme)
    assert taken == {*in_tour, *in_readme}
    assert len(in_readme) == 3
    script = (DOCS / "render_pictures.py").read_text("utf-8")
    for name in taken:
        assert f'"{name.removesuffix(".png")}": Picture(' in script
        assert (DOCS / "pictures" / name).stat().st_size <= 80_000, name
