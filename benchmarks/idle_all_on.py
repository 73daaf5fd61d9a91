"""How much memory an idle server holds with everything on: all of its processes together.

A library of 5,000 passages that is indexed and was asked, a panel whose open microphone is heard
with every phrase and names, a voice that spoke, the keyboards' bridge, and a person who follows
changes.  Memory that processes share counts once (PSS).

    python -m benchmarks idle_all_on
"""

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx
import psutil
from websockets.sync.client import ClientConnection, connect

from benchmarks.chat_server import ROOT, signed
from benchmarks.server_idle import fill, indexed, running
from benchmarks.speech_stream import forms
from server.adapters.language_texts import LanguageFolder
from server.services.language_sources import load
from server.services.trimming import EVERY

BAR = 200
NAMES = [f"the link to page {at}" for at in range(20)]
SILENCE = bytes(2 * 16_000)
"""A second of it, 16 kHz, 16 bit."""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        with running(folder) as (_, address):
            fill(folder, address)
        with running(folder) as (server, address), ExitStack() as stack:
            headers = signed(folder)
            client = stack.enter_context(
                httpx.Client(base_url=address, headers=headers, timeout=60)
            )
            indexed(client)
            for path in ("/v1/midi", "/v1/listen"):
                socket = stack.enter_context(greeted(address, path, headers))
                if path == "/v1/listen":
                    listened(socket)
            used(client)
            time.sleep(EVERY + 5)  # let it settle, and give back what is free
            print(f"{'idle server with everything on':<34}{'measured':>12}{'bar':>10}")
            whole = 0.0
            for name, size in held(server.pid):
                print(f"{name:<34}{size:>12.1f}{'-':>10}")
                whole += size
            print(f"{'all processes, MB':<34}{whole:>12.1f}{BAR:>10}")


@contextmanager
def greeted(address: str, path: str, headers: dict[str, str]) -> Iterator[ClientConnection]:
    """Open a socket as an extension does."""
    token = headers["Authorization"].removeprefix("Bearer ")
    with connect(address.replace("http", "ws", 1) + path, open_timeout=30) as socket:
        socket.send(json.dumps({"type": "hello", "token": token}))
        socket.recv(30)
        yield socket


def listened(socket: ClientConnection) -> None:
    """Have every phrase and many names listened for, with an open microphone."""
    commands = load(LanguageFolder(ROOT / "languages")).commands
    socket.send(json.dumps({"type": "forms", "id": 1, "forms": forms(commands, NAMES)}))
    assert json.loads(socket.recv(60))["type"] == "ready"
    socket.send(json.dumps({"type": "begin", "mode": "open"}))
    assert json.loads(socket.recv(30))["type"] == "listening"
    for _ in range(5):
        socket.send(SILENCE)


def used(client: httpx.Client) -> None:
    """Search, and have something said, as pcm and as the panel asks for it."""
    asked = {"question": "What is w5?", "limit": 5}
    client.post("/v1/search", json=asked).raise_for_status()
    told = {"model": "tts-1", "input": "Good morning. It is nine.", "response_format": "pcm"}
    client.post("/v1/audio/speech", json=told).raise_for_status()


def held(pid: int) -> Iterator[tuple[str, float]]:
    """Give each process of a server and the MB it holds; what is shared is divided."""
    server = psutil.Process(pid)
    for one in (server, *server.children(recursive=True)):
        words = [word for word in one.cmdline() if word.startswith("server.")]
        yield (words or [one.name()])[0] + ", MB", one.memory_full_info().pss / 2**20


if __name__ == "__main__":
    main()
