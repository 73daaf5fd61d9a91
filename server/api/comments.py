"""`/v1/comments`: comments under the owner's videos, and what becomes of the replies to them.

Whoever decides on a reply says which version of it he saw (0: none); where it is another by now,
412 says so, and nothing is changed.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.requests import ClientDisconnect

from server.api.context import Services, identity, services
from server.api.left import LEFT, while_there
from server.api.news import Seconds, counted
from server.api.sent import Number, Sent
from server.core.comment_ports import CommentKept, Sought, VideoKept
from server.core.comments.outbox import State
from server.core.comments.skipping import REASONS
from server.core.tokens import Identity

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
ONE = "/v1/comments/{comment_id}"
SECONDS = 1e7
"""More than any video has."""


class Wanted(BaseModel):
    """Which comments are listed; each that is given must be so."""

    text: str = Field(default="", max_length=500)
    author: str = Field(default="", max_length=200)
    """A channel's id, or part of a name."""
    video: str = Field(default="", max_length=200)
    thread: str = Field(default="", max_length=200)
    state: State | None = None
    """Of its reply."""
    open: bool = False
    """Neither answered nor left out."""
    from_second: float | None = Field(default=None, ge=0, le=SECONDS)
    to_second: float | None = Field(default=None, ge=0, le=SECONDS)
    before: str | None = Field(default=None, max_length=200)
    """`next` of the list before."""
    limit: Number = 50

    def sought(self) -> Sought:
        """Say it as the service is asked."""
        return Sought(
            text=self.text,
            author=self.author,
            video=self.video,
            thread=self.thread,
            state=self.state,
            open_only=self.open,
            from_second=self.from_second,
            to_second=self.to_second,
            before=self.before,
            limit=self.limit,
        )


class Decided(Sent):
    """What is decided on a reply."""

    version: Number = Field(ge=0)
    """Of the reply that was seen; 0: there was none."""


class Approved(Decided):
    """It may go out."""

    text: str | None = Field(default=None, max_length=20_000)
    """In place of the reply's own."""


class Rewritten(Decided):
    """It reads so."""

    text: str = Field(max_length=20_000)


class Rejected(Decided):
    """There is to be none."""

    reason: str = Field(default="", max_length=2_000)


@router.get("/v1/comments")
def listed(wanted: Annotated[Wanted, Query()], serving: Serving, asking: Asking) -> dict[str, Any]:
    """List comments, the newest first."""
    comments = serving.commented.comments
    found = comments.listed(wanted.sought())
    following = found[-1].comment.id if len(found) == wanted.limit else None
    return {
        "comments": [shown(one) for one in found],
        "videos": _videos(serving, asking, comments.videos(found).values()),
        "next": following,
    }


@router.get("/v1/comments/counts")
def counts(serving: Serving) -> dict[str, int]:
    """Count videos, comments, those open, and replies by state."""
    return dict(serving.commented.comments.counts())


@router.get("/v1/comments/news", response_model=None)
async def news(
    request: Request,
    serving: Serving,
    seen: Number = -1,
    seconds: Seconds = 0,
) -> Response:
    """Wait until a reply was decided on since the count that was seen; give the count now."""
    return await counted(request, serving.commented.comments.news, seen, seconds)


@router.post("/v1/comments/topic")
def into_topic(serving: Serving) -> dict[str, int]:
    """Bring the topic of comments up to date with what is kept, as far as one call goes."""
    put, removed, left = serving.commented.texts.sync()
    serving.commented.comments.news.tell()
    return {"put": put, "removed": removed, "left": left}


@router.get(ONE)
def one(comment_id: str, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Give one comment with its thread."""
    found = serving.commented.comments.one(comment_id)
    return {
        "comment": shown(found.kept),
        "thread": [shown(each) for each in found.thread],
        "videos": _videos(serving, asking, [found.video] if found.video else []),
    }


@router.post(ONE + "/draft", response_model=None)
async def draft(comment_id: str, request: Request, serving: Serving, asking: Asking) -> Response:
    """Let the chat answer it; nothing is sent, and no reply kept."""
    drafting = serving.commented.drafting.draft(asking.user, comment_id)
    try:
        return JSONResponse(asdict(await while_there(request.receive, drafting)))
    except ClientDisconnect:
        return Response(status_code=LEFT)


@router.put(ONE + "/reply")
def edit(comment_id: str, rewritten: Rewritten, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Rewrite a reply, or write one where there is none: it waits to be approved."""
    comments = serving.commented.comments
    return asdict(comments.edit(asking.user, comment_id, rewritten.version, rewritten.text))


@router.post(ONE + "/approve")
def approve(
    comment_id: str, approved: Approved, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Let a reply go out with the next step."""
    comments = serving.commented.comments
    return asdict(comments.approve(asking.user, comment_id, approved.version, approved.text))


@router.post(ONE + "/reject")
def reject(comment_id: str, rejected: Rejected, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Let a comment have no reply."""
    comments = serving.commented.comments
    return asdict(comments.reject(asking.user, comment_id, rejected.version, rejected.reason))


@router.post(ONE + "/reopen")
def reopen(comment_id: str, decided: Decided, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Let a reply wait again that was rejected, withdrawn or refused."""
    return asdict(serving.commented.comments.reopen(asking.user, comment_id, decided.version))


@router.post(ONE + "/sent")
def sent(comment_id: str, decided: Decided, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Say of a reply that is held that it stands on YouTube."""
    return asdict(serving.commented.comments.settle(asking.user, comment_id, decided.version))


def shown(kept: CommentKept) -> dict[str, Any]:
    """Show a comment as JSON; times are milliseconds since 1970, UTC."""
    told = asdict(kept)
    reason = REASONS.get(kept.skipped)
    return {**told.pop("comment"), **told, "why": reason.told if reason else kept.skipped}


def _videos(serving: Services, asking: Identity, videos: Iterable[VideoKept]) -> dict[str, Any]:
    """Tell of videos: their titles, and whether analyze.html has what was played in them."""
    return {
        one.video.id: {
            "title": one.video.title,
            "privacy": one.video.privacy,
            "recorded": serving.recorded.performances.has_video(asking.user, one.video.id),
        }
        for one in videos
    }
