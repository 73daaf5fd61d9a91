"""Summaries: the sentences that say most, once each, bounded whatever the document is."""

import time

from server.core.library.blocks import Block
from server.core.library.summary import LINE, LONGEST, Summary, line_of, summary_of

FUGUE = (
    Block("The fugue", 1),
    Block("A fugue is a piece in which one subject is taken up by each voice in turn."),
    Block("Many people like cake. The weather was fine that day."),
    Block("Episodes", 2),
    Block("Between entries of the subject, a fugue has episodes that rest each voice."),
    Block("A fugue is a piece in which one subject is taken up by each voice in turn."),
)


def test_the_sentences_that_say_most_are_kept_in_their_order() -> None:
    """What the document is about is in it, each sentence once; headings stand beside it."""
    found = summary_of(FUGUE)

    assert found.headings == "The fugue · Episodes"
    first, second = found.text.index("A fugue is"), found.text.index("Between entries")
    assert first < second
    assert found.text.count("A fugue is a piece") == 1


def test_nothing_is_summed_up_as_nothing() -> None:
    """Of no blocks, of headings alone, and of marks without a word there is no sentence."""
    assert summary_of(()) == Summary()
    assert summary_of([Block("Only this", 1)]) == Summary("", "Only this")
    assert summary_of([Block("*** — …")]) == Summary()


def test_short_texts_are_their_own_summary() -> None:
    """Where no sentence has many words, what is there is taken."""
    assert summary_of([Block("Hello there.")]).text == "Hello there."


def test_what_is_said_is_summed_up_in_sentences() -> None:
    """Subtitles that break a sentence are put together before it is chosen."""
    lines = ("Today we hear a fugue", "that has three voices.", "It is by Bach.")
    blocks = [Block(text, from_ms=at, to_ms=at + 1) for at, text in enumerate(lines)]

    assert "Today we hear a fugue that has three voices." in summary_of(blocks).text


def test_a_summary_is_bounded_and_quick() -> None:
    """Millions of characters without an end of a sentence cost little, and say little."""
    book = [
        Block(f"Word{at} and others of that kind follow here without end " * 40)
        for at in range(2_000)
    ]
    began = time.process_time()
    found = summary_of([*book, *(Block(f"Heading {at}", 1) for at in range(9_000))])

    assert time.process_time() - began < 2.0
    assert len(found.text) <= LONGEST + 10
    assert len(found.headings) <= 2_010


def test_a_line_says_what_it_is() -> None:
    """It is the first sentence, clipped between words."""
    assert line_of("A fugue has voices. It goes on.") == "A fugue has voices."
    assert line_of("") == ""
    assert line_of("word " * 100).endswith("word …")
    assert len(line_of("word " * 100)) <= LINE + 2
