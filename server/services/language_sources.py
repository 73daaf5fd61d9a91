"""Language sources: read, derived, compiled and judged; the last good lexicon stays active."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.core.compiler import Options, compile_lexicon
from server.core.derivation import derive
from server.core.judge import Slip, judge, refusals
from server.core.language import Command, Language, Problem, by_name
from server.core.language_toml import read_commands, read_language
from server.core.lexicon import Lexicon, Profile
from server.core.ports import LanguageTexts
from server.core.role_sounds import RoleSounds
from server.core.sound_checks import Timbres
from server.core.sound_toml import read_sounds

COMMANDS_FILE = "commands.toml"
SOUNDS_FILE = "sounds.toml"
PROFILES: tuple[Profile, ...] = ("safe", "fast")


@dataclass(frozen=True)
class Sources:
    """Every language that could be read, the command table, and what was wrong on the way."""

    commands: Sequence[Command]
    languages: Sequence[Language]
    problems: Sequence[Problem]
    sounds: RoleSounds | None = None
    """What roles sound like; none where that was not asked for, is not there or has a mistake."""

    def named(self, names: Sequence[str]) -> list[Language]:
        """Give the languages of these names, in this order; unknown names are left out."""
        known = {language.name: language for language in self.languages}
        return [known[name] for name in names if name in known]


def load(texts: LanguageTexts, timbres: Timbres | None = None) -> Sources:
    """Read the command table and all languages, and add the derived words.

    With the timbres that there are, what roles sound like is read as well.
    """
    files = texts.read()
    commands, problems = read_commands(files.get(COMMANDS_FILE, ""), COMMANDS_FILE)
    if COMMANDS_FILE not in files:
        problems = [Problem("no-commands", f"there is no {COMMANDS_FILE}", "put it there")]
    languages = []
    for file, text in files.items():
        if file not in (COMMANDS_FILE, SOUNDS_FILE):
            language, found = read_language(text, file)
            problems += found
            languages += [language] if language else []
    sounds = None
    if timbres is not None and SOUNDS_FILE in files:
        sounds, found = read_sounds(files[SOUNDS_FILE], timbres, SOUNDS_FILE)
        problems += found
    problems += _unknown(languages)
    return Sources(commands, _derived(languages, commands), problems, sounds)


def _derived(languages: Sequence[Language], commands: Sequence[Command]) -> list[Language]:
    known = {language.name: language for language in languages}
    table = by_name(commands)
    return [
        derive(language, known[language.derive], table) if language.derive in known else language
        for language in languages
    ]


def _unknown(languages: Sequence[Language]) -> list[Problem]:
    names = {language.name for language in languages}
    return [
        Problem(
            code="no-source",
            message=f"{one.name} derives from {one.derive}, which is not there or has a mistake",
            fix=f"choose one of {', '.join(sorted(names - {one.name}))}",
            language=one.name,
            file=one.file,
            line=1,
        )
        for one in languages
        if one.derive and one.derive not in names
    ]


@dataclass(frozen=True)
class Verdict:
    """What is wrong with languages that are active together, and all that a slip can fire."""

    problems: Sequence[Problem]
    slips: Sequence[Slip]


def check(sources: Sources, active: Sequence[str]) -> Verdict:
    """Compile and judge languages as they play together, in both profiles."""
    problems, slips = list(sources.problems), list[Slip]()
    languages = sources.named(active)
    for profile in PROFILES:
        lexicon, found = compile_lexicon(sources.commands, languages, Options(profile))
        if lexicon:
            heard = judge(lexicon, sources.commands, languages)
            found = refusals(heard, languages, lexicon)
            slips += [slip for slip in heard if slip not in slips]
        problems += [problem for problem in found if problem not in problems]
    return Verdict(problems, slips)


class ActiveLanguages:
    """The lexicon in use: a mistake in a file is told, and changes nothing."""

    def __init__(self, texts: LanguageTexts) -> None:
        self._texts = texts
        self.lexicon: Lexicon | None = None
        self.problems: Sequence[Problem] = ()

    def load(self, active: Sequence[str], options: Options) -> bool:
        """Read and compile again; with problems keep the last good lexicon and return False."""
        sources = load(self._texts)
        lexicon, found = compile_lexicon(sources.commands, sources.named(active), options)
        self.problems = [*sources.problems, *found]
        if lexicon is None or sources.problems:
            return False
        self.lexicon = lexicon
        return True
