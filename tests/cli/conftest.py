"""A reader that returns readings made by hand: no model is loaded for these tests."""

from __future__ import annotations

import io
import sys
import types
from collections.abc import Iterator

import pytest
from cli.made_by_hand import Fakes, Run

from dateline.errors import DatelineError, NoArticle, SourceNotFound
from dateline.records import Page, Reading


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> Fakes:
    """Stand-ins for `dateline.reader` and `dateline.intake`. A source named `bad…` fails as a
    page, `missing…` as a source, `boom` and `stop` raise from inside the reader."""
    # What needs the true ones is loaded before.
    import dateline.cli.choosing
    import dateline.scale  # noqa: F401

    found = Fakes()

    class Failure:
        def __init__(self, source: str, error: DatelineError) -> None:
            self.source, self.error = source, error

    def open_sources(
        sources: list[str], stdin: io.BufferedReader | None = None
    ) -> Iterator[object]:
        for source in sources:
            if source.startswith("missing"):
                yield Failure(source, SourceNotFound("no such file", where=source, cure="look"))
            elif source == "-":
                assert stdin is not None
                yield Page(data=stdin.read())
            else:
                yield Page(data=b"", path=source)

    class Reader:
        def __init__(
            self,
            only: str | None = None,
            tables: str | None = None,
            min_confidence: float = 0.0,
        ) -> None:
            self.problems: list[DatelineError] = []
            found.asked |= {"only": only, "tables": tables, "min_confidence": min_confidence}

        def read(
            self,
            sources: list[str],
            published: str | None = None,
            stdin: io.BufferedReader | None = None,
        ) -> Iterator[object]:
            for page in open_sources(sources, stdin):
                if isinstance(page, Failure):
                    yield page
                    continue
                assert isinstance(page, Page)
                try:
                    yield self.read_page(page, published=published)
                except DatelineError as error:
                    yield Failure(page.path or "-", error)

        def read_page(self, page: Page, published: str | None = None) -> Reading:
            found.asked |= {"published": published, "data": page.data}
            if page.path == "stop":
                raise KeyboardInterrupt
            if page.path and page.path.startswith("bad"):
                raise NoArticle("no article\x1b[31m", where=page.path, cure="name a page with one")
            return found.reading

        def explain(self, sentence: str, published: str | None = None) -> list[tuple[str, str]]:
            found.asked |= {"sentence": sentence, "published": published}
            return found.pairs

    reader = types.ModuleType("dateline.reader")
    intake = types.ModuleType("dateline.intake")
    reader.Reader = Reader  # type: ignore[attr-defined]
    intake.Failure, intake.open_sources = Failure, open_sources  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dateline.reader", reader)
    monkeypatch.setitem(sys.modules, "dateline.intake", intake)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("DATELINE_TABLES", raising=False)
    return found


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line; gives exit code, standard output, standard error."""
    from dateline.cli import main

    def call(*args: str) -> tuple[int, str, str]:
        code = main(args)
        out, err = capsys.readouterr()
        return code, out, err

    return call
