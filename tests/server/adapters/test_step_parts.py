"""What a step works with: its lock, its papers, and its way to the server."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from server.adapters.paper_folder import PaperFolder
from server.adapters.step_lock import StepLock
from server.adapters.step_server import StepServer
from server.core.errors import ConflictError, InvalidError, NotFoundError, UnavailableError

HOLDS = """\
import sys
from pathlib import Path
from server.adapters.step_lock import StepLock
with StepLock(Path(sys.argv[1])) as lock:
    print(lock.held, flush=True)
    sys.stdin.read()
"""
HEALTH = (200, b'{"name": "rubato"}')


@contextmanager
def served(answers: dict[str, tuple[int, bytes]]) -> Iterator[tuple[str, list[str]]]:
    """Answer paths with what is given; tell the address, and the tokens that came."""
    tokens: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            tokens.append(self.headers.get("Authorization", ""))
            status, content = answers[self.path.partition("?")[0]]
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", tokens
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_one_process_holds_the_lock_until_it_dies(tmp_path: Path) -> None:
    """Another sees that it is taken, and by whom; a killed one leaves nothing behind."""
    path = tmp_path / "data" / "timestep.lock"
    words = [sys.executable, "-c", HOLDS, str(path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"True\n"
        with StepLock(path) as lock:
            assert not lock.held
            assert lock.holder() == str(other.pid)
        other.kill()
        other.wait()
    with StepLock(path) as first, StepLock(path) as second:
        assert (first.held, second.held) == (True, False)
    with StepLock(path) as lock:
        assert lock.held


def test_where_there_is_no_place_for_the_lock_it_is_told(tmp_path: Path) -> None:
    """With its path."""
    (tmp_path / "file").write_text("")
    with pytest.raises(UnavailableError, match=r"timestep\.lock cannot be used"):
        StepLock(tmp_path / "file" / "timestep.lock").__enter__()


def test_papers_are_whole_and_their_owners(tmp_path: Path) -> None:
    """What did not change is not written; nothing half is left; a folder in the way is told."""
    papers = PaperFolder(tmp_path / "papers")
    assert papers.read("a/b.txt") is None
    assert [papers.write("a/b.txt", text) for text in ("one", "one", "two\r\n")] == [
        True,
        False,
        True,
    ]
    assert papers.read("a/b.txt") is not None
    assert (tmp_path / "papers/a/b.txt").stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "papers/a").iterdir()] == ["b.txt"]
    with pytest.raises(UnavailableError, match=r"b\.txt/c cannot be written"):
        papers.write("a/b.txt/c", "x")
    with pytest.raises(UnavailableError, match="cannot be read"):
        papers.read("a")


def test_it_signs_in_when_it_is_first_asked(tmp_path: Path) -> None:
    """Once; a token goes with each call but the one that asks who answers."""
    answers = {"/health": HEALTH, "/v1/x": (200, b'{"a": 1}'), "/v1/empty": (200, b"")}
    signed: list[int] = []

    def sign_in() -> str:
        signed.append(1)
        return "rbt_x"

    with served(answers) as (address, tokens):
        server = StepServer(address, sign_in)
        assert signed == []
        assert server.get("/v1/x", {"b": "c"}) == {"a": 1}
        assert server.send("POST", "/v1/empty", {}) is None
        assert server.fetch("/v1/x", str(tmp_path / "file"), 10) == 8
        with pytest.raises(InvalidError, match="larger than 3 bytes"):
            server.fetch("/v1/x", str(tmp_path / "file"), 3)
        server.close()

    assert (len(signed), tokens) == (1, ["", *["Bearer rbt_x"] * 4])
    assert json.loads((tmp_path / "file").read_text() or "null") is None


@pytest.mark.parametrize(
    ("status", "content", "error", "told"),
    [
        (409, b'{"detail": "Look again."}', ConflictError, r"^Look again\.$"),
        (404, b'{"detail": "Gone."}', NotFoundError, r"^Gone\.$"),
        (422, b"[]", InvalidError, r"^\[\]$"),
        (500, b"", UnavailableError, r"^The server answered 500\.$"),
        (200, b"<html>", UnavailableError, "answer to /v1/x is no JSON"),
    ],
)
def test_what_it_answers_becomes_our_error(
    status: int, content: bytes, error: type[Exception], told: str
) -> None:
    """With what the server said, whatever that is."""
    with served({"/health": HEALTH, "/v1/x": (status, content)}) as (address, _):
        server = StepServer(address, lambda: "t")
        with pytest.raises(error, match=told):
            server.get("/v1/x")
        server.close()


@pytest.mark.parametrize("health", [(200, b"[]"), (200, b'{"name": "other"}'), (500, b"x")])
def test_no_token_goes_to_another_program(health: tuple[int, bytes]) -> None:
    """What answers there and is no Rubato is told as a server that does not run."""
    with served({"/health": health}) as (address, tokens):
        with pytest.raises(UnavailableError, match="start it with `rubato serve`"):
            StepServer(address, lambda: "t").get("/v1/x")
        assert tokens == [""]
    with pytest.raises(UnavailableError, match="does not run at"):
        StepServer(address, lambda: "t").fetch("/v1/x", "nowhere", 1)
