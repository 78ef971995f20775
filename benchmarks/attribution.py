"""Attributions against PolNeAR: who says, in which words, what.

    python -m benchmarks.attribution [--set dev|train] [--sample N]

Gold is PolNeAR's brat standoff (`../shared/benchmarks/polnear`, or `$DATELINE_SHARED`). A text that
several people annotated counts once, with the annotation whose file name sorts first.

PolNeAR marks no attribution inside another's content, so ours whose cue lies in a quotation or in
the content of another of ours are left out before scoring (Dateline keeps them: they make the voice
chains). Nothing of the gold is used for that.

For cue, source, content and the whole triple:

- `exact`: a span counts when its characters are the same (content: all its parts; blanks and the
  punctuation at the ends aside). A triple counts when its cue, source and content all do.
- `overlap`: our spans and the gold's are paired one to one within a document, most shared tokens
  first. Precision is the mean over our spans of the share of their tokens that the partner holds,
  recall the mean over the gold's spans; unpaired ones count 0. For triples the pairs are made by
  the tokens shared in all three roles together, and the share is the mean over the roles that one
  of the two has.
- `token`: a token is right when both put it in that role, whoever's attribution it is in; every
  token counts the same, so long contents weigh more. Not defined for triples.

Tokens are words. Punctuation marks are not counted, except in a span that holds nothing else: the
colon of "Kim: no talks" is a cue.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from benchmarks.common import print_table, shared

Spans = tuple[tuple[int, int], ...]
Triple = dict[str, Spans]
ROLES = ("cue", "source", "content")
FIGURES = ("precision", "recall", "f1")


def gold_triples(standoff: str) -> list[Triple]:
    """The attributions of one brat file; lines that are no well-formed annotation are passed over."""
    spans: dict[str, Spans] = {}
    triples: list[Triple] = []
    for line in standoff.splitlines():
        if m := re.match(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)\t", line):
            parts = [p.split() for p in m[2].split(";")]
            spans[m[1]] = tuple(sorted((int(a), int(b)) for a, b in parts))
        elif m := re.match(r"E\d+\t(.+)", line):
            found: dict[str, list[tuple[int, int]]] = {}
            for item in m[1].split():
                role, _, ref = item.partition(":")
                role = role.rstrip("0123456789").lower()
                if role in ROLES:
                    found.setdefault(role, []).extend(spans.get(ref, ()))
            if any(found.values()):
                triples.append({r: tuple(sorted(s)) for r, s in found.items()})
    return triples


def documents(
    part: str, sample: int | None, seed: int = 7
) -> Iterator[tuple[str, str, list[Triple]]]:
    """Name, text and gold attributions of each text of `part`, or of `sample` of them at random."""
    root = shared("benchmarks", "polnear", part)
    texts = sorted((root / "text").glob("*.txt"))
    if sample is not None and sample < len(texts):
        texts = sorted(random.Random(seed).sample(texts, sample))
    for path in texts:
        files = sorted((root / "attributions").glob(path.stem + "_*.ann"))
        files = [f for f in files if re.fullmatch(re.escape(path.stem) + r"_[0-9a-f]{4}", f.stem)]
        if files:
            text = path.read_text(encoding="utf-8")
            yield path.stem, text, gold_triples(files[0].read_text(encoding="utf-8"))


def predicted(text: str) -> list[Triple]:
    """Dateline's attributions of a text, those inside another's content left out."""
    from dateline.coding.attribution import find_attributions
    from dateline.coding.attribution.quotes import QuoteIndex, find_quotes, paragraphs_of
    from dateline.language import parse_article
    from dateline.records import Article

    lines = paragraphs_of(text, [])
    article = Article(id="benchmark", text=text, paragraphs=lines)
    found = find_attributions(parse_article(article), article, [])
    quotes = QuoteIndex(find_quotes(text, lines))
    kept = []
    for a in found:
        inside = a.cue is not None and (
            quotes.at(a.cue.start) is not None
            or any(b is not a and c.covers(a.cue) for b in found for c in b.content)
        )
        if not inside:
            kept.append(a)
    return [
        {
            role: spans
            for role, spans in (
                ("cue", ((a.cue.start, a.cue.end),) if a.cue else ()),
                ("source", ((a.source.start, a.source.end),) if a.source else ()),
                ("content", tuple((c.start, c.end) for c in a.content)),
            )
            if spans
        }
        for a in kept
    ]


# ------------------------------------------------------------------ scores


class Score:
    """Sums that give precision, recall and F1."""

    def __init__(self) -> None:
        self.right_p = self.right_r = 0.0
        self.ours = self.gold = 0

    def values(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        p = self.right_p / self.ours if self.ours else 0.0
        r = self.right_r / self.gold if self.gold else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _tokens(text: str) -> Callable[[Spans], frozenset[int]]:
    starts = [(m.start(), m.end()) for m in re.finditer(r"\w+", text)]
    cache: dict[Spans, frozenset[int]] = {}

    def of(spans: Spans) -> frozenset[int]:
        if spans not in cache:
            words = frozenset(
                i for i, (a, b) in enumerate(starts) if any(s < b and a < e for s, e in spans)
            )
            cache[spans] = words or frozenset(
                -1 - at for s, e in spans for at in range(s, e) if not text[at].isspace()
            )
        return cache[spans]

    return of


def _bare(text: str, spans: Spans) -> Spans:
    out = []
    for start, end in spans:
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and not text[end - 1].isalnum():
            end -= 1
        if end > start:
            out.append((start, end))
    return tuple(out) if out else spans


def _paired(
    ours: Sequence[object], gold: Sequence[object], shared_: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    options = sorted(
        ((shared_(i, j), -i, -j) for i in range(len(ours)) for j in range(len(gold))), reverse=True
    )
    left, right, pairs = set(range(len(ours))), set(range(len(gold))), []
    for weight, i, j in options:
        if weight > 0 and -i in left and -j in right:
            left.discard(-i)
            right.discard(-j)
            pairs.append((-i, -j))
    return pairs


def score_document(
    text: str, ours: list[Triple], gold: list[Triple], scores: dict[str, Score]
) -> None:
    """Add one document's counts to `scores` (keys "cue exact", "triple overlap", …)."""
    tokens = _tokens(text)
    for role in ROLES:
        a = [t[role] for t in ours if t.get(role)]
        b = [t[role] for t in gold if t.get(role)]
        _exact(scores[f"{role} exact"], [_bare(text, s) for s in a], [_bare(text, s) for s in b])
        ta, tb = [tokens(s) for s in a], [tokens(s) for s in b]
        score = scores[f"{role} overlap"]
        score.ours += len(a)
        score.gold += len(b)
        for i, j in _paired(ta, tb, lambda i, j, ta=ta, tb=tb: len(ta[i] & tb[j])):  # type: ignore[misc]
            score.right_p += len(ta[i] & tb[j]) / len(ta[i])
            score.right_r += len(ta[i] & tb[j]) / len(tb[j])
        score = scores[f"{role} token"]
        all_a: frozenset[int] = frozenset().union(*ta)
        all_b: frozenset[int] = frozenset().union(*tb)
        score.ours += len(all_a)
        score.gold += len(all_b)
        score.right_p += len(all_a & all_b)
        score.right_r += len(all_a & all_b)
    whole = [tuple(_bare(text, t.get(r, ())) for r in ROLES) for t in ours]
    truth = [tuple(_bare(text, t.get(r, ())) for r in ROLES) for t in gold]
    _exact(scores["triple exact"], whole, truth)
    sa = [{r: tokens(t.get(r, ())) for r in ROLES} for t in ours]
    sb = [{r: tokens(t.get(r, ())) for r in ROLES} for t in gold]
    score = scores["triple overlap"]
    score.ours += len(ours)
    score.gold += len(gold)
    for i, j in _paired(sa, sb, lambda i, j: sum(len(sa[i][r] & sb[j][r]) for r in ROLES)):
        roles = [r for r in ROLES if sa[i][r] or sb[j][r]]
        for r in roles:
            common = len(sa[i][r] & sb[j][r])
            score.right_p += common / len(sa[i][r]) / len(roles) if sa[i][r] else 0.0
            score.right_r += common / len(sb[j][r]) / len(roles) if sb[j][r] else 0.0


