"""How long from typing `make run` to the first sound, with everything installed and no network.

`make run` itself is started on a virtual screen, with data, settings and browser profile of its
own; only the browser gets a wrapper on the PATH that adds a DevTools port.  Nothing else is eased:
sound is not allowed to begin unasked.  Watched from outside: the server's line "Rubato is ready",
the browser's DevTools port, the panel's mark that the engine is there, and the first key of the
piano that is echoed: its button is pressed again and again, as pressing it is a person's gesture
that lets sound begin.  The first start makes data folder and profile; the daily ones find them.
"""

import json
import os
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

from benchmarks.figures import load, missing, print_head, print_row
from server.adapters import chromium
from tests.e2e.harness_browser import PANEL
from tests.e2e.harness_devtools import Devtools, DevtoolsError, Target
from tests.e2e.harness_server import READY
from tests.e2e.harness_wait import until

ROOT = Path(__file__).resolve().parents[1]
STARTS = 5
PATIENCE = 60.0
BETWEEN_KEYS_S = 0.05
STAGES = ("server ready", "browser there", "engine there", "first echo")

WRAPPER = """#!/bin/sh
exec "{browser}" --remote-debugging-port=$BENCHMARK_DEVTOOLS "$@"
"""

HEAR = """(async () => {
  const {SoundOut} = await import('/adapters/sound_out.js');
  const {echo} = SoundOut.prototype;
  SoundOut.prototype.echo = function (...args) {
    const played = echo.apply(this, args);
    if (played) window.echoed = true;
    return played;
  };
})()"""

PLACE = """(() => {
  const {x, width, bottom} = document.querySelector('[data-key="4"]').getBoundingClientRect();
  return [x + width / 2, bottom - 5];
})()"""


def main() -> None:
    """Print the table, or why there is none."""
    if why := missing("make", "Xvfb", "chromium"):
        print(f"start to sound: {why}")
        return
    subprocess.run(["make", "--silent", ".venv/.installed-demo"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, _screen() as display:
        folder = Path(name)
        _wrap_browser(folder)
        first, *daily = (_start(folder, display) for _ in range(STARTS + 1))
    title = f"make run: the first start, and {STARTS} more; {load()}"
    print_head(title, "first s", "p50 s", "max s")
    for stage, then, *later in zip(STAGES, first, *daily, strict=True):
        print_row(f"→ {stage}", then, statistics.median(later), max(later))


@contextmanager
def _screen() -> Iterator[str]:
    """Start a virtual screen on a free display; gives its name."""
    read, write = os.pipe()
    line = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(line, pass_fds=[write], stdout=quiet, stderr=quiet)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def _wrap_browser(folder: Path) -> None:
    found = chromium.find()
    assert found
    (folder / "bin").mkdir()
    wrapper = folder / "bin" / "chromium"
    wrapper.write_text(WRAPPER.format(browser=found.path), encoding="utf-8")
    wrapper.chmod(0o755)


def _start(folder: Path, display: str) -> list[float]:
    """Start all, play until it sounds, stop all; gives the seconds to each stage."""
    port = _free_port()
    begun = time.perf_counter()
    with _running(_environment(folder, display, port)) as output:
        at = [_ready(output) - begun]
        address = until(lambda: _devtools(port), "the browser is there", PATIENCE)
        at.append(time.perf_counter() - begun)
        with connect(address, max_size=None) as connection:
            panel = _panel(Devtools(connection))
            at.append(time.perf_counter() - begun)
            _play(panel)
            at.append(time.perf_counter() - begun)
    return at


@contextmanager
def _running(environment: dict[str, str]) -> Iterator[Any]:
    """Run `make run` as a person would, and end it as Ctrl-C does."""
    made = subprocess.Popen(
        ["make", "--silent", "run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert made.stdout
    try:
        yield made.stdout
    finally:
        os.killpg(made.pid, signal.SIGINT)
        made.stdout.read()  # open until the last of them has ended
        made.wait(PATIENCE)
        made.stdout.close()


def _environment(folder: Path, display: str, devtools: int) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("RUBATO_", "HOST", "PORT"))}
    return kept | {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "DISPLAY": display,
        "PORT": str(_free_port()),
        "BENCHMARK_DEVTOOLS": str(devtools),
        "RUBATO_DATA_DIR": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "PYTHONUNBUFFERED": "1",
    }


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _ready(output: Any) -> float:
    """Wait for the server's word; what it says later is read and forgotten."""
    said = []
    for line in output:
        said.append(line)
        if line.startswith(READY):
            return time.perf_counter()
    raise RuntimeError("".join(said) or "make run ended without a word")


def _devtools(port: int) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/version") as answer:
            return str(json.load(answer)["webSocketDebuggerUrl"])
    except OSError:
        return ""


def _panel(devtools: Devtools) -> Target:
    """Wait for a panel with the engine."""

    def found() -> list[Target]:
        panels = devtools.find("page", lambda url: url.startswith(PANEL))
        return [panel for panel in panels if _is_engine(panel)]

    return until(found, "the engine is there", PATIENCE)[0]


def _is_engine(panel: Target) -> bool:
    try:
        return bool(panel.evaluate("document.documentElement.dataset.engine === 'here'"))
    except (DevtoolsError, TimeoutError):  # it is only being loaded
        return False


def _play(panel: Target) -> None:
    """Press a key until it sounds."""
    panel.evaluate(HEAR)
    x, y = panel.evaluate(PLACE)
    end = time.monotonic() + PATIENCE
    while not panel.evaluate("window.echoed === true"):
        if time.monotonic() > end:
            raise RuntimeError("no key was echoed")
        for kind in ("mousePressed", "mouseReleased"):
            panel.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        time.sleep(BETWEEN_KEYS_S)


if __name__ == "__main__":
    main()
