"""The compiler: what languages compile to, and every problem they can have."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.compiler import Options, compile_lexicon
from server.core.keys import COUNT, FREE, parse
from server.core.language import Command, Language, Word
from tests.server.core.performances import vectors
from tests.server.core.small_languages import commands_of, languages_of


@pytest.mark.parametrize("case", vectors("compiler")["cases"], ids=lambda case: case["name"])
def test_vector(case: dict[str, Any]) -> None:
    """Languages compile to the tree of their vector, or have its problems."""
    options = Options(case["profile"])
    lexicon, problems = compile_lexicon(commands_of(case), languages_of(case), options)

    assert [problem.to_json() for problem in problems] == case["problems"]
    if case["problems"]:
        assert lexicon is None
    else:
        assert lexicon is not None
        tree = [0] * len(lexicon.tree)
        for state, key, leads_to in case["tree"]:
            tree[state * COUNT + key] = leads_to
        assert list(lexicon.tree) == tree
        assert lexicon.numbers == case["numbers"]
        words = [(parse(keys), kind, tuple(names)) for keys, kind, *names in case["words"]]
        assert [(word.keys, word.kind, word.commands) for word in lexicon.words] == words


BODIES = st.lists(st.sampled_from(FREE[:5]), min_size=1, max_size=3).map(tuple)


@given(st.lists(BODIES, min_size=1, max_size=12))
def test_it_refuses_words_that_begin_one_another_and_no_others(bodies: list[Any]) -> None:
    """There is a lexicon exactly where no word begins, or is, another."""
    words = tuple(Word(body, ("up",)) for body in bodies)
    lexicon, problems = compile_lexicon(
        [Command("up", ("up",))], [Language("swift", words=words)], Options()
    )
    clashes = [
        (one, other)
        for at, one in enumerate(bodies)
        for other in bodies[at + 1 :]
        if one == other[: len(one)] or other == one[: len(other)]
    ]

    assert len(problems) == len(clashes)
    assert (lexicon is None) == bool(clashes)
