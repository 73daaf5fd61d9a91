"""Finding text in pages: through shadow roots and frames, hit by hit, and in every tab."""

import re

import pytest

from tests.e2e.harness_pages import serving
from tests.e2e.harness_performer import Words
from tests.e2e.harness_stage import Stage

HITS = [
    "Tempo rubato is freedom.",
    "Second: ru\N{SOFT HYPHEN}bato again.",
    "Shadowy rubato.",
    "slotted rubato",
    "Rubato in a pane.",
    "Framed rubato.",
]
"""Lines of the page that hold what is sought, in the order of the page."""

STANDS = """() => {
  const pane = document.querySelector('#pane');
  const inner = document.querySelector('#inner').contentWindow;
  return [Math.round(scrollY), pane.scrollTop, inner.scrollY];
}"""
PICKED = "() => getSelection().toString().replace(/\\s+/g, ' ')"
NODES = "() => document.querySelectorAll('*').length + document.documentElement.outerHTML.length"


@pytest.fixture
def words(stage: Stage, pages: str) -> Words:
    """Go to the page that holds the text in all sorts of places."""
    stage.page.goto(f"{pages}/find.html")
    return Words(stage)


def perform(words: Words, command: str, value: str | None, said: str) -> None:
    """Type a command and wait for what is said of it."""
    words.perform(command, value)
    words.stage.panel.wait_last(command)
    words.stage.until(said, lambda seen: re.search(said, seen["said"]))


def test_all_hits_in_their_order(words: Words) -> None:
    """Text across elements, in shadow roots, slots, panes and frames; never what is hidden."""
    perform(words, "find.text", "RUBATO", r"^6 hits for .RUBATO.\. Number 1, at 2 percent: Tempo")

    titles = words.stage.look()["offer"]
    assert [hit in title for hit, title in zip(HITS, titles, strict=True)] == [True] * len(HITS)


def test_each_hit_is_brought_into_view(words: Words) -> None:
    """Next goes on to panes and frames, scrolls what has to, and changes no node."""
    page = words.stage.page
    nodes = page.evaluate(NODES)
    perform(words, "find.text", "rubato", "^6 hits")
    perform(words, "item.next", None, "^2 of 6: Second")
    assert page.evaluate(
        "() => Math.abs(document.querySelector('#second').getBoundingClientRect().y - 250) < 200"
    )
    for number in (3, 4, 5):
        perform(words, "item.next", None, f"^{number} of 6: ")
    down, pane, _ = page.evaluate(STANDS)
    assert down > 1500
    assert pane > 500
    perform(words, "item.next", None, "^6 of 6: Framed")
    lower, _, inner = page.evaluate(STANDS)

    assert lower > down
    assert inner > 500
    assert page.evaluate(NODES) == nodes


def test_undo_goes_back_step_by_step(words: Words) -> None:
    """Undo of a step goes to the hit before, undo of the search to where it began."""
    page = words.stage.page
    perform(words, "find.text", "rubato", "^6 hits")
    perform(words, "item.previous", None, "^6 of 6")
    assert page.evaluate(STANDS)[0] > 0
    perform(words, "undo", None, "^Undone")

    assert page.evaluate(STANDS) == [0, 0, 0]


def test_open_selects_the_hit(words: Words) -> None:
    """The text is selected as it stands in the page, whatever was typed for it."""
    perform(words, "find.text", "cafe is a coffee house", "^One hit")
    perform(words, "open", None, "^Selected .caf\u00e9 is a coffee house")

    assert words.stage.page.evaluate(PICKED) == "caf\u00e9 is a coffee house"


def test_first_hit_is_the_one_ahead(words: Words) -> None:
    """The search begins where the view is, and goes round."""
    words.stage.page.evaluate("scrollTo(0, 1500)")
    perform(words, "find.text", "rubato", "^6 hits.*Number 2, .* Second")
    perform(words, "item.previous", None, "^1 of 6")
    perform(words, "item.previous", None, "^6 of 6")


def test_frame_of_another_site(stage: Stage, pages: str) -> None:
    """Its hits follow those of the page, and are brought into view like them."""
    words = Words(stage)
    with serving() as other:
        stage.page.goto(f"{pages}/one.html")
        stage.page.evaluate(
            """async (url) => {
              document.body.style.paddingTop = '3000px';
              const frame = document.createElement('iframe');
              Object.assign(frame, {src: url, height: 300});
              document.body.append(frame);
              await new Promise((loaded) => { frame.onload = loaded; });
            }""",
            other.replace("127.0.0.1", "localhost") + "/find.html",
        )
        perform(words, "find.text", "second", "^One hit for .second.")
        assert stage.page.evaluate("() => scrollY") > 1000
        perform(words, "undo", None, "^Undone")

        assert stage.page.evaluate("() => scrollY") == 0


def test_history_and_again(words: Words, pages: str) -> None:
    """What was sought is offered again, and sought again on another page."""
    perform(words, "find.text", "rubato", "^6 hits")
    perform(words, "find.text", "freedom", "^One hit")
    perform(words, "find.history", None, "^2 searches; the last was .freedom")
    assert words.stage.look()["offer"] == [
        "freedom",
        "rubato",
        "The last 2 searches together, in tabs and history",
    ]
    words.stage.page.goto(f"{pages}/one.html")
    perform(words, "find.again", None, "^.freedom. is not in this page")


