"""Drafts replies to comments: the chat answers, from what the owner said of that video alone."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Protocol

from server.core.chat.extracts import knows_nothing
from server.core.chat.gathering import asked_for
from server.core.chat.inquiries import Inquiry
from server.core.comment_ports import CommentKept, Draft, VideoKept
from server.core.comments.asking import as_conversation, comment_block, said_before, said_in
from server.core.comments.blocked import blocked_word
from server.core.comments.reply_text import reply_text
from server.core.errors import NotFoundError, UnavailableError
from server.core.language_hint import SMALL, hinted
from server.core.library.videos import video_of, watched_at
from server.core.performances.chapters import taken_apart
from server.core.performances.performance import Whole
from server.core.users import User
from server.services.answer_events import Ended
from server.services.answering import Answering
from server.services.documents import Documents
from server.services.performance_texts import PerformanceTexts
from server.services.performances import Performances
from server.services.topics import MOST_ASKED, Topics
from server.services.wishes import Wish, Within

PROMPT = "comment"
UNKNOWN = "Nothing is known that answers it: the video's topics and transcript say nothing of it."
UNCARRIED = "No sentence of the answer is carried by the video's topics or transcript."
WORDLESS = "It holds no words."
OURS = "The channel wrote it itself."


class Kept(Protocol):
    """What it reads of a `CommentStore`."""

    def comment(self, comment: str) -> CommentKept | None:
        """Find a comment."""
        ...

    def thread(self, thread: str) -> Sequence[CommentKept]:
        """Give what is kept of a thread, the oldest first."""
        ...

    def video(self, video: str) -> VideoKept | None:
        """Find a video."""
        ...


@dataclass(frozen=True, slots=True)
class Manners:
    """How the owner has comments answered."""

    disclosure: str = ""
    """The last line of each reply."""
    blocked: tuple[str, ...] = ()
    """Words whose comments and replies wait for the owner."""
    length: str = "short"


@dataclass(frozen=True, slots=True)
class World:
    """What drafting uses."""

    comments: Kept
    answering: Answering
    performances: Performances
    texts: PerformanceTexts
    documents: Documents
    topics: Topics
    manners: Manners


class CommentDrafting:
    """Drafts replies."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def draft(self, user: User, comment: str) -> Draft:
        """Answer a comment in its thread.

        Raises `NotFoundError` where it is not kept, `UnavailableError` where the model broke off.
        """
        kept = await asyncio.to_thread(self._world.comments.comment, comment)
        if kept is None:
            raise NotFoundError("There is no such comment here; the next step may bring it.")
        said = said_in(kept.comment.text)
        refused = OURS if kept.ours else "" if any(map(str.isalnum, said)) else WORDLESS
        if refused:
            return Draft("", "", "", refused)
        wish = await asyncio.to_thread(self._wish, user, kept, said)
        inquiry = await self._answered(user, wish)
        return await asyncio.to_thread(self._drafted, user, kept, said, inquiry)

    async def _answered(self, user: User, wish: Wish) -> Inquiry:
        ended: Inquiry | None = None
        async with aclosing(self._world.answering.answer(user, wish)) as events:
            async for event in events:
                ended = event.inquiry if isinstance(event, Ended) else ended
        if ended is None or ended.state != "answered":
            raise UnavailableError(f"The answer broke off. {ended.reason if ended else ''}".strip())
        return ended

    def _wish(self, user: User, kept: CommentKept, said: str) -> Wish:
        """Say what is asked: the comment as data, and of what alone it may be answered."""
        world, comment = self._world, kept.comment
        before = said_before(world.comments.thread(comment.thread), comment.id)
        video = world.comments.video(comment.video)
        title = video.video.title if video else ""
        at_ms = None if kept.second is None else round(1000 * kept.second)
        topics, documents = self._about(user, comment.video, at_ms)
        earlier = [title, *(said_in(one.comment.text) for one in before if not one.ours)]
        return Wish(
            said,
            topics,
            prompt=PROMPT,
            length=world.manners.length,
            check=True,
            said=as_conversation(before),
            told=comment_block(said, title, at_ms),
            within=Within(documents, at_ms, asked_for(said, [one for one in earlier if one])),
            persona="nobody",
        )

    def _about(
        self, user: User, video: str, at_ms: int | None
    ) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Give the topics of a video by their names, and the documents of what is said in it."""
        world, names, documents = self._world, list[str](), list[int]()
        whole = self._performance(user, video) if video else None
        if whole:
            names += _topics(whole, at_ms)
            documents += world.texts.documents(whole.performance.id).values()
        loaded = world.documents.at(watched_at(video)) if video else None
        if loaded:
            names += [world.topics.one(number).name for number in loaded.topics]
            documents.append(loaded.id)
        return tuple(dict.fromkeys(names))[:MOST_ASKED], tuple(documents)

    def _performance(self, user: User, told: str) -> Whole | None:
        try:
            return self._world.performances.see(user, told)
        except NotFoundError:
            return None

    def _drafted(self, user: User, kept: CommentKept, said: str, inquiry: Inquiry) -> Draft:
        manners, here = self._world.manners, kept.comment.video
        language = hinted(said, SMALL) or self._spoken_in(here)
        if knows_nothing(inquiry.answer):
            return Draft("", inquiry.id, language, UNKNOWN)
        videos = self._videos(user, inquiry, here)
        text = reply_text(inquiry, here, videos, manners.disclosure, language)
        if not text:
            return Draft("", inquiry.id, language, UNCARRIED)
        draft = Draft(text, inquiry.id, language)
        word = blocked_word(kept.comment.text, manners.blocked)
        if word:
            return replace(draft, held=f"The comment holds “{word}”.")
        word = blocked_word(text, manners.blocked)
        return replace(draft, held=f"The reply holds “{word}”.") if word else draft

    def _spoken_in(self, video: str) -> str:
        kept = self._world.comments.video(video)
        return (kept.video.language if kept else "").partition("-")[0].lower() or "en"

    def _videos(self, user: User, inquiry: Inquiry, here: str) -> dict[int, str]:
        """Tell which sources are cuts of videos that everybody may watch."""
        found = {one.number: self._video(user, one.address) for one in inquiry.sources}
        public = {one: one == here or self._public(one) for one in set(found.values()) if one}
        return {number: video for number, video in found.items() if public.get(video)}

    def _video(self, user: User, address: str) -> str:
        part = taken_apart(address)
        whole = self._performance(user, part[0]) if part else None
        return (whole.performance.youtube if whole else video_of(address)) or ""

    def _public(self, video: str) -> bool:
        """Tell whether it is the channel's and public: what is unlisted is told to nobody."""
        kept = self._world.comments.video(video)
        return kept is not None and kept.video.privacy == "public"


def _topics(whole: Whole, at_ms: int | None) -> list[str]:
    """Name the topics of a performance and its takes, those of the take at a moment first."""
    takes = sorted(
        whole.takes, key=lambda one: at_ms is None or not one.from_ms <= at_ms < one.to_ms
    )
    numbers = [*(take.id for take in takes), None]
    return [topic.name for number in numbers for topic in whole.topics(number)]
