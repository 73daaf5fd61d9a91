"""`rubato embedder`: vectors of an Ollama in a real Chroma, from one start to the next."""

import argparse
import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.cli import main
from server.cli.server_client import server_client
from tests.fixtures.fake_ollama import fake_ollama
from tests.server.api.test_embedder import CAR, EMBED, TREE, by_meaning


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own settings and data out, and whatever answers on the usual ports."""
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setenv("PORT", "9")
    monkeypatch.setenv("RUBATO_OLLAMA_URL", "http://127.0.0.1:9")
    monkeypatch.chdir(tmp_path)
    for name, text in (("one.md", CAR), ("two.md", TREE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    """Run a command with --json; give what it printed."""
    capsys.readouterr()
    assert main([*words, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def read_in(client: httpx.Client) -> Any:
    """Wait until a new server has read its vectors; give how its embedder stands."""
    end = time.monotonic() + 60
    while (shown := client.get("/v1/embedder").json())["done"] < 2:
        assert time.monotonic() < end
        time.sleep(0.01)
    return shown


def test_it_is_changed_and_stays(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command is a server of its own: what one chose, the next one has."""
    assert main(["load", "one.md", "two.md"]) == 0
    assert told(capsys, "search", "limousine", code=1) == []
    with fake_ollama() as (address, script):
        script.models[EMBED], script.vector = 1_000, by_meaning
        monkeypatch.setenv("RUBATO_OLLAMA_URL", address)
        changed = told(capsys, "embedder", f"ollama:{EMBED}")
        embedded = len(script.embedded)
        assert sum("\n" in text for text in script.embedded) == 2
        with server_client(argparse.Namespace(config=None)) as client:
            shown = read_in(client)
            asked = {"question": "limousine", "limit": 1}
            found = client.post("/v1/search", json=asked).json()["passages"]
        again = script.embedded[embedded:]

    assert changed == {
        "serving": f"ollama:{EMBED}", "changing_to": None, "done": 2, "of": 2, "problem": "",
    }  # fmt: skip
    assert [one["title"] for one in found] == ["One"]
    assert not {text for text in again if "\n" in text}, "no passage was embedded again"
    assert shown["serving"] == f"ollama:{EMBED}"


def test_one_that_cannot_embed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line says why, and nothing is changed."""
    assert main(["embedder", "ollama:nomic-embed-text"]) == 1
    refused = capsys.readouterr().err
    assert main(["embedder", str(home)]) == 1
    no_model = capsys.readouterr().err
    assert main(["embedder"]) == 0

    assert refused.startswith("rubato: Ollama at http://127.0.0.1:9 does not answer")
    assert "has no model.onnx" in no_model
    assert capsys.readouterr().out == "What is there by itself serves, over 0 passages.\n"
