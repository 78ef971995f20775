"""Who is who: country, sector and coreference of the actors that a text mentions.

Two sets:

- **plv**: the sources and targets of `../shared/benchmarks/plv/dev.tsv` whose country is plain.
  Plain means: the phrase holds the name, demonym or town of exactly one country, as PETRARCH's
  `Phoenix.Countries.actors.txt` has them (the undated names of each country's first block, of four
  letters or more and of one country only), or the name of one of a few organisations (`BODIES`);
  no two parties joined by "and", not behind a preposition other than "of" ("refugees in Germany"),
  not before "-backed" and the like, not after "pro-" or "anti-". What this rule gets wrong was
  found by reading and stands, by row and side, in `benchmarks/gold/plv_not_plain.tsv` with the reason.
- **gold**: windows of `../shared/corpora` labelled by hand (`benchmarks/gold/README.md`), in two
  halves: `tune`, and `held`, which nobody looked at until its scores had been read too often. A third
  draw holds labels of pronouns and descriptions only, a fourth, a fifth and a sixth labels of names only;
  they may be looked at, and their figures stand apart. A seventh, `blind`, of names and of descriptions of political
  actors, may not: its faults are not printed.

The mention that answers for a phrase is the one that holds the phrase's head. A country is *right*,
*wrong* (another one is given, or one where there is none) or *open* (none is given, or no mention is
found). A sector is right when the first one given is among those that the labeller would accept.
A pronoun or description is right when its country is, and its name where both have one (names agree
when they share a word other than "party", or a word cut short: "Democrats", "the Fed"). The figures
that count are those of political actors (`POLITICAL`); the last set has private persons, firms,
workers and the like as well.

    python -m benchmarks.actors                 # the tables
    python -m benchmarks.actors faults [tune]   # each fault of PLV, or of all windows that may be looked at
    python -m benchmarks.actors agreement       # of the two labellers
"""

from __future__ import annotations

import csv
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.common import print_table, shared, spacys_own
from benchmarks.gold.sample_actors import GOLD, windows
from benchmarks.relate import _find
from dateline.records import Actor, Article, Span

if TYPE_CHECKING:
    from dateline.language.words import Doc

BODIES = {
    "United Nations": "UNO", "U.N.": "UNO", "UN": "UNO", "European Union": "EUR", "EU": "EUR",
    "European Commission": "EUR", "European Parliament": "EUR", "NATO": "IGO", "ASEAN": "IGO",
    "African Union": "IGO", "Arab League": "IGO", "OSCE": "IGO", "IMF": "IGO",
    "Organization of American States": "IGO", "Islamic State": "IMG", "South Sudan": "SSD",
    "South Sudanese": "SSD",
    "U.S.": "USA", "US": "USA", "UK": "GBR", "U.K.": "GBR", "UAE": "ARE",
}  # fmt: skip
BEHIND = "backed|born|led|linked|allied|aligned|sponsored|supported|funded|based|held|occupied|controlled|claimed"
# Who is a political actor: PLOVER's sectors of state, arms, parties and courts; a state as a whole has
# none ("-"). The others (firms, workers, patients, private persons …) are counted apart.
POLITICAL = frozenset("- GOV MIL REB OPP PTY COP JUD SPY LEG PRM UAF PRE ELI UNK".split())
# The half whose scores alone may be looked at.
UNSEEN = "blind"
BODIES_OF_STATES = frozenset(("UNO", "EUR", "IGO", "NGO", "IMG", "ISM"))
# Dependencies and renamed states, from Phoenix's codes to PLOVER's.
CODES = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "KSV": "KOS", "SER": "SRB", "WBG": "PSE"}


class Case(NamedTuple):
    """One phrase with what is expected and what came out."""

    where: str
    half: str
    kind: str
    words: str
    context: str
    countries: frozenset[str]
    first: str
    sectors: frozenset[str]
    name: str
    got: tuple[Actor, ...]

    @property
    def political(self) -> bool:
        """Whether it is a political actor: by its first sector, or a state or organisation as such."""
        return (
            self.first in POLITICAL or self.countries <= BODIES_OF_STATES and bool(self.countries)
        )

    @property
    def got_countries(self) -> frozenset[str]:
        """The countries given; a mention without one gives none."""
        return frozenset(a.country for a in self.got if a.country)

    @property
    def country(self) -> str:
        """`right`, `wrong` or `open`."""
        if not self.countries:
            return "wrong" if self.got_countries else "right"
        if not self.got_countries:
            return "open"
        return "right" if self.got_countries == self.countries else "wrong"

    @property
    def sector(self) -> bool:
        """Whether the first sector given is one that the labeller accepts."""
        if not self.got:
            return False
        return all((a.sectors[0] if a.sectors else "-") in self.sectors for a in self.got)

    @property
    def referent(self) -> str:
        """`right`, `wrong` or `open`: country, and name where the label and the mention have one."""
        if self.country != "right" or not self.countries:
            return self.country
        if self.first == "-" and len(self.got) == 1 and self.got[0].actor_id == self.got[0].country:
            return "right"  # a state as a whole, by whichever of its names
        names = {w for a in self.got for w in _words(f"{a.name or ''} {a.office or ''}")}
        wanted = _words(self.name)
        if (
            wanted
            and any(a.name for a in self.got)
            and len(self.got) == 1
            and not _meet(wanted, names)
        ):
            return "wrong"  # another one of the same country
        return "right"


