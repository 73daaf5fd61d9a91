"""Notes selected on the piano roll become a word, or one more meaning of one, in Chromium."""

from playwright.async_api import Page, expect

from tests.e2e.test_analyze_page import analyze, database, speaking, spoken
from tests.e2e.test_people_page import violations

__all__ = ["analyze", "database", "speaking"]  # fixtures, which pytest finds by name

MADE = """async () => {
  const {csrf} = await (await fetch('/v1/session')).json();
  const post = (path, body) => fetch(path, {
    method: 'POST', headers: {'X-Rubato-CSRF': csrf, 'Content-Type': 'application/json'},
    body: JSON.stringify(body),
  });
  await post('/v1/languages', {name: 'tennis', help: '', about: ''});
  await post('/v1/words', {language: 'tennis', keys: [0, 2, 4], says: ['lob'], meanings: ['high']});
}"""


async def test_selected_notes_become_a_word(analyze: Page) -> None:
    """What the keys run into is told first; the word is found on the roll; it gets a meaning."""
    page = analyze
    await page.evaluate(MADE)
    await page.get_by_role("grid").focus()
    for key in ("ArrowDown", "ArrowDown", "Home", "s"):
        await page.keyboard.press(key)
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "e"):
        await page.keyboard.press(key)
    assert (await spoken(page)).startswith("F 3, 0:01.00")
    await expect(page.locator("#spoken")).to_have_text("4 notes selected")
    await page.keyboard.press("n")
    await expect(page.locator("#selected-known")).to_have_text("These keys are no word yet.")
    await expect(page.locator("#selected-told")).to_contain_text("Keys 0 2 4 5: C3 (0)")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("How it is said")).to_be_focused()
    await expect(page.get_by_label("What its keys run into")).to_contain_text(
        "“lob” (tennis) begins these keys."
    )
    await page.keyboard.type("scale")
    assert await violations(page) == []
    await page.get_by_role("button", name="Keep it", exact=True).press("Enter")
    await expect(page.locator("#said")).to_have_text("“scale” is kept.")
    await page.get_by_role("button", name="Add a meaning to scale of tennis").press("Enter")
    await expect(page.get_by_label("What it means, one a line")).to_be_focused()
    await page.keyboard.type("a run")
    await page.get_by_role("button", name="Keep it", exact=True).press("Enter")
    await expect(page.locator("#said")).to_have_text("“scale” is changed.")
    assert page.url.endswith("?language=tennis")
    await page.locator("#words-panel > summary").press("Enter")
    await expect(page.locator("#words")).to_contain_text("0:00.00scale: a run")
