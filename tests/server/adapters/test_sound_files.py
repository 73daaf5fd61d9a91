"""Sound out of files of many kinds, by ffmpeg and by hand; what is none or a trap is refused."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from server.adapters.sound_files import blocks, decode
from server.core.errors import InvalidError, UnavailableError
from server.core.noise import RATE, Samples
from tests.fixtures.sounds import Convert, tone, write_wav

pytestmark = pytest.mark.program

LONGEST = 60


def decoded(source: Path, folder: Path) -> Samples:
    """Give a file's sound."""
    target = folder / "decoded.raw"
    count = decode(source, target, RATE, LONGEST)
    samples = np.concatenate(list(blocks(target)))

    assert samples.size == count
    return samples


def is_the_tone(samples: Samples) -> bool:
    """Tell whether that is a second of 440 Hz, about as loud as it was."""
    middle = samples[RATE // 4 : -RATE // 4]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(middle.size)))
    hertz = spectrum.argmax() * RATE / middle.size
    return bool(
        abs(hertz - 440) < 3
        and 6500 < np.abs(middle).max() < 9500
        and 0.9 < samples.size / RATE < 1.2
    )


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave no ffmpeg to be found."""
    monkeypatch.setenv("PATH", "")


@pytest.mark.parametrize(
    "name", ["a.mp3", "a.m4a", "a.ogg", "a.opus", "a.flac", "a.webm", "a.wma", "a.aiff", "a.aac"]
)
def test_formats(tmp_path: Path, convert: Convert, name: str) -> None:
    """What phones, browsers and recorders write is read."""
    source = convert(write_wav(tmp_path / "tone.wav", tone()), tmp_path / name)

    assert is_the_tone(decoded(source, tmp_path))


def test_video(tmp_path: Path, convert: Convert) -> None:
    """Of a film the sound is taken; one without sound has none."""
    sound = write_wav(tmp_path / "tone.wav", tone())
    picture = ("-f", "lavfi", "-i", "testsrc=size=64x64:duration=1")
    film = convert(sound, tmp_path / "film.mp4", *picture, "-map", "0:a", "-map", "1:v")
    mute = convert(film, tmp_path / "mute.mp4", "-an")

    assert is_the_tone(decoded(film, tmp_path))
    with pytest.raises(InvalidError, match="no sound in this file"):
        decode(mute, tmp_path / "out", RATE, LONGEST)


WAVS = [
    (8000, 2, 1),
    (11_025, 1, 1),
    (44_100, 2, 2),
    (48_000, 3, 1),
    (96_000, 4, 6),
    (44_101, 2, 1),
]


@pytest.mark.parametrize(("rate", "width", "channels"), WAVS)
def test_wav_without_ffmpeg(
    by_hand: None, tmp_path: Path, rate: int, width: int, channels: int
) -> None:
    """Any rate, width and number of channels is read by hand."""
    source = write_wav(tmp_path / "a.wav", tone(rate=rate), rate, width, channels)

    assert is_the_tone(decoded(source, tmp_path))


@pytest.mark.parametrize(("rate", "width", "channels"), WAVS)
def test_wav_with_ffmpeg(
    convert: Convert, tmp_path: Path, rate: int, width: int, channels: int
) -> None:
    """And by ffmpeg alike."""
    source = write_wav(tmp_path / "a.wav", tone(rate=rate), rate, width, channels)

    assert is_the_tone(decoded(source, tmp_path))


def test_other_formats_need_ffmpeg(by_hand: None, tmp_path: Path) -> None:
    """Without it, what is no WAV is refused with what to install."""
    (tmp_path / "a.mp3").write_bytes(b"\xff\xfb\x90\x00" * 100)
    with pytest.raises(UnavailableError, match="apt-get install ffmpeg"):
        decode(tmp_path / "a.mp3", tmp_path / "out", RATE, LONGEST)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:20],
        lambda data: data[:16] + b"\xff" * 20 + data[36:],
        lambda data: data[:24] + (2).to_bytes(4, "little") + data[28:],
        lambda data: data[:8] + b"WAVE",
    ],
    ids=["cut off", "no format", "two samples a second", "head alone"],
)
def test_broken_wav_by_hand(by_hand: None, tmp_path: Path, change: object) -> None:
    """A broken WAV is an error that says so, by hand, too."""
    source = write_wav(tmp_path / "a.wav", tone())
    source.write_bytes(change(source.read_bytes()))  # type: ignore[operator]
    with pytest.raises(InvalidError):
        decode(source, tmp_path / "out", RATE, LONGEST)


@pytest.mark.parametrize("path", ["", None], ids=["by hand", "by ffmpeg"])
def test_a_truncated_recording_is_read_as_far_as_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str | None
) -> None:
    """A recording that was cut off is what is there of it."""
    source = write_wav(tmp_path / "a.wav", tone())
    source.write_bytes(source.read_bytes()[: 44 + RATE])
    if path is not None:
        monkeypatch.setenv("PATH", path)

    assert decode(source, tmp_path / "out", RATE, LONGEST) == pytest.approx(RATE // 2, abs=60)


@pytest.mark.parametrize("path", ["", None], ids=["by hand", "by ffmpeg"])
def test_the_longest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str | None) -> None:
    """A recording of just the longest is taken; a longer one is not, and not much of it is read."""
    if path is not None:
        monkeypatch.setenv("PATH", path)
    just = write_wav(tmp_path / "just.wav", tone(2))
    longer = write_wav(tmp_path / "longer.wav", tone(20))

    assert decode(just, tmp_path / "out", RATE, 2) == 2 * RATE
    with pytest.raises(InvalidError, match="transcription_minutes"):
        decode(longer, tmp_path / "out", RATE, 2)
    assert (tmp_path / "out").stat().st_size < 2 * 5 * RATE


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """Serve on this machine; give the address, and what was asked for."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_words: object) -> None:
            """Be quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()
        thread.join()


TRAPS = {
    "hls": "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{place}\n#EXT-X-ENDLIST\n",
    "concat": "ffconcat version 1.0\nfile '{place}'\n",
    "m3u": "{place}\n",
    "dash": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
    'mediaPresentationDuration="PT1S"><Period><AdaptationSet><Representation id="1" bandwidth="1">'
    "<BaseURL>{place}</BaseURL></Representation></AdaptationSet></Period></MPD>",
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n",
    "asx": '<asx version="3"><entry><ref href="{place}"/></entry></asx>',
    "imf": "<AssetMap><Path>{place}</Path></AssetMap>",
}


@pytest.mark.parametrize("name", ["list.m3u8", "list.mp3"])
@pytest.mark.parametrize("kind", TRAPS)
def test_playlists_open_nothing(
    kind: str, name: str, tmp_path: Path, convert: Convert, asked: tuple[str, list[str]]
) -> None:
    """A file that names other files or addresses is refused, whatever it is called."""
    address, paths = asked
    secret = write_wav(tmp_path / "secret.wav", tone())
    for place in (f"file://{secret}", str(secret), "secret.wav", f"{address}/sound.ts"):
        source = tmp_path / name
        source.write_text(TRAPS[kind].format(place=place))
        with pytest.raises(InvalidError, match="no sound or video"):
            decode(source, tmp_path / "out", RATE, LONGEST)

    assert paths == []


@pytest.mark.parametrize("content", [b"x" * 5000, bytes(5000), b"GIF89a" + b"\1" * 90, b"\x7fELF"])
def test_what_is_no_sound(tmp_path: Path, convert: Convert, content: bytes) -> None:
    """Text, zeros, pictures and programs are refused; the reason is short, and holds no path."""
    source = tmp_path / "a.mp3"
    source.write_bytes(content)
    with pytest.raises(InvalidError) as refused:
        decode(source, tmp_path / "out", RATE, LONGEST)

    assert len(str(refused.value)) < 300
    assert str(tmp_path) not in str(refused.value)


def test_nothing_is_no_sound(tmp_path: Path) -> None:
    """An empty file is said to be empty."""
    (tmp_path / "a.wav").write_bytes(b"")
    with pytest.raises(InvalidError, match="empty"):
        decode(tmp_path / "a.wav", tmp_path / "out", RATE, LONGEST)


def test_odd_names(tmp_path: Path, convert: Convert) -> None:
    """A name is never taken for an option, a protocol or a command."""
    folder = tmp_path / "-i http:"
    folder.mkdir()
    source = write_wav(folder / "$(touch x);'\"%03d.wav", tone())

    assert is_the_tone(decoded(source, folder))


def test_an_hour_of_silence(tmp_path: Path, convert: Convert) -> None:
    """A small file that is an hour long is an hour of silence, block by block."""
    write_wav(tmp_path / "second.wav", np.zeros(RATE))
    hour = convert(tmp_path / "second.wav", tmp_path / "hour.flac", "-af", "apad=whole_dur=3600")
    count = decode(hour, tmp_path / "out", RATE, 3600)

    assert count == 3600 * RATE
    assert hour.stat().st_size < 10_000_000
    assert max(block.size for block in blocks(tmp_path / "out")) <= RATE
