"""What `rubato doctor` finds: how each part of an installation is, and what mends it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from server.core.trust import LOOPBACK

Level: TypeAlias = Literal["fine", "note", "wrong"]
"""`note`: something is not there that one may well do without."""

OLDEST_PYTHON = (3, 11)
LITTLE_ROOM = 2_000_000_000
"""Bytes free below which recordings and backups soon fail."""
MODEL_SHARE = 1.2
"""How much more memory a model takes than its file: its context, and what runs it."""
OLD_BACKUP = 8 * 86_400_000
"""Ms."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one part is."""

    part: str
    level: Level
    said: str
    mend: str = ""
    """What to do; empty where it is fine."""


def verdict(findings: Iterable[Finding]) -> Level:
    """Give the worst level."""
    order: Sequence[Level] = ("wrong", "note", "fine")
    levels = {finding.level for finding in findings}
    return next((level for level in order if level in levels), "fine")


def python_finding(found: tuple[int, int], told: str) -> Finding:
    """Judge the version of Python."""
    if found >= OLDEST_PYTHON:
        return Finding("Python", "fine", told)
    wanted = ".".join(map(str, OLDEST_PYTHON))
    return Finding("Python", "wrong", told, f"install Python {wanted} or newer")


def address_finding(host: str, *, allow_network: bool, readable: bool = False) -> Finding:
    """Judge where the server listens; `readable`: anybody may read without signing in."""
    local = LOOPBACK.fullmatch(f"[{host}]" if ":" in host else host)
    if local:
        return Finding("Address", "fine", f"{host}: this machine only")
    if not allow_network:
        return Finding(
            "Address",
            "wrong",
            f"{host} is open to others, and the server refuses to start there",
            "set host = 127.0.0.1, or allow_network behind a proxy that adds TLS",
        )
    said = f"{host}: other machines reach the server"
    return Finding(
        "Address", "note", said + (", and read without signing in" if readable else ""),
        "only behind a proxy that adds TLS",
    )  # fmt: skip


def room_finding(free: int, folder: str) -> Finding:
    """Judge the room on the disk of the data."""
    said = f"{free / 1e9:.1f} GB free for {folder}"
    if free >= LITTLE_ROOM:
        return Finding("Disk", "fine", said)
    return Finding("Disk", "wrong", said, "make room, or choose another data_dir")


def private_finding(loose: Sequence[str]) -> Finding:
    """Judge who may read the data; `loose`: paths that others than their owner may read."""
    if not loose:
        return Finding("Privacy", "fine", "only you may read the data")
    named = ", ".join(loose[:3]) + (" …" if len(loose) > 3 else "")
    return Finding("Privacy", "wrong", f"others may read {named}", f"chmod -R go= {loose[0]}")


def models_finding(models: Sequence[tuple[str, int]], memory: int, accelerator: int) -> Finding:
    """Judge which models fit: each with its bytes; memory of the machine and of a GPU, in bytes."""
    if not models:
        return Finding(
            "Models", "note", "Ollama has no model yet: answers quote the best passages",
            "ollama pull NAME, of one that fits into the memory",
        )  # fmt: skip
    fitting = [name for name, size in models if size * MODEL_SHARE <= max(memory, accelerator)]
    large = [name for name, size in models if name not in fitting]
    fast = [name for name, size in models if accelerator and size * MODEL_SHARE <= accelerator]
    said = f"{len(fitting)} of {len(models)} fit into {memory / 1e9:.0f} GB"
    if accelerator:
        said += f", {len(fast)} into the accelerator's {accelerator / 1e9:.0f} GB"
    if not large:
        return Finding("Models", "fine", said)
    return Finding("Models", "note", f"{said}; too large: {', '.join(large)}",
                   "choose a smaller one with chat_model")  # fmt: skip


def backup_finding(newest: int | None, now: int) -> Finding:
    """Judge when the last backup was made and tried; ms since 1970, UTC."""
    if newest is None:
        return Finding("Backups", "note", "none was made and tried yet", "rubato backup")
    days = (now - newest) // 86_400_000
    said = f"the last one is {days} days old"
    if now - newest <= OLD_BACKUP:
        return Finding("Backups", "fine", said)
    return Finding("Backups", "note", said, "rubato backup, or `rubato timestep install`")
