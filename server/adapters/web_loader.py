"""Loads web pages and files: from the open internet only, so much and no longer.

Each name is resolved here, every address it stands for is looked at, and the connection goes to the
one that was looked at: a name that changes meanwhile changes nothing. So it is for each redirect.
"""

import hashlib
import socket
import ssl
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urljoin

import httpcore
import httpx

from server.core.errors import InvalidError, UnavailableError
from server.core.library.addresses import checked_address, host_of, public
from server.core.library.kinds import sounds

MOST_BYTES = 50_000_000
"""Bytes of one answer, as it is after it was unpacked."""
MOST_REDIRECTS = 5
PATIENCE = 60.0
"""Seconds for the whole of one address, redirects included."""
LONG_PATIENCE = 3600.0
"""Seconds for the whole of a recording."""
STEP = 15.0
"""Seconds to connect, and between two pieces of an answer."""
AGENT = "Rubato (loads a page that its owner asked for)"

Resolve = Callable[[str, int], Iterable[str]]


class Fetched(NamedTuple):
    """What came."""

    address: str
    """Where it came from in the end."""
    media_type: str
    content: bytes
    """Nothing of a recording: `save` fetches that."""


class Saved(NamedTuple):
    """What was written into a file."""

    size: int
    sha256: str


Result = TypeVar("Result")


