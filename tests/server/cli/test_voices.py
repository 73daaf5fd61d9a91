"""`rubato voices`: installing from a hub, adding one's own, trying, comparing, removing."""

import json
import tempfile
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from server.cli import main
from tests.fixtures.voice_hub import NAME, WHERE, FakeHub, voice_hub
from tests.fixtures.voices import make_voice


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[FakeHub]:
    """Offer a voice."""
    with voice_hub(tmp_path / "hub") as served:
        yield served


@pytest.fixture
def rubato(
    tmp_path: Path,
    hub: FakeHub,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., tuple[int, str, str]]:
    """Run `rubato voices` in a home of its own; give the exit code and what was printed."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)

    def run(*words: str | Path) -> tuple[int, str, str]:
        ours = ["voices", "--data-dir", str(tmp_path / "data"), "--voices-url", hub.address]
        code = main([*ours, *map(str, words)])
        told = capsys.readouterr()
        assert list(temporary.iterdir()) == []
        return code, told.out, told.err

    return run


Run = Callable[..., tuple[int, str, str]]


def installed(tmp_path: Path) -> list[str]:
    """List the files in the folder of voices."""
    folder = tmp_path / "data" / "voices"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_install(rubato: Run, hub: FakeHub, tmp_path: Path) -> None:
    """A voice is downloaded when asked, with its card, told as it comes, and speaks."""
    before = rubato("list")
    assert hub.asked == []  # nothing downloads unasked
    code, told, progress = rubato("install", NAME)

    assert "espeak-en-us speaks" in before[1]
    assert code == 0
    assert f"{NAME} is installed" in told
    assert "MB" in progress
    assert installed(tmp_path) == [f"{NAME}.MODEL_CARD", f"{NAME}.onnx", f"{NAME}.onnx.json"]
    assert "default" in rubato("list")[1].splitlines()[0]


def test_install_twice(rubato: Run, tmp_path: Path) -> None:
    """What is there is not downloaded again, unless that is said."""
    rubato("install", NAME)
    code, _, said = rubato("install", NAME)

    assert code == 1
    assert "--replace" in said
    assert rubato("install", NAME, "--replace")[0] == 0


def test_available(rubato: Run) -> None:
    """What can be installed is listed, all or of one language."""
    assert NAME in rubato("list", "--available")[1]
    assert NAME in rubato("list", "--available", "en")[1]
    assert rubato("list", "--available", "de")[1] == ""


@pytest.mark.parametrize(("spoil", "said"), [
    ("changed", "arrived damaged"),
    ("shorter", "arrived damaged"),
    ("longer", "arrived damaged"),
    ("cut", "arrived damaged"),
    ("missing", "is not there"),
    ("no catalogue", "no catalogue of voices"),
    ("empty catalogue", "no catalogue of voices"),
    ("evil paths", "no catalogue of voices"),
    ("unknown", "there are en_US-hum-tiny"),
    ("away", "cannot be reached"),
])  # fmt: skip
def test_install_of_what_is_wrong(
    rubato: Run, hub: FakeHub, tmp_path: Path, spoil: str, said: str
) -> None:
    """What arrives damaged, or does not, is said, and nothing of it stays."""
    model = f"{WHERE}.onnx"
    match spoil:
        case "changed":
            hub.files[model] = hub.files[model][:-1] + b"?"
        case "shorter":
            hub.files[model] = hub.files[model][:-1]
        case "longer":
            hub.files[model] += b"?"
        case "cut":
            hub.cut = True
        case "missing":
            del hub.files[model]
        case "no catalogue":
            hub.catalogue = b"<html>"
        case "empty catalogue":
            hub.catalogue = b"[]"
        case "evil paths":
            hub.catalogue = hub.catalogue.replace(b"en/en_US", b"en/../../..")
    away = ["--voices-url", "http://127.0.0.1:9/voices"] if spoil == "away" else []
    name = "en_US-nobody-low" if spoil == "unknown" else NAME
    code, _, told = rubato(*away, "install", name)

    assert code == 1
    assert said in told
    assert "Traceback" not in told
    assert installed(tmp_path) == []


def test_install_of_a_voice_that_does_not_speak(
    rubato: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A voice that breaks when it is to speak is not installed, however whole it arrived."""
    with voice_hub(tmp_path / "other", "greedy") as greedy:
        code, _, told = rubato("--voices-url", greedy.address, "install", NAME)

    assert code == 1
    assert "ran out of memory" in told
    assert installed(tmp_path) == []


def test_add_and_remove(rubato: Run, tmp_path: Path) -> None:
    """A model of one's own is checked and copied, under its name or another, and taken out."""
    mine = make_voice(tmp_path / "mine", "my-voice")
    assert rubato("add", mine)[0] == 0
    assert rubato("add", mine, "--name", "again")[0] == 0
    assert rubato("remove", "my-voice")[0] == 0
    code, _, told = rubato("remove", "my-voice")

    assert (code, "no installed voice" in told) == (1, True)
    assert installed(tmp_path) == ["again.onnx", "again.onnx.json"]
    assert mine.exists()


