"""The owner's channel on YouTube, through Google's own client; one call is one request.

`num_retries=0` is not enough for that: httplib2, beneath the client, sends a request again by
itself where a connection ends without an answer, and a reply would stand there twice. So each
request has a connection of its own, over which a second one cannot be sent.
"""

import http.client
import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from server.core.comments.comment import Channel, Comment, Moderation, Page, Thread, Video
from server.core.comments.failures import (
    RefusedError,
    SignedOutError,
    SlowDownError,
    UnclearError,
)
from server.core.comments.refusals import answered_in, failure_of
from server.core.comments.resources import (
    channel_of,
    comment_of,
    comments_of,
    is_list,
    items_of,
    listed_video,
    next_of,
    thread_of,
    video_of,
)
from server.core.errors import InvalidError
from server.core.youtube_ports import AccessTokens, Entry

if TYPE_CHECKING:
    import httplib2

PATIENCE = 30.0
"""Seconds to connect, and to wait for a piece of an answer."""
MOST = 50
"""Ids of one request, and entries of one page of a playlist."""
MOST_COMMENTS = 100
"""Comments of one page."""
NEAR = frozenset({"127.0.0.1", "localhost", "::1"})
AWAY = "YouTube cannot be reached; is there a network?"
CUT_OFF = "The connection to YouTube ended before it answered."
STRANGE = "YouTube answered something that is no list and no comment."
NO_CHANNEL = "This Google account has no channel on YouTube; sign in with the one that has."


class YouTubeChannel:
    """Reads and answers comments; safe in several threads."""

    def __init__(self, tokens: AccessTokens, url: str = "", patience: float = PATIENCE) -> None:
        """Ask Google, or at `url` what stands in its place; raises `InvalidError` for a bad one."""
        parts = urlsplit(url)
        if url and parts.scheme != "https" and parts.hostname not in NEAR:
            raise InvalidError("youtube_url is https, but on this machine: a token is sent there.")
        self._tokens, self._url, self._patience = tokens, url, patience
        self._making = threading.Lock()
        self._client: Any = None
        self._collections: dict[str, Any] = {}

    def channel(self) -> Channel:
        """Give the channel of who is signed in."""
        answer = self._do("channels", "list", part="snippet,contentDetails", mine=True)
        found = next((made for one in items_of(answer) if (made := channel_of(one))), None)
        if found is None:
            raise RefusedError(NO_CHANNEL, "noChannel")
        return found

    def uploads(self, playlist: str, page: str | None = None) -> Page[str]:
        """List ids of videos, the newest first."""
        answer = self._entries("contentDetails", playlist, page)
        videos = (listed_video(one) for one in items_of(answer))
        return Page(tuple(video for video in videos if video), next_of(answer))

    def videos(self, ids: Sequence[str]) -> Sequence[Video]:
        """Give up to 50 videos; those that are gone are left out."""
        if not ids:
            return ()
        part = "snippet,contentDetails,status"
        answer = self._do("videos", "list", part=part, id=_joined(ids))
        return tuple(made for one in items_of(answer) if (made := video_of(one)))

    def threads(
        self, channel: str, page: str | None = None, moderation: Moderation = "published"
    ) -> Page[Thread]:
        """List all threads of a channel's videos, the newest first, or those that wait."""
        answer = self._do(
            "commentThreads",
            "list",
            part="snippet,replies",
            allThreadsRelatedToChannelId=channel,
            order="time",
            moderationStatus=moderation,
            maxResults=MOST_COMMENTS,
            textFormat="plainText",
            **_at(page),
        )
        return Page(_threads(answer), next_of(answer))

    def threads_by_id(self, ids: Sequence[str]) -> Sequence[Thread]:
        """Give up to 50 threads; those gone are left out."""
        if not ids:
            return ()
        part = "snippet,replies"
        return _threads(
            self._do("commentThreads", "list", part=part, id=_joined(ids), textFormat="plainText")
        )

    def replies(self, thread: str, page: str | None = None) -> Page[Comment]:
        """List all replies of a thread."""
        answer = self._do(
            "comments",
            "list",
            part="snippet",
            parentId=thread,
            maxResults=MOST_COMMENTS,
            textFormat="plainText",
            **_at(page),
        )
        return Page(comments_of(tuple(items_of(answer)), thread), next_of(answer))

    def reply(self, thread: str, text: str) -> Comment:
        """Send a reply, once, and give it as stored."""
        body = {"snippet": {"parentId": thread, "textOriginal": text}}
        answer = self._do("comments", "insert", part="snippet", body=body)
        stored = comment_of(answer, thread) if isinstance(answer, dict) else None
        if stored is None:
            raise UnclearError(STRANGE)
        return stored

    def entries(self, playlist: str, page: str | None = None) -> Page[Entry]:
        """List what a playlist has."""
        answer = self._entries("snippet", playlist, page)
        read = [Entry(str(one.get("id", "")), listed_video(one)) for one in items_of(answer)]
        return Page(tuple(one for one in read if one.id), next_of(answer))

    def put(self, playlist: str, video: str) -> None:
        """Put a video at the end of a playlist."""
        named = {"kind": "youtube#video", "videoId": video}
        body = {"snippet": {"playlistId": playlist, "resourceId": named}}
        self._do("playlistItems", "insert", part="snippet", body=body)

    def take_out(self, entry: str) -> None:
        """Take an entry out of its playlist."""
        self._do("playlistItems", "delete", id=entry)

    def _entries(self, part: str, playlist: str, page: str | None) -> object:
        return self._do(
            "playlistItems", "list", part=part, playlistId=playlist, maxResults=MOST, **_at(page)
        )

    def _do(self, collection: str, method: str, **asked: object) -> object:
        """Make one request; where Google takes a token no more, it is made anew with another.

        What is refused for its token is not done, so that this is no second reply.
        """
        try:
            return self._once(collection, method, asked, renewed=False)
        except SignedOutError:
            return self._once(collection, method, asked, renewed=True)

    def _once(
        self, collection: str, method: str, asked: Mapping[str, object], *, renewed: bool
    ) -> object:
        from googleapiclient.errors import HttpError  # noqa: PLC0415  (0.2 s, for who asks YouTube)

        token = self._tokens.access(renewed=renewed)
        request = getattr(self._made(collection), method)(**asked)
        try:
            answer = self._sent(request, token)
        except HttpError as error:
            raise failure_of(answered_in(int(error.resp.status), error.content)) from error
        # What is no JSON the client gives as it came: it must not be taken for an empty list.
        if method == "list" and not is_list(answer):
            raise UnclearError(STRANGE)
        return answer

    def _sent(self, request: Any, token: str) -> object:
        import httplib2  # noqa: PLC0415

        sender = _Sender(token, self._patience)
        try:
            return request.execute(http=sender, num_retries=0)
        except httplib2.ServerNotFoundError as error:
            raise SlowDownError(AWAY) from error
        except (OSError, http.client.HTTPException, httplib2.HttpLib2Error) as error:
            # Before anything was sent nothing can have been stored.
            raise (UnclearError(CUT_OFF) if sender.begun else SlowDownError(AWAY)) from error
        except (ValueError, RecursionError) as error:
            raise UnclearError(STRANGE) from error

    def _made(self, collection: str) -> Any:
        """Give a part of the client; what it can ask is described in a file that it brings."""
        from googleapiclient.discovery import build  # noqa: PLC0415
        from googleapiclient.http import HttpMock  # noqa: PLC0415

        with self._making:
            if self._client is None:
                options = {"api_endpoint": self._url} if self._url else None
                self._client = build(
                    "youtube",
                    "v3",
                    http=HttpMock(),  # each request brings its own
                    static_discovery=True,
                    client_options=options,
                )
            if collection not in self._collections:
                self._collections[collection] = getattr(self._client, collection)()
            return self._collections[collection]


