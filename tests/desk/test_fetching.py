"""Addresses into the desk: what is kept, what is remembered with it, and feeds polled for ever."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from desk.conftest import content
from desk.made_by_rule import RuleReader, story
from desk.test_commands import Call, call  # noqa: F401 - a fixture
from desk.test_file import ENV
from intake.site import QuickClock, Site, html, rss, served, sitemap

from dateline import errors
from dateline.desk import Desk, Progress, adding, watching
from dateline.desk.migrations import newest, version_of
from dateline.desk.watching import Round, feeds_of, watch
from dateline.intake.fetching import Fetcher, Fetching, Stopped

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        yield made


def quick(**options: Any) -> Fetcher:
    return Fetcher(Fetching(**{"allow_private": True, "delay": 0, **options}), clock=QuickClock())


def add(file: Path, *sources: object, **options: Any) -> Progress:
    options.setdefault("fetching", quick())
    options.setdefault("reader", RuleReader())
    last = Progress()
    with Desk(file) as desk:
        for last in desk.add([str(s) for s in sources], **options):  # noqa: B007
            pass
    return last


def counts(last: Progress) -> tuple[int, int, int, int]:
    return last.added, last.known, last.failed, last.failed_before


def ask(file: Path, query: str) -> list[Any]:
    with Desk(file, read_only=True) as desk:
        assert list(desk.check()) == []
        return desk.sql(query).fetchall()


def serve(site: Site, *numbers: int, **headers: str) -> list[str]:
    """Pages with a story each, and a feed of them; the newest first."""
    urls = [site.page(f"/{n}", html(f"Story {n}", story(n)), **headers) for n in numbers]
    items = [{"title": f"Story {n}", "link": f"/{n}"} for n in reversed(numbers)]
    site.page("/feed", rss(*items), "application/rss+xml", **headers)
    return urls


def test_a_page_twice(site: Site, file: Path) -> None:
    (url,) = serve(site, 1, ETag='"1"')
    assert counts(add(file, url)) == (1, 0, 0, 0)
    before = content(file)
    reader = RuleReader()
    assert counts(add(file, url, reader=reader)) == (0, 1, 0, 0)
    assert reader.read == 0 and site.headers[-1]["if-none-match"] == '"1"'
    after = content(file)
    assert {**after, "fetched": None} == {**before, "fetched": None}
    ((source, at, told_url),) = ask(file, "SELECT source, fetched, url FROM pages")
    assert source == told_url == url and at[-1] == "Z"
    # The page changed: another text at the same address is another article.
    site.page("/1", html("Story 1", story(2)), ETag='"2"')
    assert counts(add(file, url)) == (1, 0, 0, 0)
    assert ask(file, "SELECT etag FROM fetched") == [('"2"',)]


def test_a_page_without_marks_is_known_by_its_bytes(site: Site, file: Path) -> None:
    (url,) = serve(site, 1)
    assert counts(add(file, url)) == (1, 0, 0, 0)
    assert counts(add(file, url)) == (0, 1, 0, 0)


def test_feed_of_three(site: Site, file: Path) -> None:
    serve(site, 1, 2, 3)
    feed = site.url + "/feed"
    assert counts(add(file, feed)) == (3, 0, 0, 0)
    site.asked.clear()
    assert counts(add(file, feed)) == (0, 3, 0, 0)
    assert site.asked == ["/robots.txt", "/feed"]
    serve(site, 1, 2, 3, 4)
    assert counts(add(file, feed)) == (1, 3, 0, 0)
    assert [h for (h,) in ask(file, "SELECT headline FROM articles ORDER BY ALL")] == [
        f"Story {n}" for n in (1, 2, 3, 4)
    ]


def test_one_page_by_two_ways_is_one_article(site: Site, file: Path) -> None:
    (url,) = serve(site, 1)
    site.page("/map.xml", sitemap(url), "text/xml")
    assert counts(add(file, url, site.url + "/map.xml", site.url + "/feed")) == (1, 2, 0, 0)
    assert ask(file, "SELECT count(*) FROM articles") == [(1,)]


def test_failures_and_what_comes_of_them(site: Site, file: Path) -> None:
    serve(site, 1, 2, 3, 4)
    site.page("/2", "", status=503)
    site.page("/3", "<html><body><p>Menu</p></body></html>")
    del site.pages["/4"]
    feed = site.url + "/feed"
    assert counts(add(file, feed)) == (1, 0, 3, 0)
    told = ask(file, "SELECT source, code FROM failures ORDER BY ALL")
    assert told == [(f"{site.url}/{n}", c) for n, c in ((2, "D109"), (3, "D107"), (4, "D109"))]
    # 503 may pass and is asked for again; the others are not, until one says so.
    assert counts(add(file, feed)) == (0, 1, 1, 2)
    serve(site, 1, 2, 3, 4)
    assert counts(add(file, feed)) == (1, 1, 0, 2)
    site.asked.clear()
    assert counts(add(file, feed, retry=True)) == (2, 2, 0, 0)
    assert sorted(site.asked) == ["/3", "/4", "/feed", "/robots.txt"]
    assert ask(file, "SELECT * FROM failures") == []


def test_a_feed_that_failed_is_mended(site: Site, file: Path) -> None:
    feed = site.page("/feed", "", status=500)
    assert counts(add(file, feed)) == (0, 0, 1, 0)
    assert counts(add(file, feed)) == (0, 0, 1, 0), "told anew"
    serve(site, 1)
    assert counts(add(file, feed)) == (1, 0, 0, 0)
    assert ask(file, "SELECT * FROM failures") == []


def test_another_version_tries_failed_pages_again(site: Site, file: Path) -> None:
    serve(site, 1, 2, ETag='"f"')
    site.page("/1", html("x", "FAULT " + story(1)))
    feed = site.url + "/feed"
    assert counts(add(file, feed)) == (1, 0, 1, 0)
    assert counts(add(file, feed)) == (0, 1, 0, 0), "the feed has not changed"
    site.asked.clear()
    # The feed is asked for as if for the first time, and of its pages the one that failed.
    assert counts(add(file, feed, reader=RuleReader("1" * 64))) == (0, 1, 1, 0)
    assert sorted(site.asked) == ["/1", "/feed", "/robots.txt"]


def test_logins_are_not_stored(site: Site, file: Path) -> None:
    (url,) = serve(site, 1)
    add(file, url.replace("//", "//me:secret@"), site.url.replace("//", "//me:secret@") + "/none")
    assert b"secret" not in file.read_bytes()
    assert ask(file, "SELECT url FROM articles") == [(url,)]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_remembered_is_kept_with_its_page(
    site: Site, file: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    """Cut off at any page, nothing is remembered whose page is not there."""
    monkeypatch.setattr(adding, "BATCH_PAGES", 2)
    serve(site, 1, 2, 3, 4, 5)
    with Desk(file) as desk:
        steps = desk.add(
            [site.url + "/feed"], reader=RuleReader(), fetching=quick(), workers=workers
        )
        for _ in range(3):
            next(steps)
        steps.close()
    pages = ask(file, "SELECT source FROM pages")
    assert len(pages) == 3
    assert {u for (u,) in ask(file, "SELECT url FROM fetched")} <= {s for (s,) in pages}
    assert counts(add(file, site.url + "/feed"))[0] == 2


def test_stopped_in_mid_page(site: Site, file: Path) -> None:
    serve(site, 1, 2)
    made = quick()
    with Desk(file) as desk:
        steps = desk.add([site.url + "/feed"], reader=RuleReader(), fetching=made)
        next(steps)
        made.stop()
        with pytest.raises(Stopped):
            next(steps)
        assert desk.info()["articles"] == 1
    assert counts(add(file, site.url + "/feed")) == (1, 1, 0, 0)


@pytest.mark.parametrize("version", [1, 2])
def test_desks_of_before(site: Site, file: Path, version: int) -> None:
    """Files that the program of that version wrote."""
    with gzip.open(FIXTURES / f"version-{version}.duckdb.gz") as packed, file.open("wb") as out:
        shutil.copyfileobj(packed, out)
    with duckdb.connect(str(file), read_only=True) as connection:
        assert version_of(connection, file) == version
        before = connection.sql("SELECT * FROM articles ORDER BY id").fetchall()
    (url,) = serve(site, 9)
    assert counts(add(file, url, published="2023-05-06")) == (1, 0, 0, 0)
    with Desk(file, read_only=True) as desk:
        assert desk.info()["version"] == newest() and list(desk.check()) == []
        kept = desk.sql("SELECT * FROM articles WHERE url IS NULL ORDER BY id").fetchall()
        assert [r for r in before if r[1] is None] == kept
        assert desk.sql("SELECT url FROM fetched").fetchall() == [(url,)]


def test_check_sees_an_address_twice(site: Site, file: Path) -> None:
    (url,) = serve(site, 1)
    add(file, url)
    with Desk(file) as desk:
        desk.sql("INSERT INTO fetched SELECT * FROM fetched")
        assert [p.table for p in desk.check()] == ["fetched"]


# --- watching -----------------------------------------------------------------------------


def rounds(file: Path, site: Site, number: int, **options: Any) -> Iterator[Round]:
    options = {"fetcher": quick(), "reader": RuleReader(), "every": 60, **options}
    return watch(file, [site.url + "/feed"], rounds=number, **options)


def test_two_rounds(site: Site, file: Path) -> None:
    serve(site, 1, 2, ETag='"1"')
    made = quick()
    found = []
    for one in rounds(file, site, 3, fetcher=made):
        found.append((one.new, one.known, one.failed, one.feeds))
        # The desk is nobody's between rounds.
        with Desk(file) as desk:
            assert desk.info()["articles"] >= 2
        if len(found) == 1:
            serve(site, 1, 2, 3, ETag='"2"')
    assert found == [(2, 0, 0, 1), (1, 2, 0, 1), (0, 1, 0, 1)]
    assert made._clock.waits == [60, 60]  # type: ignore[attr-defined]
    # Started again, it adds nothing.
    (again,) = rounds(file, site, 1)
    assert (again.new, again.failed) == (0, 0) and site.asked[-1] == "/feed"


def test_one_feed_fails_and_the_others_go_on(site: Site, file: Path) -> None:
    serve(site, 1)
    seen: list[Progress] = []
    (one,) = watch(
        file, [site.url + "/none", site.url + "/feed"], reader=RuleReader(), fetcher=quick(),
        every=60, rounds=1, each=seen.append,
    )  # fmt: skip
    assert (one.new, one.failed) == (1, 1)
    assert [type(p.failure) for p in seen if p.failure] == [errors.NotFetched]


def test_stopped_between_two_pages(site: Site, file: Path) -> None:
    serve(site, 1, 2, 3)
    made = quick()
    (one,) = rounds(file, site, 5, fetcher=made, each=lambda p: made.stop())
    assert one.stopped and one.new == 1
    (again,) = rounds(file, site, 1)
    assert again.new == 2 and not again.stopped
    assert list(rounds(file, site, 5, fetcher=made)) == []


def test_a_desk_that_somebody_else_has_is_waited_for(
    site: Site, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(site, 1)
    monkeypatch.setattr(watching, "BUSY_SECONDS", 0.05)
    other = Desk(file)
    threading.Timer(0.3, other.close).start()
    told: list[errors.DatelineError] = []
    real = Fetcher(Fetching(allow_private=True, delay=0))
    (one,) = rounds(file, site, 1, fetcher=real, busy=told.append)
    assert one.new == 1 and [type(e) for e in told] == [errors.DeskBusy]


def test_lists_of_feeds(tmp_path: Path) -> None:
    opml = tmp_path / "mine.opml"
    opml.write_text(
        '<opml><body><outline xmlUrl="https://a.example/"/><outline xmlUrl="https://b.example/"/></body></opml>'
    )
    named = ["https://b.example/", str(opml), "nothere.rss"]
    assert feeds_of(named) == ["https://b.example/", "https://a.example/", "nothere.rss"]
    ten = "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    for entities in ("<!ENTITY i SYSTEM 'file:///etc/hostname'>", f"<!ENTITY a 'https://x'>{ten}"):
        opml.write_text(
            f"<!DOCTYPE opml [{entities}]><opml><body><outline xmlUrl='&i;'/></body></opml>"
        )
        with pytest.raises(errors.UnreadableSource):
            feeds_of([str(opml)])


# --- the commands -------------------------------------------------------------------------


def test_add_command(call: Call, site: Site) -> None:  # noqa: F811
    (url,) = serve(site, 1)
    code, out, err = call("add", url)
    assert code == 1 and "D110" in err and "--allow-private" in err and site.asked == []
    code, out, err = call("add", url, "--allow-private", "--delay", "0", "--user-agent", "Me/1")
    assert (code, err) == (0, "") and "1 added with 1 events" in out
    assert {h["user-agent"] for h in site.headers} == {"Me/1"}
    assert call("add", "ftp://x.example/")[0] == 2
    assert call("add", url, "--user-agent", "é")[0] == 2
    Path("map.xml").write_text(sitemap(url))
    code, out, err = call("add", "map.xml")
    assert code == 2 and "D001: map.xml: a sitemap holds no news" in err and "--fetch" in err
    code, out, _ = call("add", "map.xml", "--fetch", "--allow-private", "--delay", "0")
    assert code == 0 and "1 known already" in out


def test_watch_command(call: Call, site: Site) -> None:  # noqa: F811
    serve(site, 1, 2)
    options = ("--allow-private", "--delay", "0", "--every", "1s")
    handlers = [signal.getsignal(s) for s in (signal.SIGTERM, signal.SIGINT)]
    try:
        code, out, err = call("watch", site.url + "/feed", *options, "--rounds", "2")
        assert (code, err) == (0, "")
        first, second = out.splitlines()
        assert first.endswith("UTC  1 feed: 2 new with 2 events, 0 known, 0 failed")
        assert second.endswith("UTC  1 feed: 0 new with 0 events, 2 known, 0 failed")
        code, out, err = call("watch", site.url + "/none", *options, "--rounds", "1")
        assert code == 1 and "D109" in err and "1 failed" in out
        for wrong in ("0", "15 minutes", "-5", "x", "9999d"):
            assert call("watch", "x", "--every", wrong)[0] == 2
        assert call("watch")[0] == 2
        Path("x.opml").write_text("<opml")
        assert call("watch", "x.opml")[0] == 1
    finally:
        for which, handler in zip((signal.SIGTERM, signal.SIGINT), handlers, strict=True):
            signal.signal(which, handler)


WATCH = """
import sys
import dateline.reader
from desk.made_by_rule import RuleReader
dateline.reader.Reader = lambda only=None, tables=None: RuleReader()
from dateline.cli import main
raise SystemExit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("which", "moment"),
    [(signal.SIGTERM, "fetching"), (signal.SIGINT, "asleep"), (signal.SIGKILL, "asleep")],
)
def test_a_real_watch_is_ended(site: Site, file: Path, which: int, moment: str) -> None:
    """Asleep between rounds, or in the midst of an answer that never ends."""
    serve(site, 1, 2, 3)
    hang = threading.Event()
    if moment == "fetching":
        site.raw("/1", lambda _: hang.wait(30) and None)
    running = subprocess.Popen(
        [sys.executable, "-c", WATCH, "watch", site.url + "/feed", "--desk", str(file),
         "--every", "1h", "--delay", "0", "--allow-private"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**ENV, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert running.stdout is not None
    if moment == "asleep":
        assert "3 new with 3 events" in running.stdout.readline()
        add(file, site.url + "/2")  # the desk is free meanwhile
    else:
        until = time.monotonic() + 30
        while "/1" not in site.asked and time.monotonic() < until:
            time.sleep(0.02)
    os.kill(running.pid, which)
    out, err = running.communicate(timeout=60)
    hang.set()
    code = -which if which == signal.SIGKILL else 0
    assert (running.returncode, err) == (code, ""), err
    assert ask(file, "SELECT count(*) FROM articles") == [(3 if moment == "asleep" else 2,)]
    if moment == "fetching":
        assert out.rstrip().endswith("2 new with 2 events, 0 known, 0 failed, stopped")
        serve(site, 1, 2, 3)
    (again,) = rounds(file, site, 1)
    assert again.new == (0 if moment == "asleep" else 1)
    assert [r.new for r in rounds(file, site, 1)] == [0]


def test_the_example_of_the_docs_runs(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import re

    import dateline.reader

    monkeypatch.setattr(dateline.reader, "Reader", lambda only=None, tables=None: RuleReader())
    serve(site, 1)
    page = (Path(__file__).parents[2] / "docs" / "fetching.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    for told, here in (
        ("https://paper.example/rss", site.url + "/feed"),
        ("mine.duckdb", str(tmp_path / "mine.duckdb")),
        ("delay=2.0", "delay=0.0, allow_private=True"),
    ):
        assert told in code
        code = code.replace(told, here)
    exec(code, {})
    assert capsys.readouterr().out.splitlines()[0] == f"{site.url}/1 1 0"