def resolved(host: str, port: int) -> list[str]:
    """Give the addresses that a name stands for."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class _Timed(httpcore.NetworkStream):
    """A connection on which nothing lasts beyond a moment, however slowly it drips."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read some."""
        return self._inner.read(max_bytes, self._left(httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write it."""
        self._inner.write(buffer, self._left(httpcore.WriteTimeout))

    def close(self) -> None:
        """Close it."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Go on encrypted."""
        left = self._left(httpcore.ConnectTimeout)
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Tell about it."""
        return self._inner.get_extra_info(info)

    def _left(self, late: type[Exception]) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise late("it takes too long")
        return min(left, STEP)


class _Guarded(httpcore.SyncBackend):
    """Connects to public addresses only, and to the very address that was looked at."""

    def __init__(self, private: Collection[str], resolve: Resolve, deadline: float) -> None:
        self._private, self._resolve, self._deadline = private, resolve, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect; raises `InvalidError` for a name that leads into a private network."""
        addresses = list(self._resolve(host, port))
        if host.lower() not in self._private and not all(map(public, addresses)):
            raise InvalidError(
                f"{host} leads into a private network, and is not loaded. If it is yours and you "
                "trust it, name it in the setting private_hosts."
            )
        stream = super().connect_tcp(addresses[0], port, STEP, local_address, socket_options)
        return _Timed(stream, self._deadline)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refuse: no address names one."""
        raise InvalidError("Only http:// and https:// addresses are loaded.")


class WebLoader:
    """Loads addresses; `private`: hosts of private networks that the owner named."""

    def __init__(
        self,
        private: Collection[str] = (),
        *,
        resolve: Resolve = resolved,
        patience: float = PATIENCE,
        most: int = MOST_BYTES,
    ) -> None:
        self._private = frozenset(host.lower() for host in private)
        self._resolve, self._patience, self._most = resolve, patience, most

    def fetch(self, address: str) -> Fetched:
        """Load an address.

        Raises `InvalidError` for one that may not be loaded or is not there, and
        `UnavailableError` where its server does not answer in time.
        """
        return self._followed(address, self._patience, self._fetched)

    def save(self, address: str, file: str, most: int, told: Callable[[int, int], None]) -> Saved:
        """Write what is there into a file, of `most` bytes at most; raises as `fetch` does.

        `told` hears how many bytes came, and of how many (0: nobody knows); what it raises ends it.
        """

        def saved(answer: httpx.Response, _address: str, host: str) -> Saved:
            digest, size = hashlib.sha256(), 0
            announced = str(answer.headers.get("content-length", ""))
            total = int(announced) if announced.isdecimal() else 0
            with Path(file).open("wb") as out:
                for piece in _pieces(answer, host, most):
                    digest.update(piece)
                    out.write(piece)
                    size += len(piece)
                    told(size, max(total, size) if total else 0)
            return Saved(size, digest.hexdigest())

        try:
            return self._followed(address, LONG_PATIENCE, saved)
        except OSError as error:
            why = error.strerror or "it failed"
            raise UnavailableError(f"The recording cannot be stored: {why}.") from error

    def _followed(
        self,
        address: str,
        patience: float,
        take: Callable[[httpx.Response, str, str], Result],
    ) -> Result:
        """Follow an address to where it leads, and give what is made of the answer there."""
        with self._client(patience) as client:
            for _ in range(MOST_REDIRECTS + 1):
                address = checked_address(address)
                answer = self._answered(client, address, take)
                if not isinstance(answer, _Elsewhere):
                    return answer
                address = answer.address
        raise InvalidError(f"{host_of(address)} redirects more than {MOST_REDIRECTS} times.")

    def _client(self, patience: float) -> httpx.Client:
        deadline = time.monotonic() + patience
        transport = httpx.HTTPTransport(trust_env=False)
        # httpx has no argument for what opens the connections; a test fails where this is ignored.
        transport._pool = httpcore.ConnectionPool(
            ssl_context=_certificates(),
            network_backend=_Guarded(self._private, self._resolve, deadline),
        )
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip"}
        return httpx.Client(transport=transport, headers=headers, timeout=STEP, trust_env=False)

    def _answered(
        self,
        client: httpx.Client,
        address: str,
        take: Callable[[httpx.Response, str, str], Result],
    ) -> "Result | _Elsewhere":
        """Ask once; give what is made of what came, or where it is."""
        host = host_of(address)
        try:
            with client.stream("GET", address) as answer:
                if answer.is_redirect:
                    return _Elsewhere(urljoin(address, str(answer.headers.get("location", ""))))
                _check_status(answer, host)
                return take(answer, address, host)
        except httpx.DecodingError as error:
            raise InvalidError(f"What {host} sent cannot be unpacked.") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UnavailableError(f"{host} cannot be loaded: {_reason(error)}.") from error
        except (socket.gaierror, UnicodeError) as error:
            raise UnavailableError(f"There is no {host}, or no network.") from error

    def _fetched(self, answer: httpx.Response, address: str, host: str) -> Fetched:
        media_type = str(answer.headers.get("content-type", ""))
        if sounds(address.partition("?")[0], media_type):
            return Fetched(address, media_type, b"")
        return Fetched(address, media_type, b"".join(_pieces(answer, host, self._most)))


@cache
def _certificates() -> ssl.SSLContext:
    """Read once whom the system trusts: that takes longer than most pages."""
    return ssl.create_default_context()


class _Elsewhere(NamedTuple):
    """Where a redirect leads."""

    address: str


def _pieces(answer: httpx.Response, host: str, most: int) -> Iterator[bytes]:
    """Give an answer as it comes, unpacked; raises `InvalidError` where it is too much."""
    if answer.headers.get("content-encoding", "identity").lower() not in PACKINGS:
        raise InvalidError(f"{host} sends it packed in a way that was not asked for.")
    size = 0
    for piece in answer.iter_bytes(65_536):
        size += len(piece)
        if size > most:
            raise InvalidError(
                f"{host} sends more than {most // 1_000_000} MB; save it as a file and load that."
            )
        yield piece


PACKINGS = ("identity", "", "gzip", "x-gzip")


def _check_status(answer: httpx.Response, host: str) -> None:
    status = answer.status_code
    if status in {404, 410}:
        raise InvalidError(f"{host} has no such page ({status}).")
    if status in {401, 403}:
        raise InvalidError(
            f"{host} shows this to nobody unknown ({status}); add it from the panel."
        )
    if status != httpx.codes.OK:
        raise UnavailableError(f"{host} answered with {status}; try again later.")


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "it does not answer in time"
    return (str(error).splitlines() or ["no reason given"])[0][:200] or type(error).__name__
