"""Copies: which articles are one text. Nothing here knows of the desk.

`fingerprint` says which texts are worth comparing, `copies` whether two are one, `Groups` which
belong together, `came` which of them was first, and `Told` what each has that no earlier one has.
"""

from __future__ import annotations

from dateline.stories.copies import Source, Text, apart, copies, of_one_outlet, source_of, text_of
from dateline.stories.fingerprints import LEAST_COMMON, fingerprint, least_common
from dateline.stories.groups import Groups
from dateline.stories.news import Told
from dateline.stories.order import came

__all__ = [
    "LEAST_COMMON",
    "Groups",
    "Source",
    "Text",
    "Told",
    "apart",
    "came",
    "copies",
    "fingerprint",
    "least_common",
    "of_one_outlet",
    "source_of",
    "text_of",
]

VERSION = 1
"""Of the rules in this folder. Where it grows, desks make their stories anew."""
