"""Role sounds: what each role of a page sounds like.

Mirrored in ``extension/core/role_sounds.js``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

ROLES = ("link", "image", "text", "heading", "button", "field", "media", "landmark")
"""The roles that have a sound, in the order in which they are told."""
LEVELS = 5
"""The levels of a heading that are told apart; deeper ones sound as the last."""
SCALE = (0, 2, 4, 7, 9)
"""C major pentatonic, as semitones above C: whatever sounds together agrees."""
LONGEST_MS = 125
"""By when the last strike ends: with its release a sound is over within 150 ms."""


@dataclass(frozen=True)
class Strike:
    """One strike of a role's sound."""

    at: int
    """ms after the sound begins"""
    ms: int
    """how long it is held"""
    step: int = 0
    """of the scale above (below) the row's own note"""
    gain: float = 0.8
    """0..1"""

    def to_json(self) -> dict[str, Any]:
        """Give the strike as the extension reads it."""
        return {"step": self.step, "at": self.at, "ms": self.ms, "gain": self.gain}


@dataclass(frozen=True)
class RoleSound:
    """What a role sounds like: a row of ``languages/sounds.toml``."""

    role: str
    timbre: str
    """a name in ``extension/sounds/samples.json``"""
    note: int
    """of the middle row, as MIDI has it, a note of the scale"""
    strikes: tuple[Strike, ...]
    dense: tuple[Strike, ...] = ()
    """the strikes where much of the kind is together; none: the same"""
    level: int | None = None
    """of a heading, 1..5"""
    line: int = field(default=0, compare=False)

    @property
    def title(self) -> str:
        """Name it in a sentence."""
        return f"“{self.role}”" + (f" of level {self.level}" if self.level is not None else "")

    def to_json(self) -> dict[str, Any]:
        """Give the sound as the extension reads it."""
        return {
            "role": self.role,
            **({"level": self.level} if self.level is not None else {}),
            "timbre": self.timbre,
            "note": self.note,
            "strikes": [strike.to_json() for strike in self.strikes],
            "dense": [strike.to_json() for strike in self.dense or self.strikes],
        }


@dataclass(frozen=True)
class RoleSounds:
    """The language file of sounds."""

    name: str
    version: int
    help: str
    sounds: Sequence[RoleSound]

    def to_json(self) -> dict[str, Any]:
        """Give the file as the extension reads it."""
        return {
            "format": 1,
            "name": self.name,
            "version": self.version,
            "kind": "sounds",
            "help": self.help,
            "sounds": [sound.to_json() for sound in self.sounds],
        }


def step_of(note: int) -> int:
    """Give a note's place in the scale, -1 where it is none of it."""
    in_scale = note % 12 in SCALE
    return len(SCALE) * (note // 12) + SCALE.index(note % 12) if in_scale else -1


def note_at(step: int) -> int:
    """Give the note, as MIDI has it, of a place in the scale."""
    octave, degree = divmod(step, len(SCALE))
    return 12 * octave + SCALE[degree]