def _exact(score: Score, ours: Iterable[object], gold: Iterable[object]) -> None:
    left = list(gold)
    score.gold += len(left)
    for one in ours:
        score.ours += 1
        if one in left:
            left.remove(one)
            score.right_p += 1
            score.right_r += 1


def run(sample: int | None = None, part: str = "dev") -> dict[str, float]:
    """Scores as "role measure figure" ("cue overlap f1"), with the counts and the time taken.

    Raises `FileNotFoundError` where the shared data are not there.
    """
    root = shared("benchmarks", "polnear", part)
    if not root.is_dir():
        raise FileNotFoundError(f"no PolNeAR at {root}; set DATELINE_SHARED")
    names = [f"{r} {m}" for r in ROLES for m in ("exact", "overlap", "token")]
    scores = {n: Score() for n in [*names, "triple exact", "triple overlap"]}
    started, count, total = time.perf_counter(), 0, 0
    for _, text, gold in documents(part, sample):
        score_document(text, predicted(text), gold, scores)
        count += 1
        total += len(gold)
    result: dict[str, float] = {"documents": count, "attributions": total}
    for name, score in scores.items():
        for figure, value in zip(FIGURES, score.values(), strict=True):
            result[f"{name} {figure}"] = value
    result["seconds"] = time.perf_counter() - started
    return result


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Attributions against PolNeAR")
    parser.add_argument("--set", dest="part", choices=["dev", "train"], default="dev")
    parser.add_argument("--sample", type=int, default=None)
    options = parser.parse_args()
    result = run(options.sample, options.part)
    rows = [
        (f"{role} {measure}", *(result[f"{role} {measure} {f}"] for f in FIGURES))
        for role in (*ROLES, "triple")
        for measure in ("exact", "overlap", "token")
        if f"{role} {measure} f1" in result
    ]
    title = (
        f"PolNeAR {options.part}: {result['documents']:.0f} texts, "
        f"{result['attributions']:.0f} attributions, {result['seconds']:.0f} s"
    )
    print_table(title, ("", "P", "R", "F1"), rows)


if __name__ == "__main__":
    main()
