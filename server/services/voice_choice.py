"""Who speaks a text: the voice that is asked for, or one that fits the language it is in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from server.core.errors import InvalidError, RubatoError
from server.core.language_hint import hinted, told_by_letters
from server.core.ports import Log
from server.core.voices import OPENAI_NAMES, Voice, by_id, for_language, primary, tag

READ = ("en", "de")
"""Languages that are told apart also where no voice of theirs is installed."""
SURE = 0.6
"""How sure the language must be, or it is taken to be the usual one."""
SPEAKER = "#"
"""Stands between a voice's id and one of its speakers."""


class Linguist(Protocol):
    """Tells languages apart."""

    async def language(self, text: str, among: Sequence[str]) -> tuple[str, float]:
        """Tell which of these a text is in, and how sure that is, 0 to 1."""
        ...


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the settings say: who speaks, what language is usual, and how much sound is kept."""

    voice: str = ""
    language: str = "en"
    languages: tuple[str, ...] = ()
    kept: int = 16_000_000
    """Bytes of sound."""


PLAIN = Preferences()


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who speaks, and which of its speakers where it has several."""

    voice: Voice
    speaker: int | None = None


class VoiceChoice:
    """Chooses, by what is asked, what is preferred, and what is here."""

    def __init__(self, linguist: Linguist, preferences: Preferences, log: Log) -> None:
        self._linguist = linguist
        self._preferences = preferences
        self._log = log

    def default(self, voices: Sequence[Voice]) -> Voice | None:
        """Give who speaks where nothing is said."""
        return usual(voices, self._preferences)

    async def choose(
        self, voices: Sequence[Voice], text: str, voice: str | None, language: str | None
    ) -> Chosen:
        """Choose; raises `InvalidError` where nobody is as is asked."""
        if voice and voice not in OPENAI_NAMES:
            return named(voices, voice)
        default = self.default(voices)
        if default is None:
            raise InvalidError("There is no voice here; `rubato voices install` gets one.")
        wanted = tag(language or await self._language(voices, default, text))
        if primary(wanted) == primary(default.language) and "-" not in wanted:
            return self._as_preferred(voices, default)
        found = for_language(voices, wanted)
        if found is None:
            raise InvalidError(f"No voice speaks {wanted!r}; `rubato voices install` has more.")
        return Chosen(found)

    def _as_preferred(self, voices: Sequence[Voice], default: Voice) -> Chosen:
        """Give the default voice, with the speaker that the settings name."""
        preferred = self._preferences.voice
        same = preferred.partition(SPEAKER)[0] == default.id
        return named(voices, preferred) if same else Chosen(default)

    async def _language(self, voices: Sequence[Voice], default: Voice, text: str) -> str:
        """Tell the language of a text; the default voice's where it does not show."""
        own = primary(default.language)
        installed = {primary(voice.language) for voice in voices if voice.engine == "piper"}
        among = {primary(each) for each in self._preferences.languages} or installed | {*READ}
        among |= {own}
        told = told_by_letters(text)
        if not told or among == {own}:
            return own
        hint = hinted(told, among)
        if hint is not None:
            return hint
        try:
            guess, sure = await self._linguist.language(told, sorted(among))
        except RubatoError as error:
            self._log.warning("the language of a text was not told", why=str(error))
            return own
        return guess if guess and sure >= SURE else own


def usual(voices: Sequence[Voice], preferences: Preferences) -> Voice | None:
    """Give who speaks where nothing is said; nothing where nobody can."""
    preferred = by_id(voices, preferences.voice.partition(SPEAKER)[0])
    fitting = preferred or for_language(voices, preferences.language)
    return fitting or next(iter(voices), None)


def named(voices: Sequence[Voice], name: str) -> Chosen:
    """Find a voice by its id, `#` and a speaker's name or number behind it."""
    wanted, mark, speaker = name.partition(SPEAKER)
    voice = by_id(voices, wanted)
    if voice is None:
        raise InvalidError(f"There is no voice {wanted!r}; /v1/audio/voices lists who speaks.")
    if not mark:
        return Chosen(voice)
    if speaker in voice.speakers:
        return Chosen(voice, voice.speakers.index(speaker))
    if speaker.isascii() and speaker.isdigit() and int(speaker[:9]) < len(voice.speakers):
        return Chosen(voice, int(speaker[:9]))
    raise InvalidError(f"The voice {wanted!r} has no speaker {speaker!r}.")
