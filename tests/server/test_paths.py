"""The data that ships is found in a checkout and from an installed wheel alike."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from server.paths import NAMES, data_path

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = {
    "config": "rubato.toml",
    "extension": "manifest.json",
    "languages": "commands.toml",
    "web": "index.html",
}


@pytest.mark.parametrize("name", NAMES)
def test_in_a_checkout(name: str) -> None:
    """In a checkout the folder beside the server is the one."""
    assert data_path(name) == ROOT / name


def test_unknown_name() -> None:
    """A name that ships nothing is refused with those that do."""
    with pytest.raises(ValueError, match="'tests': choose config, extension, languages, web"):
        data_path("tests")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the wheel as pip would."""
    site = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


@pytest.mark.parametrize("name", NAMES)
def test_installed(name: str, installed: Path) -> None:
    """An installation finds the copy it carries."""
    program = f"from server.paths import data_path; print(data_path({name!r}), end='')"
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=installed,
        check=True,
        capture_output=True,
        text=True,
    )

    assert Path(answer.stdout) == installed / "server" / "data" / name
    assert (Path(answer.stdout) / SHIPPED[name]).exists()


def test_wheel_holds_nothing_else(installed: Path) -> None:
    """Tests, scripts and tools stay at home."""
    tops = {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")}

    assert tops == {"server"}
    assert {path.name for path in (installed / "server" / "data").iterdir()} == set(NAMES)
    assert not list(installed.rglob("parts"))  # messages.json is made of them
