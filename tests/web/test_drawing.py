"""Samples that a seed draws are those of SQL, and so those that a paper has cited."""

from __future__ import annotations

import random
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from dateline.desk import Desk
from dateline.web.database import Database
from dateline.web.drawing import LONGEST, drawn, first_bits, least
from dateline.web.review.queues import Queue, items

SEEDS = ("1", "7", "Ünï ❝ seed", "a longer seed, of 34 characters ..", "x" * 34)


def ids_of(count: int, widths: tuple[int, ...] = (20,)) -> list[str]:
    chance = random.Random(3)
    return [
        "".join(chance.choices("0123456789abcdef", k=chance.choice(widths))) for _ in range(count)
    ]


def by_hash(ids: list[str], numbers: list[int], seed: str, size: int) -> list[int]:
    hashed = ((md5(f"{seed} {ids[n]}".encode()).hexdigest(), ids[n], n) for n in numbers)
    return [n for *_, n in sorted(hashed)[:size]]


@pytest.mark.parametrize("width", [1, 3, 20, 52])
@pytest.mark.parametrize("before", [b"", b"7 ", b"ab ", b"abc"])
def test_the_first_bits_are_those_of_md5(width: int, before: bytes) -> None:
    told = np.random.default_rng(2).integers(0, 256, (500, width), dtype=np.uint8)
    found = first_bits(before, told)
    assert width + len(before) <= LONGEST
    for row, bits in zip(told, found, strict=True):
        assert bits == int.from_bytes(md5(before + row.tobytes()).digest()[:4], "big")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_rows_as_by_whole_hashes(seed: str) -> None:
    ids = ids_of(20_000)
    told = pa.array(ids)
    for step, size in ((1, 100), (3, 1), (7, 5_000), (20_000, 3)):
        numbers = np.arange(0, len(ids), step)
        assert drawn(told, numbers, seed, size) == by_hash(ids, numbers.tolist(), seed, size)
    assert drawn(told, np.empty(0, np.int64), seed, 5) == []


def test_what_does_not_fit_is_left_to_sql() -> None:
    numbers = np.arange(30)
    assert drawn(pa.array(ids_of(30)), numbers, "x" * 35, 4) is None
    assert drawn(pa.array(ids_of(30, (8, 20))), numbers, "7", 4) is None
    assert drawn(pa.array([], pa.string()), numbers[:0], "7", 4) is None


def test_ids_of_a_part_of_an_array() -> None:
    ids = ids_of(50)
    part = pa.array(ids).slice(10, 30)
    assert drawn(part, np.arange(30), "7", 4) == by_hash(ids[10:40], list(range(30)), "7", 4)


def test_the_least_and_what_equals_the_last_of_them() -> None:
    values = np.array([5, 1, 3, 1, 3, 9])
    assert least(values, 2).tolist() == [False, True, False, True, False, False]
    assert least(values, 3).tolist() == [False, True, True, True, True, False]
    assert least(values, 10).all()


@pytest.fixture(scope="module")
def database(made: Path) -> Iterator[Database]:
    found = Database(made, look=60)
    yield found
    found.close()


@pytest.mark.parametrize(
    "filters", [{}, {"type": ["ACCUSE"]}, {"copies": True}, {"text": "pact"}, {"text": "none"}]
)
@pytest.mark.parametrize(
    "order",
    [
        ("random", "7"),
        ("random", "a seed of forty characters, two of them Ü"),
        ("unsure", "1"),
        ("listed", "1"),
    ],
)
def test_queues_are_those_of_sql(
    database: Database, made: Path, filters: dict[str, object], order: tuple[str, str]
) -> None:  # fmt: skip
    with database.lease() as fast, Desk(made, read_only=True) as plain:
        for size in (1, 5, 5_000):
            queue = Queue(filters, *order, size, "published")
            assert items(fast, queue) == items(plain, queue)
