"""The app for whoever throws anything at it: on a real port, fakes of others beside it."""

import asyncio
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from server.adapters.database import Database, open_engine
from server.adapters.ffmpeg_encoder import FfmpegEncoder
from server.adapters.voices.pool import VoicePool
from server.adapters.voices.shelf import VoiceShelf
from server.services.speaking import Speaking
from tests.fixtures.fake_ollama import Script, fake_ollama
from tests.server.conftest import Made, compose
from tests.server.fake_provider import FakeProvider
from tests.server.fakes import FakeClock, FakeLog
from tests.server.migrated import migrated
from tests.server.served import served
from tests.server.signing_in import offered


@dataclass
class Fuzzed:
    """What runs, and what broke inside it."""

    address: str
    token: str
    made: Made
    provider: FakeProvider
    """Who vouches for accounts elsewhere."""
    broken: list[str] = field(default_factory=list)
    """Tracebacks, as the server's log has them."""

    @property
    def headers(self) -> dict[str, str]:
        """Sign in as the owner."""
        return {"Authorization": f"Bearer {self.token}"}


class Tracebacks(logging.Handler):
    """Keeps what uvicorn tells of exceptions nobody expected."""

    def __init__(self, kept: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._kept = kept
        self._plain = logging.Formatter()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        self._kept.append(self._plain.format(record))


@contextmanager
def fuzzed(folder: Path) -> Iterator[Fuzzed]:
    """Serve it in a thread of its own, over data in a folder."""
    engine = open_engine(f"sqlite:///{folder / 'data' / 'rubato.db'}")
    migrated(engine)
    database = Database(engine)
    voices = VoiceShelf(folder / "voices")
    speaking = Speaking(VoicePool(2, 30), voices, FfmpegEncoder(), FakeLog())
    with fake_ollama(Script()) as (ollama, _), FakeProvider(FakeClock()) as provider:
        ways = offered(database, provider)
        made = compose(database, speaking, folder, ollama=ollama, accounts=ways)
        with _running(made) as address:
            running = Fuzzed(address, made.extension_token(), made, provider)
            handler = Tracebacks(running.broken)
            logging.getLogger("uvicorn.error").addHandler(handler)
            try:
                plant(running)
                yield running
            finally:
                logging.getLogger("uvicorn.error").removeHandler(handler)
    database.close()


@contextmanager
def _running(made: Made) -> Iterator[str]:
    """Run the event loop in a thread, so that whoever asks may wait for answers."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server = served(made.app)
    try:
        host = asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result(30)
        try:
            yield f"http://{host}"
        finally:
            ending = server.__aexit__(None, None, None)
            asyncio.run_coroutine_threadsafe(ending, loop).result(30)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def plant(running: Fuzzed) -> None:
    """Put one of most things in, under the first ids, so that routes of one thing find one."""
    with httpx.Client(base_url=running.address, headers=running.headers, timeout=60) as client:
        for method, path, sent in PLANTED:
            answer = client.request(method, path, **sent)
            if answer.is_error:
                raise AssertionError(f"{method} {path}: {answer.status_code} {answer.text}")


PLANTED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("POST", "/v1/topics", {"json": {"name": "Music"}}),
    ("POST", "/v1/topics", {"json": {"name": "Bees"}}),
    (
        "POST",
        "/v1/documents/file?name=bach.md&topic=Music",
        {"content": b"# Bach\n\nBach wrote two books of preludes and fugues."},
    ),
    (
        "POST",
        "/v1/inquiries",
        {"json": {"question": "What did Bach write?", "topics": ["Music"]}},
    ),
    ("POST", "/v1/languages", {"json": {"name": "chords"}}),
)
