"""kill -9 after every call of a step, in processes of their own: never two replies, never none."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.long
@pytest.mark.parametrize("fault", ["", "lost after"])
def test_killed_after_every_call(tmp_path: Path, fault: str) -> None:
    """Wherever the runner dies, the steps after it answer the comment once."""
    command = [sys.executable, "-m", "tests.server.killed_runner", str(tmp_path), fault]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr[-2000:]
    found = json.loads(told.stdout)

    assert len(found) > 30
    assert {one["status"] for one in found[:-1]} == {signal.SIGKILL}
    for one in found:
        assert (one["answers"], one["states"]) == (["c1"], {"c1": "sent"}), one
    assert found[-1]["status"] == 0
