"""`rubato extension` says where the extension lies that came along."""

import pytest

from server.adapters.chromium_profile import extension_id
from server.cli import main
from server.core.settings import EXTENSION_ID
from server.paths import data_path


def test_the_folder_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """For scripts: one line, a folder with a manifest."""
    assert main(["extension", "path"]) == 0
    assert capsys.readouterr().out == f"{data_path('extension')}\n"


def test_how_to_load_it(capsys: pytest.CaptureFixture[str]) -> None:
    """For people: the folder, the steps, and the id that the manifest's key makes."""
    assert main(["extension"]) == 0
    said = capsys.readouterr().out

    assert str(data_path("extension")) in said
    assert extension_id(data_path("extension")) == EXTENSION_ID
    assert EXTENSION_ID in said
    assert "Load unpacked" in said
