"""What the server's pages say goes through `web/texts.js`, and each language says all of it."""

import json
import re
from pathlib import Path

import pytest

from tests.fences.javascript import TOKENS
from tests.fences.tree import read
from tests.page_texts import PAGES, SCRIPTS, TABLES, all_texts, texts_of_script

ELSEWHERE = {
    "web/static_texts.js": 4,  # those of the pages' HTML
    "web/texts.js": 1,  # captions of the server, which the tables have
    "web/words.js": 1,  # `counted`, whose nouns are named where it is called
}
NO_TEXTS = {
    # Names of the browser.
    "Content-Type", "Enter", "Escape", "Esc", "Space", "Backspace", "ArrowUp", "ArrowDown", "Files",
    "autoplay; fullscreen; encrypted-media; picture-in-picture",
    # Classes, ids and a font.
    "12px system-ui, sans-serif", "row again", "keys-help findings", "state …", "pointer …",
    # Phrases that an ear hears, in English.
    "stop listening", "be quiet", "shorter please", "tell me more",
}  # fmt: skip
SELECTOR = re.compile(r"[a-z]+[\[\d:,.]|\[|#|\.")
ERROR = re.compile(r"throw new Error\($")
SHOWN = re.compile(r"^[A-Z][a-z]|[A-Za-z]{2}[,.;:…)]* +(?:…|[A-Za-z(])|… +[a-z]{2}|[a-z]{2} +…")
PLACE = re.compile(r"\{\w+\}")
COMPARED = re.compile(r"(?:[=!]==? *|\b(?:includes|has|get|indexOf|startsWith|endsWith)\()t\(")


def table(path: Path) -> dict[str, str]:
    """Read one."""
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_each_language_says_all(path: Path) -> None:
    """A table has each text of the pages, in their order, and nothing else."""
    said, wanted = table(path), all_texts()

    assert sorted(wanted - said.keys()) == [], f"missing in {path.name}"
    assert sorted(said.keys() - wanted) == [], f"unused in {path.name}"
    assert list(said) == sorted(said)
    assert all(said.values())


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_what_stands_in_a_text_is_alike(path: Path) -> None:
    """Each form of a text puts in what the English one does, and keeps the space at its ends."""
    for english, said in table(path).items():
        wanted = set(PLACE.findall(english))
        for form in said.split("|"):
            assert set(PLACE.findall(form)) | {"{count}"} & wanted == wanted, english
            assert (form[0] == " ", form[-1] == " ") == (english[0] == " ", english[-1] == " ")
        assert ("|" in english) == ("|" in said), english


def test_tables_are_named() -> None:
    """The pages ask for the tables that there are."""
    named = re.search(r"const TABLES = (\[.*?\]);", read("web/texts.js"))

    assert named
    assert json.loads(named[1]) == [path.stem for path in TABLES]


def test_each_page_begins_with_its_texts() -> None:
    """They are there before anything is drawn, and before another script runs."""
    for name in PAGES:
        scripts = re.findall(r"<script [^>]*>", read(name))
        assert scripts[0].endswith('blocking="render" src="/web/texts.js">'), name


def test_calls_name_their_texts() -> None:
    """What is said is a text in the source, that is found by reading it."""
    found = {name: len(texts_of_script(name)[1]) for name in SCRIPTS}

    assert {name: count for name, count in found.items() if count} == ELSEWHERE


def untold(name: str) -> list[str]:
    """Give what looks like a text in a script, and is not said by `t` or counted."""
    source = read(name)
    found = []
    for token in TOKENS.finditer(source):
        literal = token["string"] or token["template"]
        before = source[: token.start()]
        if not literal or re.search(r"\bt\($", before) or re.search(r"\bcounted\([^\"]*$", before):
            continue
        text = re.sub(r"\$\{[^}]*\}?", "…", literal[1:-1])
        if SHOWN.search(text) and not (SELECTOR.match(text) or ERROR.search(before)):
            found.append(text)
    return found


def test_nothing_is_said_in_english_alone() -> None:
    """No text stands in a script that goes past `t`."""
    found = {name: set(untold(name)) - NO_TEXTS for name in SCRIPTS}

    assert {name: texts for name, texts in found.items() if texts} == {}


def test_no_text_is_compared() -> None:
    """What a browser or the server names is no text: it is the same in every language."""
    found = {name: COMPARED.findall(read(name)) for name in SCRIPTS}

    assert {name: calls for name, calls in found.items() if calls} == {}
