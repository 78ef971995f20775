"""Read actor and agent dictionaries of TABARI, PETRARCH and Phoenix into a user's own table.

An actor is a name, synonyms after `+`, and codes in brackets, each with the days that it holds:

    JANE_DOE_
    +DOE,_JANE
        [KENELI 910101-021230]
        [KENGOV >021230]

An agent is a noun with the role that it adds to a country: `!MINIST!_OF_HEALTH {} [~GOV]`.
CAMEO's codes become PLOVER's country and sectors (`codes.plover_actor`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import IO, NamedTuple

from dateline import limits
from dateline.errors import TableError
from dateline.knowledge import codes
from dateline.knowledge.agents import words_of
from dateline.knowledge.context import current
from dateline.knowledge.folding import fold
from dateline.knowledge.layers import Named
from dateline.knowledge.rows import Line, lines
from dateline.knowledge.tables import slug
from dateline.knowledge.user_tables import ACTOR_COLUMNS, AGENT_COLUMNS, KINDS

MAX_NAMES = 500_000
"""Names past this many are not read from one file."""

MAX_PROBLEMS = 10_000

_ENCODINGS = ("utf-8", "latin-1")
_NO_ACTOR = frozenset(("---", "+++", "###"))
# Regions of CAMEO (and INT, international): PLOVER codes no such actor.
_REGIONS = frozenset(
    "AFR ASA BLK CRB CAU CFR CAS CEU EIN EAF EEU EUR LAM MEA MDT NAF NMR PGS SCN SAM SAS SEA SAF "
    "WAF WST WEU INT".split()
)
_RELIGIONS = frozenset("BUD CHR CTH HIN JEW MOS MUS PRO SHI SIK SUN BAH CPT REL".split())
_CIVIL = frozenset("HRI DEV ENV".split())
_CODE = re.compile(r"\[([^\[\]]*)\]")
_PARTS = re.compile(r"([A-Za-z0-9+#/~-]*?)\s*(?:([<>])\s*(\d+)|(?<!\d)(\d+)\s*-\s*(\d+)|)\s*")
_COMMENT = re.compile(r"<!\s*--.*?--\s*>|<!\s*--.*$")
_SMALL = frozenset(
    "of the and for in on to de da do dos du del al el la le bin ibn von van y".split()
)
_PIVOT = 30


class Import(NamedTuple):
    """What one dictionary gave: rows of a user's table, and the lines that could not be used.

    `agents` says whose columns the rows have; `names` counts names and synonyms, `entries` the
    blocks of the dictionary, `used` those that gave at least one row, `repeated` those that say
    what another or Dateline had said, `known` the names left out as Dateline has them.
    """

    source: Path
    agents: bool
    rows: tuple[dict[str, str], ...]
    entries: int
    used: int
    repeated: int
    names: int
    known: int
    problems: tuple[TableError, ...]


class _Code(NamedTuple):
    code: str
    since: str
    until: str
    where: str


class _Entry:
    """One block: names, codes, and where it begins."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.names: list[str] = []
        self.codes: list[_Code] = []
        self.faulty = False


class _Told(list[TableError]):
    def tell(self, problem: TableError) -> None:
        if len(self) < MAX_PROBLEMS:
            self.append(problem)

    def at(self, what: str, where: str, cure: str) -> None:
        self.tell(TableError(what, where=where, cure=cure))


def read_dictionary(path: Path, agents: bool | None = None, keep_known: bool = False) -> Import:
    """Read one dictionary; `agents` None tells the two kinds apart by `~` in the codes.

    Names that Dateline's tables have already with the same country and sectors are left out (its
    rows have offices and kinds that a dictionary lacks), unless `keep_known`.
    Never raises for what the file holds: lines that cannot be used are in `problems`.
    """
    told = _Told()
    if agents is None:
        agents = _holds_agents(path)
    return _read_agents(path, told, keep_known) if agents else _read_actors(path, told, keep_known)


def _holds_agents(path: Path) -> bool:
    with_tilde = without = 0
    for line in lines(path, lambda _: None, encodings=_ENCODINGS):
        for code in _CODE.findall(line.text.split("#")[0]):
            if "~" in code:
                with_tilde += 1
            else:
                without += 1
        if with_tilde + without > 200:
            break
    return with_tilde > without


