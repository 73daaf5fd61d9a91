"""`rubato browser` and `rubato run` with a program that only writes down how it was started."""

import json
from pathlib import Path

import pytest

from server import cli
from server.core.settings import EXTENSION_ID
from tests.e2e.harness_wait import until

PROGRAM = """#!/bin/sh
if [ "$1" = --version ]; then echo '{version}'; exit; fi
echo "$@" >> "{log}"
for word in "$@"; do
  case "$word" in --user-data-dir=*) touch "${{word#*=}}/SingletonSocket" ;; esac
done
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Name the file that programs write their command lines to."""
    return tmp_path / "started"


def program(folder: Path, log: Path, version: str = "Chromium 150.0.1.2") -> str:
    """Make a browser that writes down its command line and ends, as a second start does."""
    path = folder / "browser"
    path.write_text(PROGRAM.format(version=version, log=log))
    path.chmod(0o755)
    return str(path)


def rubato(*words: str, folder: Path) -> int:
    """Call a command with a data folder of its own and a port where nothing listens."""
    return cli.main([*words, "--data-dir", str(folder / "data"), "--port", "9"])


def lines(log: Path, count: int) -> list[str]:
    """Wait for so many command lines."""
    until(lambda: log.exists() and log.read_text().count("\n") == count, "all were started")
    return log.read_text().splitlines()


def test_page_and_panel_are_opened(
    tmp_path: Path, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The browser starts with the page in Rubato's profile, then the panel has its own window."""
    browser = program(tmp_path, log)

    code = rubato("browser", "--browser", browser, "--url", "http://a.example/", folder=tmp_path)

    first, second = lines(log, 2)
    assert code == 0
    assert f"--user-data-dir={tmp_path / 'data' / 'browser'}" in first
    assert first.endswith("http://a.example/")
    assert f"--app=chrome-extension://{EXTENSION_ID}/panel/panel.html?window" in second
    assert "rubato run" in capsys.readouterr().out


def test_profile_of_ones_choice(tmp_path: Path, log: Path) -> None:
    """Another profile may be named."""
    browser = program(tmp_path, log)

    rubato("browser", "--browser", browser, "--profile", str(tmp_path / "mine"), folder=tmp_path)

    assert f"--user-data-dir={tmp_path / 'mine'}" in log.read_text()


def test_chrome_that_refuses(tmp_path: Path, log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A branded Chrome opens its page of extensions, and one is told what to press there."""
    browser = program(tmp_path, log, "Google Chrome 141.0.1.2")

    code = rubato("browser", "--browser", browser, folder=tmp_path)

    said = capsys.readouterr().out
    assert code == 0
    assert "Load unpacked" in said
    assert "extension" in said
    assert "chrome://extensions" in log.read_text()
    assert "--load-extension" not in log.read_text()


def test_chrome_that_was_given_it_by_hand(tmp_path: Path, log: Path) -> None:
    """A branded Chrome whose profile holds the extension opens the panel as any other does."""
    browser = program(tmp_path, log, "Google Chrome 141.0.1.2")
    preferences = tmp_path / "data" / "browser" / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    preferences.write_text(json.dumps({"extensions": {"settings": {EXTENSION_ID: {}}}}))

    rubato("browser", "--browser", browser, folder=tmp_path)

    assert "panel/panel.html" in lines(log, 2)[1]


@pytest.mark.parametrize("command", ["browser", "run"])
def test_no_browser(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no browser, one line says so and nothing is started."""
    code = rubato(command, "--browser", str(tmp_path / "missing"), folder=tmp_path)

    assert code == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_nothing_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no browser is installed, the command that installs one is told."""
    monkeypatch.setenv("PATH", str(tmp_path))

    code = rubato("run", folder=tmp_path)

    assert code == 1
    assert "apt install chromium" in capsys.readouterr().err
