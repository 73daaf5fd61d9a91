"""The languages of people that ship: each whole, and what the extension reads made of them."""

from pathlib import Path

import pytest

from server.adapters.language_texts import LanguageFolder
from server.cli.people import english_texts
from server.core.language_toml import read_commands
from server.core.people import SOURCE, People
from server.services.people import load_people, people_files

ROOT = Path(__file__).resolve().parents[1]
EXTENSION = ROOT / "extension"
COMMANDS = read_commands((ROOT / "languages" / "commands.toml").read_text(encoding="utf-8"))[0]
FOUND, PROBLEMS = load_people(
    LanguageFolder(ROOT / "languages" / "people"), COMMANDS, english_texts(EXTENSION)
)
OTHERS = [people for people in FOUND if people.language != SOURCE]


def test_they_have_no_problem() -> None:
    """No command or text is missing, nothing is said for two commands, numbers are read."""
    assert [str(problem) for problem in PROBLEMS] == []
    assert {people.language for people in FOUND} == {"de", "en"}


def test_what_the_extension_reads_is_made_of_them() -> None:
    """`rubato languages people` would write just what is there."""
    made = people_files(FOUND)
    there = {name: (EXTENSION / name).read_text(encoding="utf-8") for name in made}

    assert made == there, "run `rubato languages people`"


@pytest.mark.parametrize("people", OTHERS, ids=lambda people: str(people.language))
def test_every_command_is_said(people: People) -> None:
    """The table is walked: each command has phrases, an ear's mistakes, and a line of help."""
    for command in COMMANDS:
        said = people.commands[command.name]
        assert said.phrases, command.name
        assert said.misheard, command.name
        assert said.help.endswith((".", "…")), command.name


@pytest.mark.parametrize("people", OTHERS, ids=lambda people: str(people.language))
def test_nothing_said_means_another_command_in_english(people: People) -> None:
    """English is understood besides: what both say means the same."""
    english = {
        phrase: command.name
        for command in COMMANDS
        for phrase in (*command.phrases, *command.misheard)
    }
    for name, said in people.commands.items():
        for phrase in (*said.phrases, *said.misheard):
            assert english.get(phrase, name) == name, phrase


@pytest.mark.parametrize("people", OTHERS, ids=lambda people: str(people.language))
def test_texts_name_commands_by_what_is_said(people: People) -> None:
    """What a text puts in quotes to be said or played is a phrase, or a name on the page."""
    phrases = {phrase for said in people.commands.values() for phrase in said.phrases}
    texts = [*people.texts.values(), *(said.help for said in people.commands.values())]
    named = {part for text in texts for part in _quoted(text) if part[:1].islower()}
    named = {part for part in named if not part.startswith("rubato ")}

    signs = {*people.words["letters"]["spell"], *people.words["macros"]["then"]}
    assert named - phrases - signs == set()


def _quoted(text: str) -> list[str]:
    """Give what stands between „ and “, without what is put in."""
    return [part.split("“")[0] for part in text.split("„")[1:] if not part.startswith("$")]
