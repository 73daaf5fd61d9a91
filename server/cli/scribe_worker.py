"""The scribe as a process of its own: takes jobs on stdin, answers on stdout, ends with its server.

Speech is written down here and not in the server because pocketsphinx lets no other thread run
while it works, because a model may crash or hang, and because a process can be stopped.
`server/core/scribe_messages.py` has what is said.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np

from server.adapters.sound_files import blocks, decode
from server.cli.scribes import transcriber_of
from server.core.errors import InvalidError, RubatoError
from server.core.noise import RATE, Samples
from server.core.scribe_messages import (
    Hello,
    Job,
    hello_line,
    job_of,
    line,
    more_of,
    problem_line,
    told_line,
)
from server.core.transcript import Follows, Progress, Segment, Transcriber
from server.services.writing_down import write_down


def main(words: Sequence[str]) -> int:
    """Load the transcriber that the words name, and work until stdin ends."""
    # Libraries print; what they print is no message.
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    try:
        transcriber = transcriber_of(words)
    except RubatoError as error:
        answers.write(problem_line(error))
        return 1
    languages = tuple(transcriber.languages)
    follows = isinstance(transcriber, Follows)
    answers.write(hello_line(Hello(transcriber.name, transcriber.limits, languages, follows)))
    while text := sys.stdin.buffer.readline():
        _work(transcriber, job_of(text), sys.stdin.buffer, answers)
    return 0


def _work(transcriber: Transcriber, job: Job, jobs: BinaryIO, answers: BinaryIO) -> None:
    try:
        if job.follows:
            answers.write(_followed(transcriber, job, _pieces(jobs)))
            return
        pcm = jobs.read(job.pcm)
        for told in _told(transcriber, job, pcm):
            answers.write(told_line(told))
    except RubatoError as error:
        answers.write(problem_line(error))
    except MemoryError:
        answers.write(problem_line(InvalidError("There is too little memory for this.")))
    else:
        answers.write(line(done=True))


def _told(transcriber: Transcriber, job: Job, pcm: bytes) -> Iterator[Segment | Progress]:
    if job.file is None:
        yield from transcriber.transcribe(_samples(pcm), job.language, job.asked)
        return
    # In the folder that the server gave, which it removes even if this process is killed.
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "sound.raw"
        count = decode(Path(job.file), raw, RATE, job.longest)
        yield from write_down(blocks(raw), count, transcriber, job.language, job.asked)


def _followed(transcriber: Transcriber, job: Job, pieces: Iterator[bytes]) -> bytes:
    """Write while it comes; what comes still where that fails is none of the next job."""
    following = None
    try:
        if isinstance(transcriber, Follows):
            following = transcriber.follow(job.language, job.level)
        if following is None:
            raise InvalidError(f"{transcriber.name} does not write while somebody speaks.")
        for piece in pieces:
            following.feed(_samples(piece))
        told = [told_line(one) for one in following.end()]
        return b"".join([*told, line(done=True, level=following.level)])
    finally:
        for _ in pieces:
            pass


def _pieces(jobs: BinaryIO) -> Iterator[bytes]:
    while count := more_of(jobs.readline()):
        yield jobs.read(count)


def _samples(pcm: bytes) -> Samples:
    return np.frombuffer(pcm, "<i2").astype(np.float64)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
