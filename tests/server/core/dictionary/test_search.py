"""Words found by keys, sound and meaning, and what their keys run into."""

import pytest

from server.core.dictionary.checks import findings, free_keys
from server.core.dictionary.key_table import KeyTable
from server.core.dictionary.search import WordIndex, ranked
from server.core.dictionary.sounds import sounded
from server.core.dictionary.words import word_of

WORDS = {
    1: ("tennis", {"keys": "4 7", "says": ["forehand"], "meanings": ["(noun) stroke, palm first"]}),
    2: ("tennis", {"keys": "4 7 9", "says": ["backhand"], "meanings": ["a stroke, back first"]}),
    3: ("chess", {"keys": "4 7", "says": ["knight"], "meanings": ["(noun) a piece that leaps"]}),
    4: ("chess", {"keys": "0 4 7", "chord": True, "says": ["Zugzwang"], "meanings": ["a duty"]}),
    5: ("chess", {"keys": "20", "meanings": ["café"]}),
}  # fmt: skip


@pytest.fixture
def index() -> WordIndex:
    """Make a small dictionary."""
    made = WordIndex()
    for ref, (language, told) in WORDS.items():
        made.add(ref, language, word_of(told))
    return made


@pytest.mark.parametrize(
    ("how", "asked", "found"),
    [
        ("keys", (4, 7), [1, 3, 2, 4]),
        ("keys", (7, 0, 4), [4]),
        ("keys", (9,), [2]),
        ("keys", (1,), []),
        ("sound", "forhand", [1]),
        ("sound", "four hand", [1]),
        ("sound", "night", [3]),
        ("sound", "Nait", [3]),
        ("sound", "tsugtswang", [4]),
        ("sound", "cafe", [5]),
        ("sound", "back", [2]),
        ("sound", "!", []),
        ("meaning", "stroke", [1, 2]),
        ("meaning", "first strok", [1, 2]),
        ("meaning", "storke palm", []),
        ("meaning", "leap", [3]),
        ("meaning", "noun stroke palm", [1]),
        ("meaning", "piece stroke", []),
        ("meaning", "CAFÉ", [5]),
        ("meaning", "", []),
    ],
)
def test_a_word_is_found(index: WordIndex, how: str, asked: object, found: list[int]) -> None:
    """By its keys first whole, then begun, then within; by sound and meaning with letters wrong."""
    hits = getattr(index, f"by_{how}")(asked, ["tennis", "chess"])

    assert ranked(index, hits, 10) == found


def test_a_filter_a_change_and_a_removal_hold(index: WordIndex) -> None:
    """Only languages asked for; what a word was is no longer found."""
    assert ranked(index, index.by_keys((4, 7), ["chess"]), 10) == [3, 4]
    index.add(3, "chess", word_of({"keys": "5", "says": ["bishop"]}))
    assert index.by_sound("knight", ["chess"]) == {}
    assert ranked(index, index.by_keys((4, 7), ["chess"]), 10) == [4]
    index.remove(3)
    index.remove_language("tennis")
    assert index.by_meaning("bishop", ["chess", "tennis"]) == {}
    assert index.by_meaning("stroke", ["tennis"]) == {}


def test_spellings_that_sound_alike_are_one() -> None:
    """A table of letters, for English and German."""
    for one, other in (("photo", "foto"), ("knight", "nite"), ("Käse", "kase"), ("Cello", "sello"),
                       ("quick", "kwik"), ("Zeiten", "saiten")):  # fmt: skip
        assert sounded(one) == sounded(other), one


def test_what_keys_run_into_is_told(index: WordIndex) -> None:
    """The same keys, words that begin one another, slips, and other languages; not itself."""
    kinds = {
        (one.kind, one.ref)
        for one in findings(word_of({"keys": "4 7", "says": ["x"]}), "tennis", index.tables)
    }
    assert kinds == {("equal", 1), ("begins", 2), ("elsewhere", 3)}
    longer = findings(word_of({"keys": "4 8 9 1", "says": ["x"]}), "tennis", index.tables)
    assert longer == []
    slipped = findings(word_of({"keys": "4 8", "says": ["x"]}), "tennis", index.tables)
    assert [(one.kind, one.ref, one.error, one.played) for one in slipped] == [
        ("slip", 1, "slip", (4, 7))
    ]
    again = findings(word_of({"keys": "7 4 0", "says": ["x"]}), "chess", index.tables)
    assert [(one.kind, one.ref, one.refused) for one in again] == [("equal", 4, True)]
    own = findings(word_of(WORDS[4][1]), "chess", index.tables, own=4)
    assert [(one.kind, one.ref) for one in own] == [("begun-by", 3)]


def test_free_keys_are_near_and_safe(index: WordIndex) -> None:
    """They collide with nothing and no slip leads from them."""
    wanted = word_of({"keys": "4 7", "says": ["x"]})
    free = free_keys(wanted, index.tables["tennis"])

    assert free is not None
    assert findings(word_of({"keys": list(free), "says": ["x"]}), "tennis", index.tables) == []
    assert free_keys(wanted, KeyTable()) == (4, 7)
