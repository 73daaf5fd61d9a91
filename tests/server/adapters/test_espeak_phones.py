"""How words are spoken: as piper says them, without loading all of piper."""

import subprocess
import sys

import pytest

from server.adapters.espeak_phones import EspeakPhones
from server.core.arpabet import arpabet

WORDS = (
    "rubato", "Zürich", "naïve", "Čapek", "x", "4711", "e.g.", "hello, world; again. And?", "音楽",
    "(bracketed)", "déjà vu", "",
)  # fmt: skip

LOADED = """
import sys
from server.adapters.espeak_phones import EspeakPhones
assert EspeakPhones()("rubato")
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def phones() -> EspeakPhones:
    """Load it once."""
    return EspeakPhones()


@pytest.mark.parametrize("word", WORDS)
def test_phones_are_those_of_piper(phones: EspeakPhones, word: str) -> None:
    """Words of any writing have the phones that piper's own way gives."""
    from piper.phonemize_espeak import EspeakPhonemizer

    sentences = EspeakPhonemizer().phonemize("en-us", word)

    assert phones(word) == arpabet("".join(phone for one in sentences for phone in one))


def test_phones_need_no_voice_of_piper() -> None:
    """Who listens holds no runtime of neural voices: 15 MB."""
    loaded = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    ).stdout.split()

    assert "numpy" not in loaded
    assert [name for name in ("onnxruntime", "piper", "piper.voice") if name in loaded] == []
