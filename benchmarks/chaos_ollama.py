"""A fake Ollama at one port that can go, come back, hang, and drop what it answers."""

import logging
import threading

import uvicorn

from server.adapters.listening import listen
from tests.fixtures.fake_ollama import FakeOllama, Script

EMBEDDER = "tiny-embed"


def _vector(text: str) -> list[float]:
    """Give a vector that differs from text to text."""
    total = sum(map(ord, text))
    return [float(total % 97), float(len(text) % 31), 1.0 + total % 13]


class Ollama:
    """One that is there until it is told to go."""

    def __init__(self) -> None:
        logging.getLogger("uvicorn.error").disabled = True  # what it drops, it drops on purpose
        models = {"tiny:1b": 1_000_000, EMBEDDER: 1_000}
        answer = ["Bach", " was", " born", " in", " 1685."]
        self.script = Script(models=models, answer=lambda _body: answer, vector=_vector)
        self.port = 0
        self._server: uvicorn.Server | None = None
        self.come()

    @property
    def address(self) -> str:
        """Say where it is, or was."""
        return f"http://127.0.0.1:{self.port}"

    def come(self) -> None:
        """Listen, at the same port as before."""
        if self._server is not None:
            return
        listening = listen("127.0.0.1", self.port)
        self.port = listening.getsockname()[1]
        config = uvicorn.Config(
            FakeOllama(self.script).app, log_config=None, timeout_graceful_shutdown=1
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([listening],), daemon=True)
        self._thread.start()

    def go(self) -> None:
        """Close the port, and what is open."""
        if self._server is not None:
            self._server.should_exit = self._server.force_exit = True
            self._thread.join(10)
            self._server = None

    def heal(self) -> None:
        """Answer as one should."""
        self.script.first = 0.0
        self.script.drop_after = None
        self.come()
