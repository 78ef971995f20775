"""What the codes mean: PLOVER's types, modes, quads and scores; CAMEO's codes; the crosswalk.

The tables are compiled by `training/ontology.py` from PLOVER's manual (draft 2.0), CAMEO's code
list, the CAMEO→PLOVER crosswalk and Phoenix's Goldstein values.
"""

from __future__ import annotations

import csv
import json
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import msgspec

# What an act becomes when it is asked for or refused (PLOVER's modes of REQUEST and REJECT), and
# when it is threatened (the modes of THREATEN name the content).
ASKED_MODE = {
    "CONSULT": "meet",
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "AGREE": "assist",
    "CONCEDE": "yield",
    "RETREAT": "yield",
}
THREATENED_MODE = {
    ("ASSAULT", None): "violence",
    ("MOBILIZE", None): "violence",
    ("COERCE", "arrest"): "arrest",
    ("COERCE", "seize"): "territory",
    ("COERCE", None): "restrict",
    ("PROTEST", None): "restrict",
    ("SANCTION", "expel"): "expel",
    ("SANCTION", "discontinue"): "relations",
    ("SANCTION", None): "relations",
    ("REJECT", "meet"): "relations",
}

# Cooperation that lies ahead is AGREE, a retreat that lies ahead is CONCEDE (manual 3.1, 3.4.2).
AHEAD = {
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "RETREAT": "CONCEDE",
}

CAMEO_WHEN_AHEAD = {
    "CONSULT": "036",
    "SUPPORT": "032",
    "COOPERATE": "031",
    "AID": "033",
    "RETREAT": "035",
    "CONCEDE": "035",
}


class TypeInfo(msgspec.Struct, frozen=True):
    """One PLOVER type: quad 1–4, whether it needs a target, its score and its modes' scores."""

    quad: int
    target_required: bool
    intensity: float
    modes: dict[str, float]


class CameoInfo(msgspec.Struct, frozen=True):
    """One CAMEO code with its Goldstein value and its PLOVER equivalent (None for 01).

    `crosswalk` is what PLOVER's published crosswalk has ("SUPPORT", "COERCE/restrict", or nothing)
    where this table differs from it, and `note` says why. A code without label is none of CAMEO's:
    it stands in the published table of Goldstein values only.
    """

    code: str
    label: str
    goldstein: float | None
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    crosswalk: str = ""
    note: str = ""

    @property
    def quad(self) -> int:
        """CAMEO's quad class, by its root (as in GDELT); PLOVER's may differ."""
        return cameo_quad(self.code)


@lru_cache(maxsize=1)
def _scheme() -> dict[str, Any]:
    text = (files("dateline.coding") / "tables" / "plover.json").read_text(encoding="utf-8")
    scheme: dict[str, Any] = json.loads(text)
    return scheme


@lru_cache(maxsize=1)
def types() -> dict[str, TypeInfo]:
    """The 16 types by name."""
    return msgspec.convert(_scheme()["types"], dict[str, TypeInfo])


@lru_cache(maxsize=1)
def contexts() -> frozenset[str]:
    """PLOVER's 37 contexts."""
    return frozenset(_scheme()["contexts"])


@lru_cache(maxsize=1)
def cameo() -> dict[str, CameoInfo]:
    """CAMEO's codes. A code without a Goldstein value of its own takes its parent's."""
    text = (files("dateline.coding") / "tables" / "cameo.csv").read_text(encoding="utf-8")
    rows: dict[str, CameoInfo] = {}
    for row in csv.DictReader(text.splitlines()):
        value = float(row["goldstein"]) if row["goldstein"] else None
        parent = rows.get(row["code"][:-1])
        if value is None and parent is not None:
            value = parent.goldstein
        rows[row["code"]] = CameoInfo(
            row["code"],
            row["label"],
            value,
            row["type"] or None,
            row["mode"] or None,
            tuple(c for c in row["contexts"].split(";") if c),
            row["crosswalk"],
            row["note"],
        )
    return rows


def quad(type: str) -> int:
    """PLOVER's quad class: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict."""
    return types()[type].quad


# The last root of each of CAMEO's quad classes.
LAST_ROOTS = (("05", 1), ("08", 2), ("13", 3), ("20", 4))


def cameo_quad(code: str) -> int:
    """The quad class of a CAMEO code, which goes by its root: 01–05, 06–08, 09–13, 14–20."""
    return next(quad for last, quad in LAST_ROOTS if code[:2] <= last)


def intensity(type: str, mode: str | None) -> float:
    """PLOVER's score of a type and mode, −10 to 10 (manual table 2.2)."""
    info = types()[type]
    return info.modes.get(mode, info.intensity) if mode else info.intensity


def goldstein(code: str | None) -> float | None:
    """The Goldstein value of a CAMEO code (Phoenix's table), or None."""
    info = cameo().get(code) if code else None
    return info.goldstein if info else None


def asked_mode(about: str | None) -> str | None:
    """The mode of a REQUEST or REJECT about an act of type `about`."""
    return ASKED_MODE.get(about, "change") if about else None


# Sanctions in the narrow sense restrict; other ties that are cut are relations.
SANCTIONS = "163"


def threatened_mode(about: str | None, mode: str | None, cameo: str | None = None) -> str | None:
    """The mode of a THREATEN about an act of type `about`, mode `mode` and CAMEO code `cameo`."""
    if about is None:
        return None
    if cameo == SANCTIONS:
        return "restrict"
    return THREATENED_MODE.get((about, mode)) or THREATENED_MODE.get((about, None))


@cache
def cameo_of(type: str, mode: str | None) -> str | None:
    """The broadest CAMEO code that the crosswalk has for a type and mode; None where it has none."""
    rows = [c for c in cameo().values() if c.type == type and c.label]
    fitting = [c for c in rows if c.mode == mode] or [c for c in rows if c.mode is None] or rows
    return min((c.code for c in fitting), key=lambda code: (len(code), code), default=None)
