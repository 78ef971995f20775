"""Copies: 300 labelled pairs, ten mutations of 1,000 articles, and the time that it takes.

The pairs are of `news-cluster`, over the whole range of similarity (see `gold/README.md`). Found are
those that share enough keys to be compared and are copies when they are. Of the mutations each copy
must be found, and nothing else: the articles are drawn so that no two of them are copies.

python -m benchmarks.copies             # labels and mutations
python -m benchmarks.copies --tune      # only the half that is for tuning, with what is wrong
python -m benchmarks.copies --time N    # N articles into a desk: time for keys, pairs and stories
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.common import ROOT, print_table, shared
from benchmarks.copy_mutations import MUTATIONS
from dateline.stories import (
    Groups,
    Text,
    apart,
    copies,
    fingerprint,
    least_common,
    of_one_outlet,
    text_of,
)

GOLD = ROOT / "benchmarks" / "gold" / "copies.jsonl"
CORPORA = ("state-department-2021.jsonl.gz", "kcna-2023-2024.jsonl.gz", "wikinews-2019-2020.jsonl")
ARTICLES = 1_000
SHORTEST = 60


class Ready(NamedTuple):
    """A text with its keys."""

    text: Text
    keys: frozenset[int]


def ready(text: str, outlet: str | None, published: str | None) -> Ready:
    return Ready(text_of(text, outlet, published), frozenset(fingerprint(text)))


def found(one: Ready, other: Ready) -> bool:
    """Whether two texts are found to be copies: by their keys first, as in the desk."""
    common, fewest = len(one.keys & other.keys), min(len(one.keys), len(other.keys))
    return bool(common) and worth(one, other, common, fewest) and copies(one.text, other.text)


def worth(one: Ready, other: Ready, common: int, fewest: int) -> bool:
    """Whether two texts are compared."""
    pair = one.text, other.text
    return common >= least_common(fewest, of_one_outlet(*pair), apart(*pair))


# --- the labelled pairs -----------------------------------------------------------------


def gold(half: str | None = None) -> Iterator[dict[str, Any]]:
    for line in GOLD.read_text("utf-8").splitlines():
        pair = json.loads(line)
        if half is None or pair["half"] == half:
            yield pair


def documents() -> dict[str, dict[str, Any]]:
    files = sorted(shared("benchmarks", "news-cluster").glob("*.json"))
    told = (json.loads(f.read_text("utf-8")) for f in files)
    return {d["dId"]: d for d in told}


def labelled(half: str | None = None, tell: bool = False) -> dict[str, float]:
    """Precision and recall of the pairs of a half, or of all; and of being in one story."""
    texts = {
        i: ready(d["text"], d["source_domain"], d["date_publish"]) for i, d in documents().items()
    }
    groups = Groups()
    for one, other in pairs(texts):
        groups.link(one, other)
    counts: Counter[str] = Counter()
    for pair in gold(half):
        is_copy = pair["label"] == "copy"
        one, other = pair["a"], pair["b"]
        got = found(texts[one], texts[other])
        counts[f"pair {got} {is_copy}"] += 1
        counts[f"story {groups.of(one) == groups.of(other)} {is_copy}"] += 1
        if tell and got != is_copy:
            print(f"pair {pair['n']}: {pair['label']}, and found {got}")
    figures: dict[str, float] = {"pairs": counts.total() / 2}
    for name in ("pair", "story"):
        right = counts[f"{name} True True"]
        figures[f"{name}.precision"] = right / max(right + counts[f"{name} True False"], 1)
        figures[f"{name}.recall"] = right / max(right + counts[f"{name} False True"], 1)
    return figures


def pairs(texts: dict[str, Ready]) -> list[tuple[str, str]]:
    """All pairs that are copies; those worth comparing are looked for as the desk does."""
    import duckdb
    import pyarrow as pa

    names = list(texts)
    keys = pa.table(
        {
            "number": pa.array([n for n, x in enumerate(names) for _ in texts[x].keys], pa.int32()),
            "key": pa.array([k for x in names for k in texts[x].keys], pa.uint64()),
            "keys": pa.array(
                [len(texts[x].keys) for x in names for _ in texts[x].keys], pa.int32()
            ),
        }
    )
    with duckdb.connect() as connection:
        connection.register("k", keys)
        rows = connection.execute(_COMMON).fetchall()
    named = ((names[a], names[b], common, fewest) for a, b, common, fewest in rows)
    return [
        (a, b)
        for a, b, common, fewest in named
        if worth(texts[a], texts[b], common, fewest) and copies(texts[a].text, texts[b].text)
    ]


_COMMON = """
SELECT a.number, b.number, count(*) AS common, any_value(least(a.keys, b.keys)) AS fewest
FROM k a JOIN k b ON a."key" = b."key" AND a.number < b.number GROUP BY ALL
HAVING common >= 0.35 * fewest - 2.33 * sqrt(0.35 * 0.65 * fewest)
"""


# --- the mutations ----------------------------------------------------------------------


def corpora() -> list[dict[str, Any]]:
    """The articles of the corpora that are long enough, as `text` and `published`."""
    articles = []
    for name in CORPORA:
        path = shared("corpora", name)
        data = gzip.decompress(path.read_bytes()) if name.endswith("gz") else path.read_bytes()
        for line in data.decode().splitlines():
            row = json.loads(line)
            if len(row["text"].split()) >= SHORTEST:
                day = (row.get("published") or row["date"])[:10]
                articles.append({"text": row["text"], "published": day, "outlet": name[:4]})
    return articles


def drawn(count: int, chance: random.Random) -> list[dict[str, Any]]:
    """Articles of which no two are copies, nor share their texts' days by half."""
    articles = chance.sample(corpora(), k=min(len(corpora()), count * 3 // 2))
    texts = {str(n): ready(**row) for n, row in enumerate(articles)}
    second = {max(pair, key=int) for pair in pairs(texts)}
    return [row for n, row in enumerate(articles) if str(n) not in second][:count]


def mutated(count: int = ARTICLES) -> dict[str, float]:
    """Share of the copies of each kind that are found, and of what is found that is right."""
    chance = random.Random(6)
    articles = drawn(count, chance)
    recall: dict[str, float] = {}
    texts = {f"{n}": ready(**row) for n, row in enumerate(articles)}
    made: dict[str, set[str]] = {name: {name} for name in texts}
    for kind, mutate in MUTATIONS.items():
        hits = 0
        for n, row in enumerate(articles):
            other = chance.randrange(len(articles))
            text = mutate(row["text"], articles[other]["text"], chance)
            day = date.fromisoformat(row["published"]) + timedelta(days=chance.randrange(3))
            copy = ready(text, f"station {chance.randrange(50)}", day.isoformat())
            hits += found(texts[f"{n}"], copy)
            texts[f"{n} {kind}"] = copy
            made[f"{n} {kind}"] = {f"{n}", f"{other}"} if kind == "joined" else {f"{n}"}
        recall[kind] = hits / len(articles)
    right = wrong = 0
    for one, other_name in pairs(texts):
        if made[one] & made[other_name]:
            right += 1
        else:
            wrong += 1
    figures = {f"mutated.{kind}": share for kind, share in recall.items()}
    figures["mutated.recall"] = sum(recall.values()) / len(recall)
    figures["mutated.precision"] = right / max(right + wrong, 1)
    return figures


# --- time -------------------------------------------------------------------------------


def made_articles(count: int) -> Iterator[dict[str, Any]]:
    """Articles of about 450 words drawn as words of English are; two of five are copies."""
    chance = random.Random(1)
    vocabulary = [f"w{n:x}" for n in range(30_000)]
    weights = list(accumulate(1 / (n + 10) for n in range(30_000)))
    text, kinds = "", list(MUTATIONS.values())
    previous = ""
    for n in range(count):
        if n % 5 < 3 or not text:
            previous, text = (
                text,
                ". ".join(
                    " ".join(chance.choices(vocabulary, cum_weights=weights, k=18))
                    for _ in range(25)
                ),
            )
            told = text
        else:
            told = chance.choice(kinds)(text, previous or text, chance)
        yield {"id": f"{n:020x}", "outlet": f"station {n % 400}", "text": told}


def timed(count: int) -> dict[str, float]:
    """Seconds for `count` articles: keys alone, and all that a desk does to find their stories."""
    from dateline.desk import Desk
    from dateline.desk.linking import AT_ONCE, link
    from dateline.desk.writing import insert

    started, articles = time.perf_counter(), list(made_articles(count))
    print(f"{count:,} articles made in {time.perf_counter() - started:.0f} s", flush=True)
    started = time.perf_counter()
    for article in articles:
        fingerprint(article["text"])
    keys = time.perf_counter() - started
    spent = cpu = 0.0
    with tempfile.TemporaryDirectory() as folder, Desk(Path(folder) / "x.duckdb") as desk:
        connection = desk._connection
        for start in range(0, count, AT_ONCE):
            part = articles[start : start + AT_ONCE]
            rows = [
                {
                    **a, "published": "2023-05-02", "published_precision": "day", "language": "en",
                    "credits": [], "topics": [], "paragraphs": [], "notes": [],
                    "record_hash": "", "run_id": "",
                }
                for a in part
            ]  # fmt: skip
            insert(connection, "articles", rows)
            started, busy = time.perf_counter(), time.process_time()
            link(connection, [a["id"] for a in part])
            spent += time.perf_counter() - started
            cpu += time.process_time() - busy
        stories = len(desk.stories().fetchall())
    return {
        "time.articles": count, "time.keys": keys, "time.stories": spent, "time.cpu": cpu,
        "time.found": stories,
    }  # fmt: skip


def run(sample: int | None = None) -> dict[str, float]:
    """All figures; `sample` is the number of articles that are mutated."""
    return {**labelled(), **mutated(sample or ARTICLES)}


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--time"]:
        figures = timed(int(arguments[1]))
    elif arguments[:1] == ["--tune"]:
        figures = labelled("tune", tell=True)
    else:
        figures = run(int(arguments[0]) if arguments else None)
        figures |= {f"held.{k}": v for k, v in labelled("held").items()}
    print_table("copies", ("figure", "value"), [(k, float(v)) for k, v in figures.items()])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
