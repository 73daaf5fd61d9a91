"""Collections to be ordered by taste: of the library, of chat, recordings, feeds, folders."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from server.core.chat.reviews import Sought
from server.core.errors import InvalidError
from server.core.library.blocks import Text
from server.core.library.documents import Document
from server.core.library.topics import ALL, key_of
from server.core.library_ports import DocumentStore
from server.core.performance_ports import PerformanceStore
from server.core.performance_ports import Sought as PerformancesSought
from server.core.performances.performance import Performance
from server.core.ports import RecordingStore
from server.core.taste.ratings import Thing, thing_of
from server.core.users import User
from server.services.feeds import Feeds
from server.services.fetching import Fetching
from server.services.folders import FolderFound, Folders
from server.services.inquiries import Inquiries
from server.services.ratings import Ratings, answer_of
from server.services.taste_passages import TastePassages, web
from server.services.topics import Topics

MOST = 10_000
"""Things of a collection."""
READ = 500
"""Documents whose text is read."""
BEGINNING = 2_000
"""Characters of a document that are read."""
MOST_ENTRIES = 200
TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class World:
    """Where collections come from."""

    documents: DocumentStore
    topics: Topics
    inquiries: Inquiries
    recordings: RecordingStore
    performances: PerformanceStore
    ratings: Ratings
    fetching: Fetching
    feeds: Feeds
    folders: Folders
    own_feeds: tuple[str, ...] = ()
    """Addresses that are set."""


class Collections:
    """Gives things to be ordered."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._parts = TastePassages(world.documents, MOST)
        self._by_name: Mapping[str, Callable[[User, str], Sequence[Thing]]] = {
            "passages": self._passages,
            "documents": self._documents,
            "answers": self._answers,
            "recordings": self._recordings,
            "rated": self._rated,
        }

    @property
    def names(self) -> Sequence[str]:
        """Name what there is, besides feeds and folders."""
        return tuple(self._by_name)

    @property
    def own_feeds(self) -> Sequence[str]:
        """Give the addresses of the feeds that are set."""
        return self._world.own_feeds

    @property
    def own_folders(self) -> Sequence[str]:
        """Give the folders that are set."""
        return self._world.folders.paths

    def files(self) -> FolderFound:
        """Give the files of these folders that are not in the library yet."""
        return self._world.folders.new()

    def things(self, user: User, name: str, topic: str = "") -> Sequence[Thing]:
        """Give a collection, of a topic if one is named; raises `InvalidError` for an unknown."""
        if name not in self._by_name:
            raise InvalidError(f"collection is one of {', '.join(self._by_name)}.")
        return self._by_name[name](user, "" if key_of(topic) == key_of(ALL) else topic)

    def entries(self, addresses: Sequence[str]) -> Sequence[Thing]:
        """Give the new entries of feeds; raises where an address cannot be loaded or is no feed."""
        found: dict[str, Thing] = {}
        for address in addresses:
            given = self._world.fetching.fetched(address)
            for entry, state in self._world.feeds.read(given, MOST_ENTRIES).found:
                if state is None:
                    text = " ".join(unescape(TAG.sub(" ", entry.text)).split())
                    found[entry.address] = thing_of(
                        "entry", entry.address, title=entry.title, text=text, address=entry.address
                    )
        return list(found.values())

    def _passages(self, _user: User, topic: str) -> Sequence[Thing]:
        wanted = self._world.topics.named(topic).id if topic else None
        return self._parts.things(wanted)

    def _documents(self, _user: User, topic: str) -> Sequence[Thing]:
        wanted = self._world.topics.named(topic).id if topic else None
        found = self._world.documents.documents(wanted, None, READ)
        return [self._document(one) for one in found if one.state == "ready"]

    def _document(self, one: Document) -> Thing:
        text = Text(self._world.documents.blocks(one.id)).whole[:BEGINNING]
        key = one.source.address or f"document:{one.id}"
        return Thing("page", key, one.source.title, text, web(one), one.created)

    def _answers(self, user: User, topic: str) -> Sequence[Thing]:
        found = self._world.inquiries.listed(user, 200, None, Sought(topic=topic))
        return [answer_of(one) for one in found if one.answer]

    def _recordings(self, user: User, _topic: str) -> Sequence[Thing]:
        """Give recordings, and files that are part of none."""
        sought = PerformancesSought()
        whole = self._world.performances.performances(user.id, False, sought, 200, None)
        files = self._world.recordings.recordings(user.id, None, 200, None)
        loose = [one for one in files if not self._world.performances.holders(one.id)]
        return [
            *(_performance(one.performance) for one in whole),
            *(Thing("recording", one.id, one.announced.name, made=one.created) for one in loose),
        ]

    def _rated(self, user: User, _topic: str) -> Sequence[Thing]:
        return [one.thing for one in self._world.ratings.listed(user)]


def _performance(one: Performance) -> Thing:
    address = f"/web/analyze.html?video={one.id}"
    return Thing("recording", one.id, one.name, address=address, made=one.recorded)
