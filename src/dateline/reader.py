"""The one place where the stages are composed: Page → Article → Reading.

>>> reader = Reader()
>>> reading = reader.read_text("France condemned Russia's attack.", published="2022-07-03")
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import msgspec

from dateline import __version__
from dateline.errors import (
    DatelineError,
    InternalFault,
    SourceNotFound,
    TableError,
    UsageError,
)
from dateline.records import Article, Event, Page, Reading, Relation, Span

if TYPE_CHECKING:
    from dateline.coding.lexicon import Lexicon
    from dateline.coding.thinning import Thinned
    from dateline.coding.turns import Found
    from dateline.coding.typing import Model
    from dateline.intake import Failure
    from dateline.knowledge.who import Who
    from dateline.language.words import Doc, Token

ONLY = ("events",)
FACTORY = "dateline.reader:Reader"
"""How other processes find what makes a Reader."""
OWN_MODEL = "typing.onnx"
"""The name of a user's own model in the folder of tables."""


class Parsed(NamedTuple):
    """An article with its parse and all that the stages before the coder found."""

    doc: Doc
    found: Found


class Reader:
    """Reads pages and prose into `Reading` records. Loads once; safe to call from many threads.

    `only="events"` may skip what no event needs: paragraphs in which none can stand are not parsed, and
    the `Reading` says so (`only`); the default reads everything. `tables` is a
    folder with a user's own tables, which win over ours: actors (`actors*.csv`, `actors*.toml`),
    agents (`agents*.csv`, `agents*.toml`), lexicon rows (other `*.toml`) and a model
    (`typing.onnx`, made by `dateline train`). Rows of actors that cannot be used are listed in
    `problems`, and the rest is used. Events of less than `min_confidence` are left out.
    `rules_only` leaves the model out. A `lexicon` stands in the place of ours with the rows of
    `tables`. Raises `UsageError` for an unknown `only`, a missing folder or a `min_confidence`
    outside 0 to 1, `TableError` for a lexicon row and `ModelFileError` for a model that cannot be
    used.
    """

    def __init__(
        self,
        only: str | None = None,
        tables: str | Path | None = None,
        min_confidence: float = 0.0,
        lexicon: Lexicon | None = None,
        rules_only: bool = False,
    ) -> None:
        if only is not None and only not in ONLY:
            raise UsageError(
                f"only={only!r} is not known", cure=f"one of {', '.join(ONLY)}, or None"
            )
        if not 0 <= min_confidence <= 1:
            raise UsageError(f"min_confidence={min_confidence!r} is no probability", cure="0 to 1")
        self.only = only
        self.min_confidence = min_confidence
        self.rules_only = rules_only
        self.tables = Path(tables) if tables is not None else None
        if self.tables is not None and not self.tables.is_dir():
            raise UsageError("is no folder", where=str(self.tables), cure="name a folder of tables")
        self._given_lexicon = lexicon is not None
        self.lexicon: Lexicon = lexicon if lexicon is not None else _lexicon(self.tables)
        self.problems: list[TableError] = []
        self.who: Who | None = None
        self._own_hash = ""
        if self.tables is not None:
            from dateline.knowledge.user_tables import read_folder
            from dateline.knowledge.who import over, own

            mine = read_folder(self.tables)
            self.problems = list(mine.problems)
            self._own_hash = mine.hash
            if mine.rows:
                self.who = over(mine, own())
        self._own_model = own_model(self.tables) if not rules_only else None

    @property
    def typer(self) -> Model | None:
        """The model that this Reader asks: the user's own or Dateline's; None where there is none."""
        from dateline.coding.typing import model

        return None if self.rules_only else self._own_model or model()

    @property
    def recipe(self) -> tuple[str, dict[str, Any]]:
        """How another process makes such a Reader: `module:name`, and its arguments.

        Raises `UsageError` for a Reader with a lexicon that lies in no folder of tables.
        """
        if self._given_lexicon:
            raise UsageError(
                "a Reader with a lexicon of its own cannot be made in other processes",
                cure="put the rows into a folder of tables, or read with one worker",
            )
        return FACTORY, {
            "only": self.only,
            "tables": str(self.tables.absolute()) if self.tables is not None else None,
            "min_confidence": self.min_confidence,
            "rules_only": self.rules_only,
        }

    def load(self) -> None:
        """Load now what would be loaded with the first page. Raises `MissingModel`."""
        from dateline.language import pipeline

        pipeline()
        self.read_text("France condemned the attack on Kyiv.", published="2022-07-03")

    @property
    def tables_hash(self) -> str:
        """The hash of all that this Reader reads with: the tables, Dateline's and the user's, and the model."""
        import hashlib

        from dateline.coding.typing import version
        from dateline.knowledge.compiled import tables_hash

        # What this asks is also asked by a process that lets others read: nothing is loaded.
        typed_by = None
        if not self.rules_only:
            typed_by = self._own_model.version if self._own_model else version()
        digest = hashlib.sha256(
            f"{__version__} {tables_hash()} {typed_by or 'rules'} {self._own_hash}".encode()
        )
        for name, text in _lexicon_texts(self.tables):
            digest.update(f"{Path(name).name}\0{text}".encode())
        return digest.hexdigest()

    def read_file(self, path: str | Path, *, published: str | date | None = None) -> Reading:
        """Any page Dateline can open; raises a `DatelineError` with what, where, and the cure."""
        from dateline.intake import Failure, open_sources

        for page in open_sources([str(path)]):
            if isinstance(page, Failure):
                raise page.error
            return self.read_page(page, published=published)
        raise SourceNotFound("holds no page", where=str(path), cure="name a file")

    def read_page(self, page: Page, *, published: str | date | None = None) -> Reading:
        """One page as found by `dateline.intake`."""
        from dateline.articles import article_from_page

        return self.read_article(article_from_page(page, published=_iso(published)))

    def read_text(self, text: str, *, published: str | date | None = None) -> Reading:
        """Plain prose without page furniture; spans count characters of `text` as given."""
        from dateline.articles import article_from_prose

        return self.read_article(article_from_prose(text, published=_iso(published)))

    def read_article(self, article: Article) -> Reading:
        """An article whose furniture is gone already."""
        from dateline.knowledge.context import using

        with using(self.who):
            return self._read_article(article)

    def _read_article(self, article: Article) -> Reading:
        from dateline.coding.contested import linked
        from dateline.coding.events import code_events
        from dateline.coding.relevance import off_topic
        from dateline.coding.thinning import Thinned, thinned
        from dateline.language import parse_article
        from dateline.mentions.times.doubts import date_doubts

        # What a user's own tables know may stand anywhere.
        thin = thinned(article) if self.only and self.tables is None else Thinned(article)
        notes = [*article.notes, *_too_late(article)]
        reading = Reading(article=article, notes=notes, version=__version__, only=self.only)
        if self.only and not thin.article.text.strip():
            return reading
        doc = parse_article(thin.article)
        sentences = [s for s in map(_span, doc.sents) if s.end > s.start]
        if self.only and off_topic(doc) is not None:
            return msgspec.structs.replace(reading, sentences=sentences)
        found = look_through(doc, thin)
        doubts = date_doubts(doc, found.times, thin.article)
        events = code_events(found, self.lexicon, __version__, self.typer)
        doc.take_apart()
        return msgspec.structs.replace(
            reading,
            sentences=sentences,
            actors=list(found.actors),
            times=list(found.times),
            places=list(found.places),
            attributions=list(found.attributions),
            events=linked(sure_enough(events, self.min_confidence)),
            notes=[*article.notes, *doubts, *_too_late(article)],
        )

    def read_actors(self, article: Article) -> Reading:
        """Only the actors of an article: no attributions and no events are looked for."""
        from dateline.knowledge.context import using
        from dateline.language import parse_article
        from dateline.mentions.actors import find_actors

        with using(self.who):
            doc = parse_article(article)
            return Reading(
                article=article,
                sentences=[s for s in map(_span, doc.sents) if s.end > s.start],
                actors=find_actors(doc, article),
                times=[],
                places=[],
                attributions=[],
                events=[],
                notes=list(article.notes),
                version=__version__,
            )

    def read(
        self,
        sources: Sequence[str],
        *,
        published: str | date | None = None,
        stdin: BinaryIO | None = None,
    ) -> Iterator[Reading | Failure]:
        """Each source in turn; one that fails gives a `Failure` and the others go on."""
        from dateline.intake import Failure, open_sources

        for page in open_sources(sources, stdin=stdin):
            if isinstance(page, Failure):
                yield page
                continue
            yield self._read_or_fail(page, published)

    def _read_or_fail(self, page: Page, published: str | date | None) -> Reading | Failure:
        """One page of many: whatever is wrong with it must not cost the others."""
        from dateline.intake import Failure

        source = page.path or page.url or "-"
        try:
            return self.read_page(page, published=published)
        except DatelineError as error:
            return Failure(source=source, error=error)
        except Exception as fault:  # noqa: BLE001 - the border of a batch; the fault is recorded
            internal = InternalFault(
                f"Dateline failed on this page ({type(fault).__name__}: {fault})",
                where=source,
                cure="please report it with the page",
            )
            return Failure(source=source, error=internal)

    def relate(
        self, sentence: str, *, source: tuple[int, int] | Span, target: tuple[int, int] | Span
    ) -> Relation:
        """What the source does to the target in one sentence.

        `source` and `target` are character spans of `sentence`. Always answers with one of the 16
        types; `scores` gives each a probability. Raises `UsageError` for a span outside the text.
        """
        from dateline.coding.relations import relate
        from dateline.knowledge.context import using

        with using(self.who):
            return relate(sentence, Span(*source), Span(*target), self.lexicon, self.typer)

    def explain(
        self, sentence: str, *, published: str | date | None = None
    ) -> list[tuple[str, str]]:
        """How a sentence is understood: (heading, text) pairs of actors, frames, status and why."""
        from dateline.articles import article_from_prose
        from dateline.coding.explaining import explain
        from dateline.knowledge.context import using

        article = article_from_prose(sentence, published=_iso(published))
        with using(self.who):
            found = parse(article).found
            return explain(found, self.lexicon, __version__, self.typer, self.min_confidence)


