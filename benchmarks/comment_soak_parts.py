"""What the soak over HTTP stands on: a clock that errs, a chat, a channel that kills the job."""

from collections.abc import Callable
from random import Random
from typing import Any

from server.adapters.youtube_channel import YouTubeChannel
from server.core.comment_ports import Draft
from server.core.comments.quota import day_of
from server.core.errors import UnavailableError

MORNING = 1_800_000_000_000
HOUR = 3_600_000
KILLED_IN = 250
"""Calls, before or after one of which the job is killed."""


class KilledError(BaseException):
    """The process ended here."""


class Dying:
    """The channel, which kills the job before or after some calls."""

    def __init__(self, channel: YouTubeChannel, killed: Callable[[], None], chance: Random) -> None:
        self._channel, self._killed, self._chance = channel, killed, chance
        self.calm = False

    def __getattr__(self, name: str) -> Callable[..., Any]:
        call = getattr(self._channel, name)

        def made(*asked: Any) -> Any:
            self._die()
            told = call(*asked)
            self._die()
            return told

        return made

    def _die(self) -> None:
        if not self.calm and self._chance.randrange(KILLED_IN) == 0:
            self._killed()
            raise KilledError


class Chat:
    """Answers most comments, each by a text of its own."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self.calm = False

    def draft(self, comment: str) -> Draft:
        """Answer, refuse, or break down."""
        told = self._chance.randrange(50)
        if told == 0 and not self.calm:
            raise UnavailableError("The server does not run.")
        if told == 1:
            return Draft("", "", "en", refused="Nothing is known of it.")
        return Draft(f"Answer to {comment} 🎹", "", "en")


class Token:
    """Is signed in."""

    def access(self, *, renewed: bool = False) -> str:
        """Give a token."""
        return "ya29.renewed" if renewed else "ya29.first"


class Clock:
    """YouTube's clock; ours, which `skewed` tells, may err."""

    now = MORNING
    skew = 0

    def __call__(self) -> int:
        """Tell the time."""
        return self.now

    def skewed(self) -> int:
        """Tell ours."""
        return self.now + self.skew

    def move(self, chance: Random) -> None:
        """Let time pass; now and then ours is set wrong for a step, but never by a day of quota."""
        self.now += chance.choice((HOUR, 2 * HOUR, 20 * 60_000, 6 * HOUR, 12 * HOUR))
        self.skew = chance.choice((0, 0, 0, 0, HOUR // 2, -HOUR // 2))
        if day_of(self.now) != day_of(self.skewed()):
            self.skew = 0
