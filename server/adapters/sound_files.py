"""Sound out of files: whatever ffmpeg reads becomes raw 16-bit mono of one rate; WAV without it.

The files are strangers'. So ffmpeg runs without a shell, in a process of its own that may use so
much time and memory; it opens nothing but that file (no network, and no playlists, which name other
files), and writes nothing but what it is to give.
"""

import re
import shutil
import subprocess
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from server.core.errors import InvalidError, UnavailableError
from server.core.noise import Samples
from server.core.resampling import Resampler

FORMATS = (
    "aac", "ac3", "aiff", "amr", "amrnb", "amrwb", "ape", "asf", "au", "avi", "caf", "dts", "eac3",
    "flac", "flv", "gsm", "loas", "matroska", "mov", "mp3", "mpc", "mpc8", "mpeg", "mpegts", "ogg",
    "tak", "tta", "voc", "w64", "wav", "wv",
)  # fmt: skip
"""What ffmpeg may take a file for: sound and video, no playlists, pictures, scripts or devices."""
_MEMORY = 2_000_000_000
"""Bytes of address space; libraries alone take a fifth of it."""
_FASTEST = 100
"""A second of processor time decodes this many of sound at least; most codecs a thousand."""
_LIMITED = """\
import os, resource, sys
cpu, memory, size = map(int, sys.argv[1:4])
for what, most in (("CPU", cpu), ("AS", memory), ("FSIZE", size), ("CORE", 0)):
    resource.setrlimit(getattr(resource, "RLIMIT_" + what), (most, most))
os.execv(sys.argv[4], sys.argv[4:])
"""
"""Sets limits and becomes the program; a fork of a server with threads could not do so safely."""
_BLOCK = 16_000
_RATES = range(1000, 768_001)
_MOST_CHANNELS = 64


def decode(source: Path, target: Path, rate: int, longest: int) -> int:
    """Write the sound of a file as raw 16-bit little-endian mono; give the number of samples.

    `longest` is in seconds. Raises `InvalidError` for what is no sound, is empty, or is longer, and
    `UnavailableError` where ffmpeg would be needed.
    """
    if source.stat().st_size == 0:
        raise InvalidError("The file is empty.")
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is not None:
        _by_ffmpeg(ffmpeg, source, target, rate, longest)
    elif _is_wav(source):
        _by_hand(source, target, rate, longest)
    else:
        raise UnavailableError(
            "Only WAV is read without ffmpeg. Install it (apt-get install ffmpeg), or send WAV."
        )
    count = target.stat().st_size // 2
    if count == 0:
        raise InvalidError("There is no sound in this file.")
    if count > longest * rate:
        raise InvalidError(_too_long(longest))
    return count


def blocks(file: Path) -> Iterator[Samples]:
    """Read raw sound block by block."""
    with file.open("rb") as sound:
        while data := sound.read(2 * _BLOCK):
            yield np.frombuffer(data, "<i2", len(data) // 2).astype(np.float64)


def _too_long(longest: int) -> str:
    return (
        f"This is longer than {longest / 60:.3g} minutes; cut it, or raise the setting "
        "transcription_minutes."
    )


def _by_ffmpeg(ffmpeg: str, source: Path, target: Path, rate: int, longest: int) -> None:
    seconds = 30 + longest // _FASTEST
    # A little more than the longest, so that too long is told from just long enough.
    size = 2 * rate * (longest + 2)
    command = [
        ffmpeg, "-nostdin", "-hide_banner", "-v", "error", "-threads", "1",
        "-protocol_whitelist", "file,pipe", "-format_whitelist", ",".join(FORMATS),
        "-i", f"file:{source}",
        "-map", "0:a:0", "-vn", "-sn", "-dn", "-t", str(longest + 1),
        "-ac", "1", "-ar", str(rate), "-f", "s16le", "pipe:1",
    ]  # fmt: skip
    if sys.platform != "win32":
        limits = [str(seconds), str(_MEMORY), str(size)]
        command = [sys.executable, "-I", "-S", "-c", _LIMITED, *limits, *command]
    with target.open("wb") as out:
        try:
            done = subprocess.run(  # noqa: S603  (no shell, and each word is ours)
                command,
                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE,
                timeout=3 * seconds, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise InvalidError(f"Reading this file took more than {3 * seconds} s.") from None
    if done.returncode != 0:
        raise InvalidError(_why(done.returncode, done.stderr.decode("utf-8", "replace"), source))


def _why(status: int, told: str, source: Path) -> str:
    if status < 0:
        return "Reading this file took more time or memory than is allowed; it may be broken."
    if "matches no streams" in told:
        return "There is no sound in this file."
    last = told.replace(f"file:{source}", "the file").strip().splitlines()[-1:] or ["no reason"]
    plain = re.sub(r"\[[^\]]*\]|[^\x20-\x7e]", "", last[0]).strip()[:200]
    return (
        "This is no sound or video file that can be read; playlists are none, either "
        f"(ffmpeg: {plain})."
    )


def _is_wav(source: Path) -> bool:
    with source.open("rb") as file:
        head = file.read(12)
    return head[:4] == b"RIFF" and head[8:] == b"WAVE"


def _by_hand(source: Path, target: Path, rate: int, longest: int) -> None:
    try:
        with wave.open(str(source)) as sound, target.open("wb") as out:
            _check(sound)
            resampler = Resampler(sound.getframerate(), rate)
            left = sound.getframerate() * (longest + 1)
            while left > 0 and (data := sound.readframes(min(_BLOCK, left))):
                left -= _BLOCK
                out.write(_pcm(resampler.feed(_mono(data, sound))))
            out.write(_pcm(resampler.end()))
    except (wave.Error, EOFError) as error:
        raise InvalidError(
            f"This WAV file cannot be read without ffmpeg ({error}); install ffmpeg, or write it "
            "as 16-bit PCM."
        ) from None


def _check(sound: wave.Wave_read) -> None:
    if sound.getframerate() not in _RATES or sound.getnchannels() > _MOST_CHANNELS:
        raise InvalidError(
            f"This WAV file says {sound.getframerate()} samples a second on "
            f"{sound.getnchannels()} channels, which cannot be."
        )


def _mono(data: bytes, sound: wave.Wave_read) -> Samples:
    """Give the mean of the channels as 16-bit values."""
    width, channels = sound.getsampwidth(), sound.getnchannels()
    data = data[: len(data) // (width * channels) * width * channels]
    raw = np.frombuffer(data, np.uint8).reshape(-1, width)
    if width == 1:  # of the widths this one alone has no sign
        values = (raw[:, 0].astype(np.float64) - 128) * 256
    else:
        padded = np.zeros((raw.shape[0], 4), np.uint8)
        padded[:, 4 - width :] = raw
        values = padded.reshape(-1).view("<i4") / 65536.0
    mean: Samples = values.reshape(-1, channels).mean(axis=1)
    return mean


def _pcm(samples: Samples) -> bytes:
    return np.clip(np.rint(samples), -32768, 32767).astype("<i2").tobytes()
