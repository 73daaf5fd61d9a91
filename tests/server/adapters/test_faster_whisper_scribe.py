"""The real faster-whisper with a model of our own making, and what is said where there is none."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from server.adapters.faster_whisper_scribe import FasterWhisperScribe, problem
from server.core.errors import InvalidError, UnavailableError
from server.core.noise import RATE
from server.core.transcript import Asked, joined
from tests.server.adapters import tiny_whisper

NOISE = np.random.default_rng(0).normal(0, 3000, 2 * RATE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of models with one in it, called tiny."""
    models = tmp_path_factory.mktemp("models")
    tiny_whisper.build(models / "tiny")
    return models


@pytest.fixture(scope="module")
def scribe(folder: Path) -> FasterWhisperScribe:
    """Load it by its name."""
    return FasterWhisperScribe("tiny", folder)


@pytest.mark.parametrize("language", ["en", None])
def test_it_writes(scribe: FasterWhisperScribe, language: str | None) -> None:
    """Text with its punctuation, words with their times, and the language, given or guessed."""
    (said,) = scribe.transcribe(NOISE, language)

    assert (said.text, said.language) == ("Good morning.", "en")
    assert (said.start_ms, said.end_ms) == (400, 1000)
    assert [(one.start_ms, one.end_ms, one.text) for one in said.words] == [
        (400, 800, "Good"),
        (800, 1000, "morning."),
    ]
    assert [said.sure, *(one.sure for one in said.words)] == pytest.approx([1, 1, 1], abs=0.01)


def test_it_knows_many_languages(scribe: FasterWhisperScribe) -> None:
    """German is written down, what is no language is refused."""
    assert {"en", "de", "yue"} <= set(scribe.languages)
    assert [one.language for one in scribe.transcribe(NOISE, "de")] == ["de"]
    with pytest.raises(InvalidError, match="xx"):
        scribe.transcribe(NOISE, "xx")


def test_what_is_asked_besides(scribe: FasterWhisperScribe) -> None:
    """A temperature leaves so sure a model alone; a prompt, also a far too long one, reaches it."""
    warm = scribe.transcribe(NOISE, "en", Asked(temperature=0.4))
    prompted = [scribe.transcribe(NOISE, "en", Asked(text)) for text in ("Rubato.", "x" * 5000)]

    assert joined(warm) == "Good morning."
    assert "Good morning." not in [joined(each) for each in prompted]  # it counts the prompt, too


@pytest.mark.parametrize("samples", [0, 1, RATE])
def test_silence_is_no_text(scribe: FasterWhisperScribe, samples: int) -> None:
    """Of digital silence a model would make up something; it is not asked."""
    assert list(scribe.transcribe(np.zeros(samples))) == []


def test_a_model_by_its_folder(folder: Path, tmp_path: Path) -> None:
    """A path names a model anywhere."""
    assert FasterWhisperScribe(str(folder / "tiny"), tmp_path).name == "faster-whisper-tiny"


def test_no_model_says_how_to_get_one(tmp_path: Path) -> None:
    """None set, and one that is not there: what to type stands in the message."""
    for model in ("", "no-such"):
        told = problem(model, tmp_path) or ""

        assert f"--local-dir {tmp_path}" in told
        assert "whisper_model" in told
    with pytest.raises(UnavailableError, match="'no-such'"):
        FasterWhisperScribe("no-such", tmp_path)


def test_half_a_model_is_none(folder: Path, tmp_path: Path) -> None:
    """Without its tokenizer the library would ask the network for one: it is not there, then."""
    shutil.copytree(folder / "tiny", tmp_path / "half")
    (tmp_path / "half" / "tokenizer.json").unlink()

    assert problem("half", tmp_path) is not None


@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json"])
def test_a_broken_model_is_said(folder: Path, tmp_path: Path, name: str) -> None:
    """A file that was cut off, or is another: an error with its name, no crash."""
    shutil.copytree(folder / "tiny", tmp_path / "broken")
    (tmp_path / "broken" / name).write_bytes(b"{}")

    with pytest.raises(UnavailableError, match="broken"):
        FasterWhisperScribe("broken", tmp_path)
