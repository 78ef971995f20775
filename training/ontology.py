"""Compile PLOVER's and CAMEO's code lists into `src/dateline/coding/tables`.

Run: `python training/ontology.py`. Reads `../shared/formats` (facts with their sources named
there) and writes `plover.json` and `cameo.csv`. Known errors of the sources are mended here:
bare ACCUSE is −2.0 (its printed 3 contradicts its modes), the Goldstein values are Phoenix's
(the other published table disagrees with real data), the mode `ease` is not PLOVER's and is
dropped, and `vandalize`, which has no score, takes its type's.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORMATS = ROOT / ".." / "shared" / "formats"
TABLES = ROOT / "src" / "dateline" / "coding" / "tables"
SOURCE = "PLOVER manual draft 2.0 (2024-02-04), CC BY-SA 4.0, facts only"
QUADS = {
    "VERBAL COOPERATION": 1,
    "MATERIAL COOPERATION": 2,
    "VERBAL CONFLICT": 3,
    "MATERIAL CONFLICT": 4,
}
# CAMEO2PLOVER predates manual 2.0; these are the names that the manual has for its modes.
MODES_RENAMED = {
    ("ASSAULT", "assassinate"): "targeted",
    ("ASSAULT", "massacre"): "targeted",
    ("ASSAULT", "cleansing"): "targeted",
    ("ASSAULT", "seize"): "destroy",
    ("ASSAULT", "pro_autocracy"): None,
    ("RETREAT", "ease"): None,
    ("RETREAT", "return"): None,
    ("COERCE", "ban"): "restrict",
    ("THREATEN", "ban"): "restrict",
    ("THREATEN", "political"): "restrict",
}
CONTEXTS_RENAMED = {"humanitarian": "human_security", "democracy": "pro_democracy"}
# Roots that the crosswalk lacks: 02 is an appeal, that is REQUEST; 01 is no PLOVER event.
APPEALS = {"021": "assist", "022": "assist", "023": "assist", "024": "change", "025": "yield"}


def sections(text: str) -> dict[str, list[str]]:
    """The lines under each `## heading`."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("## "):
            name = line[3:]
            found[name] = []
        elif name and line.strip():
            found[name].append(line)
    return found


def plover() -> dict[str, object]:
    """Types with quad and score, modes with score, contexts and sectors."""
    parts = sections((FORMATS / "plover.txt").read_text(encoding="utf-8"))
    heads = {h.split(" ")[0].split("\t")[0]: h for h in parts}
    types: dict[str, dict[str, object]] = {}
    for line in parts[heads["event"]]:
        name, quad, recipient = line.split("\t")
        types[name] = {"quad": QUADS[quad], "target_required": recipient == "Yes", "modes": {}}
    for line in parts[heads["score"]]:
        label, score = line.split("\t")
        name, _, mode = label.partition(": ")
        if mode:
            types[name]["modes"][mode.lower()] = float(score)  # type: ignore[index]
        else:
            types[name]["intensity"] = -2.0 if name == "ACCUSE" else float(score)
    types["PROTEST"]["modes"]["vandalize"] = types["PROTEST"]["intensity"]  # type: ignore[index]
    return {
        "source": SOURCE,
        "types": types,
        "contexts": [c.strip() for c in parts[heads["contexts"]]],
        "sectors": dict(line.split("\t")[:2] for line in parts[heads["sector"]]),
    }


def crosswalk() -> dict[str, tuple[str, str | None, list[str]]]:
    """CAMEO code → PLOVER type, mode, contexts."""
    rows: dict[str, tuple[str, str | None, list[str]]] = {}
    for line in (FORMATS / "cameo_to_plover.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        code, kind, mode, context = [*line.split("\t"), "", "", ""][:4]
        named = mode or None
        if (kind, mode) in MODES_RENAMED:
            named = MODES_RENAMED[kind, mode]
        contexts = [CONTEXTS_RENAMED.get(c, c) for c in re.split(r";\s*", context) if c]
        rows.setdefault(code, (kind, named, contexts))
    return rows


def main() -> None:
    """Write both tables."""
    TABLES.mkdir(parents=True, exist_ok=True)
    scheme = plover()
    path = TABLES / "plover.json"
    path.write_text(json.dumps(scheme, indent=1) + "\n", encoding="utf-8")
    cross = crosswalk()
    types: dict[str, dict[str, object]] = scheme["types"]  # type: ignore[assignment]
    with (TABLES / "cameo.csv").open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n")
        write.writerow(["code", "label", "goldstein", "type", "mode", "contexts"])
        for line in (FORMATS / "cameo_event_codes.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or not line.strip():
                continue
            code, label, _, goldstein = [*line.split("\t"), "", "", ""][:4]
            kind, mode, contexts = cross.get(code, ("", None, []))
            if code.startswith("02"):
                kind, mode = "REQUEST", APPEALS.get(code[:3], "meet" if code[:3] >= "026" else None)
            if mode and mode not in types[kind]["modes"]:  # type: ignore[operator]
                print(f"{code}: {kind} has no mode {mode}; dropped")
                mode = None
            write.writerow([code, label.strip(), goldstein, kind, mode or "", ";".join(contexts)])


if __name__ == "__main__":
    main()
