"""Compare a reading with rows written down by hand (the format is in `docs/examples.md`).

Rows are compared as sets: each expected row must be met by exactly one event, and no event may
be left over. Run as a script to see the difference for some pages:

    python tests/expected_rows.py examples/cup-final.html
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dateline.records import Actor, Article, Event, Reading

Row = dict[str, Any]


def load(path: Path) -> Row:
    """The expected file beside a page: `NAME.expected.json`."""
    data: Row = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    return data


def differences(reading: Reading, expected: Row) -> list[str]:
    """What is missing, extra or wrong, a line each; empty when all is as written."""
    lines = article_differences(reading.article, expected.get("article", {}))
    lines += attribution_differences(reading, expected.get("attributions", []))
    lines += row_differences(reading, expected["rows"])
    return lines


# --- rows ---------------------------------------------------------------------------------


def row_differences(reading: Reading, rows: list[Row]) -> list[str]:
    """Missing, extra and wrong rows."""
    faults = [[row_faults(event, row, reading) for event in reading.events] for row in rows]
    taken = matching([[not f for f in line] for line in faults])
    lines: list[str] = []
    free = [e for e in range(len(reading.events)) if e not in taken.values()]
    for r, row in enumerate(rows):
        if r in taken or row.get("optional"):
            continue
        near = [e for e in free if is_about(reading.events[e], row, reading)]
        if near:
            best = min(near, key=lambda e: len(faults[r][e]))
            free.remove(best)
            lines.append(f"wrong: {describe(reading.events[best], reading)}")
            lines += [f"       {fault}" for fault in faults[r][best]]
        else:
            lines.append(f"missing: {describe_expected(row)}")
    lines += [f"extra: {describe(reading.events[e], reading)}" for e in free]
    return lines


def matching(allowed: list[list[bool]]) -> dict[int, int]:
    """The largest one-to-one matching of rows to events (augmenting paths)."""
    row_of: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for event, ok in enumerate(allowed[row]):
            if ok and event not in seen:
                seen.add(event)
                if event not in row_of or place(row_of[event], seen):
                    row_of[event] = row
                    return True
        return False

    for row in range(len(allowed)):
        place(row, set())
    return {row: event for event, row in row_of.items()}


def is_about(event: Event, row: Row, reading: Reading) -> bool:
    """Whether trigger and neighbourhood are those of the expected row."""
    return any(
        not trigger_faults(event, one, reading.article.text) for one in row.get("any", [row])
    )


def row_faults(event: Event, row: Row, reading: Reading) -> list[str]:
    """Which listed fields of the expected row this event does not meet."""
    if "any" in row:
        return min((row_faults(event, one, reading) for one in row["any"]), key=len)
    text = reading.article.text
    faults = trigger_faults(event, row, text)
    for field in ("type", "about", "mode", "status", "background"):
        if field in row and getattr(event, field) not in choices(row[field]):
            faults.append(f"{field}: expected {row[field]}, got {getattr(event, field)}")
    for field in ("sources", "targets"):
        if field in row and not any(
            actors_match(getattr(event, field), one) for one in whole_lists(row[field])
        ):
            got = [code(a) for a in getattr(event, field)]
            faults.append(f"{field}: expected {row[field]}, got {got}")
    if "voices" in row:
        faults += voices_faults(event, row["voices"], reading.article)
    if "when" in row:
        faults += when_faults(event, row["when"])
    if "size" in row:
        got_sizes = sorted(f"{s.what} {s.low:g}" for s in event.size if s.low is not None)
        if got_sizes != sorted(row["size"]):
            faults.append(f"size: expected {row['size']}, got {got_sizes}")
    if "within" in row:
        parent = next((e for e in reading.events if e.id == event.within), None)
        if parent is None or row["within"] not in words_of(parent, text):
            faults.append(f"within: expected {row['within']!r}, got {event.within}")
    return faults


def trigger_faults(event: Event, row: Row, text: str) -> list[str]:
    trigger = words_of(event, text)
    if not any(has_words(trigger, t) for t in choices(row.get("trigger", trigger))):
        return [f"trigger: expected {row['trigger']}, got {trigger!r}"]
    sentence = plain(text[event.sentence.start : event.sentence.end])
    if "near" in row and plain(row["near"]) not in sentence:
        return [f"near: expected {row['near']!r} in {sentence!r}"]
    return []


def actors_match(actors: list[Actor], patterns: list[str]) -> bool:
    """One actor for each pattern and none over."""
    if len(actors) != len(patterns):
        return False
    table = [[any(is_actor(a, p) for p in one.split("|")) for a in actors] for one in patterns]
    return len(matching(table)) == len(patterns)


def is_actor(actor: Actor, pattern: str) -> bool:
    if pattern == "*":
        return True
    country, colon, sector = pattern.partition(":")
    if country != "*" and (actor.country or "") != country:
        return False
    if sector == "*":
        return True
    return sector in actor.sectors if colon else set(actor.sectors) <= {"GOV"}


def voices_faults(event: Event, wanted: Any, article: Article) -> list[str]:
    """The voices in the text as listed, then the credit chain from its origin to the outlet."""
    credits = [c.name for c in reversed(article.credits)]
    names = [v.name for v in event.voices]
    ok = False
    for one in whole_lists(wanted):
        inside = names[: len(one)]
        ok |= (
            len(inside) == len(one)
            and all(
                any(plain(w) in plain(n) for w in choices(want))
                for n, want in zip(inside, one, strict=True)
            )
            and names[len(one) :] == credits
        )
    return [] if ok else [f"voices: expected {wanted} + {credits}, got {names}"]


def when_faults(event: Event, wanted: Any) -> list[str]:
    if wanted is None:
        return [] if event.when is None else [f"when: expected none, got {event.when}"]
    if event.when is None:
        return [f"when: expected {wanted}, got none"]
    faults = []
    if "text" in wanted and plain(wanted["text"]) not in plain(event.when.text or ""):
        faults.append(f"when: expected {wanted['text']!r}, got {event.when.text!r}")
    for end in ("earliest", "latest"):
        got = getattr(event.when, end)
        if end in wanted and (got or "")[:10] != wanted[end]:
            faults.append(f"when.{end}: expected {wanted[end]}, got {got}")
    return faults


# --- article and attributions -------------------------------------------------------------


def article_differences(article: Article, wanted: Row) -> list[str]:
    """What differs in headline, outlet, date, credits and body."""
    lines = []
    for field in ("headline", "outlet", "published", "published_precision"):
        if field not in wanted:
            continue
        got = getattr(article, field)
        if field == "published" and isinstance(got, str) and len(got) > 10:
            got = got[:10]
        if not any(plain(str(got)) == plain(str(w)) for w in choices(wanted[field])):
            lines.append(f"{field}: expected {wanted[field]!r}, got {got!r}")
    for field, key in (("headline", "headline_words"), ("rights", "rights_words")):
        for word in wanted.get(key, []):
            if plain(word) not in plain(getattr(article, field) or ""):
                lines.append(f"{field}: {word!r} is not in {getattr(article, field)!r}")
    for word in wanted.get("absent_words", []):
        if plain(word) in plain(article.text):
            lines.append(f"text: {word!r} should be gone")
    if "dateline_place" in wanted:
        place = article.dateline.place if article.dateline else None
        if plain(place or "").split(",")[0] != plain(wanted["dateline_place"]):
            lines.append(f"dateline: expected {wanted['dateline_place']!r}, got {place!r}")
    if "credits" in wanted:
        got_credits = [(c.name, c.kind) for c in article.credits]
        ok = len(got_credits) == len(wanted["credits"]) and all(
            name in choices(names) and kind == wanted_kind
            for (name, kind), (names, wanted_kind) in zip(
                got_credits, wanted["credits"], strict=True
            )
        )
        if not ok:
            lines.append(f"credits: expected {wanted['credits']}, got {got_credits}")
    return lines


def attribution_differences(reading: Reading, wanted: list[Row]) -> list[str]:
    """Each wanted attribution must be there with its chain of voices; more may be."""
    text = reading.article.text
    lines = []
    for want in wanted:
        found = []
        for a in reading.attributions:
            source = plain(text[a.source.start : a.source.end]) if a.source else ""
            cue = plain(text[a.cue.start : a.cue.end]) if a.cue else ""
            if plain(want["source_words"]) in source and plain(want["cue"]) in cue:
                found.append(a)
        names = [[v.name for v in a.voices] for a in found if a.kind == want["kind"]]
        chain = want["voices_from"]
        if not any(
            len(n) >= len(chain)
            and all(any(plain(w) in plain(x) for w in ws) for x, ws in zip(n, chain, strict=False))
            for n in names
        ):
            lines.append(f"attribution: expected {want}, got {names}")
    return lines


# --- words --------------------------------------------------------------------------------


def choices(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def whole_lists(value: Any) -> Iterable[list[Any]]:
    return value["any"] if isinstance(value, dict) else [value]


def plain(text: str) -> str:
    table = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\n": " "})
    return text.translate(table).lower().strip()


def has_words(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(plain(words))}(?!\w)", plain(text)) is not None


def words_of(event: Event, text: str) -> str:
    return plain(text[event.trigger.start : event.trigger.end])


def code(actor: Actor) -> str:
    return f"{actor.country or ''}:{'+'.join(actor.sectors)}".rstrip(":") or f"?{actor.text}"


def describe(event: Event, reading: Reading) -> str:
    mode = f"/{event.mode}" if event.mode else ""
    about = f" about {event.about}" if event.about else ""
    sources = ", ".join(map(code, event.sources)) or "-"
    targets = ", ".join(map(code, event.targets)) or "-"
    flag = " background" if event.background else ""
    voices = " < ".join(v.name for v in event.voices)
    sentence = reading.article.text[event.sentence.start : event.sentence.end]
    return (
        f"{event.type}{mode}{about} [{sources}] -> [{targets}] {event.status}{flag} "
        f"{words_of(event, reading.article.text)!r} ({event.reason}; {voices}) in: {sentence}"
    )


def describe_expected(row: Row) -> str:
    one = row["any"][0] if "any" in row else row
    return f"{one.get('type')} {one.get('trigger')} {one.get('sources')} -> {one.get('targets')}"


def main(paths: list[str]) -> int:
    from dateline.reader import Reader

    reader = Reader()
    bad = 0
    for path in map(Path, paths):
        expected = load(path)
        reading = reader.read_file(path, published=expected.get("published_given"))
        lines = differences(reading, expected)
        bad += bool(lines)
        sys.stdout.write(f"{path.name}: {'as written' if not lines else ''}\n")
        sys.stdout.writelines(f"  {line}\n" for line in lines)
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
