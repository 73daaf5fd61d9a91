"""What the chat page takes into the library, and what of it it plays, in a real Chromium."""

import wave
from pathlib import Path

from playwright.async_api import expect

from server.core.library.blocks import Block, Found
from server.core.library.videos import TIMED_TEXT
from server.services.documents import Given
from tests.e2e.test_chat_page import Opened, ask, chat, ollama
from tests.e2e.test_people_page import violations
from tests.server.conftest import database, speaking

__all__ = ["chat", "database", "ollama", "speaking"]  # fixtures, which pytest finds by name

YOUTUBE = """<!doctype html><title>Video</title><ol></ol><script>
const said = (text) => document.querySelector("ol").append(Object.assign(
  document.createElement("li"), { textContent: text }));
said(location.pathname + " " + new URLSearchParams(location.search).get("start"));
addEventListener("message", ({ data }) => {
  const { event, func, args } = JSON.parse(data);
  if (event === "listening") parent.postMessage(JSON.stringify({ event: "onReady" }), "*");
  if (event === "command") said(func + " " + args);
});
</script>"""
"""What of YouTube's frame is spoken to; it says what it hears."""


async def test_a_source_plays_here_from_its_second(chat: Opened, tmp_path: Path) -> None:
    """A video in a frame of YouTube, a recording from where it was loaded; each is sought again."""
    page = chat.page
    await page.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(
        body=YOUTUBE, content_type="text/html"))  # fmt: skip
    file = tmp_path.resolve() / "talk.wav"
    with wave.open(str(file), "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(8_000)
        recording.writeframes(bytes(16_000 * 5))
    documents = chat.made.library.documents
    sound = Found("A talk", (Block("The prelude is slow.", from_ms=3_000, to_ms=4_000),))
    documents.load(Given("talk.wav", file.read_bytes(), str(file), written=sound))
    video = Found("A video", (
        Block("The toccata is fast.", from_ms=751_000, to_ms=753_000),
        Block("The toccata has a long pedal.", from_ms=1_000, to_ms=3_000),
    ))  # fmt: skip
    watched = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    documents.load(Given("video", b"video", watched, "", TIMED_TEXT, written=video))

    chat.script.answer = lambda _body: ["The toccata is fast [1]. It has a long pedal [1]."]
    await ask(page, "What is the toccata like?")
    quotes = page.locator("blockquote a")
    await quotes.filter(has_text="at 12:31").press("Enter")
    heard = page.frame_locator("#cited iframe").get_by_role("listitem")
    await expect(heard).to_have_text(["/embed/dQw4w9WgXcQ 751"])
    await expect(page.get_by_role("region", name="A video, at 12:31")).to_be_focused()
    await quotes.filter(has_text="at 0:01").press("Enter")
    await expect(heard).to_have_text(["/embed/dQw4w9WgXcQ 751", "seekTo 1,true", "playVideo "])
    await page.keyboard.press("Escape")
    await expect(heard.last).to_have_text("pauseVideo ")

    await page.get_by_role("button", name="New conversation").click()
    chat.script.answer = lambda _body: ["The prelude is slow [1]."]
    await ask(page, "How is the prelude?")
    await page.locator("blockquote a").filter(has_text="at 0:03").press("Enter")
    await page.wait_for_function("() => document.querySelector('#cited audio').currentTime >= 3")
    await expect(page.locator("#cited iframe")).to_have_count(0)
    assert await violations(page) == []
    await page.get_by_role("region", name="A talk, at 0:03").get_by_text("Close").press("Enter")
    await expect(page.locator("blockquote a").last).to_be_focused()


DROP = """text => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([text], "dropped.md"));
  dropped.items.add(new File(["MZ"], "program.exe"));
  document.body.dispatchEvent(new DragEvent("drop", {
    bubbles: true, cancelable: true, dataTransfer: dropped,
  }));
}"""


DROP_SOUND = """() => {
  const wave = new DataView(new ArrayBuffer(80044));
  [0x52494646, 80036, 0x57415645, 0x666d7420, 16, 0x10001, 8000, 16000, 0x100002, 0x64617461, 80000]
    .forEach((value, at) => wave.setUint32(4 * at, value, ![0, 2, 3, 9].includes(at)));
  const dropped = new DataTransfer();
  dropped.items.add(new File([wave], "rain.wav"));
  document.body.dispatchEvent(new DragEvent("drop", {
    bubbles: true, cancelable: true, dataTransfer: dropped,
  }));
}"""
"""Five seconds of silence; what is said in it, the fake scribe knows."""


async def test_what_is_dropped_is_in_the_library(chat: Opened) -> None:
    """In the topics that are chosen; what cannot be read is told; by keys alone, too."""
    page = chat.page
    await page.get_by_text("Topics, model and length").press("Enter")
    await page.get_by_label("Other (0 documents)").check()
    await page.evaluate(DROP, "# Fugue\n\nThe stretto follows.\n")
    added = page.get_by_role("list", name="What was added").get_by_role("listitem")
    await expect(page.get_by_role("status")).to_contain_text("1 added, 1 not added. program.exe:")
    await expect(added.last).to_have_text("dropped.md added")
    await expect(added.first).to_contain_text("not added: program.exe is none of what can be read")
    await expect(page.get_by_label("Other (1 document)")).to_be_checked()
    await page.get_by_label("Web address").press_sequentially("https://example.org/nothing")
    await page.keyboard.press("Enter")
    await expect(added.first).to_contain_text("There is no such page (404).")

    assert await violations(page) == []
    chat.script.answer = lambda _body: ["The stretto follows [1]."]
    await ask(page, "What does the stretto do?")
    await expect(page.locator("blockquote").first).to_contain_text("The stretto follows.")

    await page.evaluate(DROP_SOUND)
    await expect(added.first).to_have_text("rain.wav added")
    await page.reload()  # the page has the file no more; the server has kept it
    chat.script.answer = lambda _body: ["It rains [1]."]
    await ask(page, "Does it rain?")
    await page.locator("blockquote a").filter(has_text="at 0:01").press("Enter")
    await page.wait_for_function("() => document.querySelector('#cited audio').currentTime >= 1")

    link = await page.locator("blockquote a").filter(has_text="at 0:01").get_attribute("href")
    number = str(link).split("/")[3]  # as the panel opens it, in a tab of its own
    await page.goto(f"{page.url.partition('?')[0]}?play={number}&at=2500")
    await page.wait_for_function("() => document.querySelector('#cited audio')?.currentTime >= 2.5")
    await expect(page.get_by_role("region", name="rain.wav, at 0:02")).to_be_focused()
