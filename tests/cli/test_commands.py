"""The commands as a user calls them: exit codes, errors, options, speed."""

import io
import os
import re
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path

import pytest
from cli.made_by_hand import Fakes, Run

ENV = {**os.environ, "PYTHONIOENCODING": "utf-8"}


def call(*args: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dateline.cli", *args],
        capture_output=True,
        text=True,
        env=ENV,
        check=False,
        **options,  # type: ignore[call-overload]
    )


def test_help_is_quick() -> None:
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        done = call("--help")
        times.append(time.perf_counter() - begun)
        assert done.returncode == 0
    assert "read" in done.stdout
    assert min(times) < 0.3


def test_help_imports_nothing_heavy() -> None:
    heavy = "{'spacy', 'trafilatura', 'rich', 'pyarrow', 'numpy'}"
    code = f"import sys, dateline.cli as c; c.main(['read', '--help']); print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("set()\n")


def test_version(run: Run) -> None:
    import dateline

    assert run("--version") == (0, f"dateline {dateline.__version__}\n", "")


@pytest.mark.parametrize(
    "args",
    [
        ["read"],
        ["read", "--format", "xml", "a"],
        ["read", "--published", "yesterday", "a"],
        ["read", "--published", "2022-13-01", "a"],
        ["read", "--published", "2022-02-30", "a"],
        ["read", "--published", "2022-02-03T25:00", "a"],
        ["read", "--tables", "no-such-folder", "a"],
        ["explain"],
        ["explain", " "],
        ["read", "--min-confidence", "2", "a"],
        ["explain", "--min-confidence", "high", "a"],
        ["completion", "tcsh"],
        ["write"],
    ],
)
def test_misuse_is_2_with_a_line_on_stderr(run: Run, fakes: Fakes, args: list[str]) -> None:
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert "Error: " in err


@pytest.mark.parametrize("value", ["2022", "2022-07", "2022-07-03", "2022-07-03T10:00+02:00"])
def test_published_is_handed_on(run: Run, fakes: Fakes, value: str) -> None:
    assert run("read", "a.html", "--published", value)[0] == 0
    assert fakes.asked["published"] == value


def test_min_confidence_is_handed_on(run: Run, fakes: Fakes) -> None:
    assert run("read", "a.html", "--min-confidence", "0.8")[0] == 0
    assert fakes.asked["min_confidence"] == 0.8
    assert run("explain", "a", "--min-confidence", ".7")[0] == 0
    assert fakes.asked["min_confidence"] == 0.7


def test_a_page_that_fails_is_one_line_and_the_rest_is_read(run: Run, fakes: Fakes) -> None:
    code, out, err = run("read", "a.html", "bad.html", "b.html")
    assert code == 1
    assert out.count("1 event: 1 claim") == 2
    assert err == "dateline: D107: bad.html: no article (name a page with one)\n"


def test_a_missing_source_beside_a_good_one_is_1_and_alone_is_2(run: Run, fakes: Fakes) -> None:
    assert run("read", "missing.html", "a.html")[0] == 1
    code, out, err = run("read", "missing.html")
    assert (code, out) == (2, "")
    assert err == "dateline: D101: missing.html: no such file (look)\n"


def test_standard_input(run: Run, fakes: Fakes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"some words")))
    code, out, _ = run("read", "-")
    assert code == 0
    assert fakes.asked["data"] == b"some words"
    assert "standard input" in out


def test_interrupt_is_130_and_quiet(run: Run, fakes: Fakes) -> None:
    code, _, err = run("read", "stop")
    assert (code, err.strip()) == (130, "")


def test_closed_pipe_is_quiet(tmp_path: Path) -> None:
    code = (
        "import os, sys, dateline.cli as c\n"
        "import click\n"
        "@click.command()\n"
        "def flood():\n"
        "    for _ in range(100000): click.echo('x' * 100)\n"
        "c.LazyGroup.get_command = lambda *a: flood\n"
        "sys.exit(c.main(['flood']))\n"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert first.stdout is not None
    assert first.stderr is not None
    first.stdout.read(10)
    first.stdout.close()
    assert first.stderr.read() == b""
    first.stderr.close()
    assert first.wait() == 141


def test_tables_from_option_and_environment(
    run: Run, fakes: Fakes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("read", "a.html", "--tables", str(tmp_path))
    assert fakes.asked["tables"] == str(tmp_path)
    monkeypatch.setenv("DATELINE_TABLES", str(tmp_path))
    run("read", "a.html")
    assert fakes.asked["tables"] == str(tmp_path)


def test_explain(run: Run, fakes: Fakes) -> None:
    fakes.pairs = [("actor", "Kenya: KEN by gazetteer"), ("actor", "x\x1b[31m"), ("status", "fact")]
    code, out, _ = run("explain", "Kenya met Tanzania.", "--published", "2022")
    assert code == 0
    assert out.split() == ["actor", "Kenya:", "KEN", "by", "gazetteer", "x", "status", "fact"]
    assert fakes.asked == {"only": None, "tables": None, "min_confidence": 0.0,
                           "sentence": "Kenya met Tanzania.", "published": "2022"}  # fmt: skip


def test_doctor_says_what_is_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    needs = ["click>=8", "nosuch; python_version < '3'", "ray; extra == 'scale'"]
    monkeypatch.setattr(metadata, "requires", lambda _: needs)
    code, out, _ = run("doctor")
    assert code == 0, out
    for words in ("python", "en_core_web_sm", "click", "coding/lexicon", "All is well."):
        assert words in out


def test_doctor_says_what_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.language import parsing

    monkeypatch.setattr(parsing, "MODEL_PACKAGES", ("no_such_model",))
    monkeypatch.setenv("DATELINE_TABLES", "no-such-folder")
    code, out, _ = run("doctor")
    assert code == 1
    assert re.search(r"MISSING +model .*pip install", out)
    assert re.search(r"MISSING +no-such-folder", out)
    assert "2 missing" in out


def test_doctor_names_a_missing_package(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: ["no-such-package>=1"])
    code, out, _ = run("doctor")
    assert code == 1
    assert re.search(r"MISSING +no-such-package +pip install no-such-package", out)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(run: Run, shell: str) -> None:
    code, out, _ = run("completion", shell)
    assert code == 0
    assert "_DATELINE_COMPLETE" in out


def test_completion_completes_commands() -> None:
    env = {
        **ENV,
        "_DATELINE_COMPLETE": "bash_complete",
        "COMP_WORDS": "dateline re",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "dateline.cli"], capture_output=True, text=True, env=env, check=False
    )
    assert "read" in done.stdout
