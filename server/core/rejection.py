"""Rejection: how surely a guess is what somebody meant to say, rather than ordinary talk.

A logistic regression over the measures of a guess. One threshold on one score does not do: talk
that no phrase resembles fits a long number well, and a short command fits noise. What tells most is
whether the guess explains all that was spoken.

The weights were fitted to utterances of three synthetic voices: 124 commands and 258 sentences of
talk, in a quiet room; of 218 other sentences by the same voices none was then accepted, and 99 %
of the commands were. Cut out of a stream, a little more talk gets through; benchmarks/speech.py
measures it.
"""

import math
from collections.abc import Callable

from server.core.hearing import Measures

FEATURES: dict[str, Callable[[Measures], float]] = {
    "over_loop": lambda m: m.over_loop,
    "covered": lambda m: m.covered,
    "worst_word": lambda m: m.worst_word,
    "posterior": lambda m: m.posterior / max(m.words, 1),
    "frames_a_phone": lambda m: m.frames / max(m.phones, 1) / 10,
    "words": lambda m: float(m.words),
    "phones": lambda m: m.phones / 10,
}
"""What is weighed, each of the order of one."""

WEIGHTS: dict[str, float] = {
    "over_loop": 0.487,
    "covered": 14.243,
    "worst_word": 2.419,
    "posterior": -2.329,
    "frames_a_phone": -2.33,
    "words": 1.304,
    "phones": -5.397,
}
OFFSET = 1.703
ACCEPTED = 0.5
"""From here on a guess is taken for what was meant."""


def surety(measures: Measures) -> float:
    """Give 0 for what is surely no command, up to 1 for what surely is the one that was guessed."""
    weighed = OFFSET + sum(WEIGHTS[name] * feature(measures) for name, feature in FEATURES.items())
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, weighed))))
