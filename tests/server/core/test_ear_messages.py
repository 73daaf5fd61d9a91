"""What goes between the server and its ear comes out as it went in."""

import json

import pytest

from server.core.ear_messages import (
    Forget,
    Hear,
    Learn,
    asked_of,
    forget_line,
    hear_line,
    learn_line,
    take_line,
    take_of,
)
from server.core.hearing import Guess, Span, Take
from server.core.spoken_grammar import Form, grammar_of
from tests.server.fakes import SURE


def test_what_is_asked() -> None:
    """Grammars keep their steps, and sound is announced."""
    grammar = grammar_of([Form("tab", "number"), Form("click on", "text", ("Zugzwang",))])
    learned = asked_of(learn_line("one", grammar))

    assert isinstance(learned, Learn)
    assert (learned.name, learned.grammar.arcs) == ("one", grammar.arcs)
    assert asked_of(forget_line("one")) == Forget("one")
    assert asked_of(hear_line("one", 640, held=True)) == Hear("one", 640, held=True)


def test_what_was_heard() -> None:
    """A guess keeps its measures and its words."""
    guess = Guess("next tab", ("scroll down",), SURE, (Span("next", 0, 300, -1.5),))

    for take in (Take(guess, 0, 16_000), Take(None, 160, 320)):
        assert take_of(json.loads(take_line(take))) == take


def test_what_is_nothing() -> None:
    """What no server sends is refused."""
    with pytest.raises(ValueError, match="sing"):
        asked_of(b'{"sing": "tab"}')
