"""Phones of any word by the espeak inside piper-tts, which keeps one state for the process."""

import re
import threading
import unicodedata
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Any

from server.core.arpabet import arpabet

VOICE = "en-us"
SWITCHES = re.compile(r"\([^)]+\)")
"""Where espeak goes on in another language, it says so between brackets."""


class EspeakPhones:
    """Says how a word is spoken; loaded when first asked. Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._espeak: Any = None

    def __call__(self, word: str) -> str:
        """Give a word's phones, in ARPABET; nothing where it cannot be said."""
        with self._lock:
            if self._espeak is None:
                self._espeak = _espeak()
            self._espeak.set_voice(VOICE)
            clauses = self._espeak.get_phonemes(word)
        said = "".join(SWITCHES.sub("", phones) for phones, *_ in clauses)
        # An accent is a sign of its own, which the table passes over.
        return arpabet(unicodedata.normalize("NFD", said))


def _espeak() -> Any:
    """Load piper's module of espeak alone: all of piper loads onnxruntime, 15 MB for no word."""
    name = "piper.espeakbridge"
    package = find_spec("piper")
    places = (package and package.submodule_search_locations) or []
    spec = PathFinder.find_spec(name, places)
    if spec is None or spec.loader is None or spec.origin is None:
        raise ImportError("piper-tts is not there, or has no espeak", name=name)
    espeak = module_from_spec(spec)
    spec.loader.exec_module(espeak)
    espeak.initialize(str(Path(spec.origin).with_name("espeak-ng-data")))
    return espeak
