"""The parts of the piano roll's page by commands in Chromium: panels, takes, notes, lines."""

from base64 import b64encode

from playwright.async_api import Page, expect

from tests.e2e.test_analyze_page import SENT, analyze, database, piece, silence, speaking
from tests.e2e.test_people_page import violations
from tests.e2e.test_reviewing import sender
from tests.e2e.test_roll_commands import opened

__all__ = ["analyze", "database", "speaking"]  # fixtures, which pytest finds by name


async def test_a_recording_is_gone_through_by_commands(analyze: Page) -> None:
    """Its cursor and takes are gone to, its parts shown, its panels and switches used."""
    page = analyze
    send = await opened(page)
    place = page.get_by_label("Place")
    assert (await send("roll.row", -2))["ok"]
    assert (await send("roll.cursor", 2))["ok"]
    here = await send("roll.here")
    assert here["said"].startswith("At 0:0")
    stands = await place.input_value()
    assert stands != "1000"
    assert (await send(undo=here["undo"]))["ok"]
    await expect(place).to_have_value("1000")
    assert (await send("roll.start", 2))["said"].startswith("Take 2 begins at 0:0")
    assert (await send("roll.start", 9))["args"] == ["There is no take 9"]
    assert (await send("roll.start", 1))["said"] == "Take 1 begins at 0:00.50"
    assert (await send("media.second", 1))["ok"]
    assert (await send("roll.start", 0))["said"] == "Take 1 begins at 0:00.50"
    assert "speed 1, stands" in (await send("roll.where"))["said"]

    assert (await send("roll.zoom", 1))["ok"]
    before = (await send("roll.pan", -9))["said"]
    assert before.startswith("Shown from 0:00.00")
    assert (await send("roll.pan", 1))["said"] != before
    keys = (await send("roll.height", 24))["said"]
    assert keys.startswith("Shown from ")
    assert (await send("roll.pitch", 3))["said"] != keys
    assert (await send("roll.height", -1))["why"] == "no_value"
    assert (await send("roll.height", 0))["ok"]

    assert (await send("roll.panel", 2))["said"] == "Words: open"
    await expect(page.locator("#words-panel summary")).to_be_focused()
    first = await send("review.next")
    assert first["entry"] == [1, 2]
    assert first["said"].endswith("tab next")
    assert "tab next" in (await send("review.read"))["said"]
    assert (await send("review.open"))["ok"]
    await expect(page.locator("#last-word")).to_have_text("tab next")
    assert (await send("roll.panel", 5))["said"] == "Tracks: open"
    assert "Left hand" in (await send("review.next"))["said"]
    assert (await send("review.open"))["said"].endswith(": off")
    assert (await send("review.open"))["said"].endswith(": on")
    assert (await send("roll.panel", -5))["said"] == "Tracks: folded"
    told = await send("roll.panel", 0)
    assert told["said"].startswith("All are folded: 1 Takes, 2 Words")
    assert (await send("roll.panel", 4))["args"] == ["There is nothing in it: Transcript"]
    assert (await send("roll.panel", 40))["why"] == "no_value"

    off = await send("roll.switch", 1)
    assert off["said"] == "Follow while it plays: off"
    assert (await send(undo=off["undo"]))["ok"]
    assert (await send("roll.switch", 0))["said"].startswith("1 Follow while it plays: on")
    assert (await send("roll.switch", 5))["said"] == "Colours tell: the instrument"
    assert await violations(page) == []


async def test_a_moment_is_noted_and_a_take_moved_by_commands(analyze: Page) -> None:
    """Both are kept by the server, and taken back; takes are rated and put in order."""
    page = analyze
    send = await opened(page)
    noted = await send("roll.note", "too loud")
    assert noted["said"] == "Noted: too loud"
    await expect(page.locator("#moments li")).to_have_count(1)
    assert (await send(undo=noted["undo"]))["said"] == "The note is deleted."
    await expect(page.locator("#moments li")).to_have_count(0)

    assert (await send("roll.panel", 1))["said"] == "Takes: open"
    first = await send("review.next")
    assert first["said"].startswith("Take 1, slowly, from 0:00.50 to ")
    assert (await send("review.next"))["said"].startswith("Take 2")
    assert (await send("review.rate", 8))["said"] == "Take 2, TRIAL#2: 8 of 10."
    await expect(page.locator("#takes li").first).to_contain_text("slowly")
    assert (await send("review.order", 2))["said"] == "Takes, the best first"
    await expect(page.locator("#takes li").first).to_contain_text("Take 2")
    assert (await send("review.order", 3))["why"] == "no_value"
    assert (await send("review.order", 1))["ok"]
    assert (await send("roll.edge", 4))["why"] == "no_value"
    moved = await send("roll.edge", 3)
    assert moved["said"].startswith("Take 2 begins now at 0:0")
    assert (await send(undo=moved["undo"]))["said"] == "Take 2 is where it was."
    assert await violations(page) == []


async def test_what_was_said_is_gone_through_and_the_medium_sets_the_speed(analyze: Page) -> None:
    """A line is read, gone to, corrected and taken back; the element's own speed is the page's."""
    page = analyze
    whole = ""
    lines = "".join(
        f"\n00:00:{at:02}.000 --> 00:00:{at:02}.900\nLine {at}.\n" for at in range(1, 59)
    )
    more = "".join(
        f"\n00:01:{at:02}.000 --> 00:01:{at:02}.900\nLine {60 + at}.\n" for at in range(59)
    )
    said = f"WEBVTT\n{lines}{more}".encode()
    for kind, content in (("audio", silence(12)), ("midi", piece()), ("transcript", said)):
        told = {"kind": kind, "name": kind, "bytes": b64encode(content).decode()}
        whole = await page.evaluate(SENT, told | {"place": whole, "track": {}})
    await page.goto(f"{page.url.partition('?')[0]}?video={whole}")
    await expect(page.get_by_role("grid", name="Piano roll")).to_be_focused()
    send = sender(page)
    assert (await send("roll.panel", 4))["said"] == "Transcript: open"
    first = await send("review.next")
    assert (first["said"], first["entry"]) == ("0:01.00: Line 1.", [1, 117])
    assert (await send("review.next"))["entry"] == [2, 117]
    assert (await send("review.open"))["ok"]
    await expect(page.get_by_label("Place")).to_have_value("2000")
    assert (await send("review.edit"))["said"] == "What was said"
    await page.keyboard.press("Control+a")
    await page.keyboard.type("Second line.")
    kept = await send("review.save")
    assert kept["said"] == "The correction is kept."
    read = "0:02.00: Second line. Corrected; first written down: Line 2."
    assert (await send("review.read"))["said"] == read
    assert (await send(undo=kept["undo"]))["said"] == "It is as it was first written down."
    for _ in range(60):
        last = await send("review.next")
    assert (last["said"], last["entry"]) == ("1:03.00: Line 63.", [62, 117])
    await expect(page.locator("#transcript > li")).to_have_count(60)
    assert await violations(page) == []

    await page.evaluate("() => { document.querySelector('audio').playbackRate = 0.6; }")
    await expect(page.locator("#clock")).to_contain_text("speed 0.6")
    assert (await send("media.faster"))["said"] == "Speed 0.75"
    rate = await page.evaluate("() => document.querySelector('audio').playbackRate")
    assert rate == 0.75
    assert (await send("media.speed", 100))["said"] == "Speed 1"
    await expect(page.locator("#clock")).not_to_contain_text("speed")
