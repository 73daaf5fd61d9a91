"""A browser with an ear of its own, faked: it has heard whatever a test says."""

from pathlib import Path

from tests.e2e.harness_hearing import SET, SHOWS
from tests.e2e.harness_panel import Panel

FAKE_RECOGNITION = (Path(__file__).parents[1] / "extension" / "fakes" / "recognition.js").read_text(
    encoding="utf-8"
)
LAST = "window.recognitions.at(-1)"


def choose(panel: Panel, **settings: str | bool) -> None:
    """Store settings, and wait until the panel shows them."""
    panel.page.evaluate(SET, settings)
    for name, value in settings.items():
        if isinstance(value, str):
            panel.page.wait_for_function(SHOWS, arg=[f"#setting-{name}", value])


def say(panel: Panel, *texts: str) -> None:
    """Let it have heard this, or one of these."""
    panel.page.evaluate(f"(texts) => {LAST}.says(...texts)", list(texts))
