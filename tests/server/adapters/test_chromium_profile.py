"""What is written into a profile before the browser starts."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from server.adapters import chromium_profile
from server.core.settings import EXTENSION_ID
from server.paths import data_path

EXTENSION = data_path("extension")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Make an extension of nothing but the shipped manifest."""
    folder = tmp_path / "small"
    folder.mkdir()
    shutil.copy(EXTENSION / "manifest.json", folder)
    return folder


def test_the_id_follows_from_the_key() -> None:
    """The manifest's key makes the id that the server trusts."""
    assert chromium_profile.extension_id(EXTENSION) == EXTENSION_ID


def test_an_own_profile_grants_nothing(tmp_path: Path) -> None:
    """The profile that a person uses asks for every permission."""
    chromium_profile.prepare(tmp_path)

    written = json.loads(chromium_profile.preferences_file(tmp_path).read_text())
    assert written == {"extensions": {"ui": {"developer_mode": True}}}


def test_a_profile_in_use_stays(tmp_path: Path) -> None:
    """Preparing a profile that is there changes nothing in it."""
    file = chromium_profile.preferences_file(tmp_path)
    file.parent.mkdir()
    file.write_text("{}")

    chromium_profile.prepare(tmp_path)

    assert file.read_text() == "{}"


def test_grants_on_linux(tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Linux the profile grants, and the extension is loaded as it is."""
    monkeypatch.setattr(sys, "platform", "linux")

    loaded = chromium_profile.prepare_granted(tmp_path, small)

    written = json.loads(chromium_profile.preferences_file(tmp_path).read_text())
    entry = written["extensions"]["settings"][EXTENSION_ID]
    assert loaded == small
    assert entry["runtime_granted_permissions"] == {
        "api": chromium_profile.manifest(small)["optional_permissions"],
        "explicit_host": ["<all_urls>"],
        "manifest_permissions": [],
        "scriptable_host": [],
    }
    assert chromium_profile.holds(tmp_path, EXTENSION_ID)


def test_grants_elsewhere(tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a profile's grants are sealed, a copy requires them under the same id."""
    monkeypatch.setattr(sys, "platform", "darwin")

    loaded = chromium_profile.prepare_granted(tmp_path, small)

    read = chromium_profile.manifest(loaded)
    assert loaded != small
    assert "bookmarks" in read["permissions"]
    assert read["host_permissions"] == ["<all_urls>"]
    assert not [name for name in read if name.startswith("optional")]
    assert chromium_profile.extension_id(loaded) == EXTENSION_ID


@pytest.mark.parametrize("text", ["", "{", "{}", '{"extensions": {}}'])
def test_a_profile_without_it_does_not_hold_it(tmp_path: Path, text: str) -> None:
    """A profile without the extension, or one that cannot be read, does not hold it."""
    file = chromium_profile.preferences_file(tmp_path)
    file.parent.mkdir()
    file.write_text(text)

    assert not chromium_profile.holds(tmp_path, EXTENSION_ID)
