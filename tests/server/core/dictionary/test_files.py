"""A language in every form: out and in again is the same, and a bad file is refused by line."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.dictionary.file_error import FileError
from server.core.dictionary.forms import FORMS, form_of
from server.core.dictionary.languages import LanguageFile
from server.core.dictionary.words import LARGEST_CHORD, PARTS, DictionaryWord, word_of
from server.core.errors import InvalidError
from server.core.language_toml import read_language


def is_text(text: str) -> bool:
    """Tell whether a text is kept as it is."""
    try:
        return word_of({"keys": "1", "says": [text]}).says == (text,)
    except InvalidError:
        return False


TEXTS = st.text(min_size=1, max_size=20).filter(is_text)


@st.composite
def words(draw: st.DrawFn) -> DictionaryWord:
    """Make any word."""
    chord = draw(st.booleans())
    most, least = (LARGEST_CHORD, 2) if chord else (8, 1)
    keys = draw(st.lists(st.integers(0, 24), min_size=least, max_size=most, unique=chord))
    meaning = st.fixed_dictionaries({"text": TEXTS, "part": st.sampled_from(("", *PARTS))})
    told = {
        "keys": keys,
        "chord": chord,
        "says": draw(st.lists(TEXTS, max_size=3)),
        "meanings": draw(st.lists(meaning, min_size=1, max_size=3)),
        "commands": draw(st.lists(TEXTS, max_size=1)),
    }
    return word_of(told)


@st.composite
def files(draw: st.DrawFn) -> LanguageFile:
    """Make any language."""
    found = draw(st.lists(words(), max_size=5, unique_by=lambda word: word.keys))
    head = draw(st.one_of(st.just(""), TEXTS))
    return LanguageFile("tennis", draw(st.integers(1, 9)), head, "", found)


@given(files(), st.sampled_from(["toml", "json"]))
def test_nothing_is_lost(file: LanguageFile, form: str) -> None:
    """TOML and JSON hold everything."""
    assert form_of(form).read(form_of(form).write(file), "other") == file


@given(files())
def test_a_table_holds_every_word(file: LanguageFile) -> None:
    """CSV holds all of the words, and no cell that a table program would run."""
    text = form_of("csv").write(file)

    assert form_of("csv").read(text, "tennis").words == file.words
    assert not any(line.startswith(("=", "+", "-", "@")) for line in text.splitlines())


@given(files())
def test_outlines_hold_keys_and_meanings(file: LanguageFile) -> None:
    """Plover's form has no room for spoken forms; keys and meanings come back."""
    found = form_of("plover").read(form_of("plover").write(file), "tennis")

    assert found.words == [replace(word, says=(), commands=()) for word in file.words]


def test_a_language_out_of_toml_is_a_source() -> None:
    """What is exported can be checked like the languages that are shipped."""
    file = LanguageFile(
        "umpire",
        3,
        "Calls",
        "tennis",
        [word_of({"keys": "0 4 7", "meanings": ["out", "(verb) to call"]})],
    )
    language, problems = read_language(form_of("toml").write(file))

    assert not problems
    assert language is not None
    assert (language.about, language.words[0].meanings) == ("tennis", ("out", "(verb) to call"))


def test_outlines_are_written_as_told() -> None:
    """A slash between keys, a dash in a chord."""
    text = '{"12/7/12": "hello\\n(noun) a greeting", "0-4-7": "C major"}'
    found = form_of("plover").read(text, "tennis").words

    assert [(word.keys, word.chord, len(word.meanings)) for word in found] == [
        ((12, 7, 12), False, 2),
        ((0, 4, 7), True, 1),
    ]


ONE = '{"keys": [1], "says": ["a"]}'
HEAD = 'name = "x"\nkind = "vocabulary"\n'


@pytest.mark.parametrize(
    ("form", "text", "why"),
    [
        ("json", f'{{\n"words": [\n{ONE},\n{{"keys": [99], "says": ["b"]}}]}}', "line 4: 99 is"),
        ("json", f'{{"words": [{ONE},\n{ONE}]}}', "line 2: the keys 1 .* on line 1"),
        ("json", '{"words": [\n{"keys": [1], "keys": [2]}]}', "line 2: “keys” .* second time"),
        ("json", '{"words": [}', "line 1: not JSON"),
        ("json", '{"words": NaN}', "not JSON"),
        ("json", "[" * 100_000, "too deep"),
        ("json", '{"words": 1}', "words is a list"),
        ("json", '{"words": [7]}', "line 1: A word is an object"),
        ("json", '{"words": [], "kind": "commands"}', "only a vocabulary"),
        ("json", '{"words": [], "wurds": 1}', "did you mean words"),
        ("json", '{"words": [], "name": "../x"}', "A language's name"),
        ("json", '{"words": [], "version": true}', "version is a number"),
        ("json", "[]", "is an object"),
        ("json", '{"words": [{"keys": [%s], "says": ["a"]}]}' % ("9" * 5000), "not JSON"),
        ("plover", '{\n"TEFT": "test"}', "line 2: “TEFT” is no outline"),
        ("plover", '{"0-4/7": "x"}', "is no outline"),
        ("plover", '{"1": 7}', "a translation is a text"),
        ("plover", '{"1": "a",\n"1": "b"}', "line 2: “1” stands here a second time"),
        ("plover", '{"1": ""}', "line 1: A word needs a meaning"),
        ("csv", "keys,says\n1,a\n\n2,b,c", "line 4: 3 cells under 2 columns"),
        ("csv", "keys,says\n1,\"a\n\nb\"\n77,c", "line 5: 77 is no key"),
        ("csv", "says\na", "the first line names the columns"),
        ("csv", "keys,kees\n1,a", "did you mean keys"),
        ("csv", "keys,chord,says\n1 2,maybe,a", "line 2: chord is yes, no or empty"),
        ("csv", 'keys,says\n1,"a', "not CSV"),
        ("toml", f'{HEAD}[[word]]\nkeys = "1 2"\n', "line 3: A word needs a meaning"),
        ("toml", 'name = "x', "line 1: not TOML"),
        ("toml", 'name = "x"\nkind = "commands"\n', "only a vocabulary"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_by_line(form: str, text: str, why: str) -> None:
    """The error says where, and nothing of the file comes back."""
    with pytest.raises(FileError, match=why):
        FORMS[form].read(text, "tennis")


def test_all_that_is_wrong_is_told_at_once() -> None:
    """The first twenty, and how many more."""
    rows = ",\n".join('{"keys": [99], "says": ["a"]}' for _ in range(23))
    with pytest.raises(FileError) as refused:
        FORMS["json"].read(f'{{"words": [\n{rows}]}}', "x")

    assert str(refused.value).endswith("and 3 more")
    assert [one.line for one in refused.value.problems] == list(range(2, 25))
    assert len(json.loads(json.dumps(refused.value.facts))["problems"]) == 20
    with pytest.raises(InvalidError, match="no form 'xml'"):
        form_of("xml")
