"""Words of the dictionary: what is taken, what is refused, and two changes of one word merged."""

from dataclasses import replace
from typing import Any

import pytest

from server.core.dictionary.languages import followed, goes_round, language_name
from server.core.dictionary.merge import merge
from server.core.dictionary.words import DictionaryWord, Meaning, word_of, word_told
from server.core.errors import InvalidError

CAT = word_of({"keys": "12 7 12", "says": ["cat"], "meanings": ["(noun) an animal"]})


def test_a_word_is_read_and_shown_alike() -> None:
    """Texts are cleaned, a part of speech before a meaning is taken as one, chords are ordered."""
    told = {
        "keys": [7, 0, 4],
        "chord": True,
        "says": [" C \n major", "C major"],
        "meanings": [{"text": "a chord", "part": "noun"}, "(noun) a chord", "(odd) one"],
    }
    word = word_of(told)

    assert word.keys == (0, 4, 7)
    assert word.says == ("C major",)
    assert word.meanings == (Meaning("a chord", "noun"), Meaning("(odd) one"))
    assert word_of(word_told(word)) == word
    assert word.title == "C major"
    assert word_of({"keys": "1", "meanings": ["x"]}).title == "x"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ([], "A word is an object"),
        ({"keys": "1", "says": ["a"], "colour": "red"}, "colour is nothing of a word"),
        ({"keys": "25", "says": ["a"]}, "25 is no key"),
        ({"keys": "x", "says": ["a"]}, "“x” is no key"),
        ({"keys": [True], "says": ["a"]}, "True is no key"),
        ({"keys": [], "says": ["a"]}, "needs keys"),
        ({"keys": [1] * 33, "says": ["a"]}, "33 keys; 32 at most"),
        ({"keys": [1, 1], "chord": True, "says": ["a"]}, "each once"),
        ({"keys": [1], "chord": 1, "says": ["a"]}, "chord is true or false"),
        ({"keys": [1]}, "needs a meaning"),
        ({"keys": [1], "says": "a"}, "says is a list"),
        ({"keys": [1], "says": ["a"] * 21}, "20 at most"),
        ({"keys": [1], "says": ["a" * 101]}, "100 at most"),
        ({"keys": [1], "says": ["\u200b "]}, "is empty"),
        ({"keys": [1], "says": [7]}, "is a text"),
        ({"keys": [1], "says": ["\ud800"]}, "half a character"),
        ({"keys": [1], "meanings": [{"text": "a", "part": "nuon"}]}, "did you mean noun"),
        ({"keys": [1], "meanings": [{"txt": "a"}]}, "object with text and part"),
    ],
)
def test_what_is_wrong_is_named(told: Any, why: str) -> None:
    """Whatever comes in is a word or a sentence that says what to mend."""
    with pytest.raises(InvalidError, match=why):
        word_of(told)


def test_changes_of_different_fields_are_both_kept() -> None:
    """What one alone changed is his; what both added to a list is all there."""
    theirs = replace(CAT, says=("cat", "puss"), keys=(1, 2))
    mine = replace(CAT, says=("cat", "kitty"), meanings=(Meaning("a whip", "noun"),))
    done = merge(CAT, theirs, mine)

    assert done.fields == ()
    assert done.word == DictionaryWord(
        (1, 2), says=("cat", "puss", "kitty"), meanings=(Meaning("a whip", "noun"),)
    )


def test_changes_of_one_field_are_named() -> None:
    """Where both changed it otherwise, theirs stands and the field is told."""
    theirs, mine = replace(CAT, keys=(1, 2), says=("dog",)), replace(CAT, keys=(3,), says=("dog",))

    assert merge(CAT, theirs, mine) == type(merge(CAT, theirs, mine))(theirs, ("keys",))
    assert merge(CAT, theirs, theirs).fields == ()


def test_a_language_is_followed_by_those_that_speak_about_it() -> None:
    """Also through a third; and none comes to speak about itself."""
    about = {"tennis": "", "umpire": "tennis", "comment": "umpire", "chess": ""}

    assert followed("tennis", about) == {"tennis", "umpire", "comment"}
    assert followed("chess", about) == {"chess"}
    assert goes_round("tennis", "comment", about)
    assert not goes_round("chess", "comment", about)
    for name in ("own", "Tennis", "", "../x", "a" * 41, None):
        with pytest.raises(InvalidError):
            language_name(name)
