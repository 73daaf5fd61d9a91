"""YouTube's resources, as JSON, made into our words; a field that is missing is never an error.

What they hold: https://developers.google.com/youtube/v3/docs
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias, cast, get_args

from server.core.comments.comment import (
    Author,
    Channel,
    Comment,
    Moderation,
    Privacy,
    Thread,
    Video,
)

Resource: TypeAlias = Mapping[str, Any]
LENGTH = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?")
"""ISO 8601, as far as YouTube uses it for durations."""
UNITS = (86_400_000, 3_600_000, 60_000, 1_000)
"""Ms of a day, an hour, a minute and a second."""


def items_of(answer: object) -> Iterator[Resource]:
    """Give the items of a list that are objects."""
    for item in _list(_object(answer).get("items")):
        if isinstance(item, Mapping):
            yield item


def is_list(answer: object) -> bool:
    """Tell whether an answer is a list; one that is empty may leave its items out."""
    told = _object(answer)
    return isinstance(told.get("items"), list) or (
        "items" not in told and _text(told.get("kind")).endswith("ListResponse")
    )


def next_of(answer: object) -> str | None:
    """Give the token of a list's next page."""
    return _text(_object(answer).get("nextPageToken")) or None


def comment_of(resource: Resource, thread: str = "", video: str = "") -> Comment | None:
    """Read a comment; what it does not say itself is its thread's. None where it has no id."""
    told = _object(resource.get("snippet"))
    held = _text(resource.get("id"))
    if not held:
        return None
    published = moment_of(told.get("publishedAt"))
    status = _text(told.get("moderationStatus"))
    return Comment(
        held,
        _text(told.get("parentId")) or thread or held.partition(".")[0],
        _text(told.get("videoId")) or video,
        Author(
            _text(_object(told.get("authorChannelId")).get("value")),
            _text(told.get("authorDisplayName")),
        ),
        # What the author typed is shown to few; as plain text, what is displayed is nearly that.
        _text(told.get("textOriginal")) or _text(told.get("textDisplay")),
        published,
        moment_of(told.get("updatedAt")) or published,
        _count(told.get("likeCount")),
        cast("Moderation", status) if status in get_args(Moderation) else "published",
    )


def thread_of(resource: Resource) -> Thread | None:
    """Read a thread; none where it has no first comment."""
    told = _object(resource.get("snippet"))
    held, video = _text(resource.get("id")), _text(told.get("videoId"))
    first = comment_of(_object(told.get("topLevelComment")), held, video)
    if first is None:
        return None
    listed = _list(_object(resource.get("replies")).get("comments"))
    replies = comments_of(listed, first.thread, first.video)
    count = max(_count(told.get("totalReplyCount")), len(replies))
    return Thread(first, replies, count, bool(told.get("canReply", True)))


def comments_of(
    resources: Sequence[object], thread: str = "", video: str = ""
) -> tuple[Comment, ...]:
    """Read comments; those without an id are left out."""
    read = [comment_of(_object(one), thread, video) for one in resources]
    return tuple(one for one in read if one is not None)


def video_of(resource: Resource) -> Video | None:
    """Read a video; none where it has no id."""
    told, status = _object(resource.get("snippet")), _object(resource.get("status"))
    held = _text(resource.get("id"))
    if not held:
        return None
    privacy = _text(status.get("privacyStatus"))
    return Video(
        held,
        _text(told.get("title")),
        _text(told.get("description")),
        moment_of(told.get("publishedAt")),
        length_of(_object(resource.get("contentDetails")).get("duration")),
        cast("Privacy", privacy) if privacy in get_args(Privacy) else "private",
        tuple(_text(tag) for tag in _list(told.get("tags")) if _text(tag)),
        _text(told.get("defaultAudioLanguage")) or _text(told.get("defaultLanguage")),
    )


def channel_of(resource: Resource) -> Channel | None:
    """Read a channel; none where it has no id, or no list of what was uploaded."""
    lists = _object(_object(resource.get("contentDetails")).get("relatedPlaylists"))
    held, uploads = _text(resource.get("id")), _text(lists.get("uploads"))
    title = _text(_object(resource.get("snippet")).get("title"))
    return Channel(held, title, uploads) if held and uploads else None


def listed_video(resource: Resource) -> str:
    """Give the id of the video that an entry of a playlist is; empty where it says none."""
    details = _object(resource.get("contentDetails"))
    named = _object(_object(resource.get("snippet")).get("resourceId"))
    return _text(details.get("videoId")) or _text(named.get("videoId"))


def moment_of(told: object) -> int:
    """Read a time (RFC 3339) in ms since 1970; 0 where it is none."""
    try:
        read = datetime.fromisoformat(_text(told))
        aware = read if read.tzinfo else read.replace(tzinfo=UTC)
        return round(aware.timestamp() * 1000)
    except (ValueError, OverflowError):
        return 0


def length_of(told: object) -> int:
    """Read a duration (ISO 8601: PT1H2M3S) in ms; 0 where it is none."""
    found = LENGTH.fullmatch(_text(told))
    if found is None:
        return 0
    return sum(int(count or 0) * unit for count, unit in zip(found.groups(), UNITS, strict=True))


def _object(value: object) -> Resource:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
