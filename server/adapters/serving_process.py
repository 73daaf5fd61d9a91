"""A process that serves on a socket it is given, and says by a second one when it is ready."""

import socket
import subprocess
from collections.abc import Callable, Mapping, Sequence

READY = b"r"


class ServingProcess:
    """One of them, seen from its parent."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], listening: socket.socket
    ) -> None:
        """Start it; the numbers of both sockets are its last word: `3,4`."""
        self._told, theirs = socket.socketpair()
        self._told.setblocking(False)
        numbers = (listening.fileno(), theirs.fileno())
        try:
            self._process = subprocess.Popen(  # noqa: S603  (our own)
                [*command, f"{numbers[0]},{numbers[1]}"],
                env=dict(environment),
                pass_fds=numbers,
                stdin=subprocess.DEVNULL,
            )
        finally:
            theirs.close()
        self._ready = False

    @property
    def pid(self) -> int:
        """Give its number."""
        return self._process.pid

    @property
    def ready(self) -> bool:
        """Tell whether it answers."""
        if not self._ready:
            try:
                self._ready = self._told.recv(1) == READY
            except BlockingIOError:
                return False
            except OSError:
                return False
        return self._ready

    def ended(self) -> int | None:
        """Give its exit code; none while it lives."""
        code = self._process.poll()
        if code is not None:
            self._told.close()
        return code

    def end(self) -> None:
        """Ask it to end: it finishes what it has begun."""
        if self._process.poll() is None:
            self._process.terminate()

    def kill(self) -> None:
        """End it at once."""
        if self._process.poll() is None:
            self._process.kill()


class Parent:
    """Its parent, seen from such a process."""

    def __init__(self, numbers: str) -> None:
        """Take the sockets by their numbers."""
        listening, told = (int(one) for one in numbers.split(","))
        self.listening = socket.socket(fileno=listening)
        self._told = socket.socket(fileno=told)

    def ready(self) -> None:
        """Say that this process answers."""
        self._told.send(READY)

    def wait(self, gone: Callable[[], None]) -> None:
        """Wait until the parent is gone, however it went; then nobody would end this process."""
        try:
            while self._told.recv(1):
                pass
        except OSError:
            pass
        gone()
