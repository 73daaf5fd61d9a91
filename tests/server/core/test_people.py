"""A language of people, as its file is read: each mistake with its line and what to do."""

from pathlib import Path

import pytest

from server.core.people import read_people

FOLDER = Path(__file__).resolve().parents[3] / "languages" / "people"
GERMAN = (FOLDER / "de.toml").read_text(encoding="utf-8")


def test_a_language_is_read_whole() -> None:
    """Commands, texts and words arrive, and the extension is given what it reads."""
    people, problems = read_people(GERMAN, "de.toml")

    assert problems == []
    assert people is not None
    assert people.commands["item.next"].phrases[0] == "weiter"
    assert people.texts["panel_help"] == "Hilfe"
    shown = people.to_json()
    assert shown["commands"]["tab.close"]["phrases"][0] == "tab schließen"
    assert "examples" not in shown["numbers"]
    assert "texts" not in shown


def test_english_needs_words_only() -> None:
    """Its phrases stand in the command table, its texts in their parts."""
    people, problems = read_people((FOLDER / "en.toml").read_text(encoding="utf-8"), "en.toml")

    assert problems == []
    assert people is not None
    assert "commands" not in people.to_json()


MISTAKES = [
    ("no TOML", 'language = "de"', "language = de", "toml"),
    ("another format", "format = 1", "format = 2", "wrong-format"),
    ("no name", 'name = "Deutsch"\n', "", "missing"),
    ("verbs that are a text", 'verbs = ["finde"', 'verbs = "finde" #', "wrong-type"),
    ("a field nobody knows", "[ways]\n", "[weys]\n", "missing"),
    ("a number that is a text", "null = 0", 'null = "0"', "wrong-type"),
    ("a phrase that is none", 'phrases = ["weiter"', 'phrases = [""', "wrong-type"),
    ("no help", "help = ", "halp = ", "missing"),
    ("a text that is empty", 'panel_help = "Hilfe"', 'panel_help = ""', "wrong-type"),
]


@pytest.mark.parametrize(
    ("old", "new", "code"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES]
)
def test_a_mistake_is_told(old: str, new: str, code: str) -> None:
    """With a code, a line of the file and a way out; then there is no language."""
    assert old in GERMAN
    people, problems = read_people(GERMAN.replace(old, new, 1), "de.toml")

    assert people is None
    assert code in [problem.code for problem in problems]
    assert all(problem.line and problem.fix and problem.file == "de.toml" for problem in problems)


def test_a_mistake_is_told_at_its_line() -> None:
    """A field that is misspelled is named with the one that was meant, where it stands."""
    text = GERMAN.replace("\n[ways]\n", "\n[weys]\n", 1)
    line = text.split("\n").index("[weys]") + 1
    _, problems = read_people(text, "de.toml")

    assert f"de.toml:{line}: the file has weys, which nothing reads — did you mean ways?" in [
        str(problem) for problem in problems
    ]
