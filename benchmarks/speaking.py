"""How soon the server speaks: what it adds to its engine's time, preloading, and after a crash.

A real server as a process, asked over HTTP by a paired client, as the panel asks it.  The time runs
from the request to the first byte of sound; the engine's own part is what the server says of it
(`Server-Timing`).  Piper's model is a tiny one that hums, so that nearly all of the time is ours;
the embedded voice is the one people hear who have installed none.
"""

import http.client
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import print_head, print_row, quantile
from tests.fixtures.voices import make_voice

SENTENCES = 400
TEXT = "This is sentence number {}, and it is about as long as most of them are."
LONG = " ".join(TEXT.format(number) for number in range(200))
PIPER, EMBEDDED = "en_US-hum-tiny", "espeak-en-us"
CRASHES = 10
PAUSE = 0.02
"""Seconds between two questions: nobody asks without a breath, and the machine must have one."""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        make_voice(Path(folder) / "voices", PIPER)
        first = _preloaded(folder)
        with _server(folder) as (server, port, token):
            print_head("sentence known → first byte, over the engine, ms", "p50", "p99", "engine")
            for voice in (PIPER, EMBEDDED):
                for form in ("wav", "pcm"):
                    _overhead(
                        f"{voice}, {form}", port, token, {"voice": voice, "response_format": form}
                    )
            _again(port, token)
            _long(port, token)
            print_head("\nloading", "ms")
            print_row("first sentence, preloaded", first)
            print_row("killed between sentences → next one's first byte", _crashed(port, token))
            print_row("server, resident MB", _resident(server.pid))


def _overhead(name: str, port: int, token: str, how: dict[str, object]) -> None:
    _asked(port, token, how | {"input": "Warm."})
    taken = [_asked(port, token, how | {"input": TEXT.format(at)}) for at in range(SENTENCES)]
    over = [whole - engine for whole, engine in taken]
    engine = statistics.median(engine for _, engine in taken)
    print_row(name, quantile(over, 50), quantile(over, 99), engine)


def _again(port: int, token: str) -> None:
    """Ask for the same again: it is kept."""
    how: dict[str, object] = {"voice": EMBEDDED, "input": "Next tab.", "response_format": "wav"}
    taken = [_asked(port, token, how)[0] for _ in range(SENTENCES)]
    print_row("the same again, whole", quantile(taken, 50), quantile(taken, 99), "-")


def _long(port: int, token: str) -> None:
    """Ask for two hundred sentences, and leave after the first."""
    how: dict[str, object] = {"voice": EMBEDDED, "response_format": "wav"}
    taken = [_asked(port, token, how | {"input": f"Part {at}. {LONG}"}) for at in range(20)]
    over = [whole - engine for whole, engine in taken]
    print_row("the first of 200 sentences", quantile(over, 50), quantile(over, 99), "-")


def _crashed(port: int, token: str) -> float:
    """Kill the voice's process, and ask again; give the median of what that takes."""
    times = []
    for at in range(CRASHES):
        how: dict[str, object] = {"voice": PIPER, "response_format": "wav"}
        _asked(port, token, how | {"input": f"Before {at}."})
        for pid in _children():
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.2)
        times.append(_asked(port, token, how | {"input": f"After {at}."})[0])
    return statistics.median(times)


def _preloaded(folder: str) -> float:
    """Start a server, wait until its log says that the voice is loaded, and ask."""
    with _server(folder, wait=b"the voice is loaded") as (_, port, token):
        return _asked(port, token, {"input": "Good morning.", "response_format": "wav"})[0]


def _asked(port: int, token: str, how: dict[str, object]) -> tuple[float, float]:
    """Ask; give the ms to the first byte of sound, and the engine's part of them."""
    time.sleep(PAUSE)
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.connect()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    begun = time.perf_counter()
    connection.request("POST", "/v1/audio/speech", json.dumps(how), headers)
    answer = connection.getresponse()
    answer.read(1)
    taken = (time.perf_counter() - begun) * 1000
    assert answer.status == 200, answer.read()
    engine = float(answer.headers["Server-Timing"].partition("dur=")[2])
    if "200" not in str(how.get("input", "")):
        answer.read()
    connection.close()
    return taken, engine


_running: list[subprocess.Popen[bytes]] = []


@contextmanager
def _server(folder: str, wait: bytes = b"") -> Iterator[tuple[subprocess.Popen[bytes], int, str]]:
    """Run a server, paired; give its process, port and token."""
    rubato = [sys.executable, "-m", "server.cli"]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("RUBATO_", "HOST", "PORT"))}
    environment = kept | {"XDG_CONFIG_HOME": f"{folder}/none", "XDG_DATA_HOME": folder}
    code = subprocess.run(
        [*rubato, "pair", "--quiet", "--data-dir", folder],
        env=environment, capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    with (
        Path(folder, "log").open("w+b") as log,
        subprocess.Popen(
            [*rubato, "serve", "--port", "0", "--data-dir", folder],
            env=environment, stdout=subprocess.PIPE, stderr=log,
        ) as server,
    ):  # fmt: skip
        _running.append(server)
        try:
            port = _port(server)
            yield server, port, _token(port, code)[_waited(log.name, wait) :]
        finally:
            _running.remove(server)
            server.terminate()


def _port(server: subprocess.Popen[bytes]) -> int:
    for line in server.stdout or ():
        if b"http://" in line:
            return int(line.rpartition(b":")[2])
    raise RuntimeError("the server ended before it was ready")


def _waited(log: str, wait: bytes) -> int:
    """Wait until the log says something."""
    while wait not in Path(log).read_bytes():
        time.sleep(0.01)
    return 0


def _token(port: int, code: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    body = json.dumps({"code": code, "name": "benchmark"})
    connection.request("POST", "/v1/pairings", body, {"Content-Type": "application/json"})
    token: str = json.load(connection.getresponse())["token"]
    connection.close()
    return token


def _children() -> list[int]:
    """Give the numbers of the server's voices."""
    (server,) = _running
    told = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text(encoding="ascii")
    return [int(each) for each in told.split()]


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
