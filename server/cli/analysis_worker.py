"""The analyst as a process of its own: takes files of notes on stdin, answers on stdout.

Recordings are looked through here and not in the server since that computes for seconds, in which
Python would let nobody else get on; and with less right to the processor than the server has.
"""

import os
import sys

from server.core.performances.analysis_messages import answer_line, job_of
from server.services.analysed_file import look_through

MOST_MEMORY = 3_000_000_000
"""Bytes of address space; a file that needs more is refused."""
NICE = 10


def main() -> int:
    """Work until stdin ends."""
    # Libraries print; what they print is no message.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _hold_back()
    while line := sys.stdin.buffer.readline():
        job, size = job_of(line)
        content = sys.stdin.buffer.read(size)
        try:
            found = look_through(content, job)
        except (MemoryError, RecursionError):
            found = {"refused": "There is too little memory to look this file through."}
        answers.write(answer_line(found))
        answers.flush()
    return 0


def _hold_back() -> None:
    if sys.platform == "win32":
        return  # there are no such limits there
    import resource  # noqa: PLC0415  (not on Windows)

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    os.nice(NICE)


if __name__ == "__main__":
    sys.exit(main())
