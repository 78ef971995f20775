"""What stands beside the rows: README.md, Data Package, Croissant and PROV-O.

Nothing here depends on where the export lies or when it was made: the only time is that of the
run that coded the rows.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from dateline.exports import beside
from dateline.exports.formats import Column, Format, Ledger

README = "README.md"
PACKAGE = "datapackage.json"
CROISSANT = "croissant.json"
PROVENANCE = "prov.jsonld"

RIGHTS = (
    "The makers of Dateline claim no rights in these rows. Quoted sentences and headlines belong to "
    "the publishers of the articles. Names and coordinates of places are from GeoNames, CC BY 4.0."
)
GENERATOR = "generated-by"


class File(NamedTuple):
    """A file of the export: its name, size in bytes and SHA-256."""

    name: str
    bytes: int
    sha256: str


class Made(NamedTuple):
    """An export that has been written, to be described."""

    format: Format
    ledger: Ledger
    filters: dict[str, Any]
    all_statuses: bool
    title: str
    licence: str | None
    runs: list[dict[str, Any]]
    files: list[File]
    articles_hash: str
    days: tuple[str | None, str | None]

    @property
    def versions(self) -> list[str]:
        return sorted({r["version"] for r in self.runs})

    @property
    def created(self) -> str | None:
        """When the latest of its runs began."""
        return f"{max(r['created'] for r in self.runs).isoformat()}Z" if self.runs else None

    @property
    def citation(self) -> str:
        runs = ", ".join(r["id"] for r in self.runs) or "none"
        year = (self.created or "")[:4] or "n.d."
        return (
            f"{self.title}. The Dateline authors, Dateline {', '.join(self.versions) or '?'} "
            f"({year}), run {runs}, articles {self.articles_hash}."
        )


def write(made: Made, folder: Path) -> list[str]:
    """The four descriptions into the folder; their names."""
    (folder / README).write_text(_readme(made), encoding="utf-8", newline="\n")
    for name, told in (
        (PACKAGE, _package(made)),
        (CROISSANT, _croissant(made)),
        (PROVENANCE, _provenance(made)),
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
            f"- `{f.name}`: {_file_about(made, f.name)}; {f.bytes:,} bytes, SHA-256 {f.sha256}"
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


def _file_about(made: Made, name: str) -> str:
    if name == beside.FILE:
        return f"what the format cannot hold: status, voices, interval, evidence, by {made.format.key or 'row'}"
    return "the rows" if name == made.format.file else "the articles with their text"


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
        "licenses": [_licence(made)],
        "keywords": ["event data", "news", "PLOVER", "CAMEO", made.format.name],
        "contributors": [{"title": "The Dateline authors", "roles": ["creator of the program"]}],
        "sources": [{"title": f"{len(made.ledger.articles)} news articles, {made.articles_hash}"},
                    {"title": "GeoNames", "path": "https://www.geonames.org"}],
        "citation": made.citation,
        "filters": made.filters,
        "runs": [_run(r) for r in made.runs],
        "resources": [_resource(made, f) for f in made.files],
    }  # fmt: skip


def _licence(made: Made) -> dict[str, str]:
    if made.licence is None:
        return {"name": "unstated", "title": "None stated. " + RIGHTS}
    if "://" in made.licence:
        return {"path": made.licence, "title": made.licence}
    return {"name": made.licence, "path": f"https://spdx.org/licenses/{made.licence}.html"}


def _run(run: dict[str, Any]) -> dict[str, Any]:
    return {**run, "created": f"{run['created'].isoformat()}Z"}


def _resource(made: Made, file: File) -> dict[str, Any]:
    kind = made.format
    told: dict[str, Any] = {
        "name": file.name.partition(".")[0],
        "path": file.name,
        "title": _file_about(made, file.name),
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


# --- Croissant ----------------------------------------------------------------------------

_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "format": "cr:format",
    "isLiveDataset": "cr:isLiveDataset",
    "prov": "http://www.w3.org/ns/prov#",
    "recordSet": "cr:recordSet",
    "sc": "https://schema.org/",
    "source": "cr:source",
}
_DATA_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "date": "sc:Date",
    "boolean": "sc:Boolean",
    "array": "sc:Text",
    "object": "sc:Text",
}


def _croissant(made: Made) -> dict[str, Any]:
    kind = made.format
    types = {kind.file: kind.mediatype, beside.FILE: "text/csv"}
    tables = [(kind.file, kind.columns)] if kind.dialect or kind.name == "parquet" else []
    if any(f.name == beside.FILE for f in made.files):
        tables.append((beside.FILE, beside.COLUMNS))
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": made.title,
        "description": f"{made.ledger.rows} rows of {len(made.ledger.events)} events coded from news "
        f"articles by Dateline, in the format {kind.name}. {RIGHTS}",
        "license": _licence(made).get("path") or _licence(made)["title"],
        "url": f"urn:sha256:{made.files[0].sha256}",
        "creator": {"@type": "sc:Organization", "name": "The Dateline authors"},
        "datePublished": made.created,
        "version": ", ".join(made.versions),
        "inLanguage": "en",
        "isLiveDataset": False,
        "citeAs": made.citation,
        "prov:wasGeneratedBy": [{"@id": f"urn:dateline:run:{r['id']}"} for r in made.runs],
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": f.name,
                "name": f.name,
                "contentUrl": f.name,
                "contentSize": f"{f.bytes} B",
                "encodingFormat": types.get(f.name, "application/jsonl"),
                "sha256": f.sha256,
            }
            for f in made.files
        ],
        "recordSet": [_record_set(name, columns) for name, columns in tables],
    }


def _record_set(file: str, columns: tuple[Column, ...]) -> dict[str, Any]:
    name = file.partition(".")[0]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{c.name.replace(' ', '_')}",
                "name": c.name,
                "description": c.about or c.name,
                "dataType": _DATA_TYPES[c.type],
                "source": {"fileObject": {"@id": file}, "extract": {"column": c.name}},
            }
            for c in columns
        ],
    }


# --- PROV-O -------------------------------------------------------------------------------


def _provenance(made: Made) -> dict[str, Any]:
    articles = f"urn:dateline:articles:{made.articles_hash}"
    graph: list[dict[str, Any]] = [
        {
            "@id": articles,
            "@type": ["prov:Entity", "prov:Collection"],
            "dateline:count": len(made.ledger.articles),
            "dateline:firstPublished": made.days[0],
            "dateline:lastPublished": made.days[1],
        }
    ]
    for run in made.runs:
        agent, tables = f"urn:dateline:version:{run['version']}", f"urn:sha256:{run['tables_hash']}"
        graph += [
            {
                "@id": f"urn:dateline:run:{run['id']}",
                "@type": "prov:Activity",
                "prov:startedAtTime": {
                    "@type": "xsd:dateTime",
                    "@value": f"{run['created'].isoformat()}Z",
                },
                "prov:used": [{"@id": articles}, {"@id": tables}],
                "prov:wasAssociatedWith": {"@id": agent},
                "dateline:options": run["options"],
                "dateline:model": run["model"],
            },
            {"@id": tables, "@type": "prov:Entity", "dateline:role": "tables and model"},
            {
                "@id": agent,
                "@type": ["prov:Agent", "prov:SoftwareAgent"],
                "dateline:version": run["version"],
            },
        ]
    for file in made.files:
        graph.append(
            {
                "@id": f"urn:sha256:{file.sha256}",
                "@type": "prov:Entity",
                "dateline:file": file.name,
                "dateline:bytes": file.bytes,
                "dateline:format": made.format.name,
                "dateline:filters": made.filters,
                "prov:wasGeneratedBy": [{"@id": f"urn:dateline:run:{r['id']}"} for r in made.runs],
                "prov:wasDerivedFrom": {"@id": articles},
            }
        )
    # One node an id, however many runs share an agent or tables.
    unique = {json.dumps(node["@id"]): node for node in graph}
    return {
        "@context": {
            "prov": "http://www.w3.org/ns/prov#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "dateline": "urn:dateline:",
            "dateline:filters": {"@type": "@json"},
        },
        "@graph": list(unique.values()),
    }
