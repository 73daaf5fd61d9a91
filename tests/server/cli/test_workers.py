"""Several processes on one socket: replaced under load, started again, and refused where unsafe."""

import asyncio
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.fixtures.chroma import ChromaRun
from tests.fixtures.fake_ollama import Script, fake_ollama
from tests.fixtures.postgresql import made_database
from tests.fixtures.processes import alive
from tests.server.cli.restarted import Clients
from tests.server.cli.several import World, children, serving, token_of, until

WORDS = 40


@pytest.fixture
def world(postgresql_server: str, chroma_run: ChromaRun, tmp_path: Path) -> World:
    """Make what the processes share."""
    return World(tmp_path, made_database(postgresql_server), chroma_run.url)


def told(address: str, allowed: dict[str, str]) -> set[str]:
    """Give the processes whose counts are told."""
    return set(re.findall(r'\{worker="(\d+)",', httpx.get(address, headers=allowed).text))


async def test_replaced_under_load_nobody_is_refused(world: World) -> None:
    """Requests, streams, WebSockets while all are replaced; one that is killed comes again.

    Whichever answers tells what both counted.
    """
    script = Script(answer=lambda _body: ["word "] * WORDS, between=0.01)
    with fake_ollama(script) as (ollama, _):
        world.ollama, world.more = ollama, {"RUBATO_EMBEDDING_MODEL": "none"}
        with serving(world, "--workers", "2") as (parent, address):
            first = await asyncio.to_thread(children, parent.pid)
            token = token_of(world)
            clients = Clients(address, token, WORDS)
            asking = asyncio.create_task(clients.run(plain=2, streams=2, sockets=1))
            parent.send_signal(signal.SIGHUP)
            gone = lambda: not any(alive(each) for each in first)  # noqa: E731
            await asyncio.to_thread(until, gone, 240)
            second = children(parent.pid)
            clients.over.set()
            await asking
            assert clients.told.failed == []
            assert set(clients.told.closed) <= {1012}
            assert {"read", "written", "streamed"} <= clients.told.counts.keys()

            assert len(second) == 2
            subprocess.run(["kill", "-KILL", str(second[0])], check=True)
            again = lambda: len(children(parent.pid)) == 2 and not alive(second[0])  # noqa: E731
            await asyncio.to_thread(until, again, 240)
            assert httpx.get(f"{address}/health").is_success
            allowed = {"Authorization": f"Bearer {token}"}
            names = {str(each) for each in children(parent.pid)}
            counted = lambda: names <= told(f"{address}/metrics", allowed)  # noqa: E731
            await asyncio.to_thread(until, counted, 30)
    assert parent.returncode == 0
    assert not any(alive(each) for each in second)
    log = (world.folder / "log").read_text()
    assert "worker.died" in log
    print(clients.told.counts, clients.told.closed)


@pytest.mark.parametrize(
    ("words", "mended"),
    [
        ((), "chroma run"),
        (("--chroma-url", "http://127.0.0.1:9"), "postgresql://"),
        (("--database-url", "postgresql://nobody@127.0.0.1:9/none"), "chroma run"),
    ],
)
def test_what_one_alone_may_open_is_refused_to_several(
    tmp_path: Path, words: tuple[str, ...], mended: str
) -> None:
    """Vectors in a folder and SQLite; the sentence says what to set."""
    place = ("--port", "0", "--workers", "2", "--data-dir", str(tmp_path / "data"))
    command = [sys.executable, "-m", "server.cli", "serve", *place, *words]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)

    assert ended.returncode != 0
    assert "workers = 2 needs" in ended.stderr
    assert mended in ended.stderr
    assert not (tmp_path / "data").exists()
