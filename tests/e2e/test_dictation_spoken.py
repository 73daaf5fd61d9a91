"""Dictation spoken to Chromium's microphone, written down by the real server."""

import re

from tests.e2e.harness_fields import value
from tests.e2e.harness_hearing import Hearing
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_wait import until


def test_the_server_writes(hearing: Hearing, pages: str) -> None:
    """By the real ear: text is written, signs and ways out are heard, and its limits are said."""
    listener = hearing(
        "we would like to listen to the music",
        "full stop",
        "spell x y z",
        "stop dictation",
        "new tab",
    )
    page = listener.browser.context.pages[0]
    page.goto(f"{pages}/one.html")
    page.evaluate("document.body.innerHTML = '<textarea id=letter></textarea>'")
    page.focus("#letter")
    page.bring_to_front()
    listener.listen()
    type_text(listener.panel, "start dictation")

    until(lambda: "tab.new" in listener.panel.ran(), "commands are heard again", 60)
    assert listener.panel.ran()[-2:] == ["dictation.stop", "tab.new"]
    # Its language model may take a word for another, and z, g and c sound alike.
    assert re.search(r" music\. xy[a-z]$", value(page, "letter")), value(page, "letter")
    assert any("mistakes" in view["said"]["text"] for view in listener.panel.views)
