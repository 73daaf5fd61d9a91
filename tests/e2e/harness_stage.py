"""The stage that commands are played on: three tabs and a panel, and what a test sees of them."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Page

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_wait import until

Seen = dict[str, Any]

TABS = ("one", "stage", "three")
FRONT = 1
"""Place of the tab that is in front at first; it has been on page two before."""

# Nothing but what the browser itself reports, and the panel shows.
LOOK = """async () => {
  const all = await chrome.windows.getAll({populate: true, windowTypes: ['normal']});
  const front = await chrome.windows.getLastFocused({populate: true, windowTypes: ['normal']});
  // For a moment a window has no tab in front, or one that is gone.
  const tab = front.tabs.find(({active}) => active) ?? {mutedInfo: {}};
  const marks = await chrome.bookmarks.search({});
  const named = (id) => document.getElementById(id);
  const {settings = {}} = await chrome.storage.sync.get('settings');
  return {
    windows: all.sort((a, b) => a.id - b.id).map(({tabs}) => tabs.map(({title}) => title)),
    window: all.findIndex(({id}) => id === front.id) + 1,
    tabs: front.tabs.map(({title}) => title),
    front: tab.title, url: tab.url || tab.pendingUrl || '',
    pinned: tab.pinned, muted: tab.mutedInfo.muted,
    sounding: all.flatMap(({tabs}) => tabs).filter(({audible}) => audible).map(({title}) => title),
    zoom: Math.round(100 * await chrome.tabs.getZoom(tab.id).catch(() => 0)),
    files: (await chrome.downloads.search({exists: true})).length,
    bookmarks: marks.filter(({url}) => url).map(({title}) => title),
    offer: [...document.querySelectorAll('#offer-list .title')].map((one) => one.textContent),
    chosen: [...document.querySelectorAll('#offer-list button')]
      .findIndex((one) => one.getAttribute('aria-current') === 'true'),
    labels: Object.fromEntries([...document.querySelectorAll('#offer-list li')].map((one) => [
      one.querySelector('.title').textContent,
      one.textContent.match(/label ([0-9 ]+)$/)?.[1] ?? '',
    ])),
    said: named('said').textContent, role: named('said').dataset.role,
    room: [...document.querySelectorAll('[role=tabpanel]')].find(({hidden}) => !hidden).id,
    shown: named('room-help').innerText,
    settings, spoken: window.fakeSpeech?.spoken, speaking: window.fakeSpeech?.speaking,
  };
}"""

# Where the content stands elsewhere than plainly in its page, the page says so (harness_kinds.py).
LOOK_AT_PAGE = """() => {
const {root = document, pane = document.scrollingElement} = window.stage ?? {};
const named = (id) => root.querySelector(`#${id}`);
const video = root.querySelector('video');
return {
  x: Math.round(pane.scrollLeft), y: Math.round(pane.scrollTop), height: pane.clientHeight,
  heard: window.heard ?? [], fresh: window.mark === undefined, focus: root.activeElement?.id ?? '',
  field: named('field')?.value, notes: named('notes')?.value, colour: named('colour')?.value,
  box: named('box')?.checked,
  time: video?.currentTime,
  media: video && {
    playing: !video.paused, volume: Math.round(100 * video.volume), muted: video.muted,
    speed: Math.round(100 * video.playbackRate), captions: video.textTracks[0].mode,
    full: root.fullscreenElement === video,
  },
}}"""

PLAY_IN_PAGE = """(code) => {
  const {root = window.document, ground = window.document.body} = window.stage ?? {};
  const pane = window.stage?.pane ?? window;
  const scrollTo = (x, y) => pane.scrollTo(x, y);
  const document = {
    body: ground, querySelector: (which) => root.querySelector(which),
    createElement: (name) => window.document.createElement(name),
  };
  const done = eval(code);
  return typeof done === 'function' ? done() : done;
}"""
"""JavaScript written for a plain page, run where the content is."""

STAYS = (
    "windows",
    "window",
    "tabs",
    "front",
    "url",
    "pinned",
    "muted",
    "zoom",
    "bookmarks",
    "files",
)
STAYS_IN_PAGE = ("x", "y", "field", "notes", "colour", "box", "media")
"""What an undo has to bring back."""

# A browser without a screen has no voices; this one says what it speaks, and is never done.
FAKE_SPEECH = """{
  const fake = {
    spoken: [], speaking: false,
    speak(utterance) {
      this.spoken.push(utterance.text);
      this.speaking = true;
      utterance.onstart?.();
    },
    cancel() { this.speaking = false; },
    getVoices: () => [],
    addEventListener(_, changed) { this.changed = changed; },
  };
  window.fakeSpeech = fake;
  const one = {lang: 'en-GB', eventTypes: ['start', 'end']};
  const voices = ['Ada', 'Ben'].map((voiceName) => ({...one, voiceName}));
  if (window.chrome?.tts) chrome.tts.getVoices = async () => voices;
  Object.defineProperty(window, 'speechSynthesis', {value: fake});
}"""

HAVE_A_VOICE = """() => {
  fakeSpeech.getVoices = () => [{voiceURI: '', name: 'Eve', lang: 'en-GB', localService: true}];
  fakeSpeech.changed();
}"""


class Stage:
    """The browser with its tabs, as seen from outside of the extension's own code."""

    def __init__(self, browser: Browser, panel: Panel, page: Page) -> None:
        self.browser = browser
        self.panel = panel
        self.page = page
        """The tab in front at first."""
        self.scene: Page | Frame = page
        """What of it holds the content."""

    def look(self) -> Seen:
        """Give what the browser, the panel and the page show now."""
        seen: Seen = self.panel.page.evaluate(LOOK)
        try:
            return {**seen, **self.scene.evaluate(LOOK_AT_PAGE)}
        except PlaywrightError:  # closed, or on its way to another page
            return seen

    def play_in_page(self, code: str) -> None:
        """Run JavaScript on the content, wherever in the page it stands."""
        self.scene.evaluate(PLAY_IN_PAGE, code)

    def until(self, what: str, is_so: Callable[[Seen], Any]) -> Seen:
        """Look until it is so, and give what is seen then."""
        last: list[Seen] = []

        def so() -> bool:
            last[:] = [self.look()]
            return bool(is_so(last[0]))

        try:
            until(so, what)
        except AssertionError as error:
            raise AssertionError(f"{error}; seen: {last}") from None
        return last[0]

    def until_as(self, before: Seen) -> None:
        """Wait until all is as it was."""

        def as_it_was(now: Seen) -> bool:
            # What a page held goes with it when its tab is closed.
            names = (*STAYS, *(STAYS_IN_PAGE if "y" in now else ()))
            return [now[name] for name in names] == [before.get(name) for name in names]

        kept = {name: before.get(name) for name in (*STAYS, *STAYS_IN_PAGE)}
        self.until(f"all is as before: {kept}", as_it_was)


def set_stage(browser: Browser, panel: Panel, pages: str) -> Stage:
    """Open the tabs, the second in front after another page; nothing is left of tests before."""
    first = browser.context.pages[0]
    first.goto(f"{pages}/one.html")
    panel.page.evaluate("() => chrome.history.deleteAll()")
    front = browser.open(f"{pages}/two.html")
    front.goto(f"{pages}/stage.html")
    browser.open(f"{pages}/three.html")
    panel.page.evaluate(CLEAR_BOOKMARKS)
    front.bring_to_front()
    stage = Stage(browser, panel, front)
    panel.page.evaluate(RESET_ZOOM)
    stage.until(
        "the stage is in front", lambda seen: seen["front"] == "The stage" and seen["zoom"] == 100
    )
    return stage


CLEAR_BOOKMARKS = """async () => {
  for (const {id, url} of await chrome.bookmarks.search({})) {
    if (url) await chrome.bookmarks.remove(id);
  }
}"""

RESET_ZOOM = """async () => {
  const [{id}] = await chrome.tabs.query({title: 'The stage'});
  await chrome.tabs.setZoom(id, 0);
}"""
