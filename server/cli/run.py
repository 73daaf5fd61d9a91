"""`rubato run`: server and browser together, until Ctrl-C."""

import argparse
from threading import Event, Thread

from server.adapters.chromium import Running
from server.cli import serve
from server.cli.browser import (
    Chosen,
    add_browser_flags,
    address,
    answers,
    chosen,
    open_browser,
)
from server.cli.opened import add_flags, settings_of
from server.core.errors import InvalidError, RubatoError
from server.core.settings import Settings

BETWEEN_LOOKS = 0.1
"""Seconds between looks whether the server answers."""

CLOSED = "The browser was closed. `rubato browser` opens it again; Ctrl-C stops the server."


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato run`."""
    parser = subparsers.add_parser("run", help="start the server and the browser together")
    add_browser_flags(parser)
    add_flags(
        parser, "host", "port", "allow_network", "data_dir", "database_url", "log_level",
        "log_format",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Start what does not run yet; at the end stop what was started here."""
    settings = settings_of(args)
    found = chosen(args)
    if settings.port == 0:
        raise InvalidError("With port 0 the extension could not find the server; name a port.")
    browsing = Browsing(found, settings)
    try:
        if answers(settings):
            print(f"The server at {address(settings)} is used as it runs.")
            browsing.open_and_wait()
        else:
            browsing.begin()
            serve.run(args)
    finally:
        browsing.end()
    return 0


class Browsing:
    """The browser beside the server: opened once the server answers, stopped at the end."""

    def __init__(self, found: Chosen, settings: Settings) -> None:
        self._found = found
        self._settings = settings
        self._ended = Event()
        self._running: Running | None = None
        self._thread = Thread(target=self._open_when_ready, daemon=True)

    def begin(self) -> None:
        """Wait for the server in the background, then open the browser."""
        self._thread.start()

    def open_and_wait(self) -> None:
        """Open the browser at once, and return when it is closed."""
        self._running = open_browser(self._found, self._settings)
        self._running.process.wait()

    def end(self) -> None:
        """Close the browser, if it was opened here."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join(BETWEEN_LOOKS * 20)
        if self._running is not None:
            self._running.stop()

    def _open_when_ready(self) -> None:
        while not answers(self._settings):
            if self._ended.wait(BETWEEN_LOOKS):
                return
        try:
            self._running = open_browser(self._found, self._settings)
        except RubatoError as error:
            print(f"rubato: {error}\nThe server runs on; Ctrl-C stops it.")
            return
        self._tell_closed(self._running)

    def _tell_closed(self, running: Running) -> None:
        while running.process.poll() is None:
            if self._ended.wait(BETWEEN_LOOKS * 10):
                return
        print(CLOSED, flush=True)
