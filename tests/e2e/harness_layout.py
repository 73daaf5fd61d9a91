"""The commands that make the page audible, on the stage."""

from tests.e2e.harness_case import Case
from tests.e2e.harness_elements import ADD_ELEMENTS

IN_VIEW = (
    *("headings: 1", "regions of text: 1", "links: 2"),
    *("buttons: 2", "fields: 1", "images: 1"),
)

LAYOUT = {
    "layout.sweep": Case(
        lambda now, _: now["said"] == f"In view: {'; '.join(IN_VIEW)}.",
        page=ADD_ELEMENTS,
    ),
    "layout.here": Case(
        lambda now, _: now["said"].startswith("In view: ") and "buttons" in now["said"],
        page="document.querySelector('#button').focus()",
    ),
    "layout.class": Case(
        lambda now, _: now["said"] == "In view: links: 2.", value="links", page=ADD_ELEMENTS
    ),
    "sound.tour": Case(lambda now, _: now["offer"][:1] == ["Link"] and now["chosen"] == 0),
}
