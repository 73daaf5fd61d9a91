"""Speaking: a text becomes sound, sentence by sentence, by the voice that fits it."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal, Protocol, Self, TypeAlias

from server.core.errors import InvalidError, RubatoError
from server.core.ports import Log
from server.core.sound_store import SoundStore
from server.core.voices import AS_MADE, Manner, Sound, Sounding, Utterance, Voice, listed, primary
from server.core.wave_bytes import wav_head
from server.services.beside import ended
from server.services.voice_choice import PLAIN, Chosen, Linguist, Preferences, VoiceChoice

Format: TypeAlias = Literal["wav", "pcm", "opus", "mp3", "flac", "aac"]

MEDIA_TYPES: Mapping[Format, str] = {
    "wav": "audio/wav",
    "pcm": "audio/pcm",
    "opus": "audio/ogg",
    "mp3": "audio/mpeg",
    "flac": "audio/flac",
    "aac": "audio/aac",
}
PCM_RATE = 24_000
"""Samples a second of pcm, as OpenAI has it."""
LONGEST = 100_000
"""Characters of one text: two hours of speech."""


class Speakers(Linguist, Protocol):
    """Speaks sentences, each voice in a process of its own."""

    async def begin(self, wanted: Utterance) -> Sounding:
        """Speak; raises `UnavailableError` where the voice cannot."""
        ...

    async def warm(self, voice: Voice) -> None:
        """Have a voice loaded."""
        ...

    def problems(self) -> Sequence[str]:
        """Say why voices last failed."""
        ...

    async def close(self) -> None:
        """End all processes."""
        ...


class Shelf(Protocol):
    """Knows the voices that are here."""

    def voices(self) -> Sequence[Voice]:
        """List them: those installed first, then the embedded."""
        ...

    def unfit(self) -> Mapping[str, str]:
        """Say why what lies among them is no voice, by its name."""
        ...


class Encoder(Protocol):
    """Compresses sound."""

    def there(self) -> bool:
        """Tell whether it can."""
        ...

    def encoded(
        self, pieces: AsyncIterator[bytes], rate: int, kind: str
    ) -> AsyncGenerator[bytes, None]:
        """Give 16-bit mono samples in a format, as they come."""
        ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks to be spoken; what is not said is chosen."""

    text: str
    voice: str | None = None
    format: Format | None = None
    language: str | None = None
    manner: Manner = AS_MADE


@dataclass(frozen=True, slots=True)
class Speech:
    """Sound on its way: its media type, who speaks, and its bytes as they are made."""

    media_type: str
    voice: Voice
    pieces: AsyncGenerator[bytes, None]
    engine_ms: float
    """What the engine took for the first sentence; nothing where it was spoken before."""


