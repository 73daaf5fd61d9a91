"""`rubato services`, `update-check` and `timestep --services`, by a real process."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from server.adapters.address_tried import answers
from server.adapters.listening import listen
from server.cli import main
from tests.server.cli.test_library import home

__all__ = ["home"]  # a fixture, which pytest finds by name
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the fake is a script of a shell")
FAKE = """#!{python}
import os, socket, time
host, _, port = os.environ["OLLAMA_HOST"].rpartition(":")
listening = socket.create_server((host, int(port)))
print("listening, token=hush", flush=True)
time.sleep(600)
"""


@pytest.fixture
def ollama(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Install a program that is called ollama; end at last what runs."""
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    listening.close()
    program = tmp_path / "bin" / "ollama"
    program.parent.mkdir()
    program.write_text(FAKE.format(python=sys.executable))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("RUBATO_SERVICES", "ollama")
    monkeypatch.setenv("RUBATO_OLLAMA_URL", f"http://127.0.0.1:{port}")
    yield port
    main(["services", "stop", "ollama"])


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any]]:
    """Run a command; give its exit code and what it printed."""

    def run(*words: str) -> tuple[int, Any]:
        capsys.readouterr()
        code = main([*words, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_one_is_started_and_stopped(ollama: int, told: Callable[..., tuple[int, Any]]) -> None:
    """It goes on when the command has ended, and the next command finds it."""
    down, before = told("services")
    _, (started,) = told("services", "start", "ollama")
    up, (found,) = told("services")
    _, (stopped,) = told("services", "stop", "ollama")

    assert (down, before[0]["state"]) == (1, "stopped")
    assert (up, found["state"], found["process"]) == (0, "runs", started["process"])
    assert found["log"] in ([], ["listening, token=[hidden]"])
    assert stopped["state"] == "stopped"
    assert not answers("127.0.0.1", ollama)


@pytest.mark.parametrize(("allowed", "ending"), [("no", "skipped"), ("yes", "done")])
def test_a_step_starts_what_is_named(
    ollama: int,
    told: Callable[..., tuple[int, Any]],
    monkeypatch: pytest.MonkeyPatch,
    allowed: str,
    ending: str,
) -> None:
    """With --services, and only where step_services allows it."""
    monkeypatch.setenv("RUBATO_STEP_SERVICES", allowed)
    code, step = told("timestep", "run", "--services", "--only", "orphans")

    assert code == 0
    assert next((one["name"], one["ending"]) for one in step["tasks"]) == ("services", ending)
    assert told("services")[1][0]["state"] == ("runs" if allowed == "yes" else "stopped")


def test_nothing_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Then nothing is run, whatever is asked for."""
    assert main(["services"]) == 0
    assert main(["services", "start"]) == 1
    assert main(["services", "start", "sh"]) == 1
    said = capsys.readouterr()
    assert "No service is named" in said.out
    assert "'sh' is no service of this installation" in said.err


def test_update_check_says_how_to_set_it_up(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an address nobody is asked; with one that does not answer, that is said."""
    assert main(["update-check"]) == 1
    monkeypatch.setenv("RUBATO_UPDATE_URL", "http://127.0.0.1:1/latest")
    assert main(["update-check"]) == 1
    unset, down = capsys.readouterr().out.splitlines()

    assert "set update_url" in unset
    assert down == "127.0.0.1 did not answer: ConnectError."
