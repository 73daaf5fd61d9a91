"""What an installation may run beside the server: one row of the table for each, and its command.

A command is never put together from what somebody asks: only names of this table are asked for, and
what is run follows from the settings.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from server.core.trust import loopback


@dataclass(frozen=True, slots=True)
class Plan:
    """How one service is run here."""

    name: str
    caption: str
    words: tuple[str, ...] = ()
    """The command; its first word is a program."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Over that of the server."""
    host: str = ""
    port: int = 0
    units: tuple[str, ...] = ()
    """Names by which systemd may know it, the likeliest first."""
    problem: str = ""
    """Why it cannot be run here, and what would help; empty: it can."""


def _ollama(host: str, port: int, _folder: str) -> Plan:
    return Plan(
        "ollama",
        "models that chat and read",
        ("ollama", "serve"),
        {"OLLAMA_HOST": f"{_bracketed(host)}:{port}"},
        host,
        port,
        ("ollama.service",),
    )


def _chroma(host: str, port: int, folder: str) -> Plan:
    words = ("chroma", "run", "--path", folder, "--host", host, "--port", str(port))
    return Plan(
        "chroma",
        "the vectors of your documents",
        words,
        {"ANONYMIZED_TELEMETRY": "False"},
        host,
        port,
        ("rubato-chroma.service", "chroma.service"),
    )


ROWS: Mapping[str, tuple[Callable[[str, int, str], Plan], str, int]] = {
    "ollama": (_ollama, "ollama_url", 11434),
    "chroma": (_chroma, "chroma_url", 8000),
}
"""By name: the plan, the setting that says where it answers, and its usual port."""


def plans(
    names: Sequence[str], addresses: Mapping[str, str], folders: Mapping[str, str]
) -> Sequence[Plan]:
    """Give the plans of what is named; `addresses` by setting, `folders` by service."""
    return [_planned(name, addresses, folders.get(name, "")) for name in dict.fromkeys(names)]


def _planned(name: str, addresses: Mapping[str, str], folder: str) -> Plan:
    make, setting, usual = ROWS[name]
    address = addresses.get(setting, "")
    parts = urlsplit(address if "//" in address else f"//{address}")
    host, port = parts.hostname or "", parts.port or usual
    if not address:
        empty = make("127.0.0.1", usual, folder)
        why = f"{setting} is empty, so nobody would use it; name its address there."
        return Plan(name, empty.caption, problem=why)
    if not loopback(host):
        elsewhere = f"{setting} is {_bracketed(host)}:{port}: it runs on another machine."
        return Plan(name, make(host, port, folder).caption, host=host, port=port, problem=elsewhere)
    return make(host, port, folder)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
