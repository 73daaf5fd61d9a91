"""Phones of any word by the espeak inside piper-tts, which keeps one state for the process."""

import threading
from typing import Any

from server.core.arpabet import arpabet

VOICE = "en-us"


class EspeakPhones:
    """Says how a word is spoken; loaded when first asked. Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._espeak: Any = None

    def __call__(self, word: str) -> str:
        """Give a word's phones, in ARPABET; nothing where it cannot be said."""
        with self._lock:
            if self._espeak is None:
                from piper.phonemize_espeak import EspeakPhonemizer  # noqa: PLC0415  (20 MB of data)

                self._espeak = EspeakPhonemizer()
            sentences = self._espeak.phonemize(VOICE, word)
        return arpabet("".join(phone for sentence in sentences for phone in sentence))
