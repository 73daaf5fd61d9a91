"""The scribe's process: jobs in a row, crashes, hangs, stops; a small worker and the real one."""

import os
import sys
import threading
import wave
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from server.adapters.workers.scribe_following import ScribeFollowing
from server.adapters.workers.scribe_process import ScribeProcess
from server.core.errors import InvalidError, UnavailableError
from server.core.noise import RATE
from server.core.transcript import Asked, Progress, Segment, joined
from tests.fixtures.spoken import Spoken

ROOT = Path(__file__).parents[4]
WORKER = """
import json, os, sys, time
def say(**told): print(json.dumps(told), flush=True)
say(hello={"name": "small", "limits": "", "languages": ["en"]})
while text := sys.stdin.buffer.readline():
    job = json.loads(text)["job"]
    pcm = sys.stdin.buffer.read(job["pcm"])
    what = job["asked"]["prompt"]
    text = f"{os.getpid()} {len(pcm)} {job['language']}"
    say(segment={"start_ms": 0, "end_ms": 1, "text": text, "sure": 1.0, "words": []})
    if what == "crash": os.kill(os.getpid(), 11)
    if what.startswith("hang"):
        if not os.fork() and what != "hang": os.write(os.open(what[4:], os.O_WRONLY), b"x")
        time.sleep(1000)
    if what == "refuse": say(problem=["invalid", "No sound."])
    else: say(done=True)
"""
QUIET = np.zeros(10)


@pytest.fixture
def process() -> Iterator[ScribeProcess]:
    """Start the small worker."""
    started = ScribeProcess([sys.executable, "-c", WORKER], os.environ)
    yield started
    started.stop()


def whole(process: ScribeProcess, prompt: str = "") -> list[str]:
    """Have something written down to its end; give its words: process, bytes, language."""
    (said,) = process.transcribe(QUIET, "en", Asked(prompt))
    return said.text.split()


def test_jobs_in_a_row(process: ScribeProcess) -> None:
    """One process takes one job after another, and says who it is."""
    first, second = whole(process), whole(process)

    assert first == second
    assert first[1:] == ["20", "en"]
    assert (process.name, process.languages) == ("small", ("en",))


def test_a_crash_costs_one_job(process: ScribeProcess) -> None:
    """Who asked is told, and the next finds another process."""
    before = whole(process)
    with pytest.raises(UnavailableError, match="stopped"):
        whole(process, "crash")

    assert whole(process)[0] != before[0]


def test_a_refusal_costs_nothing(process: ScribeProcess) -> None:
    """A job that is refused leaves the process as it was."""
    before = whole(process)
    with pytest.raises(InvalidError, match=r"No sound\."):
        whole(process, "refuse")

    assert whole(process) == before


def test_a_hang_is_ended_with_its_children(tmp_path: Path) -> None:
    """What says nothing for too long is ended, and what it started: nobody holds the pipe open."""
    process = ScribeProcess([sys.executable, "-c", WORKER], os.environ, silence=3)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    work = process.transcribe(QUIET, "en", Asked(f"hang{pipe}"))
    next(work)
    with pipe.open("rb", buffering=0) as held:
        assert held.read(1) == b"x"
        with pytest.raises(UnavailableError):
            next(work)

        assert held.read() == b""


def test_who_leaves_ends_it(process: ScribeProcess) -> None:
    """An iterator that is closed half way ends the work; the next job is done by another."""
    half = process.transcribe(QUIET)
    before = next(half).text.split()[0]
    half.close()  # type: ignore[attr-defined]

    assert whole(process)[0] != before


def test_stopped_from_another_thread(process: ScribeProcess) -> None:
    """`stop` reaches a thread that waits for the process."""
    work = process.transcribe(QUIET, "en", Asked("hang"))
    next(work)
    stopping = threading.Timer(0, process.stop)
    stopping.start()
    with pytest.raises(UnavailableError):
        next(work)
    stopping.join()

    assert whole(process)


def test_idle_ends() -> None:
    """Nobody asks for a while, and its memory is free; who asks then has a new one."""
    process = ScribeProcess([sys.executable, "-c", WORKER], os.environ, idle=0.05)
    before = whole(process)[0]
    with suppress(ChildProcessError):  # it ended before this began to wait
        os.waitid(os.P_PID, int(before), os.WEXITED | os.WNOWAIT)

    assert whole(process)[0] != before
    process.stop()


