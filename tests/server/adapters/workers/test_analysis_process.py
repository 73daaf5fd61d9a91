"""The analyst's process: the real one against the same in this process, and one that breaks."""

import json
import os
import sys
from collections.abc import Iterator

import pytest

from server.adapters.workers.analysis_process import AnalysisProcess
from server.cli.workers import worker
from server.core.errors import UnavailableError
from server.core.language import Language, Word
from server.core.performances.analysis_messages import Job, job_line, job_of
from server.core.takes import Take
from tests.server.api.test_performance_analyses import piece
from tests.server.fake_analyst import FakeAnalyst

BASE = Language(
    "base",
    words=(
        Word((0, 7, 0), ("element.click",)),
        Word((0, 4, 7), ("é",), unordered=True, meaning="a “chord”"),
    ),
)
JOB = Job([BASE], [Take(1, 4_000, 9_000.5, "slowly\n")], 48, 1_500)
ENDS = "import os, sys; sys.stdin.buffer.readline(); os.kill(os.getpid(), 9)"


@pytest.fixture
def process() -> Iterator[AnalysisProcess]:
    """Give the real one, not started."""
    opened = AnalysisProcess(*worker("analysis_worker"))
    yield opened
    opened.stop()


def test_a_job_is_read_as_it_was_written() -> None:
    """Languages, takes and all that finding words needs."""
    job, size = job_of(job_line(JOB, 7))
    (language,) = job.languages

    assert (size, job[1:]) == (7, JOB[1:])
    assert (language.name, [word.keys for word in language.words]) == (
        "base",
        [(0, 7, 0), (0, 4, 7)],
    )
    assert [word.meaning for word in language.words] == ["element.click", "a “chord”"]
    assert [word.unordered for word in language.words] == [False, True]


def test_it_finds_what_is_found_here(process: AnalysisProcess) -> None:
    """One file after another, among them what is none."""
    looked = [process.look(content, JOB) for content in (piece(), b"no file", b"", piece())]

    assert looked[0] == json.loads(json.dumps(FakeAnalyst().look(piece(), JOB)))
    assert looked[0]["words"][0]["word"] == "element.click"
    assert [one.get("refused") for one in looked[1:3]] == ["The file holds no MIDI track."] * 2
    assert looked[3] == looked[0]


def test_what_breaks_down_is_told() -> None:
    """It may have been killed for its memory; the next file starts another."""
    broken = AnalysisProcess([sys.executable, "-c", ENDS], os.environ)
    for _ in range(2):
        with pytest.raises(UnavailableError, match="too much memory or time"):
            broken.look(b"x", JOB)
    broken.stop()
