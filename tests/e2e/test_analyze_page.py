"""The piano roll's page, in a real Chromium: opened, walked, played and left by keyboard alone."""

import io
import struct
import wave
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from server.adapters.database import Database
from server.services.speaking import Speaking
from tests.e2e.test_people_page import violations
from tests.server.conftest import compose, database, speaking
from tests.server.served import served

ROOT = Path(__file__).parents[2]
LEFT = [48, 50, 52, 53, 55, 57, 59, 60]

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name


def midi_file(*tracks: bytes) -> bytes:
    """Write a file of 1000 ticks a quarter at 60 a minute: a tick is a millisecond."""
    head = b"MThd" + struct.pack(">IHHH", 6, 1, len(tracks), 1000)
    return head + b"".join(b"MTrk" + struct.pack(">I", len(one)) + one for one in tracks)


def _number(value: int) -> bytes:
    return bytes([0x80 | value >> 7, value & 127]) if value > 127 else bytes([value])


def _meta(kind: int, text: str) -> bytes:
    return bytes([0xFF, kind, len(text.encode())]) + text.encode()


def _played(channel: int, pitches: list[int]) -> bytes:
    notes = (
        bytes([0, 0x90 | channel, pitch, 40 + 4 * place])
        + _number(400)
        + bytes([0x80 | channel, pitch, 0])
        + _number(100)
        + bytes([0xB0, 64, 127 * (place % 2)])
        for place, pitch in enumerate(pitches)
    )
    return b"".join(notes)


def piece() -> bytes:
    """Write two hands, two takes, a word that was told, and one that is played: 0 7 0."""
    lead = b"\x00\xff\x51\x03\x0f\x42\x40"
    marks = b"".join(
        _number(ms) + _meta(kind, text)
        for ms, kind, text in (
            (500, 6, "TRIAL#1 slowly"),
            (1500, 5, 'tab next {"keys":[6,9],"command":"tab.next"}'),
            (1000, 6, "END"),
            (500, 6, "TRIAL#2"),
            (500, 5, "la <b>la</b>"),
        )
    )
    end = b"\x00\xff\x2f\x00"
    left = b"\x00" + _meta(3, "Left hand") + _played(0, [*LEFT, 48, 55, 48, *LEFT[3:]])
    right = b"\x00" + _meta(3, "Right hand") + _played(1, [72, 74, 76, 77, 79, 81, 83, 84] * 2)
    return midi_file(lead + marks + end, left + end, right + end)


@pytest.fixture
async def analyze(
    chromium_path: str, database: Database, speaking: Speaking, tmp_path: Path
) -> AsyncIterator[Page]:
    """Open the page with a piece of sixteen notes a hand; fail on any error."""
    made = compose(database, speaking, tmp_path)
    errors: list[str] = []
    (tmp_path / "Two <i>hands.mid").write_bytes(piece())
    async with served(made.app) as host, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path,
            args=[
                "--no-sandbox",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
            ],
        )
        page = await browser.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
        await page.goto(f"http://{host}/")
        await page.get_by_label("Password").fill(made.password)
        await page.get_by_label("Password").press("Enter")
        await expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        await page.goto(f"http://{host}/analyze.html")
        await page.get_by_label("A MIDI file").set_input_files(tmp_path / "Two <i>hands.mid")
        await expect(page.get_by_role("grid", name="Piano roll")).to_be_focused()
        yield page
        await browser.close()
    assert errors == []


SENT = """async ({kind, name, bytes, place, track}) => {
  const session = await (await fetch('/v1/session')).json();
  const headers = {'X-Rubato-CSRF': session.csrf, 'Content-Type': 'application/json'};
  const post = async (path, told) =>
    (await fetch(path, {method: 'POST', headers, body: JSON.stringify(told)})).json();
  const body = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const {id} = await post('/v1/recordings', {kind, name, size: body.length, sha256});
  const type = {'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': '0'};
  await fetch(`/v1/recordings/${id}`, {method: 'PATCH', headers: {...headers, ...type}, body});
  const whole = place || (await post('/v1/recordings/performances', {name: 'Trial 3'})).id;
  await post(`/v1/recordings/performances/${whole}/tracks`, {recording: id, name, ...track});
  return whole;
}"""


async def spoken(page: Page) -> str:
    """Give the name of the cell under the cursor, as a screen reader would say it."""
    name = await page.get_by_role("grid").get_attribute("aria-activedescendant")
    return await page.locator(f"#{name}").inner_text()


