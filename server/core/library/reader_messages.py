"""What a server and its reader, a process of its own, say to each other: JSON, a line each.

A job is `{"kind", "name", "bytes"}`, and so many bytes follow the line. The answer is `{"title",
"blocks", "language", "notes"}`, for a job of the kind `feed` what `feed_json` gives, or
`{"problem": text}`.
"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from server.core.errors import InvalidError
from server.core.library.blocks import Found, blocks_json, blocks_of
from server.core.library.feeds import Feed, feed_json, feed_of

FEED = "feed"
"""The kind of a job whose answer is a feed."""


class Job(NamedTuple):
    """What is to be read."""

    kind: str
    name: str
    size: int
    """Bytes that follow."""


def job_line(job: Job) -> bytes:
    """Give a job as a line."""
    return json.dumps({"kind": job.kind, "name": job.name, "bytes": job.size}).encode() + b"\n"


def job_of(line: bytes) -> Job:
    """Read a job."""
    told = json.loads(line)
    return Job(told["kind"], told["name"], told["bytes"])


def found_line(found: Found) -> bytes:
    """Give what was found as a line."""
    told = {"title": found.title, "language": found.language, "notes": found.notes}
    return json.dumps(told | {"blocks": blocks_json(found.blocks)}).encode() + b"\n"


def problem_line(text: str) -> bytes:
    """Give why it cannot be read, as a line."""
    return json.dumps({"problem": text}).encode() + b"\n"


def feed_line(feed: Feed) -> bytes:
    """Give what a feed holds as a line."""
    return json.dumps(feed_json(feed)).encode() + b"\n"


def feed_in(message: Mapping[str, Any]) -> Feed:
    """Read what a feed holds; raises `InvalidError` with why nothing was read."""
    if "problem" in message:
        raise InvalidError(message["problem"])
    return feed_of(dict(message))


def found_of(message: Mapping[str, Any]) -> Found:
    """Read what was found; raises `InvalidError` with why nothing was."""
    if "problem" in message:
        raise InvalidError(message["problem"])
    blocks = blocks_of(message["blocks"])
    return Found(message["title"], blocks, message["language"], tuple(message["notes"]))
