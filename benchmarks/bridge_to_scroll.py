"""How soon a key on a keyboard scrolls the page, beside a keyboard extension on the same page.

The whole way: a virtual JACK keyboard → `rubato serve` → its WebSocket → the panel → the page agent
(`scroll.down`, keys 9 9; counted from the second).  "begins" is the agent's call of `scrollTo`,
noted in its own world; "seen" the end of the first frame that shows another position.

The keyboard extension (`keyboard_extension/`) is ours, one content script and no more, that scrolls
in three ways that such extensions have; its keys are sent by DevTools and counted from the time
stamp that the browser gave them, so that the way there is not counted.  The ways alternate, each
begins at a random moment of the frame, and the medians are compared.

With `--peer DIR` an unpacked extension that somebody else wrote stands in its place, and
`--peer-key` is what it scrolls down on: both would hear the same keys.
"""

import contextlib
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import CDPSession, Page

from benchmarks.figures import load, missing, print_head, print_row, quantile
from benchmarks.jack import jack
from benchmarks.page_clock import now, read_clock
from benchmarks.panels import open_panel
from benchmarks.peers import Beside, parse
from tests.e2e.harness_browser import EXTENSION, ID, Browser, started
from tests.e2e.harness_pages import serving
from tests.e2e.harness_server import JackKeyboard, Server
from tests.e2e.harness_wait import until

WARM_UP = 5
PATIENCE_MS = 5000
"""After which a key that has scrolled nothing will not."""
DOWN = 9
FRAME_MS = 17
RESTED_S = 0.3
"""Within this a scroll has ended and the panel has said so."""

# The position is read after the frame's work: what a frame's own callbacks did is seen in it.
WATCH = """(patience) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    port2.postMessage(0);
  }));
  addEventListener('keydown', ({timeStamp}) => { window.keyed = timeStamp; }, true);
  window.arm = async () => {
    scrollTo({top: 6000, behavior: 'instant'});
    for (let n = 0; n < 3; n += 1) await frame();
    const from = scrollY;
    window.seen = (async () => {
      for (const end = performance.now() + patience;;) {
        const at = await frame();
        if (scrollY !== from) return at;
        if (at > end) return null;
      }
    })();
  };
}"""

# In the agent's own world; what it scrolls is an element.
NOTE_BEGINNINGS = """
  globalThis.begun = [];
  const {scrollTo} = Element.prototype;
  Element.prototype.scrollTo = function (...args) {
    begun.push(performance.now());
    return scrollTo.apply(this, args);
  };
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """One scroll, in ms of the page's clock."""

    sent: float
    seen: float


@dataclass(frozen=True, slots=True)
class Scene:
    """All that plays: the page, a DevTools session of it, the agent's world, the keyboard."""

    page: Page
    session: CDPSession
    agent: int
    keyboard: JackKeyboard
    random: Random

    def evaluate(self, expression: str, **where: int) -> Any:
        """Evaluate in the page, or in the world given as `contextId`."""
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True, **where}
        return self.session.send("Runtime.evaluate", asked)["result"].get("value")


class NothingScrolledError(Exception):
    """A key was played, and the page stands where it stood."""


