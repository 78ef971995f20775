"""WARC files, as web archives and crawlers write them: one page a response.

Only what was answered with 200 and is HTML or text is a page; images, redirects, robots.txt and
the like are passed over in silence. Extracted text (WET) is read as it is.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.intake.failure import Failure, Meter, Tell
from dateline.intake.pages import bounded, broken, page_or_failure
from dateline.intake.rows import Columns
from dateline.records import Page

SUFFIXES = (".warc", ".warc.gz", ".wet", ".wet.gz", ".warc.wet.gz")

_KINDS = ("text/html", "application/xhtml+xml", "text/plain")
_CHARSET = re.compile(r"(?i)charset\s*=\s*[\"']?([\w.:-]{2,40})")


def read_warc(
    path: Path, _: Columns, __: Tell, meter: Meter, start: int = 0
) -> Iterator[Page | Failure]:
    """Each page of a WARC file, or of what comes from byte `start` on, where a record begins;
    records are read one at a time."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    # warcio looks for what a record cut short does not have.
    spoilt = (OSError, EOFError, ValueError, zlib.error, ArchiveLoadFailed, AttributeError)
    records = 0
    try:
        with path.open("rb") as on_disk:
            on_disk.seek(start)
            archive = ArchiveIterator(on_disk)
            for record in archive:
                meter.begins = archive.offset
                # What is none it takes for the older ARC, where it can.
                records += record.format == "warc"
                meter.at(on_disk.tell())
                told = _told(record)
                if told is None:
                    continue
                where = f"{path}:{told['url'] or record.rec_headers.get_header('WARC-Record-ID')}"
                try:
                    data = bounded(record.content_stream())
                except spoilt as error:
                    yield broken(where, error)
                    continue
                if data.strip():
                    yield page_or_failure(data, where, **told)
    except spoilt as error:
        yield broken(str(path), error)
        return
    if not records:
        yield broken(str(path), ValueError("no record of a WARC file is in it"))


def _told(record: Any) -> dict[str, Any] | None:
    """What the record says of its page; None where it holds none."""
    headers = record.rec_headers
    kind = record.content_type or ""
    if record.rec_type == "response":
        http = record.http_headers
        if http is None or http.get_statuscode() != "200":
            return None
        kind = http.get_header("Content-Type") or ""
    elif record.rec_type not in ("resource", "conversion"):
        return None
    url = (headers.get_header("WARC-Target-URI") or "").strip("<> ") or None
    if not kind.lower().strip().startswith(_KINDS) or (url or "").endswith("/robots.txt"):
        return None
    charset = _CHARSET.search(kind)
    return {
        "url": url if (url or "").startswith(("http://", "https://")) else None,
        "fetched": headers.get_header("WARC-Date"),
        "declared_charset": charset[1] if charset else None,
    }