def _read_actors(path: Path, told: _Told, keep_known: bool) -> Import:
    entries = list(_entries(path, told))
    rows: list[dict[str, str]] = []
    used = names = 0
    taken: dict[str, _Entry] = {}
    kept: list[_Entry] = []
    repeated = 0
    for entry in entries:
        before = len(told)
        if _settle(entry, taken, told):
            kept.append(entry)
        elif len(told) == before and not entry.faulty:
            repeated += 1
    known = 0
    ours = {} if keep_known else _ours()
    for entry in kept:
        named = list(entry.names)
        whole = _leave_known(entry, ours)
        known += len(named) if whole else sum(n not in entry.names for n in named)
        if whole:
            repeated += 1
            continue
        made = _actor_rows(entry, told)
        rows.extend(made)
        used += bool(made)
        names += len(entry.names) if made else 0
    return Import(
        path, False, tuple(rows), len(entries), used, repeated, names, known, _by_line(told)
    )


def _ours() -> dict[str, Named]:
    """The names of Dateline's tables, as they are compared with a dictionary's."""
    return {slug(name): named for name, named in current().names.items()}


def _leave_known(entry: _Entry, ours: Mapping[str, Named]) -> bool:
    """Take the names out that Dateline has with the same codes; True where none is left.

    Where some are left, they are joined to the name that Dateline has.
    """
    if not ours:
        return False
    read = [codes.plover_actor(c.code) for c in entry.codes if len(c.code) % 3 == 0]
    first = _same(ours.get(slug(entry.names[0])), read)
    left = [n for n in entry.names if _same(ours.get(slug(n)), read) is None]
    if not left:
        return True
    entry.names = [first, *left] if first is not None else left
    return False


def _same(named: Named | None, read: Sequence[codes.CameoActor]) -> str | None:
    """The name that Dateline has for somebody with one of these codes, or None."""
    if named is None:
        return None
    if named.person is not None:
        lands = {t.country for t in named.person.terms}
        return named.person.name if any(c.country in lands for c in read) else None
    for entity in (named.entity, *named.others):
        for code in read if entity is not None else ():
            assert entity is not None
            if entity.country == code.country and set(code.sectors) <= set(entity.sectors):
                return entity.name
    return None


def _by_line(told: _Told) -> tuple[TableError, ...]:
    def key(problem: TableError) -> tuple[int, str]:
        number = (problem.where or "").rpartition(":")[2]
        return (int(number) if number.isdigit() else 0, problem.what)

    return tuple(sorted(told, key=key))


def _entries(path: Path, told: _Told) -> Iterator[_Entry]:
    entry: _Entry | None = None
    count = 0
    for number, text in _uncommented(path, told):
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
                entry = _Entry(where)
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


def _uncommented(path: Path, told: _Told) -> Iterator[Line]:
    """The lines that say something, without comments (`#`, `;`, `<!-- -->` over several lines)."""
    inside = False
    for number, text in lines(path, told.tell, encodings=_ENCODINGS):
        if inside:
            _, end, text = text.partition("-->")
            if not end:
                continue
            inside = False
        if "<!" in text:
            inside = bool(re.search(r"<!\s*--(?!.*--\s*>)", text))
            text = _COMMENT.sub("", text)
        text = re.split(r"[#;]", text, maxsplit=1)[0] if "[###" not in text else text
        if text.strip():
            yield Line(number, text)


def _name(raw: str, where: str, told: _Told) -> str:
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


def _add_codes(entry: _Entry | None, text: str, where: str, told: _Told) -> None:
    found = _CODE.findall(text)
    rest = _CODE.sub("", text).strip()
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
        code = _code(inside, where, told)
        if code is None:
            entry.faulty = True
        else:
            entry.codes.append(code)