@pytest.mark.parametrize(("spoil", "said"), [
    ("no file", "There is no model"),
    ("alone", "lacks its description"),
    ("no model", "no ONNX model"),
    ("no rate", "does not say audio.sample_rate"),
    ("newer", "another version of Piper"),
    ("no voice", "failed"),
    ("name", "is no name of a voice"),
])  # fmt: skip
def test_add_of_what_is_wrong(rubato: Run, tmp_path: Path, spoil: str, said: str) -> None:
    """A file that is no voice is refused with what is wrong, and nothing of it stays."""
    mine = make_voice(tmp_path / "mine", "my-voice")
    told = mine.with_name("my-voice.onnx.json")
    match spoil:
        case "no file":
            mine.unlink()
        case "alone":
            told.unlink()
        case "no model":
            mine.write_bytes(b"?" * 1000)
        case "no rate":
            told.write_text('{"audio": {}}')
        case "newer":
            told.write_text(json.dumps(json.loads(told.read_text()) | {"phoneme_type": "tones"}))
        case "no voice":
            nobody = {"espeak": {"voice": "nobody"}}
            told.write_text(json.dumps(json.loads(told.read_text()) | nobody))
    name = ["--name", "../evil"] if spoil == "name" else []
    code, _, printed = rubato("add", mine, *name)

    assert code == 1
    assert said in printed
    assert installed(tmp_path) == []


def test_try_writes(rubato: Run, tmp_path: Path) -> None:
    """What a voice says is written as a WAV file, at the pace asked for."""
    rubato("try", "--text", "Hello there, how are you?", "--to", tmp_path / "a.wav")
    code, told, _ = rubato(
        "try", "espeak-de", "--text", "Hello there, how are you?", "--speed", "2", "--to",
        tmp_path / "b.wav",
    )  # fmt: skip
    with wave.open(str(tmp_path / "a.wav")) as one, wave.open(str(tmp_path / "b.wav")) as two:
        assert one.getnframes() > 1.5 * two.getnframes() > 0

    assert code == 0
    assert "espeak-de has spoken" in told


def test_try_plays(rubato: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is a player it plays; where there is none one is told to write a file."""
    player = tmp_path / "bin" / "aplay"
    player.parent.mkdir()
    player.write_text(f'#!/bin/sh\n/bin/cp "$2" "{tmp_path}/played.wav"\n')
    player.chmod(0o755)
    monkeypatch.setenv("PATH", str(player.parent))
    assert rubato("try", "--text", "Hello.")[0] == 0
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    code, _, told = rubato("try", "--text", "Hello.")

    with wave.open(str(tmp_path / "played.wav")) as played:
        assert played.getnframes() > 1000
    assert (code, "--to FILE.wav" in told) == (1, True)


def test_compare(rubato: Run, tmp_path: Path) -> None:
    """A voice beside a recording of itself measures the same; another pitch shows."""
    text = "The quick brown fox jumps over the lazy dog."
    rubato("try", "--text", text, "--to", tmp_path / "me.wav")
    same = rubato("try", "--text", text, "--compare", tmp_path / "me.wav")[1]
    higher = rubato("try", "--text", text, "--pitch", "1.5", "--compare", tmp_path / "me.wav")[1]
    rows = {line[:20].strip(): line[20:].split() for line in same.splitlines()[1:]}
    pitches = next(line for line in higher.splitlines() if line.startswith("pitch")).split()

    assert set(rows) == {
        "duration", "pace", "pitch, median", "spectral centroid", "loudness of speech",
    }  # fmt: skip
    assert all(row[0] == row[2] for row in rows.values())
    assert 70 < float(rows["pitch, median"][0]) < 180
    assert float(pitches[2]) > 1.3 * float(pitches[4])


@pytest.mark.parametrize("words", [
    ("try", "nobody", "--to", "x.wav"), ("try", "--speed", "9"), ("try", "--compare", "gone.wav"),
    ("try", "--text", "a", "--to", "no/such/folder/x.wav"), ("remove", "../evil"),
])  # fmt: skip
def test_wrong_words(rubato: Run, words: tuple[str, ...]) -> None:
    """What cannot be done is one line."""
    code, _, told = rubato(*words)

    assert code == 1
    assert told.startswith("rubato: ")


def test_compare_with_no_sound(rubato: Run, tmp_path: Path) -> None:
    """A recording that is none is said."""
    (tmp_path / "text.mp3").write_text("no sound")
    code, _, told = rubato("try", "--compare", tmp_path / "text.mp3")

    assert code == 1
    assert "text.mp3" in told
