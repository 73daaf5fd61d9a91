"""Set-up names what it can't install, with the command to type."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run_setup(*arguments: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run set-up on a machine whose only programs stand in path."""
    return subprocess.run(
        [sys.executable, ROOT / "scripts" / "setup.py", *arguments],
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_missing_programs_are_named(tmp_path: Path) -> None:
    """Where nothing can be installed, each missing program is named and set-up goes on."""
    result = run_setup("system", "chromium", "flite", path=tmp_path)

    assert result.returncode == 0
    assert result.stdout.splitlines() == [
        "Missing: chromium, the browser Rubato plays in.",
        "Missing: flite, voices that speak to the tests.",
        "To get them, type: sudo apt-get install chromium flite",
    ]


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    """A program that can be found is neither named nor installed."""
    (tmp_path / "flite").touch(mode=0o755)

    assert run_setup("system", "flite", path=tmp_path).stdout == ""


@pytest.mark.parametrize("version", [None, "18.19.0"])
def test_node_is_needed(version: str | None, tmp_path: Path) -> None:
    """Without Node, or with an old one, set-up stops and says where to get it."""
    if version:
        (tmp_path / "npm").touch(mode=0o755)
        node = f"#!{shutil.which('sh')}\necho {version} >&2; exit 1\n"
        (tmp_path / "node").write_text(node)
        (tmp_path / "node").chmod(0o755)

    result = run_setup("node", path=tmp_path)

    assert result.returncode == 1
    assert "Node 20 or later with npm is missing" in result.stderr
