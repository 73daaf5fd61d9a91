"""Services that outlive us: started once, found again, ended whole, and never a stranger's."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.adapters.address_tried import answers
from server.adapters.listening import listen
from server.adapters.step_lock import StepLock
from server.adapters.supervised import Supervised, identity
from server.core.errors import ConflictError, UnavailableError
from server.core.service_plans import Plan

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of groups are POSIX")

SLEEPS = "import sys, time; print('up with', sys.argv[1], flush=True); time.sleep(600)"
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print('deaf', flush=True)
time.sleep(600)
"""


def plan(*words: str) -> Plan:
    """Run Python with these words."""
    return Plan("ollama", "a test", (Path(sys.executable).name, *words), {"GIVEN": "1"})


SERVICE = plan("-c", SLEEPS, "a word")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Give an empty one, and end at last what was started from it."""
    yield tmp_path / "services"
    made = Supervised(tmp_path / "services", StepLock, patience=0.2)
    if made.standing(SERVICE).state == "runs":
        made.stop(SERVICE)


def test_it_outlives_who_started_it(folder: Path) -> None:
    """Another of us finds it, by number and beginning, and ends it."""
    Supervised(folder, StepLock).start(SERVICE)
    again = Supervised(folder, StepLock)
    standing = again.standing(SERVICE)
    assert standing.state == "runs"
    assert standing.since is not None
    assert again.log(SERVICE, 5) == ["up with a word"]
    with pytest.raises(ConflictError):
        again.start(SERVICE)
    again.stop(SERVICE)

    assert again.standing(SERVICE).state == "stopped"
    assert identity(standing.process or 0) == ""
    assert (folder / "ollama.log").stat().st_mode & 0o077 == 0


def test_a_strangers_process_is_never_ended(folder: Path) -> None:
    """A number that is another's by now is told as ours that ended, and left alone."""
    made = Supervised(folder, StepLock)
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    folder.mkdir()
    told = {"process": stranger.pid, "identity": "another boot 1", "since": 1}
    (folder / "ollama.json").write_text(json.dumps(told))
    assert made.standing(SERVICE).state == "failed"
    made.stop(SERVICE)

    assert stranger.poll() is None
    assert made.standing(SERVICE).state == "stopped"
    stranger.communicate(b"\n")


@pytest.mark.parametrize(
    "text",
    [
        "", "{}", "[]", '{"process": "x"}', '{"process": 1e999}', "\0",
        '{"process": 0, "identity": "", "since": 1}',
        '{"process": -1, "identity": "", "since": 1}',
        '{"process": 99999999, "identity": "", "since": 1}',
    ],
)  # fmt: skip
def test_a_file_that_is_none(folder: Path, text: str) -> None:
    """Whatever stands in it, nothing is taken for running."""
    folder.mkdir()
    (folder / "ollama.json").write_text(text)

    assert Supervised(folder, StepLock).standing(SERVICE).state == "stopped"


def test_what_does_not_listen_is_killed(folder: Path) -> None:
    """One that ignores the signal ends all the same."""
    made, deaf = Supervised(folder, StepLock, patience=0.2), plan("-c", DEAF)
    made.start(deaf)
    made.stop(deaf)

    assert made.standing(deaf).state == "stopped"


def test_what_ends_at_once_is_told(folder: Path) -> None:
    """With its last line; and what is not installed, by its name."""
    made = Supervised(folder, StepLock)
    with pytest.raises(UnavailableError, match=r"status 3\): no room"):
        made.start(plan("-c", "print('no room'); raise SystemExit(3)"))
    with pytest.raises(UnavailableError, match="no-such-program is not installed"):
        made.start(Plan("ollama", "", ("no-such-program",)))
    assert made.standing(SERVICE).state == "stopped"


def test_two_at_once(folder: Path) -> None:
    """While one starts or stops it, another is told so."""
    folder.mkdir()
    with StepLock(folder / "ollama.lock"), pytest.raises(ConflictError, match="just now"):
        Supervised(folder, StepLock).start(SERVICE)


def test_addresses_are_tried() -> None:
    """One that listens, and one that no longer does."""
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    assert answers("127.0.0.1", port)
    listening.close()
    assert not answers("127.0.0.1", port)