def _too_late(article: Article) -> list[str]:
    """A note where an article is later than the day to which the tables of people are good."""
    from dateline.knowledge.currency import currency

    good_to = currency().people
    if not article.published or article.published[: len(good_to)] <= good_to:
        return []
    return [
        f"actors: published after {good_to}, the day to which the tables of people are good: "
        "holders of offices may have changed"
    ]


def parse(article: Article) -> Parsed:
    """An article's parse with actors, times, places and attributions."""
    from dateline.coding.thinning import Thinned
    from dateline.language import parse_article

    doc = parse_article(article)
    return Parsed(doc, look_through(doc, Thinned(article)))


def look_through(doc: Doc, thin: Thinned) -> Found:
    """The actors, times, places and attributions of an article, by its parse."""
    from dateline.coding.attribution import find_attributions
    from dateline.coding.turns import Found
    from dateline.mentions.actors import find_actors
    from dateline.mentions.places import find_places
    from dateline.mentions.times import find_times

    article = thin.article
    actors = find_actors(doc, article)
    times = find_times(doc, article)
    places = find_places(doc, article, actors)
    attributions = find_attributions(doc, article, actors)
    return Found(article, doc, actors, times, places, attributions, thin.left_out)


def own_model(tables: Path | None) -> Model | None:
    """The model in a folder of the user's tables, if one lies there.

    Raises `ModelFileError` for a file that is none.
    """
    if tables is None or not (tables / OWN_MODEL).exists():
        return None
    from dateline.coding.typing import load

    return load(tables / OWN_MODEL)


