"""`actors.bin`: all tables of who is who in one file that is ready at once.

Only the indexes are read when it is opened; the records of people and entities stay in the mapped
file until a text names them. The file holds a hash of the tables that it was made from: where the
tables have changed since, it is not used. `python -m training.actors` makes it anew.

Layout: a line of magic, the size of the header, the header (msgpack: the hash, and the offset and
size of each section), the sections.
"""

from __future__ import annotations

import hashlib
import mmap
import struct
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from dateline.knowledge.agents import Agent
from dateline.knowledge.layers import Layer, Named
from dateline.knowledge.tables import Entity, Person, Term

MAGIC = b"dateline actors 1\n"
NAME = "actors.bin"
MEND = "python -m training.actors"

T = TypeVar("T")
# How the value of a name is coded in its two lowest bits.
_ENTITY, _ADJECTIVE, _PERSON, _SEVERAL = range(4)


def compiled_path() -> Path:
    """Where the compiled file lies in the package."""
    return Path(__file__).with_name(NAME)


def tables_hash() -> str:
    """The hash of Dateline's own tables and of the shape of the records made from them."""
    digest = hashlib.sha256()
    folder = files("dateline.knowledge") / "tables"
    for table in sorted(folder.iterdir(), key=lambda f: f.name):
        if table.name.endswith((".csv", ".toml")):
            digest.update(table.name.encode() + b"\0" + table.read_bytes().replace(b"\r\n", b"\n"))
    for record in (Person, Term, Entity):
        digest.update(repr((record.__name__, record.__struct_fields__)).encode())
    digest.update(repr((Agent._fields, Named._fields)).encode())
    return digest.hexdigest()


class Records(Sequence[T], Generic[T]):
    """Records in a mapped file, each decoded when it is first asked for."""

    def __init__(self, data: memoryview, ends: array[int], kind: type[T]) -> None:
        self._data = data
        self._ends = ends
        self._decode = msgspec.msgpack.Decoder(kind).decode
        self._known: dict[int, T] = {}

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, at: Any) -> Any:
        found = self._known.get(at)
        if found is None:
            start = self._ends[at - 1] if at else 0
            found = self._known[at] = self._decode(self._data[start : self._ends[at]])
        return found


class Names(Mapping[str, Named]):
    """Name → what it stands for, made when it is first asked for."""

    def __init__(
        self,
        index: dict[str, int],
        several: list[tuple[int, int, list[int], bool, list[int]]],
        entities: Records[Entity],
        people: Records[Person],
    ) -> None:
        self.index = index
        self._several = several
        self._entities = entities
        self._people = people
        self._known: dict[int, Named] = {}

    def __getitem__(self, name: str) -> Named:
        code = self.index[name]
        found = self._known.get(code)
        if found is None:
            found = self._known[code] = self._named(code)
        return found

    def _named(self, code: int) -> Named:
        at, kind = divmod(code, 4)
        if kind == _PERSON:
            return Named(None, self._people[at], (), False)
        if kind != _SEVERAL:
            return Named(self._entities[at], None, (), kind == _ADJECTIVE)
        entity, person, alone, adjective, others = self._several[at]
        return Named(
            self._entities[entity] if entity >= 0 else None,
            self._people[person] if person >= 0 else None,
            tuple(self._people[k] for k in alone),
            adjective,
            tuple(self._entities[k] for k in others),
        )

    def __contains__(self, name: object) -> bool:
        return name in self.index

    def __iter__(self) -> Iterator[str]:
        return iter(self.index)

    def __len__(self) -> int:
        return len(self.index)


class Listing(Mapping[Any, Sequence[Person]]):
    """Surname, or (country, office) → people."""

    def __init__(self, index: dict[Any, tuple[int, ...]], people: Records[Person]) -> None:
        self._index = index
        self._people = people

    def __getitem__(self, key: Any) -> Sequence[Person]:
        return [self._people[k] for k in self._index[key]]

    def get(self, key: Any, default: Any = None) -> Any:
        found = self._index.get(key)
        return default if found is None else [self._people[k] for k in found]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)


