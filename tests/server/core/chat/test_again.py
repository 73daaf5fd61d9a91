"""Questions asked again."""

import pytest

from server.core.chat.again import length_of, said_before
from server.core.chat.inquiries import Inquiry, details_json, details_of
from server.core.errors import InvalidError


def told(name: str, after: str | None) -> Inquiry:
    """Give an inquiry of the conversation a."""
    return Inquiry(name, 1, "a", f"{name}?", 0, after=after)


def names(found: list[Inquiry]) -> str:
    """Give their ids as one word."""
    return "".join(one.id for one in found)


def test_only_what_led_to_it_was_said_before() -> None:
    """B and its follower c were asked anew as d; a was, too, as f, with which all begins again."""
    whole = [
        told(name, after)
        for name, after in (("a", ""), ("b", "a"), ("c", "b"), ("d", "a"), ("e", "d"), ("f", ""))
    ]

    assert [names(said_before(whole, one)) for one in whole] == [
        "a", "ab", "abc", "ad", "ade", "f",
    ]  # fmt: skip


def test_earlier_versions_followed_one_another() -> None:
    """They did not say so."""
    whole = [told("a", None), told("b", None), told("c", "b")]

    assert [names(said_before(whole, one)) for one in whole] == ["a", "ab", "abc"]


def test_what_was_deleted_ends_it() -> None:
    """And what leads to itself, which nobody made, ends all the same."""
    assert names(said_before([told("c", "b")], told("c", "b"))) == "c"
    assert len(said_before([told("c", "c")], told("c", "c"))) == 2


def test_lengths_beside_another() -> None:
    """One step; at the ends it is said that there is none."""
    assert (length_of("shorter", "short"), length_of("more", "short")) == ("sentence", "full")
    assert (length_of(""), length_of("", "full"), length_of("sentence", "full")) == (
        "short", "full", "sentence",
    )  # fmt: skip
    for wrong, than in (("shorter", "sentence"), ("more", "full"), ("more", ""), ("endless", "")):
        with pytest.raises(InvalidError):
            length_of(wrong, than)


def test_what_was_kept_before_is_read() -> None:
    """Details of an earlier version say nothing of what they followed."""
    kept = details_json(Inquiry("a", 1, "a", "?", 0, after="", instead_of="b"))
    old = '{"topics": [], "sources": [], "claims": [], "length": "short"}'

    assert (details_of(kept).after, details_of(kept).instead_of) == ("", "b")
    assert (details_of(old).after, details_of(old).instead_of) == (None, "")
