"""Language sources: derived words, problems with their places, and the last good lexicon."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.core.compiler import Options
from server.services.language_sources import ActiveLanguages, check, load

COMMANDS = """
[[command]]
name = "up"
phrases = ["up"]
[[command]]
name = "down"
phrases = ["down"]
[[command]]
name = "tab"
phrases = ["tab"]
value = "number"
[[command]]
name = "close"
phrases = ["close"]
destructive = true
"""
SWIFT = """
name = "swift"
kind = "commands"
[[word]]
keys = "6"
command = "up"
[[word]]
keys = "4 4"
command = "down"
[[word]]
keys = "4 7"
command = "tab"
"""
BASE = """
name = "base"
kind = "commands"
derive = "swift"
[[word]]
keys = "0 5 0"
command = "down"
[[word]]
keys = "0 10 5 10 0"
command = "close"
"""


@dataclass
class Texts:
    """Sources in memory."""

    files: Mapping[str, str]

    def read(self) -> Mapping[str, str]:
        """Give them."""
        return self.files


GOOD = {"commands.toml": COMMANDS, "swift.toml": SWIFT, "base.toml": BASE}


def test_commands_without_a_word_are_derived() -> None:
    """A single is doubled; middle C frames what takes a value; what has a word gets no other."""
    (base,) = load(Texts(GOOD)).named(["base"])

    assert [(word.keys, word.means[0], word.derived) for word in base.words] == [
        ((0, 5, 0), "down", False),
        ((0, 10, 5, 10, 0), "close", False),
        ((0, 6, 6, 0), "up", True),
        ((12, 4, 7, 12), "tab", True),
    ]


def test_sound_languages_have_no_problems() -> None:
    """Slips are listed, none is refused."""
    verdict = check(load(Texts(GOOD)), ("base", "swift"))

    assert list(verdict.problems) == []
    assert {slip.level for slip in verdict.slips} == {"listed"}


def test_a_conflict_between_files_names_the_place_of_the_later_word() -> None:
    """The message has both words and their keys; the fix is playable."""
    mine = 'name = "mine"\nkind = "commands"\n\n[[word]]\nkeys = "4 4 7"\ncommand = "up"\n'
    verdict = check(load(Texts({**GOOD, "mine.toml": mine})), ("swift", "mine"))
    (problem,) = verdict.problems

    assert str(problem) == (
        "mine.toml:4: “down” (swift), 4 4, begins “up” (mine), 4 4 7, which could never be played"
        " — play “up” (mine) as 5 8, which is free"
    )


def test_a_slip_that_destroys_is_refused_with_its_line() -> None:
    """A destructive word a slip from another is named where it stands."""
    near = BASE + '[[word]]\nkeys = "0 10 6 10 0"\ncommand = "up"\n'
    verdict = check(load(Texts({**GOOD, "base.toml": near})), ("base", "swift"))

    assert [(p.code, p.file, p.line) for p in verdict.problems] == [
        ("slip", "base.toml", 8),
        ("slip", "base.toml", 11),
    ]


def test_without_commands_nothing_is_guessed() -> None:
    """A folder without the table says so."""
    (problem, *_) = load(Texts({"swift.toml": SWIFT})).problems

    assert problem.code == "no-commands"


def test_a_language_to_derive_from_that_is_not_there_is_named() -> None:
    """The fix lists what there is."""
    problems = load(Texts({"commands.toml": COMMANDS, "base.toml": BASE})).problems

    assert [problem.code for problem in problems] == ["no-source"]


def test_a_mistake_keeps_the_last_good_lexicon() -> None:
    """A broken file is told, what was active stays; mended, it is taken up."""
    texts = Texts(GOOD)
    active = ActiveLanguages(texts)

    assert active.load(["base", "swift"], Options())
    good = active.lexicon
    texts.files = {**GOOD, "swift.toml": SWIFT.replace('"4 7"', '"4 x"')}
    assert not active.load(["base", "swift"], Options())
    assert active.lexicon is good
    assert [(p.file, p.line) for p in active.problems][:1] == [("swift.toml", 10)]
    texts.files = {**GOOD, "swift.toml": SWIFT.replace('"4 7"', '"7 7"')}
    assert active.load(["base", "swift"], Options())
    assert active.lexicon is not good
    assert active.problems == []


def test_a_prefix_conflict_keeps_the_last_good_lexicon_too() -> None:
    """What compiles to no lexicon changes nothing."""
    texts = Texts(GOOD)
    active = ActiveLanguages(texts)
    active.load(["swift"], Options())
    good = active.lexicon
    texts.files = {**GOOD, "swift.toml": SWIFT.replace('"4 7"', '"6 6"')}

    assert not active.load(["swift"], Options())
    assert active.lexicon is good
    assert active.problems[0].code == "prefix"