def pack(made: Layer, hashed: str) -> bytes:
    """The bytes of a compiled file; the same tables give the same bytes."""
    entities = _Pool[Entity](lambda e: e)
    people = _Pool[Person](lambda p: p.id)
    index: list[int] = []
    several: list[tuple[int, int, list[int], bool, list[int]]] = []
    for named in made.names.values():
        entity = entities.add(named.entity) if named.entity else -1
        person = people.add(named.person) if named.person else -1
        if named.person and not named.entity and not named.alone:
            index.append(person * 4 + _PERSON)
        elif named.entity and not (named.person or named.alone or named.others):
            index.append(entity * 4 + (_ADJECTIVE if named.adjective else _ENTITY))
        else:
            alone = [people.add(p) for p in named.alone]
            others = [entities.add(e) for e in named.others]
            index.append(len(several) * 4 + _SEVERAL)
            several.append((entity, person, alone, named.adjective, others))
    encode = msgspec.msgpack.encode
    bearers = {k: [people.add(p) for p in v] for k, v in made.bearers.items()}
    holders = {f"{k[0]}\n{k[1]}": [people.add(p) for p in v] for k, v in made.holders.items()}
    agents = [a for found in made.agents.values() for a in found]
    return _file(
        hashed,
        {
            "names": "\n".join(made.names).encode(),
            "index": _ints(index),
            "several": encode(several),
            "lengths": encode(made.lengths),
            "bearers": encode(bearers),
            "holders": encode(holders),
            "agents": encode([tuple(a) for a in agents]),
            **_section("entities", entities.items),
            **_section("people", people.items),
        },
    )


def _file(hashed: str, sections: dict[str, bytes]) -> bytes:
    places: dict[str, tuple[int, int]] = {}
    body = b""
    for name, data in sections.items():
        body += b"\0" * (-len(body) % 8)
        places[name] = (len(body), len(data))
        body += data
    header = msgspec.msgpack.encode({"hash": hashed, "sections": places})
    start = MAGIC + struct.pack("<I", len(header)) + header
    return start + b"\0" * (-len(start) % 8) + body


class _Pool(Generic[T]):
    """Each thing once, with its number."""

    def __init__(self, key: Any) -> None:
        self._key = key
        self._known: dict[Any, int] = {}
        self.items: list[T] = []

    def add(self, item: T) -> int:
        key = self._key(item)
        if key not in self._known:
            self._known[key] = len(self.items)
            self.items.append(item)
        return self._known[key]


def _ints(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _section(name: str, items: Sequence[object]) -> dict[str, bytes]:
    records = [msgspec.msgpack.encode(item) for item in items]
    ends, at = [], 0
    for record in records:
        at += len(record)
        ends.append(at)
    return {name: b"".join(records), f"{name} ends": _ints(ends)}


class _Header(msgspec.Struct):
    hash: str
    sections: dict[str, tuple[int, int]]


def unpack(path: Path, hashed: str | None) -> Layer | None:
    """The layer in a compiled file; None where it is missing, of another make, or out of date.

    With `hashed` None the file is taken whatever tables it was made from.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                return None
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):
        return None
    at = len(MAGIC)
    (size,) = struct.unpack_from("<I", data, at)
    at += 4
    header = msgspec.msgpack.decode(data[at : at + size], type=_Header)
    if hashed is not None and header.hash != hashed:
        return None
    body = at + size + -(at + size) % 8
    parts = {k: data[body + p : body + p + n] for k, (p, n) in header.sections.items()}
    return _layer(parts)


def _layer(parts: dict[str, memoryview]) -> Layer:
    decode = msgspec.msgpack.decode
    entities = Records[Entity](parts["entities"], _numbers(parts["entities ends"]), Entity)
    people = Records[Person](parts["people"], _numbers(parts["people ends"]), Person)
    spelled = bytes(parts["names"]).decode().split("\n")
    names = Names(
        dict(zip(spelled, _numbers(parts["index"]), strict=True)),
        decode(parts["several"], type=list[tuple[int, int, list[int], bool, list[int]]]),
        entities,
        people,
    )
    found: dict[str, list[Agent]] = {}
    for row in decode(parts["agents"], type=list[Agent]):
        found.setdefault(row.words[-1], []).append(row)
    posts = decode(parts["holders"], type=dict[str, tuple[int, ...]])
    return Layer(
        names,
        names.index,
        decode(parts["lengths"], type=dict[str, tuple[int, ...]]),
        Listing(decode(parts["bearers"], type=dict[str, tuple[int, ...]]), people),
        Listing({tuple(k.split("\n")): v for k, v in posts.items()}, people),
        found,
    )


def _numbers(data: memoryview) -> array[int]:
    found = array("I")
    found.frombytes(data)
    if sys.byteorder == "big":
        found.byteswap()
    return found
