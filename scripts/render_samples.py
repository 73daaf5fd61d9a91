"""Render the sound samples of the extension from FluidR3 GM, and measure how each is tuned.

    python scripts/render_samples.py            writes extension/sounds/*.wav and samples.json
    python scripts/render_samples.py --check    renders again and compares with what is committed

Needs Debian's `fluidsynth` and `fluid-soundfont-gm` (MIT, see extension/sounds/NOTICE) and numpy.
fluidsynth renders bit for bit the same on repeat, so a difference means the table changed.

The files are plain WAV, 16 bit, mono, 22.05 kHz: every browser decodes it, the tests need no
decoder, and no codec pads or smears the attack. Cut to what is played they take a third of the
400 kB that all sounds may take; Vorbis would halve that, and cost the tests a decoder.
"""

import argparse
import io
import json
import shutil
import subprocess
import sys
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mido
import numpy as np
from numpy.typing import NDArray

Audio = NDArray[np.float64]

SOUNDFONT = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")
SOUNDS = Path(__file__).resolve().parent.parent / "extension" / "sounds"
TOOLS = {"fluidsynth": "fluidsynth", "/usr/share/sounds/sf2/FluidR3_GM.sf2": "fluid-soundfont-gm"}
RENDER_RATE = 44100
FILE_RATE = 22050
HELD_MS, REST_MS = 700, 400
PEAK = 0.9
FADE_MS = 20.0
LEVEL_MS = 60.0


@dataclass(frozen=True)
class Timbre:
    """One instrument of the sound font, and the notes that stand for it."""

    name: str
    program: int
    """General MIDI program, from 0"""
    notes: tuple[int, ...]
    """the anchors; what lies between is the nearest one played faster or slower"""
    ms: int
    """length kept of each"""
    begin: float = 0.02
    """where the sample begins: the part of its peak that its envelope has reached"""
    swell: float = 0.5
    """ms in which it fades in"""


# The earcons' and the echo's; the founder's strings, horn and piano stay free for the layout.
ANSWERING = (
    Timbre("koto", 107, (51, 57, 63, 69), 300),
    Timbre("celesta", 8, (86,), 240),
    Timbre("pan-flute", 75, (69,), 330, begin=0.25),
    Timbre("harp", 46, (57, 81), 260),
    Timbre("muted-guitar", 28, (44,), 220, begin=0.2),
    Timbre("xylophone", 13, (76,), 160),
    Timbre("harmonica", 22, (69,), 260, begin=0.25),
    Timbre("kalimba", 108, (60,), 160),
)
# What is on a page (languages/sounds.toml), over two octaves of rows each. Bowed and blown ones
# begin where the tone stands, since they are heard for 30 to 120 ms; those with a swell are told
# from the others by it, and a piano without its hammer from the harp.
SHOWING = (
    Timbre("viola", 41, (64, 72, 80), 200, begin=0.8),
    Timbre("french-horn", 60, (40, 48, 56), 200, begin=0.7, swell=35),
    Timbre("piano", 0, (48, 60, 72), 200, swell=28),
    Timbre("brass", 61, (36, 48, 60, 68), 200, begin=0.7),
    Timbre("electric-piano", 4, (60, 72, 84), 200),
    Timbre("clarinet", 71, (44, 52, 60, 68), 200, begin=0.7, swell=35),
    Timbre("steel-drum", 114, (60, 72, 84), 200),
    Timbre("organ", 20, (36, 44, 52), 200, begin=0.7),
)
TIMBRES = ANSWERING + SHOWING


def missing_packages() -> list[str]:
    """Return the Debian packages that have to be installed first."""
    return [
        package
        for tool, package in TOOLS.items()
        if shutil.which(tool) is None and not Path(tool).exists()
    ]


def performance(timbre: Timbre) -> mido.MidiFile:
    """Return a MIDI file that plays each anchor alone, one millisecond a tick."""
    track = mido.MidiTrack(
        [
            mido.MetaMessage("set_tempo", tempo=500_000),
            mido.Message("program_change", program=timbre.program),
        ]
    )
    for note in timbre.notes:
        track.append(mido.Message("note_on", note=note, velocity=90))
        track.append(mido.Message("note_off", note=note, time=HELD_MS))
        track.append(mido.Message("control_change", control=120, value=0, time=REST_MS))
    return mido.MidiFile(ticks_per_beat=500, tracks=[track])


def rendered(timbre: Timbre) -> list[Audio]:
    """Return each anchor of the timbre as fluidsynth plays it, dry, in mono at 44.1 kHz."""
    with tempfile.TemporaryDirectory() as folder:
        score, sound = Path(folder, "score.mid"), Path(folder, "sound.wav")
        performance(timbre).save(score)
        subprocess.run(
            [
                "fluidsynth",
                "-niq",
                "-R",
                "0",
                "-C",
                "0",
                "-g",
                "0.6",
                "-r",
                str(RENDER_RATE),
                "-F",
                sound,
                SOUNDFONT,
                score,
            ],
            check=True,
            capture_output=True,
        )
        with wave.open(str(sound)) as file:
            stereo = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    audio = stereo.mean(axis=1) / 32768
    step = RENDER_RATE * (HELD_MS + REST_MS) // 1000
    return [audio[i * step : (i + 1) * step] for i in range(len(timbre.notes))]


def frames(ms: float, rate: int = RENDER_RATE) -> int:
    """Return how many frames a time takes."""
    return round(ms * rate / 1000)


