"""An installation from the wheel alone, as pipx makes it: the tool, the pages, the extension."""

import json
import os
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from server.core.settings import EXTENSION_ID

ROOT = Path(__file__).resolve().parents[1]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


@pytest.fixture(scope="module")
def rubato(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install it into a virtual environment of its own; what it needs is taken from here.

    Nothing is fetched: pip has no index, and the packages it needs lie on one more path.
    """
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin" / "python"
    here = [sys.executable, "-m", "pip", "--python", str(python), "install"]
    flags = ["-q", "--no-compile", "--no-index", "--no-deps", "--disable-pip-version-check"]
    subprocess.run([*here, *flags, str(wheel)], check=True)
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    Path(site, "shared.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "bin" / "rubato"


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """Give an environment in which nothing of this machine's person is found."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG"}}
    return kept | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}


def said(rubato: Path, home: dict[str, str], *words: str) -> str:
    """Run it in a folder of its own, and give what it printed."""
    done = subprocess.run([rubato, *words], env=home, cwd=home["HOME"], check=False,
                          capture_output=True, text=True)  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_it_says_what_it_is(rubato: Path, home: dict[str, str]) -> None:
    """Every command is named, the version is that of the sources, the extension is its own."""
    listed = said(rubato, home, "--help")
    folder = Path(said(rubato, home, "extension", "path").strip())

    assert "serve" in listed
    assert "timestep" in listed
    assert said(rubato, home, "--version") == f"rubato {VERSION}\n"
    assert folder.is_relative_to(rubato.parents[1])
    assert json.loads((folder / "manifest.json").read_text())["version"] == VERSION


def test_the_doctor_finds_its_settings_in_order(rubato: Path, home: dict[str, str]) -> None:
    """Nothing that ought to ship is missing."""
    findings = {row["part"]: row for row in json.loads(said(rubato, home, "doctor", "--json"))}

    assert findings["Settings"]["level"] == "fine"


def test_it_serves(rubato: Path, home: dict[str, str]) -> None:
    """It answers, with the pages, the help, the chart to print, and the extension's modules."""
    with serving(rubato, home) as address:
        health = json.loads(got(address, "/health"))
        pages = {path: got(address, path) for path in (
            "/web/index.html", "/help", "/web/help/commands.html", "/web/help/keys.pdf",
            "/extension/core/keys.js", "/web/help/keys.svg", "/web/texts/de.json",
        )}  # fmt: skip

    assert health["status"] == "ok"
    assert health["version"] == VERSION
    assert all(pages.values())
    assert pages["/web/help/keys.pdf"].startswith(b"%PDF-")
    assert EXTENSION_ID in said(rubato, home, "extension")


@contextmanager
def serving(rubato: Path, home: dict[str, str]) -> Iterator[str]:
    """Start `rubato serve` on any free port; give its address."""
    line = [str(rubato), "serve", "--port", "0", "--log-level", "error"]
    with subprocess.Popen(line, env=home, cwd=home["HOME"], text=True,
                          stdout=subprocess.PIPE) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            ready = next(one for one in process.stdout if "ready" in one)
            yield ready.split()[-1]
        finally:
            process.terminate()
            process.wait(20)


def got(address: str, path: str) -> bytes:
    """Ask for a path."""
    with urlopen(address + path, timeout=20) as answer:
        body: bytes = answer.read()
        return body
