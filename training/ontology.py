"""Compile PLOVER's and CAMEO's code lists into `src/dateline/coding/tables`.

Run: `python training/ontology.py`. Reads `../shared/formats` (facts with their sources named
there) and writes `plover.json` and `cameo.csv`. Known errors of the sources are mended here:
bare ACCUSE is −2.0 (its printed 3 contradicts its modes), the Goldstein values are Phoenix's
(the other published table disagrees with real data), the mode `ease` is not PLOVER's and is
dropped, and `vandalize`, which has no score, takes its type's. Where the manual of 2024 contradicts
the crosswalk of 2021, the manual decides; what the crosswalk had stays in the column `crosswalk`,
and the reason in `note`.
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
APPEAL = "the crosswalk lacks root 02; an appeal is REQUEST"
YIELD = "the manual (3.4): future concessions and retreats are CONCEDE"
LIFTED = "the manual (3.4): lifting a curfew or restriction is CONCEDE"
LATER = "the crosswalk lacks this code of a later CAMEO"
# What manual 2.0 says of CAMEO's codes where the older crosswalk says otherwise or nothing.
MANUAL: dict[str, tuple[str, str | None, str]] = {
    **dict.fromkeys("035 0351 0352 0353 0354 0355 0356".split(), ("CONCEDE", None, YIELD)),
    "055": ("CONCEDE", None, "the manual (3.3.2): regret and remorse are CONCEDE"),
    "056": ("CONCEDE", None, "the manual (3.3.2): pardons are CONCEDE"),
    "0813": ("CONCEDE", None, LIFTED),
    "0814": ("CONCEDE", None, LIFTED),
    "0871": ("CONCEDE", None, "the manual (3.4): a ceasefire that is only declared is CONCEDE"),
    "0874": ("RETREAT", "withdraw", "the manual's mode for giving up territory"),
    "105": ("REQUEST", "yield", "as its subcodes; the crosswalk followed a wrong label"),
    "112": ("ACCUSE", "allege", "the manual (3.9): to accuse is the mode allege"),
    "114": ("ACCUSE", "disapprove", "the manual (3.9): complaints are the mode disapprove"),
    "116": ("SANCTION", "convict", "the manual (3.13.3): findings of a court are SANCTION"),
    "139": ("THREATEN", None, "the manual (3.11.3): the mode is what is threatened"),
    "155": ("MOBILIZE", "weapons", LATER),
    "163": ("SANCTION", "discontinue", "the manual (3.13.3): sanctions between states"),
    "176": ("COERCE", "cyber", LATER),
    "183": ("ASSAULT", "explosives", "the manual's mode for bombs; suicide is said by 1831"),
    "1834": ("ASSAULT", "explosives", LATER),
    "195": ("ASSAULT", "aerial", "the manual's mode for aircraft"),
    "1951": ("ASSAULT", "aerial", LATER),
    "1952": ("ASSAULT", "drone", LATER),
}
# Labels that GDELT's list has wrong, garbled or not at all; as in CAMEO's own list of codes.
LABELS = {
    "033": "Express intent to provide material aid, not specified below",
    "044": "Meet at a third location",
    "101": "Demand material cooperation, not specified below",
    "102": "Demand diplomatic cooperation, such as policy support",
    "103": "Demand material aid, not specified below",
    "105": "Demand that target yields, not specified below",
    "1056": "Demand de-escalation of military engagement",
    "106": "Demand that target meets or negotiates",
    "107": "Demand settling of dispute",
    "108": "Demand mediation",
    "1213": "Reject judicial cooperation",
    "155": "Mobilize or increase cyber-forces",
    "176": "Attack cybernetically",
    "1834": "Carry out location bombing",
    "1951": "Employ precision-guided aerial munitions",
    "1952": "Employ remotely piloted aerial munitions",
    "2041": "Use chemical, biological, or radiological weapons",
}
# The Phoenix table lacks it; it stands so in real GDELT rows.
GOLDSTEIN = {"129": "-5.0"}


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
        columns = "code label goldstein type mode contexts crosswalk note"
        write.writerow(columns.split())
        for line in (FORMATS / "cameo_event_codes.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or not line.strip():
                continue
            code, label, _, goldstein = [*line.split("\t"), "", "", ""][:4]
            kind, mode, contexts = cross.get(code, ("", None, []))
            published, note = "/".join(filter(None, [kind, mode])), ""
            if code.startswith("02"):
                kind, note = "REQUEST", APPEAL
                mode = APPEALS.get(code[:3], "meet" if code[:3] >= "026" else None)
            if code in MANUAL:
                kind, mode, note = MANUAL[code]
            if mode and mode not in types[kind]["modes"]:  # type: ignore[operator]
                raise SystemExit(f"{code}: {kind} has no mode {mode}")
            write.writerow(
                [
                    *(code, LABELS.get(code, " ".join(label.split()))),
                    *(GOLDSTEIN.get(code, goldstein), kind, mode or "", ";".join(contexts)),
                    *(published if note else "", note),
                ]
            )


if __name__ == "__main__":
    main()
