"""`rubato ports`: the MIDI keyboards of this machine, and what they play."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from server.adapters.rtmidi_ports import (
    API_NAMES,
    NO_RTMIDI,
    RtmidiInputs,
    Watcher,
    available,
    probe,
)
from server.core.midi_message import parse
from server.core.ports import Message
from server.services.bridge import Bridge

NOTES = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato ports`."""
    parser = subparsers.add_parser("ports", help="list MIDI keyboards, and hear what they play")
    parser.add_argument("--watch", action="store_true", help="tell plugging, unplugging and notes")
    parser.add_argument("--api", choices=list(API_NAMES), help="ask this MIDI system only")
    parser.add_argument("--json", action="store_true", help="print JSON, an object a line")


def run(args: argparse.Namespace) -> int:
    """List the keyboards, or watch them until interrupted. 1 where there is no MIDI."""
    apis = [args.api] if args.api else available()
    if args.watch:
        asyncio.run(_watch(apis, print_json if args.json else Teller().tell))
        return 0
    rows = rows_of(apis)
    for row in rows:
        print(json.dumps(row, ensure_ascii=False) if args.json else _said(row))
    if not rows:
        print(f"rubato: {NO_RTMIDI}", file=sys.stderr)
    return 0 if any(row["ok"] for row in rows) else 1


def rows_of(apis: Sequence[str]) -> list[Message]:
    """Ask each MIDI system for its keyboards; `ok` tells whether it is here."""
    with _hushed():
        return [_row(api) for api in apis]


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep quiet what ALSA's and JACK's libraries write to stderr; our line says the same."""
    kept = os.dup(2)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _row(api: str) -> Message:
    watcher = probe(api) if api in available() else f"{API_NAMES[api]}: not on this system"
    if not isinstance(watcher, Watcher):
        return {"api": api, "ok": False, "reason": watcher.partition(": ")[2], "ports": []}
    ports = [one.name for one in watcher.keyboards()]
    watcher.close()
    return {"api": api, "ok": True, "reason": "", "ports": ports}


def _said(row: Message) -> str:
    name = API_NAMES[row["api"]]
    if not row["ok"]:
        return f"{name}: not here ({row['reason']})"
    return "\n  ".join([f"{name}:", *(row["ports"] or ["no keyboard is plugged in"])])


async def _watch(apis: Sequence[str], tell: Callable[[Message], None]) -> None:
    async with Bridge(RtmidiInputs(*apis)) as bridge, bridge.subscribe() as messages:
        async for message in messages:
            tell(message)


def print_json(message: Message) -> None:
    """Print a message of the bridge as it is."""
    print(json.dumps(message, ensure_ascii=False), flush=True)


class Teller:
    """Tells the messages of the bridge in words, the ports by what changed of them."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._reason: str | None = None

    def tell(self, message: Message) -> None:
        """Print what there is to say of a message."""
        for line in LINES[message["type"]](self, message):
            print(line, flush=True)

    def ports(self, message: Message) -> list[str]:
        """Say which keyboards are new, and why there are none."""
        now = {port["id"]: port["name"] for port in message["ports"] if port["open"]}
        lines = [f"+ {name}" for port, name in now.items() if port not in self._names]
        self._names = self._names | now
        reason = message.get("reason", "")
        if reason and reason != self._reason:
            lines.append(reason)
        self._reason = reason
        return lines

    def lost(self, message: Message) -> list[str]:
        """Say which keyboard is gone."""
        return [f"- {self._names.pop(message['port'], message['port'])}"]

    def midi(self, message: Message) -> list[str]:
        """Say a message's meaning, notes by their names."""
        heard = parse(message["bytes"])
        if heard is None:
            return []
        fields = dict(heard.fields)
        if "channel" in fields:
            fields["channel"] += 1  # as players count
        note = [note_name(fields["note"])] if "note" in fields else []
        values = [f"{name} {value}" for name, value in fields.items()]
        who = self._names.get(message["port"], message["port"])
        return [f"  {who}: {' '.join([heard.type, *note])} ({', '.join(values)})"]


LINES: dict[str, Callable[[Teller, Message], list[str]]] = {
    "ports": Teller.ports,
    "lost": Teller.lost,
    "midi": Teller.midi,
}


def note_name(note: int) -> str:
    """Give a note's name, with the octave in which middle C (60) is C4."""
    return f"{NOTES[note % 12]}{note // 12 - 1}"
