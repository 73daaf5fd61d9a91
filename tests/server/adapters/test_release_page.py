"""The newest release over real HTTP: one request, and whatever comes back is bounded."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from server.adapters.release_page import ReleasePage
from server.core.errors import UnavailableError
from server.core.versions import Release

GOOD = json.dumps({"tag_name": "v1.2.0", "html_url": "https://example.org/1.2", "body": "…"})


class Page(BaseHTTPRequestHandler):
    """Answers as its class says."""

    status, content = 200, b""
    asked: list[str] = []  # noqa: RUF012  (one server a test)

    def do_GET(self) -> None:
        """Answer."""
        self.asked.append(self.headers["User-Agent"])
        self.send_response(self.status)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()
        self.wfile.write(self.content)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """Serve it."""
    Page.status, Page.content, Page.asked = 200, GOOD.encode(), []
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/latest"
        server.shutdown()


def test_the_newest(address: str) -> None:
    """Its tag and page; we say who asks, and ask once."""
    assert ReleasePage("0.1.0")(address) == Release("v1.2.0", "https://example.org/1.2")
    assert Page.asked == ["rubato/0.1.0"]


@pytest.mark.parametrize(
    ("status", "content", "why"),
    [
        (404, b"", "answered with 404"),
        (302, b"", "answered with 302"),
        (200, b"<html>", "JSON"),
        (200, b"[" * 500_000, "JSON"),
        (200, b"[]", "names no version"),
        (200, b'{"tag_name": 7}', "names no version"),
        (200, b'{"tag_name": "a\\nb"}', "names no version"),
        (200, b'"' + b"x" * 1_100_000, "too much"),
    ],
)
def test_what_is_no_release(address: str, status: int, content: bytes, why: str) -> None:
    """Each is one sentence, and no redirect is followed."""
    Page.status, Page.content = status, content
    with pytest.raises(UnavailableError, match=why):
        ReleasePage("0.1.0")(address)
    assert len(Page.asked) == 1


def test_a_page_that_is_no_page(address: str) -> None:
    """A link that would run something is no link."""
    Page.content = b'{"tag_name": "v1", "html_url": "javascript:alert(1)"}'
    assert ReleasePage("0.1.0")(address) == Release("v1")


def test_nobody_there() -> None:
    """That is said, and nothing else."""
    with pytest.raises(UnavailableError, match=r"127\.0\.0\.1 did not answer"):
        ReleasePage("0.1.0")("http://127.0.0.1:1/")
