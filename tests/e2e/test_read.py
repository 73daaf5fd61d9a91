"""Reading pages aloud: the right text in its own language, shown as it is read, back and on."""

import re
from typing import Any

import pytest

from tests.e2e.harness_performer import Words, type_text
from tests.e2e.harness_stage import Stage

# The voice of the harness, which can end a sentence and keeps the language and pace of each.
VOICE = """() => {
  const fake = window.fakeSpeech;
  fake.told = [];
  fake.speak = (utterance) => {
    fake.spoken.push(utterance.text);
    fake.told.push([utterance.text, utterance.lang, Math.round(utterance.rate * 100)]);
    fake.speaking = true;
    fake.last = utterance;
    utterance.onstart?.();
  };
  fake.end = () => { fake.speaking = false; fake.last.onend?.(); };
}"""

PAINTED = """async ([tab]) => {
  const [{result}] = await chrome.scripting.executeScript({target: {tabId: tab}, func: () =>
    [...(CSS.highlights.get('rubato-read') ?? [])].map((range) => {
      const box = range.getBoundingClientRect();
      return [range.toString().replace(/\\s+/g, ' '), box.top >= 0 && box.bottom <= innerHeight];
    })});
  return result;
}"""


@pytest.fixture
def words(stage: Stage, pages: str) -> Words:
    """Open an article that is longer than the screen, beside a voice."""
    stage.panel.page.evaluate(VOICE)
    stage.page.goto(f"{pages}/article.html")
    return Words(stage)


pytestmark = pytest.mark.usefixtures("every_voice")


@pytest.fixture
def every_voice(voice: None) -> None:
    """Have the fake voice in the panel before it opens."""


def perform(words: Words, command: str, said: str) -> None:
    """Type a command and wait for what is said of it."""
    words.perform(command)
    words.stage.panel.wait_last(command)
    words.stage.until(said, lambda seen: re.search(said, seen["said"]))


def told(words: Words) -> list[list[Any]]:
    """Give each sentence that was spoken, its language and its pace in percent."""
    spoken: list[list[Any]] = words.stage.panel.page.evaluate("() => window.fakeSpeech.told")
    return spoken


def end_sentence(words: Words) -> None:
    """Let the voice come to the end of its sentence."""
    words.stage.panel.page.evaluate("() => window.fakeSpeech.end()")


def painted(words: Words) -> list[list[Any]]:
    """Give what is highlighted as being read, and whether it is in view."""
    panel = words.stage.panel.page
    tab = panel.evaluate("async () => (await chrome.tabs.query({title: 'On stolen time'}))[0].id")
    shown: list[list[Any]] = panel.evaluate(PAINTED, [tab])
    return shown


def test_main_text_and_nothing_else(words: Words) -> None:
    """The article is read from its beginning to its end, each paragraph in its language."""
    perform(words, "read.main", "^Reading On stolen time, 8 sentences")
    for _ in range(8):
        end_sentence(words)
    words.stage.until("the end is said", lambda seen: seen["said"] == "End of the text")

    spoken = told(words)
    assert [text.split()[0] for text, _, _ in spoken] == [
        *("The", "Rubato", "The", "Die", "Sie", "Others", "What", "So"),
    ]
    assert [lang for _, lang, _ in spoken] == [*["en"] * 3, "de", "de", *["en"] * 3]
    assert painted(words) == []


def test_main_text_at_a_second_look(words: Words) -> None:
    """An article whose class says that it is none is found where nothing else is."""
    words.stage.page.evaluate(
        """() => {
          document.querySelector('.post').className = 'sidebar comment';
          document.querySelector('.sidebar:last-of-type').className = 'menu';
        }"""
    )
    perform(words, "read.main", "^Reading On stolen time, 9 sentences")

    assert told(words)[0][0] == "The left hand"


