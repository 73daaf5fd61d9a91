"""`Server` of `core/step/ports.py` over HTTP: connected and signed in when it is first asked."""

import ssl
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.core.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    LateError,
    NotFoundError,
    RubatoError,
    UnauthorisedError,
    UnavailableError,
)

if TYPE_CHECKING:
    import httpx

PATIENCE = 300.0
"""Seconds for one answer: a model may have to be read from the disk first."""
ERRORS: Mapping[int, type[RubatoError]] = {
    HTTPStatus.UNAUTHORIZED: UnauthorisedError,
    HTTPStatus.FORBIDDEN: ForbiddenError,
    HTTPStatus.NOT_FOUND: NotFoundError,
    HTTPStatus.CONFLICT: ConflictError,
    HTTPStatus.PRECONDITION_FAILED: LateError,
}


class StepServer:
    """Asks the server that runs; never starts one."""

    def __init__(self, address: str, sign_in: Callable[[], str]) -> None:
        self._address, self._sign_in = address, sign_in
        self._client: httpx.Client | None = None

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:
        """Give what a path tells."""
        return self._asked("GET", path, params=params)

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """Change something, and give what is told of it."""
        return self._asked(method, path, json=body)

    def fetch(self, path: str, target: str, most: int) -> int:
        """Write a file of at most so many bytes to a place of this machine; give its size."""
        import httpx  # noqa: PLC0415

        size = 0
        try:
            with (
                self._connected().stream("GET", path) as answer,
                Path(target).open("wb") as written,
            ):
                if not answer.is_success:
                    raise _problem(answer.status_code, answer.read().decode("utf-8", "replace"))
                for piece in answer.iter_bytes(1_000_000):
                    size += len(piece)
                    if size > most:
                        raise InvalidError(f"It is larger than {most:,} bytes.")
                    written.write(piece)
        except httpx.HTTPError as error:
            raise UnavailableError(f"The server broke off: {error}.") from error
        except OSError as error:
            raise UnavailableError(f"{target} cannot be written: {error.strerror}.") from error
        return size

    def close(self) -> None:
        """End the connection, if there is one."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _asked(self, method: str, path: str, **more: Any) -> Any:
        import httpx  # noqa: PLC0415

        try:
            answer = self._connected().request(method, path, **more)
        except httpx.HTTPError as error:
            raise UnavailableError(f"The server does not answer any more: {error}.") from error
        if not answer.is_success:
            raise _problem(answer.status_code, answer.text)
        if not answer.content:
            return None
        try:
            return answer.json()
        except ValueError as error:
            raise UnavailableError(f"The server's answer to {path} is no JSON.") from error

    def _connected(self) -> "httpx.Client":
        if self._client is not None:
            return self._client
        import httpx  # noqa: PLC0415  (0.1 s that a step without the server need not wait)

        client = httpx.Client(
            base_url=self._address,
            timeout=PATIENCE,
            trust_env=False,
            # It is asked on this machine, without TLS: an empty context believes nobody, and spares
            # reading every certificate authority there is, 0.1 s.
            verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        )
        try:
            name = client.get("/health", timeout=2.0).json().get("name")
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, AttributeError):
            name = None
        if name != "rubato":
            client.close()
            raise UnavailableError(
                f"The server does not run at {self._address}; start it with `rubato serve`."
            )
        client.headers["Authorization"] = f"Bearer {self._sign_in()}"
        self._client = client
        return client


def _problem(status: int, text: str) -> RubatoError:
    """Make our error of what the server answered."""
    import json  # noqa: PLC0415

    try:
        detail = str(json.loads(text).get("detail", text))[:300]
    except (ValueError, AttributeError):
        detail = text[:300]
    fallback = UnavailableError if status >= HTTPStatus.INTERNAL_SERVER_ERROR else InvalidError
    return ERRORS.get(status, fallback)(detail or f"The server answered {status}.")
