"""Croissant and PROV-O: what an export is and where it comes from, as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from dateline.exports import beside
from dateline.exports.formats import Column
from dateline.exports.made import RIGHTS, Made, licence_of

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


def croissant(made: Made) -> dict[str, Any]:
    """The Croissant description."""
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
        "license": licence_of(made).get("path") or licence_of(made)["title"],
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


def provenance(made: Made) -> dict[str, Any]:
    """The PROV-O graph: articles, runs, tables, versions, files."""
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
