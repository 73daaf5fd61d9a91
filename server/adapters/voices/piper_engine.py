"""The engine of Piper's voices: one model, loaded into this process."""

import time
from pathlib import Path
from typing import Any

from server.core.errors import InvalidError
from server.core.voices import Manner, Sound


class PiperEngine:
    """Speaks as one model."""

    def __init__(self, model: str) -> None:
        """Load it, with the description that lies beside it."""
        from piper import PiperVoice  # noqa: PLC0415  (onnxruntime)

        try:
            self._voice: Any = PiperVoice.load(model)
        except MemoryError:
            raise
        except Exception as error:  # onnxruntime and json raise errors of their own
            raise InvalidError(
                f"{Path(model).name} cannot be loaded as a voice: {error}"
            ) from error

    def say(self, text: str, _source: str, manner: Manner, speaker: int | None) -> Sound:
        """Speak a text. A higher pitch is spoken longer, to be played faster."""
        from piper import SynthesisConfig  # noqa: PLC0415

        config = self._voice.config
        length = config.length_scale * manner.pitch / manner.speed
        begun = time.perf_counter()
        wanted = SynthesisConfig(speaker_id=speaker, length_scale=length)
        pcm = b"".join(chunk.audio_int16_bytes for chunk in self._voice.synthesize(text, wanted))
        taken = (time.perf_counter() - begun) * 1000
        return Sound(pcm, round(config.sample_rate * manner.pitch), taken)
