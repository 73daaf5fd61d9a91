"""The engine of Piper's voices: one model, loaded into this process."""

import re
import time
from pathlib import Path
from typing import Any

from server.adapters.voices.shelf import read_voice
from server.core.errors import InvalidError
from server.core.voice_description import Unfit
from server.core.voices import AS_MADE, Manner, Sound

INPUTS = {"input", "input_lengths", "scales"}
"""What a Piper model takes; one with several speakers also `sid`."""

UNLOADABLE = (
    (r"IR version|opset|Opset", "is for another version of onnxruntime than the one installed"),
    (r"bad_alloc|allocat|memory", "needs more memory than there is"),
    (r"", "is broken or no ONNX model; install or copy it again"),
)
"""What onnxruntime says of a model, by its words, and what we say."""


class PiperEngine:
    """Speaks as one model."""

    def __init__(self, source: str) -> None:
        """Load it; raises `InvalidError` for what is no voice, with what is wrong about it."""
        model = Path(source)
        if not model.is_file():
            raise InvalidError(f"The voice {model.stem} is gone: there is no file {model}.")
        found = read_voice(model)
        if isinstance(found, Unfit):
            raise InvalidError(f"The voice {model.name} {found.why}.")
        self._voice = _loaded(model)
        self.say("a", source, AS_MADE, None)  # the first is slow; it should be nobody's

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


def _loaded(model: Path) -> Any:
    """Load a model by Piper."""
    from piper import PiperVoice  # noqa: PLC0415  (onnxruntime)

    try:
        voice = PiperVoice.load(model)
    except MemoryError:
        raise
    except Exception as error:  # onnxruntime raises errors of its own
        raise InvalidError(f"The voice {model.name} {_why(str(error))}.") from error
    takes = {each.name for each in voice.session.get_inputs()}
    if not takes >= INPUTS or takes - INPUTS - {"sid"}:
        raise InvalidError(
            f"The voice {model.name} is no Piper voice of this version: it takes "
            f"{', '.join(sorted(takes))}, not {', '.join(sorted(INPUTS))}."
        )
    return voice


def _why(told: str) -> str:
    return next(ours for words, ours in UNLOADABLE if re.search(words, told))
