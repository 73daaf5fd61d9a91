"""A conversation by voice on the chat page: how soon it answers aloud, how soon it falls silent.

flite speaks into Chromium's microphone; a fake Ollama writes a sentence at once and the next one
after 50 ms; a key interrupts each answer.  The end of speech is the last loud piece that the page
sent; the first sound is when the browser says that it plays.  What is told is over the model's own
time to its first sentence, which is known to be whole when the next one begins.
"""

import shutil
import statistics
import tempfile
import threading
import time
import wave
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

from benchmarks.chat_server import server
from benchmarks.flite import Flite
from server.api.context import COOKIE
from server.cli.opened import clock, open_services
from server.core.layers import resolve
from server.core.noise import RATE
from tests.e2e.harness_hearing import NO_ECHO
from tests.fixtures.fake_ollama import Script, fake_ollama

QUESTIONS = (
    "where was he born", "and who taught him", "tell me about the fugue", "what is a prelude",
    "how many voices are there", "who wrote this", "what comes then", "is that all of it",
    "why is it so slow", "when did he die", "where is the organ", "what else is there",
)  # fmt: skip
QUIET = 5.0
"""Seconds before each: the answer begins in them, and is interrupted."""
BETWEEN = 0.05
"""Seconds between the model's sentences."""

LISTEN = """() => {
  window.loud = 0;
  window.since = 0;
  window.first = 0;
  window.key = 0;
  window.silent = 0;
  const {send} = WebSocket.prototype;
  WebSocket.prototype.send = function (piece) {
    if (piece instanceof ArrayBuffer) {
      const samples = new Int16Array(piece);
      const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
      if (power > 250_000) loud = performance.now();
    }
    return send.call(this, piece);
  };
  addEventListener('keydown', (event) => { key = event.timeStamp; }, {capture: true});
  const {play, pause} = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    // What a noise led to is no turn.
    this.addEventListener('playing', () => { if (loud > since) first ||= performance.now(); });
    return play.call(this);
  };
  HTMLMediaElement.prototype.pause = function () {
    pause.call(this);
    silent = performance.now();
  };
}"""
AGAIN = "() => { first = silent = key = 0; since = performance.now(); }"
TOLD = "() => ({sound: first - loud, silence: silent - key, key: performance.timeOrigin + key})"


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, fake_ollama() as (address, script):
        script.answer = lambda _body: ["This is a sentence. "] * 400
        script.between = BETWEEN
        session = _session(folder)
        _write(Path(folder))
        with server(folder, address) as (_, at), sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
                args=[
                    "--no-sandbox",
                    "--use-fake-ui-for-media-stream",
                    "--use-fake-device-for-media-stream",
                    f"--use-file-for-fake-audio-capture={folder}/said.wav%noloop",
                    "--autoplay-policy=no-user-gesture-required",
                ],
            )
            context = browser.new_context()
            context.add_cookies([{"name": COOKIE, "value": session, "url": at}])
            context.add_init_script(NO_ECHO)
            measured = _talk(context.new_page(), at, script)
            browser.close()
    print(f"{'of ' + str(len(measured)) + ' turns':<52}{'p50 ms':>9}{'p95 ms':>9}{'most':>9}")
    for what, values in zip(
        (
            "end of speech to first sound, over the model's own",
            "interrupted to silence",
            "interrupted until the model stops",
        ),
        zip(*measured, strict=True),
        strict=True,
    ):
        _print(what, values)


def _print(what: str, values: Sequence[float]) -> None:
    p95 = statistics.quantiles(values, n=20)[-1]
    print(f"{what:<52}{statistics.median(values):>9.0f}{p95:>9.0f}{max(values):>9.0f}")


def _session(folder: str) -> str:
    """Sign the owner in; give what his cookie holds."""
    opened = open_services(replace(resolve([]).settings, data_dir=folder))
    try:
        owner = opened.users.owner()
        return opened.access.give(owner, "session", "benchmark", clock() + 3_600_000)
    finally:
        opened.store.close()


def _write(folder: Path) -> None:
    flite = Flite(folder)
    parts = [
        part for text in QUESTIONS for part in (np.zeros(int(QUIET * RATE)), flite.say(text, "rms"))
    ]
    said = np.concatenate([*parts, np.zeros(int(QUIET * RATE))])
    # The room goes on under the words: one that begins after them would be taken for more of them.
    samples = said + flite.room(said.size / RATE)
    with wave.open(str(folder / "said.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.clip(-32768, 32767).astype("<i2").tobytes())


def _talk(page: Page, at: str, script: Script) -> list[tuple[float, float, float]]:
    page.goto(f"{at}/web/chat.html")
    page.evaluate(LISTEN)
    page.get_by_text("Persona, topics, model and length").press("Enter")
    page.get_by_label("Manner").select_option("free")
    page.get_by_role("button", name="Talk", exact=True).press("Enter")
    return [_turn(page, script) for _ in QUESTIONS]


def _turn(page: Page, script: Script) -> tuple[float, float, float]:
    page.evaluate(AGAIN)
    page.wait_for_function("() => first > 0", polling=20)
    before, stopped = script.cancelled, [0.0]
    watch = threading.Thread(target=_watch, args=(script, before, stopped))
    watch.start()
    page.get_by_label("Your question").press("Shift")
    page.wait_for_function("() => silent > 0", polling=20)
    watch.join(5)
    told = page.evaluate(TOLD)
    return (
        told["sound"] - 1000 * BETWEEN,
        told["silence"],
        stopped[0] - told["key"],
    )


def _watch(script: Script, before: int, stopped: list[float]) -> None:
    """Note when the model was left."""
    for _ in range(2500):
        if script.cancelled > before:
            stopped[0] = 1000 * time.time()
            return
        time.sleep(0.002)


if __name__ == "__main__":
    main()
