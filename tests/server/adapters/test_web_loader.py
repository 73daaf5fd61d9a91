"""Loading addresses: none that leads into a private network, however it is written."""

import gzip
import hashlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from server.adapters.web_loader import WebLoader
from server.core.errors import InvalidError, RubatoError, UnavailableError
from server.core.library.addresses import checked_address, public

PRIVATE = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
    "2002:7f00:1::", "2002:c0a8:101::1", "2001:db8::1", "2001:0:7f00:1::",
]  # fmt: skip

REFUSED = [
    "file:///etc/passwd", "ftp://example.org/x", "gopher://example.org/", "data:text/html,x",
    "javascript:alert(1)", "//example.org/", "example.org", "", "http://", "http:///x",
    "https://name:secret@example.org/", "http://example.org:99999/", "http://[::1",
    "http://a" * 999,     "unix:/var/run/docker.sock", "jar:http://example.org/x!/", "chrome://settings",
]  # fmt: skip

LOOPBACK_FORMS = [
    "127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "[::1]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0",
]  # fmt: skip


class Site(BaseHTTPRequestHandler):
    """Answers what the tests ask for."""

    def do_GET(self) -> None:
        """Answer by path."""
        getattr(self, "_" + self.path.strip("/").split("?")[0].replace("-", "_"))()

    def _page(self) -> None:
        self._send(b"<p>hello</p>", "text/html; charset=utf-8")

    def _to_page(self) -> None:
        self._redirect("/page")

    def _to_private(self) -> None:
        self._redirect("http://169.254.169.254/latest/meta-data")

    def _to_file(self) -> None:
        self._redirect("file:///etc/passwd")

    def _round(self) -> None:
        self._redirect("/round")

    def _to_talk(self) -> None:
        self._redirect("/talk")

    def _talk(self) -> None:
        self._send(b"ID3" * 100, "audio/mpeg", ("Content-Length", "300"))

    def _missing(self) -> None:
        self.send_error(404)

    def _busy(self) -> None:
        self.send_error(503)

    def _packed(self) -> None:
        self._send(gzip.compress(b"x" * 1000), "text/plain", ("Content-Encoding", "gzip"))

    def _bomb(self) -> None:
        self._send(gzip.compress(b"x" * 5_000_000), "text/plain", ("Content-Encoding", "gzip"))

    def _torn(self) -> None:
        self._send(b"\x1f\x8bnothing", "text/plain", ("Content-Encoding", "gzip"))

    def _strange(self) -> None:
        self._send(b"x", "text/plain", ("Content-Encoding", "br"))

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"x" * 65_536)

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def _redirect(self, place: str) -> None:
        self.send_response(302)
        self.send_header("Location", place)
        self.end_headers()

    def _send(self, content: bytes, media: str, *headers: tuple[str, str]) -> None:
        self.send_response(200)
        for name, value in (("Content-Type", media), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name there)
        """Say nothing."""


