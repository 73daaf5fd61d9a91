"""Addresses that lead inside: to the loader itself, by redirects, and by every route that loads."""

import json
import socket
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from server.adapters.web_loader import WebLoader
from server.core.errors import RubatoError
from tests.server.api.asgi import HOST
from tests.server.refused.world import Kind, Tried, World

HOSTS = (
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7f.1",
    "0177.0.0.1", "017700000001", "0", "0.0.0.0", "00000127.0.0.1", "127.9.9.9", "127.0.0.1.",
    "localhost", "localhost.", "LOCALHOST", "lOcAlHoSt", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]",
    "[0000::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[::%31]", "[2002:7f00:1::]", "[2001:0:7f00:1::]",
    "[::1%25lo]", "[::1%lo]", "[fe80::1%25lo]", "[fd00::1]", "[ff02::1]", "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "127．0．0．1", "１２７.0.0.1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "%31%32%37.0.0.1", "127.0.0.1%00", "127.0.0.1%2f",
    "127.0.0.1%20", "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "169.254.169.254",
    "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "[::ffff:169.254.169.254]",
    "[fd00:ec2::254]", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1",
    "inside.example", "mixed.example", "mixed-last.example", "mapped.example",
    "metadata.google.internal",
)  # fmt: skip
"""Hosts that are this machine, or one of somebody's own network, however they are written."""

