"""A web server for the pages in `pages/`, on 127.0.0.1 with a port of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

FOLDER = Path(__file__).parent / "pages"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, has no icon, and says nothing about it."""

    def do_GET(self) -> None:
        """Answer with the file."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name there)
        """Say nothing."""


@contextmanager
def serving(folder: Path = FOLDER) -> Iterator[str]:
    """Serve a folder; gives its address without a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
