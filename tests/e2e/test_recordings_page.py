"""The page of recordings in a real Chromium: made with files, found, rated, shared, deleted."""

from playwright.async_api import FilePayload, async_playwright, expect

from tests.e2e.test_conversation import signed_in
from tests.e2e.test_people_page import violations
from tests.e2e.test_reviewing import sender
from tests.server.api.recorded import MARKED, SUBTITLES
from tests.server.conftest import Made, database, made, speaking
from tests.server.served import served

__all__ = ["database", "made", "speaking"]  # fixtures, which pytest finds by name

FILES = [
    FilePayload(name="hands.mid", mimeType="audio/midi", buffer=MARKED),
    FilePayload(name="said.vtt", mimeType="text/vtt", buffer=SUBTITLES),
    FilePayload(name="broken.mid", mimeType="audio/midi", buffer=b"no MIDI at all"),
]


async def test_from_files_to_a_recording_and_back(chromium_path: str, made: Made) -> None:
    """Its files are sent, one of them refused with the reason; it is found by what is said."""
    errors: list[str] = []
    async with served(made.app) as host, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        page = await browser.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        await signed_in(page, host, made.password)
        await page.goto(f"http://{host}/server/upload.html")
        await page.get_by_label("Name", exact=True).fill("Trial <b>")
        await page.get_by_label("Files: MIDI").set_input_files(FILES)
        await page.get_by_role("button", name="Make it").press("Enter")
        status = page.get_by_role("status")
        await expect(status).to_have_text("2 of 3 files of Trial <b> came; the list says why not.")
        sending = page.get_by_role("list", name="Files that are sent")
        await expect(sending.get_by_role("listitem").first).to_contain_text("MIDI")
        await expect(sending).to_contain_text("came")
        await expect(page.get_by_text("2 files · 2 takes")).to_be_visible()
        assert await violations(page) == []

        await page.get_by_label("Words of its name").fill("cadenza")
        link = page.get_by_role("link", name="Trial <b>")
        await expect(link).to_be_visible()
        await page.get_by_label("Rating of Trial <b>").select_option("9")
        await expect(status).to_have_text("Trial <b> is rated 9.")
        send = sender(page)
        assert (await send("review.order", 2))["said"] == "First: the best, as a whole or a take."
        assert (await send("review.next"))["said"] == "Trial <b>"
        assert (await send("review.order", 3))["why"] == "no_value"
        await page.get_by_text("Change Trial <b>").press("Enter")
        await page.get_by_label("everybody on this server").check()
        await expect(status).to_have_text("Everybody on this server may see Trial <b>.")
        await page.get_by_label("Words of its name").fill("nobody said this")
        await expect(page.get_by_text("There is none that fits.")).to_be_visible()
        await page.get_by_label("Words of its name").fill("")
        await page.get_by_text("Change Trial <b>").press("Enter")
        await page.get_by_role("button", name="Delete Trial <b>").press("Enter")
        await page.get_by_role("button", name="Delete it").press("Enter")
        await expect(status).to_have_text("Trial <b> is deleted.")
        await browser.close()
    assert errors == []
