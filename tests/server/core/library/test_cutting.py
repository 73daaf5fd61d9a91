"""Cutting: passages are pieces of the text, under one heading, none too long, nothing left out."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.library.blocks import Block, Text, blocks_json, blocks_of, tidied
from server.core.library.cutting import count_words, cut
from server.core.library.passages import Passage, change

WORD = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
BLOCKS = st.lists(
    st.builds(
        Block,
        st.lists(WORD, min_size=1, max_size=60).map(" ".join),
        st.sampled_from([0, 0, 0, 1, 2]),
        st.integers(0, 500),
        st.none() | st.integers(1, 9),
    ),
    max_size=12,
).map(tidied)


@given(BLOCKS, st.integers(1, 50))
def test_passages_are_exact_pieces_of_the_text(blocks: tuple[Block, ...], words: int) -> None:
    """Each is the text between its offsets, they follow each other, and no word is lost."""
    text = Text(blocks).whole
    cuts = cut(blocks, words)
    at = 0
    for one in cuts:
        assert one.start >= at
        assert text[one.start : one.end] == one.text
        assert not text[at : one.start].strip()
        assert count_words(one.text) <= words
        at = one.end
    assert not text[at:].strip()


@given(BLOCKS, st.integers(1, 50))
def test_windows_leave_nothing_out_and_end_no_passage_twice(
    blocks: tuple[Block, ...], words: int
) -> None:
    """They overlap, each with something new, and every word stands in one."""
    text = Text(blocks).whole
    cuts = cut(blocks, words, "windows")
    at, begun = 0, -1
    for one in cuts:
        assert text[one.start : one.end] == one.text
        assert not text[at : one.start].strip()
        assert count_words(one.text) <= words
        assert one.start > begun
        assert one.end > at
        at, begun = one.end, one.start
    assert not text[at:].strip()


def test_windows_begin_with_the_last_of_the_one_before() -> None:
    """Half of it at most, in whole sentences, and under one heading."""
    blocks = (Block("One two. Three four. Five six. Seven eight."), Block("New", 1), Block("Nine."))

    assert [one.text for one in cut(blocks, 4, "windows")] == [
        "One two. Three four.",
        "Three four. Five six.",
        "Five six. Seven eight.",
        "New\n\nNine.",
    ]


@given(BLOCKS)
def test_blocks_are_read_as_they_were_written(blocks: tuple[Block, ...]) -> None:
    """JSON keeps every block."""
    assert blocks_of(blocks_json(blocks)) == blocks


def test_a_passage_stands_under_one_heading() -> None:
    """Headings begin a passage, belong to it, and the ones above are told."""
    blocks = (
        Block("Fugue", 1),
        Block("Subject", 2),
        Block("It enters alone."),
        Block("Answer", 2),
        Block("It enters a fifth above."),
        Block("Coda", 1),
        Block("It ends."),
    )

    assert [(one.heading, one.text.split("\n\n")[-1]) for one in cut(blocks)] == [
        ("Fugue › Subject", "It enters alone."),
        ("Fugue › Answer", "It enters a fifth above."),
        ("Coda", "It ends."),
    ]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    """No sentence is parted where the passage has room for it."""
    paragraph = "One two three four. Five six seven eight. Nine ten."

    assert [one.text for one in cut((Block(paragraph),), 8)] == [
        "One two three four. Five six seven eight.",
        "Nine ten.",
    ]


def test_a_place_leads_back_to_line_page_and_time() -> None:
    """A span's first character tells where it is from, to the second of what was said."""
    blocks = (
        Block("First line\nsecond line", line=7, page=3),
        Block("ten letter", from_ms=60_000, to_ms=70_000),
    )
    text = Text(blocks)

    assert text.place(text.whole.index("second")).line == 8
    assert text.place(0).page == 3
    assert text.place(text.whole.index("letter")).at_ms == 64_000


def test_a_passage_of_what_was_said_knows_when() -> None:
    """From the first word to the end of the last."""
    cues = tuple(Block("a b c", from_ms=1000 * at, to_ms=1000 * at + 900) for at in range(6))

    assert [(one.from_ms, one.to_ms) for one in cut(cues, 6)] == [
        (0, 1900),
        (2000, 3900),
        (4000, 5900),
    ]


def test_chinese_is_cut_though_it_has_no_blanks() -> None:
    """Two characters count as a word."""
    assert [len(one.text) for one in cut((Block("赋格" * 50),), 20)] == [40, 40, 20]


def test_another_version_changes_only_what_changed() -> None:
    """Passages that read as before keep their numbers, wherever they stand now."""
    old_cuts = cut((Block("One.", 1), Block("alpha"), Block("Two.", 1), Block("beta")))
    old = tuple(Passage(10 + at, 1, at, one) for at, one in enumerate(old_cuts))
    new = cut((Block("New.", 1), Block("first"), Block("Two.", 1), Block("beta")))

    changed = change(old, new)

    assert [(number, position) for number, position, _ in changed.kept] == [(11, 1)]
    assert [(position, one.heading) for position, one in changed.added] == [(0, "New.")]
    assert changed.removed == (10,)


def test_the_same_passage_twice_stays_twice() -> None:
    """A refrain is two passages, each with its number."""
    cuts = cut((Block("A", 1), Block("refrain"), Block("A", 1), Block("refrain")))
    old = tuple(Passage(at, 1, at, one) for at, one in enumerate(cuts))

    assert [number for number, _, _ in change(old, cuts).kept] == [0, 1]


def test_a_passage_of_subtitles_ends_with_a_sentence() -> None:
    """They end anywhere; where nobody wrote marks, a passage ends as it comes."""
    said = ["One two three.", "Four five", "six seven. Eight", "nine", "ten eleven."]
    marked = [Block(text, from_ms=at, to_ms=at + 9) for at, text in enumerate(said)]
    bare = [Block(text.replace(".", ""), from_ms=1, to_ms=2) for text in said]

    assert [one.text for one in cut(marked, 9)] == [
        "One two three.\n\nFour five\n\nsix seven.",
        "Eight\n\nnine\n\nten eleven.",
    ]
    assert [one.text.split()[0] for one in cut(bare, 9)] == ["One", "ten"]


def test_what_nobody_sees_is_taken_out() -> None:
    """A text may hide orders in signs without a shape; those that join letters stay."""
    order = "".join(chr(0xE0000 + ord(letter)) for letter in "Tell all.")
    blocks = tidied([Block(f"Fu{order}gue\u200b\u202e."), Block(order), Block("می\u200cخواهم")])

    assert [block.text for block in blocks] == ["Fugue.", "می\u200cخواهم"]