class Quiet(ThreadingHTTPServer):
    """A site whose visitors may leave."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: leaving in the middle is what is tested."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Serve the site on this machine."""
    server = Quiet(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def loader() -> WebLoader:
    """Give a loader whose owner named this machine."""
    return WebLoader(["127.0.0.1"], patience=1.0, most=1_000_000)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_known(address: str) -> None:
    """Every range that is not of the open internet, also inside an IPv6 address."""
    assert not public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_addresses_are_known(address: str) -> None:
    """What is of the open internet may be loaded."""
    assert public(address)


@pytest.mark.parametrize("address", REFUSED)
def test_other_schemes_and_forms_are_refused(address: str) -> None:
    """Nothing is looked up for what is no plain web address."""
    with pytest.raises(InvalidError):
        checked_address(address)


@pytest.mark.parametrize("host", LOOPBACK_FORMS)
def test_this_machine_is_refused_however_it_is_written(host: str, site: str) -> None:
    """A server on this very machine is not reached by any spelling of it."""
    port = site.rsplit(":", 1)[1]
    with pytest.raises(RubatoError, match=r"private network|There is no|cannot be loaded"):
        WebLoader().fetch(f"http://{host}:{port}/page")


def test_a_name_that_also_leads_inside_is_refused(site: str) -> None:
    """One private address among public ones is enough."""
    loader = WebLoader(resolve=lambda _host, _port: ["93.184.216.34", "127.0.0.1"])

    with pytest.raises(InvalidError, match="private network"):
        loader.fetch("http://example.org/")


def test_a_name_is_resolved_once(site: str) -> None:
    """What was looked at is what is connected to: a second answer is never asked for."""
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    port = site.rsplit(":", 1)[1]
    loader = WebLoader(["example.org"], resolve=rebinding)

    assert loader.fetch(f"http://example.org:{port}/page").content == b"<p>hello</p>"
    assert asked == ["example.org"]


def test_a_page_is_loaded(loader: WebLoader, site: str) -> None:
    """Its bytes, its media type, and where it was in the end."""
    fetched = loader.fetch(f"{site}/to-page#part")

    assert fetched == (f"{site}/page", "text/html; charset=utf-8", b"<p>hello</p>")
    assert loader.fetch(f"{site}/packed").content == b"x" * 1000


def test_a_recording_is_written_into_a_file(loader: WebLoader, site: str, tmp_path: Path) -> None:
    """And is not fetched with what is read: only that it is one is told."""
    file, told = tmp_path / "talk", list[tuple[int, int]]()

    saved = loader.save(f"{site}/to-talk", str(file), 1000, lambda *so_far: told.append(so_far))

    assert loader.fetch(f"{site}/to-talk") == (f"{site}/talk", "audio/mpeg", b"")
    assert file.read_bytes() == b"ID3" * 100
    assert saved == (300, hashlib.sha256(b"ID3" * 100).hexdigest())
    assert told[-1] == (300, 300)


def test_a_recording_that_is_too_large_is_refused(
    loader: WebLoader, site: str, tmp_path: Path
) -> None:
    """As one that leads inside, that nobody waits for, or for which there is no room."""
    file = str(tmp_path / "talk")

    def leave(_done: int, _total: int) -> None:
        raise RuntimeError("left")

    with pytest.raises(InvalidError, match="more than 0 MB"):
        loader.save(f"{site}/talk", file, 299, lambda _done, _total: None)
    with pytest.raises(InvalidError, match="private network"):
        loader.save(f"{site}/to-private", file, 1000, lambda _done, _total: None)
    with pytest.raises(RuntimeError, match="left"):
        loader.save(f"{site}/endless", file, 10**9, leave)
    with pytest.raises(UnavailableError, match="cannot be stored: No space left"):
        loader.save(f"{site}/endless", "/dev/full", 10**9, lambda _done, _total: None)


@pytest.mark.parametrize(
    ("path", "error", "why"),
    [
        ("to-private", InvalidError, "private network"),
        ("to-file", InvalidError, "Only http"),
        ("round", InvalidError, "redirects more than"),
        ("missing", InvalidError, "no such page"),
        ("busy", UnavailableError, "503"),
        ("bomb", InvalidError, "more than 1 MB"),
        ("endless", InvalidError, "more than 1 MB"),
        ("torn", InvalidError, "unpacked"),
        ("strange", InvalidError, "not asked for"),
        ("drip", UnavailableError, "in time"),
    ],
)
def test_what_cannot_be_loaded_says_why(
    loader: WebLoader, site: str, path: str, error: type[Exception], why: str
) -> None:
    """Each is refused with its reason, and none keeps us longer than our patience."""
    with pytest.raises(error, match=why):
        loader.fetch(f"{site}/{path}")


def test_a_server_that_is_not_there_is_said(loader: WebLoader) -> None:
    """Where nobody listens, the reason is told."""
    with pytest.raises(UnavailableError, match=r"127\.0\.0\.1 cannot be loaded"):
        loader.fetch("http://127.0.0.1:9/")


def test_no_proxy_of_the_environment_is_used(
    loader: WebLoader, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy would resolve names itself, behind our back."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

    assert loader.fetch(f"{site}/page").content == b"<p>hello</p>"
