"""Fetches what web addresses hold: pages and files as they are, videos by what is said in them."""

from collections.abc import Callable

from server.core.library.addresses import checked_address
from server.core.library.blocks import blocks_json
from server.core.library.videos import TIMED_TEXT, video_of, watched_at
from server.core.library_ports import Loader, Saved, Videos
from server.services.documents import Given


class Fetching:
    """Gives what is to be loaded."""

    def __init__(self, loader: Callable[[], Loader], videos: Callable[[], Videos]) -> None:
        """Call for what loads when there is something to load: it is heavy."""
        self._loader, self._videos = loader, videos

    def fetched(self, address: str, title: str = "") -> Given:
        """Give what an address holds; raises where it cannot be loaded.

        A recording is given without its bytes: `save` fetches them.
        """
        asked = checked_address(address)
        video = video_of(asked)
        if video is not None:
            return self._said(video, title)
        fetched = self._loader().fetch(asked)
        name = asked.partition("?")[0].rstrip("/").rsplit("/", 1)[-1]
        return Given(name, fetched.content, asked, title, fetched.media_type)

    def save(self, address: str, file: str, most: int, told: Callable[[int, int], None]) -> Saved:
        """Fetch a recording into a file; see `Loader.save`."""
        return self._loader().save(address, file, most, told)

    def _said(self, video: str, title: str) -> Given:
        """Give a video by what is said in it; another transcript is another version."""
        found = self._videos().transcript(video)
        content = blocks_json(found.blocks).encode()
        name, address = f"YouTube {video}", watched_at(video)
        return Given(name, content, address, title, TIMED_TEXT, written=found)
