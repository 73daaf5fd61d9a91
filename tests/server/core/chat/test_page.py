"""What of a page is read for a question."""

from server.core.chat.page import LONGEST, Page, cites_of

FILLER = [
    " ".join([f"Paragraph {at} tells of harmony, and of nothing else at all."] * 8)
    for at in range(40)
]
WHERE = "The organ of Arnstadt was tried by Bach in 1703."


def page(*paragraphs: str) -> Page:
    """Make a page of paragraphs."""
    return Page("Organs", "https://organs.test/bach", "\n\n".join(paragraphs))


def test_a_short_page_is_read_whole_and_in_order() -> None:
    """Its words stand where they stood."""
    asked = page("An organ has pipes.", "It has stops, too.")
    (one,) = cites_of(asked, "What has it?", 3000)

    assert (one.number, one.title, one.address) == (1, "Organs", "https://organs.test/bach")
    assert (one.document, one.kind) == (0, "page")
    assert asked.text[one.start : one.start + len(one.text)] == one.text == asked.text


def test_of_a_long_page_its_beginning_and_what_is_asked_for_are_read() -> None:
    """However far down that stands."""
    asked = page("All about organs.", *FILLER, WHERE)
    cites = cites_of(asked, "Which organ did Bach try in Arnstadt?", 900)

    assert cites[0].text.startswith("All about organs.")
    assert WHERE in cites[-1].text
    assert [one.number for one in cites] == list(range(1, len(cites) + 1))
    assert [one.start for one in cites] == sorted(one.start for one in cites)
    assert all(asked.text[one.start :].startswith(one.text) for one in cites)


def test_a_question_about_the_whole_is_answered_from_the_beginning() -> None:
    """No word of it stands there."""
    cites = cites_of(page("All about organs.", *FILLER), "Sum it up?", 900)

    assert [one.passage for one in cites] == list(range(len(cites)))


def test_nothing_is_read_of_nothing_or_without_room() -> None:
    """An empty page, and a budget of no tokens."""
    assert cites_of(page(" "), "What?", 3000) == ()
    assert cites_of(page(*FILLER), "What?", 0) == ()


def test_the_longest_page_is_read_within_its_budget() -> None:
    """No page is too much."""
    cites = cites_of(page("word " * (LONGEST // 5)), "Which word?", 3000)

    assert sum(len(one.text) for one in cites) <= 3000 * 3
