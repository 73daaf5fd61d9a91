"""Performances in the notation of tests/vectors/recogniser.json, read and written."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from server.core.compiler import Options, compile_lexicon
from server.core.keys import parse
from server.core.language import Command, Language, Word, command_from_json, language_from_json
from server.core.lexicon import Lexicon
from server.core.recogniser import feed, start

ROOT = Path(__file__).resolve().parents[3]
VECTORS = ROOT / "tests" / "vectors"
SHIPPED = ROOT / "extension" / "languages"

# How each effect is written, from all of its fields: one too many or too few is a failure.
WRITERS: Mapping[str, Any] = {
    "open": lambda key: f"open {key}",
    "want": lambda command, kind: f"want {command} {kind}",
    "fail": lambda where, keys: _joined("fail", where, *keys),
    "nearest": lambda keys, commands: _joined("nearest", *keys, "=", ", ".join(commands)),
    "cancel": lambda keys, command: _joined("cancel", *keys, command or ""),
    "held": lambda kind, value: _joined("held", kind, shown(value)),
    "choose": lambda commands: f"choose {', '.join(commands)}",
    "talk": lambda down: f"talk {'down' if down else 'up'}",
}


def vectors(name: str) -> Any:
    """Read a file of vectors."""
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


@cache
def shipped_commands() -> tuple[Command, ...]:
    """Read the command table as the extension does."""
    rows = json.loads((SHIPPED / "commands.json").read_text(encoding="utf-8"))["commands"]
    return tuple(map(command_from_json, rows))


@cache
def shipped_language(name: str) -> Language:
    """Read a language as the extension does."""
    return language_from_json(json.loads((SHIPPED / f"{name}.json").read_text(encoding="utf-8")))


def shipped_lexicon(
    profile: Any = "safe",
    names: Sequence[str] = ("base", "swift", "numbers-decimal"),
    pedal: Any = "none",
) -> Lexicon:
    """Compile shipped languages."""
    languages = [shipped_language(name) for name in names]
    lexicon, problems = compile_lexicon(shipped_commands(), languages, Options(profile, pedal))
    assert lexicon, problems
    return lexicon


def small_lexicon(row: Mapping[str, Any], rows: Mapping[str, Any]) -> Lexicon:
    """Make one of the lexicons of the vectors."""
    if "shipped" in row:
        return shipped_lexicon(row["profile"], tuple(row["shipped"]))
    if "like" in row:
        row = {**rows[row["like"]], **row}
    commands = [Command(name, (name,), value=kind) for name, kind in row["commands"].items()]
    words = [Word(parse(keys), tuple(means)) for keys, *means in row["words"]]
    chords = [Word(parse(keys), tuple(means), unordered=True) for keys, *means in row["chords"]]
    digits = Language("digits", kind="numbers", base=row.get("numbers", "decimal"))
    languages = [Language("small", words=(*words, *chords)), digits]
    lexicon, problems = compile_lexicon(
        commands, languages, Options("safe", row.get("pedal", "none"))
    )
    assert lexicon, problems
    return lexicon


def events(play: str) -> list[dict[str, Any]]:
    """Read a performance."""
    return [_event(part) for part in play.split()]


def _event(part: str) -> dict[str, Any]:
    kind, colon, text = part.partition(":")
    if not colon:
        return {"type": "key", "key": int(part)}
    if kind == "say":
        return {"type": "word", "command": text}
    if kind == "pedal":
        return {"type": "pedal", "down": text == "down"}
    if kind == "labels":
        return {"type": "labels", "labels": [_keys(label) for label in text.split("/") if label]}
    if kind == "choice":
        return {"type": "value", "kind": "text", "value": {"choice": int(text)}}
    return {"type": "value", "kind": kind, "value": READERS[kind](text)}


def _keys(text: str) -> list[int]:
    return [int(key) for key in text.split(",")]


READERS: Mapping[str, Any] = {
    "number": int,
    "step": int,
    "text": lambda text: text.replace("_", " "),
    "place": lambda text: dict(zip(("row", "column"), map(int, text.split(",")), strict=True)),
    "name": _keys,
    "label": _keys,
    "grid": _keys,
}


def perform(lexicon: Lexicon, play: str) -> tuple[list[str], str]:
    """Play a performance; write down its effects and where it ends."""
    state, heard = start(lexicon), []
    for ordinal, event in enumerate(events(play), 1):
        state, effects = feed(lexicon, state, event)
        if effects:
            heard.append(f"{ordinal} {' & '.join(map(write, effects))}")
    return heard, write_state(state)


def write(effect: Mapping[str, Any]) -> str:
    """Write one effect; KeyError or TypeError where it is not of the shape agreed."""
    fields = dict(effect)
    kind = fields.pop("type")
    if kind == "command" and len(fields) > 1:
        return _joined("do", fields["command"], fields["kind"], shown(fields["value"]))
    if kind == "command":
        return f"do {fields['command']}"
    text: str = WRITERS[kind](**fields)
    return text


PENDING: Mapping[str, Any] = {
    "rest": lambda state: (),
    "frame": lambda state: (*state["keys"], "dead" if state["dead"] else ""),
    "swift": lambda state: state["keys"],
    "choose": lambda state: state["digits"],
    "value": lambda state: (state["command"], *state["digits"]),
    "off": lambda state: ("pedal" if state["by"] == "pedal" else "", state["matched"] or ""),
}


def write_state(state: Any) -> str:
    """Write a state: where it is, what is pending, and what is held."""
    begun = PENDING[state["at"]](state)
    held = state.get("held")
    holds = ("holds", held["kind"], shown(held["value"])) if held else ()
    return _joined(state["at"], *begun, *holds)


def shown(value: Any) -> str:
    """Write a value."""
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, dict) and "choice" in value:
        return f"#{value['choice']}"
    return f"{value['row']},{value['column']}" if isinstance(value, dict) else str(value)


def _joined(*parts: Any) -> str:
    return " ".join(str(part) for part in parts if part != "")
