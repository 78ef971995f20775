"""Groups that grow together: what is linked to one of them is linked to all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator


class Groups:
    """Connected components. The order in which links are made does not matter."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The name that all members of a group have in common, for as long as nothing is linked."""
        root = name
        while (above := self._above.get(root, root)) != root:
            root = above
        while (above := self._above.get(name, name)) != root:
            self._above[name] = root
            name = above
        return root

    def link(self, one: str, other: str) -> None:
        """Make two groups one."""
        first, second = sorted((self.of(one), self.of(other)))
        self._above[second] = first

    def members(self) -> Iterator[tuple[str, str]]:
        """Each name that is linked to another, with that of its group."""
        for name in {*self._above.keys(), *self._above.values()}:
            yield name, self.of(name)

    def all(self, names: Iterable[str]) -> list[list[str]]:
        """The groups of `names`, each in the order of the names."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in names:
            found[self.of(name)].append(name)
        return list(found.values())
