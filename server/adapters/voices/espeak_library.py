"""The espeak inside piper-tts, reached by ctypes: it speaks without any download.

It keeps one state for the process, so it is opened once, in a process of its own, and used by one
thread.
"""

import ctypes
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec
from pathlib import Path

from server.core.errors import UnavailableError

SYNCHRONOUS, DONT_EXIT = 2, 0x8000
BY_CHARACTER, UTF8 = 1, 1
RATE, PITCH = 1, 3
SLOWEST, USUAL, FASTEST = 80, 175, 450
"""Words a minute that it speaks; beyond them it stays at the nearest."""

_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class Espeak:
    """Speaks; `rate` is its samples a second."""

    def __init__(self) -> None:
        folder = piper_folder()
        library = _library(folder)
        try:
            self._espeak = ctypes.CDLL(str(library))
            self._espeak.espeak_Initialize.argtypes = (
                ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int,
            )  # fmt: skip
        except (OSError, AttributeError) as error:
            raise UnavailableError(WITHOUT) from error
        data = str(folder).encode()
        self.rate = self._espeak.espeak_Initialize(SYNCHRONOUS, 0, data, DONT_EXIT)
        if self.rate <= 0:
            raise UnavailableError(WITHOUT)
        self._sound = bytearray()
        self._callback = _CALLBACK(self._take)  # kept, for espeak keeps no hold of it
        self._espeak.espeak_SetSynthCallback(self._callback)
        self._voice = ""

    def say(self, text: str, voice: str, words_a_minute: int, pitch: int) -> bytes:
        """Give 16-bit samples of a text; pitch is 0 to 99, 50 the voice's own."""
        if voice != self._voice:
            if self._espeak.espeak_SetVoiceByName(voice.encode()) != 0:
                raise UnavailableError(f"The embedded voice does not speak {voice}.")
            self._voice = voice
        self._espeak.espeak_SetParameter(RATE, words_a_minute, 0)
        self._espeak.espeak_SetParameter(PITCH, pitch, 0)
        self._sound.clear()
        spoken = text.replace("\0", " ").encode("utf-8", "replace")
        self._espeak.espeak_Synth(
            spoken, ctypes.c_size_t(len(spoken) + 1), 0, BY_CHARACTER, 0, UTF8, None, None
        )
        return bytes(self._sound)

    def _take(self, samples: "ctypes._Pointer[ctypes.c_short]", count: int, _events: int) -> int:
        if samples and count > 0:
            self._sound += ctypes.string_at(samples, count * 2)
        return 0


def piper_folder() -> Path:
    """Give where piper-tts lies, without loading it: that would load all of onnxruntime."""
    found = find_spec("piper")
    if found is None or not found.submodule_search_locations:
        raise UnavailableError(WITHOUT)
    return Path(found.submodule_search_locations[0])


def _library(folder: Path) -> Path:
    names = (folder / f"espeakbridge{suffix}" for suffix in EXTENSION_SUFFIXES)
    found = next((name for name in names if name.is_file()), None)
    if found is None:
        raise UnavailableError(WITHOUT)
    return found


WITHOUT = (
    "The embedded voice does not work on this system; install one with `rubato voices install`."
)
