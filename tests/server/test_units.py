"""The units of systemd: what they may, judged by systemd itself where it is there."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "config" / "systemd"
SERVERS = ("rubato.service", "rubato-chroma.service")
WORST = 20
"""Tenths of systemd's measure of how exposed a service is, 0 to 100."""
SHUT = {
    "NoNewPrivileges": "true", "ProtectSystem": "strict", "ProtectHome": "true",
    "PrivateTmp": "true", "DynamicUser": "true", "CapabilityBoundingSet": "",
    "RestrictSUIDSGID": "true", "LockPersonality": "true", "UMask": "0077",
}  # fmt: skip


@pytest.mark.parametrize("name", SERVERS)
def test_it_may_little(name: str) -> None:
    """It is nobody, gains no rights, and writes to its own folder alone."""
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(FOLDER / name)

    assert {key: unit["Service"][key] for key in SHUT} == SHUT
    assert unit["Service"]["StateDirectory"] == name.removesuffix(".service")
    assert unit["Install"]["WantedBy"] == "multi-user.target"


@pytest.mark.parametrize("name", SERVERS)
def test_systemd_finds_it_safe(name: str) -> None:
    """Its own measure of exposure stays low."""
    line = [analyze(), "security", "--offline=true", "--no-pager", f"--threshold={WORST}"]
    judged = subprocess.run([*line, FOLDER / name], capture_output=True, text=True, check=False)

    assert judged.returncode == 0, judged.stdout + judged.stderr


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("rubato*")))
def test_systemd_understands_it(name: str, tmp_path: Path) -> None:
    """No line of any unit is unknown, or has a value that it may not have."""
    for path in FOLDER.iterdir():
        body = re.sub(
            r"^ExecStart=\S+", "ExecStart=/bin/true", path.read_text(), flags=re.MULTILINE
        )
        (tmp_path / path.name).write_text(body)
    line = [analyze(), "verify", "--man=no", "--recursive-errors=no", str(tmp_path / name)]
    judged = subprocess.run(line, capture_output=True, text=True, check=False)

    assert name not in judged.stderr
    assert judged.returncode == 0, judged.stderr


def analyze() -> str:
    """Give systemd's own judge; a container mostly has none, and its units none to run."""
    return shutil.which("systemd-analyze") or pytest.skip("systemd is not here")
