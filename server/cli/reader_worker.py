"""The reader as a process of its own: takes documents on stdin, answers on stdout.

Documents are read here and not in the server because a broken one may take a library's whole
memory or never end, and because the libraries need not stay loaded.
"""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from server.core.errors import InvalidError, RubatoError
from server.core.library.blocks import Found, tidied
from server.core.library.feeds import Feed
from server.core.library.plain_text import decoded, read_markdown, read_text
from server.core.library.played import read_played
from server.core.library.reader_messages import (
    FEED,
    Job,
    feed_line,
    found_line,
    job_of,
    problem_line,
)
from server.core.library.subtitles import read_subtitles

MOST_MEMORY = 3_000_000_000
"""Bytes of address space; a document that needs more is refused."""


def _web_page(content: bytes, _name: str) -> Found:
    from server.adapters.readers.web_page import read_web_page  # noqa: PLC0415  (0.3 s)

    return read_web_page(content)


def _pdf(content: bytes, _name: str) -> Found:
    from server.adapters.readers.pdf import read_pdf  # noqa: PLC0415

    return read_pdf(content)


def _word(content: bytes, _name: str) -> Found:
    from server.adapters.readers.word import read_word  # noqa: PLC0415

    return read_word(content)


def _book(content: bytes, _name: str) -> Found:
    from server.adapters.readers.book import read_book  # noqa: PLC0415

    return read_book(content)


def _subtitles(content: bytes, name: str) -> Found:
    form = PurePosixPath(name).suffix.lower().lstrip(".")
    text = decoded(content)
    return read_subtitles(text, form if form in {"srt", "vtt"} else _form(text))


def _entry(content: bytes, _name: str) -> Found:
    from server.adapters.readers.chapter import read_chapter  # noqa: PLC0415

    return Found("", tidied(list(read_chapter(content))))


def _feed(content: bytes) -> Feed:
    from server.adapters.readers.feed import read_feed  # noqa: PLC0415

    return read_feed(content)


def _form(text: str) -> str:
    return "vtt" if text.lstrip("\ufeff").startswith("WEBVTT") else "srt"


READERS: Final[Mapping[str, Callable[[bytes, str], Found]]] = {
    "text": lambda content, _name: read_text(decoded(content)),
    "markdown": lambda content, _name: read_markdown(decoded(content)),
    "html": _web_page,
    "pdf": _pdf,
    "docx": _word,
    "epub": _book,
    "subtitles": _subtitles,
    "entry": _entry,
    "session": lambda content, _name: read_played(content),
}
"""By kind (`server/core/library/kinds.py`), all but sound, which is written down elsewhere."""


def main() -> int:
    """Work until stdin ends."""
    # Libraries print; what they print is no message.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory()
    while line := sys.stdin.buffer.readline():
        answers.write(_answer(job_of(line), sys.stdin.buffer))
        answers.flush()
    return 0


def _answer(job: Job, jobs: BinaryIO) -> bytes:
    content = jobs.read(job.size)
    try:
        if job.kind == FEED:
            return feed_line(_feed(content))
        return found_line(read(job.kind, job.name, content))
    except RubatoError as error:
        return problem_line(str(error))
    except (MemoryError, RecursionError):
        return problem_line("There is too little memory to read this; is it broken?")


def read(kind: str, name: str, content: bytes) -> Found:
    """Read a document of a kind; raises `InvalidError` where it holds no text."""
    found = READERS[kind](content, name)
    if not found.blocks:
        raise InvalidError("This document holds no text.")
    return found


def _limit_memory() -> None:
    if sys.platform == "win32":
        return  # there is no such limit there
    import resource  # noqa: PLC0415  (not on Windows)

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    sys.exit(main())
