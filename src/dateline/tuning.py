"""Dateline's model, trained further on a user's own labels (`dateline train`).

The start is the model that ships. What it learns from: each labelled event by its trigger and by
its parties; which words of a labelled sentence are triggers; and the words that Dateline would ask
about although no label holds them, which are no event. Sentences of the lexicon are asked beside
them, so that it does not forget what the labels do not show. A fifth of the labelled texts is held
back, and the model is measured on them before and after.

`read_labels` needs nothing; `tune` needs the extra `dateline[train]`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding.typing import Model, model
from dateline.coding.typing.model import shipped
from dateline.coding.typing.training.batches import Asker, Data, Item, Sentence, epoch
from dateline.coding.typing.training.examples import Example, of_lexicon, of_row
from dateline.coding.typing.training.labels import NONE, Fault, Row, clashes, read
from dateline.coding.typing.training.split import held_back
from dateline.errors import MissingExtra, SourceNotFound, UnreadableSource, UsageError
from dateline.records import Span

if TYPE_CHECKING:
    from dateline.coding.typing.training.restoring import Restored

NEEDS = ("torch", "transformers", "onnx")
LEAST_EVENTS = 30
RATE = 3e-5
"""A third of that of the first training: what is known is to be mended and not to be replaced."""
EPOCHS = 3.0
REHEARSED = range(200, 601)
"""How many sentences of the lexicon are asked beside the labels: as many as there are labels, but
no fewer and no more than these."""

Tell = Callable[[str, int, int], None]
"""Told what is done, how much of it, and of how much."""


class Labels(NamedTuple):
    """The rows of a file that can be used, and the lines that cannot."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]

    @property
    def events(self) -> int:
        """How many of the rows are events."""
        return sum(row.type != NONE for row in self.rows)


class Scored(NamedTuple):
    """One line of the table: a type, how many examples are held back, F1 before and after."""

    type: str
    n: int
    before: float
    after: float


class Tuned(NamedTuple):
    """What came of it: the table, its last line, the file, and its version."""

    scores: tuple[Scored, ...]
    macro: Scored
    path: Path
    version: str


def read_labels(path: Path) -> Labels:
    """The labels of a file. Raises `SourceNotFound`, `UnreadableSource`, and `UsageError` where too
    few can be used."""
    if not path.is_file():
        raise SourceNotFound("no such file", where=str(path), cure="name a TSV or JSON Lines file")
    try:
        rows, faults = read(path)
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            "is no UTF-8 text", where=str(path), cure="save it as UTF-8"
        ) from error
    except OSError as error:
        raise UnreadableSource(f"cannot be read: {error.strerror}", where=str(path)) from error
    # A file of real sentences holds some of them twice: those count once, without a word.
    once = {(row.type, row.mode, row.text, row.spans): row for row in reversed(rows)}
    single = tuple(row for row in rows if once[(row.type, row.mode, row.text, row.spans)] is row)
    against = {fault.where: fault for fault in clashes(single)}
    kept = tuple(row for row in single if row.where not in against)
    return Labels(kept, tuple(sorted((*faults, *against.values()), key=_line)))


def _line(fault: Fault) -> int:
    return int(fault.where.rpartition(":")[2])


def check_enough(labels: Labels, path: Path) -> None:
    """Raises `UsageError` where the labels are too few to train on and to measure with."""
    events = [row for row in labels.rows if row.type != NONE]
    if len(events) < LEAST_EVENTS or len({row.type for row in events}) < 2:
        kinds = len({row.type for row in events})
        raise UsageError(
            f"holds {len(events)} usable events of {kinds} types",
            where=str(path),
            cure=f"at least {LEAST_EVENTS} events of two types; several hundred do some good",
        )
    for held in (True, False):
        if not any(held_back(row.text) is held for row in events):
            raise UsageError("holds too few different sentences", where=str(path))


def check_extra() -> None:
    """Raises `MissingExtra` where a package that training needs is not installed."""
    missing = [name for name in NEEDS if importlib.util.find_spec(name) is None]
    if missing:
        raise MissingExtra(
            f"training needs {', '.join(missing)}", cure="pip install 'dateline[train]'"
        )


class Prepared(NamedTuple):
    """What the labels give: data to train on, and examples to measure with."""

    data: Data
    held: tuple[Example, ...]


def prepare(rows: Sequence[Row], typer: Model, tell: Tell) -> Prepared:
    """Examples from the rows, with the words that Dateline would ask about in each text."""
    by_text: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_text[row.text].append(row)
    held: list[Example] = []
    events: list[Example] = []
    none: list[Example] = []
    sentences: list[Sentence] = []
    same: dict[tuple[str, Span], list[Span]] = defaultdict(list)
    for number, (text, found) in enumerate(by_text.items(), 1):
        tell("reading the labelled sentences", number, len(by_text))
        labelled = [of_row(row, "real") for row in found if row.type != NONE]
        triggers = [e.trigger for e in labelled if e.trigger is not None]
        empty: list[Example] = []
        # Where a label has no trigger, nobody knows which other words are none.
        for span in _asked_about(text, typer) if len(triggers) == len(labelled) else ():
            hits = [t for t in triggers if t.overlaps(span)]
            if not hits:
                empty.append(Example(text, (), (), span, NONE, None, "proposed", text))
            elif span != hits[0]:
                same[(text, hits[0])].append(span)
        if held_back(text):
            held += labelled + empty
            continue
        events += labelled
        none += empty
        if len(triggers) == len(labelled):
            sentences.append(Sentence(text, tuple(triggers)))
    return Prepared(Data(events, dict(same), none, sentences, []), tuple(held))