def _code(inside: str, where: str, told: _Told) -> _Code | None:
    match = _PARTS.fullmatch(inside.strip())
    if match is None or not match[1]:
        told.at(
            f"[{inside[:40]}] cannot be read",
            where,
            "write [CODE], [CODE <yymmdd], [CODE >yymmdd] or [CODE yymmdd-yymmdd]",
        )
        return None
    code, sign, one, first, last = match.groups()
    days = {}
    for label, digits in (("one", one), ("first", first), ("last", last)):
        days[label] = _day(digits) if digits else ""
        if digits and not days[label]:
            told.at(
                f"date {digits[:20]} in [{inside[:40]}] cannot be read",
                where,
                "write yymmdd, yyyymmdd or yyyyddd",
            )
            return None
    since = days["one"] if sign == ">" else days["first"]
    until = _day_before(days["one"]) if sign == "<" else days["last"]
    if since and until and until < since[: len(until)]:
        told.at(f"[{inside[:40]}] ends before it begins", where, "swap the dates")
        return None
    return _Code(code.upper(), since, until, where)


def _day(digits: str) -> str:
    """An ISO date, cut to the month or year where the rest is no date; empty for no date."""
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) >= _PIVOT else "20") + digits
    year = digits[:4]
    if not "1000" <= year <= "2100":
        return ""
    if len(digits) == 4:
        return year
    if len(digits) == 7:
        day = int(digits[4:])
        if not 1 <= day <= 366:
            return ""
        return (date(int(year), 1, 1) + timedelta(day - 1)).isoformat()
    if len(digits) != 8:
        return ""
    try:
        return date(int(year), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        month = int(digits[4:6])
        return f"{year}-{month:02}" if 1 <= month <= 12 else year if month == 0 else ""


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(1)).isoformat() if len(day) == 10 else day


def _settle(entry: _Entry, taken: dict[str, _Entry], told: _Told) -> bool:
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


def _new(code: _Code, known: list[_Code]) -> bool:
    return all(code[:3] != k[:3] for k in known)


def _two(name: str, entry: _Entry, other: _Entry, told: _Told) -> None:
    line = other.where.rpartition(":")[2]
    codes_of = "/".join(dict.fromkeys(c.code for c in entry.codes[:3]))
    told.at(
        f"{name!r} [{codes_of}] has another code in line {line}",
        entry.where,
        "leave the name to one of them",
    )


class _Read(NamedTuple):
    country: str
    sectors: tuple[str, ...]
    custom: bool


def _plover(code: _Code, told: _Told) -> _Read | None:
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
        if any(g in _RELIGIONS for g in groups):
            more.append("REL")
        elif any(g in _CIVIL for g in groups):
            more.append("SOC")
    root = text[:3]
    custom = False
    if country is None and root in rest and root not in _REGIONS | _RELIGIONS | _CIVIL:
        if root != "UIS":
            country, custom = root, True
    if not country and not more:
        told.at(f"[{text}] is a region, and no actor of PLOVER's", code.where, "name a country")
        return None
    return _Read(country or "", tuple(more), custom)


def _actor_rows(entry: _Entry, told: _Told) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    real = [c for c in entry.codes if c.code not in _NO_ACTOR]
    read = [(c, r) for c in real if (r := _plover(c, told)) is not None]
    if not real and any(not (c.since or c.until) for c in entry.codes):
        return [_row(entry, None, _Read("", (), False), "block", True)]
    dated = any(c.since or c.until for c in entry.codes)
    elite = any("ELI" in r.sectors for _, r in read)
    for code, who in _joined(read):
        kind = _kind(entry.names[0], who, dated or elite)
        rows.append(_row(entry, code, who, kind, not rows))
    if rows and "person" in (kinds := {r["kind"] for r in rows}) and len(kinds) > 1:
        for row in rows:
            row["kind"] = "person"
    return rows


def _joined(read: list[tuple[_Code, _Read]]) -> list[tuple[_Code, _Read]]:
    """One for each span of days and country: two codes of one time give the sectors of both."""
    found: dict[tuple[str, str, str], tuple[_Code, _Read]] = {}
    for code, who in read:
        key = (code.since, code.until, who.country)
        if key in found:
            first, old = found[key]
            both = tuple(dict.fromkeys((*old.sectors, *who.sectors)))
            found[key] = (first, old._replace(sectors=both))
        else:
            found[key] = (code, who)
    return list(found.values())


def _kind(name: str, who: _Read, dated: bool) -> str:
    """What Dateline's tables say the name is, else a guess from the code and its dates."""
    known = current().get(fold(name))
    if known is not None and known.person is not None:
        return "person"
    entity = known.entity if known is not None else None
    if entity is not None and entity.kind in KINDS and entity.country == who.country:
        return entity.kind
    if (
        not who.sectors
        and len(who.country) == 3
        and who.country not in ("IGO", "UNO", "EUR", "NGO", "MNC", "IMG", "ISM")
    ):
        return "state" if not who.custom else "body"
    return "person" if dated else ""


