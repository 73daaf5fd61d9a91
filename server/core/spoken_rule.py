"""A rule of reading aloud: what is looked for, and who says what is found."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from server.core.spoken_numbers import Counting

Match: TypeAlias = re.Match[str]
Says: TypeAlias = Callable[[Match, Counting], str | None]
"""Says what was found; nothing leaves it to the rules that follow."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for, where a word in capitals stands for what a language fills in."""

    pattern: str
    says: Says
    only: Literal["", "month first", "day first"] = ""
    """The languages it is for, by how they write dates; else all."""
