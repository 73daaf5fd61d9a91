"""`rubato timestep install|status|log`."""

import json
import stat
from pathlib import Path

import pytest

from server.adapters.step_lock import StepLock
from server.adapters.timetable import Systemd
from server.cli import main
from server.cli.opened import Opened, data_folder
from tests.server.cli.test_library import home
from tests.server.cli.test_timestep import opened, settings, step

__all__ = ["home", "opened"]

CRONTAB = """\
#!/bin/sh
case "$1" in
  -l) cat "$0.table" 2>/dev/null || { echo "no crontab for you" >&2; exit 1; } ;;
  -) cat > "$0.table" ;;
esac
"""


@pytest.fixture
def crontab(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a crontab of its own before the system's; give the file of its table."""
    program = home / "bin" / "crontab"
    program.parent.mkdir()
    program.write_text(CRONTAB)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    return program.with_suffix(".table")


def test_cron_gets_one_line(crontab: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With this Python, this folder and these settings; again, another; and gone it is gone."""
    crontab.write_text("1 2 3 4 5 other\n")
    (crontab.parent.parent / "own.toml").write_text("")
    for every in ("30", "1440"):
        words = ["--config", "own.toml", "timestep", "install", "--cron", "--every", every]
        assert main(words) == 0
    lines = crontab.read_text().splitlines()
    capsys.readouterr()
    assert main(["timestep", "status", "--json"]) == 0
    status = json.loads(capsys.readouterr().out)
    gone = [main(["timestep", "install", "--cron", "--remove"]) for _ in range(2)]

    assert (len(lines), lines[0]) == (2, "1 2 3 4 5 other")
    assert lines[1].startswith("7 3 * * * cd ")
    assert "own.toml timestep run --quiet # rubato timestep" in lines[1]
    assert (status["by"], gone) == ("cron", [0, 1])
    assert crontab.read_text() == "1 2 3 4 5 other\n"


def test_systemd_gets_two_units(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Shown before they are written; where systemd does not run, it says how to enable them."""
    words = ["timestep", "--data-dir", "x y", "install", "--systemd", "--show", "--every", "60"]
    assert main(words) == 0
    shown = capsys.readouterr().out
    assert not (home / "CONFIG/systemd").exists()
    assert "OnCalendar=0/1:07" in shown
    assert '"timestep" "--data-dir" "x y" "run" "--quiet"' in shown
    if Systemd.runs():
        return  # it would be installed on this machine
    assert main(["timestep", "install", "--systemd"]) == 0
    assert "systemctl --user enable --now rubato-timestep.timer" in capsys.readouterr().out
    assert main(["timestep", "status"]) == 0
    assert "started by systemd" in capsys.readouterr().out
    assert main(["timestep", "install", "--systemd", "--remove"]) == 0
    assert list((home / "CONFIG/systemd/user").iterdir()) == []


def test_where_nothing_starts_things_the_line_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """For whatever else does."""
    monkeypatch.setenv("PATH", "/nowhere")
    assert main(["timestep", "install"]) == 1
    assert "timestep run --quiet # rubato timestep" in capsys.readouterr().err


def test_steps_are_listed_and_shown(
    home: Path, opened: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    """The newest first; one that was killed says so, one that runs too."""
    assert main(["timestep", "log"]) == 1
    assert main(["timestep", "status"]) == 0
    assert "No step runs now.\nNothing starts them" in capsys.readouterr().out
    step(capsys, "--only", "orphans")
    step(capsys, "--only", "inquiries", code=1)
    opened.steps.begin(1_700_000_000_000, {"machine": "m"}, dry=False)
    assert main(["timestep", "log"]) == 0
    killed, failed, idle = capsys.readouterr().out.splitlines()
    assert main(["timestep", "log", "2"]) == 0
    whole = capsys.readouterr().out
    with StepLock(data_folder(settings()) / "timestep.lock"):
        assert main(["timestep", "status"]) == 0
    runs = capsys.readouterr().out
    assert main(["timestep", "log", "9", "--json"]) == 1

    assert (killed.split("  ")[-2:], idle[-13:]) == (
        ["it broke off", "nothing to do"],
        "nothing to do",
    )
    assert failed.endswith("inquiries failed")
    assert "start it with `rubato serve`" in whole
    assert runs.startswith("A step runs now.")
    assert "it still runs" in runs
    assert "There is no step 9" in capsys.readouterr().err


def test_quietly_nothing_is_said_of_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So that cron sends no mail."""
    assert main(["timestep", "run", "--only", "orphans", "feed", "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["timestep", "run", "--only", "inquiries", "--quiet"]) == 1
    assert "FAILED" in capsys.readouterr().out


def test_admins_are_made_and_listed(opened: Opened, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a step; the last one stays, and a wrong name is told with the right ones."""
    opened.users.add("anna", "user")
    run = ("timestep", "run")
    assert [main([*run, "--admin", "anna"]), main([*run, "--admins"])] == [0, 0]
    assert main([*run, "--remove-admin", "owner", "--json"]) == 0
    out = capsys.readouterr().out.splitlines()
    codes = [main([*run, "--remove-admin", name]) for name in ("anna", "nobody")]
    told = capsys.readouterr().err
    assert main([*run, "--admins", "--json"]) == 0

    assert out[0] == "anna is an admin now."
    assert [line.split() for line in out[1:3]] == [["owner", "admin"], ["anna", "admin"]]
    assert json.loads(out[3]) == {"name": "owner", "role": "user"}
    assert codes == [1, 1]
    assert "only admin" in told
    assert "there are: owner, anna" in told
    assert json.loads(capsys.readouterr().out) == {"admins": ["anna"], "suggested": []}
    assert opened.steps.steps(9) == []


def test_a_password_gets_into_no_timetable(capsys: pytest.CaptureFixture[str]) -> None:
    """It is told where it may stand."""
    words = ["--database-url", "postgresql://u:secret@h/d", "install", "--cron", "--show"]
    assert main(["timestep", *words]) == 1
    told = capsys.readouterr()
    assert "rubato.toml or .env" in told.err
    assert "secret" not in told.err + told.out
