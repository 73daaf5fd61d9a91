"""Which transcriber writes: the best that is there and knows the language, or why none does."""

import numpy as np
import pytest

from server.core.errors import InvalidError, NotFoundError, UnavailableError
from server.core.transcript import joined
from server.services.transcription import Scribe, Transcription
from tests.server.fake_scribe import FakeScribe
from tests.server.fakes import FakeLog


def transcription(**scribes: str | tuple[str, ...]) -> tuple[Transcription, list[str]]:
    """Offer these, with their problem or their languages; give also the list of what was loaded."""
    loaded: list[str] = []

    def scribe(name: str, told: str | tuple[str, ...]) -> Scribe:
        def load() -> FakeScribe:
            loaded.append(name)
            return FakeScribe(name, told if isinstance(told, tuple) else ())

        return Scribe(name, lambda: told if isinstance(told, str) else None, load)

    return Transcription([scribe(*each) for each in scribes.items()], FakeLog()), loaded


def test_the_best_that_is_there_writes() -> None:
    """The first without a problem is loaded, once, when it is needed."""
    chosen, loaded = transcription(whisper="no model", pocketsphinx=("en",), third=("en",))
    before = list(loaded)
    segments = [*chosen.transcribe(np.zeros(5), "en"), *chosen.transcribe(np.zeros(6))]

    assert before == []
    assert loaded == ["pocketsphinx"]
    assert joined(segments) == "pocketsphinx pocketsphinx"
    assert chosen.pick("whisper-1") is chosen.pick()


def test_the_best_that_knows_the_language() -> None:
    """Who does not know a language is passed over, a better one first."""
    chosen, _ = transcription(small=("en",), large=("en", "de"))

    assert chosen.pick("", "en").name == "small"
    assert chosen.pick("", "de").name == "large"
    with pytest.raises(InvalidError, match="small does not know the language 'fr'"):
        chosen.pick("", "fr")


def test_one_by_its_name() -> None:
    """A name picks that one, also with the name of its model; a name nobody has is said."""
    chosen, _ = transcription(whisper=("en",), pocketsphinx=("en",), broken="Fetch it.")

    assert chosen.pick("pocketsphinx").name == "pocketsphinx"
    assert chosen.pick("whisper-small").name == "whisper"
    with pytest.raises(UnavailableError, match=r"Fetch it\."):
        chosen.pick("broken")
    with pytest.raises(NotFoundError, match="whisper, pocketsphinx, broken"):
        chosen.pick("large-v9")


def test_why_nobody_writes() -> None:
    """Each says why not, and what would help."""
    nobody, _ = transcription(whisper="Fetch a model.", pocketsphinx="Install it.")

    with pytest.raises(UnavailableError, match=r"Fetch a model\. Install it\."):
        nobody.transcribe(np.zeros(5))


def test_languages_nobody_knows_say_what_would_help() -> None:
    """With English alone, German is refused with how to get one who knows it."""
    chosen, _ = transcription(whisper="Fetch a model.", pocketsphinx=("en",))

    with pytest.raises(InvalidError, match=r"'de'.*Fetch a model"):
        chosen.pick("", "de")
