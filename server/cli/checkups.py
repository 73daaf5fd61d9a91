"""The checks of `rubato doctor`, each of one part of this installation."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from server.cli.opened import clock, data_folder, database_url, voices_folder
from server.core.checkup import (
    Finding,
    address_finding,
    backup_finding,
    models_finding,
    private_finding,
    python_finding,
    room_finding,
)
from server.core.checkup_live import ear_finding, midi_finding, step_finding, voices_finding
from server.core.errors import RubatoError
from server.core.redact import redact_text
from server.core.settings import Settings

if TYPE_CHECKING:
    from server.core.step_ports import StepDone

PRIVATE = ("rubato.db", "recordings", "heard", "youtube", "backups", "models", "voices")


def python(_settings: Settings) -> Finding:
    """Look at the version of Python."""
    return python_finding(sys.version_info[:2], sys.version.split()[0])


def address(settings: Settings) -> Finding:
    """Look at where the server listens."""
    return address_finding(settings.host, allow_network=settings.allow_network)


def port(settings: Settings) -> Finding:
    """See whether the server runs, or its port is free."""
    from server.adapters.listening import listen  # noqa: PLC0415
    from server.cli.server_client import rubato_runs  # noqa: PLC0415

    place = f"{settings.host}:{settings.port}"
    if rubato_runs(f"http://{place}"):
        return Finding("Server", "fine", f"runs at {place}")
    try:
        listen(settings.host, settings.port).close()
    except RubatoError as error:
        return Finding("Server", "wrong", str(error), "rubato serve --port another")
    return Finding("Server", "note", f"does not run; {place} is free", "rubato run")


def disk(settings: Settings) -> Finding:
    """Look at the room for data."""
    folder = data_folder(settings)
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(there, os.W_OK):
        return Finding("Disk", "wrong", f"{there} cannot be written", "choose another data_dir")
    return room_finding(shutil.disk_usage(there).free, str(folder))


def privacy(settings: Settings) -> Finding:
    """See who may read the data, and a `.env` that holds secrets."""
    from server.adapters.file_modes import readable_by_others  # noqa: PLC0415

    loose = readable_by_others(data_folder(settings), PRIVATE)
    return private_finding([*loose, *readable_by_others(Path.cwd(), [".env"])])


def database(settings: Settings) -> Finding:
    """Look at the database without changing it."""
    from server.adapters.database import HEAD, open_engine, schema_of  # noqa: PLC0415

    url = database_url(settings)
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
        return Finding("Database", "note", "there is none yet", "rubato run makes it")
    engine = open_engine(url)
    try:
        found = schema_of(engine)
    finally:
        engine.dispose()
    if found == HEAD:
        return Finding("Database", "fine", f"{engine.dialect.name}, schema {found}")
    return Finding("Database", "note", f"schema {found}, this Rubato writes {HEAD}",
                   "rubato backup; the next start brings it up to date")  # fmt: skip


def midi(_settings: Settings) -> Finding:
    """Look for keyboards."""
    from server.adapters.rtmidi_ports import NO_RTMIDI, available  # noqa: PLC0415
    from server.cli.ports import rows_of  # noqa: PLC0415

    rows = rows_of(available())
    names = [name for row in rows for name in row["ports"]]
    if names or any(row["ok"] for row in rows):
        return midi_finding(None, [{"name": name, "open": True} for name in names])
    return midi_finding("; ".join(row["reason"] for row in rows) or NO_RTMIDI, [])


def ear(_settings: Settings) -> Finding:
    """Look for what hears commands."""
    return ear_finding(there=find_spec("pocketsphinx") is not None, heard=False)


def microphone(_settings: Settings) -> Finding:
    """See whether the system lists a device that records (Linux only)."""
    listed = Path("/proc/asound/pcm")
    if not sys.platform.startswith("linux"):
        return Finding("Microphone", "fine", "the browser asks for it in Get started")
    if listed.is_file() and "capture" in listed.read_text(encoding="utf-8", errors="replace"):
        return Finding("Microphone", "fine", "there is one; the browser asks for it")
    return Finding("Microphone", "note", "the system lists none", "plug one in, to speak commands")


def browser(_settings: Settings) -> Finding:
    """Look for a browser that takes the extension."""
    from server.adapters.chromium import find  # noqa: PLC0415

    found = find()
    if found is None:
        return Finding("Browser", "wrong", "there is no Chromium or Chrome", "install Chromium")
    said = f"{found.name} {found.major}"
    if not found.refuses_extensions:
        return Finding("Browser", "fine", said)
    return Finding("Browser", "note", f"{said} takes the extension by hand only",
                   "chrome://extensions, Load unpacked; or install Chromium")  # fmt: skip


def voices(settings: Settings) -> Finding:
    """Look at installed voices."""
    from server.adapters.voices.shelf import VoiceShelf  # noqa: PLC0415

    shelf = VoiceShelf(voices_folder(settings))
    unfit = shelf.unfit()
    installed = [voice.id for voice in shelf.voices() if voice.engine == "piper"]
    problems = [f"{name} {why}" for name, why in unfit.items()]
    return voices_finding(installed, problems, f"rubato voices remove {next(iter(unfit), '')}")


def ollama(settings: Settings) -> Finding:
    """Ask Ollama which models it has, and see which fit."""
    import psutil  # noqa: PLC0415

    from server.adapters.accelerator import accelerator_memory  # noqa: PLC0415
    from server.adapters.ollama_digests import ollama_models  # noqa: PLC0415

    try:
        found = ollama_models(settings.ollama_url)
    except RubatoError as error:
        return Finding("Models", "note", f"{error} Answers quote the best passages",
                       "start Ollama, or set ollama_url")  # fmt: skip
    _name, accelerator = accelerator_memory()
    models = [(one.name.removeprefix("ollama:"), one.size) for one in found]
    return models_finding(models, psutil.virtual_memory().total, accelerator)


def accelerator(_settings: Settings) -> Finding:
    """Look for a graphics processor."""
    from server.adapters.accelerator import accelerator_memory  # noqa: PLC0415

    name, size = accelerator_memory()
    if name:
        return Finding("Accelerator", "fine", f"{name}, {size / 1e9:.0f} GB")
    return Finding("Accelerator", "fine", "none: models run on the processor, small ones best")


def backups(settings: Settings) -> Finding:
    """See when the last backup was made."""
    from server.cli.backing_up import backups_of  # noqa: PLC0415

    made = [held.made for _, held, tried in backups_of(settings).listed() if held and tried]
    return backup_finding(max(made, default=None), clock())


def index(settings: Settings) -> Finding:
    """Ask the running server whether its index of passages is what the database holds."""
    import httpx  # noqa: PLC0415

    place = f"http://{settings.host}:{settings.port}"
    try:
        told = httpx.get(f"{place}/health", timeout=2.0, trust_env=False).json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return Finding("Index", "fine", "made from the database at each start")
    if told.get("database") == "ok":
        return Finding("Index", "fine", "kept in step with the database")
    return Finding("Index", "wrong", str(told.get("database")), "see the server's log")


def steps(settings: Settings) -> Finding:
    """See how the last step went, and what starts them, without changing the database."""
    url = database_url(settings)
    last = None if database(settings).level == "note" else _last_step(url)
    return step_of(settings, last)


def step_of(settings: Settings, last: "StepDone | None") -> Finding:
    """Judge the last step; also for the running server, which has the database open."""
    from server.cli.step_log import running, started_by  # noqa: PLC0415

    return step_finding(last, started_by(), clock(), running=running(settings))


def _last_step(url: str) -> "StepDone | None":
    from server.adapters.database import open_engine  # noqa: PLC0415
    from server.adapters.database.steps import StepDatabase  # noqa: PLC0415

    engine = open_engine(url)
    try:
        return next(iter(StepDatabase(engine).steps(1)), None)
    finally:
        engine.dispose()


Check = Callable[[Settings], Finding]
CHECKS: Mapping[str, Check] = {
    "Python": python,
    "Address": address,
    "Server": port,
    "Disk": disk,
    "Privacy": privacy,
    "Database": database,
    "Browser": browser,
    "MIDI": midi,
    "Microphone": microphone,
    "Ear": ear,
    "Voices": voices,
    "Models": ollama,
    "Accelerator": accelerator,
    "Index": index,
    "Steps": steps,
    "Backups": backups,
}


def checked(settings: Settings) -> Sequence[Finding]:
    """Run every check; one that fails is told as what it failed with, and the others go on."""
    return [_one(part, check, settings) for part, check in CHECKS.items()]


def _one(part: str, check: Check, settings: Settings) -> Finding:
    try:
        return check(settings)
    except RubatoError as error:
        return Finding(part, "wrong", redact_text(str(error)), "mend that first")