def _lexicon(tables: Path | None) -> Lexicon:
    from dateline.coding.lexicon import lexicon, load_lexicon, read_tables
    from dateline.coding.lexicon.loading import our_tables

    return lexicon() if tables is None else load_lexicon(our_tables(), read_tables(tables))


def _lexicon_texts(tables: Path | None) -> list[tuple[str, str]]:
    """(name, text) of each lexicon table, the user's last."""
    from dateline.coding.lexicon import read_tables
    from dateline.coding.lexicon.loading import our_tables

    return [*our_tables(), *(read_tables(tables) if tables is not None else ())]


def sure_enough(events: list[Event], least: float) -> list[Event]:
    """The events with at least this confidence; a link to one that is left out is cut."""
    if least <= 0:
        return events
    kept = [e for e in events if e.confidence >= least]
    ids = {e.id for e in kept}
    return [
        e if e.within is None or e.within in ids else msgspec.structs.replace(e, within=None)
        for e in kept
    ]


def _span(sentence: Sequence[Token]) -> Span:
    tokens = [t for t in sentence if not t.is_space]
    if not tokens:
        return Span(0, 0)
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))


def _iso(published: str | date | None) -> str | None:
    if published is None or isinstance(published, str):
        return published
    if isinstance(published, datetime):
        return published.isoformat(timespec="minutes")
    return published.isoformat()
