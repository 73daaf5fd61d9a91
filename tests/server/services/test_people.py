"""Languages of people as files of the extension."""

import json

from server.core.language import Command
from server.core.people import People, Said
from server.core.spoken_number import NumberNames
from server.services.people import load_people, people_files

WORDS = {"language": "pt-BR", "numbers": {"words": {"um": 1}, "examples": {"um": 1}}}
PEOPLE = People(
    "pt-BR",
    WORDS,
    NumberNames({"um": 1}),
    {"um": 1},
    {"tab.last-used": Said(["aba anterior"], ["abba"], "Volta.")},
    {"panel_help": "Ajuda"},
)


def test_a_language_becomes_its_texts_and_what_is_said() -> None:
    """A folder as Chrome names it, the names of commands among the texts, and a list of all."""
    files = {name: json.loads(text) for name, text in people_files([PEOPLE]).items()}

    assert files == {
        "_locales/shipped.json": {"languages": ["en", "pt-BR"]},
        "_locales/pt_BR/messages.json": {
            "cmd_tab_last_used_help": {"message": "Volta."},
            "cmd_tab_last_used_name": {"message": "aba anterior"},
            "panel_help": {"message": "Ajuda"},
            "panel_language": {"message": "pt-BR"},
        },
        "languages/people/pt-BR.json": {
            "language": "pt-BR",
            "numbers": {"words": {"um": 1}},
            "commands": {"tab.last-used": {"phrases": ["aba anterior"], "misheard": ["abba"]}},
        },
    }


class Texts:
    """Sources in memory."""

    def read(self) -> dict[str, str]:
        """Give one that is no TOML, and one that says too little."""
        return {"a.toml": "language =", "b.toml": 'format = 1\nlanguage = "b"\n'}


def test_each_broken_file_is_told() -> None:
    """One does not hide another."""
    found, problems = load_people(Texts(), [Command("stop", ("stop",))], {})

    assert found == []
    assert {problem.file for problem in problems} == {"a.toml", "b.toml"}
