"""What leads to a second of a recording, in a real Chromium: inquiries, words and notes."""

import re
from base64 import b64encode

from playwright.async_api import Page, expect

from tests.e2e.test_analyze_page import SENT, analyze, database, piece, speaking
from tests.e2e.test_people_page import violations
from tests.e2e.test_reviewing import sender

__all__ = ["analyze", "database", "speaking"]  # fixtures, which pytest finds by name

ASKED = """async () => {
  const session = await (await fetch('/v1/session')).json();
  const headers = {'X-Rubato-CSRF': session.csrf, 'Content-Type': 'application/json'};
  for (const question of ['Who was Bach?', 'Why two voices?', 'What is a mordent?'])
    await fetch('/v1/inquiries', {method: 'POST', headers, body: JSON.stringify({question})});
}"""


NOTED = """async (held) => {
  const session = await (await fetch('/v1/session')).json();
  const headers = {'X-Rubato-CSRF': session.csrf, 'Content-Type': 'application/json'};
  const place = `/v1/recordings/performances/${held}`;
  const body = JSON.stringify({at_ms: 1200, text: 'The <b>thumb</b> is late'});
  await fetch(`${place}/remarks`, {method: 'POST', headers, body});
  await fetch(`${place}/analysis`, {method: 'POST', headers});
}"""


async def test_ways_to_a_second(analyze: Page) -> None:
    """By keys alone, as are examples of words and notes; deleting says first what would go."""
    page = analyze
    await page.evaluate(ASKED)
    told = {"kind": "midi", "name": "Hands", "bytes": b64encode(piece()).decode()}
    held = await page.evaluate(SENT, told | {"place": "", "track": {}})
    await page.goto(page.url.partition("?")[0] + f"?video={held}&t=2.5")
    await expect(page.get_by_role("grid", name="Piano roll")).to_be_focused()
    await page.get_by_text("Latest inquiries").press("Enter")
    articles = page.get_by_role("article")
    await expect(articles).to_have_count(3)
    bach = page.get_by_role("article", name="Who was Bach?")
    await bach.get_by_role("checkbox", name="Answer it in the next recording").press("Space")
    await expect(page.locator("#said")).to_contain_text("read out when you record")
    await bach.get_by_role("button", name="Answered here").press("Enter")
    link = bach.get_by_role("link", name="Trial 3, at 0:02")
    await expect(link).to_have_attribute("href", f"/analyze.html?video={held}&t=2.5")
    await expect(bach.get_by_role("checkbox", name="Answer it in")).not_to_be_checked()
    assert await violations(page) == []

    await bach.get_by_role("button", name="Delete").press("Enter")
    goes = page.get_by_role("dialog")
    await expect(goes).to_contain_text("with its answer and its link to a recording")
    await page.keyboard.press("Escape")
    await expect(bach.get_by_role("button", name="Delete")).to_be_focused()
    await bach.get_by_role("button", name="Not there").press("Enter")
    await expect(link).to_have_count(0)
    await expect(articles).to_have_count(3)

    await page.evaluate(NOTED, held)
    await page.goto(page.url.partition("/web")[0] + "/web/recordings.html")
    await page.get_by_label("Words of its name").fill("thumb")
    note = page.get_by_role("link", name="at 0:01: The <b>thumb</b> is late")
    await expect(note).to_have_attribute("href", f"/analyze.html?video={held}&t=1.2")
    assert await violations(page) == []
    await page.goto(page.url.partition("/web")[0] + "/web/languages.html?q=0+7+0&language=base")
    await page.get_by_text("As played: click", exact=True).press("Enter")
    await expect(page.get_by_role("link", name="Trial 3, at 0:04")).to_have_attribute(
        "href", re.compile(rf"/analyze.html\?video={held}&t=4")
    )
    assert await violations(page) == []


async def test_answered_here_by_commands(analyze: Page) -> None:
    """A question is marked, answered at the cursor, and both are taken back, by commands alone."""
    page = analyze
    await page.evaluate(ASKED)
    told = {"kind": "midi", "name": "Hands", "bytes": b64encode(piece()).decode()}
    held = await page.evaluate(SENT, told | {"place": "", "track": {}})
    await page.goto(page.url.partition("?")[0] + f"?video={held}&t=2.5")
    await expect(page.get_by_role("grid", name="Piano roll")).to_be_focused()
    send = sender(page)
    assert (await send("review.answered"))["why"] == "no_control"
    while (await send("review.list"))["said"] != "Questions: 3":
        pass
    assert (await send("review.answered"))["why"] == "no_entry"
    while (await send("review.next"))["said"] != "Who was Bach?":
        pass
    bach = page.get_by_role("article", name="Who was Bach?")
    mark = bach.get_by_role("checkbox", name="Answer it in the next recording")
    marked = await send("review.mark")
    assert "read out when you record" in marked["said"]
    await expect(mark).to_be_checked()

    answered = await send("review.answered")
    assert answered["said"].startswith("Answered at 0:02")
    link = bach.get_by_role("link", name="Trial 3, at 0:02")
    await expect(link).to_have_attribute("href", f"/analyze.html?video={held}&t=2.5")
    await expect(mark).not_to_be_checked()
    assert await violations(page) == []
    assert (await send(undo=answered["undo"]))["ok"]
    await expect(link).to_have_count(0)
    await expect(mark).to_be_checked()
    assert (await send(undo=marked["undo"]))["ok"]
    await expect(mark).not_to_be_checked()

    await page.goto(page.url.partition("/web")[0] + "/web/recent.html")
    await expect(page.get_by_role("article")).to_have_count(3)
    send = sender(page)
    await send("review.next")
    assert (await send("review.answered"))["why"] == "no_control"
