"""Names in the way that North Korea writes them: "Mun Kwang Chol", three words, the family's first.

The recogniser knows few of them, and takes others apart. South Korea joins the two last with a hyphen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.mentions.pieces import NAME_TAGS, Unit

if TYPE_CHECKING:
    from dateline.language.words import Doc

_FAMILIES = frozenset(
    "An Chae Chang Cha Chi Cho Choe Chon Chu Han Ham Ho Hong Hwang Hyon Ja Jang Ji Jin Jo Jon Jong Ju Kang "
    "Ki Kil Kim Ko Kong Ku Kwak Kwon Kye Ma Maeng Min Mun Myong Nam No O Om Pae Paek Pak Pang Phyo Pyo Pyon "
    "Ra Ri Rim Ro Rang Ryang Ryu Sim Sin So Sok Son Song Sol Tae To Tong U Um Wang Wi Won Wu Yang Ye Yom Yon "
    "Yu Yun".split()
)
# One syllable of a given name.
_SYLLABLE = re.compile(
    r"(?:K|Kw|Ky|G|Gw|Gy|B|D|T|Th|P|Ph|Ch|Chh|C|R|Ry|S|Ss|N|Ny|M|My|H|Hw|Hy|J|Y|W)?(?:ae|ui|oe|wa|wi|ye|yo|ya|yu|a|e|i|o|u)"
    r"(?:ng|n|m|k|l|p|t)?"
)


def is_korean(words: list[str]) -> bool:
    """Whether three words are a name as North Korea writes it."""
    return (
        len(words) == 3
        and words[0] in _FAMILIES
        and all(w.istitle() and _SYLLABLE.fullmatch(w) for w in words[1:])
    )


def korean_names(doc: Doc, taken: bytearray) -> list[Unit]:
    """The names of this kind that nothing has taken yet."""
    found: list[Unit] = []
    k = 0
    while k + 3 <= len(doc):
        words = doc[k : k + 3]
        if (
            doc[k].text not in _FAMILIES
            or any(taken[n] for n in range(k, k + 3))
            or not is_korean([t.text for t in words])
            or not any(t.tag_ in NAME_TAGS for t in words)
            or (k + 3 < len(doc) and not taken[k + 3] and doc[k + 3].text[:1].isupper()
                and doc[k + 3].tag_ in NAME_TAGS and is_syllable(doc[k + 3].text))
        ):  # fmt: skip
            k += 1
            continue
        end = words[-1].idx + len(words[-1].text)
        found.append(Unit(k, k + 3, words[0].idx, end, "person", ner="KOREAN"))
        taken[k : k + 3] = b"\1\1\1"
        k += 3
    return found


def is_syllable(word: str) -> bool:
    """Whether a word may be one syllable of such a name."""
    return _SYLLABLE.fullmatch(word) is not None
