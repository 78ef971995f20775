"""What Dateline's own tables say already, so that an import need not say it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.knowledge import codes
from dateline.knowledge.agents import words_of
from dateline.knowledge.context import current
from dateline.knowledge.layers import Named
from dateline.knowledge.petrarch.entries import Entry
from dateline.knowledge.tables import slug


def our_names() -> dict[str, Named]:
    """The names of Dateline's tables, as they are compared with a dictionary's."""
    return {slug(name): named for name, named in current().names.items()}


def leave_known(entry: Entry, ours: Mapping[str, Named]) -> bool:
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


def is_known_agent(phrase: str, sectors: str) -> bool:
    """Whether Dateline has this very phrase with these sectors."""
    words = words_of(phrase)
    ours = current().agent_ending(words[-1], words[:-1])
    return ours is not None and ours.words == words and ";".join(ours.sectors) == sectors
