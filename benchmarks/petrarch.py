"""Source and target the right way round, with a dictionary of the user's own.

PETRARCH's unit-test records (`../shared/benchmarks/petrarch`, MIT): 284 sentences with the parties
that its authors expect. Their codes of events are WEIS and invented ones, so the type is not looked
at; their actors (Gondor, Gollum) are known from nowhere but their validation dictionaries, which
are imported by `dateline.actors.import_petrarch` and read as a user's tables. The verbs of their
validation dictionary ("renew", "act", "contribute") become rows of a user's lexicon, all of one type
and with the same slots: the subject is the source, whoever stands in the object, in a preposition
or in a clause below is the target. They stand back where a row of ours matches (`fallback`).

A record counts when it expects at least one pair in which both parties have a code that stands in the
dictionaries; with pairs in
both directions (a meeting) either will do, for Dateline lists both as sources. Each record has one
outcome:

- **right**: every expected pair comes out, in one row or in several, source and target the right way
  round; in a reciprocal row both are sources.
- **part**: some pairs come out right, others do not (of four welcoming states three are found).
- **reversed**: a pair comes out the wrong way round, and none right.
- **one side**: a row has one of the two in its place, and not the other.
- **other**: rows come out, but with neither party in its place.
- **no row**.

`right` divides by all records that count, so a record without a row is not right. With `ours` the
same is measured without their verbs.

    python -m benchmarks.petrarch              # the table
    python -m benchmarks.petrarch faults       # each record that is not right
    python -m benchmarks.petrarch faults ours  # the same without their verbs
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.common import print_table, shared
from dateline.actors import import_petrarch
from dateline.knowledge.petrarch.cameo import plover
from dateline.knowledge.petrarch.dated import Code
from dateline.knowledge.petrarch.lines import Told
from dateline.reader import Reader
from dateline.records import Actor, Article, Event, Span

RECORDS = "PETR.UnitTest.records.xml"
DICTIONARIES = ("PETR.Validate.actors.txt", "PETR.Validate.agents.txt")
VERBS = "PETR.Validate.verbs.txt"
VERB = re.compile(r"^([A-Z][A-Z_+]*)(?=\s*(?:[\[{#]|$))", re.MULTILINE)
AUXILIARIES = frozenset({"has", "have"})
PREPOSITIONS = "with to on against of about from toward towards for at in into near over by"
OUTCOMES = ("right", "part", "reversed", "one side", "other", "no row")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
SENTENCE = re.compile(r"<Sentence (.*?)>(.*?)</Sentence>", re.DOTALL)
CODING = re.compile(r"<EventCoding\b(.*?)>", re.DOTALL)
TEXT = re.compile(r"<Text>(.*?)</Text>", re.DOTALL)


class Party(NamedTuple):
    """A code as the import reads it: PLOVER's country and every group of three letters that may
    be one (an NGO of Arnor is PLOVER's NGO or its land's), and the sectors."""

    countries: frozenset[str]
    sectors: frozenset[str]


class Pair(NamedTuple):
    """Source and target that a record expects."""

    source: Party
    target: Party


class Record(NamedTuple):
    """One sentence of the file with the pairs that it expects."""

    id: str
    day: str
    text: str
    pairs: tuple[Pair, ...]


class Case(NamedTuple):
    """A record, what came of it, and the rows."""

    record: Record
    outcome: str
    events: tuple[Event, ...]


def records() -> list[Record]:
    """The records that expect at least one pair with two codes."""
    text = shared("benchmarks", "petrarch", RECORDS).read_text(encoding="utf-8")
    one, several = _named_actors()
    found = []
    for head, body in SENTENCE.findall(COMMENT.sub("", text)):
        sentence = TEXT.search(body)
        pairs = tuple(p for line in CODING.findall(body) if (p := _pair(line)) is not None)
        pairs = tuple(
            p for p in pairs if all(q.countries & one and not q.countries & several for q in p)
        )
        if sentence is None or not pairs:
            continue
        day = _attribute(head, "date")
        found.append(
            Record(
                _attribute(head, "id"),
                f"{day[:4]}-{day[4:6]}-{day[6:8]}",
                " ".join(sentence.group(1).split()),
                tuple(dict.fromkeys(pairs)),
            )
        )
    return found


def _named_actors() -> tuple[frozenset[str], frozenset[str]]:
    """The three-letter groups of the dictionary's codes that name one actor, and those that name
    several: "The Shire [FRO/BIL/SAM]" is what no table of ours can hold."""
    text = shared("benchmarks", "petrarch", DICTIONARIES[0]).read_text(encoding="utf-8")
    one: set[str] = set()
    several: set[str] = set()
    for code in re.findall(r"\[\s*([A-Za-z/]+)(?=[\s\]])", text):
        if "/" in code:
            several |= set(code.split("/"))
        elif party := _party(code.upper()):
            one |= party.countries
    return frozenset(one), frozenset(several)


def _attribute(text: str, name: str) -> str:
    found = re.search(rf'{name}\s*=\s*"([^"]*)"', text)
    return found.group(1) if found else ""


def _pair(line: str) -> Pair | None:
    source, target = (_party(_attribute(line, f"{side}code")) for side in ("source", "target"))
    return Pair(source, target) if source and target else None


def _party(code: str) -> Party | None:
    if not re.fullmatch(r"[A-Z]{3,}", code):
        return None
    whole = code[: len(code) // 3 * 3]
    read = plover(Code(whole, "", "", ""), Told())
    if read is None:
        return None
    groups = {whole[i : i + 3] for i in range(0, len(whole), 3)} - {*read.sectors}
    return Party(frozenset({read.country, *groups} - {""}), frozenset(read.sectors))


def is_party(actor: Actor, party: Party, other: Party) -> bool:
    """Whether an actor is the expected party; sectors are looked at where both are of one land."""
    if actor.country not in party.countries:
        return False
    same_land = party.countries & other.countries
    return not same_land or not party.sectors or bool(party.sectors & set(actor.sectors))


def _has(actors: Sequence[Actor], party: Party, other: Party) -> bool:
    return any(is_party(a, party, other) for a in actors)


def way_round(event: Event, pair: Pair) -> str:
    """How one row has a pair: `right`, `reversed`, `one side` or `other`."""
    source, target = pair
    at_source = _has(event.sources, source, target)
    at_target = _has(event.targets, target, source)
    if at_source and (at_target or (not event.targets and _has(event.sources, target, source))):
        return "right"
    if _has(event.sources, target, source) and _has(event.targets, source, target):
        return "reversed"
    return "one side" if at_source or at_target else "other"


def outcome(pairs: Sequence[Pair], events: Sequence[Event]) -> str:
    """What came of one record."""
    if not events:
        return "no row"
    best: dict[frozenset[Party], str] = {}
    for pair in pairs:
        ways = [way_round(e, pair) for e in events]
        top = min(ways, key=OUTCOMES.index)
        both = frozenset(pair)
        best[both] = min(best.get(both, top), top, key=OUTCOMES.index)
    ways = list(best.values())
    if all(w == "right" for w in ways):
        return "right"
    return "part" if "right" in ways else min(ways, key=OUTCOMES.index)


def verb_rows() -> str:
    """The verbs of their dictionary as rows of a user's lexicon (TOML)."""
    text = shared("benchmarks", "petrarch", VERBS).read_text(encoding="utf-8")
    named = COMMENT.sub("", text).split("</Synset>")[-1]
    verbs = {v.replace("_", " ").replace("+", "").strip().lower() for v in VERB.findall(named)}
    heads = json.dumps(sorted(verbs - AUXILIARIES))
    preps = PREPOSITIONS.split()
    slots = [
        "object",
        "iobj",
        "ccomp.subject",
        "object.ccomp.subject",
        *(f"prep:{p}" for p in preps),
    ]
    slots += [f"object.prep:{p}" for p in preps]
    slots += ["xcomp.object", *(f"xcomp.prep:{p}" for p in preps)]
    return (
        f'[[frame]]\nid = "petrarch.verb"\ntype = "SUPPORT"\nfallback = true\nverb = {heads}\n'
        f'source = ["subject"]\ntarget = {json.dumps(slots)}\n'
    )


