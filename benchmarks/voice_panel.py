"""How soon the server's voice sounds in the real panel, how soon it is silent, and its gaps.

The server is a fake one at the protocol level, which answers at once and speaks in tones, so that
what is measured is ours.  A recorder on the audio thread takes all that would be heard, before the
sound device's own delay, which is printed with it.  Times are of the audio's own clock, which goes
on by the device's block, some 10 ms: 0 is within the next block.  "First byte" is when the panel is
given the first piece, "stop" when the key that stops goes down, "gap" the longest silence between
two sentences of a text that is read aloud.
"""

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page

from benchmarks.figures import load, missing, print_head, print_row, quantile
from benchmarks.panels import open_panel
from tests.e2e.harness_browser import Browser, started
from tests.e2e.harness_pages import serving
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_server import PAIR
from tests.e2e.harness_speech import TOKEN, Speech, speaking
from tests.e2e.harness_wait import until

RUNS, WARM_UP = 30, 3
STOP = 3
RECORDER = Path(__file__).parents[1] / "tests" / "extension" / "fakes" / "recorder.js"

# Finds the node that all sound goes through, and when the first piece of a saying comes.
WATCH = """{
  const {connect} = AudioNode.prototype;
  AudioNode.prototype.connect = function (to, ...more) {
    if (to === this.context.destination) window.lastNode = this;
    return connect.call(this, to, ...more);
  };
  const {read} = ReadableStreamDefaultReader.prototype;
  window.firstByte = null;
  ReadableStreamDefaultReader.prototype.read = function () {
    return read.call(this).then((piece) => {
      if (!piece.done) window.firstByte ??= window.lastNode.context.currentTime;
      return piece;
    });
  };
}"""

RECORD = """async (source) => {
  const {context} = window.lastNode;
  await context.audioWorklet.addModule(`data:text/javascript,${encodeURIComponent(source)}`);
  const mono = {channelCount: 1, channelCountMode: 'explicit', numberOfOutputs: 0};
  const recorder = new AudioWorkletNode(context, 'recorder', mono);
  window.lastNode.connect(recorder);
  const heard = (x) => Math.abs(x) > 0.001;
  const given = (first) => new Promise((give) => {
    recorder.port.onmessage = ({data: {from, samples}}) => give(
      {from, rate: context.sampleRate, samples: samples.slice(Math.max(0, first - from))});
    recorder.port.postMessage('give');
  });
  window.take = async (since) => {
    const {from, rate, samples} = await given(0);
    const start = Math.max(0, Math.round(since * rate) - from);
    const part = samples.subarray(start);
    let [longest, quiet] = [0, 0];
    for (const x of part.subarray(part.findIndex(heard), part.findLastIndex(heard))) {
      quiet = heard(x) ? 0 : quiet + 1;
      longest = Math.max(longest, quiet);
    }
    return {
      first: (from + start + part.findIndex(heard)) / rate,
      last: (from + start + part.findLastIndex(heard)) / rate, gap: longest / rate,
    };
  };
  return 1000 * (context.baseLatency + context.outputLatency);
}"""


# What is recorded is to be speech alone.
SILENT = "() => chrome.storage.sync.set({settings: {volume: 0}})"


def main() -> None:
    """Print the table, or why there is none."""
    if why := missing("chromium"):
        print(f"voice in the panel: {why}")
        return
    with (
        TemporaryDirectory() as profile,
        serving() as pages,
        speaking() as speech,
        started(Path(profile)) as browser,
    ):
        panel = _panel(browser, speech)
        device = panel.page.evaluate(RECORD, RECORDER.read_text(encoding="utf-8"))
        article = browser.context.pages[0]
        article.goto(f"{pages}/article.html")
        article.bring_to_front()
        begins, stops = zip(*(_run(panel, speech) for _ in range(RUNS)), strict=True)
        gap = _gap(panel, speech)
    print_head(f"the server's voice in the panel; {load()}", "p50 ms", "p99 ms", "max ms")
    print_row("first byte → first sound", *_spread(begins))
    print_row("key of stop → silence", *_spread(stops))
    print_row("longest gap between 8 sentences", gap)
    print_row("the sound device adds", float(device))


def _panel(browser: Browser, speech: Speech) -> Panel:
    browser.devtools.first_scripts.append(WATCH)
    panel = open_panel(browser)
    # The recorder is none of the extension's own scripts.
    browser.context.new_cdp_session(panel.page).send("Page.setBypassCSP", {"enabled": True})
    panel.page.reload()
    panel = Panel(panel.page)
    panel.wait_until_engine()
    panel.page.evaluate(SILENT)
    panel.page.evaluate(PAIR, [speech.address, TOKEN])
    panel.wait_link("server", "ready")
    panel.page.wait_for_selector("option[value='server:en-tone']", state="attached")
    return panel


def _run(panel: Panel, speech: Speech) -> tuple[float, float]:
    """Begin to read, and stop; give ms to the first sound and to silence."""
    speech.seconds = 5
    page = panel.page
    page.evaluate("() => { window.firstByte = null; }")
    before = len(speech.texts)
    _say(panel, "read main text", "Reading")
    until(lambda: len(speech.texts) >= before + 2, "the next is made, too")
    byte = page.evaluate("() => window.firstByte")
    begun = page.evaluate("(since) => take(since)", byte)
    stopped = page.evaluate(
        f"""async () => {{
          const {{currentTime}} = window.lastNode.context;
          document.querySelector('[data-key="{STOP}"]').click();
          return currentTime;
        }}"""
    )
    panel.wait_said("Stopped")
    _wait(page, 0.5)
    ended = page.evaluate("(since) => take(since)", byte)
    return 1000 * (begun["first"] - byte), max(0.0, 1000 * (ended["last"] - stopped))


def _gap(panel: Panel, speech: Speech) -> float:
    """Read a whole text; give ms of the longest silence in it."""
    speech.seconds = 0.5
    panel.page.evaluate("() => { window.firstByte = null; }")
    _say(panel, "read main text", "Reading")
    panel.wait_said("End of the text")
    _wait(panel.page, 0.1)
    heard: dict[str, Any] = panel.page.evaluate("() => take(window.firstByte)")
    return float(1000 * heard["gap"])


def _say(panel: Panel, text: str, answer: str) -> None:
    type_text(panel, text)
    panel.wait_said(answer)


def _wait(page: Page, seconds: float) -> None:
    page.evaluate(
        """async (seconds) => {
          const {context} = window.lastNode;
          const end = context.currentTime + seconds;
          while (context.currentTime < end) await new Promise((next) => setTimeout(next, 5));
        }""",
        seconds,
    )


def _spread(values: tuple[float, ...]) -> tuple[float, float, float]:
    kept = values[WARM_UP:]
    return statistics.median(kept), quantile(kept, 99), max(kept)


if __name__ == "__main__":
    main()
