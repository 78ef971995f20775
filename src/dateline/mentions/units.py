"""The pieces that actors are made of: names from the gazetteer, agents, and names only NER knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge.gazetteer import find_names
from dateline.language import text_of
from dateline.mentions.common_names import hinted
from dateline.mentions.korean import korean_names
from dateline.mentions.new_names import named_after, named_for, ner_units, runs
from dateline.mentions.nouns import agent_units, take_portfolios
from dateline.mentions.pieces import AROUND, Near, Unit
from dateline.mentions.senses import pattern
from dateline.mentions.table_names import Grid, named_unit, states_named, with_sense

if TYPE_CHECKING:
    from dateline.language.words import Doc


def find_units(doc: Doc, skip: tuple[int, int], home: str | None = None) -> list[Unit]:
    """All pieces of a text in order, none overlapping; nothing inside `skip` (the dateline).

    `home` is the country that the outlet speaks for, if it is a state's.
    """
    text = text_of(doc)
    grid = Grid(doc)
    taken = bytearray(len(doc))
    blocked = bytearray(len(doc))
    found: list[Unit] = []
    hits = find_names(text)
    around = hinted(hits)
    doc.user_data[AROUND] = around
    near: Near = (home, states_named(hits), around)
    for hit in hits:
        if skip[0] <= hit.start < skip[1]:
            continue
        unit = named_unit(doc, hit, grid, text, near)
        if unit is None:
            if hit.named.entity is not None and hit.named.entity.kind == "block":
                i, j = grid.span(hit.start, hit.end)
                for k in range(i, j):
                    blocked[k] = 1
            continue
        last = found[-1] if found else None
        # "U.S.-Bangladesh" may be one token that holds two names.
        shared = last is not None and last.j - 1 == unit.i and last.end <= unit.start
        if any(taken[k] for k in range(unit.i + shared, unit.j)):
            continue
        found.append(unit)
        for k in range(unit.i, unit.j):
            taken[k] = 1
    for k in range(len(doc)):
        if blocked[k]:
            taken[k] = 1
    for found_name in pattern().finditer(text):
        i, j = grid.span(found_name.start(), found_name.end())
        if skip[0] <= found_name.start() < skip[1] or j != i + 1 or taken[i]:
            continue
        shared_unit = with_sense(doc, i, j, found_name[0], text, near)
        if shared_unit is not None and doc[i].text == found_name[0]:
            found.append(shared_unit)
            taken[i] = 1
    found.extend(named_for(doc, found, taken))
    agents = agent_units(doc, taken)
    take_portfolios(doc, agents, taken)
    found.extend(named_after(doc, found, taken))
    found.extend(agents)
    if "PRK" in around:
        found.extend(korean_names(doc, taken))
    found.extend(ner_units(doc, taken, blocked, agents, found))
    found.extend(runs(doc, taken, agents))
    found = [u for u in found if not skip[0] <= u.start < skip[1]]
    found.sort(key=lambda u: u.start)
    return _without_deputies(found)


def _without_deputies(units: list[Unit]) -> list[Unit]:
    """ "the deputy Kenyan foreign minister" is one: a deputy right before a name is a modifier."""
    return [
        u
        for k, u in enumerate(units)
        if not (
            u.agent is not None
            and u.agent.words[-1] == "deputy"
            and not u.plural
            and k + 2 < len(units)
            and units[k + 1].entity is not None
            and units[k + 1].i == u.j
            and units[k + 2].agent is not None
            and units[k + 2].i == units[k + 1].j
        )
    ]
