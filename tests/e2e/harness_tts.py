"""A voice of another extension beside ours: what it was given, and what it is to do."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.e2e.harness_browser import Browser, started
from tests.e2e.harness_devtools import DevtoolsError, Target
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_wait import until

FOLDER = Path(__file__).parents[1] / "fixtures" / "tts_engine"
"""An extension with the voices Clara, Dora, Plain, Cloud and Endless."""

SET = """async (changes) => {
  const {settings = {}} = await chrome.storage.sync.get('settings');
  await chrome.storage.sync.set({settings: {...settings, ...changes}});
}"""

# Finds the node that all sound of the panel goes through, and listens to it.
LISTEN = """{
  const {connect} = AudioNode.prototype;
  AudioNode.prototype.connect = function (to, ...more) {
    if (to === this.context.destination) {
      window.listening = new AnalyserNode(this.context, {fftSize: 32768});
      connect.call(this, window.listening);
    }
    return connect.call(this, to, ...more);
  };
}"""

# The loudest of what is heard when a key goes down; another cancels it, and all is as it was.
LOUDEST = """async ([key, cancels]) => {
  const samples = new Float32Array(listening.fftSize);
  const blocks = listening.fftSize / listening.context.sampleRate;
  const heard = () => {
    listening.getFloatTimeDomainData(samples);
    return samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  };
  const quiet = async () => {
    while (heard() > 0.0001) await new Promise((next) => setTimeout(next, 20));
  };
  await quiet();
  document.querySelector(`[data-key="${key}"]`).click();
  while (heard() < 0.001) await new Promise((next) => setTimeout(next, 20));
  const end = listening.context.currentTime + blocks / 2;
  while (listening.context.currentTime < end) await new Promise((next) => setTimeout(next, 20));
  const loudest = heard();
  await quiet();
  document.querySelector(`[data-key="${cancels}"]`).click();
  await new Promise((next) => setTimeout(next, 100));
  await quiet();
  return loudest;
}"""


class Engine:
    """The other extension's worker."""

    def __init__(self, browser: Browser) -> None:
        def there() -> list[Target]:
            own = f"name === {NAME!r} && typeof state === 'object'"
            workers = browser.devtools.find("service_worker", lambda _: True)
            return [each for each in workers if _is(each, f"chrome.runtime.getManifest().{own}")]

        self._worker = until(there, "the other extension runs")[0]

    def does(self, *how: str) -> None:
        """Let it do that with the next sayings; with the last word all from then on."""
        self._worker.evaluate(f"Object.assign(state, {{how: {[*how]}, spoken: [], stops: []}})")

    @property
    def spoken(self) -> list[dict[str, Any]]:
        """What it was given, each with when."""
        told: list[dict[str, Any]] = self._worker.evaluate("state.spoken")
        return told

    @property
    def stops(self) -> list[float]:
        """When it was told to be silent, in ms."""
        told: list[float] = self._worker.evaluate("state.stops")
        return told

    def has(self, *names: str) -> None:
        """Have these English voices from now on, and no others."""
        voices = [{"voiceName": one, "lang": "en-GB", "eventTypes": EVENTS} for one in names]
        self._worker.evaluate(f"chrome.ttsEngine.updateVoices({json.dumps(voices)})")

    def leave(self) -> None:
        """Have its extension removed, in the middle of whatever it is about."""
        self._worker.evaluate("void chrome.management.uninstallSelf({showConfirmDialog: false})")


NAME = "A voice for tests"
EVENTS = ["start", "word", "end", "error"]


def _is(worker: Target, expression: str) -> bool:
    try:
        return bool(worker.evaluate(expression))
    except DevtoolsError:  # it does not run yet
        return False


def told(panel: Panel) -> list[str]:
    """Give all that the panel has said, each once."""
    return [*{view["said"]["id"]: view["said"]["text"] for view in panel.views}.values()]


@contextmanager
def with_voices(profile: Path) -> Iterator[Browser]:
    """Start a browser with ours and the other extension."""
    with started(profile, beside=[FOLDER]) as browser:
        yield browser
