"""Taste, loaded when it is first needed: what learns is heavy, and most days nobody asks it."""

import asyncio
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from server.core.users import User
from server.services.ratings import Ratings

if TYPE_CHECKING:
    from server.services.taste import Taste


class OpenedTaste:
    """Gives the one taste of a server."""

    def __init__(self, make: "Callable[[], Taste]", ratings: Ratings) -> None:
        """Load nothing yet; be told of ratings."""
        self._make = make
        self._made: Taste | None = None
        self._say: Callable[[int], object] | None = None
        self._learns: Callable[[], bool] = lambda: True
        self._lock = threading.Lock()
        ratings.listen(self._noticed)

    def __call__(self) -> "Taste":
        """Give it."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    def share(self, say: Callable[[int], object], learns: Callable[[], bool]) -> None:
        """Be one of several processes: `say` tells the others who rated, one of which `learns`."""
        self._say, self._learns = say, learns

    def learn(self, user: User) -> None:
        """Learn anew, behind, where enough is new; of ratings that another process took, too."""
        self().noticed(user)

    def reload(self, user_id: int) -> None:
        """Read anew what another process learnt of somebody."""
        if self._made is not None:
            self._made.reload(user_id)

    def _noticed(self, user: User) -> None:
        if self._say is not None:
            self._say(user.id)
        if self._learns():
            self.learn(user)

    async def __aenter__(self) -> "OpenedTaste":
        """Begin with the server."""
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End with the server."""
        if self._made is not None:
            await asyncio.to_thread(self._made.close)
