"""Reading and finding where text is in frames of other sites, or in PDFs, which nobody reads."""

import pytest

from tests.e2e.harness_pages import FOLDER
from tests.e2e.harness_performer import Words
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_wait import until

ARTICLE = (FOLDER / "article.html").read_text(encoding="utf-8")
LONG = "A sentence of the page about it. " * 30

FRAME = """([url, text, style]) => new Promise((done) => {
  document.body.innerHTML = `<h1>About</h1><p>${text}</p><div></div>`;
  const frame = document.createElement('iframe');
  Object.assign(frame, {src: url, style, onload: done});
  document.querySelector('div').append(frame);
})"""
WIDE = "width: 900px; height: 450px"
WHOLE = "position: fixed; inset: 0; width: 100%; height: 100%"
FLAT = "width: 900px; height: 120px"

PAINTED = """() => [...(CSS.highlights.get('rubato-read') ?? [])].map(String)"""

PDF = """([here, there]) => new Promise((done) => {
  const first = document.querySelector('p, h1');
  first.insertAdjacentHTML('afterend', `<iframe src="${there}/sheet.pdf"></iframe>
    <embed src="${here}/sheet.pdf"><iframe src="${here}/sheet.pdf" hidden></iframe>`);
  document.querySelector('iframe').onload = done;
})"""


@pytest.fixture
def words(voice: None, stage: Stage, pages: str) -> Words:
    """Open a page to put frames in, beside a voice."""
    stage.page.goto(f"{pages}/one.html")
    return Words(stage)


@pytest.fixture
def there(pages: str) -> str:
    """Give the address of another site that has the same pages."""
    return pages.replace("127.0.0.1", "localhost")


def read(words: Words, command: str, said: str) -> str:
    """Read, wait for what is said of it, and give the first sentence."""
    words.perform(command)
    words.stage.panel.wait_last(command)
    words.stage.panel.wait_said(said)
    spoken: str = words.stage.look()["spoken"][-1]
    return spoken


def test_an_article_in_a_frame_that_fills_the_view(words: Words, there: str) -> None:
    """It is read from the view on, painted there, and cleared when the page itself is read."""
    page = words.stage.page
    page.evaluate(FRAME, [f"{there}/article.html", LONG, WHOLE])
    assert read(words, "read.start", "^Reading 8 sentences").startswith("The left hand")
    until(lambda: page.frames[1].evaluate(PAINTED), "it is painted")
    page.evaluate("document.querySelector('iframe').style = 'display: none'")
    assert read(words, "read.start", "^Reading 31 sentences") == "About"
    until(lambda: not page.frames[1].evaluate(PAINTED), "it is painted no more")


def test_the_main_text_is_where_there_is_more_of_it(words: Words, there: str) -> None:
    """That of a frame where the page has little, else the page's own."""
    page = words.stage.page
    page.evaluate(FRAME, [f"{there}/article.html", "Little.", WIDE])
    assert read(words, "read.main", "^Reading On stolen time, 8").startswith("The left hand")
    page.evaluate(FRAME, [f"{there}/article.html", LONG, WIDE])
    assert read(words, "read.main", "^Reading Page one, 31") == "About"


def test_the_focus_says_which_frame_is_read(words: Words, there: str) -> None:
    """A small frame is read where the focus, or a selection, is in it."""
    page = words.stage.page
    page.evaluate(FRAME, [f"{there}/small.html", LONG, FLAT])
    assert read(words, "read.start", "^Reading 31 sentences") == "About"
    page.frames[1].evaluate("document.querySelector('#name').focus({preventScroll: true})")
    assert read(words, "read.start", "^Reading 5 sentences") == "A small page"
    page.frames[1].evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    assert read(words, "read.start", "^Reading the selection, 1") == "A small page"


def test_pdfs_in_a_page_are_said_to_be_left_out(words: Words, pages: str, there: str) -> None:
    """Whoever finds or reads there hears of those that are seen; without other text, why."""
    stage = words.stage
    stage.page.evaluate(PDF, [pages, there])
    words.perform("find.text", "page")
    stage.panel.wait_said(r"^.*hits? for “page”.* PDFs in there that were not searched.*: 2\.")
    words.perform("find.text", "tempo")
    stage.panel.wait_said("“tempo” is not in this page. PDFs in there that .*: 2")
    words.perform("find.everywhere", "tempo")
    stage.panel.wait_said("“tempo” is in no open tab.* PDFs in there that .*: 2")
    read(words, "read.start", "^Reading .* sentences. PDFs on this page that are not read.*: 2")
    stage.page.evaluate(
        "document.querySelectorAll('h1, p, a, h2, ul').forEach((one) => one.remove())"
    )
    words.perform("read.main")
    stage.panel.wait_said("^The text here is a PDF")
