"""Topics that are made by who loads: two at once make one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.adapters.database import open_engine
from server.adapters.database.library import Library
from server.core.library.topics import Topic
from server.services.topics import Topics
from tests.server.fake_index import FakeIndex
from tests.server.migrated import migrated


class Hasty(Library):
    """Looks for a topic just before another one makes it."""

    def topic_by_key(self, key: str) -> Topic | None:
        """Find nothing the first time, and have it made."""
        found = super().topic_by_key(key)
        if found is None:
            self.add_topic("Voices", key, "", 0)
        return found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Hasty]:
    """Open an empty library."""
    engine = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    migrated(engine)
    yield Hasty(engine)
    engine.dispose()


def test_a_topic_that_another_made_meanwhile_is_there(store: Hasty) -> None:
    """Who loads with it is not refused."""
    topics = Topics(store, store, FakeIndex(), lambda: 0)

    assert topics.there("voices").name == "Voices"
    assert [one.topic.name for one in store.topics()] == ["Voices"]
