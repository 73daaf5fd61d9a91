"""Opens the socket to listen on, first of all, so that a taken port is known at once."""

import errno
import socket
import sys

from server.core.errors import ConflictError, InvalidError

TAKEN = {errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE)}


def listen(host: str, port: int) -> socket.socket:
    """Bind a socket, or raise an error that says what to do instead."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM
        )[0]
    except OSError as error:
        raise InvalidError(f"{host} is no address of this machine; use 127.0.0.1.") from error
    opened = socket.socket(family, kind, protocol)
    if sys.platform != "win32":  # where it means that two servers may share a port
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind(address)
        opened.listen(128)
    except OSError as error:
        opened.close()
        raise _explained(error, host, port) from error
    return opened


def _explained(error: OSError, host: str, port: int) -> InvalidError | ConflictError:
    if error.errno in TAKEN:
        return ConflictError(
            f"Port {port} is in use, perhaps by another Rubato; stop that one, or choose another "
            f"port: rubato serve --port {port + 1 if port < 65535 else 0}"
        )
    if error.errno == errno.EACCES:
        return InvalidError(
            f"Port {port} needs more rights; choose one from 1024: rubato serve --port 8000"
        )
    return InvalidError(f"{host} port {port} cannot be listened on: {error.strerror}.")
