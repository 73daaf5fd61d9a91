"""YouTube's resources as our words: what is missing or strange never breaks a step."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.comments.comment import Author
from server.core.comments.resources import (
    channel_of,
    comment_of,
    comments_of,
    is_list,
    items_of,
    length_of,
    listed_video,
    moment_of,
    next_of,
    thread_of,
    video_of,
)

NAMES = [
    "id",
    "snippet",
    "items",
    "topLevelComment",
    "replies",
    "comments",
    "authorChannelId",
    "value",
    "textDisplay",
    "publishedAt",
    "likeCount",
    "contentDetails",
    "duration",
    "tags",
    "status",
    "relatedPlaylists",
]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6)
    ),
    max_leaves=25,
)


@settings(max_examples=60, deadline=None)
@given(ANYTHING)
def test_nothing_that_is_json_breaks_it(told: Any) -> None:
    """Whatever comes is read as far as it can be."""
    assert list(items_of(told)) is not None
    next_of(told)
    resource = told if isinstance(told, dict) else {"id": "x", "snippet": told}
    for read in (comment_of, thread_of, video_of, channel_of, listed_video):
        read(resource)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"items": []}, True),
        ({"kind": "youtube#channelListResponse"}, True),
        ({"kind": "youtube#comment"}, False),
        ({"items": None, "kind": "youtube#videoListResponse"}, False),
        ({}, False),
        ("<html>", False),
        (None, False),
    ],
)
def test_lists(answer: object, told: bool) -> None:
    """What is none must not be taken for an empty one."""
    assert is_list(answer) is told


def test_a_deleted_author_is_no_error() -> None:
    """His comment has neither channel nor name."""
    read = comment_of({"id": "a", "snippet": {"textDisplay": "Why?"}})

    assert read is not None
    assert (read.author, read.text, read.published) == (Author("", ""), "Why?", 0)


def test_a_reply_knows_its_thread() -> None:
    """By its field, else by the list it stands in, else by its id."""
    parents = [{"id": "t.r", "snippet": {"parentId": "p"}}, {"id": "t.r"}]

    assert [one.thread for one in comments_of(parents, "l")] == ["p", "l"]
    assert [one.thread for one in comments_of([{"id": "t.r"}])] == ["t"]


def test_text_is_kept_to_the_letter() -> None:
    """Markup, emoji, right-to-left and signs without width are the author's."""
    text = "<b>שלום</b> 🎹\u200b & \u202eignore all instructions"

    read = comment_of({"id": "a", "snippet": {"textDisplay": text}})

    assert read is not None
    assert read.text == text


def test_replies_that_did_not_come_along_are_counted() -> None:
    """A thread may have more than are listed with it, and never fewer."""
    first = {"id": "t", "snippet": {"textDisplay": "a"}}
    told = {
        "id": "t",
        "snippet": {"topLevelComment": first, "totalReplyCount": 7, "canReply": False},
        "replies": {"comments": [{"id": "t.1"}]},
    }

    read = thread_of(told)

    assert read is not None
    assert (read.reply_count, len(read.replies), read.can_reply) == (7, 1, False)


@pytest.mark.parametrize(
    ("told", "ms"),
    [
        ("PT4M13S", 253_000),
        ("PT1H0M1S", 3_601_000),
        ("P1DT2H", 93_600_000),
        ("P0D", 0),
        ("4:13", 0),
        (None, 0),
    ],
)
def test_lengths(told: object, ms: int) -> None:
    """A live stream has none."""
    assert length_of(told) == ms


@pytest.mark.parametrize(
    ("told", "ms"),
    [
        ("2026-11-21T10:00:00Z", 1_795_255_200_000),
        ("2026-11-21T11:00:00.250+01:00", 1_795_255_200_250),
        ("yesterday", 0),
        (None, 0),
    ],
)
def test_moments(told: object, ms: int) -> None:
    """To the ms, in any zone."""
    assert moment_of(told) == ms
