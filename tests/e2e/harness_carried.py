"""What sessions carry: a microphone that clicks each second, a tab that sounds, and their files."""

import base64
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

from tests.e2e.harness_browser import ID, PANEL, Browser, started
from tests.e2e.harness_hearing import write_samples
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_players import FakeWebMidi
from tests.fixtures.needs import need
from tests.fixtures.spoken import RATE

Sound = NDArray[np.float64]

MIDI_ACCESS = Path(__file__).parents[1] / "extension" / "fakes" / "midi_access.js"
MARK = 100
"""The note that is struck when a click is heard: none of the 25 keys, so it is music."""
FILE_RATE = 48_000
LOUD = 0.2
EDGE = 120
"""Milliseconds within which a click at a pause may be cut: two packets of sound."""
SECONDS = 400
"""How long the track of clicks is: it is played again and again, and some ms are lost each time."""

TABS = (f"--allowlisted-extension-id={ID}", "--auto-accept-camera-and-microphone-capture")
"""A browser that lets tabs be captured where nobody pressed our shortcut; the first flag alone
takes microphone and camera away."""

CHOOSE = "(kinds) => chrome.storage.local.set({carried: kinds})"

# What the microphone gives is heard here too, on the clock of the sound itself.
OPENED = """{
  const {getUserMedia} = MediaDevices.prototype;
  MediaDevices.prototype.getUserMedia = async function (wanted) {
    const stream = await getUserMedia.call(this, wanted);
    (window.micStreams ??= []).push(stream);
    return stream;
  };
}"""

LISTENER = """class Listener extends AudioWorkletProcessor {
  process([[samples]]) {
    const place = samples ? samples.findIndex((x) => Math.abs(x) > 0.2) : -1;
    const time = 1000 * (currentTime + Math.max(0, place) / sampleRate);
    if (place >= 0 || currentFrame / 128 % 20 === 0)
      this.port.postMessage({time, click: place >= 0});
    return true;
  }
}
registerProcessor('listener', Listener);"""

STRIKE = """async ([source, name, note]) => {
  const context = new AudioContext({latencyHint: 0});
  await context.audioWorklet.addModule(`data:text/javascript,${encodeURIComponent(source)}`);
  const listener = new AudioWorkletNode(context, 'listener', {numberOfOutputs: 0});
  let last = -Infinity;
  const behind = [];
  listener.port.onmessage = ({data: {time, click}}) => {
    // A busy page is told late; of many messages the fastest tells how the two clocks stand, and
    // of the last two seconds, since a sound that was held up leaves its clock behind.
    behind.push(performance.now() - time);
    if (behind.length > 40) behind.shift();
    if (!click) return;
    const at = time + Math.min(...behind);
    if (time - last > 300) window.fakeMidi.send(name, [0x90, note, 80], at);
    last = time;
  };
  context.createMediaStreamSource(window.micStreams.at(-1)).connect(listener);
}"""

FILES = """async (session) => {
  const {openMediaStore} = await import('/adapters/media_store.js');
  const {openCarried} = await import('/panel/carried.js');
  const carried = openCarried(openMediaStore());
  const all = [];
  for (const stream of await carried.streams(session)) {
    const bytes = new Uint8Array(await (await carried.file(stream)).arrayBuffer());
    let binary = '';
    for (let at = 0; at < bytes.length; at += 8192)
      binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
    const {parts, ...rest} = stream;
    all.push({...rest, file: btoa(binary)});
  }
  return all;
}"""

SESSION = """async () => {
  const {openStore} = await import('/adapters/session_store.js');
  const store = openStore();
  return store.read((await store.list())[0].id);
}"""


