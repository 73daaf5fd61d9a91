"""`rubato demo` and `rubato run`, as a person types them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PNG = b"\x89PNG"


def rubato(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Type a command."""
    line = [sys.executable, "-m", "server.cli", *words]
    return subprocess.run(
        line, capture_output=True, text=True, check=False, timeout=120, env=environment or None
    )


@pytest.mark.usefixtures("jack_server")
def test_demo_plays(chromium_path: str, tmp_path: Path) -> None:
    """It plays to its end, prints what each word led to, and leaves a picture of each."""
    out = tmp_path / "shown"
    played = rubato("demo", "--out", str(out), "--browser", chromium_path)
    rows = [line for line in played.stdout.splitlines() if re.match(r" *\d+\.\d\d s ", line)]
    pictures = sorted(out.glob("*.png"))

    assert played.returncode == 0, played.stderr
    assert "Played on a virtual MIDI keyboard." in played.stdout
    assert len(rows) >= 17
    assert [row for row in rows if "tab.next" in row and "Tab 2: Fugue" in row]
    assert all(re.search(r" \d+ ms ", row) for row in rows)
    assert len(pictures) >= 14
    assert all(picture.read_bytes().startswith(PNG) for picture in pictures)


def test_run_without_a_browser_names_what_is_missing(tmp_path: Path) -> None:
    """With no browser in sight it says so and how to get one, and starts nothing."""
    refused = rubato("run", "--data-dir", str(tmp_path / "data"), PATH="", HOME=str(tmp_path))

    assert refused.returncode != 0
    assert refused.stderr.count("\n") == 1
    assert "No Chromium was found" in refused.stderr
    assert "apt install chromium" in refused.stderr
    assert not (tmp_path / "data").exists()


def test_run_with_a_wrong_browser_says_so(tmp_path: Path) -> None:
    """A browser that was named and is none is named again."""
    named = tmp_path / "no-browser"
    refused = rubato("run", "--browser", str(named), "--data-dir", str(tmp_path / "data"))

    assert refused.returncode != 0
    assert f"{named} is no browser" in refused.stderr
