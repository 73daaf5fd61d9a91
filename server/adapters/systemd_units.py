"""Services that systemd runs on this machine: units of the user, or of the system."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from server.core.errors import UnavailableError
from server.core.service_plans import Plan
from server.core.service_ports import Standing, State

PATIENCE = 30.0
"""Seconds; systemd itself waits for a unit that ends slowly."""
PROPERTIES = "LoadState,ActiveState,MainPID,ActiveEnterTimestamp"
STATES: dict[str, State] = {"active": "runs", "reloading": "runs", "activating": "runs",
                            "failed": "failed"}  # fmt: skip


class SystemdUnits:
    """Units of one kind."""

    def __init__(self, *, user: bool) -> None:
        self.name = "systemd (user)" if user else "systemd"
        self._scope = ("--user",) if user else ()

    @staticmethod
    def runs() -> bool:
        """Tell whether systemd starts things on this machine."""
        return shutil.which("systemctl") is not None and Path("/run/systemd/system").is_dir()

    def standing(self, plan: Plan) -> Standing | None:
        """Tell how its unit is; none: there is no such unit."""
        for unit in plan.units:
            told = self._shown(unit)
            if told.get("LoadState") == "loaded":
                state = STATES.get(told.get("ActiveState", ""), "stopped")
                since = told.get("ActiveEnterTimestamp", "").removeprefix("@")
                process = told.get("MainPID", "")
                return Standing(
                    state,
                    int(process) if process.isdigit() and process != "0" else None,
                    int(since) * 1000 if since.isdigit() and state == "runs" else None,
                )
        return None

    def start(self, plan: Plan) -> None:
        """Start it."""
        self._run("systemctl", *self._scope, "--no-ask-password", "start", self._unit(plan))

    def stop(self, plan: Plan) -> None:
        """Stop it."""
        self._run("systemctl", *self._scope, "--no-ask-password", "stop", self._unit(plan))

    def log(self, plan: Plan, lines: int) -> Sequence[str]:
        """Give the last lines of its journal; none where one may not read it."""
        words = ("-u", self._unit(plan), "-n", str(lines), "-o", "cat", "--no-pager", "-q")
        try:
            return self._run("journalctl", *self._scope, *words).splitlines()[-lines:]
        except UnavailableError:
            return ()

    def _unit(self, plan: Plan) -> str:
        for unit in plan.units:
            if self._shown(unit).get("LoadState") == "loaded":
                return unit
        raise UnavailableError(f"systemd knows no unit of {plan.name} any more.")

    def _shown(self, unit: str) -> dict[str, str]:
        words = ("show", unit, f"--property={PROPERTIES}", "--timestamp=unix")
        try:
            told = self._run("systemctl", *self._scope, *words)
        except UnavailableError:
            return {}  # a user without a session of systemd has no units
        return dict(line.split("=", 1) for line in told.splitlines() if "=" in line)

    @staticmethod
    def _run(*words: str) -> str:
        try:
            done = subprocess.run(  # noqa: S603  (words of this file and our table, and no shell)
                words, capture_output=True, text=True, check=False, timeout=PATIENCE
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UnavailableError(f"{words[0]} did not answer: {error}.") from error
        if done.returncode:
            why = (done.stderr.strip() or f"it ended with {done.returncode}").splitlines()[-1]
            raise UnavailableError(f"{words[0]} refuses: {why}")
        return done.stdout
