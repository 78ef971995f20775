"""Vega, Vega-Lite and Vega-Embed as one script: vl-convert carries them and bundles them here, so
that none is kept in the repository and none comes from elsewhere.

Bundling takes a second or more, so it is done once in a process, when a browser asks for the first
chart; browsers keep it until it changes.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from functools import cache
from typing import NamedTuple


class Bundle(NamedTuple):
    """The script, as it is and packed."""

    plain: bytes
    packed: bytes


_guard = threading.Lock()


@cache
def address() -> str:
    """Where the script is. It changes when the script does, which may so be kept for good."""
    from importlib.metadata import version

    from dateline.analysis.charts.rendering import SNIPPET, VEGA_LITE

    said = "\n".join((version("vl-convert-python"), VEGA_LITE, SNIPPET))
    return f"/charts/vega-{hashlib.sha256(said.encode()).hexdigest()[:12]}.js"


def bundle() -> Bundle:
    """The script; whoever asks first waits until it is made."""
    with _guard:
        return _made()


@cache
def _made() -> Bundle:
    from dateline.analysis.charts.rendering import bundle as made

    plain = made().encode()
    return Bundle(plain, gzip.compress(plain, 9, mtime=0))
