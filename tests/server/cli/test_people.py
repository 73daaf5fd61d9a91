"""`rubato languages people`: what it prints, writes and refuses."""

import json
import shutil
from pathlib import Path

import pytest

from server.cli import main

ROOT = Path(__file__).resolve().parents[3]
GERMAN = (ROOT / "languages" / "people" / "de.toml").read_text(encoding="utf-8")


@pytest.fixture
def extension(tmp_path: Path) -> Path:
    """Make an extension that has its English texts only."""
    folder = tmp_path / "extension" / "_locales" / "en"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "extension" / "_locales" / "en" / "messages.json", folder)
    return tmp_path / "extension"


def test_check_counts_and_writes_nothing(
    extension: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line for each language."""
    assert main(["languages", "people", "--check", "--to", str(extension)]) == 0

    out = capsys.readouterr().out
    assert "nothing missing, nothing said for two" in out
    assert [path.name for path in extension.glob("**/*.json")] == ["messages.json"]


def test_a_language_of_ones_own_is_one_file(extension: Path, tmp_path: Path) -> None:
    """It is checked as those that ship, and written beside them."""
    mine = tmp_path / "eo.toml"
    mine.write_text(GERMAN.replace('language = "de"', 'language = "eo"'), encoding="utf-8")

    assert main(["languages", "people", str(mine), "--to", str(extension)]) == 0

    shipped = json.loads((extension / "_locales" / "shipped.json").read_text(encoding="utf-8"))
    assert shipped == {"languages": ["de", "en", "eo"]}
    messages = json.loads((extension / "_locales/eo/messages.json").read_text(encoding="utf-8"))
    assert messages["panel_language"] == {"message": "eo"}
    assert (extension / "languages" / "people" / "eo.json").is_file()


def test_a_file_with_a_mistake_is_told_and_nothing_written(
    extension: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the file, the line and what to do."""
    mine = tmp_path / "eo.toml"
    mine.write_text(GERMAN.replace("\npanel_help = ", "\npanel_halp = "), encoding="utf-8")

    assert main(["languages", "people", str(mine), "--to", str(extension)]) == 1
    assert "the text panel_help is not translated" in capsys.readouterr().err
    assert not (extension / "languages").exists()


def test_a_file_that_is_not_there_is_told(
    extension: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its path."""
    gone = str(tmp_path / "gone.toml")

    assert main(["languages", "people", gone, "--to", str(extension)]) == 1
    assert gone in capsys.readouterr().err
