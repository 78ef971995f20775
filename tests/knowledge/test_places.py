"""Names of places in the compiled table."""

from __future__ import annotations

from dateline.knowledge import places


def test_a_name_is_found_wherever_it_stands() -> None:
    """Names at the borders between two notes are found as others are, and all lines of a name are."""
    data = places._compiled()
    lines: dict[str, int] = {}
    for line in data.splitlines():
        name = line.partition(b"\t")[0].decode()
        lines[name] = lines.get(name, 0) + 1
    names, _ = places._blocks()
    at_borders = [n[:-1].decode() for n in names]
    often = sorted(lines, key=lambda n: -lines[n])[:50]
    spread = list(lines)[:: len(lines) // 500]
    for name in {*at_borders, *often, *spread, min(lines), max(lines)}:
        assert len(places._compiled_spots(name)) == lines[name], name


def test_what_is_no_name_is_nothing() -> None:
    for name in ("", "!", "Kyiqq", "Qqqqq", "\U0010ffff"):
        assert places._compiled_spots(name) == ()
