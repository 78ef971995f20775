"""How long coding takes, beside the parse: on one core, whole articles of the corpora.

The stages in seconds of the processor (other work on the machine counts for little), the least of several
rounds, in a process of its own with one thread:

- **parse**: tokens, tags, dependencies, names, by the components of spaCy itself (ours are quicker);
- **mentions**: actors, times and places;
- **coding**: attributions, frames, roles, statements, the verdict on each reading, rows; without the model;
- **model**: what the encoder takes to answer.

`model of parse` and `coding of parse` are ratios of the same run; `coding sentences/s` counts the corpora's
sentences, most of which hold no event.

    python -m benchmarks.coding_speed           # the table
    python -m benchmarks.coding_speed profile   # what of coding and model is dear
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.common import ROOT, print_table, spacys_own

ARTICLES = 5
"""Of each corpus."""
LONGEST = 2500
"""Characters taken of an article."""
ROUNDS = 2
"""Of which the first also warms up."""
ONE_THREAD = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def articles() -> list[Any]:
    """Articles of the State Department and Wikinews, spread evenly over each corpus."""
    from benchmarks.gold.sentences import texts
    from dateline.articles import article_from_prose

    found = []
    for corpus in ("state", "wikinews"):
        bodies = [t for _, t in sorted(texts(corpus).items()) if len(t) > 400]
        for text in bodies[:: len(bodies) // ARTICLES][:ARTICLES]:
            found.append(article_from_prose(text[:LONGEST], published="2022-06-01"))
    return found


class Timed:
    """A model that adds up how long its answers take."""

    def __init__(self, typer: Any) -> None:
        self._typer = typer
        self.seconds = 0.0
        self.questions = 0

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._typer, name)
        if name not in {"tokens", "triggers", "reading", "relation"}:
            return value

        def timed(*arguments: Any) -> Any:
            begun = time.process_time()
            answer = value(*arguments)
            self.seconds += time.process_time() - begun
            self.questions += name != "tokens"
            return answer

        return timed


def measure() -> dict[str, float]:
    """The seconds of each stage, in this process."""
    from dateline.coding.attribution import find_attributions
    from dateline.coding.events import code_events
    from dateline.coding.lexicon import lexicon
    from dateline.coding.turns import Found
    from dateline.coding.typing import model
    from dateline.language import parse_article
    from dateline.mentions.actors import find_actors
    from dateline.mentions.places import find_places
    from dateline.mentions.times import find_times

    typer = model()
    if typer is None:
        raise SystemExit("onnxruntime has no build for this machine: there is no model to measure")
    taken = articles()
    least: dict[str, float] = {}
    counts: dict[str, float] = {}
    for _ in range(ROUNDS):
        typer.forget()
        seconds = dict.fromkeys(("parse", "mentions", "coding", "model"), 0.0)
        counts = dict.fromkeys(("articles", "sentences", "events", "questions"), 0.0)

        def timed(stage: str, call: Callable[..., Any], *given: Any) -> Any:
            begun = time.process_time()
            result = call(*given)
            seconds[stage] += time.process_time() - begun  # noqa: B023 - called in this round only
            return result

        for article in taken:
            with spacys_own():
                doc = timed("parse", parse_article, article)
            actors = timed("mentions", find_actors, doc, article)
            times = timed("mentions", find_times, doc, article)
            places = timed("mentions", find_places, doc, article, actors)
            said = timed("coding", find_attributions, doc, article, actors)
            found = Found(article, doc, actors, times, places, said)
            asked = Timed(typer)
            events = timed("coding", code_events, found, lexicon(), "speed", asked)
            seconds["coding"] -= asked.seconds
            seconds["model"] += asked.seconds
            counts["articles"] += 1
            counts["sentences"] += sum(1 for _ in doc.sents)
            counts["events"] += len(events)
            counts["questions"] += asked.questions
        least = {k: min(v, least.get(k, v)) for k, v in seconds.items()}
    return {**least, **counts}


def run(sample: int | None = None) -> dict[str, float]:
    """The seconds, and what follows from them."""
    environment = {**os.environ, **dict.fromkeys(ONE_THREAD, "1")}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.coding_speed", "measure"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {
        **found,
        "coding sentences/s": found["sentences"] / found["coding"],
        "coding of parse": found["coding"] / found["parse"],
        "mentions of parse": found["mentions"] / found["parse"],
        "model of parse": found["model"] / found["parse"],
    }


def profile() -> None:
    """What is dear in coding and model."""
    import cProfile
    import pstats

    from dateline.coding.events import code_events
    from dateline.coding.lexicon import lexicon
    from dateline.coding.typing import model
    from dateline.reader import parse

    found = [parse(a).found for a in articles()]
    code_events(found[0], lexicon(), "speed", model())
    recorder = cProfile.Profile()
    recorder.enable()
    for one in found:
        code_events(one, lexicon(), "speed", model())
    recorder.disable()
    for order in ("cumulative", "tottime"):
        pstats.Stats(recorder).sort_stats(order).print_stats(40)


def main() -> None:
    """Prints the table, the profile, or (for `run`) the measurement as JSON."""
    if "measure" in sys.argv:
        print(json.dumps(measure()))
        return
    if "profile" in sys.argv:
        profile()
        return
    found = run()
    sentences = found["sentences"]
    print_table(
        f"{found['articles']:.0f} articles, {sentences:.0f} sentences, {found['events']:.0f} events, "
        f"{found['questions']:.0f} questions to the model; one thread",
        ["stage", "seconds", "sentences/s", "of parse"],
        [
            (stage, found[stage], round(sentences / found[stage]), found[stage] / found["parse"])
            for stage in ("parse", "mentions", "coding", "model")
        ],
    )


if __name__ == "__main__":
    main()