NAMES = {
    "localhost": ["127.0.0.1"],
    "inside.example": ["10.0.0.7"],
    "mixed.example": ["127.0.0.1", "93.184.216.34"],
    "mixed-last.example": ["93.184.216.34", "127.0.0.1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "metadata.google.internal": ["169.254.169.254"],
    "start.example": ["127.0.0.1"],
}
"""What names stand for here; `start.example` is named by the owner, and redirects."""

WHOLE = (
    "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "FILE:///etc/passwd",
    "ftp://127.0.0.1:{port}/", "gopher://127.0.0.1:{port}/_GET", "dict://127.0.0.1:{port}/x",
    "ldap://127.0.0.1:{port}/", "tftp://127.0.0.1/x", "data:text/html,x", "javascript:alert(1)",
    "jar:http://127.0.0.1:{port}/x!/", "unix:/var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/", "ws://127.0.0.1:{port}/",
    "blob:http://127.0.0.1:{port}/x", "view-source:http://127.0.0.1:{port}/", "about:blank",
    "chrome://settings", "//127.0.0.1:{port}/", "///127.0.0.1:{port}/", "http:127.0.0.1:{port}",
    "http:/127.0.0.1:{port}/", "http:///127.0.0.1:{port}/", "http:\\\\127.0.0.1:{port}\\",
    "http://", "http://:{port}/", "", " ", "x", "http://example.org@127.0.0.1:{port}/",
    "http://a:b@127.0.0.1:{port}/", "http://@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@example.org/", "http://example.org:80@127.0.0.1:{port}/",
    "http://[::1/", "http://127.0.0.1:{port}#@example.org/",
    "http://127.0.0.1:{port}?@example.org/", "http://]::1[/",
    "http://127.0.0.1:{port}%2f@example.org/", "http://127.0.0.1\t:{port}/",
    "http://127.0.0.1\n:{port}/", "\thttp://127.0.0.1:{port}/",
    "http://127.0.0.1:{port}/\r\nHost: example.org", "http://127.0.0.1:99999/",
    "http://127.0.0.1:-1/", "http://127.0.0.1:{port}:80/", "http://127.0.0.1 {port}/",
    "\x00http://127.0.0.1/", "http://example.org\x00@127.0.0.1:{port}/", "http://" + "a" * 3000,
    "hTTp://127.0.0.1:{port}/", "https://127.0.0.1:{port}/",
    "http://127.0.0.1:{port};@example.org/", "http://127.0.0.1.:{port}/",
)  # fmt: skip
PLACES = (
    ("/v1/documents", "address"), ("/v1/crawls", "address"), ("/v1/taste/feeds", "addresses"),
)  # fmt: skip
"""Routes that load an address that somebody gives, and the field that it stands in."""


def forms(port: int) -> Sequence[str]:
    """Give every form of an address that leads inside, to a site on a port here."""
    return (
        *(f"http://{host}:{port}/" for host in HOSTS),
        *(one.format(port=port) for one in WHOLE),
    )


def named(host: str, port: int) -> list[str]:
    """Resolve names by the table, and numbers as the system does; asks no name server."""
    if host.lower().rstrip(".") in NAMES:
        return NAMES[host.lower().rstrip(".")]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    return [str(entry[4][0]) for entry in found]


class Inside(BaseHTTPRequestHandler):
    """What nobody may reach; it leads on from where the owner let one begin."""

    reached: list[str]
    leads: str

    def do_GET(self) -> None:
        """Note who came in, or lead on."""
        if self.path != "/start":
            self.reached.append(self.path)
        self.send_response(302 if self.path == "/start" else 200)
        if self.path == "/start":
            self.send_header("Location", self.leads.encode("utf-8").decode("latin-1"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name there)
        """Say nothing."""


@contextmanager
def inside() -> Iterator[tuple[type[Inside], int]]:
    """Serve it; give what notes who came, and the port."""
    handler = type("Noting", (Inside,), {"reached": [], "leads": ""})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield handler, server.server_port
    finally:
        server.shutdown()
        server.server_close()


def refused(loader: WebLoader, address: str) -> bool:
    """Tell whether an address is refused with a reason."""
    try:
        loader.fetch(address)
    except RubatoError:
        return True
    return False


async def loaded(_world: World) -> AsyncIterator[Tried]:
    """Load every form of an address that leads inside."""
    with inside() as (site, port):
        for address in forms(port):
            known = refused(WebLoader(resolve=named, patience=2), address)
            yield address[:80], known and not site.reached
            site.reached.clear()


async def redirected(_world: World) -> AsyncIterator[Tried]:
    """Be led there from a site that the owner named, at once and to what is relative."""
    with inside() as (site, port):
        loader = WebLoader(["start.example"], resolve=named, patience=2)
        for address in forms(port):
            # What has no scheme leads to the site itself, which the owner named.
            if (
                "://" not in address
                or "///" in address
                or not address.strip("\x00 \t\r\n").isprintable()
            ):
                continue
            site.leads = address
            known = refused(loader, f"http://start.example:{port}/start")
            yield f"→ {address[:80]}", known and not site.reached
            site.reached.clear()


async def changing(_world: World) -> AsyncIterator[Tried]:
    """Change what a name stands for between two looks: the second is never taken."""
    with inside() as (site, port):
        for inner in ("127.0.0.1", "::1", "10.0.0.1", "::ffff:127.0.0.1", "169.254.169.254"):
            looks: list[str] = []

            def turning(host: str, _port: int, inner: str = inner) -> list[str]:
                looks.append(host)  # noqa: B023  (called before the next turn)
                return [inner] if len(looks) == 1 else ["93.184.216.34"]  # noqa: B023

            known = refused(WebLoader(resolve=turning, patience=2), f"http://turns.example:{port}/")
            yield f"turns.example → {inner}", known and looks == ["turns.example"]
            assert not site.reached


async def by_routes(world: World) -> AsyncIterator[Tried]:
    """Give every form to every route that loads one, as the owner, on the whole server."""
    with inside() as (site, port):
        for route, field in PLACES:
            for address in forms(port):
                if ".example" in address or ".internal" in address:
                    continue  # this asks the system's own resolver
                asked = json.dumps({field: [address] if field == "addresses" else address}).encode()
                told = (("content-type", "application/json"), ("content-length", str(len(asked))))
                answer = await world.ask("POST", route, HOST, world.bearer, *told, body=asked)
                known = answer.status in {400, 422, 503} and not site.reached
                yield f"POST {route} {address[:80]} → {answer.status}", known
                site.reached.clear()


ADDRESSES = (
    Kind("address inside", "decimal, octal, hex, mapped, userinfo, other schemes", loaded, 100),
    Kind("redirect inside", "from a site that may be loaded", redirected, 80),
    Kind("name that changes", "between the look and the connection", changing, 5),
    Kind("address by a route", "documents, crawls, feeds", by_routes, 250),
)
