"""The ear's process: grammars, sound, crashes and hangs; by a small worker, and by the real one."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from server.adapters.workers.ear_process import EarProcess
from server.core.errors import UnavailableError
from server.core.noise import RATE
from server.core.rejection import ACCEPTED, surety
from server.core.spoken_grammar import Form, Grammar, grammar_of
from tests.fixtures.spoken import Spoken
from tests.server.fakes import FakeLog

ROOT = Path(__file__).parents[4]
WORKER = """
import json, os, sys, time
def say(**told): print(json.dumps(told), flush=True)
say(hello=True)
learned = {}
while text := sys.stdin.buffer.readline():
    asked = json.loads(text)
    if "learn" in asked: learned[asked["learn"]] = asked["arcs"][0][2]
    if "forget" in asked: del learned[asked["forget"]]
    word = learned.get(asked.get("hear"))
    if word == "crash": os.kill(os.getpid(), 11)
    if word == "killed": os.kill(os.getpid(), 9)
    if word == "hang":
        if len(sys.argv) > 1: open(sys.argv[1], "w").close()
        time.sleep(1000)
    if "hear" in asked:
        pcm = sys.stdin.buffer.read(asked["pcm"])
        told = f"{os.getpid()} {len(pcm)} {asked['held']} {sorted(learned)}"
        guess = {"said": told, "others": [], "spans": [], "measures": {
            "frames": 1, "over_loop": 0, "covered": 1, "worst_word": 0,
            "words": 1, "phones": 1}}
        say(take={"guess": guess, "begin": 0, "end": len(pcm) // 2})
    else: say(done=True)
"""
SOUND = np.zeros(20 * RATE)


def only(word: str) -> Grammar:
    """Give a grammar of one word."""
    return grammar_of([Form(word)])


def started(log: FakeLog, **times: float) -> EarProcess:
    """Give the small worker."""
    return EarProcess([sys.executable, "-c", WORKER], os.environ, log, **times)


@pytest.fixture
def log() -> FakeLog:
    """Keep what is said."""
    return FakeLog()


@pytest.fixture
def ear(log: FakeLog) -> Iterator[EarProcess]:
    """Teach the small worker a word."""
    small = started(log)
    small.learn("one", only("tab"))
    yield small
    small.stop()


def told(ear: EarProcess, name: str = "one", *, held: bool = False) -> str:
    """Have twenty seconds heard; give what was told: process, bytes, whether held, grammars."""
    guess = ear.hear(name, SOUND, held=held).guess
    assert guess is not None
    return guess.said


def test_it_hears_and_learns_and_forgets(ear: EarProcess) -> None:
    """One process has the grammars of all; sound comes to it whole."""
    ear.learn("two", only("tab"))
    first = told(ear)
    ear.forget("one")

    assert first == f"{ear.pid} 640000 False ['one', 'two']"
    assert told(ear, "two", held=True) == f"{ear.pid} 640000 True ['two']"


def test_nothing_runs_before_it_is_needed(log: FakeLog) -> None:
    """Nobody listens, and there is no process; one that has ended is not started again."""
    ear = started(log)
    ear.forget("nothing")
    assert ear.pid is None
    ear.stop()
    with pytest.raises(UnavailableError):
        ear.learn("one", only("tab"))
    assert ear.pid is None


@pytest.mark.parametrize("way", ["crash", "killed", "hang"])
def test_a_breakdown_costs_one_utterance(log: FakeLog, way: str) -> None:
    """Who spoke is told; another process knows all that the first had learned."""
    ear = started(log, **({"patience": 3} if way == "hang" else {}))
    ear.learn("one", only("tab"))
    ear.learn("bad", only(way))
    before = ear.pid
    with pytest.raises(UnavailableError, match="once more"):
        ear.hear("bad", np.zeros(10))

    assert told(ear) == f"{ear.pid} 640000 False ['bad', 'one']"
    assert ear.pid != before
    assert [event for kind, event, _ in log.lines if kind == "warning"] == [
        "the ear broke down, and starts again"
    ]
    ear.stop()


def test_stopped_while_it_hears(log: FakeLog, tmp_path: Path) -> None:
    """`stop` reaches a thread that waits for the process, and no other process is started."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    ear = EarProcess([sys.executable, "-c", WORKER, str(pipe)], os.environ, log)
    ear.learn("one", only("hang"))

    def stop() -> None:
        pipe.read_text()  # it hangs now
        ear.stop()

    stopping = threading.Thread(target=stop)
    stopping.start()
    with pytest.raises(UnavailableError, match="-9"):
        told(ear)
    stopping.join()
    with pytest.raises(UnavailableError):
        told(ear)

    assert ear.pid is None


def test_nobody_listens_any_more(log: FakeLog) -> None:
    """Its memory is free after a while; who comes then has another."""
    ear = started(log, idle=0.05)
    ear.learn("one", only("tab"))
    first = ear.pid
    ear.forget("one")
    assert first is not None
    with suppress(ChildProcessError):  # it ended before this began to wait
        os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    ear.learn("two", only("tab"))

    assert told(ear, "two").startswith(str(ear.pid))
    assert ear.pid != first
    ear.stop()


@pytest.fixture
def real_ear(log: FakeLog) -> Iterator[EarProcess]:
    """Give the worker that the server has."""
    command = [sys.executable, "-m", "server.cli.ear_worker"]
    real = EarProcess(command, os.environ | {"PYTHONPATH": str(ROOT)}, log)
    yield real
    real.stop()
    assert real.pid is None


def test_the_real_one(spoken: Spoken, real_ear: EarProcess) -> None:
    """It hears, is killed between two utterances, and hears the same again."""
    real_ear.learn("some", grammar_of([Form("next tab"), Form("click on", "text", ("Zugzwang",))]))
    sound = spoken("click on zugzwang")
    first = real_ear.hear("some", sound)
    assert real_ear.pid is not None
    os.kill(real_ear.pid, 9)
    os.waitid(os.P_PID, real_ear.pid, os.WEXITED | os.WNOWAIT)  # it is dead before one speaks again

    assert real_ear.hear("some", sound) == first
    assert first.guess is not None
    assert first.guess.said == "click on zugzwang"
    assert surety(first.guess.measures) > ACCEPTED
    assert [span.word for span in first.guess.spans] == ["click", "on", "zugzwang"]
