"""The shipped languages are found; what is no language is passed over."""

import json
from pathlib import Path

from server.adapters.language_files import ShippedLanguages
from server.paths import data_path


def test_shipped_languages() -> None:
    """The languages of the extension are there, and its other files are none."""
    languages = ShippedLanguages(data_path("extension") / "languages")

    assert {"base", "swift", "numbers-decimal", "numbers-binary"} <= set(languages.names())
    assert "commands" not in languages.names()


def test_only_languages_of_the_folder(tmp_path: Path) -> None:
    """No name leads out of the folder; broken files and lists are none."""
    (tmp_path / "in").mkdir()
    for name in ("out", "in/ok"):
        (tmp_path / f"{name}.json").write_text(json.dumps({"words": []}))
    (tmp_path / "in/broken.json").write_text("{")
    (tmp_path / "in/list.json").write_text("[]")
    languages = ShippedLanguages(tmp_path / "in")

    assert list(languages.names()) == ["ok"]
    assert languages.read("../out") is None
    assert languages.read("none") is None
