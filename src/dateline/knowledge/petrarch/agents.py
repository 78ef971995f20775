"""An agents' dictionary as rows of a user's table."""

from __future__ import annotations

import re
from pathlib import Path

from dateline import limits
from dateline.knowledge.context import current
from dateline.knowledge.petrarch.cameo import agent_sectors
from dateline.knowledge.petrarch.known import is_known_agent
from dateline.knowledge.petrarch.lines import MAX_NAMES, Import, Told, by_line, uncommented

_SET = re.compile(r"^\s*(![^!\s]+!)\s*=\s*(.+)$")
_AGENT = re.compile(r"^(.*?)\s*(\{[^}]*\})?\s*\[([^\]]*)\]\s*$")
_PERSON_ENDS = ("er", "or", "ist", "man", "woman", "men", "women", "person", "ant", "ian", "chief")


def read_agents(path: Path, told: Told, keep_known: bool) -> Import:
    sets: dict[str, list[str]] = {}
    phrases: dict[str, tuple[str, str]] = {}
    order: dict[tuple[str, str, str], list[str]] = {}
    entries = used = repeated = names = known = 0
    for number, text in uncommented(path, told):
        where = f"{path}:{number}"
        defined = _SET.match(text)
        if defined:
            sets[defined[1].upper()] = [w.strip() for w in defined[2].split(",") if w.strip()]
            continue
        entries += 1
        match = _AGENT.match(text.strip())
        if match is None:
            cure = "write NOUN {PLURAL} [~CODE]"
            told.at(
                "a code that is not closed"
                if "[" in text
                else f"{text.strip()[:60]!r} has no code",
                where,
                cure,
            )
            continue
        sectors = agent_sectors(match[3], where, told)
        if not sectors:
            continue
        plural = (match[2] or "{}").strip("{} ")
        made = []
        for raw in (match[1], plural):
            if raw:
                made += _expanded(raw, sets, where, told)
        fresh = []
        for phrase in dict.fromkeys(made):
            other = phrases.get(phrase)
            if other is not None and other[0] != sectors:
                told.at(f"{phrase!r} has another code in line {other[1]}", where, "keep one")
            elif other is None:
                phrases[phrase] = (sectors, str(number))
                if not keep_known and is_known_agent(phrase, sectors):
                    known += 1
                else:
                    fresh.append(phrase)
        if fresh:
            used += 1
            names += len(fresh)
            order[sectors, where, match[3].strip()] = fresh
        elif made:
            repeated += 1
        if names > MAX_NAMES:
            told.at(
                f"more than {MAX_NAMES:,} nouns: from here on none is read", where, "split the file"
            )
            break
    rows = tuple(
        {
            "phrase": ";".join(found),
            "sectors": sectors,
            "kind": _agent_kind(found[0]),
            "note": f"[{code}] {Path(where).name}",
        }
        for (sectors, where, code), found in order.items()
    )
    return Import(path, True, rows, entries, used, repeated, names, known, by_line(told))


def _expanded(raw: str, sets: dict[str, list[str]], where: str, told: Told) -> list[str]:
    """A phrase with each of its `!SETS!` filled in, in lower case."""
    found = [raw]
    for name in re.findall(r"![^!\s]+!", raw):
        words = sets.get(name.upper())
        if words is None:
            told.at(f"{name} is not defined", where, f"add {name} = WORD, WORD before it")
            return []
        found = [f.replace(name, w, 1) for f in found for w in words]
    phrases = []
    for text in found:
        phrase = " ".join(text.replace("_", " ").split()).lower()
        if not any(c.isalpha() for c in phrase) or len(phrase) > limits.MAX_NAME_CHARS:
            told.at(f"{raw[:60]!r} is no noun", where, "write letters and _")
            return []
        phrases.append(phrase.replace(";", " "))
    return phrases


def _agent_kind(phrase: str) -> str:
    words = phrase.split()
    known = current().agent_ending(words[-1], words[:-1])
    if known is not None:
        return known.kind
    return "person" if words[-1].endswith(_PERSON_ENDS) else "people"
