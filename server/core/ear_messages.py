"""What a server and its ear, a process of its own, say to each other: JSON, a line each.

The ear begins with `{"hello": true}`. It is told `{"learn": name, "arcs": [[source, target, word,
weight] …]}`, `{"forget": name}`, or `{"hear": name, "pcm", "held"}`, where `pcm` is a count of the
bytes of 16-bit sound that follow the line, or `follow` in place of `hear`. It answers
`{"done": true}`, `{"take": …}`, or `{"spans": …}`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, NamedTuple, TypeAlias

from server.core.hearing import Guess, Measures, Span, Take
from server.core.spoken_grammar import Arc, Grammar

HELLO = b'{"hello": true}\n'
DONE = b'{"done": true}\n'


class Learn(NamedTuple):
    """Listen for this from now on, under this name."""

    name: str
    grammar: Grammar


class Forget(NamedTuple):
    """Let go of a grammar."""

    name: str


class Hear(NamedTuple):
    """Tell what was said in the sound that follows."""

    name: str
    pcm: int
    """Bytes of it."""
    held: bool


class Follow(NamedTuple):
    """Tell the words of one path through the grammar."""

    name: str
    pcm: int
    held: bool


Asked: TypeAlias = Learn | Forget | Hear | Follow


def learn_line(name: str, grammar: Grammar) -> bytes:
    """Give what is to be learned, as a line."""
    return _line(learn=name, arcs=grammar.arcs)


def forget_line(name: str) -> bytes:
    """Give what is to be forgotten, as a line."""
    return _line(forget=name)


def hear_line(name: str, pcm: int, *, held: bool) -> bytes:
    """Give what is to be heard, as a line; so many bytes of sound follow it."""
    return _line(hear=name, pcm=pcm, held=held)


def follow_line(name: str, pcm: int, *, held: bool) -> bytes:
    """Give what is to be followed, as a line; so many bytes of sound follow it."""
    return _line(follow=name, pcm=pcm, held=held)


def spans_line(spans: Iterable[Span]) -> bytes:
    """Give the words of a path, as a line."""
    return _line(spans=[asdict(span) for span in spans])


def take_line(take: Take) -> bytes:
    """Give what was heard, as a line."""
    return _line(take=asdict(take))


def asked_of(text: bytes) -> Asked:
    """Read what is asked of the ear."""
    match json.loads(text):
        case {"learn": name, "arcs": arcs}:
            return Learn(name, Grammar([Arc(*arc) for arc in arcs]))
        case {"forget": name}:
            return Forget(name)
        case {"hear": name, "pcm": int(pcm), "held": bool(held)}:
            return Hear(name, pcm, held)
        case {"follow": name, "pcm": int(pcm), "held": bool(held)}:
            return Follow(name, pcm, held)
    raise ValueError(f"An ear knows no {text[:80]!r}.")


def take_of(message: Mapping[str, Any]) -> Take:
    """Read what was heard."""
    told = message["take"]
    return Take(_guess(told["guess"]), told["begin"], told["end"])


def spans_of(message: Mapping[str, Any]) -> tuple[Span, ...]:
    """Read the words of a path."""
    return tuple(Span(**span) for span in message["spans"])


def _guess(told: Mapping[str, Any] | None) -> Guess | None:
    if told is None:
        return None
    return Guess(
        told["said"],
        tuple(told["others"]),
        Measures(**told["measures"]),
        spans_of(told),
    )


def _line(**message: Any) -> bytes:
    return json.dumps(message).encode() + b"\n"
