"""Where the browser comes back to after Google's page of consent: a port on this machine."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

HERE = "127.0.0.1"
SAID = "You may close this page and go back to the terminal."
LONGEST = 4_000
"""Characters of a path that is read."""


class BrowserReturn:
    """Listens while somebody signs in, and tells each path that a browser asks for."""

    def __init__(self, told: Callable[[str], None]) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer(self)
                if len(self.path) <= LONGEST:
                    told(self.path)

            def log_message(self, *_words: object) -> None:
                """Say nothing: the path holds a secret."""

        self._server = ThreadingHTTPServer((HERE, 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self.address = f"http://{HERE}:{self._server.server_address[1]}/"

    def __enter__(self) -> Self:
        """Listen."""
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Close the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def answer(handler: BaseHTTPRequestHandler) -> None:
    """Say what to do next, and leave nothing of the address behind."""
    data = SAID.encode()
    handler.send_response(200)
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(data)),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(data)