def clicks(file: Path) -> Path:
    """Write a track that clicks each second, half a second after its beginning."""
    samples = np.zeros(SECONDS * RATE)
    for second in range(SECONDS):
        begins = second * RATE + RATE // 2
        samples[begins : begins + RATE // 100] = 26_000 * np.tile([1, 1, -1, -1], RATE // 400)
    write_samples(file, samples)
    return file


def decoded(file: Path) -> Sound:
    """Give the samples of a file as a player counts them, -1 to 1, at `FILE_RATE`."""
    line = [need("ffmpeg", package="ffmpeg"), "-v", "error", "-i", str(file), "-f", "s16le"]
    out = subprocess.run(
        [*line, "-ac", "1", "-ar", str(FILE_RATE), "-"], capture_output=True, check=True
    )
    return np.frombuffer(out.stdout, "<i2") / 32768


def shades(file: Path) -> NDArray[np.uint8]:
    """Give the mean colour of each picture of a file, a row of red, green and blue for each."""
    line = [need("ffmpeg", package="ffmpeg"), "-v", "error", "-i", str(file), "-vf", "scale=1:1"]
    out = subprocess.run(
        [*line, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"], capture_output=True, check=True
    )
    return np.frombuffer(out.stdout, np.uint8).reshape(-1, 3)


def clicks_in(samples: Sound) -> list[float]:
    """Give when each click begins, in milliseconds."""
    loud = np.flatnonzero(np.abs(samples) > LOUD)
    # A pause may bring two of them near each other.
    first = loud[np.diff(loud, prepend=-FILE_RATE) > FILE_RATE // 20]
    return [float(at) * 1000 / FILE_RATE for at in first]


def strays(heard: Sequence[float], span: Sequence[int], since: int, second: float) -> list[float]:
    """Give how far the clicks of a stretch are from where the clock of the wall has them.

    The track clicks at the same part of each of the wall's seconds, also through a pause.  `since`
    is when the session's first millisecond was, pauses taken out; `second`, the part of a second.
    """
    return [(since + click - second + 500) % 1000 - 500 for click in inside(heard, span)]


def inside(heard: Sequence[float], span: Sequence[int]) -> list[float]:
    """Give the clicks of a stretch, but for those that a pause may have cut."""
    return [click for click in heard if span[0] + EDGE < click < span[1] - EDGE]


@contextmanager
def carrying(profile: Path, file: Path, *flags: str) -> Iterator[Browser]:
    """Start a browser that hears a file again and again."""
    with started(profile, f"--use-file-for-fake-audio-capture={file}", *flags) as browser:
        yield browser


def panel_of(browser: Browser, *kinds: str) -> Panel:
    """Open the panel, whose sessions carry these kinds."""
    panel = Panel(browser.open_window(PANEL + "?window"))
    panel.wait_until_engine()
    panel.page.evaluate(CHOOSE, kinds)
    return panel


def listening_panel(browser: Browser) -> tuple[Panel, FakeWebMidi]:
    """Open a panel whose microphone can be listened to, with a keyboard plugged in."""
    browser.devtools.first_scripts += [MIDI_ACCESS.read_text(encoding="utf-8"), OPENED]
    page = browser.open_window(PANEL + "?window")
    # The listener is none of the extension's own scripts.
    browser.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    page.reload()
    panel = Panel(page)
    panel.wait_until_engine()
    panel.page.evaluate(CHOOSE, ["microphone"])
    keyboard = FakeWebMidi(panel.page)
    keyboard.plug()
    panel.wait_said("Web Keys")
    return panel, keyboard


def strike_when_it_clicks(page: Page, keyboard: str) -> None:
    """Let a keyboard strike a note when a click is heard."""
    page.evaluate(STRIKE, [LISTENER, keyboard, MARK])


def kept(page: Page) -> dict[str, Any]:
    """Give the newest session as it is kept."""
    found: dict[str, Any] = page.evaluate(SESSION)
    return found


def files_of(panel: Panel, folder: Path) -> dict[str, tuple[dict[str, Any], Path]]:
    """Give what the newest session carries, by its kind, each as a file."""
    session = kept(panel.page)["kept"]["id"]
    found = {}
    for one in panel.page.evaluate(FILES, session):
        path = folder / f"{one['kind']}.webm"
        path.write_bytes(base64.b64decode(one.pop("file")))
        found[one["kind"]] = (one, path)
    return found
