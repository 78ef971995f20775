"""The blocks of an actors' dictionary: names, synonyms and codes, each name in one block only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dateline import limits
from dateline.knowledge.folding import fold
from dateline.knowledge.petrarch.dated import Code, read_code
from dateline.knowledge.petrarch.lines import CODE, MAX_NAMES, Told, uncommented

_SMALL = frozenset(
    "of the and for in on to de da do dos du del al el la le bin ibn von van y".split()
)


class Entry:
    """One block: names, codes, and where it begins."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.names: list[str] = []
        self.codes: list[Code] = []
        self.faulty = False


def read_entries(path: Path, told: Told) -> Iterator[Entry]:
    entry: Entry | None = None
    count = 0
    for number, text in uncommented(path, told):
        where = f"{path}:{number}"
        head, bracket, tail = text.partition("[")
        name = head.strip()
        if "]" in head:
            told.at(f"a bracket in {name[:60]!r}", where, "take it out")
            continue
        if name:
            synonym = name.startswith("+")
            spelled = _name(name.lstrip("+"), where, told)
            if synonym and entry is None:
                told.at("a synonym before any name", where, "put the name it belongs to before it")
            elif not synonym:
                if entry is not None:
                    yield entry
                entry = Entry(where)
                entry.faulty = not spelled
            if entry is not None and spelled:
                entry.names.append(spelled)
                count += 1
                if count > MAX_NAMES:
                    told.at(
                        f"more than {MAX_NAMES:,} names: from here on none is read",
                        where,
                        "split the file",
                    )
                    break
        if bracket:
            _add_codes(entry, bracket + tail, where, told)
    if entry is not None:
        yield entry


def _name(raw: str, where: str, told: Told) -> str:
    """A name as it is written in English: "AFGHAN_NATIONAL_ARMY_" is "Afghan National Army"."""
    name = " ".join(raw.replace("_", " ").split())
    if not any(c.isalpha() for c in name) or not name.isprintable():
        told.at(f"{raw[:60]!r} is no name", where, "a name has letters, and no control characters")
        return ""
    if len(name) > limits.MAX_NAME_CHARS:
        told.at(f"a name of {len(name):,} characters", where, f"at most {limits.MAX_NAME_CHARS}")
        return ""
    if "+" in name or "\t" in raw:
        told.at(f"{name[:60]!r} holds two entries", where, "one name a line")
        return ""
    return _spelled(name) if name.upper() == name else name


def _spelled(name: str) -> str:
    words = name.split(" ")
    if len(words) == 1 and len(name) <= 4:
        return name
    out = []
    for n, word in enumerate(words):
        low = word.lower()
        if n and low in _SMALL:
            out.append(low)
        elif "." in word[:-1] or (len(word) <= 4 and not re.search("[AEIOUY]", word)):
            out.append(word)
        else:
            out.append(
                re.sub(r"(^[a-z]'|^|[-(/.])([^\W\d_])", lambda m: m[1].upper() + m[2].upper(), low)
            )
    return " ".join(out)


def _add_codes(entry: Entry | None, text: str, where: str, told: Told) -> None:
    found = CODE.findall(text)
    rest = CODE.sub("", text).strip()
    if rest.startswith("["):
        told.at("a code that is not closed", where, "end it with ]")
        if entry is not None:
            entry.faulty = True
    elif rest:
        told.at(f"{rest[:40]!r} after the code", where, "begin comments with # or ;")
    if entry is None:
        told.at("a code before any name", where, "put the name before it")
        return
    for inside in found:
        code = read_code(inside, where, told)
        if code is None:
            entry.faulty = True
        else:
            entry.codes.append(code)


def settle(entry: Entry, taken: dict[str, Entry], told: Told) -> bool:
    """Whether the entry stays one of its own; its names that are another's are taken out."""
    if not entry.names:
        return False
    if not entry.codes:
        if not entry.faulty:
            told.at(
                f"{entry.names[0]!r} has no code",
                entry.where,
                "add [CODE], or + before it where it is a synonym",
            )
        return False
    first = taken.get(fold(entry.names[0]).upper())
    roots = {c.code[:3] for c in entry.codes}
    names: dict[str, str] = {}
    for name in entry.names:
        key = fold(name).upper()
        other = taken.get(key)
        if other is not None and other is not first:
            if {c.code for c in other.codes} != {c.code for c in entry.codes}:
                _two(name, entry, other, told)
            continue
        names.setdefault(key, name)
    if first is not None:
        # The same name again: more offices of one person, unless it is of another country.
        if {c.code[:3] for c in first.codes} != roots:
            _two(entry.names[0], entry, first, told)
            return False
        first.codes.extend(c for c in entry.codes if _new(c, first.codes))
        first.names.extend(n for k, n in names.items() if k not in taken)
        taken.update(dict.fromkeys(names, first))
        entry.codes = []
        return False
    entry.names = list(names.values())
    taken.update(dict.fromkeys(names, entry))
    return bool(names)


def _new(code: Code, known: list[Code]) -> bool:
    return all(code[:3] != k[:3] for k in known)


def _two(name: str, entry: Entry, other: Entry, told: Told) -> None:
    line = other.where.rpartition(":")[2]
    codes_of = "/".join(dict.fromkeys(c.code for c in entry.codes[:3]))
    told.at(
        f"{name!r} [{codes_of}] has another code in line {line}",
        entry.where,
        "leave the name to one of them",
    )
