"""What is told of an answer while it comes: begun, each step, each piece, and its end."""

from dataclasses import dataclass
from typing import TypeAlias

from server.core.chat.inquiries import Inquiry
from server.core.chat.steps import Step


@dataclass(frozen=True, slots=True)
class Begun:
    """The question is kept, and these are the sources."""

    inquiry: Inquiry
    cautions: tuple[str, ...]
    voice: str = ""
    """The voice of the persona that answers, by its id; empty: whichever fits."""
    """Of the topics that were chosen."""


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of it."""

    inquiry: Inquiry


Event: TypeAlias = Begun | Step | Said | Ended
