"""Every setting in one table: name, what it may be, default, and the sentence that explains it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from server.core.trust import host_problem, origin_problem

Value: TypeAlias = str | int | bool | tuple[str, ...]
Kind: TypeAlias = Literal["text", "integer", "switch", "list"]

EXTENSION_ID = "hnlbgfolioiiemfndacmjjapcggomejk"
"""What the fixed `key` of extension/manifest.json makes the extension's id, everywhere."""


def language_problem(language: str) -> str | None:
    """Say what is wrong with the name of a language."""
    if re.fullmatch("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        return None
    return f"{language!r} is no language; write it as en or de-AT."


def extension_problem(extension: str) -> str | None:
    """Say what is wrong with an extension's id."""
    if re.fullmatch("[a-p]{32}", extension):
        return None
    return f"{extension!r} is no extension id: 32 letters a-p, as chrome://extensions shows it."


def address_problem(address: str) -> str | None:
    """Say what is wrong with an address to get things from."""
    parts = urlsplit(address)
    if parts.scheme in {"http", "https"} and parts.hostname and not (parts.query or parts.fragment):
        return None
    return f"{address!r} is no address; write it as https://name/path."


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in files, what it may be, and the sentence that explains it."""

    name: str
    kind: Kind
    default: Value
    caption: str
    low: int | None = None
    high: int | None = None
    choices: tuple[str, ...] = ()
    env: tuple[str, ...] = ()
    """Further environment names, weaker than RUBATO_<NAME>."""
    each: Callable[[str], str | None] | None = None
    """Says what is wrong with one entry of a list."""
    one: Callable[[str], str | None] | None = None
    """Says what is wrong with a text."""
    secret: bool = False
    """Shown with its password hidden."""

    @property
    def variables(self) -> tuple[str, ...]:
        """Give the environment names that set it, strongest first."""
        return (f"RUBATO_{self.name.upper()}", *self.env)

    @property
    def allowed(self) -> str:
        """Say what it may be, for messages."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        if self.kind == "integer":
            return f"a whole number from {self.low} to {self.high}"
        return {"switch": "true or false", "list": "a list of texts"}.get(self.kind, "a text")


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "host",
        "text",
        "127.0.0.1",
        "The address to listen on. Any but this machine's own (127.0.0.1, ::1, localhost) also "
        "needs allow_network.",
        env=("HOST",),
    ),
    Setting(
        "port",
        "integer",
        8000,
        "The port to listen on; 0 takes any free one.",
        low=0,
        high=65535,
        env=("PORT",),
    ),
    Setting(
        "allow_network",
        "switch",
        False,
        "Let other machines reach the server. Only behind a proxy that adds TLS.",
    ),
    Setting(
        "data_dir",
        "text",
        "",
        "Where the database and the recordings lie. Empty: the platform's own place "
        "(~/.local/share/rubato on Linux).",
    ),
    Setting(
        "database_url",
        "text",
        "",
        "The database. Empty: the SQLite file rubato.db in data_dir; "
        "else postgresql://user:password@host/name.",
        secret=True,
    ),
    Setting(
        "lowest_note",
        "integer",
        48,
        "The MIDI note of the keyboard's lowest key, a C on a 25-key keyboard.",
        low=0,
        high=103,
    ),
    Setting(
        "whisper_model",
        "text",
        "",
        "The faster-whisper model that writes speech down: a folder, or a name under "
        "models/whisper in data_dir. Empty: pocketsphinx, which knows English only.",
    ),
    Setting(
        "transcription_minutes",
        "integer",
        240,
        "The longest recording that is written down, in minutes.",
        low=1,
        high=1440,
    ),
    Setting(
        "transcription_megabytes",
        "integer",
        1000,
        "The largest recording that may be sent, in megabytes.",
        low=1,
        high=4000,
    ),
    Setting(
        "log_level",
        "text",
        "info",
        "What is logged.",
        choices=("debug", "info", "warning", "error"),
    ),
    Setting(
        "log_format",
        "text",
        "auto",
        "How it is logged: lines for people, or JSON for programs; auto chooses by whether a "
        "person's terminal reads it.",
        choices=("auto", "console", "json"),
    ),
    Setting(
        "extension_ids",
        "list",
        (EXTENSION_ID,),
        "The browser extensions that may talk to the server, by their 32-letter ids.",
        each=extension_problem,
    ),
    Setting(
        "allowed_origins",
        "list",
        (),
        "Further origins whose pages may talk to the server, each as https://name[:port]; never *.",
        each=origin_problem,
    ),
    Setting(
        "trusted_hosts",
        "list",
        (),
        "Further names under which the server may be addressed, without port; never *.",
        each=host_problem,
    ),
    Setting(
        "voice",
        "text",
        "",
        "The voice that speaks where none is asked for, by its id (`rubato voices list`); "
        "ID#SPEAKER for one of several speakers. Empty: one that fits the language, an installed "
        "voice before an embedded one.",
    ),
    Setting(
        "voice_language",
        "text",
        "en",
        "The language of texts that are too short to tell it by.",
        one=language_problem,
    ),
    Setting(
        "voice_languages",
        "list",
        (),
        "The languages that texts may be in, to choose a voice by. Empty: those of the installed "
        "voices, English and German.",
        each=language_problem,
    ),
    Setting(
        "voice_processes",
        "integer",
        3,
        "How many voices are kept loaded, each in a process of its own; the one idle longest is "
        "let go for another.",
        low=1,
        high=16,
    ),
    Setting(
        "voice_timeout",
        "integer",
        30,
        "Seconds that a voice may take for one sentence, and four times as many to load; then "
        "it is started anew.",
        low=1,
        high=600,
    ),
    Setting(
        "voice_cache",
        "integer",
        16,
        "Megabytes of sound that are kept in memory, and nowhere else, to be spoken again at once; "
        "0 keeps none.",
        low=0,
        high=1000,
    ),
    Setting(
        "voices_url",
        "text",
        "https://huggingface.co/rhasspy/piper-voices/resolve/main",
        "Where `rubato voices install` gets voices from.",
        one=address_problem,
    ),
)

BY_NAME = {setting.name: setting for setting in SETTINGS}
BY_VARIABLE = {variable: setting for setting in SETTINGS for variable in setting.variables}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings as the rest reads them; a test compares the fields with the table."""

    host: str
    port: int
    allow_network: bool
    data_dir: str
    database_url: str
    lowest_note: int
    whisper_model: str
    transcription_minutes: int
    transcription_megabytes: int
    log_level: str
    log_format: str
    extension_ids: tuple[str, ...]
    allowed_origins: tuple[str, ...]
    trusted_hosts: tuple[str, ...]
    voice: str
    voice_language: str
    voice_languages: tuple[str, ...]
    voice_processes: int
    voice_timeout: int
    voice_cache: int
    voices_url: str
