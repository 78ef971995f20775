"""Writes docs/relations.svg anew: a chart of a desk of invented news, filled as any desk is.

python docs/render_charts.py
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dateline import Desk
from dateline.analysis import relations
from dateline.analysis.charts.rendering import rendered

PICTURE = Path(__file__).with_name("relations.svg")

CALM = (
    "Norway praised Peru for its rules on {}.",
    "Norway signed an agreement with Peru on {}.",
    "Norwegian ministers met Peruvian ministers in Lima to discuss {}.",
    "Peru thanked Norway for its help with {}.",
)
DISPUTE = (
    "Norway accused Peru of breaking a pact on {}.",
    "Norway condemned Peru over {}.",
    "Norway threatened Peru with sanctions over {}.",
    "Peru rejected a Norwegian demand on {}.",
    "Peru accused Norway of lying about {}.",
)
MATTERS = (
    "fishing quotas|copper mines|satellite stations|whale counts|ferry safety|cocoa prices|visa fees|"
    "shipyard loans|port inspections|forest carbon|tuna labels|undersea cables|grain storage|ice charts"
).split("|")
FILL = (
    "Newspapers in both capitals carried the story on their front pages, beside a report on {}.",
    "Shopkeepers said that trade in {} went on as before.",
    "A radio programme about {} was put off for the occasion.",
)


def articles() -> Iterator[dict[str, str]]:
    """Invented articles of three years: calm, a dispute from March 2022 on, and calm again."""
    chance = random.Random(7)
    for month in range(36):
        dispute = 14 <= month < 25
        for n in range(chance.randint(4, 8) if dispute else chance.randint(2, 5)):
            day = f"{2021 + month // 12}-{month % 12 + 1:02}-{chance.randint(1, 28):02}"
            deeds = DISPUTE if dispute and chance.random() < 0.85 else CALM
            lines = [chance.choice(deeds).format(chance.choice(MATTERS))]
            lines += [line.format(chance.choice(MATTERS)) for line in chance.sample(FILL, 2)]
            yield {
                "url": f"https://news.example/{month}/{n}",
                "outlet": "The Invented News",
                "published": day,
                "text": "\n\n".join(lines),
            }


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "news.jsonl"
        source.write_text("".join(json.dumps(a) + "\n" for a in articles()), "utf-8")
        with Desk(Path(folder) / "invented.duckdb") as desk:
            for _ in desk.add([source]):
                pass
            found = relations(desk, "NOR", "PER", measure="goldstein", directed=True)
    PICTURE.write_bytes(rendered(found.chart(), "svg"))
    print(f"{PICTURE.name}: {found.events} events, {len(found.shifts)} shifts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
