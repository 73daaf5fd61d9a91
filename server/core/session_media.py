"""What a session carries besides its notes, as its file names it: by kind, place and SHA-256."""

from dataclasses import dataclass

from server.core.session_file import Reading, read_session


@dataclass(frozen=True, slots=True)
class SessionMedium:
    """Sound or pictures on a session's clock, in a file of their own."""

    kind: str
    """One of `MEDIA_KINDS`."""
    name: str
    """Of the device, or the title of the tab when it began."""
    mime: str
    sha256: str
    """Of its file, hexadecimal; empty where the session was saved before that was whole."""
    at: int
    """Milliseconds of the session at which its file begins."""
    spans: tuple[tuple[int, int], ...]
    """From when to when, in milliseconds of the session, there is something in it."""


def media_of(data: bytes) -> tuple[SessionMedium, ...]:
    """Find what a session's file names; nothing in what is none."""
    reading = read_session(data)
    if not isinstance(reading, Reading):
        return ()
    return tuple(
        SessionMedium(
            one["kind"],
            one["name"],
            one["mime"],
            one.get("sha256", ""),
            one["at"],
            tuple((begins, ends) for begins, ends in one["spans"]),
        )
        for one in reading.session.entries
        if one["type"] == "media"
    )
