"""Deeds: what the audit notes of those who change something, and for how long it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from server.core.errors import InvalidError

Area: TypeAlias = Literal[
    "sign-in", "access", "people", "library", "dictionary", "comments", "recordings", "server"
]
AREAS: Mapping[Area, str] = {
    "sign-in": "Signing in",
    "access": "Tokens and extensions",
    "people": "People and roles",
    "library": "Topics, documents, personas",
    "dictionary": "The dictionary",
    "comments": "Replies to comments",
    "recordings": "Recordings",
    "server": "The server, its settings and backups",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """One kind."""

    kind: str
    """As it is kept, e.g. user.add."""
    area: Area
    caption: str
    """What was done, to be read after a name: `owner added somebody`."""


DEEDS: tuple[Deed, ...] = (
    Deed("session.open", "sign-in", "signed in"),
    Deed("session.refused", "sign-in", "was refused: the name or the password was wrong"),
    Deed("session.end", "sign-in", "signed out"),
    Deed("session.throttled", "sign-in", "was told to wait: too many attempts"),
    Deed("session.reused", "sign-in", "brought an old token of a session, which ended all of it"),
    Deed("google.link", "sign-in", "added an account elsewhere to sign in with"),
    Deed("google.unlink", "sign-in", "took an account elsewhere away"),
    Deed("google.refused", "sign-in", "came from an account elsewhere, and was refused"),
    Deed("confirm.refused", "sign-in", "gave a wrong password to confirm"),
    Deed("token.make", "access", "made a token"),
    Deed("token.revoke", "access", "revoked a token"),
    Deed("pairing.open", "access", "made a pairing code"),
    Deed("pairing.done", "access", "paired an extension"),
    Deed("pairing.refused", "access", "brought a wrong pairing code"),
    Deed("user.add", "people", "added somebody"),
    Deed("user.password", "people", "changed a password"),
    Deed("user.role", "people", "changed a role"),
    Deed("user.remove", "people", "removed somebody"),
    Deed("wish.ask", "people", "asked to be an admin"),
    Deed("wish.grant", "people", "granted a wish to be an admin"),
    Deed("wish.refuse", "people", "refused a wish to be an admin"),
    Deed("topic.add", "library", "made a topic"),
    Deed("topic.change", "library", "changed a topic"),
    Deed("topic.merge", "library", "merged a topic into another"),
    Deed("topic.remove", "library", "deleted a topic"),
    Deed("topic.put", "library", "put a document into a topic"),
    Deed("topic.take", "library", "took a document out of a topic"),
    Deed("suggestion.answer", "library", "decided on a suggestion"),
    Deed("document.load", "library", "loaded documents"),
    Deed("document.remove", "library", "deleted a document"),
    Deed("persona.add", "library", "made a persona"),
    Deed("persona.change", "library", "changed a persona"),
    Deed("persona.remove", "library", "deleted a persona"),
    Deed("feed.read", "library", "read feeds, or folders that are followed"),
    Deed("language.add", "dictionary", "made a language"),
    Deed("language.change", "dictionary", "changed a language"),
    Deed("language.remove", "dictionary", "deleted a language"),
    Deed("language.import", "dictionary", "imported words into a language"),
    Deed("language.undo", "dictionary", "took a change of a language back"),
    Deed("word.add", "dictionary", "made a word"),
    Deed("word.change", "dictionary", "changed a word"),
    Deed("word.remove", "dictionary", "deleted a word"),
    Deed("proposal.accept", "dictionary", "accepted a proposal"),
    Deed("proposal.refuse", "dictionary", "refused a proposal, or took it back"),
    Deed("comment.reply", "comments", "rewrote a reply"),
    Deed("comment.approve", "comments", "approved a reply"),
    Deed("comment.reject", "comments", "left a comment without a reply"),
    Deed("comment.reopen", "comments", "opened a reply again"),
    Deed("comment.sent", "comments", "said that a reply is there"),
    Deed("comment.topic", "comments", "made comments a topic of questions"),
    Deed("recording.topics", "recordings", "set what a recording belongs to"),
    Deed("retention.apply", "server", "let old questions go"),
    Deed("embedder.change", "server", "changed what finds passages by their meaning"),
    Deed("model.pull", "server", "fetched a model"),
    Deed("setting.change", "server", "changed a setting"),
    Deed("youtube.login", "server", "signed in to YouTube"),
    Deed("youtube.logout", "server", "signed out of YouTube"),
    Deed("service.act", "server", "started or stopped a service"),
    Deed("chore.run", "server", "ran a chore"),
    Deed("chore.stop", "server", "stopped a chore"),
    Deed("export.make", "server", "exported what is here"),
    Deed("import.take", "server", "imported what was exported"),
    Deed("backup.make", "server", "made a backup"),
    Deed("backup.restore", "server", "put a backup back"),
)
BY_KIND: Mapping[str, Deed] = {deed.kind: deed for deed in DEEDS}

OFTEN = frozenset(
    {
        "session.refused",
        "session.throttled",
        "session.reused",
        "google.refused",
        "pairing.refused",
        "confirm.refused",
        "document.load",
    }
)
"""What comes by the thousand, by strangers or programs: bounded apart, so that no flood of it
pushes out what else was done."""
KEPT = 366 * 24 * 3_600_000
"""Ms for which a note is kept: a year."""
MOST = 100_000
"""Notes that are kept at most, besides those of `OFTEN`."""
MOST_OFTEN = 10_000
"""Notes of `OFTEN` that are kept at most."""
LONGEST = 200
"""Characters of what a deed was done to."""
MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class Note:
    """One deed."""

    id: int
    at: int
    """Ms since 1970, UTC."""
    who: str
    """A name; empty: the terminal, the server itself, or a stranger."""
    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Which notes are wanted."""

    who: str = ""
    kinds: tuple[str, ...] = ()
    """None: all."""
    since: int | None = None
    until: int | None = None
    """Ms since 1970, UTC; `since` itself is among them, `until` is not."""
    before: int | None = None
    """A note's number: those noted before it."""
    limit: int = 50


def kinds_of(what: str) -> tuple[str, ...]:
    """Give the kinds that a word means: a kind, the first part of one, or an area; empty: all.

    Raises `InvalidError` for a word that means none.
    """
    wanted = what.strip().lower()
    if not wanted:
        return ()
    found = tuple(
        deed.kind for deed in DEEDS if wanted in {deed.kind, deed.area, deed.kind.partition(".")[0]}
    )
    if not found:
        raise InvalidError(f"Nothing is noted as {what[:40]!r}; there are: {', '.join(AREAS)}.")
    return found


def caption(kind: str) -> str:
    """Say what was done; of a kind that this version does not know, its name."""
    deed = BY_KIND.get(kind)
    return deed.caption if deed else kind


def short(detail: object) -> str:
    """Bring what a deed was done to to one short line."""
    cleaned = " ".join(str(detail).replace("\x00", "").split())
    cut = cleaned if len(cleaned) <= LONGEST else cleaned[: LONGEST - 1] + "…"
    return cut.encode("utf-8", "replace").decode("utf-8")
