"""The ear on spoken audio: real pocketsphinx, real espeak phones, flite's voices."""

import threading

import numpy as np
import pytest

from server.adapters.espeak_phones import EspeakPhones
from server.adapters.pocketsphinx_ear import PocketsphinxEar
from server.core.hearing import Guess
from server.core.noise import Samples
from server.core.rejection import ACCEPTED, surety
from server.core.spoken_grammar import Form, grammar_of
from tests.fixtures.spoken import Spoken

FORMS = (
    Form("next tab"),
    Form("scroll down"),
    Form("where am i"),
    Form("tab", "number"),
    Form("click on", "text", ("Sign in", "Zugzwang", "Chapter 12", "図書館")),
    Form("cancel"),
)


@pytest.fixture(scope="module")
def ear() -> PocketsphinxEar:
    """Load the ear, and teach it a few phrases."""
    loaded = PocketsphinxEar(EspeakPhones())
    loaded.learn("some", grammar_of(FORMS))
    return loaded


def guessed(ear: PocketsphinxEar, name: str, sound: Samples) -> Guess | None:
    """Give what it takes a sound for."""
    return ear.hear(name, sound).guess


@pytest.mark.parametrize("voice", ["slt", "rms", "awb"])
@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("next tab", "next tab"),
        ("where am I", "where am i"),
        ("tab twenty one", "tab twenty one"),
        ("click on sign in", "click on sign in"),
        ("click on zugzwang", "click on zugzwang"),
        ("click on chapter twelve", "click on chapter twelve"),
    ],
)
def test_phrases_are_heard(
    ear: PocketsphinxEar, spoken: Spoken, voice: str, said: str, heard: str
) -> None:
    """Phrases, numbers and names, such as no dictionary holds, are heard, and surely."""
    guess = guessed(ear, "some", spoken(said, voice))

    assert guess is not None
    assert guess.said == heard
    assert surety(guess.measures) > ACCEPTED


@pytest.mark.parametrize(
    "talk", ["yesterday we had some lovely weather", "could you pass me the salt please"]
)
def test_talk_is_not_taken_for_a_phrase(ear: PocketsphinxEar, spoken: Spoken, talk: str) -> None:
    """Ordinary talk is guessed to be something, but not surely."""
    guess = guessed(ear, "some", spoken(talk))

    assert guess is None or surety(guess.measures) < ACCEPTED


@pytest.mark.parametrize("samples", [0, 1, 100, 16_000])
def test_silence_is_nothing(ear: PocketsphinxEar, samples: int) -> None:
    """Digital silence, however long, is no word."""
    assert guessed(ear, "some", np.zeros(samples)) is None


def test_clipped_sound_does_no_harm(ear: PocketsphinxEar, spoken: Spoken) -> None:
    """Far too loud sound is answered in some way, and the ear hears on."""
    guessed(ear, "some", spoken("next tab") * 1000)
    guess = guessed(ear, "some", spoken("next tab"))

    assert guess is not None
    assert guess.said == "next tab"


def test_each_has_a_grammar_of_its_own(ear: PocketsphinxEar, spoken: Spoken) -> None:
    """Two who listen at once for other things hear each their own."""
    ear.learn("other", grammar_of([Form("play"), Form("where am i")]))
    sound = spoken("where am I")
    heard: dict[str, list[str]] = {"some": [], "other": []}

    def listen(name: str) -> None:
        for _ in range(3):
            guess = guessed(ear, name, sound)
            heard[name].append(guess.said if guess else "")

    threads = [threading.Thread(target=listen, args=(name,)) for name in heard]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ear.forget("other")

    assert heard == {"some": ["where am i"] * 3, "other": ["where am i"] * 3}
