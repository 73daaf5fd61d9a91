"""Which transcriber writes: the best that is there, loaded once, or why none is."""

from collections.abc import Iterator

import numpy as np
import pytest

from server.core.errors import UnavailableError
from server.core.noise import Samples
from server.core.transcript import PLAINLY, Asked, Segment
from server.services.transcription import Scribe, Transcription
from tests.server.fakes import FakeLog


class Writes:
    """Writes its name, whatever was said."""

    limits = "It writes its name."

    def __init__(self, name: str) -> None:
        self.name = name

    def speaks(self, language: str) -> bool:
        """Know one language."""
        return language == "en"

    def transcribe(
        self, samples: Samples, language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment]:
        """Write."""
        yield Segment(0, samples.size, self.name, 1.0, (), language or "")


def transcription(**problems: str | None) -> tuple[Transcription, list[str]]:
    """Offer these, with their problems; give also the list of what was loaded."""
    loaded: list[str] = []

    def scribe(name: str, problem: str | None) -> Scribe:
        return Scribe(name, lambda: problem, lambda: loaded.append(name) or Writes(name))  # type: ignore[func-returns-value]

    return Transcription([scribe(*each) for each in problems.items()], FakeLog()), loaded


def test_the_best_that_is_there_writes() -> None:
    """The first without a problem is loaded, once, when it is needed."""
    chosen, loaded = transcription(whisper="no model", pocketsphinx=None, third=None)
    before = list(loaded)
    segments = [*chosen.transcribe(np.zeros(5), "en"), *chosen.transcribe(np.zeros(6))]

    assert before == []
    assert loaded == ["pocketsphinx"]
    assert [(one.text, one.end_ms, one.language) for one in segments] == [
        ("pocketsphinx", 5, "en"),
        ("pocketsphinx", 6, ""),
    ]
    assert (chosen.name, chosen.limits) == ("pocketsphinx", "It writes its name.")
    assert (chosen.speaks("en"), chosen.speaks("de")) == (True, False)


def test_why_nobody_writes() -> None:
    """Each says why not, and what would help."""
    nobody, _ = transcription(whisper="Fetch a model.", pocketsphinx="Install it.")

    with pytest.raises(UnavailableError, match=r"Fetch a model\. Install it\."):
        nobody.transcribe(np.zeros(5))
