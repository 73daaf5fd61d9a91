"""Feedback on the page of the piano roll: played and spoken, kept, and saved in Chromium."""

from base64 import b64encode
from pathlib import Path

from playwright.async_api import Page, expect

from tests.e2e.test_analyze_page import SENT, analyze, database, piece, speaking, spoken
from tests.e2e.test_people_page import violations

__all__ = ["analyze", "database", "speaking"]  # fixtures, which pytest finds by name
ROOT = Path(__file__).parents[2]
MIDI_ACCESS = ROOT / "tests" / "extension" / "fakes" / "midi_access.js"

PLAYED = """(notes) => {
  const now = performance.now();
  for (const note of notes) window.fakeMidi.send('Keys', [0x90, note, 100], now - 400);
  for (const note of notes) window.fakeMidi.send('Keys', [0x80, note, 0], now);
}"""


async def opened(page: Page) -> str:
    """Open a recording of the server with a MIDI keyboard; gives its id."""
    await page.context.grant_permissions(["midi", "microphone"])
    shipped = (ROOT / "extension" / "languages" / "base.json").read_text(encoding="utf-8")
    await page.route("**/v1/languages/base", lambda route: route.fulfill(body=shipped))
    await page.add_init_script(MIDI_ACCESS.read_text(encoding="utf-8"))
    told = {"kind": "midi", "name": "hands", "bytes": b64encode(piece()).decode()}
    whole: str = await page.evaluate(SENT, told | {"place": "", "track": {}})
    await page.goto(f"{page.url.partition('?')[0]}?video={whole}&t=1")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Trial 3")
    await page.evaluate("() => window.fakeMidi.plug({id: 'keys', name: 'Keys'})")
    return whole


async def test_feedback_is_played_spoken_kept_and_saved(analyze: Page) -> None:
    """It lies where the recording stood, outlives the page, and is then a track."""
    page = analyze
    whole = await opened(page)
    await page.get_by_role("grid").focus()
    await page.keyboard.press("f")
    await expect(page.locator("#said")).to_have_text("Hearing Keys.")
    await page.evaluate(PLAYED, [60, 64])
    await expect(page.locator("#feedback-units")).to_have_text("0:01.002 notes: C 4, E 4")
    await page.get_by_role("grid").focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    assert (await spoken(page)).startswith("E 4, forte 100, not saved, 0:00.50")
    await page.keyboard.press("Backspace")
    await expect(page.locator("#spoken")).to_have_text("taken back: 2 notes")
    await page.keyboard.press("y")
    await page.get_by_role("button", name="D4, key 14").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#feedback-units li")).to_have_count(2)
    await page.get_by_role("grid").focus()
    await page.keyboard.press("m")
    await expect(page.locator("#spoken")).to_have_text("Listening.")
    await page.keyboard.press("Space")
    await page.wait_for_function("() => Number(document.querySelector('#place').value) > 1600")
    await page.keyboard.press("Space")
    await page.keyboard.press("m")
    await expect(page.locator("#feedback-units")).to_contain_text("spoken, ")
    assert await violations(page) == []

    await page.reload()
    await expect(page.locator("#said")).to_have_text("Feedback that was not saved is here again.")
    await page.locator("#feedback-panel > summary").press("Enter")
    await page.get_by_label("Who gives it").fill("Anna")
    await page.get_by_role("checkbox", name="base", exact=True).check()
    await page.get_by_role("button", name="Save it", exact=True).press("Enter")
    await expect(page.locator("#said")).to_have_text("The feedback is saved.", timeout=15_000)
    await expect(page.locator("#feedback-units li")).to_have_count(0)
    await expect(page.locator("#feedback-saved")).to_contain_text("Anna, feedback by owner, spoken")
    told = await page.evaluate(
        "(id) => fetch(`/v1/recordings/performances/${id}`).then((it) => it.json())", whole
    )
    saved = [(one["role"], one["name"], one["feedback"]) for one in told["tracks"][1:]]
    assert saved[0] == ("midi", "Anna", True)
    assert set(saved[1:]) == {("audio", "Anna", True)}
    assert told["tracks"][1]["languages"] == ["base"]
    assert told["transcript"][0]["feedback"]
    await page.locator("#tracks-panel > summary").press("Enter")
    await expect(page.locator("#tracks")).to_contain_text("Anna, feedback by owner, 3 notes")


async def played(page: Page, note: int, count: int) -> None:
    """Arm the page and play a note of the on-screen keys; `count`: parts there are then."""
    await page.get_by_role("grid").focus()
    await page.keyboard.press("f")
    await expect(page.locator("#piano")).to_be_visible()
    await page.locator("#piano button").nth(note).press("Enter")
    await expect(page.locator("#feedback-units li")).to_have_count(count)


async def test_two_tabs_keep_their_feedback_apart(analyze: Page) -> None:
    """Neither writes over the other's; what a closed one has comes to the next that is opened."""
    page = analyze
    await opened(page)
    await played(page, 3, 1)
    async with page.context.expect_page() as opening:
        await page.evaluate("() => void window.open(location.href)")
    other = await opening.value
    await other.bring_to_front()
    await expect(other.locator("#said")).to_contain_text("Another tab has 1 part by owner")
    await expect(other.locator("#feedback-units li")).to_have_count(0)
    await played(other, 5, 1)
    await page.bring_to_front()
    await expect(page.locator("#said")).to_contain_text("Another tab has 1 part by owner")
    assert await violations(page) == []
    for each in (page, other):
        await each.reload()
        await expect(each.locator("#feedback-units li")).to_have_count(1)
    await other.close()
    await page.reload()
    await expect(page.locator("#feedback-units li")).to_have_count(2)
    await expect(page.locator("#said")).to_have_text("Feedback that was not saved is here again.")
    await expect(page.locator("#feedback-others")).to_have_text("")
    await page.locator("#feedback-panel > summary").press("Enter")
    await page.get_by_role("button", name="Save it", exact=True).press("Enter")
    await expect(page.locator("#said")).to_have_text("The feedback is saved.", timeout=15_000)
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Trial 3")
    await expect(page.locator("#feedback-units li")).to_have_count(0)