def cases(sample: int | None = None, verbs: bool = True) -> Iterator[Case]:
    """Each record, read alone on its day with the imported tables."""
    with tempfile.TemporaryDirectory() as folder:
        sources = [shared("benchmarks", "petrarch", name) for name in DICTIONARIES]
        for _ in import_petrarch(sources, folder, None, False, True):
            pass
        if verbs:
            (Path(folder) / "verbs.toml").write_text(verb_rows(), encoding="utf-8")
        reader = Reader(tables=folder)
        for record in records()[: sample or None]:
            article = Article(
                id=record.id, text=record.text, paragraphs=[Span(0, len(record.text))],
                published=record.day, published_precision="day",
            )  # fmt: skip
            events = reader.read_article(article).events
            yield Case(record, outcome(record.pairs, events), tuple(events))


def run(sample: int | None = None) -> dict[str, float]:
    """The share of each outcome; also of `right` among the records with a row for both."""
    return _figures(Counter(c.outcome for c in cases(sample)))


def _figures(counts: Counter[str]) -> dict[str, float]:
    total = sum(counts.values())
    figures = {name: counts[name] / total for name in OUTCOMES}
    told = counts["right"] + counts["part"] + counts["reversed"]
    figures["right where both came out"] = (counts["right"] + counts["part"]) / max(told, 1)
    return figures


def main() -> None:
    """Prints the counts, or each record that is not right."""
    if "faults" in sys.argv:
        for case in cases(verbs="ours" not in sys.argv):
            _print_fault(case)
        return
    ways = {"with their verbs": True, "our lexicon alone": False}
    counts = {name: Counter(c.outcome for c in cases(verbs=way)) for name, way in ways.items()}
    total = sum(counts["with their verbs"].values())
    rows: list[tuple[object, ...]] = [
        (name, *(x for c in counts.values() for x in (c[name], c[name] / total)))
        for name in OUTCOMES
    ]
    header = ["outcome", *(x for name in ways for x in (name, "share"))]
    print_table(f"Who does it to whom: {total} records", header, rows)
    for name, count in counts.items():
        share = _figures(count)["right where both came out"]
        print(f"right way round where both parties came out, {name}: {share:.3f}")


def _print_fault(case: Case) -> None:
    if case.outcome == "right":
        return
    print(f"{case.record.id} {case.outcome}: {case.record.text}")
    for pair in case.record.pairs:
        print(f"    want {' → '.join(map(_told, pair))}")
    for event in case.events:
        sides = (event.sources, event.targets)
        ends = [", ".join(f"{a.text} {a.country}" for a in side) for side in sides]
        print(f"    got  {' → '.join(ends)} {event.type} {event.reason}")


def _told(party: Party) -> str:
    return "+".join([*sorted(party.countries), *sorted(party.sectors)])


if __name__ == "__main__":
    main()
