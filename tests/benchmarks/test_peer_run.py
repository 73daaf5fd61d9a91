"""The scrolling benchmark beside an extension that is not ours: both are played, both are seen."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fences.tree import ROOT
from tests.fixtures.needs import need

PEER = Path(__file__).parent / "peer_extension"
ROWS = ("note sent → scroll seen", "j, the peer's → seen")


@pytest.mark.usefixtures("chromium_path")
def test_a_peer_is_loaded_and_scrolls() -> None:
    """Each of the two scrolls, and only on its own key, or the table could not be printed."""
    need("jackd", package="jackd2")

    run = subprocess.run(
        [sys.executable, "-m", "benchmarks", "scroll", "--peer", str(PEER), "--samples", "2"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert run.returncode == 0, run.stderr
    for row in ROWS:
        assert re.search(rf"^ *{re.escape(row)} +\d", run.stdout, re.MULTILINE), run.stdout


@pytest.mark.usefixtures("chromium_path")
def test_a_key_that_the_peer_does_not_know(tmp_path: Path) -> None:
    """Nothing scrolls then: it ends by itself, and says which key that was."""
    need("jackd", package="jackd2")

    run = subprocess.run(
        [sys.executable, "-m", "benchmarks", "scroll", "--peer", str(PEER), "--peer-key", "x"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert run.returncode == 1
    assert "on x nothing scrolled" in run.stdout + run.stderr