def _words(name: str) -> set[str]:
    """The words of a name, cut short: "Democrats" are of the Democratic Party."""
    words = re.findall(r"\w+", name.casefold())
    return {w[:7] for w in words if len(w) > 1 and w not in ("the", "of", "party")}


def _meet(some: set[str], others: set[str]) -> bool:
    """Whether two names have a word in common, or one that is the other cut short ("the Fed")."""
    pairs = [(a, b) for a in some for b in others]
    return any(
        a == b or min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a)) for a, b in pairs
    )


@lru_cache(maxsize=1)
def plain_names() -> dict[str, str]:
    """Upper-case name → country, from PETRARCH's dictionary of countries."""
    found: dict[str, set[str]] = {}
    code, first = "", False
    text = shared("knowledge", "Phoenix.Countries.actors.txt").read_text("utf-8", "replace")
    for line in text.splitlines():
        line = line.partition("#")[0].partition(";")[0].strip()
        head = re.fullmatch(r"([^\[+]+?)\s*\[([A-Z]{3})\]", line)
        if head:
            code, first = head[2], True
            found.setdefault(head[1].strip("_ ").replace("_", " "), set()).add(code)
        elif line.startswith("+") and first:
            found.setdefault(line[1:].strip("_ ").replace("_", " "), set()).add(code)
        elif line:
            first = False
    single = {n: min(c) for n, c in found.items() if len(c) == 1 and len(n) > 3}
    return {name: CODES.get(code, code) for name, code in single.items()}


def plain_country(words: str) -> str | None:
    """The country of a phrase where it is plain (see the module's docstring)."""
    if " and " in words:
        return None
    hits: set[str] = set()
    tokens = list(re.finditer(r"(?:[A-Z]\.){2,}|[A-Z][\w’'.]*\w", words))
    taken = -1
    for n, token in enumerate(tokens):
        if n <= taken:
            continue
        for size in (4, 3, 2, 1):
            last = tokens[min(n + size, len(tokens)) - 1]
            name = re.sub(r"['’]s?$", "", words[token.start() : last.end()])
            code = BODIES.get(name) or plain_names().get(name.upper().replace("'", ""))
            if code is None and name.endswith("s"):
                code = plain_names().get(name[:-1].upper())
            if code is None:
                continue
            before, after = words[: token.start()], words[token.start() + len(name) :]
            if re.search(rf"^-(?:{BEHIND})", after) or re.search(r"(?i)\b(pro|anti)-$", before):
                return None
            if re.search(
                r"\b(?!of\b)(in|to|for|from|at|on|near|with|by|over|into|against)\b", before
            ):
                return None
            hits.add(code)
            taken = n + size - 1
            break
    return next(iter(hits)) if len(hits) == 1 else None


def answering(doc: Doc, actors: list[Actor], start: int, end: int) -> tuple[Actor, ...]:
    """The mention (several records where it is plural) that holds the head of `start` to `end`."""
    inside = [t for t in doc if t.idx < end and t.idx + len(t.text) > start and not t.is_space]
    if not inside:
        return ()
    first, last = inside[0].i, inside[-1].i
    roots = [t for t in inside if not first <= t.head.i <= last or t.head is t]
    # The owner in "its partners" is not who the partners are.
    own = len(inside) == 1
    others = [t for t in reversed(inside) if own or t.tag_ != "PRP$"]
    for root in [*reversed(roots), *others]:
        found = [a for a in actors if a.start <= root.idx < a.end]
        if found:
            best = min(found, key=lambda a: abs(a.start - start) + abs(a.end - end))
            return tuple(a for a in found if (a.start, a.end) == (best.start, best.end))
    return ()


