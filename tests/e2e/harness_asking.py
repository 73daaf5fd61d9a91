"""Cases of the commands that ask and add; without a server each says what it lacks.

`test_asking.py` plays them with one.
"""

from collections.abc import Callable
from typing import Any

from tests.e2e.harness_case import Case
from tests.e2e.harness_stage import Seen


def lacks(text: str) -> Callable[[Seen, Seen], Any]:
    """Give what tells whether this is part of what was said last."""
    return lambda now, _: text in now["said"]


UNPAIRED = lacks("pair with it under Settings")
NOTHING_ASKED = lacks("Nothing has been asked yet")

ASKING = {
    "chat.ask": Case(UNPAIRED, value="When was Bach born?", undone=False),
    "chat.page": Case(UNPAIRED, value="What is it about?", undone=False),
    "chat.follow": Case(NOTHING_ASKED, value="Why?", undone=False),
    "chat.shorter": Case(NOTHING_ASKED, undone=False),
    "chat.longer": Case(NOTHING_ASKED, undone=False),
    "chat.sources": Case(NOTHING_ASKED),
    "chat.source": Case(NOTHING_ASKED, value=2, undone=False),
    "chat.rate": Case(NOTHING_ASKED, value=7, undone=False),
    "chat.converse": Case(UNPAIRED, undone=False),
    "chat.end": Case(lacks("No conversation is going on")),
    "page.rate": Case(UNPAIRED, value=7, undone=False),
    "place.rate": Case(UNPAIRED, value=7, undone=False),
    "chat.topic": Case(UNPAIRED, value="Bach", undone=False),
    "chat.persona": Case(UNPAIRED, value="Clara", undone=False),
    "chat.correct": Case(NOTHING_ASKED, value="In Eisenach.", undone=False),
    "library.page": Case(UNPAIRED, undone=False),
    "library.page-to": Case(UNPAIRED, value="Bach", undone=False),
    "library.video": Case(lacks("There is no video on this page"), undone=False),
    "library.video-to": Case(UNPAIRED, value="Bach", undone=False),
}
