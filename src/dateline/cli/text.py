"""Text from pages made safe to print.

A page may hold escape sequences that would repaint a terminal, or marks that turn the direction
of the line around. What people see is cleaned; JSON keeps every character, written as an escape.
"""

from __future__ import annotations

import re

_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # OSC: titles, links
    r"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c]*(?:\x1b\\|\x9c)?"  # DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-~]?"
)
_UNSEEN = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb"
_CONTROL = re.compile(rf"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{_UNSEEN}]|[\U000e0000-\U000e007f]")
_SPACE = re.compile(r"[\s\x85\u2028\u2029]+")
_UNSAFE_IN_JSON = re.compile(rf"[\x7f-\x9f\u2028\u2029{_UNSEEN}]")


def clean(text: str) -> str:
    """`text` on one line, without escape sequences, control characters and invisible marks."""
    return _SPACE.sub(" ", _CONTROL.sub("", _ESCAPES.sub("", text))).strip()


def safe_json(json: str) -> str:
    """The same JSON with every character a terminal might obey written as `\\uXXXX`."""
    return _UNSAFE_IN_JSON.sub(lambda m: f"\\u{ord(m.group()):04x}", json)
