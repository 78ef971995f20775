"""Compare `people.csv` with REIGN's heads of state and government, 1990 to March 2021.

    python -m training.check_people          # the share that agrees, and what does not
    python -m training.check_people --holes  # also offices that two people hold on one day

For each leader of REIGN (`leaders.csv`) since 1990 there should be a person of that name and country
in `people.csv` who held some head's office in those months. REIGN's own months are sometimes off:
what differs is for a person to judge, and the row that is certain stands.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from dateline.knowledge.tables import many, rows, slug
from dateline.knowledge.terms import plain_office

HEADS = frozenset(
    "president|prime minister|king|queen|emir|sultan|chancellor|junta leader|leader|grand duke|"
    "supreme leader|communist party general secretary|military ruler|interim president|"
    "paramount leader|chief executive|state counsellor|chief adviser|taliban leader|"
    "sovereign council chairman|transitional military council chairman|crown prince|pope|"
    "communist party leader|yugoslav leader|soviet leader|chairman of the council of ministers|"
    "president of the council of ministers|communist party first secretary|hamas leader|prince|"
    "chairman of the national transitional council|chairman of the state council|taoiseach|"
    "chairman of the supreme council of the armed forces|east german leader|captain regent|"
    "acting prime minister|derg chairman|president of the swiss confederation|head of state|"
    "chairman of the presidential leadership council|chairman of the supreme council|"
    "deputy president|acting president|transitional president|vice president|"
    "us administrator|chairman of the presidency|chairman of the high council of state|"
    "chairman of the council of state|chairwoman of the council of state|acting chancellor|"
    "speaker of the supreme soviet|"
    "president of the general national congress|president of serbia and montenegro|"
    "chairman of the interim council of ministers|head of south yemen|speaker of the house of representatives|"
    "president of north yemen|"
    "prime minister-designate|first prime minister|houthi leader|"
    "chairman of the presidential council|military leader|governor".split("|")
)
SINCE, UNTIL = "1990-01", "2021-03"


class Difference(NamedTuple):
    """A leader of REIGN whom `people.csv` lacks (`kind` missing), or dates otherwise."""

    kind: str
    country: str
    name: str
    reign: str
    ours: str


def _month(text: str, late: bool = False) -> int:
    text = text.rstrip("?")
    return int(text[:4]) * 12 + int(text[5:7] or (12 if late else 1))


def _words(row: dict[str, str]) -> set[str]:
    names = [row["name"], *many(row["aliases"]), *many(row["alone"])]
    return {w for n in names for w in slug(n).split("-") if len(w) > 2}


def agreement() -> tuple[int, list[Difference]]:
    """How many leaders of REIGN were compared, and those that differ by over a month."""
    ours: dict[str, list[tuple[set[str], dict[str, str]]]] = defaultdict(list)
    for _, row in rows("people.csv"):
        if plain_office(row["office"]) in HEADS:
            ours[row["country"]].append((_words(row), row))
    compared, differ = 0, []
    for _, row in rows("leaders.csv"):
        if row["to"].rstrip("?") < SINCE:
            continue
        compared += 1
        first, last = _month(row["from"]), _month(row["to"])
        words = {w for w in slug(row["name"]).split("-") if len(w) > 2}
        named = [r for w, r in ours[row["country"]] if w & words]
        told = f"{row['from']} to {row['to']}"
        then = [
            r for r in named
            if _month(r["from"]) <= last + 1
            and (not r["to"] or r["to"].endswith("?") or first <= _month(r["to"], True) + 1)
        ]  # fmt: skip
        if not then:
            differ.append(Difference("missing", row["country"], row["name"], told, ""))
            continue
        # REIGN counts the months in power: they may be a part of a longer term, or span two.
        covered = {
            m
            for r in then
            for m in range(
                _month(r["from"]) - 1,
                (_month(r["to"], True) + 2) if r["to"] and not r["to"].endswith("?") else last + 1,
            )
        }
        missed = [m for m in range(first, last + 1) if m not in covered]
        if missed:
            mine = "; ".join(f"{r['name']} {r['office']} {r['from']} to {r['to']}" for r in then)
            differ.append(Difference("dates", row["country"], row["name"], told, mine))
    return compared, differ


SINGLE = re.compile(
    r"(vice |deputy )?president|prime minister|premier|king|queen|emir|sultan|chancellor|pope|"
    r"(foreign|defence|finance|home|energy|oil|information) (minister|secretary)|supreme leader|"
    r"(treasury|commerce|home|energy) secretary|secretary of (state|defen[cs]e|homeland security)|"
    r"attorney general|emperor|"
    r"secretary-general|.* secretary.general|.* director.general|high commissioner for .*|"
    r"speaker of .*|national security adviser|(cia|fbi) director|chief of (the general |army )?staff|"
    r"chairman of the joint chiefs of staff|director of national intelligence|governor-general|"
    r"ambassador to .*|european (commission|council|parliament|central bank) president|"
    r"high representative|communist party general secretary|"
    r"(world bank|imf|au|african union) .*|chief executive|(?!.*deputy ).* press secretary"
)
"""Offices that one person at a time holds."""


def double_holders() -> list[str]:
    """Offices of one holder that two people hold for more than the day of a handover."""
    terms: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for _, row in rows("people.csv"):
        office = plain_office(row["office"])
        if not SINGLE.fullmatch(office):
            continue
        terms[row["country"], office].append((row["from"], row["to"] or "9999", row["name"]))
    found = []
    for (country, office), held in terms.items():
        for (_, end, one), (start, _, other) in pairwise(sorted(held)):
            until = end.rstrip("?")
            size = min(len(until), len(start))
            if start[:size] < until[:size] and one != other:
                found.append(f"{country} {office}: {one} to {end}, {other} from {start}")
    return found


def main(arguments: list[str]) -> int:
    """Print the comparison; returns 0."""
    compared, differ = agreement()
    for one in differ:
        print(*one, sep=" | ")
    bad = len({(d.country, d.name, d.reign) for d in differ})
    print(f"{compared} terms of REIGN since 1990, {1 - bad / compared:.3f} agree within a month")
    if "--holes" in arguments:
        print(*double_holders(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