class _Sender:
    """Sends one request, as the client asks its transport to."""

    def __init__(self, token: str, patience: float) -> None:
        self._token, self._patience = token, patience
        self.begun = False

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: Any = None,
        headers: dict[str, str] | None = None,
        **_more: object,
    ) -> "tuple[httplib2.Response, bytes]":
        """Send it, to where it goes and nowhere else."""
        import httplib2  # noqa: PLC0415

        sender = self
        kinds: dict[str, Any] = httplib2.SCHEME_TO_CONNECTION

        class Once(kinds[urlsplit(uri).scheme]):  # type: ignore[misc]
            """A connection that takes one request."""

            def request(self, *words: Any, **more: Any) -> None:
                """Send it, if it is the first."""
                if sender.begun:
                    raise ConnectionResetError(CUT_OFF)
                sender.begun = True
                super().request(*words, **more)

        way = httplib2.Http(timeout=self._patience)
        way.follow_redirects = False
        given = {**(headers or {}), "authorization": f"Bearer {self._token}", "connection": "close"}
        try:
            told: tuple[httplib2.Response, bytes] = way.request(
                uri, method, body=body, headers=given, connection_type=Once
            )
            return told
        finally:
            way.close()


def _joined(ids: Sequence[str]) -> str:
    if len(ids) > MOST:
        raise InvalidError(f"YouTube is asked for at most {MOST} at once.")
    return ",".join(ids)


def _at(page: str | None) -> dict[str, str]:
    return {"pageToken": page} if page else {}


def _threads(answer: object) -> tuple[Thread, ...]:
    return tuple(made for one in items_of(answer) if (made := thread_of(one)))