def plv_cases(sample: int | None = None) -> Iterator[Case]:
    """Sources and targets of PLV dev whose country is plain."""
    from dateline.language import parse_article
    from dateline.mentions.actors import find_actors

    skip = set()
    for line in GOLD.with_name("plv_not_plain.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            number, side, _ = line.split("\t")
            skip.add((number, side))
    with shared("benchmarks", "plv", "dev.tsv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in table[: sample or None]:
        wanted = []
        for side in ("source", "target"):
            span = _find(row["sentence"], row["marked_sentence"], row[side], side[0])
            code = span and plain_country(row["sentence"][span.start : span.end])
            if span and code and (row["sentence_id"], side) not in skip:
                wanted.append((side, span, code))
        if not wanted:
            continue
        text = row["sentence"]
        article = Article(id="plv", text=text, paragraphs=[Span(0, len(text))])
        doc = parse_article(article)
        actors = find_actors(doc, article, places=True)
        for side, span, code in wanted:
            got = answering(doc, actors, *span)
            yield Case(
                f"{row['sentence_id']} {side}", "plv", "name", text[span.start : span.end],
                row["marked_sentence"], frozenset({code}), "-", frozenset(), "", got,
            )  # fmt: skip


def gold_rows() -> list[dict[str, Any]]:
    """The labelled windows, one line a window and labeller."""
    return [json.loads(line) for line in GOLD.read_text("utf-8").splitlines() if line]


def by_window() -> dict[int, list[dict[str, Any]]]:
    """The labels of each window, those of its first labeller first."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in gold_rows():
        found.setdefault(row["window"], []).append(row)
    return found


class Clock:
    """Seconds spent on parsing and on actors."""

    def __init__(self) -> None:
        self.parse = self.actors = 0.0


def gold_cases(clock: Clock | None = None) -> Iterator[Case]:
    """The labelled mentions; a window labelled twice counts once, by its first labeller."""
    from dateline.articles import article_from_prose
    from dateline.language import parse_article
    from dateline.mentions.actors import find_actors

    # By number and not by address: an address may stand for two versions of one article.
    texts = {w.number: w for w in windows()}
    for row, *_ in by_window().values():
        window = texts[row["window"]]
        # What follows the window cannot matter to it; long transcripts are cut there.
        text = window.text[: row["end"]]
        url = row["url"] if "//" in row["url"] else None
        article = article_from_prose(text, published=window.published or None, url=url)
        t0 = time.perf_counter()
        # What actors take is measured by what spaCy's own parse takes.
        with spacys_own() if clock is not None else nullcontext():
            doc = parse_article(article)
        t1 = time.perf_counter()
        actors = find_actors(doc, article)
        if clock is not None:
            clock.parse += t1 - t0
            clock.actors += time.perf_counter() - t1
        for m in row["mentions"]:
            start, end = m["start"], m["end"]
            yield Case(
                f"{row['window']} {row['corpus']}", row["half"], m["kind"], text[start:end],
                re.sub(r"\s+", " ", f"{text[max(0, start - 90) : start]}[[{text[start:end]}]]"
                                    f"{text[end : end + 60]}"),
                frozenset(c for c in m["countries"] if c and c != "-"),
                m["sectors"][0], frozenset(m["sectors"]), m["name"], answering(doc, actors, start, end),
            )  # fmt: skip


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def figures(cases: list[Case], prefix: str) -> dict[str, float]:
    """Shares of one set of mentions with names."""
    known = [c for c in cases if c.countries]
    return {
        f"{prefix}.mentions": len(cases),
        f"{prefix}.country right": _share(sum(c.country == "right" for c in known), len(known)),
        f"{prefix}.country wrong": _share(sum(c.country == "wrong" for c in cases), len(cases)),
        f"{prefix}.sector right": _share(sum(c.sector for c in cases if c.sectors), len(cases)),
    }


def coreference(cases: list[Case], prefix: str) -> dict[str, float]:
    """Shares of one set of pronouns and descriptions."""
    known = [c for c in cases if c.countries]
    return {
        f"{prefix}.mentions": len(cases),
        f"{prefix}.right": _share(sum(c.referent == "right" for c in known), len(known)),
        f"{prefix}.wrong": _share(sum(c.referent == "wrong" for c in cases), len(cases)),
    }


def groups(cases: list[Case]) -> dict[str, list[Case]]:
    """The labelled mentions by half and whole, political actors and all; the later draws each by itself."""
    political = [c for c in cases if c.political]
    return {
        "tune": [c for c in political if c.half == "tune"],
        "held": [c for c in political if c.half == "held"],
        "gold": [c for c in political if c.half in ("tune", "held")],
        "gold, private too": [c for c in cases if c.half in ("tune", "held")],
        "fourth": [c for c in political if c.half == "fourth"],
        "fifth": [c for c in political if c.half == "fifth"],
        "sixth": [c for c in political if c.half == "sixth"],
        UNSEEN: [c for c in political if c.half == UNSEEN],
        "third": [c for c in political if c.half == "third"],
    }


def run(sample: int | None = None) -> dict[str, float]:
    """All figures by name; `sample` rows of PLV (the labelled windows are always all read)."""
    clock = Clock()
    result = figures(list(plv_cases(sample)), "plv")
    del result["plv.sector right"]
    labelled = list(gold_cases(clock))
    for group, mine in groups(labelled).items():
        names = [c for c in mine if c.kind == "name"]
        result |= figures(names, group)
        for kind in ("description", "pronoun"):
            result |= coreference([c for c in mine if c.kind == kind], f"{group} {kind}s")
        result |= coreference([c for c in mine if c.kind != "name"], f"{group} coreference")
    result["time of parse"] = _share(round(clock.actors * 1e6), round(clock.parse * 1e6))
    return result


def agreement(rows: Iterable[list[dict[str, Any]]]) -> dict[str, float]:
    """How far the two labellers agree on those of some windows that both have read."""
    counts: Counter[str] = Counter()
    for both in (r for r in rows if len(r) == 2):
        a, b = ([(m["start"], m["end"], m) for m in r["mentions"]] for r in both)
        counts["mentions"] += len(a) + len(b)
        for start, end, one in a:
            other = next(
                (m for s, e, m in b if s < end and start < e and (s, e) == (start, end)), None
            )
            other = other or next((m for s, e, m in b if s < end and start < e), None)
            if other is None:
                continue
            counts["shared"] += 1
            counts["country"] += set(one["countries"]) == set(other["countries"])
            counts["sector"] += bool(set(one["sectors"]) & set(other["sectors"]))
            counts["first"] += one["sectors"][0] == other["sectors"][0]
    return {
        "mentions": counts["shared"],
        "mentions that both have": _share(2 * counts["shared"], counts["mentions"]),
        "same country": _share(counts["country"], counts["shared"]),
        "sectors in common": _share(counts["sector"], counts["shared"]),
        "same first sector": _share(counts["first"], counts["shared"]),
    }


def _print_agreement() -> None:
    twice = by_window().values()
    first = agreement(r for r in twice if r[0]["half"] != UNSEEN)
    unseen = agreement(r for r in twice if r[0]["half"] == UNSEEN)
    # Its second labeller was given the phrases.
    del unseen["mentions that both have"]
    print_table(
        "Agreement of two labellers",
        ["what", "first draws", UNSEEN],
        [(what, share, unseen.get(what, "–")) for what, share in first.items()],
    )


def _fault(case: Case) -> str:
    got = "; ".join(
        f"{a.text!r} {a.country} {','.join(a.sectors)} {a.name} ({a.resolved_by})" for a in case.got
    )
    want = f"{','.join(sorted(case.countries)) or '-'} {','.join(sorted(case.sectors))} {case.name}"
    return f"{case.where} {case.kind} | {case.context}\n    want {want} | got {got or 'nothing'}"


def _print_faults(half: str) -> None:
    cases = plv_cases() if half == "plv" else (c for c in gold_cases() if c.half != UNSEEN)
    for case in cases:
        if half == "tune" and not case.political:
            continue
        if half == "plv" or case.kind == "name":
            bad = case.country != "right" or (bool(case.sectors) and not case.sector)
            label = f"{case.country.upper()} {'' if case.sector or half == 'plv' else 'SECTOR'}"
        else:
            bad, label = case.referent != "right", case.referent.upper()
        if bad:
            print(label, _fault(case))


def main() -> None:
    """Prints the tables, the faults, or the agreement of the labellers."""
    if "faults" in sys.argv:
        if UNSEEN in sys.argv:
            print(
                f"the faults of `{UNSEEN}` are not for looking at, only its figures",
                file=sys.stderr,
            )
            sys.exit(2)
        _print_faults("tune" if "tune" in sys.argv else "plv")
        return
    if "agreement" in sys.argv:
        _print_agreement()
        return
    found = run()
    sets = list(groups([]))
    rows = [
        (n, int(found[f"{n}.mentions"]), found[f"{n}.country right"], found[f"{n}.country wrong"],
         found.get(f"{n}.sector right", "–"))
        for n in ("plv", *sets) if found[f"{n}.mentions"]
    ]  # fmt: skip
    print_table("Names: share of", ["set", "mentions", "country", "wrong", "sector"], rows)
    back = [
        (n, int(found[f"{n}.mentions"]), found[f"{n}.right"], found[f"{n}.wrong"])
        for group in sets
        for n in (f"{group} descriptions", f"{group} pronouns", f"{group} coreference")
        if found[f"{n}.mentions"]
    ]
    print_table("Pronouns and descriptions: share of", ["set", "mentions", "right", "wrong"], back)
    print(f"actors took {found['time of parse']:.3f} of the time of the parse")


if __name__ == "__main__":
    main()
