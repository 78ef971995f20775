"""Read actor and agent dictionaries of TABARI, PETRARCH and Phoenix into a user's own table.

An actor is a name, synonyms after `+`, and codes in brackets, each with the days that it holds:

    JANE_DOE_
    +DOE,_JANE
        [KENELI 910101-021230]
        [KENGOV >021230]

An agent is a noun with the role that it adds to a country: `!MINIST!_OF_HEALTH {} [~GOV]`.
CAMEO's codes become PLOVER's country and sectors (`codes.plover_actor`).
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import IO

from dateline.knowledge.petrarch.actors import read_actors
from dateline.knowledge.petrarch.agents import read_agents
from dateline.knowledge.petrarch.lines import Import, Told, kind_of
from dateline.knowledge.user_tables import ACTOR_COLUMNS, AGENT_COLUMNS

__all__ = ["Import", "read_dictionary", "table_name", "write_table"]


def read_dictionary(path: Path, agents: bool | None = None, keep_known: bool = False) -> Import:
    """Read one dictionary; `agents` None tells the two kinds apart by `~` in the codes.

    Names that Dateline's tables have already with the same country and sectors are left out (its
    rows have offices and kinds that a dictionary lacks), unless `keep_known`.
    Never raises for what the file holds: lines that cannot be used are in `problems`.
    """
    told = Told()
    kind = kind_of(path)
    if kind in ("verbs", "nothing") and path.is_file() and path.stat().st_size:
        what = "is a dictionary of verbs" if kind == "verbs" else "holds no codes in brackets"
        told.at(what, str(path), "give a dictionary of actors or agents")
        return Import(path, False, (), 0, 0, 0, 0, 0, tuple(told))
    if agents is None:
        agents = kind == "agents"
    return read_agents(path, told, keep_known) if agents else read_actors(path, told, keep_known)


def write_table(made: Import, out: IO[str]) -> None:
    """Write the rows as a user's table, which `Reader(tables=…)` reads."""
    columns = AGENT_COLUMNS if made.agents else ACTOR_COLUMNS
    out.write(
        f"# From {made.source.name} by dateline actors import-petrarch; CAMEO codes read as PLOVER's.\n"
    )
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(made.rows)


def table_name(source: Path, agents: bool) -> str:
    """The file name of the table made from a dictionary: "actors-phoenix-countries.csv"."""
    kind = "agents" if agents else "actors"
    words = [w for w in re.split(r"[^a-z0-9]+", source.name.lower()) if w]
    words = [w for w in words if w not in ("txt", "actors", "agents", "actor", "agent")]
    return f"{kind}-{'-'.join(words) or 'petrarch'}.csv"
