"""What the chores of a step need of the world: the server, a folder for papers, whoever watches."""

from collections.abc import Mapping
from typing import Any, Protocol

from server.core.step.task import Outcome


class Server(Protocol):
    """The server that runs, asked over HTTP as its owner; one call is one request.

    Every method raises our errors: `UnavailableError` where it does not run or its answer is none.
    """

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:
        """Give what a path tells."""
        ...

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """Change something, and give what is told of it; nothing where nothing is."""
        ...

    def fetch(self, path: str, target: str, most: int) -> int:
        """Write a file of at most so many bytes to a place of this machine; give its size."""
        ...


class Papers(Protocol):
    """A folder of texts, each of which is there whole or not at all.

    Places are relative and ours (`feed.atom`); every method raises `UnavailableError` where the
    folder cannot be used.
    """

    def read(self, place: str) -> str | None:
        """Give a text; none where there is none."""
        ...

    def write(self, place: str, text: str) -> bool:
        """Write a text; tell whether it changed."""
        ...


class Inquiries(Protocol):
    """A folder of inquiries, a file each."""

    def keep(self, inquiry: dict[str, Any]) -> bool:
        """File one; tell whether it was new or changed."""
        ...

    def differs(self, inquiry: dict[str, Any]) -> bool:
        """Tell whether filing it would change anything."""
        ...


class Watching(Protocol):
    """Is told how a step goes, as it goes."""

    def began(self, name: str, at: int, of: int) -> None:
        """See that a task begins, the first by number 1."""
        ...

    def __call__(self, done: int, total: int | None, what: str = "") -> None:
        """See how many of how many are done of it."""
        ...

    def ended(self, name: str, outcome: Outcome) -> None:
        """See how it ended."""
        ...


class Mailer(Protocol):
    """Sends a message."""

    def send(self, subject: str, text: str) -> None:
        """Send it; raises `UnavailableError` with what to do."""
        ...