def test_it_cannot_begin() -> None:
    """What does not begin says why, at once."""
    script = 'import json; print(json.dumps({"problem": ["unavailable", "Fetch a model."]}))'
    with pytest.raises(UnavailableError, match="Fetch a model"):
        ScribeProcess([sys.executable, "-c", script], os.environ)
    with pytest.raises(UnavailableError, match="stopped"):
        ScribeProcess([sys.executable, "-c", "pass"], os.environ)


@pytest.fixture(scope="module")
def real() -> Iterator[ScribeProcess]:
    """Start the real worker with pocketsphinx."""
    command = [sys.executable, "-m", "server.cli.scribe_worker", "pocketsphinx"]
    started = ScribeProcess(command, os.environ | {"PYTHONPATH": str(ROOT)})
    yield started
    started.stop()


def test_the_real_one_writes_sound_and_files(
    real: ScribeProcess, spoken: Spoken, tmp_path: Path
) -> None:
    """The same speech as sound and as a file is the same text, at its time in the file."""
    sound = spoken("the train was late again this morning", "slt")
    file = tmp_path / "said.wav"
    with wave.open(str(file), "wb") as out:
        out.setparams((1, 2, RATE, 0, "NONE", ""))
        out.writeframes(np.concatenate([np.zeros(3 * RATE), sound]).astype("<i2").tobytes())
    said = list(real.transcribe(sound, "en"))
    told = list(real.transcribe_file(str(file), 60))
    written = [one for one in told if isinstance(one, Segment)]
    progress = [one.done_ms for one in told if isinstance(one, Progress)]

    assert joined(said) == joined(written) == "the train was late again this morning"
    assert 3000 < written[0].start_ms < 3600
    assert progress == sorted(progress)
    assert progress[0] == 0
    assert progress[-1] == pytest.approx(3000 + sound.size / 16, abs=1)
    assert [each.name for each in tmp_path.iterdir()] == ["said.wav"]


def test_the_real_one_refuses(real: ScribeProcess, tmp_path: Path) -> None:
    """A file that holds no sound is refused with its reason, and leaves nothing."""
    file = tmp_path / "none.mp3"
    file.write_bytes(b"no sound")
    with pytest.raises(InvalidError, match="no sound or video"):
        list(real.transcribe_file(str(file), 60))

    assert [each.name for each in tmp_path.iterdir()] == ["none.mp3"]


def test_the_real_one_follows(real: ScribeProcess, spoken: Spoken) -> None:
    """Piece by piece is written what the whole says; who is left holds nobody up."""
    sound = spoken("the train was late again this morning", "slt")
    first = real.follow("en")
    assert first is not None
    first.feed(sound)
    assert joined(first.end()) == "the train was late again this morning"
    left = real.follow("en", first.level)
    following = real.follow("en", first.level)
    assert left is not None
    assert following is not None
    left.feed(sound[:RATE])
    for at in range(0, sound.size, 320):
        following.feed(sound[at : at + 320])
    left.leave()

    assert joined(following.end()) == "the train was late again this morning"
    assert joined(real.transcribe(sound, "en")) == "the train was late again this morning"


def test_the_real_one_refuses_to_follow(real: ScribeProcess, spoken: Spoken) -> None:
    """A language that it does not know is refused at the end, and the process goes on."""
    following = real.follow("de")
    assert following is not None
    following.feed(np.ones(3 * RATE))
    with pytest.raises(InvalidError, match="English only"):
        following.end()

    sound = spoken("the train was late again this morning", "slt")
    assert joined(real.transcribe(sound, "en")) == "the train was late again this morning"


def test_who_hears_nothing_more_is_left() -> None:
    """Where no sound comes and no end, the process is told that this was all."""
    told: list[bytes] = []

    def work(lines: Iterator[bytes]) -> Generator[Segment, None, str]:
        told.extend(lines)
        yield Segment(0, 1, "so far", 1.0)
        return "loud"

    following = ScribeFollowing(work, silence=0.05)
    following.feed(np.ones(4))
    assert (joined(following.end()), following.level) == ("so far", "loud")
    assert told == [b'{"more": 8}\n' + np.ones(4, "<i2").tobytes(), b'{"more": 0}\n']


def test_one_that_needs_the_whole_is_not_followed(process: ScribeProcess) -> None:
    """Whoever asks gets nothing, and has the whole written."""
    assert process.follow("en") is None
