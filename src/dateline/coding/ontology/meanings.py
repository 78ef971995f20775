"""What a code means, in words: PLOVER's types, modes and contexts, and CAMEO's codes.

The words are data (`tables/meanings.toml`); the figures and the crosswalk come from `scheme`.
"""

from __future__ import annotations

import difflib
import re
import sys
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from dateline.coding.ontology import scheme

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
# 'ACCUSE disapprove', 'ACCUSE/disapprove', 'ACCUSE.disapprove' and 'accuse: Disapprove' are one.
APART = re.compile(r"[\s/.:,_-]+")
NO_PLOVER = "a statement, appeal to the public or comment: no event in PLOVER"
NO_CAMEO = "no code of CAMEO's: it stands in the published table of Goldstein values only"


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """What one code means.

    `kind` is `type`, `mode`, `context` or `cameo`. `type` and `mode` are PLOVER's, of a CAMEO code
    its equivalent; `quad` is PLOVER's class (1 to 4) and `cameo_quad` CAMEO's; `intensity` is
    PLOVER's score and `goldstein` CAMEO's; `cameo` the CAMEO code that comes nearest, `cameo_all`
    all that lead to this one. `subcodes` are a type's modes, a CAMEO code's children. `plover` are
    all the types that the codes under a CAMEO code lead to, the code itself first.
    """

    code: str
    kind: Literal["type", "mode", "context", "cameo"]
    means: str
    type: str | None = None
    mode: str | None = None
    quad: int | None = None
    intensity: float | None = None
    target_required: bool | None = None
    cameo: str | None = None
    cameo_quad: int | None = None
    goldstein: float | None = None
    contexts: list[str] = []
    subcodes: list[str] = []
    cameo_all: list[str] = []
    plover: list[str] = []
    example: str = ""
    borders: list[str] = []
    notes: list[str] = []

    @property
    def quad_name(self) -> str:
        """The quad class in words; empty where there is none."""
        return QUADS.get(self.quad or 0, "")


@lru_cache(maxsize=1)
def meanings() -> dict[str, Meaning]:
    """Every code: the types, each with its modes, then the contexts, then CAMEO."""
    table = _table()
    found: list[Meaning] = []
    for name in scheme.types():
        found.append(_type(name, table["type"][name]))
        modes = table["type"][name].get("mode", {})
        found += [_mode(name, mode, modes[mode]) for mode in scheme.types()[name].modes]
    found += [
        Meaning(code=name, kind="context", means=words) for name, words in table["context"].items()
    ]
    told = {m.code: m for m in found}
    told |= {c.code: _cameo(c, told) for c in scheme.cameo().values()}
    return told


def describe(code: str) -> Meaning | None:
    """What `code` means, or None: `ACCUSE`, `ACCUSE/disapprove`, `military`, `0231`.

    A mode may stand alone where only one type has it (`torture`); capitals do not matter.
    """
    return meanings().get(_keys().get(_key(code), ""))


def near(code: str, limit: int = 5) -> list[str]:
    """Codes that look like `code`, the likest first; those under the same type or root included."""
    asked = _key(code)
    names = _keys()
    close = difflib.get_close_matches(asked, list(names), n=limit, cutoff=0.6)
    if asked.isdigit():
        close = [k for n in (len(asked) - 1, 2) for k in names if n > 1 and k == asked[:n]] + close
    else:
        # 'ACCUSE loud' has a known type: its modes are what may be meant.
        owner = asked.split(" ")[0]
        modes = [k for k in names if k.startswith(f"{owner} ")] if " " in asked else []
        close += [k for k in modes if k not in close]
    return list(dict.fromkeys(names[k] for k in close))[:limit]


def _key(code: str) -> str:
    return APART.sub(" ", code.strip().lower()).strip()


@lru_cache(maxsize=1)
def _keys() -> dict[str, str]:
    """How a code may be written → the code."""
    found: dict[str, str] = {}
    alone: dict[str, list[str]] = {}
    for code, meaning in meanings().items():
        found[_key(code)] = code
        if meaning.kind == "mode" and meaning.mode:
            alone.setdefault(_key(meaning.mode), []).append(code)
    for mode, codes in alone.items():
        if len(codes) == 1:
            found.setdefault(mode, codes[0])
    return found


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    path = files("dateline.coding") / "tables" / "meanings.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _leading_to(type: str, mode: str | None) -> list[str]:
    rows = scheme.cameo().values()
    return [c.code for c in rows if c.label and c.type == type and mode in {None, c.mode}]


def _type(name: str, row: dict[str, Any]) -> Meaning:
    info = scheme.types()[name]
    return Meaning(
        code=name, kind="type", means=row["means"], type=name, quad=info.quad,
        intensity=info.intensity, target_required=info.target_required, cameo=row["cameo"],
        cameo_quad=scheme.cameo_quad(row["cameo"]), goldstein=scheme.goldstein(row["cameo"]),
        subcodes=[f"{name}/{mode}" for mode in info.modes], cameo_all=_leading_to(name, None),
        example=row["example"], borders=row["borders"], notes=_notes(row),
    )  # fmt: skip


def _mode(type: str, mode: str, row: dict[str, Any]) -> Meaning:
    info = scheme.types()[type]
    return Meaning(
        code=f"{type}/{mode}", kind="mode", means=row["means"], type=type, mode=mode,
        quad=info.quad, intensity=info.modes[mode], target_required=info.target_required,
        cameo=row["cameo"], cameo_quad=scheme.cameo_quad(row["cameo"]),
        goldstein=scheme.goldstein(row["cameo"]), cameo_all=_leading_to(type, mode),
        contexts=[mode] if mode in scheme.contexts() else [],
        example=row["example"], borders=_table()["type"][type]["borders"], notes=_notes(row),
    )  # fmt: skip


def _cameo(info: scheme.CameoInfo, told: dict[str, Meaning]) -> Meaning:
    target = told.get("/".join(filter(None, [info.type, info.mode])))
    under = [c for c in scheme.cameo().values() if c.label and c.code.startswith(info.code)]
    children = [c.code for c in under if len(c.code) == len(info.code) + 1]
    leads_to = ["/".join(filter(None, [c.type, c.mode])) for c in under if c.type]
    notes = []
    if info.note:
        notes.append(f"PLOVER's crosswalk has {info.crosswalk or 'nothing'} here; {info.note}")
    if info.type is None:
        notes.append(NO_PLOVER if info.label else NO_CAMEO)
    quads = dict.fromkeys(scheme.quad(c.type) for c in under if c.type)
    if info.type and quads.keys() - {info.quad}:
        told_quads = " and ".join(f"{q} ({QUADS[q]})" for q in quads)
        notes.append(
            f"CAMEO's quad is {info.quad} ({QUADS[info.quad]}), PLOVER's for this code and those "
            f"under it {told_quads}"
        )
    return Meaning(
        code=info.code, kind="cameo", means=_sentence(info.label), type=info.type, mode=info.mode,
        quad=target.quad if target else None, intensity=target.intensity if target else None,
        target_required=target.target_required if target else None, cameo=info.code,
        cameo_quad=info.quad, goldstein=info.goldstein, contexts=list(info.contexts),
        subcodes=children, plover=list(dict.fromkeys(leads_to)),
        example=target.example if target else "", borders=target.borders if target else [],
        notes=notes,
    )  # fmt: skip


def _sentence(label: str) -> str:
    """CAMEO writes its roots in capitals."""
    return label.capitalize() if label.isupper() else label


def _notes(row: dict[str, Any]) -> list[str]:
    return [row["note"]] if "note" in row else []
