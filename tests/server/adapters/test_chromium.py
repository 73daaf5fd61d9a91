"""Finding and starting a browser, on programs that answer as browsers do."""

import socket
import sys
from pathlib import Path

import pytest

from server.adapters import chromium
from server.adapters.chromium import Browser

ANSWERS = [
    ("Chromium 156.0.8078.79 built on Debian", "Chromium", 156, False),
    ("Google Chrome 136.0.7103.48", "Google Chrome", 136, False),
    ("Google Chrome 137.0.7151.55", "Google Chrome", 137, True),
    ("Google Chrome for Testing 141.0.1.2", "Google Chrome for Testing", 141, False),
    ("Microsoft Edge 141.0.3537.57", "Microsoft Edge", 141, False),
]


def program(path: Path, answer: str) -> Path:
    """Make a program that answers to anything with one line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{answer}'\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(("answer", "name", "major", "refuses"), ANSWERS)
def test_describe(tmp_path: Path, answer: str, name: str, major: int, refuses: bool) -> None:
    """A browser's name and version are what it says; only a branded Chrome refuses extensions."""
    path = program(tmp_path / "browser", answer)

    found = chromium.describe(path)

    assert found == Browser(path, name, major)
    assert found.refuses_extensions is refuses


def test_what_is_no_browser_is_not_found(tmp_path: Path) -> None:
    """A program that says something else, or is not there, is no browser."""
    assert chromium.find(program(tmp_path / "other", "Something else")) is None
    assert chromium.find(tmp_path / "missing") is None


def test_the_best_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that loads extensions is chosen before one that refuses them."""
    program(tmp_path / "google-chrome", "Google Chrome 150.0.1.2")
    program(tmp_path / "microsoft-edge", "Microsoft Edge 150.0.1.2")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")

    found = chromium.find()

    assert found is not None
    assert found.name == "Microsoft Edge"


def test_places_of_windows(tmp_path: Path) -> None:
    """On Windows programs are found in the folders that the environment names."""
    path = program(tmp_path / "Google" / "Chrome" / "Application" / "chrome.exe", "")

    found = list(chromium.candidates("win32", {"PATH": "", "PROGRAMFILES": str(tmp_path)}))

    assert found == [path]


def test_version_beside_a_program_of_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows the newest folder beside the program bears its version."""
    path = program(tmp_path / "Google" / "Chrome" / "Application" / "chrome.exe", "")
    for version in ("99.0.1.2", "141.0.7390.55"):
        (path.parent / version).mkdir()
    monkeypatch.setattr(sys, "platform", "win32")

    assert chromium.describe(path) == Browser(path, "Google Chrome", 141)


def test_arguments_name_our_own_profile(tmp_path: Path) -> None:
    """The browser gets a profile of Rubato's, the extension and the pages."""
    line = chromium.arguments(tmp_path, tmp_path / "extension", ["http://a.example/"])

    assert f"--user-data-dir={tmp_path}" in line
    assert f"--load-extension={tmp_path / 'extension'}" in line
    assert line[-1] == "http://a.example/"


def test_a_browser_that_ends_gives_no_address(tmp_path: Path) -> None:
    """Waiting for DevTools ends when the browser does."""
    browser = Browser(program(tmp_path / "browser", "Chromium 1.0.0"), "Chromium", 1)
    running = chromium.Running(browser, tmp_path, [])

    with pytest.raises(TimeoutError, match="ended"):
        running.devtools()
    running.stop()


def test_listens(tmp_path: Path) -> None:
    """A socket's name counts once somebody listens there, and no more when he is gone."""
    named, link = tmp_path / "socket", tmp_path / ("long" * 40)
    link.symlink_to(named)
    with socket.socket(socket.AF_UNIX) as browser:
        browser.bind(str(named))
        bound = chromium.listens(link)
        browser.listen()
        listening = chromium.listens(link)

    assert (bound, listening, chromium.listens(link)) == (False, True, False)