async def test_the_roll_is_walked_by_keys_alone(analyze: Page) -> None:
    """Each cell has a name; zero is one; the words' list follows; nothing is broken for axe."""
    assert await spoken(analyze) == "Beginning of the recording, 0:00.00"
    await analyze.keyboard.press("ArrowRight")
    assert await spoken(analyze) == "Zero of take 1, slowly, 0:00.00"
    await analyze.keyboard.press("Enter")
    await expect(analyze.locator("#clock")).to_have_text("take 1, 0:00 of 0:02")
    assert analyze.url.endswith("?t=0.5")
    await analyze.keyboard.press("ArrowDown")
    assert await spoken(analyze) == "tab next, 0:01.50"
    await analyze.keyboard.press("ArrowDown")
    assert await spoken(analyze) == "G 3, 0:01.50, piano 56, 0.40 s"
    await analyze.keyboard.press("Shift+ArrowRight")
    assert await spoken(analyze) == "B 3, 0:03.00, mezzo piano 64, 0.40 s"
    await analyze.keyboard.press("s")
    await expect(analyze.get_by_role("gridcell", selected=True)).to_have_count(1)
    await expect(analyze.locator("#spoken")).to_have_text("selected, 1 note")
    await analyze.keyboard.press("Control+ArrowRight")
    assert await spoken(analyze) == "la <b>la</b>, 0:00.50"
    await analyze.keyboard.press("Enter")
    await expect(analyze.locator("#last-word")).to_have_text("la <b>la</b>")
    await expect(analyze.locator("#words [aria-current]")).to_contain_text("la <b>la</b>")
    await analyze.keyboard.press("r")
    await expect(analyze.locator("#spoken")).to_have_text("repeats from 0:03.00 to 0:03.40")
    await analyze.get_by_text("Tracks", exact=True).press("Enter")
    await analyze.get_by_role("checkbox", name="Right hand, 16 notes, green").uncheck()
    await expect(analyze.get_by_role("row")).to_have_count(3)
    for scheme in ("light", "dark"):
        await analyze.emulate_media(color_scheme=scheme)
        assert await violations(analyze) == []


async def test_words_of_languages_are_found_and_what_is_shown_is_saved(analyze: Page) -> None:
    """The address names the language; a drawing is saved; inquiries lie beside the roll."""
    shipped = (ROOT / "extension" / "languages" / "base.json").read_text(encoding="utf-8")
    await analyze.route("**/v1/languages/base", lambda route: route.fulfill(body=shipped))
    await analyze.get_by_role("checkbox", name="base, ").press("Space")
    await expect(analyze.locator("#words")).to_contain_text("element click")
    assert analyze.url.endswith("?language=base")
    await analyze.get_by_label("Show", exact=True).select_option("of the language base")
    await expect(analyze.locator("#words")).not_to_contain_text("la <b>la</b>")
    await analyze.get_by_role("grid").focus()
    await analyze.keyboard.press("Control+ArrowRight")
    await expect(analyze.locator("#cell")).to_contain_text("Words: ")
    await analyze.get_by_text("Print and save").press("Enter")
    async with analyze.expect_download() as saving:
        await analyze.get_by_role("button", name="Save as a drawing").press("Enter")
    saved = await (await saving.value).path()
    assert saved.read_text(encoding="utf-8").count("<rect") > 32
    await analyze.get_by_text("Latest inquiries").press("Enter")
    await expect(analyze.locator("#no-inquiries")).to_be_visible()
    await analyze.get_by_text("Notes on a moment").press("Enter")
    await analyze.get_by_label("What you think of it").fill("too <i>loud")
    await analyze.keyboard.press("Enter")
    await expect(analyze.locator("#moments")).to_contain_text("too <i>loud")
    assert await violations(analyze) == []


