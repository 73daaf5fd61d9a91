"""The shipped languages: sound, safe from slips, of the schema, and compiled as they stand."""

import json
import tomllib
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from server.adapters.language_texts import LanguageFolder, sampled_timbres
from server.cli.languages import compiled
from server.services.language_sources import check, load

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "languages"
SHIPPED = ROOT / "extension" / "languages"
TABLES = ("commands", "sounds")
"""What stands beside the languages that are played."""
LANGUAGES = sorted(path for path in SOURCES.glob("*.toml") if path.stem not in TABLES)
SCHEMA = json.loads((SOURCES / "schema.json").read_text(encoding="utf-8"))
SOUNDS_SCHEMA = json.loads((SOURCES / "sounds.schema.json").read_text(encoding="utf-8"))
TIMBRES = sampled_timbres(ROOT / "extension" / "sounds" / "samples.json")


@pytest.mark.parametrize("numbers", ["numbers-decimal", "numbers-binary"])
def test_languages_active_together_have_no_problems(numbers: str) -> None:
    """Both profiles compile, and the judge refuses nothing."""
    verdict = check(load(LanguageFolder(SOURCES)), ("base", "swift", numbers))

    assert [str(problem) for problem in verdict.problems] == []


def test_what_the_extension_ships_is_compiled_from_the_sources() -> None:
    """`rubato languages compile` would write just what is there."""
    files = compiled(load(LanguageFolder(SOURCES), TIMBRES))
    shipped = {path.name: path.read_text(encoding="utf-8") for path in SHIPPED.glob("*.json")}

    assert shipped == files, "run `rubato languages compile`"


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_each_source_is_of_the_schema(path: Path) -> None:
    """A language file has the fields the schema names, and is called as its file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(table, SCHEMA)

    assert table["name"] == path.stem


def test_the_role_sounds_are_of_their_schema() -> None:
    """The file of sounds has the fields its schema names, and the schema refuses what is wrong."""
    jsonschema.Draft202012Validator.check_schema(SOUNDS_SCHEMA)
    table = tomllib.loads((SOURCES / "sounds.toml").read_text(encoding="utf-8"))
    jsonschema.validate(table, SOUNDS_SCHEMA)
    table["sound"][0]["strikes"] = []
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(table, SOUNDS_SCHEMA)


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
