"""Messages between two processes: a length, a kind and bytes, over a pipe of their own.

Each worker has two pipes, so that one that is killed in the middle of a message spoils no other's.
"""

from __future__ import annotations

import struct
from typing import BinaryIO, Literal, NamedTuple

Kind = Literal["hello", "ready", "broken", "article", "reading", "value", "error"]
_KINDS: tuple[Kind, ...] = ("hello", "ready", "broken", "article", "reading", "value", "error")
_HEAD = struct.Struct("<BQ")


class Frame(NamedTuple):
    """One message."""

    kind: Kind
    body: bytes


def send(pipe: BinaryIO, kind: Kind, body: bytes) -> None:
    """Write one message. Raises `OSError` where nobody reads any more."""
    pipe.write(_HEAD.pack(_KINDS.index(kind), len(body)))
    pipe.write(body)
    pipe.flush()


def receive(pipe: BinaryIO) -> Frame | None:
    """The next message; None where the other side has gone, also in the middle of one."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    body = pipe.read(length)
    return Frame(_KINDS[kind], body) if len(body) == length else None
