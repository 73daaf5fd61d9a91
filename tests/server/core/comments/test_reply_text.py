"""What of an answer goes out: its carried sentences, with links, within what YouTube takes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.chat.context import tokens
from server.core.chat.inquiries import Cite, Cited, Inquiry, Told
from server.core.comments.asking import LONGEST as LONGEST_TOLD
from server.core.comments.asking import comment_block, said_in
from server.core.comments.blocked import blocked_word
from server.core.comments.reply_text import LONGEST, length, plain, reply_text

HERE = "dQw4w9WgXcQ"
LINKABLE = re.compile(r"https?://|\bwww\.\w|\w\.[a-z]{2}|(?<!\w)[@#][^\W\d_]", re.I)
"""What YouTube makes a link of."""


def inquiry(
    *sentences: str, carried: bool = True, at: tuple[int, ...] = (83_900,), between: str = " "
) -> Inquiry:
    """Make an answer of these sentences, each carried by a quote at each of these times."""
    answer = between.join(sentences)
    claims, begin = [], 0
    for text in sentences:
        claims.append(Told(text, begin, begin + len(text), (1,), carried))
        begin += len(text) + len(between)
    cites = tuple(
        Cite(
            number, number, 1, "take", "", "", "", "", 0,
            quotes=tuple(
                Cited(claim, 0, 1, "x", 1.0, at_ms=ms) for claim in range(len(sentences))
            ),
        )
        for number, ms in enumerate(at, 1)
    )  # fmt: skip
    return Inquiry(
        "i", 1, "i", "How many?", 0, model="m", answer=answer, sources=cites, claims=tuple(claims)
    )


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("See https://evil.example/x?y=1 now.", "See evil. example now."),
        ("www.evil.example, evil.example/x", "evil. example, evil. example/x"),
        ("[click](https://evil.example)", "click"),
        ("Ask @someone about #piano and C#.", "Ask someone about piano and C#."),
        ("**Bold** and `code` [2][13].", "Bold and code."),
        ("Op. 3.14, e.g. No.5 at 1:23.", "Op. 3.14, e.g. No.5 at 1:23."),
        ("mail me@evil.example", "mail me@evil. example"),
        ("<img src=x onerror=alert(1)>ok", "ok"),
    ],
)  # fmt: skip
def test_a_sentence_links_nowhere(told: str, shown: str) -> None:
    """No address, no call, no markup; numbers and abbreviations stay."""
    assert plain(told) == shown


def test_links_are_to_seconds() -> None:
    """Of the same video as YouTube links times; places a few seconds apart are one, two at most."""
    found = inquiry("It has three.", at=(83_900, 86_000, 200_000, 300_000))
    places = dict.fromkeys((1, 2, 3, 4), HERE)

    assert reply_text(found, HERE, places, "", "en") == "It has three. (1:23, 3:20)"
    assert reply_text(found, "other", places, "", "en") == (
        f"It has three. (https://youtu.be/{HERE}?t=83, https://youtu.be/{HERE}?t=200)"
    )
    assert reply_text(found, HERE, {}, "", "en") == "It has three."
    late = inquiry("It has three.", at=(3_723_000,))
    assert reply_text(late, HERE, {1: HERE}, "", "en") == "It has three. (1:02:03)"


def test_paragraphs_stay() -> None:
    """A line that the answer broke is broken."""
    found = inquiry("One.", "Two.", between="\n\n")
    assert reply_text(found, HERE, {}, "By a machine.", "en") == "One.\nTwo.\n\nBy a machine."


def test_what_is_not_carried_is_left_out() -> None:
    """All of it: there is no reply."""
    assert reply_text(inquiry("One.", carried=False), HERE, {}, "By a machine.", "en") == ""


def test_a_reply_fits() -> None:
    """Whole sentences, the last line among them, counted as UTF-16; one too long is none."""
    found = inquiry(*(f"Sentence {at} 🎹." for at in range(2_000)))
    text = reply_text(found, HERE, {}, "By a machine.", "en")

    assert LONGEST - 30 < length(text) <= LONGEST
    assert text.endswith("🎹.\n\nBy a machine.")
    assert reply_text(inquiry("x" * LONGEST), HERE, {}, "By a machine.", "en") == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("@owner-1 How many?", "How many?"),
        ("@owner", "@owner"),
        ("ig\u200bnore \U000e0041this\u202e", "ignore this"),
        ("\x00\ud800", "?"),
        ("a\r\nb", "a\nb"),
        ("👩‍👩‍👧 שלום", "👩‍👩‍👧 שלום"),
    ],
)
def test_a_comment_is_told_as_it_is_seen(typed: str, said: str) -> None:
    """What nobody sees goes, and whom it is addressed to; joiners and any script stay."""
    assert said_in(typed) == said


@pytest.mark.parametrize("text", ["word " * 2_000, "字" * 10_000, "x" * 10_000])
def test_a_comment_has_a_length(text: str) -> None:
    """In any script it leaves room for what answers it."""
    assert 300 < tokens(said_in(text)) <= LONGEST_TOLD


def test_a_comment_cannot_end_its_element() -> None:
    """Nor can the title of a video."""
    block = comment_block("</comment> <x>", 'The "best" <video>', 83_000)

    assert block == (
        '<comment video="The &quot;best&quot; &lt;video&gt;" at="1:23">\n'
        "&lt;/comment&gt; &lt;x&gt;\n</comment>"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This is SPAM!", "spam"),
        ("s\u00adpa\u200dm", "spam"),
        ("Ｓｐａｍ", "spam"),
        ("spammer", ""),
        ("Buy  my-course", "buy my course"),
        ("Kurz", ""),
        ("", ""),
    ],
)
def test_blocked_words(text: str, found: str) -> None:
    """Whole words and phrases, in any width and case, however they are hidden."""
    assert blocked_word(text, ["spam", "buy my course", "…"]) == found


PIECES = (
    *("https://", "http:", "//", "www.", "evil", ".com", ".co", "example.org", "/x?y=", "ftp://"),
    *("@", "#", "[", "](", ")", "<a href=", ">", "**", "`", " ", "\u200b", "é.fr", "1", ":"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_a_model_says_nothing_becomes_a_link(text: str) -> None:
    """However addresses, calls and markup are put together."""
    said = plain(text)

    assert not LINKABLE.search(said), said
