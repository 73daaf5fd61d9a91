"""`rubato voice-dataset`: a folder as trainers read it, and every refusal with its line."""

import csv
import json
import tempfile
import wave
from pathlib import Path

import numpy as np
import pytest

from server.cli import main
from tests.fixtures.sounds import write_wav
from tests.fixtures.speaking import recording
from tests.fixtures.spoken import Spoken

SPEECH = ((1, 3), (4, 6.5), (8, 10))
TEXT = '0:00.9 - 0:03.1 Good morning, everybody.\n0:03.9 "It rains again today", he said.\n'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with one recording and its transcript."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.chdir(folder)
    write_wav(folder / "talk.wav", recording(44_100, 11, SPEECH), 44_100, channels=2)
    (folder / "talk.txt").write_text(TEXT)
    return folder


def left(home: Path) -> list[str]:
    """List what is there but the recordings."""
    temporary = home.parent / "temporary"
    return [
        each.name for each in [*home.iterdir(), *temporary.iterdir()] if "talk" not in each.name
    ]


def test_a_dataset(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Mono, 16 bit, 22,050 Hz; the table as csv readers read it; the report beside it."""
    assert main(["voice-dataset", "talk.wav", "--output", "voice"]) == 0
    with (home / "voice" / "metadata.csv").open(newline="") as file:
        rows = list(csv.reader(file, delimiter="|"))
    told = json.loads((home / "voice" / "report.json").read_text())
    with wave.open(str(home / "voice" / "wavs" / "talk-0001.wav")) as sound:
        shape = (sound.getnchannels(), sound.getsampwidth(), sound.getframerate())
        seconds = sound.getnframes() / sound.getframerate()

    assert [row[0] for row in rows] == ["talk-0001", "talk-0002"]
    assert rows[1][2] == "“It rains again today”, he said."
    assert shape == (1, 2, 22_050)
    assert seconds == pytest.approx(2.2, abs=0.05)
    assert told["summary"][0]["clips"] == 2
    assert "kept" in capsys.readouterr().out
    assert left(home) == ["voice"]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "It was five degrees"), ("de", "It was fünf degrees")]
)
def test_numbers_are_written_as_said(home: Path, language: str, said: str) -> None:
    """The last column has words where the text has figures, in the language that is spoken."""
    (home / "talk.txt").write_text("0:01 It was 5 degrees yesterday evening.\n")

    assert main(["voice-dataset", ".", "--output", "voice", "--language", language]) == 0
    _, text, spoken = (home / "voice" / "metadata.csv").read_text().split("|")

    assert text == "It was 5 degrees yesterday evening."
    assert spoken.startswith(said)


def test_noise_is_taken_out(home: Path) -> None:
    """The room is softer than it was, unless it is to be kept."""
    write_wav(home / "talk.wav", recording(22_050, 11, SPEECH, room=200), 22_050)

    def room(name: str, *words: str) -> float:
        assert main(["voice-dataset", "talk.wav", "--output", name, *words]) == 0
        with wave.open(str(home / name / "wavs" / "talk-0001.wav")) as sound:
            samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2").astype(float)
        return float(samples[400:1800].std() / samples.std())  # before he speaks

    assert room("clean") < 0.5 * room("kept", "--keep-noise")


def test_a_folder_of_recordings(home: Path) -> None:
    """All of a folder's recordings with their transcripts, of any kind; the same words once."""
    write_wav(home / "talk-2.wav", recording(16_000, 11, SPEECH))
    (home / "talk-2.srt").write_text("1\n00:00:07,900 --> 00:00:10,100\nWe are at the end, then.\n")

    assert main(["voice-dataset", ".", "--output", "voice"]) == 0
    ids = [line.split("|")[0] for line in (home / "voice/metadata.csv").read_text().splitlines()]

    assert ids == ["talk-2-0001", "talk-0001", "talk-0002"]


def test_what_is_there_stays(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dataset is replaced only if that is said, another folder never."""
    (home / "voice").mkdir()
    (home / "voice" / "precious").write_text("x")
    words = ["voice-dataset", "talk.wav", "--output", "voice"]

    assert main(words) == 1
    assert "--force" in capsys.readouterr().err
    assert main([*words, "--force"]) == 1
    assert "no dataset of ours" in capsys.readouterr().err
    (home / "voice" / "precious").rename(home / "voice" / "metadata.csv")
    assert main([*words, "--force"]) == 0
    assert "talk-0001" in (home / "voice" / "metadata.csv").read_text()
    assert left(home) == ["voice"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("talk.txt", "0:01 Good.\n0:04 a | b\n", "talk.txt: line 2: the text holds a |"),
        ("talk.txt", "0:01 Good.\n(0:04)\n", "talk.txt: line 2: there is no text"),
        ("talk.txt", "0:01 Good.\nNo time.\n", "talk.txt: line 2: there is no time"),
        ("talk.txt", "0:01 Good.\n1:04 Late.\n", "talk: line 2: begins at 64.0 s"),
        ("talk.srt", "nothing", "talk.srt: line 1: there is no text with a time"),
        ("talk.txt", b"\xff\xfe\xff", "talk.txt: this is no text in UTF-8"),
        ("talk.wav", "no sound at all", "talk.wav: This is no sound"),
        ("other.srt", "x", "other.srt: line 1: there is no recording beside it"),
        ("alone.wav", "x", "alone.wav: there is no transcript beside it"),
    ],
)
def test_refusals_have_their_line(
    home: Path, name: str, content: str | bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong with a transcript or a recording is told before anything is made."""
    data = content if isinstance(content, bytes) else content.encode()
    (home / name).write_bytes(data)
    before = left(home)

    assert main(["voice-dataset", ".", "--output", "voice"]) == 1
    assert said in capsys.readouterr().err
    assert left(home) == before


def test_nothing_good_makes_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where every clip is dropped no folder is made, and the reasons are shown."""
    write_wav(home / "talk.wav", np.zeros(11 * 16_000))

    assert main(["voice-dataset", "talk.wav", "--output", "voice"]) == 1
    told = capsys.readouterr()
    assert "nobody speaks there" in told.out
    assert "No clip was good enough" in told.err
    assert left(home) == []


def test_real_speech(home: Path, spoken: Spoken) -> None:
    """Sentences of a real voice, with times a little off, are cut where it pauses."""
    sentences = ["The train was late again this morning.", "Do you want tea or coffee?",
                 "We should leave before it gets dark."]  # fmt: skip
    sounds = [spoken(sentence, "slt") for sentence in sentences]
    write_wav(home / "talk.wav", np.concatenate(sounds))
    ends = np.cumsum([sound.size for sound in sounds]) / 16_000
    times = [f"{int(at // 60)}:{at % 60:06.3f}" for at in (0.1, *(ends[:-1] + 0.1))]
    lines = [f"{at} {text}\n" for at, text in zip(times, sentences, strict=True)]
    (home / "talk.txt").write_text("".join(lines))

    assert main(["voice-dataset", "talk.wav", "--output", "voice"]) == 0
    rows = [line.split("|") for line in (home / "voice/metadata.csv").read_text().splitlines()]
    clips = json.loads((home / "voice/report.json").read_text())["clips"]

    assert [row[1] for row in rows] == sentences
    for clip, sound in zip(clips, sounds, strict=True):
        loud = np.flatnonzero(np.abs(sound) > 150)
        speech = (loud[-1] - loud[0]) / 16_000
        assert speech - 0.05 < clip["measures"]["seconds"] < speech + 0.45