def test_every_tab(words: Words) -> None:
    """Tabs are offered with their counts, and choosing one finds there."""
    words.stage.panel.page.evaluate(
        "() => chrome.tabs.create({url: 'chrome://version', active: false})"
    )
    perform(words, "find.tabs", "rubato", "^.rubato. is in 1 tabs; choose one. Only 3 of 4")
    seen = words.stage.look()
    assert seen["offer"] == ["To find in"]
    words.perform("tab.first")
    words.stage.panel.wait_last("tab.first")
    perform(words, "find.tabs", "rubato", "^.rubato. is in 1 tabs")
    words.perform("item.choose", 1)
    words.stage.panel.wait_said("^6 hits")

    assert words.stage.look()["front"] == "To find in"


def test_page_that_lets_nobody_in(stage: Stage) -> None:
    """There the reason is said."""
    stage.page.goto("chrome://version")
    words = Words(stage)
    for command, value in (("find.text", "rubato"), ("find.again", None)):
        perform(words, command, value, "belongs to the browser|Nothing was sought")


def test_hit_of_an_older_search(words: Words, pages: str) -> None:
    """A list that is offered again never leads to a hit of another search, or of another page."""
    perform(words, "find.text", "rubato", "^6 hits")
    perform(words, "item.next", None, "^2 of 6")
    words.stage.page.goto(f"{pages}/article.html")
    perform(words, "item.next", None, "changed there; find it again")


def test_huge_page(words: Words) -> None:
    """A text of a hundred million letters is cut off with a word about it, and nothing hangs."""
    words.stage.page.evaluate(
        """() => {
          const line = 'no such letters \\u00e9 '.repeat(1000);
          const blocks = Array.from({length: 5_500}, () => {
            const block = document.createElement('pre');
            block.style.cssText = 'content-visibility: auto; contain-intrinsic-size: 100px';
            block.textContent = line;
            return block;
          });
          document.body.replaceChildren(...blocks);
        }"""
    )
    perform(words, "find.text", "rubato", "too large to search|not in this page")


FIELDS = """() => {
  document.querySelector('h1').insertAdjacentHTML('afterend', `
    <p>Before <input id="name" aria-label="Name" value="my rubato"> and after</p>
    <textarea aria-label="Notes">More\nrubato</textarea><input type="submit" value="Rubato!">
    <select aria-label="Style"><option>Strict<option selected>Rubato</select>
    <input type="password" value="rubato"><input autocomplete="cc-number" value="rubato 4111">
    <input hidden value="rubato"><div style="height:2000px"></div>`);
}"""


def test_what_is_written_in_fields(words: Words) -> None:
    """Values of fields, buttons and lists are found in their places, and never a secret's."""
    page = words.stage.page
    page.evaluate(FIELDS)
    perform(words, "find.text", "rubato", "^10 hits for .rubato")
    assert words.stage.look()["offer"][:5] == [
        *("my rubato", "More rubato", "Rubato!", "Rubato"),
        "Tempo rubato is freedom. A café is a coffee house.",
    ]
    assert "in the field Name" in words.stage.panel.page.inner_text("#offer-list li >> nth=0")
    page.evaluate("scrollTo(0, 4000)")
    perform(words, "item.choose", "1", "^Selected .rubato")

    assert page.evaluate("() => scrollY") < 100
    assert page.evaluate(
        """() => {
          const {id, value, selectionStart, selectionEnd} = document.activeElement;
          return [id, value.slice(selectionStart, selectionEnd)];
        }"""
    ) == ["name", "rubato"]


def test_tabs_with_frames_of_other_sites(words: Words, pages: str) -> None:
    """A tab whose text is in a frame of another site is offered, too."""
    with serving() as other:
        page = words.stage.page
        page.goto(f"{pages}/one.html")
        page.evaluate(
            """async (url) => {
              const frame = Object.assign(document.createElement('iframe'), {src: url});
              document.body.append(frame);
              await new Promise((loaded) => { frame.onload = loaded; });
            }""",
            other.replace("127.0.0.1", "localhost") + "/find.html",
        )
        perform(words, "tab.first", None, "^Tab 1")
        perform(words, "find.tabs", "rubato", "^.rubato. is in 1 tabs")

        assert "6 hits, on 127.0.0.1" in words.stage.panel.page.inner_text("#offer-list")


def test_together(words: Words) -> None:
    """The last searches are sought together in tabs and history; what has most comes first."""
    perform(words, "find.text", "rubato", "^6 hits")
    perform(words, "find.text", "page", "^.page. is not in this page")
    perform(words, "find.history", None, "^2 searches")
    perform(words, "item.choose", "3", "^.page, rubato.: in .* open tabs, and .* more pages")
    seen = words.stage.look()

    assert {"To find in", "Page one", "Page two", "Page three"} == {*seen["offer"]}


@pytest.mark.parametrize("framed", [False, True])
def test_a_pdf_with_text(stage: Stage, pages: str, *, framed: bool) -> None:
    """The browser's viewer keeps a PDF's text to itself, which is said where it is the page."""
    words = Words(stage)
    if framed:
        stage.page.goto(f"{pages}/one.html")
        stage.page.evaluate(
            """async () => {
              const frame = Object.assign(document.createElement('iframe'), {src: 'tempo.pdf'});
              document.body.append(frame);
              await new Promise((loaded) => { frame.onload = loaded; });
            }"""
        )
        perform(words, "find.text", "rubato", "^.rubato. is not in this page")
    else:
        stage.page.goto(f"{pages}/tempo.pdf")
        perform(words, "find.text", "rubato", "PDF viewer lets no extension in")
        perform(words, "find.tabs", "rubato", "in none of the 2 tabs that could be searched, of 3")
