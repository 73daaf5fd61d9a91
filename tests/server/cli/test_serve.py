"""`rubato serve` as a process: ready, first password, signals, and what it refuses."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from server.adapters.listening import listen
from tests.fixtures.processes import alive
from tests.fixtures.voices import make_voice


def command(*words: str) -> list[str]:
    """Give the command line of `rubato serve`."""
    return [sys.executable, "-m", "server.cli", "serve", *words]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give an environment without the user's settings and data."""
    kept = {name: value for name, value in os.environ.items() if name not in {"HOST", "PORT"}}
    return kept | {
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }


@contextmanager
def running(
    environment: dict[str, str], *words: str, end: signal.Signals = signal.SIGINT
) -> Iterator[tuple[str, str]]:
    """Start a server on a free port; give its address and what it printed first."""
    with subprocess.Popen(
        command("--port", "0", *words),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            first: list[str] = []
            while not (first and "http://" in first[-1]):
                first.append(server.stdout.readline())
                assert first[-1], server.communicate()[1]
            yield re.findall(r"http://\S+", first[-1])[0], "".join(first)
        finally:
            server.send_signal(end)
            printed, logged = server.communicate(timeout=20)
            running.ended = (server.returncode, printed, logged)  # type: ignore[attr-defined]


def test_first_run_and_second(environment: dict[str, str]) -> None:
    """The first run shows the owner's password once, on stdout and in no log; it signs in."""
    with running(environment, "--log-level", "debug") as (address, first):
        assert httpx.get(f"{address}/health").json()["status"] == "ok"
    code, _, logged = running.ended  # type: ignore[attr-defined]
    password = re.findall(r"password ([a-z2-7-]+)", first)[0]

    assert code == 0
    assert password not in logged
    with running(environment, end=signal.SIGTERM) as (address, second):
        credentials = {"name": "owner", "password": password}
        signed = httpx.post(f"{address}/v1/session", json=credentials)
    code, _, logged = running.ended  # type: ignore[attr-defined]

    assert code == 0
    assert signed.status_code == 201
    assert password not in second + logged
    assert '"path": "/v1/session"' in logged


def test_port_in_use(environment: dict[str, str]) -> None:
    """A taken port is said at once, with what to type instead."""
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        ended = subprocess.run(
            command("--port", str(port)), env=environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    assert ended.returncode == 1
    assert f"rubato serve --port {port + 1}" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="reads processes from /proc")
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_voices_end_with_the_server(
    environment: dict[str, str], tmp_path: Path, end: signal.Signals
) -> None:
    """An installed voice is loaded unasked, gone when the server is, and nothing of it is left."""
    make_voice(tmp_path / "data" / "rubato" / "voices")
    temporary, home = tmp_path / "temporary", tmp_path / "home"
    temporary.mkdir()
    home.mkdir()
    with subprocess.Popen(
        command("--port", "0"),
        env=environment | {"TMPDIR": str(temporary), "HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as server:
        assert server.stderr is not None
        while b"the voice is loaded" not in (line := server.stderr.readline()):
            assert line
        voices = children(server.pid)
        server.send_signal(end)
    for _ in range(500):
        if not any(map(alive, voices)):
            break
        time.sleep(0.01)

    assert len(voices) == 1
    assert not any(map(alive, voices))
    assert [*temporary.iterdir(), *home.iterdir()] == []


@pytest.mark.parametrize(("length", "code"), [(200_000, 4401), (300_000, 1009)])
def test_a_message_holds_what_a_panel_sends(
    environment: dict[str, str], length: int, code: int
) -> None:
    """All phrases with the names in sight arrive, and are no greeting; what is endless does not."""
    message = json.dumps({"type": "forms", "id": 1, "forms": [], "more": "x" * length})
    with (
        running(environment) as (address, _),
        connect(address.replace("http", "ws", 1) + "/v1/listen") as socket,
    ):
        with suppress(ConnectionClosed):
            socket.send(message)
            while True:
                socket.recv(10)
        assert socket.close_code == code


def children(pid: int) -> list[int]:
    """Give the numbers of a process's children."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(each) for task in tasks for each in (task / "children").read_text().split()]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.1", "piano.example.org"])
def test_network_needs_a_word(environment: dict[str, str], host: str) -> None:
    """No address that other machines reach is listened on unless that is said."""
    ended = subprocess.run(
        command("--host", host), env=environment, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 1
    assert "--allow-network" in ended.stderr


def test_network_when_told(environment: dict[str, str]) -> None:
    """Told so it listens, and warns; a Host that nobody named is still refused."""
    with running(environment, "--host", "0.0.0.0", "--allow-network") as (address, _):
        port = address.rpartition(":")[2]
        own = httpx.get(f"http://127.0.0.1:{port}/health")
        other = httpx.get(f"http://127.0.0.1:{port}/health", headers={"Host": "10.1.2.3"})
    _, _, logged = running.ended  # type: ignore[attr-defined]

    assert (own.status_code, other.status_code) == (200, 421)
    assert "unencrypted" in logged
