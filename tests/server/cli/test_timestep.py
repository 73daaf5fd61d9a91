"""`rubato timestep`: one step against a server that runs, and without one."""

import json
import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.adapters.paper_folder import PaperFolder
from server.adapters.step_lock import StepLock
from server.adapters.step_server import StepServer
from server.cli import main
from server.cli.opened import Opened, clock, data_folder, open_services, settings_of
from server.cli.server_client import _own_server
from server.cli.step_tasks import NAMES, TASKS, World
from server.core.chat.inquiries import Inquiry
from server.core.settings import Settings
from tests.fixtures.sounds import write_wav
from tests.fixtures.speaking import recording
from tests.server.cli.test_library import home
from tests.server.fakes import FakeLog

__all__ = ["home"]

ROOT = Path(__file__).parents[3]


def settings() -> Settings:
    """Give those of the test."""
    return settings_of(Namespace(config=None))


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Open the database of the test."""
    made = open_services(settings())
    yield made
    made.store.close()


@pytest.fixture
def running(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Run a server where the command looks for it."""
    with _own_server(settings(), opened) as address:
        monkeypatch.setenv("PORT", address.rpartition(":")[2])
        yield opened


def step(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    """Do one, and give what it printed for programs."""
    assert main(["timestep", "run", *words, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def ask(opened: Opened, at: int) -> None:
    """Keep an inquiry."""
    owner = opened.users.owner().id
    number = f"{at:016x}"
    opened.inquiries.add_inquiry(Inquiry(number, owner, number, f"What is {at}?", clock() - at))


def test_inquiries_are_filed(
    home: Path, running: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    """By year and month, once; the step is remembered, and its token revoked."""
    ask(running, 1)
    dry = step(capsys, "--only", "inquiries", "--dry-run")
    first = step(capsys, "--only", "inquiries")
    second = step(capsys, "--only", "inquiries")
    assert main(["timestep", "run", "--only", "inquiries"]) == 0
    out = capsys.readouterr().out

    (task,) = first["tasks"]
    assert (first["code"], task["ending"], task["counts"]["filed"]) == (0, "done", 1)
    assert "would be written: What is 1?" in dry["tasks"][0]["lines"][0]
    assert (dry["id"], second["tasks"][0]["ending"]) == (None, "idle")
    (file,) = (home / "DATA/rubato/step/inquiries").rglob("*.json")
    assert json.loads(file.read_text())["question"] == "What is 1?"
    assert (home / "DATA/rubato/step").stat().st_mode & 0o077 == 0
    assert out.splitlines()[0] == "inquiries   nothing to do: 1 unchanged"
    assert [one.code for one in running.steps.steps(9)] == [0, 0, 0]
    assert list(running.store.tokens("extension")) == []


def test_each_task_is_what_its_row_says(opened: Opened, tmp_path: Path) -> None:
    """Its name is the one that `--only` takes, its caption the table's."""
    papers = PaperFolder(tmp_path)
    server = StepServer("http://127.0.0.1:9", str)
    world = World(
        settings(), opened, server, tmp_path, papers, clock, None, opened.steps, [], FakeLog()
    )
    for row in TASKS:
        task = row.build(world)
        assert (task.name, task.caption) == (row.name, row.caption)


def test_a_whole_step(running: Opened, capsys: pytest.CaptureFixture[str]) -> None:
    """Every task of the table does its part, or says what it lacks; a second one has nothing."""
    ask(running, 1)
    first = step(capsys)
    second = step(capsys)

    assert [one["name"] for one in first["tasks"]] == list(NAMES)
    assert [one["error"] for one in first["tasks"] if one["error"]] == []
    assert {one["ending"] for one in second["tasks"]} <= {"idle", "skipped"}


def test_what_is_said_between_takes_becomes_clips(
    home: Path, running: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a recording that is rated: from its files on the server to a dataset of its own."""
    write_wav(home / "talk.wav", recording(44_100, 11, ((1, 3), (4, 6.5), (8, 10))), 44_100)
    said = "00:00:{},900 --> 00:00:{},100\n{}\n\n"
    rows = (("00", "03", "Good morning, all of you."), ("03", "06", "It rains again today."))
    (home / "talk.srt").write_text("".join(said.format(*row) for row in rows))
    assert main(["recordings", "add", "talk.wav", "talk.srt", "--name", "Trial", "--json"]) == 0
    held = json.loads(capsys.readouterr().out)["id"]
    assert step(capsys, "--only", "dataset")["tasks"][0]["ending"] == "idle"
    assert main(["recordings", "takes", held, "--set", "0:04-0:11"]) == 0
    assert main(["recordings", "score", held, "8"]) == 0
    capsys.readouterr()
    (task,) = step(capsys, "--only", "dataset")["tasks"]
    (again,) = step(capsys, "--only", "dataset")["tasks"]

    folder = home / "DATA/rubato/step/voice" / held
    assert task["lines"] == ["Trial: 1 clips of 1 lines."], task
    assert (folder / "metadata.csv").read_text().split("|")[1] == "Good morning, all of you."
    assert len(list((folder / "wavs").iterdir())) == 1
    assert again["ending"] == "idle"


def test_without_a_server_what_needs_it_fails_and_says_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It never starts one: two would spoil the index."""
    (task,) = step(capsys, "--only", "inquiries", code=1)["tasks"]
    assert task["error"].endswith("start it with `rubato serve`.")


def test_the_password_of_a_first_run_is_in_no_mail(capsys: pytest.CaptureFixture[str]) -> None:
    """Cron would send it; how to choose one is told instead."""
    assert main(["timestep", "run", "--only", "orphans,feed"]) == 0
    told = capsys.readouterr()
    assert "rubato users password owner" in told.err
    assert "with the password" not in told.err + told.out
    assert [line.split()[0] for line in told.out.splitlines()] == ["orphans", "feed", "2"]


def test_a_second_step_ends_at_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And says whose the first is."""
    with StepLock(data_folder(settings()) / "timestep.lock"):
        assert step(capsys)["locked"]
        assert main(["timestep"]) == 0
        assert "Another step runs" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--only", "inquirys"], "There is no task inquirys; did you mean inquiries?"),
        (["--since", "yesterday"], "write it as 2026-11-01"),
        (["--config", "none.toml"], "There is no settings file none.toml"),
        (["--config", "typo.toml"], "no setting step_minuts; did you mean step_minutes?"),
    ],
)
def test_configuration_that_cannot_be_used_is_two(
    home: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    """With the nearest right one."""
    (home / "typo.toml").write_text("step_minuts = 3\n")
    assert main(["timestep", "run", *words]) == 2
    assert told in capsys.readouterr().err


def test_the_file_at_the_root_is_one_step(home: Path) -> None:
    """As cron starts it, from wherever."""
    words = [sys.executable, str(ROOT / "timestep.py"), "--only", "inquiries", "--dry-run"]
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, "inquiries   FAILED" in done.stdout) == (1, True), done.stderr
