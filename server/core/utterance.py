"""An utterance made ready for an ear: without noise, and, of what a button held, what is speech."""

from typing import NamedTuple

from server.core.endpoint import spoken_part
from server.core.noise import HOP, Samples, cleaned


class Utterance(NamedTuple):
    """What an ear is shown, and which samples of what came it is."""

    clean: Samples
    begin: int
    end: int


def utterance(samples: Samples, *, held: bool = False) -> Utterance:
    """Clean what was cut where somebody hushed; or, `held`, all that a button held."""
    clean, speech = cleaned(samples)
    part = spoken_part(speech) if held else slice(0, speech.size)
    begin, end = part.start * HOP, part.stop * HOP
    return Utterance(clean[begin:end], begin, end)
