"""Every text the extension shows is there, once, in the built locales."""

import json
import re
from pathlib import Path

import pytest

from scripts.build_locales import COMMANDS, DEFAULT, LOCALES, Messages, built, main, merge
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
USERS = [
    path
    for path in sources(".js", ".html", "manifest.json")
    if path.startswith(("extension/", "web/"))
]


@pytest.mark.parametrize(
    ("path", "text"),
    list(built(LOCALES, COMMANDS)),
    ids=lambda it: Path(it).stem if isinstance(it, Path) else "",
)
def test_built(path: Path, text: str) -> None:
    """Each messages.json is what scripts/build_locales.py would write."""
    assert path.read_text(encoding="utf-8") == text, "run scripts/build_locales.py"


@pytest.mark.parametrize("path", USERS)
def test_keys_exist(path: str) -> None:
    """A key that a source names is a key of the English messages."""
    text = read(path)
    named = {key for pattern in USES for key in pattern.findall(text)}

    assert named - ENGLISH.keys() - PREDEFINED == set()


def test_other_locales() -> None:
    """Another locale translates English messages and brings none of its own."""
    for path in LOCALES.glob("*/messages.json"):
        assert json.loads(path.read_text(encoding="utf-8")).keys() <= ENGLISH.keys(), (
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
def locales(tmp_path: Path) -> Path:
    """Make a tree with one English part, one German and a table of one command."""
    title = '"panel_title": {"message": "Rubato"}'
    name = '"cmd_tab_last_used_name": {"message": "zuletzt"}'
    command = 'name = "tab.last-used"\nphrases = ["last tab", "x"]\nhelp = "Go."\n'
    for path, text in {
        "en/parts/panel.json": f"{{{title}}}",
        "de/parts/panel.json": f"{{{title}, {name}}}",
        "commands.toml": f"[[command]]\n{command}",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def test_command_strings(locales: Path) -> None:
    """English gets the first phrase and the help of each command; a translation only its own."""
    texts = {
        path.parent.name: json.loads(text)
        for path, text in built(locales, locales / "commands.toml")
        if path.name == "messages.json"
    }

    assert texts["en"] == {
        "cmd_tab_last_used_help": {"message": "Go."},
        "cmd_tab_last_used_name": {"message": "last tab"},
        "panel_title": {"message": "Rubato"},
    }
    assert list(texts["de"]) == ["cmd_tab_last_used_name", "panel_title"]


def test_shipped_languages(locales: Path) -> None:
    """The languages that there are texts in are listed for the panel, as BCP 47 writes them."""
    (locales / "pt_BR" / "parts").mkdir(parents=True)
    (path, text), *_ = built(locales, locales / "commands.toml")

    assert path == locales / "shipped.json"
    assert json.loads(text) == {"languages": ["de", "en", "pt-BR"]}


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
def test_broken_part(part: str, said: str, locales: Path) -> None:
    """A broken part is named with its mistake."""
    (locales / "en/parts/broken.json").write_text(part)

    with pytest.raises(ValueError, match=r"broken\.json") as raised:
        list(built(locales, locales / "commands.toml"))
    assert said in str(raised.value)


def test_check_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """What is built passes the check in silence."""
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == ""
