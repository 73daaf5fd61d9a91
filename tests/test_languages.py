"""The shipped languages: sound, safe from slips, of the schema, and compiled as they stand."""

import json
import tomllib
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from server.adapters.language_texts import LanguageFolder
from server.cli.languages import compiled
from server.services.language_sources import check, load

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "languages"
SHIPPED = ROOT / "extension" / "languages"
LANGUAGES = sorted(path for path in SOURCES.glob("*.toml") if path.stem != "commands")
SCHEMA = json.loads((SOURCES / "schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("numbers", ["numbers-decimal", "numbers-binary"])
def test_languages_active_together_have_no_problems(numbers: str) -> None:
    """Both profiles compile, and the judge refuses nothing."""
    verdict = check(load(LanguageFolder(SOURCES)), ("base", "swift", numbers))

    assert [str(problem) for problem in verdict.problems] == []


def test_what_the_extension_ships_is_compiled_from_the_sources() -> None:
    """`rubato languages compile` would write just what is there."""
    files = compiled(load(LanguageFolder(SOURCES)))
    shipped = {path.name: path.read_text(encoding="utf-8") for path in SHIPPED.glob("*.json")}

    assert shipped == files, "run `rubato languages compile`"


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_each_source_is_of_the_schema(path: Path) -> None:
    """A language file has the fields the schema names, and is called as its file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(table, SCHEMA)

    assert table["name"] == path.stem


def test_the_schema_itself_is_sound() -> None:
    """The schema follows its own standard, and refuses what is no language."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    wrong = {"name": "mine", "kind": "commands", "word": [{"keys": "4 25", "command": "stop"}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SCHEMA)


def test_every_command_has_a_word() -> None:
    """No command can be reached by voice alone."""
    sources = load(LanguageFolder(SOURCES))
    words = [word for one in sources.named(("base", "swift")) for word in one.words]
    played = {command for word in words for command in word.means}

    assert {command.name for command in sources.commands} - played == set()


def test_every_command_has_a_base_word() -> None:
    """The founder's way of playing reaches everything."""
    sources = load(LanguageFolder(SOURCES))
    (base,) = sources.named(("base",))
    played = {command for word in base.words for command in word.means}

    assert {command.name for command in sources.commands} - played == set()
