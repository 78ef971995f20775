"""A random sample that a seed names: of some rows those whose ids, hashed with the seed, come first.

Sorted is by `md5(seed || ' ' || id), id`, as SQL would. A million hashes take DuckDB 0.2 s, and Python half a
second. Here numpy reckons the first 32 bits of each (R. Rivest, The MD5 Message-Digest Algorithm, RFC 1321),
which leave but a few whose whole hash is needed.
"""

from __future__ import annotations

from hashlib import md5
from math import sin
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Numbers = NDArray[np.integer[Any]]
    Mask = NDArray[np.bool_]
    Words = NDArray[np.uint32]
    Bytes = NDArray[np.uint8]

AT_ONCE = 16_384
"""So many hashes are reckoned at a time: what they need stays near the processor."""
LONGEST = 55
"""So many bytes can be hashed in one block, which also tells how many they are."""

_BEGIN = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476)
_ADDED = tuple(int(abs(sin(step + 1)) * 2**32) for step in range(64))
_TURNED = ((7, 12, 17, 22), (5, 9, 14, 20), (4, 11, 16, 23), (6, 10, 15, 21))
# Which word of the block each step takes: factor and what is added, one pair a round.
_TAKEN = ((1, 0), (5, 1), (3, 5), (7, 0))
_STEPS = 61
"""What the last three of the 64 steps make is not in the first 32 bits."""


def drawn(ids: pa.Array, numbers: Numbers, seed: str, size: int) -> list[int] | None:
    """The numbers of so many rows, of those of some numbers, drawn by a seed; `ids` are those of all rows.
    None where seed and id are too long for one block, or some ids longer than others."""
    import numpy as np

    before = f"{seed} ".encode()
    wide = _of_one_width(ids, LONGEST - len(before))
    if wide is None:
        return None
    if size < len(numbers):
        bits = np.concatenate(
            [
                first_bits(before, wide[numbers[start : start + AT_ONCE]])
                for start in range(0, len(numbers), AT_ONCE)
            ]
        )
        numbers = numbers[least(bits, size)]
    known = zip(ids.take(numbers).to_pylist(), numbers.tolist(), strict=True)
    hashed = sorted((md5(before + id_.encode()).digest(), id_, number) for id_, number in known)
    return [number for *_, number in hashed[:size]]


def least(values: Numbers, some: int) -> Mask:
    """Which values are the least: so many of them, and all that equal the last one."""
    import numpy as np

    if some >= len(values):
        return np.ones(len(values), dtype=bool)
    found: Mask = values <= np.partition(values, some - 1)[some - 1]
    return found


def _of_one_width(ids: pa.Array, most: int) -> Bytes | None:
    """The bytes of ids, a row each; None where some are longer than others, or than `most`."""
    import numpy as np

    _, offsets, text = ids.buffers()
    ends = np.frombuffer(offsets, np.int32)[ids.offset : ids.offset + len(ids) + 1]
    widths = np.diff(ends)
    width = int(widths[0]) if len(widths) else 0
    if not 0 < width <= most or bool((widths != width).any()):
        return None
    return np.frombuffer(text, np.uint8)[ends[0] : ends[-1]].reshape(len(ids), width)


def first_bits(before: bytes, messages: Bytes) -> Words:
    """The first 32 bits, as a number, of the MD5 of each row of bytes with `before` before it; all together
    `LONGEST` bytes at most."""
    import numpy as np

    block = _block(before, messages)
    begin = tuple(np.full(len(messages), word, np.uint32) for word in _BEGIN)
    a, b, c, d = begin
    with np.errstate(over="ignore"):  # all sums are of 32 bits
        for step in range(_STEPS):
            kind, turn = step // 16, _TURNED[step // 16][step % 4]
            factor, more = _TAKEN[kind]
            mixed = _mixed(kind, b, c, d)
            mixed += a
            mixed += block[(factor * step + more) % 16] + np.uint32(_ADDED[step])
            high = mixed << turn
            mixed >>= 32 - turn
            mixed |= high
            mixed += b
            a, b, c, d = d, mixed, b, c
        found: Words = (b + begin[0]).byteswap()
    return found


def _mixed(kind: int, b: Words, c: Words, d: Words) -> Words:
    """What a step of a round makes of three numbers: F, G, H and I of the RFC, in one new array each."""
    if kind == 0:  # of each bit: c where b is set, else d
        mixed = c ^ d
        mixed &= b
        mixed ^= d
    elif kind == 1:  # b where d is set, else c
        mixed = b ^ c
        mixed &= d
        mixed ^= c
    elif kind == 2:
        mixed = b ^ c
        mixed ^= d
    else:
        mixed = ~d
        mixed |= b
        mixed ^= c
    return mixed


def _block(before: bytes, messages: Bytes) -> list[Any]:
    """The sixteen words of each message; one number where a word is the same in all."""
    import numpy as np

    length = len(before) + messages.shape[1]
    told = length // 4 + 1  # so many words hold the message and the bit that ends it
    padded = np.zeros((len(messages), 4 * told), np.uint8)
    padded[:, : len(before)] = np.frombuffer(before, np.uint8)
    padded[:, len(before) : length] = messages
    padded[:, length] = 0x80
    rest = [np.uint32(0)] * (14 - told)
    return [*np.ascontiguousarray(padded.view("<u4").T), *rest, np.uint32(8 * length), np.uint32(0)]
