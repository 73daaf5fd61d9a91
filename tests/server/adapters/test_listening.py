"""The socket is opened first, and what hinders it is told with the way out."""

import pytest

from server.adapters.listening import listen
from server.core.errors import ConflictError, InvalidError


def test_taken_port_is_told() -> None:
    """A port in use is named, with the next one to try."""
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(ConflictError, match=f"Port {port} is in use.*--port {port + 1}"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize("host", ["no such host.invalid", "203.0.113.7"])
def test_foreign_address_is_told(host: str) -> None:
    """An address that is not this machine's is named."""
    with pytest.raises(InvalidError, match=host):
        listen(host, 0)
