"""Units of systemd, by a fake systemctl and journalctl that answer as the real ones do."""

import os
from pathlib import Path

import pytest

from server.adapters.systemd_units import SystemdUnits
from server.core.errors import UnavailableError
from server.core.service_plans import Plan

pytestmark = pytest.mark.skipif(os.name == "nt", reason="systemd is Linux's")

PLAN = Plan("chroma", "vectors", ("chroma",), units=("rubato-chroma.service", "chroma.service"))
FAKE = """#!/bin/sh
echo "$0 $*" | sed 's|.*/||' >> {folder}/asked
case "$*" in
*"show chroma.service"*) printf '%s\\n' LoadState=loaded ActiveState={state} MainPID=77 \
ActiveEnterTimestamp=@1763700000 ;;
*show*) printf '%s\\n' LoadState=not-found ActiveState=inactive MainPID=0 ActiveEnterTimestamp= ;;
*stop*) echo "Failed to stop: Access denied" >&2; exit 4 ;;
*-u*) printf 'first\\nsecond\\n' ;;
esac
"""


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the fakes before everything else; give the file of what they were asked."""
    programs(tmp_path, "active")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return tmp_path / "asked"


def programs(folder: Path, state: str) -> None:
    """Write both."""
    for name in ("systemctl", "journalctl"):
        (folder / name).write_text(FAKE.format(folder=folder, state=state))
        (folder / name).chmod(0o755)


def test_a_unit_that_is_there(asked: Path) -> None:
    """The first that systemd knows is the one; it is started without a question to anybody."""
    units = SystemdUnits(user=True)
    standing = units.standing(PLAN)
    units.start(PLAN)

    assert standing is not None
    assert (standing.state, standing.process, standing.since) == ("runs", 77, 1_763_700_000_000)
    assert units.log(PLAN, 1) == ["second"]
    told = asked.read_text()
    assert "systemctl --user --no-ask-password start chroma.service" in told
    assert "journalctl --user -u chroma.service -n 1" in told


def test_a_unit_that_is_not(asked: Path) -> None:
    """Then systemd is not the one that runs it."""
    assert SystemdUnits(user=False).standing(Plan("x", "", units=("x.service",))) is None
    with pytest.raises(UnavailableError, match="knows no unit"):
        SystemdUnits(user=False).start(Plan("x", "", units=("x.service",)))
    assert "--user" not in asked.read_text()


def test_what_systemd_refuses(asked: Path) -> None:
    """Its own last line says why."""
    programs(asked.parent, "failed")
    units = SystemdUnits(user=False)
    standing = units.standing(PLAN)

    assert standing is not None
    assert (standing.state, standing.since) == ("failed", None)
    with pytest.raises(UnavailableError, match="Access denied"):
        units.stop(PLAN)
