"""How much of one page Dateline will read: all bounds on time and memory in one place.

A page past a limit fails with one clear line; the others of the same call are still read.
"""

from __future__ import annotations

MAX_PAGE_BYTES = 20_000_000
"""Larger pages are refused before they are parsed."""

MAX_HTML_DEPTH = 1_000
"""Elements nested deeper than this are refused; real pages stay under 100."""

MAX_TEXT_CHARS = 200_000
"""Body text past this many characters is cut, and the article's notes say so."""

MAX_SENTENCE_TOKENS = 400
"""Longer "sentences" are tables or lists and are not coded."""

MAX_WORD_CHARS = 1_000
"""Longer runs without a space are no words (inlined data, a line of dashes) and are passed over."""

MAX_PAGE_SECONDS = 60.0
"""A worker that is at one page for longer is ended, and the page fails."""

MAX_WORKER_BYTES = 4_000_000_000
"""A worker that needs more memory ends, where the system can hold it to that (Linux)."""

MAX_TABLE_ROWS = 100_000
"""A user's tables of actors are read to this many rows; one line says where reading stopped."""

MAX_TABLE_LINE_CHARS = 65_536
"""A longer line of a user's table is not read."""

MAX_NAME_CHARS = 200
"""No actor's name is longer."""

MAX_TABLE_PROBLEMS = 50
"""Of each table so many lines that cannot be used are named, and the others counted."""

MAX_REDIRECTS = 5
"""An address that leads on more often is given up."""

MAX_FETCH_SECONDS = 60.0
"""So long may one answer take, from the first byte asked for to the last read."""

MAX_FILE_SECONDS = 3_600.0
"""The same for a file with many pages (WARC, JSON Lines, archives, tables)."""

MAX_FILE_BYTES = 4_000_000_000
"""A file with many pages that is fetched may be so large."""

MAX_SILENT_SECONDS = 20.0
"""A server that says nothing for so long is given up."""

MAX_WAIT_SECONDS = 120.0
"""A site may ask us to wait so long before the next page (Crawl-delay, Retry-After)."""

MAX_TRIES = 3
"""So often is one address asked for, where the first answer says that it may go better later."""

MAX_ROBOTS_BYTES = 512_000
"""A longer robots.txt is read to here."""

MAX_URL_CHARS = 4_000
"""A longer address is none."""

MAX_FEED_LINKS = 1_000
"""Of a feed so many entries are looked up; newer ones stand first."""

MAX_SITEMAPS = 1_000
"""Of a sitemap index so many sitemaps are read."""

MAX_SITEMAP_LINKS = 50_000
"""Of one sitemap so many pages; the standard allows no more."""

MAX_FEEDS = 10_000
"""A list of feeds (OPML) may name so many."""