def _asked_about(text: str, typer: Model) -> list[Span]:
    """The words of a text about which Dateline asks its model."""
    from dateline.coding.drafts import drafts_in
    from dateline.coding.judging import candidates
    from dateline.coding.lexicon import lexicon
    from dateline.coding.roles import ActorIndex
    from dateline.reader import parse
    from dateline.records import Article

    article = Article(id="train", text=text, paragraphs=[Span(0, len(text))])
    doc, found = parse(article)
    index = ActorIndex(doc, found.actors, found.places)
    index.hear(doc, found.attributions, found.article)
    return [
        one.span
        for sentence in doc.sents
        for one in candidates(sentence, drafts_in(sentence, index, lexicon()), found, index, typer)
    ]


def answers(typer: Model, examples: Sequence[Example]) -> list[str]:
    """The type that the model gives to each example, `none` among them."""
    found = []
    for e in examples:
        tokens = typer.tokens(e.text)
        if e.trigger is not None:
            types = typer.reading(tokens, e.trigger).types.types
        else:
            types = typer.relation(tokens, e.sources, e.targets).types
        found.append(max(types, key=lambda k: types[k]))
    return found


def table(
    held: Sequence[Example], before: Sequence[str], after: Sequence[str]
) -> tuple[tuple[Scored, ...], Scored]:
    """F1 of each type that is held back, most frequent first, `none` last; and their plain mean."""
    gold = [e.type for e in held]
    counts = Counter(gold)
    order = sorted(counts, key=lambda k: (k == NONE, -counts[k], k))
    rows = tuple(Scored(k, counts[k], _f1(gold, before, k), _f1(gold, after, k)) for k in order)
    mean = Scored(
        "macro", len(gold),
        sum(r.before for r in rows) / len(rows), sum(r.after for r in rows) / len(rows),
    )  # fmt: skip
    return rows, mean


def _f1(gold: Sequence[str], got: Sequence[str], kind: str) -> float:
    hits = sum(g == p == kind for g, p in zip(gold, got, strict=True))
    return 2 * hits / (gold.count(kind) + got.count(kind)) if hits else 0.0


def tune(labels: Labels, out: Path, *, tell: Tell, epochs: float = EPOCHS, seed: int = 1) -> Tuned:
    """Trains the shipped model on the labels and writes it to `out`, whose folder is made.

    Raises `MissingExtra` without torch, `UsageError` where onnxruntime has no build or `out` cannot
    be written.
    """
    check_extra()
    typer = model()
    if typer is None:
        raise UsageError("onnxruntime has no build for this installation: there is no model here")
    prepared = prepare(labels.rows, typer, tell)
    before = answers(typer, prepared.held)
    _train(prepared.data, labels, typer.version, out, tell=tell, epochs=epochs, seed=seed)
    tuned = Model(out.read_bytes(), str(out))
    tell("measuring", 1, 1)
    rows, macro = table(prepared.held, before, answers(tuned, prepared.held))
    return Tuned(rows, macro, out, tuned.version)


def _train(
    data: Data, labels: Labels, start: str, out: Path, *, tell: Tell, epochs: float, seed: int
) -> None:
    from dateline.coding.typing.marking import Tokens
    from dateline.coding.typing.training.export import export
    from dateline.coding.typing.training.fitting import fit
    from dateline.coding.typing.training.restoring import restore
    from dateline.coding.typing.wordpieces import pieces

    tell("loading the model", 0, 1)
    restored = restore(shipped())
    vocabulary = {word: i for i, word in enumerate(restored.vocabulary)}
    asker = Asker(lambda text: Tokens(*pieces(text, vocabulary)), restored.types, restored.modes)
    known = list(of_lexicon())
    size = min(len(known), max(REHEARSED[0], min(REHEARSED[-1], len(labels.rows))))
    rehearsed = random.Random(seed).sample(known, size)
    more = [*map(asker.parties, rehearsed), *_kept(rehearsed, restored, asker)]
    fit(
        restored.network, lambda rng: epoch(data, asker, rng, more), epochs=epochs, rate=RATE,
        seed=seed, after_step=lambda step, total, _: tell("training", step, total),
    )  # fmt: skip
    tell("writing", 0, 1)
    told = "\n".join(f"{r.type}\t{r.mode}\t{r.text}\t{r.spans}" for r in labels.rows)
    notes = {
        "start": start,
        "labels": f"{len(labels.rows)} sha256 {hashlib.sha256(told.encode()).hexdigest()[:12]}",
        "training": f"epochs {epochs:g}, seed {seed}",
    }
    half = out.with_name(out.name + ".part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        export(
            restored.network, half, types=restored.types, modes=restored.modes,
            vocabulary=restored.vocabulary, temperature=restored.temperature, notes=notes,
        )  # fmt: skip
        os.replace(half, out)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise UsageError(f"cannot be written: {error.strerror}", where=str(out)) from error


def _kept(rehearsed: Sequence[Example], restored: Restored, asker: Asker) -> list[Item]:
    """Which words are triggers, as the model says before it is trained: that it is to keep."""
    from dateline.coding.typing.training.batches import HIDDEN
    from dateline.coding.typing.training.fitting import shares_of

    items = []
    for e in rehearsed:
        asked = asker.sentence(Sentence(e.text, ()))
        shares = shares_of(restored.network, asked.ids)
        parts = [
            [*part[:2], share if part[2] != HIDDEN else HIDDEN]
            for part, share in zip(asked.parts, shares, strict=True)
        ]
        items.append(asked._replace(parts=parts))
    return items
