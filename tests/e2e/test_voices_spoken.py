"""The real server's own voice in the panel: from the sentence of a page to what is heard of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.harness_browser import EXTENSION, Browser, started
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Words
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_wait import until

pytest.importorskip("server.api.speech", reason="this server does not speak")

# What is played of each saying: how many samples, how loud, and whether it came to its end.
LISTEN = """async () => {
  const {VoiceOut} = await import('/adapters/voice_out.js');
  const {play} = VoiceOut.prototype;
  window.sayings = [];
  VoiceOut.prototype.play = function (pieces, hears) {
    const one = {samples: 0, peak: 0, begun: false, over: ''};
    sayings.push(one);
    async function* heard() {
      for await (const piece of pieces) {
        one.samples += piece.length;
        one.peak = piece.reduce((most, x) => Math.max(most, Math.abs(x)), one.peak);
        yield piece;
      }
    }
    return play.call(this, heard(), {
      begun: () => { one.begun = true; hears.begun(); },
      over: (end) => { one.over = end.how; hears.over(end); },
    });
  };
}"""


@pytest.fixture(scope="module")
def chromium(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Load the folder as it is: what listens is put into a module, which one script has no more."""
    del chromium_path
    with started(tmp_path_factory.mktemp("profile"), source=EXTENSION) as browser:
        yield browser


@pytest.mark.usefixtures("voice", "paired")
def test_a_page_is_read_by_the_server(stage: Stage, panel: Panel, pages: str) -> None:
    """Sentence by sentence in their languages, each with sound in it, by no other voice."""
    page = panel.page
    expect(page.locator("#setting-reading_voice option[value^='server:']").first).to_be_attached()
    page.evaluate(LISTEN)
    stage.page.goto(f"{pages}/article.html")
    page.evaluate("""async () => {
      const {settings = {}} = await chrome.storage.sync.get('settings');
      await chrome.storage.sync.set({settings: {...settings, rate: 300}});
    }""")
    words = Words(stage)
    words.perform("read.main")

    def over() -> list[dict[str, Any]]:
        said: list[dict[str, Any]] = page.evaluate("() => sayings")
        return said if sum(one["over"] == "said" for one in said) >= 2 else []

    heard = [one for one in until(over, "two sentences are read") if one["over"]]
    words.perform("stop")
    stage.until("it stops", lambda seen: seen["said"] == "Stopped")

    assert all(one["begun"] and one["peak"] > 0.05 and one["samples"] > 5000 for one in heard)
    assert page.evaluate("() => fakeSpeech.spoken") == []
