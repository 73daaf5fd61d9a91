"""What a server and its scribe, a process of its own, say to each other: JSON, a line each.

The scribe begins with `{"hello": {"name", "limits", "languages", "follows"}}`. A job is `{"job":
{"file" or "pcm", "longest", "language", "prompt", "temperature"}}`, where `pcm` is a count of bytes
that follow the line; or, with `"follows"`, of sound that is being spoken still: then there follow
`{"more": bytes}`, each with so many bytes, to the one with none. It answers `{"progress": …}` and
`{"segment": …}`, then `{"done": true}`, with a `"level"` where it followed, or `{"problem": [kind,
text]}`.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from server.core import errors
from server.core.transcript import Asked, Progress, Segment, Word

_PROBLEMS: Mapping[str, type[errors.RubatoError]] = {
    "invalid": errors.InvalidError,
    "unavailable": errors.UnavailableError,
}


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be written down: a file, or so many bytes of raw 16 kHz sound that follow."""

    file: str | None
    pcm: int
    longest: int
    language: str | None
    asked: Asked
    follows: bool = False
    """Its sound comes piece by piece, as it is spoken."""
    level: str = ""
    """How it will sound, as what was followed before told."""


@dataclass(frozen=True, slots=True)
class Hello:
    """Who writes."""

    name: str
    limits: str
    languages: tuple[str, ...]
    follows: bool = False
    """It writes while somebody speaks."""


def line(**message: Any) -> bytes:
    """Give a message as a line."""
    return json.dumps(message).encode() + b"\n"


def hello_line(hello: Hello) -> bytes:
    """Give who writes, as a line."""
    return line(hello=asdict(hello))


def hello_of(message: Mapping[str, Any]) -> Hello:
    """Read who writes."""
    told = message["hello"]
    follows = bool(told.get("follows"))
    return Hello(told["name"], told["limits"], tuple(told["languages"]), follows)


def job_line(job: Job) -> bytes:
    """Give a job as a line."""
    return line(job=asdict(job))


def job_of(text: bytes) -> Job:
    """Read a job."""
    told = json.loads(text)["job"]
    return Job(**told | {"asked": Asked(**told["asked"])})


def more_line(pcm: bytes) -> bytes:
    """Give what was spoken next, with the line before it; of none, that this was all."""
    return line(more=len(pcm)) + pcm


def more_of(text: bytes) -> int:
    """Read how many bytes of it follow; none also where the server has ended."""
    return int(json.loads(text)["more"]) if text else 0


def told_line(told: Segment | Progress) -> bytes:
    """Give what was written as a line."""
    return line(**{"segment" if isinstance(told, Segment) else "progress": asdict(told)})


def problem_line(error: errors.RubatoError) -> bytes:
    """Give why it cannot be written down, as a line."""
    kind = next((kind for kind, each in _PROBLEMS.items() if isinstance(error, each)), "invalid")
    return line(problem=[kind, str(error)])


def told_of(message: Mapping[str, Any]) -> Segment | Progress | None:
    """Read what was written; nothing at the end. Raises the problem that is told."""
    match message:
        case {"segment": told}:
            return Segment(**told | {"words": tuple(Word(**word) for word in told["words"])})
        case {"progress": told}:
            return Progress(**told)
        case {"problem": [kind, text]}:
            raise _PROBLEMS[kind](text)
    return None
