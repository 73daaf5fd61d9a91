"""Steps that are broken off: the lock is free, the log says so, and the next goes on."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.cli import main
from server.cli.opened import Opened
from tests.server.cli.test_library import home
from tests.server.cli.test_timestep import ROOT, opened

__all__ = ["home", "opened"]


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Stand where the server would: say that one is Rubato, then answer nothing more."""
    asked = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))
    monkeypatch.setenv("PORT", str(listening.getsockname()[1]))
    held: list[socket.socket] = []

    def serve() -> None:
        try:
            while True:
                connection, _ = listening.accept()
                held.append(connection)
                connection.recv(10_000)
                body = b'{"name": "rubato"}'
                head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode()
                connection.sendall(head + body)
                connection.recv(10_000)
                asked.set()
        except OSError:
            return

    thread = threading.Thread(target=serve)
    thread.start()
    yield asked
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    for connection in held:
        connection.close()
    thread.join()


@pytest.mark.parametrize(
    ("sent", "code", "tokens"), [(signal.SIGTERM, 143, 0), (signal.SIGKILL, -signal.SIGKILL, 1)]
)
def test_a_step_that_is_killed_stands_in_nobodys_way(
    opened: Opened,
    hanging: threading.Event,
    capsys: pytest.CaptureFixture[str],
    sent: signal.Signals,
    code: int,
    tokens: int,
) -> None:
    """While it hangs another does nothing. Told to end, it revokes its token."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "server.cli", "timestep", "run", "--only", "inquiries"]
    with subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL) as step:
        assert hanging.wait(60)
        assert main(["timestep", "run", "--only", "orphans"]) == 0
        assert f"Another step runs (process {step.pid})" in capsys.readouterr().err
        step.send_signal(sent)
        assert step.wait(60) == code
    assert main(["timestep", "run", "--only", "orphans"]) == 0
    capsys.readouterr()
    assert main(["timestep", "log"]) == 0
    newest, broken = capsys.readouterr().out.splitlines()

    assert "nothing to do" in newest
    assert "it broke off" in broken
    assert len(list(opened.store.tokens("extension"))) == tokens


def test_where_nothing_can_be_written_each_task_says_so(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chore folder that is a file: one row with the reason, and the others are done."""
    (home / "papers").write_text("")
    monkeypatch.setenv("RUBATO_CHORE_FOLDER", str(home / "papers"))
    strange = home / "DATA/rubato/recordings/2026/ffff.mid"
    strange.parent.mkdir(parents=True)
    strange.write_bytes(b"x")
    assert main(["timestep", "run", "--only", "orphans", "feed"]) == 1
    out = capsys.readouterr().out
    assert "orphans     FAILED" in out
    assert "papers" in out
    assert "feed        nothing to do" in out
