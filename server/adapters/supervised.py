"""Services as processes that outlive ours: a file for each says which it is, a log what it says.

A number alone does not name a process, since numbers come again: the file also holds when the
system began it, and nothing is asked or stopped whose beginning is another.  So a stranger's
process is never taken for ours, however old the file is.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from server.core.errors import ConflictError, UnavailableError
from server.core.service_plans import Plan
from server.core.service_ports import Standing

FIRST_MOMENT = 0.7
"""Seconds in which what cannot run ends again, and is told with what it said."""
PATIENCE = 15.0
"""Seconds that a service has to end in order; then it is killed."""
LOOK = 0.05
"""Seconds between two looks whether it has ended."""
LARGEST_LOG = 2_000_000
"""Bytes; what is longer when it is started next is put aside, over the one put aside before."""
TAIL = 65_536
"""Bytes of a log that are read for its last lines."""


class Turn(Protocol):
    """A lock that is tried."""

    held: bool


class Supervised:
    """Runs services in a folder: NAME.json, NAME.log and NAME.lock."""

    name = "rubato"

    def __init__(
        self, folder: Path, lock: Callable[[Path], AbstractContextManager[Turn]],
        patience: float = PATIENCE,
    ) -> None:  # fmt: skip
        """`lock`: two that start the same at once would start it twice."""
        self._folder, self._lock, self._patience = folder, lock, patience

    def standing(self, plan: Plan) -> Standing:
        """Tell whether the process that we started runs."""
        told = self._read(plan)
        if told is None:
            return Standing("stopped")
        if identity(told["process"]) == told["identity"]:
            return Standing("runs", told["process"], told["since"])
        # It was not stopped by us, who delete the file.
        return Standing("failed")

    def start(self, plan: Plan) -> None:
        """Start it, in a session of its own, so that it stays when we end."""
        program = _program(plan.words[0])
        with self._turn(plan):
            if self.standing(plan).state == "runs":
                raise ConflictError(f"{plan.name} runs already.")
            process = self._begun(plan, [program, *plan.words[1:]])
            with suppress(subprocess.TimeoutExpired):
                code = process.wait(FIRST_MOMENT)
                said = (*self.log(plan, 1), "")[0]
                self._file(plan).unlink(missing_ok=True)
                raise UnavailableError(f"{plan.name} ended at once (status {code}): {said}"[:500])
            process.returncode = 0  # it lives on without us: nobody here waits for its end

    def stop(self, plan: Plan) -> None:
        """Ask it to end, with what it started, and kill it where it does not."""
        with self._turn(plan):
            told = self._read(plan)
            if told is None:
                return
            for sent in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
                if not _signalled(told, sent) or _ended(told, self._patience):
                    self._file(plan).unlink(missing_ok=True)
                    return
        raise UnavailableError(f"{plan.name} (process {told['process']}) does not end.")

    def log(self, plan: Plan, lines: int) -> Sequence[str]:
        """Give the last lines that it wrote."""
        try:
            with (self._folder / f"{plan.name}.log").open("rb") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
                text = file.read().decode(errors="replace")
        except OSError:
            return ()
        return text.splitlines()[-lines:]

    def _begun(self, plan: Plan, words: Sequence[str]) -> "subprocess.Popen[bytes]":
        path = self._folder / f"{plan.name}.log"
        if path.exists() and path.stat().st_size > LARGEST_LOG:
            path.replace(path.with_suffix(".old"))
        with os.fdopen(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "ab") as log:
            process = subprocess.Popen(  # noqa: S603  (words of our table, and no shell)
                words,
                cwd=self._folder,
                env={**os.environ, **plan.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        told = {"process": process.pid, "identity": identity(process.pid),
                "since": time.time_ns() // 1_000_000}  # fmt: skip
        written = self._file(plan).with_suffix(".new")
        written.write_text(json.dumps(told), encoding="utf-8")
        written.replace(self._file(plan))
        return process

    @contextmanager
    def _turn(self, plan: Plan) -> Any:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._lock(self._folder / f"{plan.name}.lock") as turn:
                if not turn.held:
                    raise ConflictError(f"Somebody else starts or stops {plan.name} just now.")
                yield
        except OSError as error:
            raise UnavailableError(f"{plan.name}: {error.strerror or error}.") from error

    def _file(self, plan: Plan) -> Path:
        return self._folder / f"{plan.name}.json"

    def _read(self, plan: Plan) -> dict[str, Any] | None:
        try:
            told = json.loads(self._file(plan).read_text(encoding="utf-8"))
            process, since = int(told["process"]), int(told["since"])
            begun = str(told["identity"])
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            return None
        # To the system 0 and what is below are groups of processes: ours among them.
        known = process > 1 and begun != ""
        return {"process": process, "identity": begun, "since": since} if known else None


def identity(process: int) -> str:
    """Give what tells a process from all that ever had its number; empty: it does not run.

    On Linux the boot and the tick at which it began, which no change of the clock moves.
    """
    if sys.platform == "linux":
        try:
            stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
            boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        except OSError:
            return ""
        # Behind the name, which may hold anything: the state, and 19 fields on the beginning.
        fields = stat.rpartition(")")[2].split()
        return "" if fields[0] in "ZX" else f"{boot} {fields[19]}"
    import psutil  # noqa: PLC0415

    try:
        found = psutil.Process(process)
        ended = found.status() == psutil.STATUS_ZOMBIE
        return "" if ended else f"{found.create_time():.2f}"
    except psutil.Error:
        return ""


def _signalled(told: dict[str, Any], sent: int) -> bool:
    """Send a signal to it and what it started, unless its number is another's by now."""
    if identity(told["process"]) != told["identity"]:
        return False
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            os.kill(told["process"], sent)
        else:
            os.killpg(told["process"], sent)
    return True


def _ended(told: dict[str, Any], within: float) -> bool:
    """Wait until it has ended."""
    until = time.monotonic() + within
    while identity(told["process"]) == told["identity"]:
        if time.monotonic() > until:
            return False
        time.sleep(LOOK)
    if sys.platform != "win32":
        with suppress(ChildProcessError):  # it is ours to bury only where we started it
            os.waitpid(told["process"], os.WNOHANG)
    return True


def _program(word: str) -> str:
    beside = Path(sys.executable).parent / word
    found = str(beside) if beside.is_file() else shutil.which(word)
    if found is None:
        raise UnavailableError(f"{word} is not installed here.")
    return found
