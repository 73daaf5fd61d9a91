"""Chromium and its kin on this machine: finds one, starts it with an extension, stops it.

A branded Chrome ignores `--load-extension` since version 137
(https://groups.google.com/a/chromium.org/g/chromium-extensions/c/aEHdhDZ-V0E); Chromium, Chrome for
Testing, Edge and Brave still take it.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome-for-testing",
    "brave-browser",
    "microsoft-edge",
    "google-chrome",
    "google-chrome-stable",
)
"""Names on the PATH, best first: what loads an extension unasked comes before what does not."""

MAC_APPS = (
    "Chromium",
    "Google Chrome for Testing",
    "Brave Browser",
    "Microsoft Edge",
    "Google Chrome",
)

WINDOWS_PROGRAMS = (
    "Chromium/Application/chrome.exe",
    "BraveSoftware/Brave-Browser/Application/brave.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Google/Chrome/Application/chrome.exe",
)
WINDOWS_FOLDERS = ("LOCALAPPDATA", "PROGRAMFILES", "PROGRAMFILES(X86)")

BRANDED = "Google Chrome"
REFUSES_SINCE = 137
PATIENCE = 30.0
"""Seconds that a browser may take to start or to stop."""


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that was found: its program, its name and its major version (0: unknown)."""

    path: Path
    name: str
    major: int

    @property
    def refuses_extensions(self) -> bool:
        """Whether it ignores an extension named on its command line."""
        return self.name == BRANDED and not 0 < self.major < REFUSES_SINCE


def find(named: Path | None = None) -> Browser | None:
    """Give the browser at `named`, else the best of those installed, else nothing."""
    if named is not None:
        found = shutil.which(named) or (str(named) if named.is_file() else None)
        return describe(Path(found)) if found else None
    known = (describe(path) for path in candidates(sys.platform, os.environ))
    browsers = [browser for browser in known if browser]
    return min(browsers, key=lambda browser: browser.refuses_extensions, default=None)


def candidates(platform: str, environ: Mapping[str, str]) -> Iterator[Path]:
    """Give the programs that exist on such a platform, best first."""
    for command in COMMANDS:
        if found := shutil.which(command, path=environ.get("PATH")):
            yield Path(found)
    for path in _usual_places(platform, environ):
        if path.is_file():
            yield path


def _usual_places(platform: str, environ: Mapping[str, str]) -> Iterator[Path]:
    if platform == "darwin":
        for app in MAC_APPS:
            for root in (Path("/Applications"), Path.home() / "Applications"):
                yield root / f"{app}.app" / "Contents" / "MacOS" / app
    elif platform == "win32":
        for program in WINDOWS_PROGRAMS:
            yield from (
                Path(environ[name]) / program for name in WINDOWS_FOLDERS if name in environ
            )


def describe(path: Path) -> Browser | None:
    """Ask a program for its name and version; nothing where it does not answer as a browser."""
    # On Windows `--version` opens a window; the folder beside the program bears the version.
    text = _version_beside(path) if sys.platform == "win32" else _version_told(path)
    match = re.search(r"([A-Za-z][A-Za-z ]*?) (\d+)(?:\.\d+)+", text)
    return Browser(path, match[1], int(match[2])) if match else None


def _version_told(path: Path) -> str:
    command = [str(path), "--version"]
    try:
        told = subprocess.run(  # noqa: S603  (a program the user named or installed)
            command, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stdout


def _version_beside(path: Path) -> str:
    versions = [child.name for child in path.parent.iterdir() if re.match(r"\d+\.", child.name)]
    branded = "Google" in path.parts and path.name.lower() == "chrome.exe"
    name = BRANDED if branded else path.stem.capitalize()
    return f"{name} {max(versions, key=_numbers, default='0.0')}"


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def arguments(
    profile: Path, extension: Path | None, urls: Sequence[str] = (), flags: Sequence[str] = ()
) -> list[str]:
    """Give the command line after the program's name, for a profile of our own."""
    line = [f"--user-data-dir={profile}", "--no-first-run", "--no-default-browser-check", *flags]
    if extension is not None:
        line.append(f"--load-extension={extension}")
    if sys.platform == "linux" and os.geteuid() == 0:
        line.append("--no-sandbox")  # Chromium has no sandbox for root, and would not start
    return [*line, *urls]


def listens(path: Path) -> bool:
    """Tell whether somebody listens at a Unix socket.

    A browser makes its socket's name before it listens there, and one that crashed leaves the
    name behind; a second start in that moment takes the profile for free, and then two run on it.
    """
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path.resolve()))  # the name may be too long, what it points to is not
        except OSError:
            return False
    return True


class Running:
    """A browser that was started with one profile."""

    def __init__(self, browser: Browser, profile: Path, line: Sequence[str]) -> None:
        self.profile = profile
        self._port_file = profile / "DevToolsActivePort"
        self._port_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(  # noqa: S603  (a program the user named or installed)
            [str(browser.path), *line],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal is for whoever started it
        )

    def wait_for_lock(self) -> bool:
        """Wait until a second start with this profile would open a window in this browser."""
        return self._until(self._takes_starts)

    def _takes_starts(self) -> bool:
        if (self.profile / "lockfile").exists():  # on Windows
            return True
        mark = self.profile / "SingletonSocket"
        # One that has ended has handed over to the browser that runs already.
        return os.path.lexists(mark) and (self.process.poll() is not None or listens(mark))

    def devtools(self) -> str:
        """Wait for the DevTools address, ws://127.0.0.1:PORT/…; the browser was told to have one.

        Raises TimeoutError where the browser ended or stayed silent.
        """
        if not self._until(lambda: len(self._port_lines()) == 2):
            raise TimeoutError("the browser ended, or gave no DevTools address")
        port, path = self._port_lines()
        return f"ws://127.0.0.1:{port}{path}"

    def _port_lines(self) -> list[str]:
        return self._port_file.read_text().splitlines() if self._port_file.exists() else []

    def _until(self, ready: Callable[[], bool]) -> bool:
        end = time.monotonic() + PATIENCE
        while not ready():
            if self.process.poll() is not None or time.monotonic() > end:
                return ready()
            time.sleep(0.02)
        return True

    def leave(self) -> None:
        """Let it run on when this program ends."""
        Thread(target=self.process.wait, daemon=True).start()

    def stop(self) -> None:
        """End the browser as its own menu would, so that its profile is whole."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
