"""Where a text is cut to be spoken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.sentences import (
    AFTER_PARAGRAPH,
    BETWEEN,
    INSIDE,
    LONGEST,
    LONGEST_FIRST,
    Sentence,
    sentences,
)

LINE = "This is a line that somebody has wrapped at a width of eighty columns or so,"

CUTS = [
    ("en", "One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
    ("en", "Dr. Smith met Mr. Jones. They left.", ["Dr. Smith met Mr. Jones.", "They left."]),
    ("en", "At 5 p.m. He left at 6 p.m. sharp.", ["At 5 p.m.", "He left at 6 p.m. sharp."]),
    ("en", "J. S. Bach wrote it. So.", ["J. S. Bach wrote it.", "So."]),
    ("en", "It is 3.5 or example.org now. Yes.", ["It is 3.5 or example.org now.", "Yes."]),
    ("en", "See No. 5. No. I won't.", ["See No. 5.", "No.", "I won't."]),
    ("en", "Well... maybe. \"Stop!\" he said.", ["Well... maybe.", '"Stop!" he said.']),
    ("en", "She said \"Go.\" He went.", ['She said "Go."', "He went."]),
    ("en", "# Title\nText here", ["Title", "Text here"]),
    ("en", "- one\n- two\n1. three", ["one", "two", "1. three"]),
    ("en", f"{LINE}\nand goes on.\nEnd", [f"{LINE} and goes on.", "End"]),
    ("en", "```py\nx = 1\n```", ["x = 1"]),
    ("en", "...\n?!\n—\n“”", []),
    ("en", "🎹\n50%", ["🎹", "50%"]),
    ("de", "Am 3. Mai kam er. Gut.", ["Am 3. Mai kam er.", "Gut."]),
    ("de", "Im 19. Jahrhundert, z. B. dort. Ja.", ["Im 19. Jahrhundert, z. B. dort.", "Ja."]),
    ("de", "Ich war 3. Dann ging ich.", ["Ich war 3.", "Dann ging ich."]),
    ("de", "Äpfel usw. Das war alles.", ["Äpfel usw.", "Das war alles."]),
    ("ja", "これは文です。次です！", ["これは文です。", "次です！"]),
    ("fr", "Bonjour. Ça va ?", ["Bonjour.", "Ça va ?"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "cut"), CUTS)
def test_cuts(language: str, text: str, cut: list[str]) -> None:
    """Sentences end where a reader would stop, and nothing that is said is lost."""
    assert [each.text for each in sentences(text, language)] == cut


def test_pauses() -> None:
    """A paragraph's end is a longer pause than a sentence's."""
    assert list(sentences("One. Two.\n\nThree.")) == [
        Sentence("One.", BETWEEN),
        Sentence("Two.", AFTER_PARAGRAPH),
        Sentence("Three.", AFTER_PARAGRAPH),
    ]


def test_long_sentences() -> None:
    """One too long is cut after a clause, the first piece soonest, so that it is heard soon."""
    text = "this is a clause of it, " * 40
    cut = list(sentences(text))

    assert len(cut[0].text) <= LONGEST_FIRST
    assert all(len(each.text) <= LONGEST for each in cut)
    assert all(each.text.endswith(",") for each in cut)
    assert {each.pause for each in cut[:-1]} == {INSIDE}
    assert " ".join(each.text for each in cut) == text.strip()


@given(st.text(), st.sampled_from(["en", "de", "ja"]))
@settings(deadline=None, max_examples=300)
def test_any_text(text: str, language: str) -> None:
    """Any text is cut, and no piece is longer than a breath."""
    assert all(0 < len(each.text) <= LONGEST for each in sentences(text, language))


UNITS = ["a", ".", "?!", "\n", "- ", "1. ", "z. ", "…", ">", "。", " "]


@pytest.mark.parametrize("unit", UNITS)
def test_a_long_text(unit: str) -> None:
    """As much of one thing as is ever taken is cut, and nothing is made of nothing."""
    text = (unit * 100_000)[:100_000]

    assert sum(len(each.text) for each in sentences(text, "de")) <= len(text)


def test_a_megabyte() -> None:
    """A megabyte of everything is cut."""
    text = (("".join(UNITS) + "and some words more " * 30) * 2_000)[:1_000_000]

    assert sum(1 for _ in sentences(text, "de")) > 1_000
