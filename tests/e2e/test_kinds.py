"""Commands for elements, fields, reading and finding on each kind of page a person meets.

The same small content stands plainly in a page, in a frame of its own or of another site, in a
shadow tree, in a modal dialog, and in an app that put it there after the page had come.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Frame

from tests.e2e.harness_pages import FOLDER
from tests.e2e.harness_performer import Words
from tests.e2e.harness_stage import Seen, Stage
from tests.e2e.harness_wait import until

SMALL = (FOLDER / "small.html").read_text(encoding="utf-8")
CONTENT = SMALL[SMALL.index("<h1>") : SMALL.index("<script>")]

# Each puts the content into the page, which is empty before; markup brings no scripts along.
KINDS = {
    "plain": "document.body.innerHTML = content;",
    "frame": """return new Promise((done) => {
      document.body.innerHTML = `<iframe src="${here}/small.html" width="800" height="400">`;
      document.querySelector('iframe').onload = done;
    });""",
    "frame of another site": """return new Promise((done) => {
      document.body.innerHTML = `<iframe src="${there}/small.html" width="800" height="400">`;
      document.querySelector('iframe').onload = done;
    });""",
    "shadow tree": """document.body.appendChild(document.createElement('div'))
      .attachShadow({mode: 'closed'}).innerHTML = content;""",
    "modal": """
      document.body.innerHTML = `<p><a href="#behind">Behind</a> <button>Behind, too</button></p>
        <label>Behind <input></label><dialog>${content}</dialog>`;
      document.querySelector('dialog').showModal();""",
    "app": """
      history.pushState(null, '', '#view');
      document.body.innerHTML = `<main>${content}</main>`;""",
}
EMPTY = "document.body.innerHTML = ''; window.pressed = false"


UNREAD = {"frame of another site"}
"""Reading goes on through a page and the frames of its own site; of others it has no text."""


HEARD = ("In view: headings: 1; regions of text: ", "; links: 1; buttons: 1; fields: 1.")
"""What a layout says of the content, and of nothing behind a dialog."""


@dataclass(frozen=True)
class Played:
    """A command with its value, and what is seen of it."""

    command: str
    value: str | None
    seen: Callable[[Seen], bool]


PLAYED = (
    Played("link.list", None, lambda now: now["offer"] == ["Onward"]),
    Played("button.list", None, lambda now: now["offer"] == ["Press me"]),
    Played("field.list", None, lambda now: now["offer"] == ["Your name"]),
    Played("heading.list", None, lambda now: now["offer"] == ["A small page"]),
    Played("layout.sweep", None, lambda now: all(part in now["said"] for part in HEARD)),
    Played("find.text", "needle", lambda now: "One hit" in now["said"]),
    Played("read.start", None, lambda now: "A small page" in now["spoken"][-1:]),
    Played("element.find", "Press me", lambda now: "Press me" in now["said"]),
)


@pytest.mark.usefixtures("voice")
@pytest.mark.parametrize("kind", KINDS)
def test_kind_of_page(stage: Stage, pages: str, kind: str) -> None:
    """Lists, finding, reading, and acting do what they do on any other page."""
    there = pages.replace("127.0.0.1", "localhost")
    stage.page.evaluate(
        f"([content, here, there]) => {{ {EMPTY}; {KINDS[kind]} }}",
        [CONTENT, pages, there],
    )
    words = Words(stage)

    for one in PLAYED:
        words.perform(one.command, one.value)
        stage.panel.wait_last(one.command)
        if one.command == "read.start" and kind in UNREAD:
            stage.panel.wait_said("There is no text from here on")
        else:
            stage.until(f"{one.command} on {kind}", one.seen)
    within = stage.page.frames[-1]
    until(lambda: is_pressed(within), "it is pressed, where it is")


def is_pressed(frame: Frame) -> bool:
    """Tell whether the button was pressed in its page."""
    return bool(frame.evaluate("pressed"))
