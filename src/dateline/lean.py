"""What a process of Dateline's own spares itself: its commands and its workers.

A user's program that imports Dateline is left as it is: the process is theirs.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import sys
from types import ModuleType
from typing import Any

_SWEEP_AFTER = 20_000
"""Python sweeps after 700 new objects; what loading makes are some 300,000 that stay."""
_UNUSED = ("spacy.cli.info", "spacy.cli")


def lean() -> None:
    """Fewer sweeps of the garbage collector, and no command line of spaCy's."""
    gc.set_threshold(_SWEEP_AFTER)
    # At the end all memory goes at once: it need not be swept first.
    atexit.register(gc.freeze)
    _without_spacys_command_line()


def _without_spacys_command_line() -> None:
    """`import spacy` shall not import its command line: for one function, `spacy.info`, it brings an HTTP
    client, a manager of projects and bars of progress, together a tenth of starting."""
    if "spacy" in sys.modules:
        return
    package, module = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    vars(module)["info"] = _info
    sys.modules |= {"spacy.cli": package, "spacy.cli.info": module}


def _info(*args: Any, **named: Any) -> Any:
    """spaCy's own function after all."""
    for name in _UNUSED:
        sys.modules.pop(name, None)
    return importlib.import_module("spacy.cli.info").info(*args, **named)