def envelope(audio: Audio) -> Audio:
    """Return the loudness of the sound over time, by a window of 2 ms."""
    window = np.ones(frames(2)) / frames(2)
    return np.sqrt(np.convolve(audio * audio, window, "same"))


def trimmed(audio: Audio, timbre: Timbre) -> Audio:
    """Return the sound from its attack on, as long as the timbre keeps it, without clicks."""
    loudness = envelope(audio)
    begin = max(0, int(np.argmax(loudness > timbre.begin * loudness.max())) - frames(1))
    kept = audio[begin : begin + frames(timbre.ms)].copy()
    kept[: frames(timbre.swell)] *= np.linspace(0, 1, frames(timbre.swell))
    kept[-frames(FADE_MS) :] *= np.linspace(1, 0, frames(FADE_MS))
    return kept


def halved(audio: Audio) -> Audio:
    """Return the sound at half the rate, by a windowed sinc that leaves 10 kHz as it was."""
    taps = np.arange(-48, 49)
    kernel = np.sinc(taps * 0.48) * np.kaiser(taps.size, 8)
    return np.convolve(audio, kernel / kernel.sum(), "same")[::2]


def hertz(note: int) -> float:
    """Return the equal-tempered pitch of a MIDI note."""
    return float(440 * 2 ** ((note - 69) / 12))


def cents_off(audio: Audio, note: int) -> float:
    """Return how many cents the sound's first partial lies above the note.

    The peak of the spectrum within a semitone of the note, on a grid of 0.08 Hz, refined by a
    parabola through its logarithm. The first 15 ms, where the hammer is louder, are left out.
    """
    tone = audio[frames(15) :]
    size = 1 << 19
    spectrum = np.abs(np.fft.rfft(tone * np.hanning(tone.size), size))
    bin_of = size / RENDER_RATE
    low, high = (round(hertz(note) * 2 ** (s / 12) * bin_of) for s in (-1, 1))
    peak = low + int(np.argmax(spectrum[low:high]))
    left, middle, right = np.log(spectrum[peak - 1 : peak + 2])
    found = peak + 0.5 * (left - right) / (left - 2 * middle + right)
    return float(1200 * np.log2(found / bin_of / hertz(note)))


def level(audio: Audio) -> float:
    """Return the loudness (RMS) of the 60 ms in which the sound is loudest."""
    size = frames(LEVEL_MS, FILE_RATE)
    power = np.convolve(audio * audio, np.ones(size) / size, "valid")
    return float(np.sqrt(power.max()))


def wav(audio: Audio) -> bytes:
    """Return the sound as a WAV file: 16 bit, mono, 22.05 kHz."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(FILE_RATE)
        file.writeframes(np.round(audio * 32767).astype("<i2").tobytes())
    return buffer.getvalue()


def sample(timbre: Timbre, note: int, raw: Audio) -> tuple[dict[str, Any], bytes]:
    """Return one row of the table, and its file."""
    kept = trimmed(raw, timbre)
    audio = halved(kept)
    audio *= PEAK / np.abs(audio).max()
    row = {
        "file": f"{timbre.name}-{note}.wav",
        "note": note,
        "cents": round(cents_off(kept, note), 2),
        "ms": timbre.ms,
        "peak": PEAK,
        "level": round(level(audio), 4),
    }
    return row, wav(audio)


def everything() -> dict[str, bytes]:
    """Return every file of the sounds folder that this script makes, by name."""
    files: dict[str, bytes] = {}
    table: dict[str, list[dict[str, Any]]] = {}
    for timbre in TIMBRES:
        for note, raw in zip(timbre.notes, rendered(timbre), strict=True):
            row, content = sample(timbre, note, raw)
            table.setdefault(timbre.name, []).append(row)
            files[row["file"]] = content
    rows = ",\n".join(
        f'    "{name}": [\n' + ",\n".join(f"      {json.dumps(row)}" for row in anchors) + "\n    ]"
        for name, anchors in table.items()
    )
    text = f'{{\n  "format": 1,\n  "rate": {FILE_RATE},\n  "timbres": {{\n{rows}\n  }}\n}}\n'
    return files | {"samples.json": text.encode()}


def write(files: dict[str, bytes]) -> None:
    """Put the files in their place, and remove samples that are no longer rendered."""
    SOUNDS.mkdir(exist_ok=True)
    for old in SOUNDS.glob("*.wav"):
        if old.name not in files:
            old.unlink()
    for name, content in files.items():
        (SOUNDS / name).write_bytes(content)


def stale(files: dict[str, bytes]) -> list[str]:
    """Return the names of committed files that differ from a fresh rendering."""
    there = {path.name for path in SOUNDS.glob("*.wav")}
    return sorted(
        (there - files.keys())
        | {
            name
            for name, content in files.items()
            if not (SOUNDS / name).exists() or (SOUNDS / name).read_bytes() != content
        }
    )


def main() -> int:
    """Render, then write or compare; the exit status says whether all is well."""
    options = argparse.ArgumentParser(description="Render the sound samples from FluidR3 GM.")
    options.add_argument("--check", action="store_true", help="compare with what is committed")
    check = options.parse_args().check
    if packages := missing_packages():
        sys.stderr.write(f"Install first: sudo apt-get install {' '.join(packages)}\n")
        return 2
    files = everything()
    if check:
        differing = stale(files)
        sys.stdout.write("".join(f"differs: {name}\n" for name in differing) or "all as rendered\n")
        return 1 if differing else 0
    write(files)
    sys.stdout.write(f"{len(files) - 1} samples, {sum(map(len, files.values()))} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
