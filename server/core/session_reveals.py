"""What a session reveals to whoever gets its file, and the session without it.

`extension/core/session_reveals.js` finds the same for the panel.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from server.core.session_log import Entry, Session

PLAIN_MARKERS: Final = frozenset({"pause", "resume", ""})
"""Markers that tell of nothing but the recording."""
PLAIN_ARG: Final = re.compile(r"[\d\s.,:%+-]*$|cmd:[a-z.-]+$")
"""What an answer tells that reveals nothing."""
DROPPED: Final = frozenset({"page", "speech", "text", "media"})
REVEALING: Final = frozenset({"target", "page", "said"})
"""Fields of a command that are left out of one that is stripped."""
TITLE: Final = "Session"
"""What a session is called that has been stripped."""


@dataclass(frozen=True, slots=True)
class Revealed:
    """Each thing once, in the order it came."""

    pages: tuple[str, ...]
    """Addresses with their titles."""
    said: tuple[str, ...]
    typed: tuple[str, ...]
    """Texts that commands were given."""
    targets: tuple[str, ...]
    """Names of what was acted on."""
    media: tuple[str, ...]
    """What else was kept, and of which device or tab."""
    texts: tuple[str, ...]
    """Markers and other texts; the title."""

    @property
    def nothing(self) -> bool:
        """Tell whether it reveals nothing."""
        return not any((self.pages, self.said, self.typed, self.targets, self.media, self.texts))


def reveals(session: Session) -> Revealed:
    """Find what a session reveals."""
    header, entries = session.header, session.entries
    commands = [entry for entry in entries if entry["type"] == "command"]
    shown = [one for one in entries if one["type"] == "page"]
    pages = [_page(one) for one in _in_order(shown, commands) if _page(one)]
    values = [entry.get("value") for entry in commands]
    targets = [entry["target"] for entry in commands if "target" in entry]
    return Revealed(
        _once(pages),
        _once(one["text"] for one in entries if one["type"] == "speech"),
        _once(value for value in values if isinstance(value, str)),
        _once([*map(_element, targets), *_answers(commands)]),
        _once(f"{one['kind']} {one['name']}" for one in entries if one["type"] == "media"),
        _once([*_titles(header), *_texts(entries)]),
    )


def _in_order(*parts: Iterable[Entry]) -> list[Entry]:
    return sorted((one for part in parts for one in part), key=lambda one: int(one["at"]))


def _page(entry: Entry) -> str:
    page = entry.get("page", entry if entry["type"] == "page" else {})
    return " · ".join(filter(None, (page.get("title"), page.get("url"))))


def _element(target: Entry) -> str:
    return " ".join(filter(None, (target["role"], target["name"], target.get("near"))))


def _answers(commands: Iterable[Entry]) -> Iterable[str]:
    """Find what was put into answers: names and texts, and no numbers or names of commands."""
    for entry in commands:
        for arg in entry.get("said", {}).get("args", ()):
            if not PLAIN_ARG.match(arg):
                yield arg


def _titles(header: Entry | None) -> list[str]:
    return [header["title"]] if header and header["title"] != TITLE else []


def _texts(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        if entry["type"] == "text":
            yield entry["text"]
        elif entry["type"] == "marker" and entry["name"] not in PLAIN_MARKERS:
            yield entry["name"]


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, found)))


def stripped(session: Session) -> Session:
    """Return the session with its notes, words and commands, and nothing that it reveals."""
    header = session.header and session.header | {"title": TITLE, "started": ""}
    entries = tuple(
        _bare(entry)
        for entry in session.entries
        if entry["type"] not in DROPPED
        and not (entry["type"] == "marker" and entry["name"] not in PLAIN_MARKERS)
    )
    names = tuple(f"Tab {at + 1}" for at in range(len(session.tracks)))
    return replace(session, header=header, entries=entries, tracks=names)


def _bare(entry: Entry) -> Entry:
    if entry["type"] != "command":
        return entry
    told = {name: value for name, value in entry.items() if name not in REVEALING}
    if isinstance(told.get("value"), str):
        del told["value"]
    return told
