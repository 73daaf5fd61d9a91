"""A session as a page of text: what it holds, what it reveals, and all of it in order."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from server.cli.decoded_text import counted, printable
from server.core.session_log import Entry, Session
from server.core.session_reveals import reveals

NAMES = {
    "pages": "pages",
    "said": "said",
    "typed": "texts given to commands",
    "targets": "names of what was acted on",
    "media": "sound and pictures, in files beside it",
    "texts": "other texts",
}


def clock(ms: int) -> str:
    """Write a time as hours, minutes and seconds: 0:01:02.345."""
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def shown(name: str, session: Session) -> str:
    """Write what a session holds and what it reveals."""
    header = session.header or {}
    lines = [f"{name}: {header.get('title', '')}, {clock(session.length)} long"]
    if header.get("started"):
        lines.append(f"  started {header['started']}")
    if header.get("made_by"):
        lines.append(f"  made by {header['made_by']}")
    spoken = [f"{one['name']} {one['version']}" for one in header.get("languages", [])]
    if spoken:
        lines.append(f"  languages {', '.join(spoken)}; lowest note {header['lowest']}")
    return printable("\n".join([*lines, *_holds(session), *_reveals(session)]))


def _holds(session: Session) -> Iterator[str]:
    kinds = Counter(entry["type"] for entry in session.entries)
    notes = sum(_is_note(entry) for entry in session.entries)
    yield f"  {counted(len(session.tracks), 'tab')}, {counted(notes, 'note')}" + "".join(
        f", {kinds[kind]} {kind}" for kind in kinds if kind != "midi"
    )
    commands = Counter(one["command"] for one in session.entries if one["type"] == "command")
    if commands:
        ran = [f"{name} × {count}" for name, count in commands.most_common()]
        yield f"  commands: {', '.join(ran)}"


def _is_note(entry: Entry) -> bool:
    return bool(entry["type"] == "midi" and entry["bytes"][0] & 0xF0 == 0x90 and entry["bytes"][2])


def _reveals(session: Session) -> Iterator[str]:
    found = reveals(session)
    if found.nothing:
        yield "It reveals nothing but notes, words and commands."
        return
    yield "It reveals:"
    for field, name in NAMES.items():
        texts = getattr(found, field)
        if texts:
            yield f"  {name} ({len(texts)})"
            yield from (f"    {text}" for text in texts)


def told(session: Session) -> str:
    """Write all of it in order, a line an entry; of notes those that were struck."""
    lines = [
        f"{clock(entry['at'])}  {entry.get('tab', '-'):>2}  {_line(entry)}"
        for entry in session.entries
        if entry["type"] != "midi" or _is_note(entry)
    ]
    title = (session.header or {}).get("title", "")
    return printable("\n".join([str(title), *lines])) + "\n"


def _line(entry: Entry) -> str:
    return " ".join([str(entry["type"]), *map(str, filter(None, WORDS[entry["type"]](entry)))])


def _command(entry: Entry) -> list[str]:
    target = entry.get("target")
    on = f"on {target['role']} “{target['name']}”" if target else ""
    return [
        entry["command"],
        str(entry.get("value", "")),
        on,
        f"({entry['ms']} ms)" if entry["ok"] else "(refused)",
    ]


def _media(entry: Entry) -> list[str]:
    spans = ", ".join(f"{clock(begins)} to {clock(ends)}" for begins, ends in entry["spans"])
    known = f"sha256 {entry['sha256']}" if "sha256" in entry else "not whole yet"
    return [entry["kind"], f"“{entry['name']}”", entry["mime"], spans, known]


WORDS: Final[Mapping[str, Callable[[Entry], list[str]]]] = {
    "midi": lambda entry: [f"{entry['bytes'][1]} velocity {entry['bytes'][2]}"],
    "word": lambda entry: [" ".join(map(str, entry["keys"])), entry["command"]],
    "speech": lambda entry: [f"“{entry['text']}”", entry["by"]],
    "command": _command,
    "page": lambda entry: [entry["title"], entry["url"]],
    "earcon": lambda entry: [entry["name"]],
    "text": lambda entry: [entry["text"]],
    "media": _media,
    "marker": lambda entry: [entry["name"]],
}
"""What is told of each type of entry."""
