"""`rubato replay`: where a part begins, and what a person is told of each kind of difference."""

import pytest

from server.cli.replay import OWN, _page_of_step, lines
from server.core.session_log import Entry, Session
from server.paths import data_path

SHOP, CART = "https://a.test/shop", "https://a.test/cart"


def command(name: str, url: str, *, ok: bool = True) -> Entry:
    """Make the entry of a command on a page."""
    page = {"url": url, "title": "T"}
    return {"at": 1, "type": "command", "tab": 1, "command": name, "ok": ok, "ms": 1, "page": page}


ENTRIES = (
    command("zoom.in", SHOP),
    command("zoom.in", "https://a.test/failed", ok=False),
    command("session.pause", "https://a.test/own"),
    command("replay.pace", "https://a.test/own"),
    command("zoom.out", CART),
    command("tab.new", "chrome://newtab/"),
)


@pytest.mark.parametrize(("number", "url"), [(1, SHOP), (2, CART), (3, None), (9, None)])
def test_a_part_begins_where_its_first_step_was_done(number: int, url: str | None) -> None:
    """Steps are numbered as the panel numbers them; a page of the browser's own is none."""
    assert _page_of_step(Session(None, (), ENTRIES), number) == url


STEP = {"number": 4, "command": "find.text"}
DIFFERENCES = [
    (
        {
            "kind": "title",
            "step": STEP,
            "expected": {"title": "Basket", "url": CART},
            "found": {"title": "Log in", "url": CART},
        },
        "  step 4, find.text: its page was “Basket”, is “Log in”",
    ),
    (
        {
            "kind": "answer",
            "step": STEP,
            "was": {"key": "say_hits", "args": ["2"]},
            "now": {"key": "say_hits", "args": ["3"]},
        },
        "  step 4, find.text: came to say_hits (2), now to say_hits (3)",
    ),
    (
        {
            "kind": "page",
            "step": STEP,
            "expected": {"title": "Basket", "url": CART},
            "found": {"title": "Shop", "url": SHOP},
        },
        f"  step 4, find.text: expected {CART}, found {SHOP} (Shop)",
    ),
]


@pytest.mark.parametrize(("difference", "line"), DIFFERENCES)
def test_each_difference_is_told(difference: dict[str, object], line: str) -> None:
    """What it was, and what it is."""
    report = {"done": 4, "skipped": 0, "differences": [difference], "ended": False}

    assert lines("s", {"report": report, "of": 4}) == ["s: 4 of 4 commands done, 0 left out", line]


def test_steps_are_numbered_as_in_the_panel() -> None:
    """What is left out of a replay is the same here and in the extension."""
    plan = (data_path("extension") / "core" / "replay_plan.js").read_text(encoding="utf-8")

    assert f"const OWN = /^{OWN.pattern}/;" in plan
