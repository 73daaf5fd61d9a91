"""`rubato transcribe`: texts and subtitles of real speech, and what it refuses."""

import tempfile
from pathlib import Path

import numpy as np
import pytest

from server.cli import main
from server.core.noise import RATE
from tests.fixtures.sounds import tone, write_wav
from tests.fixtures.spoken import Spoken
from tests.server.adapters import tiny_whisper


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own settings out; temporary folders are seen."""
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def nothing_left(home: Path) -> bool:
    """Tell whether nothing lies in the temporary folder, nor half written in this one."""
    return not list((home / "temporary").iterdir()) and not list(home.glob(".*"))


def test_speech_as_subtitles(
    home: Path, spoken: Spoken, capsys: pytest.CaptureFixture[str]
) -> None:
    """Real speech becomes a file of subtitles, by the name of the output."""
    parts = [spoken("the train was late again this morning"), np.zeros(RATE),
             spoken("she will call me back later")]  # fmt: skip
    write_wav(home / "said.wav", np.concatenate(parts))

    assert main(["transcribe", "said.wav", "--output", "said.srt", "--language", "English"]) == 0
    cues = (home / "said.srt").read_text().split("\n\n")

    assert [cue.splitlines()[2] for cue in cues] == [
        "the train was late again this morning",
        "she will call me back later",
    ]
    assert "eighth word" in capsys.readouterr().err
    assert nothing_left(home)


def test_a_whisper_model(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A model that is named writes, through its own process."""
    tiny_whisper.build(home / "tiny")
    noise = np.random.default_rng(0).normal(0, 4000, 2 * RATE)
    trembling = noise * (1.2 + np.sin(np.arange(noise.size) * 2 * np.pi * 4 / RATE))
    write_wav(home / "said.wav", np.concatenate([np.zeros(RATE), trembling, np.zeros(RATE)]))

    assert main(["transcribe", "said.wav", "--whisper-model", str(home / "tiny")]) == 0
    assert capsys.readouterr().out == "Good morning.\n"
    assert nothing_left(home)


def test_what_is_there_is_not_written_over(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An output that is there is kept, unless one insists."""
    write_wav(home / "said.wav", np.zeros(RATE))
    (home / "said.txt").write_text("precious")

    assert main(["transcribe", "said.wav", "--output", "said.txt"]) == 1
    assert "--force" in capsys.readouterr().err
    assert (home / "said.txt").read_text() == "precious"
    assert main(["transcribe", "said.wav", "--output", "said.txt", "--force"]) == 0
    assert (home / "said.txt").read_text() == "\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["none.wav"], "no file none.wav"),
        (["text.wav"], "no sound"),
        (["tone.wav", "--language", "de"], "hf download"),
        (["tone.wav", "--model", "large"], "no model 'large'"),
        (["tone.wav", "--model", "faster-whisper"], "whisper_model"),
        (["long.wav", "--transcription-minutes", "1"], "longer than 1 minutes"),
        (["tone.wav", "--output", "no/where.srt"], "no/where.srt can't be written"),
    ],
)
def test_refusals(
    home: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is one line with its reason, and nothing is left."""
    (home / "text.wav").write_text("This is a text.")
    write_wav(home / "tone.wav", tone())
    write_wav(home / "long.wav", tone(62, 8000), 8000)

    assert main(["transcribe", *words]) == 1
    assert said in capsys.readouterr().err
    assert nothing_left(home)


def test_wrong_language(capsys: pytest.CaptureFixture[str]) -> None:
    """What is no language is wrong usage."""
    with pytest.raises(SystemExit) as ended:
        main(["transcribe", "said.wav", "--language", "klingon"])

    assert ended.value.code == 2
    assert "two letters" in capsys.readouterr().err
