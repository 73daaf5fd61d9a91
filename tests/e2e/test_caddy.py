"""config/Caddyfile with the real Caddy: the server behind TLS, streams, one that is gone."""

import os
import socket
import ssl
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import httpx
import pytest
from websockets.sync.client import connect
from websockets.typing import Origin

from server.core.settings import EXTENSION_ID
from tests.e2e.harness_server import Server
from tests.e2e.harness_wait import until
from tests.fixtures.needs import need

FILE = Path(__file__).parents[2] / "config" / "Caddyfile"
PATIENCE = 15.0


@pytest.fixture(scope="module")
def caddy() -> str:
    """Give Caddy's program."""
    return need("caddy", package="caddy")


def free_ports(count: int) -> list[int]:
    """Find ports that nobody has."""
    with_ports = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in with_ports]
    for one in with_ports:
        one.close()
    return ports


@contextmanager
def before(
    caddy: str, home: Path, servers: str, name: str = "localhost"
) -> Iterator[tuple[int, int]]:
    """Run it before these servers; gives its plain port and the one with TLS."""
    plain, secure = free_ports(2)
    told = {"PUBLIC_NAME": name.replace("PORT", str(plain)), "SERVERS": servers,
            "HTTP_PORT": str(plain), "HTTPS_PORT": str(secure)}  # fmt: skip
    with (home / "caddy.log").open("a") as log:
        process = subprocess.Popen(
            [caddy, "run", "--config", FILE, "--adapter", "caddyfile"],
            env=environment(home) | told, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        until(lambda: answers(plain), "Caddy answers")
        yield plain, secure
    finally:
        process.terminate()
        process.wait(PATIENCE)


def environment(home: Path) -> dict[str, str]:
    """Give one in which Caddy keeps all it has in a folder of the test."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_DATA_HOME": str(home)}


def answers(port: int) -> bool:
    """Tell whether somebody listens."""
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def test_caddy_understands_it(caddy: str, tmp_path: Path) -> None:
    """It is valid, and written as Caddy itself would write it."""
    for command in ("validate", "adapt"):
        line = [caddy, command, "--config", FILE, "--adapter", "caddyfile"]
        done = subprocess.run(line, env=environment(tmp_path), capture_output=True, text=True,
                              check=False)  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert '"warn"' not in done.stderr
    written = subprocess.run([caddy, "fmt", FILE], capture_output=True, text=True, check=False)

    assert written.stdout == FILE.read_text(encoding="utf-8")


def test_the_real_server_behind_tls(caddy: str, tmp_path: Path) -> None:
    """Pages, sign-in, pairing and a WebSocket work; plain http leads there."""
    server = Server(tmp_path)
    server.start()
    try:
        with before(caddy, tmp_path, server.address.removeprefix("http://")) as (plain, secure):
            root = tmp_path / "caddy" / "pki" / "authorities" / "local" / "root.crt"
            until(root.exists, "Caddy has made its authority")
            trusted = ssl.create_default_context(cafile=root)
            until(lambda: encrypts(secure, trusted), "Caddy has a certificate of its authority's")
            here = f"https://localhost:{secure}"
            with httpx.Client(verify=trusted, base_url=here, timeout=PATIENCE) as page:
                look(page, plain)
                code = pair(page, here, server.password)
                token = server.token_for(code)
            listen(f"wss://localhost:{secure}/v1/midi", token, trusted)
    finally:
        server.stop()


def encrypts(port: int, trusted: ssl.SSLContext) -> bool:
    """Tell whether it greets with a certificate that is trusted."""
    try:
        with (
            socket.create_connection(("localhost", port), PATIENCE) as plain,
            trusted.wrap_socket(plain, server_hostname="localhost"),
        ):
            return True
    except OSError:  # ssl's own are of this kind
        return False


def look(page: httpx.Client, plain: int) -> None:
    """Look at pages and headers."""
    home = page.get("/", headers={"Accept": "text/html"})
    script = page.get("/web/foot.js")
    told = httpx.get(f"http://localhost:{plain}/web/index.html")

    assert "Rubato" in home.text
    assert home.headers["strict-transport-security"] == "max-age=31536000"
    assert "default-src 'none'" in home.headers["content-security-policy"]
    assert "server" not in home.headers
    assert script.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in page.get("/health").headers
    assert told.status_code == 308
    assert told.headers["location"].startswith("https://localhost")


def pair(page: httpx.Client, here: str, password: str) -> str:
    """Sign in, and make a code for an extension."""
    until(lambda: page.get("/health").status_code == 200, "the server is found well")
    credentials = {"name": "owner", "password": password}
    foreign = page.post("/v1/session", json=credentials, headers={"Origin": "https://evil.example"})
    signed = page.post("/v1/session", json=credentials, headers={"Origin": here})
    headers = {"Origin": here, "X-Rubato-CSRF": signed.json()["csrf"]}

    assert foreign.status_code == 403
    assert signed.status_code == 201
    assert "Secure" in signed.headers["set-cookie"]
    return str(page.post("/v1/pairings/codes", headers=headers).raise_for_status().json()["code"])


def listen(address: str, token: str, trusted: ssl.SSLContext) -> None:
    """Say hello on the bridge, and be told its ports."""
    origin = Origin(f"chrome-extension://{EXTENSION_ID}")
    with connect(address, ssl=trusted, origin=origin, open_timeout=PATIENCE) as bridge:
        bridge.send(f'{{"type": "hello", "token": "{token}"}}')

        assert '"welcome"' in str(bridge.recv(PATIENCE))


class Upstream:
    """A server that sends one piece of a stream, and sees when its client leaves."""

    def __init__(self, port: int) -> None:
        self.left = Event()
        self._socket = socket.create_server(("127.0.0.1", port))
        Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self._socket.accept()
            except OSError:
                return
            Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            asked = connection.recv(65_536)
            if b"GET /stream" not in asked:
                # It says that it closes: a write on a connection that is gone is not tried again.
                connection.sendall(
                    b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
                )
                return
            connection.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n"
            )
            if connection.recv(1) == b"":
                self.left.set()

    def close(self) -> None:
        """Listen no more."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


def test_streams_are_not_held_back_and_leaving_is_told(caddy: str, tmp_path: Path) -> None:
    """The first piece comes while the answer goes on; the server sees a client leave."""
    (port,) = free_ports(1)
    upstream = Upstream(port)
    with before(caddy, tmp_path, f"127.0.0.1:{port}", "http://127.0.0.1:PORT") as (plain, _):
        with httpx.stream("GET", f"http://127.0.0.1:{plain}/stream", timeout=PATIENCE) as answer:
            lines = answer.iter_lines()  # kept: without it the answer would be closed
            assert next(lines) == "data: 1"
            assert not upstream.left.is_set()
        assert upstream.left.wait(PATIENCE)
    upstream.close()


def test_one_that_is_gone_costs_no_request(caddy: str, tmp_path: Path) -> None:
    """With a server that does not answer beside one that does, all is answered, writes, too."""
    gone, there = free_ports(2)
    upstream = Upstream(there)
    servers = f"127.0.0.1:{gone} 127.0.0.1:{there}"
    with before(caddy, tmp_path, servers, "http://127.0.0.1:PORT") as (plain, _):
        address = f"http://127.0.0.1:{plain}/"
        got = [httpx.request(method, address, timeout=PATIENCE).status_code
               for method in ("GET", "POST") * 15]  # fmt: skip
    upstream.close()

    assert got == [200] * 30


def test_requests_wait_while_the_only_one_starts(caddy: str, tmp_path: Path) -> None:
    """While nobody answers, requests are held; they are answered once the server is there again."""
    (port,) = free_ports(1)
    with (
        before(caddy, tmp_path, f"127.0.0.1:{port}", "http://127.0.0.1:PORT") as (plain, _),
        ThreadPoolExecutor(4) as pool,
    ):
        address = f"http://127.0.0.1:{plain}/"
        asked = [pool.submit(httpx.get, address, timeout=PATIENCE) for _ in range(4)]
        log = tmp_path / "caddy.log"
        until(lambda: "connection refused" in log.read_text(), "Caddy has found nobody")
        upstream = Upstream(port)

        assert [one.result().status_code for one in asked] == [200] * 4
    upstream.close()
