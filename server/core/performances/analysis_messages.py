"""What a server and its analyst, a process of its own, say to each other: JSON, a line each.

A job is `{"bytes", "lowest", "offset_ms", "takes", "languages"}`, and so many bytes of a MIDI file
follow the line. The answer is what was found, as it is kept, or `{"refused": why}`.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from server.core.language import Language, Word
from server.core.takes import Take


class Job(NamedTuple):
    """What a file is looked through by."""

    languages: Sequence[Language]
    takes: Sequence[Take]
    """On the file's own clock."""
    lowest: int
    """The MIDI note of the lowest of the 25 keys, where the file does not tell."""
    offset_ms: int
    """Where on the performance's clock the file begins."""


def job_line(job: Job, size: int) -> bytes:
    """Give a job as a line; `size`: bytes that follow."""
    told = {
        "bytes": size,
        "lowest": job.lowest,
        "offset_ms": job.offset_ms,
        "takes": [[one.number, one.start_ms, one.end_ms, one.name] for one in job.takes],
        "languages": [[one.name, [_told(word) for word in one.words]] for one in job.languages],
    }
    return json.dumps(told).encode() + b"\n"


def job_of(line: bytes) -> tuple[Job, int]:
    """Read a job, and how many bytes follow."""
    told = json.loads(line)
    languages = [
        Language(name, words=tuple(_word(*word) for word in words))
        for name, words in told["languages"]
    ]
    takes = [Take(*take) for take in told["takes"]]
    return Job(languages, takes, told["lowest"], told["offset_ms"]), told["bytes"]


def answer_line(found: Mapping[str, Any]) -> bytes:
    """Give what was found as a line."""
    return json.dumps(found).encode() + b"\n"


def _told(word: Word) -> list[Any]:
    """Tell what finding a word needs."""
    return [list(word.keys), word.unordered, word.meaning or next(iter(word.means), "")]


def _word(keys: list[int], unordered: bool, meaning: str) -> Word:
    return Word(tuple(keys), (), unordered=unordered, meaning=meaning)
