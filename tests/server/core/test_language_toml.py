"""Language TOML: what is read, and each mistake with its line and fix."""

import pytest

from server.core.language import Reserved, Word
from server.core.language_toml import read_commands, read_language

HEAD = 'name = "mine"\nversion = 2\nkind = "commands"\nhelp = "My words."\n'


def test_a_language_is_read_with_the_lines_of_its_words() -> None:
    """Every field of a word arrives, and where the word stands."""
    text = HEAD + (
        "\n[[word]]\nkeys = \"9 9\"\nfast = \"9\"\ncommand = \"scroll.down\"\n"
        "\n[[word]]\nkeys = \"8 17\"\nmeans = [\"a\", \"b\"]\nunordered = true\nsays = [\"both\"]\n"
        "founder = true\n\n[[reserved]]\nkeys = \"4 7\"\nfor = \"microphone on\"\n"
    )  # fmt: skip
    language, problems = read_language(text, "mine.toml")

    assert problems == []
    assert language is not None
    assert (language.name, language.version, language.help) == ("mine", 2, "My words.")
    assert language.words == (
        Word((9, 9), ("scroll.down",), fast=(9,), line=6),
        Word((8, 17), ("a", "b"), unordered=True, says=("both",), founder=True, line=11),
    )
    assert language.reserved == (Reserved((4, 7), "microphone on", line=18),)


WORD = "\n[[word]]\n"
MISTAKES = [
    ("not TOML", "name = mine\n", "toml", 1),
    ("text that stops in the middle", HEAD + "[[word]", "toml", 5),
    ("no kind", 'name = "mine"\n', "missing", 1),
    ("a kind nobody knows", 'kind = "song"\nname = "mine"\n', "wrong-choice", 2),
    ("a field nobody knows", HEAD + 'color = "red"\n', "unknown-field", 1),
    ("a version that is text", 'name = "m"\nkind = "commands"\nversion = "1"\n', "wrong-type", 1),
    ("a word without keys", HEAD + WORD + 'command = "stop"\n', "missing", 6),
    ("keys that are a list", HEAD + WORD + 'keys = [4, 4]\ncommand = "stop"\n', "wrong-type", 6),
    ("keys that are letters", HEAD + WORD + 'keys = "4 x"\ncommand = "stop"\n', "no-key", 6),
    ("a misspelt field", HEAD + WORD + 'keys = "4 4"\ncomand = "stop"\n', "unknown-field", 6),
    ("true in quotes", HEAD + WORD + 'keys = "4"\nunordered = "true"\n', "wrong-type", 6),
    ("keys kept for nothing", HEAD + '\n[[reserved]]\nkeys = "4 7"\n', "missing", 6),
    ("a word that is no table", HEAD + 'word = ["4 4"]\n', "wrong-type", 1),
    ("a word that is no list", HEAD + 'word = "4 4"\n', "wrong-type", 1),
]


@pytest.mark.parametrize(("name", "text", "code", "line"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_a_mistake_names_file_line_and_fix(name: str, text: str, code: str, line: int) -> None:
    """There is no language, and the first problem says where and what to do."""
    language, problems = read_language(text, "mine.toml")

    assert language is None
    assert (problems[0].code, problems[0].file, problems[0].line) == (code, "mine.toml", line)
    assert problems[0].fix
    assert str(problems[0]).startswith(f"mine.toml:{line}: ")


def test_a_misspelt_field_is_told_what_was_meant() -> None:
    """The nearest known field is the fix."""
    _, problems = read_language(HEAD + WORD + 'keys = "4 4"\ncomand = "stop"\n', "mine.toml")

    assert problems[0].fix == "did you mean command?"


def test_commands_are_read_in_their_order() -> None:
    """The table's order is the rank of use."""
    text = '[[command]]\nname = "b"\nphrases = ["bee"]\n[[command]]\nname = "a"\nphrases = ["ay"]\n'
    commands, problems = read_commands(text, "commands.toml")

    assert problems == []
    assert [(command.name, command.phrases) for command in commands] == [
        ("b", ("bee",)),
        ("a", ("ay",)),
    ]


def test_a_command_with_a_mistake_is_told_and_left_out() -> None:
    """The others are read all the same."""
    text = '[[command]]\nname = "b"\n[[command]]\nname = "a"\nphrases = ["ay"]\nvalue = "number"\n'
    commands, problems = read_commands(text, "commands.toml")

    assert [command.name for command in commands] == ["a"]
    assert [(problem.code, problem.line) for problem in problems] == [("missing", 1)]
