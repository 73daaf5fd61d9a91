"""Each command that needs the page, where nobody is let in: nothing happens, and why is said.

The command table is walked, so that no command is left out; test_unreachable.py has those that
need no page, and what each kind of such page says.
"""

from collections.abc import Callable

import pytest

from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Keys, Words
from tests.e2e.harness_players import FakeWebMidi
from tests.e2e.harness_stage import STAYS, Stage
from tests.e2e.harness_wait import until
from tests.e2e.harness_words import COMMANDS, Value

VALUES: dict[str, Value] = {"none": None, "number": 50, "step": 2, "place": (2, -3), "text": "one"}
NEEDS_PAGE = sorted(
    name for name, command in COMMANDS.items() if command["page"] and command["value"] in VALUES
)
"""Labels and cells fail before there is a value to play; test_labels.py tells of them."""

VALUE_OF: dict[str, Value] = {
    "element.nearest": "link",
    "field.choose": "one",
    "layout.class": "links",
    "place.rate": 5,
}
"""Values that say something to these."""
UNPAIRED = "pair with it under Settings"
OWN_REASON = {
    "find.again": "Nothing was sought yet",
    "find.select": "No hit is shown",
    **dict.fromkeys(("library.page", "library.page-to", "library.video-to"), UNPAIRED),
}
"""What these need, and is not there, may come before the page."""

Go = Callable[[Stage, str], None]


def version(stage: Stage, _pages: str) -> None:
    """Go to a page of the browser."""
    stage.page.goto("chrome://version")
    stage.until("its title", lambda seen: "Version" in seen["front"])


def pdf(stage: Stage, pages: str) -> None:
    """Go to the browser's viewer."""
    stage.page.goto(f"{pages}/sheet.pdf")
    stage.until("its title", lambda seen: seen["front"] == "sheet.pdf")


def has_run(panel: Panel, command: str) -> bool:
    """Tell whether a command began, and has ended: what is said before may be the same."""
    return command in panel.ran() and not panel.now["busy"]


@pytest.mark.usefixtures("web_midi", "voice")
@pytest.mark.parametrize(
    ("go", "why"),
    [(version, "belongs to the browser"), (pdf, "PDF viewer lets no extension in")],
    ids=["version", "pdf"],
)
def test_commands_without_an_agent(stage: Stage, pages: str, go: Go, why: str) -> None:
    """Every one fails, says the page's reason or its own, and changes nothing."""
    keyboard = FakeWebMidi(stage.panel.page)
    keyboard.plug()
    stage.panel.wait_said("Web Keys")
    go(stage, pages)
    was = stage.look()
    keys, words = Keys(keyboard, stage), Words(stage)

    wrong = []
    for command in NEEDS_PAGE:
        kind = COMMANDS[command]["value"]
        value = VALUE_OF.get(command, VALUES[kind])
        (words if kind == "text" else keys).perform(command, value)
        until(lambda: has_run(stage.panel, command), f"{command} was run")  # noqa: B023
        said, role = stage.panel.said, stage.panel.role
        because = (why, OWN_REASON.get(command, why))
        if role != "failed" or not any(reason in said for reason in because):
            wrong.append((command, role, said))
        now = stage.look()
        if changed := [name for name in STAYS if now[name] != was[name]]:
            wrong.append((command, "changed", ", ".join(changed)))
            was = now

    assert wrong == [], "\n".join(map(str, wrong))
