"""Media that fails on its way: the network, broken data, and servers that never answer."""

from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from threading import Event, Thread

import pytest

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_pages import Quiet
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text

# Silence of a hundred frames of MP3; then what would follow fails.
FAIL = """async (how) => {
  const frame = 417, frames = new Uint8Array(100 * frame);
  for (let at = 0; at < frames.length; at += frame) frames.set([0xff, 0xfb, 0x90, 0x00], at);
  const source = new MediaSource();
  const audio = new Audio(URL.createObjectURL(source));
  document.body.append(audio);
  await new Promise((opened) => source.addEventListener('sourceopen', opened));
  const buffer = source.addSourceBuffer('audio/mpeg');
  const loaded = new Promise((loaded) => audio.addEventListener('loadeddata', loaded));
  buffer.appendBuffer(frames);
  await loaded;
  const failed = new Promise((error) => audio.addEventListener('error', error));
  source.endOfStream(how);
  await failed;
}"""


@pytest.fixture
def silent() -> Iterator[str]:
    """Serve a page whose video never comes; gives the address."""
    over = Event()

    class Silent(Quiet):
        def do_GET(self) -> None:  # noqa: N802  (its name there)
            if self.path.endswith(".wav"):
                over.wait()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>Silent</title><video src=never.wav preload=none></video>")

    with ThreadingHTTPServer(("127.0.0.1", 0), Silent) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        over.set()
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("network", "The network failed while “Page one” was loading"),
        ("decode", "“Page one” is broken: the browser can’t decode it"),
    ],
)
def test_a_fault_on_the_way(
    panel: Panel, browser: Browser, pages: str, how: str, said: str
) -> None:
    """What the browser says of the fault is said for people."""
    page = browser.context.pages[0]
    page.goto(f"{pages}/one.html")
    page.evaluate(FAIL, how)

    type_text(panel, "play")
    panel.wait_said(said)
    type_text(panel, "media percent 50")
    panel.wait_last("media.percent")
    assert panel.said.startswith(said)


def test_a_server_that_never_answers(panel: Panel, browser: Browser, silent: str) -> None:
    """What does not come is said in the end, and again while it is still waited for."""
    browser.forgive("ERR_EMPTY_RESPONSE")
    browser.context.pages[0].goto(silent, wait_until="domcontentloaded")

    for word in ("play", "skip forward 1", "play"):
        type_text(panel, word)
        panel.wait_said("“Silent” is still loading; it goes on when enough of it is there")
        type_text(panel, "where am i")
        panel.wait_said("Silent, on 127.0.0.1")
