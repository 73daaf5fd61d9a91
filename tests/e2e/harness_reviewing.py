"""Cases of commands that only say on the stage what they lack, so that one stage does for all.

`test_reviewing.py` plays those of our own pages on the dictionary.
"""

from tests.e2e.harness_case import Case
from tests.e2e.harness_words import COMMANDS, Value

VALUES: dict[str, Value] = {
    "review.rate": 7,
    "dictionary.search": "a stage",
    "roll.cursor": 3,
    "roll.row": 1,
    "roll.select": 2,
    "roll.zoom": 5,
    "roll.start": 1,
    "roll.pan": -1,
    "roll.pitch": 2,
    "roll.height": 24,
    "roll.panel": 2,
    "roll.switch": 1,
    "roll.back": 1,
    "roll.save": 3,
    "roll.edge": 1,
    "roll.note": "a stage",
    "review.order": 2,
}

REVIEWING = {
    name: Case(
        lambda now, _: "This is done on pages of Rubato" in now["said"],
        value=VALUES.get(name),
        undone=False,
    )
    for name, command in COMMANDS.items()
    if command["group"] == "reviewing"
}

REVIEWING["bookmark.rate"] = Case(
    lambda now, _: "has no bookmark" in now["said"], value=7, undone=False
)