class Speaking:
    """Speaks what is wished, and keeps a voice warm while the server runs."""

    def __init__(
        self,
        speakers: Speakers,
        shelf: Shelf,
        encoder: Encoder,
        log: Log,
        preferences: Preferences = PLAIN,
    ) -> None:
        self._speakers = speakers
        self._shelf = shelf
        self._encoder = encoder
        self._store = SoundStore(preferences.kept)
        self._log = log
        self._choice = VoiceChoice(speakers, preferences, log)
        self._warming: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Begin, as a part of the running app: load the voice that will speak, beside the rest."""
        self._warming = asyncio.create_task(self._warm())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End with all processes."""
        await ended(self._warming)
        await self._speakers.close()

    def voices(self) -> list[dict[str, object]]:
        """List the voices as the API tells them."""
        voices = self._shelf.voices()
        default = self._choice.default(voices)
        return [listed(voice, default=voice is default) for voice in voices]

    def state(self) -> dict[str, Any]:
        """Say who is installed and speaks by default, and what is wrong."""
        voices = self._shelf.voices()
        default = self._choice.default(voices)
        unfit = [f"The voice {name} {why}." for name, why in self._shelf.unfit().items()]
        return {
            "default": default and default.id,
            "installed": [voice.id for voice in voices if voice.engine == "piper"],
            "problems": [*unfit, *self._speakers.problems()],
        }

    async def speak(self, wish: Wish) -> Speech:
        """Speak a text; its first sound is there when this returns, the rest comes as it is taken.

        Raises `InvalidError` for what cannot be spoken, `UnavailableError` where the voice fails.
        """
        if len(wish.text) > LONGEST:
            raise InvalidError(
                f"The text has {len(wish.text)} characters, and {LONGEST} are spoken at once; "
                "send it in parts."
            )
        chosen = await self._choice.choose(
            self._shelf.voices(), wish.text, wish.voice, wish.language
        )
        form = wish.format or ("mp3" if self._encoder.there() else "wav")
        rate = PCM_RATE if form == "pcm" else chosen.voice.sample_rate
        taken: list[float] = []
        pieces = await _begun(self._formed(form, rate, self._sounds(wish, chosen, rate, taken)))
        return Speech(MEDIA_TYPES[form], chosen.voice, pieces, taken[0] if taken else 0.0)

    def lost(self, speech: Speech, error: RubatoError) -> None:
        """Note that a speech was cut off, since its voice failed on the way."""
        self._log.warning("a speech was cut off", voice=speech.voice.id, why=str(error))

    def _formed(
        self, form: Format, rate: int, sounds: AsyncGenerator["_Piece", None]
    ) -> AsyncGenerator[bytes, None]:
        if form == "wav":
            return _wav(rate, sounds)
        raw = _raw(sounds)
        return raw if form == "pcm" else self._encoder.encoded(raw, rate, form)

    async def _sounds(
        self, wish: Wish, chosen: Chosen, rate: int, taken: list[float]
    ) -> AsyncGenerator["_Piece", None]:
        """Give the sound of one sentence after another, none before it is asked for."""
        from server.core.sentences import sentences  # noqa: PLC0415  (tables, for who speaks)

        language = primary(chosen.voice.language)
        parts = sentences(wish.text, language)
        upcoming = next(parts, None)
        while upcoming is not None:
            following = next(parts, None)
            wanted = Utterance(
                chosen.voice, upcoming.text, wish.manner, rate, chosen.speaker, language
            )
            sound = await self._begun(wanted)
            taken.append(sound.engine_ms)
            # Only a single sentence's length is known before all is made.
            yield _Piece(sound.first, sound.size if following is None else None)
            pause = 0.0 if following is None else upcoming.pause / wish.manner.speed
            after = await self._rest(wanted, sound) + bytes(2 * int(rate * pause))
            if after:
                yield _Piece(after, None)
            upcoming = following

    async def _begun(self, wanted: Utterance) -> Sounding:
        known = self._store.get(wanted)
        if known is None:
            return await self._speakers.begin(wanted)
        return Sounding(known.pcm, len(known.pcm), known.rate, 0.0, _nothing)

    async def _rest(self, wanted: Utterance, sound: Sounding) -> bytes:
        """Give what follows the first part, and keep the whole."""
        if sound.rest is _nothing:
            return b""
        rest = await sound.rest()
        self._store.put(wanted, Sound(sound.first + rest, sound.rate))
        return rest

    async def _warm(self) -> None:
        """Load the default voice, where one is installed; the embedded one is quick to load."""
        voice = await asyncio.to_thread(lambda: self._choice.default(self._shelf.voices()))
        if voice is None or voice.engine != "piper":
            return
        try:
            await self._speakers.warm(voice)
            self._log.info("the voice is loaded", voice=voice.id)
        except RubatoError as error:
            self._log.warning("the voice is not loaded", voice=voice.id, why=str(error))


@dataclass(frozen=True, slots=True)
class _Piece:
    pcm: bytes
    size: int | None
    """Bytes of the whole sound, where they are known."""


async def _nothing() -> bytes:
    """Give what follows a sound that was spoken before and is there."""
    return b""


async def _wav(rate: int, sounds: AsyncGenerator[_Piece, None]) -> AsyncGenerator[bytes, None]:
    """Put the head before it; a single sentence's has the true length."""
    head = True
    async with aclosing(sounds):
        async for piece in sounds:
            yield (wav_head(rate, piece.size) if head else b"") + piece.pcm
            head = False
    if head:
        yield wav_head(rate, 0)


async def _raw(sounds: AsyncGenerator[_Piece, None]) -> AsyncGenerator[bytes, None]:
    async with aclosing(sounds):
        async for piece in sounds:
            yield piece.pcm


async def _begun(pieces: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """Have the first piece made, so that what fails at once is told as a failure."""
    first = await anext(pieces, b"")

    async def whole() -> AsyncGenerator[bytes, None]:
        async with aclosing(pieces):
            yield first
            async for piece in pieces:
                yield piece

    return whole()