def test_sentence_is_shown_where_it_stands(words: Words) -> None:
    """It is painted and in view, without a change of the page's nodes."""
    nodes = "() => document.documentElement.outerHTML"
    before = words.stage.page.evaluate(nodes)
    perform(words, "read.main", "^Reading")
    words.stage.page.set_viewport_size({"width": 600, "height": 300})
    for _ in range(5):
        end_sentence(words)

    def is_shown(_: Any) -> bool:
        return [text[:21] for text, seen in painted(words) if seen] == ["Others found that in "]

    words.stage.until("the sixth sentence is shown", is_shown)
    assert painted(words)[0][0].endswith(
        "hurry towards the middle of a phrase, and wait before its last note."
    )
    assert words.stage.page.evaluate(nodes) == before


def test_from_the_view_on(words: Words) -> None:
    """Read begins with the first paragraph that is in view."""
    words.stage.page.set_viewport_size({"width": 600, "height": 300})
    words.stage.page.evaluate("document.querySelector('p[lang]').scrollIntoView()")
    perform(words, "read.start", "^Reading 5 sentences")

    assert told(words)[0][0].startswith("Die linke Hand")


def test_selection_is_read_and_shown(words: Words) -> None:
    """A selection within a paragraph is read by itself."""
    perform(words, "read.main", "^Reading")
    words.stage.page.evaluate(
        """() => {
          const text = document.querySelectorAll('.post p')[2].firstChild;
          getSelection().setBaseAndExtent(text, 7, text, 28);
        }"""
    )
    perform(words, "read.start", "^Reading the selection, 1 sentences")

    assert told(words)[-1][0] == "found that in practice"[:21].strip()
    assert [text.strip() for text, _ in painted(words)] == [told(words)[-1][0]]


def test_stop_and_continue_keep_the_sentence(words: Words) -> None:
    """After a stop the same sentence is read again, and the text goes on from there."""
    perform(words, "read.main", "^Reading")
    end_sentence(words)
    perform(words, "stop", "^Stopped")
    perform(words, "continue", "^Goes on")
    end_sentence(words)

    assert [text.split()[0] for text, _, _ in told(words)] == ["The", "Rubato", "Rubato", "The"]


def test_pace_is_kept(words: Words) -> None:
    """Faster holds at once, and for what is read later."""
    perform(words, "read.main", "^Reading")
    perform(words, "read.faster", "^120 percent of the usual pace")
    perform(words, "read.faster", "^140 percent")
    perform(words, "read.start", "^Reading")

    assert [pace for _, _, pace in told(words)] == [100, 120, 140, 140]


def test_spelling(words: Words) -> None:
    """The word being said is spelled, and next spells the one after."""
    perform(words, "read.main", "^Reading")
    perform(words, "read.spell", "^The: capital T, h, e$")
    perform(words, "item.next", "^left: l, e, f, t$")


def test_frames_and_shadow_roots(words: Words, pages: str) -> None:
    """What stands in a closed shadow root or in a frame is read where it stands."""
    words.stage.page.goto(f"{pages}/find.html")
    perform(words, "read.main", "^Reading To find in")
    for _ in range(20):
        end_sentence(words)

    text = " ".join(sentence for sentence, _, _ in told(words))
    assert "Shadowy rubato. slotted rubato Rubato in a pane. Far up. Framed rubato." in text
    assert "hidden" not in text


def test_page_that_lets_nobody_in(words: Words) -> None:
    """There the reason is said, and nothing is read."""
    words.stage.page.goto("chrome://version")
    for command in ("read.main", "read.start"):
        perform(words, command, "belongs to the browser")
    perform(words, "read.next", "^Nothing is being read")

    assert told(words) == []


def test_page_that_goes_away(words: Words, pages: str) -> None:
    """The text is read on, though its page is no longer there to show it."""
    perform(words, "read.main", "^Reading")
    words.stage.page.goto(f"{pages}/one.html")
    end_sentence(words)
    type_text(words.stage.panel, "where am i")
    words.stage.panel.wait_said("Page one")

    assert len(told(words)) == 2
