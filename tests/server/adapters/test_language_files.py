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


def test_a_language_that_changes_is_read_anew(tmp_path: Path) -> None:
    """What is written, written over or taken away between two looks is seen by the second."""
    place = tmp_path / "one.json"
    place.write_text(json.dumps({"words": []}))
    languages = ShippedLanguages(tmp_path)
    assert languages.read("one") == {"words": []}

    place.write_text(json.dumps({"words": [1, 2]}))
    changed = languages.read("one")
    place.write_text("{")
    broken = languages.names()
    place.unlink()

    assert changed == {"words": [1, 2]}
    assert list(broken) == []
    assert languages.read("one") is None


def test_no_folder_holds_no_language(tmp_path: Path) -> None:
    """Nor does a name that no file can have."""
    assert list(ShippedLanguages(tmp_path / "none").names()) == []
    assert ShippedLanguages(tmp_path).read("a\0b") is None
