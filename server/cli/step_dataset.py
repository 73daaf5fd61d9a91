"""Cuts the sound of one recording into a dataset of its own, as `voice-dataset` does."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from server.adapters.dataset_folder import DatasetFolder
from server.adapters.noise_reduction import NoiseReduction
from server.adapters.raw_sound import RawSound
from server.adapters.sound_files import decode
from server.adapters.voices.number_words import number_words
from server.cli.voice_dataset import LONGEST, Pair
from server.core.errors import UnavailableError
from server.core.spoken_text import spoken
from server.core.transcript_reading import Line
from server.core.voice_set import RATE, metadata, report
from server.core.wordings import WORDINGS
from server.services.chore_dataset import Cut
from server.services.voice_dataset import Reduce, make


@dataclass(frozen=True, slots=True)
class DatasetCutter:
    """Writes one folder for each recording."""

    folder: Path
    language: str

    def __call__(
        self, key: str, name: str, lines: Sequence[Line], fetch: Callable[[str], object]
    ) -> Cut:
        """Fetch, decode and cut; a recording without a good clip leaves no folder."""
        say = partial(spoken, language=_language(self.language), say=number_words)
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="rubato-") as temporary:
            source, raw = Path(temporary) / "source", Path(temporary) / "raw"
            fetch(str(source))
            decode(source, raw, RATE, LONGEST)
            source.unlink()  # a film is large, and its sound is all that is wanted
            sound = RawSound(raw, RATE)
            there = [line for line in lines if line.start_ms < sound.length_ms]
            with DatasetFolder(self.folder / key, RATE, force=True) as made:
                rows = list(make([Pair(name, there, sound)], made, say, _reduction()))
                kept = [row for row in rows if row.id]
                if kept:
                    made.finish(metadata(rows), report(rows))
        return Cut(len(kept), sum(row.seconds for row in kept))


def _language(wanted: str) -> str:
    """Give the language in which numbers are said."""
    short = wanted.partition("-")[0].lower()
    return short if short in WORDINGS else "en"


def _reduction() -> Reduce | None:
    """Take the room's noise out where the library for it is installed."""
    try:
        return NoiseReduction(RATE)
    except UnavailableError:
        return None
