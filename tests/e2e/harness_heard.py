"""What a player hears of a panel: the words a screen reader is given, and that keys sound."""

from playwright.sync_api import Page

from tests.e2e.harness_panel import Panel

OVERHEAR = """() => {
  window.spoken = [];
  const changes = {childList: true, characterData: true, subtree: true};
  new MutationObserver((records) => {
    const added = records.flatMap(({addedNodes}) => [...addedNodes]);
    spoken.push(...added.map((node) => node.textContent));
  }).observe(document.getElementById('live'), changes);
}"""
COUNT_SOUNDS = """() => {
  window.sounds = 0;
  const {start} = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...when) {
    sounds += 1;
    start.apply(this, when);
  };
}"""


def spoken(page: Page) -> list[str]:
    """Give what a screen reader was given to read since OVERHEAR was evaluated."""
    words: list[str] = page.evaluate("() => window.spoken")
    return words


def play(panel: Panel | Page, *keys: int) -> None:
    """Press keys of the on-screen piano as a screen reader does."""
    page = panel.page if isinstance(panel, Panel) else panel
    for key in keys:
        page.locator(f'[data-key="{key}"]').evaluate("(key) => { key.click(); }")
