"""Ray as the executor of the stages: the only file that knows it.

A pool of actors, each with one stage, reads the parts; Ray starts an actor that died again, here or
on another machine, and gives it the part anew. Rows come together by Ray Data's `groupby`.
"""

from __future__ import annotations

import logging
import os
import pickle
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dateline.cluster.stage import Done, Order, ReadPart, other_version
from dateline.errors import MissingExtra, UsageError, WorkersFailed
from dateline.scale.recipe import program
from dateline.scale.size import all_cores

if TYPE_CHECKING:
    import pyarrow as pa

    from dateline.cluster.stories import Step
    from dateline.intake import Columns
    from dateline.intake.pieces import Piece

_PLACE = re.compile(r"(?:ray://)?(\[[0-9a-fA-F:]+\]|[\w.-]+):(\d{1,5})")
_CONNECT_SECONDS = 5.0
_STORE_BYTES = 256_000_000
"""What the processes of one machine hand to one another in memory: rows of keys and texts."""
_MOST_BLOCKS = 1_000
STARTS = 3
"""So often is a Ray of this machine started: it gives up after 30 s, which a busy one may need."""

_ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is told to anybody
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}


class Cluster:
    """A cluster that is connected: reads parts with `workers` actors."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def parts(self, order: Order, parts: list[int]) -> Iterator[Done]:
        """Read parts; each comes when it is done."""
        from ray.data import ActorPoolStrategy, from_items

        if not parts:
            return
        # A part an errand: the next one goes to whoever is free, so that a slow one holds up none.
        size = min(self.workers, len(parts))
        done = from_items(
            [{"part": part} for part in parts], override_num_blocks=len(parts)
        ).map_batches(
            _Actor,
            fn_constructor_args=(pickle.dumps(order),),
            batch_size=1,
            batch_format="pyarrow",
            compute=ActorPoolStrategy(size=size, max_tasks_in_flight_per_actor=1),
            num_cpus=1,
        )
        with _told():
            for row in done.iter_rows():
                yield pickle.loads(row["done"])

    def exchange(
        self, parts: list[int], read: Callable[[int], pa.Table], steps: list[Step]
    ) -> Iterator[pa.Table]:
        """See `stories.Exchange`."""
        from ray.data import from_items

        blocks = min(len(parts), _MOST_BLOCKS)
        data: Any = from_items([{"part": part} for part in parts], override_num_blocks=blocks)
        data = data.map_batches(_Each(read), batch_size=1, batch_format="pyarrow")
        for column, step in steps:
            data = data.groupby(column, num_partitions=blocks).map_groups(
                _function(step), batch_format="pyarrow"
            )
        with _told():
            for batch in data.iter_batches(batch_size=None, batch_format="pyarrow"):
                if batch.num_rows:
                    yield batch

    def cutter(self, files: list[Piece], columns: Columns) -> Iterator[list[Piece]]:
        """See `manifest.Cutter`."""
        import ray

        from dateline.cluster.manifest import cut_one

        with _told():
            cutting = ray.remote(cut_one)
            waiting = [cutting.remote(file, columns) for file in files]
            for one in waiting:
                yield ray.get(one)


class _Actor:
    """The stage as Ray Data calls it."""

    def __init__(self, order: bytes) -> None:
        self._stage = ReadPart(pickle.loads(order))

    def __call__(self, batch: pa.Table) -> Iterator[pa.Table]:
        import pyarrow as pa

        for part in batch["part"].to_pylist():
            yield pa.table({"done": pa.array([pickle.dumps(self._stage(part))], pa.binary())})


def _function(step: Callable[[pa.Table], pa.Table]) -> Callable[[pa.Table], pa.Table]:
    """A step as a function: Ray Data asks for its name."""

    def call(rows: pa.Table) -> pa.Table:
        return step(rows)

    return call


class _Each:
    """A function from a part to a table as Ray Data calls it."""

    def __init__(self, read: Callable[[int], pa.Table]) -> None:
        self._read = read

    def __call__(self, batch: pa.Table) -> Iterator[pa.Table]:
        for part in batch["part"].to_pylist():
            yield self._read(part)


@contextmanager
def connected(address: str, workers: int | None = None) -> Iterator[Cluster]:
    """A cluster: of this machine's processes (`local`), that which runs here (`auto`), or that at
    HOST:PORT. One that the program is connected to already is used, and left running.

    Raises `MissingExtra`, `UsageError` for what is no address, `WorkersFailed` where there is no Ray
    or where machines have another version of Dateline.
    """
    _must_be_address(address)
    os.environ.update({k: v for k, v in _ENVIRONMENT.items() if k not in os.environ})
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise MissingExtra(
            f"--ray needs packages that are not installed ({error.name})",
            cure="pip install 'dateline[ray]'; there is none for Python 3.14 yet",
        ) from error
    ours = not ray.is_initialized()
    if ours:
        _connect(address, workers)
    try:
        _be_silent()
        there: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call, unused-ignore]
        cores = int(there.get("CPU", 1))
        _same_everywhere()
        yield Cluster(max(1, min(workers or cores, cores)))
    finally:
        if ours:
            ray.shutdown()


def _must_be_address(address: str) -> None:
    if address in ("local", "auto"):
        return
    found = _PLACE.fullmatch(address)
    if found is None:
        raise UsageError(
            f"{address!r} is no address of a Ray cluster",
            cure="local, auto, or HOST:PORT as ray start printed it",
        )
    try:
        place = (found[1].strip("[]"), int(found[2]))
        socket.create_connection(place, timeout=_CONNECT_SECONDS).close()
    except (OSError, OverflowError) as error:
        raise _no_cluster(address, str(error)) from error


def _no_cluster(address: str, why: str) -> WorkersFailed:
    return WorkersFailed(
        f"no Ray cluster answers at {address} ({' '.join(why.split())[:120]})",
        cure="ray start --head, and give the address that it prints; or --ray local",
    )


def _connect(address: str, workers: int | None) -> None:
    import ray

    options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.CRITICAL}
    if address == "local":
        options |= {
            "num_cpus": workers or all_cores(),
            "include_dashboard": False,
            "object_store_memory": _STORE_BYTES,
        }
    tries = STARTS if address == "local" else 1
    for left in reversed(range(tries)):
        try:
            with _unheard():
                ray.init(address=address, **options)
            return
        except Exception as error:
            ray.shutdown()
            if left == 0:
                raise _no_cluster(address, str(error)) from error


@contextmanager
def _unheard() -> Iterator[None]:
    """What Ray's compiled part prints about its own settings when it starts is for nobody."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _be_silent() -> None:
    from ray.data import DataContext
    from ray.data.context import ShuffleStrategy

    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    # The other way keeps actors for the rows that wait, which a small machine has no cores for.
    context.shuffle_strategy = ShuffleStrategy.SORT_SHUFFLE_PULL_BASED


