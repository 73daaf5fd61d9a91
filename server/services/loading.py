"""Loads documents for the library, step by step: fetched, heard, read, put into topics.

What takes long tells how far it is; whoever leaves in the middle ends the work, and nothing of it
is kept.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractContextManager, aclosing
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from server.core.errors import InvalidError, UnavailableError
from server.core.library.addresses import checked_address
from server.core.library.blocks import Found
from server.core.library.feeds import ENTRY
from server.core.library.subtitles import written
from server.core.library.topics import ALL, Topic, key_of
from server.core.library_ports import Saved, Scratch
from server.core.transcript import Segment
from server.core.transcription_form import Wish
from server.services.document_media import DocumentMedia
from server.services.documents import Documents, Given, Loaded, kind_given
from server.services.feeds import FeedFound, Feeds
from server.services.fetching import Fetching
from server.services.suggesting import Suggesting
from server.services.topics import Topics
from server.services.transcription_queue import TranscriptionQueue

PAUSE = 0.2
"""Seconds between two words about how far a download is."""

Doing: TypeAlias = Literal["fetching", "hearing"]


class Step(NamedTuple):
    """How far it is."""

    doing: Doing
    done: int
    total: int
    """Bytes that are fetched, ms that are heard; 0 where nobody knows of how many."""


class Wanted(NamedTuple):
    """A web address that somebody wants to have loaded, and how."""

    address: str
    title: str = ""
    topics: Sequence[str] = ()
    """Names; those that are not there are made."""
    again: bool = False
    """Fetch and hear a recording though it was heard before."""
    text: str = ""
    """What its feed says of it, as HTML: what is kept where the page itself cannot be read."""
    limit: int = 100
    """Entries of a feed that are told, at most."""


class Left(Exception):  # noqa: N818  (nothing went wrong)
    """Nobody waits for the download any more."""


@dataclass(frozen=True, slots=True)
class World:
    """What documents are loaded by."""

    documents: Documents
    topics: Topics
    suggesting: Suggesting
    fetching: Fetching
    feeds: Feeds
    transcriptions: TranscriptionQueue
    media: DocumentMedia
    scratch: Callable[[], AbstractContextManager[Scratch]]
    """Where a recording lies while it is heard."""


class Loading:
    """Loads what may take long."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def file(
        self, given: Given, topics: Sequence[str]
    ) -> AsyncGenerator[Step | Loaded, None]:
        """Load what somebody sent; the last is what became of it."""
        with self._world.transcriptions.jobs.job("loading", bytes=len(given.content)):
            async with aclosing(self._file(given, topics)) as steps:
                async for told in steps:
                    yield told

    async def _file(
        self, given: Given, topics: Sequence[str]
    ) -> AsyncGenerator[Step | Loaded, None]:
        named = await asyncio.to_thread(self._named, topics)
        if await asyncio.to_thread(self._world.documents.heard, given):
            async with aclosing(self._recorded(given)) as steps:
                async for told in steps:
                    if isinstance(told, Step):
                        yield told
                    else:
                        given = told
        yield await asyncio.to_thread(self._kept, given, named)

    async def address(self, wanted: Wanted) -> AsyncGenerator[Step | Loaded | FeedFound, None]:
        """Load what a web address holds; the last is what became of it.

        A recording that was heard once is not fetched anew: `again` does. Of a feed it tells the
        entries, and loads none.
        """
        with self._world.transcriptions.jobs.job("loading", fetched=True):
            async with aclosing(self._address(wanted)) as steps:
                async for told in steps:
                    yield told

    async def _address(self, wanted: Wanted) -> AsyncGenerator[Step | Loaded | FeedFound, None]:
        named = await asyncio.to_thread(self._named, wanted.topics)
        given = await asyncio.to_thread(self._fetched, wanted)
        kind = kind_given(given)
        if kind.name == "feed":
            yield await asyncio.to_thread(self._world.feeds.read, given, wanted.limit)
            return
        if kind.sound and not given.sha256:
            async with aclosing(self._recorded(given)) as steps:
                async for told in steps:
                    if isinstance(told, Step):
                        yield told
                    else:
                        given = told
        loaded = await asyncio.to_thread(self._kept, given, named)
        if loaded.outcome == "failed" and wanted.text:
            loaded = await asyncio.to_thread(self._kept, _as_told(given.address, wanted), named)
        yield loaded

    def _fetched(self, wanted: Wanted) -> Given:
        """Give what an address holds; of a recording that was heard before, by its hash."""
        try:
            given = self._world.fetching.fetched(wanted.address, wanted.title)
        except (InvalidError, UnavailableError):
            if not wanted.text:
                raise
            return _as_told(checked_address(wanted.address), wanted)
        before = self._world.documents.at(given.address)
        heard = before is not None and kind_given(given).sound and not wanted.again
        sha256 = before.source.sha256 if before is not None and heard else ""
        return given._replace(again=wanted.again, sha256=sha256)

    async def _recorded(self, given: Given) -> AsyncGenerator[Step | Given, None]:
        """Write a recording down, fetched if need be; the last is it with what was said."""
        with self._world.transcriptions.place(), self._world.scratch() as scratch:
            if given.content:
                await asyncio.to_thread(scratch.write, given.content)
            else:
                async with aclosing(self._saved(given.address, scratch)) as steps:
                    async for told in steps:
                        if isinstance(told, Step):
                            yield told
                        else:
                            given = given._replace(sha256=told.sha256)
            try:
                async with aclosing(self._heard(scratch)) as said:
                    async for each in said:
                        yield each if isinstance(each, Step) else given._replace(written=each)
            except InvalidError as error:
                # Kept aside with its reason, so that nobody hears it again in vain.
                yield given._replace(problem=str(error))

    async def _saved(self, address: str, scratch: Scratch) -> AsyncGenerator[Step | Saved, None]:
        """Fetch a recording; the last is what was written into the file."""
        step, left = Step("fetching", 0, 0), False

        def told(done: int, total: int) -> None:
            nonlocal step
            step = Step("fetching", done, total)
            if left:
                raise Left

        most = self._world.transcriptions.most_bytes
        work = asyncio.ensure_future(
            asyncio.to_thread(self._world.fetching.save, address, scratch.path, most, told)
        )
        try:
            while not work.done():
                yield step
                await asyncio.wait({work}, timeout=PAUSE)
            yield work.result()
        finally:
            left = True
            await asyncio.wait({work})

    async def _heard(self, scratch: Scratch) -> AsyncGenerator[Step | Found, None]:
        """Write a file down on this machine; its times go into the citations."""
        segments: list[Segment] = []
        written_down = self._world.transcriptions.written(scratch.path, Wish())
        async with aclosing(written_down) as steps:
            async for told in steps:
                if isinstance(told, Segment):
                    segments.append(told)
                else:
                    yield Step("hearing", told.done_ms, told.total_ms)
        yield written(segments)

    def _named(self, names: Sequence[str]) -> list[Topic]:
        """Find topics, made where they are new; a name that cannot be stops all at once."""
        return [self._world.topics.there(name) for name in names if key_of(name) != key_of(ALL)]

    def _kept(self, given: Given, topics: Sequence[Topic]) -> Loaded:
        """Keep it, put it into its topics, and suggest others."""
        loaded = self._world.documents.load(given)
        number, held = loaded.document.id, set(loaded.document.topics)
        unkept = self._world.media.keep(loaded.document, given.name, given.content)
        put = tuple(topic.id for topic in topics if topic.id not in held)
        for topic_id in put:
            self._world.topics.put(number, topic_id)
        if loaded.outcome in {"added", "changed"}:
            self._world.suggesting.suggest(self._world.documents.one(number))
        reason = " ".join(filter(None, (loaded.reason, unkept)))
        return loaded._replace(document=self._world.documents.one(number), put=put, reason=reason)


def _as_told(address: str, wanted: Wanted) -> Given:
    """Give an entry by what its feed says of it."""
    return Given("entry", wanted.text.encode(), address, wanted.title, ENTRY)
