"""A page with more links than are told at once: whoever asks for them hears that there are more."""

from playwright.sync_api import Page

from tests.e2e.harness_performer import Ask

LINKS = 7000

MANY = """(count) => {
  const links = Array.from({length: count}, (_, n) => `<p><a href="#${n}">Song ${n}</a></p>`);
  document.body.innerHTML = links.join('');
}"""
MORE = "These are 6000 of about 7000: what is around the view and at both ends of the page"


def test_what_is_left_out_is_said(page: Page, ask: Ask) -> None:
    """A list, and a name that is not among them; the same name is found once it is in view."""
    page.bring_to_front()
    page.evaluate(MANY, LINKS)
    said = ask("links")
    assert said.startswith("6000 links. 1: Song 0.")
    assert MORE in said
    said = ask("click on song 6200")
    said = ask("click on song 6200")
    assert not page.url.endswith("#6200")
    assert MORE in said
    page.evaluate("document.querySelector('a[href=\"#6200\"]').scrollIntoView()")
    ask("click on song 6200")
    assert page.url.endswith("#6200")
