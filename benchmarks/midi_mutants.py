"""Damaged MIDI files, made from whole ones by a seeded script: the same ones everywhere.

Each says where its damage begins, so that what stands before it can be asked for.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

COUNT: Final = 3720
SEED: Final = 8

Damage = Callable[[bytes, int, random.Random], bytes]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged file."""

    name: str
    """Of the damage and the file."""
    data: bytes
    whole: bytes
    at: int
    """The first byte that is not as it was."""


def mutants(files: Sequence[tuple[str, bytes]], count: int = COUNT) -> Iterator[Mutant]:
    """Make so many of these files, turn by turn, each kind of damage as often; empty ones rest."""
    dice = random.Random(SEED)
    hurt = [(name, data) for name, data in files if len(data) > 1]
    kinds = list(DAMAGES.items())
    for turn in range(count):
        name, whole = hurt[turn % len(hurt)]
        called, damage = kinds[turn // len(hurt) % len(kinds)]
        data = damage(whole, dice.randrange(len(whole)), dice)
        yield Mutant(f"{called} {name}", data, whole, _first_difference(whole, data))


def _first_difference(one: bytes, other: bytes) -> int:
    most = min(len(one), len(other))
    return next((at for at in range(most) if one[at] != other[at]), most)


def _cut(whole: bytes, at: int, _: random.Random) -> bytes:
    return whole[:at]


def _flipped(times: int) -> Damage:
    def damage(whole: bytes, at: int, dice: random.Random) -> bytes:
        hurt = bytearray(whole)
        for place in [at, *(dice.randrange(len(whole)) for _ in range(times - 1))]:
            hurt[place] = dice.randrange(256)
        return bytes(hurt)

    return damage


def _lost(whole: bytes, at: int, dice: random.Random) -> bytes:
    return whole[:at] + whole[at + 1 + dice.randrange(4) :]


def _gained(whole: bytes, at: int, dice: random.Random) -> bytes:
    return whole[:at] + dice.randbytes(1 + dice.randrange(4)) + whole[at:]


def _emptied(whole: bytes, at: int, dice: random.Random) -> bytes:
    """Fill up to a sector with zeros, as a disk does that lost it."""
    size = min(1 + dice.randrange(512), len(whole) - at)
    return whole[:at] + bytes(size) + whole[at + size :]


def _doubled(whole: bytes, at: int, dice: random.Random) -> bytes:
    stop = at + 1 + dice.randrange(64)
    return whole[:stop] + whole[at:]


def _lying(whole: bytes, at: int, dice: random.Random) -> bytes:
    """Change the length of a chunk, or of the file where it has none."""
    chunk = whole.find(b"MTrk", at) if whole.find(b"MTrk", at) >= 0 else whole.find(b"MTrk")
    place = (chunk if chunk >= 0 else 0) + 4
    lie = dice.choice([0, 1, 0x7FFFFFFF, 0xFFFFFFFF, dice.randrange(len(whole) * 2)])
    return whole[:place] + lie.to_bytes(4, "big") + whole[place + 4 :]


DAMAGES: Final[dict[str, Damage]] = {
    "cut": _cut,
    "1 byte changed": _flipped(1),
    "4 bytes changed": _flipped(4),
    "16 bytes changed": _flipped(16),
    "bytes lost": _lost,
    "bytes gained": _gained,
    "zeros": _emptied,
    "doubled": _doubled,
    "a length that lies": _lying,
}
