"""What a grammar accepts, and what is only the beginning of it."""

import pytest

from server.core.grammar_walk import GrammarWalk
from server.core.spoken_grammar import Form, grammar_of

WALK = GrammarWalk(
    grammar_of(
        [
            Form("search the web"),
            Form("tab", "number"),
            Form("click on", "text", ("Read more",), needed=True),
        ]
    ).arcs
)


@pytest.mark.parametrize(
    ("said", "accepted"),
    [
        ("search the web", True),
        ("search the", False),
        ("search the web web", False),
        ("tab", True),
        ("tab minus twenty one", True),
        ("tab a hundred and", False),
        ("click on", False),
        ("click on read", False),
        ("click on read more", True),
        ("", False),
    ],
)
def test_what_is_whole(said: str, *, accepted: bool) -> None:
    """A phrase, or a value, that is broken off is not accepted."""
    assert WALK.accepts(said.split()) is accepted
