"""How sure a guess is."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from server.core.hearing import Measures
from server.core.rejection import ACCEPTED, FEATURES, WEIGHTS, surety

# As measured on "click on", and on "this song reminds me of my father" heard as "sounding tab".
COMMAND = Measures(
    frames=63, over_loop=-1.70, covered=0.97, worst_word=-2.23,
    words=2, phones=6,
)  # fmt: skip
TALK = Measures(
    frames=120, over_loop=-2.79, covered=0.55, worst_word=-4.50,
    words=2, phones=8,
)  # fmt: skip


def test_a_command_is_accepted_and_talk_is_not() -> None:
    """The measures of the one lie above the bar, those of the other below it."""
    assert surety(COMMAND) > ACCEPTED > surety(TALK)


def test_what_leaves_speech_unexplained_is_less_sure() -> None:
    """The less of what was spoken a guess covers, the less sure it is."""
    assert surety(replace(COMMAND, covered=0.4)) < ACCEPTED


def test_every_feature_has_its_weight() -> None:
    """The two tables name the same."""
    assert WEIGHTS.keys() == FEATURES.keys()


@given(
    st.builds(
        Measures,
        frames=st.integers(0, 3000),
        over_loop=st.floats(-700, 700),
        covered=st.floats(0, 1),
        worst_word=st.floats(-700, 700),
        words=st.integers(0, 50),
        phones=st.integers(0, 300),
    )
)
def test_any_measures_give_a_probability(measures: Measures) -> None:
    """However odd the sound, the answer lies between 0 and 1."""
    assert 0 <= surety(measures) <= 1
