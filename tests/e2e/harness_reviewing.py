"""Cases of the commands of our own pages; on the stage, which is none, each says where it is done.

`test_reviewing.py` plays them on the dictionary.
"""

from tests.e2e.harness_case import Case
from tests.e2e.harness_words import COMMANDS, Value

VALUES: dict[str, Value] = {"review.rate": 7, "dictionary.search": "a stage"}

REVIEWING = {
    name: Case(
        lambda now, _: "This is done on pages of Rubato" in now["said"],
        value=VALUES.get(name),
        undone=False,
    )
    for name, command in COMMANDS.items()
    if command["group"] == "reviewing"
}
