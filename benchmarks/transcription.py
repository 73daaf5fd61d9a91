"""How well speech is written down, how fast, and in how much memory: flite's voices, pocketsphinx.

Each voice says sentences of ordinary talk in a quiet room, one by one.  `WER %` is the share of
words that are wrong, missing or too many; `RTF` the seconds of work for a second of speech.  Then
an hour of sound, with such a sentence every half minute and a quiet room between, is written down
by the process that the server starts, and the most memory it took is told.

    python -m benchmarks transcription             every fourth sentence
    python -m benchmarks transcription --every 1   all of them
    python -m benchmarks transcription --no-hour   without the hour, which takes some minutes
"""

import argparse
import resource
import shutil
import subprocess
import tempfile
import time
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import numpy as np

from benchmarks.figures import print_head, print_row
from server.adapters.pocketsphinx_scribe import PocketsphinxScribe
from server.cli.scribes import process_of
from server.core.noise import RATE, Samples
from server.core.transcript import Segment, joined

TALK = Path(__file__).resolve().parent / "talk.txt"
VOICES = ("slt", "rms", "awb", "kal16")
ROOM = 20.0
"""Noise of a quiet room, of 32768."""
MINUTES = 60
EVERY = 30
"""Seconds from one sentence to the next in the hour."""


@dataclass
class Tally:
    """What one voice came to."""

    words: int = 0
    wrong: int = 0
    seconds: float = 0.0
    worked: float = 0.0

    def row(self, name: str) -> None:
        """Print it."""
        print_row(name, self.words, 100 * self.wrong / self.words, self.worked / self.seconds)


def main() -> None:
    """Print the tables, or why there are none."""
    options = argparse.ArgumentParser(description="How well speech is written down.")
    options.add_argument("--every", type=int, default=4, help="only each n-th sentence")
    options.add_argument("--no-hour", action="store_true", help="leave the hour out")
    chosen = options.parse_args()
    if not shutil.which("flite"):
        print("transcription: skipped: needs flite: apt-get install flite")
        return
    sentences = TALK.read_text(encoding="utf-8").splitlines()[:: chosen.every]
    scribe = PocketsphinxScribe()
    with tempfile.TemporaryDirectory() as folder:
        print_head("sentences of talk", "words", "WER %", "RTF")
        tallies = [tallied(scribe, voice, sentences, Path(folder)) for voice in VOICES]
        for voice, tally in zip(VOICES, tallies, strict=True):
            tally.row(voice)
        clear = tallies[:3]
        whole = (sum(getattr(one, name) for one in clear) for name in Tally.__annotations__)
        Tally(*whole).row("slt, rms, awb")
        if not chosen.no_hour:
            an_hour(sentences, Path(folder))


def tallied(
    scribe: PocketsphinxScribe, voice: str, sentences: Sequence[str], folder: Path
) -> Tally:
    """Have one voice say them all."""
    tally = Tally()
    for sentence in sentences:
        sound = in_a_room(spoken(sentence, voice, folder))
        begun = time.perf_counter()
        written = joined(scribe.transcribe(sound))
        tally.worked += time.perf_counter() - begun
        tally.seconds += sound.size / RATE
        said = sentence.lower().split()
        tally.words += len(said)
        tally.wrong += distance(said, written.lower().split())
    return tally


def an_hour(sentences: Sequence[str], folder: Path) -> None:
    """Write down an hour, in a process of its own."""
    file = folder / "hour.wav"
    with wave.open(str(file), "wb") as out:
        out.setparams((1, 2, RATE, 0, "NONE", ""))
        for part in hour(sentences, folder):
            out.writeframes(np.clip(part, -32768, 32767).astype("<i2").tobytes())
    process = process_of(("pocketsphinx",))
    begun = time.perf_counter()
    found = process.transcribe_file(str(file), 60 * MINUTES + 1)
    segments = [told for told in found if isinstance(told, Segment)]
    took = time.perf_counter() - begun
    process.stop()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print_head(f"{MINUTES} minutes, a sentence each {EVERY} s", "segments", "RTF", "MB")
    print_row("one process, from file to text", len(segments), took / 60 / MINUTES, most)


def hour(sentences: Sequence[str], folder: Path) -> Iterator[Samples]:
    """Give its sound, half a minute at a time."""
    said = cycle(sentences[:12])
    random = np.random.default_rng(1)
    for _ in range(60 * MINUTES // EVERY):
        part = random.normal(0, ROOM, EVERY * RATE)
        speech = spoken(next(said), "rms", folder)[: 20 * RATE]
        part[RATE : RATE + speech.size] += speech
        yield part


def spoken(text: str, voice: str, folder: Path) -> Samples:
    """Let flite say it."""
    file = folder / f"{voice} {text}.wav"
    if not file.exists():
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", file], check=True)
    with wave.open(str(file)) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
    return np.asarray(samples, np.float64)


def in_a_room(speech: Samples) -> Samples:
    """Put a quarter second around it, and the noise of a quiet room over it."""
    whole = np.pad(speech, RATE // 4)
    noisy: Samples = whole + np.random.default_rng(2).normal(0, ROOM, whole.size)
    return noisy


def distance(said: Sequence[str], written: Sequence[str]) -> int:
    """Count the words to change, leave out or add (Levenshtein)."""
    row = list(range(len(written) + 1))
    for at, word in enumerate(said, 1):
        before, row[0] = row[0], at
        for other, found in enumerate(written, 1):
            cost = before + (word != found)
            before, row[other] = row[other], min(cost, row[other] + 1, row[other - 1] + 1)
    return row[-1]


if __name__ == "__main__":
    main()