def _same_everywhere() -> None:
    """All machines must have this version of Dateline. Raises `WorkersFailed`."""
    import ray
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    every: list[dict[str, Any]] = ray.nodes()  # type: ignore[no-untyped-call, unused-ignore]
    nodes = [node for node in every if node["Alive"]]
    if len(nodes) < 2:
        return  # this one; each worker says its version besides

    # Inside, so that it travels as it is: a machine may have no Dateline at all.
    def told() -> tuple[str | None, str]:
        try:
            from dateline.scale.recipe import program
        except ImportError as error:
            return None, str(error)
        return program(), ""

    asking = ray.remote(num_cpus=0)(told)
    answers = {
        node["NodeManagerAddress"]: asking.options(
            scheduling_strategy=NodeAffinitySchedulingStrategy(node["NodeID"], soft=False)
        ).remote()
        for node in nodes
    }
    with _told():
        for place, answer in answers.items():
            version, why = ray.get(answer)
            if version is None:
                raise WorkersFailed(
                    f"no Dateline can be loaded on {place} ({why})",
                    cure="install the same version on all machines of the cluster",
                )
            if version != program():
                raise other_version(f"{version} on {place}", program())


@contextmanager
def _told() -> Iterator[None]:
    """What Ray raises, in one line."""
    from ray.exceptions import RayError

    try:
        yield
    except RayError as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        raise WorkersFailed(
            f"Ray gave up: {(lines or [type(error).__name__])[-1][:200]}",
            cure="the same command goes on from here; ray status says how the cluster is",
        ) from error
