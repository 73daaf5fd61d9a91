"""What the tests of replay share: when one is over, and what was told of it."""

from tests.e2e.harness_panel import Panel
from tests.e2e.harness_wait import until


def over(panel: Panel) -> str:
    """Wait until a replay is over; give what is said of it."""

    def last() -> str:
        said = [view["said"]["text"] for view in panel.views]
        return next((one for one in reversed(said) if "replayed: " in one), "")

    return until(last, "it is over", 60).split("replayed: ")[1]


def told(panel: Panel, words: str) -> bool:
    """Tell whether this was said, though something else may have been said since."""
    return any(words in view["said"]["text"] for view in panel.views)