OURS = "note sent → scroll seen"


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table, or why there is none."""
    beside = parse(arguments)
    if why := missing("jackd", "chromium"):
        print(f"bridge to scroll: {why}")
        return
    with _scene(beside) as scene:
        clock = read_clock(lambda: float(scene.evaluate("performance.now()")))
        ways = {
            "ours": lambda: _ours(scene, clock.of),
            **{letter: _typed(scene, letter) for letter in beside.names},
        }
        try:
            samples = _play(ways, beside.samples + WARM_UP)
        except NothingScrolledError as error:
            sys.exit(f"bridge to scroll: {error}")
        begun = scene.evaluate("begun", contextId=scene.agent)
    _print(beside, samples, begun, clock.error)


def _play(ways: dict[str, Callable[[], Sample]], rounds: int) -> dict[str, list[Sample]]:
    """Play each way in turn, so many times."""
    samples: dict[str, list[Sample]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, sample in ways.items():
            samples[name].append(sample())
    return samples


def _print(
    beside: Beside, samples: dict[str, list[Sample]], begun: list[float], error: float
) -> None:
    counted = {name: each[WARM_UP:] for name, each in samples.items()}
    begins = [next(at for at in begun if at > one.sent) - one.sent for one in counted["ours"]]
    first = next(iter(beside.names))
    title = f"keyboard to scroll: {beside.samples} of each; clocks ±{error:.2f} ms; {load()}"
    print_head(title, "p50 ms", "p90 ms", f"p50 ÷ {first}")
    print_row("note sent → bridge → panel → scroll begins", *_spread(begins), "")
    typed = _spread(_delays(counted[first]))[0]
    for way, name in {"ours": OURS, **beside.names}.items():
        middle, late = _spread(_delays(counted[way]))
        print_row(name, middle, late, middle / typed)


def _delays(samples: list[Sample]) -> list[float]:
    return [one.seen - one.sent for one in samples]


def _spread(values: list[float]) -> tuple[float, float]:
    return statistics.median(values), quantile(values, 90)


def _ours(scene: Scene, page_time: Callable[[float], float]) -> Sample:
    _arm(scene)
    scene.keyboard.play([DOWN])
    _wait(scene)
    sent = now()
    scene.keyboard.play([DOWN])
    seen = _seen(scene, "9 9")
    time.sleep(RESTED_S)
    return Sample(page_time(sent), seen)


def _typed(scene: Scene, letter: str) -> Callable[[], Sample]:
    key = {"key": letter, "code": f"Key{letter.upper()}", "text": letter}

    def sample() -> Sample:
        _arm(scene)
        _wait(scene)
        scene.session.send("Input.dispatchKeyEvent", {"type": "keyDown", **key})
        seen = _seen(scene, letter)
        scene.session.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
        time.sleep(RESTED_S)
        return Sample(scene.evaluate("keyed"), seen)

    return sample


def _seen(scene: Scene, keys: str) -> float:
    """Give when the scroll was seen."""
    at = scene.evaluate("seen")
    if at is None:
        raise NothingScrolledError(f"on {keys} nothing scrolled within {PATIENCE_MS / 1000:.0f} s")
    return float(at)


def _arm(scene: Scene) -> None:
    scene.evaluate("arm()")


def _wait(scene: Scene) -> None:
    """Let the panel rest after the first key, then come at any moment of a frame."""
    time.sleep(0.1 + scene.random.uniform(0, FRAME_MS) / 1000)


@contextlib.contextmanager
def _scene(beside: Beside) -> Iterator[Scene]:
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        stack.enter_context(jack())
        pages = stack.enter_context(serving())
        server = Server(folder)
        server.start()
        stack.callback(server.stop)
        keyboard = JackKeyboard()
        keyboard.plug()
        stack.callback(keyboard.unplug)
        browser = stack.enter_context(started(folder / "profile", *_with_both(beside)))
        browser.devtools.send("Extensions.loadUnpacked", path=str(beside.folder))
        page, session, agent = _open_page(browser, f"{pages}/long.html")
        _pair(browser, server, keyboard.name)
        until(lambda: _is_in_front(browser, page), "the page is in front")
        yield Scene(page, session, agent, keyboard, Random(1))


def _is_in_front(browser: Browser, page: Page) -> bool:
    """Bring it there; a peer that was just installed may greet in a tab before it."""
    page.bring_to_front()
    return any(tab["active"] and tab.get("url") == page.url for tab in browser.tabs())


def _with_both(beside: Beside) -> tuple[str, ...]:
    return (
        f"--disable-extensions-except={EXTENSION},{beside.folder}",
        "--enable-unsafe-extension-debugging",  # else DevTools may not load the second one
    )


def _open_page(browser: Browser, url: str) -> tuple[Page, CDPSession, int]:
    """Open the page with both extensions in it; gives the world of our agent, too."""
    page = browser.open(url)
    session = page.context.new_cdp_session(page)
    worlds: list[dict[str, Any]] = []
    session.on("Runtime.executionContextCreated", lambda told: worlds.append(told["context"]))
    session.send("Runtime.enable")
    session.send("Page.bringToFront")
    agent = until(lambda: _agents_in(page, worlds), "our agent is in the page")[0]
    session.send("Runtime.evaluate", {"expression": NOTE_BEGINNINGS, "contextId": agent})
    page.evaluate(WATCH, PATIENCE_MS)
    return page, session, agent


def _agents_in(page: Page, worlds: list[dict[str, Any]]) -> list[int]:
    """Find our world; a page that came before the extension was ready is loaded anew."""
    found = [int(each["id"]) for each in worlds if ID in each["origin"]]
    if not found:
        worlds.clear()
        page.reload()
    return found


def _pair(browser: Browser, server: Server, keyboard: str) -> None:
    panel = open_panel(browser, f"#pair={server.code()}&server={server.address}")
    heard = panel.page.locator("body")
    until(lambda: keyboard in heard.inner_text(), "the panel hears the keyboard")


if __name__ == "__main__":
    main(sys.argv[1:])
