"""Which words stand in quotation marks, and who speaks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dateline.language.words import Doc

SPEAKING = frozenset(
    "say tell add write state announce declare note tweet claim warn reply answer explain argue ask "
    "continue insist admit acknowledge stress underline reiterate remark respond comment conclude "
    "recall complain joke quip describe call post observe assert report shout charge vow promise".split()
)
_OPEN, _CLOSE, _BOTH = frozenset("“«"), frozenset("”»"), frozenset('"')
_REACH = 14


class Quotes(NamedTuple):
    """`of[i]` is the number of the quotation that token i stands in, or 0; `speakers` by number."""

    of: list[int]
    speakers: dict[int, int]

    def speaker(self, i: int) -> int | None:
        """The token that names who speaks the quotation around token `i`."""
        return self.speakers.get(self.of[i])


def read_quotes(doc: Doc) -> Quotes:
    """The quotations of a text; an open one ends with its paragraph."""
    of = [0] * len(doc)
    spans: dict[int, tuple[int, int]] = {}
    number, inside = 0, False
    for token in doc:
        mark = token.text.strip()
        if "\n" in token.text:
            inside = False
        elif mark in _BOTH or mark in ("''", "``"):
            inside = not inside
        elif mark in _OPEN:
            inside = True
        elif mark in _CLOSE:
            inside = False
        else:
            if inside:
                if not token.i or not of[token.i - 1]:
                    number += 1
                    spans[number] = (token.i, token.i + 1)
                of[token.i] = number
                spans[number] = (spans[number][0], token.i + 1)
            continue
    speakers: dict[int, int] = {}
    last = (0, -100)
    for number, (i, j) in spans.items():
        found = _speaker(doc, of, i, j)
        if found is None and i - last[1] <= 3 and last[0] in speakers:
            found = speakers[last[0]]
        if found is not None:
            speakers[number] = found
        last = (number, j)
    return Quotes(of, speakers)


def _speaker(doc: Doc, of: list[int], i: int, j: int) -> int | None:
    after = range(j, min(len(doc), j + _REACH))
    before = range(i - 1, max(-1, i - _REACH), -1)
    # Who speaks in the next paragraph says what stands there; a colon may end the one before.
    end = next((k for k in after if "\n" in doc[k].text), after.stop)
    first = next((k for k in before if "\n" in doc[k].text and i - k > 3), before.stop)
    for k in (*range(j, end), *range(i - 1, first, -1)):
        token = doc[k]
        if of[k] or token.pos_ != "VERB" or token.lemma_.lower() not in SPEAKING:
            continue
        for child in token.children:
            if child.dep_ == "nsubj" and not of[child.i]:
                return int(child.i)
    return None