async def test_the_notes_are_played_slower_and_followed(analyze: Page) -> None:
    """Half the speed takes twice the time; the roll follows, and says the words."""
    await analyze.get_by_label("Say each word").check()
    await analyze.get_by_role("button", name="Slower").press("Enter")
    await analyze.get_by_role("button", name="Slower").press("Enter")
    await expect(analyze.locator("#spoken")).to_have_text("speed 0.5")
    await analyze.get_by_label("Place").fill("1900")
    await analyze.get_by_role("grid").focus()
    await analyze.keyboard.press("Space")
    await expect(analyze.get_by_role("button", name="Play", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    await expect(analyze.locator("#spoken")).to_have_text("tab next")
    await analyze.keyboard.press("Space")
    await analyze.keyboard.press("w")
    await expect(analyze.locator("#spoken")).to_contain_text("take 1, 0:01.")
    await expect(analyze.locator("#spoken")).to_contain_text(
        "last word tab next, speed 0.5, stands"
    )


def silence(seconds: int) -> bytes:
    """Write some seconds of silence."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(16_000 * seconds))
    return file.getvalue()


SAID = (
    b"1\n00:00:01,000 --> 00:00:02,000\nThe <b>first</b> one.\n\n"
    b"2\n00:00:03,000 --> 00:00:04,000\nMore slowly.\n"
)


async def test_a_recording_of_the_server_on_one_clock(analyze: Page) -> None:
    """Sound, notes that begin later and what is said go together; a line is corrected."""
    whole = ""
    for kind, content, track in (
        ("audio", silence(12), {}),
        ("midi", piece(), {"offset_ms": 1000}),
        ("transcript", SAID, {}),
    ):
        told = {"kind": kind, "name": kind, "bytes": b64encode(content).decode()}
        whole = await analyze.evaluate(SENT, told | {"place": whole, "track": track})
    await analyze.goto(f"{analyze.url.partition('?')[0]}?video={whole}&t=3.5")
    await expect(analyze.get_by_role("heading", level=1)).to_have_text("Trial 3")
    await expect(analyze.locator("#clock")).to_have_text("take 1, 0:02 of 0:02")
    await analyze.get_by_role("grid").focus()
    await analyze.keyboard.press("ArrowRight")
    assert await spoken(analyze) == "Zero of take 1, slowly, 0:00.00"
    await analyze.keyboard.press("Enter")
    apart = """() => Math.abs(document.querySelector('audio').currentTime * 1000
      - Number(document.querySelector('#place').value))"""
    await analyze.wait_for_function("() => !document.querySelector('audio').seeking")
    assert await analyze.evaluate(apart) < 50
    await analyze.keyboard.press("Space")
    await analyze.wait_for_function("() => document.querySelector('audio').currentTime > 1.9")
    assert await analyze.evaluate(apart) < 50
    await analyze.keyboard.press("Space")

    await analyze.locator("#transcript-panel > summary").press("Enter")
    await expect(analyze.locator("#transcript [aria-current]")).to_contain_text("The first one.")
    await analyze.get_by_label("Correct “More slowly.”").press("Enter")
    await analyze.get_by_label("What was said").nth(1).fill("Much more slowly.")
    await analyze.get_by_role("button", name="Keep").press("Enter")
    await expect(analyze.locator("#said")).to_have_text("The correction is kept.")
    await expect(analyze.locator("#transcript")).to_contain_text("first written down: More slowly.")

    await analyze.locator("#found-panel > summary").press("Enter")
    await analyze.get_by_role("button", name="Look through it").press("Enter")
    await expect(analyze.locator("#found caption")).to_have_text("How it was played")
    await expect(analyze.locator("#found")).to_contain_text("Take 2 beside take 1: ")
    await analyze.locator("#found .phrase button").first.press("Enter")

    await analyze.get_by_text("Notes on a moment").press("Enter")
    for text in ("too <i>loud", "lovely"):
        await analyze.get_by_label("What you think of it").fill(text)
        await analyze.keyboard.press("Enter")
        await expect(analyze.locator("#moments")).to_contain_text(text)
    await analyze.get_by_label("Change “lovely”").press("Enter")
    await analyze.get_by_role("button", name="Delete").press("Enter")
    await expect(analyze.get_by_role("dialog")).to_contain_text("Delete the note “lovely” at 0:0")
    await analyze.get_by_role("button", name="Delete it").press("Enter")
    await expect(analyze.locator("#said")).to_have_text("The note is deleted.")
    await analyze.reload()
    await expect(analyze.locator("#moments li")).to_have_count(1)
    await analyze.get_by_text("Notes on a moment").press("Enter")
    await expect(analyze.locator("#moments")).to_contain_text("too <i>loud")
    assert await violations(analyze) == []

    told = await analyze.evaluate("() => fetch('/v1/recordings').then((it) => it.json())")
    [midi] = [one["id"] for one in told["recordings"] if one["kind"] == "midi"]
    await analyze.goto(f"{analyze.url.partition('?')[0]}?recording={midi}&t=1.5")
    await expect(analyze.get_by_role("heading", level=1)).to_have_text("midi")
    await expect(analyze.locator("#clock")).to_have_text("take 1, 0:01 of 0:02")
