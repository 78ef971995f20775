"""The pipeline's table of tag rules, looked up by word instead of matched anew at each.

spaCy's attribute ruler gives each token its part of speech by some 180 patterns, nearly all of one
token, and tries all of them at every token. What they say depends on the token's tag, relation and
word alone, and few words are named in a rule: here each such triple is matched once and remembered.
The outcome is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPERATORS = {"IN", "NOT_IN", "REGEX"}
_LOOKED_AT = {"TAG", "LOWER", "DEP", "IS_SPACE"}
_MOST = 200_000
"""So many words are remembered, and then again from none."""


class _Found(NamedTuple):
    """The rules of one token that match a word, and whether a rule of several may begin there."""

    rules: tuple[int, ...]
    begins: bool


class _Set(NamedTuple):
    """What rules set: (column, value), and what goes into no column."""

    columns: tuple[tuple[int, int], ...]
    others: dict[int, int]


def _named(tokens: list[dict[str, Any]]) -> Callable[[str], bool]:
    """Tells whether a rule speaks of a word in small letters."""
    listed: set[str] = set()
    patterns = []
    for told in (t["LOWER"] for t in tokens if "LOWER" in t):
        if isinstance(told, str):
            listed.add(told)
        else:
            listed |= {w for k in ("IN", "NOT_IN") for w in told.get(k, ())}
            patterns += [re.compile(told["REGEX"])] if "REGEX" in told else []
    return lambda word: word in listed or any(p.search(word) for p in patterns)


def _merged(told: dict[int, int], columns: list[int]) -> _Set:
    return _Set(
        tuple((columns.index(k), v) for k, v in told.items() if k in columns),
        {k: v for k, v in told.items() if k not in columns},
    )


def quick(ruler: Any) -> Callable[[Doc], Doc]:
    """A component that does what the ruler does; the ruler itself where it has rules of a kind that
    cannot be remembered."""
    from spacy.attrs import LEMMA, MORPH, POS, TAG
    from spacy.matcher import Matcher
    from spacy.pipeline.attributeruler import set_token_attrs  # type: ignore[attr-defined]

    several = [p for row in ruler.patterns for p in row["patterns"] if len(p) > 1]
    tokens = [t for row in ruler.patterns for p in row["patterns"] for t in p]
    plain = all(
        t.keys() <= _LOOKED_AT
        and all(not isinstance(v, dict) or v.keys() <= _OPERATORS for v in t.values())
        for t in tokens
    )
    if not plain or any(i < 0 for i in ruler.indices):
        return ruler  # type: ignore[no-any-return]
    set_at_once = [POS, MORPH, LEMMA, TAG]
    longest = max(map(len, several), default=1)
    first = Matcher(ruler.vocab)
    for number, pattern in enumerate(several):
        first.add(str(number), [pattern[:1]])
    number_of = ruler.vocab.strings
    named = _named(tokens)
    words: dict[int, int] = {}
    known: dict[tuple[int, int, int], _Found] = {}
    merged: dict[tuple[int, ...], _Set] = {}

    def look(doc: Doc, i: int) -> _Found:
        one = doc[i : i + 1]
        hits = ruler.matcher(one, allow_missing=True, as_spans=False)
        rules = tuple(sorted({int(number_of[name]) for name, _, _ in hits}))
        return _Found(rules, bool(several) and bool(first(one, allow_missing=True)))

    def apply(doc: Doc) -> Doc:
        rules: list[tuple[int, ...]] = []
        more: list[tuple[int, int]] = []
        for token in doc:
            lower = token.lower
            word = words.get(lower)
            if word is None:
                if len(words) >= _MOST:
                    words.clear()
                # Words that no rule names are all the same to them, and white space is one of them.
                word = words[lower] = lower if named(token.lower_) else -int(token.is_space)
            key = (token.tag, word, token.dep)
            found = known.get(key)
            if found is None:
                found = known[key] = look(doc, token.i)
            rules.append(found.rules)
            if found.begins:
                window = doc[token.i : token.i + longest]
                for name, start, end in ruler.matcher(window, allow_missing=True, as_spans=False):
                    if end - start > 1 and start == 0:
                        rule = int(number_of[name])
                        more.append((token.i + ruler.indices[rule], rule))
        for i, rule in more:
            rules[i] = tuple(sorted((*rules[i], rule)))
        columns: Any = doc.to_array(set_at_once)
        for i, those in enumerate(rules):
            if not those:
                continue
            attributes = merged.get(those)
            if attributes is None:
                # Of two rules that set the same, the later one stands.
                told = {k: v for rule in those for k, v in ruler.attrs[rule].items()}
                attributes = merged[those] = _merged(told, set_at_once)
            for column, value in attributes.columns:
                columns[i, column] = value
            if attributes.others:
                set_token_attrs(doc[i], attributes.others)
        doc.from_array(set_at_once, columns)
        return doc

    return apply
