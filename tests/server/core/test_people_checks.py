"""Whether a language of people is whole: what is missing, unknown, said twice, or not alike."""

from dataclasses import replace
from pathlib import Path

import pytest

from server.core.language import Command
from server.core.people import People, Said, read_people
from server.core.people_checks import check_people
from server.core.spoken_number import NumberNames

FILE = Path(__file__).resolve().parents[3] / "languages" / "people" / "de.toml"
COMMANDS = [Command("stop", ("stop",)), Command("tab.next", ("next tab",))]
ENGLISH = {"say_tab": "Tab $1: $2", "say_top": "Top"}


@pytest.fixture
def german() -> People:
    """Give a German of two commands and two texts."""
    whole, _ = read_people(FILE.read_text(encoding="utf-8"), "de.toml")
    assert whole is not None
    said = {"stop": Said(["stopp"], [], "Hält an."), "tab.next": Said(["vor"], ["for"], "Geht.")}
    return replace(whole, commands=said, texts={"say_tab": "Tab $1: $2", "say_top": "Anfang"})


def found(people: People) -> list[tuple[str, str]]:
    """Give the code and the words of each problem."""
    problems = check_people(people, COMMANDS, ENGLISH, "")
    return [(problem.code, problem.message) for problem in problems]


def test_a_whole_language_has_no_problem(german: People) -> None:
    """What is translated once, and puts in the same, passes."""
    assert found(german) == []


def test_what_is_missing_or_unknown_is_told(german: People) -> None:
    """A command and a text that lack, and those that there are not."""
    said = {"stop": german.commands["stop"], "tab.nxt": german.commands["tab.next"]}
    changed = replace(german, commands=said, texts={"say_tab": "Tab $1: $2", "say_topp": "Anfang"})

    assert found(changed) == [
        ("no-command", "the command tab.next is not translated"),
        ("unknown-command", "there is no command tab.nxt"),
        ("no-text", "the text say_top is not translated"),
        ("unknown-text", "there is no text say_topp"),
    ]


@pytest.mark.parametrize("phrase", ["stopp", "Stopp", "vor,", " vor", "v.", "stöpp"])
def test_phrases_are_as_they_are_compared_and_for_one(german: People, phrase: str) -> None:
    """Capitals and signs never match; what two commands are called is understood by chance."""
    said = {**german.commands, "tab.next": Said([phrase], [], "Geht.")}

    assert found(replace(german, commands=said)) != []


def test_accents_do_not_tell_phrases_apart(german: People) -> None:
    """Who has no ö to type says o."""
    said = {"stop": Said(["schon"], [], "x"), "tab.next": Said(["schön"], [], "x")}

    assert ("same-phrase", "“schön” is said for stop and for tab.next") in found(
        replace(german, commands=said)
    )


def test_texts_put_in_the_same(german: People) -> None:
    """A number that is left out, or one too many, is told."""
    texts = {"say_tab": "Tab $1", "say_top": "Anfang $1"}

    assert found(replace(german, texts=texts)) == [
        ("arguments", "say_tab puts in $1; in English $1, $2"),
        ("arguments", "say_top puts in $1; in English nothing"),
    ]


def test_undo_stands_where_the_command_table_has_it(german: People) -> None:
    """What undo does, or why it can't, is told for the same commands as in English."""
    commands = [replace(COMMANDS[0], final="it only stops"), replace(COMMANDS[1], undo="goes back")]
    said = {
        **german.commands,
        "tab.next": replace(german.commands["tab.next"], ways={"final": "x"}),
    }
    problems = check_people(replace(german, commands=said), commands, ENGLISH, "")

    assert [problem.message for problem in problems] == [
        "stop lacks final",
        "tab.next lacks undo",
        "tab.next has final",
    ]


def test_numbers_are_proved_by_the_examples(german: People) -> None:
    """An example that is read otherwise is told, and a digit without a word."""
    words = {k: v for k, v in german.numbers.words.items() if v != 7}
    changed = replace(german, numbers=NumberNames(words), examples={"elf": 12})

    assert found(changed) == [
        ("number", "“elf” is read as 11, and is said to be 12"),
        ("number", "no word says 7"),
    ]