def _row(entry: _Entry, code: _Code | None, who: _Read, kind: str, first: bool) -> dict[str, str]:
    row = dict.fromkeys(ACTOR_COLUMNS, "")
    row["name"] = entry.names[0]
    row["aliases"] = ";".join(n.replace(";", " ") for n in entry.names[1:]) if first else ""
    row["country"], row["sectors"], row["kind"] = who.country, ";".join(who.sectors), kind
    row["custom"] = "yes" if who.custom else ""
    row["case"] = "any"
    where = code.where if code else entry.where
    row["note"] = f"[{code.code if code else '---'}] {Path(where).name}"
    if code is not None:
        row["from"], row["to"] = code.since, code.until
    return row


_SET = re.compile(r"^\s*(![^!\s]+!)\s*=\s*(.+)$")
_AGENT = re.compile(r"^(.*?)\s*(\{[^}]*\})?\s*\[([^\]]*)\]\s*$")


def _read_agents(path: Path, told: _Told, keep_known: bool) -> Import:
    sets: dict[str, list[str]] = {}
    phrases: dict[str, tuple[str, str]] = {}
    order: dict[tuple[str, str, str], list[str]] = {}
    entries = used = repeated = names = known = 0
    for number, text in _uncommented(path, told):
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
        sectors = _agent_sectors(match[3], where, told)
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
                if not keep_known and _known_agent(phrase, sectors):
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
    return Import(path, True, rows, entries, used, repeated, names, known, _by_line(told))


def _expanded(raw: str, sets: dict[str, list[str]], where: str, told: _Told) -> list[str]:
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


def _agent_sectors(code: str, where: str, told: _Told) -> str:
    text = code.strip().upper()
    groups = text.replace("~", "").strip()
    if "~" not in text or len(groups) % 3 or not groups.isalnum():
        told.at(f"[{code[:40]}] is no role", where, "write [~CODE]")
        return ""
    each = [groups[k : k + 3] for k in range(0, len(groups), 3)]
    country, sectors, _ = codes.plover_actor(
        "".join(g for g in each if g not in _RELIGIONS | _CIVIL)
    )
    found = list(sectors)
    if country in ("NGO", "IGO", "MNC") and country not in found:
        found.insert(0, country)
    if not found and any(g in _RELIGIONS for g in each):
        found = ["REL"]
    elif not found and any(g in _CIVIL for g in each):
        found = ["SOC"]
    if not found:
        told.at(f"[{code[:40]}] has no sector of PLOVER's", where, "name one of its sectors")
    return ";".join(found)


_PERSON_ENDS = ("er", "or", "ist", "man", "woman", "men", "women", "person", "ant", "ian", "chief")


def _known_agent(phrase: str, sectors: str) -> bool:
    """Whether Dateline has this very phrase with these sectors."""
    words = words_of(phrase)
    ours = current().agent_ending(words[-1], words[:-1])
    return ours is not None and ours.words == words and ";".join(ours.sectors) == sectors


def _agent_kind(phrase: str) -> str:
    words = phrase.split()
    known = current().agent_ending(words[-1], words[:-1])
    if known is not None:
        return known.kind
    return "person" if words[-1].endswith(_PERSON_ENDS) else "people"


def write_table(made: Import, out: IO[str]) -> None:
    """Write the rows as a user's table, which `Reader(tables=…)` reads."""
    columns = AGENT_COLUMNS if made.agents else ACTOR_COLUMNS
    out.write(
        f"# From {made.source.name} by dateline actors import-petrarch; CAMEO codes read as PLOVER's.\n"
    )
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(made.rows)


def table_name(source: Path, agents: bool) -> str:
    """The file name of the table made from a dictionary: "actors-phoenix-countries.csv"."""
    kind = "agents" if agents else "actors"
    words = [w for w in re.split(r"[^a-z0-9]+", source.name.lower()) if w]
    words = [w for w in words if w not in ("txt", "actors", "agents", "actor", "agent")]
    return f"{kind}-{'-'.join(words) or 'petrarch'}.csv"
