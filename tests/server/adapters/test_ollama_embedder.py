"""The real client of Ollama against a server that speaks its protocol."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from server.adapters.ollama_embedder import TOGETHER, OllamaEmbedder
from server.core.errors import UnavailableError


class Fake(ThreadingHTTPServer):
    """Answers /api/embed as it is told."""

    daemon_threads = True

    def __init__(self) -> None:
        """Listen on a port that is free."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, Any]] = []
        self.status = 200
        self.told: Any = None
        self.hold = threading.Event()
        self.hold.set()

    @property
    def address(self) -> str:
        """Tell where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Fake

    def do_POST(self) -> None:
        """Embed, or do as told."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.hold.wait(30)
        rows = [[3.0 * len(text), 4.0 * len(text)] for text in body["input"]]
        told = self.server.told if self.server.told is not None else {"embeddings": rows}
        answer = json.dumps(told).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def fake() -> Iterator[Fake]:
    """Start one."""
    server = Fake()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.hold.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_rows_have_length_one(fake: Fake) -> None:
    """Texts go in batches, and come back in order; an empty one is a blank."""
    embedder = OllamaEmbedder("nomic-embed-text", fake.address)
    rows = embedder.embed(["abc", "", *["x"] * TOGETHER])

    assert rows == pytest.approx(np.tile([0.6, 0.8], (TOGETHER + 2, 1)))
    assert (embedder.name, embedder.dimensions) == ("ollama/nomic-embed-text", 2)
    assert [len(each["input"]) for each in fake.asked] == [TOGETHER, 2]
    assert fake.asked[0]["input"][1] == " "
    assert embedder.embed([]).shape == (0, 2)


def test_a_model_that_is_not_there(fake: Fake) -> None:
    """It is said how to fetch it."""
    fake.status, fake.told = 404, {"error": 'model "x" not found, try pulling it first'}

    with pytest.raises(UnavailableError, match="ollama pull x"):
        OllamaEmbedder("x", fake.address).embed(["a"])


@pytest.mark.parametrize(
    "told",
    [{"embeddings": []}, {"embeddings": [[1.0, float("nan")]]}, {"embeddings": [[1.0]] * 2}, {}],
)
def test_rows_that_cannot_be_used(fake: Fake, told: dict[str, Any]) -> None:
    """Too few, too many, or no numbers."""
    fake.told = told

    with pytest.raises(UnavailableError):
        OllamaEmbedder("x", fake.address).embed(["a"])


def test_a_server_error_is_told(fake: Fake) -> None:
    """With what Ollama says of it."""
    fake.status, fake.told = 500, {"error": "this model does not support embeddings"}

    with pytest.raises(UnavailableError, match="does not support embeddings"):
        OllamaEmbedder("x", fake.address).embed(["a"])


def test_nobody_answers() -> None:
    """No Ollama there, or one that is silent: an error, and never for ever."""
    with pytest.raises(UnavailableError, match="does not answer"):
        OllamaEmbedder("x", "http://127.0.0.1:9").embed(["a"])


def test_one_that_is_silent(fake: Fake) -> None:
    """Its time is limited."""
    fake.hold.clear()

    with pytest.raises(UnavailableError, match="does not answer"):
        OllamaEmbedder("x", fake.address, read=0.2).embed(["a"])
