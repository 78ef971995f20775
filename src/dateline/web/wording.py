"""The words of all sentences, as numbers in memory: where some words stand is looked up, not read.

A sentence in small letters is cut at its spaces: a word is what lies between two of them, with the signs at it.
What is looked for is cut likewise. It stands in a sentence where its words follow each other there, of the
first one the end being enough and of the last one the beginning (of a single one any part): exactly where
`contains(lower(sentence), lower(text))` finds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from dateline.desk import Desk

    Numbers = NDArray[np.integer[Any]]
    Mask = NDArray[np.bool_]

AT_ONCE = 50_000
"""So many sentences are cut, or looked through, at a time."""
NO_WORD = 0
"""The number that stands after the last word of each sentence."""
FEW = 8
"""So many words are looked for one by one; more of them all at once."""

_CUT = (
    "SELECT list_append(coalesce(string_split(lower(sentence), ' '), []), NULL) AS words FROM served "
    "WHERE rowid >= $1 AND rowid < $2 ORDER BY rowid"
)


class Wording:
    """The sentences of one prepared copy: the numbers of their words, one sentence after the other."""

    def __init__(self, desk: Desk, size: int) -> None:
        import numpy as np
        import pyarrow as pa

        known: dict[str, int] = {}
        parts, lengths = [np.empty(0, np.uint32)], [np.empty(0, np.int64)]
        for start in range(0, size, AT_ONCE):
            lists = (
                desk.sql(_CUT, [start, start + AT_ONCE]).to_arrow_table()["words"].combine_chunks()
            )
            parts.append(_numbered(lists.flatten(), known))
            lengths.append(np.diff(lists.offsets.to_numpy()))
        self._vocabulary = pa.array(known, pa.string())
        self._codes = np.concatenate(parts).astype(np.min_scalar_type(len(known) + 1))
        self._begins = np.cumsum(np.concatenate([[0], *lengths])).astype(np.int64)
        self._often = np.bincount(self._codes, minlength=len(known) + 1)

    def saying(self, text: str) -> Mask:
        """Which rows have a sentence in which a text in small letters stands."""
        import numpy as np

        words = text.split(" ")
        meant = [self._meant(word, n, len(words) - 1) for n, word in enumerate(words)]
        by_rarity = sorted(range(len(words)), key=lambda n: self._often[meant[n]].sum())
        found = np.zeros(len(self._begins) - 1, dtype=bool)
        # What is reckoned at a time stays near the processor.
        for first in range(0, len(found), AT_ONCE):
            begins = self._begins[first : first + AT_ONCE + 1]
            at = begins[0] + _places(self._codes[begins[0] : begins[-1]], meant, by_rarity)
            if len(at) < len(begins):
                found[first + np.searchsorted(begins, at, side="right") - 1] = True
            else:
                found[first : first + AT_ONCE] = np.diff(np.searchsorted(at, begins)) > 0
        return found

    def _meant(self, word: str, place: int, last: int) -> Mask:
        """Which words of the sentences, by their numbers, one that is looked for may be."""
        import numpy as np
        import pyarrow.compute as pc

        if not last:
            found = pc.match_substring(self._vocabulary, word)
        elif not place:
            found = pc.ends_with(self._vocabulary, word)
        elif place == last:
            found = pc.starts_with(self._vocabulary, word)
        else:
            found = pc.equal(self._vocabulary, word)
        return np.concatenate([[False], found.to_numpy(zero_copy_only=False)])


def _places(codes: Numbers, meant: list[Mask], by_rarity: list[int]) -> Numbers:
    """Where words stand that follow each other, by the numbers of the first ones; the rarest is looked for first."""
    rarest, *others = by_rarity
    at: Numbers = _standing(codes, meant[rarest]).nonzero()[0] - rarest
    at = at[(at >= 0) & (at <= len(codes) - len(meant))]
    for n in others:
        at = at[meant[n][codes[at + n]]]
    return at


def _standing(codes: Numbers, meant: Mask) -> Mask:
    """Where one of some words stands."""
    import numpy as np

    numbers = meant.nonzero()[0]
    if len(numbers) > FEW:
        found: Mask = meant[codes]
        return found
    found = np.zeros(len(codes), dtype=bool)
    for number in numbers:
        found |= codes == number
    return found


def _numbered(words: pa.Array, known: dict[str, int]) -> NDArray[np.uint32]:
    """The numbers of some words, from 1 on, `NO_WORD` for none; new ones are added to those that are known."""
    import numpy as np

    coded = words.dictionary_encode()
    numbers = [known.setdefault(word, len(known) + 1) for word in coded.dictionary.to_pylist()]
    places = coded.indices.fill_null(len(numbers)).to_numpy()
    found: NDArray[np.uint32] = np.array([*numbers, NO_WORD], dtype=np.uint32)[places]
    return found
