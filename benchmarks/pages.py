"""How well the body, headline, date and authors of real pages are found.

Body: scrapinghub's metric. Both texts are cut into words (runs of letters, digits and underscore,
case kept); each has the multiset of its runs of four words (its whole text where it has fewer).
With TP the size of the multisets' intersection, FP what only the prediction holds and FN what only
the gold holds, a page's F1 is 2·TP / (2·TP + FP + FN), 1 where both are empty; a set's score is
the mean over its pages.

Title: equal letter by letter once runs of white space are one space. Date: the same day. Authors:
the same set of names, case and order aside, names parted at commas and semicolons.

What is measured is `dateline.articles.html.read`, which `article_from_page` builds on; refusing
other languages and pages without an article comes after it. It takes a page wholly apart (title,
date, authors, lines around the story too), while trafilatura is only asked for the text. Speeds are
pages by second of the processor, each page read by all readers in turn, so that they can be
compared. Our own extraction was tuned on the odd-numbered pages of each set; "doubted" is the share
of pages on which it doubts itself, so that trafilatura's text is taken.

    python -m benchmarks.pages [SAMPLE]
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from dateline.articles.html import Parts

SETS = ("scrapinghub", "fundus", "aed")
PUBLISHED = {
    "trafilatura, whole set": {"title": 0.684, "date": 0.834, "authors": 0.734},
    "newspaper4k, whole set": {"title": 0.848, "date": 0.803, "authors": 0.551},
}


class Example(NamedTuple):
    """One page with its gold."""

    html: bytes
    body: str
    gold: dict[str, Any]


def shared() -> Path:
    """The folder of shared data beside the repository, or where DATELINE_SHARED says."""
    beside = Path(__file__).resolve().parents[1] / ".." / "shared"
    return Path(os.environ.get("DATELINE_SHARED", beside)).resolve()


def load(name: str, sample: int | None = None) -> Iterator[Example]:
    """The pages of a development set, the first `sample` of them."""
    root = shared() / "benchmarks" / "pages" / name
    file = {
        "scrapinghub": "ground-truth.json",
        "fundus": "ground_truth.json",
        "aed": "articles.json",
    }[name]
    gold = json.loads((root / file).read_text("utf-8"))
    for key, row in sorted(gold.items())[:sample]:
        path = root / "html" / (key if key.endswith(".gz") else f"{key}.html.gz")
        body = row["articleBody"] if "articleBody" in row else "\n".join(row["body"])
        yield Example(gzip.decompress(path.read_bytes()), body, row)


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """The multiset of runs of `size` words."""
    words = re.findall(r"\w+", text)
    if not words:
        return Counter()
    return Counter(
        tuple(words[start : start + size]) for start in range(max(1, len(words) - size + 1))
    )


def shingle_f1(gold: str, predicted: str) -> float:
    """The 4-gram shingle F1 of one page."""
    left, right = shingles(gold), shingles(predicted)
    if not left and not right:
        return 1.0
    both = sum((left & right).values())
    return 2 * both / (sum(left.values()) + sum(right.values()))


def take_apart(html: bytes) -> Parts:
    """A page as Dateline reads it."""
    from dateline.articles.charset import decode
    from dateline.articles.html import read

    return read(decode(html)[0])


def ours(html: bytes) -> str:
    """The body as Dateline finds it."""
    return "\n".join(take_apart(html).paragraphs)


def trafilatura_default(html: bytes) -> str:
    """The body as plain trafilatura finds it."""
    import trafilatura

    return trafilatura.extract(html, include_comments=False) or ""


def trafilatura_precise(html: bytes) -> str:
    """The body as trafilatura finds it with `favor_precision`."""
    import trafilatura

    return trafilatura.extract(html, include_comments=False, favor_precision=True) or ""


READERS: dict[str, Callable[[bytes], str]] = {
    "dateline": ours,
    "trafilatura": trafilatura_default,
    "trafilatura favor_precision": trafilatura_precise,
}


def measure_bodies(sample: int | None = None) -> dict[str, float]:
    """Body F1 and pages a second of each reader on each set: `reader/set/f1` and `…/pages_s`.

    Of Dateline also the F1 of each half (`…/odd`, `…/even`), the share of pages on which its own
    extraction doubts itself (`…/doubted`), and its speed beside trafilatura's (`…/times`).
    """
    scores: dict[str, float] = {}
    for name in SETS:
        pages = list(load(name, sample))
        f1: dict[str, list[float]] = {reader: [] for reader in READERS}
        seconds = dict.fromkeys(READERS, 0.0)
        doubted = 0
        for read in READERS.values():  # what is loaded once is not measured
            read(pages[0].html)
        for page in pages:
            for reader, read in READERS.items():
                started = time.process_time()
                text = read(page.html)
                seconds[reader] += time.process_time() - started
                f1[reader].append(shingle_f1(page.body, text))
            doubted += take_apart(page.html).doubted is not None
        for reader in READERS:
            scores[f"{reader}/{name}/f1"] = _mean(f1[reader])
            scores[f"{reader}/{name}/pages_s"] = len(pages) / seconds[reader]
        scores[f"dateline/{name}/even"] = _mean(f1["dateline"][::2])
        scores[f"dateline/{name}/odd"] = _mean(f1["dateline"][1::2])
        scores[f"dateline/{name}/doubted"] = doubted / len(pages)
        precise = seconds["trafilatura favor_precision"]
        scores[f"dateline/{name}/times"] = precise / seconds["dateline"]
    return scores


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / max(1, len(numbers))


def measure_facts(sample: int | None = None) -> dict[str, float]:
    """Accuracy of title, date and authors on aed: `reader/aed/title` …"""
    import trafilatura

    from dateline.articles import dates
    from dateline.articles.charset import decode
    from dateline.articles.html import read

    right: Counter[str] = Counter()
    pages = list(load("aed", sample))
    for page in pages:
        html = decode(page.html)[0]
        url = page.gold["url"]
        parts = read(html, url=url)
        mine = (parts.headline, dates.choose(parts.claims).value, ", ".join(parts.authors))
        plain = trafilatura.extract_metadata(html, default_url=url)
        theirs = (plain.title, plain.date, plain.author) if plain else (None, None, None)
        for reader, found in (("dateline", mine), ("trafilatura", theirs)):
            right[f"{reader}/aed/title"] += _spaced(found[0]) == _spaced(page.gold["title"])
            right[f"{reader}/aed/date"] += (found[1] or "")[:10] == (page.gold["date"] or "")[:10]
            right[f"{reader}/aed/authors"] += _names(found[2]) == _names(page.gold["authors"])
    return {key: count / len(pages) for key, count in right.items()}


def _spaced(text: str | None) -> str:
    return " ".join((text or "").split())


def _names(text: str | None) -> frozenset[str]:
    parts = re.split(r"[,;]", text or "")
    return frozenset(_spaced(part).lower() for part in parts if part.strip())


def run(sample: int | None = None) -> dict[str, float]:
    """All scores by name; `sample` takes only so many pages of each set."""
    return {**measure_bodies(sample), **measure_facts(sample)}


def main() -> None:
    """Print the table."""
    sample = int(sys.argv[1]) if len(sys.argv) > 1 else None
    scores = run(sample)
    print(f"{'body: F1 / pages per second':<30}" + "".join(f"{name:>18}" for name in SETS))
    for reader in READERS:
        cells = (
            f"{scores[f'{reader}/{name}/f1']:.4f} / {scores[f'{reader}/{name}/pages_s']:.0f}"
            for name in SETS
        )
        print(f"{reader:<30}" + "".join(f"{cell:>18}" for cell in cells))
    for figure, label in (
        ("odd", "dateline: F1, odd pages"),
        ("even", "dateline: F1, even pages"),
        ("doubted", "dateline: share doubted"),
        ("times", "pages/s : trafilatura's mode"),
    ):
        cells = (f"{scores[f'dateline/{name}/{figure}']:.3f}" for name in SETS)
        print(f"{label:<30}" + "".join(f"{cell:>18}" for cell in cells))
    facts = ("title", "date", "authors")
    print(f"\n{'aed: accuracy':<30}" + "".join(f"{fact:>18}" for fact in facts))
    for reader in ("dateline", "trafilatura"):
        cells = (f"{scores[f'{reader}/aed/{fact}']:.3f}" for fact in facts)
        print(f"{reader:<30}" + "".join(f"{cell:>18}" for cell in cells))
    for reader, known in PUBLISHED.items():
        print(f"{reader:<30}" + "".join(f"{known[fact]:>18.3f}" for fact in facts))


if __name__ == "__main__":
    main()
