import json

import pytest

from dateline.cli.text import clean, safe_json


@pytest.mark.parametrize(
    ("dirty", "shown"),
    [
        ("red \x1b[31malert\x1b[0m", "red alert"),
        ("\x1b]0;new title\x07Kenya", "Kenya"),
        ("\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2JKenya", "Kenya"),
        ("\x1bPq#0;2;0;0;0\x1b\\Kenya", "Kenya"),
        ("\x1bcKenya", "Kenya"),
        ("a\x00b\x08c\x7fd", "abcd"),
        ("two\nlines\r\nand\ta tab", "two lines and a tab"),
        ("no\u00a0break", "no break"),
        ("gnp.\u202eexe", "gnp.exe"),
        ("soft\u00adhyphen \u200bzero \ufeffwidth", "softhyphen zero width"),
        ("tag\U000e0041s", "tags"),
        ("Côte d’Ivoire, 北京, [bold]", "Côte d’Ivoire, 北京, [bold]"),
    ],
)
def test_clean(dirty: str, shown: str) -> None:
    assert clean(dirty) == shown


def test_json_keeps_every_character_but_as_an_escape() -> None:
    text = "a\x9bb\u202ec’d\u2028"
    safe = safe_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(safe) == text
    assert not set("\x9b\u202e\u2028") & set(safe)
    assert "’" in safe
