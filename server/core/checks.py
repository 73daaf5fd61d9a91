"""Checks: what a word must be to be playable at all, one row of the tables for each rule."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from server.core.entries import Entry
from server.core.keys import COUNT, is_c, show
from server.core.language import Command, Keys, Problem, Word
from server.core.spelling import likest

LONGEST_BODY = 12
LARGEST_CHORD = 4

Fault = tuple[str, str]
"""What is wrong and how to mend it; the word's title goes before the first."""


def body_of(keys: Keys) -> Keys:
    """Give the keys between the Cs, or all of a bare word."""
    return keys[1:-1] if keys and is_c(keys[0]) else keys


def _empty(keys: Keys) -> Fault | None:
    return None if keys else ("has no keys", "give it keys, as in “4 7”")


def _out_of_range(keys: Keys) -> Fault | None:
    wrong = [key for key in keys if not 0 <= key < COUNT]
    if not wrong:
        return None
    return f"has the key {wrong[0]}", "use keys from 0 (low C) to 24 (high C)"


def _unclosed(keys: Keys) -> Fault | None:
    if not is_c(keys[0]) or (len(keys) > 1 and keys[-1] == keys[0]):
        return None
    fix = f"close it with the C that opened it: {show((*keys, keys[0]))}"
    return f"opens a frame with {keys[0]} and does not close it", fix


def _c_inside(keys: Keys) -> Fault | None:
    body = body_of(keys)
    inside = [key for key in body if is_c(key)]
    if not inside:
        return None
    frame = keys[:1] if is_c(keys[0]) else ()
    rest = (*frame, *(key for key in body if not is_c(key)), *frame)
    reason = f"has the C {inside[0]} in its body, where any C but its own cancels"
    return reason, f"leave it out: {show(rest)}" if rest else "use keys that are no C"


def _too_long(keys: Keys) -> Fault | None:
    if len(body_of(keys)) <= LONGEST_BODY:
        return None
    return f"has {len(body_of(keys))} keys", f"use {LONGEST_BODY} at most"


SHAPES: tuple[tuple[str, Callable[[Keys], Fault | None]], ...] = (
    ("empty", _empty),
    ("key-range", _out_of_range),
    ("unclosed", _unclosed),
    ("c-inside", _c_inside),
    ("too-long", _too_long),
)
"""In this order; the first that fails is reported, the later ones rest on it."""


def shape(entry: Entry) -> Problem | None:
    """Find what is wrong with the keys of a word or reservation."""
    for code, check in SHAPES:
        fault = check(entry.keys)
        if fault:
            return entry.problem(code, f"{entry.title} {fault[0]}", fault[1])
    return None


def meaning(entry: Entry, commands: Mapping[str, Command]) -> Iterator[Problem]:
    """Find what is wrong with what a word means."""
    word = entry.item
    if not isinstance(word, Word):
        return
    if not word.means:
        text = f"the word {show(entry.keys)} ({entry.language.name}) means nothing"
        yield entry.problem("no-meaning", text, "name a command: command = "
                            f"“{next(iter(commands), '')}”")  # fmt: skip
    for name in word.means:
        if name not in commands:
            text = f"{entry.title} names a command that is not in the table: {name}"
            yield entry.problem("unknown-command", text, f"did you mean {likest(name, commands)}?")
    yield from _values(entry, [commands[name] for name in word.means if name in commands])
    if word.unordered and len(body_of(entry.keys)) > LARGEST_CHORD:
        text = f"{entry.title} is a chord of {len(body_of(entry.keys))} keys"
        yield entry.problem("chord-size", text, f"use {LARGEST_CHORD} at most")


def _values(entry: Entry, meant: Sequence[Command]) -> Iterator[Problem]:
    kinds = list(dict.fromkeys(command.value for command in meant))
    if len(kinds) > 1:
        text = f"{entry.title} has meanings that take different values: {', '.join(kinds)}"
        yield entry.problem("value-mismatch", text, "give each kind a word of its own")
    for command in meant:
        if command.destructive and not is_c(entry.keys[0]):
            text = f"{entry.title} is destructive and has a bare word, {show(entry.keys)}"
            yield entry.problem("destructive-bare", text, "frame it, as in 0 10 11 10 0")
        if command.destructive and command.value != "none":
            text = f"{entry.title} is destructive and takes a value"
            yield entry.problem("destructive-value", text, "let it act on what was said last")
