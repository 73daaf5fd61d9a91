"""Every text the extension shows is there, once, in the built locales."""

import json
import re
from pathlib import Path

import pytest

from scripts.build_locales import (
    COMMANDS,
    DEFAULT,
    LOCALES,
    PEOPLE,
    Messages,
    built,
    main,
    merge,
)
from tests.fences.tree import read, sources

# How a key stands in a source. A template such as `cmd_${name}_help` names no key here.
FAMILIES = "cmd|panel|say|settings|start|tour|why"
USES = [
    re.compile(r"""\b(?:t|text|getMessage)\(\s*['"](\w+)['"]"""),
    re.compile(r"""\bkey: *['"](\w+)['"]"""),
    re.compile(r"""\bdata-i18n(?:-[\w-]+)?=['"](\w+)['"]"""),
    re.compile(r"__MSG_(\w+)__"),
    re.compile(rf"""['"]((?:{FAMILIES})_[a-z0-9_]*[a-z0-9])['"]"""),
]
PREDEFINED = {"@@extension_id", "@@ui_locale"}

ENGLISH: Messages = json.loads(read(f"extension/_locales/{DEFAULT}/messages.json"))
USERS = [path for path in sources(".js", ".html", "manifest.json") if path.startswith("extension/")]
"""The server's pages have tables of their own: a page has no messages of an extension."""


@pytest.mark.parametrize(
    ("path", "text"),
    list(built(LOCALES.parent, COMMANDS, PEOPLE)),
    ids=lambda it: "-".join(it.parts[-2:]) if isinstance(it, Path) else "",
)
def test_built(path: Path, text: str) -> None:
    """Each file that is made of texts is what scripts/build_locales.py would write."""
    assert path.read_text(encoding="utf-8") == text, "run scripts/build_locales.py"


@pytest.mark.parametrize("path", USERS)
def test_keys_exist(path: str) -> None:
    """A key that a source names is a key of the English messages."""
    text = read(path)
    named = {key for pattern in USES for key in pattern.findall(text)}

    assert named - ENGLISH.keys() - PREDEFINED == set()


def test_other_locales() -> None:
    """Another locale translates each English message, and brings none of its own."""
    for path in LOCALES.glob("*/messages.json"):
        assert json.loads(path.read_text(encoding="utf-8")).keys() == ENGLISH.keys(), (
            path.parent.name
        )


def test_arguments_are_alike() -> None:
    """A translation puts in as many things as the English message."""
    for path in LOCALES.glob("*/messages.json"):
        for key, message in json.loads(path.read_text(encoding="utf-8")).items():
            assert _arguments(message["message"]) == _arguments(ENGLISH[key]["message"]), key


def _arguments(text: str) -> set[str]:
    return set(re.findall(r"\$[1-9]", text))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Make a tree with one English part and a table of one command."""
    command = 'name = "tab.last-used"\nphrases = ["last tab", "x"]\nhelp = "Go."\n'
    for path, text in {
        "_locales/en/parts/panel.json": '{"panel_title": {"message": "Rubato"}}',
        "commands.toml": f"[[command]]\n{command}",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def all_built(tree: Path) -> dict[str, str]:
    """Give what should stand in the tree, by its path in there."""
    files = built(tree, tree / "commands.toml", tree / "people")
    return {str(path.relative_to(tree)): text for path, text in files}


def test_command_strings(tree: Path) -> None:
    """English gets the first phrase and the help of each command."""
    assert json.loads(all_built(tree)["_locales/en/messages.json"]) == {
        "cmd_tab_last_used_help": {"message": "Go."},
        "cmd_tab_last_used_name": {"message": "last tab"},
        "panel_title": {"message": "Rubato"},
    }


def test_a_language_that_is_not_whole_is_refused(tree: Path) -> None:
    """What lacks in it is named, with its file."""
    whole = (PEOPLE / "de.toml").read_text(encoding="utf-8")
    (tree / "people").mkdir()
    (tree / "people" / "de.toml").write_text(whole.replace("panel_piano =", "panel_title ="))

    with pytest.raises(ValueError, match=r"de\.toml:\d+: there is no command item\.next"):
        all_built(tree)


def test_same_key_in_two_parts() -> None:
    """Two parts that give one key are both named."""
    message: Messages = {"say_hello": {"message": "hello"}}

    with pytest.raises(ValueError, match=r"say_hello stands in a\.json and in b\.json"):
        merge({Path("a.json"): message, Path("b.json"): message})


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ('{"a": {"message": "x"}, "a": {"message": "y"}}', "a stands there twice"),
        ('{"a": {"message": "x"},}', "line 1 column"),
        ('{"a": "x"}', 'a should be {"message"'),
        ('{"tab.next": {"message": "x"}}', "'tab.next' should be made of"),
    ],
)
def test_broken_part(part: str, said: str, tree: Path) -> None:
    """A broken part is named with its mistake."""
    (tree / "_locales/en/parts/broken.json").write_text(part)

    with pytest.raises(ValueError, match=r"broken\.json") as raised:
        all_built(tree)
    assert said in str(raised.value)


def test_check_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """What is built passes the check in silence."""
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == ""
