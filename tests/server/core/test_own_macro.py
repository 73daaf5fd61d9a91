"""What a word's commands must be, and what is said of those that are not."""

from typing import Any

import pytest

from server.core.own_macro import faults_of

TEXT = {"label": "text", "kind": "text"}
SEARCH = {"command": "search.web", "value": "harmony", "open": TEXT}
FIRST = {"command": "link.first"}


def macro(*steps: Any, times: Any = 1) -> dict[str, Any]:
    """Give what a word does."""
    return {"kind": "macro", "steps": [*steps], "times": times}


@pytest.mark.parametrize(
    "does",
    [
        {"kind": "commands", "commands": [{"command": "tab.number", "value": 3}]},
        macro(SEARCH, FIRST, times=99),
        macro(SEARCH, SEARCH | {"command": "find.text"}),
        macro(
            {
                "command": "label.click",
                "value": [7],
                "target": {"role": "link", "name": "A", "path": "/"},
            }
        ),
        {"kind": "text", "text": "x"},
        {"kind": "dance", "steps": 1},
    ],
)
def test_right(does: dict[str, Any]) -> None:
    """Commands, macros and all that is none of them are kept."""
    assert [*faults_of(does)] == []


@pytest.mark.parametrize(
    ("does", "fault"),
    [
        ({"kind": "commands"}, "it should do 1 to 100 commands"),
        ({"kind": "commands", "commands": []}, "it should do 1 to 100 commands"),
        (macro(*[FIRST] * 101), "it should do 1 to 100 commands"),
        (macro(FIRST, times=0), "it should run 1 to 99 times"),
        (macro(FIRST, times=True), "it should run 1 to 99 times"),
        (macro(FIRST, times="3"), "it should run 1 to 99 times"),
        (macro(FIRST, "x"), "its step 2 names no command"),
        (macro({"command": ""}), "its step 1 names no command"),
        (macro(FIRST | {"target": {"role": "link"}}), "its step 1 names no element"),
        (macro(FIRST | {"target": "x"}), "its step 1 names no element"),
        (macro(SEARCH | {"open": {"label": "a{b", "kind": "text"}}), "that has no name"),
        (macro(SEARCH | {"open": "text"}), "that has no name"),
        (macro(SEARCH | {"open": {"label": "x", "kind": "none"}}), "leaves 'x' open, which is no"),
        (
            macro(SEARCH, {"command": "tab.number", "open": {"label": "text", "kind": "number"}}),
            "its step 2 leaves 'text' open as a number, and another as a text",
        ),
        (
            macro(*[SEARCH | {"open": {"label": f"x{n}", "kind": "text"}} for n in range(9)]),
            "9 of its values stay open, and 8 may",
        ),
    ],
)
def test_wrong(does: dict[str, Any], fault: str) -> None:
    """What is broken is named, with the step that it is in."""
    assert fault in "; ".join(faults_of(does))
