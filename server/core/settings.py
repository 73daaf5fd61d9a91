"""Every setting in one table: name, what it may be, default, and the sentence that explains it."""

from dataclasses import dataclass

from server.core.chat_settings import CHAT
from server.core.library.cutting import Cutter
from server.core.operation_settings import OPERATION
from server.core.setting import (
    Setting,
    address_problem,
    extension_problem,
    language_problem,
)
from server.core.step_settings import STEP
from server.core.trust import host_problem, origin_problem

EXTENSION_ID = "hnlbgfolioiiemfndacmjjapcggomejk"
"""What the fixed `key` of extension/manifest.json makes the extension's id, everywhere."""

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
        "useyoutube",
        "switch",
        True,
        "Play the videos of recordings from YouTube where they have an address there, and get "
        "subtitles when somebody asks; off: their files are played, and YouTube is never asked.",
    ),
    Setting(
        "kept_recordings_megabytes",
        "integer",
        2000,
        "All recordings that were dropped or sent, and are kept to be played where an answer cites "
        "them, in megabytes. 0: none is kept.",
        low=0,
        high=1_000_000,
    ),
    *CHAT,
    *STEP,
    *OPERATION,
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
    useyoutube: bool
    kept_recordings_megabytes: int
    ollama_url: str
    openai_url: str
    openai_api_key: str
    chat_model: str
    warm_model: bool
    embedding_model: str
    passage_words: int
    cutter: Cutter
    combine_topics: bool
    check_answers: bool
    private_hosts: tuple[str, ...]
    feeds: tuple[str, ...]
    folders: tuple[str, ...]
    taste_line: int
    taste_ties: int
    youtube_client: str
    youtube_url: str
    youtube_mode: str
    youtube_quota: int
    youtube_replies_a_step: int
    youtube_replies_a_day: int
    youtube_video_days: int
    youtube_delay_days: int
    youtube_reopen: bool
    youtube_questions_only: bool
    youtube_turns: int
    youtube_pick: str
    youtube_overlap_hours: int
    youtube_settle_minutes: int
    youtube_disclosure: str
    youtube_blocked_words: tuple[str, ...]
    youtube_playlist: str
    youtube_playlist_score: int
    step_minutes: int
    step_requests: int
    step_teach: bool
    chore_folder: str
    backup_folder: str
    backup_keep: int
    backup_media: bool
    mail_to: str
    mail_from: str
    mail_server: str
    mail_user: str
    mail_password: str
    anonymous_read: bool
    password: str
    public_url: str
    google_client_id: str
    google_client_secret: str
    google_accounts: tuple[str, ...]
    google_issuer: str
    trusted_proxies: tuple[str, ...]
    requests_a_minute: int
    workers: int
    chroma_url: str
    slow_query_ms: int
    services: tuple[str, ...]
    step_services: bool
    update_url: str
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
