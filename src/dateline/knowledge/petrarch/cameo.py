"""CAMEO's codes of actors and agents as PLOVER's country and sectors."""

from __future__ import annotations

from typing import NamedTuple

from dateline.knowledge import codes
from dateline.knowledge.petrarch.dated import Code
from dateline.knowledge.petrarch.lines import Told

NO_ACTOR = frozenset(("---", "+++", "###"))
# Regions of CAMEO (and INT, international): PLOVER codes no such actor.
_REGIONS = frozenset(
    "AFR ASA BLK CRB CAU CFR CAS CEU EIN EAF EEU EUR LAM MEA MDT NAF NMR PGS SCN SAM SAS SEA SAF "
    "WAF WST WEU INT".split()
)
RELIGIONS = frozenset("BUD CHR CTH HIN JEW MOS MUS PRO SHI SIK SUN BAH CPT REL".split())
CIVIL = frozenset("HRI DEV ENV".split())


class Read(NamedTuple):
    country: str
    sectors: tuple[str, ...]
    custom: bool


def plover(code: Code, told: Told) -> Read | None:
    """Country and sectors of a CAMEO code; None, told, where it has neither."""
    text = code.code
    if "/" in text:
        told.at(f"[{text}] names several actors", code.where, "one code for one name")
        return None
    if len(text) % 3 or not text.isalnum():
        told.at(f"[{text}] is no code of three-letter groups", code.where, "check its length")
        return None
    country, sectors, rest = codes.plover_actor(text)
    groups = list(rest)
    more = list(sectors)
    if not more or more == ["NGO"]:
        if any(g in RELIGIONS for g in groups):
            more.append("REL")
        elif any(g in CIVIL for g in groups):
            more.append("SOC")
    root = text[:3]
    custom = False
    if country is None and root in rest and root not in _REGIONS | RELIGIONS | CIVIL:
        if root != "UIS":
            country, custom = root, True
    if not country and not more:
        told.at(f"[{text}] is a region, and no actor of PLOVER's", code.where, "name a country")
        return None
    return Read(country or "", tuple(more), custom)


def agent_sectors(code: str, where: str, told: Told) -> str:
    text = code.strip().upper()
    groups = text.replace("~", "").strip()
    if "~" not in text or len(groups) % 3 or not groups.isalnum():
        told.at(f"[{code[:40]}] is no role", where, "write [~CODE]")
        return ""
    each = [groups[k : k + 3] for k in range(0, len(groups), 3)]
    country, sectors, _ = codes.plover_actor("".join(g for g in each if g not in RELIGIONS | CIVIL))
    found = list(sectors)
    if country in ("NGO", "IGO", "MNC") and country not in found:
        found.insert(0, country)
    if not found and any(g in RELIGIONS for g in each):
        found = ["REL"]
    elif not found and any(g in CIVIL for g in each):
        found = ["SOC"]
    if not found:
        told.at(f"[{code[:40]}] has no sector of PLOVER's", where, "name one of its sectors")
    return ";".join(found)
