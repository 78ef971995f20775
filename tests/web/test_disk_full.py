"""The disk is full as somebody writes: they are told, nothing is half kept, and it works again."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from web.conftest import asking
from web.test_mending import fields_of

from dateline.people import People


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True
    ) if hasattr(os, "geteuid") and os.geteuid() == 0 else None  # fmt: skip
    if made is None or made.returncode:
        pytest.skip("a small disk can be made by root only")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_comment(small: Path, made: Path) -> None:
    with asking(made, look=60) as client:
        store = People(small / "x.people.sqlite")
        client.app.state.people = store  # type: ignore[attr-defined]
        row = client.get("/api/v1/events?limit=1").json()["data"][0]["id"]
        form = fields_of(client.get(f"/events/{row}").text, "/conversation/write")
        words = "What I say of it. " * 400
        filler = small / "filler"
        with pytest.raises(OSError), filler.open("wb", buffering=0) as file:
            while file.write(b"x" * 4096):
                pass
        answer = client.post("/conversation/write", data={**form, "text": words})
        assert answer.status_code == 503
        said = " ".join(re.sub("<[^>]*>", " ", answer.text).split())
        assert "disk is full" in said, said
        assert "make room" in answer.text.lower()
        page = client.get(f"/events/{row}")
        assert page.status_code == 200, page.text[-900:]
        filler.unlink()
        with store.reading() as db:
            assert db.execute("SELECT count(*) FROM comments").fetchone()[0] == 0
        answer = client.post("/conversation/write", data={**form, "text": words})
        assert answer.status_code == 200 and "What I say of it." in answer.text
