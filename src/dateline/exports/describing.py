"""What stands beside the rows: README.md, Data Package, Croissant and PROV-O.

Nothing here depends on where the export lies or when it was made: the only time is that of the
run that coded the rows.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dateline.exports import beside
from dateline.exports.formats import Column
from dateline.exports.linked_data import croissant, provenance
from dateline.exports.made import RIGHTS, File, Made, about_file, licence_of

README = "README.md"
PACKAGE = "datapackage.json"
CROISSANT = "croissant.json"
PROVENANCE = "prov.jsonld"

GENERATOR = "generated-by"


def write(made: Made, folder: Path) -> list[str]:
    """The four descriptions into the folder; their names."""
    (folder / README).write_text(_readme(made), encoding="utf-8", newline="\n")
    for name, told in (
        (PACKAGE, _package(made)),
        (CROISSANT, croissant(made)),
        (PROVENANCE, provenance(made)),
    ):
        text = json.dumps(told, indent=2, ensure_ascii=False, default=str) + "\n"
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [README, PACKAGE, CROISSANT, PROVENANCE]


def files_of(folder: Path) -> list[str]:
    """The files of an export of ours that lies in a folder."""
    try:
        told = json.loads((folder / PACKAGE).read_text("utf-8"))
        names = [r["path"] for r in told["resources"]] if told[GENERATOR] == "dateline" else []
    except (OSError, ValueError, KeyError, TypeError):
        return []
    ours = [n for n in names if isinstance(n, str) and "/" not in n and "\\" not in n]
    return [*ours, README, PACKAGE, CROISSANT, PROVENANCE]


def filters_in_words(made: Made) -> str:
    """The filters as options of `dateline export`."""
    parts = []
    for name, value in sorted(made.filters.items()):
        if name == "status" and not made.all_statuses and list(value) == ["fact", "claim"]:
            continue
        option = f"--{name.replace('_', '-')}"
        if name == "background":
            parts.append("--background" if value else "--news")
        elif value is True:
            parts.append(option)
        elif name == "between":
            parts.append(f"{option} {' '.join(map(_quoted, value))}")
        elif isinstance(value, (list, tuple)):
            parts += [f"{option} {_quoted(v)}" for v in value]
        else:
            parts.append(f"{option} {_quoted(value)}")
    if made.all_statuses:
        parts.append("--all-statuses")
    return " ".join(parts)


def _quoted(value: Any) -> str:
    import shlex

    return shlex.quote(str(value))


# --- README -------------------------------------------------------------------------------


def _readme(made: Made) -> str:
    kind, ledger = made.format, made.ledger
    statuses = ", ".join(f"{s} {n:,}" for s, n in sorted(ledger.statuses.items())) or "none"
    command = f"dateline export {kind.name} {filters_in_words(made)}".strip()
    parts = [
        f"# {made.title}",
        f"{ledger.rows:,} rows of {len(ledger.events):,} events in {len(ledger.articles):,} articles, "
        f"in the format `{kind.name}` ({kind.about}).",
        f"Made with `{command}`.",
        "## Files\n\n"
        + "\n".join(
            f"- `{f.name}`: {about_file(made, f.name)}; {f.bytes:,} bytes, SHA-256 {f.sha256}"
            for f in made.files
        ),
        "## Reading it\n\n"
        + "\n".join(f"- {note}" for note in (*kind.notes, *_status_notes(made))),
        f"Rows by status: {statuses}.",
    ]
    if ledger.left_out:
        left = "\n".join(f"- {n:,} {why}" for why, n in sorted(ledger.left_out.items()))
        parts.append(f"## Left out\n\n{left}")
    if kind.dialect or kind.name == "parquet":
        parts.append("## Columns\n\n" + _columns(kind.columns))
    runs = "\n".join(
        f"- run {r['id']}: Dateline {r['version']}, tables {r['tables_hash']}, {r['model']}, "
        f"options {r['options']}"
        for r in made.runs
    )
    parts += [
        f"## Where it comes from\n\n{runs or '- no run'}\n- articles published "
        f"{made.days[0] or '?'} to {made.days[1] or '?'}, hash of their ids {made.articles_hash}",
        f"## Rights\n\n{RIGHTS}\n\nLicence given by who made this export: {made.licence or 'none stated'}.",
        f"## How to cite\n\n{made.citation}",
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _status_notes(made: Made) -> list[str]:
    which = (
        "All kinds of statement are in it, also what is denied, planned or only possible"
        if made.all_statuses
        else "Only the statuses named in the command are in it"
        if set(made.filters["status"]) != {"fact", "claim"}
        else "Only facts (told by the writer) and claims (on somebody's word) are in it"
    )
    where = (
        "each row says which"
        if made.format.holds_status
        else f"{beside.FILE} says of each row which, on whose word, and in which sentence"
    )
    return [f"{which}; {where}."]


def _columns(columns: tuple[Column, ...]) -> str:
    rows = [f"| {n} | `{c.name}` | {c.type} | {c.about} |" for n, c in enumerate(columns, 1)]
    return "\n".join(["| | column | type | |", "|---|---|---|---|", *rows])


# --- Data Package -------------------------------------------------------------------------


def _package(made: Made) -> dict[str, Any]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"dateline-{made.format.name}",
        "title": made.title,
        "description": f"{made.ledger.rows} rows. See {README}.",
        "version": ", ".join(made.versions),
        "created": made.created,
        GENERATOR: "dateline",
        "licenses": [licence_of(made)],
        "keywords": ["event data", "news", "PLOVER", "CAMEO", made.format.name],
        "contributors": [{"title": "The Dateline authors", "roles": ["creator of the program"]}],
        "sources": [{"title": f"{len(made.ledger.articles)} news articles, {made.articles_hash}"},
                    {"title": "GeoNames", "path": "https://www.geonames.org"}],
        "citation": made.citation,
        "filters": made.filters,
        "runs": [_run(r) for r in made.runs],
        "resources": [_resource(made, f) for f in made.files],
    }  # fmt: skip


def _run(run: dict[str, Any]) -> dict[str, Any]:
    return {**run, "created": f"{run['created'].isoformat()}Z"}


def _resource(made: Made, file: File) -> dict[str, Any]:
    kind = made.format
    told: dict[str, Any] = {
        "name": file.name.partition(".")[0],
        "path": file.name,
        "title": about_file(made, file.name),
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }
    if file.name == beside.FILE:
        return {
            **told,
            "type": "table",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": _schema(beside.COLUMNS, ("",)),
        }
    if file.name != kind.file:
        return {**told, "format": "jsonl", "mediatype": "application/jsonl", "encoding": "utf-8"}
    told |= {"format": file.name.rpartition(".")[2].lower(), "mediatype": kind.mediatype}
    if kind.dialect:
        told |= {"type": "table", "encoding": kind.encoding, "dialect": kind.dialect}
    if kind.dialect or kind.name == "parquet":
        told["schema"] = {
            **_schema(kind.columns, kind.missing, bool(kind.dialect)),
            **({"primaryKey": [kind.key]} if kind.key and kind.name != "gdelt-mentions" else {}),
        }
    return told


def _schema(
    columns: tuple[Column, ...], missing: tuple[str, ...], text: bool = True
) -> dict[str, Any]:
    """A table schema; in a table of `text` a list is joined by "; "."""
    return {
        "fields": [
            {
                "name": c.name,
                **(
                    {"type": "list", "delimiter": "; "}
                    if text and c.type == "array"
                    else {"type": c.type}
                ),
                **({"description": c.about} if c.about else {}),
            }
            for c in columns
        ],
        "missingValues": list(missing),
    }
