"""What signing in to YouTube and its playlists need of the world."""

from dataclasses import dataclass
from typing import Protocol

from server.core.comments.comment import Page


class AccessTokens(Protocol):
    """Gives what YouTube knows the owner by."""

    def access(self, *, renewed: bool = False) -> str:
        """Give a token that is good for some minutes; `renewed`: a new one in any case.

        Raises `SignedOutError` with how to sign in, `SlowDownError` where Google does not answer.
        """
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A video's place in a playlist."""

    id: str
    """Of the entry, by which it is taken out."""
    video: str


class Playlists(Protocol):
    """The owner's playlists; fails as `VideoChannel` does."""

    def entries(self, playlist: str, page: str | None = None) -> Page[Entry]:
        """List what a playlist has, 50 a page (`playlistItems.list`)."""
        ...

    def put(self, playlist: str, video: str) -> None:
        """Put a video at its end (`playlistItems.insert`)."""
        ...

    def take_out(self, entry: str) -> None:
        """Take an entry out (`playlistItems.delete`)."""
        ...
