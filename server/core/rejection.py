"""Rejection: how surely a guess is what somebody meant to say, rather than ordinary talk.

A logistic regression over the measures of a guess. One threshold on one score does not do: talk
that no phrase resembles fits a long number well, and a short command fits noise. What tells most is
whether the guess explains all that was spoken.

The weights were fitted to utterances of three synthetic voices: 143 commands in a quiet room and
through pink noise 10 dB softer, and 284 sentences of newspapers and the like. Of other sentences
and other commands than those a fit had seen 0.8 % were accepted, and 97 % of the commands in a
quiet room. benchmarks/speech.py measures it with talk of everyday.

They were kept when the ear no longer told a posterior, whose mean the offset took up. Nothing was
fitted again, and they hold for what they had not seen: of 224 phrases that are no command's first
98 % are accepted, 0.4 % as another; of kal's commands, a hard voice, 94 %; of 396 sentences 1 %.
How little worse the next best path is tells too little: to refuse 9 of 15 guesses that are wrong
by it would refuse 47 of 1032 that are right.
"""

import math
from collections.abc import Callable

from server.core.hearing import Measures

FEATURES: dict[str, Callable[[Measures], float]] = {
    "over_loop": lambda m: m.over_loop,
    "covered": lambda m: m.covered,
    "worst_word": lambda m: m.worst_word,
    "frames_a_phone": lambda m: m.frames / max(m.phones, 1) / 10,
    "words": lambda m: float(m.words),
    "phones": lambda m: m.phones / 10,
}
"""What is weighed, each of the order of one."""

WEIGHTS: dict[str, float] = {
    "over_loop": 0.682,
    "covered": 7.292,
    "worst_word": 0.661,
    "frames_a_phone": -2.013,
    "words": -0.005,
    "phones": -1.722,
}
OFFSET = 2.1
ACCEPTED = 0.5
"""From here on a guess is taken for what was meant."""


def surety(measures: Measures) -> float:
    """Give 0 for what is surely no command, up to 1 for what surely is the one that was guessed."""
    weighed = OFFSET + sum(WEIGHTS[name] * feature(measures) for name, feature in FEATURES.items())
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, weighed))))
