"""What an export holds, kind by kind: which tables, and by what a row is known elsewhere.

Columns, types, references and their order come from the tables themselves. Here stands only what no
table says: which rows of two installations are the same thing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from server.core.errors import InvalidError

SETTINGS: Final = "settings"
"""The kind that is a file and no table."""
RECORDINGS: Final = "recordings"
"""The kind whose rows have a file each."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of an export."""

    table: str
    identity: tuple[str, ...] = ()
    """Columns by which a row is known; empty: all but its number, as in a log."""
    otherwise: tuple[str, ...] = ()
    """By these where all of those are empty."""
    passing: tuple[str, ...] = ()
    """Columns that may differ between rows that are the same."""
    part_of: str = ""
    """The column that names the whole; a part of what differs there is not taken in."""
    loose: Mapping[str, str] = field(default_factory=dict)
    """Columns that name a row of another table (by its number, or by a column of it) without a key;
    that row may be gone, so nothing is known by them."""
    secret: tuple[str, ...] = ()
    """Columns that let somebody in; they are exported only when asked for."""
    whole: str = ""
    """A column that is empty in rows that are not whole yet, which are not exported."""

    def known_by(self, row: Mapping[str, Any], columns: Iterable[str]) -> Sequence[str]:
        """Give the columns by which a row is known; `columns`: all but its number."""
        if not self.identity:
            return [name for name in columns if name not in self.loose]
        empty = all(row[name] in (None, "") for name in self.identity)
        return self.otherwise if self.otherwise and empty else self.identity


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of things, which comes whole or not at all."""

    name: str
    caption: str
    sheets: tuple[Sheet, ...]


def _part(table: str, whole: str, *identity: str, **more: Any) -> Sheet:
    return Sheet(table, identity, part_of=whole, **more)


BATCHES: Final = "dictionary_changes.batch"
"""What was changed at once: counted in a column, and no table."""

KINDS: Final[tuple[Kind, ...]] = (
    Kind(
        "people",
        "who may come in, without what lets them in",
        (
            Sheet("users", ("name",), passing=("created",), secret=("password_hash",)),
            Sheet("own_languages", ("user_id", "version"), passing=("changed",)),
            # One that waits is a question to the admins who are here.
            Sheet("wishes", ("user_id", "asked"), passing=("seen",), whole="answered"),
        ),
    ),
    Kind("topics", "topics", (Sheet("topics", ("key",), passing=("created",)),)),
    Kind(
        "documents",
        "documents with their texts and topics",
        (
            Sheet(
                "documents",
                ("address",),
                otherwise=("address", "sha256"),
                passing=("created", "changed"),
            ),
            _part("document_topics", "document_id", "document_id", "topic_id"),
            _part("passages", "document_id", "document_id", "position"),
        ),
    ),
    Kind(
        "inquiries",
        "what was asked and answered, with reviews and corrections",
        (
            Sheet("inquiries", ("id",), loose={"taught": "documents"}),
            Sheet("inquiry_days", ("day", "topic")),
            Sheet("inquiry_topics", ("topic",)),
            Sheet("review_rounds"),
            _part("inquiry_marks", "inquiry_id", "user_id", "inquiry_id", passing=("marked",)),
        ),
    ),
    Kind(
        "personas",
        "who answers",
        (Sheet("personas", ("key",), passing=("created", "changed")),),
    ),
    Kind(
        "ratings",
        "what was rated, and each change of it",
        (Sheet("ratings", ("user_id", "thing")), _part("rating_changes", "rating_id")),
    ),
    Kind(
        "dictionary",
        "languages, words, each change of them, proposals and practice",
        (
            Sheet("dictionary_languages", ("name",), passing=("made", "changed")),
            _part("dictionary_words", "language_id", "language_id", "keys"),
            _part(
                "dictionary_changes",
                "language_id",
                loose={
                    "word_id": "dictionary_words",
                    "batch": BATCHES,
                    "undoes": BATCHES,
                    "undone": BATCHES,
                },
            ),
            _part("dictionary_proposals", "language_id", loose={"word_id": "dictionary_words"}),
            Sheet("dictionary_practice", ("user_id", "language", "keys")),
        ),
    ),
    Kind(
        RECORDINGS,
        "recordings that arrived whole, with their files",
        (
            Sheet(
                "recordings",
                ("user_id", "kind", "sha256", "size"),
                passing=("id", "name", "created", "arrived", "completed"),
                whole="completed",
            ),
        ),
    ),
    Kind(
        "performances",
        "what was played, with takes, words, notes and each change",
        (
            Sheet("performances", ("id",)),
            _part("performance_tracks", "performance_id", "performance_id", "recording_id"),
            _part("takes", "performance_id"),
            _part("take_scores", "take_id", "user_id", "take_id", passing=("changed",)),
            _part("said_lines", "performance_id"),
            _part("performance_topics", "performance_id"),
            _part("performance_edits", "performance_id", loose={"thing_id": ""}),
            _part("performance_remarks", "performance_id"),
            _part("performance_analyses", "performance_id", "track_id", passing=("made",)),
            _part("performance_words", "performance_id"),
            Sheet("inquiry_answers", ("inquiry_id", "recording_id", "performance_id")),
        ),
    ),
    Kind(
        "comments",
        "videos, comments, and every reply with what became of it",
        (
            Sheet("videos", ("id",), passing=("due", "checked", "done")),
            Sheet("comments", ("id",)),
            Sheet("comment_threads", ("id",), passing=("look", "active")),
            Sheet("replies", ("comment",)),
            Sheet("youtube_quota", ("day", "call"), passing=("changed",)),
        ),
    ),
    Kind(
        "steps",
        "the log of the scheduled job, and where it goes on",
        (
            Sheet("steps"),
            _part("step_tasks", "step_id"),
            Sheet("step_marks", ("name",), passing=("changed",)),
        ),
    ),
    Kind("audit", "who changed what of accounts", (Sheet("audit"),)),
)
"""In the order in which they are taken in: what others name comes before them."""

TOKENS: Final = Sheet("tokens", ("hash",), passing=("last_used",))
"""Only with secrets, in the kind people."""

LEFT_OUT: Final[Mapping[str, str]] = {
    "tokens": "secret: they let programs in; with --secrets they are in it",
    "pairings": "secret: open codes, which end within minutes",
    "leases": "which process does what runs behind, now",
    "changes": "what processes that serve now tell each other, for an hour",
    "sessions": "who is signed in where, which is so here only",
    "sign_ins": "secret: sign-ins that are under way, which end within minutes",
    "accounts": "they let people in, who add them again; a backup has them",
    "shared_names": "they let people in who know the shared password, which makes them anew",
    "proofs": "secret: by what a changed password is seen",
}
"""Tables that are not exported, each with its reason."""

BY_NAME: Final = {kind.name: kind for kind in KINDS}
KIND_OF: Final = {sheet.table: kind.name for kind in KINDS for sheet in kind.sheets}
THINGS: Final = {
    "performance": "performances",
    "track": "performance_tracks",
    "take": "takes",
    "line": "said_lines",
    "remark": "performance_remarks",
}
"""What `performance_edits.thing` names: the table of `thing_id`."""


def sheets_of(kind: str, *, secrets: bool) -> Sequence[Sheet]:
    """Give the tables of a kind, with those that hold secrets where they are asked for."""
    sheets = BY_NAME[kind].sheets
    return [*sheets, TOKENS] if secrets and kind == "people" else sheets


def chosen(names: Sequence[str], needs: Mapping[str, Iterable[str]]) -> Sequence[str]:
    """Give the kinds that are asked for and all that they name, in their order.

    `needs`: the tables that each table names by a key. Raises `InvalidError` for an unknown kind.
    """
    every = [kind.name for kind in KINDS]
    for name in names:
        if name not in {*every, SETTINGS}:
            raise InvalidError(
                f"There is no kind {name!r}; there are: {', '.join(every)}, {SETTINGS}."
            )
    if not names:
        return [*every, SETTINGS]
    wanted = set(names)
    for kind in reversed(KINDS):
        if kind.name in wanted:
            wanted |= {KIND_OF[table] for sheet in kind.sheets for table in needs[sheet.table]}
    return [name for name in [*every, SETTINGS] if name in wanted]
