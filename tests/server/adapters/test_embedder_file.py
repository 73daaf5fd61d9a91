"""The choice of the embedder in its file."""

from pathlib import Path

import pytest

from server.adapters.embedder_file import EmbedderFile
from server.core.errors import UnavailableError
from server.core.retrieval.embedder_choice import EmbedderChoice

CHOICE = EmbedderChoice("", "ollama:nomic", "")


def test_it_is_kept(tmp_path: Path) -> None:
    """And changed; nothing but its one file is left."""
    kept = EmbedderFile(tmp_path / "data" / "embedder.json")
    assert kept.read() is None
    kept.write(CHOICE)
    assert EmbedderFile(tmp_path / "data" / "embedder.json").read() == CHOICE
    kept.write(CHOICE.serves("ollama:nomic"))

    assert kept.read() == EmbedderChoice("", "ollama:nomic", "ollama:nomic")
    assert [one.name for one in (tmp_path / "data").iterdir()] == ["embedder.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"setting":1,"wanted":"","serving":""}'])
def test_a_broken_file_is_none(tmp_path: Path, text: str) -> None:
    """What cannot be read says nothing."""
    (tmp_path / "embedder.json").write_text(text)

    assert EmbedderFile(tmp_path / "embedder.json").read() is None


def test_where_it_cannot_be_kept(tmp_path: Path) -> None:
    """The reason is told."""
    (tmp_path / "file").write_text("")

    with pytest.raises(UnavailableError, match="cannot be kept"):
        EmbedderFile(tmp_path / "file" / "embedder.json").write(CHOICE)
