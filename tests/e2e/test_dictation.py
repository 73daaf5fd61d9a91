"""Dictation into the fields of a page, by an ear that writes what is said."""

import pytest
from playwright.sync_api import Page

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_ears import say
from tests.e2e.harness_fields import focus, value
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_wait import until


@pytest.fixture
def dictated(own_ear: Panel, browser: Browser, pages: str) -> Page:
    """Show the page of fields, with a long text besides, and begin to dictate."""
    page = browser.context.pages[0]
    page.goto(f"{pages}/fields.html")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<textarea id=letter></textarea>')"
    )
    page.bring_to_front()
    type_text(own_ear, "start dictation")
    own_ear.wait_said("Dictation:")
    return page


def holds(page: Page, name: str, text: str) -> None:
    """Wait until a field holds this."""
    until(lambda: value(page, name) == text, f"{name} holds {text!r}")


def test_a_letter(dictated: Page, own_ear: Panel) -> None:
    """Signs, lines, capitals, letters; pieces go on from each other, and are taken back."""
    focus(dictated, "letter")
    say(own_ear, "dear anna comma")
    holds(dictated, "letter", "Dear anna,")
    say(own_ear, "scratch that")
    holds(dictated, "letter", "")
    for piece in (
        "dear capital anna comma",
        "new paragraph",
        "thank you",
        "full stop",
        "it is late",
    ):
        say(own_ear, piece)
    holds(dictated, "letter", "Dear Anna,\n\nThank you. It is late")
    say(own_ear, "scratch that scratch that")
    holds(dictated, "letter", "Dear Anna,\n\nThank you")
    say(own_ear, "spell capital k a t alpha")
    holds(dictated, "letter", "Dear Anna,\n\nThank you Kata")


def test_in_the_middle(dictated: Page, own_ear: Panel) -> None:
    """A text goes in where the caret is, and what stands there stays."""
    dictated.evaluate("letter.value = 'He said. Then he left'; letter.focus()")
    dictated.evaluate("letter.setSelectionRange(8, 8)")
    say(own_ear, "nothing more full stop")

    holds(dictated, "letter", "He said. Nothing more. Then he left")


def test_an_editor(dictated: Page, own_ear: Panel) -> None:
    """Rich text takes signs and lines as a person's, and gives pieces back."""
    focus(dictated, "rich")
    say(own_ear, "full stop")
    say(own_ear, "new line")
    say(own_ear, "another one")
    until(
        lambda: dictated.inner_text("#rich").split("\n")[-1] == "Another one", "it is on a new line"
    )
    say(own_ear, "scratch that")
    until(lambda: "nother" not in dictated.inner_text("#rich"), "it is gone")
    assert dictated.inner_text("#rich").rstrip() == "One bold word."


def test_commands_are_text_while_one_dictates(dictated: Page, own_ear: Panel) -> None:
    """What is elsewhere a command is written, until the dictation is ended."""
    focus(dictated, "letter")
    say(own_ear, "next tab")
    holds(dictated, "letter", "Next tab")
    say(own_ear, "stop dictation")
    own_ear.wait_last("dictation.stop")
    assert own_ear.ran() == ["dictation.start", "dictation.write", "dictation.stop"]


def test_secrets_are_not_dictated(dictated: Page, own_ear: Panel) -> None:
    """A field for a secret refuses, and keeps what it holds."""
    focus(dictated, "secret")
    say(own_ear, "swordfish")
    own_ear.wait_said("takes a secret")

    assert value(dictated, "secret") == "hunter2"


def test_one_line(dictated: Page, own_ear: Panel) -> None:
    """A field of one line refuses another, whole; what is sought begins with no capital."""
    focus(dictated, "plain")
    say(own_ear, "and new line more")
    own_ear.wait_said("one line only")
    assert value(dictated, "plain") == "as it was"
    dictated.evaluate("search.type = 'search'")
    focus(dictated, "search")
    say(own_ear, "piano lessons")

    holds(dictated, "search", "piano lessons")


def test_without_a_field(dictated: Page, own_ear: Panel) -> None:
    """Where nothing takes text, that is said."""
    dictated.evaluate("document.activeElement.blur()")
    say(own_ear, "dear anna")
    own_ear.wait_said("field")

    assert own_ear.role == "failed"
