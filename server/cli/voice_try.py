"""`rubato voices try`: hear a voice, write what it says, or lay it beside a recording."""

import argparse
import asyncio
import tempfile
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

from server.adapters.ffmpeg_encoder import FfmpegEncoder
from server.adapters.log import configure
from server.adapters.player import play
from server.adapters.recording import read_recording
from server.adapters.voices.pool import VoicePool
from server.adapters.voices.shelf import VoiceShelf
from server.cli.opened import voices_folder
from server.core.errors import InvalidError
from server.core.settings import Settings
from server.core.voices import PITCHES, SPEEDS, VOLUMES, Manner, by_id, primary
from server.services.speaking import Speaking, Wish
from server.services.voice_choice import SPEAKER, Preferences

if TYPE_CHECKING:
    from server.core.voice_measures import Measures

TEXTS = {
    "de": "Guten Tag. So klingt diese Stimme, wenn sie am 3. Mai um 14:30 Uhr 5,99 € verlangt.",
    "en": "Good day. This is how the voice sounds when it asks for $5.99 on May 3 at 2:30 pm.",
}
ROWS = (
    ("duration", "seconds", "s", 2),
    ("pace", "letters_a_second", "letters/s", 1),
    ("pitch, median", "pitch", "Hz", 0),
    ("spectral centroid", "centroid", "Hz", 0),
    ("loudness of speech", "loudness", "dBFS", 1),
)
"""What is compared: its name, where it stands in `Measures`, its unit, its decimals."""


def add_try(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato voices try`."""
    parser = actions.add_parser("try", help="hear a voice, or write what it says to a file")
    add = parser.add_argument
    add("voice", nargs="?", help="its id, #SPEAKER behind it (default: who speaks anyway)")
    add("--text", help="what to say (default: a sentence with a date and a sum in it)")
    add("--language", help="the language of the text, to choose the voice by")
    add("--to", type=Path, metavar="FILE.wav", help="write it, and play nothing")
    for name, (low, high) in (("speed", SPEEDS), ("pitch", PITCHES), ("volume", VOLUMES)):
        add(f"--{name}", type=float, default=1.0, help=f"{low:g} to {high:g}, 1 as it is")
    add(
        "--compare",
        type=Path,
        metavar="RECORDING",
        help="print measures of the voice and of a recording that says --text",
    )


def try_voice(settings: Settings, args: argparse.Namespace) -> None:
    """Speak a text; play it, write it, or measure it."""
    manner = Manner(
        _within("speed", args.speed, SPEEDS),
        _within("pitch", args.pitch, PITCHES),
        _within("volume", args.volume, VOLUMES),
    )
    text = args.text or TEXTS.get(_language(settings, args), TEXTS["en"])
    recording = read_recording(args.compare) if args.compare else None
    who, sound = asyncio.run(
        _spoken(settings, Wish(text, args.voice, "wav", args.language, manner))
    )
    if args.to is not None:
        _write(args.to, sound)
        print(f"{who} has spoken to {args.to}.")
    with tempfile.TemporaryDirectory(prefix="rubato-") as folder:
        file = Path(folder) / "said.wav"
        file.write_bytes(sound)
        if recording is not None:
            _compare(who, read_recording(file), args.compare.name, recording, args.text or "")
        elif args.to is None:
            print(f"{who}: {text}")
            play(file)


def _language(settings: Settings, args: argparse.Namespace) -> str:
    """Tell in which language the voice is best heard."""
    wanted = (args.voice or settings.voice).partition(SPEAKER)[0]
    voice = by_id(VoiceShelf(voices_folder(settings)).voices(), wanted)
    return primary(args.language or (voice.language if voice else settings.voice_language))


def _within(name: str, value: float, limits: tuple[float, float]) -> float:
    if limits[0] <= value <= limits[1]:
        return value
    raise InvalidError(f"--{name} is a number from {limits[0]:g} to {limits[1]:g}, not {value:g}.")


async def _spoken(settings: Settings, wish: Wish) -> tuple[str, bytes]:
    """Give who spoke, and a WAV file."""
    service = Speaking(
        VoicePool(settings.voice_processes, settings.voice_timeout),
        VoiceShelf(voices_folder(settings)),
        FfmpegEncoder(),
        configure("error", "console"),
        Preferences(settings.voice, settings.voice_language, settings.voice_languages, 0),
    )
    async with service:
        speech = await service.speak(wish)
        async with aclosing(speech.pieces) as pieces:
            return speech.voice.id, b"".join([piece async for piece in pieces])


def _write(to: Path, sound: bytes) -> None:
    """Write whole or not at all."""
    part = to.with_name(f".{to.name}.part")
    try:
        part.write_bytes(sound)
        part.replace(to)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InvalidError(f"{to} cannot be written: {error.strerror}.") from None


def _compare(
    who: str, ours: tuple[bytes, int], name: str, theirs: tuple[bytes, int], text: str
) -> None:
    from server.core.sound_shape import samples_of  # noqa: PLC0415  (numpy)
    from server.core.voice_measures import measured  # noqa: PLC0415

    pair = [measured(samples_of(pcm), rate, text) for pcm, rate in (ours, theirs)]
    print(f"{'':<20}{who[:24]:>26}{name[:24]:>26}")
    for caption, field, unit, decimals in ROWS:
        cells = (f"{_cell(each, field, unit, decimals):>26}" for each in pair)
        print(f"{caption:<20}" + "".join(cells))
    if not text:
        print("For the pace, give what the recording says with --text.")


def _cell(measures: "Measures", field: str, unit: str, decimals: int) -> str:
    value = getattr(measures, field)
    return "-" if value is None else f"{value:.{decimals}f} {unit}"
