"""A long recording is written down piece by piece, at its times, with progress."""

from collections.abc import Iterator

import numpy as np

from server.core.noise import RATE, Samples
from server.core.transcript import PLAINLY, Asked, Progress, Segment
from server.services.writing_down import write_down
from tests.fixtures.speaking import recording


class Hears:
    """Says how long each piece is, in the language it was given, or the next of its own."""

    name, limits, languages = "hears", "", ("en", "de")

    def __init__(self, *heard: str) -> None:
        self.given: list[tuple[int, str | None, Asked]] = []
        self._heard = iter(heard)

    def transcribe(
        self, samples: Samples, language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment]:
        """Say it, half a second after the piece begins."""
        self.given.append((samples.size, language, asked))
        heard = language or next(self._heard)
        yield Segment(500, 600, f"{samples.size / RATE:.0f} s", 1.0, (), heard)


def written(sound: Samples, hears: Hears, language: str | None = None) -> list[Segment | Progress]:
    """Write it down, in blocks of a second."""
    blocks = [sound[at : at + RATE] for at in range(0, sound.size, RATE)]
    return list(write_down(blocks, sound.size, hears, language, Asked("Rubato")))


def test_pieces_are_at_their_times() -> None:
    """Each is written for itself, and its segments are where they were said."""
    hears = Hears("en")
    told = written(recording(RATE, 12, [(2, 4), (8, 10)]), hears)
    segments = [one for one in told if isinstance(one, Segment)]
    progress = [one for one in told if isinstance(one, Progress)]

    assert [round(one.start_ms / 1000) for one in segments] == [2, 8]
    assert [one.done_ms for one in progress] == sorted(one.done_ms for one in progress)
    assert (progress[0], progress[-1]) == (Progress(0, 12_000), Progress(12_000, 12_000))
    assert {asked for _, _, asked in hears.given} == {Asked("Rubato")}


def test_the_language_of_the_first_piece_is_that_of_all() -> None:
    """What is guessed once is not guessed again; what is given is never guessed."""
    sound = recording(RATE, 16, [(2, 4), (7, 9), (12, 14)])
    guessing, knowing = Hears("", "de"), Hears()
    written(sound, guessing)
    written(sound, knowing, "en")

    assert [language for _, language, _ in guessing.given] == [None, None, "de"]
    assert [language for _, language, _ in knowing.given] == ["en", "en", "en"]


def test_silence_has_progress() -> None:
    """Whoever waits is told each minute that something happens, even where nobody speaks."""
    told = written(np.zeros(150 * RATE), Hears())

    assert told == [Progress(ms, 150_000) for ms in (0, 60_000, 120_000, 150_000)]
