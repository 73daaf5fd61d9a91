"""The keyboard extension that the scrolling benchmark plays beside: ours, or one that is named."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

SAMPLES = 80


@dataclass(frozen=True, slots=True)
class Beside:
    """The keyboard extension that is played beside, and the letters that it scrolls on."""

    folder: Path
    names: dict[str, str]
    """What to print of each letter; the first is what ours is compared with."""
    samples: int = SAMPLES


OWN = Beside(
    Path(__file__).parent / "keyboard_extension",
    {
        "j": "j, by frames as Vimium → seen",
        "n": "n, the browser's smooth scroll → seen",
        "k": "k, a jump in the key's own task → seen",
    },
)


def parse(arguments: Sequence[str]) -> Beside:
    """Read which extension is beside; leaves, saying why, where that is none."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks scroll")
    parser.add_argument("--peer", type=Path, metavar="DIR", help="an unpacked keyboard extension")
    parser.add_argument("--peer-key", default="j", metavar="KEY", help="what it scrolls on (j)")
    parser.add_argument("--samples", type=int, default=SAMPLES, metavar="N", help="of each (80)")
    given = parser.parse_args(arguments)
    if given.samples < 2:
        parser.error("--samples takes two or more: of fewer nothing can be told")
    if given.peer is None:
        return replace(OWN, samples=given.samples)
    if not (given.peer / "manifest.json").is_file():
        parser.error(f"{given.peer} is no unpacked extension: it has no manifest.json")
    if len(given.peer_key) != 1:
        parser.error(f"--peer-key takes one key, and {given.peer_key!r} is none")
    names = {given.peer_key: f"{given.peer_key}, the peer's → seen"}
    return Beside(given.peer.resolve(), names, given.samples)
