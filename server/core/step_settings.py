"""The settings of `timestep.py`: comments on the owner's videos, and the other chores."""

from server.core.setting import Setting, address_problem

MODES = ("review", "auto")


def mail_problem(address: str) -> str | None:
    """Say what is wrong with an address of mail that may be left empty."""
    name, _, host = address.rpartition("@")
    if not address or (name and "." in host and address.isprintable() and " " not in address):
        return None
    return f"{address!r} is no address of mail; write it as name@example.org."


def mail_server_problem(place: str) -> str | None:
    """Say what is wrong with the place of a mail server."""
    host, _, port = place.rpartition(":")
    if host and " " not in host and port.isascii() and port.isdigit() and 0 < int(port) < 65_536:
        return None
    return f"{place!r} is no mail server; write it as mail.example.org:465."


def _place_problem(address: str) -> str | None:
    return address_problem(address) if address else None


STEP: tuple[Setting, ...] = (
    Setting(
        "youtube_client",
        "text",
        "",
        "The file with the OAuth client that Google's console made for you (a desktop app). Empty: "
        "youtube/client.json in data_dir.",
    ),
    Setting(
        "youtube_url",
        "text",
        "",
        "Where YouTube's API answers, to try things out. Empty: at Google.",
        one=_place_problem,
    ),
    Setting(
        "youtube_mode",
        "text",
        "review",
        "Whether a reply to a comment waits for your approval, or goes out by itself.",
        choices=MODES,
    ),
    Setting(
        "youtube_quota",
        "integer",
        10_000,
        "Units of YouTube's quota that may be spent on a day.",
        low=0,
        high=10_000_000,
    ),
    Setting(
        "youtube_replies_a_step",
        "integer",
        20,
        "How many replies one step sends at most.",
        low=0,
        high=1000,
    ),
    Setting(
        "youtube_replies_a_day",
        "integer",
        100,
        "How many replies are sent within a day at most.",
        low=0,
        high=10_000,
    ),
    Setting(
        "youtube_video_days",
        "integer",
        7,
        "How many days old a video is before its comments are answered.",
        low=0,
        high=3650,
    ),
    Setting(
        "youtube_delay_days",
        "integer",
        0,
        "Up to how many days more, by chance and another number for each video.",
        low=0,
        high=365,
    ),
    Setting(
        "youtube_reopen",
        "switch",
        True,
        "Answer comments that come after a video was done.",
    ),
    Setting(
        "youtube_questions_only",
        "switch",
        False,
        "Answer only what is a question.",
    ),
    Setting(
        "youtube_turns",
        "integer",
        3,
        "How often a thread is answered at most; our own replies count.",
        low=1,
        high=50,
    ),
    Setting(
        "youtube_pick",
        "text",
        "latest",
        "Which open comments a step answers: the latest, or a share of them that shrinks as the "
        "store grows.",
        choices=("latest", "share"),
    ),
    Setting(
        "youtube_overlap_hours",
        "integer",
        48,
        "How far before the last step comments are read again, in hours: YouTube shows some late.",
        low=0,
        high=8760,
    ),
    Setting(
        "youtube_settle_minutes",
        "integer",
        10,
        "How long a reply that may have been sent is waited for before it is tried again.",
        low=0,
        high=1440,
    ),
    Setting(
        "youtube_disclosure",
        "text",
        "Answered by my assistant from my own videos and notes.",
        "The last line of each reply. Empty: none.",
    ),
    Setting(
        "youtube_blocked_words",
        "list",
        (),
        "A comment or a reply with one of these words waits for you, whatever the mode.",
    ),
    Setting(
        "youtube_playlist",
        "text",
        "",
        "The id of a playlist that gathers the videos of well rated recordings. Empty: none.",
    ),
    Setting(
        "youtube_playlist_score",
        "integer",
        8,
        "From which score on a recording is well rated.",
        low=0,
        high=10,
    ),
    Setting(
        "step_minutes",
        "integer",
        10,
        "How long one task of a step may take, in minutes; the next step goes on where it stopped.",
        low=1,
        high=1440,
    ),
    Setting(
        "step_requests",
        "integer",
        2000,
        "How many requests one task of a step may make.",
        low=1,
        high=1_000_000,
    ),
    Setting(
        "step_teach",
        "switch",
        False,
        "Teach every correction of yours to the topics that were asked, not only those you say so "
        "of.",
    ),
    Setting(
        "chore_folder",
        "text",
        "",
        "Where a step files inquiries, the feed of answers and other papers. Empty: the folder "
        "step in data_dir.",
    ),
    Setting(
        "backup_folder",
        "text",
        "",
        "Where backups lie. Empty: the folder backups in data_dir; another disk is better.",
    ),
    Setting(
        "backup_keep",
        "integer",
        7,
        "How many backups are kept; 0: a step makes none.",
        low=0,
        high=1000,
    ),
    Setting(
        "backup_media",
        "switch",
        False,
        "Back up recorded sound and films, too, each once; sessions, MIDI and transcripts always.",
    ),
    Setting(
        "mail_to",
        "text",
        "",
        "Who gets a report of each step that did something. Empty: nobody.",
        one=mail_problem,
    ),
    Setting(
        "mail_from",
        "text",
        "",
        "As whom it is sent. Empty: as who gets it.",
        one=mail_problem,
    ),
    Setting(
        "mail_server",
        "text",
        "127.0.0.1:25",
        "Which server takes the mail, as host:port; port 465 and 587 with TLS.",
        one=mail_server_problem,
    ),
    Setting(
        "mail_user",
        "text",
        "",
        "The name that it wants, if it wants one.",
    ),
    Setting(
        "mail_password",
        "text",
        "",
        "The password to it; best in .env.",
        secret=True,
    ),
)
