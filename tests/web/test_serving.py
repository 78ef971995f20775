"""The command itself, as a program of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

from click.testing import CliRunner

from dateline.cli import main
from dateline.cli.serve import serve


def test_it_serves_until_it_is_stopped(made: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "dateline.cli",
        "serve",
        "--desk",
        str(made),
        "--port",
        "0",
        "--read-only",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            address = next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
            with urlopen(address + "events", timeout=20) as answer:
                assert answer.status == 200 and b"<h1>Events" in answer.read()
                assert "server" not in answer.headers
        finally:
            server.send_signal(signal.SIGINT if os.name != "nt" else signal.SIGTERM)
            server.wait(20)
    assert not list(made.parent.glob(f".dateline-serve-{server.pid}-*"))


def test_misuse_is_one_line(capsys, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert main(["serve", "--desk", str(tmp_path / "none.duckdb"), "--port", "0"]) == 2
    assert main(["serve", "--host", "0.0.0.0"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert "D401" in told[0] and "dateline add" in told[0]
    assert "D601" in told[1] and "ssh -L" in told[1]


def test_help_is_quick() -> None:
    assert "--read-only" in CliRunner().invoke(serve, ["--help"]).output
