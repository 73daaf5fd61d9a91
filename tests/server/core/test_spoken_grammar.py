"""What may be said: the grammar of phrases and their values."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from server.core.number_words import number_words
from server.core.spoken_grammar import END, START, Form, Grammar, grammar_of, spoken_words

FORMS = (
    Form("scroll down"),
    Form("scroll", "step", needed=True),
    Form("tab", "number"),
    Form("element at", "place", needed=True),
    Form("click", "text", ("Sign in", "Chapter 12", "Café Zoë", "図書館", "sign in")),
    Form("click"),
    Form("label", "label", needed=True),
    Form("grid", "grid", needed=True),
    Form("", "number"),
)


def accepts(grammar: Grammar, said: str) -> bool:
    """Tell whether the grammar leads from its start to its end by these words."""
    steps: dict[tuple[int, str | None], set[int]] = defaultdict(set)
    for source, target, word, _ in grammar.arcs:
        steps[source, word].add(target)

    def silently(states: set[int]) -> set[int]:
        reached, fresh = set(states), set(states)
        while fresh:
            fresh = {to for state in fresh for to in steps[state, None]} - reached
            reached |= fresh
        return reached

    states = silently({START})
    for word in said.split():
        states = silently({to for state in states for to in steps[state, word]})
    return END in states


def test_phrases_and_values_are_accepted() -> None:
    """A phrase is accepted alone and with a value of its kind."""
    grammar = grammar_of(FORMS)

    for said in (
        "scroll down", "tab", "tab fifteen", "tab minus one hundred and three", "tab a hundred",
        "scroll up three", "scroll eleven", "element at two minus three", "click sign in", "seven",
        "label seven", "label twenty one three", "label one two three", "grid one two twenty",
    ):  # fmt: skip
        assert accepts(grammar, said), said


def test_other_speech_is_not() -> None:
    """Parts of phrases, values of another kind and foreign words are not accepted."""
    grammar = grammar_of(FORMS)

    for said in (
        "", "scroll", "element at", "element at two", "scroll up fifteen", "scroll three down",
        "tab left", "click out", "down scroll", "tab fifteen sixteen", "element at six one",
        "label", "label one two three four", "label fifty", "grid one two",
    ):  # fmt: skip
        assert not accepts(grammar, said), said


@given(st.integers(min_value=-999, max_value=999))
def test_every_number_to_a_thousand(number: int) -> None:
    """Each can be said after a phrase that takes a number."""
    said = (*(("minus",) if number < 0 else ()), *number_words(abs(number)))

    assert accepts(grammar_of([Form("tab", "number")]), " ".join(("tab", *said)))


def test_names_are_written_as_they_were() -> None:
    """What is heard of a name comes back as it is written; the first of two alike counts."""
    grammar = grammar_of(FORMS)

    assert grammar.text("click chapter twelve") == "click Chapter 12"
    assert grammar.text("click cafe zoe") == "click Café Zoë"
    assert grammar.text("click sign in") == "click Sign in"
    assert grammar.text("scroll down") == "scroll down"


def test_what_cannot_be_said_is_left_out() -> None:
    """A name in another script, an endless one, and one of signs alone add nothing."""
    grammar = grammar_of([Form("click", "text", ("図書館", "→", "la " * 40))])

    assert grammar.words() == {"click"}


def test_one_net_of_numbers_serves_all() -> None:
    """A second command with a number adds its phrase, and no second net."""
    one = grammar_of([Form("tab", "number")])
    two = grammar_of([Form("tab", "number"), Form("item", "number")])

    assert len(two.arcs) - len(one.arcs) == 3


def test_the_same_words_twice_are_one_way() -> None:
    """Two commands may share a phrase; the grammar has it once."""
    once, twice = grammar_of([Form("open it")]), grammar_of([Form("open it"), Form("Open it")])

    assert once.arcs == twice.arcs


@given(st.text())
def test_any_text_can_be_a_name(text: str) -> None:
    """Whatever a page calls its links, the words are plain or there are none."""
    assert all(word.isascii() and word == word.lower() for word in spoken_words(text))


def test_letters_are_spelled_one_by_one() -> None:
    """As many as one likes, by their names or the alphabet's, with capitals and signs."""
    grammar = grammar_of([Form("spell", "letters", needed=True)])

    for said in ("spell k", "spell k a capital t alpha", "spell double you at sign x", "spell at"):
        assert accepts(grammar, said), said
    for said in ("spell", "spell capital", "spell double", "spell house", "k a t"):
        assert not accepts(grammar, said), said
